"""Shortlists on ten people: every step both ways, four eyes, two tabs, and what never changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from data import analysis, audit, reads, rule_sets, shortlists, store
from data.errors import AccessDenied, ShortlistRefused
from data.scope import Scope
from data.shortlists import Choice
from data.store import Actor, Store
from tests.data import found
from tests.data.shortlisted import BASIS, CRITERIA, HEAD, MAYOR, ON, entries, saved
from tests.data.ten_people import CITY, EVALUATOR, NAMED, name_of

OTHER = replace(EVALUATOR, actor="penilai lain")
OTHER_HEAD = replace(HEAD, actor="kadis pendidikan", agencies=("DISDIK",))
BOTH = replace(MAYOR, roles=frozenset({"city_leadership", "evaluator", "administrator"}))
INSTEAD = [
    Choice(2, is_taken=False, reason="Baru pindah unit"),
    Choice(3, is_taken=True, reason="Memimpin proyek selesai tepat waktu"),
]


@pytest.fixture
def ours(ten_people: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The ten people with an analysis as the store every read asks, free to be changed."""
    monkeypatch.setattr(store, "current", lambda: ten_people)
    actor = Actor("penguji", "command")
    state = analysis.read_state(ten_people)
    assert analysis.store_run(ten_people, actor, state, found.facts(), found.tables()) == 1
    return ten_people


def facts(number: int, scope: Scope = EVALUATOR) -> reads.Shortlist:
    held = reads.shortlist(scope, number)
    assert held is not None
    return held


def content(number: int, scope: Scope = EVALUATOR) -> reads.ShortlistContent:
    held = reads.shortlist_content(scope, number)
    assert held is not None
    return held


def taken(number: int) -> set[int]:
    rows = content(number).entries
    return set(rows.loc[rows["is_taken"], "employee_id"])


def proposed(scope: Scope = EVALUATOR) -> tuple[int, int]:
    number = saved(scope)
    return number, shortlists.propose(scope, number, seen_version=1)


def refused(problem: str, write: Callable[[], object]) -> tuple[int, ...]:
    """Run a write that must be refused; nothing may be written."""
    n_events = len(store.current().frame("audit_events"))
    with pytest.raises(ShortlistRefused) as error:
        write()
    assert error.value.problem == problem
    assert len(store.current().frame("audit_events")) == n_events
    return error.value.employee_ids


# ── saving ───────────────────────────────────────────────────────────────────────────────────


def test_a_list_is_kept_as_it_was_with_everything_it_rests_on(ours: Store) -> None:
    number = saved()
    held = facts(number)
    assert (held.name, held.owner, held.state, held.version) == (
        "Pengawas Dinkes", EVALUATOR.actor, "draft", 1,
    )  # fmt: skip
    assert (held.target, held.on_day, held.whom, held.places) == ("supervisor", ON, "met", 2)
    assert (held.agency_code, held.agency_name, held.job_family) == (
        "DINKES", "Dinas Kesehatan", "nurse",
    )  # fmt: skip
    assert (held.position_class, held.vacancy, held.weight) == (None, None, 0.0)
    assert (held.run_id, held.method_version, held.seed, held.n_pool) == (1, "1", 5, 6)
    assert (held.rule_set_id, held.rule_set_name) == ("2023-01-31", "SE MenPANRB 3/2023")
    assert held.rule_set_basis == "PermenPANRB 6/2022, SE MenPANRB 3/2023"
    assert (held.n_listed, held.n_ranked, held.n_taken, held.reliability) == (5, 4, 2, 0.7)
    assert held.changed_since == ()
    rows = content(number).entries
    kept = rows[list(shortlists.ENTRY_COLUMNS)].astype(object)
    expected = entries().astype(object)
    pd.testing.assert_frame_equal(
        kept.where(kept.notna(), None), expected.where(expected.notna(), None), check_dtype=False
    )
    assert taken(number) == {1, 2}, "those within the places"
    assert not rows["is_against_order"].any()


