"""Everything about one person: counted by hand on the ten people, and who may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from data import analysis, reads, store
from data.errors import AccessDenied
from data.scope import Scope
from tests.data import found
from tests.data.ten_people import CITY, EVALUATOR, NAMED, TEST_ACTOR, name_of

OF_PERSON: tuple[Callable[[Scope, int], pd.DataFrame], ...] = (
    reads.employee_profile,
    reads.employee_history,
    reads.employee_feedback,
    reads.employee_items,
    reads.employee_targets,
    reads.employee_projects,
    reads.employee_standing,
    reads.employee_assessment,
)
HEAD = Scope("kadis", frozenset({"agency_leadership"}), ("DINKES",), may_see_persons=True)
SELF = Scope("demo: pegawai", frozenset({"employee"}), (), own_employee_id=2)
NOT_HERE = 999


@pytest.fixture(scope="module")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> store.Store:
    """The ten people with a run, items, texts of peers and an assessment."""
    from tests.data.ten_people import seed

    opened = seed(store.open_store(tmp_path_factory.mktemp("person") / "p.duckdb", create=True))
    with opened.write(TEST_ACTOR) as writer:
        run = writer._cursor.execute
        # two texts of peers, one of a project leader, one blank; then three of direct reports
        run(
            "insert into appraisal"
            " (appraisal_id, employee_id, rater_id, rater_role, period_code, feedback_text) values"
            " (101, 2, 3, 'peer', '2024', 'Membantu'), (102, 2, 4, 'peer', '2024', 'Ramah'),"
            " (103, 2, 5, 'peer', '2024', ' '), (104, 2, 8, 'project_lead', '2024', 'Selesai'),"
            " (105, 2, 3, 'direct_report', '2023', 'C'),"
            " (106, 2, 4, 'direct_report', '2023', 'A'),"
            " (107, 2, 5, 'direct_report', '2023', 'B')"
        )
        run(
            "insert into appraisal_item (appraisal_id, item, level, scale_low, scale_high)"
            " select appraisal_id, item, level, 1, 5 from appraisal"
            " cross join (values ('loyal', 4), ('adaptive', 2)) as given(item, level)"
            " where employee_id <= 8"
        )
        run(
            "insert into competence (employee_id, assessed_on, valid_until, potential,"
            " potential_score) values (2, '2023-01-01', '2025-12-31', 'high', 90),"
            " (2, '2024-06-01', '2024-12-31', 'low', 50), (2, '2025-01-01', null, null, null)"
        )
        writer.audit("seed", "person")
    analysis.store_run(
        opened, TEST_ACTOR, analysis.read_state(opened), found.facts(), found.tables()
    )
    return opened


@pytest.fixture
def filled(_filled: store.Store, monkeypatch: pytest.MonkeyPatch) -> store.Store:
    monkeypatch.setenv("TIMBANG_DB", str(_filled.path))
    return store.open_store(_filled.path)


def given(row: pd.Series, *names: str) -> list[object]:
    return [None if pd.isna(row[name]) else row[name] for name in names]


# -- what is read ------------------------------------------------------------------------------


def test_a_person_is_where_they_hold_a_post_now(filled: store.Store) -> None:
    one = reads.employee_profile(EVALUATOR, 2).iloc[0]
    assert given(one, "employee_id", "agency_code", "unit_name", "position_title", "grade") == [
        2, "DINKES", "Puskesmas Contoh", "Pelaksana", "III/c",
    ]  # fmt: skip
    assert given(one, "employee_name", "nip") == [None, None]
    assert reads.employee_profile(NAMED, 2)["employee_name"].iloc[0] == name_of(2)


def test_the_history_holds_every_rating_of_a_superior_and_says_which_counts(
    filled: store.Store,
) -> None:
    rows = reads.employee_history(EVALUATOR, 2)
    # 2024 was set twice: the one set last counts; peers and project leaders are not superiors
    assert rows[["period_code", "score", "is_result"]].to_numpy().tolist() == [
        ["2023", 84.0, True], ["2024-Q1", 81.0, True], ["2024", 80.0, False],
        ["2024", 92.5, True],
    ]  # fmt: skip
    assert list(rows["rater_position"].unique()) == ["Kepala Bidang"]
    assert set(rows["rater_id"]) == {1}
    assert set(rows["rater_number"]) == {1}
    assert rows["rater_name"].isna().all()
    assert set(reads.employee_history(NAMED, 2)["rater_name"]) == {name_of(1)}
    last = rows.iloc[-1]
    # the same rater wrote the same, but for case and spaces, to persons 3 and 4
    assert given(last, "feedback_text", "n_same_text") == ["Lanjut", 2]


def test_a_person_rated_by_two_has_both_with_their_own_place_then(filled: store.Store) -> None:
    rows = reads.employee_history(EVALUATOR, 3)
    columns = ["period_code", "agency_code", "rater_number", "rater_unit_name"]
    assert rows[columns].to_numpy().tolist() == [
        ["2023", "DISDIK", 1, "SD Contoh"], ["2024", "DINKES", 2, "Sekretariat"],
    ]  # fmt: skip
    acting = reads.employee_history(EVALUATOR, 9)
    assert acting.set_index("rater_role")["is_result"].to_dict()["acting"]


def test_texts_of_few_givers_are_counted_and_kept(filled: store.Store) -> None:
    for scope in (NAMED, SELF):
        rows = reads.employee_feedback(scope, 2)
        assert "rater_id" not in rows
        peers = rows[rows["rater_role"] == "peer"]
        assert peers["n_givers"].tolist() == [2, 2]
        assert peers["feedback_text"].isna().all()
        lead = rows[rows["rater_role"] == "project_lead"]
        assert lead["feedback_text"].tolist() == ["Selesai"]
        reports = rows[rows["rater_role"] == "direct_report"]
        assert reports["feedback_text"].tolist() == ["A", "B", "C"]  # not in the order written


def test_items_are_those_of_the_results_alone(filled: store.Store) -> None:
    rows = reads.employee_items(EVALUATOR, 2)
    assert len(rows) == 2 * 3  # items of 2023, first quarter of 2024, 2024
    assert set(rows["item_level"]) == {4.0, 2.0}
    assert set(rows["position_class"]) == {"functional"}
    assert rows["kind"].value_counts().to_dict() == {"year": 4, "quarter": 2}


def test_comparable_people_are_more_than_the_smallest_group(
    filled: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.reads import employees

    # functional in 2024 with items: 2, 3, 4, 8, and 6 by the post; in 2023 2, 3 and 8
    assert reads.comparable_items(EVALUATOR, "year", "functional").empty
    monkeypatch.setattr(employees, "SMALLEST_GROUP", 4)
    rows = reads.comparable_items(EVALUATOR, "year", "functional")
    assert rows[["period_code", "item", "n_people", "mean_level"]].to_numpy().tolist() == [
        ["2024", "adaptive", 5, 2.0], ["2024", "loyal", 5, 4.0],
    ]  # fmt: skip


def test_targets_tell_reached_from_missed_and_not_reported(filled: store.Store) -> None:
    rows = reads.employee_targets(EVALUATOR, 2)
    with filled._connection.cursor() as cursor:
        stored = cursor.execute(
            "select target_id, target_direction, target_value, realised_value"
            " from performance_target where employee_id = 2"
        ).fetchall()

    def judged(way: str | None, wanted: float | None, real: float | None) -> str:
        if wanted is None:
            return "not_measurable"
        if real is None:
            return "not_reported"
        fits = {"at_most": real <= wanted, "exactly": real == wanted}.get(way, real >= wanted)
        return "reached" if fits else "missed"

    assert rows.set_index("target_id")["outcome"].to_dict() == {
        number: judged(*rest) for number, *rest in stored
    }
    assert {"reached", "missed", "not_reported"} <= set(rows["outcome"])
    assert set(rows["verified_by"].dropna()) == {"verified"}
    assert "verified" not in set(reads.employee_targets(NAMED, 2)["verified_by"].dropna())


def test_projects_are_there_once_with_the_leading_role_and_the_milestones(
    filled: store.Store,
) -> None:
    rows = reads.employee_projects(EVALUATOR, 3, on=date(2024, 10, 1))
    assert rows[["project_code", "role", "n_members"]].to_numpy().tolist() == [["P-1", "member", 2]]
    assert rows["last_milestone_on"].iloc[0] == pd.Timestamp(2024, 7, 1)
    assert rows["next_milestone_on"].iloc[0] == pd.Timestamp(2024, 9, 1)
    assert reads.employee_projects(EVALUATOR, 2)["role"].tolist() == ["leader"]
    assert reads.employee_projects(EVALUATOR, 3, on=date(2024, 1, 1)).empty  # not begun


def test_the_standing_is_that_of_the_run_beside_the_others(
    filled: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.reads import employees

    one = reads.employee_standing(EVALUATOR, 2).iloc[0]
    assert given(one, "adjusted", "adjusted_sd", "raw_mean", "n_ratings", "link_grade") == [
        88.0, 2.0, 80.0, 2, "B",
    ]  # fmt: skip
    # functional beside person 2: 3, 4, 6 by the post, 8 and 9, adjusted 90 − id
    assert given(one, "n_comparable", "comparable_adjusted") == [5, 90 - 6]
    monkeypatch.setattr(employees, "SMALLEST_GROUP", 6)
    few = reads.employee_standing(EVALUATOR, 2).iloc[0]
    assert given(few, "n_comparable", "comparable_raw", "comparable_adjusted") == [5, None, None]


def test_the_assessment_is_the_latest_that_is_valid_and_says_something(
    filled: store.Store,
) -> None:
    def on(day: date) -> list[str]:
        return list(reads.employee_assessment(EVALUATOR, 2, on=day)["potential"])

    assert on(date(2024, 7, 1)) == ["low"]
    assert on(date(2025, 6, 1)) == ["high"]  # the later one has run out
    assert on(date(2026, 1, 1)) == []


# -- who may see it ----------------------------------------------------------------------------


@pytest.mark.parametrize("read", OF_PERSON, ids=lambda read: read.__name__)
def test_somebody_outside_is_told_like_nobody(
    read: Callable[[Scope, int], pd.DataFrame], filled: store.Store
) -> None:
    """Person 8 is in the other agency; 2 is inside, so the read itself gives rows."""
    nobody = read(EVALUATOR, NOT_HERE)
    assert nobody.empty
    outside = read(HEAD, 8)
    pd.testing.assert_frame_equal(outside, nobody)
    pd.testing.assert_frame_equal(read(SELF, 8), nobody)
    pd.testing.assert_frame_equal(read(replace(HEAD, agencies=()), 2), nobody)
    if read is not reads.employee_assessment:  # none is valid today
        assert not read(HEAD, 2).empty
        assert not read(SELF, 2).empty


@pytest.mark.parametrize("read", OF_PERSON, ids=lambda read: read.__name__)
@pytest.mark.parametrize(
    "scope",
    [
        CITY,  # leadership that asked for no persons
        Scope("x", frozenset({"employee"})),
        Scope("x", frozenset({"rater"}), may_see_persons=True),
        Scope("x", frozenset({"administrator"}), may_see_persons=True),
        Scope("x", frozenset({"public"})),
    ],
    ids=lambda scope: "-".join(scope.roles),
)
def test_other_roles_are_refused(
    read: Callable[[Scope, int], pd.DataFrame], scope: Scope, filled: store.Store
) -> None:
    with pytest.raises(AccessDenied):
        read(scope, 2)
    # a right that such a role cannot have opens nobody else either
    assert read(replace(scope, own_employee_id=2), 3).empty


def test_a_person_sees_their_own_name_and_who_rated_but_no_number_to_follow(
    filled: store.Store,
) -> None:
    one = reads.employee_profile(SELF, 2).iloc[0]
    assert given(one, "is_own", "employee_name") == [True, name_of(2)]
    rows = reads.employee_history(SELF, 2)
    assert set(rows["rater_name"]) == {name_of(1)}
    assert rows["rater_id"].isna().all()
    assert set(reads.employee_targets(SELF, 2)["verified_by"].dropna()) == {"verified"}


def test_who_moved_away_is_seen_where_they_are_now(filled: store.Store) -> None:
    disdik = replace(HEAD, agencies=("DISDIK",))
    assert reads.employee_profile(disdik, 3).empty  # was there in 2023
    assert len(reads.employee_history(HEAD, 3)) == 2  # with the year elsewhere


def test_a_store_of_real_people_has_nobody_to_stand_for(filled: store.Store) -> None:
    assert reads.demo_persons(EVALUATOR).empty
    with filled.write(TEST_ACTOR) as writer:
        writer.run("set_store_info", {"key": "demo", "value": "yes"})
        writer.audit("demo", "store")
    try:
        persons = reads.demo_persons(EVALUATOR).set_index("role")["employee_id"].to_dict()
    finally:
        with filled.write(TEST_ACTOR) as writer:
            writer.run("set_store_info", {"key": "demo", "value": "no"})
            writer.audit("demo", "store")
    # with targets: person 2 alone, who rates nobody; of those who rate, 1 is in no project
    assert persons["employee"] == 2
    assert persons["rater"] in {7, 8, 1}
