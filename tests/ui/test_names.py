"""Names are asked for, and every reveal stands in the audit trail without a name."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import audit, store
from ui import access

TOGGLE = "penilai_nama_raters/table/DINKES/2025"


def a_page(
    n: int = 12,
    about: str = "raters/table/DINKES/2025",
    role: str = "evaluator",
    page: str | None = None,
    of_persons: bool = False,
) -> None:
    import streamlit as st

    from data.scope import Scope
    from ui import names

    about = st.session_state.get("subject", about)
    scope = Scope("demo: evaluator", frozenset({role}), may_see_persons=True)
    read_with = names.show_names(scope, key="penilai_nama", about=about, n=n, page=page)
    st.text(f"names: {read_with.may_see_names}")
    record = names.recorder(read_with, about=about, of_persons=of_persons)
    if record is not None and st.button("take", key="take"):
        record("xlsx", n)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Store]:
    path = tmp_path / "demo.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    found = store.open_store(path, create=True)
    with found.write(store.Actor("test", "command")) as writer:
        writer.run("set_store_info", {"key": "demo", "value": "yes"})
        writer.audit("build", "store")
    yield found
    store.forget(path)


def start(role: str = "evaluator", **arguments: object) -> AppTest:
    app = AppTest.from_function(a_page, kwargs=arguments)
    app.session_state[access.ROLE_KEY] = role
    app.run()
    assert not app.exception
    return app


def events(opened: store.Store, action: str = "reveal_names") -> pd.DataFrame:
    found = opened.frame("audit_events")
    return found[found["action"] == action]


def test_names_stay_away_until_they_are_asked_for(opened: store.Store) -> None:
    app = start()
    assert app.text[0].value == "names: False"
    assert not app.toggle(key=TOGGLE).value
    assert events(opened).empty


def test_a_reveal_is_recorded_once_with_who_where_and_how_many(opened: store.Store) -> None:
    app = start()
    app.toggle(key=TOGGLE).set_value(True).run()
    assert app.text[0].value == "names: True"
    app.run()  # the same names are still there: nothing new was seen
    event = events(opened).iloc[0]
    assert len(events(opened)) == 1
    assert event["actor"] == "demo: evaluator"
    assert event["object_id"] == "raters/table/DINKES/2025"
    assert json.loads(event["after_value"]) == {"n": 12}
    assert audit.verify(opened).is_whole


def test_asking_again_is_a_reveal_of_its_own(opened: store.Store) -> None:
    app = start()
    for wanted in (True, False, True):
        app.toggle(key=TOGGLE).set_value(wanted).run()
    assert len(events(opened)) == 2


def test_another_subject_starts_without_names(opened: store.Store) -> None:
    app = start()
    app.toggle(key=TOGGLE).set_value(True).run()
    app.session_state["subject"] = "raters/table/DISDIK/2025"
    app.run()
    assert app.text[0].value == "names: False"
    assert len(events(opened)) == 1


@pytest.mark.parametrize("role", [role for role in access.DEMO_ROLES if role != "evaluator"])
def test_roles_that_need_no_names_are_not_offered_them(opened: store.Store, role: str) -> None:
    app = start(role)
    assert app.text[0].value == "names: False"
    assert not app.toggle


def test_nobody_to_name_needs_no_toggle(opened: store.Store) -> None:
    assert not start(n=0).toggle


def test_a_file_with_names_is_recorded_too(opened: store.Store) -> None:
    app = start()
    assert not app.button
    app.toggle(key=TOGGLE).set_value(True).run()
    app.button(key="take").click().run()
    event = events(opened, "download_names").iloc[0]
    assert event["object_id"] == "raters/table/DINKES/2025.xlsx"
    assert json.loads(event["after_value"]) == {"n": 12}


def test_a_reveal_that_cannot_be_recorded_does_not_happen(
    opened: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start()

    def refuse(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(store.Store, "write", refuse)
    app.toggle(key=TOGGLE).set_value(True).run()
    assert app.exception
    assert not app.text


def test_leadership_asks_for_names_where_it_decides_about_persons(opened: store.Store) -> None:
    assert not start("city_leadership").toggle
    app = start("city_leadership", page="candidates")
    app.toggle(key=TOGGLE).set_value(True).run()
    assert app.text[0].value == "names: True"
    assert len(events(opened)) == 1
    assert not start("agency_leadership", page="candidates").toggle


def test_a_file_of_persons_is_recorded_without_names_too(opened: store.Store) -> None:
    app = start(of_persons=True)
    app.button(key="take").click().run()
    event = events(opened, "download_persons").iloc[0]
    assert event["object_id"] == "raters/table/DINKES/2025.xlsx"
    assert json.loads(event["after_value"]) == {"n": 12}
