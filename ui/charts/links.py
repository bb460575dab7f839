"""Which raters one rater shares people with."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from ui import colors, formats
from ui.charts.frame import hover, new_figure, note, post_and_agency, rows_of
from ui.i18n import _
from ui.plain import plain_in_figure

LINKS_HEIGHT = 320
LINKS_WIDTH = 1.5  # of the drawing, in radii
EDGE = 0.3  # marks further out have their name from the edge inwards
MOST_LINKS = 8  # more neighbours than this are told in words, the drawing would be a ball of wool


def rater_links(links: pd.DataFrame, *, rater: str) -> go.Figure:
    """Draw which raters one rater shares employees with: lines as wide as the number shared.

    Columns: `other` (words), `other_agency_code`, `n_employees` (shared), strongest first. At most
    eight are drawn.
    """
    tokens = colors.tokens()
    drawn = links.head(MOST_LINKS)
    figure = new_figure(height=LINKS_HEIGHT)
    places = [_on_circle(i, len(drawn)) for i in range(len(drawn))]
    widest = max([float(n) for n in drawn["n_employees"]], default=1.0)
    for (x, y), row in zip(places, rows_of(drawn), strict=True):
        figure.add_scatter(
            x=[0, x],
            y=[0, y],
            mode="lines",
            line={"color": tokens.outline, "width": round(1 + 5 * row.n_employees / widest, 2)},
            hoverinfo="skip",
        )
        beside = {"xshift": 9} if abs(x) < abs(y) else {"yshift": 9}  # not on the line
        note(figure, formats.count(row.n_employees), x=0.6 * x, y=0.6 * y, **beside)
    figure.add_scatter(
        x=[0.0, *(x for x, _y in places)],
        y=[0.0, *(y for _x, y in places)],
        mode="markers",
        marker={
            "size": [18, *[12] * len(drawn)],
            "color": [tokens.series, *[tokens.others] * len(drawn)],
        },
        hoverinfo="text",
        hovertext=[
            plain_in_figure(rater),
            *[
                hover(row.other, _("{n} pegawai bersama").format(n=formats.count(row.n_employees)))
                for row in rows_of(drawn)
            ],
        ],
    )
    for (x, y), row in zip(places, rows_of(drawn), strict=True):
        _note_beside(figure, post_and_agency(row.other, row.other_agency_code), x, y)
    figure.update_xaxes(visible=False, range=[-LINKS_WIDTH, LINKS_WIDTH])
    figure.update_yaxes(visible=False, range=[-1.35, 1.35])
    return figure


def _note_beside(figure: go.Figure, words: str, x: float, y: float) -> None:
    """Write a name over or under its mark, from the edge of the figure inwards."""
    side = 0 if abs(x) < EDGE else math.copysign(1, x)
    anchor = {0: "center", 1: "right", -1: "left"}[int(side)]
    place = side * LINKS_WIDTH if side else x
    note(figure, words, x=place, y=y, xanchor=anchor, yshift=16 if y >= 0 else -16)


def _on_circle(place: int, n: int) -> tuple[float, float]:
    """Return a place on the unit circle, the first one at the top."""
    angle = math.pi / 2 - 2 * math.pi * place / max(n, 1)
    return round(math.cos(angle), 4), round(math.sin(angle), 4)
