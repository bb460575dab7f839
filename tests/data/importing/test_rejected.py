"""Rejected rows are taken away with their reasons, and the audit says who took them."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from data import audit, importing, store
from data.errors import BatchNotFound
from tests.data.importing.files import invented_nip
from tests.data.importing.stores import UJI, prepare, select, sheet, take_in

GOOD = {"nip": invented_nip(1), "name": "Ani", "agency": "Dinas Uji", "year": "2024",
        "rater_nip": invented_nip(60), "predicate": "Baik"}  # fmt: skip
CONTENT = sheet(
    [GOOD, {**GOOD, "nip": "1", "name": "=SUM(A1)"}, {**GOOD, "nip": "2", "predicate": "Lulus"}]
)


@pytest.fixture
def own(tmp_path, monkeypatch):
    path = tmp_path / "own.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    yield store.open_store(path, create=True)
    store.forget(path)


def downloads(opened):
    found = select(
        opened,
        """
        select actor, via, object_kind, object_id, after_value from audit_event
        where action = 'download' order by event_id
        """,
    )
    return [(*event[:4], json.loads(str(event[4]))) for event in found]


def test_the_rows_stand_as_in_the_file_with_reasons_to_the_right(own):
    take_in(own, CONTENT)
    page = openpyxl.load_workbook(io.BytesIO(importing.rejected_workbook(1, UJI))).active
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0][:2] == ["NIP", "Nama"]
    assert [row[-2:] for row in rows] == [
        ["Baris asal", "Alasan penolakan"],
        ["3", "NIP bukan 18 angka yang sah (NIP)"],
        ["4", "NIP bukan 18 angka yang sah (NIP); Predikat tidak dikenal (Predikat)"],
    ]
    assert rows[1][1] == "=SUM(A1)"
    assert page["B2"].data_type == "s"


def test_a_file_and_its_batch_give_the_same_workbook(own):
    prepared = prepare(own, CONTENT)
    before = importing.rejected_workbook(prepared, UJI)
    take_in(own, CONTENT)
    after = importing.rejected_workbook(1, UJI)
    cells = [
        [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(one)).active]
        for one in (before, after)
    ]
    assert cells[0] == cells[1]


def test_who_took_them_away_which_and_how_many_is_recorded(own):
    prepared = prepare(own, CONTENT)
    importing.rejected_workbook(prepared, UJI)
    take_in(own, CONTENT)
    importing.rejected_workbook(1, UJI)
    of_file = {"file": "rekap.csv", "sha256": prepared.sha256}
    of_batch = {"batch": 1, "file": "rekap.csv"}
    assert downloads(own) == [
        (*by_uji("rejected_rows", None), {"format": "xlsx", "filter": of_file, "rows": 2}),
        (*by_uji("rejected_rows", "1"), {"format": "xlsx", "filter": of_batch, "rows": 2}),
    ]
    assert audit.verify(own).is_whole


def by_uji(kind, code):
    return (UJI.name, UJI.via, kind, code)


def test_a_batch_that_does_not_exist_gives_nothing_and_records_nothing(own):
    with pytest.raises(BatchNotFound):
        importing.rejected_workbook(7, UJI)
    assert downloads(own) == []
