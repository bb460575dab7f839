"""Figures of shares: the mix of predicates, the expected pattern, completeness."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import colors, formats, labels
from ui.charts.frame import (
    FEW_ROWS,
    figure_of,
    hover,
    layout_of,
    missing_words,
    name_rows,
    new_figure,
    note,
    note_at,
    numbers,
    people,
    row_names,
    row_names_above,
    rows_height,
    rows_of,
    share_axis,
)
from ui.i18n import _
from ui.order import reading_order

# A segment prints its share when wider than this; two digits and a percent sign then fit at 390 px.
PRINTED_FROM = 0.06
PATTERN_HEIGHT = 300
ROOM_FOR_SHARES = 4  # px a row beyond the usual, so that printed shares fit into the bars


def stacked_shares(
    shares: pd.DataFrame, *, reference: str | None = None, keep_order: bool = False
) -> go.Figure:
    """Draw one 100 % bar per group, cut by predicate, sorted by the share Baik and above.

    Columns: `group`, `predicate`, `n`, `n_group` (people), `share`; missing where suppressed. The
    group named `reference`, usually the city, stands on top whatever its share. `keep_order` leaves
    the groups as they come: this period above the one before.
    """
    ordered = shares if keep_order else reading_order(shares, reference=reference)
    groups = list(dict.fromkeys(ordered["group"]))
    places = {group: row for row, group in enumerate(groups)}
    above = len(groups) <= FEW_ROWS
    height = rows_height(len(groups), legend=True, names_above=above)
    if not above:
        height += ROOM_FOR_SHARES * len(groups)
    layout = layout_of(height=height, legend=True)
    fitting = {"minsize": 10, "mode": "hide"}  # a share that does not fit is not printed
    bargap = 0.5 if above else 0.12
    layout |= {"barmode": "stack", "bargap": bargap, "uniformtext": fitting}
    hidden = ordered.loc[ordered["share"].isna(), "group"].unique()
    notes = [note_at(people(None), x=0, y=places[g], xanchor="left", xshift=4) for g in hidden]
    layout["xaxis"] |= share_axis(upper=1, step=0.25)
    if above:
        names, of_names = row_names_above(groups, bargap=bargap)
        notes += of_names
    else:
        names = row_names(groups)
    layout["yaxis"] |= names
    if notes:
        layout["annotations"] = notes
    by_predicate = dict(iter(ordered.groupby("predicate", sort=False)))
    nobody = ordered.head(0)
    bars = [
        _bars(predicate, by_predicate.get(predicate, nobody), places)
        for predicate in reversed(labels.PREDICATES)
    ]
    return figure_of(layout, bars)


def _bars(predicate: str, part: pd.DataFrame, places: dict[object, int]) -> dict[str, Any]:
    tokens = colors.tokens()
    name = labels.predicate(predicate)
    shown = numbers(part["share"])
    return {
        "type": "bar",
        "name": labels.predicate_on_axis(predicate),
        "orientation": "h",
        "x": shown,
        "y": [places[group] for group in part["group"]],
        "marker": {
            "color": tokens.predicate[predicate],
            "line": {"color": tokens.outline, "width": 0.75},
        },
        "text": [formats.whole_share(s) if s and s > PRINTED_FROM else "" for s in shown],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": tokens.on_predicate[predicate]},
        "constraintext": "inside",
        "hoverinfo": "text",
        "hovertext": [
            hover(group, f"{name}: {formats.share(share)}", _part(n, n_group))
            for group, share, n, n_group in zip(
                part["group"], part["share"], part["n"], part["n_group"], strict=True
            )
        ],
    }


def pattern_bands(fit: pd.DataFrame) -> go.Figure:
    """Draw the share of each predicate against the range that is expected for it.

    Columns: `predicate`, `n`, `share`; `lower_share`, `upper_share` of the expected range (missing:
    no bound on that side; both missing: no range); optional `illustration_share`, a curve of that
    shape, and `national_share`. Drawn from Sangat Kurang on the left to Sangat Baik on the right.
    """
    tokens = colors.tokens()
    order = list(reversed(labels.PREDICATES))
    rows = fit.set_index("predicate").reindex(order)
    x = list(range(len(order)))
    figure = new_figure(height=PATTERN_HEIGHT, legend=True)
    bounded = rows["lower_share"].notna() | rows["upper_share"].notna()
    if bounded.any():
        lower, upper = rows["lower_share"].fillna(0), rows["upper_share"].fillna(1)
        figure.add_bar(
            name=_("rentang yang diharapkan"),
            x=x,
            y=[
                round(u - b, 4) if ok else None
                for b, u, ok in zip(lower, upper, bounded, strict=True)
            ],
            base=[round(b, 4) for b in lower],
            width=0.9,
            marker={
                "color": "rgba(123,135,148,0.22)",
                "line": {"color": tokens.outline, "width": 1.5},
            },
            hoverinfo="text",
            hovertext=[
                hover(labels.predicate(p), formats.share_interval(b, u))
                for p, b, u in zip(order, lower, upper, strict=True)
            ],
        )
    shares = numbers(rows["share"])
    figure.add_bar(
        showlegend=False,
        x=x,
        y=shares,
        width=0.5,
        marker={
            "color": [tokens.predicate[p] for p in order],
            "line": {"color": tokens.outline, "width": 0.75},
        },
        text=[formats.whole_share(s) for s in shares],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="text",
        hovertext=[
            hover(labels.predicate(p), formats.share(s), people(n))
            for p, s, n in zip(order, rows["share"], rows["n"], strict=True)
        ],
    )
    _add_comparison(figure, rows, "illustration_share", _("kurva acuan (ilustrasi)"), "dot")
    _add_comparison(figure, rows, "national_share", _("porsi nasional"), None)
    figure.update_layout(barmode="overlay", xaxis={"tickvals": x, "ticks": ""})
    figure.update_xaxes(ticktext=[_on_two_lines(labels.predicate_on_axis(p)) for p in order])
    figure.update_yaxes(**share_axis(upper=1.08, step=0.25), title={"text": _("Porsi pegawai")})
    return figure


def completeness_bars(rows: pd.DataFrame, *, target: float = 1.0) -> go.Figure:
    """Draw one bar per group toward 100 %, with a tick at the target.

    Columns: `group`, `n_done`, `n_expected`, `share` (missing where nobody knows how many there
    should be: the row says so and has no bar), optional `state` (unknown, hidden, inconsistent).
    """
    tokens = colors.tokens()
    figure = new_figure(height=rows_height(len(rows), legend=False))
    y = list(range(len(rows)))
    shares = numbers(rows["share"])
    known = [place for place, share in zip(y, shares, strict=True) if share is not None]
    figure.add_bar(
        orientation="h",
        x=[1] * len(known),
        y=known,
        marker={"color": "rgba(123,135,148,0.18)", "line": {"width": 0}},
        hoverinfo="skip",
    )
    figure.add_bar(
        orientation="h",
        x=shares,
        y=y,
        marker={"color": tokens.series},
        hoverinfo="text",
        hovertext=[
            hover(row.group, formats.share(row.share), formats.n_of_n(row.n_done, row.n_expected))
            for row in rows_of(rows)
        ],
    )
    figure.add_scatter(
        x=[target] * len(known),
        y=known,
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 13, "color": tokens.others, "line": {"width": 2}},
        hoverinfo="text",
        hovertext=[_("target {share}").format(share=formats.whole_share(target))] * len(known),
    )
    states = rows["state"] if "state" in rows else ["unknown"] * len(rows)
    for place, share, state in zip(y, shares, states, strict=True):
        text = missing_words(state) if share is None else formats.whole_share(share)
        at_end = share is not None
        note(
            figure,
            text,
            x=1 if at_end else 0,
            y=place,
            xanchor="left",
            xshift=8 if at_end else 4,
        )
    figure.update_layout(barmode="overlay", bargap=0.35)
    figure.update_xaxes(
        **{**share_axis(step=0.25), "range": [0, 1.28]}, tickvals=[0, 0.25, 0.5, 0.75, 1]
    )
    name_rows(figure, list(rows["group"]))
    return figure


def _add_comparison(
    figure: go.Figure, rows: pd.DataFrame, column: str, name: str, dash: str | None
) -> None:
    if column not in rows or rows[column].isna().all():
        return
    tokens = colors.tokens()
    figure.add_scatter(
        name=name,
        x=list(range(len(rows))),
        y=numbers(rows[column]),
        mode="markers" if dash is None else "lines",
        line={"color": tokens.others, "dash": dash, "width": 2} if dash else None,
        marker={"symbol": "line-ew-open", "size": 26, "color": tokens.others, "line": {"width": 3}},
        hoverinfo="text",
        hovertext=[
            hover(labels.predicate(str(p)), f"{name}: {formats.share(s)}")
            for p, s in rows[column].items()
        ],
    )


def _part(n: object, n_group: object) -> str:
    return _("{part} dari {whole} pegawai").format(
        part=formats.count(n), whole=formats.count(n_group)
    )


def _on_two_lines(name: str) -> str:
    return "<br>".join(name.split(" ", 1))
