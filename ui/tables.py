"""Table columns: what a column holds decides how it is rounded, shown, exported and masked.

The browser formats numbers in the reader's own locale. It receives everything a table is given, so
columns are rounded and NIP are masked here, before they leave the server; columns a reader may not
see never leave the query.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import streamlit as st

from ui import colors, formats, labels
from ui.i18n import _
from ui.plain import one_line

Kind = Literal[
    "text",
    "count",
    "people",
    "score",
    "coefficient",
    "share",
    "points",
    "date",
    "nip",
    "predicate",
    "trend",
]
LARGEST_TABLE = 5_000  # rows; beyond, pages
_DECIMALS = {"count": 0, "score": 1, "coefficient": 2, "share": 3, "points": 1}


@dataclass(frozen=True)
class Column:
    """One column of a table, on screen and in a download."""

    label: str
    kind: Kind = "text"
    help: str | None = None
    pinned: bool = False
    minimum: int = 5  # of people: the smallest group shown
    full: bool = False  # of nip: all digits, for readers who may see them
    y_range: tuple[float, float] | None = None  # of trend: the same for all rows


def text(label: str, *, help: str | None = None, pinned: bool = False) -> Column:
    """Return a column of text, shown exactly as it is in the data."""
    return Column(label, "text", help, pinned)


def count(label: str, *, help: str | None = None) -> Column:
    """Return a column of whole numbers."""
    return Column(label, "count", help)


def people(label: str, *, minimum: int = 5, help: str | None = None) -> Column:
    """Return a column of group sizes; missing ones are suppressed and read `< 5`."""
    return Column(label, "people", help, minimum=minimum)


def score(label: str, *, help: str | None = None) -> Column:
    """Return a column of scores with one decimal."""
    return Column(label, "score", help)


def coefficient(label: str, *, help: str | None = None) -> Column:
    """Return a column of coefficients from 0 to 1 with two decimals, such as reliability."""
    return Column(label, "coefficient", help)


def share(label: str, *, help: str | None = None) -> Column:
    """Return a column of shares, 0 to 1 in the data, percent on screen."""
    return Column(label, "share", help)


def points(label: str, *, help: str | None = None) -> Column:
    """Return a column of differences in points."""
    return Column(label, "points", help)


def date(label: str, *, help: str | None = None) -> Column:
    """Return a column of dates that sorts by time."""
    return Column(label, "date", help)


def nip(label: str = "NIP", *, full: bool = False) -> Column:
    """Return a column of employee numbers, masked unless `full`."""
    return Column(label, "nip", full=full)


def predicate(label: str, *, help: str | None = None) -> Column:
    """Return a column of predicate codes, shown as coloured names."""
    return Column(label, "predicate", help)


def trend(label: str, *, lowest: float, highest: float, help: str | None = None) -> Column:
    """Return a column of small lines from lists of numbers, all drawn in one range."""
    return Column(label, "trend", help, y_range=(lowest, highest))


def prepared(rows: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Return the columns as the browser gets them: rounded, masked, in order."""
    return pd.DataFrame(
        {name: _cells(rows[name], column) for name, column in columns.items()}
    ).reset_index(drop=True)


def settings(columns: Mapping[str, Column]) -> dict[str, Any]:
    """Return Streamlit's column settings."""
    return {name: _setting(column) for name, column in columns.items()}


def show(rows: pd.DataFrame, columns: Mapping[str, Column], *, key: str, alt: str) -> None:
    """Draw a table; above 5,000 rows page by page."""
    st.dataframe(
        prepared(_page(rows, key), columns),
        column_config=settings(columns),
        column_order=list(columns),
        hide_index=True,
        key=key,
        placeholder=formats.MISSING,
        alt=one_line(alt),
    )


def choose_row(
    rows: pd.DataFrame, columns: Mapping[str, Column], *, key: str, alt: str
) -> pd.Series[Any] | None:
    """Draw a table whose rows can be chosen; return the chosen row of `rows`, if any.

    `rows` may carry columns that are not shown, such as the code the row stands for.
    """
    page = _page(rows, key)
    event: Any = st.dataframe(
        prepared(page, columns),
        column_config=settings(columns),
        column_order=list(columns),
        hide_index=True,
        key=key,
        placeholder=formats.MISSING,
        on_select="rerun",
        selection_mode="single-row",
        alt=one_line(alt),
    )
    chosen = [place for place in event["selection"]["rows"] if place < len(page)]
    return page.iloc[chosen[0]] if chosen else None


def predicate_shares(group_label: str, *, minimum: int = 5) -> dict[str, Column]:
    """Return the columns of the table under a figure of predicate shares (see `by_predicate`)."""
    return {
        "group": text(group_label, pinned=True),
        "n_group": people(_("Pegawai dinilai"), minimum=minimum),
        **{code: share(labels.predicate(code)) for code in labels.PREDICATES},
    }


def by_predicate(shares: pd.DataFrame) -> pd.DataFrame:
    """Turn shares in long form into one row per group; groups keep their order.

    Columns in: as `charts.stacked_shares`. Columns out: `group`, `n_group`, one per predicate.
    """
    groups = list(dict.fromkeys(shares["group"]))
    wide = shares.pivot_table(
        index="group", columns="predicate", values="share", aggfunc="first", dropna=False
    )
    wide = wide.reindex(index=groups, columns=list(labels.PREDICATES))
    sizes = shares.drop_duplicates("group").set_index("group")["n_group"]
    wide.insert(0, "n_group", sizes.reindex(groups))
    return wide.rename_axis(index="group", columns=None).reset_index()


def _page(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    if len(rows) <= LARGEST_TABLE:
        return rows
    n_pages = -(-len(rows) // LARGEST_TABLE)
    number = st.pagination(n_pages, key=f"{key}_halaman")
    return rows.iloc[(number - 1) * LARGEST_TABLE : number * LARGEST_TABLE]


def _cells(values: pd.Series[Any], column: Column) -> pd.Series[Any]:
    if column.kind == "nip":
        return values.map(lambda number: formats.nip(number, full=column.full))
    if column.kind == "predicate":
        return values.map(lambda code: [code] if isinstance(code, str) else [])
    if column.kind == "date":
        return pd.to_datetime(values)
    if column.kind == "people" and values.isna().any():
        return values.map(lambda n: formats.small_count(n, minimum=column.minimum))
    if column.kind == "points":
        return formats.rounded(values, _DECIMALS["points"])
    if column.kind == "people":
        return values.astype("Int64")
    if column.kind == "count":
        return formats.rounded(values, 0).astype("Int64")
    if column.kind in _DECIMALS:
        return formats.rounded(values, _DECIMALS[column.kind])
    return values


def _setting(column: Column) -> Any:
    config = st.column_config
    common: dict[str, Any] = {"label": column.label, "help": column.help}
    common["pinned"] = column.pinned or None
    match column.kind:
        case "count" | "score" | "coefficient" | "points":
            return config.NumberColumn(**common, format="localized")
        case "share":
            return config.NumberColumn(**common, format="percent")
        case "people":
            # text where a group is suppressed, numbers otherwise; both stand on the right
            return config.Column(**common, alignment="right")
        case "date":
            return config.DateColumn(**common, format="DD/MM/YYYY")
        case "predicate":
            return config.MultiselectColumn(
                **common,
                options=list(labels.PREDICATES),
                color=[colors.IN_TABLES[code] for code in labels.PREDICATES],
                format_func=labels.predicate,
            )
        case "trend":
            lowest, highest = column.y_range or (None, None)
            return config.LineChartColumn(**common, y_min=lowest, y_max=highest)
        case _:
            return config.TextColumn(**common)
