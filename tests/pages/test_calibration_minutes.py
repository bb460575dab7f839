"""The minutes of a draft as a workbook: the meeting, its proposals with reasons, lines to sign."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest

from analytics.calibration import last_cycle
from data import calibration, reads, store
from data.calibration import Proposal
from data.scope import Scope
from data.store import Actor
from ui import downloads
from ui.i18n import use_language
from ui.panels import calibration_editing, calibration_effect, calibration_meeting
from ui.panels import calibration_minutes as minutes
from ui.panels import calibration_table as table
from ui.reports import minutes as on_paper

ME = Scope("ani", frozenset({"evaluator"}), may_see_persons=True)
NAMED = replace(ME, may_see_names=True)
ACTOR = Actor("ani", "dashboard")
NOW = dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)
REASON = "=Tiga target terlampaui"  # text, never a formula
ATTENDEES = ("Ibu Rekaan", "Bapak Rekaan")

Cells = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def held(seeded: store.Store) -> tuple[int, dict[str, int]]:
    """A draft with one proposal and one mark; the people by what was said about them."""
    number = calibration.create_calibration(
        ME, "Rapat Dinkes", ACTOR, period_code="2025", agency_code="DINKES"
    )
    people = reads.calibration_people(ME, "2025", "DINKES")
    good = people.loc[people["predicate"] == "good", "employee_id"].astype(int).tolist()
    said = {"proposed": good[0], "discussed": good[1]}
    proposals = [
        Proposal(said["proposed"], "very_good", REASON, is_discussed=True),
        Proposal(said["discussed"], None, None, is_discussed=True),
    ]
    calibration.save_proposals(ME, number, proposals, ACTOR)
    calibration.note_attendees(ME, number, "\n".join(ATTENDEES), ACTOR)
    return number, said


def record_of(scope: Scope, number: int) -> minutes.Record:
    draft = reads.calibration(scope, number)
    assert draft is not None
    people = reads.calibration_people(scope, draft.period_code, draft.agency_code)
    rows = table.with_what_is_said(people, calibration_editing.held_by(scope, number))
    place = calibration_meeting.place_of(draft)
    effect = calibration_effect.effect_of(scope, place, rows)
    everyone = table.rows(rows, list(last_cycle(rows).now))
    return minutes.gather(scope, place, draft, everyone, effect)


def workbook(record: minutes.Record) -> Cells:
    about = downloads.About("Berita acara", {"Periode": "2025"}, None, "1", "ani", NOW)
    book = openpyxl.load_workbook(io.BytesIO(downloads.xlsx(list(minutes.sheets(record)), about)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_workbook_holds_the_meeting(held: tuple[int, dict[str, int]]) -> None:
    number, _said = held
    with use_language("id"):
        cells = workbook(record_of(ME, number))
    assert list(cells) == [
        "Berita acara", "Usulan dan bahasan", "Sebaran", "Pemeriksaan pola", "Sembilan kotak",
        "Penilai", "Riwayat", "Tanda tangan", "Tentang",
    ]  # fmt: skip
    facts = dict(cells["Berita acara"][1:])
    assert facts["Draf"] == "Rapat Dinkes"
    assert facts["Peserta"] == "Ibu Rekaan dan Bapak Rekaan"
    assert facts["Perangkat aturan"].endswith("berlaku sejak 31 Januari 2023")
    assert facts["Versi metode"]
    head, *rows = cells["Usulan dan bahasan"]
    assert "Nama" not in head
    by_reason = {row[head.index("Alasan")]: dict(zip(head, row, strict=True)) for row in rows}
    assert set(by_reason) == {REASON, None}
    assert by_reason[REASON]["Sekarang"] == "Baik"
    assert by_reason[REASON]["Usulan"] == "Sangat Baik"
    assert by_reason[None]["Dibahas"] == "ya"
    head, *mix = cells["Sebaran"]
    now, then = head.index("Sekarang"), head.index("Usulan")
    assert [row[then] - row[now] for row in mix] == [1, -1, 0, 0, 0]
    assert sum(row[now] for row in mix) == sum(row[then] for row in mix) == 60
    assert len(cells["Riwayat"]) == 1 + 2
    roles = [row[:2] for row in cells["Tanda tangan"][1:]]
    assert roles[0] == ("Pimpinan rapat", "")
    assert [name for _role, name in roles if name] == list(ATTENDEES)


def test_names_and_numbers_come_with_the_right_alone(held: tuple[int, dict[str, int]]) -> None:
    number, said = held
    with use_language("id"):
        named, nameless = workbook(record_of(NAMED, number)), record_of(ME, number)
    head, *rows = named["Usulan dan bahasan"]
    names = {row[head.index("Nama")] for row in rows}
    assert names == {f"Orang {said['proposed']}", f"Orang {said['discussed']}"}
    assert "NIP" in head
    assert "Orang " not in str(workbook(nameless))
    assert "Orang " not in str(nameless.minutes)


def test_the_english_minutes_are_english(held: tuple[int, dict[str, int]]) -> None:
    number, _said = held
    with use_language("en"):
        cells = workbook(record_of(ME, number))
    assert "Proposals and discussed" in cells
    facts = dict(cells["Minutes"][1:])
    assert facts["Attendees"] == "Ibu Rekaan and Bapak Rekaan"
    said = [str(words) for _name, words in cells["Minutes"]]
    assert "Another predicate is proposed for 1 of 60" in " ".join(said)
    assert cells["Signature"][1][0] == "Chair"


def test_paper_and_workbook_say_the_same(held: tuple[int, dict[str, int]]) -> None:
    number, _said = held
    with use_language("id"):
        record = record_of(ME, number)
        document = on_paper.document(record.minutes)
    assert (record.minutes.n_people, record.minutes.n_discussed) == (60, 2)
    assert list(record.minutes.changes["reason"]) == [REASON]
    assert record.minutes.subject == "Dinas Kesehatan · 2025"
    assert document.n_rows == 1
    shares = record.minutes.mix.groupby("group")["share"].sum()
    assert shares.to_dict() == pytest.approx({"Sekarang": 1.0, "Usulan": 1.0})
