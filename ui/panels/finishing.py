"""How a card ends: the table twin, the downloads and how to read it, alike on every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from data.scope import Filters, Scope
from ui import about
from ui.cards import Card
from ui.downloads import Sheet
from ui.tables import Column


def finish(
    card: Card,
    scope: Scope,
    chosen: Filters,
    rows: pd.DataFrame | Callable[[], pd.DataFrame],
    columns: Mapping[str, Column],
    *,
    title: str,
    name: str,
    how: str,
    more: Callable[[], Sequence[Sheet]] | None = None,
) -> Callable[[], Sheet]:
    """Offer table, downloads and explanation of a card; `more` are further sheets of the XLSX.

    Rows that take work come as a function, called when the table or a file is asked for. Returns
    the sheet in the same way.
    """

    def first() -> Sheet:
        return Sheet(title, rows() if callable(rows) else rows, columns)

    card.table(rows, columns)
    card.downloads(
        lambda: [first(), *(more() if more is not None else ())],
        about.about(scope, title, chosen),
        name=about.name_parts(name, chosen),
        day=about.data_date(scope),
    )
    card.how_to_read(how)
    return first


def table_alone(
    card: Card,
    scope: Scope,
    chosen: Filters,
    rows: pd.DataFrame,
    columns: Mapping[str, Column],
    *,
    title: str,
    name: str,
    how: str,
    on_built: Callable[[str, int], None] | None = None,
) -> Sheet:
    """End a card that has no figure: its table stands open, with download and explanation."""
    sheet = Sheet(title, rows, columns)
    card.plain_table(
        sheet,
        about.about(scope, title, chosen),
        alt=title,
        name=about.name_parts(name, chosen),
        day=about.data_date(scope),
        on_built=on_built,
    )
    card.how_to_read(how)
    return sheet
