"""Gaps between groups, and how reliable ratings are: results of the current analysis run."""

from __future__ import annotations

import pandas as pd

from data import store
from data.errors import AccessDenied
from data.scope import Filters, Scope

READERS = ("evaluator",)


def group_gaps(scope: Scope, filters: Filters) -> pd.DataFrame:
    """Return one row per attribute, group and outcome: the institution, or the chosen agency.

    Differences are group less reference. Cells under ten people are marked is_hidden and hold no
    figures. The other filters do not narrow.
    """
    if not scope.roles.intersection(READERS):
        raise AccessDenied("group_gaps", READERS)
    bound = {**scope.bound(), "agency": filters.agency_code}
    return store.current().frame("group_gaps", bound)


def reliability(scope: Scope) -> pd.DataFrame:
    """Return measure, estimate, estimate_lower, estimate_upper, reason."""
    del scope  # about the ratings as a whole, not about people
    return store.current().frame("reliability")


def d_study(scope: Scope) -> pd.DataFrame:
    """Return n_raters, n_periods, reliability."""
    del scope  # as above
    return store.current().frame("d_study")
