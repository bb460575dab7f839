"""Sebaran & tren: what its cards have in common, and the order of its views."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from data.scope import Filters, Scope
from ui import about
from ui.cards import Card
from ui.downloads import Sheet
from ui.groups import agency_names
from ui.i18n import N_
from ui.labels import whole_city
from ui.tables import Column

# The views of the page in reading order; texts are translated where they are shown.
VIEWS = {
    "mix": N_("Sebaran"),
    "groups": N_("Per kelompok"),
    "scores": N_("Nilai"),
    "levels": N_("Hasil × perilaku"),
    "trend": N_("Tren"),
    "movements": N_("Perpindahan"),
    "agreement": N_("Kesesuaian"),
    "filling": N_("Pengisian"),
}


def whose(scope: Scope, chosen: Filters) -> str:
    """Return whose numbers these are: an agency, or the city."""
    if chosen.agency_code is None:
        return whole_city()
    return agency_names(scope).get(chosen.agency_code, chosen.agency_code)


def finish(
    card: Card,
    scope: Scope,
    chosen: Filters,
    rows: pd.DataFrame,
    columns: Mapping[str, Column],
    *,
    title: str,
    name: str,
    how: str,
    more: Callable[[], Sequence[Sheet]] | None = None,
) -> None:
    """Offer table, downloads and explanation of a card; `more` are further sheets of the XLSX."""
    first = Sheet(title, rows, columns)
    card.table(rows, columns)
    card.downloads(
        lambda: [first, *(more() if more is not None else ())],
        about.about(scope, title, chosen),
        name=about.name_parts(name, chosen),
        day=about.data_date(scope),
    )
    card.how_to_read(how)
