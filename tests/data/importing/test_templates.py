"""Templates read back as what they are for."""

from __future__ import annotations

import io

import openpyxl
import pytest

from data.errors import UnknownKind
from data.importing.kinds import KINDS, find_kind
from data.importing.reader import read_file
from data.importing.templates import DATA_SHEET, GUIDE_SHEET, template
from tests.data.importing import files


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("named", [True, False])
def test_a_template_reads_back_with_every_column_understood(kind, named):
    read = read_file(template(kind), "templat.xlsx", kind=kind if named else None)
    (table,) = read.tables
    assert table.kind == kind
    assert [column.field for column in table.columns] == list(find_kind(kind).field_names)
    examples = {field.name: field.example or None for field in find_kind(kind).fields}
    assert table.fields.to_pylist() == [examples]
    assert table.sheet == DATA_SHEET


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_explains_every_column(kind):
    book = openpyxl.load_workbook(io.BytesIO(template(kind)))
    assert book.sheetnames == [DATA_SHEET, GUIDE_SHEET]
    cells = [[cell.value for cell in row] for row in book[GUIDE_SHEET].iter_rows()]
    assert any("hanya contoh" in str(row[0]) for row in cells)
    explained = {row[0]: row for row in cells[5:]}
    for field in find_kind(kind).fields:
        assert explained[field.heading][2] == field.meaning
        assert (explained[field.heading][1] == "ya") == field.required
    assert all(field.meaning for field in find_kind(kind).fields)


def test_a_filled_template_reads_without_the_example_row():
    book = openpyxl.load_workbook(io.BytesIO(template("appraisals")))
    sheet = book[DATA_SHEET]
    headings = [cell.value for cell in sheet[1]]
    own = {"NIP": files.invented_nip(3), "Nama": "Rina Contoh", "Predikat Kinerja": "Baik"}
    sheet.append([own.get(heading) for heading in headings])
    target = io.BytesIO()
    book.save(target)
    (table,) = read_file(target.getvalue(), "templat.xlsx").tables
    assert table.fields["nip"].to_pylist() == [own["NIP"]]
    assert [note.rows for note in table.notes if note.what == "example"] == [(2,)]


def test_numbers_in_a_template_stay_text():
    sheet = openpyxl.load_workbook(io.BytesIO(template("appraisals")))[DATA_SHEET]
    assert sheet["A2"].value == "199001012015031999"
    assert sheet["A2"].number_format == "@"
    assert sheet.column_dimensions["A"].width > 18


def test_an_unknown_kind_has_no_template():
    with pytest.raises(UnknownKind):
        template("gaji")
