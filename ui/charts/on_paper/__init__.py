"""Drawings for reports on paper, from the same frames as the figures of the pages.

Each function returns the text of an SVG. Only what the reports use is here.
"""

from ui.charts.on_paper.people import rank_intervals
from ui.charts.on_paper.raters import histogram, tendency_by_year
from ui.charts.on_paper.shares import pattern_bands, rows_that_fit, stacked_shares

__all__ = [
    "histogram",
    "pattern_bands",
    "rank_intervals",
    "rows_that_fit",
    "stacked_shares",
    "tendency_by_year",
]
