"""The same rows in any layout are the same table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.importing.reader import SheetTable, read_file
from tests.data.importing import files

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")


def assert_same(read: SheetTable, table: files.Table) -> None:
    assert set(read.fields.column_names) == set(table.fields)
    assert read.fields.select(list(table.fields)).to_pylist() == [dict(row) for row in table.rows]


@settings(max_examples=150, deadline=None)
@given(
    st.data(), st.sampled_from(ENCODINGS), st.sampled_from(";,\t"), st.sampled_from(("\n", "\r\n"))
)
@pytest.mark.long
def test_any_csv_layout_gives_the_same_fields(data, encoding, delimiter, line_end):
    table = data.draw(files.tables())
    layout = data.draw(files.layouts(table))
    dressed = files.dress(table, layout)
    source = files.to_csv(dressed.cells, delimiter=delimiter, encoding=encoding, line_end=line_end)
    (read,) = read_file(source, "rekap.csv").tables
    assert_same(read, table)
    assert read.header_row == dressed.header_row
    assert read.row_numbers.to_pylist() == dressed.data_rows
    assert read.delimiter == delimiter
    expected = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}.get(encoding, encoding)
    text = source.decode(encoding)
    assert read.encoding == ("utf-8" if encoding == "cp1252" and text.isascii() else expected)


@settings(max_examples=100, deadline=None)
@given(st.data())
@pytest.mark.long
def test_any_xlsx_layout_gives_the_same_fields(data):
    table = data.draw(files.tables())
    dressed = files.dress(table, data.draw(files.layouts(table)))
    cover = [["Lembar ini berisi petunjuk pengisian"]]
    sheets = {"Petunjuk": cover, "Rekap": dressed} if data.draw(st.booleans()) else {"A": dressed}
    (read,) = read_file(files.to_xlsx(sheets), "rekap.xlsx").tables
    assert_same(read, table)
    assert read.header_row == dressed.header_row
    assert read.row_numbers.to_pylist() == dressed.data_rows


@settings(max_examples=50, deadline=None)
@given(st.data(), st.sampled_from((None, "data", "results")))
def test_records_give_the_same_fields(data, envelope):
    table = data.draw(files.tables())
    headings = {name: data.draw(st.sampled_from(files.HEADINGS[name])) for name in table.fields}
    (read,) = read_file(files.to_json(table, headings, envelope=envelope), "data.json").tables
    assert_same(read, table)
    assert read.row_numbers.to_pylist() == list(range(1, len(table.rows) + 1))
    assert read.header_row == 0
