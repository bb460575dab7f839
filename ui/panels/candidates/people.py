"""People of a pool in words: by post and place, the name first where the reader sees it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data.scope import Filters, Scope
from ui import formats, labels
from ui.cached import kept
from ui.charts.candidates import standing_words
from ui.charts.frame import rows_of
from ui.i18n import _, current_language, use_language
from ui.panels.analysis import in_points
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import Judged, Ranked, people_on

GROUP_SYMBOLS = {"surely_in": "●", "maybe": "○", "outside": "×"}  # as the figure draws them
AS_POINTS = (
    "score", "score_sd", "score_lower", "score_upper", "adjusted", "adjusted_sd", "raw_mean",
    "objective_points", "objective_sd",
)  # fmt: skip
OF_PERSON = [
    "employee", "position_title", "unit_name", "agency_code", "agency_name", "job_family",
    "grade", "grade_since", "education", "overall", "n_unknown", "met_on",
]  # fmt: skip


def named(scope: Scope, narrowed: Filters, asked: Asked, found: Judged) -> pd.DataFrame:
    """Return the people of the pool with `person` and `group`; names where `scope` has them."""
    people = found.people[OF_PERSON]
    if scope.may_see_names:
        names = kept(people_on, scope, narrowed, asked.on, asked.job_family)
        people = people.assign(employee_name=names["employee_name"].to_numpy())
    else:
        people = people.assign(employee_name=None)
    return people.rename(columns={"employee": "employee_id"}).assign(
        group=people["agency_name"].fillna(labels.unknown())
    )


def rows(people: pd.DataFrame, ranked: Ranked) -> pd.DataFrame:
    """Return everybody ranked, in list order, with the numbers of the order."""
    order = in_points(ranked.pool.people, ranked.run, AS_POINTS)
    # the group of the order is not the group of people
    return order.rename(columns={"group": "standing"}).merge(people, on="employee_id", how="left")


def worded(found: pd.DataFrame) -> pd.DataFrame:
    """Add the words of a table to some rows of `rows`; a sentence a person takes time."""
    with use_language(current_language()):  # asked once, not of the session for every number
        return with_person(found).assign(
            rank_words=[
                formats.rank(row.rank_median, row.rank_lower, row.rank_upper)
                for row in rows_of(found)
            ],
            standing_words=[standing(code, symbol=True) for code in found["standing"]],
            score_range=[
                formats.interval(row.score_lower, row.score_upper) for row in rows_of(found)
            ],
            link_words=[link(code) for code in found["link_grade"]],
            overall_words=[overall(row) for row in rows_of(found)],
            results_words=[results(row) for row in rows_of(found)],
        )


def with_person(found: pd.DataFrame) -> pd.DataFrame:
    """Add `person`: post and unit, the name first where it is known."""
    return found.assign(person=[person(row) for row in rows_of(found)])


def person(row: Any) -> str:
    """Return one person in words."""
    position = row.position_title if isinstance(row.position_title, str) else labels.unknown()
    place = row.unit_name if isinstance(row.unit_name, str) else None
    post = position if place is None or place in position else f"{position}, {place}"
    return f"{row.employee_name} ({post})" if isinstance(row.employee_name, str) else post


def standing(code: str, *, symbol: bool = False) -> str:
    """Return whether a person is likely in, perhaps in, or likely outside."""
    words = standing_words(code)
    return f"{GROUP_SYMBOLS[code]} {words}" if symbol else words


def link(grade: object) -> str:
    """Return the link grade; C says what is missing."""
    return _("C · belum terhubung") if grade == "C" else str(grade)


def overall(row: Any) -> str:
    """Say whether a person meets everything, and how much of it is not known."""
    match row.overall:
        case "met":
            return _("memenuhi semua")
        case "unknown":
            return _("{n} belum diketahui").format(n=formats.count(row.n_unknown))
        case _:
            return _("belum memenuhi")


def results(row: Any) -> str:
    """Say where objective results lie beside the pool, and how many there are."""
    if not row.n_objective:
        return labels.unknown()
    if row.objective_lower > 0:
        words = _("di atas kelompok ({n} hasil)")
    elif row.objective_upper < 0:
        words = _("di bawah kelompok ({n} hasil)")
    else:
        words = _("belum dapat dibedakan ({n} hasil)")
    return words.format(n=formats.count(row.n_objective))
