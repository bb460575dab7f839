import numpy as np
import pytest
from scipy.stats import binom, binomtest, multinomial

from analytics.rules.national import national_distance
from analytics.rules.predicates import PREDICATES
from tests.oracles import expected_distance


def test_national_shares_are_weighted_by_employment_type(rules):
    found = national_distance(
        [10, 90, 0, 0, 0], rules, employment={"pns": 75, "pppk_part_time": 25}
    )
    expected = 0.75 * np.array(rules.national["pns"].shares) + 0.25 * np.array(
        rules.national["pppk"].shares
    )
    assert found.is_weighted
    assert found.expected_shares == pytest.approx(expected)
    assert found.distance == pytest.approx(0.5 * np.abs([0.1, 0.9, 0, 0, 0] - expected).sum())
    unknown = national_distance([10, 90, 0, 0, 0], rules)
    assert not unknown.is_weighted
    pooled = (10_290_209 * 0.1127 + 2_100_749 * 0.0901) / (10_290_209 + 2_100_749)
    assert unknown.expected_shares[0] == pytest.approx(pooled)


@pytest.mark.parametrize("n", [5, 40, 333])
def test_the_distance_expected_by_chance_is_the_sum_over_all_counts(rules, n):
    found = national_distance([0, n, 0, 0, 0], rules)
    assert found.expected_by_chance == pytest.approx(expected_distance(n, found.expected_shares))


def test_chance_is_judged_by_the_exact_binomial_test(rules):
    counts = [3, 55, 1, 0, 1]
    found = national_distance(counts, rules, employment={"pns": 60})
    p = np.array(rules.national["pns"].shares)
    one_sided = [
        min(
            binomtest(x, 60, share, alternative="less").pvalue,
            binomtest(x, 60, share, alternative="greater").pvalue,
        )
        for x, share in zip(counts, p, strict=True)
    ]
    assert found.p == pytest.approx(min(1, 10 * min(one_sided)))
    assert found.most_different == PREDICATES[int(np.argmin(one_sided))]


@pytest.mark.parametrize(
    "counts",
    [
        [180_000, 814_000, 2_000, 2_000, 2_000],
        [100_000, 850_000, 2_000, 45_000, 3_000],
        [100_000, 897_000, 0, 0, 3_000],
    ],
)
def test_among_a_million_the_predicate_is_still_the_least_likely_one(rules, counts):
    """Every p is below the smallest float there; the exact log of the count's own chance is not."""
    found = national_distance(counts, rules)
    exact = binom.logpmf(counts, sum(counts), found.expected_shares)
    assert found.most_different == PREDICATES[int(np.argmin(exact))]


def test_an_ordinary_agency_is_seldom_called_different(rules):
    """At most 5 % false alarms, here under the national mix itself with 4,000 draws."""
    p = np.array(rules.national["pns"].shares)
    draws = multinomial(80, p).rvs(4000, random_state=np.random.default_rng(2))
    calls = [
        not national_distance(mix, rules, employment={"pns": 1}).within_chance for mix in draws
    ]
    assert np.mean(calls) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 4000)
    # and one with three times the national share is found
    assert not national_distance([27, 53, 0, 0, 0], rules, employment={"pns": 1}).within_chance
