"""How raters use the scale, counted by hand, and whom they are compared with."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import entropy

from analytics.habits import (
    bin_ratings,
    bin_width,
    compare_raters,
    describe_raters,
    entropy_bits,
)

ITEMS = ("loyal", "adaptive")


def ratings(rows: list[dict[str, object]]) -> pd.DataFrame:
    usual: dict[str, object] = {
        "rater_type": "superior", "rater_id": 9, "employee_id": 1, "period": "2024",
        "rating": 80.0, "predicate": None, "position_class": "functional", "work_result": None,
        "behaviour": None, "loyal": np.nan, "adaptive": np.nan,
    }  # fmt: skip
    return pd.DataFrame([{**usual, **row} for row in rows])


def test_means_spreads_and_predicates_of_two_raters() -> None:
    rows = [
        {"rating": 80.0, "predicate": "good"},
        {"rating": 90.0, "predicate": "very_good"},
        {"rating": 70.0, "predicate": "poor", "rater_id": 8},
        {"rating": 60.0, "period": "2023"},
        {"rating": 60.0, "period": "2023", "rater_id": 8},
    ]
    found = describe_raters(ratings(rows), ITEMS).set_index("rater_id")
    assert found.loc[9, "mean_rating"] == pytest.approx(230 / 3)
    # deviations from the period means 80 and 60: 0, 10, 0
    assert found.loc[9, "sd_rating"] == pytest.approx(np.std([0, 10, 0], ddof=1))
    assert found.loc[9, ["n_predicates", "n_good", "n_very_good"]].tolist() == [2, 1, 1]
    assert found["top_share"].to_dict() == {8: 0.0, 9: 1.0}
    assert set(found["n_vectors"]) == {0}


def test_flat_and_identical_vectors() -> None:
    values = [(0.5, 0.5), (0.5, 0.5), (0.5, 0.75), (1.0, 1.0)]
    rows: list[dict[str, object]] = [{"loyal": a, "adaptive": b} for a, b in values]
    # two of a period are too few for a most common vector
    rows += [{"loyal": 0.0, "adaptive": 1.0, "period": "2023"}] * 2
    found = describe_raters(ratings(rows), ITEMS).iloc[0]
    assert found["n_vectors"] == 6
    assert found["flat_share"] == pytest.approx(3 / 6)
    assert found["identical_share"] == pytest.approx(2 / 4)


def test_without_items_the_two_levels_are_the_vector() -> None:
    rows: list[dict[str, object]] = [{"work_result": "meets", "behaviour": "meets"}] * 3
    rows.append({"work_result": "meets", "behaviour": "above"})
    found = describe_raters(ratings(rows), ITEMS).iloc[0]
    assert (found["n_vectors"], found["flat_share"], found["identical_share"]) == (4, 0.75, 0.75)


def raters(n: int, **columns: object) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    usual = {
        "rater_type": "superior", "rated_position_class": "functional", "n_ratings": 9,
        "mean_rating": rng.normal(80, 5, n), "raw_difference": rng.normal(0, 2, n),
        "sd_rating": rng.uniform(1, 5, n), "top_share": 0.9, "identical_share": np.nan,
    }  # fmt: skip
    return pd.DataFrame({**usual, **columns}, index=range(n))


@pytest.mark.parametrize("n", [12, 13])
def test_a_rater_is_not_among_those_it_is_compared_with(n: int) -> None:
    frame = raters(n, n_ratings=[4, *[9] * (n - 1)])  # the first is too small to count
    found = compare_raters(frame)
    for row in range(n):
        others = frame[(frame.index != row) & (frame["n_ratings"] >= 5)]
        assert found.loc[row, "n_comparable"] == len(others)
        assert found.loc[row, "comparable_mean"] == pytest.approx(others["mean_rating"].mean())
        assert found.loc[row, "comparable_sd"] == pytest.approx(others["sd_rating"].median())
    assert found["comparable_identical_share"].isna().all()


def test_few_of_a_kind_are_compared_with_all_of_their_type() -> None:
    frame = raters(
        14,
        rated_position_class=["supervisor", None, *["functional"] * 12],
        rater_type=[*["superior"] * 13, "peer"],
    )
    found = compare_raters(frame)
    assert found["comparable_by"].tolist()[:3] == ["rater_type", "rater_type", "position_class"]
    assert found["n_comparable"].tolist()[:3] == [12, 12, 10]
    assert found.loc[13, "n_comparable"] == 0
    assert np.isnan(found.loc[13, "comparable_mean"])


def test_bins_hold_every_rating_once() -> None:
    rating = np.random.default_rng(1).normal(80, 8, 400)
    width = bin_width(rating)
    assert 10 <= (rating.max() - rating.min()) / width <= 25
    found = bin_ratings(ratings([{"rating": value} for value in rating]), width)
    assert found["n"].sum() == 400
    for low, n in zip(found["bin_low"], found["n"], strict=True):
        assert n == ((rating >= low) & (rating < low + width)).sum()


def test_a_value_on_an_edge_goes_up() -> None:
    found = bin_ratings(ratings([{"rating": value} for value in (0.3, 0.7, 1.0)]), 0.1)
    assert found["bin_low"].tolist() == [0.3, 0.7, 1.0]


def test_one_value_needs_one_bin() -> None:
    assert bin_width(np.full(3, 80.0)) == 1.0


def test_entropy_of_the_scale_in_use() -> None:
    assert entropy_bits(np.full(9, 80.2)) == 0.0
    shares = np.repeat([0.0, 1.0], [885, 115])
    assert entropy_bits(shares) == pytest.approx(entropy([0.885, 0.115], base=2))
