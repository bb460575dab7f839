"""Files that cannot be read: each has its own error, with the file and, if known, the place."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from data import errors
from data.importing.reader import read_file
from data.importing.reader.limits import MAX_BYTES, MAX_CELL_CHARACTERS
from tests.data.importing import files

HEADER = ["NIP", "Nama", "Predikat"]
ROW = [files.invented_nip(1), "Rina Contoh", "Baik"]


def refuse(source: bytes, error: type[Exception], name: str = "rekap.csv", **options):
    with pytest.raises(error) as caught:
        read_file(source, name, **options)
    assert type(caught.value) is error
    assert str(caught.value).startswith(name)
    return caught.value


def workbook(**parts: bytes) -> bytes:
    """Return a sound workbook with parts replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(files.to_xlsx({"Rekap": [HEADER, ROW]})))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as container:
        for member in source.namelist():
            if member not in parts:
                container.writestr(member, source.read(member))
        for member, content in parts.items():
            container.writestr(member, content)
    return target.getvalue()


def sheet_xml(cells: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'.encode()


@pytest.mark.parametrize("source", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
@pytest.mark.parametrize("name", ["rekap.csv", "rekap.xlsx", "rekap.json"])
def test_an_empty_file_is_refused(source, name):
    refuse(source, errors.EmptyFile, name)


def test_a_workbook_of_blank_sheets_is_refused():
    refuse(files.to_xlsx({"A": [[]], "B": [[]]}), errors.EmptyFile, "kosong.xlsx")


def test_a_header_without_rows_is_refused_with_its_row():
    error = refuse(files.to_csv([["REKAP"], [], HEADER]), errors.NoDataRows)
    assert error.row == 3
    blank_and_total = [HEADER, ["1", "2", "3"], [None] * 3, ["JUMLAH", None, "0"]]
    error = refuse(files.to_xlsx({"Rekap": blank_and_total}), errors.NoDataRows, "rekap.xlsx")
    assert (error.sheet, error.row) == ("Rekap", 1)


@pytest.mark.parametrize(
    ("source", "looks_like"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "png"),
        (b"<!DOCTYPE html><html><table><tr><td>NIP</td></tr></table>", "html"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "xls"),
        (workbook(**{"xl/workbook.bin": b"x"}), "xlsb"),
    ],
)
def test_another_kind_of_file_under_the_name_of_a_workbook_is_refused(source, looks_like):
    error = refuse(source, errors.WrongFormat, "rekap.xlsx")
    assert error.looks_like == looks_like


@pytest.mark.parametrize(
    ("member", "looks_like"),
    [("content.xml", "ods"), ("word/document.xml", "docx"), ("a.csv", "zip")],
)
def test_an_archive_that_is_no_workbook_is_refused(member, looks_like):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        container.writestr(member, "x")
    error = refuse(target.getvalue(), errors.WrongFormat, "rekap.xlsx")
    assert error.looks_like == looks_like


def test_a_password_protected_workbook_is_refused():
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
    encrypted = compound + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500
    refuse(encrypted, errors.PasswordProtected, "rekap.xlsx")


@pytest.mark.parametrize("name", ["rekap.xlsx", "rekap.xlsm"])
def test_a_workbook_with_macros_is_refused(name):
    error = refuse(workbook(**{"xl/vbaProject.bin": b"macro"}), errors.MacroWorkbook, name)
    assert "without macros" in str(error)


def test_the_name_of_a_macro_workbook_is_enough():
    refuse(workbook(), errors.MacroWorkbook, "rekap.xlsm")


@pytest.mark.parametrize(
    "source",
    [
        b"PK\x03\x04 and then nothing",
        workbook()[:-200],
        workbook(**{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}),
        b"\x07\x08\x00binary under the name of a workbook",
    ],
)
def test_a_damaged_workbook_is_refused(source):
    refuse(source, errors.DamagedFile, "rekap.xlsx")


def test_damage_inside_a_sheet_is_found_by_its_checksum():
    source = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(source))) as container:
        member = container.getinfo("xl/worksheets/sheet1.xml")
    middle = member.header_offset + 30 + len(member.filename) + member.compress_size // 2
    source[middle] ^= 0xFF
    refuse(bytes(source), errors.DamagedFile, "rekap.xlsx")


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path):
    large = tmp_path / "besar.csv"
    with large.open("wb") as target:
        target.truncate(60 * 1024 * 1024)  # sparse: takes no room
    with pytest.raises(errors.FileTooLarge, match=r"besar\.csv: 60 MB"):
        read_file(large, "besar.csv")
    refuse(b"a" * (MAX_BYTES + 1), errors.FileTooLarge)


