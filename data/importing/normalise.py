"""Text cells to typed values, a column at a time, and a list of the cells that stayed unread.

Whether an unread cell rejects its row is for the rules (rules/*.sql); here nothing is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.importing import career_values, values
from data.importing.kinds import find_kind
from data.importing.reader import SheetTable
from data.importing.reader.tables import Mask
from data.vocabulary import folded

if TYPE_CHECKING:
    Values: TypeAlias = pa.Array[Any]  # a column of whatever type its field has

_TEXT, _DATE, _FLOAT, _WHOLE = pa.string(), pa.date32(), pa.float64(), pa.int32()


def _listed(vocabulary: str) -> Callable[[str], object]:
    return lambda text: values.listed(vocabulary, text)


@dataclass(frozen=True)
class Reader:
    """How the cells of a field are understood."""

    problem: str  # what an unread cell is called in the rules; fields without an error: the field
    read: Callable[[str], object]
    type: pa.DataType


_DAY = Reader("date", values.day, _DATE)
_LEVEL = Reader("level", values.level, _TEXT)
_PREDICATE = Reader("predicate", _listed("predicate"), _TEXT)
_NUMBER = Reader("number", values.number, _FLOAT)
READERS: dict[str, Reader] = {
    "work_result": _LEVEL,
    "work_result_code": _LEVEL,
    "behaviour": _LEVEL,
    "behaviour_code": _LEVEL,
    "predicate": _PREDICATE,
    "predicate_code": _PREDICATE,
    "agency_predicate": Reader("predicate", _listed("agency_predicate"), _TEXT),
    "score": _NUMBER,
    "satisfaction_index": _NUMBER,
    "verified_quality": _NUMBER,
    "planned_cost": _NUMBER,
    "real_cost": _NUMBER,
    "rater_role": Reader("role", _listed("role"), _TEXT),
    "grade": Reader("grade", values.grade, _TEXT),
    "sex": Reader("sex", _listed("sex"), _TEXT),
    "employment_type": Reader("employment_type", _listed("employment_type"), _TEXT),
    "position_class": Reader("position_class", _listed("position_class"), _TEXT),
    "work_result_kind": Reader("work_result_kind", _listed("work_kind"), _TEXT),
    "aspect": Reader("aspect", _listed("aspect"), _TEXT),
    "state": Reader("state", _listed("state"), _TEXT),
    "member_role": Reader("member_role", _listed("member_role"), _TEXT),
    "assignment_kind": Reader("assignment_kind", _listed("assignment_kind"), _TEXT),
    "birth_date": Reader("birth_date", values.day, _DATE),
    "sanction_level": Reader("sanction_level", _listed("sanction_level"), _TEXT),
    "sanction_kind": Reader("sanction_kind", career_values.sanction_kind, _TEXT),
    "sanction_years": Reader("sanction_years", career_values.count, _FLOAT),
    "sanction_months": Reader("sanction_months", career_values.count, _FLOAT),
    "competence_standard": Reader("competence_standard", _listed("competence_standard"), _TEXT),
    "competence_test": Reader("competence_test", _listed("competence_test"), _TEXT),
    "potential": Reader("potential", _listed("potential"), _TEXT),
    "service_exam": Reader("service_exam", career_values.service_exam, _TEXT),
    "exam_exempt": Reader("exam_exempt", _listed("yes_no"), _TEXT),
    "credit_level": Reader("credit_level", career_values.functional_level, _TEXT),
    "credit_position": Reader("credit_position", career_values.level_of_title, _TEXT),
    "credit_kind": Reader("credit_kind", _listed("credit_kind"), _TEXT),
    **{
        name: Reader(name, values.number, _FLOAT)
        for name in ("technical", "managerial", "sociocultural", "potential_score", "points",
                     "cumulated")
    },
    **{
        name: Reader(name, _listed("yes_no"), _TEXT)
        for name in ("is_first", "is_integration", "is_conversion")
    },
    **{name: Reader(name, career_values.month, _WHOLE) for name in ("start_month", "end_month")},
    **{name: Reader(name, values.year, _WHOLE) for name in ("start_year", "end_year")},
    **dict.fromkeys(
        ("set_on", "grade_since", "position_since", "effective_from", "effective_to", "due_on",
         "realised_on", "planned_start", "planned_end", "real_end", "verified_on",
         "milestone_planned", "milestone_real", "sanction_from", "sanction_to", "decree_on",
         "assessed_on", "valid_until", "credit_from", "credit_to"),
        _DAY,
    ),
}  # fmt: skip
# Days that lie behind us; plans and due dates may lie ahead.
PAST_DAYS = frozenset(
    {"set_on", "grade_since", "position_since", "realised_on", "real_end", "verified_on",
     "milestone_real", "decree_on", "assessed_on"}
)  # fmt: skip
YEARS_AHEAD = 25
# Days that often stay open; "-" then says so.
OPEN_DAYS = frozenset(
    {"sanction_from", "sanction_to", "decree_on", "valid_until", "credit_from", "credit_to"}
)
NUMBERS_OF_PEOPLE = frozenset({"nip", "rater_nip", "superior_nip", "member_nip"})
# Offices and posts are compared folded by case and white space only (docs/adr/0004).
FOLDED = frozenset({"agency", "unit", "position", "rater_unit", "rater_agency"})
_DECORATED_NUMBER = r"[\s.\-–'’‘`\x{00a0}]"


@dataclass(frozen=True, eq=False)
class Normalised:
    """Rows with typed values, and the cells that nothing explained."""

    rows: (
        pa.Table
    )  # row_id, row_number, sheet, declared_scale, one column a field, …_key, period_code
    unread: pa.Table  # row_id, field, problem, value


def normalise(kind_name: str, tables: Sequence[SheetTable], today: date) -> Normalised:
    """Return the rows of all tables of one kind as typed columns."""
    fields = find_kind(kind_name).field_names
    n_rows = sum(table.rows_read for table in tables)
    text = {name: _column(tables, name) for name in fields}
    rows: dict[str, Values] = {
        "row_id": pa.array(np.arange(n_rows)),
        "row_number": pa.concat_arrays([_plain(table.row_numbers) for table in tables]),
        "sheet": _constant(tables, [table.sheet for table in tables], _TEXT),
        "declared_scale": _constant(tables, [table.score_scale for table in tables], pa.int16()),
    }
    unread: list[pa.Table] = []
    for name in fields:
        cells = text[name]
        if name in NUMBERS_OF_PEOPLE:
            rows[name] = _null_if_empty(pc.replace_substring_regex(cells, _DECORATED_NUMBER, ""))
        elif name in READERS:
            reader = READERS[name]
            rows[name] = _each(cells, reader.read, reader.type)
            if reader.problem == "date":
                # A day outside the range is as unread as one that is no day.
                rows[name] = _in_range(rows[name], today, ahead=name not in PAST_DAYS)
            lost = _lost(cells, rows[name])
            if reader.problem == name or name in OPEN_DAYS:
                # "-" in a column that may be empty says "none".
                lost &= np.asarray(pc.match_substring_regex(cells, r"[\pL\pN]").fill_null(False))
            unread.append(_cells(cells, lost, name, reader.problem))
        elif name.startswith("item_"):
            rows[name] = _each(cells, _item, _FLOAT)
            unread.append(_cells(cells, _lost(cells, rows[name]), name, "number"))
        else:
            rows[name] = _null_if_empty(pc.utf8_trim_whitespace(cells))
        if name in FOLDED:
            rows[f"{name}_key"] = _each(cells, folded, _TEXT)
        if name in {"name", "rater_name"}:
            rows[f"{name}_key"] = _each(cells, values.name_key, _TEXT)
    if "position" in rows:
        by_title = _each(text["position"], values.class_of_title, _TEXT)
        rows["position_class"] = pc.coalesce(rows["position_class"], by_title)
    if "year" in text:
        rows["period_code"], bad_period = _period_codes(text, n_rows)
        unread.append(_cells(_shown_period(text, n_rows), bad_period, "year", "period"))
        del rows["year"], rows["period"]
        rows.pop("month", None)
    return Normalised(pa.table(rows), pa.concat_tables([_no_cells(), *unread]))


# -- periods -----------------------------------------------------------------------------------


def _period_codes(text: Mapping[str, pa.StringArray], n_rows: int) -> tuple[Values, Mask]:
    """Return a period code per row and which rows have none."""
    nothing = pa.nulls(n_rows, _TEXT)
    month = text.get("month", nothing)
    # The stubs want arrays only; the separator may be a scalar.
    joined = pc.binary_join_element_wise(  # type: ignore[call-overload]
        _trimmed(text["year"]), _trimmed(text["period"]), _trimmed(month), pa.scalar("\x1f")
    )
    codes = _each(joined, _period_code, _TEXT)
    return codes, np.asarray(codes.is_null())


def _period_code(joined: str) -> str | None:
    year_text, period_text, month_text = joined.split("\x1f")
    years = {values.year(year_text)} if year_text else set()
    parts = set()
    for part_text, is_month in ((period_text, False), (month_text, True)):
        if not part_text:
            continue
        found = values.part_of_year(part_text, is_month_column=is_month)
        if found is None:
            return None
        part_year, part = found
        if part_year is not None:
            years.add(part_year)
        if part:
            parts.add(part)
    # "Triwulan II" beside "Mei": the month is the narrower one if it lies inside.
    if len(parts) == 2:
        quarter, month = sorted(parts, key=lambda part: not part.startswith("Q"))
        inside = quarter.startswith("Q") and (int(month[-2:]) + 2) // 3 == int(quarter[1])
        parts = {month} if inside and not month.startswith("Q") else parts
    if len(years) != 1 or len(parts) > 1:
        return None
    year = years.pop()
    if year is None or year < values.EARLIEST_YEAR:
        return None
    return f"{year}-{parts.pop()}" if parts else str(year)


def _shown_period(text: Mapping[str, pa.StringArray], n_rows: int) -> pa.StringArray:
    month = text.get("month", pa.nulls(n_rows, _TEXT))
    return pc.coalesce(text["year"], text["period"], month)


def _trimmed(cells: pa.StringArray) -> pa.StringArray:
    return cast(pa.StringArray, pc.utf8_trim_whitespace(cells).fill_null(""))


# -- columns -----------------------------------------------------------------------------------


def _column(tables: Sequence[SheetTable], name: str) -> pa.StringArray:
    parts = [
        _plain(table.fields.column(name))
        if name in table.fields.column_names
        else pa.nulls(table.rows_read, _TEXT)
        for table in tables
    ]
    return cast(pa.StringArray, pa.concat_arrays(parts))


def _plain(column: Values | pa.ChunkedArray[Any]) -> Values:
    if isinstance(column, pa.ChunkedArray):
        return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    return column


def _constant(tables: Sequence[SheetTable], each: Sequence[object], kind: pa.DataType) -> Values:
    return pa.concat_arrays(
        [
            pa.array([value], kind).take(np.zeros(table.rows_read, np.int64))
            for table, value in zip(tables, each, strict=True)
        ]
    )


def _each(cells: pa.StringArray, read: Callable[[str], object], kind: pa.DataType) -> Values:
    """Apply a function to every different text of a column."""
    encoded = cells.dictionary_encode()
    found = pa.array([read(str(text)) for text in encoded.dictionary.to_pylist()], kind)
    return found.take(encoded.indices)


def _item(text: str) -> float | None:
    """Read an item level: a number, or one of the three steps as 3, 2, 1."""
    found = values.number(text)
    if found is None:
        step = values.level(text)
        return None if step is None else {"above": 3.0, "meets": 2.0, "below": 1.0}[step]
    return found


def _null_if_empty(cells: pa.StringArray) -> Values:
    is_empty = pc.equal(pc.binary_length(cells), pa.scalar(0, pa.int32()))
    return cast("Values", pc.if_else(is_empty, pa.scalar(None, _TEXT), cells))


def _lost(cells: pa.StringArray, found: Values) -> Mask:
    lost: Mask = np.asarray(cells.is_valid()) & np.asarray(found.is_null())
    return lost


def _in_range(days: Values, today: date, *, ahead: bool) -> Values:
    """Blank out days that no record can have."""
    first = pa.scalar(date(values.EARLIEST_YEAR, 1, 1), _DATE)
    latest = (
        today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28)) if ahead else today
    )
    outside = pc.or_(pc.less(days, first), pc.greater(days, pa.scalar(latest, _DATE)))
    is_outside = outside.fill_null(False)
    return cast("Values", pc.if_else(is_outside, pa.scalar(None, _DATE), days))


def _no_cells() -> pa.Table:
    return pa.table(
        {
            "row_id": pa.array([], pa.int64()),
            "field": pa.array([], _TEXT),
            "problem": pa.array([], _TEXT),
            "value": pa.array([], _TEXT),
        }
    )


def _cells(cells: pa.StringArray, chosen: Mask, field: str, problem: str) -> pa.Table:
    places = np.flatnonzero(chosen)
    return pa.table(
        {
            "row_id": pa.array(places, pa.int64()),
            "field": pa.repeat(pa.scalar(field), len(places)),
            "problem": pa.repeat(pa.scalar(problem), len(places)),
            "value": cells.take(pa.array(places, pa.int64())),
        }
    )
