import datetime as dt

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ui import charts, labels, tables
from ui.i18n import use_language
from ui.order import reading_order


def prepared(value, column):
    return tables.prepared(pd.DataFrame({"x": value}), {"x": column})["x"].tolist()


def test_numbers_are_rounded_before_they_leave_the_server():
    assert prepared([0.45678], tables.share("Porsi")) == [0.457]
    assert prepared([85.149], tables.score("Nilai")) == [85.1]
    assert prepared([2.35], tables.points("Selisih")) == [2.4]
    assert prepared([12.0], tables.count("Pegawai")) == [12]


def test_a_nip_leaves_masked_unless_it_may_be_seen():
    nip = "198703142010011002"
    assert prepared([nip], tables.nip()) == ["1987•••••••••••002"]
    assert prepared([nip], tables.nip(full=True)) == [nip]


def test_a_suppressed_group_size_reads_as_smaller_than_the_minimum():
    assert prepared([1200, None], tables.people("Pegawai")) == ["1.200", "< 5"]
    assert prepared([12, 7], tables.people("Pegawai")) == [12, 7]
    assert prepared([12, None], tables.people("Pegawai", minimum=10)) == ["12", "< 10"]


def test_predicates_become_labels_and_missing_ones_nothing():
    assert prepared(["good", None], tables.predicate("Predikat")) == [["good"], []]


def test_text_is_left_exactly_as_it_is():
    text = "=cmd() <script> *x* \n"
    assert prepared([text], tables.text("Nama")) == [text]


def test_dates_are_dates_so_that_they_sort_by_time():
    cells = tables.prepared(
        pd.DataFrame({"x": [dt.date(2024, 12, 31), None]}), {"x": tables.date("Tanggal")}
    )
    assert pd.api.types.is_datetime64_any_dtype(cells["x"])


def test_only_the_columns_asked_for_reach_the_browser():
    rows = pd.DataFrame({"name": ["A"], "secret": ["B"]})
    assert list(tables.prepared(rows, {"name": tables.text("Nama")}).columns) == ["name"]


def test_settings_use_the_formats_of_the_readers_browser():
    columns = {
        "share": tables.share("Porsi"),
        "date": tables.date("Tanggal"),
        "n": tables.count("Pegawai"),
        "trend": tables.trend("Tren", lowest=0, highest=1),
    }
    settings = tables.settings(columns)
    assert settings["share"]["type_config"]["format"] == "percent"
    assert settings["n"]["type_config"]["format"] == "localized"
    assert settings["date"]["type_config"]["format"] == "DD/MM/YYYY"
    assert (
        settings["trend"]["type_config"]["y_min"],
        settings["trend"]["type_config"]["y_max"],
    ) == (0, 1)


def test_a_predicate_column_names_all_five_with_colours():
    with use_language("en"):
        options = tables.settings({"p": tables.predicate("P")})["p"]["type_config"]["options"]
    assert options[0]["label"] == "Sangat Baik (Very good)"
    assert len({option["color"] for option in options}) == 5


def test_the_table_has_the_numbers_of_the_figure_in_the_same_order(shares_with_hidden):
    ordered = reading_order(shares_with_hidden, reference="Kota")
    table = tables.by_predicate(ordered)
    figure = charts.stacked_shares(shares_with_hidden, reference="Kota")
    assert list(table["group"]) == ["Kota", "Dinas Kesehatan", "Satpol PP", "Kecamatan"]
    for trace, predicate in zip(figure.data, reversed(labels.PREDICATES), strict=True):
        drawn = dict(zip(trace.y, trace.x, strict=True))
        for row, share in enumerate(table[predicate]):
            assert (drawn[row] is None) == bool(np.isnan(share))
            if drawn[row] is not None:
                assert drawn[row] == pytest.approx(share, abs=5e-5)


def test_the_wide_table_has_every_predicate_even_when_nobody_has_it(make_shares):
    rows = make_shares({"A": (0, 9, 1, 0, 0)})
    table = tables.by_predicate(rows[rows["n"] > 0])
    assert set(labels.PREDICATES) <= set(table.columns)
    assert table.loc[0, "n_group"] == 10


def choosing_page():
    import pandas as pd
    import streamlit as st

    from ui import tables

    rows = pd.DataFrame({"code": ["a", "b"], "name": ["Ani", "Budi"]})
    chosen = tables.choose_row(rows, {"name": tables.text("Nama")}, key="pilih", alt="Daftar")
    st.text("none" if chosen is None else chosen["code"])


def test_choosing_a_row_returns_the_row_with_its_code():
    page = AppTest.from_function(choosing_page).run()
    assert not page.exception
    assert page.text[0].value == "none"
    assert list(page.dataframe[0].value.columns) == ["name"]  # the code stays on the server


def long_page():
    import pandas as pd

    from ui import tables

    rows = pd.DataFrame({"n": range(12_345)})
    tables.show(rows, {"n": tables.count("N")}, key="panjang", alt="Panjang")


def test_a_long_table_is_paged():
    page = AppTest.from_function(long_page).run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 5000
