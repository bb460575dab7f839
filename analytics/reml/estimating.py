"""The search for the variances."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.henderson import Equations, Structure
from analytics.reml.evaluating import Point, evaluate
from analytics.reml.starting import rough_variances, total_variance
from analytics.reml.steps import bounded_step, step_to_first_floor
from analytics.reml.traces import Signs
from analytics.separation import Separation

Floats = NDArray[np.float64]

MOST_STEPS = 60
RELATIVE_CHANGE = 1e-6  # statistics.md 3
HELD = 1e-8  # of the total variance: where a component at zero is kept while others move
LEAST_RESIDUAL = 1e-6  # of the total variance; ratings that repeat exactly would drive it to zero
NEGLIGIBLE_GAIN = 1e-8  # of the log likelihood: a last step of 1e-4 standard errors
NEGLIGIBLE_SAMPLED_GAIN = 1e-6  # sampled traces move the estimate by a tenth of a standard error
NEGLIGIBLE_NEXT_GAIN = 1e-7  # where many cells make a standard error a small part of a variance
# a step of less than a tenth of a standard error: sampled traces add up to a half
NEGLIGIBLE_NEXT_SAMPLED_GAIN = 5e-3
MANY_CELLS = 3000
MOST_HALVINGS = 12


@dataclass(frozen=True, eq=False)
class Fit:
    """Variances and what was computed on the way; all on the scale of the given cells."""

    variances: Floats  # (n_components,) in the order of the separation's names
    free: Floats  # (n_free,)
    free_se: Floats  # (n_free,) also for components held at zero
    held: NDArray[np.bool_]  # (n_free,) at zero
    correlation: Floats  # (n_free, n_free) of the estimates
    b: Floats  # (p,) fixed effects
    b_covariance: Floats  # (p, p)
    criterion: float  # −2 log restricted likelihood; NaN without the large component's part
    iterations: int
    converged: bool
    equations: Equations


def estimate_variances(
    cells: Cells,
    of: Structure,
    separation: Separation,
    *,
    signs: Signs | None = None,
    start: Floats | None = None,
) -> Fit:
    """Estimate the variance components.

    Parameters
    ----------
    cells : Cells
        Ratings preferably scaled to unit variance; pooled or not.
    of : Structure
        Of the same cells.
    separation : Separation
        Which components are free.
    signs : (n_raters + n_units + n_employees + n_cells, k) of ±1, optional
        Needed if a component is too large for the exact inverse; see `draw_signs`.
    start : (n_free,), optional
        Variances to start from; needed where cells are pooled.

    Returns
    -------
    Fit
        `converged` False if the last step was still too large.
    """
    share = separation.share
    total = total_variance(cells)
    is_residual = np.array([name.startswith("residual") for name in separation.free_names])
    floor = np.where(is_residual, LEAST_RESIDUAL, HELD) * total
    free = np.maximum(
        rough_variances(cells, of.home, separation) if start is None else start, floor
    )
    is_sampled = of.large is not None
    enough = NEGLIGIBLE_SAMPLED_GAIN if is_sampled else NEGLIGIBLE_GAIN
    point = evaluate(cells, of, share @ free, signs=signs)
    # gains fall by a steady factor: the one after this step is known before it is taken
    enough_after = (
        NEGLIGIBLE_NEXT_GAIN if cells.members.sum() > MANY_CELLS else NEGLIGIBLE_GAIN / 100
    )
    full, last_gain = False, np.inf
    converged, iterations = False, 0
    for iterations in range(1, MOST_STEPS + 1):  # noqa: B007 -- reported
        gradient = share.T @ point.gradient
        step = bounded_step(share.T @ point.information @ share, gradient, free, floor)
        gain = float(step @ gradient)
        if gain < 0:  # setting components on their floor led away: go up to the first floor only
            step = step_to_first_floor(share.T @ point.information @ share, gradient, free, floor)
        elif (
            gain < enough
            or (full and gain * min(gain / last_gain, 1.0) < enough_after)
            or (is_sampled and _gain_after(gain, step, free) < NEGLIGIBLE_NEXT_SAMPLED_GAIN)
        ):
            # this last step is far below what matters: taken without another look at the slope
            free = np.maximum(free + step, floor)
            converged = True
            break
        new, after = _descend(cells, of, share, free, step, gradient, floor, point, signs)
        full, last_gain = bool(np.allclose(new, free + step)), gain
        change = np.abs(new - free) / (new + 1e-3 * total)
        free, point = new, after
        if change.max() < RELATIVE_CHANGE:
            converged = True
            break
    held = free <= floor * (1 + 1e-9)
    information = share.T @ point.information @ share
    covariance = _covariance(information, held)
    se = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    scale = np.where(se > 0, se, 1.0)
    final = np.where(held & ~is_residual, 0.0, free)
    if converged or of.large is not None or (held & ~is_residual).any():
        point = evaluate(cells, of, share @ final, signs=signs, derivatives=False)
    return Fit(
        variances=share @ final,
        free=final,
        free_se=se,
        held=held,
        correlation=covariance / scale / scale[:, None],
        b=point.b,
        b_covariance=point.omega,
        criterion=point.criterion,
        iterations=iterations,
        converged=converged,
        equations=point.equations,
    )


def _gain_after(gain: float, step: Floats, free: Floats) -> float:
    """Gain of the step after this one: a step leaves its relative size of itself."""
    relative = float((np.abs(step) / free).max())
    return gain * relative**2 if relative < 1 else np.inf


def _covariance(information: Floats, held: NDArray[np.bool_]) -> Floats:
    """Covariance of the estimates: of free ones given the held ones, of held ones beside all."""
    covariance = np.linalg.pinv(information, hermitian=True)
    open_ = np.ix_(~held, ~held)
    covariance[open_] = np.linalg.pinv(information[open_], hermitian=True)
    return np.asarray(covariance)


def _descend(
    cells: Cells,
    of: Structure,
    share: Floats,
    free: Floats,
    step: Floats,
    gradient: Floats,
    floor: Floats,
    point: Point,
    signs: Signs | None,
) -> tuple[Floats, Point]:
    """Take the step, halved until the criterion does not rise; else one EM step."""
    slack = 1e-9 * max(abs(point.criterion), 1.0)
    for _ in range(MOST_HALVINGS):
        wanted = np.maximum(free + step, floor)
        after = evaluate(cells, of, share @ wanted, signs=signs)
        # with a large component the criterion is unknown (NaN) and the step is taken
        if not after.criterion > point.criterion + slack:
            return wanted, after
        step = step / 2
    em = np.maximum(free + _em_step(cells, of, share, free, gradient), floor)
    after = evaluate(cells, of, share @ em, signs=signs)
    if after.criterion > point.criterion + slack:
        return free, point
    return em, after


def _em_step(cells: Cells, of: Structure, share: Floats, free: Floats, gradient: Floats) -> Floats:
    """Step of EM, v ← v + v² 2g / number of effects, which never makes the criterion worse."""
    size = np.array([_n_effects(cells, of, k) for k in range(len(share))])
    return np.asarray(2 * free**2 * gradient / np.maximum(share.T @ size, 1.0))


def _n_effects(cells: Cells, of: Structure, k: int) -> float:
    n_kinds = len(cells.kinds)
    if k == 0:
        return float(cells.size.sum())
    if k == 1:
        return float(of.n_units)
    if k < 2 + n_kinds:
        return float((cells.rater_kind == k - 2).sum())
    if k == 2 + n_kinds:
        return float(cells.members.sum())
    return float(cells.n_of_kind[k - 3 - n_kinds])
