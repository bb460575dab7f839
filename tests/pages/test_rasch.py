"""The Rasch panel on Penilai: worked out when asked, by the same figures as the command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.__main__ import main as analytics_command
from data import store
from tests.pages import city, stored_run
from tests.pages.reading import words
from ui import i18n

Program = Callable[..., AppTest]
BUTTON = "penilai_rasch_hitung"
# every second person of DINKES is rated by a peer too; the peers 2 and 3 share half of them each
PEERS = (
    "insert into appraisal (appraisal_id, employee_id, rater_id, rater_role, period_code,"
    " agency_code) select 8000 + employee_id, employee_id, 2 + employee_id % 4 // 2, 'peer',"
    " '2025', 'DINKES' from employee where employee_id between 4 and 60 and employee_id % 2 = 0"
)
LEVELS = (
    "insert into appraisal_item (appraisal_id, item, level, scale_low, scale_high)"
    " select appraisal_id, item,"
    " 1 + ((appraisal_id * 31 + employee_id * employee_id * place) % 97) % 5, 1, 5"
    " from appraisal cross join (values ('loyal', 1), ('adaptive', 2), ('competent', 4))"
    " as given(item, place) where agency_code = 'DINKES'"
)


@pytest.fixture
def with_items(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Store]:
    path = tmp_path / "city.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    opened = city.build(path)
    with opened.write(city.TEST_ACTOR) as writer:
        for statement in (PEERS, LEVELS):
            writer._cursor.execute(statement)
        writer.audit("test", "store")
    stored_run.store_run(opened)
    yield opened
    store.forget(path)


def raters_page(program: Program, **codes: str) -> AppTest:
    with i18n.use_language(codes.get("language", "id")):
        return program(**codes).switch_page("raters.py").run()


def asked(program: Program, **codes: str) -> AppTest:
    app = raters_page(program, **codes)
    with i18n.use_language(codes.get("language", "id")):
        app.session_state["penilai_rasch_tabel_buka"] = True
        return app.button(key=BUTTON).click().run()


def panel_table(app: AppTest) -> pd.DataFrame:
    return next(each.value for each in app.dataframe if "n_unexpected" in each.value)


def test_it_says_what_the_command_finds_on_the_same_ratings(
    program: Program, with_items: store.Store, tmp_path: Path
) -> None:
    with with_items._connection.cursor() as cursor:
        table = cursor.execute(
            "select employee_id as person, rater_id as boss, item, level from appraisal_item"
            " join appraisal using (appraisal_id) where agency_code = 'DINKES'"
        ).df()
    table.to_csv(tmp_path / "panel.csv", index=False)
    words_of_command = [
        "rasch", str(tmp_path / "panel.csv"), "--employee", "person", "--rater", "boss",
        "--score", "level", "--facet", "item", "--out", str(tmp_path / "out"),
    ]  # fmt: skip
    assert analytics_command(words_of_command) == 0
    found = pd.read_parquet(tmp_path / "out" / "measures.parquet")
    app = asked(program, opd="DINKES")
    assert not app.exception
    shown = words(app)
    people = table["person"].nunique()
    assert f"**3** penilai dan **{people}** pegawai pada 3 butir" in shown
    assert f"{len(table):,}".replace(",", ".") + " penilaian butir" in shown
    rows = panel_table(app).sort_values("measure")
    raters = found[found["facet"] == "rater"].sort_values("measure")
    assert rows["measure"].tolist() == pytest.approx(raters["measure"].tolist(), abs=5e-3)
    assert rows["infit"].tolist() == pytest.approx(raters["infit"].tolist(), abs=5e-3)
    assert rows["n"].tolist() == raters["n"].tolist()
    items = next(each.value for each in app.dataframe if "element" in each.value)
    measured = found[found["facet"] == "item"]["measure"].sort_values(ascending=False)
    assert items["measure"].tolist() == pytest.approx(measured.tolist(), abs=5e-3)


def test_nothing_is_worked_out_until_asked_and_without_an_agency(
    program: Program, with_items: store.Store
) -> None:
    whole = raters_page(program)
    assert "Pilih satu perangkat daerah" in words(whole)
    assert BUTTON not in {button.key for button in whole.button}
    one = raters_page(program, opd="DINKES")
    assert "penilaian butir dari semua periode" not in words(one)
    # asking for one agency asks for no other
    app = asked(program, opd="DINKES")
    app.selectbox(key="filter_opd").set_value("DISDIK").run()
    assert BUTTON in {button.key for button in app.button}


def test_what_cannot_be_worked_out_says_what_would_help(
    program: Program, with_items: store.Store
) -> None:
    assert "belum ada penilaian per butir" in words(asked(program, opd="DISDIK"))
    with with_items.write(city.TEST_ACTOR) as writer:
        writer._cursor.execute("update appraisal_item set level = 3")
        writer.audit("test", "store")
    app = asked(program, opd="DINKES")
    assert not app.exception
    assert "atau semuanya sama" in words(app)


def test_raters_who_share_nobody_are_told_apart(program: Program, with_items: store.Store) -> None:
    with with_items.write(city.TEST_ACTOR) as writer:
        # peers 2 and 3 rate nobody whom the superior rates
        writer._cursor.execute(
            "delete from appraisal_item where appraisal_id in (select appraisal_id from appraisal"
            " where rater_role = 'superior' and agency_code = 'DINKES' and employee_id >= 4"
            " and employee_id % 2 = 0)"
        )
        writer.audit("test", "store")
    app = asked(program, opd="DINKES")
    assert "terbagi dalam **3** kelompok yang tidak berbagi pegawai" in words(app)
    assert sorted(panel_table(app)["subset"]) == [1, 2, 3]


def test_leadership_gets_no_panel(program: Program, with_items: store.Store) -> None:
    for role in ("city_leadership", "agency_leadership:DINKES"):
        app = raters_page(program, opd="DINKES", peran=role)
        assert not app.exception
        assert "Model Rasch" not in words(app)


def test_english_says_the_same(program: Program, with_items: store.Store) -> None:
    shown = words(asked(program, opd="DINKES", language="en"))
    assert "**3** raters and **60** staff on 3 items" in shown
