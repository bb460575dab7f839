"""Figures of values with their intervals: groups side by side, and over periods."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ui import colors, formats, labels
from ui.charts.frame import (
    AXIS_HEIGHT,
    figure_of,
    hover,
    layout_of,
    missing_words,
    name_rows,
    new_figure,
    note,
    numbers,
    people,
    range_bars,
    reference_line,
    rows_height,
    rows_of,
    short_label,
)
from ui.i18n import _
from ui.plain import plain_in_figure, shortened

Unit = Literal["share", "score", "count", "logit"]
LINE_HEIGHT = 300
PANEL_HEIGHT = 130
PANELS_PER_ROW = 2  # three are too narrow at 390 px
LONGEST_PANEL_NAME = 20
FEW_PERIODS = 5  # up to here intervals are bars, beyond a ribbon
_WORDS: dict[str, Callable[[Any], str]] = {
    "share": formats.share,
    "score": formats.score,
    "count": formats.count,
    "logit": formats.two_decimals,
}
_TICKS = {"share": ".0%", "score": ",.0f", "count": ",d", "logit": "+.1f"}


def dots_with_interval(
    rows: pd.DataFrame,
    *,
    unit: Unit = "share",
    title: str = "",
    reference: float | None = None,
    reference_name: str = "",
) -> go.Figure:
    """Draw a dot with its interval per group, highest on top, and a reference line.

    Columns: `group`, `value`, `lower`, `upper`, `n` (people), `is_few` (true: hollow dot),
    optional `state`. Groups without a value stay in the list with words instead of a dot.
    """
    tokens = colors.tokens()
    ordered = rows.sort_values(["value", "group"], ascending=[False, True], na_position="last")
    words = _WORDS[unit]
    y = list(range(len(ordered)))
    figure = new_figure(height=rows_height(len(ordered), legend=reference is not None))
    hollow = [bool(few) for few in ordered["is_few"]]
    figure.add_scatter(
        x=numbers(ordered["value"]),
        y=y,
        mode="markers",
        marker={
            "size": 9,
            "symbol": ["circle-open" if few else "circle" for few in hollow],
            "color": tokens.series,
            "line": {"color": tokens.series, "width": 2},
        },
        error_x=range_bars(
            ordered["value"], ordered["lower"], ordered["upper"], color=tokens.outline
        ),
        hoverinfo="text",
        hovertext=[
            hover(row.group, words(row.value), _range(words, row.lower, row.upper), people(row.n))
            for row in rows_of(ordered)
        ],
    )
    if reference is not None and not pd.isna(reference):
        label = f"{plain_in_figure(reference_name)} {words(reference)}".strip()
        reference_line(figure, label, x=round(float(reference), 4))
        figure.update_layout(margin={"t": 28})
    for place, row in zip(y, rows_of(ordered), strict=True):
        if pd.isna(row.value):
            words_instead = missing_words(getattr(row, "state", None))
            note(figure, words_instead, x=0, y=place, xref="paper", xanchor="left", xshift=4)
    figure.update_xaxes(showgrid=True, tickformat=_TICKS[unit], title={"text": title})
    name_rows(figure, list(ordered["group"]))
    return figure


def trend_lines(
    points: pd.DataFrame, *, unit: Unit = "share", small_multiples: bool = False
) -> go.Figure:
    """Draw a value over periods, with its interval; names stand at the lines, not in a legend.

    Columns: `series`, `period_code`, `value`, `lower`, `upper`, `n`. A missing value
    breaks the line. At most four series share a plot; more need
    `small_multiples`, all with the same range.
    """
    periods = sorted(points["period_code"].unique(), key=_in_time)
    names = list(dict.fromkeys(points["series"]))
    shown = list(range(len(periods)))
    if len(periods) > 6 or small_multiples:  # names would run into each other
        step = max(1, len(periods) // (2 if small_multiples else 6))
        shown = shown[::-step][::-1]
    x_axis = {
        "tickvals": shown,
        "ticktext": [labels.period(periods[i], short=True) for i in shown],
        "range": [-0.3, len(periods) - 0.7],
        "ticks": "",
    }
    y_axis = {
        "showgrid": True,
        "tickformat": _TICKS[unit],
        "range": _common_range(points, unit),
        "zeroline": True,
    }
    if small_multiples:
        figure = _panels(len(names))
        figure.update_xaxes(x_axis)
        figure.update_yaxes(y_axis)
    else:
        layout = layout_of(height=LINE_HEIGHT)
        layout["xaxis"] |= x_axis
        layout["yaxis"] |= y_axis
        figure = figure_of(layout)
    shades = colors.tokens().compared
    for i, name in enumerate(names):
        row, column = divmod(i, PANELS_PER_ROW)
        place = {"row": row + 1, "col": column + 1} if small_multiples else {}
        line = points[points["series"] == name].set_index("period_code").reindex(periods)
        shade = shades[0] if small_multiples else shades[min(i, len(shades) - 1)]
        _add_line(figure, str(name), line, shade, _WORDS[unit], place)
        if small_multiples:
            title = plain_in_figure(shortened(name, LONGEST_PANEL_NAME))
            figure.layout.annotations[i].update(text=title, font={"size": 12})
        else:
            _label_end(figure, str(name), line, _WORDS[unit])
    return figure


def _add_line(
    figure: go.Figure,
    name: str,
    line: pd.DataFrame,
    shade: str,
    words: Callable[[Any], str],
    place: dict[str, int],
) -> None:
    x = list(range(len(line)))
    few = len(line) <= FEW_PERIODS
    if not few:
        _add_ribbon(figure, line, shade, place)
    bars = range_bars(
        line["value"], line["lower"], line["upper"], color=shade, thickness=1.5, width=4
    )
    figure.add_scatter(
        x=x,
        y=numbers(line["value"]),
        mode="lines+markers",
        connectgaps=False,
        line={"color": shade, "width": 2},
        marker={"color": shade, "size": 7},
        error_y=bars if few else None,
        hoverinfo="text",
        hovertext=[
            hover(
                name,
                f"{labels.period(str(row.Index))}: {words(row.value)}",
                _range(words, row.lower, row.upper),
                people(row.n),
            )
            for row in rows_of(line)
        ],
        **place,
    )


def _add_ribbon(figure: go.Figure, line: pd.DataFrame, shade: str, place: dict[str, int]) -> None:
    red, green, blue = (int(shade[i : i + 2], 16) for i in (1, 3, 5))
    # one closed outline per unbroken stretch: a fill across a gap would invent values
    known = line["lower"].notna() & line["upper"].notna()
    stretch = (~known).cumsum()
    for _stretch, part in line.assign(x=range(len(line)))[known].groupby(stretch[known]):
        figure.add_scatter(
            x=[*part["x"], *part["x"][::-1]],
            y=numbers([*part["upper"], *part["lower"][::-1]]),
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=f"rgba({red},{green},{blue},0.18)",
            hoverinfo="skip",
            **place,
        )


def _label_end(
    figure: go.Figure, name: str, line: pd.DataFrame, words: Callable[[Any], str]
) -> None:
    known = line["value"].dropna()
    if known.empty:
        return
    last = line.index.get_loc(known.index[-1])
    text = f"{short_label(name)} {words(known.iloc[-1])}"
    top = line["upper"].iloc[last]
    height = float(known.iloc[-1] if pd.isna(top) else top)
    note(figure, text, x=last, y=round(height, 4), xanchor="right", xshift=10, yshift=10)


def _panels(n: int) -> go.Figure:
    n_rows = -(-n // PANELS_PER_ROW)
    grid = make_subplots(
        rows=n_rows,
        cols=min(n, PANELS_PER_ROW),
        shared_xaxes=True,
        shared_yaxes=True,
        subplot_titles=["…"] * n,  # replaced by the names
        horizontal_spacing=0.04,
        vertical_spacing=min(0.12, 0.3 / n_rows),
    )
    shared = new_figure(height=n_rows * PANEL_HEIGHT + AXIS_HEIGHT)
    settings = shared.layout.to_plotly_json()
    for axis in ("xaxis", "yaxis"):
        settings.pop(axis, None)
    settings.pop("template", None)
    grid.update_layout(settings)
    grid.update_layout(margin={"t": 28})
    grid.update_xaxes(fixedrange=True, showgrid=False, zeroline=False)
    grid.update_yaxes(fixedrange=True, showgrid=False, zeroline=False, automargin=True)
    return grid


def _common_range(points: pd.DataFrame, unit: Unit) -> list[float] | None:
    ends = points[["value", "lower", "upper"]].to_numpy(dtype="float64")
    if not (ends == ends).any():
        return None
    low, high = float(pd.Series(ends.ravel()).min()), float(pd.Series(ends.ravel()).max())
    pad = max(0.08 * (high - low), 0.01 if unit == "share" else 0.5)
    floor, ceiling = max(0.0, low - pad), high + 3 * pad  # room for the label above the last point
    return [round(floor, 4), round(min(ceiling, 1.05) if unit == "share" else ceiling, 4)]


def _in_time(period_code: str) -> tuple[str, int]:
    """Sort years before their quarters and months: 2024, 2024-Q1, 2024-Q2."""
    return period_code[:4], len(period_code) * 100 + int("0" + period_code[5:].lstrip("Q"))


def _range(words: Callable[[Any], str], lower: float, upper: float) -> str:
    if pd.isna(lower) or pd.isna(upper):
        return ""
    return formats.range_of(words(lower), words(upper))


def raw_and_adjusted(rows: pd.DataFrame, *, title: str) -> go.Figure:
    """Draw a difference between groups before (hollow) and after (solid) adjustment.

    Columns: `group`, `raw`, `raw_lower`, `raw_upper`, `adjusted`, `adjusted_lower`,
    `adjusted_upper` (points), `n`. Missing numbers leave their mark out.
    """
    tokens = colors.tokens()
    figure = new_figure(height=rows_height(2 * len(rows), legend=True), legend=True)
    series = (
        ("raw", _("sebelum disesuaikan"), "circle-open", -0.15),
        ("adjusted", _("setelah disesuaikan"), "circle", 0.15),
    )
    for name, words, symbol, shift in series:
        lower, value, upper = rows[f"{name}_lower"], rows[name], rows[f"{name}_upper"]
        figure.add_scatter(
            name=words,
            x=numbers(value),
            y=[i + shift for i in range(len(rows))],
            mode="markers",
            marker={
                "size": 10,
                "symbol": symbol,
                "color": tokens.series,
                "line": {"color": tokens.series, "width": 2},
            },
            error_x=range_bars(value, lower, upper, color=tokens.outline),
            hoverinfo="text",
            hovertext=[
                hover(
                    row.group,
                    words,
                    formats.tendency(getattr(row, name)),
                    _("rentang {range}").format(
                        range=formats.interval(
                            getattr(row, f"{name}_lower"), getattr(row, f"{name}_upper")
                        )
                    ),
                    people(row.n),
                )
                for row in rows_of(rows)
            ],
        )
    figure.add_vline(x=0, line={"color": tokens.others, "width": 1.5})
    figure.update_xaxes(showgrid=True, tickformat="+,.1~f", title={"text": title})
    name_rows(figure, list(rows["group"]))
    return figure
