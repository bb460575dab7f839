"""Calibration drafts on ten people: what is written, by whom, and what is never touched."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pandas as pd
import pytest

from data import agencies, audit, calibration, reads, store
from data.calibration import Proposal
from data.errors import AccessDenied, CalibrationRefused
from data.scope import Filters, Scope
from data.store import Actor, Store
from tests.data.ten_people import CITY, EVALUATOR, KESEHATAN, NAMED, insert, name_of, rows_of

ME = Actor(EVALUATOR.actor, "dashboard")
OTHER = replace(EVALUATOR, actor="penilai lain")
ELSEWHERE = replace(EVALUATOR, agencies=("DISDIK",))
# people 1 to 6 of DINKES in 2024; 6 was rated without a predicate
PREDICATE_NOW = {
    1: "very_good", 2: "very_good", 3: "good", 4: "good", 5: "needs_improvement", 6: None
}  # fmt: skip


@pytest.fixture
def ours(ten_people: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The ten people as the store every read asks, free to be changed."""
    monkeypatch.setattr(store, "current", lambda: ten_people)
    return ten_people


def draft(name: str = "Rapat pertama", **place: object) -> int:
    wanted: dict[str, object] = {"period_code": "2024", "agency_code": "DINKES", **place}
    return calibration.create_calibration(EVALUATOR, name, ME, **wanted)  # type: ignore[arg-type]


def save(number: int, *proposals: Proposal, scope: Scope = EVALUATOR) -> int:
    return calibration.save_proposals(scope, number, proposals, ME)


def said(number: int) -> dict[int, tuple[object, ...]]:
    found = reads.calibration_proposals(EVALUATOR, number)
    plain = found.astype("object").where(found.notna(), None)
    columns = ["proposed_predicate", "reason", "is_discussed", "version"]
    return {int(row["employee_id"]): tuple(row[columns]) for _at, row in plain.iterrows()}


def test_a_draft_is_found_again_by_place_and_number(ours: Store) -> None:
    first, of_unit = draft(), draft("Sekretariat saja", unit_id=2)
    found = reads.calibrations(EVALUATOR, Filters(period_code="2024", agency_code="DINKES"))
    assert set(found["calibration_id"]) == {first, of_unit}
    assert reads.calibrations(EVALUATOR, Filters(agency_code="DISDIK")).empty
    one = reads.calibration(EVALUATOR, of_unit)
    assert one is not None
    assert (one.name, one.owner, one.unit_name) == ("Sekretariat saja", ME.name, "Sekretariat")
    assert (one.agency_name, one.is_closed, one.version) == ("Dinas Kesehatan", False, 1)
    assert reads.calibration(ELSEWHERE, first) is None
    assert reads.calibration(EVALUATOR, 999) is None


def test_a_draft_covers_the_results_of_its_place(ours: Store) -> None:
    people = reads.calibration_people(EVALUATOR, "2024", "DINKES", on=dt.date(2025, 6, 1))
    plain = people.astype("object").where(people.notna(), None)
    assert dict(zip(plain["employee_id"], plain["predicate"], strict=True)) == PREDICATE_NOW
    # units in order of name, people by number inside a post
    assert list(people["employee_id"]) == [2, 3, 4, 1, 5, 6]
    before = dict(zip(plain["employee_id"], plain["previous_predicate"], strict=True))
    assert before == {1: "good", 2: "good", 3: "good", 4: None, 5: None, 6: None}
    raters = dict(zip(plain["employee_id"], plain["rater_id"], strict=True))
    assert raters == {1: 7, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1}
    assert set(plain["rater_position"]) == {"Kepala Bidang"}
    assert plain["employee_name"].isna().all()
    assert plain["rater_name"].isna().all()
    of_unit = reads.calibration_people(EVALUATOR, "2024", "DINKES", 2)
    assert list(of_unit["employee_id"]) == [1, 5, 6]


