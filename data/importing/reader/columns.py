"""Which column carries which field, when headings repeat, are weak, or say too little."""

from __future__ import annotations

import re
from collections import defaultdict

import numpy as np

from data.importing.headers import fold
from data.importing.kinds import KINDS
from data.importing.reader.header_search import Header, unique_labels
from data.importing.reader.tables import Column, Grid, Mask, Note
from data.importing.title_periods import find_period

# After a rater's column the same heading again speaks of the rater: "Nama Penilai, NIP, Jabatan".
_RATER_FIELD = {
    "nip": "rater_nip", "name": "rater_name", "position": "rater_position", "unit": "rater_unit",
    "agency": "rater_agency", "grade": "rater_grade",
}  # fmt: skip
_WORD_FIELD = {
    "work_result_code": "work_result", "behaviour_code": "behaviour", "predicate_code": "predicate",
}  # fmt: skip
_CODE_FIELD = {word: code for code, word in _WORD_FIELD.items()}
# Names of the national system under which both words and codes are sent.
_SENT_AS_CODE = frozenset({"hasilkinerja", "perilakukerja", "kuadrankinerja", "kuadran"})
_PREDICATE = re.compile(
    r"^(sangat\s*)?(baik|kurang)|butuh\s*perbaikan|^cukup|misconduct|^buruk", re.IGNORECASE
)
_ORDER = {"mapping": 0, "name": 1, "weak": 2}
_SAMPLE = 300


class Assignment:
    """Fields of a table's columns while they are being decided."""

    def __init__(self, header: Header, grid: Grid) -> None:
        self.header = header
        self.grid = grid
        self.labels = unique_labels(header.parts)
        self.fields = [match.field for match in header.matches]
        self.how = [match.how for match in header.matches]
        self.notes: list[Note] = []

    def columns(self) -> tuple[Column, ...]:
        """Return the columns as decided."""
        return tuple(
            Column(position, label, field, how)
            for position, (label, field, how) in enumerate(
                zip(self.labels, self.fields, self.how, strict=True)
            )
        )

    def has(self, field: str) -> bool:
        """Tell whether a column carries the field."""
        return field in self.fields

    def sample(self, position: int, is_data: Mask) -> list[str]:
        """Return the first filled cells of a column among the data rows."""
        rows = np.flatnonzero(is_data)[: 50 * _SAMPLE]
        column = self.grid.columns[position].take(rows).drop_null()
        return [str(cell).strip() for cell in column.slice(0, _SAMPLE).to_pylist()]

    def give(self, position: int, field: str | None, how: str) -> None:
        """Let a column carry a field, or none."""
        self.fields[position] = field
        self.how[position] = how


def assign_columns(header: Header, grid: Grid) -> Assignment:
    """Return which columns carry which fields by their headings alone.

    Parameters
    ----------
    header : Header
        The chosen header; its matches may name a field several times.
    grid : Grid
    """
    chosen = Assignment(header, grid)
    _settle_repeats(chosen)
    _unit_as_agency(chosen)
    for position, (label, how) in enumerate(zip(chosen.labels, chosen.how, strict=True)):
        if how == "sensitive":
            chosen.notes.append(Note("sensitive_column", detail=label))
        elif how == "" and header.parts[position]:
            chosen.notes.append(Note("unknown_column", detail=label))
    return chosen


def _settle_repeats(chosen: Assignment) -> None:
    """Leave each field to one column: mapped before known before weak, then the leftmost."""
    claims: dict[str, list[int]] = defaultdict(list)
    for position, field in enumerate(chosen.fields):
        if field:
            claims[field].append(position)
    for field, positions in claims.items():
        if len(positions) == 1:
            continue
        strongest = min(_ORDER[chosen.how[position]] for position in positions)
        rivals = [one for one in positions if _ORDER[chosen.how[one]] == strongest]
        keeper: int | None = rivals[0]
        if strongest and _speak_of_several_periods(chosen, rivals):
            keeper = None
            detail = ", ".join(chosen.labels[one] for one in rivals)
            chosen.notes.append(Note("several_periods", detail=detail))
        for position in positions:
            if position == keeper or _give_to_rater(chosen, position, field):
                continue
            chosen.give(position, None, "duplicate")
            if keeper is not None:
                chosen.notes.append(Note("duplicate_column", detail=chosen.labels[position]))


def _speak_of_several_periods(chosen: Assignment, positions: list[int]) -> bool:
    periods = {find_period(chosen.labels[position]) for position in positions}
    return len(periods) == len(positions) > 1


def _give_to_rater(chosen: Assignment, position: int, field: str) -> bool:
    rater_field = _RATER_FIELD.get(field)
    before = chosen.fields[position - 1] if position else None
    if (
        rater_field is None
        or chosen.header.kind.name != "appraisals"
        or chosen.has(rater_field)
        or not (before or "").startswith("rater_")
        or chosen.how[position] == "weak"
    ):
        return False
    chosen.give(position, rater_field, "neighbour")
    return True


def settle_by_content(chosen: Assignment, is_data: Mask) -> None:
    """Tell words from codes, and predicates under a heading that promises a number."""
    if chosen.header.kind.name != "appraisals":
        return
    for position, field in enumerate(list(chosen.fields)):
        if field is None or chosen.how[position] == "mapping":
            continue
        cells = chosen.sample(position, is_data)
        if not cells:
            continue
        n_words = sum(any(c.isalpha() for c in cell) for cell in cells)
        mostly_words = 2 * n_words > len(cells)
        if field in _WORD_FIELD and mostly_words:
            _move(chosen, position, _WORD_FIELD[field])
        elif field in _WORD_FIELD and not _all_codes(cells):
            chosen.give(position, None, "duplicate")
            chosen.notes.append(Note("numbers_not_levels", detail=chosen.labels[position]))
        elif field in _CODE_FIELD and fold(chosen.labels[position]) in _SENT_AS_CODE:
            if not mostly_words and _all_codes(cells):
                _move(chosen, position, _CODE_FIELD[field])
        elif field == "score" and 2 * sum(bool(_PREDICATE.search(c)) for c in cells) > len(cells):
            _move(chosen, position, "predicate")
        elif (
            field == "predicate"
            and chosen.how[position] == "weak"
            and 2 * sum(bool(_PREDICATE.search(c)) for c in cells) <= len(cells)
        ):
            chosen.give(position, None, "")


def _all_codes(cells: list[str]) -> bool:
    """Tell single digits 1 to 5; a stray other value is for the import rules to refuse."""
    n_codes = sum(cell.removesuffix(".0") in {"1", "2", "3", "4", "5"} for cell in cells)
    return 2 * n_codes > len(cells)


def _move(chosen: Assignment, position: int, field: str) -> None:
    if chosen.has(field):
        chosen.give(position, None, "duplicate")
        chosen.notes.append(Note("duplicate_column", detail=chosen.labels[position]))
    else:
        chosen.give(position, field, "content")


def _unit_as_agency(chosen: Assignment) -> None:
    """Take "Unit Kerja" for the agency where nothing else names one.

    Offices write their agencies under that heading; the national system's unorNama is a unit.
    """
    names = KINDS[chosen.header.kind.name].field_names
    if "agency" not in names or "unit" not in chosen.fields or chosen.has("agency"):
        return
    position = chosen.fields.index("unit")
    if chosen.how[position] == "mapping" or not fold(chosen.labels[position]).startswith(
        "unitkerja"
    ):
        return
    chosen.give(position, "agency", chosen.how[position])
    chosen.notes.append(Note("unit_as_agency", detail=chosen.labels[position]))
