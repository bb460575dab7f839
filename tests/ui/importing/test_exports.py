"""A table of the Data page that is taken away leaves an event in the audit trail."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from data import audit, store
from data.scope import Scope
from ui import tables
from ui.importing import exports

ADMINISTRATOR = Scope("penguji", frozenset({"administrator"}))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Store]:
    path = tmp_path / "own.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    yield store.open_store(path, create=True)
    store.forget(path)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What a click would build, by the key of its button."""
    found: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "popover", lambda *_, **__: contextlib.nullcontext())
    monkeypatch.setattr(
        st,
        "download_button",
        lambda _label, *, data, key, **_: found.update({key: data}),
    )
    return found


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_download_is_recorded_with_its_rows_when_it_is_built(
    own: store.Store, offered: dict[str, Callable[[], bytes]], form: str
) -> None:
    rows = pd.DataFrame({"actor": ["Ani", "Budi", "Sari"]})
    columns = {"actor": tables.text("Oleh")}
    before = len(own.frame("audit_events"))
    exports.button(ADMINISTRATOR, rows, columns, title="Jejak audit", name="audit")
    assert len(own.frame("audit_events")) == before
    assert offered[f"data_audit_unduh_{form}"]()
    events = own.frame("audit_events")
    assert len(events) == before + 1
    event = events.iloc[-1]
    assert list(event[["actor", "via", "action", "object_kind", "object_id"]]) == [
        "penguji", "dashboard", "download", "table", "audit",
    ]  # fmt: skip
    assert json.loads(event["after_value"]) == {"format": form, "filter": {}, "rows": 3}
    assert audit.verify(own).is_whole
