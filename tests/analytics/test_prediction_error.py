"""Drawn prediction errors against exact ones; exact ones stand in test_reml.py."""

from __future__ import annotations

import numpy as np

from analytics.cells import Cells, collapse, rows_of
from analytics.henderson import structure
from analytics.prediction_error import (
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


def test_drawn_variances_are_the_exact_ones_within_their_sampling_error() -> None:
    r = prepare(city(4, n_people=200, n_units=16).frame, COLUMNS)
    cells: Cells = collapse(rows_of(r))
    assert r.home_unit is not None
    contrast = np.full(cells.x.shape[1], 1 / cells.x.shape[1])
    found = []
    for dense in (3000, 5):
        of = structure(
            cells.employee, cells.rater, r.home_unit.astype(np.int64),
            n_employees=r.n_employees, n_raters=r.n_raters, dense=dense,
        )  # fmt: skip
        omega = evaluate(cells, of, V, derivatives=False).omega
        equations = equations_at(cells, of, V)
        drawn = drawn_variances(
            draw_errors(equations, cells, omega, V[4:], np.random.default_rng(2), n_draws=2000),
            Scores(equations, cells, contrast),
        )
        found.append((exact_errors(equations, cells, omega, contrast), drawn))
    (exact, drawn), (_, of_large) = found
    for each in (drawn, of_large):
        # a variance from 2000 draws has a relative error of 3.2 %
        assert np.abs(each.rater / exact.rater - 1).max() < 0.13
        assert abs((each.rater / exact.rater).mean() - 1) < 0.02
        assert np.abs(each.adjusted / exact.adjusted - 1).max() < 0.15
        assert abs((each.adjusted / exact.adjusted).mean() - 1) < 0.02


def test_link_share_is_unknown_without_rater_variance_and_stays_a_share() -> None:
    share = link_share(np.array([0.0, 4.5, 9.2, 1.0]), np.array([0.0, 9.0, 9.0, 9.0]))
    assert np.isnan(share[0])
    assert np.allclose(share[1:], [0.5, 0.0, 8 / 9])
