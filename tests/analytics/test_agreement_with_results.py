import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, spearmanr

from analytics.agreement_with_results import agreement_with_results, kendall_tau_b
from analytics.distribution import predicate_shares
from analytics.errors import InvalidCounts, InvalidRatings
from analytics.rules.predicates import AGENCY_PREDICATES, AGENCY_RANK
from analytics.suppression import SeesPersons, lattice


def shares_of(very_good, n=100, visible=None):
    rows = pd.DataFrame(
        [
            (f"A{at:02}", predicate, count)
            for at, top in enumerate(very_good)
            for predicate, count in (("very_good", top), ("good", n - top))
        ],
        columns=["agency_code", "predicate", "n"],
    )
    return predicate_shares(rows, by=["agency_code"], visible=visible or SeesPersons())


def results_of(predicates, index):
    codes = [f"A{at:02}" for at in range(len(predicates))]
    return pd.DataFrame(
        {
            "agency_code": codes,
            "agency_predicate": pd.Series(predicates, dtype="str"),
            "satisfaction_index": index,
        }
    )


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 100)), min_size=2, max_size=30))
def test_tau_b_is_that_of_scipy(pairs):
    x, y = (np.array(each, dtype=float) for each in zip(*pairs, strict=True))
    expected = kendalltau(x, y).statistic
    assert kendall_tau_b(x, y) == pytest.approx(expected, nan_ok=True)


def test_both_correlations_are_those_of_scipy_over_agencies():
    rng = np.random.default_rng(1)
    top = rng.integers(0, 60, 25)
    predicates = rng.choice(AGENCY_PREDICATES[:3], 25)
    index = rng.normal(80, 5, 25)
    by_predicate, by_index = agreement_with_results(shares_of(top), results_of(predicates, index))
    ranks = [AGENCY_RANK[name] for name in predicates]
    assert by_predicate.tau_b.estimate == pytest.approx(kendalltau(ranks, top).statistic)
    assert by_predicate.rho.estimate == pytest.approx(spearmanr(ranks, top).statistic)
    assert by_index.tau_b.estimate == pytest.approx(kendalltau(index, top).statistic)
    assert by_index.n_agencies == 25
    assert by_index.points["result"].tolist() == index.tolist()


def test_the_intervals_are_the_published_ones():
    """τ = .5, n = 20: tanh(atanh .5 ± 1.96 √(.437/16)); ρ by Bonett and Wright."""
    rng = np.random.default_rng(3)
    top, index = rng.permutation(20), rng.permutation(20).astype(float)
    _, found = agreement_with_results(shares_of(top), results_of(["good"] * 20, index))
    tau, rho = found.tau_b.estimate, found.rho.estimate
    half = 1.959964 * np.sqrt(0.437 / 16)
    assert found.tau_b.lower == pytest.approx(np.tanh(np.arctanh(tau) - half), abs=1e-6)
    half = 1.959964 * np.sqrt((1 + rho**2 / 2) / 17)
    assert found.rho.upper == pytest.approx(np.tanh(np.arctanh(rho) + half), abs=1e-6)


@pytest.mark.parametrize("r", [0.0, 0.5])
def test_the_intervals_cover_with_33_agencies(r):
    """Cover between .92 and .98 in 1,000 draws; the true τ of a normal pair is 2/π asin r."""
    rng = np.random.default_rng(6)
    inside = []
    for _ in range(1000):
        x = rng.normal(size=33)
        y = r * x + np.sqrt(1 - r * r) * rng.normal(size=33)
        tau = kendall_tau_b(x, y)
        half = 1.96 * np.sqrt(0.437 / 29)
        inside.append(abs(np.arctanh(tau) - np.arctanh(2 / np.pi * np.arcsin(r))) <= half)
    assert 0.92 < np.mean(inside) < 0.98


def test_a_clear_agreement_and_its_opposite():
    top = np.arange(12) * 5
    index = np.arange(12) + 70.0
    _, agrees = agreement_with_results(shares_of(top), results_of(["good"] * 12, index))
    _, disagrees = agreement_with_results(shares_of(top), results_of(["good"] * 12, -index))
    assert (agrees.verdict, disagrees.verdict) == ("agrees", "disagrees")
    assert agrees.tau_b.estimate == pytest.approx(1)


def test_few_agencies_and_no_spread_are_answers():
    _, few = agreement_with_results(shares_of([1, 2, 3]), results_of(["good"] * 3, [70.0, 80, 90]))
    assert (few.state, few.verdict, few.n_agencies) == ("not_enough_data", "not_distinguishable", 3)
    assert np.isnan(few.tau_b.estimate)
    alike, _ = agreement_with_results(shares_of(range(9)), results_of(["good"] * 9, [80.0] * 9))
    assert alike.state == "no_spread"


def test_agencies_without_a_result_or_hidden_do_not_count():
    top = np.arange(12)
    predicates = ["good", "outstanding"] * 5 + [None, None]
    by_predicate, by_index = agreement_with_results(
        shares_of(top), results_of(predicates, [np.nan] * 4 + list(np.arange(8.0)))
    )
    assert by_predicate.n_agencies == 10
    assert by_index.n_agencies == 8
    sizes = pd.DataFrame({"agency_code": [f"A{at:02}" for at in range(12)], "n": [3] + [100] * 11})
    view = lattice(sizes, minimum=5, axes=("agency_code",)).view()
    hidden, _ = agreement_with_results(
        shares_of(top, visible=view), results_of(["good", "outstanding"] * 6, [1.0] * 12)
    )
    assert hidden.n_agencies == 10  # the small one and the one hidden with it


def test_bad_results_are_named():
    with pytest.raises(InvalidRatings, match="'excellent'"):
        agreement_with_results(shares_of([1]), results_of(["excellent"], [1.0]))
    twice = pd.concat([results_of(["good"], [1.0])] * 2)
    with pytest.raises(InvalidCounts, match="an agency stands twice"):
        agreement_with_results(shares_of([1]), twice)
