"""What can go wrong with the store and with files handed in: one base, one class a situation.

Every error carries its facts as fields; `str(error)` says what is wrong, where, and what to do.
No personal data stands in a message: row numbers, column labels and codes only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path


class DataError(Exception):
    """Base of everything the data layer refuses."""


# ── files that cannot be read ────────────────────────────────────────────────────────────────


class UnreadableFile(DataError):
    """A file handed in cannot be read as a table; nothing was written.

    Parameters
    ----------
    file_name : str
        The name the user knows it by.
    problem : str
        What is wrong and what to do, in whole sentences.
    sheet, row, column : optional
        Where: sheet name, 1-based row of the file (record for JSON), column label.
    """

    def __init__(
        self,
        file_name: str,
        problem: str,
        *,
        sheet: str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        self.file_name = file_name
        self.problem = problem
        self.sheet = sheet
        self.row = row
        self.column = column
        places = [
            f"sheet '{sheet}'" if sheet else "",
            f"row {row}" if row else "",
            f"column '{column}'" if column else "",
        ]
        where = ", ".join(place for place in places if place)
        super().__init__(f"{file_name}{f' ({where})' if where else ''}: {problem}")


class EmptyFile(UnreadableFile):
    """Nothing in it, or only blank cells."""


class NoDataRows(UnreadableFile):
    """A header was found, but no row below it."""


class FileTooLarge(UnreadableFile):
    """More bytes than one import takes."""


class WrongFormat(UnreadableFile):
    """Another kind of file than its name says, or one that is not taken; `looks_like` names it."""

    def __init__(self, file_name: str, problem: str, *, looks_like: str) -> None:
        self.looks_like = looks_like
        super().__init__(file_name, problem)


class DamagedFile(UnreadableFile):
    """The container or its text cannot be decoded."""


class PasswordProtected(UnreadableFile):
    """An encrypted workbook."""


class MacroWorkbook(UnreadableFile):
    """A workbook that carries program code."""


class UnsafeWorkbook(UnreadableFile):
    """A workbook that would unpack to far more than a table needs."""


class TooManyColumns(UnreadableFile):
    """Wider than any export of these kinds."""


class CellTooLong(UnreadableFile):
    """A cell with more characters than a spreadsheet cell can hold."""


class NulBytes(UnreadableFile):
    """A character that no text contains (U+0000)."""


class MixedEncoding(UnreadableFile):
    """Some rows are UTF-8, others Windows-1252: no decoding is right for all."""


class MalformedJson(UnreadableFile):
    """The text is not valid JSON."""


class UnreadableRecord(UnreadableFile):
    """JSON without a list of flat records, or a record that is not flat."""


class RaggedRow(UnreadableFile):
    """A data row of a CSV file with more or fewer cells than the header."""


class SheetNotFound(UnreadableFile):
    """The workbook has no sheet of that name."""


class HeaderNotFound(UnreadableFile):
    """No row of the file is the header of a known kind.

    `found` are the labels of the most likely header row, `missing` the fields that the nearest
    kind still needs (alternatives joined by "or").
    """

    def __init__(
        self,
        file_name: str,
        problem: str,
        *,
        found: Sequence[str],
        missing: Sequence[str],
        kind: str | None,
        sheet: str | None = None,
        row: int | None = None,
    ) -> None:
        self.found = tuple(found)
        self.missing = tuple(missing)
        self.kind = kind
        super().__init__(file_name, problem, sheet=sheet, row=row)


class KindAmbiguous(UnreadableFile):
    """The header fits several kinds equally well; `kinds` maps each to its matched fields."""

    def __init__(
        self,
        file_name: str,
        problem: str,
        *,
        kinds: Mapping[str, Sequence[str]],
        sheet: str | None = None,
        row: int | None = None,
    ) -> None:
        self.kinds = {kind: tuple(fields) for kind, fields in kinds.items()}
        super().__init__(file_name, problem, sheet=sheet, row=row)


class UnknownKind(DataError):
    """A kind of file the program does not know."""

    def __init__(self, kind: str, known: Sequence[str]) -> None:
        self.kind = kind
        self.known = tuple(known)
        super().__init__(f"'{kind}' is no kind of file. Known kinds: {', '.join(known)}.")


class InvalidMapping(DataError):
    """A mapping names a field that the kind does not have, or one field twice."""

    def __init__(self, problem: str, *, label: str, field: str) -> None:
        self.label = label
        self.field = field
        super().__init__(problem)


# ── the store ────────────────────────────────────────────────────────────────────────────────


class StoreMissing(DataError):
    """There is no file at the path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"There is no store at {path}. Start the dashboard once (make run), "
            "or build the demo city with: python -m data demo"
        )


class StoreBusy(DataError):
    """Another process has the file open."""

    def __init__(self, path: Path, holder: str | None) -> None:
        self.path = path
        self.holder = holder
        super().__init__(
            f"The store {path} is in use by {holder or 'another program'}. Stop that program "
            "first, or do the same in the dashboard: its Data page imports, undoes and backs up "
            "while it runs."
        )


class StoreTooNew(DataError):
    """The file was written by a newer program."""

    def __init__(self, path: Path, version: int | None, known: int | None) -> None:
        self.path = path
        self.version = version
        self.known = known
        detail = "" if version is None else f" (schema {version}; this program knows {known})"
        super().__init__(
            f"The store {path} was written by a newer version of Timbang{detail}. "
            "Update the program; the file was not changed."
        )


