"""JSON: a list of flat records, bare or inside the envelope an interface sends it in."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from data.errors import EmptyFile, MalformedJson, TooManyColumns, UnreadableRecord
from data.importing.reader.cells import column_name, number_text, text_array
from data.importing.reader.limits import MAX_COLUMNS
from data.importing.reader.tables import Grid

_ENVELOPES = ("data", "results", "records", "items", "rows", "list")
_EXAMPLE = 'Expected a list of records, [{"nip": …}, …], or {"data": [ … ]}.'


def read_records(text: str, *, encoding: str, file_name: str) -> Grid:
    """Return the records of a JSON text as a grid with its keys as headings."""
    records = _records(_parse(text, file_name), file_name)
    keys: dict[str, None] = {}
    for number, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            raise UnreadableRecord(
                file_name,
                f"record {number} is {_name(record)}, not a record. {_EXAMPLE}",
                row=number,
            )
        keys.update(dict.fromkeys(record))
        if len(keys) > MAX_COLUMNS:
            raise TooManyColumns(
                file_name,
                f"the records have more than {MAX_COLUMNS} different fields. Leave out those "
                "that are not part of the table.",
                row=number,
            )
    if not keys:
        raise EmptyFile(file_name, "the records have no fields.")
    return Grid(
        [text_array([record.get(key) for record in records]) for key in keys],
        np.arange(1, len(records) + 1),
        encoding=encoding,
        labels=tuple(keys),
    )


def refuse_nested(grid: Grid, mapped: list[int], file_name: str) -> None:
    """Refuse a needed field that holds a record or a list instead of a value."""
    for position in mapped:
        for number, cell in enumerate(grid.columns[position].to_pylist(), start=1):
            if cell is not None and cell[:1] in "{[" and _is_nested(cell):
                raise UnreadableRecord(
                    file_name,
                    "the field holds a record or a list, not a value. Export flat records.",
                    row=number,
                    column=column_name(grid, position),
                )


def _is_nested(cell: str) -> bool:
    try:
        return isinstance(json.loads(cell), (dict, list))
    except ValueError:
        return False


def _parse(text: str, file_name: str) -> Any:  # what JSON may hold is checked by the caller
    try:
        # Whole numbers stay the digits they are: a NIP has more than a float keeps.
        return json.loads(text, parse_int=str, parse_float=_float_text, parse_constant=_nothing)
    except json.JSONDecodeError as error:
        raise MalformedJson(
            file_name,
            f"not valid JSON: {error.msg}, line {error.lineno}, character {error.colno}. "
            "Download the file again.",
            row=error.lineno,
        ) from error
    except RecursionError as error:
        raise MalformedJson(file_name, f"nested too deeply to be records. {_EXAMPLE}") from error


def _float_text(digits: str) -> str:
    return number_text(float(digits))


def _nothing(constant: str) -> None:
    """NaN and Infinity are no values."""


def _records(content: Any, file_name: str) -> list[Any]:
    """Return the list of records, looking into at most two envelopes."""
    for _ in range(3):
        if isinstance(content, list):
            if not content:
                raise EmptyFile(file_name, "the list of records is empty.")
            return content
        if not isinstance(content, dict):
            break
        inside = [key for key in _ENVELOPES if isinstance(content.get(key), (list, dict))]
        lists = [key for key, value in content.items() if isinstance(value, list)]
        if inside:
            content = content[inside[0]]
        elif len(lists) == 1:
            content = content[lists[0]]
        else:
            break
    raise UnreadableRecord(file_name, f"there is no list of records in it. {_EXAMPLE}")


def _name(value: object) -> str:
    if value is None:
        return "null"
    return "a list" if isinstance(value, list) else "a single value"
