"""Ratings that never stood in memory row by row: sums of cells, fitted like any others.

    employee × rater → n, Σy, the periods       home units, sums by period and rater type

Period effects come from how ratings of one pair change and are taken out first, so that n and Σy of
a cell suffice (statistics.md 3); everything else is the model of `analytics.effects`. Memory is
bounded by cells. The sums come from the layer that reads files (data/collapsing).
"""

from analytics.collapsed.cells import fit_collapsed
from analytics.collapsed.composing import Moments, compose_collapsed, employee_pieces
from analytics.collapsed.contract import MOST_PERIODS, CollapsedRatings, PeriodCounts, Totals

__all__ = [
    "MOST_PERIODS",
    "CollapsedRatings",
    "Moments",
    "PeriodCounts",
    "Totals",
    "compose_collapsed",
    "employee_pieces",
    "fit_collapsed",
]
