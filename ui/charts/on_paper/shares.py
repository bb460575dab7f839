"""Drawings of shares: the mix of predicates by group, and beside the expected pattern."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from ui import colors, formats, labels
from ui.charts.frame import people, rows_of
from ui.charts.on_paper.drawing import (
    AXIS_HEIGHT,
    LEGEND_HEIGHT,
    QUIET,
    SIZE,
    SMALL,
    TEXT_WIDTH,
    fitted,
    grid,
    legend,
    legend_height,
    name_rows,
    new_drawing,
    on_paper,
    width_of,
)
from ui.i18n import _
from ui.order import reading_order

WIDEST_NAMES, COUNTS_WIDTH, GAP = 84.0, 22.0, 2.5  # mm beside the bars
ROW_HEIGHT, LOWEST_ROW, PATTERN_ROW = 8.0, 4.6, 7.0  # mm
WIDEST_OF_TWO_LINES = 58.0
PRINTED_FROM = 6.0  # mm: two digits and a percent sign fit
FEW_ROWS = 6
BAND = "#E4E8EC"


@on_paper
def stacked_shares(
    shares: pd.DataFrame,
    *,
    reference: str | None = None,
    keep_order: bool = False,
    row_height: float | None = None,
) -> Figure:
    """Draw one 100 % bar per group as `charts.stacked_shares`, with its number of people.

    Columns: `group`, `predicate`, `n`, `n_group`, `share`; missing where suppressed.
    """
    ordered = shares if keep_order else reading_order(shares, reference=reference)
    groups = list(dict.fromkeys(ordered["group"]))
    places = {group: row for row, group in enumerate(groups)}
    row = row_height or (ROW_HEIGHT if len(groups) <= FEW_ROWS else LOWEST_ROW)
    lines = 2 if len(groups) <= FEW_ROWS else 1
    room = _room(groups, lines=lines)
    order = list(reversed(labels.PREDICATES))
    names = [labels.predicate(code) for code in order]
    top = legend_height(names)
    figure, axes = new_drawing(
        len(groups) * row + top + AXIS_HEIGHT, left=room + GAP, right=COUNTS_WIDTH, top=top
    )
    bars = TEXT_WIDTH - room - GAP - COUNTS_WIDTH
    tokens = colors.tokens()
    start = dict.fromkeys(groups, 0.0)
    handles: dict[str, Any] = {}
    for predicate in order:
        for cell in rows_of(ordered[ordered["predicate"] == predicate]):
            width = 0.0 if pd.isna(cell.share) else float(cell.share)
            bar = axes.barh(
                places[cell.group],
                width,
                left=start[cell.group],
                height=0.72,
                color=tokens.predicate[predicate],
                edgecolor=tokens.outline,
                linewidth=0.5,
            )
            handles.setdefault(predicate, bar)
            if width * bars > PRINTED_FROM:
                axes.text(
                    start[cell.group] + width / 2,
                    places[cell.group],
                    formats.whole_share(cell.share),
                    color=tokens.on_predicate[predicate],
                    fontsize=SMALL,
                    ha="center",
                    va="center_baseline",
                )
            start[cell.group] += width
    for first in rows_of(ordered.drop_duplicates("group")):
        hidden = pd.isna(first.share)
        place = 0.01 if hidden else 1.02
        axes.text(
            place,
            places[first.group],
            people(None) if hidden else people(first.n_group),
            fontsize=SMALL,
            color=QUIET,
            va="center_baseline",
        )
    axes.set_xlim(0, 1)
    steps = (0, 0.25, 0.5, 0.75, 1)
    grid(axes, "x", steps, [formats.whole_share(step) for step in steps])
    name_rows(axes, groups, room=room, lines=lines)
    legend(axes, [handles[code] for code in order], names)
    return figure


def rows_that_fit(height: float) -> int:
    """Return how many groups `stacked_shares` can draw in so many mm."""
    top = legend_height([labels.predicate(code) for code in labels.PREDICATES])
    return int((height - top - AXIS_HEIGHT) / LOWEST_ROW)


@on_paper
def pattern_bands(fit: pd.DataFrame) -> Figure:
    """Draw the share of each predicate over the range expected for it, as `charts.pattern_bands`.

    Columns: `predicate`, `share`, `lower_share`, `upper_share`; missing bounds leave a side open.
    """
    tokens = colors.tokens()
    order = list(reversed(labels.PREDICATES))
    rows = fit.set_index("predicate").reindex(order).reset_index()
    names = [labels.predicate(code) for code in order]
    room = _room(names)
    height = len(order) * PATTERN_ROW + AXIS_HEIGHT + LEGEND_HEIGHT
    figure, axes = new_drawing(height, left=room + GAP, right=COUNTS_WIDTH, top=LEGEND_HEIGHT)
    bar: dict[str, Any] = {"edgecolor": tokens.outline, "linewidth": 0.6}
    bounded = rows[rows["lower_share"].notna() | rows["upper_share"].notna()]
    low, high = bounded["lower_share"].fillna(0), bounded["upper_share"].fillna(1)
    band = axes.barh(bounded.index, high - low, left=low, height=0.82, color=BAND, **bar)
    shares = rows["share"].fillna(0)
    shades = [tokens.predicate[code] for code in order]
    axes.barh(rows.index, shares, height=0.42, color=shades, **bar)
    for place, share in enumerate(rows["share"]):
        axes.text(1.02, place, formats.share(share), fontsize=SIZE, va="center_baseline")
    if len(bounded):
        legend(axes, [band], [_("rentang yang diharapkan")])
    axes.set_xlim(0, 1)
    steps = (0, 0.25, 0.5, 0.75, 1)
    grid(axes, "x", steps, [formats.whole_share(step) for step in steps])
    name_rows(axes, names, room=room)
    return figure


def _room(names: Sequence[object], *, lines: int = 1) -> float:
    """Return the width for the names at the left in mm: what they need, up to a limit."""
    limit = WIDEST_NAMES if lines == 1 else WIDEST_OF_TWO_LINES
    parts = [part for name in names for part in fitted(name, limit, lines=lines).split("\n")]
    return max(width_of(part) for part in parts)
