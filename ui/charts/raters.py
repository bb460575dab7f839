"""Figures about raters: who differs, who hardly tells people apart, one rater's years.

Purple and downwards is stricter, teal and upwards more lenient, grey is neither. The shape of a
mark says the verdict too, so no figure rests on colour alone.
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
    short_label,
)
from ui.i18n import _

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
# room of a label in the scatter, in standard deviations of the marks
LABEL_WIDTH, LABEL_HEIGHT = 2.0, 0.8


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
    figure.update_yaxes(
        ticktext=[post_and_agency(row.rater, row.agency_code) for row in rows_of(rows)]
    )
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
