"""Figures of a calibration: the mix that is proposed, beside the mix of now and its pattern."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui import colors, formats, labels
from ui.charts.frame import (
    AXIS_HEIGHT,
    LEGEND_HEIGHT,
    hover,
    name_rows,
    new_figure,
    numbers,
    share_axis,
)
from ui.i18n import _

ROW = 34  # px; a band, a bar and two marks in one row
BAND = "rgba(123,135,148,0.22)"


def proposed_mix(rows: pd.DataFrame) -> go.Figure:
    """Draw the share of each predicate as proposed, with the share of now and what is expected.

    Columns: `predicate` (best first, best on top), `former_n`, `n` (people), `former_share`,
    `share`; `lower_share`, `upper_share` of the expected range (missing: no bound on that side;
    both missing: no range), `national_share`. The people now and then stand at the right. Made for
    the narrow column beside the table: names of predicates stand on the left.
    """
    tokens = colors.tokens()
    y = list(range(len(rows)))
    figure = new_figure(height=ROW * len(rows) + AXIS_HEIGHT + LEGEND_HEIGHT, legend=True)
    _add_bands(figure, rows)
    figure.add_bar(
        orientation="h",
        showlegend=False,
        x=numbers(rows["share"]),
        y=y,
        width=0.5,
        marker={
            "color": [tokens.predicate[code] for code in rows["predicate"]],
            "line": {"color": tokens.outline, "width": 0.75},
        },
        hoverinfo="text",
        hovertext=_hover(rows, "share", _("usulan")),
    )
    marks = (
        ("national_share", _("porsi nasional"), "line-ns-open", 18, 3),
        ("former_share", _("sekarang"), "diamond-open", 10, 2),
    )
    for column, name, symbol, size, width in marks:
        if rows[column].notna().any():
            figure.add_scatter(
                name=name,
                mode="markers",
                x=numbers(rows[column]),
                y=y,
                marker={
                    "symbol": symbol,
                    "size": size,
                    "color": tokens.others,
                    "line": {"width": width},
                },
                hoverinfo="text",
                hovertext=_hover(rows, column, name),
            )
    figure.update_layout(  # in one piece: each later update costs about a millisecond
        barmode="overlay",
        annotations=[
            {"text": words, "x": 1, "xref": "paper", "y": place, "xanchor": "right",
             "showarrow": False}
            for place, words in zip(y, _people_words(rows), strict=True)
        ],
        xaxis={
            **share_axis(),
            "range": [0, 1.55],  # the numbers of people stand beyond 100 %
            "tickvals": [0, 0.5, 1],
        },
    )  # fmt: skip
    name_rows(figure, [labels.predicate_on_axis(code) for code in rows["predicate"]])
    return figure


def _people_words(rows: pd.DataFrame) -> list[str]:
    return [
        formats.count(n) if former == n else f"{formats.count(former)} → {formats.count(n)}"
        for former, n in zip(rows["former_n"], rows["n"], strict=True)
    ]


def _add_bands(figure: go.Figure, rows: pd.DataFrame) -> None:
    bounded = (rows["lower_share"].notna() | rows["upper_share"].notna()).to_numpy()
    if not bounded.any():
        return
    lower, upper = rows["lower_share"].fillna(0), rows["upper_share"].fillna(1)
    figure.add_bar(
        name=_("rentang yang diharapkan"),
        orientation="h",
        y=list(range(len(rows))),
        x=[
            round(high - low, 4) if ok else None
            for low, high, ok in zip(lower, upper, bounded, strict=True)
        ],
        base=numbers(lower),
        width=0.9,
        marker={"color": BAND, "line": {"color": colors.tokens().outline, "width": 1.5}},
        hoverinfo="text",
        hovertext=[
            hover(labels.predicate(code), formats.share_interval(low, high))
            for code, low, high in zip(rows["predicate"], lower, upper, strict=True)
        ],
    )


def _hover(rows: pd.DataFrame, column: str, name: str) -> list[str]:
    return [
        hover(labels.predicate(code), f"{name}: {formats.share(share)}")
        for code, share in zip(rows["predicate"], rows[column], strict=True)
    ]
