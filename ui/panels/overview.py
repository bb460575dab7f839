"""The parts of Ikhtisar."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.distribution import PredicateShares
from analytics.filling import Tally
from analytics.findings import Finding, OverviewFindings
from analytics.ranking import BAND
from analytics.rater_overview import tally_verdicts
from data import reads
from data.scope import Filters, Scope
from ui import (
    alternatives,
    cards,
    charts,
    counts,
    filters,
    formats,
    labels,
    links,
    results,
    sentences,
    summaries,
    tables,
)
from ui.cached import cached, drawn, remembered
from ui.cards import Kpi
from ui.groups import agency_names
from ui.i18n import _
from ui.order import reading_order
from ui.panels.finishing import finish
from ui.tables import Column


@remembered
def key_figures(scope: Scope, chosen: Filters, before: Filters | None) -> list[Kpi]:
    """Return the four key figures, each with the last period."""
    now = _total(summaries.mix_by_agency(scope, chosen))
    then = None if before is None else _total(summaries.mix_by_agency(scope, before))
    since = None
    if before is not None and before.period_code is not None:
        since = _("dari {period}").format(period=labels.period(before.period_code, short=True))
    complete = summaries.complete(scope, chosen, by_agency=False)
    complete_then = None
    if before is not None:
        complete_then = summaries.complete(scope, before, by_agency=False)
    share_now, share_then = _share_of(complete), _share_of(complete_then)
    return [
        Kpi(
            _("Pegawai dinilai"),
            formats.small_count(now["n"], minimum=scope.smallest_group),
            formats.count_delta(_difference(now, then, "n")),
            since,
            help=_("Pegawai yang mendapat predikat dari atasan atau Plt pada periode ini."),
        ),
        Kpi(
            _("Baik ke atas"),
            formats.share(now["good_or_better_share"]),
            formats.metric_delta(_difference(now, then, "good_or_better_share")),
            since,
            help=_("Porsi Baik dan Sangat Baik; rentang {range}.").format(
                range=formats.share_interval(
                    now["good_or_better_lower"], now["good_or_better_upper"]
                )
            ),
            out_of=people_of(now["n_very_good"] + now["n_good"], now["n"]),
        ),
        raters_to_review(scope, chosen),
        Kpi(
            _("Kelengkapan"),
            labels.unknown() if np.isnan(share_now) else formats.share(share_now),
            formats.metric_delta(share_now - share_then),
            since,
            help=_complete_help(complete),
            out_of=_complete_of(complete),
        ),
    ]


def raters_to_review(scope: Scope, chosen: Filters) -> Kpi:
    """Return how many raters clearly differ from their peers, of how many that can be told.

    A run is about all periods together, so there is no last period to compare with.
    """
    label = _("Penilai perlu ditinjau")
    if cached(reads.current_run, scope) is None:
        return Kpi(
            label,
            labels.unknown(),
            help=_("Belum diketahui: analisis penilai belum dijalankan; lihat halaman Penilai."),
        )
    tally = tally_verdicts(counts.verdicts(scope, chosen))
    if tally.n_placed == 0:
        return Kpi(
            label,
            labels.unknown(),
            help=_("Belum ada penilai yang dapat dibedakan dari timnya; lihat halaman Penilai."),
        )
    return Kpi(
        label,
        formats.count(tally.n_clear),
        help=_(
            "Jelas lebih ketat atau lebih longgar daripada rekannya, periode yang dianalisis"
            " digabung; yang menyaring hanya perangkat daerah dan jenis jabatan."
        ),
        out_of=_("dari {n} penilai yang dapat dibandingkan").format(
            n=formats.count(tally.n_placed)
        ),
    )


def people_of(part: float, whole: float) -> str | None:
    """Return what a share of people is taken over, where it may be known."""
    if np.isnan(part) or np.isnan(whole):
        return None
    return _("{part} pegawai").format(part=formats.n_of_n(part, whole))


def scope_name(scope: Scope, chosen: Filters) -> str:
    """Return whose numbers these are: an agency, or the city."""
    if chosen.agency_code is None:
        return labels.whole_city()
    return agency_names(scope).get(chosen.agency_code, chosen.agency_code)


def now_and_before(
    scope: Scope, chosen: Filters, before: Filters | None, mix: PredicateShares
) -> pd.DataFrame:
    """Return the mix of this period, the one before under it, and the city beside an agency."""
    parts = [(chosen, mix)]
    if before is not None:
        parts.append((before, summaries.mix_by_agency(scope, before)))
    rows = [
        results.marked(part.total.long().assign(group=f"{scope_name(scope, each)} {_short(each)}"))
        for each, part in parts
        if part.total is not None and not part.groups.empty
    ]
    if chosen.agency_code is not None:
        city = summaries.mix_of_city(scope, chosen)
        rows.append(city.long().assign(group=f"{labels.whole_city()} {_short(chosen)}"))
    return pd.concat(rows, ignore_index=True)


def findings(scope: Scope, chosen: Filters, found: OverviewFindings) -> None:
    """Draw at most five findings, each with a link to where it can be looked at."""
    if not found.shown:
        st.caption(_("Tidak ada yang menonjol pada periode ini."))
        return
    names = agency_names(scope)
    for number, one in enumerate(found.shown):
        with st.container(key=f"ikhtisar_temuan_{number}", gap="xsmall"):
            st.markdown(sentences.finding(one, names))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(sentences.finding_caution(one), width="content")
                _finding_link(chosen, one)


def draw_considered(scope: Scope) -> None:
    """Say how firm the order of everybody is, and lead to it; nothing before the first run."""
    said = considered(scope)
    if said is None:
        return
    with cards.card(_("Siapa yang dipertimbangkan"), key="ikhtisar_calon"):
        st.markdown(said[0])
        st.caption(said[1])
        links.link("candidates", _("Lihat calon promosi"), icon=":material/arrow_forward:")


def considered(scope: Scope) -> tuple[str, str] | None:
    """Return how many places the order likely fills, and what it leaves open; None before a run."""
    lowest, highest = BAND
    found = cached(placed_counts, scope, lowest, highest)
    if found.empty:
        return None
    one = found.iloc[0]
    finding = _(
        "Untuk {top} tempat teratas dari {n} pegawai yang diurutkan, **{sure}** kemungkinan besar"
        " masuk (peluang di atas {high}) dan **{maybe}** mungkin."
    ).format(
        high=formats.whole_share(highest),
        top=formats.count(one["n_top"]),
        n=formats.count(one["n"]),
        sure=formats.count(one["n_sure"]),
        maybe=formats.count(one["n_maybe"]),
    )
    caution = _(
        "Di antara yang mungkin, data tidak memberi urutan. {unlinked} pegawai belum"
        " terhubung: rentangnya lebar. Periode yang dianalisis digabung."
    ).format(unlinked=formats.count(one["n_unlinked"]))
    return finding, caution


def placed_counts(scope: Scope, lowest: float, highest: float) -> pd.DataFrame:
    """Return how many people the run places likely, and perhaps, among the best."""
    return reads.top_counts(scope, maybe=lowest, sure=highest)


def change_in_words(scope: Scope, chosen: Filters, before: Filters | None) -> None:
    """Say how the share Sangat Baik changed since the period before, and whether by chance."""
    said = change_sentence(scope, chosen, before)
    if said is not None:
        st.markdown(said)


def change_sentence(scope: Scope, chosen: Filters, before: Filters | None) -> str | None:
    """Return the same as a sentence; None where there is nothing to compare with."""
    change = summaries.change(scope, chosen, before)
    if change is None or before is None or np.isnan(change.change.estimate[0]):
        return None
    return sentences.share_change(
        float(change.now[0]),
        float(change.before[0]),
        str(before.period_code),
        within_chance=change.verdict[0] == "within_chance",
    )


def year_columns(minimum: int) -> dict[str, Column]:
    """Return the columns of a share over periods."""
    return {
        "period_code": tables.text(_("Periode"), pinned=True),
        "n": tables.people(_("Pegawai dinilai"), minimum=minimum),
        "value": tables.share(_("Sangat Baik")),
        "lower": tables.share(_("Batas bawah")),
        "upper": tables.share(_("Batas atas")),
    }


def with_city(rows: pd.DataFrame, city: PredicateShares) -> tuple[pd.DataFrame, str]:
    """Add the city's bar to the agencies', and return its name."""
    name = labels.whole_city()
    return pd.concat([city.long().assign(group=name), rows], ignore_index=True), name


def by_predicate_in_order(rows: pd.DataFrame, reference: str | None) -> pd.DataFrame:
    """Return the table under stacked bars, in the order of the bars."""
    return tables.by_predicate(reading_order(rows, reference=reference))


def draw_by_agency(scope: Scope, chosen: Filters) -> None:
    """Draw the mix of every agency under the city's."""
    everywhere = summaries.all_agencies(chosen)
    title = _("Sebaran predikat per perangkat daerah")
    with cards.card(title, key="ikhtisar_opd") as card:
        rows, figure, alt = by_agency(scope, everywhere)
        card.chart(figure, alt=alt)
        finish(
            card,
            scope,
            everywhere,
            lambda: tables.by_predicate(rows),
            tables.predicate_shares(_("Perangkat daerah"), minimum=scope.smallest_group),
            title=title,
            name="sebaran-perangkat-daerah",
            how="predicate_mix",
        )


