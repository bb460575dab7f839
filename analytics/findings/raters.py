"""Findings about raters: how many clearly differ from their peers, of how many that can be told.

    size    mean over clear raters of min(1, |leniency| / 2D), people as weights
            D is half a category: 2D moves a person by a whole one
    weight  share of the people rated who have a clear rater × size

A run has decided who is clear, with the share of false ones held (statistics.md 5), so nothing is
tested again here. Raters whom nothing tells from their team (grade C, not_identified) count
nowhere, and no rater is named: one is looked at on the page about raters, beside the range.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Final

import pandas as pd

from analytics.findings.finding import Candidate, Finding, agency_filter, code_of
from analytics.rater_overview import PLACED

CLEAR: Final = ("clearly_stricter", "clearly_lenient")
FEWEST_IN_AN_AGENCY: Final = 2  # a line about one rater would be a line about a person


@dataclass(frozen=True, eq=False)
class RaterVerdicts:
    """What a run said about the raters a reader sees."""

    # one row per rater: agency_code, verdict, link_grade, leniency, n_employees
    rows: pd.DataFrame
    smallest: float  # D, the smallest difference that matters, in the unit of leniency

    @functools.cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """How many raters clearly differ, found once: a run's verdicts stay, the period changes."""
        return tuple(clear_raters(self))


def clear_raters(verdicts: RaterVerdicts) -> list[Candidate]:
    """Say how many raters clearly differ, for all together and for agencies with several."""
    told = verdicts.rows[verdicts.rows["verdict"].isin(PLACED)]
    n_rated = float(verdicts.rows["n_employees"].sum())
    clear = told[told["verdict"].isin(CLEAR)]
    if clear.empty:
        return []
    found = [_finding(told, clear, None, verdicts.smallest, n_rated)]
    if len(verdicts.rows["agency_code"].dropna().unique()) > 1:
        found += [
            _finding(
                told[told["agency_code"] == code], own, code_of(code), verdicts.smallest, n_rated
            )
            for code, own in clear.groupby("agency_code")
            if len(own) >= FEWEST_IN_AN_AGENCY
        ]
    return [Candidate(each, float("nan")) for each in found]


def _finding(
    told: pd.DataFrame,
    clear: pd.DataFrame,
    agency_code: str | None,
    smallest: float,
    n_rated: float,
) -> Finding:
    categories = (clear["leniency"].abs() / (2 * smallest)).clip(upper=1.0)
    people = clear["n_employees"]
    return Finding(
        kind="clear_raters",
        agency_code=agency_code,
        certainty="clear",
        weight=float((categories * people).sum() / n_rated),
        n=len(told),
        share=len(clear) / len(told),
        n_part=len(clear),
        n_stricter=int((clear["verdict"] == "clearly_stricter").sum()),
        n_firmly_linked=int((clear["link_grade"] == "A").sum()),
        n_people=int(people.sum()),
        page="raters",
        filters=agency_filter(agency_code),
    )
