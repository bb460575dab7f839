"""Who held which post when: stays, acting heads, rotations, promotions in rank."""

from typing import Any

import pandas as pd
import pytest

from tests.data.demo.conftest import Rows

STEPS = ["I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a",
         "IV/b", "IV/c", "IV/d"]  # fmt: skip


def definitive(rows: Rows) -> pd.DataFrame:
    found = rows("assignment")
    return found[found["assignment_kind"] == "definitive"]


def test_stays_of_a_person_follow_each_other_without_overlap(rows: Rows) -> None:
    stays = definitive(rows).sort_values(["employee_id", "effective_from"])
    same = stays["employee_id"].eq(stays["employee_id"].shift(-1))
    gap = stays["effective_from"].shift(-1) - stays["effective_to"]
    assert (gap[same] == pd.Timedelta(days=1)).all()
    assert stays.loc[~same, "effective_to"].isna().all()


def test_an_appraisal_has_the_post_unit_and_grade_of_its_time(rows: Rows) -> None:
    periods = rows("period")[["period_code", "ends_on"]]
    found = (
        rows("appraisal")
        .merge(periods)
        .merge(definitive(rows), on="employee_id", suffixes=("", "_held"))
    )
    at_the_end = (found["effective_from"] <= found["ends_on"]) & (
        found["effective_to"].isna() | (found["effective_to"] >= found["ends_on"])
    )
    found = found[at_the_end]
    assert len(found) == len(rows("appraisal"))
    for column in ("position_id", "unit_id", "agency_code", "grade"):
        assert (found[column] == found[f"{column}_held"]).all()
    posts = found.merge(rows("position"), on="position_id", suffixes=("", "_post"))
    # Whoever leads carries the class of the post, also after changing places.
    assert (posts["position_class"] == posts["position_class_post"]).all()
    assert (posts["job_family"] == posts["job_family_post"]).all()


def test_a_leading_post_is_held_by_one_person_at_a_time(rows: Rows) -> None:
    held = definitive(rows).merge(rows("position"), on="position_id")
    leading = held[held["title"].str.match("(Kepala|Camat|Lurah|Sekretaris|Direktur|Inspektur)")]
    for ends_on in rows("period")["ends_on"]:
        now = leading[
            (leading["effective_from"] <= ends_on)
            & (leading["effective_to"].isna() | (leading["effective_to"] >= ends_on))
        ]
        assert now["position_id"].is_unique
    assert leading["position_id"].nunique() > 500


def test_acting_heads_stand_in_the_people_master_and_rate_as_such(rows: Rows) -> None:
    acting = rows("assignment")
    acting = acting[acting["assignment_kind"] == "acting"]
    assert len(acting) > 40
    until = acting["effective_to"].fillna(pd.Timestamp(2025, 12, 31))
    months = (until - acting["effective_from"]).dt.days / 30.4
    assert months.between(2.5, 6.2).all()  # R12.3: three months, renewable once
    # Every acting appraisal is by somebody with an acting post on the period's last day.
    given = rows("appraisal")
    given = given[given["rater_role"] == "acting"].merge(rows("period")[["period_code", "ends_on"]])
    pairs = given.merge(acting, left_on="rater_id", right_on="employee_id")
    covered = pairs[
        (pairs["effective_from"] <= pairs["ends_on"])
        & (pairs["effective_to"].isna() | (pairs["effective_to"] >= pairs["ends_on"]))
    ]
    assert len(given) > 500
    assert set(given["appraisal_id"]) == set(covered["appraisal_id"])
    # While somebody stands in, nobody holds the post.
    holders = acting.merge(definitive(rows), on="position_id", suffixes=("", "_held"))
    holders = holders[holders["unit_id"] == holders["unit_id_held"]]
    ends = holders["effective_to"].fillna(pd.Timestamp(2026, 1, 1))
    ends_held = holders["effective_to_held"].fillna(pd.Timestamp(2026, 1, 1))
    overlap = (holders["effective_from_held"] <= ends) & (ends_held >= holders["effective_from"])
    assert not overlap.any()


def test_heads_of_several_agencies_change_every_year(rows: Rows) -> None:
    leads = definitive(rows).merge(rows("position"), on="position_id")
    leads = leads[(leads["position_class"] == "executive") & leads["title"].str.match("Kepala ")]
    begun = leads[leads["effective_from"] > pd.Timestamp(2023, 1, 1)]
    begun = begun.drop_duplicates(["employee_id", "position_id"])
    for year in (2023, 2024, 2025):
        assert (
            3 <= begun.loc[begun["effective_from"].dt.year == year, "position_id"].nunique() <= 12
        )


def test_rotations_of_the_truth_are_in_the_people_master(rows: Rows, truth: dict[str, Any]) -> None:
    posts = definitive(rows).merge(rows("position"), on="position_id")
    assert len(truth["rotations"]) >= 60
    for rotation in truth["rotations"]:
        year, quarter = int(rotation["quarter"][:4]), int(rotation["quarter"][-1])
        day = pd.Timestamp(year, 3 * quarter - 2, 1)
        begun = posts[posts["title"].isin(rotation["posts"]) & (posts["effective_from"] == day)]
        assert set(begun["title"]) == set(rotation["posts"])


def test_grades_rise_one_step_in_april_or_october_about_every_four_years(rows: Rows) -> None:
    held = definitive(rows).merge(rows("employee"), on="employee_id").sort_values("effective_from")
    grouped = held.groupby("employee_id")
    held = held.assign(before=grouped["grade"].shift(), since_before=grouped["grade_since"].shift())
    changed = held[held["before"].notna() & (held["before"] != held["grade"])]
    assert len(changed) > 1500
    assert (changed["employment_type"] == "pns").all()
    steps = changed["grade"].map(STEPS.index) - changed["before"].map(STEPS.index)
    assert (steps == 1).all()
    assert set(changed["effective_from"].dt.month) == {4, 10}
    assert (changed["grade_since"] == changed["effective_from"]).all()
    waited = (changed["grade_since"] - changed["since_before"]).dt.days / 365.25
    assert waited.between(3.9, 8.1).all()
    assert waited.median() == pytest.approx(4.5, abs=0.51)


def test_the_superior_of_a_post_is_who_rates_in_it(rows: Rows) -> None:
    now = definitive(rows)
    now = now[now["effective_to"].isna()].set_index("employee_id")["superior_id"]
    given = rows("appraisal")
    last = given[
        (given["period_code"] == "2025-Q4") & given["rater_role"].isin(["superior", "acting"])
    ]
    last = last.set_index("employee_id")["rater_id"]
    assert len(last) > 5200
    assert (now.loc[last.index] == last).all()


def test_nobody_rates_themselves_and_only_superiors_give_a_predicate(rows: Rows) -> None:
    found = rows("appraisal")
    assert (found["employee_id"] != found["rater_id"]).all()
    judges = found["rater_role"].isin(["superior", "acting"])
    for column in ("predicate", "work_result", "behaviour"):
        assert found[column].notna().equals(judges)


def test_nobody_is_rated_before_the_appointment(rows: Rows) -> None:
    found = rows("appraisal").merge(rows("period")[["period_code", "ends_on"]])
    nips = rows("employee").set_index("employee_id")["nip"].dropna()
    month = nips.str[12:14].where(nips.str[12:14] < "13", "01")
    appointed = pd.to_datetime(nips.str[8:12] + month, format="%Y%m")
    assert (found["employee_id"].map(appointed) <= found["ends_on"]).all()
    first = found.groupby("employee_id")["ends_on"].min()
    assert (first == pd.Timestamp(2024, 6, 30)).sum() == pytest.approx(230, abs=45)
