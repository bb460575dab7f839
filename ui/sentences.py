"""The sentence patterns: the finding first, then the number, then the caution.

Sentences about data are Markdown with escaped names, except those for `alt=` and `title=`, which
are read as plain text and say so in their docstring.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from analytics.findings import Finding
from ui import formats, labels
from ui.i18n import N_, _, ngettext
from ui.plain import plain

CERTAINTY = {
    "clear": N_("jelas berbeda"),
    "possible": N_("mungkin berbeda"),
    "not_distinguishable": N_("belum dapat dibedakan"),
}


def predicate_finding(
    agency: str, share: float, city_share: float, *, predicate: str = "very_good"
) -> str:
    """Say which share of an agency has a predicate, beside the city."""
    return _(
        "**{agency}** memberi predikat {predicate} kepada **{share}** pegawai; kota **{city}**."
    ).format(
        agency=plain(agency),
        predicate=labels.predicate(predicate, official=False),
        share=formats.share(share),
        city=formats.share(city_share),
    )


def rater_tendency(
    points: float, lower: float, upper: float, *, n_peers: int, n_employees: int
) -> str:
    """Say how far a rater stands from comparable raters, with range and count."""
    pattern = (
        ngettext(
            "Menilai **{points} lebih longgar** daripada {peers} penilai serupa"
            " (rentang {range}; {employees} pegawai).",
            "Menilai **{points} lebih longgar** daripada {peers} penilai serupa"
            " (rentang {range}; {employees} pegawai).",
            n_peers,
        )
        if points > 0
        else ngettext(
            "Menilai **{points} lebih ketat** daripada {peers} penilai serupa"
            " (rentang {range}; {employees} pegawai).",
            "Menilai **{points} lebih ketat** daripada {peers} penilai serupa"
            " (rentang {range}; {employees} pegawai).",
            n_peers,
        )
    )
    ends = (lower, upper) if points > 0 else (-upper, -lower)
    return pattern.format(
        points=formats.points(points),
        peers=formats.count(n_peers),
        range=formats.interval(*ends),
        employees=formats.count(n_employees),
    )


def certainty(code: str) -> str:
    """Return one of the three steps of certainty."""
    return _(CERTAINTY[code])


def caution() -> str:
    """Say that a difference can come from the people rated."""
    return _("Selisih bisa berasal dari pegawai yang memang berbeda. Baca bersama catatan penilai.")


def candidate_rank(rank: int, lower: int, upper: int) -> str:
    """Say a rank with its interval."""
    return _("Urutan **{rank}** (bisa {lower} sampai {upper}).").format(
        rank=formats.count(rank), lower=formats.count(lower), upper=formats.count(upper)
    )


def share_change(
    share: float, previous_share: float, period_code: str, *, within_chance: bool
) -> str:
    """Say how the city's share Sangat Baik changed, and whether that is within chance."""
    values = {
        "share": formats.share(share),
        "previous": formats.share(previous_share),
        "period": labels.period(period_code),
        "change": formats.share_change(share - previous_share),
    }
    if within_chance:
        return _(
            "Porsi Sangat Baik **{share}**; {period} **{previous}**."
            " Perubahan {change} masih dalam batas kebetulan."
        ).format(**values)
    return _(
        "Porsi Sangat Baik **{share}**; {period} **{previous}**."
        " Perubahan {change} kemungkinan kecil kebetulan."
    ).format(**values)


def low_information(
    share: float, *, predicate: str, n_different: float, agency: str | None = None
) -> str:
    """Say that nearly everybody has one predicate, so that it tells people hardly apart.

    `n_different` is the effective number of predicates, 1 (all the same) to 5.
    """
    values = {
        "agency": plain(agency or ""),
        "predicate": labels.predicate(predicate, official=False),
        "share": formats.share(share),
        "n": formats.score(n_different),
    }
    if agency is None:
        return _(
            "**{share}** pegawai berpredikat {predicate}; predikat hampir tidak membedakan"
            " (setara {n} dari 5 predikat)."
        ).format(**values)
    return _(
        "**{agency}**: **{share}** pegawai berpredikat {predicate}; predikat hampir tidak"
        " membedakan (setara {n} dari 5 predikat)."
    ).format(**values)


