"""Sebaran & tren: the order of its views, and whose numbers they show."""

from __future__ import annotations

from data.scope import Filters, Scope
from ui.groups import agency_names
from ui.i18n import N_
from ui.labels import whole_city
from ui.panels.finishing import finish

__all__ = ["VIEWS", "finish", "whose"]

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
