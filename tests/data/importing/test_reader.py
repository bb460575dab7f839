"""What the reader makes of values, merged cells, sheets, titles and other kinds of file."""

from __future__ import annotations

import datetime
import hashlib
import io
import json

import openpyxl
import pytest
import xlsxwriter

from data.importing.reader import FileTables, SheetTable, read_file
from data.importing.reader.cells import number_text
from tests.data.importing import files

HEADER = ["NIP", "Nama", "Predikat"]
NIPS = [files.invented_nip(i) for i in range(1, 9)]


def read(cells: files.Cells, **options) -> SheetTable:
    (table,) = read_file(files.to_csv(cells), "rekap.csv", **options).tables
    return table


def read_xlsx(cells: files.Cells, ranges=(), sheet: str = "Rekap", **options) -> SheetTable:
    dressed = files.Dressed(cells, list(ranges), 0, [])
    (table,) = read_file(files.to_xlsx({sheet: dressed}), "rekap.xlsx", **options).tables
    return table


def rows_noted(table: SheetTable, what: str) -> list[int]:
    return [row for note in table.notes if note.what == what for row in note.rows]


def details(table: SheetTable | FileTables, what: str) -> list[str | None]:
    return [note.detail for note in table.notes if note.what == what]


# ── values ───────────────────────────────────────────────────────────────────────────────────


def test_a_number_of_18_digits_arrives_with_the_digits_it_lost_as_zeros():
    full = "198503152010011000"  # as a spreadsheet keeps 198503152010011987
    source = files.to_xlsx({"Rekap": [HEADER, [full, "Rina", "Baik"]]}, numbers=[full])
    (table,) = read_file(source, "rekap.xlsx").tables
    assert table.fields["nip"].to_pylist() == ["198503152010011000"]
    table = read(
        [HEADER, ["1,98503E+17", "Rina", "Baik"], ["1.98503152010011E+17", "Budi", "Baik"]]
    )
    assert table.fields["nip"].to_pylist() == ["198503000000000000", "198503152010011000"]
    record = '[{"nip": 1.98503152010011e17, "predikat": "Baik"}]'
    (table,) = read_file(record.encode(), "skp.json").tables
    assert table.fields["nip"].to_pylist() == ["198503152010011000"]


