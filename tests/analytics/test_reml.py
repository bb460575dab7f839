"""The sparse engine against dense matrices and closed forms."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.cells import collapse
from analytics.effects import fit_effects
from analytics.henderson import structure
from analytics.ratings import Columns, Ratings, prepare
from analytics.reml import draw_signs, equations_at, estimate_variances, evaluate
from analytics.separation import separate
from tests.analytics.rating_worlds import city, small_table
from tests.oracles import DenseModel, indicator

COLUMNS = Columns(
    "employee",
    "rater",
    score="score",
    period="period",
    home_unit="unit",
    rater_type="type",
    covariates=("pay",),
)


def dense_of(r: Ratings) -> DenseModel:
    pair = np.unique(r.employee.astype(np.int64) * r.n_raters + r.rater, return_inverse=True)[1]
    x = [indicator(r.period, len(r.periods))]
    if r.acting is not None:
        x.append(r.acting[:, None].astype(float))
    if r.covariates is not None:
        x.append(r.covariates - r.covariates.mean(axis=0))
    assert r.home_unit is not None
    return DenseModel(
        r.rating,
        np.hstack(x),
        [
            indicator(r.employee, r.n_employees),
            indicator(r.home_unit[r.employee], r.units.size),
            indicator(r.rater, r.n_raters),
            indicator(pair, pair.max() + 1),
            np.eye(r.n),
        ],
    )


@pytest.mark.parametrize("seed", [3, 4, 11])
@pytest.mark.long
def test_components_are_those_of_dense_likelihood_maximisation(seed: int) -> None:
    r = prepare(small_table(seed), COLUMNS)
    found = fit_effects(r, rng=np.random.default_rng(1))
    dense = dense_of(r)
    v = np.array([c.variance for c in found.components])
    assert [c.name for c in found.components] == [
        "employee",
        "home_unit",
        "rater",
        "pair",
        "residual",
    ]
    assert found.converged
    best = dense.maximise(np.full(5, 5.0))
    # components at the border are 0 here and tiny in the search over logarithms
    assert np.allclose(v, best, rtol=1e-4, atol=1e-4)
    assert found.reml_criterion == pytest.approx(dense.criterion(best), abs=1e-6)


@pytest.mark.parametrize("seed", [3, 11])
def test_effects_and_prediction_errors_are_those_of_dense_matrices(seed: int) -> None:
    r = prepare(small_table(seed), COLUMNS)
    found = fit_effects(r, rng=np.random.default_rng(1))
    v = np.array([c.variance for c in found.components])
    b, u, pev, joint = dense_of(r).effects(v)
    assert np.allclose(found.theta, u[0], rtol=1e-6, atol=1e-6)
    assert np.allclose(found.unit_effect, u[1], rtol=1e-6, atol=1e-6)
    assert np.allclose(found.leniency, u[2], rtol=1e-6, atol=1e-6)
    assert np.allclose([f.estimate for f in found.fixed], b, rtol=1e-6, atol=1e-6)
    assert np.allclose([f.se for f in found.fixed], np.sqrt(np.diag(joint)[: b.size]), rtol=1e-6)
    assert np.allclose(found.sd**2, np.diag(pev[2]), rtol=1e-6)
    home = r.home_unit
    assert home is not None
    pick = np.zeros((r.n_employees, len(joint)))
    pick[:, :4] = 1 / 4
    pick[np.arange(r.n_employees), b.size + np.arange(r.n_employees)] = 1
    pick[np.arange(r.n_employees), b.size + r.n_employees + home] = 1
    assert np.allclose(found.adjusted_sd**2, ((pick @ joint) * pick).sum(axis=1), rtol=1e-6)
    assert np.allclose(found.adjusted, b[:4].mean() + u[0] + u[1][home], rtol=1e-6)
    free = v.copy()
    free[1] = 1000 * v[2]
    _, _, pev_free, _ = dense_of(r).effects(free)
    assert np.allclose(found.link_share, 1 - np.diag(pev_free[2]) / v[2], atol=1e-6)


def test_gradient_and_information_are_derivatives_of_the_criterion() -> None:
    r = prepare(small_table(5), COLUMNS)
    dense = dense_of(r)
    cells, of = cells_and_structure(r)
    v = np.array([4.0, 3.0, 8.0, 2.0, 5.0])
    point = evaluate(cells, of, v)
    step = 1e-4
    slope = [
        (dense.criterion(v + step * e) - dense.criterion(v - step * e)) / (2 * step)
        for e in np.eye(5)
    ]
    assert np.allclose(point.gradient, -np.array(slope) / 2, rtol=1e-5, atol=1e-7)
    assert point.criterion == pytest.approx(dense.criterion(v), abs=1e-8)


def cells_and_structure(r: Ratings, *, dense: int = 3000):
    from analytics.cells import rows_of

    cells = collapse(rows_of(r))
    assert r.home_unit is not None
    return cells, structure(
        cells.employee,
        cells.rater,
        r.home_unit.astype(np.int64),
        n_employees=cells.n_employees,
        n_raters=cells.n_raters,
        dense=dense,
    )


def test_balanced_crossed_design_gives_the_anova_estimators() -> None:
    rng = np.random.default_rng(7)
    n_people, n_raters, n_times = 12, 6, 3
    truth = (
        rng.normal(0, 3, (n_people, 1, 1))
        + rng.normal(0, 2, (1, n_raters, 1))
        + rng.normal(0, 1.5, (n_people, n_raters, 1))
        + rng.normal(0, 1, (n_people, n_raters, n_times))
    )
    i, j, _ = np.indices(truth.shape).reshape(3, -1)
    r = prepare(
        pd.DataFrame({"employee": i, "rater": j, "score": 70 + truth.ravel()}),
        Columns("employee", "rater", score="score"),
    )
    found = {c.name: c.variance for c in fit_effects(r, rng=rng).components}
    cell, people, raters = truth.mean(2), truth.mean((1, 2)), truth.mean((0, 2))
    ms_e = ((truth - cell[:, :, None]) ** 2).sum() / (n_people * n_raters * (n_times - 1))
    inter = cell - people[:, None] - raters + truth.mean()
    ms_d = n_times * (inter**2).sum() / ((n_people - 1) * (n_raters - 1))
    ms_p = n_raters * n_times * people.var(ddof=1)
    ms_r = n_people * n_times * raters.var(ddof=1)
    assert found["residual"] == pytest.approx(ms_e, rel=1e-6)
    assert found["pair"] == pytest.approx((ms_d - ms_e) / n_times, rel=1e-5)
    assert found["employee"] == pytest.approx((ms_p - ms_d) / (n_raters * n_times), rel=1e-5)
    assert found["rater"] == pytest.approx((ms_r - ms_d) / (n_people * n_times), rel=1e-5)


@pytest.mark.long
def test_rater_types_have_their_own_variances_as_in_dense_matrices() -> None:
    rng = np.random.default_rng(9)
    n, n_people = 130, 13
    frame = pd.DataFrame(
        {
            "employee": rng.integers(0, n_people, n),
            "rater": rng.integers(0, 5, n),
            "type": np.where(rng.random(n) < 0.5, "superior", "peer"),
        }
    )
    is_peer = frame["type"] == "peer"
    frame["score"] = (
        rng.normal(0, 2, n_people)[frame.employee]
        + np.where(is_peer, rng.normal(0, 1, 5)[frame.rater], rng.normal(0, 4, 5)[frame.rater])
        + rng.normal(0, 1.5, (n_people, 10))[frame.employee, frame.rater + 5 * is_peer]
        + rng.normal(0, np.where(is_peer, 3, 1))
    )
    r = prepare(frame, Columns("employee", "rater", score="score", rater_type="type"))
    found = fit_effects(r, rng=rng)
    kind = r.rater_type[r.rater]
    pair = np.unique(r.employee.astype(np.int64) * r.n_raters + r.rater, return_inverse=True)[1]
    raters = indicator(r.rater, r.n_raters)
    assert found.not_separable == ()
    dense = DenseModel(
        r.rating,
        np.column_stack((np.ones(n), kind == 1)),
        [
            indicator(r.employee, n_people),
            raters[:, r.rater_type == 0],
            raters[:, r.rater_type == 1],
            indicator(pair, pair.max() + 1),
            np.eye(n)[:, kind == 0],
            np.eye(n)[:, kind == 1],
        ],
    )
    assert [c.name for c in found.components] == [
        "employee",
        "rater",
        "rater:peer",
        "pair",
        "residual",
        "residual:peer",
    ]
    v = np.array([c.variance for c in found.components])
    best = dense.maximise(np.full(6, 3.0))
    assert np.allclose(v, best, rtol=1e-4, atol=1e-5)
    assert found.reml_criterion == pytest.approx(dense.criterion(best), abs=1e-6)
    _, u, pev, _ = dense.effects(v)
    assert np.allclose(found.leniency[r.rater_type == 1], u[2], atol=1e-6)
    assert np.allclose(found.sd[r.rater_type == 1] ** 2, np.diag(pev[2]), rtol=1e-6)


def test_large_components_agree_with_the_exact_inverse() -> None:
    r = prepare(
        city(2).frame,
        Columns("employee", "rater", score="score", period="period", home_unit="unit"),
    )
    cells, exact = cells_and_structure(r)
    _, sampled = cells_and_structure(r, dense=10)
    assert sampled.large is not None
    assert exact.large is None
    v = np.array([4.0, 4.0, 9.0, 2.0, 6.0])
    x = np.random.default_rng(3).normal(size=(cells.n.size, 3))
    near = equations_at(cells, sampled, v, tolerance=1e-11).v_inverse(x)
    assert np.allclose(near, equations_at(cells, exact, v).v_inverse(x), atol=1e-8)
    separation = separate(cells, r.home_unit)
    one = estimate_variances(cells, exact, separation)
    signs = draw_signs(sampled, np.random.default_rng(5), 64)
    two = estimate_variances(cells, sampled, separation, signs=signs)
    assert two.converged
    # 64 sign vectors: the sampling error is an eighth of a standard error
    assert (np.abs(one.free - two.free) < 0.4 * one.free_se).all()


@pytest.mark.parametrize("seed", range(0, 60, 5))
def test_small_designs_with_rare_moves_settle(seed: int) -> None:
    world = city(
        seed,
        n_people=40 + seed,
        n_units=4 + seed % 12,
        n_periods=1 + seed % 5,
        moves=(seed % 7) / 100,
        new_heads=(seed % 4) / 50,
    )
    columns = Columns("employee", "rater", score="score", period="period", home_unit="unit")
    found = fit_effects(
        prepare(world.frame, columns), rng=np.random.default_rng(1), n_draws=0, with_errors=False
    )
    assert found.converged
