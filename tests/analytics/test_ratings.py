"""What a table of ratings may hold, and what becomes of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.errors import InvalidColumn, InvalidRatings, MissingColumns, TooLittleData
from analytics.ratings import Columns, first_home, prepare

BARE = Columns("employee", "rater", score="score")


def table(**columns: object) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_ids_are_text_whatever_they_were() -> None:
    numbers = table(employee=[3, 20, 3], rater=[1.0, None, 2.0], score=[80, 81, 82])
    read = prepare(numbers, BARE)
    assert read.employees.tolist() == ["3"]
    assert read.raters.tolist() == ["1", "2"]
    assert read.notes[0] == "1 rows without a rater were left out"
    texts = prepare(table(employee=["007", "7"], rater=["a", "a"], score=[1.0, 2.0]), BARE)
    assert texts.employees.tolist() == ["007", "7"]


def test_scores_may_be_text_with_a_decimal_comma() -> None:
    read = prepare(
        table(employee=["a", "b", "c"], rater=list("rrs"), score=["87,5", "90", ""]), BARE
    )
    assert read.rating.tolist() == [87.5, 90]
    assert "1 rows without a score were left out" in read.notes


@pytest.mark.parametrize(
    ("score", "kind", "named"),
    [
        (["90", "high"], InvalidColumn, "'high' in row 2"),
        (["87,5", "?"], InvalidColumn, r"'\?' in row 2"),
        (["Sangat Baik", "Excellent"], InvalidRatings, "excellent"),
    ],
)
def test_other_text_is_refused_with_its_value(
    score: list[str], kind: type[Exception], named: str
) -> None:
    with pytest.raises(kind, match=named):
        prepare(table(employee=["a", "b"], rater=["r", "r"], score=score), BARE)


def test_predicates_are_read_by_their_synonyms_and_codes_are_not() -> None:
    words = ["SANGAT BAIK", "very_good", "Baik", "Cukup/Butuh Perbaikan", "Misconduct"]
    read = prepare(table(employee=list("abcde"), rater=list("rrrss"), score=words), BARE)
    assert read.is_predicate
    assert read.rating.tolist() == [1, 1, 0, 0, 0]
    assert read.smallest == 0.05
    codes = prepare(table(employee=list("abcde"), rater=list("rrrss"), score=[1, 2, 3, 4, 5]), BARE)
    assert not codes.is_predicate


def test_acting_is_a_superior_and_self_is_left_out() -> None:
    frame = table(
        employee=list("aabb"), rater=list("xyxb"), score=[1, 2, 3, 4],
        type=["superior", "Acting", "peer", "self"],
    )  # fmt: skip
    read = prepare(frame, Columns("employee", "rater", score="score", rater_type="type"))
    assert read.raters.tolist() == ["x", "y", "x"]  # x is two elements: superior and peer
    assert read.rater_type.tolist() == [0, 0, 1]
    assert read.acting is not None
    assert read.acting.tolist() == [False, True, False]
    assert "1 self ratings were left out" in read.notes
    with pytest.raises(InvalidRatings, match="boss"):
        prepare(
            frame.assign(type="boss"),
            Columns("employee", "rater", score="score", rater_type="type"),
        )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([10, 9, 2], ("2", "9", "10")),
        (["2024-10", "2024-02", "2023-12"], ("2023-12", "2024-02", "2024-10")),
        (["2024-Q2", "2024-Q1", "2023-Q4"], ("2023-Q4", "2024-Q1", "2024-Q2")),
        (["late", "early", "mid"], ("early", "late", "mid")),
        ([2024.0, 2022.0, 2023.0], ("2022", "2023", "2024")),
    ],
)
def test_periods_stand_in_the_order_of_time(given: list[object], expected: tuple[str, ...]) -> None:
    frame = table(employee=list("abc"), rater=list("rrr"), score=[1, 2, 3], when=given)
    read = prepare(frame, Columns("employee", "rater", score="score", period="when"))
    assert read.periods == expected


def test_dates_finer_than_ratings_allow_are_gathered() -> None:
    when = pd.date_range("2023-01-01", periods=100, freq="3D")
    frame = table(
        employee=np.arange(100), rater=np.arange(100) % 4, score=np.arange(100), when=when
    )
    read = prepare(frame, Columns("employee", "rater", score="score", period="when"))
    assert read.periods == tuple(f"2023-{m:02d}" for m in range(1, 11))
    assert "100 dates in 'when' were gathered to months" in read.notes


def test_home_is_first_seen_then_most_ratings_then_smallest() -> None:
    employee = np.array([0, 0, 0, 0, 1, 1, 1, 2, 2])
    period = np.array([1, 0, 0, 1, 0, 0, 0, 0, 0])
    unit = np.array([0, 2, 1, 0, 1, 2, 2, 3, 1])
    home = first_home(employee, unit, period, 4)
    # 0: period 0 has units 1 and 2 once each; 1: unit 2 twice; 2: tie; 3: no row
    assert home.tolist() == [1, 2, 1, -1]


def test_home_without_units_is_the_first_rater_and_without_periods_there_is_none() -> None:
    frame = table(employee=list("aabb"), rater=list("xyyy"), score=[1, 2, 3, 4], when=[2, 1, 1, 2])
    read = prepare(frame, Columns("employee", "rater", score="score", period="when"))
    assert read.home_unit is not None
    assert read.units[read.home_unit].tolist() == ["y", "y"]
    without = prepare(frame, BARE)
    assert without.home_unit is None
    assert any("strong or weak team counts as leniency" in note for note in without.notes)


def test_an_unknown_home_is_a_unit_of_its_own() -> None:
    frame = table(
        employee=list("abcd"), rater=list("xxyy"), score=[1, 2, 3, 4], unit=["u", None, "", "u"]
    )
    read = prepare(frame, Columns("employee", "rater", score="score", home_unit="unit"))
    assert read.home_unit is not None
    assert read.units[read.home_unit].tolist() == ["u", "", "", "u"]
    assert read.home_unit[1] != read.home_unit[2]
    assert read.n_units == 1


@pytest.mark.parametrize(
    ("score", "smallest"),
    [
        ([1, 3, 5], 0.5),
        ([0, 4, 10], 0.5),
        ([60.5, 80, 100], 4),
        ([81, 85, 88], 4),
        ([0, 60, 120], 4),
        ([-3, 1, 3], 0.5),
    ],
)
def test_the_smallest_difference_follows_the_scale(score: list[float], smallest: float) -> None:
    read = prepare(table(employee=list("abc"), rater=list("rrs"), score=score), BARE)
    assert read.smallest == smallest


@pytest.mark.parametrize("score", [[-30.5, 0, 5], [0, 500, 900], [0.1, 0.2, 0.3]])
def test_on_other_scales_it_waits_for_the_residual(score: list[float]) -> None:
    read = prepare(table(employee=list("abc"), rater=list("rrs"), score=score), BARE)
    assert np.isnan(read.smallest)
    assert (
        prepare(
            table(employee=list("abc"), rater=list("rrs"), score=score), BARE, smallest=2
        ).smallest
        == 2
    )


def test_items_enter_as_their_mean_over_those_given() -> None:
    frame = table(employee=list("abc"), rater=list("rrs"), i=[1, 2, None], j=[3, None, None])
    read = prepare(frame, Columns("employee", "rater", items=("i", "j")))
    assert read.rating.tolist() == [2, 2]
    assert read.item_names == ("i", "j")
    assert read.items is not None
    assert read.items.shape == (2, 2)
    assert read.smallest == 0.5  # the items have whole steps, their means do not


def test_labels_become_columns_against_the_first() -> None:
    frame = table(
        employee=list("abcd"), rater=list("rrss"), score=[1, 2, 3, 4],
        grade=["III", "II", None, "IV"], age=[30, 40, 50, 60], sex=["f", "m", "m", None],
    )  # fmt: skip
    columns = Columns("employee", "rater", score="score", covariates=("grade", "age"), group="sex")
    read = prepare(frame, columns)
    assert read.covariate_names == ("grade=missing", "grade=III", "grade=IV", "age")
    assert read.covariates is not None
    assert read.covariates[:, 1].tolist() == [1, 0, 0, 0]
    assert read.groups == ("f", "m")
    assert read.group is not None
    assert read.group.tolist() == [0, 1, 1, -1]


def test_rows_come_in_one_order_whatever_the_file() -> None:
    frame = table(employee=list("baab"), rater=list("xxyy"), score=[1.0, 2.0, 3.0, 4.0])
    one, two = prepare(frame, BARE), prepare(frame.iloc[::-1], BARE)
    assert (one.rating == two.rating).all()
    assert (one.employee == two.employee).all()
    assert one.rating.tolist() == [2, 3, 1, 4]


def test_what_is_missing_is_named() -> None:
    frame = table(employee=["a"], rater=["r"], score=[1.0])
    with pytest.raises(MissingColumns, match="when"):
        prepare(frame, Columns("employee", "rater", score="score", period="when"))
    with pytest.raises(TooLittleData, match="No row"):
        prepare(frame.assign(score=None), BARE)
    with pytest.raises(InvalidColumn, match="infinite score in row 1"):
        prepare(frame.assign(score=np.inf), BARE)
