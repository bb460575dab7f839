"""The audit trail shows every event that was altered, taken out, put in or cut off."""

from __future__ import annotations

import dataclasses

import pytest

from data import audit
from data.store import Actor, Store
from tests.data.ten_people import TEST_ACTOR

N_EVENTS = 6  # the shipped rules, and five more


@pytest.fixture
def opened(empty_store: Store) -> Store:
    for number in range(1, N_EVENTS):
        with empty_store.write(Actor(f"penguji {number}", "command")) as writer:
            writer.audit(
                "import", "batch", str(number), before=None if number == 1 else {"n": number},
                after={"nama": "Dinas Keséhatan", "n": [1, 2.5, None]}, reason="uji" * number,
            )  # fmt: skip
    return empty_store


def tamper(opened: Store, sql: str) -> None:
    """Change the file behind the program's back."""
    with opened._connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_chain_that_nobody_touched_is_whole(opened: Store) -> None:
    check = audit.verify(opened)
    assert check.is_whole
    assert check.n_events == N_EVENTS
    assert check.head == opened.info("audit_head")
    assert len(check.head) == 64


def test_an_event_says_who_did_what_by_which_way(opened: Store) -> None:
    events = opened.frame("audit_events").set_index("event_id")
    first, last = events.loc[2], events.loc[N_EVENTS]
    assert (first["actor"], first["via"], first["action"]) == ("penguji 1", "command", "import")
    assert first["object_id"] == "1"
    assert last["before_value"] == '{"n": 5}'
    assert last["after_value"] == '{"n": [1, 2.5, null], "nama": "Dinas Keséhatan"}'
    assert events["happened_at"].is_monotonic_increasing


def test_the_head_changes_with_every_event(opened: Store) -> None:
    before = audit.verify(opened).head
    with opened.write(TEST_ACTOR) as writer:
        writer.audit("backup", "store")
    assert audit.verify(opened).head != before


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'orang lain'",
        "via = 'dashboard'",
        "action = 'undo'",
        "object_kind = 'agency'",
        "object_id = '99'",
        "object_id = null",
        "before_value = null",
        "after_value = '{}'",
        "reason = ''",
        "happened_at = happened_at - interval 1 second",
        "previous_hash = repeat('0', 64)",
        "hash = repeat('f', 64)",
        "event_id = 40",
    ],
)
def test_an_altered_event_is_found(opened: Store, change: str) -> None:
    tamper(opened, f"update audit_event set {change} where event_id = 4")  # noqa: S608
    check = audit.verify(opened)
    assert not check.is_whole
    assert check.broken_at == 4


@pytest.mark.parametrize("event_id", range(1, N_EVENTS))
def test_a_removed_event_is_found(opened: Store, event_id: int) -> None:
    tamper(opened, f"delete from audit_event where event_id = {event_id}")  # noqa: S608
    assert audit.verify(opened).broken_at == event_id


def test_removing_an_event_and_renumbering_the_rest_is_found(opened: Store) -> None:
    tamper(opened, "delete from audit_event where event_id = 3")
    tamper(opened, "update audit_event set event_id = event_id - 1 where event_id > 3")
    assert audit.verify(opened).broken_at == 3


@pytest.mark.parametrize("kept", [0, 1, N_EVENTS - 1])
def test_a_chain_cut_off_at_the_end_is_found(opened: Store, kept: int) -> None:
    tamper(opened, f"delete from audit_event where event_id > {kept}")  # noqa: S608
    assert audit.verify(opened).broken_at == kept + 1


def test_two_events_that_changed_places_are_found(opened: Store) -> None:
    tamper(opened, "update audit_event set event_id = 9 - event_id where event_id in (4, 5)")
    assert audit.verify(opened).broken_at == 4


def test_an_event_put_in_at_the_end_is_found(opened: Store) -> None:
    tamper(
        opened,
        "insert into audit_event by name select * replace (7 as event_id) from audit_event "
        "where event_id = 6",
    )
    assert audit.verify(opened).broken_at == 7


def test_a_well_chained_event_that_the_store_does_not_count_is_found(opened: Store) -> None:
    tamper(opened, "update store_info set value = '5' where key = 'n_audit_events'")
    assert not audit.verify(opened).is_whole


def test_a_store_without_its_count_is_not_whole(opened: Store) -> None:
    tamper(opened, "delete from store_info where key = 'audit_head'")
    assert not audit.verify(opened).is_whole


def test_the_chain_goes_on_after_closing(opened: Store) -> None:
    before = audit.verify(opened)
    opened.close()
    again = Store(opened.path)
    try:
        assert audit.verify(again) == before
        with again.write(TEST_ACTOR) as writer:
            writer.audit("backup", "store")
        after = audit.verify(again)
        assert after == dataclasses.replace(before, n_events=N_EVENTS + 1, head=after.head)
    finally:
        again.close()
