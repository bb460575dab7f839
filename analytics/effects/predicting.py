"""Leniency and adjusted scores with their prediction errors, over the members of a model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.effects.averaging import Member
from analytics.effects.model import Model, with_effect
from analytics.henderson import structure
from analytics.prediction_error import (
    DRAWS_OF_LARGE,
    FREE_UNITS,
    PredictionErrors,
    draw_errors,
    drawn_variances,
    exact_errors,
    link_share,
)
from analytics.reml import Fit, equations_at, evaluate

Floats = NDArray[np.float64]

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
    draws: Floats | None  # (n_draws, n_employees)


def predict(
    model: Model,
    member: Member,
    contrast: Floats,
    rng: np.random.Generator,
    *,
    n_draws: int,
    with_errors: bool = True,
) -> Predicted:
    """Effects of one member; `contrast` says which fixed effects an adjusted score contains."""
    cells, fit = model.cells, member.fit
    left = (cells.mean - cells.x @ fit.b)[:, None]
    u_r, u_u, theta, _ = (each[:, 0] for each in fit.equations.effects(left))
    adjusted = contrast @ fit.b + theta + u_u[model.of.home]
    if not with_errors:
        unknown = np.full(cells.n_raters, np.nan)
        return Predicted(
            member.weight, u_r, unknown, theta, u_u, adjusted, np.full(adjusted.size, np.nan), None
        )
    errors, draws = _errors(model, fit, contrast, rng, n_draws, adjusted)
    return Predicted(member.weight, u_r, errors.rater, theta, u_u, adjusted, errors.adjusted, draws)


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
) -> tuple[PredictionErrors, Floats | None]:
    """Prediction errors, exact where the inverse is known, and draws of adjusted scores."""
    cells = model.cells
    exact = exact_errors(fit.equations, cells, fit.b_covariance, contrast)
    keeps = 0 < cells.n_employees <= MOST_DRAWN_EMPLOYEES and n_draws > 0
    is_large = model.of.large is not None
    if not keeps and not is_large:
        return exact, None
    drawn = draw_errors(
        fit.equations,
        cells,
        fit.b_covariance,
        contrast,
        residual_variances(model, fit),
        rng,
        n_draws=n_draws if keeps else DRAWS_OF_LARGE,
    )
    if not keeps:
        return _fill(exact, drawn_variances(drawn)), None
    rater: list[Floats] = []
    scores: list[Floats] = []
    for each in drawn:
        rater.append(each.rater)
        scores.append(each.adjusted)
    error = np.hstack(scores)
    if is_large:
        approximate = PredictionErrors(
            (np.hstack(rater) ** 2).mean(axis=1), (error**2).mean(axis=1)
        )
        exact = _fill(exact, approximate)
    return exact, np.ascontiguousarray((adjusted[:, None] - error).T)


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
        # without a home-unit factor the rater of most ratings stands for the team
        order = np.lexsort((cells.rater, -cells.n, cells.kind, cells.employee))
        first = order[np.r_[True, np.diff(cells.employee[order]) != 0]]
        home = np.zeros(cells.n_employees, dtype=np.int64)
        home[cells.employee[first]] = cells.rater[first]
        _, home = np.unique(home, return_inverse=True)
        of = structure(
            cells.employee,
            cells.rater,
            home,
            n_employees=cells.n_employees,
            n_raters=cells.n_raters,
            random_rater=with_effect(cells),
        )
    v[1] = FREE_UNITS * vs[0] if vs[0] > 0 else FREE_UNITS * vs.max()
    equations = equations_at(cells, of, v)
    omega = evaluate(cells, of, v, derivatives=False).omega
    contrast = np.zeros(cells.x.shape[1])
    free = exact_errors(equations, cells, omega, contrast)
    if of.large is not None:
        drawn = draw_errors(
            equations,
            cells,
            omega,
            contrast,
            residual_variances(model, fit),
            rng,
            n_draws=DRAWS_OF_LARGE,
        )
        free = _fill(free, drawn_variances(drawn))
    return link_share(free.rater, equations.vs)
