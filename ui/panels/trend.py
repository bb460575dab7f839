"""A share over periods as a line, or in words as long as there is one period."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ui import alternatives, charts, formats, labels
from ui.cards import Card
from ui.i18n import _
from ui.plain import plain


def draw(
    card: Card, points: pd.DataFrame, *, measure: str, name: str, small_multiples: bool = False
) -> None:
    """Draw the lines of `charts.trend_lines`; one point is no course, its numbers say more."""
    if has_course(points):
        card.chart(
            charts.trend_lines(points, small_multiples=small_multiples),
            alt=alternatives.trend_alt(measure, points),
            name=name,
        )
        return
    for sentence in only_period(points, one_by_one=not small_multiples):
        st.markdown(sentence)
    card.name_table(measure)


def has_course(points: pd.DataFrame) -> bool:
    """Return whether shares of more than one period are known; of one there must be some."""
    periods = points.loc[points["value"].notna(), "period_code"]
    return bool((periods != periods.iloc[0]).any())


def only_period(points: pd.DataFrame, *, one_by_one: bool = True) -> list[str]:
    """Say the shares of the only period with their range and count, and what comes later."""
    known = points.dropna(subset=["value"])
    period = labels.period(str(known["period_code"].iloc[0]))
    each = [
        _("{series}: **{share}** (rentang {range}; {n} pegawai dinilai).").format(
            series=plain(row.series),
            share=formats.share(row.value),
            range=formats.share_interval(row.lower, row.upper),
            n=formats.count(row.n),
        )
        for row in known.itertuples()
    ]
    later = _("Baru ada satu periode, {period}; garis muncul setelah ada yang kedua.").format(
        period=period
    )
    return [*(each if one_by_one else []), later]
