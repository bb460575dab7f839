"""Figures about raters: who differs, who hardly tells people apart, one rater's years and links.

Purple and downwards is stricter, teal and upwards more lenient, grey is neither. The shape of a
mark says the verdict too, so no figure rests on colour alone.
"""

from __future__ import annotations

import math
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
    range_bars,
    rows_height,
    rows_of,
    short_label,
)
from ui.i18n import _
from ui.plain import plain_in_figure, shortened

MARKS = {
    "clearly_stricter": "triangle-down",
    "possibly_stricter": "triangle-down-open",
    "not_distinguishable": "circle",
    "possibly_lenient": "triangle-up-open",
    "clearly_lenient": "triangle-up",
    "not_identified": "diamond-open",
    "not_enough_data": "circle-open",
}
SCATTER_HEIGHT = 380
YEARS_HEIGHT = 260
LINKS_HEIGHT = 320
LINKS_WIDTH = 1.5  # of the drawing, in radii
EDGE = 0.3  # marks further out have their name from the edge inwards
LONGEST_POST = 20  # beside the code of the agency; together under half of a phone's width
# room of a label in the scatter, in standard deviations of the marks
LABEL_WIDTH, LABEL_HEIGHT = 2.0, 0.8
MOST_LINKS = 8  # more neighbours than this are told in words, the drawing would be a ball of wool


def caterpillar(rows: pd.DataFrame) -> go.Figure:
    """Draw each rater's leniency with its 90 % interval, in the order given, zero line visible.

    Columns: `rater` (words), `leniency`, `lower`, `upper` (points), `verdict`, `n_employees`,
    `link_grade`, `agency_code`.
    """
    tokens = colors.tokens()
    present = [code for code in MARKS if code in set(rows["verdict"])]
    figure = new_figure(height=rows_height(len(rows), legend=True), legend=True)
    for verdict in present:
        places = [i for i, code in enumerate(rows["verdict"]) if code == verdict]
        part = rows.iloc[places]
        shade = tokens.verdict[verdict]
        figure.add_scatter(
            name=labels.verdict(verdict),
            x=numbers(part["leniency"]),
            y=places,
            mode="markers",
            marker={
                "size": 10,
                "symbol": MARKS[verdict],
                "color": shade,
                "line": {"color": shade, "width": 1.5},
            },
            error_x=range_bars(part["leniency"], part["lower"], part["upper"], color=shade),
            hoverinfo="text",
            hovertext=[
                hover(
                    row.rater,
                    labels.verdict(verdict),
                    formats.tendency(row.leniency),
                    _("rentang {range}").format(range=formats.interval(row.lower, row.upper)),
                    people(row.n_employees),
                    _("kaitan {grade}").format(grade=row.link_grade),
                )
                for row in rows_of(part)
            ],
        )
    zero = {"color": tokens.others, "width": 1.5}
    figure.add_vline(x=0, line=zero)
    figure.update_xaxes(showgrid=True, tickformat="+,.1~f")
    # at the right edge of the figure, not under the plot: on a phone the plot is too narrow for it
    note(
        figure,
        _("← lebih ketat · selisih · lebih longgar →"),
        x=1,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="right",
        yanchor="top",
        yshift=-18,
    )
    name_rows(figure, list(rows["rater"]))
    figure.update_layout(margin={"b": 40})
    figure.update_yaxes(ticktext=[_row_name(row.rater, row.agency_code) for row in rows_of(rows)])
    return figure


def tendency_and_spread(rows: pd.DataFrame, *, usual_spread: float, n_labels: int = 6) -> go.Figure:
    """Draw tendency (x) against spread (y), one mark per rater; the furthest few carry their name.

    Columns: `rater`, `leniency`, `spread` (points), `verdict`, `n_employees`. `usual_spread` is the
    middle of comparable raters.
    """
    tokens = colors.tokens()
    known = rows[rows["spread"].notna() & rows["leniency"].notna()]
    figure = new_figure(height=SCATTER_HEIGHT, legend=False)
    for verdict in [code for code in MARKS if code in set(known["verdict"])]:
        part = known[known["verdict"] == verdict]
        shade = tokens.verdict[verdict]
        figure.add_scatter(
            name=labels.verdict(verdict),
            x=numbers(part["leniency"], 2),
            y=numbers(part["spread"], 2),
            mode="markers",
            marker={
                "size": 8,
                "symbol": MARKS[verdict],
                "color": shade,
                "line": {"color": shade, "width": 1},
            },
            hoverinfo="text",
            hovertext=[
                hover(
                    row.rater,
                    labels.verdict(verdict),
                    _("kecenderungan {points}").format(points=formats.tendency(row.leniency)),
                    _("sebaran {points}").format(points=formats.points(row.spread)),
                    people(row.n_employees),
                )
                for row in rows_of(part)
            ],
        )
    figure.add_vline(x=0, line={"color": tokens.others, "width": 1})
    figure.add_hline(
        y=round(usual_spread, 4), line={"color": tokens.others, "width": 1.5, "dash": "dash"}
    )
    for row in rows_of(_furthest(known, usual_spread, n_labels)):
        note(
            figure,
            short_label(row.rater),
            x=round(float(row.leniency), 2),
            y=round(float(row.spread), 2),
            yshift=11,
            font={"size": 11},
        )
    for y, words in ((1.0, _("lebih membedakan ↑")), (0.0, _("kurang membedakan ↓"))):
        note(
            figure,
            words,
            x=1,
            y=y,
            xref="paper",
            yref="paper",
            xanchor="right",
            yanchor="top" if y == 1 else "bottom",
            font={"size": 11},
        )
    figure.update_xaxes(
        showgrid=True,
        tickformat="+,.1~f",
        title={"text": _("← lebih ketat · selisih · lebih longgar →")},
    )
    figure.update_yaxes(
        showgrid=True, rangemode="tozero", title={"text": _("sebaran antar pegawai (poin)")}
    )
    return figure


