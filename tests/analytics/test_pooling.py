"""Employees pooled to patterns against the same cells one employee a row."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from analytics import pooling
from analytics.cells import Cells, collapse, rows_of
from analytics.effects import fit_effects
from analytics.effects.model import arrange
from analytics.pooling import alike, pool
from analytics.prediction_error import exact_errors
from analytics.ratings import Columns, Ratings, prepare
from analytics.reml import (
    draw_signs,
    equations_at,
    estimate_variances,
    evaluate,
    rough_variances,
)
from analytics.separation import separate
from tests.analytics.rating_worlds import city
from tests.oracles import DenseModel, indicator

COLUMNS = Columns(
    "employee", "rater", score="score", period="period", home_unit="unit", rater_type="type"
)


def table(seed: int, *, n_people: int = 160) -> pd.DataFrame:
    """Teams that mostly stay together, peers for some, acting heads now and then."""
    frame = city(seed, n_people=n_people, n_units=14, n_periods=4, moves=0.02).frame
    rng = np.random.default_rng(seed)
    frame["type"] = "superior"
    acting = frame["period"].astype(int) + frame["rater"].astype(int)
    frame.loc[acting % 11 == 0, "type"] = "acting"
    peers = frame[frame["employee"].astype(int) % 3 == 0].copy()
    peers["type"] = "peer"
    peers["rater"] = "p" + peers["unit"].astype(str)
    peers["score"] += rng.normal(0, 3, len(peers))
    return pd.concat([frame, peers], ignore_index=True)


def single_cells(seed: int) -> tuple[Ratings, Cells, NDArray[np.int64]]:
    r = prepare(table(seed), COLUMNS)
    assert r.home_unit is not None
    return r, collapse(rows_of(r)), r.home_unit.astype(np.int64)


def variances(cells: Cells) -> NDArray[np.float64]:
    v = np.array([4.0, 3.0, 9.0, 2.5, 2.0, 6.0, 8.0])
    assert v.size == 3 + 2 * len(cells.kinds)
    return v


def test_most_employees_share_a_pattern() -> None:
    _, cells, home = single_cells(1)
    pooled = pool(cells, home)
    assert pooled.cells.employee.size < 0.6 * cells.employee.size
    assert pooled.cells.size.sum() == cells.n_employees
    assert pooled.cells.n_ratings == cells.n_ratings
    assert (pooled.home[pooled.pattern] == home).all()
    lists = {}
    for e in range(cells.n_employees):
        here = cells.employee == e
        key = (home[e], *cells.rater[here], *cells.n[here], *cells.x[here].ravel())
        lists.setdefault(pooled.pattern[e], set()).add(key)
    assert all(len(found) == 1 for found in lists.values())
    assert len(lists) == len({key for found in lists.values() for key in found})


@pytest.mark.parametrize("seed", [1, 2])
def test_likelihood_slope_and_information_are_those_of_single_employees(seed: int) -> None:
    _, cells, home = single_cells(seed)
    pooled = pool(cells, home)
    v = variances(cells)
    one = evaluate(cells, arrange(cells, home), v)
    two = evaluate(pooled.cells, arrange(pooled.cells, pooled.home), v)
    assert two.criterion == pytest.approx(one.criterion, abs=1e-7)
    assert np.allclose(two.b, one.b, rtol=1e-9)
    assert np.allclose(two.omega, one.omega, rtol=1e-9, atol=1e-14)
    assert np.allclose(two.gradient, one.gradient, rtol=1e-8, atol=1e-8)
    assert np.allclose(two.information, one.information, rtol=1e-8, atol=1e-8)


def test_estimates_are_those_of_single_employees_also_in_a_large_component() -> None:
    _, cells, home = single_cells(3)
    pooled = pool(cells, home)
    separation = separate(cells, home)
    start = rough_variances(cells, home, separation)
    exact = [
        estimate_variances(each, arrange(each, at), separation, start=start)
        for each, at in ((cells, home), (pooled.cells, pooled.home))
    ]
    assert np.allclose(exact[0].free, exact[1].free, rtol=1e-6)
    assert np.allclose(exact[0].free_se, exact[1].free_se, rtol=1e-6)
    of = arrange(pooled.cells, pooled.home, dense=4)
    signs = draw_signs(of, np.random.default_rng(5), 64)
    sampled = estimate_variances(pooled.cells, of, separation, signs=signs, start=start)
    assert sampled.converged
    # 64 sign vectors: the sampling error is an eighth of a standard error
    assert (np.abs(sampled.free - exact[0].free) < 0.4 * exact[0].free_se).all()


def test_effects_and_errors_are_those_of_single_employees() -> None:
    _, cells, home = single_cells(4)
    pooled = pool(cells, home)
    v = variances(cells)
    contrast = np.r_[np.full(4, 0.25), np.zeros(cells.x.shape[1] - 4)]
    found = []
    for each, at in ((cells, home), (pooled.cells, pooled.home)):
        of = arrange(each, at)
        point = evaluate(each, of, v, derivatives=False)
        left = (each.mean - each.x @ point.b)[:, None]
        errors = exact_errors(point.equations, each, point.omega, contrast)
        found.append((*equations_at(each, of, v).effects(left)[:2], errors))
    assert np.allclose(found[0][0], found[1][0], atol=1e-9)
    assert np.allclose(found[0][1], found[1][1], atol=1e-9)
    assert np.allclose(found[0][2].rater, found[1][2].rater, rtol=1e-8)
    assert np.allclose(found[0][2].adjusted, found[1][2].adjusted[pooled.pattern], rtol=1e-8)


def test_draws_have_the_joint_covariance_of_dense_matrices() -> None:
    frame = city(9, n_people=60, n_units=6, moves=0.01, new_heads=0.25).frame
    r = prepare(frame, Columns("employee", "rater", score="score", home_unit="unit"))
    assert r.home_unit is not None
    home = r.home_unit.astype(np.int64)
    assert pool(collapse(rows_of(r)), home).cells.n_employees < 0.5 * r.n_employees
    n = 8000
    fitted = fit_effects(r, rng=np.random.default_rng(2), n_draws=n)
    assert fitted.not_separable == ()
    v = {c.name: c.variance for c in fitted.components}
    pair = np.unique(r.employee.astype(np.int64) * r.n_raters + r.rater, return_inverse=True)[1]
    dense = DenseModel(
        r.rating,
        np.ones((r.n, 1)),
        [
            indicator(r.employee, r.n_employees),
            indicator(home[r.employee], r.units.size),
            indicator(r.rater, r.n_raters),
            indicator(pair, pair.max() + 1),
            np.eye(r.n),
        ],
    )
    names = ("employee", "home_unit", "rater", "pair", "residual")
    joint = dense.effects(np.array([v[name] for name in names]))[3]
    pick = np.zeros((r.n_employees, len(joint)))
    pick[:, 0] = 1
    pick[np.arange(r.n_employees), 1 + np.arange(r.n_employees)] = 1
    pick[np.arange(r.n_employees), 1 + r.n_employees + home] = 1
    expected = pick @ joint @ pick.T
    sd = np.sqrt(np.diag(expected))
    assert np.allclose(fitted.adjusted_sd, sd, rtol=1e-6)
    assert fitted.draws is not None
    found = np.cov((fitted.draws - fitted.adjusted).T.astype(np.float64))
    # a covariance from n draws has a standard error of at most √2 sd²/√n: five of them
    assert (np.abs(found - expected) / np.outer(sd, sd)).max() < 5 * np.sqrt(2 / n)


def test_lists_that_only_hash_alike_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    start = np.array([0, 2, 4, 6, 7, 9])
    rater = np.array([1, 2, 1, 2, 1, 3, 1, 1, 2])
    home = np.array([0, 0, 0, 0, 5])
    apart = alike(start, [rater], [np.diff(start), home])
    assert apart.tolist() == [0, 0, 1, 2, 3]
    monkeypatch.setattr(pooling, "_mixed", lambda values: np.zeros(values.shape, dtype=np.uint64))
    clashing = alike(start, [rater], [np.diff(start), home])
    assert len(set(clashing[[0, 2, 3, 4]])) == 4