def test_names_come_with_the_right_alone_and_change_no_order(ours: Store) -> None:
    named = reads.calibration_people(NAMED, "2024", "DINKES")
    assert list(named["employee_name"]) == [name_of(number) for number in [2, 3, 4, 1, 5, 6]]
    pd.testing.assert_series_equal(
        named["employee_id"], reads.calibration_people(EVALUATOR, "2024", "DINKES")["employee_id"]
    )


def test_potential_is_the_newest_valid_assessment(ours: Store) -> None:
    rows = [
        {"employee_id": 1, "assessed_on": dt.date(2023, 1, 1), "potential": "low",
         "potential_score": None, "valid_until": None},
        {"employee_id": 1, "assessed_on": dt.date(2024, 1, 1), "potential": "high"},
        {"employee_id": 2, "assessed_on": dt.date(2024, 1, 1), "potential": "low",
         "valid_until": dt.date(2024, 12, 31)},
        {"employee_id": 3, "assessed_on": dt.date(2024, 1, 1), "potential_score": 61.5},
        {"employee_id": 4, "assessed_on": dt.date(2026, 1, 1), "potential": "high"},
    ]  # fmt: skip
    with ours.write(ME) as writer:
        insert(writer, "competence", rows_of(rows))
        writer.audit("import", "batch")
    people = reads.calibration_people(EVALUATOR, "2024", "DINKES", on=dt.date(2025, 6, 1))
    by = people.set_index("employee_id")
    assert by.loc[1, "potential"] == "high"
    assert by.loc[3, "potential_score"] == 61.5
    assert by.loc[[2, 4, 5], "potential"].isna().all()


def test_proposals_are_kept_with_reason_and_mark(ours: Store) -> None:
    number = draft()
    version = save(
        number,
        Proposal(3, "very_good", " Target 2024 terlampaui ", is_discussed=True),
        Proposal(4, None, None, is_discussed=True),
        Proposal(6, "good", "Bukti lengkap", is_discussed=False),
    )
    assert said(number) == {
        3: ("very_good", "Target 2024 terlampaui", True, version),
        4: (None, None, True, version),
        6: ("good", "Bukti lengkap", False, version),
    }
    (row,) = reads.calibrations(EVALUATOR, Filters()).to_dict("records")
    assert (row["n_proposed"], row["n_discussed"]) == (2, 2)
    held = reads.calibration_proposals(EVALUATOR, number).set_index("employee_id")
    assert held.loc[3, "current_predicate"] == "good"
    assert held.loc[3, "changed_by"] == ME.name


def test_a_proposal_equal_to_the_result_takes_the_former_one_back(ours: Store) -> None:
    number = draft()
    first = save(number, Proposal(3, "poor", "Terlambat", is_discussed=False))
    second = save(number, Proposal(3, "good", None, is_discussed=False, seen_version=first))
    assert said(number) == {3: (None, None, False, second)}
    history = reads.calibration_changes(EVALUATOR, number)
    plain = history.astype("object").where(history.notna(), None)
    seen = list(zip(plain["former_predicate"], plain["proposed_predicate"], strict=True))
    assert seen == [("poor", None), (None, "poor")]
    assert list(plain["reason"]) == [None, "Terlambat"]
    assert set(plain["unit_name"]) == {"Puskesmas Contoh"}
    assert plain["employee_name"].isna().all()
    assert list(reads.calibration_changes(NAMED, number)["employee_name"]) == [name_of(3)] * 2


def test_what_changes_nothing_leaves_no_trace(ours: Store) -> None:
    number = draft()
    version = save(number, Proposal(3, "poor", "Terlambat", is_discussed=False))
    n_events = len(ours.frame("audit_events"))
    # an old version is no conflict where both want the same
    assert save(number, Proposal(3, "poor", "Terlambat", is_discussed=False)) == version
    assert save(number, Proposal(4, "good", None, is_discussed=False)) == version
    assert len(ours.frame("audit_events")) == n_events
    assert set(said(number)) == {3}


