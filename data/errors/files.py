"""Files that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.errors.base import DataError


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
