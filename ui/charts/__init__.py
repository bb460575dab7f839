"""Every figure of the dashboard: a small frame in, a figure out.

Shares run from 0 to 1. A missing number is a suppressed or unknown one and is drawn as words, never
as zero. Frames are aggregates; the order of rows is the order on screen, first row on top, except
where a docstring says that the figure sorts. Group names may come from data and are escaped here.
"""

from ui.charts.calibration import proposed_mix
from ui.charts.candidates import nine_boxes, rank_intervals, rank_slope
from ui.charts.employee import items_beside_own_level, rated_over_time
from ui.charts.frame import chart_config, is_empty
from ui.charts.intervals import dots_with_interval, raw_and_adjusted, trend_lines
from ui.charts.links import rater_links
from ui.charts.matrices import level_matrix, transition_matrix
from ui.charts.raters import (
    caterpillar,
    reliability_curve,
    tendency_and_spread,
    tendency_by_year,
)
from ui.charts.scores import histogram
from ui.charts.shares import completeness_bars, pattern_bands, stacked_shares
from ui.charts.work import agreement_scatter, planned_vs_real

__all__ = [
    "agreement_scatter",
    "caterpillar",
    "chart_config",
    "completeness_bars",
    "dots_with_interval",
    "histogram",
    "is_empty",
    "items_beside_own_level",
    "level_matrix",
    "nine_boxes",
    "pattern_bands",
    "planned_vs_real",
    "proposed_mix",
    "rank_intervals",
    "rank_slope",
    "rated_over_time",
    "rater_links",
    "raw_and_adjusted",
    "reliability_curve",
    "stacked_shares",
    "tendency_and_spread",
    "tendency_by_year",
    "transition_matrix",
    "trend_lines",
]