def tendency_by_year(points: pd.DataFrame) -> go.Figure:
    """Draw one rater's tendency per period, with intervals and a zero line.

    Columns: `period_code`, `leniency`, `lower`, `upper` (points), `n_employees`.
    """
    tokens = colors.tokens()
    codes = [str(code) for code in points["period_code"]]
    figure = new_figure(height=YEARS_HEIGHT)
    figure.add_scatter(
        x=list(range(len(codes))),
        y=numbers(points["leniency"]),
        mode="markers",
        marker={"size": 9, "color": tokens.series},
        error_y=range_bars(
            points["leniency"], points["lower"], points["upper"], color=tokens.series, width=4
        ),
        hoverinfo="text",
        hovertext=[
            hover(
                labels.period(str(row.period_code)),
                formats.tendency(row.leniency),
                _("rentang {range}").format(range=formats.interval(row.lower, row.upper)),
                people(row.n_employees),
            )
            for row in rows_of(points)
        ],
    )
    figure.add_hline(y=0, line={"color": tokens.others, "width": 1.5})
    figure.update_xaxes(
        tickvals=list(range(len(codes))),
        ticktext=[labels.period(code, short=True) for code in codes],
        range=[-0.5, max(len(codes), 1) - 0.5],
        ticks="",
    )
    figure.update_yaxes(
        showgrid=True, tickformat="+,.1~f", title={"text": _("lebih ketat ↓ · ↑ lebih longgar")}
    )
    return figure


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


def reliability_curve(points: pd.DataFrame, *, targets: tuple[float, ...]) -> go.Figure:
    """Draw how reliability grows with the number of raters, and of periods with the same rater.

    Columns: `by` (raters or periods), `number`, `reliability` (0 to 1). `targets` become lines.
    """
    tokens = colors.tokens()
    figure = new_figure(height=YEARS_HEIGHT)
    names = {
        "raters": _("penilai yang berbeda"),
        "periods": _("periode dengan penilai yang sama"),
    }
    marks = ("circle", "diamond")
    for place, (by, words) in enumerate(names.items()):
        line = points[points["by"] == by].sort_values("number")
        if line.empty:
            continue
        figure.add_scatter(
            x=[int(n) for n in line["number"]],
            y=numbers(line["reliability"]),
            mode="lines+markers",
            line={"color": tokens.compared[place], "width": 2},
            marker={"color": tokens.compared[place], "size": 7, "symbol": marks[place]},
            hoverinfo="text",
            hovertext=[
                hover(
                    words, f"{formats.count(row.number)}: {formats.two_decimals(row.reliability)}"
                )
                for row in rows_of(line)
            ],
        )
        last = line.iloc[-1]
        note(
            figure,
            words,
            x=int(last["number"]),
            y=round(float(last["reliability"]), 4),
            xanchor="right",
            yshift=-14,
        )
    for target in targets:
        figure.add_hline(y=target, line={"color": tokens.others, "width": 1, "dash": "dash"})
    figure.update_xaxes(dtick=1, title={"text": _("banyaknya")})
    figure.update_yaxes(
        showgrid=True, range=[0, 1], tickformat=".1f", title={"text": _("keandalan")}
    )
    return figure


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
        _note_beside(figure, _row_name(row.other, row.other_agency_code), x, y)
    figure.update_xaxes(visible=False, range=[-LINKS_WIDTH, LINKS_WIDTH])
    figure.update_yaxes(visible=False, range=[-1.35, 1.35])
    return figure


def _note_beside(figure: go.Figure, words: str, x: float, y: float) -> None:
    """Write a name over or under its mark, from the edge of the figure inwards."""
    side = 0 if abs(x) < EDGE else math.copysign(1, x)
    anchor = {0: "center", 1: "right", -1: "left"}[int(side)]
    place = side * LINKS_WIDTH if side else x
    note(figure, words, x=place, y=y, xanchor=anchor, yshift=16 if y >= 0 else -16)


def _row_name(rater: object, code: object) -> str:
    """Return post and agency for the axis: many posts begin alike, so the agency's code stands too.

    The full name is in the hover text and the table.
    """
    post = plain_in_figure(shortened(rater, LONGEST_POST))
    return f"{post} · {plain_in_figure(code)}" if isinstance(code, str) else post


def _on_circle(place: int, n: int) -> tuple[float, float]:
    """Return a place on the unit circle, the first one at the top."""
    angle = math.pi / 2 - 2 * math.pi * place / max(n, 1)
    return round(math.cos(angle), 4), round(math.sin(angle), 4)


def _furthest(rows: pd.DataFrame, usual_spread: float, n: int) -> pd.DataFrame:
    """Return the rows furthest from the middle of the cloud, no two so near that labels meet."""
    width = rows["leniency"].std() or 1.0
    height = rows["spread"].std() or 1.0
    across, up = rows["leniency"] / width, (rows["spread"] - usual_spread) / height
    kept: list[Any] = []
    for place in (across**2 + up**2).sort_values(ascending=False).index:
        near = [
            abs(across[place] - across[other]) < LABEL_WIDTH
            and abs(up[place] - up[other]) < LABEL_HEIGHT
            for other in kept
        ]
        if not any(near):
            kept.append(place)
        if len(kept) == n:
            break
    return rows.loc[kept]
