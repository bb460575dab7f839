"""Strengths and needs by item, against least squares on the full two-way layout."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analytics import strengths

ITEMS = ("accountable", "adaptive", "competent", "harmonious", "loyal")


def own_rows(levels: np.ndarray, *, raters: list[int] | None = None) -> pd.DataFrame:
    """Return one row per period (rows of `levels`) and item (columns)."""
    return pd.DataFrame(
        [
            (f"2024-Q{t + 1}", "functional", (raters or [1] * len(levels))[t], item, x, 1.0, 5.0)
            for t, row in enumerate(levels)
            for item, x in zip(ITEMS, row, strict=True)
        ],
        columns=[
            "period_code", "position_class", "rater_number", "item", "item_level", "scale_low",
            "scale_high",
        ],
    )  # fmt: skip


def others(levels: np.ndarray, means: np.ndarray, n: int = 40) -> pd.DataFrame:
    """Return the group of n people, the person among them, in which the others have `means`."""
    rows = own_rows(levels).drop(columns="rater_number")
    group = (np.ravel(means) * (n - 1) + rows["item_level"]) / n
    return rows.drop(columns="item_level").assign(n_people=n, mean_level=group)


def least_squares(d: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit period and item effects that sum to zero; return item effects and standard errors."""
    n_periods, n_items = d.shape
    codes = np.eye(n_items)[:, :-1] - np.eye(n_items)[:, -1:]
    times = np.eye(n_periods)[:, :-1] - np.eye(n_periods)[:, -1:]
    design = np.array([[1, *times[t], *codes[i]] for t in range(n_periods) for i in range(n_items)])
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ design.T @ d.ravel()
    left = d.ravel() - design @ beta
    variance = left @ left / (d.size - design.shape[1])
    picked = np.vstack((np.eye(n_items - 1), -np.ones(n_items - 1)))
    last = slice(n_periods, None)
    covariance = picked @ inverse[last, last] @ picked.T * variance
    return picked @ beta[last], np.sqrt(np.diag(covariance))


def test_item_effects_and_limits_are_those_of_least_squares() -> None:
    rng = np.random.default_rng(1)
    levels = rng.integers(1, 6, (4, 5)).astype(float)
    means = rng.uniform(3, 4.5, (4, 5))
    found = strengths.compare_items(own_rows(levels), others(levels, means))
    effect, error = least_squares(levels - means)
    half = stats.t.ppf(1 - 0.05 / 10, 12) * error
    order = [ITEMS.index(item) for item in found.items]
    assert found.relative == pytest.approx(effect[order])
    assert found.lower == pytest.approx((effect - half)[order])
    assert found.upper == pytest.approx((effect + half)[order])
    assert found.general == pytest.approx((levels - means).mean())
    assert found.level == pytest.approx(levels.mean(axis=0)[order])
    assert found.comparable_level == pytest.approx(means.mean(axis=0)[order])
    assert (found.n_periods, found.n_raters, found.n_comparable) == (4, 1, 39)
    assert list(found.relative) == sorted(found.relative, reverse=True)


def test_a_rater_lenient_on_everything_changes_no_item() -> None:
    rng = np.random.default_rng(2)
    levels = rng.integers(1, 5, (6, 5)).astype(float)
    means = np.full((6, 5), 3.5)
    plain = strengths.compare_items(own_rows(levels), others(levels, means))
    raised = levels + np.array([1, 0, 1, 1, 0, 1])[:, None]  # some periods a step higher
    lenient = strengths.compare_items(own_rows(raised), others(raised, means))
    assert lenient.items == plain.items
    assert lenient.relative == pytest.approx(plain.relative)
    assert lenient.upper == pytest.approx(plain.upper)
    assert lenient.general == pytest.approx(plain.general + 4 / 6)


def test_what_stands_out_is_named_and_the_rest_is_not() -> None:
    levels = np.tile([5.0, 2.0, 4.0, 4.0, 4.0], (8, 1))
    levels[::2, 2:] -= 1
    found = strengths.compare_items(own_rows(levels), others(levels, np.full((8, 5), 3.7)))
    assert found.of("strength") == ("accountable",)
    assert found.of("need") == ("adaptive",)
    assert set(found.of("not_distinguishable")) == {"competent", "harmonious", "loyal"}
    table = found.long().set_index("item")
    assert table.loc["adaptive", "upper"] < 0 < table.loc["accountable", "lower"]