def test_two_tabs_do_not_overwrite_each_other(ours: Store) -> None:
    number = draft()
    first = save(number, Proposal(3, "poor", "Tab pertama", is_discussed=False))
    with pytest.raises(CalibrationRefused) as refused:
        save(
            number,
            Proposal(3, "very_good", "Tab kedua", is_discussed=False),
            Proposal(4, "poor", "Tab kedua", is_discussed=False),
        )
    assert (refused.value.problem, refused.value.employee_ids) == ("changed_elsewhere", (3,))
    assert set(said(number)) == {3}, "all of them or nobody"
    # other people are no conflict, and neither is whoever has seen the newest
    save(number, Proposal(4, "poor", "Tab kedua", is_discussed=False))
    save(number, Proposal(3, "very_good", "Tab kedua", is_discussed=False, seen_version=first))
    assert said(number)[3][0] == "very_good"


@pytest.mark.parametrize(
    ("proposal", "problem"),
    [
        (Proposal(3, "poor", None, is_discussed=True), "reason"),
        (Proposal(3, "poor", "  \n", is_discussed=True), "reason"),
        (Proposal(3, "poor", "x" * 501, is_discussed=True), "reason"),
        (Proposal(6, "good", None, is_discussed=True), "reason"),
        (Proposal(3, "outstanding", "x", is_discussed=True), "predicate"),
        (Proposal(7, "good", "x", is_discussed=True), "not_covered"),
        (Proposal(99, "good", "x", is_discussed=True), "not_covered"),
    ],
)
def test_what_a_draft_refuses_writes_nothing(ours: Store, proposal: Proposal, problem: str) -> None:
    number = draft()
    with pytest.raises(CalibrationRefused) as refused:
        save(number, Proposal(4, "poor", "Baik-baik saja", is_discussed=False), proposal)
    assert refused.value.problem == problem
    assert refused.value.employee_ids == (proposal.employee_id,)
    assert said(number) == {}


def test_a_draft_of_a_unit_refuses_people_of_another(ours: Store) -> None:
    number = draft(unit_id=2)
    save(number, Proposal(5, "good", "Bukti baru", is_discussed=False))
    with pytest.raises(CalibrationRefused):
        save(number, Proposal(3, "poor", "x", is_discussed=False))


def test_only_the_owner_changes_an_open_draft(ours: Store) -> None:
    number = draft()
    proposal = Proposal(3, "poor", "x", is_discussed=False)
    writes = [
        lambda scope: save(number, proposal, scope=scope),
        lambda scope: calibration.rename_calibration(scope, number, "Lain", ME),
        lambda scope: calibration.note_attendees(scope, number, "Seseorang", ME),
        lambda scope: calibration.close_calibration(scope, number, ME),
    ]
    for write in writes:
        for scope, problem in [(OTHER, "other_owner"), (ELSEWHERE, "unknown")]:
            with pytest.raises(CalibrationRefused) as refused:
                write(scope)
            assert refused.value.problem == problem
        for scope in (CITY, KESEHATAN, replace(EVALUATOR, may_see_persons=False)):
            with pytest.raises(AccessDenied):
                write(scope)
    calibration.close_calibration(EVALUATOR, number, ME)
    for write in writes:
        with pytest.raises(CalibrationRefused) as refused:
            write(EVALUATOR)
        assert refused.value.problem == "closed"
    assert said(number) == {}


