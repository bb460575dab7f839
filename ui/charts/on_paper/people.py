"""Drawings about people: where each stands in a list, with what the data leave open."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from ui import colors, formats
from ui.charts.frame import rows_of
from ui.charts.on_paper.drawing import (
    AXIS_HEIGHT,
    SMALL,
    fitted,
    grid,
    name_rows,
    new_drawing,
    nice_ticks,
    on_paper,
    width_of,
)
from ui.i18n import _

BAND = "#E9EDF1"
ROW_HEIGHT, WIDEST_NAMES, GAP, TOP, TITLE = 4.6, 84.0, 2.5, 5.0, 4.0  # mm


@on_paper
def rank_intervals(rows: pd.DataFrame, *, top: int, n_pool: int) -> Figure:
    """Draw each person's rank with its 90 % interval and a line after the place `top`.

    Columns: `person` (words), `place`, `rank_lower`, `rank_upper`, `group` (surely_in, maybe,
    outside); rows in the order of the list. Who may be in stands on grey and has a hollow dot.
    """
    tokens = colors.tokens()
    names = list(rows["person"])
    room = max(width_of(fitted(name, WIDEST_NAMES)) for name in names)
    height = len(rows) * ROW_HEIGHT + TOP + AXIS_HEIGHT + TITLE
    figure, axes = new_drawing(height, left=room + GAP, top=TOP, bottom=AXIS_HEIGHT + TITLE)
    for place, row in enumerate(rows_of(rows)):
        is_open = row.group == "maybe"
        if is_open:
            axes.axhspan(place - 0.5, place + 0.5, color=BAND, linewidth=0)
        axes.plot(
            [row.rank_lower, row.rank_upper], [place, place], color=tokens.outline, linewidth=1.6
        )
        axes.plot(
            row.place, place, "o", markersize=5, color=tokens.series,
            markerfacecolor=tokens.page if is_open else tokens.series,
        )  # fmt: skip
    last = float(min(n_pool, max(rows["rank_upper"].max(), top + 1)))
    axes.axvline(top + 0.5, color=tokens.others, linewidth=1.2, linestyle="--")
    axes.annotate(
        _("{n} tempat").format(n=formats.count(top)), (top + 0.5, 1), (0, 2),
        xycoords=("data", "axes fraction"), textcoords="offset points", ha="center", fontsize=SMALL,
    )  # fmt: skip
    axes.set_xlim(0.5, last + 0.5)
    ticks = [1.0, *(tick for tick in nice_ticks(1, last, most=8) if tick >= 2 and tick % 1 == 0)]
    grid(axes, "x", ticks, [formats.count(tick) for tick in ticks])
    axes.set_xlabel(_("Urutan dan rentang 90%, dari {n} pegawai").format(n=formats.count(n_pool)))
    name_rows(axes, names, room=room)
    return figure
