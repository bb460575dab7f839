"""Every figure of the dashboard: a small frame in, a figure out.

Shares run from 0 to 1. A missing number is a suppressed or unknown one and is drawn as words, never
as zero. Frames are aggregates; the order of rows is the order on screen, first row on top, except
where a docstring says that the figure sorts. Group names may come from data and are escaped here.
"""

from ui.charts.frame import chart_config, is_empty
from ui.charts.intervals import dots_with_interval, trend_lines
from ui.charts.matrices import level_matrix, transition_matrix
from ui.charts.scores import histogram
from ui.charts.shares import completeness_bars, pattern_bands, stacked_shares
from ui.charts.work import agreement_scatter, planned_vs_real

__all__ = [
    "agreement_scatter",
    "chart_config",
    "completeness_bars",
    "dots_with_interval",
    "histogram",
    "is_empty",
    "level_matrix",
    "pattern_bands",
    "planned_vs_real",
    "stacked_shares",
    "transition_matrix",
    "trend_lines",
]
