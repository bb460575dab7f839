"""Drawn prediction errors against exact ones; exact ones stand in test_reml.py."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.cells import Cells, collapse, rows_of
from analytics.henderson import Equations, structure
from analytics.prediction_error import (
    DRAWS_OF_LINKS,
    FREE_UNITS,
    Scores,
    draw_errors,
    drawn_variances,
    exact_errors,
    link_share,
)
from analytics.ratings import Columns, prepare
from analytics.reml import equations_at, evaluate
from tests.analytics.rating_worlds import city

COLUMNS = Columns("employee", "rater", score="score", period="period", home_unit="unit")
V = np.array([4.0, 4.0, 9.0, 2.0, 6.0])


Setting = tuple[Equations, Cells, np.ndarray, np.ndarray]


def setting(dense: int, v: np.ndarray = V) -> Setting:
    """Equations, cells, covariance of fixed effects, contrast; `dense` decides what is large."""
    r = prepare(city(4, n_people=200, n_units=16).frame, COLUMNS)
    cells: Cells = collapse(rows_of(r))
    assert r.home_unit is not None
    of = structure(
        cells.employee, cells.rater, r.home_unit.astype(np.int64),
        n_employees=r.n_employees, n_raters=r.n_raters, dense=dense,
    )  # fmt: skip
    omega = evaluate(cells, of, v, derivatives=False).omega
    contrast = np.full(cells.x.shape[1], 1 / cells.x.shape[1])
    return equations_at(cells, of, v), cells, omega, contrast


@pytest.mark.parametrize("dense", [3000, 5])
def test_mean_squares_of_draws_are_the_exact_variances(dense: int) -> None:
    exact = exact_errors(*setting(3000))
    equations, cells, omega, contrast = setting(dense)
    scores = Scores(equations, cells, contrast)
    n, rater, adjusted = 2000, 0.0, scores.own_variance.copy()
    for each in draw_errors(equations, cells, omega, V[4:], np.random.default_rng(2), n_draws=n):
        rater += (each.rater**2).sum(axis=1) / n
        adjusted += (scores.shared_error(each) ** 2).sum(axis=1) / n
    # a variance from 2000 draws has a relative error of 3.2 %
    for found, right in ((rater, exact.rater), (adjusted, exact.adjusted)):
        assert np.abs(found / right - 1).max() < 0.14
        assert abs((found / right).mean() - 1) < 0.02


def test_few_draws_are_enough_where_the_part_given_others_is_known() -> None:
    exact = exact_errors(*setting(3000))
    equations, cells, omega, contrast = setting(5)
    of_cells = (equations, cells)
    draws = draw_errors(*of_cells, omega, V[4:], np.random.default_rng(3), n_draws=100)
    found = drawn_variances(draws, *of_cells, Scores(*of_cells, contrast))
    large = np.isfinite(found.rater)
    assert large.sum() > 10
    # plain mean squares of 100 draws have a relative error of 14 % of the variance
    assert np.sqrt(np.mean((found.rater / exact.rater - 1)[large] ** 2)) < 0.07
    assert np.sqrt(np.mean((found.adjusted / exact.adjusted - 1) ** 2)) < 0.07
    assert abs((found.rater / exact.rater)[large].mean() - 1) < 0.02


def test_link_shares_from_draws_are_near_the_exact_ones() -> None:
    free = V.copy()
    free[1] = FREE_UNITS * V[2]
    exact = exact_errors(*setting(3000, free))
    equations, cells, omega, _ = setting(5, free)
    rng = np.random.default_rng(3)
    draws = draw_errors(equations, cells, omega, V[4:], rng, n_draws=DRAWS_OF_LINKS)
    found = drawn_variances(draws, equations, cells, None)
    apart = link_share(found.rater, equations.vs) - link_share(exact.rater, equations.vs)
    assert np.sqrt(np.nanmean(apart**2)) < 0.03
    assert np.isnan(found.adjusted).all()


def test_link_share_is_unknown_without_rater_variance_and_stays_a_share() -> None:
    share = link_share(np.array([0.0, 4.5, 9.2, 1.0]), np.array([0.0, 9.0, 9.0, 9.0]))
    assert np.isnan(share[0])
    assert np.allclose(share[1:], [0.5, 0.0, 8 / 9])
