"""Which two-page brief belongs to a choice: of the city, or of the chosen agency."""

from __future__ import annotations

from data.scope import Filters, Scope
from ui.paper import Offer
from ui.reports import agency, city


def offer(scope: Scope, chosen: Filters, before: Filters | None) -> Offer:
    """Offer the brief about what is chosen."""
    if chosen.agency_code is None:
        return city.offer(scope, chosen, before)
    return agency.offer(scope, chosen, chosen.agency_code)
