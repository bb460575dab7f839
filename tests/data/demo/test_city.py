"""The invented city against the numbers it was planned by, and against itself."""

import hashlib
import json
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import demo, store
from data.demo.offices import AGENCIES, WARDS
from data.errors import StoreNotEmpty

ACTOR = store.Actor("test", "command")


@pytest.fixture(scope="module")
def city() -> demo.City:
    return demo.invent(demo.SEED)


@pytest.fixture(scope="module")
def tables(city: demo.City) -> dict[str, pd.DataFrame]:
    return demo._tables(city)


def test_the_organisation_is_the_real_one(tables: dict[str, pd.DataFrame]) -> None:
    agencies = tables["agency"]
    assert len(agencies) == 33  # 28 offices and 5 kecamatan
    assert (agencies["agency_kind"] == "district").sum() == 5
    wards = tables["unit"][tables["unit"]["unit_kind"] == "ward"]
    assert len(wards) == 37
    assert wards.groupby("agency_code").size().to_dict() == {
        "KEC-1": 7, "KEC-2": 9, "KEC-3": 7, "KEC-4": 6, "KEC-5": 8,
    }  # fmt: skip
    assert sum(len(names.split(",")) for names in WARDS.values()) == 37


def test_every_agency_has_its_people(city: demo.City) -> None:
    at_home = np.bincount(city.people.agency[:, 0], minlength=len(AGENCIES))
    assert at_home.tolist() == [agency.n_people for agency in AGENCIES]
    assert at_home.sum() == 5340


def test_every_nip_is_valid_and_recognisably_invented(city: demo.City) -> None:
    people = city.people
    assert len(set(people.nip)) == len(people.nip)
    for nip, woman, contract in zip(people.nip, people.is_woman, people.is_pppk, strict=True):
        assert len(nip) == 18
        assert nip.isdigit()
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
        started, month = int(nip[8:12]), int(nip[12:14])
        assert month == 21 if contract else 1 <= month <= 12
        assert 16 <= started - born.year <= 60
        assert started <= 2025
        assert nip[14] == ("2" if woman else "1")
        assert int(nip[15:]) >= 900


def test_workforce_has_the_planned_mix(city: demo.City) -> None:
    # Four standard deviations of a share over 5,340 people are at most 2.7 points.
    people = city.people
    assert people.is_woman.mean() == pytest.approx(0.66, abs=0.035)
    assert people.is_pppk.mean() == pytest.approx(0.24, abs=0.03)
    functional = (people.position_class == "functional").mean()
    assert functional == pytest.approx(0.72, abs=0.08)


@pytest.mark.parametrize("year", ["2023", "2024", "2025"])
def test_predicates_have_the_national_shares(tables: dict[str, pd.DataFrame], year: str) -> None:
    rows = tables["appraisal"]
    of_year = rows[(rows["period_code"] == year) & rows["rater_role"].isin(["superior", "acting"])]
    shares = of_year["predicate"].value_counts(normalize=True)
    assert 0.08 <= shares["very_good"] <= 0.13
    assert 0.86 <= shares["good"] <= 0.92
    below = of_year["predicate"].isin(["needs_improvement", "poor", "very_poor"]).sum()
    assert 10 <= below <= 27
    by_type = (of_year["predicate"] == "very_good").groupby(of_year["employment_type"]).mean()
    assert 0.01 <= by_type["pns"] - by_type["pppk"] <= 0.04


