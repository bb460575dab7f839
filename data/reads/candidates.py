"""What is known of people that promotion, ranking and a profile rest on; for readers of persons.

Rows are single people, so a scope that may not see persons gets `AccessDenied`, not an empty frame.
Unknown is null. Columns and grain stand in the head of each query.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data import store
from data.errors import AccessDenied
from data.scope import Filters, Scope

READERS = ("evaluator", "city_leadership", "agency_leadership")
DISCIPLINE_READERS = frozenset({"evaluator"})  # light sanctions block nothing (R10.3)


class Draws(NamedTuple):
    """Draws of the adjusted score of the people of a pool."""

    employee_ids: NDArray[np.int64]  # (n,)
    adjusted: NDArray[np.float32]  # (n_draws, n), in the unit of the run's response


def top_counts(scope: Scope, *, maybe: float, sure: float) -> pd.DataFrame:
    """Return n, n_top, n_sure, n_maybe, n_unlinked, top_share of the run's order, in one row.

    Counts of everybody in the scope, so readers who may not see persons get them too; no row before
    the first run. `maybe` and `sure` are the probabilities between which people are not ordered.
    """
    if not scope.roles.intersection(READERS):
        raise AccessDenied("top_counts", READERS)
    bound = {**scope.bound(), "smallest_group": scope.smallest_group, "maybe": maybe, "sure": sure}
    return store.current().frame("top_counts", bound)


def people_to_judge(
    scope: Scope, filters: Filters, *, on: date | None = None, job_family: str | None = None
) -> pd.DataFrame:
    """Return one row per person in post, with the columns that eligibility is judged by.

    Parameters
    ----------
    scope, filters
        Agency, kind of post and grade group narrow; period and year do not.
    on : date, optional
        The day asked about; today unless given. Posts, credit and assessments are those of it.
    job_family : str, optional
        Months of experience count posts of this family only.
    """
    return _frame(
        "people_to_judge",
        scope,
        **_narrowed(filters),
        on=on or _today(),
        job_family=job_family,
        may_see_discipline=bool(scope.roles & DISCIPLINE_READERS),
    )


def employee_results(
    scope: Scope, filters: Filters, *, employee_ids: Sequence[int] | None = None
) -> pd.DataFrame:
    """Return one row per person of the current run, the highest adjusted score first."""
    return _frame(
        "employee_results", scope, **_narrowed(filters), employee_ids=_listed(employee_ids)
    )


def employee_raters(
    scope: Scope, filters: Filters, *, employee_ids: Sequence[int] | None = None
) -> pd.DataFrame:
    """Return one row per person of the current run and rater, most ratings of a person first."""
    return _frame(
        "employee_raters", scope, **_narrowed(filters), employee_ids=_listed(employee_ids)
    )


def employee_draws(scope: Scope, employee_ids: Sequence[int] | None = None) -> Draws:
    """Return draws in the order of the ids; who has none, or is hidden, is left out."""
    _check("employee_draws", scope)
    bound = scope.bound()
    found = store.current().arrow(
        "employee_draws",
        {
            "agencies": bound["agencies"],
            "may_see_persons": scope.may_see_persons,
            "employee_ids": _listed(employee_ids),
        },
    )
    ids = found.column("employee_id").to_numpy()
    if not ids.size:
        return Draws(np.empty(0, np.int64), np.empty((0, 0), np.float32))
    drawn = _one_block(found.column("draws")).reshape(ids.size, -1)
    if employee_ids is not None:
        wanted = np.asarray(employee_ids, np.int64)
        place = np.minimum(np.searchsorted(ids, wanted), ids.size - 1)
        place = place[ids[place] == wanted]
        ids, drawn = ids[place], drawn[place]
    return Draws(ids, np.ascontiguousarray(drawn.T))


def objective_results(
    scope: Scope,
    filters: Filters,
    *,
    years: Sequence[int] | None = None,
    on: date | None = None,
) -> pd.DataFrame:
    """Return one row per person with a target or project: reached, on time, verified quality."""
    return _frame(
        "objective_results",
        scope,
        **_narrowed(filters),
        years=_listed(years),
        on=on or _today(),
    )


def _one_block(lists: pa.ChunkedArray[Any]) -> NDArray[np.float32]:
    """Return the numbers of a column of lists one after the other, without a Python object each."""
    return np.asarray(pc.list_flatten(lists), np.float32)


def _listed(numbers: Sequence[int] | None) -> list[int] | None:
    return None if numbers is None else np.asarray(numbers, np.int64).tolist()


def _today() -> date:
    return datetime.now().astimezone().date()


def _narrowed(filters: Filters) -> dict[str, object]:
    return {
        "agency": filters.agency_code,
        "position_class": filters.position_class,
        "grade_group": filters.grade_group,
    }


def _check(name: str, scope: Scope) -> None:
    if not scope.may_see_persons or not scope.roles.intersection(READERS):
        raise AccessDenied(name, READERS)


def _frame(name: str, scope: Scope, **values: object) -> pd.DataFrame:
    _check(name, scope)
    return store.current().frame(name, {**scope.bound(), **values})
