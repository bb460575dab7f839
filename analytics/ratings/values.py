"""What each row says: the rating, the role, items, objective, covariates, and whether it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import InvalidColumn, InvalidRatings, MissingColumns
from analytics.notes import note
from analytics.ratings.columns import is_missing, labels_of, numbers_of
from analytics.ratings.contract import ROLES, Codes, Columns, Floats

SMALLEST_STEP = 0.5  # half a category (statistics.md 5)
SMALLEST_POINTS = 4.0  # of 100 points (statistics.md 5)
SMALLEST_SHARE = 0.05  # of Sangat Baik (architecture.md 5)
SMALLEST_RESIDUAL_SDS = 0.5  # on any other scale
MOST_STEPS = 10  # a scale of whole numbers with more steps is one of points


def item_values(frame: pd.DataFrame, names: Sequence[str]) -> Floats | None:
    """Return the items (n, K) as numbers, NaN where missing."""
    if not names:
        return None
    values = []
    for name in names:
        numbers = numbers_of(frame[name])
        if numbers is None:
            raise InvalidColumn(name, "an item holds text; give each level a number first.")
        values.append(numbers)
    return np.column_stack(values)


def rating_values(
    frame: pd.DataFrame, columns: Columns, items: Floats | None, predicates: Mapping[str, str]
) -> tuple[Floats, bool]:
    """Return the rating of each row, NaN where missing, and whether it is of predicates."""
    if columns.score is None:
        if items is None:
            raise InvalidColumn("score", "no column holds a score or items; name one of them.")
        n = np.isfinite(items).sum(axis=1)
        total = np.where(np.isfinite(items), items, 0.0).sum(axis=1)
        rating = np.full(n.size, np.nan)
        np.divide(total, n, out=rating, where=n > 0)
        return rating, False
    column = frame[columns.score]
    numbers = numbers_of(column)
    if numbers is not None:
        if np.isinf(numbers).any():
            rows = np.flatnonzero(np.isinf(numbers))[:5] + 1
            raise InvalidColumn(
                columns.score, f"infinite score in row {', '.join(map(str, rows))}; correct it."
            )
        return numbers, False
    codes, uniques = pd.factorize(column)
    texts = [" ".join(str(each).lower().split()) for each in uniques]
    unknown = [t for t in texts if t and t not in predicates]
    if unknown:
        if len(unknown) < len(texts):
            raise InvalidRatings(columns.score, unknown, allowed=sorted(set(predicates)))
        odd = next(i for i, t in enumerate(texts) if t and numbers_of(pd.Series([t])) is None)
        raise InvalidColumn(
            columns.score,
            f"neither numbers nor predicates: {texts[odd]!r} in row {np.argmax(codes == odd) + 1}. "
            "Give numbers, or the predicates Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat "
            "Kurang.",
        )
    top = [np.nan if not t else float(predicates[t] == "very_good") for t in texts]
    return np.append(np.array(top, dtype=np.float64), np.nan)[codes], True


def role_codes(frame: pd.DataFrame, name: str | None) -> NDArray[np.int8] | None:
    """Codes into `ROLES`, -1 where missing."""
    if name is None:
        return None
    codes, uniques = pd.factorize(frame[name])
    texts = [str(each).strip().lower() for each in uniques]
    unknown = [t for t in texts if t and t not in ROLES]
    if unknown:
        raise InvalidRatings(name, unknown, allowed=ROLES)
    known = np.array([ROLES.index(t) if t else -1 for t in texts] + [-1], dtype=np.int8)
    return known[codes]


def kept_rows(
    frame: pd.DataFrame,
    columns: Columns,
    rating: Floats,
    role: NDArray[np.int8] | None,
    notes: list[str],
) -> NDArray[np.bool_]:
    """Return the rows that enter the model; `notes` says what is left out."""
    keep = np.ones(len(frame), dtype=bool)

    def drop(bad: NDArray[np.bool_], code: str, **values: str) -> None:
        n = int((bad & keep).sum())
        if n:
            notes.append(note(code, n=n, **values))
        keep[bad] = False

    for name, what in (
        (columns.employee, "rows_without_employee"),
        (columns.rater, "rows_without_rater"),
        (columns.period, "rows_without_period"),
    ):
        if name is not None:
            drop(is_missing(frame[name]), what)
    drop(np.isnan(rating), "rows_without_score")
    if role is not None:
        drop(role < 0, "rows_without_type")
        own = (role == ROLES.index("self")) & keep
        if own.any():
            notes.append(note("self_ratings", n=int(own.sum())))
        keep &= ~own
    for name in columns.covariates:
        if is_missing(frame[name]).all():
            notes.append(note("covariate_empty", name=name))
            continue
        numbers = numbers_of(frame[name])
        if numbers is not None:
            drop(~np.isfinite(numbers), "rows_without_covariate", name=name)
    return keep


def objective_values(
    frame: pd.DataFrame, columns: Columns
) -> tuple[Floats | None, Codes | None, tuple[str, ...]]:
    """Return the objective measure, its family (-1 missing) and the families."""
    if columns.objective is None:
        return None, None, ()
    values = numbers_of(frame[columns.objective])
    if values is None:
        raise InvalidColumn(columns.objective, "an objective measure holds text; numbers needed.")
    values = np.where(np.isfinite(values), values, np.nan)
    if columns.objective_family is None:
        return values, np.where(np.isnan(values), -1, 0).astype(np.int32), ("",)
    family, families = labels_of(frame, columns.objective_family)
    if family is None:
        raise MissingColumns([columns.objective_family], given=[], frame="ratings")
    values = np.where(family < 0, np.nan, values)
    return values, np.where(np.isnan(values), -1, family).astype(np.int32), families


def covariate_values(
    frame: pd.DataFrame, names: Iterable[str]
) -> tuple[Floats | None, tuple[str, ...]]:
    """Numbers as they are; each label but the first as 0/1; a missing label is a label."""
    values: list[Floats] = []
    terms: list[str] = []
    for name in names:
        if is_missing(frame[name]).all():
            continue  # said in the notes
        numbers = numbers_of(frame[name])
        if numbers is not None:
            values.append(numbers)
            terms.append(name)
            continue
        codes, labels = labels_of(frame, name)
        if codes is None:
            continue
        for at in range(-1 if (codes < 0).any() else 0, len(labels)):
            if at == 0:
                continue  # the first label is what the others are compared with
            values.append((codes == at).astype(np.float64))
            terms.append(f"{name}={labels[at] if at >= 0 else 'missing'}")
    return (np.column_stack(values), tuple(terms)) if values else (None, ())


def smallest_difference(values: Floats, is_predicate: bool) -> tuple[float, str]:
    """Return D by the scale of the values, and the rule in words."""
    if is_predicate:
        return SMALLEST_SHARE, "five percentage points of Sangat Baik"
    known = values[np.isfinite(values)]
    low, high = known.min(), known.max()
    # whole scores between 80 and 90 are points of 100, not a scale of ten steps
    if high - low <= MOST_STEPS and high <= 20 and (known == np.round(known)).all():
        return SMALLEST_STEP, "half a step of a scale of at most ten whole-number steps"
    if low >= 0 and 20 < high <= 120:
        return SMALLEST_POINTS, "four points of a scale of 100 or 120"
    return float("nan"), "half the residual standard deviation"
