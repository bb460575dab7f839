"""A table of the page as a table on paper: the same columns, numbers in words of the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ui import formats, labels
from ui.paper.document import Table
from ui.tables import Column

NUMBERS = ("count", "people", "score", "coefficient", "share", "points")


def table(
    rows: pd.DataFrame,
    columns: Mapping[str, Column],
    *,
    widths: Sequence[float] | None = None,
    writing_room: float = 0.0,
) -> Table:
    """Return a table of `rows`; text columns share the room that `widths` leaves, if not given."""
    texts = [column.kind not in NUMBERS for column in columns.values()]
    return Table(
        columns=tuple(column.label for column in columns.values()),
        rows=tuple(
            tuple(cell(row[name], column) for name, column in columns.items())
            for row in rows.to_dict("records")
        ),
        is_number=tuple(not is_text for is_text in texts),
        widths=tuple(widths) if widths is not None else tuple(1.0 * is_text for is_text in texts),
        writing_room=writing_room,
    )


def cell(value: Any, column: Column) -> str:
    """Return one value as words; missing is an en dash, suppressed people `< 5`."""
    match column.kind:
        case "count":
            return formats.count(value)
        case "people":
            return formats.small_count(value, minimum=column.minimum)
        case "score":
            return formats.score(value)
        case "coefficient":
            return formats.two_decimals(value)
        case "share":
            return formats.share(value)
        case "points":
            return formats.signed(value)
        case "date":
            return formats.short_date(value)
        case "nip":
            return formats.nip(value, full=column.full)
        case "trend":
            return "; ".join(formats.score(number) for number in value)
        case "predicate":
            is_known = isinstance(value, str)
            return labels.predicate(value) if is_known else formats.MISSING
        case _:
            return formats.MISSING if pd.isna(value) else str(value)
