"""From ratings to effects, with an objective measure where there is an honest one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analytics import objective
from analytics.cells import rows_of
from analytics.effects.describing import describe
from analytics.effects.model import fit_rows
from analytics.effects.results import Effects
from analytics.errors import TooLittleData
from analytics.ratings import Ratings


def fit_effects(
    ratings: Ratings,
    *,
    rng: np.random.Generator,
    n_draws: int = 200,
    top: float = 0.05,
    with_errors: bool = True,
) -> Effects:
    """Fit the rater model.

    Parameters
    ----------
    ratings : Ratings
    rng : Generator
        For draws, and for traces in components too large for an exact inverse.
    n_draws : int
        Draws of adjusted scores for ranks; 0 for none.
    top : float, share
        How much of all employees the top is; used where ranks come with the effects.
    with_errors : bool
        False computes variances and effects alone: sds and link shares are NaN, and an objective
        measure is not looked at.

    Returns
    -------
    Effects

    Raises
    ------
    TooLittleData
        If all ratings are the same, or no more than the fixed effects.
    """
    scale = _spread(ratings)
    shift = float(ratings.rating.mean())
    rows = rows_of(replace(ratings, rating=(ratings.rating - shift) / scale))
    home = None if ratings.home_unit is None else ratings.home_unit.astype(np.int64)
    model = fit_rows(rows, home, rng, is_predicate=ratings.is_predicate)
    if ratings.objective is None or not with_errors:
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
    alone = describe(ratings, model, rng, scale=scale, shift=shift, n_draws=0)
    quality = alone.adjusted - alone.adjusted.mean()
    measure = objective.examine(ratings, alone.leniency, alone.link_share, quality)
    if measure.is_accepted:
        rows = objective.with_measure(rows, ratings, measure.slope, scale)
        model = fit_rows(rows, home, rng, is_predicate=ratings.is_predicate)
    found = describe(ratings, model, rng, scale=scale, shift=shift, n_draws=n_draws, top=top)
    return replace(
        found, objective_accepted=measure.is_accepted, notes=(*found.notes, *measure.notes)
    )


def _spread(ratings: Ratings) -> float:
    spread = float(ratings.rating.std())
    if ratings.n < 2 or spread <= 1e-9 * max(1.0, float(np.abs(ratings.rating).max())):
        raise TooLittleData(
            f"All {ratings.n} ratings are {ratings.rating[0]:g}: ratings that never differ say "
            "nothing about raters",
            remedy="Give ratings with more than one value.",
        )
    return spread
