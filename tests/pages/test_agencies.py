"""Perangkat daerah: measures, search, and what the panel holds."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data import store

Program = Callable[..., AppTest]


def test_the_table_counts_every_agency(program: Program, seeded: store.Store) -> None:
    app = program("agencies")
    assert not app.exception
    table = app.dataframe[0].value.set_index("group")
    assert len(table) == 11
    # half of Dinas Perhubungan was not rated
    assert table.loc["Dinas Perhubungan", "n"] == 17
    assert table.loc["Dinas Perhubungan", "complete"] == 0.486


def test_leadership_sees_no_number_of_three_people(program: Program, seeded: store.Store) -> None:
    app = program("agencies", role="city_leadership")
    small = app.dataframe[0].value.set_index("group").loc["Kesbangpol *Kota* <b>"]
    assert small["n"] == "< 5"
    assert small.drop("n").isna().all()


def test_search_keeps_what_holds_the_words(program: Program, seeded: store.Store) -> None:
    app = program("agencies")
    app.text_input(key="perangkat_cari").set_value("binjai").run()
    assert list(app.dataframe[0].value["group"]) == ["Kecamatan Binjai Utara"]


def test_an_unknown_agency_opens_nothing(program: Program, seeded: store.Store) -> None:
    app = program()
    app.query_params["rinci"] = "MARS"
    app.switch_page("agencies.py").run()
    assert not app.exception
    assert "rinci" not in app.query_params


def test_an_empty_store_says_what_to_do_first(program: Program, nothing_in: store.Store) -> None:
    app = program("agencies")
    assert not app.exception
    assert app.info
    assert not app.dataframe


def test_an_employee_may_not_enter(program: Program, seeded: store.Store) -> None:
    app = program(role="employee")
    assert app.title[0].value == "Profil saya"
    # the address of a page that is not in the menu leads to the default page
    with pytest.raises(ValueError, match="agencies"):
        app.switch_page("agencies.py").run()


def test_english_names_the_measures(program: Program, seeded: store.Store) -> None:
    app = program("agencies", language="en")
    assert app.title[0].value == "Agencies"
    assert app.selectbox(key="perangkat_ukuran").options[0] == "Share Very good"
