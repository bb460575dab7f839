"""How ratings are distributed: all from the summaries, so that a page costs the same at any size.

Columns and grain stand in the head of each query. Filters that are None do not narrow.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from data import store
from data.scope import Filters, Scope


def mixes(scope: Scope, filters: Filters, other_periods: Sequence[str] = ()) -> pd.DataFrame:
    """Return period_code, is_own, agency_code and the five predicates as columns.

    All periods of the chosen one's kind and `other_periods`; the agency filter does not narrow. The
    agencies that the reader may not see stand together in one row a period.
    """
    values = {**scope.bound(), **filters.bound(), "other_periods": list(other_periods)}
    return store.current().frame("mixes", values)


def rated_groups(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return position_class, grade_group, employment_type, both levels, predicate, n."""
    return _frame("rated_groups", scope, filters)


def filling_over_time(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return how completely and timely results were filled in, per period of one kind and agency.

    The agency filter does not narrow.
    """
    return _frame("filling_over_time", scope, filters)


def group_sizes(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return the sizes of the smallest groups of the period, for `analytics.suppression.lattice`.

    The scope's agencies do not narrow: what one reader may be shown depends on what others are
    shown (docs/adr/0003). The frame never reaches a page.
    """
    return _frame("group_sizes", scope, filters)


def level_sizes(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return the same sizes of people with both levels."""
    return _frame("level_sizes", scope, filters)


def score_sizes(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return the same sizes of people with a score, by score_scale."""
    return _frame("score_sizes", scope, filters)


def movement_sizes(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return the same sizes of people with a predicate in this year and the one before."""
    return _frame("movement_sizes", scope, filters)


def filling_sizes(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return the same sizes of everybody with a result, n_rated, n_dated, … one column each."""
    return _frame("filling_sizes", scope, filters)


def unit_sizes(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return the same for the units of the chosen agency."""
    return _frame("unit_sizes", scope, filters)


def predicate_counts_by_unit(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return unit_id, unit_name, predicate, n of the chosen agency."""
    return _frame("predicate_counts_by_unit", scope, filters)


def score_bins(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return agency_code, score_scale, score_bin, n, sum_score, sum_squares; bins of one point."""
    return _frame("score_bins", scope, filters)


def movements(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return previous_period_code, agency_code, previous_predicate, predicate, n.

    Only annual periods have movements: the same people a year apart.
    """
    return _frame("movements", scope, filters)


def _frame(name: str, scope: Scope, filters: Filters) -> pd.DataFrame:
    return store.current().frame(name, {**scope.bound(), **filters.bound()})
