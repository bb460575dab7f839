"""Files as offices send them, built from one table: same rows, any layout around them.

`Table` holds what the file means; `Layout` says how it is dressed up; `to_csv`, `to_xlsx` and
`to_json` write it. People are invented; their numbers end in serials from 900 upwards.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from hypothesis import strategies as st

Cells = list[list[str | None]]

FIRST_NAMES = ("Rina", "Budi", "Sari", "Tagor", "Melati", "Andi", "Lestari", "Café Zoë")
LAST_NAMES = ("Contoh", "Percobaan", "Umpama", "Misalnya, S.Kom., M.T.", "Peraga")
AGENCIES = ("Dinas Kesehatan", "Dinas Pendidikan", "Kecamatan Binjai Utara", "Inspektorat")
UNITS = ("Sekretariat", "Bidang Umum", "UPTD Contoh; Binjai", 'SD Negeri "Melati"')
LEVELS = ("Di Atas Ekspektasi", "Sesuai Ekspektasi", "Di Bawah Ekspektasi")
PREDICATES = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")

# Headings of one appraisal field, plain ones and what public systems send.
HEADINGS: dict[str, tuple[str, ...]] = {
    "nip": ("NIP", "N I P", "NIP Pegawai", "No. NIP", "NIP/NI PPPK", "nipBaru"),
    "name": ("Nama", "NAMA PEGAWAI", "Nama Lengkap", "Nama Pegawai Yang Dinilai", "name"),
    "agency": ("Perangkat Daerah", "OPD", "SKPD", "Perangkat Daerah (OPD)", "agency"),
    "unit": ("Unit", "Unit Kerja", "Nama Unit Kerja", "unorNama"),
    "position": ("Jabatan", "Nama Jabatan", "jabatan_pegawai"),
    "grade": ("Gol.", "Gol. Ruang", "Golongan/Ruang", "Pangkat/Gol. Ruang"),
    "sex": ("JK", "Jenis Kelamin", "L/P"),
    "rater_nip": ("NIP Penilai", "NIP Pejabat Penilai Kinerja", "Atasan Langsung (NIP)"),
    "rater_name": ("Nama Penilai", "Pejabat Penilai", "Atasan Langsung", "namaPenilai"),
    "work_result": ("Hasil Kerja", "Rating Hasil Kerja", "HASIL KERJA", "hasilKinerja"),
    "behaviour": ("Perilaku Kerja", "Rating Perilaku", "perilakuKerja"),
    "predicate": ("Predikat", "Predikat Kinerja Pegawai", "PREDIKAT KINERJA", "kuadranKinerja"),
    "score": ("Nilai", "Skor", "Nilai Akhir", "Nilai (0-100)"),
    "year": ("Tahun", "Tahun Penilaian", "tahun", "THN"),
}
TWO_ROW_HEADINGS: dict[str, tuple[str, str]] = {
    "nip": ("Pegawai", "NIP"),
    "name": ("Pegawai", "Nama"),
    "position": ("Pegawai", "Jabatan"),
    "agency": ("Perangkat Daerah", ""),
    "unit": ("Unit", ""),
    "grade": ("Gol.", ""),
    "sex": ("Pegawai", "JK"),
    "rater_nip": ("Pejabat Penilai", "NIP"),
    "rater_name": ("Pejabat Penilai", "Nama"),
    "work_result": ("Penilaian", "Hasil Kerja"),
    "behaviour": ("Penilaian", "Perilaku Kerja"),
    "predicate": ("Predikat", ""),
    "score": ("Nilai", ""),
    "year": ("Tahun", ""),
}


@dataclass(frozen=True)
class Table:
    """What a file means: rows of field → text, the rows of an agency together."""

    rows: tuple[Mapping[str, str | None], ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.rows[0])


@dataclass(frozen=True)
class Layout:
    """How a file looks. Positions count data rows: decoration stands before that row."""

    order: tuple[str, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    number_column: bool = False
    number_row: bool = False
    two_row_header: bool = False
    header_again_at: tuple[int, ...] = ()
    blank_at: tuple[int, ...] = ()
    total: bool = False
    signature: bool = False
    merged: tuple[str, ...] = ()


@dataclass
class Dressed:
    """A table in its layout: all cells from the top, and ranges to merge (0-based, inclusive)."""

    cells: Cells
    ranges: list[tuple[int, int, int, int]]
    header_row: int  # 1-based row of the last header row
    data_rows: list[int]  # 1-based


def dress(table: Table, layout: Layout) -> Dressed:
    """Lay out a table as an office would."""
    columns = (["#"] if layout.number_column else []) + list(layout.order)
    cells: Cells = [[title] for title in layout.titles]
    if layout.titles:
        cells.append([])
    ranges: list[tuple[int, int, int, int]] = []
    first_header = len(cells)
    header = _header(columns, layout)
    cells += header
    if layout.two_row_header:
        ranges += _header_ranges(header, first_header)
    header_row = len(cells)
    if layout.number_row:
        cells.append([str(i) for i in range(1, len(columns) + 1)])
    data_rows: list[int] = []
    run_start: dict[str, tuple[int, str | None]] = {}
    for i, row in enumerate(table.rows):
        if i in layout.blank_at:
            cells.append([])
        if i in layout.header_again_at:
            cells += header
        line: list[str | None] = []
        for name in columns:
            value = str(i + 1) if name == "#" else row[name]
            begins = i == 0 or table.rows[i - 1]["agency"] != row["agency"]
            if name in layout.merged and not begins:
                value = None
            elif name in layout.merged:
                run_start[name] = (len(cells), value)
            line.append(value)
        data_rows.append(len(cells) + 1)
        cells.append(line)
        ends = i + 1 == len(table.rows) or table.rows[i + 1]["agency"] != row["agency"]
        for name in layout.merged if ends else ():
            first = run_start[name][0]
            if first < len(cells) - 1:
                at = columns.index(name)
                ranges.append((first, at, len(cells) - 1, at))
    if layout.total:
        total: list[str | None] = [None] * len(columns)
        total[min(1, len(columns) - 1)] = "JUMLAH"
        total[-1] = str(len(table.rows))
        cells.append(total)
    if layout.signature:
        last = len(columns) - 1
        cells += [
            [],
            [None] * last + ["Binjai, 31 Desember 2024"],
            [None] * last + ["Kepala Badan"],
        ]
        cells += [[], [None] * last + ["NIP. 197001011995031999"]]
    return Dressed(cells, ranges, header_row, data_rows)


def _header(columns: Sequence[str], layout: Layout) -> Cells:
    if layout.two_row_header:
        pairs = [("No", "") if name == "#" else TWO_ROW_HEADINGS[name] for name in columns]
        upper = [
            "" if i and pairs[i - 1][0] == pair[0] and pair[1] else pair[0]
            for i, pair in enumerate(pairs)
        ]
        return [list(upper), [pair[1] for pair in pairs]]
    return [
        ["No." if name == "#" else layout.headings.get(name, HEADINGS[name][0]) for name in columns]
    ]


def _header_ranges(header: Cells, top: int) -> list[tuple[int, int, int, int]]:
    upper, lower = header
    ranges = []
    for i, name in enumerate(upper):
        if name and not lower[i]:
            ranges.append((top, i, top + 1, i))
        elif name:
            last = i
            while last + 1 < len(upper) and not upper[last + 1]:
                last += 1
            if last > i:
                ranges.append((top, i, top, last))
    return ranges


def to_csv(
    cells: Cells, *, delimiter: str = ";", encoding: str = "utf-8", line_end: str = "\r\n"
) -> bytes:
    """Write cells as CSV; rows are padded, as spreadsheets do."""
    width = max(map(len, cells))
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([[*row, *[None] * (width - len(row))] for row in cells])
    return target.getvalue().encode(encoding)


def to_xlsx(
    sheets: Mapping[str, Cells | Dressed],
    *,
    numbers: Sequence[str] = (),
    hidden: Sequence[str] = (),
) -> bytes:
    """Write sheets as XLSX; `numbers` are cells (text) to be written as numbers."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        # the same table gives the same bytes whenever it is written
        book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        for name, content in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            dressed = content if isinstance(content, Dressed) else Dressed(content, [], 0, [])
            for top, left, bottom, right in dressed.ranges:
                sheet.merge_range(top, left, bottom, right, "")
            for r, row in enumerate(dressed.cells):
                for c, cell in enumerate(row):
                    if cell in numbers:
                        sheet.write_number(r, c, float(cell))
                    elif cell:
                        sheet.write_string(r, c, cell)
    return target.getvalue()