def incomplete(n_missing: int, n_expected: int, *, agency: str | None = None) -> str:
    """Say how many people have no appraisal yet."""
    missing, expected = formats.count(n_missing), formats.count(n_expected)
    if agency is None:
        return _("**{missing}** dari {expected} pegawai belum dinilai.").format(
            missing=missing, expected=expected
        )
    return _("**{agency}**: **{missing}** dari {expected} pegawai belum dinilai.").format(
        agency=plain(agency), missing=missing, expected=expected
    )


def late(n_late: int, n_set: int, *, agency: str | None = None) -> str:
    """Say how many appraisals were set after the deadline."""
    part, whole = formats.count(n_late), formats.count(n_set)
    if agency is None:
        return _("**{late}** dari {all} penilaian ditetapkan setelah tenggat.").format(
            late=part, all=whole
        )
    return _("**{agency}**: **{late}** dari {all} penilaian ditetapkan setelah tenggat.").format(
        agency=plain(agency), late=part, all=whole
    )


def copied_feedback(share: float, n_texts: int, *, agency: str | None = None) -> str:
    """Say which share of the feedback texts stands word for word in another appraisal."""
    values = {"share": formats.share(share), "n": formats.count(n_texts)}
    if agency is None:
        return _("**{share}** dari {n} umpan balik sama kata demi kata dengan yang lain.").format(
            **values
        )
    return _(
        "**{agency}**: **{share}** dari {n} umpan balik sama kata demi kata dengan yang lain."
    ).format(agency=plain(agency), **values)


def high_ratings_low_results(
    agency: str,
    *,
    share: float,
    share_elsewhere: float,
    reached_share: float,
    reached_elsewhere: float,
) -> str:
    """Say that an agency is rated as high as the others while it reaches fewer of its targets."""
    return _(
        "**{agency}**: nilai tinggi, hasil rendah. Sangat Baik **{share}** (perangkat"
        " daerah lain {others}); target dan proyek tercapai **{reached}** (lain {others_reached})."
    ).format(
        agency=plain(agency),
        share=formats.share(share),
        others=formats.share(share_elsewhere),
        reached=formats.share(reached_share),
        others_reached=formats.share(reached_elsewhere),
    )


def outside_pattern(
    agency: str,
    *,
    predicate: str,
    share: float,
    agency_predicate: str,
    limit: float,
    is_above: bool,
) -> str:
    """Say which predicate lies outside the expected pattern; the pattern is guidance, no quota."""
    pattern = (
        _(
            "**{agency}** (predikat organisasi {organisation}): {predicate} **{share}**, di atas"
            " pola sebaran yang diharapkan ({limit})."
        )
        if is_above
        else _(
            "**{agency}** (predikat organisasi {organisation}): {predicate} **{share}**, di bawah"
            " pola sebaran yang diharapkan ({limit})."
        )
    )
    return pattern.format(
        agency=plain(agency),
        organisation=labels.agency_predicate(agency_predicate, official=False),
        predicate=labels.predicate(predicate, official=False),
        share=formats.share(share),
        limit=formats.whole_share(limit),
    )


def clear_raters(
    n: int, n_testable: int, *, n_stricter: int, n_people: int, agency: str | None = None
) -> str:
    """Say how many raters clearly differ from their peers, of how many that can be told apart."""
    values = {
        "agency": plain(agency or ""),
        "n": formats.count(n),
        "testable": formats.count(n_testable),
        "strict": formats.count(n_stricter),
        "lenient": formats.count(n - n_stricter),
        "people": formats.count(n_people),
    }
    if agency is None:
        return _(
            "**{n}** dari {testable} penilai yang dapat dibandingkan jelas berbeda dari rekannya:"
            " {strict} lebih ketat, {lenient} lebih longgar. Mereka menilai {people} pegawai,"
            " dihitung per penilai."
        ).format(**values)
    return _(
        "**{agency}**: **{n}** dari {testable} penilai yang dapat dibandingkan jelas berbeda dari"
        " rekannya: {strict} lebih ketat, {lenient} lebih longgar. Mereka menilai {people} pegawai,"
        " dihitung per penilai."
    ).format(**values)


