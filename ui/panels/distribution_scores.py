"""Sebaran & tren: the scores, one figure for each scale (R3.9: scales never share an axis)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from analytics.distribution import ScoreSummary, score_summary
from analytics.distribution.scores import QUANTILES
from data import reads
from data.scope import Filters, Scope
from ui import cards, charts, formats, states, tables
from ui import visibility as seen
from ui.cached import cached
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels.distribution import finish, whose
from ui.plain import one_line
from ui.tables import Column


def draw(scope: Scope, chosen: Filters) -> None:
    """Draw a histogram with quantiles for each scale in use."""
    bins = cached(reads.score_bins, scope, chosen)
    if bins.empty:
        with cards.card(_("Sebaran nilai"), key="sebaran_nilai"):
            states.needs_file(_("Nilai angka"), _("rekap dengan kolom nilai"))
        return
    scales: Iterable[int] = sorted({int(scale) for scale in bins["score_scale"]})
    for scale in scales:
        _draw_scale(scope, chosen, bins[bins["score_scale"] == scale], scale)


def _draw_scale(scope: Scope, chosen: Filters, bins: pd.DataFrame, scale: int) -> None:
    title = _("Sebaran nilai (skala 0–{top})").format(top=formats.count(scale))
    with cards.card(title, key=f"sebaran_nilai_{scale}") as card:
        visible = seen.view_of(reads.score_sizes, scope, chosen, score_scale=scale)
        found = score_summary(bins, by=[], visible=visible, scale_top=float(scale))
        if found.state[0] == "hidden":
            states.not_enough(None, scope.smallest_group)
            return
        median = float(found.median[0])
        st.markdown(in_words(found))
        st.markdown(ceiling_in_words(found, scale))
        card.chart(
            charts.histogram(found.bins(), median=median, name=whose(scope, chosen)),
            alt=_("Nilai {group}: median {median} dari {n} pegawai.").format(
                group=one_line(whose(scope, chosen)),
                median=formats.score(median),
                n=formats.count(found.n[0]),
            ),
            name="histogram",
        )
        finish(
            card,
            scope,
            chosen,
            found.bins(),
            _bin_columns(),
            title=_("Sebaran nilai"),
            name=f"nilai-{scale}",
            how="score_histogram",
            more=lambda: [Sheet(_("Kuantil"), quantiles(found), _quantile_columns())],
        )


def in_words(found: ScoreSummary) -> str:
    """Say where the middle half of the scores lies."""
    low, high = (found.quantiles[0, QUANTILES.index(p)] for p in (0.25, 0.75))
    return _(
        "Median **{median}**; setengah dari {n} pegawai bernilai {range}. Rata-rata {mean},"
        " simpangan baku {sd}."
    ).format(
        median=formats.score(found.median[0]),
        n=formats.count(found.n[0]),
        range=formats.interval(low, high),
        mean=formats.score(found.mean[0]),
        sd=formats.score(found.sd[0]),
    )


def ceiling_in_words(found: ScoreSummary, scale: int) -> str:
    """Say how many have the highest score of the scale: among them it tells nobody apart."""
    top = found.at_ceiling
    return _("Nilai tertinggi, {top}: **{share}** pegawai (rentang {range}).").format(
        top=formats.count(scale),
        share=formats.share(top.estimate[0]),
        range=formats.share_interval(top.lower[0], top.upper[0]),
    )


def quantiles(found: ScoreSummary) -> pd.DataFrame:
    """Return a row per quantile of the first group: `part` (of the people), `score`."""
    return pd.DataFrame({"part": list(QUANTILES), "score": found.quantiles[0]})


def _bin_columns() -> dict[str, Column]:
    return {
        "lower": tables.score(_("Nilai dari")),
        "upper": tables.score(_("sampai di bawah")),
        "n": tables.count(_("Pegawai")),
        "share": tables.share(_("Porsi")),
    }


def _quantile_columns() -> dict[str, Column]:
    return {"part": tables.share(_("Porsi pegawai")), "score": tables.score(_("Nilai"))}
