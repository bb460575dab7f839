"""The own store begins empty, once, and is never replaced."""

from pathlib import Path

import pytest

from data import audit, own_store, store
from data.errors import StoreNotEmpty, StoreUnavailable

ACTOR = store.Actor("tester", "dashboard")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "var" / "timbang.duckdb"
    monkeypatch.setattr(own_store, "OWN_STORE", path)
    return path


def test_it_begins_empty_and_its_first_event_says_who_began_it(place: Path) -> None:
    created = own_store.begin(ACTOR)
    try:
        assert created.path == place
        assert not created.is_demo
        assert created.value("count_appraisals") == 0
        events = created.frame("audit_events")
        assert list(events["action"])[-1] == "create"
        assert list(events["actor"])[-1] == "tester"
        assert audit.verify(created).is_whole
    finally:
        store.close_all()


def test_an_existing_one_is_never_replaced(place: Path) -> None:
    place.parent.mkdir()
    place.write_bytes(b"somebody's data")
    with pytest.raises(StoreNotEmpty):
        own_store.begin(ACTOR)
    assert place.read_bytes() == b"somebody's data"


def test_a_place_that_cannot_be_made_is_named(place: Path) -> None:
    place.parent.write_text("a file where the folder should be")
    with pytest.raises(StoreUnavailable):
        own_store.begin(ACTOR)


def test_it_may_not_begin_while_another_store_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMBANG_DB", "elsewhere.duckdb")
    assert not own_store.may_begin()
    monkeypatch.delenv("TIMBANG_DB")
    assert own_store.may_begin()
