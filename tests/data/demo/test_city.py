"""The invented city against the numbers it was planned by."""

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data import demo, store
from data.demo.offices import AGENCIES, WARDS
from data.errors import StoreNotEmpty
from tests.data.demo.conftest import ACTOR, Rows


def test_the_organisation_is_the_real_one(rows: Rows) -> None:
    agencies = rows("agency")
    assert len(agencies) == 33  # 28 offices and 5 kecamatan
    assert (agencies["agency_kind"] == "district").sum() == 5
    units = rows("unit")
    wards = units[units["unit_kind"] == "ward"]
    assert wards.groupby("agency_code").size().to_dict() == {
        "KEC-1": 7, "KEC-2": 9, "KEC-3": 7, "KEC-4": 6, "KEC-5": 8,
    }  # fmt: skip
    assert sum(len(names.split(",")) for names in WARDS.values()) == 37
    kinds = units["unit_kind"].value_counts()
    assert kinds["school"] == 90 + 14
    assert kinds["health_centre"] == 8
    assert not units["name"].str.fullmatch(r"Bidang [IV]+").any()  # every bidang has its own name


def test_every_agency_has_its_people_at_the_beginning_and_at_the_end(rows: Rows) -> None:
    posts = rows("assignment")
    posts = posts[posts["assignment_kind"] == "definitive"].sort_values("effective_from")
    planned = {agency.code: agency.n_people for agency in AGENCIES}
    assert sum(planned.values()) == 5340
    # Whoever joined later counts where they joined.
    first = posts.drop_duplicates("employee_id", keep="first")
    assert first["agency_code"].value_counts().to_dict() == planned
    # Exchanges go one for one; only a few posts of leaders are filled from elsewhere.
    last = posts[posts["effective_to"].isna()]
    assert len(last) == 5340
    moved = last["agency_code"].value_counts().sub(pd.Series(planned)).abs()
    assert moved.max() <= 2


def test_every_nip_is_valid_and_recognisably_invented(rows: Rows) -> None:
    people = rows("employee").dropna(subset=["nip"])
    assert len(people) == people["nip"].nunique() == 5340
    for person in people.itertuples():
        nip = str(person.nip)
        assert len(nip) == 18
        assert nip.isdigit()
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
        assert pd.Timestamp(born) == pd.Timestamp(person.birth_date)
        started, month = int(nip[8:12]), int(nip[12:14])
        assert month == 21 if person.employment_type == "pppk" else 1 <= month <= 12
        assert 16 <= started - born.year <= 60
        assert started <= 2025
        assert nip[14] == ("2" if person.sex == "female" else "1")
        assert int(nip[15:]) >= 900


def test_workforce_has_the_planned_mix(rows: Rows) -> None:
    # Four standard deviations of a share over 5,340 people are at most 2.7 points.
    people = rows("employee").dropna(subset=["nip"])
    assert (people["sex"] == "female").mean() == pytest.approx(0.66, abs=0.03)
    assert (people["employment_type"] == "pppk").mean() == pytest.approx(0.24, abs=0.03)
    education = people["education"].value_counts(normalize=True)
    planned = {"SMA": 0.11, "D-III": 0.17, "S1": 0.60, "profesi": 0.04, "S2": 0.075}
    for school, share in planned.items():
        assert education[school] == pytest.approx(share, abs=0.04)


def test_posts_have_the_planned_classes_echelons_and_levels(rows: Rows) -> None:
    held = rows("assignment").merge(rows("position"), on="position_id")
    first = held[held["assignment_kind"] == "definitive"].sort_values("effective_from")
    first = first.drop_duplicates("employee_id")
    share = first["position_class"].value_counts(normalize=True)
    assert share["functional"] == pytest.approx(0.72, abs=0.02)
    assert share["general_staff"] == pytest.approx(0.18, abs=0.03)
    assert share["supervisor"] == pytest.approx(0.06, abs=0.005)
    assert share["administrator"] == pytest.approx(0.03, abs=0.01)
    assert share["executive"] == pytest.approx(0.006, abs=0.002)
    posts = rows("position")
    structural = posts["position_class"].isin(["executive", "administrator", "supervisor"])
    assert posts["echelon"].notna().equals(structural)
    functional = posts["position_class"] == "functional"
    assert posts["functional_level"].notna().equals(functional)
    echelons = posts[structural].groupby("position_class")["echelon"].unique()
    assert set(echelons["supervisor"]) == {"IV.a", "IV.b"}
    assert set(echelons["administrator"]) == {"III.a", "III.b"}
    assert set(echelons["executive"]) == {"II.a", "II.b"}
    assert posts["job_family"].nunique() > 15


@pytest.mark.parametrize("year", ["2023", "2024", "2025"])
def test_predicates_have_the_national_shares(judged: pd.DataFrame, year: str) -> None:
    of_year = judged[judged["period_code"] == year]
    shares = of_year["predicate"].value_counts(normalize=True)
    assert 0.08 <= shares["very_good"] <= 0.13
    assert 0.86 <= shares["good"] <= 0.92
    below = of_year["predicate"].isin(["needs_improvement", "poor", "very_poor"]).sum()
    assert 10 <= below <= 27
    by_type = (of_year["predicate"] == "very_good").groupby(of_year["employment_type"]).mean()
    assert 0.01 <= by_type["pns"] - by_type["pppk"] <= 0.04


