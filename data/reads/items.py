"""Ratings of single items in one agency: what a Rasch panel is fitted to.

Columns and grain stand in the head of each query. About single people, so for evaluators alone.
"""

from __future__ import annotations

import pandas as pd

from data import store
from data.errors import AccessDenied
from data.scope import Scope

READERS = ("evaluator",)


def item_ratings(scope: Scope, agency_code: str) -> pd.DataFrame:
    """Return one row per rating of an item in an agency, all periods and roles of raters."""
    return _frame("item_ratings", scope, agency_code)


def item_raters(scope: Scope, agency_code: str) -> pd.DataFrame:
    """Return the raters of `item_ratings` by post, with the number of people rated."""
    return _frame("item_raters", scope, agency_code)


def _frame(name: str, scope: Scope, agency_code: str) -> pd.DataFrame:
    if not scope.roles.intersection(READERS):
        raise AccessDenied(name, READERS)
    return store.current().frame(name, {**scope.bound(), "agency": agency_code})