@drawn
def by_agency(scope: Scope, everywhere: Filters) -> tuple[pd.DataFrame, go.Figure, str]:
    """Return the mix of every agency under that of the city, as read, with its figure in words."""
    rows = results.shares(
        summaries.mix_by_agency(scope, everywhere), "agency_code", agency_names(scope)
    )
    rows, city = with_city(rows, summaries.mix_of_city(scope, everywhere))
    ordered = reading_order(rows, reference=city)
    return (
        ordered,
        charts.stacked_shares(ordered, keep_order=True),
        alternatives.mix_alt(ordered, reference=city, keep_order=True),
    )


@drawn
def mix_beside_before(
    scope: Scope, chosen: Filters, before: Filters | None
) -> tuple[pd.DataFrame, go.Figure, str] | None:
    """Return `now_and_before` with its figure in words; None where everything is hidden."""
    mix = summaries.mix_by_agency(scope, chosen)
    rows = now_and_before(scope, chosen, before, mix)
    if charts.is_empty(rows, "share"):
        return None
    return rows, charts.stacked_shares(rows, keep_order=True), alternatives.mix_alt(rows)


@drawn
def share_by_year(scope: Scope, chosen: Filters) -> pd.DataFrame | None:
    """Return the share Sangat Baik of each year for `trend.draw`; None where hidden."""
    over_years, _counts = summaries.over_years(scope, chosen)
    points = results.trend(over_years).assign(series=scope_name(scope, chosen))
    return None if charts.is_empty(points, "value") else points


