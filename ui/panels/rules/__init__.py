"""Aturan: every number the checks use, with source and validity, its versions, who changed it."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.rules.places import RuleValue, rule_values
from data import reads
from data.reads.rules import RuleVersion
from data.scope import Filters, Scope
from ui import about, cards, formats, rule_words, tables, url_state
from ui.cached import cached
from ui.downloads import Sheet
from ui.i18n import N_, _, ngettext, pgettext
from ui.panels.rules import correcting
from ui.plain import one_line, plain
from ui.tables import Column
from ui.times import local_time

PARAMETER = "versi"  # of the address
CHOICE_KEY = "aturan_versi"
EVERY_SECTION = ""
LAST = ("privacy", "pattern", "reference_curve", "national_shares")  # after what people must meet
ACTIONS = {
    "add_rule_sets": N_("Versi bawaan program ditambahkan"),
    "update_rule_sets": N_("Versi bawaan program diperbarui"),
    "import_rule_set": N_("Dikoreksi atau ditambahkan"),
}


CHANGE_FIELDS = (
    "happened_at", "actor", "action", "rule_set_id", "before_value", "after_value", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Words of a place in a rule file."""

    title: str
    say: Callable[[object], str]


def choose(scope: Scope) -> RuleVersion:
    """Draw the choice of version and what it is; return the version that is shown."""
    versions = cached(reads.rule_versions, scope)
    by_id = {version.rule_set_id: version for version in versions}
    code = url_state.parameter(PARAMETER)
    if code not in by_id:
        code = _of_today(versions).rule_set_id
        url_state.set_parameter(PARAMETER, None)
    st.session_state[CHOICE_KEY] = code
    st.selectbox(
        _("Versi"),
        list(by_id),
        format_func=lambda number: version_words(by_id[number], versions),
        key=CHOICE_KEY,
        on_change=_open_chosen,
    )
    shown = by_id[str(code)]
    st.caption(validity(shown))
    return shown


def _of_today(versions: Sequence[RuleVersion]) -> RuleVersion:
    """Return the version in force today; the oldest where all begin later."""
    today = dt.datetime.now().astimezone().date()
    return next((each for each in versions if each.valid_from <= today), versions[-1])


def _open_chosen() -> None:
    url_state.set_parameter(PARAMETER, str(st.session_state[CHOICE_KEY]))


def version_words(version: RuleVersion, versions: Sequence[RuleVersion]) -> str:
    """Return a version in a list: name, first day, and whether it is the one of today; plain."""
    parts = [
        one_line(version.name),
        _("sejak {day}").format(day=formats.date(version.valid_from)),
    ]
    if version is _of_today(versions):
        parts.append(_("berlaku hari ini"))
    return " · ".join(parts)


def validity(version: RuleVersion) -> str:
    """Say from when to when a version holds, on which law, and whether a person corrected it."""
    basis = plain(version.content.get("legal_basis", formats.MISSING))
    if version.valid_until is None:
        said = _("Berlaku sejak {since} sampai ada versi baru. Dasar: {basis}.")
    else:
        said = _("Berlaku {since} sampai {until}. Dasar: {basis}.")
    words = said.format(
        since=formats.date(version.valid_from),
        until=formats.date(version.valid_until),
        basis=basis,
    )
    source = (
        _("Dikoreksi atau ditambahkan administrator.")
        if version.is_corrected
        else _("Bawaan program, belum pernah dikoreksi.")
    )
    return f"{words} {source}"


