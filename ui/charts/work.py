"""Figures of what was achieved, beside what was rated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from ui import colors, formats
from ui.charts.frame import (
    hover,
    name_rows,
    new_figure,
    note,
    people,
    rows_height,
    rows_of,
    short_label,
)
from ui.i18n import _
from ui.plain import plain_in_figure

SCATTER_HEIGHT = 360


def planned_vs_real(projects: pd.DataFrame, *, as_of: dt.date) -> go.Figure:
    """Draw planned (hollow) and real (solid) completion of projects, latest delay visible as a bar.

    Columns: `project`, `planned_date`, `completed_date` (missing while it runs). A project that
    still runs after its date has a broken bar up to `as_of`.
    """
    tokens = colors.tokens()
    figure = new_figure(height=rows_height(len(projects), legend=True), legend=True)
    planned = pd.to_datetime(projects["planned_date"])
    completed = pd.to_datetime(projects["completed_date"])
    today = pd.Timestamp(as_of)
    late_open = completed.isna() & (planned < today)
    for running, dash in ((False, "solid"), (True, "dot")):
        x: list[str | None] = []
        y: list[int | None] = []
        for place, (plan, end) in enumerate(zip(planned, completed, strict=True)):
            stop = today if pd.isna(end) else end
            if pd.isna(plan) or bool(pd.isna(end)) is not running or (running and plan >= today):
                continue
            x += [_iso(plan), _iso(stop), None]
            y += [place, place, None]
        if x:
            figure.add_scatter(
                x=x,
                y=y,
                mode="lines",
                line={"color": tokens.outline, "width": 3, "dash": dash},
                hoverinfo="skip",
                showlegend=False,
            )
    hovers = [
        hover(
            row.project,
            _("rencana {date}").format(date=formats.date(row.planned_date)),
            _("selesai {date}").format(date=formats.date(row.completed_date))
            if not pd.isna(row.completed_date)
            else _("belum selesai"),
        )
        for row in rows_of(projects)
    ]
    marks = (
        (_("rencana"), planned, "circle-open", tokens.series),
        (_("selesai"), completed, "circle", tokens.series),
        (_("belum selesai"), pd.Series([today] * len(planned)), "triangle-right-open", None),
    )
    for name, dates, symbol, color in marks:
        kept = [i for i in range(len(projects)) if color or bool(late_open.iloc[i])]
        if not kept:
            continue
        figure.add_scatter(
            name=name,
            x=[_iso(dates.iloc[i]) for i in kept],
            y=kept,
            mode="markers",
            marker={
                "symbol": symbol,
                "size": 10,
                "color": color or tokens.compared[1],
                "line": {"width": 2, "color": color or tokens.compared[1]},
            },
            hoverinfo="text",
            hovertext=[hovers[i] for i in kept],
        )
    figure.update_xaxes(type="date", showgrid=True)
    name_rows(figure, list(projects["project"]))
    return figure


def agreement_scatter(
    agencies: pd.DataFrame,
    *,
    x_title: str,
    y_title: str,
    x_unit: str = "score",
    x_names: Mapping[int, str] | None = None,
) -> go.Figure:
    """Draw one dot per agency: what citizens or the organisation say (x), what raters say (y).

    Columns: `agency`, `x` (service index), `y` (share), `n` (people), `is_outlier` (labelled).
    `x_names` are the words for the steps of an x that is an order and no measure.
    """
    tokens = colors.tokens()
    rows = agencies.dropna(subset=["x", "y"])
    words = formats.share if x_unit == "share" else formats.score
    figure = new_figure(height=SCATTER_HEIGHT)
    for labelled in (False, True):
        part = rows[rows["is_outlier"].astype(bool) == labelled]
        if part.empty:
            continue
        figure.add_scatter(
            x=[round(float(v), 4) for v in part["x"]],
            y=[round(float(v), 4) for v in part["y"]],
            mode="markers",
            marker={"color": tokens.series if labelled else tokens.others, "size": 10},
            hoverinfo="text",
            hovertext=[
                hover(
                    row.agency,
                    f"{x_title}: {words(row.x) if x_names is None else x_names[int(row.x)]}",
                    f"{y_title}: {formats.share(row.y)}",
                    people(row.n),
                )
                for row in rows_of(part)
            ],
        )
    middle = (rows["x"].min() + rows["x"].max()) / 2
    for row in rows[rows["is_outlier"].astype(bool)].pipe(rows_of):
        # the label runs toward the middle, so that it stays inside the plot on a phone
        on_right = row.x > middle
        note(
            figure,
            short_label(row.agency),
            x=round(float(row.x), 4),
            y=round(float(row.y), 4),
            xanchor="right" if on_right else "left",
            xshift=-9 if on_right else 9,
        )
    figure.update_xaxes(
        title={"text": x_title}, showgrid=True, tickformat=".0%" if x_unit == "share" else ",.0f"
    )
    if x_names is not None:
        steps = sorted(x_names)
        ticks = [plain_in_figure(x_names[step]).replace(" ", "<br>") for step in steps]
        ends = [min(steps) - 0.5, max(steps) + 0.5]
        figure.update_xaxes(tickvals=steps, ticktext=ticks, range=ends)
    figure.update_yaxes(
        title={"text": y_title}, showgrid=True, tickformat=".0%", rangemode="tozero"
    )
    return figure


def _iso(day: pd.Timestamp) -> str | None:
    return None if pd.isna(day) else f"{day:%Y-%m-%d}"
