"""Which number of an appraisal enters the model, which periods, which home unit."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analytics.errors import TooLittleData
from analytics.response import choose_periods, choose_response, home_units

ITEMS = ("loyal", "adaptive")
END = {
    "2023": dt.date(2023, 12, 31), "2024": dt.date(2024, 12, 31),
    "2024-Q1": dt.date(2024, 3, 31), "2024-Q4": dt.date(2024, 12, 31),
}  # fmt: skip


def appraisals(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Fill in what a row does not say."""
    usual: dict[str, object] = {
        "employee_id": 1, "rater_id": 9, "rater_role": "superior", "period_code": "2024",
        "agency_code": "DINKES", "unit_id": 1, "position_class": "functional",
        "grade_group": "III", "work_result": None, "behaviour": None, "score": np.nan,
        "score_scale": np.nan, "predicate": None, "loyal": np.nan, "adaptive": np.nan,
    }  # fmt: skip
    frame = pd.DataFrame([{**usual, **row} for row in rows])
    code = frame["period_code"]
    kind = np.where(
        code.str.len() == 4, "year", np.where(code.str.contains("Q"), "quarter", "month")
    )
    return frame.assign(
        kind=kind, year=code.str[:4].astype(int), ends_on=pd.to_datetime(code.map(END))
    )


def test_a_score_that_nine_of_ten_have_is_the_response() -> None:
    rows = [{"score": 80.0, "score_scale": 100, "predicate": "good"}] * 9 + [{"predicate": "good"}]
    chosen = choose_response(appraisals(rows), ITEMS)
    assert (chosen.name, chosen.unit) == ("score", "points")
    assert chosen.rating.notna().sum() == 9


def test_with_fewer_scores_the_predicate_is() -> None:
    rows = [{"score": 80.0, "score_scale": 100, "predicate": "good"}] * 8
    chosen = choose_response(appraisals([*rows, *[{"predicate": "good"}] * 2]), ITEMS)
    assert (chosen.name, chosen.unit) == ("predicate", "share")
    assert set(chosen.rating) == {"good"}


def test_monthly_scores_of_few_people_do_not_go_before_the_recap_of_all() -> None:
    monthly = [
        {"employee_id": n % 4, "score": 80.0, "score_scale": 100, "period_code": f"2024-0{m}"}
        for n in range(4)
        for m in (7, 8, 9)
    ]
    recap = [{"employee_id": n, "work_result": "meets", "behaviour": "meets"} for n in range(10)]
    chosen = choose_response(appraisals([*monthly, *recap]), ITEMS)
    assert chosen.name == "items"
    assert chosen.rating.notna().sum() == 10


def test_scores_of_another_scale_are_left_out_and_said() -> None:
    rows = [{"score": 80.0, "score_scale": 100}] * 19 + [{"score": 110.0, "score_scale": 120}]
    chosen = choose_response(appraisals(rows), ITEMS)
    assert chosen.rating.isna().sum() == 1
    assert any("scores on another scale than 0–100, left out: 1" in note for note in chosen.notes)


def test_levels_become_points_of_a_hundred() -> None:
    """Half the work result and half the mean of the items; by hand."""
    rows = [
        {"work_result": "above", "loyal": 0.5, "adaptive": 1.0, "behaviour": "below"},
        {"work_result": "meets", "behaviour": "above"},
        {"work_result": "below", "behaviour": "below"},
        {"loyal": 0.25, "rater_role": "peer"},
    ]
    chosen = choose_response(appraisals(rows), ITEMS)
    assert (chosen.name, chosen.unit) == ("items", "points")
    assert chosen.rating.tolist() == [87.5, 75.0, 0.0, 25.0]


def test_further_raters_who_give_no_predicate_do_not_decide() -> None:
    rows = [{"predicate": "good"}] * 2 + [{"rater_role": "peer", "score": 80.0}] * 8
    assert choose_response(appraisals(rows), ITEMS).name == "predicate"


def test_nothing_rated_is_said() -> None:
    with pytest.raises(TooLittleData, match="score, levels or a predicate"):
        choose_response(appraisals([{}]), ITEMS)


def test_quarters_go_before_the_year_they_make() -> None:
    rows = [
        {"employee_id": person, "period_code": code, "score": 80.0}
        for person in (1, 2, 3)
        for code in ("2024-Q1", "2024-Q4", "2024")
    ]
    rows.append({"employee_id": 4, "period_code": "2024", "score": 80.0})
    frame = appraisals(rows)
    chosen = choose_periods(frame, np.ones(len(frame), dtype=bool))
    assert chosen.kind == "quarter"
    assert set(frame.loc[chosen.kept, "period_code"]) == {"2024-Q1", "2024-Q4"}
    assert chosen.notes == (
        "superior: ratings by the quarter",
        "superior: left out because they cover the same work: 4",
        "superior: people without any rating by the quarter: 1",
    )


def test_quarters_of_a_minority_do_not_go_before_the_year() -> None:
    rows = [{"employee_id": person, "period_code": "2024"} for person in range(5)]
    rows += [{"employee_id": person, "period_code": "2024-Q1"} for person in range(2)]
    frame = appraisals(rows)
    assert choose_periods(frame, np.ones(len(frame), dtype=bool)).kind == "year"


def test_peers_who_rate_by_the_year_stand_in_its_last_quarter() -> None:
    rows: list[dict[str, object]] = [{"period_code": "2024-Q1"}, {"period_code": "2024-Q4"}]
    rows.append({"period_code": "2024", "rater_role": "peer", "rater_id": 8})
    frame = appraisals(rows)
    chosen = choose_periods(frame, np.ones(len(frame), dtype=bool))
    assert chosen.kept.all()
    assert chosen.label.tolist() == ["2024-Q1", "2024-Q4", "2024-Q4"]


def test_a_row_without_a_response_is_not_used() -> None:
    frame = appraisals([{"period_code": "2024"}, {"period_code": "2024-Q1"}])
    chosen = choose_periods(frame, np.array([True, False]))
    assert chosen.kind == "year"
    assert chosen.kept.tolist() == [True, False]


def test_home_is_where_a_person_was_first_seen() -> None:
    rows: list[dict[str, object]] = [
        {"period_code": "2024", "unit_id": 2}, {"period_code": "2023", "unit_id": 1}
    ]  # fmt: skip
    assert home_units(appraisals(rows)).tolist() == ["unit:1", "unit:1"]


@pytest.mark.parametrize("change", [{"position_class": "supervisor"}, {"grade_group": "IV"}])
def test_a_promotion_sets_the_home_anew(change: dict[str, object]) -> None:
    rows = [
        {"period_code": "2023", "unit_id": 1},
        {"period_code": "2024-Q1", "unit_id": 2, **change},
        {"period_code": "2024", "unit_id": 3, **change},
    ]
    assert set(home_units(appraisals(rows))) == {"unit:2"}


def test_a_grade_that_becomes_known_is_no_promotion() -> None:
    rows: list[dict[str, object]] = [
        {"period_code": "2023", "unit_id": 1, "grade_group": None},
        {"period_code": "2024", "unit_id": 2},
    ]
    assert set(home_units(appraisals(rows))) == {"unit:1"}


def test_without_a_unit_the_agency_is_the_home() -> None:
    rows: list[dict[str, object]] = [
        {"unit_id": None}, {"employee_id": 2, "unit_id": None, "agency_code": None}
    ]  # fmt: skip
    found = home_units(appraisals(rows))
    assert found.iloc[0] == "agency:DINKES"
    assert pd.isna(found.iloc[1])
