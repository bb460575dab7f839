"""Drawings for reports on paper, from the same frames as the figures of the pages.

Each function returns the text of an SVG. Only what the reports use is here.
"""

from ui.charts.on_paper.people import (
    items_beside_own_level,
    rank_intervals,
    rated_over_time,
)
from ui.charts.on_paper.raters import histogram, tendency_by_year
from ui.charts.on_paper.shares import pattern_bands, rows_that_fit, stacked_shares

__all__ = [
    "histogram",
    "items_beside_own_level",
    "pattern_bands",
    "rank_intervals",
    "rated_over_time",
    "rows_that_fit",
    "stacked_shares",
    "tendency_by_year",
]
