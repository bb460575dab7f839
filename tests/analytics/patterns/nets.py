"""Net ratings of small or simulated data with known variances, without fitting a model."""

from __future__ import annotations

import numpy as np

from analytics.linking import Links, link
from analytics.patterns.net_ratings import NetRatings, net_ratings
from analytics.ratings import Columns, Ratings, prepare
from tests.analytics.simulated import ITEMS, City, Simulation, as_levels, simulate


def ratings_of(simulation: Simulation) -> Ratings:
    columns = Columns(
        employee="employee",
        rater="rater",
        score="score",
        items=ITEMS,
        period="period",
        home_unit="home_unit",
        group="group",
    )
    return prepare(simulation.frame, columns)


def net_of(ratings: Ratings, city: City) -> NetRatings:
    """Take period means out; variances are those the city was made with."""
    n = np.bincount(ratings.period)
    return net_ratings(
        ratings,
        period_effect=np.bincount(ratings.period, weights=ratings.rating) / n,
        fixed={},
        components={
            "employee": city.employee_sd**2,
            "home_unit": city.home_sd**2,
            "pair": city.pair_sd**2,
            "residual": city.error_sd**2,
        },
    )


def simulated_net(
    seed: int, city: City, *, n_levels: int = 0
) -> tuple[Simulation, NetRatings, Links]:
    simulation = simulate(np.random.default_rng(seed), city)
    if n_levels:
        simulation = as_levels(simulation, n_levels=n_levels)
    ratings = ratings_of(simulation)
    links = link(ratings.employee, ratings.rater, ratings.n_employees, ratings.n_raters)
    return simulation, net_of(ratings, city), links