def test_scores_carry_what_the_predicate_hides(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["appraisal"]
    good = rows[(rows["predicate"] == "good") & (rows["period_code"] == "2025-Q2")]
    assert rows["score"].between(40, 100).all()
    assert good["score"].mean() == pytest.approx(86, abs=1)
    assert good["score"].std() > 4
    items = tables["appraisal_item"]
    mean_item = items.groupby("appraisal_id")["level"].mean()
    together = rows.set_index("appraisal_id")["score"].corr(mean_item)
    assert together > 0.6


def test_nobody_rates_themselves_and_acting_raters_exist(
    tables: dict[str, pd.DataFrame],
) -> None:
    rows = tables["appraisal"]
    assert (rows["employee_id"] != rows["rater_id"]).all()
    assert (rows["rater_role"] == "acting").sum() > 100
    assert set(rows["rater_role"]) == {"superior", "acting", "peer", "project_lead"}


def test_only_superiors_give_a_predicate(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["appraisal"]
    judges = rows["rater_role"].isin(["superior", "acting"])
    for column in ("predicate", "work_result", "behaviour"):
        assert rows[column].notna().equals(judges)


def test_planted_raters_share_people_with_other_raters(
    city: demo.City, tables: dict[str, pd.DataFrame]
) -> None:
    rows = tables["appraisal"]
    judged = rows[rows["rater_role"].isin(["superior", "acting"])]
    pairs = judged[["employee_id", "rater_id"]].drop_duplicates()
    shared = pairs[pairs.groupby("employee_id")["rater_id"].transform("size") > 1]
    n_linking = shared.groupby("rater_id").size()
    kinds = city.plan.kinds
    for name in ("strict", "lenient", "central", "halo", "drift"):
        heads = city.people.employee_id[city.people.head[kinds[name], 0]]
        # Five linking people are what an analysis needs to tell a rater from a team.
        assert n_linking.reindex(heads).min() >= 5


def test_nobody_is_rated_before_the_appointment(
    city: demo.City, tables: dict[str, pd.DataFrame]
) -> None:
    periods = tables["period"].set_index("period_code")["ends_on"]
    appointed = pd.Series(
        [f"{nip[8:12]}-{nip[12:14] if nip[12:14] < '13' else '01'}" for nip in city.people.nip],
        index=city.people.employee_id,
    )
    rows = tables["appraisal"]
    until = rows["period_code"].map({code: f"{day:%Y-%m}" for code, day in periods.items()})
    assert (rows["employee_id"].map(appointed) <= until).all()


def test_a_post_has_the_class_of_its_holders(tables: dict[str, pd.DataFrame]) -> None:
    rows = tables["appraisal"].merge(tables["position"], on="position_id", suffixes=("", "_post"))
    # Heads who changed places keep the class they had, which is the other's in a few cases.
    assert (rows["position_class"] == rows["position_class_post"]).mean() > 0.99


def test_stays_of_a_person_follow_each_other_without_overlap(
    tables: dict[str, pd.DataFrame],
) -> None:
    stays = tables["assignment"].sort_values(["employee_id", "effective_from"])
    same = stays["employee_id"].eq(stays["employee_id"].shift(-1))
    ends = pd.to_datetime(stays["effective_to"])
    begins = pd.to_datetime(stays["effective_from"]).shift(-1)
    assert ((begins - ends)[same] == pd.Timedelta(days=1)).all()
    assert ends[~same].isna().all()


def test_planted_raters_differ_by_hand_count(city: demo.City) -> None:
    people, given = city.people, city.given
    superior = np.isin(given.role, ["superior", "acting"])
    quarterly = np.array(["Q" in code for code in given.period])
    mean = given.score[superior & quarterly].mean()

    def gap(units: list[int]) -> float:
        heads = people.head[units, 0]
        rows = superior & quarterly & np.isin(given.rater, heads)
        own = np.isin(people.unit[given.person, given.quarter], units)
        return float(given.score[rows & own].mean() - mean)

    kinds = city.plan.kinds
    assert gap(kinds["strict"]) == pytest.approx(-7, abs=2)
    assert gap(kinds["lenient"]) == pytest.approx(7, abs=2)
    # The trap: the team's mean moves as much although the rater is fair.
    assert gap(kinds["strong_team"]) == pytest.approx(6, abs=2)
    assert gap(kinds["weak_team"]) == pytest.approx(-6, abs=2)
    assert (city.plan.leniency[people.head[kinds["strong_team"], 0]] == 0).all()


def test_planted_units_do_not_share_an_effect(city: demo.City) -> None:
    units = [unit for members in city.plan.kinds.values() for unit in members]
    assert len(units) == len(set(units))
    assert all(len(members) == 6 for members in city.plan.kinds.values())


def test_low_results_are_planted_where_ratings_are_high(
    tables: dict[str, pd.DataFrame],
) -> None:
    goals = tables["performance_target"].dropna(subset=["realised_value"])
    reached = np.where(
        goals["target_direction"] == "at_most",
        goals["realised_value"] <= goals["target_value"],
        goals["realised_value"] >= goals["target_value"],
    )
    share = pd.Series(reached).groupby(goals["agency_code"].to_numpy()).mean()
    assert share[["NAKER", "DISPAR"]].max() < 0.65
    assert share.drop(["NAKER", "DISPAR"]).mean() == pytest.approx(0.8, abs=0.02)


def test_every_agency_has_a_predicate_in_every_period(city: demo.City) -> None:
    results = city.results
    assert not results.duplicated(["agency_code", "period_code"]).any()
    assert len(results) == len(AGENCIES) * 15
    of_years = results["period_code"].str.len() == 4
    assert results["satisfaction_index"].notna().equals(of_years)


def test_projects_of_a_year_have_every_planted_kind(city: demo.City) -> None:
    projects = city.projects
    assert len(projects) == 3 * 14
    kinds = projects["planted"].value_counts()
    assert kinds[["stalled", "late", "excellent", "failed_test"]].to_dict() == {
        "stalled": 3, "late": 6, "excellent": 3, "failed_test": 6,
    }  # fmt: skip
    stalled = projects["planted"] == "stalled"
    assert projects.loc[stalled, "real_end"].isna().all()
    assert projects.loc[~stalled, "real_end"].notna().all()


@pytest.mark.parametrize("n_people", [300, 1000])
def test_smaller_cities_have_everybody_they_ask_for(n_people: int) -> None:
    small = demo.invent(3, n_people)
    assert len(small.people.nip) == n_people
    assert set(small.given.predicate) >= {"very_good", "good", "needs_improvement"}


def test_a_city_too_small_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 300"):
        demo.invent(1, 20)


def test_same_seed_same_store_and_only_into_an_empty_one(tmp_path: Path) -> None:
    digests = []
    for name in ("one", "two"):
        opened = store.open_store(tmp_path / f"{name}.duckdb", create=True)
        demo.build(opened, ACTOR, employees=400)
        frames = [opened.frame(f"demo/all_{table}") for table in ("appraisal", "employee")]
        text = "".join(frame.to_csv(index=False) for frame in frames)
        digests.append(hashlib.sha256(text.encode()).hexdigest())
        assert opened.is_demo
        with pytest.raises(StoreNotEmpty):
            demo.build(opened, ACTOR, employees=400)
    assert digests[0] == digests[1]
    assert demo.truth(demo.SEED, 400) == demo.truth(demo.SEED, 400)
    assert demo.truth(7, 400) != demo.truth(demo.SEED, 400)


def test_nothing_planted_stands_in_the_store(tmp_path: Path) -> None:
    opened = store.open_store(tmp_path / "city.duckdb", create=True)
    demo.build(opened, ACTOR, employees=300)
    columns = set(opened.frame("demo/all_appraisal").columns)
    assert not columns & {"leniency", "theta", "quality", "planted"}


def test_the_published_truth_is_that_of_the_default_city() -> None:
    published = Path(__file__).parents[3] / "docs" / "demo_truth.json"
    assert json.loads(published.read_text(encoding="utf-8")) == demo.truth()


def test_the_superior_of_a_post_is_who_rates_in_it(tables: dict[str, pd.DataFrame]) -> None:
    stays = tables["assignment"]
    now = stays[stays["effective_to"].isna()].set_index("employee_id")["superior_id"]
    last = tables["appraisal"][
        (tables["appraisal"]["period_code"] == "2025-Q4")
        & (tables["appraisal"]["rater_role"] == "superior")
    ].set_index("employee_id")["rater_id"]
    assert (now.loc[last.index] == last).all()
