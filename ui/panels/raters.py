"""The parts of Penilai: counts in words, the most different raters, spread, links, the table."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import rater_overview
from analytics.rater_overview import CheapestLinks, VerdictTally
from data import reads
from data.reads.raters import RunFacts
from data.scope import Filters, Scope
from ui import cards, charts, counts, formats, labels, tables, url_state
from ui.about import about, data_date, name_parts
from ui.cached import cached
from ui.colors import SYMBOLS
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels.analysis import in_points
from ui.tables import Column

PANEL = "penilai"  # parameter of the address: the rater whose drawer is open
SELECTED_KEY = "session_rater_table"  # counts up, so that a closed drawer leaves no row chosen
EACH_SIDE = 20
AS_POINTS = (
    "leniency",
    "leniency_lower",
    "leniency_upper",
    "raw_difference",
    "comparable_raw_difference",
    "sd_rating",
    "comparable_sd",
)


def rows(scope: Scope, chosen: Filters, run: RunFacts) -> pd.DataFrame:
    """Return every rater the reader may see, with words, most different first."""
    found = cached(reads.rater_results, scope, counts.of_raters(chosen))
    return described(found, run)


def described(found: pd.DataFrame, run: RunFacts) -> pd.DataFrame:
    """Add `rater`, `verdict_words` and `group`; shares become points of a hundred."""
    found = in_points(found, run, AS_POINTS)
    shown = found.assign(
        rater=[rater_words(row) for row in found.itertuples()],
        verdict_words=[f"{SYMBOLS[code]} {labels.verdict(code)}" for code in found["verdict"]],
        group=found["agency_name"].fillna(labels.unknown()),
        lower=found["leniency_lower"],
        upper=found["leniency_upper"],
    )
    # one rater a person: the data cannot give a range for leniency (statistics.md 4)
    placed = shown["verdict"].isin(rater_overview.PLACED)
    for name in ("leniency", "lower", "upper"):
        shown[name] = shown[name].where(placed)
    return shown


def rater_words(row: Any) -> str:
    """Return a rater by post and place; the name first where the reader sees it."""
    position = row.rater_position if isinstance(row.rater_position, str) else labels.unknown()
    place = next((name for name in (row.unit_name, row.agency_name) if isinstance(name, str)), None)
    post = position if place is None or place in position else f"{position}, {place}"
    return f"{row.rater_name} ({post})" if isinstance(row.rater_name, str) else post


def verdict_table(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return one column per verdict: how many raters, and how many people they rate."""
    found = counts.verdicts(scope, chosen)
    words = {code: f"{SYMBOLS[code]} {labels.verdict(code)}" for code in found["verdict"]}
    columns = zip(found["verdict"], found["n_raters"], found["n_employees"], strict=True)
    return pd.DataFrame(
        {words[code]: [formats.count(n), formats.count(people)] for code, n, people in columns},
        index=[_("Jumlah penilai"), _("Pegawai yang dinilai, dihitung per penilai")],
    )


def summary(tally: VerdictTally) -> str:
    """Say how many raters clearly differ, and whom they rate."""
    if tally.n_clear == 0:
        return _("Tidak satu pun dari **{total}** penilai jelas berbeda dari rekannya.").format(
            total=formats.count(tally.n_raters)
        )
    return _(
        "**{n}** dari {total} penilai jelas berbeda dari rekannya: {strict} lebih ketat, {lenient}"
        " lebih longgar. Mereka menilai {people} pegawai, dihitung per penilai."
    ).format(
        n=formats.count(tally.n_clear),
        total=formats.count(tally.n_raters),
        strict=formats.count(tally.n_clearly_stricter),
        lenient=formats.count(tally.n_clearly_lenient),
        people=formats.count(tally.n_employees_of_clear),
    )


def caterpillar_alt(shown: pd.DataFrame) -> str:
    """Say the widest gap of the figure in one plain sentence."""
    first, last = shown.iloc[0], shown.iloc[-1]
    return _(
        "Selisih {n} penilai terhadap rekannya, dari {highest} sampai {lowest}, dengan rentang"
        " 90 persen."
    ).format(
        n=formats.count(len(shown)),
        highest=formats.tendency(first["leniency"]),
        lowest=formats.tendency(last["leniency"]),
    )


