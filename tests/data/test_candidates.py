"""What is known of candidates, counted by hand on a handful of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import analysis, reads, store
from data.errors import AccessDenied
from data.scope import Filters, Scope
from data.store import Store
from tests.data import found
from tests.data.career_people import EVALUATOR, HEAD, NAMED, ON, tables
from tests.data.ten_people import CITY, TEST_ACTOR, seed
from tests.data.ten_people import EVALUATOR as EVALUATOR_OF_TEN

ANY = Filters()
NOTHING = "general_staff:0;functional:0;functional_MA:0;supervisor:0;administrator:0;executive:0"


@pytest.fixture(scope="module")
def _careers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("careers") / "careers.duckdb"
    opened = seed(store.open_store(path, create=True), tables())
    yield opened
    opened.close()


@pytest.fixture
def careers(_careers: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("TIMBANG_DB", str(_careers.path))
    return _careers


def people(scope: Scope = NAMED, filters: Filters = ANY, **asked: object) -> pd.DataFrame:
    asked = {"on": ON, **asked}
    return reads.people_to_judge(scope, filters, **asked).set_index("employee")  # type: ignore[arg-type]


def given(row: pd.Series, *names: str) -> list[object]:
    """Return values with None for what is unknown, and days as dates."""
    found = [None if pd.isna(row[name]) else row[name] for name in names]
    return [each.date() if isinstance(each, pd.Timestamp) else each for each in found]


# -- who and where -----------------------------------------------------------------------------


def test_everybody_in_a_definitive_post_is_there_and_who_has_none_by_the_last_result(
    careers: Store,
) -> None:
    table = people()
    # 5 left and has not begun again; 6 has no post on record
    assert sorted(table.index) == [1, 2, 3, 4, 6]
    place = table[["agency_code", "unit_name", "position_title"]].T.to_dict("list")
    assert place[1] == ["DINKES", "Puskesmas Contoh", "Perawat Ahli Muda"]
    assert place[2][0] == "DINKES"  # not where she only stands in
    assert place[6] == ["DINKES", "Puskesmas Contoh", "Analis"]
    assert given(table.loc[6], "grade", "grade_since", "position_since") == ["IV/a", None, None]
    assert 5 in people(on=date(2025, 12, 31)).index
    assert people(on=date(2026, 6, 1)).loc[5, "position_title"] == "Analis"
    assert people(on=date(2025, 6, 1)).loc[6, "agency_code"] == "DISDIK"


def test_posts_are_told_by_the_codes_of_the_rules(careers: Store) -> None:
    table = people()
    columns = ("position_class", "functional_level", "functional_level_since", "echelon")
    assert given(table.loc[1], *columns) == ["functional", "MU", date(2018, 1, 1), None]
    assert given(table.loc[2], *columns) == ["functional", "PT", date(2024, 3, 1), None]
    assert given(table.loc[3], *columns) == ["supervisor", None, None, "IV.a"]
    assert given(table.loc[4], *columns) == ["administrator", None, None, "III.b"]
    assert given(table.loc[6], *columns) == ["functional", "MA", None, None]
    assert given(table.loc[1], "grade", "grade_since", "position_since", "sex", "birth_date") == [
        "III/c", date(2022, 4, 1), date(2018, 1, 1), "male", date(1980, 1, 1)
    ]  # fmt: skip
    assert table["education"].where(table["education"].notna(), None).to_dict() == {
        1: "S1", 2: "D-III", 3: "SMA", 4: "S2", 6: "profesi"
    }  # fmt: skip
    assert people(on=date(2025, 12, 1)).loc[5, "education"] is np.nan  # no school level in it
    assert table["vacancy"].isna().all()


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("S.3", "S3"), ("Doktor", "S3"), ("S-2 Hukum", "S2"), ("Magister Manajemen", "S2"),
        ("Dokter", "profesi"), ("Ners", "profesi"), ("D4", "D-IV"), ("DIV Kebidanan", "D-IV"),
        ("Diploma IV", "D-IV"), ("D.III", "D-III"), ("Sarjana Muda", "D-III"), ("AMd Keb", "D-III"),
        ("D2 PGSD", "D-II"), ("Diploma II", "D-II"), ("D-I", "D-I"), ("Diploma 1", "D-I"),
        ("S1/Sarjana", "S1"), ("Strata 1", "S1"), ("Sarjana Ekonomi", "S1"), ("SLTA", "SMA"),
        ("SMK Farmasi", "SMA"), ("MA", "SMA"), ("SLTP", "SMP"), ("MTs", "SMP"),
        ("SMP Kejuruan", "SMP kejuruan"), ("Sekolah Dasar", "SD"), ("sd", "SD"), ("-", None),
        ("Akuntansi", None), ("Madrasah", None),
    ],
)  # fmt: skip
def test_schools_are_read_as_offices_write_them(
    written: str, level: str | None, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tables()
    rows = content["employee"].to_pylist()
    rows[0]["education"] = written
    opened = seed(
        store.open_store(tmp_path / "one.duckdb", create=True),
        {**content, "employee": type(content["employee"]).from_pylist(rows)},
    )
    monkeypatch.setenv("TIMBANG_DB", str(opened.path))
    try:
        assert given(people().loc[1], "education") == [level]
    finally:
        opened.close()


# -- what is known -----------------------------------------------------------------------------


def test_experience_is_unknown_unless_the_posts_reach_back_to_the_first_appointment(
    careers: Store,
) -> None:
    table = people()
    # 2005-01 to 2013-12; 2014-01 to 2017-12, and 2018-01 to 10 May 2026
    assert given(table.loc[1], "experience", "field_months", "is_history_complete") == [
        NOTHING.replace("staff:0", "staff:108").replace("functional:0", "functional:148", 1),
        256, True,
    ]  # fmt: skip
    # appointed in 2024, in post since March 2024: 26 months and ten days
    assert given(table.loc[2], "field_months", "is_history_complete") == [26, True]
    # 2016-01-02 to 2023-12-31 are 95 months; from 2024-02-01 27; before 2016 nobody knows
    assert given(table.loc[3], "experience", "field_months", "known_experience") == [
        None, None,
        NOTHING.replace("staff:0", "staff:95").replace("supervisor:0", "supervisor:27"),
    ]  # fmt: skip
    assert given(table.loc[3], "known_field_months", "is_history_complete") == [122, False]
    assert given(table.loc[4], "experience", "known_field_months") == [None, 0]
    assert given(table.loc[6], "experience", "known_field_months") == [None, 0]


def test_experience_in_a_field_counts_posts_of_that_family(careers: Store) -> None:
    table = people(job_family="nurse")
    assert given(table.loc[1], "experience", "field_months") == [
        NOTHING.replace("functional:0", "functional:148", 1), 148
    ]  # fmt: skip
    assert given(table.loc[3], "known_field_months") == [0]
    assert given(people(job_family="lead").loc[1], "field_months") == [0]


def test_credit_is_the_last_sum_in_the_level_and_what_came_after_it(careers: Store) -> None:
    table = people()
    assert given(table.loc[1], "credit", "credit_until") == [127.5, date(2025, 12, 31)]
    assert given(table.loc[2], "credit", "credit_until") == [5.25, date(2024, 3, 1)]
    assert given(table.loc[3], "credit") == [None]
    assert given(table.loc[6], "credit") == [None]
    # before the sum was drawn up, its parts
    assert people(on=date(2023, 12, 30)).loc[1, "credit"] == 40.0
    assert people(on=date(2024, 12, 31)).loc[1, "credit"] == 102.5


def test_predicates_are_those_of_complete_years_by_the_superior(careers: Store) -> None:
    table = people()
    assert table.loc[1, "predicates"] == "2023:good;2024:very_good;2025:good"
    assert table.loc[6, "predicates"] == "2024:good;2025:needs_improvement"
    assert given(table.loc[2], "predicates") == [None]
    assert people(on=date(2025, 12, 30)).loc[1, "predicates"] == "2023:good;2024:very_good"


def test_nobody_is_taken_for_unpunished_without_a_list(careers: Store) -> None:
    columns = ("sanctions", "sanctions_known_by")
    table = people()
    assert given(table.loc[1], *columns) == [
        "light:2024-03-01:2024-03-01;moderate:2025-02-01:2025-07-31", "person"
    ]  # fmt: skip
    assert given(table.loc[2], *columns) == [None, None]
    assert given(table.loc[3], *columns) == ["severe:2026-01-01:2999-12-31", "person"]
    assert given(table.loc[4], *columns) == ["none", "person"]
    # DISDIK handed in a list that names her colleague only
    assert given(people(on=date(2025, 12, 1)).loc[5], *columns) == ["none", "agency"]


def test_light_sanctions_are_for_evaluators(careers: Store) -> None:
    assert people(HEAD).loc[1, "sanctions"] == "moderate:2025-02-01:2025-07-31"


def test_of_assessments_valid_on_the_day_the_latest_counts_value_by_value(careers: Store) -> None:
    columns = ("competence_test", "competence_standard", "potential", "potential_score")
    table = people()
    assert given(table.loc[1], *columns) == ["passed", "met", "low", 55.0]
    # the exam of 2022 stays passed though its assessment ran out
    assert given(table.loc[1], "service_exam", "exam_exempt") == ["I;II", "no"]
    assert given(table.loc[1], "assessed_on") == [date(2025, 6, 1)]
    assert given(table.loc[3], *columns, "service_exam") == [None, None, None, 81.5, "none"]
    # a day later the one has run out and the other begun
    later = people(on=date(2026, 5, 11))
    assert given(later.loc[1], *columns) == ["failed", None, "high", None]
    assert given(people(on=date(2023, 6, 1)).loc[1], *columns, "service_exam") == [
        None, None, "high", None, "I"
    ]  # fmt: skip


# -- who may see it ----------------------------------------------------------------------------


def test_names_leave_the_store_only_for_who_may_see_them(careers: Store) -> None:
    assert people(EVALUATOR)[["employee_name", "nip"]].isna().all(axis=None)
    assert people(NAMED).loc[1, "employee_name"] == "Orang Rekaan 1"


def test_an_agency_reads_its_own_people(careers: Store) -> None:
    assert sorted(people(HEAD).index) == [1, 2, 4, 6]
    assert set(reads.objective_results(HEAD, ANY, on=ON)["employee_id"]) == {1, 2}


@pytest.mark.parametrize(
    "scope",
    [
        CITY,  # may not see persons
        Scope("penilai", frozenset({"rater"}), may_see_persons=True),
        Scope("warga", frozenset({"public"})),
        replace(HEAD, may_see_persons=False),
    ],
)
def test_rows_of_single_people_are_refused(scope: Scope, careers: Store) -> None:
    for read in (
        reads.people_to_judge,
        reads.employee_results,
        reads.employee_raters,
        reads.objective_results,
    ):
        with pytest.raises(AccessDenied):
            read(scope, ANY)
    with pytest.raises(AccessDenied):
        reads.employee_draws(scope)


def test_filters_narrow(careers: Store) -> None:
    assert list(people(filters=Filters(agency_code="DISDIK")).index) == [3]
    assert sorted(people(filters=Filters(position_class="functional")).index) == [1, 2, 6]
    assert list(people(filters=Filters(grade_group="PPPK")).index) == [2]
    assert sorted(people(filters=Filters(grade_group="IV")).index) == [4, 6]


# -- objective results -------------------------------------------------------------------------


def test_targets_and_projects_are_counted_by_person(careers: Store) -> None:
    table = reads.objective_results(EVALUATOR, ANY, on=ON).set_index("employee_id")
    assert sorted(table.index) == [1, 2, 3]
    assert table.loc[1].drop("verified_quality").astype(int).to_dict() == {
        "n_targets": 4, "n_reported": 3, "n_reached": 2, "n_verified": 2, "n_verified_reached": 1,
        "n_projects": 5, "n_projects_due": 4, "n_projects_on_time": 2, "n_projects_verified": 2,
        "n_projects_led": 2,
    }  # fmt: skip
    assert table.loc[1, "verified_quality"] == 80.0
    # two parts in one project are one project
    assert table.loc[3, ["n_projects", "n_projects_on_time", "n_projects_led"]].tolist() == [
        1,
        1,
        0,
    ]
    assert table.loc[2, ["n_targets", "n_reached"]].tolist() == [1, 1]


def test_years_narrow_targets_and_projects(careers: Store) -> None:
    table = reads.objective_results(EVALUATOR, ANY, years=[2024], on=ON).set_index("employee_id")
    assert sorted(table.index) == [1, 3]
    assert table.loc[1, ["n_targets", "n_projects", "n_projects_on_time"]].tolist() == [2, 2, 1]


# -- results of a run --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def _with_a_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = seed(store.open_store(tmp_path_factory.mktemp("run") / "run.duckdb", create=True))
    state = analysis.read_state(opened)
    analysis.store_run(opened, TEST_ACTOR, state, found.facts(), found.tables())
    yield opened
    opened.close()


@pytest.fixture
def analysed(_with_a_run: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("TIMBANG_DB", str(_with_a_run.path))
    return _with_a_run


def test_results_are_those_of_the_run_with_the_rater_of_most_ratings(analysed: Store) -> None:
    stored = found.tables().employees.set_index("employee_id")
    table = reads.employee_results(EVALUATOR_OF_TEN, ANY)
    assert table["adjusted"].is_monotonic_decreasing
    table = table.set_index("employee_id").sort_index()
    for name in ("raw_mean", "adjusted", "adjusted_sd", "link_grade", "top_probability"):
        assert table[name].to_list() == stored[name].sort_index().to_list(), name
    # 3: once by 7 (2023), once by 1 (2024): of equals the latest
    assert table.loc[3, ["main_rater_id", "n_raters", "main_rater_share"]].tolist() == [1, 2, 0.5]
    # 2: three years' ratings by 1; quarters are not of the run's kind
    assert table.loc[2, ["main_rater_id", "main_rater_n_ratings", "n_raters"]].tolist() == [1, 3, 1]
    assert table.loc[2, "main_rater_leniency"] == 6.0
    assert table.loc[2, "main_rater_verdict"] == "clearly_lenient"
    # nobody is on record as rater of 7
    assert pd.isna(table.loc[7, "main_rater_id"])
    assert table.loc[7, "n_raters"] == 0
    assert table[["employee_name", "main_rater_name"]].isna().all(axis=None)


def test_results_can_be_asked_for_some_people(analysed: Store) -> None:
    table = reads.employee_results(EVALUATOR_OF_TEN, ANY, employee_ids=[8, 2, 99])
    assert sorted(table["employee_id"]) == [2, 8]
    assert reads.employee_results(EVALUATOR_OF_TEN, Filters(grade_group="PPPK"))[
        "employee_id"
    ].sort_values().to_list() == [4, 10]


@pytest.fixture(scope="module")
def with_fixed_effects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = seed(store.open_store(tmp_path_factory.mktemp("fixed") / "run.duckdb", create=True))
    terms = {"period:2023": 79.0, "period:2024": 81.0, "type:peer": 3.0, "acting": 0.5,
             "grade_group=IV": 2.0, "position_class=functional": -1.0}  # fmt: skip
    fixed = pd.DataFrame({"term": terms.keys(), "estimate": terms.values(), "standard_error": 0.1})
    tables = replace(found.tables(), fixed=fixed)
    analysis.store_run(opened, TEST_ACTOR, analysis.read_state(opened), found.facts(), tables)
    yield opened
    opened.close()


def test_raters_of_years_that_a_run_left_out_explain_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = seed(store.open_store(tmp_path / "late.duckdb", create=True))
    facts = found.facts(settings={"covariates": [], "since": 2024})
    analysis.store_run(opened, TEST_ACTOR, analysis.read_state(opened), facts, found.tables())
    monkeypatch.setenv("TIMBANG_DB", str(opened.path))
    table = reads.employee_raters(EVALUATOR_OF_TEN, ANY).set_index(["employee_id", "rater_id"])
    # of the two years of persons 1, 2, 8 and 9 one is left; person 3 was rated by 7 in 2023
    assert set(table["n_ratings"]) == {1}
    assert (3, 7) not in table.index
    results = reads.employee_results(EVALUATOR_OF_TEN, ANY).set_index("employee_id")
    assert results.loc[1, "main_rater_n_ratings"] == 1
    store.forget(opened.path)


def test_raters_of_a_person_come_with_what_explains_their_ratings(
    with_fixed_effects: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIMBANG_DB", str(with_fixed_effects.path))
    table = reads.employee_raters(EVALUATOR_OF_TEN, ANY)
    assert table["rater_name"].isna().all()
    keys = ["employee_id", "rater_id", "rater_type"]
    rows = {tuple(row[:3]): row[3] for row in table[[*keys, "n_ratings"]].itertuples(index=False)}
    # yearly ratings with a score; not the person's own, not quarters, none of two on one year
    assert rows == {
        (1, 7, "superior"): 2, (2, 1, "superior"): 2, (3, 1, "superior"): 1,
        (3, 2, "peer"): 1, (3, 7, "superior"): 1, (4, 1, "superior"): 1, (5, 1, "superior"): 1,
        (8, 7, "superior"): 2, (9, 7, "superior"): 2, (9, 8, "superior"): 1,
        (10, 7, "superior"): 1,
    }  # fmt: skip
    assert [int(n) for n in table["n_ratings"][table["employee_id"] == 9]] == [2, 1]
    # of the fifteen ratings two are of grade IV and eleven of functional posts
    mean = (2 * 2 - 11) / 15
    expected = table.set_index(keys)["expected_points"]
    assert expected[1, 7, "superior"] == pytest.approx(2 - mean)  # both years: −1 and +1
    assert expected[3, 7, "superior"] == pytest.approx(-1 - 1 - mean)
    assert expected[3, 2, "peer"] == pytest.approx(1 + 3 - 1 - mean)
    assert expected[9, 8, "superior"] == pytest.approx(1 + 0.5 - 1 - mean)
    assert expected[10, 7, "superior"] == pytest.approx(1 - mean)
    leniency = table.set_index(keys)["leniency"]
    assert (leniency[2, 1, "superior"], leniency[3, 2, "peer"]) == (6.0, -3.0)
    head = Scope("kadis", frozenset({"agency_leadership"}), ("DISDIK",), may_see_persons=True)
    assert set(reads.employee_raters(head, ANY)["employee_id"]) == {8, 9, 10}
    assert reads.employee_raters(EVALUATOR_OF_TEN, ANY, employee_ids=[4, 1])[
        "employee_id"
    ].tolist() == [1, 4]


def test_draws_come_in_the_order_asked_for_one_column_a_person(analysed: Store) -> None:
    stored = found.tables()
    by_person = {
        int(person): np.asarray(draws, np.float32)
        for person, draws in zip(stored.employees["employee_id"], stored.draws.T, strict=True)
    }
    asked = [9, 2, 12345, 4]
    ids, draws = reads.employee_draws(EVALUATOR_OF_TEN, asked)
    assert ids.tolist() == [9, 2, 4]
    assert draws.dtype == np.float32
    assert draws.shape == (found.N_DRAWS, 3)
    for column, person in enumerate(ids.tolist()):
        np.testing.assert_array_equal(draws[:, column], by_person[person])
    everybody = reads.employee_draws(EVALUATOR_OF_TEN)
    assert everybody.employee_ids.tolist() == sorted(by_person)


def test_draws_of_other_agencies_stay_in_the_store(analysed: Store) -> None:
    head = Scope("kadis", frozenset({"agency_leadership"}), ("DISDIK",), may_see_persons=True)
    assert reads.employee_draws(head).employee_ids.tolist() == [7, 8, 9, 10]
    assert reads.employee_draws(head, [1, 2]).adjusted.size == 0


def test_without_a_run_there_are_no_results_and_no_draws(careers: Store) -> None:
    assert reads.employee_results(EVALUATOR, ANY).empty
    assert reads.employee_draws(EVALUATOR).adjusted.shape == (0, 0)


@pytest.mark.parametrize("scope", [CITY, EVALUATOR_OF_TEN])
def test_how_firm_the_order_is_needs_no_right_to_see_persons(scope: Scope, analysed: Store) -> None:
    stored = found.tables().employees
    one = reads.top_counts(scope, maybe=0.05, sure=0.5).iloc[0]
    assert one["n"] == len(stored)
    assert one["n_maybe"] == stored["top_probability"].between(0.05, 0.5).sum()
    assert one["n_sure"] == (stored["top_probability"] > 0.5).sum()
    assert one["n_unlinked"] == (stored["link_grade"] == "C").sum()


def test_the_order_of_few_people_is_not_counted(analysed: Store) -> None:
    few = Scope("kepala", frozenset({"agency_leadership"}), agencies=("DISDIK",))
    assert reads.top_counts(few, maybe=0.2, sure=0.8).empty
    with pytest.raises(AccessDenied):
        reads.top_counts(Scope("x", frozenset({"employee"})), maybe=0.2, sure=0.8)
