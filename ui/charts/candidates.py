"""Figures about people considered: rank intervals with the cut, who moved over it, nine boxes.

Whether somebody is in is said by the shape of the mark as well as by its colour.
"""

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
    people,
    post_and_agency,
    range_bars,
    rows_height,
    rows_of,
)
from ui.i18n import _
from ui.plain import plain_in_figure

STANDINGS = {"surely_in": "circle", "maybe": "circle-open", "outside": "x-thin-open"}
SHORT_POST = 13  # beside the slope, where a phone has a third of its width for it
SLOPE_ROW, SLOPE_HEAD = 17, 70
MOST_SLOPE_ROWS = 40
LABEL_HEIGHT = 13  # pixels
BOXES_HEIGHT = 330
POTENTIALS = ("low", "medium", "high")


def standing_words(code: str) -> str:
    """Return the three steps of being in, as the legend says them."""
    return {
        "surely_in": _("kemungkinan besar masuk"),
        "maybe": _("mungkin"),
        "outside": _("kemungkinan besar di luar"),
    }[code]


def rank_intervals(rows: pd.DataFrame, *, k: int, n: int) -> go.Figure:
    """Draw each person's rank with its 90 % interval, the cut, and the band without an order.

    Columns: `person`, `agency_code`, `rank_median`, `rank_lower`, `rank_upper`, `standing`
    (surely_in, maybe, outside), `top_probability`; rows in list order. `n` people are ranked.
    """
    tokens = colors.tokens()
    shades = {"surely_in": tokens.series, "maybe": tokens.series, "outside": tokens.others}
    figure = new_figure(height=rows_height(len(rows) + 1, legend=True), legend=True)
    band = [place for place, code in enumerate(rows["standing"]) if code == "maybe"]
    if band:
        figure.add_hrect(
            y0=band[0] - 0.5, y1=band[-1] + 0.5, line_width=0, fillcolor=tokens.outline,
            opacity=0.15, layer="below",
        )  # fmt: skip
    for code, symbol in STANDINGS.items():
        places = [place for place, each in enumerate(rows["standing"]) if each == code]
        if not places:
            continue
        part = rows.iloc[places]
        figure.add_scatter(
            name=standing_words(code),
            x=numbers(part["rank_median"]),
            y=places,
            mode="markers",
            marker={
                "size": 9,
                "symbol": symbol,
                "color": shades[code],
                "line": {"color": shades[code], "width": 2},
            },
            error_x=range_bars(
                part["rank_median"].astype("float64"),
                part["rank_lower"].astype("float64"),
                part["rank_upper"].astype("float64"),
                color=shades[code],
            ),
            hoverinfo="text",
            hovertext=[
                hover(
                    row.person,
                    rank_words(row),
                    _("{standing}: {share} kemungkinan masuk {k} tempat").format(
                        standing=standing_words(code),
                        share=formats.whole_share(row.top_probability),
                        k=formats.count(k),
                    ),
                )
                for row in rows_of(part)
            ],
        )
    if k < n:
        figure.add_vline(x=k + 0.5, line={"color": tokens.others, "width": 1.5, "dash": "dash"})
        words = _("{k} tempat").format(k=formats.count(k))
        # on a row of its own under the people: above the plot stands the legend
        note(figure, words, x=k + 0.5, y=len(rows), xanchor="left", xshift=3, font={"size": 11})
    last = max(float(rows["rank_upper"].max()), min(float(n), k + 1.0))
    figure.update_xaxes(
        showgrid=True,
        range=[0, last * 1.02 + 1],
        tickformat=",d",
    )
    # at the right edge of the figure: on a phone the plot is too narrow for it
    words = _("urutan dari {n} pegawai, 1 teratas").format(n=formats.count(n))
    note(
        figure,
        words,
        x=1,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="top",
        yshift=-18,
    )
    figure.update_layout(margin={"b": 40})
    name_rows(figure, list(rows["person"]))
    figure.update_yaxes(
        ticktext=[post_and_agency(row.person, row.agency_code) for row in rows_of(rows)],
        range=[len(rows) + 0.5 * (k < n), -0.5],
    )
    return figure


def rank_words(row: Any) -> str:
    """Say a rank with its interval, without markup."""
    return _("Urutan {rank} (bisa {lower} sampai {upper})").format(
        rank=formats.count(row.rank_median),
        lower=formats.count(row.rank_lower),
        upper=formats.count(row.rank_upper),
    )


