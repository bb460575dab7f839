"""Employees with the same home and the same raters as one row of the equations.

    pattern   employees with the same home unit and the same list of (rater, count, design row)
    m̄_c       mean over the N employees of a pattern, with variances vt/N, vd/N, ve/(n_c N)
    m_i − m̄   N − 1 independent copies that know nothing of rater and home unit (contrasts.py)

An orthogonal change of variables: the same likelihood, the same effects, from about a third of the
cells where most people stay. Lists are compared by a hash of each employee's cells and then cell
by cell: who only hashes alike stays alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.contrasts import Contrasts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Column = NDArray[np.floating] | NDArray[np.integer]

FIRST_FACTOR, SECOND_FACTOR = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, eq=False)
class Pooled:
    """Cells with employees pooled, and where each employee went."""

    cells: Cells  # its employees are patterns
    home: Ints | None  # (n_patterns,)
    pattern: Ints  # (n_employees,)


def pool(cells: Cells, home: Ints | None) -> Pooled:
    """Pool employees that have the same home and the same list of raters.

    Parameters
    ----------
    cells : Cells
        One employee a row.
    home : (n_employees,) codes, or None without a home-unit factor

    Returns
    -------
    Pooled
        Patterns in the order of their first employees.
    """
    n_cells = np.bincount(cells.employee, minlength=cells.n_employees)
    start = np.concatenate(([0], np.cumsum(n_cells)))
    own = [n_cells] if home is None else [n_cells, home]
    of_cell = [cells.rater, cells.n, *(each for each in cells.x.T if (each != each[:1]).any())]
    pattern = alike(start, of_cell, own)
    first = first_of(pattern)
    n_patterns = first.size
    size = np.bincount(pattern, minlength=n_patterns).astype(np.float64)
    kept = np.zeros(cells.n_employees, dtype=bool)
    kept[first] = True
    kept_cells = kept[cells.employee]
    new_start = np.concatenate(([0], np.cumsum(n_cells[first])))
    target = _same_place(start, n_cells, new_start[pattern])
    employee = np.repeat(np.arange(n_patterns), n_cells[first])
    mean = np.bincount(target, weights=cells.mean, minlength=employee.size) / size[employee]
    pooled = replace(
        cells,
        employee=employee,
        rater=cells.rater[kept_cells],
        kind=cells.kind[kept_cells],
        n=cells.n[kept_cells],
        mean=mean,
        x=cells.x[kept_cells],
        n_employees=n_patterns,
        size=size,
    )
    contrasts = _contrasts(pooled, new_start, pattern, start, cells.mean - mean[target])
    return Pooled(
        replace(pooled, contrasts=contrasts), None if home is None else home[first], pattern
    )


def alike(start: Ints, of_cell: Sequence[Column], own: Sequence[Column]) -> Ints:
    """Give numbers to rows by the lists of cells they have.

    Parameters
    ----------
    start : (n_rows + 1,)
        First cell of each row.
    of_cell : arrays (n_cells,)
        What must be the same in each cell, in its order.
    own : arrays (n_rows,)
        What else must be the same.

    Returns
    -------
    (n_rows,) codes, in the order of first rows
    """
    n_cells = np.diff(start)
    place = np.arange(int(start[-1])) - np.repeat(start[:-1], n_cells)
    hashed = _mixed(place)
    for column in of_cell:
        hashed = _mixed(hashed ^ _bits(column))
    total = np.zeros(n_cells.size, dtype=np.uint64)
    filled = n_cells > 0
    if hashed.size:
        total[filled] = np.add.reduceat(hashed, start[:-1][filled])
    for column in own:
        total = _mixed(total ^ _bits(column))
    codes = pd.factorize(total)[0].astype(np.int64)
    first = first_of(codes)[codes]
    unlike = n_cells != n_cells[first]
    for column in own:
        unlike |= column != column[first]
    codes = _alone(codes, unlike)
    # now lists of one code have one length
    beside = _same_place(start, n_cells, start[:-1][first_of(codes)[codes]])
    unlike[:] = False
    for column in of_cell:
        cells = np.flatnonzero(column != column[beside])
        unlike[np.searchsorted(start, cells, side="right") - 1] = True
    return _alone(codes, unlike)


def _alone(codes: Ints, apart: NDArray[np.bool_]) -> Ints:
    """Give some rows codes of their own; all are numbered in the order of first rows."""
    if not apart.any():
        return codes
    codes = codes.copy()
    codes[apart] = codes.size + np.flatnonzero(apart)
    return pd.factorize(codes)[0].astype(np.int64)


def first_of(codes: Ints) -> Ints:
    """First row of each code; codes are numbered in the order of their first rows.

    Parameters
    ----------
    codes : (n_rows,)

    Returns
    -------
    (n_codes,) rows
    """
    seen = np.maximum.accumulate(codes) if codes.size else codes
    return np.flatnonzero(np.diff(seen, prepend=-1))


def _same_place(start: Ints, n_cells: Ints, new_start: Ints) -> Ints:
    """For each cell the one at the same place of a list that begins at `new_start`."""
    return np.arange(int(start[-1])) + np.repeat(new_start - start[:-1], n_cells)


def _bits(column: Column) -> Hashes:
    if column.dtype.kind == "f":
        # 0.0 and -0.0 are the same number
        return (column + 0.0).astype(np.float64, copy=False).view(np.uint64)
    return column.astype(np.uint64)


def _mixed(values: Column) -> Hashes:
    """Spread the bits (the finaliser of splitmix64: Steele, Lea & Flood 2014, OOPSLA)."""
    mixed = values.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(30)
    mixed *= FIRST_FACTOR
    mixed ^= mixed >> np.uint64(27)
    mixed *= SECOND_FACTOR
    mixed ^= mixed >> np.uint64(31)
    return mixed


def _contrasts(
    pooled: Cells, new_start: Ints, pattern: Ints, start: Ints, apart: Floats
) -> tuple[Contrasts, ...]:
    """Sum squares and products about the pattern's mean by shape; `apart` is m_i − m̄."""
    several = np.flatnonzero(pooled.size > 1)
    if not several.size:
        return ()
    n_cells = np.diff(new_start)[several]
    found = []
    for k in np.unique(n_cells[n_cells > 0]):
        patterns = several[n_cells == k]
        at = new_start[patterns][:, None] + np.arange(k)
        n, kind = pooled.n[at], pooled.kind[at]
        begin = np.arange(patterns.size + 1) * k
        shape = alike(begin, [n.ravel(), kind.ravel()], [])
        n_shapes = int(shape.max()) + 1
        shape_of_pattern = np.full(pooled.n_employees, -1, dtype=np.int64)
        shape_of_pattern[patterns] = shape
        shape_of = shape_of_pattern[pattern]
        members = np.flatnonzero(shape_of >= 0)
        shape_of = shape_of[members]
        deviations = apart[start[members][:, None] + np.arange(k)]
        squares = np.empty((n_shapes, k, k))
        for i in range(k):
            for j in range(i + 1):
                squares[:, i, j] = np.bincount(
                    shape_of, weights=deviations[:, i] * deviations[:, j], minlength=n_shapes
                )
                squares[:, j, i] = squares[:, i, j]
        first = first_of(shape)
        found.append(
            Contrasts(
                n[first],
                kind[first],
                np.bincount(shape, weights=pooled.size[patterns] - 1, minlength=n_shapes).astype(
                    np.float64
                ),
                squares,
            )
        )
    return tuple(found)
