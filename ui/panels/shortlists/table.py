"""The people of a saved list in words, and the table in which the owner takes and leaves them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data.reads.shortlists import ShortlistContent
from data.shortlists import LONGEST_REASON
from ui import formats, labels, tables
from ui.charts.frame import rows_of
from ui.i18n import N_, _
from ui.panels.candidates import people as of_people
from ui.panels.candidates.checks import missing
from ui.panels.shortlists import editing as editing_parts
from ui.panels.shortlists.editing import Chosen, Editing
from ui.tables import Column

SHOWN = 300  # rows; the file holds everybody
AROUND = 10  # people after the last place, in any case
SHOW = {
    "around": N_("Sekitar garis dan yang dipilih"),
    "taken": N_("Yang diambil"),
    "lacking": N_("Yang perlu alasan"),
    "all": N_("Semua"),
}
# px: number to reason stand side by side at 1366 with the sidebar open
WIDTHS = {"no": 48, "rank_words": 92, "person": 250, "is_taken": 92, "reason": 230}
EDITOR_HEIGHT = 460


def numbered(content: ShortlistContent) -> pd.DataFrame:
    """Return everybody of a list with `no`, the row in list order, and the agency in words."""
    found = content.entries
    return found.assign(
        no=range(1, len(found) + 1), agency=found["agency_name"].fillna(labels.unknown())
    )


def worded(found: pd.DataFrame) -> pd.DataFrame:
    """Add the words of the table to some rows of `numbered`; a sentence a person takes time."""
    return found.assign(
        person=[of_people.person(row) for row in rows_of(found)],
        rank_words=[rank(row) for row in rows_of(found)],
        standing_words=[standing(row) for row in rows_of(found)],
        score_range=[formats.interval(row.score_lower, row.score_upper) for row in rows_of(found)],
        link_words=[
            formats.MISSING if not isinstance(code, str) else of_people.link(code)
            for code in found["link_grade"]
        ],
        checks_words=[checks(row) for row in rows_of(found)],
    )


def rank(row: Any) -> str:
    """Return rank and range of a person, or that there is none."""
    if pd.isna(row.rank_median):
        return _("tidak diurutkan")
    return formats.rank(row.rank_median, row.rank_lower, row.rank_upper)


def standing(row: Any) -> str:
    """Return how sure a place is; an en dash for who was not ranked."""
    if not isinstance(row.standing, str):
        return formats.MISSING
    return of_people.standing(row.standing, symbol=True)


def checks(row: Any) -> str:
    """Say which checks were not met or unknown when the list was saved."""
    if not isinstance(row.open_checks, str):
        return _("memenuhi semua") if row.overall == "met" else labels.unknown()
    return "; ".join(missing(_Open(*part.split(":", 2))) for part in row.open_checks.split(";"))


class _Open:
    """One open check as `checks.missing` reads it."""

    def __init__(self, check: str, status: str, met_on: str) -> None:
        self.check, self.status, self.met_on = check, status, met_on


def columns() -> dict[str, Column]:
    """Return the columns that nobody edits, in the order of screen and files."""
    return {
        "no": tables.count(_("No.")),
        "rank_words": tables.text(
            _("Urutan"), help=_("Urutan tengah, lalu rentang 90 persen, saat daftar disimpan.")
        ),
        "person": tables.text(_("Pegawai")),
        "standing_words": tables.text(_("Kedudukan")),
        "top_probability": tables.share(_("Peluang masuk")),
        "checks_words": tables.text(_("Syarat")),
        "agency": tables.text(_("Perangkat daerah")),
        "score": tables.score(_("Nilai daftar")),
        "score_range": tables.text(_("Rentang nilai")),
        "raw_mean": tables.score(_("Rata-rata mentah")),
        "raw_place": tables.count(_("Urutan mentah")),
        "n_ratings": tables.count(_("Penilaian")),
        "link_words": tables.text(_("Kaitan")),
    }


def choice_columns() -> dict[str, Column]:
    """Return the columns of what was chosen, for tables to look at and files."""
    return {
        "taken_words": tables.text(_("Diambil")),
        "reason": tables.text(_("Alasan")),
        "against_words": tables.text(_("Di luar urutan")),
    }


def with_choices(
    found: pd.DataFrame, chosen: Mapping[int, Chosen], against: frozenset[int]
) -> pd.DataFrame:
    """Add what was chosen, in words."""
    said = [chosen[int(person)] for person in found["employee_id"]]
    return found.assign(
        taken_words=[yes_or_no(each.is_taken) for each in said],
        reason=pd.array([each.reason for each in said], dtype="string"),
        against_words=[yes_or_no(int(person) in against) for person in found["employee_id"]],
    )


def yes_or_no(is_so: bool) -> str:
    """Return yes or no."""
    return _("ya") if is_so else _("tidak")


def wanted(
    found: pd.DataFrame,
    content: ShortlistContent,
    editing: Editing,
    lacking: tuple[int, ...],
    *,
    words: str | None,
    show: str,
) -> pd.DataFrame:
    """Return the rows that search and choice ask for; a search looks through everybody."""
    text = (words or "").strip().casefold()
    if text:
        places = ["position_title", "unit_name", "agency", "employee_name"]
        held = found[places].astype("string").fillna("").agg(" ".join, axis=1)
        return found[held.str.casefold().str.contains(text, regex=False)]
    ids = found["employee_id"].astype(int)
    if show == "lacking":
        return found[ids.isin(lacking)]
    taken = ids.map(lambda person: editing.chosen(person).is_taken)
    if show == "taken":
        return found[taken]
    return found[is_around(found, content) | taken] if show == "around" else found


def is_around(found: pd.DataFrame, content: ShortlistContent) -> pd.Series[bool]:
    """Say who stands near the last place, is perhaps in, or was written about."""
    near = found["place"] <= content.facts.places + AROUND
    return (
        near.fillna(value=False).astype(bool)
        | (found["standing"].isin(["surely_in", "maybe"]) & (found["no"] <= SHOWN))
        | found["is_taken"].astype(bool)
        | found["reason"].notna()
    )


def draw(shown: pd.DataFrame, editing: Editing) -> None:
    """Draw the table in which people are taken and left; what is typed waits in `editing`."""
    fixed = columns()
    prepared = tables.prepared(shown, fixed)
    given = editing_parts.given_to_editor(editing, prepared, shown["employee_id"])
    order = list(fixed)
    at = order.index("person") + 1
    order[at:at] = editing_parts.EDITABLE
    config = st.column_config
    settings = {
        **tables.settings(fixed),
        "is_taken": config.CheckboxColumn(_("Diambil"), required=True),
        "reason": config.TextColumn(
            _("Alasan"),
            max_chars=LONGEST_REASON,
            help=_("Wajib bila diambil atau ditinggalkan di luar urutan."),
        ),
    }
    for name, width in WIDTHS.items():
        settings[name]["width"] = width
    st.data_editor(
        given,
        column_config=settings,
        column_order=order,
        disabled=list(fixed),
        hide_index=True,
        num_rows="fixed",
        key=editing.key,
        height=EDITOR_HEIGHT if len(given) > 11 else "auto",
        placeholder=formats.MISSING,
        alt=_("Pilihan atas {n} pegawai").format(n=formats.count(len(given))),
    )


def draw_to_read(shown: pd.DataFrame, key: str) -> None:
    """Draw the table for whoever may not change it; `shown` has the choices in words."""
    all_columns = columns()
    names = list(all_columns)
    at = names.index("person") + 1
    names[at:at] = list(choice_columns())
    both = {**all_columns, **choice_columns()}
    tables.show(
        shown,
        {name: both[name] for name in names},
        key=key,
        alt=_("Pilihan atas {n} pegawai").format(n=formats.count(len(shown))),
    )