def test_name_attendees_and_end_are_kept_and_told(ours: Store) -> None:
    number = draft("  Rapat   satu ")
    calibration.rename_calibration(EVALUATOR, number, "Rapat dua", ME)
    calibration.note_attendees(EVALUATOR, number, " Ibu Rekaan \n\nBapak Rekaan\n", ME)
    calibration.close_calibration(EVALUATOR, number, ME)
    one = reads.calibration(OTHER, number)
    assert one is not None
    assert (one.name, one.is_closed) == ("Rapat dua", True)
    assert one.closed_at is not None
    assert one.attendees == ("Ibu Rekaan", "Bapak Rekaan")
    events = reads.calibration_events(OTHER, number)
    assert list(events["action"]) == [
        "close_calibration", "note_attendees", "rename_calibration", "create_calibration"
    ]  # fmt: skip
    assert json.loads(events["before_value"].iloc[2]) == {"name": "Rapat satu"}
    assert "Rekaan" not in "".join(ours.frame("audit_events")["after_value"].dropna())
    assert reads.calibration_events(ELSEWHERE, number).empty


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_draft_needs_a_name(ours: Store, name: str) -> None:
    with pytest.raises(CalibrationRefused):
        draft(name)
    assert reads.calibrations(EVALUATOR, Filters()).empty


@pytest.mark.parametrize(
    "place", [{"agency_code": "DISHUB"}, {"period_code": "2019"}, {"unit_id": 3}]
)
def test_a_draft_needs_people(ours: Store, place: dict[str, object]) -> None:
    with pytest.raises(CalibrationRefused) as refused:
        draft(**place)
    assert refused.value.problem == "nobody"


def test_every_write_stands_in_the_trail_and_no_appraisal_changes(ours: Store) -> None:
    def appraisals() -> pd.DataFrame:
        with ours._connection.cursor() as cursor:
            return cursor.execute("select * from appraisal order by appraisal_id").df()

    before = appraisals()
    n_events = len(ours.frame("audit_events"))
    number = draft()
    version = save(number, Proposal(3, "very_good", "Alasan rapat", is_discussed=True))
    save(number, Proposal(3, "poor", "Alasan lain", is_discussed=True, seen_version=version))
    calibration.close_calibration(EVALUATOR, number, ME)
    pd.testing.assert_frame_equal(appraisals(), before)
    events = ours.frame("audit_events").iloc[n_events:]
    assert list(events["action"]) == [
        "create_calibration", "propose_predicates", "propose_predicates", "close_calibration"
    ]  # fmt: skip
    second = events.iloc[2]
    assert json.loads(second["before_value"]) == {"3": "very_good"}
    assert json.loads(second["after_value"]) == {"3": "poor"}
    assert second["reason"] == "Alasan lain"
    assert audit.verify(ours).is_whole


def test_readers_without_persons_get_nothing(ours: Store) -> None:
    number = draft()
    for scope in (CITY, KESEHATAN, replace(EVALUATOR, may_see_persons=False)):
        for ask in (
            lambda: reads.calibrations(scope, Filters()),  # noqa: B023
            lambda: reads.calibration(scope, number),  # noqa: B023
            lambda: reads.calibration_people(scope, "2024", "DINKES"),  # noqa: B023
            lambda: reads.calibration_proposals(scope, number),  # noqa: B023
            lambda: reads.calibration_changes(scope, number),  # noqa: B023
            lambda: reads.calibration_events(scope, number),  # noqa: B023
        ):
            with pytest.raises(AccessDenied):
                ask()
    save(number, Proposal(3, "poor", "x", is_discussed=False))
    assert reads.calibration_people(ELSEWHERE, "2024", "DINKES").empty
    assert reads.calibration_proposals(ELSEWHERE, number).empty
    assert reads.calibration_changes(ELSEWHERE, number).empty


def test_a_draft_follows_its_agency_into_a_merge(ours: Store) -> None:
    number = draft(unit_id=1)
    agencies.merge_agencies("DINKES", "DISHUB", ME, "Satu perangkat daerah", of=ours)
    one = reads.calibration(EVALUATOR, number)
    assert one is not None
    assert (one.agency_code, one.unit_name) == ("DISHUB", "Puskesmas Contoh")
    assert len(reads.calibration_people(EVALUATOR, "2024", "DISHUB", one.unit_id)) == 3
    save(number, Proposal(3, "poor", "Alasan", is_discussed=False))
