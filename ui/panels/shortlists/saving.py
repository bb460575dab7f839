"""Saving the order on screen as a list: what was asked, what it rests on, who stands on it."""

from __future__ import annotations

import math

import pandas as pd
import streamlit as st

from data import shortlists, store
from data.errors import ShortlistRefused
from data.scope import Filters, Scope
from data.shortlists import ENTRY_COLUMNS, LONGEST_NAME, Basis, Criteria
from ui import career_words, formats, url_state
from ui.i18n import _
from ui.panels.candidates import asking
from ui.panels.candidates import people as of_people
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import NOT_CHECKS, Judged, Ranked, unnamed
from ui.panels.shortlists.wording import refusal

PARAMETER = "daftar"  # of the address: the list that is open


def draw(
    scope: Scope,
    chosen: Filters,
    asked: Asked,
    found: Judged,
    ranked: Ranked,
    *,
    n_lists: int,
) -> None:
    """Offer to save the order on screen under a name."""
    with (
        # a key of its own for each new list: saved, the form is shut and empty again
        st.popover(
            _("Simpan daftar ini"), icon=":material/bookmark_add:", key=f"daftar_baru_{n_lists}"
        ),
        st.form("daftar_baru_isian", border=False, clear_on_submit=True),
    ):
        st.caption(
            _(
                "Urutan, rentang, syarat, aturan, dan versi analisis disimpan seperti yang tampil"
                " sekarang: {n} pegawai, {places} tempat. Yang di dalam tempat langsung diambil."
            ).format(n=formats.count(ranked.pool.n), places=formats.count(ranked.pool.settings.k))
        )
        name = st.text_input(
            _("Nama daftar"),
            key="daftar_baru_nama",
            max_chars=LONGEST_NAME,
            placeholder=career_words.target(asked.target),
        )
        if st.form_submit_button(_("Simpan draf daftar"), type="primary"):
            _save(scope, chosen, asked, found, ranked, name)


def _save(
    scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked, name: str
) -> None:
    try:
        number = shortlists.create_shortlist(
            scope,
            name.strip() or career_words.target(asked.target)[:LONGEST_NAME],
            criteria(scope, chosen, asked, ranked),
            basis(found, ranked),
            entries(scope, chosen, asked, found, ranked),
            of=store.current(),
        )
    except ShortlistRefused as error:
        st.error(refusal(error.problem))
        return
    url_state.set_parameter(PARAMETER, str(number))
    st.rerun()


def criteria(scope: Scope, chosen: Filters, asked: Asked, ranked: Ranked) -> Criteria:
    """Return what was asked; whoever sees one agency alone asked about it."""
    only = scope.agencies[0] if scope.agencies is not None and len(scope.agencies) == 1 else None
    return Criteria(
        target=asked.target,
        on_day=asked.on,
        whom=ranked.whom,
        places=ranked.pool.settings.k,
        weight=asked.weight,
        agency_code=chosen.agency_code or only,
        position_class=chosen.position_class,
        grade_group=chosen.grade_group,
        job_family=asked.job_family,
        vacancy=asked.vacancy,
    )


def basis(found: Judged, ranked: Ranked) -> Basis:
    """Return what the order rests on."""
    reliability = ranked.pool.reliability
    return Basis(
        run_id=ranked.run.run_id,
        run_finished_at=ranked.run.finished_at,
        method_version=ranked.run.method_version,
        seed=ranked.run.seed,
        n_pool=len(found.people),
        reliability=None if math.isnan(reliability) else float(reliability),
    )


def entries(
    scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked
) -> pd.DataFrame:
    """Return everybody of the order as `create_shortlist` takes them, those not ranked last."""
    people = of_people.named(unnamed(scope), asking.narrowed(chosen), asked, found)
    order = of_people.rows(people, ranked)
    rest = people[people["employee_id"].isin(ranked.pool.unranked["employee_id"])]
    everybody = pd.concat([order, rest.assign(is_in=False)], ignore_index=True)
    checks = open_checks(found)
    everybody = everybody.assign(
        is_in=everybody["is_in"].astype(bool),
        open_checks=everybody["employee_id"].astype(str).map(checks),
    )
    whole = ("place", "rank_lower", "rank_median", "rank_upper", "raw_place", "n_ratings",
             "n_objective")  # fmt: skip
    for name in whole:
        everybody[name] = everybody[name].round().astype("Int64")
    return everybody[list(ENTRY_COLUMNS)]


def open_checks(found: Judged) -> dict[str, str]:
    """Return the checks not met or unknown of each person, as codes with the day they are met."""
    rows = found.checks[
        found.checks["status"].isin(["not_met", "unknown"])
        & ~found.checks["check"].isin(NOT_CHECKS)
    ]
    codes = rows["check"].astype(str) + ":" + rows["status"].astype(str)
    codes = codes + ":" + rows["met_on"].fillna("").astype(str)
    joined = codes.groupby(rows["employee"].astype(str), sort=False).agg(";".join)
    return {str(person): str(text) for person, text in joined.items()}