def _placed_columns() -> dict[str, Column]:
    """Return who, where on the scale, with which range and over how many people."""
    return {
        "rater": tables.text(_("Penilai"), pinned=True),
        "verdict_words": tables.text(_("Keterangan")),
        "leniency": tables.points(_("Selisih (poin)")),
        "lower": tables.points(_("Batas bawah")),
        "upper": tables.points(_("Batas atas")),
        "n_employees": tables.count(_("Pegawai dinilai")),
    }


def difference_columns() -> dict[str, Column]:
    """Return the columns of the table under the figure of the most different raters."""
    return {
        **_placed_columns(),
        "link_grade": tables.text(_("Kaitan"), help=grade_help()),
    }


def all_columns() -> dict[str, Column]:
    """Return the columns of the table of all raters."""
    return {
        **_placed_columns(),
        "group": tables.text(_("Perangkat daerah")),
        "raw_difference": tables.points(_("Selisih mentah (poin)")),
        "n_ratings": tables.count(_("Penilaian")),
        "link_grade": tables.text(_("Kaitan"), help=grade_help()),
        "link_share": tables.share(
            _("Bobot kaitan"), help=_("0% hanya anggapan tim serupa, 100% pegawai bersama.")
        ),
        "sd_rating": tables.points(_("Sebaran (poin)")),
        "top_share": tables.share(_("Dua predikat teratas")),
        "identical_share": tables.share(_("Butir identik")),
    }


def picture_columns() -> dict[str, Column]:
    """Return the columns where nobody can be told from the team: a picture, not a judgement."""
    return {
        "rater": tables.text(_("Penilai"), pinned=True),
        "group": tables.text(_("Perangkat daerah")),
        "n_employees": tables.count(_("Pegawai dinilai")),
        "n_very_good": tables.count(labels.predicate("very_good", official=False)),
        "n_good": tables.count(labels.predicate("good", official=False)),
        "top_share": tables.share(_("Dua predikat teratas")),
        "comparable_top_share": tables.share(_("Rekan serupa: dua teratas")),
        "sd_rating": tables.points(_("Sebaran (poin)")),
        "comparable_sd": tables.points(_("Rekan serupa: sebaran")),
        "identical_share": tables.share(_("Butir identik")),
        "comparable_identical_share": tables.share(_("Rekan serupa: butir identik")),
        "raw_difference": tables.points(_("Selisih mentah (poin)")),
        "comparable_raw_difference": tables.points(_("Rekan serupa: selisih mentah")),
        "n_comparable": tables.count(_("Rekan serupa")),
    }


def draw_ways_of_rating(scope: Scope, chosen: Filters, everyone: pd.DataFrame) -> None:
    """Draw how raters tell people apart, the patterns tested, and what would link raters."""
    middle = rater_overview.usual_spread(everyone)
    spread = everyone.assign(spread=everyone["sd_rating"])
    if not charts.is_empty(spread, "spread") and not charts.is_empty(spread, "leniency"):
        with cards.card(_("Kecenderungan dan sebaran"), key="penilai_sebaran") as card:
            card.chart(
                charts.tendency_and_spread(spread, usual_spread=middle),
                alt=_("Kecenderungan dan sebaran {n} penilai; sebaran yang lazim {spread}.").format(
                    n=formats.count(len(spread)), spread=formats.points(middle)
                ),
            )
            spread_columns = all_columns()
            card.table(spread, spread_columns)
            card.downloads(
                lambda: [Sheet(_("Penilai"), spread, spread_columns)],
                about(scope, _("Kecenderungan dan sebaran"), chosen),
                name=name_parts("kecenderungan-penilai", chosen),
                day=data_date(scope),
            )
            card.how_to_read("rater_spread")
    patterns = pattern_rows(scope, chosen)
    if not patterns.empty:
        with cards.card(_("Pola lain yang diuji"), key="penilai_pola") as card:
            columns = pattern_columns()
            tables.show(patterns, columns, key="penilai_pola_tabel", alt=_("Pola yang diuji"))
            card.downloads(
                lambda: [Sheet(_("Pola"), patterns, columns)],
                about(scope, _("Pola lain yang diuji"), chosen),
                name=name_parts("pola-penilai", chosen),
                day=data_date(scope),
            )
            card.how_to_read("rater_patterns")
    said = link_sentences(rater_overview.cheapest_links(everyone))
    if said:
        with cards.card(_("Agar bisa dibedakan"), key="penilai_kaitan"):
            for sentence in said:
                st.markdown(sentence)


def grade_help() -> str:
    """Say what the link grades mean."""
    return _(
        "A: lima pegawai atau lebih pernah dinilai penilai lain. B: kurang dari lima."
        " C: tidak ada, jadi penilai dan timnya tidak dapat dipisahkan."
    )


