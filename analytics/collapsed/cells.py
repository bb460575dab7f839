"""Collapsed ratings as cells of the model, and the fit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells, independent
from analytics.collapsed.contract import CollapsedRatings, Totals
from analytics.effects import Effects
from analytics.effects.describing import describe
from analytics.effects.model import fit_cells
from analytics.effects.periods import PeriodEffects, mean_effects, within_effects
from analytics.errors import TooLittleData
from analytics.ratings import TYPES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def fit_collapsed(
    ratings: CollapsedRatings,
    *,
    rng: np.random.Generator,
    n_draws: int = 200,
    top: float = 0.05,
    with_errors: bool = True,
) -> Effects:
    """Fit the rater model to collapsed ratings.

    Parameters
    ----------
    ratings : CollapsedRatings
    rng, n_draws, top, with_errors
        As in `fit_effects`.

    Returns
    -------
    Effects

    Raises
    ------
    TooLittleData
        If all ratings are the same.
    """
    scale, shift = ratings.sd, ratings.mean
    if ratings.n < 2 or scale <= 1e-9 * max(1.0, abs(shift)):
        raise TooLittleData(
            f"All {ratings.n} ratings are {shift:g}: ratings that never differ say nothing about "
            "raters",
            remedy="Give ratings with more than one value.",
        )
    periods = period_effects_of(ratings, scale)
    cells = cells_of(ratings, periods, scale=scale, shift=shift)
    home = None if ratings.home_unit is None else ratings.home_unit.astype(np.int64)
    model = fit_cells(cells, home, rng, periods=periods, is_predicate=ratings.is_predicate)
    return describe(
        ratings,
        model,
        rng,
        scale=scale,
        shift=shift,
        n_draws=n_draws,
        top=top,
        with_errors=with_errors,
    )


def period_effects_of(ratings: CollapsedRatings, scale: float) -> PeriodEffects | None:
    """Period effects on the unit scale; None with one period.

    Parameters
    ----------
    ratings : CollapsedRatings
    scale : float, score points

    Returns
    -------
    PeriodEffects or None
        From changes within pairs; where some period has none, from the means of periods.
    """
    n_periods = len(ratings.periods)
    if n_periods == 1:
        return None
    mean = ratings.total / (ratings.count * scale)
    sxx, expected = np.zeros((n_periods, n_periods)), np.zeros(n_periods)
    for cells, counts in ratings.period_counts.pieces():
        sxx -= counts.T @ (counts / ratings.count[cells, None])
        expected += counts.T @ mean[cells]
    totals = ratings.totals
    n, total, squares = (
        _summed(totals.period, each, n_periods)
        for each in (totals.n, totals.total / scale, totals.squares / scale**2)
    )
    sxx[np.diag_indices_from(sxx)] += n
    ssw = float(squares.sum() - (ratings.count * mean) @ mean)
    df = ratings.n - mean.size - n_periods + 1
    found = within_effects(sxx, total - expected, n / n.sum(), ssw=ssw, df=df)
    return mean_effects(n, total, squares) if found is None else found


def cells_of(
    ratings: CollapsedRatings, periods: PeriodEffects | None, *, scale: float, shift: float
) -> Cells:
    """Cells on the unit scale, period effects taken out.

    Parameters
    ----------
    ratings : CollapsedRatings
    periods : PeriodEffects, optional
    scale, shift : float, score points

    Returns
    -------
    Cells
    """
    effect = np.zeros(len(ratings.periods)) if periods is None else periods.effect
    mean = (ratings.total / ratings.count + (ratings.centre - shift)) / scale
    if periods is not None:
        for cells, counts in ratings.period_counts.pieces():
            mean[cells] -= counts @ effect / ratings.count[cells]
    used = np.unique(ratings.rater_type)
    n_kinds = used.size
    place = np.full(len(TYPES), -1, dtype=np.int64)
    place[used] = np.arange(n_kinds)
    rater_kind = place[ratings.rater_type]
    kind = (
        np.broadcast_to(np.int8(0), mean.shape)
        if n_kinds == 1
        else rater_kind.astype(np.int8)[ratings.rater]
    )
    within = _net_sums(
        ratings.totals, place, effect, n_kinds, scale=scale, shift=shift - ratings.centre
    )
    n_of_kind, total_squares, acting_total = within
    squares = ratings.count * mean**2
    ssw = total_squares - _summed(kind, squares, n_kinds)

    columns, terms = [np.broadcast_to(1.0, mean.shape)], ["intercept"]
    p = 1 + (ratings.n_acting is not None) + n_kinds - 1
    sxx, sxy = np.zeros((n_kinds, p, p)), np.zeros((n_kinds, p))
    if ratings.n_acting is not None:
        a = ratings.n_acting / ratings.count
        columns.append(a)
        terms.append("acting")
        sxx[:, 1, 1] = _summed(kind, ratings.n_acting * (1 - a), n_kinds)
        sxy[:, 1] = acting_total - np.bincount(
            kind, weights=ratings.n_acting * mean, minlength=n_kinds
        )
    for k in range(1, n_kinds):
        columns.append((kind == k).astype(np.float64))
        terms.append(f"type:{TYPES[used[k]]}")
    x = columns[0][:, None] if p == 1 else np.column_stack(columns)
    kept = independent(sxx.sum(axis=0) + (x * ratings.count[:, None]).T @ x)
    return Cells(
        employee=ratings.employee,
        rater=ratings.rater,
        kind=kind,
        n=ratings.count.astype(np.float32),
        mean=mean,
        x=x if kept.all() else x[:, kept],
        ssw=np.maximum(ssw, 0.0),
        sxx=sxx[:, kept][:, :, kept],
        sxy=sxy[:, kept],
        n_of_kind=n_of_kind,
        terms=tuple(t for t, keep in zip(terms, kept, strict=True) if keep),
        x_scale=np.ones(int(kept.sum())),
        aliased=tuple(t for t, keep in zip(terms, kept, strict=True) if not keep),
        kinds=tuple(TYPES[at] for at in used),
        n_employees=ratings.n_employees,
        n_raters=ratings.n_raters,
        rater_kind=rater_kind,
        size=np.ones(ratings.n_employees),
    )


def _net_sums(
    totals: Totals, place: Ints, effect: Floats, n_kinds: int, *, scale: float, shift: float
) -> tuple[Floats, Floats, Floats]:
    """Add up, by kind, ratings, their squares and the acting ones, of (y − shift)/scale − µ."""
    kind = place[totals.kind]
    taken = shift / scale + effect[totals.period]
    total, squares = totals.total / scale, totals.squares / scale**2
    squares = squares - 2 * taken * total + totals.n * taken**2
    total = total - totals.n * taken
    acting = np.where(totals.acting, total, 0.0)
    return (
        _summed(kind, totals.n, n_kinds),
        _summed(kind, squares, n_kinds),
        _summed(kind, acting, n_kinds),
    )


def _summed(code: NDArray[np.integer], values: Floats, size: int) -> Floats:
    return np.bincount(code, weights=values, minlength=size).astype(np.float64)
