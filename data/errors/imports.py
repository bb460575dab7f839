"""Imports, undoing them, and spellings of agencies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data.errors.base import DataError


class DemoStore(DataError):
    """A file of real people was to go into the demo city."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} holds the demo city with invented people. Nothing was written. Import into "
            "a store of your own, or say --into-demo to mix them."
        )


class BatchNotFound(DataError):
    """There is no import of that number, or it was undone before."""

    def __init__(self, batch_id: int, *, undone: bool) -> None:
        self.batch_id = batch_id
        self.undone = undone
        what = "was undone already" if undone else "does not exist"
        super().__init__(f"Import {batch_id} {what}. List them with: python -m data batches")


class BatchReplaced(DataError):
    """A later import replaced rows of the one that was to be undone."""

    def __init__(self, batch_id: int, later: Sequence[int]) -> None:
        self.batch_id = batch_id
        self.later = tuple(later)
        numbers = ", ".join(str(number) for number in later)
        super().__init__(
            f"Import {batch_id} cannot be undone: import {numbers} replaced some of its rows. "
            f"Undo {numbers} first, the newest one before the others."
        )


class UnknownAgency(DataError):
    """No agency has that code, or both codes are the same."""

    def __init__(self, agency_code: str) -> None:
        self.agency_code = agency_code
        super().__init__(
            f"'{agency_code}' is not the code of another agency. "
            "List them with: python -m data agencies"
        )
