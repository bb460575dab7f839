"""Drawings about people: places in a list, ratings over time, items beside the own level."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ui import colors, formats, labels
from ui.charts.employee import changes_of_rater
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
HISTORY_HEIGHT, HISTORY_LEFT, ITEM_HEIGHT = 50.0, 14.0, 6.0  # mm
MOST_PERIODS = 8  # named under the axis


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


@on_paper
def rated_over_time(
    rows: pd.DataFrame, *, adjusted: tuple[float, float, float] | None = None
) -> Figure:
    """Draw what superiors gave period by period, as `charts.rated_over_time`.

    Columns: `period_code`, `score` (missing: predicates are drawn as steps), `predicate`,
    `rater_number`. `adjusted` is the adjusted score of all periods with its limits.
    """
    tokens = colors.tokens()
    steps = list(reversed(labels.PREDICATES))
    has_scores = bool(rows["score"].notna().any())
    names = [labels.predicate(code) for code in steps]
    left = HISTORY_LEFT if has_scores else max(width_of(name) for name in names) + GAP
    figure, axes = new_drawing(HISTORY_HEIGHT, left=left, top=TOP)
    height = rows["score"] if has_scores else rows["predicate"].map(steps.index)
    places = list(range(len(rows)))
    axes.plot(places, height, color=tokens.outline, linewidth=0.8, zorder=2)
    shades = [tokens.predicate.get(str(code), tokens.page) for code in rows["predicate"]]
    axes.scatter(places, height, s=46, c=shades, edgecolors=tokens.outline, linewidths=1, zorder=3)
    if has_scores:
        _draw_scores(axes, height.astype("float64"), adjusted)
    else:
        grid(axes, "y", range(len(steps)), names)
        axes.set_ylim(-0.5, len(steps) - 0.5)
    for at, is_named in changes_of_rater(rows):
        axes.axvline(at, color=tokens.others, linewidth=0.8, linestyle=":")
        if is_named:
            axes.annotate(
                _("penilai lain"), (at, 1), (0, 2), xycoords=("data", "axes fraction"),
                textcoords="offset points", ha="center", fontsize=SMALL,
            )  # fmt: skip
    axes.set_xlim(-0.5, len(rows) - 0.5)
    chosen = places[:: -max(1, -(-len(rows) // MOST_PERIODS))][::-1]
    codes = [str(code) for code in rows["period_code"]]
    axes.set_xticks(chosen, [labels.period(codes[place], short=True) for place in chosen])
    return figure


@on_paper
def items_beside_own_level(rows: pd.DataFrame) -> Figure:
    """Draw each item above or below the person's own level, as the figure of the page.

    Columns: `name`, `relative`, `lower`, `upper`, `verdict` (strength and need are filled).
    """
    tokens = colors.tokens()
    names = list(rows["name"])
    room = max(width_of(fitted(name, WIDEST_NAMES)) for name in names)
    height = len(rows) * ITEM_HEIGHT + AXIS_HEIGHT + TITLE
    figure, axes = new_drawing(height, left=room + GAP, bottom=AXIS_HEIGHT + TITLE)
    for place, row in enumerate(rows_of(rows)):
        is_named = row.verdict in ("strength", "need")
        axes.hlines(place, row.lower, row.upper, color=tokens.outline, linewidth=1.6)
        axes.plot(
            row.relative, place, "o", markersize=6, color=tokens.series,
            markerfacecolor=tokens.series if is_named else tokens.page,
        )  # fmt: skip
    axes.axvline(0, color=tokens.others, linewidth=1.2, linestyle="--")
    low, high = float(min(rows["lower"].min(), 0)), float(max(rows["upper"].max(), 0))
    pad = 0.05 * (high - low or 1.0)
    axes.set_xlim(low - pad, high + pad)
    ticks = nice_ticks(low, high, most=6)
    grid(axes, "x", ticks, [formats.signed(tick) for tick in ticks])
    axes.set_xlabel(_("← di bawah tingkatnya sendiri · di atas →"))
    name_rows(axes, names, room=room)
    return figure


def _draw_scores(
    axes: Axes, scores: pd.Series[float], adjusted: tuple[float, float, float] | None
) -> None:
    low, high = float(scores.min()), float(scores.max())
    if adjusted is not None:
        value, lower, upper = adjusted
        axes.axhspan(lower, upper, color=BAND, linewidth=0, zorder=0)
        words = _("disesuaikan {score}").format(score=formats.score(value))
        axes.annotate(  # above the plot: on the band it would cross the marks
            words, (0, 1), (0, 2), xycoords="axes fraction", textcoords="offset points",
            fontsize=SMALL,
        )  # fmt: skip
        low, high = min(low, lower), max(high, upper)
    pad = 0.12 * (high - low or 1.0)
    axes.set_ylim(low - pad, high + pad)
    ticks = nice_ticks(low - pad, high + pad, most=5)
    grid(axes, "y", ticks, [formats.count(tick) for tick in ticks])
    axes.set_ylabel(_("nilai"))
