"""Krippendorff's alpha against his example and against its definition over all pairs."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import InvalidSetting
from analytics.intervals import bootstrap_tail
from analytics.reliability import LEVELS, cross_ratings, krippendorff_alpha

N = np.nan
# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, part C: four observers, 12 units
CANONICAL = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
        [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
    ]
).T


def crossed(table):
    employee, rater = np.nonzero(~np.isnan(table))
    return cross_ratings(employee, rater, table[employee, rater], repeats="mean")


def alpha(table, level, seed=1, n_draws=200):
    rng = np.random.default_rng(seed)
    return krippendorff_alpha(crossed(table), level=level, rng=rng, n_draws=n_draws)


def difference(level, c, d, values):
    """δ² from Krippendorff's own wording; `values` are all pairable values."""
    if level == "nominal":
        return float(c != d)
    if level == "interval":
        return (c - d) ** 2
    if level == "ratio":
        return 0.0 if c == d else ((c - d) / (c + d)) ** 2
    low, high = min(c, d), max(c, d)
    between = sum(low <= v <= high for v in values)
    ends = (values.count(c) + values.count(d)) / 2
    return (between - ends) ** 2 if c != d else 0.0


def alpha_by_pairs(table, level):
    """Observed over expected disagreement, pair by pair."""
    units = [[v for v in row if not np.isnan(v)] for row in table]
    units = [unit for unit in units if len(unit) >= 2]
    values = list(itertools.chain(*units))
    n = len(values)
    observed = sum(
        sum(difference(level, c, d, values) for c, d in itertools.permutations(unit, 2))
        / (len(unit) - 1)
        for unit in units
    )
    expected = sum(difference(level, c, d, values) for c, d in itertools.permutations(values, 2))
    return 1 - observed * (n - 1) / expected


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_the_published_example_gives_the_published_alpha(level, published):
    found = alpha(CANONICAL, level)
    assert found.estimate == pytest.approx(published, abs=0.0006)
    assert (found.n_employees, found.n_raters) == (11, 4)  # unit 12 has one observer


@given(
    st.lists(
        st.lists(st.sampled_from([N, 0, 1, 2, 3.5, 7]), min_size=4, max_size=4),
        min_size=2,
        max_size=7,
    )
)
@settings(deadline=None, max_examples=150)
def test_alpha_is_its_definition_over_pairs(rows):
    table = np.array(rows, float)
    counts = (~np.isnan(table)).sum(axis=1)
    pairable = table[counts >= 2]
    spread = np.unique(pairable[~np.isnan(pairable)]).size
    if len(pairable) < 2 or spread < 2:
        return
    for level in LEVELS:
        found = alpha(table, level, n_draws=5)
        assert found.estimate == pytest.approx(alpha_by_pairs(table, level), abs=1e-12)


@pytest.mark.long
def test_the_interval_is_that_of_drawing_people_one_by_one():
    tail = bootstrap_tail(15)
    rng = np.random.default_rng(2)
    table = rng.integers(1, 6, size=(15, 1)) + rng.integers(-1, 2, size=(15, 2)).astype(float)
    for level in LEVELS:
        found = alpha(table, level, n_draws=2000)
        drawn = [alpha_by_pairs(table[rng.integers(15, size=15)], level) for _ in range(250)]
        assert found.lower == pytest.approx(np.quantile(drawn, tail), abs=0.12)
        assert found.upper == pytest.approx(np.quantile(drawn, 1 - tail), abs=0.05)


def test_the_interval_covers_alpha_of_the_population():
    # two raters, correlation .6, no severity: interval alpha tends to .6. 200 tables of 60 people:
    # 24 misses (12 %) would be four sd above 5 %.
    rng = np.random.default_rng(8)
    misses = 0
    for seed in range(200):
        person = rng.normal(size=(60, 1))
        table = np.sqrt(0.6) * person + np.sqrt(0.4) * rng.normal(size=(60, 2))
        found = alpha(table, "interval", seed=seed, n_draws=400)
        misses += not found.lower <= 0.6 <= found.upper
    assert 1 <= misses <= 23


def test_the_same_generator_gives_the_same_interval_and_row_order_does_not_matter():
    employee, rater = np.nonzero(~np.isnan(CANONICAL))
    y = CANONICAL[employee, rater]
    shuffled = np.random.default_rng(0).permutation(y.size)
    first, second = (
        krippendorff_alpha(
            cross_ratings(employee[o], rater[o], y[o], repeats="mean"),
            level="ordinal",
            rng=np.random.default_rng(4),
            n_draws=100,
        )
        for o in (np.arange(y.size), shuffled)
    )
    assert first == second


@pytest.mark.parametrize(
    ("table", "level", "reason"),
    [
        ([[1.0], [2.0]], "interval", "one_rater"),
        ([[1.0, 2.0]], "interval", "one_employee"),
        ([[1.0, N], [N, 2.0]], "interval", "no_repeats"),
        ([[3.0, 3.0], [3.0, 3.0]], "nominal", "no_spread"),
        ([[-1.0, 3.0], [3.0, 3.0]], "ratio", "negative_values"),
    ],
)
def test_what_the_design_does_not_allow_is_named(table, level, reason):
    found = alpha(np.array(table), level)
    assert found.reason == reason
    assert np.isnan([found.estimate, found.lower, found.upper]).all()


def test_an_unknown_level_is_refused():
    with pytest.raises(InvalidSetting, match="nominal, ordinal, interval, ratio"):
        alpha(CANONICAL, "cardinal")


def test_repeated_ratings_become_one_by_the_rule_of_the_level():
    employee, rater = np.array([1, 1, 1, 1, 2]), np.array([1, 1, 1, 1, 1])
    rating = np.array([2.0, 5, 2, 9, 4])
    by_rule = {
        rule: cross_ratings(employee, rater, rating, repeats=rule).value.tolist()
        for rule in ("mean", "median", "mode")
    }
    assert by_rule == {"mean": [4.5, 4], "median": [2, 4], "mode": [2, 4]}
    assert cross_ratings(employee, rater, rating, repeats="mean").n_repeated == 1
