"""A card with its three controls, a row of key figures, and the drawer.

    with cards.card(_("Sebaran predikat"), key="sebaran_predikat") as card:
        card.chart(charts.stacked_shares(mix), alt=alternatives.mix_alt(mix))
        card.table(tables.by_predicate(mix), tables.predicate_shares(_("Perangkat daerah")))
        card.downloads(build, about, name=("sebaran", "2024"), day=day)
        card.how_to_read("predicate_mix")

Whatever the order of calls, the controls stand under the chart: table, download, how to read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ui import charts, downloads, how_to_read, links, tables
from ui.downloads import About, OnBuilt, Sheet
from ui.i18n import _
from ui.paper import Offer
from ui.plain import one_line, plain
from ui.tables import Column

NARROWEST_KPI = 190
LONGEST_IN_A_METRIC = 15  # signs; a metric cuts off what does not fit into one line


@dataclass
class Card:
    """What a page puts into one card."""

    key: str
    _controls: dict[str, Callable[[], None]] = field(default_factory=dict)
    _alt: str = ""

    def chart(self, figure: go.Figure, alt: str, *, name: str = "grafik") -> None:
        """Draw a figure; `alt` is one plain sentence with the takeaway."""
        self._alt = self._alt or alt
        st.plotly_chart(
            figure, key=f"{self.key}_{name}", alt=one_line(alt), config=charts.chart_config()
        )

    def name_table(self, name: str) -> None:
        """Name the table of a card that says its numbers in words instead of a figure."""
        self._alt = self._alt or name

    def table(
        self,
        rows: pd.DataFrame | Callable[[], pd.DataFrame],
        columns: Mapping[str, Column],
        *,
        alt: str | None = None,
    ) -> None:
        """Offer the numbers of the chart as a table, computed only when it is opened."""
        self._controls["table"] = lambda: self._draw_table(rows, columns, alt or self._alt)

    def downloads(
        self,
        build: Callable[[], Sequence[Sheet]] | None,
        about: Callable[[], About],
        *,
        name: Sequence[str | None],
        day: dt.date | None,
        on_built: OnBuilt | None = None,
        paper: Offer | None = None,
    ) -> None:
        """Offer the numbers as files and a report as PDF; `name` are the parts of the file name."""

        def draw() -> None:
            with st.popover(_("Unduh"), icon=":material/download:", key=f"{self.key}_unduh"):
                downloads.buttons(
                    build,
                    about,
                    name=name,
                    day=day,
                    key=f"{self.key}_unduh",
                    on_built=on_built,
                    paper=paper,
                )

        self._controls["downloads"] = draw

    def plain_table(
        self,
        sheet: Sheet,
        about: Callable[[], About],
        *,
        alt: str,
        name: Sequence[str | None],
        day: dt.date | None,
        on_built: OnBuilt | None = None,
        paper: Offer | None = None,
    ) -> None:
        """Draw a table that belongs to no figure and stands open, and offer its download."""
        tables.show(sheet.rows, sheet.columns, key=f"{self.key}_tabel", alt=alt)
        self.downloads(lambda: [sheet], about, name=name, day=day, on_built=on_built, paper=paper)

    def how_to_read(self, name: str) -> None:
        """Offer the three sentences of a kind of card, with a link to the method."""

        def draw() -> None:
            with st.popover(_("Cara membaca"), icon=":material/help:", key=f"{self.key}_baca"):
                for sentence in how_to_read.texts(name):
                    st.markdown(sentence)
                st.caption(how_to_read.table_keys())
                links.link("method", _("Selengkapnya di Metodologi"))

        self._controls["how_to_read"] = draw

    def _draw_table(
        self,
        rows: pd.DataFrame | Callable[[], pd.DataFrame],
        columns: Mapping[str, Column],
        alt: str,
    ) -> None:
        expander = st.expander(
            _("Lihat sebagai tabel"),
            key=self._table_key,
            icon=":material/table:",
            on_change="rerun",
            type="compact",
        )
        if expander.open:
            with expander:
                shown = rows() if callable(rows) else rows
                tables.show(shown, columns, key=f"{self.key}_tabel", alt=alt)

    def draw_controls(self) -> None:
        """Draw what was offered, always in the same order; called when the card closes."""
        if not self._controls:
            return
        # An open table takes the whole width, which on a phone is all there is.
        is_open = bool(st.session_state.get(self._table_key))
        with st.container(
            horizontal=not is_open, key=f"{self.key}_kendali", vertical_alignment="center"
        ):
            if "table" in self._controls:
                self._controls["table"]()
            with st.container(horizontal=True, width="content"):
                for control in ("downloads", "how_to_read"):
                    if control in self._controls:
                        self._controls[control]()

    @property
    def _table_key(self) -> str:
        return f"{self.key}_tabel_buka"


@contextmanager
def frameless(*, key: str) -> Iterator[Card]:
    """Open a card without heading and border, for what has both already, such as a tab."""
    opened = Card(key)
    yield opened
    opened.draw_controls()


@contextmanager
def card(title: str, *, key: str) -> Iterator[Card]:
    """Open a card; `title` is the finding or the subject, as Markdown.

    In a drawer too it is a heading of the second level, as the drawer's own title is: Streamlit
    draws a third level there smaller than the text under it.
    """
    with st.container(border=True, key=key):
        st.header(title, anchor=False)
        opened = Card(key)
        yield opened
        opened.draw_controls()


@dataclass(frozen=True)
class Kpi:
    """One key figure with the one it is compared with."""

    label: str
    value: str
    delta: str | int = ""  # from formats.metric_delta: 0 is flat, "" is none
    delta_description: str | None = None
    help: str | None = None
    chart: Sequence[float] | None = None
    out_of: str | None = None  # what a share is taken over: "4.911 dari 5.233 pegawai"


def kpi_row(kpis: Sequence[Kpi], *, key: str) -> None:
    """Draw three or four key figures of equal size; on a phone they stand under one another."""
    with st.grid(len(kpis), min_column_width=NARROWEST_KPI, key=key):
        for kpi in kpis:
            with st.container(border=True, height="stretch", gap="xxsmall"):
                if len(kpi.value) > LONGEST_IN_A_METRIC:
                    st.markdown(plain(kpi.label), help=kpi.help)
                    st.markdown(f"**{plain(kpi.value)}**")
                else:
                    st.metric(
                        kpi.label,
                        kpi.value,
                        kpi.delta,
                        delta_color="off",
                        delta_description=kpi.delta_description if kpi.delta != "" else None,
                        help=kpi.help,
                        chart_data=None if kpi.chart is None else list(kpi.chart),
                    )
                if kpi.out_of is not None:
                    st.caption(kpi.out_of)


def drawer(
    title: str,
    content: Callable[[], None],
    *,
    on_dismiss: Literal["ignore", "rerun"] | Callable[[], None] = "ignore",
) -> None:
    """Open a panel at the right with the summary of one thing; `title` must be escaped."""
    dialog: Any = st.dialog(title, position="right", width="large", on_dismiss=on_dismiss)
    dialog(content)()
