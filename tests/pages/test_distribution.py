"""Sebaran & tren: each view beside a count by hand, with and without the right to see persons."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import store
from data.scope import Filters
from tests.pages import city
from ui import access, downloads, filters, i18n, tables
from ui.i18n import use_language
from ui.panels import distribution_mix
from ui.panels.distribution import VIEWS

PAGE = str(Path(__file__).parents[2] / "pages" / "distribution.py")
YEAR = 2025


@pytest.fixture(scope="module", autouse=True)
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Store]:
    """The small city, the store in use."""
    with pytest.MonkeyPatch.context() as patch:
        path = tmp_path_factory.mktemp("city") / "city.duckdb"
        patch.setenv("TIMBANG_DB", str(path))
        yield city.build(path)
        store.close_all()


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """The results as they were written, to count by hand."""
    return city._year(city._people(), YEAR)


def page(
    view: str = "mix",
    *,
    role: str = "evaluator",
    language: str = "id",
    year: int = YEAR,
    role_agency: str | None = None,
    **chosen: str,
) -> AppTest:
    """Open one view as the router would, for a role and the filters of a year."""
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.session_state[i18n.SESSION_KEY] = language
    app.session_state[access.ROLE_KEY] = role
    app.session_state[access.AGENCY_KEY] = role_agency
    app.session_state[filters.CHOSEN_KEY] = Filters(year=year, period_code=str(year), **chosen)
    with use_language(language):
        app.session_state["sebaran_tampilan"] = i18n.gettext(VIEWS[view])
    return app.run()


def open_table(app: AppTest, key: str) -> pd.DataFrame:
    app.session_state[f"{key}_tabel_buka"] = True
    app.run()
    assert not app.exception
    return app.dataframe[0].value


def words(app: AppTest) -> str:
    shown = [*app.header, *app.markdown, *app.caption, *app.info, *app.warning]
    return "\n".join(element.value for element in shown)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("role", ["evaluator", "city_leadership"])
def test_every_view_draws_in_both_languages(view: str, language: str, role: str) -> None:
    app = page(view, language=language, role=role)
    assert not app.exception
    assert len(app.get("plotly_chart")) >= 1
    assert len(app.get("download_button")) == 2 * len(app.get("plotly_chart"))


def test_the_city_is_compared_with_the_nation_only(people: pd.DataFrame) -> None:
    app = page()
    table = open_table(app, "sebaran_pola").set_index(
        app.dataframe[0].value["predicate"].map(lambda cell: cell[0])
    )
    assert table.loc["very_good", "n"] == (people["predicate"] == "very_good").sum()
    assert table["lower_share"].isna().all()
    assert table["national_share"].notna().all()
    assert "Kota tidak mempunyai predikat organisasi" in words(app)


def test_an_agency_is_held_against_its_pattern_which_is_no_quota() -> None:
    app = page(agency_code="SATPOL")
    assert "bukan jatah" in words(app)
    assert open_table(app, "sebaran_pola")["upper_share"].notna().any()


def test_an_agency_without_a_predicate_says_which_file_brings_it() -> None:
    app = page(agency_code="DINSOS")
    assert not app.exception
    assert "Unggah daftar predikat organisasi dan IKM" in words(app)


@pytest.mark.parametrize("by", ["position_class", "grade_group", "employment_type"])
def test_groups_are_counted_as_by_hand(by: str, people: pd.DataFrame) -> None:
    app = page("groups")
    app.session_state["sebaran_kelompok_menurut"] = by
    table = open_table(app, "sebaran_kelompok")
    expected = sorted([len(people), *people.groupby(by).size()])
    assert sorted(table["n_group"]) == expected
    best = people["predicate"].eq("very_good").mean()
    assert table["very_good"].iloc[0] == pytest.approx(best, abs=5e-4)  # all together on top


def test_units_need_an_agency_and_are_its_own(people: pd.DataFrame) -> None:
    app = page("groups")
    app.session_state["sebaran_kelompok_menurut"] = "unit"
    assert "Pilih satu perangkat daerah" in words(app.run())
    app = page("groups", agency_code="DINKES")
    app.session_state["sebaran_kelompok_menurut"] = "unit"
    table = open_table(app, "sebaran_kelompok").set_index("group")
    own = people[people["agency_code"] == "DINKES"].groupby("unit_id").size()
    assert [table.loc[f"Bidang {n}", "n_group"] for n in (1, 2, 3)] == own.tolist()


def test_types_of_employment_in_one_agency_are_for_those_who_may_see_persons() -> None:
    app = page("groups", role="city_leadership", agency_code="DINKES")
    app.session_state["sebaran_kelompok_menurut"] = "employment_type"
    app.run()
    assert not app.get("plotly_chart")
    assert "hanya untuk seluruh kota" in words(app)
    app = page("groups", agency_code="DINKES")
    app.session_state["sebaran_kelompok_menurut"] = "employment_type"
    assert app.run().get("plotly_chart")


@pytest.mark.parametrize("view", ["mix", "scores", "levels", "movements", "trend"])
def test_a_group_of_three_is_hidden_from_leadership(view: str) -> None:
    app = page(view, role="city_leadership", agency_code="KESBANG")
    assert not app.exception
    assert not app.get("plotly_chart")
    assert not app.get("download_button")
    assert "Kurang dari 5 pegawai" in words(app)


def test_hidden_groups_leave_no_number_in_the_table() -> None:
    app = page("groups", role="city_leadership", agency_code="DINSOS")
    app.session_state["sebaran_kelompok_menurut"] = "position_class"
    table = open_table(app, "sebaran_kelompok")
    hidden = table[table["n_group"].astype(str).str.startswith("<")]
    assert len(hidden) >= 2  # one alone would follow from the total
    assert hidden[["very_good", "good", "poor"]].isna().all(axis=None)


def test_scores_give_the_median_of_the_people(people: pd.DataFrame) -> None:
    app = page("scores")
    table = open_table(app, "sebaran_nilai_100")
    assert table["n"].sum() == len(people)
    place = np.searchsorted(table["n"].cumsum(), len(people) / 2)
    middle = people["score"].sort_values().iloc[len(people) // 2]
    assert table["lower"].iloc[place] <= middle < table["upper"].iloc[place] + 1
    assert f"setengah dari {len(people)} pegawai" in words(app)


def test_levels_are_counted_as_by_hand(people: pd.DataFrame) -> None:
    table = open_table(page("levels"), "sebaran_matriks")
    both = table[
        (table["work_result"] == "di atas ekspektasi")
        & (table["behaviour"] == "di atas ekspektasi")
    ]
    assert both["n"].tolist() == [(people["predicate"] == "very_good").sum()]
    assert len(table) == 9


def test_movements_are_those_of_the_same_people(people: pd.DataFrame) -> None:
    before = city._year(city._people(), YEAR - 1).set_index("employee_id")["predicate"]
    now = people.set_index("employee_id")["predicate"]
    both = pd.concat({"before": before, "now": now}, axis=1).dropna()
    app = page("movements")
    table = open_table(app, "sebaran_pindah")
    assert table["n"].sum() == len(both)
    stayed = table[table["previous"].map(tuple) == table["now"].map(tuple)]["n"].sum()
    assert stayed == (both["before"] == both["now"]).sum()


def test_the_first_year_has_no_movements_and_says_why() -> None:
    app = page("movements", year=2023)
    assert "dua tahun" in words(app)
    assert not app.get("plotly_chart")


def test_the_trend_follows_the_share_of_each_year() -> None:
    table = open_table(page("trend"), "sebaran_tren").set_index("period_code")
    for year in city.YEARS:
        share = city._year(city._people(), year)["predicate"].eq("very_good").mean()
        assert table.loc[str(year), "value"] == pytest.approx(share, abs=5e-4)


def test_few_agencies_with_both_numbers_are_not_read(people: pd.DataFrame) -> None:
    del people
    app = page("agreement", role="agency_leadership", role_agency="DINKES", agency_code="DINKES")
    assert not app.exception
    assert "belum cukup untuk dibaca" in words(app)


def test_completeness_counts_people_in_post(people: pd.DataFrame) -> None:
    table = open_table(page("filling"), "sebaran_pengisian").set_index("group")
    rated = (people["agency_code"] == "DISHUB").sum()
    assert table.loc["Dinas Perhubungan", "n_done"] == rated
    assert table.loc["Dinas Perhubungan", "n_expected"] == city.AGENCIES["DISHUB"][1]


@pytest.mark.parametrize(("measure", "part"), [("late", "set_on"), ("commented", "feedback_text")])
def test_other_measures_of_filling_count_as_by_hand(
    measure: str, part: str, people: pd.DataFrame
) -> None:
    app = page("filling")
    app.session_state["sebaran_pengisian_ukuran"] = measure
    table = open_table(app, "sebaran_pengisian").set_index("group")
    own = people[people["agency_code"] == "DISDIK"]
    due = pd.Timestamp(YEAR + 1, 1, 31)  # 31 days after the end of the year
    counted = (own[part] > due) if measure == "late" else own[part].notna()
    assert table.loc["Dinas Pendidikan", "n_done"] == counted.sum()
    order = table["share"].dropna().tolist()
    assert order == sorted(order, reverse=measure == "late")


def test_an_agency_stands_beside_the_city_in_the_trend() -> None:
    table = open_table(page("trend", agency_code="SATPOL"), "sebaran_tren")
    assert set(table["series"]) == {"Satpol PP", "Kota"}


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_downloads_hold_the_table_and_hide_what_it_hides(suffix: str) -> None:
    scope = access.User("test", frozenset({"city_leadership"}), None, is_demo=True).scope
    rows = distribution_mix.mix_by(
        scope, Filters(year=YEAR, period_code=str(YEAR), agency_code="DINSOS"), "position_class"
    )
    sheet = downloads.Sheet(
        "Sebaran", tables.by_predicate(rows), tables.predicate_shares("Jenis", minimum=5)
    )
    if suffix == "csv":
        text = downloads.csv(sheet).decode("utf-8-sig")
        hidden = [line for line in text.splitlines() if "< 5" in line]
        assert len(hidden) >= 2
        assert all(line.endswith(";;;;;") for line in hidden)
    else:
        now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
        about = downloads.About("Sebaran", {}, None, "1", "test", now)
        cells = pd.read_excel(
            io.BytesIO(downloads.xlsx([sheet], about)), sheet_name="Sebaran", engine="openpyxl"
        )
        hidden_rows = cells[cells.iloc[:, 1].astype(str) == "< 5"]
        assert len(hidden_rows) >= 2
        assert hidden_rows.iloc[:, 2:].isna().all(axis=None)


def test_nothing_for_the_filters_says_which_to_widen() -> None:
    app = page(grade_group="I")
    assert "Coba perluas golongan." in words(app)


def test_without_periods_there_is_no_data_yet() -> None:
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.session_state[i18n.SESSION_KEY] = "id"
    app.session_state[filters.CHOSEN_KEY] = Filters()
    app.run()
    assert app.info
    assert not app.get("plotly_chart")


@pytest.mark.parametrize("role", ["rater", "employee", "administrator"])
def test_other_roles_may_not_enter(role: str) -> None:
    app = page(role=role)
    assert app.warning
    assert not app.header
