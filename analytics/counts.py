"""The input contract of this package's small summaries: aggregated counts in long form.

One row per group and category with its `n`; any key columns name the group. Order of rows, absent
combinations and repeated rows do not matter: they are added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import InvalidCounts, InvalidRatings, MissingColumns

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Tabulated:
    """Counts as an array, a row per group."""

    groups: pd.DataFrame  # (n_groups, keys) sorted, null last
    table: Floats  # (n_groups, n_categories, …) people
    uncategorised: Floats  # (n_groups,) people whose category is null


def require_columns(table: pd.DataFrame, columns: Sequence[str], *, frame: str) -> None:
    """Raise `MissingColumns` unless the table has all columns."""
    missing = [column for column in columns if column not in table]
    if missing:
        raise MissingColumns(missing, given=[str(name) for name in table.columns], frame=frame)


def check_counts(column: pd.Series[int], name: str) -> Floats:
    """Return a column of counts as floats.

    Raises
    ------
    InvalidCounts
        If a value is missing, negative, fractional or infinite.
    """
    values = column.to_numpy(dtype=np.float64, na_value=np.nan)
    bad = np.flatnonzero(~(np.isfinite(values) & (values >= 0) & (values == np.floor(values))))
    if bad.size:
        raise InvalidCounts(
            name, bad.tolist(), problem="a count is missing, negative or fractional"
        )
    return values.astype(np.float64)


def number_groups(table: pd.DataFrame, by: Sequence[str]) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Give each row the number of its group.

    Parameters
    ----------
    table : frame
    by : sequence of str
        Key columns; empty makes one group of all rows. Null is a key of its own.

    Returns
    -------
    groups : frame
        (n_groups, keys) sorted, null last.
    of_row : (n_rows,) int
        The group of each row.
    """
    if not by:
        return pd.DataFrame(index=pd.RangeIndex(1)), np.zeros(len(table), dtype=np.int64)
    of_row = np.zeros(len(table), dtype=np.int64)
    for column in by:
        codes, uniques = pd.factorize(table[column], sort=True, use_na_sentinel=True)
        codes = np.where(codes < 0, len(uniques), codes)
        of_row = of_row * (len(uniques) + 1) + codes
    _, first, of_row = np.unique(of_row, return_index=True, return_inverse=True)
    return table[list(by)].iloc[first].reset_index(drop=True), of_row.astype(np.int64)


def tabulate(
    counts: pd.DataFrame,
    *,
    by: Sequence[str],
    categories: Mapping[str, Sequence[str]],
    value: str = "n",
    frame: str = "counts",
) -> Tabulated:
    """Bring long counts into an array.

    Parameters
    ----------
    counts : frame
        The columns of `by`, one column per category and `value`.
    by : sequence of str
        Key columns of the groups.
    categories : mapping
        Column name → its categories in the order wanted. A null category is counted apart.
    value : str
        Column with the counts.
    frame : str
        What the table is called in messages.

    Returns
    -------
    Tabulated

    Raises
    ------
    MissingColumns, InvalidCounts, InvalidRatings
        If columns are missing, counts are none, or a category is unknown.
    """
    require_columns(counts, [*by, *categories, value], frame=frame)
    n = check_counts(counts[value], value)
    groups, of_row = number_groups(counts, by)
    shape = tuple(len(names) for names in categories.values())
    at = [of_row]
    known = np.ones(len(counts), dtype=bool)
    for column, names in categories.items():
        found, uniques = pd.factorize(counts[column])
        places = {name: place for place, name in enumerate(names)}
        # the last one is that of a missing category
        codes = np.array([*(places.get(name, -1) for name in uniques), -1])[found]
        present = found >= 0
        strange = np.flatnonzero((codes < 0) & present)
        if strange.size:
            values = sorted({str(each) for each in counts[column].iloc[strange]})
            raise InvalidRatings(column, values, allowed=list(names))
        known &= present
        at.append(codes)
    n_groups = len(groups)
    flat = (
        np.ravel_multi_index(tuple(each[known] for each in at), (n_groups, *shape))
        if n_groups
        else np.zeros(0, dtype=np.int64)
    )
    table = np.bincount(flat, weights=n[known], minlength=int(n_groups * np.prod(shape)))
    rest = np.bincount(of_row[~known], weights=n[~known], minlength=n_groups)
    return Tabulated(
        groups, table.reshape(n_groups, *shape).astype(np.float64), rest.astype(np.float64)
    )


def sum_by_group(of_row: NDArray[np.int64], values: Floats, n_groups: int) -> Floats:
    """Add up the rows of each group.

    Parameters
    ----------
    of_row : (n_rows,) int
        Group of each row, from `number_groups`.
    values : (n_rows, n_columns) array
    n_groups : int

    Returns
    -------
    (n_groups, n_columns) array
    """
    sums = np.zeros((n_groups, values.shape[1]))
    np.add.at(sums, of_row, values)
    return sums
