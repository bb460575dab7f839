"""A saved list as files: everything it holds, as it was saved, with decisions and history."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from data.reads.shortlists import ShortlistContent
from data.scope import Filters, Scope
from ui import downloads, formats, names, tables
from ui.about import about as usual_about
from ui.charts.frame import rows_of
from ui.downloads import About, Sheet
from ui.i18n import N_, _, current_language, use_language
from ui.panels.candidates import people as of_people
from ui.panels.shortlists import editing, table, wording
from ui.paper import Offer
from ui.plain import plain
from ui.reports import candidates as report
from ui.tables import Column
from ui.times import local_time

PRINTED = 100  # people on paper
SIGNERS = (N_("Yang mengusulkan"), N_("Yang menyetujui"))


def buttons(named: Scope, content: ShortlistContent) -> None:
    """Draw the download buttons; each file is recorded, it is about persons."""
    facts = content.facts
    with st.popover(_("Unduh"), icon=":material/download:", key="daftar_unduh"):
        downloads.buttons(
            lambda: sheets(content, with_names=named.may_see_names),
            about(named, content),
            name=("daftar-pertimbangan", facts.target, facts.agency_code, f"{facts.shortlist_id}"),
            day=facts.on_day,
            key="daftar_unduh",
            on_built=names.recorder(named, about=wording.revealed(facts), of_persons=True),
            one_table=False,
            paper=Offer(_("Daftar pertimbangan (PDF)"), lambda: report.document(on_paper(content))),
        )


def about(named: Scope, content: ShortlistContent) -> Callable[[], About]:
    """Return what a file says of itself: what was asked, and what the list rests on."""
    facts = content.facts
    usual = usual_about(named, _("Daftar pertimbangan"), Filters())
    language = current_language()

    def build() -> About:
        with use_language(language):
            notes = [
                _("Daftar pertimbangan, bukan keputusan; orang yang memutuskan, dengan alasan."),
                _("Urutan dan nilai dengan rentang 90 persen; belum diketahui bukan berarti tidak"),
                *wording.changed_sentences(facts),
            ]
            return dataclasses.replace(
                usual(),
                filters=wording.criteria(facts),
                data_date=_day(facts.created_at),
                method_version=facts.method_version,
                notes=notes,
            )

    return build


def sheets(content: ShortlistContent, *, with_names: bool) -> Sequence[Sheet]:
    """Return the tables of the workbook: people with choices, decisions, every choice made."""
    extra = {"nip": tables.nip(full=True)} if with_names else {}
    people = {**table.columns(), **table.choice_columns(), **extra}
    return [
        Sheet(_("Daftar pertimbangan"), people_rows(content), people),
        Sheet(_("Keputusan"), decision_rows(content), decision_columns()),
        Sheet(_("Riwayat pilihan"), choice_rows(content), choice_columns()),
    ]


def people_rows(content: ShortlistContent) -> pd.DataFrame:
    """Return everybody of the list with what was chosen, in words."""
    rows = content.entries
    against = frozenset(int(each) for each in rows.loc[rows["is_against_order"], "employee_id"])
    return table.with_choices(
        table.worded(table.numbered(content)), editing.held_by(content), against
    )


def decision_rows(content: ShortlistContent) -> pd.DataFrame:
    """Return what was decided about the list, newest first, in words."""
    found = content.decisions
    changed = found["changed_since"].fillna("").str.split(";")
    return found.assign(
        moment=[formats.date_time(local_time(moment)) for moment in found["decided_at"]],
        action_words=[wording.action(code) for code in found["action"]],
        changed_words=[wording.changed_short(tuple(codes)) for codes in changed],
    )


def decision_columns() -> dict[str, Column]:
    """Return the columns of `decision_rows`."""
    return {
        "moment": tables.text(_("Waktu"), pinned=True),
        "action_words": tables.text(_("Keputusan")),
        "decided_by": tables.text(_("Oleh")),
        "note": tables.text(_("Alasan")),
        "changed_words": tables.text(_("Berubah sejak disimpan")),
    }


def choice_rows(content: ShortlistContent) -> pd.DataFrame:
    """Return every choice made, newest first, in words."""
    found = content.choices
    return found.assign(
        moment=[formats.date_time(local_time(moment)) for moment in found["changed_at"]],
        person=[of_people.person(row) for row in rows_of(found)],
        was=[table.yes_or_no(bool(is_so)) for is_so in found["was_taken"]],
        now=[table.yes_or_no(bool(is_so)) for is_so in found["is_taken"]],
    )


def choice_columns() -> dict[str, Column]:
    """Return the columns of `choice_rows`."""
    return {
        "moment": tables.text(_("Waktu"), pinned=True),
        "changed_by": tables.text(_("Oleh")),
        "person": tables.text(_("Pegawai")),
        "was": tables.text(_("Diambil sebelumnya")),
        "now": tables.text(_("Diambil")),
        "reason": tables.text(_("Alasan")),
    }


def on_paper(content: ShortlistContent) -> report.CandidateList:
    """Return the list for paper: who stands near the line or was written about, with reasons."""
    facts = content.facts
    rows = people_rows(content)
    rows = rows[table.is_around(rows, content)]
    ranked, rest = rows[rows["place"].notna()].head(PRINTED), rows[rows["place"].isna()]
    people = ranked.assign(
        group=ranked["standing"],
        person=[f"{row.person}, {row.agency_code}" for row in rows_of(ranked)],
        decision=[_("diambil") if is_so else _("tidak diambil") for is_so in ranked["is_taken"]],
        reason=ranked["reason"].fillna(""),
    )
    unranked = [
        _("Diambil tanpa urutan: {person}. Alasan: {reason}").format(
            person=plain(row.person), reason=plain(row.reason or formats.MISSING)
        )
        for row in rows_of(rest[rest["is_taken"].astype(bool)])
    ]
    return report.CandidateList(
        subject=wording.subject(facts),
        criteria=tuple(wording.criteria(facts).items()),
        people=people,
        top=facts.places,
        n_pool=facts.n_ranked,
        cautions=(*unranked, *wording.changed_sentences(facts)),
        signers=tuple(_(role) for role in SIGNERS),
    )


def _day(moment: object) -> dt.date | None:
    found = local_time(moment)
    return None if found is None else found.date()
