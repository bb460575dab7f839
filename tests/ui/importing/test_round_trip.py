"""What our own CSV export marks as text comes back in without the mark; nothing else loses one."""

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import importing
from data.importing.reader.cells import without_text_mark
from tests.data.importing.files import invented_nip
from ui import downloads, tables

NAMES = (
    "=cmd|' /C calc'!A0", "+62 Ani", "-Budi", "@Sari", "\t=1", "  =1", "'=1", "''=1", "＝1",
    "'Abdul", "'Abdul Ra'uf'", "<script>alert(1)</script>", "O'=Neil", "'", "''",
)  # fmt: skip
READ_AS = {"\t=1": "=1", "  =1": "=1"}  # white space around a cell says nothing


@pytest.fixture
def exported() -> bytes:
    rows = pd.DataFrame(
        {
            "nip": [invented_nip(i) for i in range(len(NAMES))],
            "name": NAMES,
            "agency": "=Dinas Uji",
            "year": "2024",
            "predicate": "Baik",
        }
    )
    headings = {"nip": "NIP", "name": "Nama", "agency": "Perangkat Daerah", "year": "Tahun",
                "predicate": "Predikat"}  # fmt: skip
    columns = {name: tables.text(label) for name, label in headings.items()}
    return downloads.csv(downloads.Sheet("Rekap", rows, columns))


def test_names_survive_our_own_export(exported: bytes) -> None:
    assert b";'=cmd" in exported  # the export does mark it
    found = importing.prepare(exported, "rekap.csv", without_store=True)
    assert found.rows_valid == len(NAMES)
    assert found.valid["name"].to_pylist() == [READ_AS.get(name, name) for name in NAMES]
    assert set(found.valid["agency"].to_pylist()) == {"=Dinas Uji"}


def test_a_workbook_has_types_and_no_marks() -> None:
    columns = {name: tables.text(name) for name in ("NIP", "Nama", "Tahun", "Predikat")}
    rows = pd.DataFrame([[invented_nip(1), "'=1", "2024", "Baik"]], columns=list(columns))
    about = downloads.About("Rekap", {}, None, "1", "penguji", pd.Timestamp("2025-01-01"))
    content = downloads.xlsx([downloads.Sheet("Rekap", rows, columns)], about)
    found = importing.prepare(content, "rekap.xlsx", without_store=True)
    assert found.valid["name"].to_pylist() == ["'=1"]


SIGNS = st.text(st.sampled_from("'= \u00a0+-@\t\r\n＝＋－＠aZ7"), max_size=8)


@given(st.lists(SIGNS | st.text(max_size=6), min_size=1))
def test_marks_are_taken_off_just_where_the_export_puts_them(cells: list[str]) -> None:
    expected = [downloads.read_back(cell) for cell in cells]
    assert without_text_mark(pa.array(cells, pa.string())).to_pylist() == expected
