"""What all figures have in common: size, margins, legend, grid, language, escaped labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui import colors, formats, labels
from ui.i18n import _, current_language, ngettext
from ui.plain import plain_in_figure, shortened

ROW_HEIGHT = 18
TALL_ROW_HEIGHT = 42  # where names stand above the bars
# With few rows the names stand above the bars: the plot then has the full width of a phone, and
# beside it the legend would be cut off (Plotly gives it half of the height of the plot).
FEW_ROWS = 10
AXIS_HEIGHT = 44
LEGEND_HEIGHT = 60  # five predicates take three lines on a phone
MARGIN = 8
# A label on the value axis is cut here; the full name stands in the hover text and in the table.
# 26 signs take under half of the width at 390 px.
LONGEST_LABEL = 26
LONGEST_LABEL_ABOVE = 46
LONGEST_POST = 20  # beside the code of the agency; together under half of a phone's width
LONGEST_CODE = 14

# Plotly checks each property of a figure against its schema, which takes most of what making one
# costs. Tests keep it on; the served program, whose figures they have checked, turns it off.
is_checked = True


def chart_config() -> dict[str, object]:
    """Return the Plotly settings every chart is shown with, month names included.

    Plotly ignores `locale` unless the dictionary of that language comes along in `locales`.
    """
    language = current_language()
    months = [_(month) for month in labels.MONTHS]
    decimal, thousands = list(formats.plotly_separators())
    weekdays = [
        _("Minggu"),
        _("Senin"),
        _("Selasa"),
        _("Rabu"),
        _("Kamis"),
        _("Jumat"),
        _("Sabtu"),
    ]
    return {
        "displayModeBar": False,
        "displaylogo": False,
        "scrollZoom": False,
        "doubleClick": False,
        "locale": language,
        "locales": {
            language: {
                "dictionary": {},
                "format": {
                    "months": months,
                    "shortMonths": [month[:3] for month in months],
                    "days": weekdays,
                    "shortDays": [day[:3] for day in weekdays],
                    "date": "%d/%m/%Y",
                    "decimal": decimal,
                    "thousands": thousands,
                },
            }
        },
    }


_AXIS = {"fixedrange": True, "automargin": True, "showgrid": False, "zeroline": False}


def is_empty(frame: pd.DataFrame, value: str) -> bool:
    """Say whether a figure of `value` would show nothing, so that a state is shown instead."""
    return frame.empty or bool(frame[value].isna().all())


def rows_height(n_rows: int, *, legend: bool, names_above: bool = False) -> int:
    """Return the height of a figure with one row per category."""
    row = TALL_ROW_HEIGHT if names_above else ROW_HEIGHT
    return max(2, n_rows) * row + AXIS_HEIGHT + LEGEND_HEIGHT * legend


def new_figure(*, height: int, legend: bool = False) -> go.Figure:
    """Return an empty figure with the settings all figures share."""
    return figure_of(layout_of(height=height, legend=legend))


def figure_of(layout: dict[str, Any], data: list[dict[str, Any]] | None = None) -> go.Figure:
    """Return a figure with settings from `layout_of`, and traces as dicts if they are known."""
    return go.Figure(data=data, layout=layout, _validate=is_checked)


def layout_of(*, height: int, legend: bool = False) -> dict[str, Any]:
    """Return the settings all figures share.

    A figure is cheapest in one piece: each update of a finished one costs about a millisecond.
    """
    return {
        "height": height,
        "margin": {"l": MARGIN, "r": MARGIN, "t": MARGIN, "b": MARGIN},
        "separators": formats.plotly_separators(),
        "showlegend": legend,
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1,
            "yanchor": "bottom",
            "title": {"text": ""},
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "normal",
        },
        "dragmode": False,  # a finger on the chart scrolls the page
        "hovermode": "closest",
        "hoverlabel": {"namelength": -1, "align": "left"},
        "xaxis": dict(_AXIS),
        "yaxis": dict(_AXIS),
    }


def name_rows(figure: go.Figure, names: Sequence[object]) -> None:
    """Label rows 0, 1, 2 … from the top; positions are numbers, so equal names stay apart."""
    figure.update_yaxes(row_names(names))


def row_names(names: Sequence[object]) -> dict[str, Any]:
    """Return the settings of the axis that `name_rows` draws."""
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": [short_label(name) for name in names],
        "range": [len(names) - 0.5, -0.5],
        "ticks": "",
    }


def row_names_above(
    names: Sequence[object], *, bargap: float
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the axis and the notes that write the names of rows 0, 1, 2 … above their bars."""
    axis = row_names(names) | {"showticklabels": False, "range": [len(names) - 0.5, -0.75]}
    notes = [
        note_at(
            plain_in_figure(shortened(name, LONGEST_LABEL_ABOVE)),
            x=0,
            y=row - (1 - bargap) / 2,
            xanchor="left",
            yanchor="bottom",
        )
        for row, name in enumerate(names)
    ]
    return axis, notes


