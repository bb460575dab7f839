"""Sebaran & tren: ratings beside the organisation's own results, and how forms were filled in."""

from __future__ import annotations

import streamlit as st

from analytics.agreement_with_results import RankAgreement, agreement_with_results
from analytics.rules.predicates import AGENCY_RANK
from data.scope import Filters, Scope
from ui import cards, charts, counts, formats, labels, results, states, summaries, tables
from ui.groups import agency_names
from ui.i18n import N_, _
from ui.panels.distribution import finish
from ui.tables import Column

FILLING = {
    "complete": N_("Kelengkapan"),
    "late": N_("Terlambat"),
    "commented": N_("Dengan umpan balik"),
    "copied": N_("Umpan balik disalin"),
}
UNWANTED = ("late", "copied")  # the fewer the better
_TALLIES = {
    "complete": summaries.complete,
    "late": summaries.late,
    "commented": summaries.commented,
    "copied": summaries.copied,
}


def draw_agreement(scope: Scope, chosen: Filters) -> None:
    """Draw agencies' shares Sangat Baik against their own predicate and their service index."""
    everywhere = summaries.all_agencies(chosen)
    mix = summaries.mix_by_agency(scope, everywhere)
    found = agreement_with_results(mix, counts.agency_results(scope, everywhere))
    for part in found:
        _draw_one(scope, everywhere, part)


def _draw_one(scope: Scope, chosen: Filters, found: RankAgreement) -> None:
    is_predicate = found.measure == "agency_predicate"
    title = (
        _("Predikat pegawai dan predikat organisasi")
        if is_predicate
        else _("Predikat pegawai dan indeks kepuasan masyarakat (IKM)")
    )
    key = "sebaran_organisasi" if is_predicate else "sebaran_ikm"
    with cards.card(title, key=key) as card:
        if found.n_agencies == 0:
            states.needs_file(
                _("Predikat organisasi dan IKM"), _("daftar predikat organisasi dan IKM")
            )
            return
        sentence = agreement_sentence(found)
        st.markdown(sentence)
        if found.state == "not_enough_data":
            return
        # many share a step: more than two names on it would cover each other
        n_named = 2 if is_predicate else 4
        rows = results.agreement(found, agency_names(scope), n_labelled=n_named)
        x_title = _("Predikat organisasi") if is_predicate else _("IKM")
        # on the axis the official name alone, as on every axis; the table has the translation
        official = {rank: labels.AGENCY_PREDICATE_NAMES[code] for code, rank in AGENCY_RANK.items()}
        steps = {rank: labels.agency_predicate(code) for code, rank in AGENCY_RANK.items()}
        card.chart(
            charts.agreement_scatter(
                rows,
                x_title=x_title,
                y_title=_("Porsi Sangat Baik"),
                x_names=official if is_predicate else None,
            ),
            alt=sentence.replace("**", ""),
            name="kesesuaian",
        )
        finish(
            card,
            scope,
            chosen,
            rows.assign(x=[steps[int(x)] for x in rows["x"]]) if is_predicate else rows,
            {
                "agency": tables.text(_("Perangkat daerah"), pinned=True),
                "n": tables.people(_("Pegawai dinilai"), minimum=scope.smallest_group),
                "x": tables.text(x_title) if is_predicate else tables.score(x_title),
                "y": tables.share(_("Porsi Sangat Baik")),
            },
            title=_("Kesesuaian"),
            name="kesesuaian-predikat" if is_predicate else "kesesuaian-ikm",
            how="agreement",
        )


