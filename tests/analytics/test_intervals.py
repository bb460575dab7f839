import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, chi2_contingency, norm
from scipy.stats import t as t_distribution

from analytics.errors import InvalidCounts, InvalidSetting
from analytics.intervals import (
    bootstrap_tail,
    difference_p,
    normal_quantile,
    paired_correlation,
    share_difference,
    wilson,
)
from tests.oracles import score_limits


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_limits_are_the_roots_of_the_score_test(pair):
    x, n = pair
    found = wilson(x, n)
    lower, upper = score_limits(x, n, normal_quantile(0.95))
    assert found.lower == pytest.approx(lower, abs=1e-9)
    assert found.upper == pytest.approx(upper, abs=1e-9)


def test_wilson_agrees_with_scipy():
    x, n = np.array([0, 1, 7, 50, 99, 100]), np.full(6, 100)
    found = wilson(x, n, confidence=0.9)
    for at in range(6):
        expected = binomtest(int(x[at]), 100).proportion_ci(0.9, method="wilson")
        assert (found.lower[at], found.upper[at]) == pytest.approx(
            (expected.low, expected.high), abs=1e-12
        )


def test_the_limits_reach_the_ends_exactly():
    found = wilson([0, 9], [9, 9])
    assert found.lower[0] == 0
    assert found.upper[1] == 1


def test_nobody_and_nothing_known_give_no_share():
    found = wilson([0, np.nan], [0, 5])
    assert np.isnan([found.estimate, found.lower, found.upper]).all()


def test_more_than_all_is_refused():
    with pytest.raises(InvalidCounts):
        wilson([3, 6], [5, 5])
    with pytest.raises(InvalidSetting):
        wilson(1, 2, confidence=1.0)


def test_published_interval_for_independent_shares():
    """56/70 against 48/80, Newcombe 1998, Statistics in Medicine 17:873, table II, method 10."""
    found = share_difference(48, 80, 56, 70)
    assert (found.estimate, found.lower, found.upper) == pytest.approx(
        (0.2, 0.0524, 0.3339), abs=5e-5
    )


def test_published_interval_for_paired_shares():
    """36, 12, 2, 0 of 50 pairs, Newcombe 1998, Statistics in Medicine 17:2635, method 10."""
    phi = paired_correlation(36, 2, 12, 0)
    found = share_difference(38, 50, 48, 50, correlation=phi, n_both=50)
    assert (found.estimate, found.lower, found.upper) == pytest.approx(
        (0.2, 0.0569, 0.3404), abs=5e-5
    )


def test_phi_is_shrunk_only_if_positive():
    # ad − bc = 35·5 − 5·5 = 150, less n/2 = 25; margins 40, 10, 40, 10
    assert paired_correlation(35, 5, 5, 5) == pytest.approx(125 / 400)
    # ad − bc = −4 stays
    assert paired_correlation(36, 2, 2, 0) == pytest.approx(-4 / (38 * 2))
    assert paired_correlation(10, 0, 0, 0) == 0


def test_interval_covers_when_part_of_the_people_is_in_both_years():
    """Cover .95 by simulation; 4,000 draws put a true .95 outside .935–.965 with p < .0001."""
    rng = np.random.default_rng(11)
    p, stay, n_1, n_2, n_both, draws = 0.12, 0.6, 220, 240, 180, 4000
    # a person in both keeps the outcome with probability `stay`, else draws anew: φ = stay
    first = rng.random((draws, n_1)) < p
    again = np.where(
        rng.random((draws, n_both)) < stay, first[:, :n_both], rng.random((draws, n_both)) < p
    )
    second = np.concatenate([again, rng.random((draws, n_2 - n_both)) < p], axis=1)
    cells = [
        (a & b).sum(axis=1)
        for a, b in [
            (first[:, :n_both], again),
            (first[:, :n_both], ~again),
            (~first[:, :n_both], again),
            (~first[:, :n_both], ~again),
        ]
    ]
    found = share_difference(
        first.sum(axis=1),
        n_1,
        second.sum(axis=1),
        n_2,
        correlation=paired_correlation(*cells),
        n_both=n_both,
    )
    cover = 1 - found.excludes_zero.mean()
    assert 0.935 < cover < 0.975
    independent = share_difference(first.sum(axis=1), n_1, second.sum(axis=1), n_2)
    assert (found.upper - found.lower).mean() < 0.85 * (
        independent.upper - independent.lower
    ).mean()


def test_swapping_the_years_turns_the_sign():
    one = share_difference(10, 80, 30, 90, correlation=0.4, n_both=60)
    two = share_difference(30, 90, 10, 80, correlation=0.4, n_both=60)
    assert (one.lower, one.upper) == pytest.approx((-two.upper, -two.lower))


def test_more_people_in_both_than_in_one_year_is_refused():
    with pytest.raises(InvalidCounts, match="more people in both"):
        share_difference(1, 10, 1, 20, n_both=11)


@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_p_is_that_of_pearsons_test(n_1, n_2, data):
    x_1, x_2 = data.draw(st.integers(0, n_1)), data.draw(st.integers(0, n_2))
    found = float(difference_p(x_1, n_1, x_2, n_2))
    if x_1 + x_2 in (0, n_1 + n_2):
        assert found == 1
    else:
        table = [[x_1, n_1 - x_1], [x_2, n_2 - x_2]]
        assert found == pytest.approx(chi2_contingency(table, correction=False).pvalue, abs=1e-12)


def test_wilson_covers_small_shares():
    """Exact cover at the national share Sangat Baik, averaged over sizes of real agencies."""
    cover = []
    for n in range(30, 200, 10):
        x = np.arange(n + 1)
        inside = wilson(x, n)
        holds = (inside.lower <= 0.1127) & (inside.upper >= 0.1127)
        cover.append(binom.pmf(x[holds], n, 0.1127).sum())
    assert 0.93 < np.mean(cover) < 0.97


@pytest.mark.parametrize("n", [2, 5, 15, 40, 1000])
def test_the_bootstrap_tail_gives_a_mean_its_t_interval(n):
    # the bootstrap of a mean has the spread s √((n − 1)/n)/√n, Student's interval needs t s/√n
    z = norm.ppf(bootstrap_tail(n, confidence=0.9))
    assert -z * np.sqrt((n - 1) / n) == pytest.approx(t_distribution.ppf(0.95, n - 1), rel=1e-9)


def test_a_bootstrap_of_one_unit_has_no_tail():
    with pytest.raises(InvalidSetting, match="at least 2"):
        bootstrap_tail(1)
