"""When appraisals were filled in, and what the feedback says."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from data.demo.offices import AGENCIES
from data.demo.people import People
from data.demo.plan import LATE
from data.vocabulary import period_span

Whole = NDArray[np.int64]

# SE Kepala BKN 11/2023: the SKP of 2024 to be finished by 10 January 2025. The year after the same;
# the year before and the quarters are the demo's own.
DUE_OF_YEAR = {"2024": date(2025, 1, 10), "2025": date(2026, 1, 10)}
DAYS_OF_YEAR, DAYS_OF_QUARTER = 31, 15
LATE_SHARE, LATE_SHARE_OF_LATE = 0.05, 0.45
LAST_WEEK_SHARE = 0.58  # of those in time
PASTED = ("Sudah baik dan sesuai", "Untuk dapat dipertahankan", "Tingkatkan terus kinerjanya")
EMPTY_SHARE, PASTED_SHARE = 1 / 3, 0.15
STARTS = ("Menyelesaikan", "Menangani", "Menyusun", "Mendampingi", "Memeriksa", "Menata",
          "Melayani", "Mengoordinasikan", "Memperbaiki", "Menindaklanjuti")  # fmt: skip
THINGS = ("laporan triwulan", "berkas layanan", "jadwal piket", "data kepegawaian", "aduan warga",
          "dokumen anggaran", "kegiatan lapangan", "arsip unit", "pelatihan rekan kerja",
          "rapat koordinasi", "rencana kerja", "evaluasi kegiatan")  # fmt: skip
ENDS = ("sebelum tenggat", "dengan teliti", "tanpa temuan", "dengan dua kali perbaikan",
        "lebih cepat dari rencana", "sesuai prosedur", "meski tenaga terbatas",
        "dengan catatan kecil", "bersama tim", "sampai tuntas")  # fmt: skip


def due_on(code: str) -> date:
    """Return the deadline to fill a period."""
    span = period_span(code)
    days = DAYS_OF_YEAR if span.kind == "year" else DAYS_OF_QUARTER
    return DUE_OF_YEAR.get(code, span.ends_on + timedelta(days=days))


def filled_on(
    rng: np.random.Generator,
    people: People,
    person: Whole,
    quarter: Whole,
    period: NDArray[np.str_],
) -> NDArray[np.datetime64]:
    """Return the days the appraisals were set: mostly in the last week before the deadline."""
    n = len(period)
    codes, which = np.unique(period, return_inverse=True)
    due = np.array([due_on(str(code)) for code in codes], dtype="datetime64[D]")[which]
    ends = np.array([period_span(str(code)).ends_on for code in codes], dtype="datetime64[D]")
    longest = (due - ends[which]).astype(int)  # nothing is judged before the period is over
    of_late = [k for k, agency in enumerate(AGENCIES) if agency.code in LATE]
    share = np.where(
        np.isin(people.agency[person, quarter], of_late), LATE_SHARE_OF_LATE, LATE_SHARE
    )
    before = np.where(
        rng.random(n) < LAST_WEEK_SHARE, rng.integers(0, 7, n), rng.integers(7, 14, n)
    )
    before = np.minimum(before, longest - 1)
    shift = np.where(rng.random(n) < share, rng.integers(1, 25, n), -before)
    found: NDArray[np.datetime64] = due + shift.astype("timedelta64[D]")
    return found


def feedback(rng: np.random.Generator, unit: Whole, copied: list[int]) -> list[str | None]:
    """Return feedback texts: a third empty, some pasted for everybody of a unit."""
    n = len(unit)
    empty = rng.random(n) < EMPTY_SHARE
    pasted = rng.random(n) < PASTED_SHARE
    is_copied = np.isin(unit, copied)
    start, thing, end = (rng.integers(0, len(words), n) for words in (STARTS, THINGS, ENDS))
    return [
        PASTED[unit[k] % len(PASTED)]
        if is_copied[k]
        else None
        if empty[k]
        else PASTED[k % len(PASTED)]
        if pasted[k]
        else f"{STARTS[start[k]]} {THINGS[thing[k]]} {ENDS[end[k]]}"
        for k in range(n)
    ]
