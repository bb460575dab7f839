"""One person: history, targets, projects, feedback, items, and what the current run found.

The gate is `employee_profile`: readers of persons see those who are in their agencies now, and a
person always sees their own. Whoever is outside, or does not exist, gives no rows anywhere, so that
nobody can tell one from the other. Columns and grain stand in the head of each query.
"""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd

from data import store
from data.errors import AccessDenied
from data.scope import SMALLEST_GROUP, Scope

READERS = ("evaluator", "city_leadership", "agency_leadership")
FEWEST_GIVERS = 3  # of a text that must not point to its giver (R2.5)


def employee_profile(scope: Scope, employee_id: int) -> pd.DataFrame:
    """Return the person and where they are now: one row, or none if the reader may not see them."""
    return _seen(scope, employee_id)


def employee_history(scope: Scope, employee_id: int) -> pd.DataFrame:
    """Return one row per appraisal by a superior, oldest first, with the rater's post then."""
    return _of_person("employee_history", scope, employee_id)


def employee_feedback(scope: Scope, employee_id: int) -> pd.DataFrame:
    """Return texts of peers, direct reports and project leaders; null where givers are too few."""
    return _of_person("employee_feedback", scope, employee_id, fewest_givers=FEWEST_GIVERS)


def employee_items(scope: Scope, employee_id: int) -> pd.DataFrame:
    """Return one row per period with a result and item."""
    return _of_person("employee_items", scope, employee_id)


def comparable_items(scope: Scope, period_kind: str, position_class: str | None) -> pd.DataFrame:
    """Return how people of one kind of post are rated on each item; nobody single."""
    _check("comparable_items", scope)
    values = {
        "period_kind": period_kind,
        "position_class": position_class,
        "smallest_group": SMALLEST_GROUP,
    }
    return store.current().frame("comparable_items", values)


def employee_targets(scope: Scope, employee_id: int) -> pd.DataFrame:
    """Return one row per target with its outcome, newest period first."""
    return _of_person("employee_targets", scope, employee_id)


def employee_projects(scope: Scope, employee_id: int, *, on: date | None = None) -> pd.DataFrame:
    """Return the projects the person took part in, as `analytics.achievements` judges them."""
    return _of_person("employee_projects", scope, employee_id, on=on or _today())


def employee_standing(scope: Scope, employee_id: int) -> pd.DataFrame:
    """Return adjusted and raw score beside comparable people: one row, none without a run."""
    return _of_person("employee_standing", scope, employee_id, smallest_group=SMALLEST_GROUP)


def employee_assessment(scope: Scope, employee_id: int, *, on: date | None = None) -> pd.DataFrame:
    """Return the potential the latest valid assessment found: one row or none."""
    return _of_person("employee_assessment", scope, employee_id, on=on or _today())


def demo_persons(scope: Scope) -> pd.DataFrame:
    """Return whom a reader of the demo stands for by role; nobody in a store of real people."""
    del scope  # invented people, always the same
    found = store.current().frame("demo_persons")
    return found if store.current().is_demo else found.head(0)


def _of_person(name: str, scope: Scope, employee_id: int, **values: object) -> pd.DataFrame:
    seen = _seen(scope, employee_id)
    may_see = not seen.empty
    return store.current().frame(
        name,
        {
            "may_see_names": scope.may_see_names,
            "may_see_persons": _may_see_persons(scope),
            "is_own": may_see and bool(seen["is_own"].iloc[0]),
            "employee_id": employee_id if may_see else None,
            **values,
        },
    )


def _seen(scope: Scope, employee_id: int) -> pd.DataFrame:
    _check("employee_profile", scope)
    bound = {**scope.bound(), "may_see_persons": _may_see_persons(scope)}
    return store.current().frame(
        "employee_profile", {**bound, "employee_id": employee_id, "on": _today()}
    )


def _may_see_persons(scope: Scope) -> bool:
    return scope.may_see_persons and bool(scope.roles.intersection(READERS))


def _check(name: str, scope: Scope) -> None:
    if not _may_see_persons(scope) and scope.own_employee_id is None:
        raise AccessDenied(name, READERS)


def _today() -> date:
    return datetime.now().astimezone().date()