def to_json(table: Table, headings: Mapping[str, str], *, envelope: str | None = None) -> bytes:
    """Write a table as records."""
    records = [{headings[name]: value for name, value in row.items()} for row in table.rows]
    return json.dumps({envelope: records} if envelope else records).encode()


def invented_nip(serial: int, *, birth_year: int = 1980) -> str:
    """Return a valid number of a person who does not exist."""
    month = 1 + serial % 9
    return (
        f"{birth_year + serial % 15}{month:02d}152010{month:02d}{1 + serial % 2}9{serial % 100:02d}"
    )


def simple_table(n_rows: int = 6) -> Table:
    """Return a small table of appraisals, two agencies."""
    return Table(
        tuple(
            {
                "nip": invented_nip(i),
                "name": f"{FIRST_NAMES[i % 7]} {LAST_NAMES[i % 3]}",
                "agency": AGENCIES[2 * i // n_rows],
                "unit": UNITS[i % 2],
                "rater_nip": invented_nip(50 + i // 3),
                "work_result": LEVELS[i % 3],
                "behaviour": LEVELS[1],
                "predicate": PREDICATES[i % 5],
                "year": "2024",
            }
            for i in range(n_rows)
        )
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw appraisals: optional columns, blanks, several agencies of two people or more."""
    optional = (
        "unit",
        "position",
        "grade",
        "rater_nip",
        "rater_name",
        "behaviour",
        "score",
        "year",
    )
    chosen = draw(st.sets(st.sampled_from(optional)))
    n_agencies = draw(st.integers(1, 3))
    rows: list[dict[str, str | None]] = []
    for agency in AGENCIES[:n_agencies]:
        for _ in range(draw(st.integers(2, 4))):
            rows.append(_draw_row(draw, agency, chosen, len(rows)))
    return Table(tuple(rows))


def _draw_row(draw: st.DrawFn, agency: str, chosen: set[str], i: int) -> dict[str, str | None]:
    blank = st.none()
    spaced = draw(st.sampled_from(("{}", "'{}", " {}")))
    row: dict[str, str | None] = {
        "nip": spaced.format(invented_nip(i + 1)),
        "name": f"{draw(st.sampled_from(FIRST_NAMES))} {draw(st.sampled_from(LAST_NAMES))}",
        "agency": agency,
        "work_result": draw(st.sampled_from(LEVELS)),
        "predicate": draw(st.sampled_from(PREDICATES) | blank),
    }
    values = {
        "unit": st.sampled_from(UNITS),
        "position": st.sampled_from(("Analis Kebijakan", "=Penyuluh", "Guru <b>Ahli</b> Muda")),
        "grade": st.sampled_from(("III/a", "IV/b", "IX")) | blank,
        "rater_nip": st.integers(50, 60).map(invented_nip) | blank,
        "rater_name": st.sampled_from(FIRST_NAMES) | blank,
        "behaviour": st.sampled_from(LEVELS) | blank,
        "score": st.sampled_from(("82,5", "90", "77,25")) | blank,
        "year": st.just("2024"),
    }
    return row | {name: draw(values[name]) for name in values if name in chosen}


@st.composite
def layouts(draw: st.DrawFn, table: Table) -> Layout:
    """Draw how a table is dressed up."""
    n_rows = len(table.rows)
    order = tuple(draw(st.permutations(table.fields)))
    positions = st.lists(st.integers(1, n_rows - 1), max_size=2, unique=True).map(tuple)
    return Layout(
        order=order,
        headings={name: draw(st.sampled_from(HEADINGS[name])) for name in order},
        titles=draw(
            st.sampled_from(((), ("REKAPITULASI",), ("PEMERINTAH KOTA BINJAI", "Evaluasi Kinerja")))
        ),
        number_column=draw(st.booleans()),
        number_row=draw(st.booleans()),
        two_row_header=draw(st.booleans()),
        header_again_at=draw(positions),
        blank_at=draw(positions),
        total=draw(st.booleans()),
        signature=draw(st.booleans()),
        merged=("agency",) if draw(st.booleans()) else (),
    )
