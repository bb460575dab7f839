"""The coaching sheet: one page to hand over in a talk with somebody who needs to improve."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from ui import formats, tables
from ui.i18n import _
from ui.paper import (
    Document,
    Heading,
    Lines,
    Note,
    Offer,
    Pairs,
    Part,
    Points,
    Table,
    Text,
    Together,
    table,
)
from ui.plain import plain
from ui.tables import Column

WRITING_ROOM = 6.5  # mm
STEPS_TO_WRITE = 3  # empty rows where nothing is agreed yet


@dataclass(frozen=True)
class Expectation:
    """What was agreed for the period."""

    result: str  # the planned result or expected behaviour
    measure: str = ""  # indicator and target


@dataclass(frozen=True)
class Observation:
    """What was seen, and where it can be looked up."""

    seen: str
    evidence: str = ""
    on: dt.date | None = None


@dataclass(frozen=True)
class NextStep:
    """What is agreed for the next weeks; empty until the talk."""

    step: str
    helped_by: str = ""
    until: dt.date | None = None


@dataclass(frozen=True)
class CoachingSheet:
    """What a coaching sheet says about one person in one period; all words plain."""

    person: str  # post and unit, the name first where the reader sees it
    facts: tuple[tuple[str, str], ...]  # unit, superior, period, predicate
    strengths: tuple[str, ...]
    expected: tuple[Expectation, ...]
    seen: tuple[Observation, ...]
    next_steps: tuple[NextStep, ...]
    talk_on: dt.date | None = None  # None: written in by hand


def offer(sheet: CoachingSheet) -> Offer:
    """Offer the sheet; everything is in it already."""
    return Offer(_("Lembar pembinaan (PDF)"), lambda: document(sheet))


def document(sheet: CoachingSheet) -> Document:
    """Return the sheet: expected, seen with evidence, next steps, and lines to sign."""
    parts: list[Part] = [
        Pairs((*sheet.facts, (_("Tanggal pembicaraan"), _day(sheet.talk_on)))),
        Note(_("Bahan pembicaraan, bukan hukuman. Isinya dibahas dan dapat dikoreksi bersama.")),
    ]
    if sheet.strengths:
        parts += [Heading(_("Yang sudah baik")), Points(tuple(plain(s) for s in sheet.strengths))]
    parts += [*_expected(sheet), *_seen(sheet), *_next_steps(sheet)]
    parts.append(
        Together(
            (
                Heading(_("Tanggapan pegawai"), level=3),
                Lines(("", ""), height=6.5, per_row=1),
                Lines((_("Pegawai, tanggal"), _("Atasan, tanggal")), height=11.0),
            )
        )
    )
    return Document(_("Lembar pembinaan"), sheet.person, tuple(parts), n_rows=1, is_personal=True)


def _expected(sheet: CoachingSheet) -> list[Part]:
    rows = pd.DataFrame(
        [(each.result, each.measure or None) for each in sheet.expected],
        columns=["result", "measure"],
    )
    columns = {"result": tables.text(_("Yang diharapkan")), "measure": tables.text(_("Ukuran"))}
    heading = Heading(_("Apa yang diharapkan"))
    if rows.empty:
        return [heading, Text(_("Belum ada target atau ekspektasi yang tercatat."))]
    return [heading, table(rows, columns, widths=(3, 2))]


def _seen(sheet: CoachingSheet) -> list[Part]:
    rows = pd.DataFrame(
        [(each.on, each.seen, each.evidence or None) for each in sheet.seen],
        columns=["on", "seen", "evidence"],
    )
    columns = {
        "on": tables.date(_("Tanggal")),
        "seen": tables.text(_("Yang terlihat")),
        "evidence": tables.text(_("Bukti")),
    }
    heading = Heading(_("Apa yang terlihat, dengan buktinya"))
    if rows.empty:
        return [heading, Text(_("Belum ada bukti yang tercatat; lengkapi sebelum berbicara."))]
    return [heading, table(rows, columns, widths=(0, 3, 2))]


def _next_steps(sheet: CoachingSheet) -> list[Part]:
    steps = sheet.next_steps or (NextStep(""),) * STEPS_TO_WRITE
    rows = pd.DataFrame(
        [(each.step, each.helped_by, _until(each.until)) for each in steps],
        columns=["step", "helped_by", "until"],
    )
    columns = {
        "step": tables.text(_("Langkah")),
        "helped_by": tables.text(_("Dibantu oleh")),
        "until": tables.text(_("Paling lambat")),
    }
    return [Heading(_("Langkah berikutnya")), _writable(rows, columns)]


def _writable(rows: pd.DataFrame, columns: dict[str, Column]) -> Table:
    return table(rows, columns, widths=(3, 2, 1), writing_room=WRITING_ROOM)


def _until(day: dt.date | None) -> str:
    return "" if day is None else formats.short_date(day)


def _day(day: dt.date | None) -> str:
    return "……………………" if day is None else formats.date(day)
