"""Variances to start from, by moments."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.separation import Separation

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def rough_variances(cells: Cells, home: Ints | None, separation: Separation) -> Floats:
    """Variances from mean products of cell means that share one effect and no other.

    Parameters
    ----------
    cells : Cells
        Not pooled.
    home : (n_employees,) codes, or None without a home-unit factor
    separation : Separation

    Returns
    -------
    (n_free,)
    """
    total = total_variance(cells)
    of_employee = np.zeros(cells.n_employees, dtype=np.int64) if home is None else home
    n_units = int(of_employee.max()) + 1
    n_kinds = len(cells.kinds)
    n_cells = np.bincount(cells.kind, minlength=n_kinds)
    df = cells.n_of_kind - n_cells
    root_n = np.sqrt(cells.n)
    b = np.linalg.lstsq(cells.x * root_n[:, None], cells.mean * root_n, rcond=None)[0]
    left = cells.mean - cells.x @ b
    sxy = cells.sxy.sum(axis=0)
    slope = np.linalg.lstsq(cells.sxx.sum(axis=0), sxy, rcond=None)[0]
    within = max(float(cells.ssw.sum() - sxy @ slope), 0.0)
    pooled = within / df.sum() if df.sum() > 0 else total / 2
    unit_of = of_employee[cells.employee]
    own, n_own = _products(cells.employee, left)
    team = np.unique(cells.rater.astype(np.int64) * n_units + unit_of, return_inverse=True)[1]
    shared = [_products(team[cells.kind == k], left[cells.kind == k]) for k in range(n_kinds)]
    of_home, n_home = _products(unit_of, left)
    rest = n_home - n_own - sum(n for _, n in shared)
    unit = (of_home - own - sum(product for product, _ in shared)) / rest if rest > 0 else 0.0
    if separation.share[separation.at("home_unit")].any():
        unit = float(np.clip(unit, 0.05 * total, 0.5 * total))
    else:
        unit = 0.0
    v = np.full(len(separation.names), 0.1 * total)
    v[0] = own / n_own - unit if n_own else total / 4
    v[1] = unit
    for k, (product, n) in enumerate(shared):
        v[2 + k] = product / n - unit if n else total / 4
    v[3 + n_kinds :] = np.where(df > 0, pooled, total / 2)
    between = float(left @ left) / left.size - pooled * float((1 / cells.n).mean())
    v[2 + n_kinds] = between - v[0] - v[1] - v[2 : 2 + n_kinds].mean()
    v = np.clip(v, 0.05 * total, total)
    # where components share a free variance it is their sum
    return np.asarray((separation.share > 0).T @ v)


def _products(group: NDArray[np.integer], values: Floats) -> tuple[float, float]:
    """Sum of products over pairs of one group, and how many pairs."""
    total = np.bincount(group, weights=values)
    n = np.bincount(group).astype(np.float64)
    return float((total @ total - values @ values) / 2), float((n @ n - values.size) / 2)


def total_variance(cells: Cells) -> float:
    """Variance of the ratings about their mean.

    Parameters
    ----------
    cells : Cells
        Pooled or not.
    """
    n = cells.n * cells.members
    mean = n @ cells.mean / n.sum()
    squares = float(cells.ssw.sum() + n @ (cells.mean - mean) ** 2)
    for each in cells.contrasts:
        squares += float(np.einsum("si,sii->", each.n, each.squares))
    return squares / float(n.sum())