def agreement_sentence(found: RankAgreement) -> str:
    """Say whether people's predicates go with the organisation's results, with the range."""
    values = {"n": formats.count(found.n_agencies)}
    if found.state == "not_enough_data":
        return _("Baru {n} perangkat daerah punya kedua angka; belum cukup untuk dibaca.").format(
            **values
        )
    if found.state == "no_spread":
        return _(
            "Salah satu angka sama di semua {n} perangkat daerah; kesesuaian tidak dapat dihitung."
        ).format(**values)
    tau = found.tau_b
    values |= {
        "tau": formats.score(tau.estimate),
        "range": formats.range_of(formats.score(tau.lower), formats.score(tau.upper)),
    }
    pattern = {
        "agrees": _(
            "Perangkat daerah dengan hasil lebih baik juga **lebih sering** memberi Sangat Baik"
            " (korelasi peringkat {tau}, rentang {range}; {n} perangkat daerah)."
        ),
        "disagrees": _(
            "Perangkat daerah dengan hasil lebih baik justru **lebih jarang** memberi Sangat Baik"
            " (korelasi peringkat {tau}, rentang {range}; {n} perangkat daerah)."
        ),
        "not_distinguishable": _(
            "Hubungan dengan hasil organisasi **belum dapat dibedakan** dari kebetulan"
            " (korelasi peringkat {tau}, rentang {range}; {n} perangkat daerah)."
        ),
    }[found.verdict]
    return pattern.format(**values)


def draw_filling(scope: Scope, chosen: Filters) -> None:
    """Draw how completely, timely and individually the forms were filled in, per agency."""
    measure = st.segmented_control(
        _("Ukuran"),
        list(FILLING),
        default="complete",
        format_func=lambda code: _(FILLING[code]),
        required=True,
        key="sebaran_pengisian_ukuran",
    )
    with cards.card(_("Pengisian per perangkat daerah"), key="sebaran_pengisian") as card:
        rows = results.tally(_TALLIES[measure](scope, chosen), "agency_code", agency_names(scope))
        if charts.is_empty(rows, "share"):
            _say_missing(scope, measure, all(rows["state"] == "unknown"))
            return
        if measure in UNWANTED:  # what stands out is on top
            rows = rows.sort_values(
                ["share", "group"], ascending=[False, True], na_position="last", ignore_index=True
            )
        edge = rows.dropna(subset=["share"]).iloc[0]
        card.chart(
            charts.completeness_bars(rows, target=0.0 if measure in UNWANTED else 1.0),
            alt=_("{measure} per perangkat daerah; paling menonjol {agency}, {share}.").format(
                measure=_(FILLING[measure]),
                agency=edge["group"],
                share=formats.share(edge["share"]),
            ),
            name="pengisian",
        )
        finish(
            card,
            scope,
            chosen,
            rows,
            _filling_columns(scope, measure),
            title=_(FILLING[measure]),
            name=f"pengisian-{measure}",
            how="completeness" if measure == "complete" else "filling",
        )


def _filling_columns(scope: Scope, measure: str) -> dict[str, Column]:
    done, whole = {
        "complete": (_("Pegawai dinilai"), _("Pegawai seharusnya")),
        "late": (_("Penilaian terlambat"), _("Penilaian bertanggal")),
        "commented": (_("Dengan umpan balik"), _("Penilaian")),
        "copied": (_("Umpan balik disalin"), _("Umpan balik")),
    }[measure]
    return {
        "group": tables.text(_("Perangkat daerah"), pinned=True),
        "n_done": tables.people(done, minimum=scope.smallest_group),
        "n_expected": tables.count(whole),
        "share": tables.share(_("Porsi")),
        "lower": tables.share(_("Batas bawah")),
        "upper": tables.share(_("Batas atas")),
    }


def _say_missing(scope: Scope, measure: str, is_unknown: bool) -> None:
    if not is_unknown:
        states.not_enough(None, scope.smallest_group)
    elif measure == "complete":
        states.needs_file(_("Jumlah pegawai per perangkat daerah"), _("daftar pegawai"))
    elif measure == "late":
        states.needs_file(_("Tanggal penetapan"), _("rekap dengan tanggal penetapan"))
    else:
        states.needs_file(_("Umpan balik"), _("rekap dengan kolom umpan balik"))
