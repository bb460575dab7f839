"""Drawings about one rater: their ratings beside those of comparable raters, and over the years."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from ui import colors, formats, labels
from ui.charts.on_paper.drawing import (
    AXIS_HEIGHT,
    LEGEND_HEIGHT,
    QUIET,
    SMALL,
    grid,
    legend,
    new_drawing,
    nice_ticks,
    on_paper,
)
from ui.i18n import _

HEIGHT, LEFT, TITLE = 48.0, 16.0, 4.0  # mm


@on_paper
def histogram(bins: pd.DataFrame, other: pd.DataFrame, *, name: str, other_name: str) -> Figure:
    """Draw which share of ratings lies where, a second scope as an outline over it.

    Columns of both: `lower`, `upper` (edges of the bins), `share`.
    """
    tokens = colors.tokens()
    figure, axes = new_drawing(HEIGHT, left=LEFT, top=LEGEND_HEIGHT, bottom=AXIS_HEIGHT + TITLE)
    widths = bins["upper"] - bins["lower"]
    bars = axes.bar(
        bins["lower"], bins["share"], widths, align="edge", color=tokens.series,
        edgecolor=tokens.page, linewidth=0.6,
    )  # fmt: skip
    edges = [*other["lower"], other["upper"].iloc[-1]]
    outline = axes.stairs(
        other["share"], edges, color=tokens.compared[1], linewidth=1.6, baseline=0
    )
    top = float(max(bins["share"].max(), other["share"].max()))
    axes.set_ylim(0, top * 1.08)
    ticks = nice_ticks(0, top, most=4)
    grid(axes, "y", ticks, [formats.whole_share(tick) for tick in ticks])
    low, high = float(min(bins["lower"])), float(max(bins["upper"]))
    axes.set_xlim(low, high)
    places = nice_ticks(low, high, most=10)
    axes.set_xticks(places, [formats.count(place) for place in places])
    axes.set_xlabel(_("Nilai"))
    axes.set_ylabel(_("Porsi penilaian"))
    legend(axes, [bars, outline], [name, other_name])
    return figure


@on_paper
def tendency_by_year(points: pd.DataFrame) -> Figure:
    """Draw one rater's tendency per period with its interval, as `charts.tendency_by_year`.

    Columns: `period_code`, `leniency`, `lower`, `upper` (points).
    """
    tokens = colors.tokens()
    figure, axes = new_drawing(HEIGHT, left=LEFT)
    places = np.arange(len(points))
    value, lower, upper = (
        points[name].to_numpy("float64") for name in ("leniency", "lower", "upper")
    )
    axes.axhline(0, color=tokens.others, linewidth=1.2)
    axes.errorbar(
        places, value, yerr=[value - lower, upper - value], fmt="o", markersize=6,
        color=tokens.series, elinewidth=1.5, capsize=3,
    )  # fmt: skip
    for place, x, high in zip(places, value, upper, strict=True):
        axes.annotate(
            formats.signed(x), (place, high), xytext=(0, 3), textcoords="offset points",
            ha="center", fontsize=SMALL, color=QUIET,
        )  # fmt: skip
    low, high = float(np.nanmin([*lower, 0.0])), float(np.nanmax([*upper, 0.0]))
    pad = 0.15 * (high - low or 1.0)
    axes.set_ylim(low - pad, high + pad)
    ticks = nice_ticks(low, high, most=5)
    grid(axes, "y", ticks, [formats.signed(tick) for tick in ticks])
    axes.set_xlim(-0.5, len(points) - 0.5)
    axes.set_xticks(
        places, [labels.period(str(code), short=True) for code in points["period_code"]]
    )
    axes.set_ylabel(_("lebih ketat ↓ · ↑ lebih longgar"))
    return figure