def test_a_clear_but_tiny_difference_is_not_named() -> None:
    # the same for everybody but for a fifth of a step, over very many periods
    levels = np.tile([[4.0, 4, 4, 4, 4], [3, 4, 4, 4, 4]], (2, 1))
    rows = pd.concat(
        [own_rows(levels).assign(period_code=lambda f, k=k: f"{k:03}" + f["period_code"])
         for k in range(60)]
    )  # fmt: skip
    base = rows.drop(columns=["rater_number", "item_level"])
    shift = base["item"].map({"accountable": -0.7}).fillna(0)
    found = strengths.compare_items(rows, base.assign(n_people=10**9, mean_level=3.7 + shift))
    accountable = found.long().set_index("item").loc["accountable"]
    assert accountable["relative"] == pytest.approx(0.16, abs=1e-3)  # 0.2 less its own fifth
    assert accountable["lower"] > 0
    assert accountable["verdict"] == "not_distinguishable"


def test_where_every_item_gets_the_same_step_nothing_is_named() -> None:
    levels = np.full((12, 5), 4.0)
    means = np.tile([4.6, 3.0, 3.7, 3.7, 3.7], (12, 1))
    found = strengths.compare_items(own_rows(levels), others(levels, means))
    assert found.state == "not_told_apart"
    assert set(found.verdict) == {"not_distinguishable"}


@pytest.mark.parametrize(
    ("shape", "state"), [((2, 5), "not_enough_periods"), ((0, 5), "not_enough_items")]
)
def test_too_little_has_no_numbers(shape: tuple[int, int], state: str) -> None:
    levels = np.resize([3.0, 4.0, 5.0], shape)
    found = strengths.compare_items(own_rows(levels), others(levels, np.full(shape, 3.5)))
    assert found.state == state
    assert np.isnan(found.relative).all()
    assert np.isnan(found.lower).all()
    assert set(found.verdict) <= {"not_distinguishable"}
    means = dict(zip(ITEMS, levels.mean(axis=0), strict=True)) if shape[0] else {}
    assert dict(zip(found.items, found.level, strict=True)) == pytest.approx(means)


def test_periods_without_all_items_and_other_scales_are_left_out() -> None:
    levels = np.array([[3.0, 4, 5, 4, 4]] * 4)
    whole = own_rows(levels, raters=[1, 1, 2, 3])
    group = others(levels, np.full((4, 5), 3.5))
    lacking = whole[~((whole["period_code"] == "2024-Q2") & (whole["item"] == "loyal"))]
    odd = whole.head(1).assign(scale_low=0.0, scale_high=100.0, item_level=70.0, item="loyal")
    found = strengths.compare_items(pd.concat([lacking, odd]), group)
    assert (found.n_periods, found.n_raters) == (3, 3)
    assert (found.scale_low, found.scale_high) == (1.0, 5.0)


def test_nobody_to_compare_with_gives_no_items() -> None:
    levels = np.full((4, 5), 3.0)
    alone = others(levels, np.full((4, 5), 3.5), n=1)
    assert strengths.compare_items(own_rows(levels), alone).items == ()


@pytest.mark.long
def test_people_without_strengths_are_rarely_given_any() -> None:
    """Rounded levels without item effects: at most one person in ten with a named item.

    The limits leave 5 %; with 300 people more than 10 % comes by chance once in 10,000 runs.
    """
    rng = np.random.default_rng(7)
    n_named = 0
    for _person in range(300):
        true = rng.normal(3.7, 0.5) + rng.normal(0, 0.4, (12, 1)) + rng.normal(0, 0.6, (12, 5))
        levels = np.clip(np.round(true), 1, 5)
        found = strengths.compare_items(own_rows_of(levels), others_of(levels))
        n_named += bool(found.of("strength") or found.of("need"))
    assert n_named <= 30


def own_rows_of(levels: np.ndarray) -> pd.DataFrame:
    rows = own_rows(levels)
    return rows.assign(period_code=np.repeat([f"{t:02}" for t in range(len(levels))], len(ITEMS)))


def others_of(levels: np.ndarray) -> pd.DataFrame:
    rows = own_rows_of(levels).drop(columns=["rater_number", "item_level"])
    return rows.assign(n_people=10**9, mean_level=3.7)
