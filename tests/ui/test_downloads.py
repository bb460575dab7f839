import csv
import datetime as dt
import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from ui import downloads, tables
from ui.downloads import About, Sheet
from ui.i18n import use_language

FORMULAS = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    " =1+1",
    "＝1+1",
    '=HYPERLINK("http://contoh")',
    "{=1+1}",
    "http://contoh.go.id",
    "'=1",
    "''",
    "0012",
    "1e5",
    "<script>alert(1)</script>",
]
NIP = "198703142010011002"


def about(**changes):
    facts = {
        "title": "Sebaran predikat",
        "filters": {"Tahun": "2024", "Perangkat daerah": "Dinas Kesehatan"},
        "data_date": dt.date(2024, 12, 31),
        "method_version": "1.2",
        "exported_by": "ani",
        "exported_at": dt.datetime(2025, 1, 2, 10, 30),  # noqa: DTZ001  # a wall clock
    }
    return About(**(facts | changes))


def names_sheet(names):
    return Sheet("Pegawai", pd.DataFrame({"name": names}), {"name": tables.text("Nama")})


def workbook(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


# --- XLSX -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FORMULAS)
def test_text_is_written_as_text_whatever_it_begins_with(text):
    cell = workbook(downloads.xlsx([names_sheet([text])], about()))["Pegawai"]["A2"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r") == text
    assert cell.hyperlink is None


def test_no_formula_is_in_the_file_not_even_in_headings_or_about():
    bad = "=1+1"
    sheet = Sheet(bad, pd.DataFrame({"x": [bad]}), {"x": tables.text(bad)})
    content = downloads.xlsx(
        [sheet], about(title=bad, exported_by=bad, filters={bad: bad}, notes=(bad,))
    )
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any(b"<f>" in part or b"<f " in part for part in sheets)


def test_numbers_dates_and_gaps_arrive_as_what_they_are():
    rows = pd.DataFrame(
        {
            "n": [12, None],
            "share": [0.4567, None],
            "score": [85.14, None],
            "day": [dt.date(2024, 12, 31), None],
            "nip": [NIP, None],
            "predicate": ["very_good", None],
        }
    )
    columns = {
        "n": tables.people("Pegawai"),
        "share": tables.share("Porsi"),
        "score": tables.score("Nilai"),
        "day": tables.date("Tanggal"),
        "nip": tables.nip(full=True),
        "predicate": tables.predicate("Predikat"),
    }
    page = workbook(downloads.xlsx([Sheet("Data", rows, columns)], about()))["Data"]
    first = [cell.value for cell in page[2]]
    assert first == [12, 0.4567, 85.14, dt.datetime(2024, 12, 31), NIP, "Sangat Baik"]  # noqa: DTZ001
    assert [cell.value for cell in page[3]] == ["< 5", None, None, None, None, None]
    assert page["B2"].number_format == "0.0%"
    assert page["E2"].data_type == "s"


def test_a_masked_nip_stays_masked_in_the_file():
    sheet = Sheet("Data", pd.DataFrame({"nip": [NIP]}), {"nip": tables.nip()})
    assert NIP.encode() not in downloads.csv(sheet)
    assert workbook(downloads.xlsx([sheet], about()))["Data"]["A2"].value == "1987•••••••••••002"


def test_the_sheet_tentang_says_what_the_file_is():
    page = workbook(downloads.xlsx([names_sheet(["A", "B"])], about()))["Tentang"]
    facts = {row[0].value: row[1].value for row in page.iter_rows()}
    assert facts == {
        "Judul": "Sebaran predikat",
        "Tahun": "2024",
        "Perangkat daerah": "Dinas Kesehatan",
        "Data per": "31 Desember 2024",
        "Versi metode": "1.2",
        "Baris di Pegawai": "2",
        "Diekspor oleh": "ani",
        "Diekspor pada": "2 Januari 2025 10.30",
    }


def test_the_demo_is_named_first():
    page = workbook(downloads.xlsx([names_sheet([])], about(is_demo=True)))["Tentang"]
    assert page["A1"].value == "Data contoh"


def test_one_file_holds_all_tables_of_an_agency_under_names_a_workbook_allows():
    sheets = [
        Sheet(name, pd.DataFrame({"x": [1]}), {"x": tables.count("X")})
        for name in ("Sebaran", "sebaran", "Tren [2024]: a/b?", "Tentang", "y" * 40, "", "'kutip'")
    ]
    book = workbook(downloads.xlsx(sheets, about()))
    assert len(book.sheetnames) == 8
    assert len({name.casefold() for name in book.sheetnames}) == 8
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book.sheetnames[-1] == "Tentang"


def test_a_very_long_or_broken_text_does_not_lose_the_file():
    texts = ["a" * 40_000, "\uffffx", "\x00\x01b"]
    page = workbook(downloads.xlsx([names_sheet(texts)], about()))["Pegawai"]
    assert len(page["A2"].value) == 32_767
    assert page["A3"].value == "\ufffdx"
    assert downloads.csv(names_sheet(texts)).endswith(b"\x00\x01b\r\n")


def test_an_empty_table_gives_a_file_with_its_headings():
    page = workbook(downloads.xlsx([names_sheet([])], about()))["Pegawai"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [["Nama"]]


def test_more_rows_than_a_sheet_holds_continue_on_the_next(monkeypatch):
    monkeypatch.setattr(downloads, "ROWS_PER_SHEET", 3)
    book = workbook(downloads.xlsx([names_sheet(list("abcdefg"))], about()))
    assert book.sheetnames == ["Pegawai", "Pegawai 2", "Pegawai 3", "Tentang"]
    assert [cell.value for cell in book["Pegawai 3"]["A"]] == ["Nama", "g"]


def test_the_file_speaks_the_language_it_was_asked_in():
    with use_language("en"):
        book = workbook(downloads.xlsx([names_sheet(["A"])], about()))
    assert "About" in book.sheetnames


# --- CSV --------------------------------------------------------------------------------------


def test_a_csv_has_a_bom_semicolons_and_the_decimal_sign_of_the_language():
    sheet = Sheet(
        "Data",
        pd.DataFrame({"agency": ["Dinas; A"], "share": [0.4567], "change": [-1.25], "n": [None]}),
        {
            "agency": tables.text("Perangkat daerah"),
            "share": tables.share("Porsi"),
            "change": tables.points("Selisih"),
            "n": tables.people("Pegawai"),
        },
    )
    content = downloads.csv(sheet)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "Perangkat daerah;Porsi;Selisih;Pegawai",
        '"Dinas; A";0,4567;-1,25;< 5',
    ]
    with use_language("en"):
        assert b"0.4567;-1.25" in downloads.csv(sheet)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_csv_begins_like_a_formula(text):
    cell = read_csv(downloads.csv(names_sheet([text])))[1][0]
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert downloads.read_back(cell) == text


@given(some.text(alphabet="=+-@'\t ＝a;\"\n"))
def test_any_text_survives_the_way_out_and_back(text):
    rows = read_csv(downloads.csv(names_sheet([text, "x"])))
    assert downloads.read_back(rows[1][0]) == text


def test_only_text_that_needs_it_is_marked():
    names = ["Ani", "O'Neil", "'kutip'", "a=b", "2024-12-31"]
    assert [row[0] for row in read_csv(downloads.csv(names_sheet(names)))[1:]] == names


# --- names and buttons ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("sebaran", "2024", "Dinas Kesehatan"), "sebaran_2024_dinas-kesehatan_2024-12-31.xlsx"),
        (("Sebaran", None, ""), "sebaran_2024-12-31.xlsx"),
        (("tren", "2024-Q1", "../../etc"), "tren_2024-q1_etc_2024-12-31.xlsx"),
        (("data", "Kéc. <b>é</b>"), "data_kec-b-e-b_2024-12-31.xlsx"),
    ],
)
def test_file_names_are_slugs_with_the_date_of_the_data(parts, expected):
    assert downloads.file_name(*parts, day=dt.date(2024, 12, 31)) == expected


def test_without_data_the_name_has_no_date():
    assert downloads.file_name("templat", day=None, suffix="csv") == "templat.csv"


def buttons_page():
    import datetime as dt

    import pandas as pd
    import streamlit as st

    from ui import downloads, tables
    from ui.i18n import set_language

    set_language("en")

    def build():
        st.session_state["built"] = True
        return [downloads.Sheet("A", pd.DataFrame({"x": [1]}), {"x": tables.count("X")})]

    downloads.buttons(
        build, lambda: None, name=("sebaran", "2024"), day=dt.date(2024, 12, 31), key="k"
    )


def test_nothing_is_built_before_a_reader_asks():
    page = AppTest.from_function(buttons_page).run()
    assert not page.exception
    assert "built" not in page.session_state
    assert [button.proto.label for button in page.get("download_button")] == [
        "Excel (XLSX)",
        "CSV (semicolon)",
    ]
