"""The cells of a table, each different text of a column read once; bad ones kept with their row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import InvalidPeople

Codes = NDArray[np.int64]
T = TypeVar("T")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)


class Unreadable(ValueError):
    """A cell that cannot be read; the text says what was needed."""


class Cells:
    """Columns of one table; what cannot be read is collected and refused together."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame
        self.n = len(frame)
        self._problems: list[tuple[int, str, str]] = []

    def read(
        self, name: str, parse: Callable[[str], T], *, as_given: bool = False
    ) -> tuple[Codes, list[T]]:
        """Return, for every row, the place of its value among the different ones; −1 is empty.

        Blanks around a value do not count, unless it is taken as given.
        """
        if name not in self._frame.columns:
            return np.full(self.n, -1, dtype=np.int64), []
        column = self._frame[name]
        if isinstance(column, pd.DataFrame):
            self.report(np.arange(min(1, self.n)), name, "the column stands in the table twice")
            return np.full(self.n, -1, dtype=np.int64), []
        codes, uniques = pd.factorize(column)
        place = np.full(len(uniques) + 1, -1, dtype=np.int64)  # the last one is empty
        values: list[T] = []
        for at, unique in enumerate(uniques):
            text = _text(unique)
            if not text.strip():
                continue
            try:
                value = parse(text if as_given else " ".join(text.split()))
            except Unreadable as problem:
                self.report(np.flatnonzero(codes == at), name, str(problem))
                continue
            place[at] = len(values)
            values.append(value)
        found: Codes = place[codes]
        return found, values

    def report(self, rows: NDArray[np.integer], name: str, problem: str) -> None:
        """Keep a problem of rows (0-based)."""
        self._problems += [(int(row) + 1, name, problem) for row in rows]

    def refuse_if_bad(self) -> None:
        """Raise InvalidPeople if anything was reported."""
        if self._problems:
            raise InvalidPeople(sorted(self._problems))


def _text(value: object) -> str:
    """Write a cell as a CSV file would hold it."""
    if isinstance(value, dt.datetime):  # a timestamp too
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)


def one_of(allowed: tuple[str, ...], also: Mapping[str, str] | None = None) -> Callable[[str], int]:
    """Return a reader of one of these names, which gives its place; `also` maps other spellings."""
    places = {each: at for at, each in enumerate(allowed)}
    places |= {spelt: places[name] for spelt, name in (also or {}).items() if name in places}
    shown = ", ".join(allowed) if len(allowed) <= 12 else f"{allowed[0]} … {allowed[-1]}"

    def read(text: str) -> int:
        if text not in places:
            raise Unreadable(f"{quoted(text)} is none of {shown}")
        return places[text]

    return read


def read_day(text: str) -> np.datetime64:
    """Read YYYY-MM-DD; the message does not repeat it, it may be somebody's birth date."""
    try:
        day = dt.date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise Unreadable("is no date like 2025-04-01") from None
    return np.datetime64(day, "D")


def read_months(text: str) -> float:
    """Read whole months."""
    months = _number(text)
    if not months.is_integer():
        raise Unreadable(f"{quoted(text)} is no whole number of months")
    return months


def read_points(text: str) -> float:
    """Read credit points."""
    return _number(text)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise Unreadable(f"{quoted(text)} is no number of at least 0 with a decimal point")
    return float(text)


def quoted(text: str) -> str:
    """Return a text for a message, cut if it is long."""
    return repr(text if len(text) <= 40 else f"{text[:40]}…")


def pieces(text: str) -> list[str]:
    """Return the parts of a list in one cell."""
    found = [part.strip() for part in text.split(";")]
    if found and not found[-1]:
        found.pop()
    return found