def pattern_rows(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return how many raters each pattern was tested on, and how many stand out."""
    found = cached(reads.pattern_counts, scope, counts.of_raters(chosen))
    return found.assign(pattern_words=[labels.pattern(code) for code in found["pattern"]])


def pattern_columns() -> dict[str, Column]:
    """Return the columns of `pattern_rows`."""
    return {
        "pattern_words": tables.text(_("Pola"), pinned=True),
        "n_raters": tables.count(_("Penilai")),
        "n_tested": tables.count(_("Dapat diuji")),
        "n_flagged": tables.count(
            _("Perlu ditinjau"),
            help=_("Kosong: pola ini tidak pernah menunjuk seorang penilai."),
        ),
    }


def link_sentences(links: CheapestLinks) -> list[str]:
    """Say what would make raters comparable, cheapest first; nothing where all are linked."""
    said = []
    if links.n_unlinked:
        said.append(
            _(
                "**{n}** penilai belum terhubung: tidak satu pun pegawainya pernah dinilai penilai"
                " lain. Satu penilaian kedua bagi tiap penilai, paling banyak **{ratings}**"
                " seluruhnya, sudah menghubungkan mereka (kaitan B)."
            ).format(
                n=formats.count(links.n_unlinked), ratings=formats.count(links.n_second_ratings)
            )
        )
    if links.n_over_projects:
        said.append(
            _(
                "Paling murah lewat proyek: **{people}** pegawai dari **{n}** penilai itu bekerja"
                " satu proyek dengan pegawai tim lain, jadi ketua proyeknya dapat ikut menilai."
            ).format(
                people=formats.count(links.n_project_people),
                n=formats.count(links.n_over_projects),
            )
        )
    if links.n_for_firm_links:
        said.append(
            _(
                "Agar kaitan semua penilai kuat (A), paling banyak **{n}** pegawai lagi perlu"
                " dinilai dua penilai: {unlinked} penilai belum terhubung, {weak} baru berkaitan B."
            ).format(
                n=formats.count(links.n_for_firm_links),
                unlinked=formats.count(links.n_unlinked),
                weak=formats.count(links.n_weakly_linked),
            )
        )
    if said:
        said.append(_("Mutasi juga menghubungkan: pegawai yang pindah dinilai oleh dua penilai."))
    return said


def sober_words(run: RunFacts) -> str | None:
    """Say what predicates alone can show; None where the data hold more than predicates."""
    if run.response != "predicate":
        return None
    return _(
        "Data ini hanya berisi predikat, sekitar {bits} bit keterangan per penilaian. Penilai"
        " dengan 8 pegawai yang tidak memberi Sangat Baik belum menunjukkan apa pun. Selisih"
        " dinyatakan dalam poin porsi Sangat Baik, periode yang dianalisis digabung."
    ).format(bits=formats.score(run.response_entropy_bits))


def revealed(chosen: Filters) -> str:
    """Return the codes of what a reveal of names on this page shows, for the audit trail."""
    return "/".join(["raters", "all", chosen.agency_code or "-", chosen.position_class or "-"])


def matching(shown: pd.DataFrame, words: str | None) -> pd.DataFrame:
    """Keep the raters whose post, unit or agency holds what was searched for."""
    wanted = (words or "").strip().casefold()
    if not wanted:
        return shown
    text = shown["rater"].astype(str) + " " + shown["group"].astype(str)
    return shown[text.str.casefold().str.contains(wanted, regex=False)].reset_index(drop=True)


def table_key() -> str:
    """Return the key of the table, a new one after each closed drawer."""
    return f"penilai_tabel_{st.session_state.get(SELECTED_KEY, 0)}"


def open_drawer(shown: pd.DataFrame, row: pd.Series[Any] | None) -> int | None:
    """Return the rater whose drawer is open: just chosen in the table, or named by the address."""
    if row is not None:
        url_state.set_parameter(PANEL, str(row["rater_id"]))
    code = url_state.parameter(PANEL)
    known = {str(rater): int(rater) for rater in shown["rater_id"]}
    if code is not None and code not in known:
        url_state.set_parameter(PANEL, None)
        return None
    return None if code is None else known[code]


def close_drawer() -> None:
    """Forget which drawer is open."""
    st.session_state[SELECTED_KEY] = st.session_state.get(SELECTED_KEY, 0) + 1
    url_state.set_parameter(PANEL, None)