def test_a_zip_bomb_is_refused_unread():
    spaces = sheet_xml(" " * 60_000_000)
    bomb = workbook(**{"xl/worksheets/sheet1.xml": spaces})
    assert len(bomb) < 200_000
    refuse(bomb, errors.UnsafeWorkbook, "bom.xlsx")


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    source = bytearray(workbook(**{"xl/worksheets/sheet1.xml": sheet_xml(" " * 60_000_000)}))
    honest = len(sheet_xml(" " * 60_000_000)).to_bytes(4, "little")
    assert source.count(honest) == 2  # before the part and in the directory
    refuse(
        bytes(source.replace(honest, (4000).to_bytes(4, "little"))), errors.DamagedFile, "b.xlsx"
    )


def test_a_single_cell_far_away_is_refused_before_room_is_made_for_it():
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    )
    source = workbook(**{"xl/worksheets/sheet1.xml": sheet_xml(cells)})
    error = refuse(source, errors.UnsafeWorkbook, "rekap.xlsx")
    assert error.row == 1_048_576


def test_formats_far_away_are_no_cells():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rekap")
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ROW)
        sheet.write_blank(1, 16_000, None, book.add_format({"bold": True}))
    (table,) = read_file(target.getvalue(), "rekap.xlsx").tables
    assert table.rows_read == 1
    assert len(table.columns) == 3


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_300_columns_are_refused(form):
    wide = [[*HEADER, *(f"Kolom {i}" for i in range(297))], [*ROW, *["x"] * 297]]
    source = files.to_csv(wide) if form == "csv" else files.to_xlsx({"Rekap": wide})
    error = refuse(source, errors.TooManyColumns, f"lebar.{form}")
    assert "300 columns" in str(error)


def test_300_fields_of_records_are_refused():
    record = dict(zip(HEADER, ROW, strict=True)) | {f"k{i}": i for i in range(297)}
    refuse(json.dumps([record]).encode(), errors.TooManyColumns, "lebar.json")


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_cell_of_10000_characters_is_text_like_any_other(form):
    name = "=cmd()<script>" * 715
    row = [ROW[0], name, ROW[2]]
    source = {
        "csv": lambda: files.to_csv([HEADER, row]),
        "xlsx": lambda: files.to_xlsx({"Rekap": [HEADER, row]}),
        "json": lambda: json.dumps([dict(zip(HEADER, row, strict=True))]).encode(),
    }[form]()
    (table,) = read_file(source, f"panjang.{form}").tables
    assert table.fields["name"].to_pylist() == [name]


@pytest.mark.parametrize("n_rows_before", [1, 300])
def test_a_cell_longer_than_a_spreadsheet_cell_is_refused_with_its_place(n_rows_before):
    long = [ROW[0], "x" * (MAX_CELL_CHARACTERS + 1), ROW[2]]
    error = refuse(files.to_csv([HEADER, *[ROW] * n_rows_before, long]), errors.CellTooLong)
    assert error.row == n_rows_before + 2


