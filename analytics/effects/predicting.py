"""Leniency and adjusted scores with their prediction errors, over the members of a model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.cells import Cells
from analytics.effects.averaging import Member
from analytics.effects.model import Model, arrange
from analytics.effects.ranking_everybody import rank_everybody
from analytics.henderson import SOLVED_FOR_DRAWS, Structure
from analytics.pooling import pool
from analytics.prediction_error import (
    DRAWS_OF_LARGE,
    DRAWS_OF_LINKS,
    FREE_UNITS,
    PredictionErrors,
    Scores,
    draw_errors,
    drawn_variances,
    exact_errors,
    kept_draws,
    link_share,
)
from analytics.ranking import Ranks, top_count
from analytics.reml import Fit, evaluate

Floats = NDArray[np.float64]
Draws = NDArray[np.float32]

MOST_DRAWN_EMPLOYEES = 200_000  # beyond, draws of everybody no longer fit in memory


def residual_variances(model: Model, fit: Fit) -> Floats:
    """Residual variance of each kind."""
    return fit.variances[3 + len(model.cells.kinds) :]


@dataclass(frozen=True, eq=False)
class Predicted:
    """Effects of one member or of their average, unit scale; variances are of their errors."""

    weight: float
    leniency: Floats
    rater_variance: Floats
    theta: Floats
    unit: Floats
    adjusted: Floats
    adjusted_variance: Floats
    draws: Draws | None  # (n_draws, n_employees)
    ranks: Ranks | None = None  # where draws of everybody do not fit into memory


def predict(
    model: Model,
    member: Member,
    contrast: Floats,
    rng: np.random.Generator,
    *,
    n_draws: int,
    top: float,
    with_errors: bool = True,
) -> Predicted:
    """Predict the effects by one member.

    Parameters
    ----------
    model : Model
    member : Member
    contrast : (p,)
        Which fixed effects an adjusted score contains.
    rng : Generator
    n_draws : int
    top : float, share
        How much of all employees the top is, for ranks.
    with_errors : bool

    Returns
    -------
    Predicted
    """
    cells, fit = model.cells, member.fit
    left = (cells.mean - cells.x @ fit.b)[:, None]
    u_r, u_u = (each[:, 0] for each in fit.equations.effects(left)[:2])
    home = np.zeros(model.single.n_employees, np.int64) if model.home is None else model.home
    theta = _person_effects(model, fit, u_r, u_u[home])
    adjusted = contrast @ fit.b + theta + u_u[home]
    if not with_errors:
        unknown = np.full(cells.n_raters, np.nan)
        return Predicted(
            member.weight, u_r, unknown, theta, u_u, adjusted, np.full(adjusted.size, np.nan), None
        )
    errors, draws, ranks = _errors(model, fit, contrast, rng, n_draws, adjusted, top)
    return Predicted(
        member.weight, u_r, errors.rater, theta, u_u, adjusted, errors.adjusted, draws, ranks
    )


def average(parts: list[Predicted]) -> Predicted:
    """Mean over the members; variances are within plus between them."""
    if len(parts) == 1:
        return parts[0]
    weight = np.array([p.weight for p in parts])

    def mean(values: list[Floats]) -> Floats:
        return np.asarray(np.tensordot(weight, np.array(values), axes=1))

    leniency = mean([p.leniency for p in parts])
    adjusted = mean([p.adjusted for p in parts])
    drawn = [p.draws for p in parts if p.draws is not None]
    return Predicted(
        1.0,
        leniency,
        mean([p.rater_variance + (p.leniency - leniency) ** 2 for p in parts]),
        mean([p.theta for p in parts]),
        mean([p.unit for p in parts]),
        adjusted,
        mean([p.adjusted_variance + (p.adjusted - adjusted) ** 2 for p in parts]),
        np.vstack(drawn) if drawn else None,
    )


def _errors(
    model: Model,
    fit: Fit,
    contrast: Floats,
    rng: np.random.Generator,
    n_draws: int,
    adjusted: Floats,
    top: float,
) -> tuple[PredictionErrors, Draws | None, Ranks | None]:
    """Prediction errors, exact where the inverse is known; draws of adjusted scores, or ranks."""
    cells, n_employees = model.cells, model.single.n_employees
    exact = exact_errors(fit.equations, cells, fit.b_covariance, contrast)
    is_large = model.of.large is not None
    if n_draws == 0 and not is_large:
        return _of_employees(exact, model), None, None
    scores = Scores(fit.equations, cells, contrast)
    drawn = draw_errors(
        fit.equations,
        cells,
        fit.b_covariance,
        residual_variances(model, fit),
        rng,
        n_draws=n_draws or DRAWS_OF_LARGE,
    )
    if n_draws == 0:
        return (
            _of_employees(
                _fill(exact, drawn_variances(drawn, fit.equations, cells, scores)), model
            ),
            None,
            None,
        )
    kept = kept_draws(drawn, n_draws)
    if is_large:
        exact = _fill(exact, drawn_variances(iter((kept,)), fit.equations, cells, scores))
    errors = _of_employees(exact, model)
    if n_employees > MOST_DRAWN_EMPLOYEES:
        k = top_count(n_employees, top)
        ranks = rank_everybody(scores, kept, model.pattern, adjusted, rng, k=k)
        return errors, None, ranks
    draws = rng.standard_normal((n_draws, n_employees), dtype=np.float32)
    draws *= np.sqrt(scores.own_variance).astype(np.float32)[model.pattern]
    draws -= scores.shared_error(kept).T.astype(np.float32)[:, model.pattern]
    draws += adjusted.astype(np.float32)
    return errors, draws, None


def _of_employees(errors: PredictionErrors, model: Model) -> PredictionErrors:
    return PredictionErrors(errors.rater, errors.adjusted[model.pattern])


def _person_effects(model: Model, fit: Fit, leniency: Floats, unit: Floats) -> Floats:
    """Theta of everybody, from their own cells and the effects of raters and units."""
    single = model.single
    vt, vd = fit.variances[0], fit.variances[2 + len(single.kinds)]
    w = 1 / (vd + residual_variances(model, fit)[single.kind] / single.n)
    left = single.mean - single.x @ fit.b
    left -= leniency[single.rater]
    left *= w
    w_e = np.bincount(single.employee, weights=w, minlength=single.n_employees)
    total = np.bincount(single.employee, weights=left, minlength=single.n_employees)
    return np.asarray(vt * (total - w_e * unit) / (1 + vt * w_e))


def _fill(exact: PredictionErrors, drawn: PredictionErrors) -> PredictionErrors:
    return PredictionErrors(
        np.where(np.isnan(exact.rater), drawn.rater, exact.rater),
        np.where(np.isnan(exact.adjusted), drawn.adjusted, exact.adjusted),
    )


def least_variance(model: Model) -> Floats:
    """Least prediction error variance of each rater.

    A variance estimated as zero is not known to be zero: raters may differ by about its standard
    error. One that cannot be seen at all is bounded by what it was merged into.
    """
    cells, fit, separation = model.cells, model.fit, model.separation
    least = np.zeros(len(cells.kinds))
    for k, kind in enumerate(cells.kinds):
        name = "rater" if k == 0 else f"rater:{kind}"
        if name in separation.free_names:
            at = separation.free_names.index(name)
            least[k] = fit.free_se[at] if fit.held[at] else 0.0
        else:
            least[k] = residual_variances(model, fit)[k]
    return np.maximum(least[cells.rater_kind], 1e-12)


def link_shares(model: Model, rng: np.random.Generator) -> Floats:
    """Share of each rater's figure that links decide, with home units left free."""
    cells, fit, of = model.cells, model.fit, model.of
    v = fit.variances.copy()
    vs = v[2 : 2 + len(cells.kinds)]
    if not vs.max() > 0:
        return np.full(cells.n_raters, np.nan)
    if model.home is None:
        cells, of = _with_first_raters_as_units(model)
    v[1] = FREE_UNITS * vs[0] if vs[0] > 0 else FREE_UNITS * vs.max()
    point = evaluate(cells, of, v, derivatives=False, tolerance=SOLVED_FOR_DRAWS)
    equations, omega = point.equations, point.omega
    contrast = np.zeros(cells.x.shape[1])
    free = exact_errors(equations, cells, omega, contrast)
    if of.large is not None:
        drawn = draw_errors(
            equations,
            cells,
            omega,
            residual_variances(model, fit),
            rng,
            n_draws=DRAWS_OF_LINKS,
        )
        free = _fill(free, drawn_variances(drawn, equations, cells, None))
    return link_share(free.rater, equations.vs)


def _with_first_raters_as_units(model: Model) -> tuple[Cells, Structure]:
    """Without a home-unit factor the rater of most ratings stands for the team."""
    single = model.single
    order = np.lexsort((single.rater, -single.n, single.kind, single.employee))
    first = order[np.r_[True, np.diff(single.employee[order]) != 0]]
    home = np.zeros(single.n_employees, dtype=np.int64)
    home[single.employee[first]] = single.rater[first]
    _, home = np.unique(home, return_inverse=True)
    pooled = pool(single, home)
    return pooled.cells, arrange(pooled.cells, pooled.home)
