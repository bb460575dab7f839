"""A table of people as arrays of codes and days, every cell read or refused by row and column.

A column that is absent and an empty cell mean unknown: code −1, not-a-number, not-a-time. A grade
of PPPK has no place on the ladder of ranks and counts as empty (eligibility.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import MissingColumns
from analytics.rules.eligibility.cells import (
    Cells,
    Codes,
    Unreadable,
    one_of,
    pieces,
    quoted,
    read_day,
    read_months,
    read_points,
)
from analytics.rules.eligibility.dates import NEVER, Days, Mask
from analytics.rules.predicates import PREDICATES
from analytics.rules.promotion_rules import EXPERIENCE_CLASSES
from analytics.rules.ranks import (
    ECHELONS,
    EDUCATIONS,
    EMPLOYMENT_TYPES,
    EXAMS,
    FUNCTIONAL_LEVELS,
    GRADES,
    POSITION_CLASSES,
    POTENTIALS,
    PPPK_GRADES,
    SANCTION_LEVELS,
)

Floats = NDArray[np.float64]
Texts = NDArray[np.object_]
UNKNOWN: Final = -1
T = TypeVar("T")

DATES: Final = ("birth_date", "grade_since", "position_since", "functional_level_since")
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "employment_type": EMPLOYMENT_TYPES,
    "education": EDUCATIONS,
    "grade": (*GRADES, *PPPK_GRADES),
    "position_class": POSITION_CLASSES,
    "functional_level": FUNCTIONAL_LEVELS,
    "echelon": ECHELONS,
    "competence_test": ("passed", "failed"),
    "competence_standard": ("met", "not_met"),
    "exam_exempt": ("yes", "no"),
    "vacancy": ("yes", "no"),
    "potential": POTENTIALS,
}
NUMBERS: Final[Mapping[str, Callable[[str], float]]] = {
    "field_months": read_months,
    "credit": read_points,
}
LISTS: Final = ("experience", "predicates", "sanctions", "service_exam")
COLUMNS: Final = ("employee", *NAMES, *DATES, *NUMBERS, *LISTS)
ALSO: Final = {
    "profesi (dokter, apoteker)": "profesi",  # as the table of educations explains it
    **{grade.removeprefix("PPPK "): grade for grade in PPPK_GRADES},  # as a store keeps them
}
_NONE: Final = "none"
_OF_LEVELS: Final = tuple(each for each in EXPERIENCE_CLASSES if each.startswith("functional_"))


@dataclass(frozen=True, eq=False)
class Sanctions:
    """Every sanction of everybody, one element each."""

    known: Mask  # (n,) whether anything is known about the person
    person: Codes  # (m,) place of the person
    level: Codes  # (m,) place in SANCTION_LEVELS
    start: Days  # (m,)
    end: Days  # (m,) last day


@dataclass(frozen=True, eq=False)
class People:
    """Arrays over n people."""

    n: int
    employee: Texts
    codes: Mapping[str, Codes]  # by column of NAMES: place in its names, −1 unknown
    days: Mapping[str, Days]  # by column of DATES
    numbers: Mapping[str, Floats]  # by column of NUMBERS; NaN unknown
    experience: Mapping[str, Floats]  # months by class; NaN unknown
    predicates: Mapping[int, Codes]  # by year: place in PREDICATES
    exams: Mapping[str, Mask]  # by exam: whether it is listed
    exams_known: Mask
    sanctions: Sanctions

    def predicate(self, year: int) -> Codes:
        """Return everybody's place in PREDICATES in a year."""
        return self.predicates.get(year, np.full(self.n, UNKNOWN))


def read_people(frame: pd.DataFrame) -> People:
    """Read a table with the columns of eligibility.md; others are left aside.

    Parameters
    ----------
    frame : frame
        One row a person; only `employee` is required. Texts, dates or numbers.

    Raises
    ------
    MissingColumns
        If there is no column `employee`.
    InvalidPeople
        If a cell cannot be read, or an employee is missing or stands in two rows.
    """
    if "employee" not in frame.columns:
        raise MissingColumns(["employee"], given=[str(each) for each in frame], frame="people")
    cells = Cells(frame)
    codes = {
        name: _taken(*cells.read(name, one_of(allowed, ALSO))) for name, allowed in NAMES.items()
    }
    codes["grade"] = np.where(codes["grade"] < len(GRADES), codes["grade"], UNKNOWN)
    exams = _each(cells, "service_exam", _exams)
    people = People(
        n=cells.n,
        employee=_employees(cells, frame),
        codes=codes,
        days={name: _days(*cells.read(name, read_day)) for name in DATES},
        numbers={name: _floats(*cells.read(name, read)) for name, read in NUMBERS.items()},
        experience=_experience(cells),
        predicates=_predicates(cells),
        exams={exam: np.array([exam in (each or ()) for each in exams], bool) for exam in EXAMS},
        exams_known=np.array([each is not None for each in exams], bool),
        sanctions=_sanctions(cells),
    )
    cells.refuse_if_bad()
    return people


