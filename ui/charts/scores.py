"""Figures of numeric scores."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui import colors, formats
from ui.charts.frame import appraisals, hover, new_figure, numbers, people, rows_of
from ui.i18n import _
from ui.plain import plain_in_figure

HISTOGRAM_HEIGHT = 280


def histogram(
    bins: pd.DataFrame,
    *,
    median: float | None = None,
    name: str = "",
    other: pd.DataFrame | None = None,
    other_name: str = "",
    of_ratings: bool = False,
) -> go.Figure:
    """Draw how often scores occur, with a line at the median.

    Columns of `bins` and `other`: `lower`, `upper` (edges), `n` (people, or appraisals where
    `of_ratings`), `share`. Alone, heights are counts; beside a second scope, drawn as an outline,
    both are shares.
    """
    tokens = colors.tokens()
    compared = other is not None
    column, digits = ("share", 4) if compared else ("n", 0)
    figure = new_figure(height=HISTOGRAM_HEIGHT, legend=True)
    figure.add_bar(
        name=plain_in_figure(name),
        showlegend=compared,
        x=numbers((bins["lower"] + bins["upper"]) / 2, 2),
        width=numbers(bins["upper"] - bins["lower"], 2),
        y=numbers(bins[column], digits),
        marker={"color": tokens.series, "line": {"color": tokens.page, "width": 0.75}},
        hoverinfo="text",
        hovertext=[
            hover(
                _("Nilai {range}").format(range=formats.interval(row.lower, row.upper)),
                appraisals(row.n) if of_ratings else people(row.n),
                formats.share(row.share),
            )
            for row in rows_of(bins)
        ],
    )
    if other is not None:
        _add_outline(figure, other, other_name)
    if median is not None and not pd.isna(median):
        place = round(float(median), 2)
        figure.add_vline(x=place, line={"color": tokens.page, "width": 4})  # lifts it off the bars
        figure.add_vline(
            x=place,
            line={"color": tokens.others, "width": 2, "dash": "dash"},
            name=_("median {score}").format(score=formats.score(median)),
            showlegend=True,
        )
    figure.update_layout(bargap=0)
    figure.update_xaxes(title={"text": _("Nilai")}, tickformat=",.0f")
    figure.update_yaxes(
        showgrid=True,
        zeroline=True,
        rangemode="tozero",
        tickformat=".0%" if compared else ",d",
        title={"text": _counted(compared=compared, of_ratings=of_ratings)},
    )
    return figure


def _counted(*, compared: bool, of_ratings: bool) -> str:
    """Say what the heights count."""
    if of_ratings:
        return _("Porsi penilaian") if compared else _("Penilaian")
    return _("Porsi pegawai") if compared else _("Pegawai")


def _add_outline(figure: go.Figure, bins: pd.DataFrame, name: str) -> None:
    # a step line that starts and ends on the axis
    x = [bins["lower"].iloc[0], *bins["lower"], bins["upper"].iloc[-1], bins["upper"].iloc[-1]]
    y = [0, *bins["share"], bins["share"].iloc[-1], 0]
    figure.add_scatter(
        name=plain_in_figure(name),
        x=numbers(x, 2),
        y=numbers(y),
        mode="lines",
        line={"color": colors.tokens().compared[1], "width": 2, "shape": "hv"},
        hoverinfo="skip",
    )
