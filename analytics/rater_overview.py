"""Small summaries of stored rater results: counts by verdict, who differs most, what would link.

A rater whose people nobody else has rated cannot be told from the team (statistics.md 4). One
employee rated by a second rater is the least that links a rater; five give the firm grade A.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.linking import MIN_LINKING_EMPLOYEES

STRICTER = ("clearly_stricter", "possibly_stricter")
LENIENT = ("clearly_lenient", "possibly_lenient")
PLACED = (*STRICTER, "not_distinguishable", *LENIENT)  # verdicts that rest on a figure of the rater


@dataclass(frozen=True)
class VerdictTally:
    """How many raters stand where, and how many people they rate together."""

    n_raters: int
    n_stricter: int
    n_clearly_stricter: int
    n_not_distinguishable: int
    n_lenient: int
    n_clearly_lenient: int
    n_not_identified: int
    n_not_enough_data: int
    n_employees_of_clear: int  # people rated by raters who clearly differ

    @property
    def n_clear(self) -> int:
        """Raters who clearly differ from their peers."""
        return self.n_clearly_stricter + self.n_clearly_lenient

    @property
    def n_placed(self) -> int:
        """Raters that can be compared: linked, and with enough data."""
        return self.n_stricter + self.n_not_distinguishable + self.n_lenient


@dataclass(frozen=True)
class CheapestLinks:
    """What would make unlinked raters comparable, cheapest first."""

    n_unlinked: int  # raters of grade C
    n_weakly_linked: int  # of grade B: linked by fewer than five employees
    n_over_projects: int  # of grade C: people of theirs share a project with people of others
    n_project_people: int  # those people
    n_second_ratings: int  # one for each unlinked rater: enough for grade B
    n_for_firm_links: int  # so that every rater comes to five linking employees


def tally_verdicts(counts: pd.DataFrame) -> VerdictTally:
    """Sum verdicts into the words of the page.

    `counts` has one row per verdict: `verdict`, `n_raters`, `n_employees`.
    """
    by = counts.set_index("verdict")
    n = {str(code): int(value) for code, value in by["n_raters"].items()}
    people = by["n_employees"]
    clear = [code for code in ("clearly_stricter", "clearly_lenient") if code in by.index]
    return VerdictTally(
        n_raters=sum(n.values()),
        n_stricter=sum(n.get(code, 0) for code in STRICTER),
        n_clearly_stricter=n.get("clearly_stricter", 0),
        n_not_distinguishable=n.get("not_distinguishable", 0),
        n_lenient=sum(n.get(code, 0) for code in LENIENT),
        n_clearly_lenient=n.get("clearly_lenient", 0),
        n_not_identified=n.get("not_identified", 0),
        n_not_enough_data=n.get("not_enough_data", 0),
        n_employees_of_clear=int(people.loc[clear].sum()),
    )


def most_extreme(raters: pd.DataFrame, *, each_side: int) -> pd.DataFrame:
    """Return the raters furthest to each side, most lenient first, of those with a verdict.

    Raters of grade C and raters with too little data have no place on the scale and are left out.
    """
    placed = raters[raters["verdict"].isin(PLACED)]
    ordered = placed.sort_values(
        ["leniency", "rater_id"], ascending=[False, True], ignore_index=True
    )
    if len(ordered) <= 2 * each_side:
        return ordered
    return pd.concat([ordered.head(each_side), ordered.tail(each_side)], ignore_index=True)


def usual_spread(raters: pd.DataFrame) -> float:
    """Return the middle (median) of the raters' spreads, NaN where none is known."""
    known = raters["sd_rating"].dropna().to_numpy(dtype=np.float64)
    return float(np.median(known)) if len(known) else float("nan")


def nobody_linked(raters: pd.DataFrame) -> bool:
    """Say whether no rater shares an employee with another: one recap, one rater a person."""
    return bool((raters["link_grade"] == "C").all())


def cheapest_links(raters: pd.DataFrame) -> CheapestLinks:
    """Count the links that would let raters be told from their teams."""
    grade = raters["link_grade"]
    linking = raters["n_linking"].fillna(0).to_numpy(dtype=np.int64)
    people = raters["n_employees"].to_numpy(dtype=np.int64)
    unlinked = (grade == "C").to_numpy()
    shared = raters["n_project_people"].fillna(0).to_numpy(dtype=np.int64)
    # a rater of three people cannot have five that link
    missing = np.maximum(np.minimum(MIN_LINKING_EMPLOYEES, people) - linking, 0)
    over_projects = unlinked & (shared > 0)
    return CheapestLinks(
        n_unlinked=int(unlinked.sum()),
        n_weakly_linked=int((grade == "B").sum()),
        n_over_projects=int(over_projects.sum()),
        n_project_people=int(shared[over_projects].sum()),
        n_second_ratings=int(unlinked.sum()),
        n_for_firm_links=int(missing.sum()),
    )