def finding(found: Finding, names: Mapping[str, str], *, city_share: float | None = None) -> str:
    """Return a finding of the overview as a sentence.

    `names` are agency names by code; `city_share` is the city's share of the same predicate, which
    the sentence about one agency is read against (without it: the other agencies').
    """
    code = found.agency_code
    agency = None if code is None else names.get(code, code)
    match found.kind:
        case "agency_share":
            return _beside_others(found, str(agency), city_share)
        case "city_change":
            return share_change(
                found.share,
                _number(found.reference_share),
                str(found.period_code),
                within_chance=found.certainty == "not_distinguishable",
            )
        case "low_information":
            return low_information(
                found.share,
                predicate=str(found.predicate),
                n_different=_number(found.effective_predicates),
                agency=agency,
            )
        case "incomplete":
            return incomplete(found.n_part or 0, found.n, agency=agency)
        case "late":
            return late(found.n_part or 0, found.n, agency=agency)
        case "copied_feedback":
            return copied_feedback(found.share, found.n, agency=agency)
        case "high_ratings_low_results":
            return high_ratings_low_results(
                str(agency),
                share=found.share,
                share_elsewhere=_number(found.reference_share),
                reached_share=_number(found.results_share),
                reached_elsewhere=_number(found.reference_results_share),
            )
        case "outside_pattern":
            return outside_pattern(
                str(agency),
                predicate=str(found.predicate),
                share=found.share,
                agency_predicate=str(found.agency_predicate),
                limit=_number(found.limit_share),
                is_above=bool(found.is_above),
            )
        case "clear_raters":
            return clear_raters(
                found.n_part or 0,
                found.n,
                n_stricter=found.n_stricter or 0,
                n_people=found.n_people or 0,
                agency=agency,
            )


def finding_caution(found: Finding) -> str:
    """Return the quiet line under a finding: how sure, and over how many.

    What was counted and not compared is neither sure nor unsure.
    """
    if found.kind == "clear_raters":
        return _("{certainty} · {n} berkaitan kuat (A) · periode analisis digabung").format(
            certainty=certainty(found.certainty),
            n=formats.n_of_n(found.n_firmly_linked or 0, found.n_part or 0),
        )
    if found.q is None and found.certainty == "clear":
        return _("dihitung dari {n} data").format(n=formats.count(found.n))
    return _("{certainty} · {n} data").format(
        certainty=certainty(found.certainty), n=formats.count(found.n)
    )


def _beside_others(found: Finding, agency: str, city_share: float | None) -> str:
    predicate = found.predicate or "very_good"
    if city_share is not None:
        return predicate_finding(agency, found.share, city_share, predicate=predicate)
    return _(
        "**{agency}** memberi predikat {predicate} kepada **{share}** pegawai;"
        " perangkat daerah lain **{others}**."
    ).format(
        agency=plain(agency),
        predicate=labels.predicate(predicate, official=False),
        share=formats.share(found.share),
        others=formats.share(found.reference_share),
    )


def _number(value: float | None) -> float:
    return float("nan") if value is None else value  # shown as an en dash


def pattern_is_guidance() -> str:
    """Say what the expected pattern is and what it does by itself."""
    return _(
        "Pola sebaran adalah bahan pertimbangan, bukan jatah. Pola yang dipaksakan menimbulkan"
        " bias sendiri: di unit yang baik pun seseorang harus mendapat Butuh Perbaikan atau Kurang."
    )


def filter_summary(parts: list[str], n_appraisals: int | None) -> str:
    """Return the line under the title: active filters and the number of appraisals."""
    shown = formats.small_count(None) if n_appraisals is None else formats.count(n_appraisals)
    words = ngettext("{n} penilaian", "{n} penilaian", 2 if n_appraisals is None else n_appraisals)
    return " · ".join([*(plain(part) for part in parts), plain(words.format(n=shown))])


def data_date(day: dt.date | None, version: str) -> str:
    """Return the quiet line at the end of the sidebar."""
    if day is None:
        return _("Belum ada data · versi {version}").format(version=plain(version))
    return _("Data per {date} · versi {version}").format(
        date=formats.date(day), version=plain(version)
    )
