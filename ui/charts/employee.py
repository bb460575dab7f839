"""Figures of one person: ratings over time, and items beside comparable people."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import colors, formats, labels
from ui.charts.frame import (
    hover,
    name_rows,
    new_figure,
    note,
    numbers,
    range_bars,
    rows_height,
    rows_of,
)
from ui.i18n import _
from ui.plain import plain_in_figure

HISTORY_HEIGHT = 300
MOST_PERIOD_NAMES = 5  # side by side on a phone
ITEM_ROW = 2  # rows of the usual height for one item: a finger finds the mark


def rated_over_time(
    rows: pd.DataFrame, *, adjusted: tuple[float, float, float] | None = None
) -> go.Figure:
    """Draw what superiors gave period by period, coloured by predicate; a line where one took over.

    Columns: `period_code`, `score` (missing: only predicates are known, and those are drawn as
    steps), `predicate`, `rater_number`, `rater` (words). `adjusted` is the adjusted score of all
    periods together with its limits, drawn as a band.
    """
    tokens = colors.tokens()
    figure = new_figure(height=HISTORY_HEIGHT)
    has_scores = bool(rows["score"].notna().any())
    steps = list(reversed(labels.PREDICATES))
    place = {code: at for at, code in enumerate(steps)}
    height = rows["score"] if has_scores else rows["predicate"].map(place).astype("float64")
    if has_scores and adjusted is not None:
        _draw_band(figure, adjusted)
    figure.add_scatter(
        x=list(range(len(rows))),
        y=numbers(height, 2),
        mode="lines+markers",
        line={"color": tokens.outline, "width": 1},
        marker={
            "size": 12,
            "color": [_predicate_color(code) for code in rows["predicate"]],
            "line": {"color": tokens.outline, "width": 1.5},
        },
        hoverinfo="text",
        hovertext=[_told(row) for row in rows_of(rows)],
    )
    for at, is_named in changes_of_rater(rows):
        figure.add_vline(x=at, line={"color": tokens.others, "width": 1, "dash": "dot"})
        if is_named:
            note(
                figure, _("penilai lain"), x=at, y=1, yref="paper", xanchor="left",
                yanchor="bottom", xshift=-4,
            )  # fmt: skip
    _name_periods(figure, list(rows["period_code"]))
    if has_scores:
        figure.update_yaxes(showgrid=True, tickformat=",.0f", title={"text": _("nilai")})
    else:
        words = [labels.predicate_on_axis(code) for code in steps]
        figure.update_yaxes(
            showgrid=True, tickvals=list(range(len(steps))), ticktext=words, range=[-0.4, 4.4]
        )
    figure.update_layout(margin={"t": 28})
    return figure


def changes_of_rater(rows: pd.DataFrame) -> list[tuple[float, bool]]:
    """Return where another rater took over, between two periods, and whether to name the line.

    Lines closer than a third of the width share the name of the first: on a phone it is that wide.
    """
    changes: list[tuple[float, bool]] = []
    raters, last_named = list(rows["rater_number"]), -float(len(rows))
    for at in range(1, len(raters)):
        if raters[at] == raters[at - 1]:
            continue
        place = at - 0.5
        is_named = place - last_named >= len(raters) / 3
        if is_named:
            last_named = place
        changes.append((place, is_named))
    return changes


def items_beside_own_level(rows: pd.DataFrame) -> go.Figure:
    """Draw each item above or below the person's own level, with its interval.

    Columns: `name`, `relative`, `lower`, `upper`, `verdict` (strength and need are filled, the
    others hollow), `verdict_words`; first row on top.
    """
    tokens = colors.tokens()
    figure = new_figure(height=rows_height(ITEM_ROW * len(rows), legend=False))
    is_named = rows["verdict"].isin(["strength", "need"])
    figure.add_scatter(
        x=numbers(rows["relative"]),
        y=list(range(len(rows))),
        mode="markers",
        marker={
            "size": 10,
            "symbol": ["circle" if named else "circle-open" for named in is_named],
            "color": tokens.series,
            "line": {"color": tokens.series, "width": 2},
        },
        error_x=range_bars(rows["relative"], rows["lower"], rows["upper"], color=tokens.outline),
        hoverinfo="text",
        hovertext=[
            hover(
                row.name,
                formats.tendency(row.relative),
                formats.interval(row.lower, row.upper),
                row.verdict_words,
            )
            for row in rows_of(rows)
        ],
    )
    figure.add_vline(x=0, line={"color": tokens.others, "width": 1.5, "dash": "dash"})
    figure.update_xaxes(
        showgrid=True,
        tickformat="+,.1f",
        title={"text": _("← di bawah tingkatnya sendiri · di atas →")},
    )
    name_rows(figure, list(rows["name"]))
    return figure


def _draw_band(figure: go.Figure, adjusted: tuple[float, float, float]) -> None:
    value, lower, upper = adjusted
    figure.add_hrect(
        y0=round(lower, 2), y1=round(upper, 2), fillcolor="rgba(123,135,148,0.22)", line_width=0
    )
    words = _("disesuaikan {score}").format(score=formats.score(value))
    note(
        figure, plain_in_figure(words), x=0, y=round(upper, 2), xref="paper", xanchor="left",
        yanchor="bottom", xshift=4, bgcolor=colors.tokens().page, opacity=0.85,
    )  # fmt: skip


def _predicate_color(code: object) -> str:
    tokens = colors.tokens()
    return tokens.predicate.get(str(code), tokens.page)


def _told(row: Any) -> str:
    words = labels.predicate(row.predicate) if isinstance(row.predicate, str) else ""
    said = "" if pd.isna(row.score) else _("Nilai {score}").format(score=formats.score(row.score))
    return hover(labels.period(str(row.period_code)), words, said, plain_in_figure(row.rater))


def _name_periods(figure: go.Figure, periods: list[str]) -> None:
    step = max(1, -(-len(periods) // MOST_PERIOD_NAMES))
    chosen = list(range(len(periods) - 1, -1, -step))[::-1]
    figure.update_xaxes(
        tickvals=chosen,
        ticktext=[labels.period(periods[at], short=True) for at in chosen],
        range=[-0.5, len(periods) - 0.5],
        ticks="",
    )
