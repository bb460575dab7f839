"""Imports, spellings and the audit trail: for evaluators and administrators."""

from __future__ import annotations

import pandas as pd

from data import store
from data.errors import AccessDenied
from data.scope import Scope

ROLES = ("evaluator", "administrator")


def batches(scope: Scope) -> pd.DataFrame:
    """Return the files taken in, newest first."""
    return _frame("batches", scope)


def batch_issues(scope: Scope, batch_id: int) -> pd.DataFrame:
    """Return what the rules found in a file, row by row."""
    return _frame("batch_issues", scope, batch_id=batch_id)


def rejected_rows(scope: Scope, batch_id: int) -> pd.DataFrame:
    """Return the rows that were not taken, as they stood in the file (cells: JSON list).

    The cells come only with the right to names: raw text holds names and numbers of people.
    """
    return _frame("rejected_rows", scope, batch_id=batch_id, may_see_names=scope.may_see_names)


def saved_mappings(scope: Scope) -> pd.DataFrame:
    """Return the column mappings people saved."""
    return _frame("saved_mappings", scope)


def audit_events(scope: Scope) -> pd.DataFrame:
    """Return who changed what, oldest first."""
    return _frame("audit_events", scope)


def _frame(name: str, scope: Scope, **values: object) -> pd.DataFrame:
    if not scope.roles.intersection(ROLES):
        raise AccessDenied(name, ROLES)
    return store.current().frame(name, values)
