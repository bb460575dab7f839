"""Yearly tendency: by hand, against the model's own leniency, and its cover in simulation."""

import numpy as np
import pytest
from scipy.stats import norm

from analytics.patterns.net_ratings import NetRatings
from analytics.yearly import yearly_leniency

Z = norm.ppf(0.95)


def net(
    rater: list[int],
    employee: list[int],
    rating: np.ndarray,
    *,
    pair_variance: float = 0.0,
    residual_variance: float = 1.0,
) -> NetRatings:
    """Build net ratings from rows sorted by employee and rater."""
    pairs = np.column_stack([employee, rater])
    cells, cell, n = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    cell = cell.ravel()
    n_raters = int(max(rater)) + 1
    return NetRatings(
        cell=cell.astype(np.int32),
        period=np.zeros(len(rater), dtype=np.int32),
        net=rating,
        items=None,
        cell_employee=cells[:, 0].astype(np.int32),
        cell_rater=cells[:, 1].astype(np.int32),
        cell_n=n.astype(np.int64),
        cell_mean=np.bincount(cell, weights=rating) / n,
        cell_group=None,
        family=np.zeros(n_raters, dtype=np.int64),
        n_employees=int(max(employee)) + 1,
        employee_variance=1.0,
        home_variance=0.0,
        pair_variance=pair_variance,
        residual_variance=np.full(n_raters, residual_variance),
    )


def test_three_ratings_by_hand() -> None:
    """Person 0 (theta 1) twice in 2023 and once in 2024, person 1 (theta −2) in 2024."""
    rows = net(
        [0, 0, 0, 0], [0, 0, 0, 1], np.array([4.0, 6.0, 2.0, 1.0]),
        pair_variance=0.5, residual_variance=2.0,
    )  # fmt: skip
    found = yearly_leniency(
        rows,
        np.array([2023, 2023, 2024, 2024]),
        person=np.array([1.0, -2.0]),
        leniency_sd=np.array([0.3]),
    )
    assert found.year.tolist() == [2023, 2024]
    assert found.n_ratings.tolist() == [2, 2]
    assert found.n_employees.tolist() == [1, 2]
    # 2023: (4 − 1 + 6 − 1)/2; 2024: (2 − 1 + 1 + 2)/2
    assert found.leniency.tolist() == [4.0, 2.0]
    # the pair of 2023 carries both ratings, those of 2024 one each
    sd = np.sqrt([0.09 + 0.5 + 1.0, 0.09 + 0.25 + 1.0])
    assert found.upper - found.leniency == pytest.approx(Z * sd)
    assert found.leniency - found.lower == pytest.approx(Z * sd)


def test_years_without_ratings_have_no_entry() -> None:
    found = yearly_leniency(
        net([0, 0, 1], [0, 0, 1], np.zeros(3)),
        np.array([2021, 2024, 2022]),
        person=np.zeros(2),
        leniency_sd=np.ones(2),
    )
    pairs = list(zip(found.rater.tolist(), found.year.tolist(), strict=True))
    assert pairs == [(0, 2021), (0, 2024), (1, 2022)]


def test_the_interval_covers_a_constant_leniency() -> None:
    """Crossed people and raters, best linear unbiased prediction by the dense formula.

    500 cities of 6 raters and 12 people, 2 years: 6,000 intervals, of which at least 90 % must
    cover. The cover of one city's 12 intervals is correlated; over 500 cities its standard error is
    about .008, so .88 fails by chance in less than 1 % of runs, and the seed is fixed.
    """
    rng = np.random.default_rng(11)
    n_people, n_raters, vt, vs, ve = 12, 6, 4.0, 2.0, 3.0
    year = np.array([2023, 2024])
    rows = [(i, (i + k) % n_raters, y) for i in range(n_people) for k in range(2) for y in year]
    rows.sort()
    employee, rater, when = (np.array(column) for column in zip(*rows, strict=True))
    Z_e, Z_r = np.eye(n_people)[employee], np.eye(n_raters)[rater]
    V = vt * Z_e @ Z_e.T + vs * Z_r @ Z_r.T + ve * np.eye(len(rows))
    V_inv = np.linalg.inv(V)
    one = np.ones(len(rows))
    P = V_inv - np.outer(V_inv @ one, V_inv @ one) / (one @ V_inv @ one)
    pev = vs - vs * np.diag(Z_r.T @ P @ Z_r) * vs
    covered = []
    for _ in range(500):
        theta, s = rng.normal(0, np.sqrt(vt), n_people), rng.normal(0, np.sqrt(vs), n_raters)
        y = 80 + theta[employee] + s[rater] + rng.normal(0, np.sqrt(ve), len(rows))
        mu = (one @ V_inv @ y) / (one @ V_inv @ one)
        found = yearly_leniency(
            net(list(rater), list(employee), y - mu, residual_variance=ve),
            when,
            person=vt * Z_e.T @ P @ y,
            leniency_sd=np.sqrt(pev),
        )
        truth = s[found.rater]
        covered += ((found.lower <= truth) & (truth <= found.upper)).tolist()
    assert np.mean(covered) >= 0.88
    assert np.mean(covered) <= 0.99  # wide enough to be true, not so wide as to say nothing
