"""What agencies achieved beside how they rate: own predicate, service index, targets, projects."""

from __future__ import annotations

import pandas as pd

from data import store
from data.scope import Filters, Scope


def agency_results(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return agency_code, period_code, agency_predicate, satisfaction_index."""
    return _frame("agency_results", scope, filters)


def target_outcomes(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return how many targets were reached, missed or not reported, per agency and aspect.

    Columns as `analytics.achievements.targets_reached` takes them: target_value,
    target_direction, realised_value, verified_by, n.
    """
    return _frame("target_outcomes", scope, filters)


def target_sizes(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return how many people of each agency have reported targets, for the same use as sizes."""
    return _frame("target_sizes", scope, filters)


def projects(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return one row per project of the year with planned and real completion, cost, quality."""
    return _frame("projects", scope, filters)


def raters_of_agency(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return one row per rater of the chosen agency, by post; names only with the right."""
    return _frame("raters_of_agency", scope, filters)


def rater_sizes(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return how many people each rater of the chosen agency rates in the smallest groups."""
    return _frame("rater_sizes", scope, filters)


def _frame(name: str, scope: Scope, filters: Filters) -> pd.DataFrame:
    values = {**scope.bound(), **filters.bound(), "smallest_group": scope.smallest_group}
    return store.current().frame(name, values)
