"""Figures of two codes against each other, with the number printed in each cell."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui import colors, formats, labels
from ui.charts.frame import hover, new_figure, note, numbers, rows_of
from ui.i18n import _

LEVEL_MATRIX_HEIGHT = 300
TRANSITION_HEIGHT = 340


def level_matrix(cells: pd.DataFrame) -> go.Figure:
    """Draw work result against behaviour: nine cells in the colour of the predicate they give.

    Columns: `work_result`, `behaviour` (above, meets, below), `predicate`, `n`, `share`. Behaviour
    rises to the right, work result upward.
    """
    tokens = colors.tokens()
    x_codes, y_codes = list(reversed(labels.LEVELS)), list(labels.LEVELS)
    step = {code: place for place, code in enumerate(reversed(labels.PREDICATES))}
    cell = {(row.work_result, row.behaviour): row for row in rows_of(cells)}
    figure = new_figure(height=LEVEL_MATRIX_HEIGHT)
    figure.add_heatmap(
        z=[[step[cell[y, x].predicate] for x in x_codes] for y in y_codes],
        zmin=-0.5,
        zmax=len(step) - 0.5,
        colorscale=_steps([tokens.predicate[code] for code in step]),
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="text",
        hovertext=[
            [
                hover(
                    labels.predicate(cell[y, x].predicate),
                    _("Hasil kerja {level}").format(level=labels.level(y)),
                    _("Perilaku kerja {level}").format(level=labels.level(x)),
                    _cell_words(cell[y, x].n, cell[y, x].share),
                )
                for x in x_codes
            ]
            for y in y_codes
        ],
    )
    for row, y in enumerate(y_codes):
        for column, x in enumerate(x_codes):
            one = cell[y, x]
            _print(figure, column, row, one.n, one.share, tokens.on_predicate[one.predicate])
    figure.update_xaxes(
        title={"text": _("Perilaku kerja")},
        tickvals=[0, 1, 2],
        ticktext=[_wrapped(labels.level(code)) for code in x_codes],
        ticks="",
    )
    figure.update_yaxes(
        title={"text": _("Hasil kerja")},
        tickvals=[0, 1, 2],
        ticktext=[_wrapped(labels.level(code)) for code in y_codes],
        range=[2.5, -0.5],
        ticks="",
    )
    return figure


def transition_matrix(cells: pd.DataFrame) -> go.Figure:
    """Draw where people with each predicate stand one period later.

    Columns: `previous`, `now` (all 25 pairs of predicates), `n`, `share` (of the people with
    `previous`; missing where there are none). Rows are the earlier predicate, best on top;
    the shade is the share of the row.
    """
    tokens = colors.tokens()
    codes = list(labels.PREDICATES)
    x_codes = list(reversed(codes))
    cell = {(row.previous, row.now): row for row in rows_of(cells)}
    figure = new_figure(height=TRANSITION_HEIGHT)
    figure.add_heatmap(
        z=[numbers(cell[before, after].share for after in x_codes) for before in codes],
        zmin=0,
        zmax=1,
        colorscale=_steps(list(tokens.magnitude)),
        showscale=False,
        xgap=2,
        ygap=2,
        hoverinfo="text",
        hovertext=[
            [
                hover(
                    _("{before} menjadi {after}").format(
                        before=labels.predicate(before), after=labels.predicate(after)
                    ),
                    _cell_words(cell[before, after].n, cell[before, after].share),
                )
                for after in x_codes
            ]
            for before in codes
        ],
    )
    for row, before in enumerate(codes):
        if all(pd.isna(cell[before, after].share) for after in x_codes):
            note(figure, _("tidak ada pegawai"), x=(len(codes) - 1) / 2, y=row)
        for column, after in enumerate(x_codes):
            one = cell[before, after]
            if not pd.isna(one.share):
                shade = colors.text_on(colors.magnitude_at(float(one.share)))
                _print(figure, column, row, one.n, one.share, shade)
    figure.update_xaxes(
        title={"text": _("Periode ini")},
        tickvals=list(range(len(codes))),
        ticktext=[_wrapped(labels.predicate_on_axis(code)) for code in x_codes],
        ticks="",
    )
    figure.update_yaxes(
        title={"text": _("Periode sebelumnya")},
        tickvals=list(range(len(codes))),
        ticktext=[_wrapped(labels.predicate_on_axis(code)) for code in codes],
        range=[len(codes) - 0.5, -0.5],
        ticks="",
    )
    return figure


def _print(figure: go.Figure, column: int, row: int, n: object, share: object, shade: str) -> None:
    text = f"<b>{formats.count(n)}</b><br>{formats.share(share)}"
    note(figure, text, x=column, y=row, font={"color": shade, "size": 12})


def _cell_words(n: object, share: object) -> str:
    return _("{n} pegawai, {share}").format(n=formats.count(n), share=formats.share(share))


def _steps(shades: list[str]) -> list[list[object]]:
    """Return a scale of flat steps, one per shade."""
    n = len(shades)
    return [[edge, shade] for i, shade in enumerate(shades) for edge in (i / n, (i + 1) / n)]


def _wrapped(name: str) -> str:
    first, space, rest = name.rpartition(" ")
    return f"{first}<br>{rest}" if space else name