def test_a_whole_number_in_json_keeps_every_digit():
    record = f'[{{"nip": {NIPS[0]}, "predikat": "Baik", "nilai": 82.50, "tahun": 2024}}]'
    (table,) = read_file(record.encode(), "skp.json").tables
    assert table.fields.to_pylist() == [
        {"nip": NIPS[0], "predicate": "Baik", "score": "82.5", "year": "2024"}
    ]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2024.0, "2024"), (0.0, "0"), (-5.0, "-5"), (82.5, "82.5"), (0.1 + 0.2, "0.3"),
        (198503152010011000.0, "198503152010011000"), (123456789012345.0, "123456789012345"),
        (1e15, "1000000000000000"), (0.85, "0.85"), (1 / 3, "0.333333333333333"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_a_spreadsheet_shows_it(number, text):
    assert number_text(number) == text


def test_dates_formulas_and_logical_values_of_a_workbook_are_text():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Rekap")
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(
            0, 0, [*HEADER, "Tanggal Penilaian", "Nilai", "Catatan", "Bulan", "Jabatan"]
        )
        sheet.write_string(1, 0, f" '{NIPS[0]}")
        sheet.write_string(1, 1, "=cmd()")
        sheet.write_formula(1, 2, '="Ba"&"ik"', value="Baik")
        sheet.write_datetime(1, 3, datetime.datetime(2024, 12, 31, tzinfo=None), date)  # noqa: DTZ001
        sheet.write_formula(1, 4, "=80+2.5", value=82.5)
        sheet.write_boolean(1, 5, True)
        sheet.write_datetime(1, 6, datetime.datetime(2024, 1, 2, 3, 4), date)  # noqa: DTZ001
        sheet.write_string(1, 7, "@jabatan")
    (table,) = read_file(target.getvalue(), "rekap.xlsx").tables
    assert table.fields.to_pylist() == [
        {
            "nip": f" '{NIPS[0]}",
            "name": "=cmd()",
            "predicate": "Baik",
            "set_on": "2024-12-31",
            "score": "82.5",
            "feedback_text": "TRUE",
            "month": "2024-01-02 03:04:00",
            "position": "@jabatan",
        }
    ]


def test_text_is_kept_as_it_stands_and_blank_is_null():
    name = '+Rina, "S.Kom" <script>alert(1)</script>\nbaris dua'
    table = read([HEADER, [f"'{NIPS[0]}", name, " \u00a0\t"], [NIPS[1], "-1+1", "82,5"]])
    assert table.fields.to_pylist() == [
        {"nip": f"'{NIPS[0]}", "name": name, "predicate": None},
        {"nip": NIPS[1], "name": "-1+1", "predicate": "82,5"},
    ]


def test_row_numbers_count_records_as_a_spreadsheet_does():
    rows = [["Judul\nzwei"], [], HEADER, [NIPS[0], "a\nb", "Baik"], [], [NIPS[1], "c", "Baik"]]
    table = read(rows)
    assert table.header_row == 3
    assert table.row_numbers.to_pylist() == [4, 6]


def test_a_long_file_keeps_its_rows_in_order_around_odd_ones():
    n_rows = 3000
    lines = [";".join(HEADER)]
    lines += [f"{files.invented_nip(i)};Nama {i};Baik" for i in range(n_rows)]
    lines[500] += ";"  # one blank cell more
    lines[2000:2000] = ["JUMLAH", ""]
    text = "\n".join(lines)
    (table,) = read_file(text.encode(), "rekap.csv").tables
    assert table.fields["name"].to_pylist() == [f"Nama {i}" for i in range(n_rows)]
    assert table.row_numbers.to_pylist() == [
        i for i in range(2, n_rows + 4) if i not in (2001, 2002)
    ]
    assert rows_noted(table, "total") == [2001]
    assert rows_noted(table, "blank") == [2002]


def test_a_file_is_known_by_its_hash(tmp_path):
    source = files.to_csv([HEADER, [NIPS[0], "Rina", "Baik"]])
    path = tmp_path / "a.csv"
    path.write_bytes(source)
    result = read_file(path, "a.csv")
    assert result.sha256 == hashlib.sha256(source).hexdigest()
    assert (result.format, result.file_name) == ("csv", "a.csv")


def test_a_separator_line_and_text_under_a_workbook_name_are_read():
    text = f"sep=;\nNIP;Nama;Predikat\n{NIPS[0]};Rina, S.Kom., M.T., Ph.D.;Baik\n"
    result = read_file(text.encode(), "rekap.xlsx")
    assert result.tables[0].delimiter == ";"
    assert result.tables[0].rows_read == 1
    assert details(result, "renamed_file") == ["csv"]


def test_utf16_is_read_without_its_mark():
    text = f"NIP\tNama\tPredikat\n{NIPS[0]}\tRina\tBaik\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        (table,) = read_file(text.encode(encoding), "rekap.csv").tables
        assert (table.encoding, table.delimiter) == ("utf-16", "\t")
        assert table.fields["name"].to_pylist() == ["Rina"]


# ── rows that are no data ────────────────────────────────────────────────────────────────────


def test_rows_passed_over_are_noted_with_their_numbers():
    cells = [
        ["PEMERINTAH KOTA BINJAI"], [], ["No", *HEADER, "Nilai"], ["1", "2", "3", "4", "5"],
        ["1", NIPS[0], "Rina", "Baik", "90"], [], ["No", *HEADER, "Nilai"],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["2", None, "Tanpa nomor", "Baik", "80"], [None, "Rata-rata", None, None, "85,0"],
        [None, "TOTAL : 2 orang"], [], [None, None, None, "Binjai, 2 Januari 2025"],
        [None, "Mengetahui", None, "Kepala Badan", None], [],
        [None, None, None, "NIP. 197001011995031999"],
    ]  # fmt: skip
    table = read(cells)
    assert table.row_numbers.to_pylist() == [5, 9]
    assert table.fields["nip"].to_pylist() == [NIPS[0], None]
    assert rows_noted(table, "title") == [1]
    assert rows_noted(table, "number_row") == [4, 8]
    assert rows_noted(table, "repeated_header") == [7]
    assert rows_noted(table, "total") == [10, 11]
    assert rows_noted(table, "signature") == [13, 14, 16]
    assert rows_noted(table, "blank") == [6, 12, 15]


def test_blocks_with_their_own_titles_are_one_table():
    block = [[*HEADER, "OPD"], [NIPS[0], "Rina", "Baik", "Dinas A"], ["JUMLAH", None, "1"]]
    table = read([["DINAS A"], *block, [], ["DINAS B"], *block, ["Binjai, 31 Desember 2024"]])
    assert table.row_numbers.to_pylist() == [3, 8]
    assert rows_noted(table, "title") == [1, 6]


def test_a_row_that_only_names_the_agency_below_is_no_data():
    table = read(
        [
            ["No", *HEADER, "OPD"],
            ["A", "Dinas Kesehatan"],
            ["1", NIPS[0], "Rina", "Baik", "Dinas Kesehatan"],
            ["2", NIPS[1], "Budi", "Baik", "Dinas Kesehatan"],
        ]
    )
    assert table.rows_read == 2


@pytest.mark.parametrize("name", ["Total Sihombing", "Jumlah", "Kepala Siregar", "Nomor Satu"])
def test_a_person_with_a_number_is_data_whatever_the_name(name):
    table = read([HEADER, [NIPS[0], name, "Baik"], [NIPS[1], "Rina", "Baik"]])
    assert table.fields["name"].to_pylist() == [name, "Rina"]


def test_a_last_row_without_a_number_is_data():
    rows = [
        ["No", *HEADER, "Unit"],
        ["1", NIPS[0], "Rina", "Baik", "X"],
        ["2", None, "Budi", "Baik", "X"],
    ]
    assert read(rows).rows_read == 2


# ── merged cells ─────────────────────────────────────────────────────────────────────────────


def test_merged_cells_stand_for_the_rows_they_cover_and_no_others():
    cells = [
        [*HEADER, "OPD", "Unit"],
        [NIPS[0], "Rina", "Baik", "Dinas A", "Umum"],
        [NIPS[1], "Budi", "Baik", None, None],
        [NIPS[2], "Sari", "Baik", None, "Umum"],
    ]
    table = read_xlsx(cells, [(1, 3, 2, 3)])
    assert table.fields["agency"].to_pylist() == ["Dinas A", "Dinas A", None]
    assert table.fields["unit"].to_pylist() == ["Umum", None, "Umum"]
    assert rows_noted(table, "filled_down") == [3]


def test_a_blank_agency_in_a_list_kept_cell_by_cell_stays_blank():
    rows = [[*HEADER, "OPD"], *([nip, "x", "Baik", "Dinas A"] for nip in NIPS)]
    rows[3][3] = None
    rows[4][3] = None
    rows[5][3] = None
    assert read(rows).fields["agency"].to_pylist()[1:5] == ["Dinas A", None, None, None]


def test_a_blank_unit_is_not_filled_across_agencies():
    rows = [
        [*HEADER, "OPD", "Unit"],
        [NIPS[0], "a", "Baik", "Dinas A", "Umum"],
        [NIPS[1], "b", "Baik", None, None],
        [NIPS[2], "c", "Baik", "Dinas B", None],
        [NIPS[3], "d", "Baik", None, None],
    ]
    table = read(rows)
    assert table.fields["agency"].to_pylist() == ["Dinas A", "Dinas A", "Dinas B", "Dinas B"]
    assert table.fields["unit"].to_pylist() == ["Umum", "Umum", None, None]


def test_a_header_of_two_rows_is_joined():
    cells = [
        ["No", "Pegawai", None, "Penilai", None, "Hasil Kerja", None, "Perilaku"],
        [None, "NIP", "Nama", "NIP", "Nama", "Nilai", "Rating", None],
        ["1", NIPS[0], "Rina", NIPS[1], "Budi", "2", "Sesuai Ekspektasi", "Di Atas Ekspektasi"],
    ]
    ranges = [(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 0, 6), (0, 7, 1, 7)]
    for table in (read(cells), read_xlsx(cells, ranges)):
        assert [column.label for column in table.columns] == [
            "No", "Pegawai / NIP", "Pegawai / Nama", "Penilai / NIP", "Penilai / Nama",
            "Hasil Kerja / Nilai", "Hasil Kerja / Rating", "Perilaku",
        ]  # fmt: skip
        assert [column.field for column in table.columns] == [
            None, "nip", "name", "rater_nip", "rater_name", "work_result_code", "work_result",
            "behaviour",
        ]  # fmt: skip
        assert table.header_row == 2
        assert table.rows_read == 1


# ── columns ──────────────────────────────────────────────────────────────────────────────────


def test_a_heading_again_after_the_rater_is_the_raters():
    header = ["Nama", "NIP", "Jabatan", "Nama Penilai", "NIP", "Jabatan", "Predikat"]
    table = read([header, ["Rina", NIPS[0], "Guru", "Budi", NIPS[1], "Kepala", "Baik"]])
    assert [column.field for column in table.columns] == [
        "name", "nip", "position", "rater_name", "rater_nip", "rater_position", "predicate",
    ]  # fmt: skip
    assert [column.label for column in table.columns][4] == "NIP (2)"


def test_words_under_a_heading_of_codes_are_levels_and_codes_stay_codes():
    header = ["NIP", "Nilai Hasil Kerja", "Nilai Perilaku Kerja", "Nilai"]
    table = read([header, [NIPS[0], "Sesuai Ekspektasi", "2", "Baik"]])
    assert [column.field for column in table.columns] == [
        "nip", "work_result", "behaviour_code", "predicate",
    ]  # fmt: skip
    table = read([header, [NIPS[0], "88,5", "90", "89"]])
    assert [column.field for column in table.columns] == ["nip", None, None, "score"]
    assert details(table, "numbers_not_levels") == ["Nilai Hasil Kerja", "Nilai Perilaku Kerja"]


def test_codes_under_the_names_of_the_national_system_are_codes():
    record = {"nip": NIPS[0], "hasilKinerja": "1", "perilakuKerja": "2", "kuadranKinerja": "2"}
    (table,) = read_file(json.dumps([record]).encode(), "skp.json").tables
    assert table.fields.column_names == [
        "nip",
        "work_result_code",
        "behaviour_code",
        "predicate_code",
    ]


def test_several_periods_side_by_side_are_left_to_a_person():
    header = ["NIP", "Nama", "Predikat TW I", "Predikat TW II", "Predikat Akhir"]
    table = read(
        [header, [NIPS[0], "Rina", "Baik", "Kurang", "Baik"]],
        mapping={"Predikat Akhir": "predicate"},
    )
    assert table.fields["predicate"].to_pylist() == ["Baik"]
    table = read(
        [["NIP", "Nilai", "Predikat TW I", "Predikat TW II"], [NIPS[0], "80", "Baik", "Kurang"]]
    )
    assert "predicate" not in table.fields.column_names
    assert details(table, "several_periods") == ["Predikat TW I, Predikat TW II"]


def test_unit_kerja_alone_is_the_agency_but_not_beside_one():
    table = read([[*HEADER, "Unit Kerja"], [NIPS[0], "Rina", "Baik", "Dinas A"]])
    assert table.fields["agency"].to_pylist() == ["Dinas A"]
    assert details(table, "unit_as_agency") == ["Unit Kerja"]
    table = read([[*HEADER, "Unit Kerja", "OPD"], [NIPS[0], "Rina", "Baik", "Umum", "Dinas A"]])
    assert table.fields["unit"].to_pylist() == ["Umum"]


def test_what_is_never_stored_is_neither_in_fields_nor_in_cells():
    table = read([[*HEADER, "Agama", "Warna"], [NIPS[0], "Rina", "Baik", "rahasia", "biru"]])
    assert "rahasia" not in str(table.fields.to_pylist()) + str(table.cells.to_pylist())
    assert table.cells["c4"].to_pylist() == ["biru"]
    assert details(table, "sensitive_column") == ["Agama"]
    assert details(table, "unknown_column") == ["Warna"]
    mapped = read([[*HEADER, "Agama"], [NIPS[0], "Rina", "Baik", "rahasia"]])
    assert mapped.columns[3].matched_by == "sensitive"


def test_a_mapping_wins_and_may_leave_columns_out():
    rows = [["Kode", "Orang", "Predikat", "Hasil"], [NIPS[0], "Rina", "x", "Baik"]]
    mapping = {"KODE": "nip", "orang": "name", "Predikat": "", "hasil": "predicate", "Lain": "unit"}
    table = read(rows, kind="appraisals", mapping=mapping)
    assert table.fields.to_pylist() == [{"nip": NIPS[0], "name": "Rina", "predicate": "Baik"}]
    assert [column.matched_by for column in table.columns] == ["mapping"] * 4
    assert details(table, "mapping_unused") == ["Lain"]
    assert read(rows, mapping=mapping).kind == "appraisals"


def test_a_mapped_column_that_is_never_stored_is_dropped_all_the_same():
    rows = [[*HEADER, "Agama"], [NIPS[0], "Rina", "Baik", "rahasia"]]
    table = read(rows, mapping={"Agama": "feedback_text"})
    assert "rahasia" not in str(table.fields.to_pylist()) + str(table.cells.to_pylist())


@pytest.mark.parametrize(("heading", "scale"), [("Nilai (0-120)", 120), ("Nilai", None)])
def test_the_scale_comes_from_the_heading(heading, scale):
    assert read([["NIP", heading], [NIPS[0], "80"]]).score_scale == scale


# ── periods of titles ────────────────────────────────────────────────────────────────────────


def test_a_period_in_a_title_or_sheet_name_fills_what_no_column_holds():
    table = read([["REKAP TRIWULAN II TAHUN 2024"], HEADER, [NIPS[0], "Rina", "Baik"]])
    assert table.fields["year"].to_pylist() == ["2024"]
    assert table.fields["period"].to_pylist() == ["Triwulan II"]
    assert details(table, "period_default") == ["2024", "Triwulan II"]
    table = read_xlsx([HEADER, [NIPS[0], "Rina", "Baik"]], sheet="TW III 2023")
    assert table.fields.to_pylist()[0]["year"] == "2023"
    assert table.fields.to_pylist()[0]["period"] == "Triwulan III"


def test_a_period_in_a_title_does_not_touch_columns_that_hold_one():
    table = read([["TAHUN 2023"], [*HEADER, "Tahun"], [NIPS[0], "Rina", "Baik", "2024"]])
    assert table.fields["year"].to_pylist() == ["2024"]
    table = read([["TAHUN 2022"], [*HEADER, "Bulan"], [NIPS[0], "Rina", "Baik", "Juli 2023"]])
    assert "year" not in table.fields.column_names
    table = read([["TAHUN 2023"], [*HEADER, "Bulan"], [NIPS[0], "Rina", "Baik", "Juli"]])
    assert table.fields["year"].to_pylist() == ["2023"]


def test_a_period_in_the_headings_counts_when_nothing_else_names_one():
    table = read([["NIP", "Nama", "Predikat Tahun 2024"], [NIPS[0], "Rina", "Baik"]])
    assert table.fields["year"].to_pylist() == ["2024"]


# ── sheets and kinds ─────────────────────────────────────────────────────────────────────────


def test_every_sheet_with_a_table_is_read_and_others_are_noted():
    people = [
        ["NIP", "Nama", "Jabatan", "Gol", "Pendidikan"],
        [NIPS[0], "Rina", "Guru", "III/a", "S1"],
    ]
    appraisals = [HEADER, [NIPS[0], "Rina", "Baik"]]
    source = files.to_xlsx(
        {"Sampul": [["Isi"]], "A": appraisals, "B": appraisals, "Pegawai": people, "X": appraisals},
        hidden=["X"],
    )
    result = read_file(source, "rekap.xlsx")
    assert [(table.sheet, table.kind) for table in result.tables] == [
        ("A", "appraisals"), ("B", "appraisals"), ("Pegawai", "people"),
    ]  # fmt: skip
    assert details(result, "hidden_sheet") == ["X"]
    assert details(result, "no_table") == ["Sampul"]
    assert [table.sheet for table in read_file(source, "r.xlsx", sheet="X").tables] == ["X"]
    only_people = read_file(source, "rekap.xlsx", kind="people")
    assert [table.sheet for table in only_people.tables] == ["Pegawai"]


def test_a_table_may_begin_anywhere_on_a_sheet():
    book = openpyxl.Workbook()
    for row, cells in enumerate([HEADER, [NIPS[0], "Rina", "Baik"]], start=4):
        for column, cell in enumerate(cells, start=3):
            book.active.cell(row, column, cell)
    target = io.BytesIO()
    book.save(target)
    (table,) = read_file(target.getvalue(), "rekap.xlsx").tables
    assert (table.header_row, table.row_numbers.to_pylist()) == (4, [5])
    assert table.columns[2].field == "nip"
    assert table.columns[0].label == "#1"


def test_people_of_the_national_system_are_read():
    record = {
        "nipBaru": NIPS[0], "nama": "Rina", "tglLahir": "01-01-1990", "agama": "rahasia",
        "nik": "rahasia", "unorNama": "Bidang Umum", "unorIndukNama": "Dinas A",
        "jabatanNama": "Analis", "golRuangAkhir": "III/a", "tmtGolAkhir": "01-04-2022",
    }  # fmt: skip
    (table,) = read_file(json.dumps({"code": 1, "data": [record]}).encode(), "pns.json").tables
    assert table.kind == "people"
    assert table.fields.to_pylist()[0]["agency"] == "Dinas A"
    assert details(table, "sensitive_column") == ["agama", "nik"]


def test_agency_results_are_told_from_appraisals():
    rows = [
        ["No", "Perangkat Daerah", "Predikat", "Nilai IKM", "Tahun"],
        ["1", "Dinas A", "Istimewa", "86,4", "2024"],
        ["2", "Dinas B", "Baik", None, "2024"],
        [None, "Rata-rata", None, "86,4", None],
    ]
    table = read(rows)
    assert table.kind == "agency_results"
    assert table.fields["satisfaction_index"].to_pylist() == ["86,4", None]


def test_targets_kept_with_merged_people_are_filled():
    rows = [
        ["NIP", "Nama", "Tahun", "RHK", "IKI", "Target", "Realisasi"],
        [NIPS[0], "Rina", "2024", "Laporan tersusun", "Jumlah laporan", "12", "11"],
        [None, None, None, None, "Ketepatan waktu", "100 %", "90 %"],
        [NIPS[1], "Budi", "2024", "Layanan selesai", "Jumlah layanan", "50", "50"],
        [None, None, None, None, "Kepuasan", "80", "85"],
    ]
    table = read(rows)
    assert table.kind == "targets"
    assert table.fields["nip"].to_pylist() == [NIPS[0], NIPS[0], NIPS[1], NIPS[1]]
    assert table.fields["work_result_plan"].to_pylist()[1] == "Laporan tersusun"
    assert rows_noted(table, "filled_down") == [3, 5]


@pytest.mark.parametrize("repeated", [True, False])
def test_projects_may_repeat_their_columns_or_leave_them_blank(repeated):
    head = ["P1", "Taman", "Dinas A", "30/06/2024"]
    tail = ["P2", "Pasar", "Dinas B", None]
    again = head if repeated else [None] * 4
    rows = [
        ["Kode Proyek", "Nama Proyek", "OPD", "Rencana Selesai", "Tahapan", "NIP Anggota", "Peran"],
        [*head, "Rancangan", NIPS[0], "Ketua"],
        [*again, "Lelang", NIPS[1], "Anggota"],
        [*again, None, NIPS[2], "Anggota"],
        [*tail, "Rancangan", NIPS[3], "Ketua"],
    ]
    table = read(rows)
    assert table.kind == "projects"
    assert table.fields["project_code"].to_pylist() == ["P1", "P1", "P1", "P2"]
    assert table.fields["agency"].to_pylist() == ["Dinas A"] * 3 + ["Dinas B"]
    assert table.fields["planned_end"].to_pylist() == ["30/06/2024"] * 3 + [None]
    assert table.fields["milestone"].to_pylist() == ["Rancangan", "Lelang", None, "Rancangan"]


def test_columns_and_cells_go_together():
    table = read([["No", *HEADER], ["1", NIPS[0], "Rina", "Baik"]])
    assert table.cells.column_names == [f"c{column.position}" for column in table.columns]
    for column in table.columns:
        if column.field:
            shown = table.cells[f"c{column.position}"].to_pylist()
            assert table.fields[column.field].to_pylist() == shown
