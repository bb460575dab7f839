"""Nine boxes: performance and potential, the unassessed beside, and what other cuts would move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from analytics.rules import nine_boxes
from analytics.rules.nine_boxes import NineBoxes
from analytics.rules.predicates import LEVELS
from analytics.rules.promotion_rules import TalentRules
from analytics.rules.ranks import POTENTIALS
from analytics.rules.rule_set import RuleSet, promotion_of
from data.scope import Filters, Scope
from ui import cards, career_words, charts, formats, labels, tables
from ui.downloads import Sheet
from ui.i18n import _, ngettext
from ui.panels.candidates import wording
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked
from ui.tables import Column

Numbers = nine_boxes.Numbers
Objects = nine_boxes.Objects
CUT_STEP = 5.0  # points by which the cuts of an assessment are moved, both ways


def draw(scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked | None) -> None:
    """Draw the boxes of the pool."""
    talent = promotion_of(found.rules).talent
    placed = place(found.people, asked.on, found.rules)
    with cards.card(_("Sembilan kotak: kinerja dan potensial"), key="calon_kotak") as card:
        st.markdown(sentence(placed, len(found.people)))
        if not placed.n_placed:
            st.caption(
                _(
                    "Potensial hanya dari asesmen, tidak pernah dari penilaian kinerja. Unggah"
                    " berkas asesmen di halaman Data."
                )
            )
            return
        cells = cells_of(placed, talent)
        card.chart(charts.nine_boxes(cells), alt=alt(placed))
        st.caption(
            _("★ kelompok rencana suksesi. Saran: {rule}, {basis}.").format(
                rule=talent.recommendations.basis.rule,
                basis=career_words.legal_act(talent.recommendations.basis.text),
            )
        )
        moved = sensitivity(found.people, asked.on, talent)
        columns = cell_columns()
        to_review = n_to_review(found.people, talent)
        if to_review:
            st.caption(review_words(to_review, talent))
        st.markdown(_("**Bila batasnya lain**"))
        tables.show(
            moved, moved_columns(), key="calon_kotak_batas", alt=_("Orang yang berpindah kotak")
        )
        card.table(cells, columns)
        card.downloads(
            lambda: [
                Sheet(_("Sembilan kotak"), cells, columns),
                Sheet(_("Bila batasnya lain"), moved, moved_columns()),
            ],
            wording.about(scope, _("Sembilan kotak"), chosen, asked, found, ranked),
            name=wording.name_parts("sembilan-kotak", chosen, asked),
            day=asked.on,
        )
        card.how_to_read("nine_boxes")


def place(people: pd.DataFrame, on: dt.date, rules: RuleSet) -> NineBoxes:
    """Put people into boxes by the predicate of the last complete year and assessed potential."""
    talent = promotion_of(rules).talent
    return nine_boxes.place_people(
        last_predicates(people, on), _objects(people["potential"]), talent
    )


def last_predicates(people: pd.DataFrame, on: dt.date) -> Sequence[object]:
    """Return the predicate of the last calendar year complete on the day; None where missing."""
    year = str(on.year - 1)
    found = people["predicates"].astype("str").str.extract(rf"(?:^|;){year}:([a-z_]+)")[0]
    return _objects(found)


def sentence(placed: NineBoxes, n: int) -> str:
    """Say how many are placed, and who is not and why."""
    said = ngettext(
        "**{placed}** dari {n} pegawai punya kotak;",
        "**{placed}** dari {n} pegawai punya kotak;",
        n,
    ).format(placed=formats.count(placed.n_placed), n=formats.count(n))
    return said + " " + _(
        "**{unassessed}** belum dinilai potensialnya dan **{unrated}** belum berpredikat, jadi"
        " tidak ditempatkan. {pool} di kelompok rencana suksesi."
    ).format(
        unassessed=formats.count(placed.n_unassessed),
        unrated=formats.count(placed.n_unrated),
        pool=formats.count(int(placed.in_pool.sum())),
    )  # fmt: skip


def review_words(n: int, talent: TalentRules) -> str:
    """Say how many assessments give a level that their number does not; nothing is overwritten."""
    low, high = talent.score_cuts.value
    return ngettext(
        "{n} asesmen perlu ditinjau: tingkatnya tidak sesuai angkanya (batas {low} dan {high}).",
        "{n} asesmen perlu ditinjau: tingkatnya tidak sesuai angkanya (batas {low} dan {high}).",
        n,
    ).format(n=formats.count(n), low=formats.count(low), high=formats.count(high))


def alt(placed: NineBoxes) -> str:
    """Say the fullest box."""
    fullest = max(placed.counts, key=lambda box: placed.counts[box])
    return _("Pegawai di sembilan kotak; terbanyak kotak {box}, {n} pegawai.").format(
        box=formats.count(fullest), n=formats.count(placed.counts[fullest])
    )


def cells_of(placed: NineBoxes, talent: TalentRules) -> pd.DataFrame:
    """Return one row per box, with words."""
    rows = []
    for level in LEVELS:
        for potential in POTENTIALS:
            box = talent.boxes.value[level, potential]
            n = placed.counts[box]
            rows.append(
                {
                    "box": box,
                    "performance": level,
                    "potential": potential,
                    "performance_words": labels.level(level),
                    "potential_words": labels.potential(potential),
                    "n": n,
                    "share": n / placed.n_placed,
                    "is_pool": box in talent.pool.value,
                    "words": career_words.recommendations(talent.recommendations.value[box]),
                }
            )
    return pd.DataFrame(rows)


def cell_columns() -> dict[str, Column]:
    """Return the columns of `cells_of`."""
    return {
        "box": tables.count(_("Kotak")),
        "performance_words": tables.text(_("Kinerja")),
        "potential_words": tables.text(_("Potensial")),
        "n": tables.count(_("Pegawai")),
        "share": tables.share(_("Porsi")),
        "words": tables.text(_("Saran menurut aturan")),
    }


def sensitivity(people: pd.DataFrame, on: dt.date, talent: TalentRules) -> pd.DataFrame:
    """Return how many people other cuts would move, and into and out of the pool."""
    levels = nine_boxes.performance_levels(last_predicates(people, on), talent)
    low, high = talent.score_cuts.value
    now = nine_boxes.boxes_of(levels, potential_at(people, (low, high)), talent)
    rows = []
    if people["potential_score"].notna().any():
        for shift in (-CUT_STEP, CUT_STEP):
            cuts = (low + shift, high + shift)
            words = _("Potensial menengah mulai {low}, tinggi mulai {high}").format(
                low=formats.count(cuts[0]), high=formats.count(cuts[1])
            )
            there = nine_boxes.boxes_of(levels, potential_at(people, cuts), talent)
            rows.append(_moved(words, now, there, talent))
    higher = np.array(["above" if each == "meets" else each for each in levels], dtype=object)
    there = nine_boxes.boxes_of(higher, potential_at(people, (low, high)), talent)
    rows.append(_moved(_("Predikat Baik dibaca di atas ekspektasi"), now, there, talent))
    return pd.DataFrame(rows)


def potential_at(people: pd.DataFrame, cuts: tuple[float, float]) -> Objects:
    """Return potential by cuts where an assessment gives a number, else as it gives it."""
    scores = people["potential_score"].to_numpy(dtype=np.float64, na_value=np.nan)
    of_score = np.array([*POTENTIALS, None], dtype=object)[nine_boxes.score_levels(scores, cuts)]
    given = np.array(_objects(people["potential"]), dtype=object)
    return np.where(np.isfinite(scores), of_score, given)


def n_to_review(people: pd.DataFrame, talent: TalentRules) -> int:
    """Count people whose assessment gives another level than its number does (R9.5a)."""
    given = np.array(_objects(people["potential"]), dtype=object)
    by_cuts = potential_at(people, talent.score_cuts.value)
    return int(((given != by_cuts) & (given != None) & (by_cuts != None)).sum())  # noqa: E711


def _moved(words: str, now: Numbers, there: Numbers, talent: TalentRules) -> dict[str, object]:
    change = nine_boxes.compare_boxes(now, there, talent)
    return {
        "setting": words,
        "n_moved": change.n_moved,
        "n_into_pool": change.n_into_pool,
        "n_out_of_pool": change.n_out_of_pool,
    }


def moved_columns() -> dict[str, Column]:
    """Return the columns of `sensitivity`."""
    return {
        "setting": tables.text(_("Batas"), pinned=True),
        "n_moved": tables.count(_("Berpindah kotak")),
        "n_into_pool": tables.count(_("Masuk kelompok suksesi")),
        "n_out_of_pool": tables.count(_("Keluar kelompok suksesi")),
    }


def _objects(values: pd.Series) -> list[object]:
    return [each if isinstance(each, str) else None for each in values]
