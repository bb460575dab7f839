"""A ratings table of any length collapsed to cells by DuckDB, in memory bounded by the cells.

    file → ids and labels → coded rows → cells (employee × rater: n, Σy, periods), homes, totals

The statements are relational expressions that another engine runs too (adr/0009). Nothing is known
here of what a model needs: what a period or a role means is handed in.
"""

from data.collapsing.table import CELLS, Extent, Label, RatingsTable, Repeats

__all__ = ["CELLS", "Extent", "Label", "RatingsTable", "Repeats"]
