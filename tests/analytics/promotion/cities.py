"""A small invented city, fitted by the rater model, in the frames a page hands over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.effects import Effects, fit_effects
from analytics.linking import link
from analytics.ratings import TYPES, Columns, Ratings, prepare
from tests.analytics.promotion.pools import Draws
from tests.analytics.rating_worlds import World, city

COLUMNS = Columns("employee", "rater", score="score", period="period", home_unit="unit")


@dataclass(frozen=True, eq=False)
class Fitted:
    """What a run of the city stores."""

    world: World
    ratings: Ratings
    effects: Effects
    results: pd.DataFrame
    rated: pd.DataFrame
    components: pd.DataFrame
    draws: Draws


def fitted_city(
    seed: int, *, n_units: int = 16, moves: float = 0.08, new_heads: float = 0.12
) -> Fitted:
    world = city(seed, n_people=200, n_units=n_units, moves=moves, new_heads=new_heads)
    ratings = prepare(world.frame, COLUMNS)
    effects = fit_effects(ratings, rng=np.random.default_rng(1), n_draws=200)
    links = link(ratings.employee, ratings.rater, ratings.n_employees, ratings.n_raters)
    n = np.bincount(ratings.employee)
    assert ratings.home_unit is not None
    ids = np.arange(ratings.n_employees)
    results = pd.DataFrame(
        {
            "employee_id": ids,
            "agency_code": "CITY",
            "n_ratings": n,
            "raw_mean": np.bincount(ratings.employee, ratings.rating) / n,
            "adjusted": effects.adjusted,
            "adjusted_sd": effects.adjusted_sd,
            "link_grade": links.employee_grade,
            "component": links.employee_component,
            "home_unit_id": ratings.home_unit,
        }
    )
    components = pd.DataFrame(
        [(each.name, each.variance) for each in effects.components], columns=["name", "variance"]
    )
    assert effects.draws is not None
    rated = _rated(ratings, effects)
    return Fitted(world, ratings, effects, results, rated, components, Draws(ids, effects.draws))


def _rated(ratings: Ratings, effects: Effects) -> pd.DataFrame:
    """One row a person and rater; expected is the period beside the mean of the periods."""
    period = effects.period_effect - effects.period_effect.mean()
    rows = pd.DataFrame(
        {
            "employee_id": ratings.employee,
            "rater_id": ratings.rater,
            "rating": ratings.rating,
            "expected_points": period[ratings.period],
        }
    )
    rated = rows.groupby(["employee_id", "rater_id"], as_index=False).agg(
        n_ratings=("rating", "size"),
        mean_rating=("rating", "mean"),
        expected_points=("expected_points", "mean"),
    )
    rater = rated["rater_id"].to_numpy()
    return rated.assign(
        rater_type=np.array(TYPES)[ratings.rater_type[rater]],
        leniency=effects.leniency[rater],
        leniency_sd=effects.sd[rater],
    )
