"""The counts behind the figures of a page, several from one query.

Planning a query costs more than running it on a summary, so one answer serves what a page compares:
the period before, other years, one agency beside the city, one grouping beside another. The chosen
agency and period are picked here; whatever still has to be added up, `analytics` adds up.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import pandas as pd

from data import reads
from data.scope import Filters, Scope
from data.vocabulary import PREDICATES
from ui.cached import cached


def predicates(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return agency_code, predicate, n: all five for each agency with results."""
    rows = _own(_mixes(scope, chosen), chosen)
    return _long(rows[rows["period_code"] == chosen.period_code], ["agency_code"])


def predicates_of_city(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return predicate, n over all agencies, in several rows: what an agency is compared with."""
    rows = _mixes(scope, chosen)
    return _long(rows[rows["period_code"] == chosen.period_code], [])


def predicates_by_year(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return period_code, predicate, n: one period a year, the annual one where it exists."""
    rows = _own(_mixes(scope, chosen), chosen)
    return _long(rows[rows["period_code"].isin(_of_years(scope))], ["period_code"])


def predicates_over_time(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return period_code, agency_code, predicate, n in all periods of the chosen one's kind."""
    rows = _own(_mixes(scope, chosen), chosen)
    alike = rows["period_code"].isin(_of_kind(scope, chosen))
    return _long(rows[alike], ["period_code", "agency_code"])


def predicates_by(scope: Scope, chosen: Filters, by: str) -> pd.DataFrame:
    """Return the key of `by`, predicate, n; a unit comes with unit_name and needs an agency."""
    if by == "unit":
        return cached(reads.predicate_counts_by, scope, chosen, by)
    found = cached(reads.rated_groups, scope, chosen).dropna(subset=["predicate"])
    return found[[by, "predicate", "n"]].reset_index(drop=True)


def levels(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return work_result, behaviour, n."""
    found = cached(reads.rated_groups, scope, chosen).dropna(subset=["work_result", "behaviour"])
    return found[["work_result", "behaviour", "n"]].reset_index(drop=True)


def filling(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return how completely and timely results were filled in, per agency."""
    alike = _of_kind(scope, chosen)
    asked = _people(chosen, period_code=alike[0] if alike else chosen.period_code)
    found = cached(reads.filling_over_time, scope, asked)
    rows = found[found["period_code"] == chosen.period_code].drop(columns="period_code")
    return _of_agency(rows, chosen)


def movements(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return previous_period_code, agency_code, previous_predicate, predicate, n."""
    return _of_agency(cached(reads.movements, scope, _people(chosen)), chosen)


def agency_results(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return agency_code, period_code, agency_predicate, satisfaction_index."""
    return _of_agency(cached(reads.agency_results, scope, _period(chosen)), chosen)


def target_outcomes(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return how many targets of each outcome each agency has."""
    return _of_agency(cached(reads.target_outcomes, scope, _period(chosen)), chosen)


def projects(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return one row per project of the year."""
    return _of_agency(cached(reads.projects, scope, _period(chosen)), chosen)


def _mixes(scope: Scope, chosen: Filters) -> pd.DataFrame:
    alike = _of_kind(scope, chosen)
    # every period of a kind asks the same question
    asked = _people(chosen, period_code=alike[0] if alike else chosen.period_code)
    return cached(reads.mixes, scope, asked, tuple(_of_years(scope)))


def _of_kind(scope: Scope, chosen: Filters) -> list[str]:
    known = cached(reads.periods, scope)
    kind = known.loc[known["period_code"] == chosen.period_code, "kind"]
    return [] if kind.empty else list(known.loc[known["kind"] == kind.iloc[0], "period_code"])


def _of_years(scope: Scope) -> list[str]:
    """Return the period of each year: the annual one, or the latest where there is none."""
    known = cached(reads.periods, scope)
    ordered = known.assign(is_year=known["kind"] == "year").sort_values(
        ["is_year", "ends_on", "starts_on"]
    )
    return sorted(ordered.drop_duplicates("year", keep="last")["period_code"])


def _own(rows: pd.DataFrame, chosen: Filters) -> pd.DataFrame:
    return _of_agency(rows[rows["is_own"]], chosen)


def _of_agency(rows: pd.DataFrame, chosen: Filters) -> pd.DataFrame:
    if chosen.agency_code is not None:
        rows = rows[rows["agency_code"] == chosen.agency_code]
    return rows.reset_index(drop=True)


def _people(chosen: Filters, *, period_code: str | None = None) -> Filters:
    """Return the filters about people, without the agency."""
    return dataclasses.replace(
        chosen, year=None, agency_code=None, period_code=period_code or chosen.period_code
    )


def _period(chosen: Filters) -> Filters:
    return Filters(period_code=chosen.period_code)


def _long(rows: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Bring the predicates from columns into rows."""
    each = len(PREDICATES)
    repeated = rows[list(keys)].take(np.repeat(np.arange(len(rows)), each))
    return repeated.reset_index(drop=True).assign(
        predicate=np.tile(PREDICATES, len(rows)), n=rows[list(PREDICATES)].to_numpy().ravel()
    )