def test_three_years_together_give_the_national_shares_of_pns(judged: pd.DataFrame) -> None:
    annual = judged[~judged["period_code"].str.contains("Q")]
    shares = annual.loc[annual["employment_type"] == "pns", "predicate"].value_counts(
        normalize=True
    )
    assert shares["very_good"] == pytest.approx(0.1127, abs=0.005)
    assert shares["good"] == pytest.approx(0.8846, abs=0.005)


def test_scores_carry_what_the_predicate_hides(rows: Rows) -> None:
    found = rows("appraisal")
    good = found[(found["predicate"] == "good") & (found["period_code"] == "2025-Q2")]
    assert found["score"].between(40, 100).all()
    assert good["score"].mean() == pytest.approx(86, abs=1)
    assert good["score"].std() > 4
    judged = found["predicate"].notna()
    assert found.loc[judged, "score"].mean() == pytest.approx(86, abs=0.5)
    assert found.loc[judged, "score"].std() == pytest.approx(6, abs=0.4)
    mean_item = rows("appraisal_item").groupby("appraisal_id")["level"].mean()
    assert found.set_index("appraisal_id")["score"].corr(mean_item) > 0.6


def test_annual_appraisals_are_due_in_january(rows: Rows) -> None:
    due = rows("period").set_index("period_code")["due_on"]
    assert pd.Timestamp(due["2024"]) == pd.Timestamp(2025, 1, 10)  # SE Kepala BKN 11/2023
    assert (
        pd.to_datetime(due)
        .gt(pd.to_datetime(rows("period").set_index("period_code")["ends_on"]))
        .all()
    )


def test_most_forms_are_filled_in_the_last_week(rows: Rows) -> None:
    found = rows("appraisal").merge(rows("period")[["period_code", "due_on", "ends_on"]])
    days_left = (found["due_on"] - found["set_on"]).dt.days
    assert days_left.between(0, 6).mean() == pytest.approx(0.55, abs=0.02)
    assert (found["set_on"] > found["ends_on"]).all()
    late = (days_left < 0).groupby(found["agency_code"]).mean()
    assert late[["SATPOL", "DKPP"]].min() > 0.4
    assert late.drop(["SATPOL", "DKPP"]).max() < 0.1


def test_two_agencies_are_incomplete_in_2025(rows: Rows, judged: pd.DataFrame) -> None:
    people = rows("headcount_summary").groupby(["period_code", "agency_code"])["n_employees"].sum()
    given = judged.groupby(["period_code", "agency_code"]).size()
    share = given / people
    assert share["2025"][["DISHUB", "KOPUKM"]].max() < 0.8
    assert share["2024"][["DISHUB", "KOPUKM"]].min() > 0.9
    assert share["2025"].drop(["DISHUB", "KOPUKM"]).min() > 0.9


def test_feedback_is_copied_where_it_was_planted(rows: Rows, truth: dict[str, Any]) -> None:
    found = rows("appraisal")
    assert found["feedback_text"].isna().mean() == pytest.approx(1 / 3, abs=0.02)
    planted = [unit["unit_id"] for unit in truth["planted_units"]["copied"]]
    n_texts = found.groupby("unit_id")["feedback_text"].nunique()
    assert (n_texts[planted] == 1).all()
    assert (n_texts.drop(planted) > 1).all()


@pytest.mark.parametrize("n_people", [300, 1000])
def test_smaller_cities_have_everybody_they_ask_for(n_people: int) -> None:
    small = demo.invent(3, n_people)
    assert len(small.people.unit) == n_people
    assert set(small.given.predicate) >= {"very_good", "good", "needs_improvement"}


def test_a_city_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 300"):
        demo.invent(1, 20)


@pytest.mark.long
def test_same_seed_same_store_and_only_into_an_empty_one(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        opened = store.Store(tmp_path / f"{name}.duckdb")
        demo.build(opened, ACTOR, employees=400)
        digest = hashlib.sha256()
        with opened._connection.cursor() as cursor:
            for table in ("employee", "assignment", "appraisal", "performance_target", "project"):
                frame = cursor.execute(f"from {table} order by all").df()
                digest.update(frame.to_csv(index=False).encode())
        digests.append(digest.hexdigest())
        assert opened.is_demo
        with pytest.raises(StoreNotEmpty):
            demo.build(opened, ACTOR, employees=400)
        opened.close()
    assert digests[0] == digests[1]
    assert demo.truth(demo.SEED, 400) == demo.truth(demo.SEED, 400)
    assert demo.truth(7, 400) != demo.truth(demo.SEED, 400)


def test_nothing_planted_stands_in_the_store(built: store.Store, truth: dict[str, Any]) -> None:
    filled: dict[str, list[str]] = {}
    with built._connection.cursor() as cursor:
        for (table,) in cursor.execute("select table_name from duckdb_tables()").fetchall():
            columns = cursor.execute(f"from {table} limit 1").df()
            if len(columns):
                filled[table] = list(columns)
    names = {name for columns in filled.values() for name in columns}
    assert {"score", "realised_value"} <= names
    assert not names & {"leniency", "theta", "quality", "planted", "drift", "halo"}
    # No number of the store is the truth of a person under another name.
    assert "rater_result" not in filled
    assert len(truth["theta_points"]) == 5340


def test_the_published_truth_is_that_of_the_default_city(truth: dict[str, Any]) -> None:
    published = Path(__file__).parents[3] / "docs" / "demo_truth.json"
    assert json.loads(published.read_text(encoding="utf-8")) == truth
    assert published.stat().st_size < 1_000_000
