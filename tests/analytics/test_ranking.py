import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import rankdata

from analytics.errors import InvalidSetting
from analytics.ranking import in_band, rank_draws, rank_normal, top_count

some_draws = st.tuples(st.integers(1, 30), st.integers(1, 12)).flatmap(
    lambda shape: arrays(np.float32, shape, elements=st.floats(-3, 3, width=16))
)
few_values = st.tuples(st.integers(1, 9), st.integers(1, 12)).flatmap(
    lambda shape: arrays(np.float32, shape, elements=st.integers(0, 2).map(float))
)


@given(some_draws | few_values, st.integers(1, 12))
def test_ranks_are_quantiles_of_the_ranks_in_each_draw(draws, k):
    ranks = rank_draws(draws, k)
    first = rankdata(-draws, method="min", axis=1)
    last = rankdata(-draws, method="max", axis=1)
    assert (ranks.lower == np.quantile(first, 0.05, axis=0, method="lower")).all()
    assert (ranks.upper == np.quantile(last, 0.95, axis=0, method="higher")).all()
    assert ((ranks.lower <= ranks.median) & (ranks.median <= ranks.upper)).all()


@given(some_draws | few_values, st.integers(1, 12))
def test_the_places_of_the_top_are_given_away_exactly(draws, k):
    probability = rank_draws(draws, k).top_probability
    assert probability.sum() == pytest.approx(min(k, draws.shape[1]))
    assert ((probability >= 0) & (probability <= 1)).all()


def test_equal_scores_span_all_their_places():
    ranks = rank_draws(np.zeros((50, 4), dtype=np.float32), 1)
    assert ranks.lower.tolist() == [1] * 4
    assert ranks.upper.tolist() == [4] * 4
    assert ranks.top_probability.tolist() == [0.25] * 4


@given(some_draws, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(draws, random):
    order = list(range(draws.shape[1]))
    random.shuffle(order)
    one, two = rank_draws(draws, 2), rank_draws(draws[:, order], 2)
    assert (one.lower[order] == two.lower).all()
    assert one.top_probability[order] == pytest.approx(two.top_probability)


@pytest.mark.long
def test_the_large_population_has_the_ranks_of_its_draws():
    """20 000 people, 400 draws; a quantile from 400 draws is off by about .1 sd of a person."""
    rng = np.random.default_rng(3)
    n, k = 20_000, 1000
    adjusted = rng.normal(80, 4, n)
    sd = rng.uniform(1, 3, n)
    draws = adjusted + sd * rng.normal(size=(400, n))
    by_draws, by_form = rank_draws(draws, k), rank_normal(adjusted, sd, k)
    for name in ("lower", "median", "upper"):
        error = (getattr(by_form, name) - getattr(by_draws, name)) / n
        assert np.abs(error.mean()) < 0.003
        assert np.sqrt((error**2).mean()) < 0.02
    error = by_form.top_probability - by_draws.top_probability
    assert np.abs(error).max() < 0.11  # .025 is the sd of a share of 400 draws
    assert by_form.top_probability.sum() == pytest.approx(k, rel=0.01)


def test_a_population_of_equals_has_no_order():
    ranks = rank_normal(np.full(100, 7.0), np.zeros(100), 5)
    assert ((ranks.lower >= 1) & (ranks.upper <= 100)).all()
    assert np.isfinite(ranks.top_probability).all()


@pytest.mark.parametrize(
    ("n", "share", "k"), [(100, 0.05, 5), (7, 0.05, 1), (30, 0.05, 2), (3, 1, 3)]
)
def test_the_top_is_a_rounded_share_of_at_least_one(n, share, k):
    assert top_count(n, share) == k


@pytest.mark.parametrize("share", [0, 1.5, -0.1])
def test_an_impossible_share_is_refused(share):
    with pytest.raises(InvalidSetting, match="top"):
        top_count(10, share)


def test_the_band_holds_what_the_model_does_not_order():
    assert in_band(np.array([0.1, 0.2, 0.5, 0.8, 0.9])).tolist() == [False, True, True, True, False]
