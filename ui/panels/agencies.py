"""The parts of Perangkat daerah: measures to rank by, the table, and which panel is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from analytics.distribution import PredicateShares
from analytics.filling import Tally
from data.scope import Filters, Scope
from ui import results, summaries, tables, url_state
from ui.groups import agency_names
from ui.i18n import N_, _
from ui.tables import Column

PANEL = "rinci"  # parameter of the address: the agency whose panel is open
SELECTED_KEY = "session_agency_table"  # counts up, so that a closed panel leaves no row chosen
MEASURES = {
    "very_good": N_("Porsi Sangat Baik"),
    "good_or_better": N_("Porsi Baik ke atas"),
    "complete": N_("Kelengkapan penilaian"),
    "late": N_("Ditetapkan setelah tenggat"),
    "copied": N_("Umpan balik salinan"),
    "targets": N_("Target tercapai"),
}


@dataclass(frozen=True, eq=False)
class Ranking:
    """One measure of every agency, and the city's."""

    rows: pd.DataFrame  # agency_code, group, value, lower, upper, n, is_few, state
    city: float  # NaN where unknown


def ranking(scope: Scope, chosen: Filters, measure: str) -> Ranking:
    """Return one measure by agency, highest first, ready for a figure and a table."""
    everywhere = summaries.all_agencies(chosen)
    found = _MEASURED[measure](scope, everywhere)
    rows = found.rows.sort_values(
        ["value", "group"], ascending=[False, True], na_position="last", ignore_index=True
    )
    return Ranking(rows, found.city)


def measure_name(measure: str) -> str:
    """Return a measure in words."""
    return _(MEASURES[measure])


def ranking_columns(measure: str, minimum: int) -> dict[str, Column]:
    """Return the columns of a ranking."""
    n = _("Target dilaporkan") if measure == "targets" else _("Dari jumlah")
    return {
        "group": tables.text(_("Perangkat daerah"), pinned=True),
        "n": tables.people(n, minimum=minimum),
        "value": tables.share(measure_name(measure)),
        "lower": tables.share(_("Batas bawah")),
        "upper": tables.share(_("Batas atas")),
    }


def all_measures(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return every agency with every measure, for the table below the figure."""
    everywhere = summaries.all_agencies(chosen)
    mix = summaries.mix_by_agency(scope, everywhere)
    wide = mix.wide()
    rows = results.named(
        wide[["agency_code", "n", "very_good_share", "good_or_better_share"]].assign(
            effective_predicates=mix.effective_predicates, state=mix.state
        ),
        "agency_code",
        agency_names(scope),
    )
    for name in ("complete", "late", "copied", "targets"):
        values = _MEASURED[name](scope, everywhere).rows.set_index("agency_code")["value"]
        rows[name] = rows["agency_code"].map(values)
    return rows.sort_values("group", ignore_index=True)


def measure_columns(minimum: int) -> dict[str, Column]:
    """Return the columns of `all_measures`."""
    return {
        "group": tables.text(_("Perangkat daerah"), pinned=True),
        "n": tables.people(_("Pegawai dinilai"), minimum=minimum),
        "very_good_share": tables.share(_("Sangat Baik")),
        "good_or_better_share": tables.share(_("Baik ke atas")),
        "effective_predicates": tables.score(
            _("Daya beda"), help=_("Setara berapa predikat yang dipakai merata, 1 sampai 5.")
        ),
        "complete": tables.share(_("Kelengkapan")),
        "late": tables.share(_("Setelah tenggat")),
        "copied": tables.share(_("Umpan balik salinan")),
        "targets": tables.share(_("Target tercapai")),
    }


def matching(rows: pd.DataFrame, words: str | None) -> pd.DataFrame:
    """Keep the agencies whose name or code holds what was searched for."""
    wanted = (words or "").strip().casefold()
    if not wanted:
        return rows
    text = rows["group"].astype(str) + " " + rows["agency_code"].astype(str)
    return rows[text.str.casefold().str.contains(wanted, regex=False)].reset_index(drop=True)


def table_key() -> str:
    """Return the key of the table, a new one after each closed panel."""
    return f"perangkat_tabel_{st.session_state.get(SELECTED_KEY, 0)}"


def open_panel(rows: pd.DataFrame, row: pd.Series[Any] | None) -> str | None:
    """Return the agency whose panel is open: just chosen in the table, or named by the address."""
    if row is not None:
        url_state.set_parameter(PANEL, str(row["agency_code"]))
    code = url_state.parameter(PANEL)
    if code is not None and code not in set(rows["agency_code"].dropna()):
        url_state.set_parameter(PANEL, None)
        return None
    return code


def close_panel() -> None:
    """Forget which panel is open."""
    st.session_state[SELECTED_KEY] = st.session_state.get(SELECTED_KEY, 0) + 1
    url_state.set_parameter(PANEL, None)


def _shares(measure: results.Measure) -> Callable[[Scope, Filters], Ranking]:
    def measured(scope: Scope, chosen: Filters) -> Ranking:
        mix = summaries.mix_by_agency(scope, chosen)
        rows = results.dots(mix, "agency_code", agency_names(scope), measure=measure)
        return Ranking(rows, _city_share(summaries.mix_of_city(scope, chosen), measure))

    return measured


def _city_share(city: PredicateShares, measure: results.Measure) -> float:
    interval = city.very_good if measure == "very_good" else city.good_or_better
    return float(interval.estimate[0]) if len(interval.estimate) else float("nan")


def _tallied(count: Callable[..., Tally]) -> Callable[[Scope, Filters], Ranking]:
    def measured(scope: Scope, chosen: Filters) -> Ranking:
        rows = results.named(count(scope, chosen).long(), "agency_code", agency_names(scope))
        rows = rows.assign(
            value=rows["share"],
            n=rows["n_expected"],
            is_few=rows["n_expected"] < results.FEW_PEOPLE,
        )
        city = count(scope, chosen, by_agency=False).share.estimate
        # a reader of one agency has no other agency to compare with
        known = scope.agencies is None and len(city) > 0
        return Ranking(rows, float(city[0]) if known else float("nan"))

    return measured


def _targets(scope: Scope, chosen: Filters) -> Ranking:
    reached = summaries.targets(scope, chosen)
    names = ["agency_code", "group", "value", "lower", "upper", "n", "is_few", "state"]
    if reached is None:
        return Ranking(pd.DataFrame({name: [] for name in names}), float("nan"))
    rows = results.named(reached.long(), "agency_code", agency_names(scope)).assign(
        value=reached.reached.estimate,
        lower=reached.reached.lower,
        upper=reached.reached.upper,
        n=reached.n_reported,
        is_few=reached.n_reported < results.FEW_PEOPLE,
    )
    if scope.agencies is not None:
        return Ranking(rows, float("nan"))
    n_reported, n_reached = np.nansum(reached.n_reported), np.nansum(reached.n_reached)
    return Ranking(rows, float(n_reached / n_reported) if n_reported else float("nan"))


_MEASURED: dict[str, Callable[[Scope, Filters], Ranking]] = {
    "very_good": _shares("very_good"),
    "good_or_better": _shares("good_or_better"),
    "complete": _tallied(summaries.complete),
    "late": _tallied(summaries.late),
    "copied": _tallied(summaries.copied),
    "targets": _targets,
}
