"""Eligibility: how many meet what, what is missing and when it will be met, with its source."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from data.scope import Filters, Scope
from ui import cards, career_words, formats, names, tables
from ui.charts.frame import rows_of
from ui.downloads import Sheet
from ui.i18n import N_, _, ngettext
from ui.panels.candidates import asking, person, wording
from ui.panels.candidates import people as of_people
from ui.panels.candidates.asking import Asked
from ui.panels.candidates.pool import NOT_CHECKS, Judged, Ranked
from ui.panels.candidates.pool import dates as days_of
from ui.tables import Column

SHOWN = 200  # people of the table
SOON = dt.timedelta(days=366)
STATES = {
    "not_yet": N_("Akan memenuhi seiring waktu"),
    "met": N_("Memenuhi semua syarat"),
    "unknown": N_("Belum diketahui"),
    "not_met": N_("Belum memenuhi"),
}


def counts_sentence(found: Judged, asked: Asked) -> str:
    """Say how many people meet everything, are unknown, and do not, and who will soon."""
    said = _(
        "Dari {n} pegawai, memenuhi semua syarat **{met}**, belum diketahui **{unknown}**, belum"
        " **{not_met}**."
    ).format(
        n=formats.count(len(found.people)),
        met=formats.count(found.n("met")),
        unknown=formats.count(found.n("unknown")),
        not_met=formats.count(found.n("not_met")),
    )
    soon = int((found.people["met_on"] <= pd.Timestamp(asked.on + SOON)).sum())
    if not soon:
        return said
    return said + " " + ngettext(
        "{n} menyusul dalam setahun.",
        "{n} menyusul dalam setahun.",
        soon,
    ).format(n=formats.count(soon))  # fmt: skip


def draw(scope: Scope, chosen: Filters, asked: Asked, found: Judged, ranked: Ranked | None) -> None:
    """Draw the checks of the target with counts, then the people behind a count."""
    with cards.card(
        _("Syarat: {target}").format(target=career_words.target(asked.target)), key="calon_syarat"
    ) as card:
        st.caption(wording.rules_sentence(found.rules, asked))
        table = by_check(found)
        tables.show(
            table, check_columns(), key="calon_syarat_tabel", alt=_("Syarat dan banyaknya pegawai")
        )
        hint = unknown_hint(found, asked)
        if hint:
            st.caption(hint)
        people = _draw_people(scope, chosen, asked, found)
        card.downloads(
            lambda: _sheets(found, table, people),
            wording.about(scope, _("Syarat"), chosen, asked, found, ranked),
            name=wording.name_parts("syarat", chosen, asked),
            day=asked.on,
            on_built=names.recorder(
                scope, about=f"{wording.revealed(chosen, asked)}/checks", of_persons=True
            ),
        )
        card.how_to_read("eligibility")


def _sheets(found: Judged, table: pd.DataFrame, people: pd.DataFrame) -> list[Sheet]:
    named = with_missing(of_people.with_person(people), found)
    return [
        Sheet(_("Syarat"), table, check_columns()),
        Sheet(_("Pegawai"), named, people_columns()),
        sheet(found, named),
    ]


def by_check(found: Judged) -> pd.DataFrame:
    """Return how many people each check finds met, not met and unknown, with what it asks for."""
    counts = found.counts
    return counts.reset_index(drop=True).assign(
        check=[career_words.check(str(code)) for code in counts.index],
        required=[
            _("menurut pangkat dan jabatan")
            if pd.isna(value)
            else career_words.required(str(code), str(value))
            for code, value in counts["required"].items()
        ],
        source=[source(row) for row in rows_of(counts)],
    )


def check_columns() -> dict[str, Column]:
    """Return the columns of `by_check`."""
    return {
        "check": tables.text(_("Syarat"), pinned=True),
        "met": tables.count(_("Memenuhi")),
        "not_met": tables.count(_("Belum memenuhi")),
        "unknown": tables.count(_("Belum diketahui")),
        "required": tables.text(_("Yang diminta")),
        "source": tables.text(_("Dasar")),
    }


def source(row: Any) -> str:
    """Return rule and regulation of a check."""
    return f"{row.rule} · {career_words.legal_act(str(row.legal_basis))}"


def unknown_hint(found: Judged, asked: Asked) -> str | None:
    """Say what is missing most often where nothing else stands in the way."""
    if asked.vacancy is None and asked.target == asking.NEEDS_VACANCY:
        return _("Formasi belum dijawab: pilih di atas apakah formasinya ada.")
    n_open = found.counts["n_open"].drop("box", errors="ignore")  # open as what it is made of is
    if n_open.empty or not n_open.max():
        return None
    return _(
        "Di antara yang belum diketahui, paling sering kurang: {check} ({n} pegawai)."
        " Data yang melengkapinya dapat diunggah di halaman Data."
    ).format(check=career_words.check(str(n_open.idxmax())).lower(), n=formats.count(n_open.max()))


def _draw_people(scope: Scope, chosen: Filters, asked: Asked, found: Judged) -> pd.DataFrame:
    """Draw the people behind one of the counts and return them."""
    sizes = {code: len(of_state(found, code)) for code in STATES}
    if "calon_syarat_keadaan" not in st.session_state:
        first = next((code for code, n in sizes.items() if n), "met")
        st.session_state["calon_syarat_keadaan"] = first
    state = st.selectbox(
        _("Tampilkan pegawai yang"),
        list(STATES),
        format_func=lambda code: f"{_(STATES[code])} ({formats.count(sizes[code])})",
        key="calon_syarat_keadaan",
    )
    named = of_people.named(scope, asking.narrowed(chosen), asked, found)
    rows = named[named["employee_id"].isin(of_state(found, str(state)))]
    rows = rows.sort_values(["met_on", "n_unknown"], kind="stable")
    if rows.empty:
        st.caption(_("Tidak ada pegawai di sini."))
        return rows
    shown = with_missing(of_people.with_person(rows.head(SHOWN)), found)
    st.caption(wording.table_caption(len(rows), len(shown)))
    row = tables.choose_row(
        shown,
        people_columns(),
        key=person.table_key(f"calon_syarat_pegawai_{state}"),
        alt=_("Pegawai menurut syarat"),
    )
    person.remember(row)
    return rows


def of_state(found: Judged, code: str) -> list[int]:
    """Return the people of one of STATES."""
    people = found.people
    if code == "not_yet":
        people = people[people["met_on"].notna()]
    elif code == "not_met":
        people = people[(people["overall"] == "not_met") & people["met_on"].isna()]
    else:
        people = people[people["overall"] == code]
    return [int(each) for each in people["employee"]]


def with_missing(rows: pd.DataFrame, found: Judged) -> pd.DataFrame:
    """Add `missing`: the checks not met, with their day, and those unknown."""
    ids = rows["employee_id"].astype(str)
    open_ones = found.checks[
        found.checks["status"].isin(["not_met", "unknown"])
        & ~found.checks["check"].isin(NOT_CHECKS)
        & found.checks["employee"].isin(ids)
    ]
    said: dict[str, list[str]] = {each: [] for each in ids}
    for row in rows_of(open_ones):
        said[str(row.employee)].append(missing(row))
    return rows.assign(missing=["; ".join(said[each]) or _("tidak ada") for each in ids])


def missing(row: Any) -> str:
    """Return one check that is not met or unknown, in words."""
    name = career_words.check(str(row.check))
    if row.status == "unknown":
        return _("{check}: belum diketahui").format(check=name)
    if row.met_on and row.met_on < career_words.NO_KNOWN_END:
        return _("{check}: terpenuhi {day}").format(check=name, day=formats.short_date(row.met_on))
    return _("{check}: belum memenuhi").format(check=name)


def people_columns() -> dict[str, Column]:
    """Return the columns of people with what they lack."""
    return {
        "person": tables.text(_("Pegawai"), pinned=True),
        "group": tables.text(_("Perangkat daerah")),
        "missing": tables.text(_("Yang kurang")),
        "met_on": tables.date(_("Terpenuhi pada")),
    }


def of_person(found: Judged, employee_id: int) -> pd.DataFrame:
    """Return the checks of one person in words, those that inform last."""
    rows = found.checks[found.checks["employee"] == str(employee_id)]
    return worded(rows[rows["check"] != "overall"])


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """Add words to rows of checks."""
    return rows.assign(
        check_words=[career_words.check(str(code)) for code in rows["check"]],
        status_words=[career_words.status(str(code), symbol=True) for code in rows["status"]],
        value_words=[career_words.found(str(row.check), str(row.value)) for row in rows_of(rows)],
        required_words=[
            career_words.required(str(row.check), str(row.required)) for row in rows_of(rows)
        ],
        met_on_day=days_of(rows["met_on"]),
        source=[source(row) for row in rows_of(rows)],
    )


def person_columns() -> dict[str, Column]:
    """Return the columns of one person's checks."""
    return {
        "check_words": tables.text(_("Syarat"), pinned=True),
        "status_words": tables.text(_("Hasil")),
        "value_words": tables.text(_("Yang tercatat")),
        "required_words": tables.text(_("Yang diminta")),
        "met_on_day": tables.date(_("Terpenuhi pada")),
        "source": tables.text(_("Dasar")),
    }


def sheet(found: Judged, people: pd.DataFrame) -> Sheet:
    """Return every check of some people as a table of a file; `people` have `person`."""
    who = dict(zip(people["employee_id"].astype(str), people["person"], strict=True))
    rows = found.checks[found.checks["employee"].isin(who) & (found.checks["check"] != "overall")]
    return Sheet(
        _("Syarat per pegawai"),
        worded(rows).assign(person=[who[each] for each in rows["employee"]]),
        {"person": tables.text(_("Pegawai")), **person_columns()},
    )