def rank_slope(rows: pd.DataFrame, *, k: int) -> go.Figure:
    """Draw places by raw mean (left) and in the list (right); who crosses the cut in colour.

    Columns: `person`, `agency_code`, `raw_place`, `place`, `crossing` (entered, left, stays_in).
    Places far below the cut are drawn at the lower edge; their number stands beside them.
    """
    tokens = colors.tokens()
    edge = max(2 * k, k + 10)
    shades = {"entered": tokens.compared[0], "left": tokens.compared[1], "stays_in": tokens.outline}
    words = {
        "entered": _("masuk setelah disesuaikan"),
        "left": _("keluar setelah disesuaikan"),
        "stays_in": _("tetap masuk"),
    }
    figure = new_figure(height=_slope_height(edge), legend=True)
    for code in ("stays_in", "entered", "left"):
        part = rows[rows["crossing"] == code]
        if part.empty:
            continue
        x: list[float | None] = []
        y: list[float | None] = []
        texts: list[str | None] = []
        for row in rows_of(part):
            said = hover(row.person, _moved(row), words[code])
            x += [0, 1, None]
            y += [min(row.raw_place, edge), min(row.place, edge), None]
            texts += [said, said, None]
        figure.add_scatter(
            name=words[code],
            x=x,
            y=y,
            mode="lines+markers",
            line={"color": shades[code], "width": 1 if code == "stays_in" else 2.5,
                  "dash": "dot" if code == "left" else "solid"},
            marker={"size": 5 if code == "stays_in" else 8, "color": shades[code],
                    "symbol": "diamond" if code == "left" else "circle"},
            hoverinfo="text",
            hovertext=texts,
        )  # fmt: skip
    _name_movers(figure, rows, edge)
    figure.add_hline(y=k + 0.5, line={"color": tokens.others, "width": 1.5, "dash": "dash"})
    figure.update_xaxes(
        range=[-1.1, 2.1],
        tickvals=[0, 1],
        ticktext=[_("rata-rata mentah"), _("daftar ini")],
        side="top",
        ticks="",
    )
    figure.update_yaxes(range=[edge + 1, 0.2], showticklabels=False)
    figure.update_layout(legend={"y": 0, "yanchor": "top"}, margin={"t": 30})
    return figure


def nine_boxes(cells: pd.DataFrame) -> go.Figure:
    """Draw performance (upwards) against potential (to the right) with people in each box.

    Columns: `box` 1–9, `performance` (above, meets, below), `potential` (low, medium, high), `n`,
    `share` (of the people placed), `is_pool` (talent pool), `words` (what the rules recommend).
    """
    tokens = colors.tokens()
    cell = {(row.performance, row.potential): row for row in rows_of(cells)}
    most = max(float(cells["share"].max()), 0.01) if len(cells) else 1.0
    steps = tokens.magnitude
    figure = new_figure(height=BOXES_HEIGHT)
    figure.add_heatmap(
        z=[[cell[y, x].share / most for x in POTENTIALS] for y in labels.LEVELS],
        zmin=0,
        zmax=1,
        colorscale=[[i / (len(steps) - 1), shade] for i, shade in enumerate(steps)],
        showscale=False,
        xgap=3,
        ygap=3,
        hoverinfo="text",
        hovertext=[
            [
                hover(
                    _("Kotak {box}").format(box=formats.count(cell[y, x].box)),
                    _("Kinerja {level}").format(level=labels.level(y)),
                    _("Potensial {level}").format(level=labels.potential(x)),
                    people(cell[y, x].n),
                    plain_in_figure(cell[y, x].words),
                )
                for x in POTENTIALS
            ]
            for y in labels.LEVELS
        ],
    )
    for at_y, y in enumerate(labels.LEVELS):
        for at_x, x in enumerate(POTENTIALS):
            one = cell[y, x]
            shade = colors.text_on(colors.magnitude_at(one.share / most))
            mark = " ★" if one.is_pool else ""
            text = f"<b>{formats.count(one.n)}</b><br>{_box(one.box)}{mark}"
            note(figure, text, x=at_x, y=at_y, font={"color": shade, "size": 12})
    figure.update_xaxes(
        title={"text": _("Potensial")},
        tickvals=[0, 1, 2],
        ticktext=[labels.potential(code) for code in POTENTIALS],
        ticks="",
    )
    figure.update_yaxes(
        title={"text": _("Kinerja")},
        tickvals=[0, 1, 2],
        ticktext=[_two_lines(labels.level(code)) for code in labels.LEVELS],
        range=[2.5, -0.5],
        ticks="",
    )
    return figure


def _box(number: int) -> str:
    return _("kotak {box}").format(box=formats.count(number))


def _two_lines(name: str) -> str:
    first, space, rest = name.rpartition(" ")
    return f"{first}<br>{rest}" if space else name


def _name_movers(figure: go.Figure, rows: pd.DataFrame, edge: int) -> None:
    """Write who entered beside the list and who left beside the raw order, none over another."""
    apart = LABEL_HEIGHT * edge / _slope_height(edge)
    for code, column, x, anchor in (
        ("entered", "place", 1, "left"),
        ("left", "raw_place", 0, "right"),
    ):
        taken: list[float] = []
        for row in rows_of(rows[rows["crossing"] == code]):
            y = float(getattr(row, column))
            if any(abs(y - other) < apart for other in taken):
                continue
            taken.append(y)
            name = post_and_agency(row.person, row.agency_code, longest=SHORT_POST)
            shift = 8 if anchor == "left" else -8
            note(figure, name, x=x, y=y, xanchor=anchor, xshift=shift, font={"size": 11})


def _moved(row: Any) -> str:
    return _("urutan mentah {raw}, daftar {place}").format(
        raw=formats.count(row.raw_place), place=formats.count(row.place)
    )


def _slope_height(edge: int) -> int:
    return SLOPE_HEAD + SLOPE_ROW * min(edge, MOST_SLOPE_ROWS)
