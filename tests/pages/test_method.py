"""The method page: every measure explained, with the numbers the calculation itself uses."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics.method_version import METHOD_VERSION
from analytics.rules import rule_set
from data import reads, store
from data.scope import Filters, Scope
from tests.pages import city, stored_run
from ui import access, i18n, method_texts

PAGE = str(Path(__file__).parents[2] / "pages" / "method.py")
ANYBODY = Scope("tester", frozenset({"employee"}))


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Store]:
    """An empty own store, the one in use."""
    path = tmp_path / "var" / "own.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    yield store.open_store(path, create=True)
    store.close_all()


def page(language: str = "id") -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.session_state[i18n.SESSION_KEY] = language
    return app.run()


def words(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.header, *app.markdown])


def lines(app: AppTest) -> list[str]:
    return [line for element in app.markdown for line in element.value.splitlines()]


def rules() -> rule_set.RuleSet:
    return rule_set.parse(reads.rule_set(ANYBODY, Filters()))


@pytest.mark.usefixtures("empty")
def test_every_measure_has_a_heading_that_the_contents_lead_to() -> None:
    app = page()
    assert not app.exception
    anchors = {header.anchor for header in app.header}
    linked = set(re.findall(r"\]\(#([a-z-]+)\)", words(app)))
    assert linked == anchors - {"", None}
    assert len(linked) == len(method_texts.measures(rules())) + 5
    assert len(app.expander) == len(method_texts.measures(rules()))


@pytest.mark.usefixtures("empty")
def test_the_numbers_are_those_of_the_rules_and_of_the_calculation() -> None:
    shown = words(page())
    assert "kelompok di bawah 5 pegawai" in shown
    assert "PNS 11,3% Sangat Baik dan 88,5% Baik dari 10.290.209 hasil" in shown
    assert "paling banyak 5 temuan, dan paling banyak 2" in shown
    assert "SE MenPANRB 3/2023" in shown
    assert f"Metode versi {METHOD_VERSION}" in shown


def test_a_corrected_rule_set_is_the_one_described(empty: store.Store) -> None:
    text = empty.frame("rule_set_valid_on", {"on": "2024-12-31"})["content"].iloc[0]
    with empty.write(store.Actor("tester", "command")) as writer:
        writer.run(
            "put_rule_set",
            {
                "rule_set_id": "2025-01-01",
                "valid_from": "2025-01-01",
                "name": "Aturan *baru*",
                "content": text.replace('"SE MenPANRB 3/2023"', '"Aturan *baru*"', 1).replace(
                    '"value": 5', '"value": 7', 1
                ),
            },
        )
        writer.audit("rules", "rule_set")
    shown = words(page())
    assert "kelompok di bawah 7 pegawai" in shown
    assert r"Aturan \*baru\*" in shown


@pytest.mark.usefixtures("empty")
def test_the_page_is_wholly_translated() -> None:
    indonesian, english = page("id"), page("en")
    assert not english.exception
    same = set(lines(indonesian)) & set(lines(english))
    sources = {f"- {line}" for each in method_texts.measures(rules()) for line in each.sources}
    assert same <= sources
    assert [element.value for element in indonesian.latex] == [
        element.value for element in english.latex
    ]


@pytest.mark.usefixtures("empty")
def test_raters_have_a_part_of_their_own_and_reliability_waits_for_a_run() -> None:
    app = page()
    assert "Bukti dahulu" in words(app)
    assert "Belum ada analisis" in "\n".join(caption.value for caption in app.caption)


@pytest.fixture
def analysed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Store]:
    """A small city with a stored run."""
    path = tmp_path / "city.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    opened = city.build(path)
    stored_run.store_run(opened)
    yield opened
    store.forget(path)


@pytest.mark.usefixtures("analysed")
def test_reliability_is_said_with_its_range_and_what_would_raise_it() -> None:
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.session_state["keandalan_data_tabel_buka"] = True
    app.run()
    assert not app.exception
    shown = words(app)
    assert "Keandalan satu penilaian **0,60** (rentang 0,50 s.d. 0,70)." in shown
    assert "Untuk **0,70** perlu 2 penilai berbeda, atau 2 periode" in shown
    # no number of periods of the same rater reaches .8 in the stored study
    assert "Untuk **0,80** perlu 3 penilai berbeda; menambah periode" in shown
    table = app.dataframe[0].value.set_index("measure")
    assert table.loc["Porsi dari penilai", "estimate"] == pytest.approx(0.3)
    # what the data do not give stands there without a number, and with the reason
    assert table.loc["W Kendall", ["estimate", "lower", "upper"]].isna().all()
    assert "tidak memungkinkan" in table.loc["W Kendall", "reason"]


def test_what_the_data_do_not_tell_is_not_called_zero(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One recap: nobody knows how an appraisal would repeat, so nothing is drawn."""
    path = tmp_path / "city.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    opened = city.build(path)
    tables = stored_run.run_tables()
    limits = ["estimate", "estimate_lower", "estimate_upper"]
    tables.reliability.loc[:, limits] = float("nan")
    tables.reliability["reason"] = "everybody has one rating"
    stored_run.store_run(opened, tables=replace(tables, designs=tables.designs.iloc[:0]))
    app = AppTest.from_file(PAGE, default_timeout=60).run()
    store.forget(path)
    assert not app.exception
    shown = words(app)
    assert "Keandalan **belum diketahui**" in shown
    assert "Keandalan satu penilaian **" not in shown
    assert "tidak tercapai hanya" not in shown
    assert not app.get("plotly_chart")


def test_every_role_but_the_public_may_read_it() -> None:
    assert access.AUDIENCES["method"].roles == frozenset(access.ROLE_NAMES) - {"public"}