@pytest.mark.parametrize("n_rows_before", [2, 300])
def test_a_quotation_mark_never_closed_is_refused(n_rows_before):
    rows = "\n".join([";".join(HEADER), *[";".join(ROW)] * n_rows_before])
    torn = f'{rows}\n"{";".join(ROW)}\n' + f"{';'.join(ROW)}\n" * 2000
    with pytest.raises(errors.UnreadableFile, match=r"quotation mark"):
        read_file(torn.encode(), "rekap.csv")


@pytest.mark.parametrize("n_rows_before", [3, 300])
def test_nul_characters_are_refused_with_their_row(n_rows_before):
    rows = [HEADER, *[ROW] * n_rows_before, [ROW[0], "Ri\x00na", ROW[2]]]
    error = refuse(files.to_csv(rows), errors.NulBytes)
    assert error.row == n_rows_before + 2
    record = dict(zip(HEADER, rows[-1], strict=True))
    error = refuse(json.dumps([record]).encode(), errors.NulBytes, "rekap.json")
    assert (error.row, error.column) == (1, "Nama")


def test_nul_characters_in_a_workbook_are_refused_with_their_cell():
    cells = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{c}{r}" t="inlineStr"><is><t>{text}</t></is></c>'
            for c, text in zip("ABC", row, strict=True)
        )
        + "</row>"
        for r, row in enumerate([HEADER, [ROW[0], "Ri_x0000_na", ROW[2]]], start=1)
    )
    source = workbook(**{"xl/worksheets/sheet1.xml": sheet_xml(cells)})
    error = refuse(source, errors.NulBytes, "rekap.xlsx")
    assert (error.sheet, error.row, error.column) == ("Rekap", 2, "B")


@pytest.mark.parametrize("first", ["utf-8", "cp1252"])
def test_mixed_encodings_are_refused_with_a_row(first):
    second = {"utf-8": "cp1252", "cp1252": "utf-8"}[first]
    rows = [";".join([ROW[0], "Café Zoë", "Baik"]).encode(first)] * 3
    rows.append(";".join([ROW[0], "Renée", "Baik"]).encode(second))
    error = refuse(b"\n".join([";".join(HEADER).encode(), *rows]), errors.MixedEncoding)
    assert error.row == {"utf-8": 5, "cp1252": 2}[first]


def test_bytes_of_no_known_encoding_are_refused_with_their_row():
    bad = b"NIP;Nama;Predikat\n1;Ri\x81na;Baik\n"
    assert refuse(bad, errors.DamagedFile).row == 2


@pytest.mark.parametrize("cells", [ROW[:2], [*ROW, "lebih"]])
@pytest.mark.parametrize("n_rows_before", [2, 300])
def test_a_row_with_other_cells_than_the_header_is_refused_with_its_row(cells, n_rows_before):
    text = "\n".join(";".join(row) for row in [HEADER, *[ROW] * n_rows_before, cells, *[ROW] * 3])
    error = refuse(text.encode(), errors.RaggedRow)
    assert error.row == n_rows_before + 2


def test_blank_cells_beyond_the_header_are_no_fault():
    rows = [HEADER, *[ROW] * 5, [*ROW, "", ""], ["JUMLAH"], ["Binjai, 31 Desember 2024"]]
    text = "\n".join(";".join(row) for row in rows)
    (table,) = read_file(text.encode(), "rekap.csv").tables
    assert table.rows_read == 6


@pytest.mark.parametrize(
    "source", [b'[{"nip": "1"', b'{"data": [{"nip": }]}', b"[" * 200_000, b'[{"nip": 1}] x']
)
def test_malformed_json_is_refused(source):
    refuse(source, errors.MalformedJson, "skp.json")


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ({"message": "gagal"}, None),
        ("teks", None),
        ([1, 2], 1),
        ([{"nip": "1", "predikat": "Baik"}, None], 2),
        ([[{"nip": "1"}]], 1),
        ([{"nip": {"nilai": "1"}, "predikat": "Baik"}], 1),
        ([{"nip": "1", "predikat": "Baik"}, {"nip": "2", "predikat": ["Baik"]}], 2),
    ],
)
def test_json_without_flat_records_is_refused(content, row):
    assert refuse(json.dumps(content).encode(), errors.UnreadableRecord, "skp.json").row == row


