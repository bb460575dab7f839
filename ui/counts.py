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
from numpy.typing import NDArray

from data import reads
from data.scope import Filters, Scope
from data.vocabulary import PREDICATES
from ui.cached import cached, remembered

Mask = NDArray[np.bool_]
NAMES = np.array(PREDICATES, dtype=object)


@remembered
def predicates(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return agency_code, predicate, n: all five for each agency with results."""
    rows = _mixes(scope, chosen)
    return _long(rows, _own(rows, chosen) & _in(rows, [chosen.period_code]), ["agency_code"])


def predicates_of_city(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return predicate, n over all agencies, in several rows: what an agency is compared with."""
    rows = _mixes(scope, chosen)
    return _long(rows, _in(rows, [chosen.period_code]), [])


def predicates_by_year(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return period_code, predicate, n: one period a year, the annual one where it exists."""
    rows = _mixes(scope, chosen)
    return _long(rows, _own(rows, chosen) & _in(rows, _of_years(scope)), ["period_code"])


def predicates_over_time(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return period_code, agency_code, predicate, n in all periods of the chosen one's kind."""
    rows = _mixes(scope, chosen)
    picked = _own(rows, chosen) & _in(rows, _of_kind(scope, chosen))
    return _long(rows, picked, ["period_code", "agency_code"])


def predicates_by(scope: Scope, chosen: Filters, by: str) -> pd.DataFrame:
    """Return the key of `by`, predicate, n; a unit comes with unit_name and needs an agency."""
    if by == "unit":
        return cached(reads.predicate_counts_by_unit, scope, chosen)
    found = cached(reads.rated_groups, scope, chosen).dropna(subset=["predicate"])
    return found[[by, "predicate", "n"]].reset_index(drop=True)


def levels(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return work_result, behaviour, n."""
    found = cached(reads.rated_groups, scope, chosen).dropna(subset=["work_result", "behaviour"])
    return found[["work_result", "behaviour", "n"]].reset_index(drop=True)


@remembered
def filling(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return how completely and timely results were filled in, per agency."""
    alike = _of_kind(scope, chosen)
    asked = _people(chosen, period_code=alike[0] if alike else chosen.period_code)
    found = cached(reads.filling_over_time, scope, asked)
    picked = _in(found, [chosen.period_code])
    if chosen.agency_code is not None:
        picked = picked & _is(found["agency_code"], chosen.agency_code)
    return found.loc[picked, list(found.columns[1:])].reset_index(drop=True)


@remembered
def movements(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return previous_period_code, agency_code, previous_predicate, predicate, n."""
    return _of_agency(cached(reads.movements, scope, _people(chosen)), chosen)


def agency_results(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return agency_code, period_code, agency_predicate, satisfaction_index."""
    return _of_agency(cached(reads.agency_results, scope, _period(chosen)), chosen)


def target_outcomes(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return how many targets of each outcome each agency has."""
    return _of_agency(cached(reads.target_outcomes, scope, _period(chosen)), chosen)


def verdicts(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return verdict, n_raters, n_employees of the current run, all seven."""
    return cached(reads.verdict_counts, scope, of_raters(chosen))


def of_raters(chosen: Filters) -> Filters:
    """Return the filters that narrow raters: a run is about all its periods together."""
    return Filters(agency_code=chosen.agency_code, position_class=chosen.position_class)


def of_work(chosen: Filters) -> Filters:
    """Return the filters that narrow targets and projects."""
    return Filters(period_code=chosen.period_code, agency_code=chosen.agency_code)


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
    kinds = dict(zip(known["period_code"], known["kind"], strict=True))
    kind = kinds.get(chosen.period_code)
    return [] if kind is None else [code for code in kinds if kinds[code] == kind]


def _of_years(scope: Scope) -> list[str]:
    """Return the period of each year: the annual one, or the latest where there is none."""
    known = cached(reads.periods, scope)
    best: dict[int, tuple[bool, object, object, str]] = {}
    columns = (known[name] for name in ("year", "kind", "ends_on", "starts_on", "period_code"))
    for year, kind, ends_on, starts_on, code in zip(*columns, strict=True):
        place = (kind == "year", ends_on, starts_on, code)
        best[year] = max(best.get(year, place), place)
    return [code for *_place, code in best.values()]


def _own(rows: pd.DataFrame, chosen: Filters) -> Mask:
    own: Mask = rows["is_own"].to_numpy(dtype=bool)
    return own if chosen.agency_code is None else own & _is(rows["agency_code"], chosen.agency_code)


def _in(rows: pd.DataFrame, period_codes: Sequence[str | None]) -> Mask:
    if len(period_codes) == 1:
        return _is(rows["period_code"], period_codes[0])
    return rows["period_code"].isin(period_codes).to_numpy(dtype=bool)


def _is(column: pd.Series[str], code: str | None) -> Mask:
    return (column == code).to_numpy(dtype=bool, na_value=False)


def _of_agency(rows: pd.DataFrame, chosen: Filters) -> pd.DataFrame:
    if chosen.agency_code is None:
        return rows
    return rows[_is(rows["agency_code"], chosen.agency_code)].reset_index(drop=True)


def _people(chosen: Filters, *, period_code: str | None = None) -> Filters:
    """Return the filters about people, without the agency."""
    return dataclasses.replace(
        chosen, year=None, agency_code=None, period_code=period_code or chosen.period_code
    )


def _period(chosen: Filters) -> Filters:
    return Filters(period_code=chosen.period_code)


def _long(rows: pd.DataFrame, picked: Mask, keys: Sequence[str]) -> pd.DataFrame:
    """Bring the predicates of some rows from columns into rows of their own."""
    at = np.flatnonzero(picked)
    repeated = np.repeat(at, len(PREDICATES))
    n = [rows[name].to_numpy()[at] for name in PREDICATES]
    return pd.DataFrame(
        {
            **{key: rows[key].array.take(repeated) for key in keys},
            "predicate": np.tile(NAMES, len(at)),
            "n": np.column_stack(n).ravel(),
        },
        copy=False,
    )