def _finding_link(chosen: Filters, found: Finding) -> None:
    codes = filters.link_codes(chosen)
    agency = found.filters.get("agency_code")
    if found.page == "raters":
        links.link(
            "raters",
            _("Lihat penilainya"),
            icon=":material/arrow_forward:",
            parameters=codes if agency is None else {**codes, "opd": agency},
        )
        return
    if agency is not None:
        # its panel holds everything about one agency; the filters stay as they are
        links.link(
            "agencies",
            _("Buka perangkat daerah"),
            icon=":material/arrow_forward:",
            parameters={**codes, "rinci": agency},
        )
        return
    # how well appraisals were filled in stands on a page for evaluators, and in a view for all
    page = found.page if links.page(found.page) is not None else "distribution"
    links.link(
        page,
        _("Lihat rinciannya"),
        icon=":material/arrow_forward:",
        parameters=codes,
    )


def _total(mix: PredicateShares) -> dict[str, Any]:
    if mix.total is None or mix.groups.empty:
        return {}
    return {str(name): value for name, value in mix.total.wide().iloc[0].items()}


def _difference(now: dict[str, Any], then: dict[str, Any] | None, name: str) -> float:
    if not then:
        return float("nan")
    return float(now[name]) - float(then[name])


def _share_of(tally: Tally | None) -> float:
    if tally is None or not len(tally.state) or tally.state[0] == "unknown":
        return float("nan")
    return float(tally.share.estimate[0])


def _complete_help(tally: Tally) -> str:
    if np.isnan(_share_of(tally)):
        return _("Belum diketahui: unggah daftar pegawai di halaman Data.")
    return _("Porsi pegawai dalam daftar pegawai yang sudah dinilai pada periode ini.")


def _complete_of(tally: Tally) -> str | None:
    if np.isnan(_share_of(tally)):
        return None
    return people_of(float(tally.n_done[0]), float(tally.n_expected[0]))


def _short(chosen: Filters) -> str:
    return labels.period(str(chosen.period_code), short=True)
