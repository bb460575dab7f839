"""The table of a draft: who, the predicate of now, and what is proposed with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from data.calibration import LONGEST_REASON
from data.reads.calibrations import Calibration
from data.scope import Filters, Scope
from ui import formats, labels, names, states, tables
from ui.i18n import N_, _, ngettext
from ui.panels import calibration_editing as editing_parts
from ui.panels.calibration_editing import NOTHING, Editing, Outcome, Said
from ui.plain import plain, shortened
from ui.tables import Column

# px: number to mark stand side by side beside the figure at 1366, with the sidebar open
WIDTHS = {
    "no": 42,
    "employee_name": 150,
    "post": 150,
    "predicate": 96,
    "proposed": 104,
    "reason": 136,
    "is_discussed": 92,
}
HEIGHT = 640  # px; above the fold with the sidebar open the first dozen rows
MOST_NAMED = 5  # rows named in a sentence
SHOWN = {
    "all": N_("Semua pegawai"),
    "proposed": N_("Diusulkan berubah"),
    "unsaved": N_("Belum tersimpan"),
    "not_discussed": N_("Belum dibahas"),
    "worse": N_("Turun dari siklus lalu"),
    "better": N_("Naik dari siklus lalu"),
}
PROBLEMS = {
    "unknown": N_("Draf ini tidak ada lagi."),
    "other_owner": N_("Draf ini milik orang lain; isian terakhir tidak tersimpan."),
    "closed": N_("Draf ini sudah ditutup di tempat lain; isian terakhir tidak tersimpan."),
    "name": N_("Tulis nama draf, paling panjang 80 huruf."),
    "nobody": N_("Belum ada pegawai yang dinilai di sana pada periode ini."),
    "too_long": N_("Daftar peserta terlalu panjang."),
}


def rows(people: pd.DataFrame, directions: Sequence[str | None]) -> pd.DataFrame:
    """Add what the table shows: number, post and rater in words, direction since the last cycle.

    The number is the place among all people of the draft, so that no search changes it.
    """
    words = {
        row.rater_id: rater_words(row) for row in people.drop_duplicates("rater_id").itertuples()
    }
    return people.assign(
        no=range(1, len(people) + 1),
        post=people["position_title"].fillna(labels.unknown()),
        unit=people["unit_name"].fillna(labels.unknown()),
        rater=people["rater_id"].map(words).fillna(labels.unknown()),
        direction=pd.array(list(directions), dtype="string"),
    )


def rater_words(row: Any) -> str:
    """Return the rater of a person by post; the name first where the reader sees it."""
    post = row.rater_position if isinstance(row.rater_position, str) else labels.unknown()
    return f"{row.rater_name} ({post})" if isinstance(row.rater_name, str) else post


def columns(*, with_names: bool) -> dict[str, Column]:
    """Return the columns of the table, on screen and in files, without those that are edited."""
    post = {"post": tables.text(_("Jabatan"))}
    name = {"employee_name": tables.text(_("Nama"))}
    # whoever is named needs no post beside the name: what is edited must not slide out of view
    first, later = (name, post) if with_names else (post, {})
    return {
        "no": tables.count(_("No.")),
        **first,
        "predicate": tables.predicate(_("Sekarang")),
        **later,
        "unit": tables.text(_("Unit")),
        "previous_predicate": tables.predicate(_("Siklus lalu")),
        "score": tables.score(_("Nilai")),
        "rater": tables.text(_("Penilai")),
    }


def narrowed(
    shown: pd.DataFrame, editing: Editing, chosen: Filters, *, words: str | None, view: str
) -> pd.DataFrame:
    """Keep the people that search, view and the filters of the sidebar ask for, in their order."""
    keep = pd.Series(data=True, index=shown.index)
    for column, code in (
        ("position_class", chosen.position_class),
        ("grade_group", chosen.grade_group),
    ):
        if code is not None:
            keep &= (shown[column] == code).fillna(value=False)
    wanted = (words or "").strip().casefold()
    if wanted:
        places = ["post", "unit", "rater", "employee_name"]
        text = shown[places].astype("string").fillna("").agg(" ".join, axis=1)
        keep &= text.str.casefold().str.contains(wanted, regex=False).fillna(value=False)
    if view in _WANTED:
        wanted_by = _WANTED[view]
        found = [wanted_by(row, editing) for row in shown.itertuples()]
        keep &= pd.Series(found, index=shown.index, dtype=bool)
    return shown[keep].reset_index(drop=True)


_WANTED: Mapping[str, Callable[[Any, Editing], bool]] = {
    "proposed": lambda row, editing: editing.said(row.employee_id).proposed is not None,
    "unsaved": lambda row, editing: row.employee_id in editing.waiting,
    "not_discussed": lambda row, editing: not editing.said(row.employee_id).is_discussed,
    "worse": lambda row, _editing: row.direction == "down",
    "better": lambda row, _editing: row.direction == "up",
}


def draw_editor(shown: pd.DataFrame, editing: Editing, *, with_names: bool, may_edit: bool) -> None:
    """Draw the table; what is typed is taken in at the next run (`calibration_editing`)."""
    fixed = columns(with_names=with_names)
    prepared = tables.prepared(shown, fixed)
    given = editing_parts.given_to_editor(
        editing, prepared, shown["employee_id"], shown["predicate"]
    )
    order = list(fixed)
    place = order.index("predicate") + 1
    order[place:place] = editing_parts.EDITABLE
    settings = {**tables.settings(fixed), **_edited_settings()}
    for name, width in WIDTHS.items():
        if name in settings:
            settings[name]["width"] = width
    st.data_editor(
        given,
        column_config=settings,
        column_order=order,
        disabled=list(fixed) if may_edit else True,
        hide_index=True,
        num_rows="fixed",
        key=editing.key,
        height=HEIGHT,
        placeholder=formats.MISSING,
        alt=_("Predikat sekarang dan usulan {n} pegawai").format(n=formats.count(len(shown))),
    )


def _edited_settings() -> dict[str, Any]:
    config = st.column_config
    return {
        "proposed": config.SelectboxColumn(
            _("Usulan"),
            options=list(labels.PREDICATES),
            format_func=lambda code: labels.predicate_on_axis(str(code)),
            help=_("Kosong berarti predikat tetap seperti sekarang."),
        ),
        "reason": config.TextColumn(
            _("Alasan"),
            max_chars=LONGEST_REASON,
            help=_("Wajib bila usulan berbeda dari predikat sekarang."),
        ),
        "is_discussed": config.CheckboxColumn(_("Dibahas")),
    }


def say_what_happened(outcome: Outcome, numbers: dict[int, int]) -> None:
    """Say what could not be saved and what others changed; `numbers` are the numbers of rows."""
    if outcome.refused is not None:
        st.warning(refusal(outcome.refused))
    if outcome.lost:
        lines = [_lost_words(numbers.get(person), said) for person, said in outcome.lost]
        st.warning(
            "\n\n".join(lines),
            title=_("Diubah di tempat lain lebih dahulu; yang tampil isi yang tersimpan"),
        )
    elif outcome.is_renewed:
        st.info(_("Draf ini diubah di tempat lain. Yang tampil sekarang isi terbarunya."))
    if outcome.n_saved:
        states.done(
            ngettext("{n} baris tersimpan.", "{n} baris tersimpan.", outcome.n_saved).format(
                n=formats.count(outcome.n_saved)
            )
        )


def say_what_waits(editing: Editing, numbers: dict[int, int]) -> None:
    """Name the rows that are neither saved nor counted because a reason is missing."""
    lacking = sorted(
        numbers[person]
        for person, said in editing.waiting.items()
        if person in numbers and editing_parts.lacks_reason(said)
    )
    if not lacking:
        said = _("Semua isian tersimpan. Penilaian resmi tidak berubah.")
        st.caption(f":material/cloud_done: {said}")
        return
    named = [formats.count(number) for number in lacking[:MOST_NAMED]]
    if len(lacking) > MOST_NAMED:
        named.append(_("{n} lainnya").format(n=formats.count(len(lacking) - MOST_NAMED)))
    st.warning(
        _("Tanpa alasan, jadi belum dihitung dan belum tersimpan: baris {rows}.").format(
            rows=formats.listing(named)
        )
    )


def with_what_is_said(shown: pd.DataFrame, held: Mapping[int, Said]) -> pd.DataFrame:
    """Add what the store holds about each person: `proposed`, `reason`, `is_discussed`."""
    said = [held.get(int(person), NOTHING) for person in shown["employee_id"]]
    return shown.assign(
        proposed=pd.array([each.proposed for each in said], dtype="string"),
        reason=pd.array([each.reason for each in said], dtype="string"),
        is_discussed=[each.is_discussed for each in said],
    )


def refusal(problem: str) -> str:
    """Say why a draft could not be made or changed as a whole."""
    return _(PROBLEMS[problem])


def yes_or_no(is_so: object) -> str:
    """Return a mark in words, for files and tables that are only read."""
    return _("ya") if is_so else _("tidak")


def recorder(named: Scope, draft: Calibration) -> Callable[[str, int], None] | None:
    """Return what a download with names tells the audit trail."""
    return names.recorder(named, about=revealed(draft))


def revealed(draft: Calibration) -> str:
    """Return the codes of what a reveal of names shows, for the audit trail."""
    return f"calibration/draft/{draft.calibration_id}"


def _lost_words(number: int | None, said: Said) -> str:
    proposed = formats.MISSING if said.proposed is None else labels.predicate(said.proposed)
    return _("Baris {row}: yang Anda tulis {predicate}, alasan: {reason}").format(
        row=formats.MISSING if number is None else formats.count(number),
        predicate=plain(proposed),
        reason=plain(shortened(said.reason or formats.MISSING, 200)),
    )
