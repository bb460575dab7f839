"""Gaps between groups, their exact split and the cluster bootstrap, against slow definitions."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import InvalidSetting
from analytics.fairness import REST, compare_groups
from analytics.intervals import bootstrap_tail


@dataclass
class City:
    employee: np.ndarray
    rater: np.ndarray
    rating: np.ndarray
    group: np.ndarray
    leniency: np.ndarray
    adjusted: np.ndarray
    selected: np.ndarray

    def compare(self, groups=("men", "women"), *, seed=1, group=None, **settings):
        return compare_groups(
            self.employee, self.rater, self.rating, self.group if group is None else group,
            groups=groups, leniency=self.leniency, adjusted=self.adjusted,
            selected=self.selected, rng=np.random.default_rng(seed), **settings,
        )  # fmt: skip


def city(seed=0, *, n_raters=40, team=12, bias=0.0, women_lenient=False):
    """Draw teams of one rater, two years; women may have lenient raters or be marked down."""
    rng = np.random.default_rng(seed)
    leniency = rng.normal(0, 3, n_raters)
    home = np.repeat(np.arange(n_raters), team)
    lean = 0.5 + (0.3 * np.tanh(leniency) if women_lenient else 0)
    woman = (rng.random(home.size) < np.broadcast_to(lean, n_raters)[home]).astype(int)
    quality = rng.normal(80, 4, home.size)
    employee = np.repeat(np.arange(home.size), 2)
    rater = home[employee].copy()
    moved = rng.random(employee.size) < 0.1
    rater[moved] = rng.integers(n_raters, size=int(moved.sum()))
    noise = rng.normal(0, 3, employee.size)
    rating = quality[employee] + leniency[rater] + bias * woman[employee] + noise
    selected = (quality + rng.normal(0, 2, home.size) > 84).astype(float)
    return City(employee, rater, rating, woman[employee], leniency, quality, selected)


def split_by_hand(c, b, a):
    """The terms of statistics.md 8 in loops over raters."""
    in_b, in_a = np.isin(c.group, b), np.isin(c.group, a)
    who = how = 0.0
    for j in range(c.leniency.size):
        mine = c.rater == j
        share_b, share_a = (mine & in_b).sum() / in_b.sum(), (mine & in_a).sum() / in_a.sum()
        who += (share_b - share_a) * c.leniency[j]
        if share_a > 0 and share_b > 0:
            how += share_b * (c.rating[mine & in_b].mean() - c.rating[mine & in_a].mean())
    gap = c.rating[in_b].mean() - c.rating[in_a].mean()
    return gap, who, how, gap - who - how


def test_the_split_is_the_sum_over_raters_and_adds_up_exactly():
    c = city(1, bias=-2, women_lenient=True)
    (found,) = c.compare().comparisons
    b, a = (1, 0) if found.group == "women" else (0, 1)
    gap, who, how, rest = split_by_hand(c, [b], [a])
    assert found.raw.estimate == pytest.approx(gap, abs=1e-12)
    assert found.split.who_rates.estimate == pytest.approx(who, abs=1e-12)
    assert found.split.how_they_rate.estimate == pytest.approx(how, abs=1e-12)
    assert found.split.remainder.estimate == pytest.approx(rest, abs=1e-11)
    total = who + how + found.split.remainder.estimate
    assert total == pytest.approx(found.raw.estimate, abs=1e-12)


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 4), st.floats(-50, 150), st.integers(-1, 2)),
        min_size=4,
        max_size=60,
    ),
    st.sampled_from(["rest", "largest"]),
)
@settings(deadline=None)
def test_every_split_adds_up_whoever_rates_whom(rows, against):
    employee, rater, rating, group = (np.array(column) for column in zip(*rows, strict=True))
    found = compare_groups(
        employee, rater, rating, group, groups=("x", "y", "z"),
        leniency=np.array([3.0, -1, 0.5, 10, np.nan]), rng=np.random.default_rng(0),
        against=against, minimum=1, n_draws=5,
    )  # fmt: skip
    assert [each.group for each in found.comparisons] == sorted(
        each.group for each in found.comparisons
    )
    for each in found.comparisons:
        if each.split is None:
            assert each.state in ("hidden", "no_reference")
            continue
        split = each.split
        terms = (split.who_rates, split.how_they_rate, split.remainder)
        total = sum(term.estimate for term in terms)
        assert total == pytest.approx(each.raw.estimate, abs=1e-11)


def test_a_bias_of_the_raters_is_in_how_they_rate_and_not_in_who_rates():
    (found,) = city(2, n_raters=200, bias=-3).compare().comparisons
    sign = 1 if found.group == "women" else -1
    assert sign * found.split.how_they_rate.estimate == pytest.approx(-3, abs=0.8)
    assert found.split.how_they_rate.excludes_zero
    assert abs(found.split.who_rates.estimate) < 0.5


def test_lenient_raters_of_a_group_are_in_who_rates():
    (found,) = city(3, n_raters=200, women_lenient=True).compare().comparisons
    sign = 1 if found.group == "women" else -1
    assert sign * found.split.who_rates.estimate > 1
    assert found.split.who_rates.excludes_zero
    assert abs(found.adjusted.estimate) < 1  # quality does not differ


def test_people_count_once_in_adjusted_scores_and_selection():
    c = city(4)
    keep = np.ones(c.employee.size, bool)
    keep[1:120:2] = False  # the first 60 people have one rating
    c.employee, c.rater, c.rating, c.group = (
        each[keep] for each in (c.employee, c.rater, c.rating, c.group)
    )
    (found,) = c.compare().comparisons
    first = np.unique(c.employee, return_index=True)[1]
    women = c.group[first] == 1
    b = women if found.group == "women" else ~women
    assert found.n_people == b.sum()
    assert found.n_reference == (~b).sum()
    assert found.adjusted.estimate == pytest.approx(c.adjusted[b].mean() - c.adjusted[~b].mean())
    rate, reference = c.selected[b].mean(), c.selected[~b].mean()
    assert found.rate == pytest.approx(rate)
    assert found.selected.estimate == pytest.approx(rate - reference)
    assert found.ratio.estimate == pytest.approx(rate / reference)


def test_the_interval_is_that_of_drawing_raters_one_by_one():
    c = city(5)
    (found,) = c.compare(n_draws=4000).comparisons
    tail = bootstrap_tail(c.leniency.size)
    sign = 1 if found.group == "women" else -1
    rng = np.random.default_rng(9)
    mine = [np.flatnonzero(c.rater == j) for j in range(c.leniency.size)]
    gaps = []
    for _ in range(1000):
        rows = np.concatenate([mine[j] for j in rng.integers(len(mine), size=len(mine))])
        woman = c.group[rows] == 1
        gaps.append(sign * (c.rating[rows][woman].mean() - c.rating[rows][~woman].mean()))
    np.testing.assert_allclose(
        [found.raw.lower, found.raw.upper], np.quantile(gaps, [tail, 1 - tail]), atol=0.15
    )


@pytest.mark.long
def test_intervals_cover_no_gap_in_nineteen_of_twenty_cities():
    # 300 cities without a gap; with 800 a size 5.6–7.9 % were missed at 15 to 100 raters, and
    # Binomial(300, .07) is above 35 (12 %) once in 1500. The seeds are fixed.
    missed = {"raw": 0, "adjusted": 0, "selected": 0}
    for seed in range(300):
        (found,) = city(100 + seed).compare(seed=seed, n_draws=300).comparisons
        for name in missed:
            missed[name] += getattr(found, name).excludes_zero
    assert max(missed.values()) <= 35, missed
    assert min(missed.values()) >= 1, missed


def test_labels_under_ten_people_are_left_out_of_everything():
    c = city(6)
    group = c.group.copy()
    few = c.employee < 9
    group[few] = 2
    with_few = c.compare(("men", "women", "other"), group=group)
    without = c.compare(("men", "women", "other"), group=np.where(few, -1, group))
    *shown, other = with_few.comparisons
    assert other.group == "other"
    assert (other.state, other.n_people, other.split) == ("hidden", 0, None)
    assert np.isnan([other.raw.estimate, other.adjusted.estimate, other.ratio.estimate]).all()
    assert shown == list(without.comparisons[:-1])


def test_three_labels_are_held_against_the_rest_or_the_largest():
    c = city(7, n_raters=60)
    group = c.employee % 3
    group[c.employee % 9 == 0] = 1  # the largest
    rest = c.compare(("I", "II", "III"), group=group)
    assert [(each.group, each.reference) for each in rest.comparisons] == [
        ("I", REST), ("II", REST), ("III", REST),
    ]  # fmt: skip
    c.group = group
    for k, each in enumerate(rest.comparisons):
        assert each.raw.estimate == pytest.approx(
            split_by_hand(c, [k], [g for g in range(3) if g != k])[0]
        )
    largest = c.compare(("I", "II", "III"), group=group, against="largest")
    assert [(each.group, each.reference) for each in largest.comparisons] == [
        ("I", "II"), ("III", "II"),
    ]  # fmt: skip


def test_few_raters_give_a_gap_without_interval():
    (found,) = city(8, n_raters=5).compare().comparisons
    assert found.state == "few_raters"
    assert np.isfinite(found.raw.estimate)
    assert np.isnan([found.raw.lower, found.raw.upper]).all()
    assert not found.raw.excludes_zero


def test_four_fifths_is_a_signal_until_the_interval_is_clear():
    c = city(9, n_raters=100)
    quota = np.arange(c.adjusted.size) % 10
    first = np.unique(c.employee, return_index=True)[1]
    woman = c.group[first] == 1
    for cut, said in ((2, "clear"), (6, "met")):
        c.selected = np.where(woman, quota < cut, quota < 6).astype(float)
        (found,) = c.compare().comparisons
        if found.group == "men":  # the smaller label is the group
            c.selected = np.where(woman, quota < 6, quota < cut).astype(float)
            (found,) = c.compare().comparisons
        assert found.four_fifths == said, found.ratio
    c.selected = np.zeros(c.adjusted.size)
    (found,) = c.compare().comparisons
    assert found.four_fifths == "unknown"
    assert np.isnan(found.ratio.estimate)


def test_nobody_to_compare_is_an_answer():
    c = city(10)
    alone = c.compare(("men", "women"), group=np.where(c.group == 1, 1, -1))
    assert [each.state for each in alone.comparisons] == ["hidden", "no_reference"]
    assert alone.n_without_label == np.unique(c.employee[c.group == 0]).size
    nobody = c.compare((), group=np.full(c.group.size, -1))
    assert nobody.comparisons == ()


def test_the_same_seed_gives_the_same_interval_in_any_row_order():
    c = city(11)
    (first,) = c.compare().comparisons
    order = np.random.default_rng(0).permutation(c.rating.size)
    c.employee, c.rater, c.rating, c.group = (
        each[order] for each in (c.employee, c.rater, c.rating, c.group)
    )
    (second,) = c.compare().comparisons
    assert second.raw.lower == pytest.approx(first.raw.lower, abs=1e-10)
    assert second.ratio.upper == pytest.approx(first.ratio.upper, abs=1e-10)


def test_an_unknown_reference_is_refused():
    with pytest.raises(InvalidSetting, match="rest or largest"):
        city(12).compare(against="smallest")