def share_axis(*, upper: float | None = None, step: float | None = None) -> dict[str, object]:
    """Return the settings of an axis of shares from 0, with whole percents at the ticks."""
    axis: dict[str, object] = {
        "tickformat": ".0%",
        "showgrid": True,
        "rangemode": "tozero",
        "zeroline": True,
    }
    if upper is not None:
        axis["range"] = [0, upper]
    if step is not None:
        axis["dtick"] = step
    return axis


def short_label(name: object) -> str:
    """Return a name for an axis: cut to length, then escaped."""
    return plain_in_figure(shortened(name, LONGEST_LABEL))


def hover(name: object, *lines: str) -> str:
    """Return hover text with the full name in bold and lines under it."""
    return "<br>".join([f"<b>{plain_in_figure(name)}</b>", *(line for line in lines if line)])


def numbers(values: Iterable[object], digits: int = 4) -> list[float | None]:
    """Return plain rounded numbers with None for missing: short, and the same on every machine."""
    array = pd.to_numeric(pd.Series(list(values), dtype="object")).to_numpy("float64")
    return [None if np.isnan(x) else round(float(x), digits) for x in array]


def range_bars(
    value: pd.Series[Any],
    lower: pd.Series[Any],
    upper: pd.Series[Any],
    *,
    color: str,
    thickness: float = 2,
    width: int = 0,
) -> dict[str, object]:
    """Return Plotly's settings of the bars from each value to its lower and upper bound."""
    return {
        "type": "data",
        "symmetric": False,
        "array": numbers(upper - value),
        "arrayminus": numbers(value - lower),
        "color": color,
        "thickness": thickness,
        "width": width,
    }


def note(figure: go.Figure, text: str, *, x: object, y: object, **settings: Any) -> None:
    """Write words at a place of the data, in the colour of the theme."""
    figure.add_annotation(note_at(text, x=x, y=y, **settings))


def note_at(text: str, *, x: object, y: object, **settings: Any) -> dict[str, Any]:
    """Return the settings of words at a place of the data."""
    return {"text": text, "x": x, "y": y, "showarrow": False, **settings}


def reference_line(figure: go.Figure, text: str, *, x: object) -> None:
    """Draw a labelled vertical line behind the marks."""
    figure.add_vline(x=x, line={"color": colors.tokens().others, "width": 1.5, "dash": "dash"})
    note(figure, text, x=x, y=1, yref="paper", yanchor="bottom", xanchor="center")


def people(n: object) -> str:
    """Return a number of people in words; suppressed numbers as `< 5`."""
    shown = formats.count(n)
    return _("{n} pegawai").format(
        n=formats.small_count(None) if shown == formats.MISSING else shown
    )


def appraisals(n: float) -> str:
    """Return a number of appraisals in words."""
    return ngettext("{n} penilaian", "{n} penilaian", int(n)).format(n=formats.count(n))


def missing_words(state: object) -> str:
    """Say why a number is missing, by the state of its group; without a state it is suppressed."""
    match state:
        case "unknown" | "absent":
            return labels.unknown()
        case "inconsistent":
            return _("tidak cocok dengan daftar pegawai")
        case _:
            return people(None)


def rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a small frame as named tuples; their cells have any type."""
    yield from frame.itertuples()


def post_and_agency(post_of: object, code: object, *, longest: int = LONGEST_POST) -> str:
    """Return post and agency for a label: many posts begin alike, so the agency's code stands too.

    The full name is in the hover text and the table.
    """
    post = plain_in_figure(shortened(post_of, longest))
    if not isinstance(code, str):
        return post
    # an agency known by its name alone has that for a code
    return f"{post} · {plain_in_figure(shortened(code, LONGEST_CODE))}"
