"""The panel of one agency: every card can be taken away, names only on request."""

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data import store
from tests.pages.reading import words

Program = Callable[..., AppTest]
TOGGLE = "rinci_nama_agencies/raters/DINKES/2025"
CARDS = ("pola", "tren", "unit", "penilai", "isi", "target", "proyek")


@pytest.fixture
def panel(program: Program, seeded: store.Store) -> Callable[..., AppTest]:
    """Open the panel of an agency."""

    def start(code: str = "DINKES", **settings: str) -> AppTest:
        app = program(**settings)
        app.query_params["rinci"] = code
        app.switch_page("agencies.py").run()
        assert not app.exception
        return app

    return start


def downloads(app: AppTest) -> set[str]:
    return {button.key for button in app.get("download_button")}


def of_raters(app: AppTest) -> list[str]:
    return next(
        list(table.value.columns)
        for table in app.dataframe
        if "rater_position" in table.value.columns
    )


def reveals(opened: store.Store) -> list[tuple[str, str]]:
    found = opened.frame("audit_events")
    found = found[found["action"] == "reveal_names"]
    return list(zip(found["object_id"], found["after_value"], strict=True))


def test_every_card_has_its_files_and_a_table(panel: Callable[..., AppTest]) -> None:
    app = panel()
    wanted = {f"rinci_{card}_unduh_{form}" for card in CARDS for form in ("xlsx", "csv")}
    assert wanted <= downloads(app)
    # with a figure the table is behind the control, without one it stands there
    drawn = {name for table in app.dataframe for name in table.value.columns}
    assert {"rater_position", "measure", "n_targets"} <= drawn
    behind = [one for one in app.expander if one.label == "Lihat sebagai tabel"]
    assert len(behind) == 1 + 4  # the ranking of the page; pattern, trend, units, projects


def test_the_workbook_of_all_tables_has_no_csv_of_one(panel: Callable[..., AppTest]) -> None:
    found = downloads(panel())
    assert "rinci_semua_unduh_xlsx" in found
    assert "rinci_semua_unduh_csv" not in found


def test_the_share_names_part_and_whole(panel: Callable[..., AppTest], seeded: store.Store) -> None:
    with seeded._connection.cursor() as cursor:
        n, part = cursor.execute(
            "select count(predicate), count(*) filter (where predicate = 'very_good') from result "
            "where agency_code = 'DINKES' and period_code = '2025'"
        ).fetchone()
    assert f"({part} dari {n} pegawai;" in words(panel())


def test_names_come_on_request_and_the_request_is_recorded(
    panel: Callable[..., AppTest], seeded: store.Store
) -> None:
    app = panel()
    before = reveals(seeded)
    assert "rater_name" not in of_raters(app)
    app.toggle(key=TOGGLE).set_value(True).run()
    assert not app.exception
    assert of_raters(app)[0] == "rater_name"
    table = next(t.value for t in app.dataframe if "rater_name" in t.value.columns)
    assert table["rater_name"].str.startswith("Orang ").all()
    about, after = reveals(seeded)[len(before)]
    assert about == "agencies/raters/DINKES/2025"
    assert json.loads(after) == {"n": len(table)}
    assert "Orang" not in after


@pytest.mark.parametrize("role", ["city_leadership", "agency_leadership"])
def test_leadership_reads_raters_by_post(program: Program, seeded: store.Store, role: str) -> None:
    code = "DINKES"
    app = program(peran=f"{role}:{code}" if role == "agency_leadership" else role)
    app.query_params["rinci"] = code
    app.switch_page("agencies.py").run()
    assert not app.exception
    assert "Penilai menurut jabatan" in [heading.value for heading in app.header]
    assert not app.toggle
    assert "rater_name" not in of_raters(app)


def test_a_small_group_is_marked_for_who_may_see_persons(panel: Callable[..., AppTest]) -> None:
    app = panel("KESBANG")
    assert "Kelompok kecil: tampil karena" in words(app)
    names = next(t.value["group"] for t in app.dataframe if "very_good_share" in t.value.columns)
    marked = [name for name in names if "kelompok kecil" in name]
    assert marked == ["Kesbangpol *Kota* <b> · kelompok kecil"]


def test_leadership_gets_no_panel_of_three_people(program: Program, seeded: store.Store) -> None:
    app = program(peran="city_leadership")
    app.query_params["rinci"] = "KESBANG"
    app.switch_page("agencies.py").run()
    assert "Kurang dari 5 pegawai" in words(app)
    assert not {key for key in downloads(app) if key.startswith("rinci_")}