def draw_values(scope: Scope, version: RuleVersion) -> RuleValue | None:
    """Draw every value of a version; return the one whose row is chosen."""
    values = sorted(rule_values(version.content), key=lambda each: each.path[0] in LAST)
    rows = value_rows(values, version)
    with cards.card(_("Angka dan dasarnya"), key="aturan_angka") as card:
        st.markdown(summary(values))
        shown = _narrowed(rows)
        chosen = None
        if shown.empty:
            st.caption(_("Tidak ada aturan yang cocok."))
        else:
            st.caption(
                _("Pilih satu baris untuk melihat sumbernya dan mengoreksinya.")
                if correcting.may_correct(scope)
                else _("Pilih satu baris untuk melihat sumbernya.")
            )
            chosen = tables.choose_row(
                shown,
                columns(),
                key=f"aturan_tabel_{correcting.n_saved()}",
                alt=_("Angka aturan dengan dasar hukumnya"),
            )
        card.downloads(
            lambda: [Sheet(_("Aturan"), rows, columns()), changes_sheet(scope)],
            about.about(scope, version.name, Filters()),
            name=("aturan", version.rule_set_id),
            day=about.data_date(scope),
        )
        card.how_to_read("rules")
    return None if chosen is None else values[int(chosen["at"])]


def summary(values: Sequence[RuleValue]) -> str:
    """Say how many values there are and how many rest on a source nobody has read again."""
    n_open = sum(value.basis.status == "recollected" for value in values)
    return ngettext(
        "**{n}** angka dan ketentuan; **{open}** belum diperiksa ke sumbernya.",
        "**{n}** angka dan ketentuan; **{open}** belum diperiksa ke sumbernya.",
        len(values),
    ).format(n=formats.count(len(values)), open=formats.count(n_open))


def value_rows(values: Sequence[RuleValue], version: RuleVersion) -> pd.DataFrame:
    """Return the values in words; `at` is the place in `values`."""
    return pd.DataFrame(
        {
            "at": range(len(values)),
            "section": [rule_words.section(each) for each in values],
            "subject": [rule_words.subject(each) for each in values],
            "detail": [rule_words.detail(each) for each in values],
            "value": [rule_words.text(each) for each in values],
            "since": [pd.Timestamp(each.basis.since or version.valid_from) for each in values],
            "rule": [rule_words.code(each.basis.rule) for each in values],
            "basis": [rule_words.legal_act(each) for each in values],
            "status": [rule_words.status(each.basis.status) for each in values],
        }
    )


def columns() -> dict[str, Column]:
    """Return the columns of `value_rows`."""
    return {
        "section": tables.text(_("Bagian")),
        "subject": tables.text(_("Aturan")),
        "detail": tables.text(_("Rincian")),
        "value": tables.text(pgettext("rule", "Nilai")),
        "basis": tables.text(_("Dasar hukum")),
        "status": tables.text(_("Sumber")),
        "since": tables.date(_("Berlaku sejak")),
        "rule": tables.text(_("Kode aturan")),
    }


def _narrowed(rows: pd.DataFrame) -> pd.DataFrame:
    sections = [EVERY_SECTION, *dict.fromkeys(rows["section"])]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            _("Cari aturan"),
            type="search",
            live="300ms",
            key="aturan_cari",
            placeholder=_("Pangkat, PP 99, pendidikan"),
        )
        section = st.selectbox(
            _("Bagian"),
            sections,
            format_func=lambda name: name or _("Semua bagian"),
            key="aturan_bagian",
        )
    if section != EVERY_SECTION:
        rows = rows[rows["section"] == section]
    wanted = (words or "").strip().casefold()
    if wanted:
        held = rows[["section", "subject", "detail", "basis", "rule"]].agg(" ".join, axis=1)
        rows = rows[held.str.casefold().str.contains(wanted, regex=False)]
    return rows.reset_index(drop=True)


def draw_versions(scope: Scope) -> None:
    """Draw the versions, and who changed what and why, newest first."""
    with cards.card(_("Versi dan perubahannya"), key="aturan_riwayat"):
        tables.show(
            version_rows(scope),
            version_columns(),
            key="aturan_versi_tabel",
            alt=_("Versi aturan dengan masa berlakunya"),
        )
        sheet = changes_sheet(scope)
        tables.show(
            sheet.rows,
            sheet.columns,
            key="aturan_perubahan",
            alt=_("Perubahan aturan, terbaru di atas"),
        )