def _employees(cells: Cells, frame: pd.DataFrame) -> Texts:
    codes, names = cells.read("employee", str, as_given=True)
    cells.report(np.flatnonzero(codes < 0), "employee", "is empty")
    rows, first = np.arange(cells.n), np.full(len(names) + 1, -1)
    first[codes[::-1]] = rows[::-1]
    again = np.flatnonzero((codes >= 0) & (first[codes] != rows))
    for row in again:
        cells.report(np.array([row]), "employee", f"is the same as in row {first[codes[row]] + 1}")
    return np.array([*names, ""], dtype=object)[codes]


def _taken(codes: Codes, places: list[int]) -> Codes:
    found: Codes = np.array([*places, UNKNOWN], dtype=np.int64)[codes]
    return found


def _days(codes: Codes, days: list[np.datetime64]) -> Days:
    found: Days = np.array([*days, NEVER], dtype="datetime64[D]")[codes]
    return found


def _floats(codes: Codes, numbers: list[float]) -> Floats:
    found: Floats = np.array([*numbers, np.nan], dtype=np.float64)[codes]
    return found


def _each(cells: Cells, name: str, parse: Callable[[str], T]) -> list[T | None]:
    """Return the value of every row, None where the cell is empty."""
    codes, values = cells.read(name, parse)
    return [*map([*values, None].__getitem__, codes.tolist())]


def _exams(text: str) -> frozenset[str]:
    if text == _NONE:
        return frozenset()
    found = pieces(text)
    if not found or not set(found) <= set(EXAMS) or len(set(found)) < len(found):
        raise Unreadable(f"{quoted(text)} is neither none nor a list like I;II")
    return frozenset(found)


def _experience(cells: Cells) -> dict[str, Floats]:
    codes, values = cells.read("experience", _months_by_class)
    return {
        name: _floats(codes, [each.get(name, 0.0) for each in values])
        for name in EXPERIENCE_CLASSES
    }


def _months_by_class(text: str) -> dict[str, float]:
    months: dict[str, float] = {}
    for part in pieces(text):
        name, number = _class_with_months(part)
        if name in months:
            raise Unreadable(f"names {name} twice")
        months[name] = number
    # months in a functional level are part of the functional months
    of_levels = sum(months.get(name, 0.0) for name in _OF_LEVELS)
    if of_levels > months.get("functional", 0.0):
        months["functional"] = of_levels
    return months


@lru_cache(maxsize=50_000)  # the same few hundred parts stand in every list
def _class_with_months(part: str) -> tuple[str, float]:
    name, _, number = (each.strip() for each in part.partition(":"))
    if name not in EXPERIENCE_CLASSES:
        raise Unreadable(f"{quoted(part)} is no class with months, like supervisor:40")
    return name, read_months(number)


def _predicates(cells: Cells) -> dict[int, Codes]:
    codes, values = cells.read("predicates", _predicate_by_year)
    years = sorted({year for each in values for year in each})
    return {year: _taken(codes, [each.get(year, UNKNOWN) for each in values]) for year in years}


def _predicate_by_year(text: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in pieces(text):
        year, _, name = (each.strip() for each in part.partition(":"))
        if not (len(year) == 4 and year.isascii() and year.isdigit()) or name not in PREDICATES:
            raise Unreadable(f"{quoted(part)} is no year with a predicate, like 2024:good")
        if int(year) in found:
            raise Unreadable(f"names the year {year} twice")
        found[int(year)] = PREDICATES.index(name)
    return found


def _sanctions(cells: Cells) -> Sanctions:
    codes, values = cells.read("sanctions", _runs)
    held = [(row, *run) for row in np.flatnonzero(codes >= 0) for run in values[codes[row]]]
    return Sanctions(
        known=codes >= 0,
        person=np.array([each[0] for each in held], dtype=np.int64),
        level=np.array([each[1] for each in held], dtype=np.int64),
        start=np.array([each[2] for each in held], dtype="datetime64[D]"),
        end=np.array([each[3] for each in held], dtype="datetime64[D]"),
    )


def _runs(text: str) -> tuple[tuple[int, np.datetime64, np.datetime64], ...]:
    if text == _NONE:
        return ()
    found = []
    for part in pieces(text):
        level, _, span = (each.strip() for each in part.partition(":"))
        start, _, end = (each.strip() for each in span.partition(":"))
        if level not in SANCTION_LEVELS:
            raise Unreadable("needs none, or level:start:end with light, moderate or severe")
        found.append((SANCTION_LEVELS.index(level), read_day(start), read_day(end)))
        if found[-1][1] > found[-1][2]:
            raise Unreadable("a sanction ends before it starts")
    if not found:
        raise Unreadable("needs none, or level:start:end with light, moderate or severe")
    return tuple(found)