def test_an_empty_list_of_records_is_refused():
    refuse(b"[]", errors.EmptyFile, "skp.json")
    refuse(b'{"data": []}', errors.EmptyFile, "skp.json")


def test_a_nested_field_nobody_needs_is_no_fault():
    record = {"nip": ROW[0], "predikat": "Baik", "path": {"882": {"dok_uri": "x"}}}
    (table,) = read_file(json.dumps({"data": [record]}).encode(), "skp.json").tables
    assert table.fields.column_names == ["nip", "predicate"]


def test_an_unknown_header_lists_what_was_found_and_what_is_missing():
    rows = [["Nomor", "Nama", "Unit Kerja", "Warna"], ["1", "Rina", "Bidang", "biru"]]
    error = refuse(files.to_csv(rows), errors.HeaderNotFound)
    assert "Warna" in error.found
    assert error.missing
    error = refuse(files.to_csv(rows), errors.HeaderNotFound, kind="appraisals")
    assert error.kind == "appraisals"
    assert error.missing[0] == "nip"


def test_text_that_is_no_table_is_refused():
    refuse(b"Yth. Bapak Kepala Badan,\ndengan hormat.\n", errors.HeaderNotFound, "surat.csv")


def test_a_header_that_fits_two_kinds_is_refused_with_both():
    header = ["NIP", "Rencana Hasil Kerja", "Indikator", "Predikat", "Nilai"]
    rows = [header, [ROW[0], "Laporan", "Jumlah", "Baik", "90"]]
    error = refuse(files.to_csv(rows), errors.KindAmbiguous)
    assert set(error.kinds) == {"appraisals", "targets"}
    (table,) = read_file(files.to_csv(rows), "rekap.csv", kind="targets").tables
    assert table.kind == "targets"


def test_an_unknown_kind_and_an_unknown_sheet_are_refused():
    with pytest.raises(errors.UnknownKind, match="appraisals"):
        read_file(b"x", "rekap.csv", kind="gaji")
    source = files.to_xlsx({"Rekap": [HEADER, ROW]})
    error = refuse(source, errors.SheetNotFound, "rekap.xlsx", sheet="Lain")
    assert "Rekap" in str(error)


def test_no_message_carries_what_stands_in_the_cells():
    secret = files.invented_nip(77)
    text = f"NIP;Nama;Predikat\n{secret};Rahasia;Baik\n{secret};Rahasia\n"
    message = str(refuse(text.encode(), errors.RaggedRow))
    assert not re.search(rf"{secret}|Rahasia", message)


@settings(max_examples=120, deadline=None)
@given(st.data(), st.sampled_from(("csv", "xlsx", "json")))
@pytest.mark.long
def test_torn_bytes_give_a_sound_table_or_a_reason(data, form):
    table = files.simple_table()
    headings = {name: files.HEADINGS[name][0] for name in table.fields}
    dressed = files.dress(table, files.Layout(order=table.fields, titles=("REKAP",)))
    source = bytearray(
        {
            "csv": lambda: files.to_csv(dressed.cells),
            "xlsx": lambda: files.to_xlsx({"Rekap": dressed}),
            "json": lambda: files.to_json(table, headings),
        }[form]()
    )
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(source)))
        cut = data.draw(st.integers(0, 30))
        source[place : place + cut] = data.draw(st.binary(max_size=4))
    try:
        tables = read_file(bytes(source), f"rekap.{form}").tables
    except errors.UnreadableFile:
        return
    for one in tables:
        rows = one.row_numbers.to_pylist()
        assert rows == sorted(set(rows))
        assert one.fields.num_rows == one.cells.num_rows == len(rows) > 0