def test_names_come_with_the_right_alone(ours: Store) -> None:
    number = saved()
    shortlists.save_choices(EVALUATOR, number, INSTEAD, seen_version=1)
    for rows in (content(number).entries, content(number).choices):
        assert rows["employee_name"].isna().all()
    assert content(number).entries["nip"].isna().all()
    named = content(number, NAMED)
    assert list(named.entries["employee_name"]) == [name_of(each) for each in range(1, 6)]
    assert set(named.choices["employee_name"]) == {name_of(2), name_of(3)}


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_list_needs_a_name_and_people(ours: Store, name: str) -> None:
    refused("name", lambda: saved(name=name))
    refused(
        "nobody",
        lambda: shortlists.create_shortlist(EVALUATOR, "x", CRITERIA, BASIS, entries()[:0]),
    )
    assert reads.shortlists(EVALUATOR).empty


def test_a_list_is_not_longer_than_a_person_can_read(
    ours: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.shortlists.checking.MOST_LISTED", 4)
    refused("too_many", saved)


def test_agency_leadership_keeps_to_its_own_agencies(ours: Store) -> None:
    number, own = saved(), saved(HEAD)
    strangers = entries().assign(agency_code=["DINKES"] * 4 + ["DISDIK"])
    refused(
        "outside",
        lambda: shortlists.create_shortlist(HEAD, "Campuran", CRITERIA, BASIS, strangers),
    )
    mixed = shortlists.create_shortlist(EVALUATOR, "Campuran", CRITERIA, BASIS, strangers)
    nowhere = shortlists.create_shortlist(
        EVALUATOR, "Tanpa instansi", CRITERIA, BASIS, entries(agency_code=None)
    )
    everything = {number, own, mixed, nowhere}
    assert set(reads.shortlists(EVALUATOR)["shortlist_id"]) == everything
    assert set(reads.shortlists(HEAD)["shortlist_id"]) == {number, own}
    assert reads.shortlists(OTHER_HEAD).empty
    for scope, hidden in ((HEAD, mixed), (HEAD, nowhere), (OTHER_HEAD, number)):
        assert reads.shortlist(scope, hidden) is None
        assert reads.shortlist_content(scope, hidden) is None
        refused("unknown", lambda s=scope, n=hidden: shortlists.propose(s, n, seen_version=1))
    assert reads.shortlist(EVALUATOR, 99) is None
    # what stands behind the facts is hidden by itself too
    values = {**OTHER_HEAD.bound(), "shortlist_id": number}
    for name in ("shortlist_entries", "shortlist_choices", "shortlist_decisions"):
        assert ours.frame(name, values).empty, name


def test_who_may_not_see_persons_reads_and_writes_nothing(ours: Store) -> None:
    number = saved()
    for scope in (
        CITY, replace(EVALUATOR, may_see_persons=False),
        replace(EVALUATOR, roles=frozenset({"administrator"})),
        replace(EVALUATOR, roles=frozenset({"rater", "employee"})),
    ):  # fmt: skip
        for ask in (
            lambda s: reads.shortlists(s),
            lambda s: reads.shortlist_content(s, number),
            lambda s: saved(s),
            lambda s: shortlists.save_choices(s, number, INSTEAD, seen_version=1),
            lambda s: shortlists.propose(s, number, seen_version=1),
            lambda s: shortlists.withdraw(s, number, seen_version=1),
            lambda s: shortlists.approve(s, number, seen_version=1),
            lambda s: shortlists.give_back(s, number, "Alasan", seen_version=1),
        ):
            with pytest.raises(AccessDenied):
                ask(scope)


# ── choosing ─────────────────────────────────────────────────────────────────────────────────


def test_choices_are_kept_with_reasons_and_only_added_to(ours: Store) -> None:
    number = saved()
    assert shortlists.save_choices(EVALUATOR, number, INSTEAD, seen_version=1) == 2
    assert taken(number) == {1, 3}
    rows = content(number).entries.set_index("employee_id")
    assert rows.loc[3, "reason"] == "Memimpin proyek selesai tepat waktu"
    assert set(rows.index[rows["is_against_order"]]) == {2, 3}
    back = [Choice(3, is_taken=False, reason=None), Choice(2, is_taken=True, reason="")]
    assert shortlists.save_choices(EVALUATOR, number, back, seen_version=2) == 3
    assert taken(number) == {1, 2}
    history = content(number).choices
    plain = history.astype("object").where(history.notna(), None)
    columns = ["employee_id", "was_taken", "is_taken", "reason"]
    assert list(plain[columns].itertuples(index=False, name=None)) == [
        (3, True, False, None),
        (2, False, True, None),
        (3, False, True, "Memimpin proyek selesai tepat waktu"),
        (2, True, False, "Baru pindah unit"),
    ]  # fmt: skip
    assert set(plain["changed_by"]) == {EVALUATOR.actor}


def test_what_changes_nothing_leaves_no_trace(ours: Store) -> None:
    number = saved()
    n_events = len(ours.frame("audit_events"))
    same = [Choice(1, is_taken=True, reason=" "), Choice(5, is_taken=False, reason=None)]
    assert shortlists.save_choices(EVALUATOR, number, same, seen_version=1) == 1
    assert len(ours.frame("audit_events")) == n_events
    assert content(number).choices.empty


def test_people_of_no_list_and_long_reasons_are_refused(ours: Store) -> None:
    number = saved()
    good = Choice(4, is_taken=True, reason="Alasan")
    for choice, problem in (
        (Choice(6, is_taken=True, reason="x"), "not_listed"),
        (Choice(3, is_taken=True, reason="x" * 501), "too_long"),
    ):
        ids = refused(
            problem,
            lambda c=choice: shortlists.save_choices(EVALUATOR, number, [good, c], seen_version=1),
        )
        assert ids == (choice.employee_id,)
    assert taken(number) == {1, 2}, "all of it or nothing"


def test_two_tabs_do_not_overwrite_each_other(ours: Store) -> None:
    number = saved()
    shortlists.save_choices(EVALUATOR, number, INSTEAD, seen_version=1)
    late = [Choice(4, is_taken=True, reason="Tab kedua")]
    refused(
        "changed_elsewhere",
        lambda: shortlists.save_choices(EVALUATOR, number, late, seen_version=1),
    )
    refused("changed_elsewhere", lambda: shortlists.propose(EVALUATOR, number, seen_version=1))
    assert taken(number) == {1, 3}
    shortlists.propose(EVALUATOR, number, seen_version=2)
    refused("changed_elsewhere", lambda: shortlists.withdraw(EVALUATOR, number, seen_version=2))
    refused("changed_elsewhere", lambda: shortlists.approve(MAYOR, number, seen_version=2))
    refused("changed_elsewhere", lambda: shortlists.give_back(MAYOR, number, "x", seen_version=2))
    assert facts(number).state == "proposed"


# ── proposing and approving ──────────────────────────────────────────────────────────────────


def test_whoever_leaves_the_order_must_say_why_before_proposing(ours: Store) -> None:
    number = saved()
    silent = [replace(choice, reason=None) for choice in INSTEAD]
    shortlists.save_choices(EVALUATOR, number, silent, seen_version=1)
    assert content(number).lacking == (2, 3)
    ids = refused("reason", lambda: shortlists.propose(EVALUATOR, number, seen_version=2))
    assert ids == (2, 3)
    shortlists.save_choices(EVALUATOR, number, INSTEAD, seen_version=2)
    assert content(number).lacking == ()
    shortlists.propose(EVALUATOR, number, seen_version=3)
    assert facts(number).state == "proposed"


def test_somebody_without_a_rank_needs_a_reason_and_an_empty_list_is_none(ours: Store) -> None:
    number = saved()
    shortlists.save_choices(
        EVALUATOR, number, [Choice(5, is_taken=True, reason=None)], seen_version=1
    )
    assert refused("reason", lambda: shortlists.propose(EVALUATOR, number, seen_version=2)) == (5,)
    nobody = [Choice(each, is_taken=False, reason="Ditunda") for each in (1, 2, 5)]
    shortlists.save_choices(EVALUATOR, number, nobody, seen_version=2)
    refused("nobody_taken", lambda: shortlists.propose(EVALUATOR, number, seen_version=3))


def test_nobody_approves_what_they_saved_or_proposed(ours: Store) -> None:
    number, version = proposed(BOTH)
    refused("own_list", lambda: shortlists.approve(BOTH, number, seen_version=version))
    refused("own_list", lambda: shortlists.give_back(BOTH, number, "x", seen_version=version))
    assert facts(number).state == "proposed"
    second = replace(MAYOR, actor="sekretaris daerah")
    shortlists.approve(second, number, seen_version=version)
    held = facts(number)
    assert (held.state, held.proposed_by, held.decided_by) == (
        "approved", BOTH.actor, second.actor,
    )  # fmt: skip
    assert held.is_approved
    assert held.decided_at is not None


def test_only_city_leadership_decides(ours: Store) -> None:
    number, version = proposed()
    for scope in (OTHER, HEAD):
        with pytest.raises(AccessDenied):
            shortlists.approve(scope, number, seen_version=version)
        with pytest.raises(AccessDenied):
            shortlists.give_back(scope, number, "x", seen_version=version)
    assert facts(number).state == "proposed"


def test_a_returned_list_goes_back_to_its_owner_with_the_reason(ours: Store) -> None:
    number, version = proposed()
    for reason in ("", "  ", "x" * 501):
        refused(
            "note",
            lambda r=reason: shortlists.give_back(MAYOR, number, r, seen_version=version),
        )
    version = shortlists.give_back(MAYOR, number, " Lengkapi alasan ", seen_version=version)
    held = facts(number)
    assert (held.state, held.is_open) == ("returned", True)
    assert content(number).decisions["note"].iloc[0] == "Lengkapi alasan"
    refused("not_proposed", lambda: shortlists.approve(MAYOR, number, seen_version=version))
    version = shortlists.save_choices(EVALUATOR, number, INSTEAD, seen_version=version)
    version = shortlists.propose(EVALUATOR, number, seen_version=version)
    shortlists.approve(MAYOR, number, seen_version=version, changed_since=("data", "rules"))
    decisions = content(number).decisions
    assert list(decisions["action"]) == ["approve", "propose", "return", "propose", "create"]
    assert list(decisions["state"]) == ["approved", "proposed", "returned", "proposed", "draft"]
    assert list(decisions["decided_by"]) == [
        MAYOR.actor, EVALUATOR.actor, MAYOR.actor, EVALUATOR.actor, EVALUATOR.actor,
    ]  # fmt: skip
    assert decisions["changed_since"].iloc[0] == "data;rules"


def test_a_proposal_is_withdrawn_by_its_owner_alone(ours: Store) -> None:
    number, version = proposed()
    refused("not_open", lambda: shortlists.propose(EVALUATOR, number, seen_version=version))
    refused(
        "not_open",
        lambda: shortlists.save_choices(EVALUATOR, number, INSTEAD, seen_version=version),
    )
    refused("other_owner", lambda: shortlists.withdraw(OTHER, number, seen_version=version))
    version = shortlists.withdraw(EVALUATOR, number, seen_version=version)
    assert facts(number).state == "draft"
    refused("not_proposed", lambda: shortlists.withdraw(EVALUATOR, number, seen_version=version))
    refused("not_proposed", lambda: shortlists.approve(MAYOR, number, seen_version=version))
    refused(
        "other_owner",
        lambda: shortlists.save_choices(OTHER, number, INSTEAD, seen_version=version),
    )
    refused("other_owner", lambda: shortlists.propose(OTHER, number, seen_version=version))


def test_an_approved_list_changes_no_more(ours: Store) -> None:
    number, version = proposed()
    version = shortlists.approve(MAYOR, number, seen_version=version)
    before = content(number)
    for write in (
        lambda: shortlists.save_choices(EVALUATOR, number, INSTEAD, seen_version=version),
        lambda: shortlists.propose(EVALUATOR, number, seen_version=version),
        lambda: shortlists.withdraw(EVALUATOR, number, seen_version=version),
        lambda: shortlists.approve(MAYOR, number, seen_version=version),
        lambda: shortlists.give_back(MAYOR, number, "x", seen_version=version),
    ):
        refused("approved", write)
    after = content(number)
    assert after.facts == before.facts
    for name in ("entries", "choices", "decisions"):
        pd.testing.assert_frame_equal(getattr(after, name), getattr(before, name))


# ── what a list rests on ─────────────────────────────────────────────────────────────────────


def test_a_list_says_what_changed_since_and_stays_what_it_was(ours: Store) -> None:
    number = saved()
    before = content(number)
    actor = Actor("penguji", "command")
    with ours.write(actor) as writer:
        writer.audit("reveal_names", "page", "candidates")
    assert facts(number).changed_since == (), "looking changes nothing"
    with ours.write(actor) as writer:
        writer.audit("import", "batch", "3")
    assert facts(number).changed_since == ("data",)
    state = analysis.read_state(ours)
    analysis.store_run(ours, actor, state, found.facts(), found.tables())
    assert facts(number).changed_since == ("data", "analysis")
    text = rule_sets.text_valid_on(ON, ours)
    changed = json.loads(text)
    changed["targets"]["supervisor"]["experience_months"]["value"] = 60
    rule_sets.take_in(json.dumps(changed), actor, "Keputusan", check=lambda _: None, of=ours)
    assert facts(number).changed_since == ("data", "analysis", "rules")
    pd.testing.assert_frame_equal(content(number).entries, before.entries)
    newer = replace(BASIS, run_id=2)
    new = shortlists.create_shortlist(EVALUATOR, "Baru", CRITERIA, newer, entries())
    assert facts(new).changed_since == (), "a new list rests on what holds now"


def test_rules_of_another_day_do_not_concern_a_list(ours: Store) -> None:
    number = saved()
    later = json.loads(rule_sets.text_valid_on(ON, ours)) | {"valid_from": "2025-03-02"}
    rule_sets.take_in(json.dumps(later), Actor("a", "command"), "", check=lambda _: None, of=ours)
    assert facts(number).changed_since == ()


def test_every_step_stands_in_the_audit_trail(ours: Store) -> None:
    number = saved()
    version = shortlists.save_choices(EVALUATOR, number, INSTEAD, seen_version=1)
    version = shortlists.propose(EVALUATOR, number, seen_version=version)
    version = shortlists.withdraw(EVALUATOR, number, seen_version=version)
    version = shortlists.propose(EVALUATOR, number, seen_version=version)
    version = shortlists.give_back(MAYOR, number, "Lengkapi", seen_version=version)
    version = shortlists.propose(EVALUATOR, number, seen_version=version)
    shortlists.approve(MAYOR, number, seen_version=version, changed_since=("data",))
    events = ours.frame("audit_events")
    events = events[events["object_kind"] == "shortlist"]
    assert list(events["action"]) == [
        "create_shortlist", "choose_people", "propose_shortlist", "withdraw_shortlist",
        "propose_shortlist", "return_shortlist", "propose_shortlist", "approve_shortlist",
    ]  # fmt: skip
    assert set(events["object_id"]) == {str(number)}
    chosen = events.iloc[1]
    assert json.loads(chosen["before_value"]) == {"2": True, "3": False}
    assert json.loads(chosen["after_value"]) == {"2": False, "3": True}
    assert "Baru pindah unit" in chosen["reason"]
    assert events.iloc[5]["reason"] == "Lengkapi"
    assert json.loads(events.iloc[7]["after_value"]) == {
        "state": "approved", "changed_since": ["data"],
    }  # fmt: skip
    assert list(events["actor"]) == [EVALUATOR.actor] * 5 + [
        MAYOR.actor,
        EVALUATOR.actor,
        MAYOR.actor,
    ]
    assert audit.verify(ours).is_whole