def version_rows(scope: Scope) -> pd.DataFrame:
    """Return the versions, newest first, in words."""
    versions = cached(reads.rule_versions, scope)
    return pd.DataFrame(
        {
            "name": [each.name for each in versions],
            "since": [pd.Timestamp(each.valid_from) for each in versions],
            "until": [
                pd.NaT if each.valid_until is None else pd.Timestamp(each.valid_until)
                for each in versions
            ],
            "basis": [str(each.content.get("legal_basis", "")) for each in versions],
            "source": [
                _("administrator") if each.is_corrected else _("bawaan program")
                for each in versions
            ],
        }
    )


def version_columns() -> dict[str, Column]:
    """Return the columns of `version_rows`."""
    return {
        "name": tables.text(_("Versi"), pinned=True),
        "since": tables.date(_("Berlaku sejak")),
        "until": tables.date(_("Sampai")),
        "basis": tables.text(_("Dasar hukum")),
        "source": tables.text(_("Asal")),
    }


def changes_sheet(scope: Scope) -> Sheet:
    """Return every change of a value: who, when, from what to what, and why."""
    known = _known_places(cached(reads.rule_versions, scope))
    events = cached(reads.rule_changes, scope)
    rows = [
        {"moment": moment, "actor": actor, "version": version, "action": action, **change,
         "reason": reason}
        for moment, actor, action, version, before, after, reason in zip(
            *(events[name] for name in CHANGE_FIELDS), strict=True
        )
        for change in _changes(before, after, known)
    ]  # fmt: skip
    columns_of = {
        "moment": tables.text(_("Waktu"), pinned=True),
        "actor": tables.text(_("Oleh")),
        "version": tables.text(_("Versi sejak")),
        "action": tables.text(_("Tindakan")),
        "subject": tables.text(_("Aturan")),
        "old": tables.text(_("Sebelumnya")),
        "new": tables.text(_("Menjadi")),
        "reason": tables.text(_("Alasan")),
    }
    table = pd.DataFrame(rows, columns=list(columns_of))
    table["moment"] = [formats.date_time(local_time(moment)) for moment in table["moment"]]
    table["action"] = [_(ACTIONS[code]) if code in ACTIONS else code for code in table["action"]]
    return Sheet(_("Perubahan aturan"), table, columns_of)


def _known_places(versions: Sequence[RuleVersion]) -> dict[str, Place]:
    """Return the words of every place a change can name: values, and where they come from."""
    found: dict[str, Place] = {
        "name": Place(_("Nama versi"), one_line),
        "valid_from": Place(_("Berlaku sejak"), one_line),
        "legal_basis": Place(_("Dasar hukum"), one_line),
    }
    for version in versions:
        for value in rule_values(version.content):
            title, source = correcting.title(value), ".".join(map(str, value.sourced))
            found[value.place] = Place(title, functools.partial(rule_words.worded, value))
            found[f"{source}.basis"] = Place(f"{title} · {_('Dasar hukum')}", one_line)
            found[f"{source}.status"] = Place(
                f"{title} · {_('Sumber')}", lambda code: rule_words.status(str(code))
            )
    return found


def _changes(before: object, after: object, known: Mapping[str, Place]) -> list[dict[str, str]]:
    """Return the places an event changed in words; one row without any."""
    old, new = _places(before), _places(after)
    changed = [place for place in old if place in new]
    if not changed:
        return [dict.fromkeys(("subject", "old", "new"), formats.MISSING)]
    found = []
    for place in changed:
        words = known.get(place, Place(one_line(place), one_line))
        found.append(
            {
                "subject": words.title,
                "old": words.say(old[place]),
                "new": words.say(new[place]),
            }
        )
    return found


def _places(text: object) -> dict[str, object]:
    found = json.loads(text) if isinstance(text, str) else {}
    return found if isinstance(found, dict) else {}
