"""A fitted model brought back to the scale of the score, with notes in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from analytics import separation as sep
from analytics.cells import Cells
from analytics.effects.model import Model
from analytics.effects.predicting import average, least_variance, link_shares, predict
from analytics.effects.results import Component, Effects, FixedTerm, Scenario
from analytics.notes import note
from analytics.ratings import SMALLEST_RESIDUAL_SDS, Ratings
from analytics.reml import evaluate

if TYPE_CHECKING:
    from analytics.collapsed.contract import CollapsedRatings

Floats = NDArray[np.float64]


def describe(
    ratings: Ratings | CollapsedRatings,
    model: Model,
    rng: np.random.Generator,
    *,
    scale: float,
    shift: float,
    n_draws: int,
    top: float = 0.05,
    with_errors: bool = True,
) -> Effects:
    """Bring a fitted model back to the scale of the score.

    Parameters
    ----------
    ratings : Ratings
        What the model was fitted to, (rating − shift) / scale.
    model : Model
    rng : Generator
        For draws.
    scale, shift : float, score points
    n_draws : int
    top : float, share
        How much of all employees the top is, for ranks.
    with_errors : bool
        False leaves prediction errors and link shares out (NaN).

    Returns
    -------
    Effects
    """
    cells, fit, separation = model.cells, model.fit, model.separation
    n_periods = len(ratings.periods)
    contrast = np.zeros(cells.x.shape[1])
    dated = np.array([t == "intercept" or t.startswith("period:") for t in cells.terms])
    contrast[dated] = 1 / dated.sum()
    reached = np.cumsum([0.0, *(member.weight for member in model.members)])
    own_draws = np.diff(np.round(reached * n_draws).astype(int))
    predicted = average(
        [
            predict(model, member, contrast, rng, n_draws=int(n), top=top, with_errors=with_errors)
            for member, n in zip(model.members, own_draws, strict=True)
        ]
    )
    rater_variance = np.maximum(predicted.rater_variance, least_variance(model))
    period_effect = np.full(n_periods, np.nan)
    if model.periods is not None:
        period_effect = shift + scale * (fit.b[0] + model.periods.effect)
        shift_of_scores = shift + scale * float(model.periods.effect.mean())
    else:
        shift_of_scores = shift
        for at, period in enumerate(ratings.periods):
            term = f"period:{period}" if period else "intercept"
            if term in cells.terms:
                period_effect[at] = shift + scale * fit.b[cells.terms.index(term)]
    residual = fit.variances[separation.at("residual")]
    has_own_rule = not np.isnan(ratings.smallest)
    return Effects(
        n_ratings=ratings.n,
        n_cells=int((model.single.rater < ratings.n_raters).sum()),
        n_employees=ratings.n_employees,
        n_raters=ratings.n_raters,
        n_units=ratings.n_units,
        components=_components(model, scale),
        fixed=_fixed(model, ratings.periods, scale, shift),
        reml_criterion=fit.criterion
        + 2 * (cells.n_ratings - cells.x.shape[1]) * float(np.log(scale)),
        iterations=fit.iterations,
        converged=fit.converged,
        notes=(*ratings.notes, *_notes(model, cells)),
        smallest=ratings.smallest
        if has_own_rule
        else SMALLEST_RESIDUAL_SDS * scale * float(np.sqrt(residual)),
        period_effect=period_effect,
        leniency=scale * predicted.leniency[: ratings.n_raters],
        sd=scale * np.sqrt(rater_variance[: ratings.n_raters]),
        link_share=link_shares(model, rng)[: ratings.n_raters]
        if with_errors
        else np.full(ratings.n_raters, np.nan),
        theta=scale * predicted.theta,
        unit_effect=scale * predicted.unit if model.home is not None else np.empty(0),
        adjusted=np.clip(shift_of_scores + scale * predicted.adjusted, 0, 1)
        if ratings.is_predicate
        else shift_of_scores + scale * predicted.adjusted,
        adjusted_sd=scale * np.sqrt(predicted.adjusted_variance),
        draws=None
        if predicted.draws is None
        else (shift_of_scores + scale * predicted.draws).astype(np.float32),
        ranks=predicted.ranks,
        objective_accepted=False,
        not_separable=_not_separable(model),
        scenarios=_scenarios(model, scale),
    )


def _components(model: Model, scale: float) -> tuple[Component, ...]:
    fit, separation = model.fit, model.separation
    return tuple(
        Component(name, float(v) * scale**2, float(se) * scale**2)
        for name, v, se in zip(separation.free_names, fit.free, fit.free_se, strict=True)
    )


def _fixed(
    model: Model, names: tuple[str, ...], scale: float, shift: float
) -> tuple[FixedTerm, ...]:
    cells, fit, periods = model.cells, model.fit, model.periods
    se = np.sqrt(np.diag(fit.b_covariance))
    found = []
    if periods is not None:
        found = [
            FixedTerm(
                f"period:{name}",
                float(shift + scale * (fit.b[0] + effect)),
                float(scale * np.hypot(se[0], error)),
            )
            for name, effect, error in zip(names, periods.effect, periods.se, strict=True)
        ]
    for at, term in enumerate(cells.terms):
        if term == "intercept" and periods is not None:
            continue
        is_level = term == "intercept" or term.startswith("period:")
        unit = scale / cells.x_scale[at]
        found.append(
            FixedTerm(
                term,
                float(fit.b[at] * unit + (shift if is_level else 0.0)),
                float(se[at] * unit),
            )
        )
    return tuple(found)


def _not_separable(model: Model) -> tuple[str, ...]:
    zero = [
        f"component_at_zero:{name}"
        for name, held in zip(model.separation.free_names, model.fit.held, strict=True)
        if held
    ]
    return (*model.separation.reasons, *zero)


def _scenarios(model: Model, scale: float) -> tuple[Scenario, ...]:
    """Leniency for three splits, where data do not tell rater from home unit."""
    names, v = model.separation.names, model.fit.variances
    q, r = names.index("home_unit"), names.index("rater")
    if "rater_or_home_unit" not in model.separation.reasons or not v[r] > 0:
        return ()
    found = []
    for share in sep.UNIT_SHARES:
        split = v.copy()
        split[q], split[r] = share * (v[q] + v[r]), (1 - share) * (v[q] + v[r])
        point = evaluate(model.cells, model.of, split, derivatives=False)
        left = (model.cells.mean - model.cells.x @ point.b)[:, None]
        found.append(Scenario(share, scale * point.equations.effects(left)[0][:, 0]))
    return tuple(found)


def _notes(model: Model, cells: Cells) -> list[str]:
    fit, separation = model.fit, model.separation
    notes = sep.notes_of(separation.reasons)
    notes += [
        note("residual_at_zero" if name.startswith("residual") else "variance_at_zero", name=name)
        for name, held in zip(separation.free_names, fit.held, strict=True)
        if held
    ]
    if len(model.members) > 1:
        notes.append(note("variances_averaged"))
    if model.periods is not None:
        code = "periods_taken_out" if model.periods.from_pairs else "periods_by_means"
        notes.append(note(code))
    if cells.aliased:
        notes.append(note("columns_explained", names=", ".join(cells.aliased)))
    if not fit.converged:
        notes.append(note("not_settled", n=fit.iterations))
    if model.of.large is not None:
        notes.append(note("component_sampled", n=int(model.of.large.raters.size)))
    return notes
