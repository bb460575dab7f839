"""Kendall's W against Friedman's test, rank correlations and simulation."""

import itertools

import numpy as np
import pytest
from scipy.stats import friedmanchisquare, spearmanr

from analytics.reliability import cross_ratings, kendall_w

N = np.nan


def crossed(table):
    employee, rater = np.nonzero(~np.isnan(table))
    return cross_ratings(employee, rater, table[employee, rater], repeats="mean")


def test_w_is_friedmans_statistic_brought_to_one_with_ties():
    rng = np.random.default_rng(1)
    table = rng.integers(1, 6, size=(9, 1)) + rng.integers(-1, 2, size=(9, 4)).astype(float)
    chi2 = friedmanchisquare(*table).statistic  # people are the treatments, raters the blocks
    found = kendall_w(crossed(table))
    assert found.estimate == pytest.approx(chi2 / (4 * 8), rel=1e-12)


def test_without_ties_w_follows_from_the_mean_rank_correlation():
    table = np.random.default_rng(2).normal(size=(12, 5))
    mean_rho = np.mean(
        [
            spearmanr(table[:, a], table[:, b]).statistic
            for a, b in itertools.combinations(range(5), 2)
        ]
    )
    assert kendall_w(crossed(table)).estimate == pytest.approx((1 + 4 * mean_rho) / 5, rel=1e-12)


def test_raters_of_one_order_agree_fully_and_opposed_raters_not_at_all():
    up = np.arange(1.0, 8)
    assert kendall_w(crossed(np.column_stack([up, up * 3, up**2]))).estimate == 1
    assert kendall_w(crossed(np.column_stack([up, -up]))).estimate == pytest.approx(0)


def test_people_whom_somebody_did_not_rate_are_left_out_and_counted():
    table = np.random.default_rng(3).normal(size=(10, 3))
    gaps = table.copy()
    gaps[7:, 1] = N
    found = kendall_w(crossed(gaps))
    assert found.n_employees == 7
    assert found.note == "3 people not rated by every rater are left out"
    assert found.estimate == kendall_w(crossed(table[:7])).estimate


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (np.ones((5, 1)), "one_rater"),
        (np.array([[1.0, 2], [2.0, 1]]), "not_complete"),
        (np.ones((5, 3)), "no_spread"),
    ],
)
def test_what_the_design_does_not_allow_is_named(table, reason):
    found = kendall_w(crossed(table))
    assert found.reason == reason
    assert np.isnan(found.estimate)


@pytest.mark.parametrize(("n", "m", "rho"), [(12, 3, 0.5), (40, 2, 0.3), (25, 5, 0.8)])
def test_the_interval_covers_w_of_the_population(n, m, rho):
    # W of the population is (1 + (m−1) ρ_S)/m, ρ_S = 6/π asin(ρ/2) for a normal. 200 tables;
    # above 20 misses (10 %) by chance less than once in 300 at 95 % cover. The seed is fixed.
    truth = (1 + (m - 1) * 6 / np.pi * np.arcsin(rho / 2)) / m
    rng = np.random.default_rng(n)
    misses = 0
    for _ in range(200):
        table = np.sqrt(rho) * rng.normal(size=(n, 1)) + np.sqrt(1 - rho) * rng.normal(size=(n, m))
        found = kendall_w(crossed(table))
        assert found.lower <= found.estimate <= found.upper
        misses += not found.lower <= truth <= found.upper
    assert misses <= 20