class StoreDamaged(DataError):
    """The file is no store, or its content does not fit together."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} is not a store of Timbang, or it is damaged. Nothing was changed. "
            "Move the file away and restore the last backup with: python -m data restore DIR"
        )


class StoreUnavailable(DataError):
    """The file or its folder cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} cannot be opened for writing. Check that the folder exists, that this user "
            "may write there and that the disk is not full."
        )


class StoreNotEmpty(DataError):
    """Something that needs an empty place was asked of one that holds data."""

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.what = what
        super().__init__(
            f"{what} needs an empty place, but {path} holds something. Nothing was changed. "
            "Name another one, or move this one away."
        )


class BackupDamaged(DataError):
    """A backup folder is incomplete or was altered."""

    def __init__(self, directory: Path, detail: str) -> None:
        self.directory = directory
        self.detail = detail
        super().__init__(f"The backup in {directory} cannot be used: {detail}.")


class AccessDenied(DataError):
    """The reader's role may not do this."""

    def __init__(self, what: str, roles: tuple[str, ...]) -> None:
        self.what = what
        self.roles = roles
        super().__init__(f"{what} needs one of these roles: {', '.join(roles)}.")


# ── analysis ─────────────────────────────────────────────────────────────────────────────────


class UnknownRater(DataError):
    """Nobody of that number has rated anyone the reader may see."""

    def __init__(self, rater_id: int) -> None:
        self.rater_id = rater_id
        super().__init__(f"No rater has the number {rater_id}. Open the rater from the list again.")


class NoteRefused(DataError):
    """A note that is empty or too long."""

    def __init__(self, n_characters: int, longest: int) -> None:
        self.n_characters = n_characters
        self.longest = longest
        super().__init__(
            f"A note needs 1 to {longest} characters; this one has {n_characters}. "
            "Write a shorter one, or several."
        )


# ── imports ──────────────────────────────────────────────────────────────────────────────────


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


# ── rules ────────────────────────────────────────────────────────────────────────────────────


class RuleSetRefused(DataError):
    """A rule set that cannot be taken in."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"The rule set {problem}. Nothing was written. Start from the file that "
            "python -m data rules export FILE writes."
        )


class RuleSetChanged(DataError):
    """A version is not what the writer of a correction saw."""

    def __init__(self, rule_set_id: str) -> None:
        self.rule_set_id = rule_set_id
        super().__init__(
            f"The rule set valid from {rule_set_id} was changed meanwhile. Nothing was written. "
            "Read it again."
        )


class ReasonMissing(DataError):
    """A correction without a reason."""

    def __init__(self, rule_set_id: str, places: Sequence[str]) -> None:
        self.rule_set_id = rule_set_id
        self.places = tuple(places)
        shown = ", ".join(self.places[:5]) + (" and more" if len(self.places) > 5 else "")
        super().__init__(
            f"The rule set valid from {rule_set_id} would change ({shown}). Nothing was written. "
            "A correction needs a reason, which stands in the audit trail: say --reason TEXT."
        )


# ── calibration ──────────────────────────────────────────────────────────────────────────────


class CalibrationRefused(DataError):
    """Something a calibration draft cannot take; `problem` is one of PROBLEMS.

    `employee_ids` are the people concerned, for the problems about single people.
    """

    PROBLEMS: Mapping[str, str] = {
        "unknown": "There is no such draft, or it is outside your agencies.",
        "other_owner": "Only the person who made the draft may change it. Make one of your own.",
        "closed": "The draft is closed. Make a new one.",
        "name": "A name needs 1 to 80 characters.",
        "nobody": "Nobody has a result there in that period.",
        "not_covered": "The draft does not cover everybody named.",
        "predicate": "A proposed predicate is not one of the five.",
        "reason": "A proposal that differs from the result needs a reason of 1 to 500 characters.",
        "changed_elsewhere": "Somebody changed the same people since they were read. Read again.",
        "too_long": "What was written is longer than 2000 characters.",
    }

    def __init__(self, problem: str, employee_ids: Sequence[int] = ()) -> None:
        self.problem = problem
        self.employee_ids = tuple(employee_ids)
        super().__init__(f"{self.PROBLEMS[problem]} Nothing was written.")


# ── shortlists ───────────────────────────────────────────────────────────────────────────────


class ShortlistRefused(DataError):
    """Something a shortlist cannot take; `problem` is one of PROBLEMS.

    `employee_ids` are the people concerned, for the problems about single people.
    """

    PROBLEMS: Mapping[str, str] = {
        "unknown": "There is no such list, or somebody on it is outside your agencies.",
        "other_owner": "Only the person who saved the list may change it. Save one of your own.",
        "own_list": "A list is approved by somebody else than the one who saved or proposed it.",
        "not_open": "The list was proposed. Withdraw it first.",
        "not_proposed": "The list waits for no decision.",
        "approved": "The list was approved and changes no more. Save a new one.",
        "changed_elsewhere": "Somebody changed the list since it was read. Read it again.",
        "name": "A name needs 1 to 80 characters.",
        "nobody": "There is nobody on the list.",
        "nobody_taken": "Nobody on the list is taken.",
        "too_many": "More than 20000 people. Narrow the pool first.",
        "outside": "Somebody on the list is outside your agencies.",
        "not_listed": "The list does not hold everybody named.",
        "reason": "Whoever is taken or left against the order needs a reason.",
        "too_long": "A reason has at most 500 characters.",
        "note": "Returning a list needs a reason of 1 to 500 characters.",
    }

    def __init__(self, problem: str, employee_ids: Sequence[int] = ()) -> None:
        self.problem = problem
        self.employee_ids = tuple(employee_ids)
        super().__init__(f"{self.PROBLEMS[problem]} Nothing was written.")
