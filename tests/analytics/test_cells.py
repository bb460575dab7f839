"""Cells keep everything REML needs: sums against the plain matrices of the ratings."""

from __future__ import annotations

import numpy as np

from analytics.cells import collapse, every_nth_team, rows_of
from analytics.ratings import Columns, prepare
from tests.analytics.rating_worlds import city, small_table
from tests.oracles import indicator

COLUMNS = Columns(
    "employee", "rater", score="score", period="period", home_unit="unit", rater_type="type",
    covariates=("pay",),
)  # fmt: skip


def test_sums_within_and_between_cells_are_those_of_the_ratings() -> None:
    frame = small_table(2)
    frame["type"] = np.where(np.arange(len(frame)) % 3 == 0, "peer", frame["type"])
    r = prepare(frame, COLUMNS)
    cells = collapse(rows_of(r))
    kind = r.rater_type[r.rater]
    assert r.acting is not None
    assert r.covariates is not None
    pay = r.covariates[:, 0]
    x = np.column_stack(
        (indicator(r.period, 4), r.acting, (pay - pay.mean()) / pay.std(), kind == 1)
    )
    assert cells.terms[4:] == ("acting", "pay", "type:peer")
    key = r.employee.astype(np.int64) * r.n_raters + r.rater
    each, cell = np.unique(key, return_inverse=True)
    mean = np.eye(each.size)[cell]
    mean = mean / mean.sum(axis=0)
    assert np.allclose(cells.mean, mean.T @ r.rating)
    assert np.allclose(cells.x, mean.T @ x)
    y_w = r.rating - (mean.T @ r.rating)[cell]
    x_w = x - (mean.T @ x)[cell]
    for k in range(2):
        here = kind == k
        assert np.isclose(cells.ssw[k], y_w[here] @ y_w[here])
        assert np.allclose(cells.sxx[k], x_w[here].T @ x_w[here])
        assert np.allclose(cells.sxy[k], x_w[here].T @ y_w[here])
        assert cells.n_of_kind[k] == here.sum()


def test_columns_that_others_explain_are_left_out_and_named() -> None:
    frame = small_table(2)
    frame["twice"] = 2 * frame["pay"] + 3
    frame["same"] = 7
    columns = Columns(
        "employee", "rater", score="score", period="period", covariates=("pay", "twice", "same")
    )
    cells = collapse(rows_of(prepare(frame, columns)))
    assert cells.aliased == ("twice", "same")
    assert np.linalg.matrix_rank(cells.sxx[0] + (cells.x * cells.n[:, None]).T @ cells.x) == 5


def test_every_tenth_team_keeps_whole_teams() -> None:
    columns = Columns("employee", "rater", score="score", period="period", home_unit="unit")
    r = prepare(city(1).frame, columns)
    assert r.home_unit is not None
    cells = collapse(rows_of(r))
    home = r.home_unit.astype(np.int64)
    part = every_nth_team(cells, home, 10)
    employees = np.flatnonzero(home % 10 == 0)
    assert part.cells.n_employees == employees.size
    assert part.home is not None
    assert (np.unique(home[employees], return_inverse=True)[1] == part.home).all()
    kept = np.isin(cells.employee, employees)
    assert (part.cells.mean == cells.mean[kept]).all()
    assert (employees[part.cells.employee] == cells.employee[kept]).all()
    raters = np.unique(cells.rater[kept])
    assert (raters[part.cells.rater] == cells.rater[kept]).all()
    assert part.cells.n_raters == raters.size
    share = part.cells.n_of_kind[0] / cells.n_of_kind[0]
    assert part.cells.n_of_kind[0] == part.cells.n.sum() == 6 * employees.size
    assert np.isclose(part.cells.ssw[0] / cells.ssw[0], share, atol=0.03)


def test_without_homes_a_team_has_the_same_first_rater() -> None:
    cells = collapse(rows_of(prepare(city(1).frame, Columns("employee", "rater", score="score"))))
    part = every_nth_team(cells, None, 5)
    first = cells.rater[np.searchsorted(cells.employee, np.arange(cells.n_employees))]
    assert part.cells.n_employees == (first % 5 == 0).sum()
    assert part.home is None
