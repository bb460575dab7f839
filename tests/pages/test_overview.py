"""Ikhtisar: the numbers are those of the appraisals, and small groups stay hidden."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data import store
from data.scope import Filters, Scope
from tests.pages.reading import key_figures, words
from ui import formats, summaries

Program = Callable[..., AppTest]
CITY = Scope("tester", frozenset({"city_leadership"}))
YEAR = Filters(year=2025, period_code="2025")


def by_hand(opened: store.Store, condition: str) -> int:
    """Count results straight from the appraisals, past every summary and read."""
    with opened._connection.cursor() as cursor:
        found = cursor.execute(
            f"select count(*) from appraisal where is_result and {condition}"  # noqa: S608
        ).fetchone()
    assert found is not None
    return int(found[0])


def test_key_figures_are_what_a_count_by_hand_gives(program: Program, seeded: store.Store) -> None:
    app = program()
    assert not app.exception
    everybody = by_hand(seeded, "period_code = '2025'")
    good = by_hand(seeded, "period_code = '2025' and predicate in ('very_good', 'good')")
    shown = key_figures(app)
    assert shown["Pegawai dinilai"] == formats.count(everybody) == "375"
    assert shown["Baik ke atas"] == formats.share(good / everybody)
    # 35 people stand in the master of Dinas Perhubungan, 17 of them were rated
    assert shown["Kelengkapan"] == formats.share(everybody / (everybody + 18))
    # a share says what it is taken over
    assert f"{good} dari {everybody} pegawai" in words(app)
    assert f"{everybody} dari {everybody + 18} pegawai" in words(app)


def test_filters_of_the_address_narrow_every_number(program: Program, seeded: store.Store) -> None:
    app = program(tahun="2024", periode="tahun", opd="SATPOL", jenis="functional")
    n = by_hand(
        seeded,
        "period_code = '2024' and agency_code = 'SATPOL' and position_class = 'functional'",
    )
    assert key_figures(app)["Pegawai dinilai"] == formats.count(n)
    assert "2024 · Satpol PP · Fungsional" in words(app)


def test_unknown_codes_fall_back_and_leave_the_address(
    program: Program, seeded: store.Store
) -> None:
    app = program(tahun="1066", periode="Q9", opd="MARS", jenis="wizard", gol="XII")
    assert key_figures(app)["Pegawai dinilai"] == "375"
    assert app.query_params["tahun"] == "2025"
    assert app.query_params["periode"] == "tahun"
    assert not {"opd", "jenis", "gol"} & set(app.query_params)


def test_an_empty_store_says_what_to_do_first(program: Program, nothing_in: store.Store) -> None:
    app = program()
    assert not app.exception
    assert [info.value for info in app.info]
    assert not app.metric


def test_english_has_its_own_words_and_number_style(program: Program, seeded: store.Store) -> None:
    app = program(language="en")
    assert app.title[0].value == "Overview"
    assert any("." in value and value.endswith("%") for value in key_figures(app).values())


@pytest.mark.parametrize("role", ["rater", "employee", "administrator"])
def test_roles_without_the_analysis_do_not_get_it(
    role: str, program: Program, seeded: store.Store
) -> None:
    app = program(role=role)
    assert not app.exception
    assert app.title[0].value != "Ikhtisar"
    assert "Baik ke atas" not in key_figures(app)


def test_a_group_of_three_has_no_numbers_for_leadership(
    program: Program, seeded: store.Store
) -> None:
    mix = summaries.mix_by_agency(CITY, YEAR).wide().set_index("agency_code")
    assert mix.loc["KESBANG", "state"] == "hidden"
    assert mix.loc[["KESBANG"]].drop(columns="state").isna().all(axis=None)
    # alone it would follow from the total, so a second one is hidden with it
    assert (mix["state"] == "hidden").sum() >= 2
    app = program(role="city_leadership", opd="KESBANG")
    assert key_figures(app)["Pegawai dinilai"] == "< 5"
    assert "< 5 penilaian" in words(app).replace("\\", "")


def test_leadership_of_one_agency_gets_that_agency_alone(
    program: Program, seeded: store.Store
) -> None:
    app = program(peran="agency_leadership:DINKES")
    n = by_hand(seeded, "period_code = '2025' and agency_code = 'DINKES'")
    assert key_figures(app)["Pegawai dinilai"] == formats.count(n)
    assert app.selectbox(key="filter_opd").options == ["Dinas Kesehatan"]


def test_every_page_of_the_demo_says_that_the_people_are_invented(
    program: Program, seeded: store.Store
) -> None:
    for page in (None, "agencies", "method"):
        assert any("Data contoh" in mark.value for mark in program(page).markdown), page


def test_a_small_group_is_marked_where_persons_may_be_seen(
    program: Program, seeded: store.Store
) -> None:
    app = program(tahun="2025", opd="KESBANG")
    app.session_state["ikhtisar_opd_tabel_buka"] = True
    app.session_state["ikhtisar_sebaran_tabel_buka"] = True
    app.run()
    groups = [name for table in app.dataframe for name in table.value["group"]]
    marked = {name for name in groups if name.endswith("kelompok kecil")}
    assert marked == {
        "Kesbangpol *Kota* <b> · kelompok kecil",
        "Kesbangpol *Kota* <b> 2025 · kelompok kecil",
        "Kesbangpol *Kota* <b> 2024 · kelompok kecil",
    }
