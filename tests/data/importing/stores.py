"""A store of one's own for a test, small files to put in, and a look at what is in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from data import importing
from data.importing import ImportReport, Prepared
from data.store import Actor, Store

UJI = Actor("penguji", "command")
HEADINGS = {
    "nip": "NIP",
    "name": "Nama",
    "agency": "Perangkat Daerah",
    "unit": "Unit Kerja",
    "position": "Jabatan",
    "grade": "Golongan",
    "sex": "Jenis Kelamin",
    "birth_date": "Tanggal Lahir",
    "year": "Tahun",
    "period": "Periode",
    "month": "Bulan",
    "rater_nip": "NIP Penilai",
    "rater_name": "Nama Penilai",
    "rater_role": "Peran Penilai",
    "work_result": "Hasil Kerja",
    "behaviour": "Perilaku Kerja",
    "predicate": "Predikat",
    "score": "Nilai",
    "set_on": "Tanggal Penilaian",
    "feedback_text": "Umpan Balik",
    "item_loyal": "Loyal",
    "item_adaptive": "Adaptif",
}


def sheet(rows: Iterable[Mapping[str, str]], headings: Mapping[str, str] = HEADINGS) -> bytes:
    """Return rows of field → text as CSV under the usual headings."""
    rows = list(rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow([headings.get(name, name) for name in names])
    writer.writerows([[row.get(name, "") for name in names] for row in rows])
    return target.getvalue().encode()


def prepare(opened: Store, content: bytes, **options: object) -> Prepared:
    return importing.prepare(content, "rekap.csv", into=opened, **options)  # type: ignore[arg-type]


def take_in(opened: Store, content: bytes, **options: object) -> ImportReport:
    """Import a file into a store, valid rows only."""
    prepared = prepare(opened, content, **options)
    return importing.commit(prepared, UJI, valid_rows_only=True, into=opened)


def select(opened: Store, sql: str) -> list[tuple[object, ...]]:
    """Look at the tables directly."""
    with opened._connection.cursor() as cursor:
        return cursor.execute(sql).fetchall()


TABLES = (
    "agency", "agency_spelling", "unit", "position", "employee", "assignment", "period",
    "appraisal", "appraisal_item", "agency_result", "performance_target", "project",
    "project_milestone", "project_member", "sanction", "competence", "credit", "predicate_summary",
    "score_summary", "headcount_summary", "filling_summary",
)  # fmt: skip


def content(opened: Store, *, leave_out: tuple[str, ...] = ("period",)) -> dict[str, object]:
    """Return all rows of all tables, to compare the store before and after."""
    return {
        name: sorted(select(opened, f"select * from {name}"), key=repr)  # noqa: S608
        for name in TABLES
        if name not in leave_out
    }
