"""The columns of a file and what they stand for: shown, corrected, saved under a name."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from data import importing, reads
from data.errors import DataError, HeaderNotFound
from data.importing import Prepared
from data.importing.headers import IGNORE, header_fingerprint, suggest_mapping
from data.importing.kinds import find_kind
from data.scope import Scope
from data.store import Actor
from ui import states
from ui.i18n import _
from ui.importing import wording
from ui.plain import plain

if TYPE_CHECKING:
    from ui.importing.steps import Attempt

Use = Callable[["Attempt", str | None, dict[str, str]], None]


@dataclass(frozen=True)
class SavedMapping:
    """Columns that somebody named once for a header like this."""

    name: str
    kind: str
    mapping: dict[str, str]


def labels_of(prepared: Prepared | None, problem: DataError | None) -> tuple[str, ...]:
    """Return the headings of the file, as far as they were found."""
    if prepared is not None:
        return tuple(column.label for column in prepared.columns)
    return problem.found if isinstance(problem, HeaderNotFound) else ()


def saved_for(scope: Scope, labels: Sequence[str]) -> SavedMapping | None:
    """Return the newest mapping saved for this very header, if there is one."""
    if not labels:
        return None
    saved = reads.saved_mappings(scope)
    fitting = saved[saved["header_fingerprint"] == header_fingerprint(labels)]
    if fitting.empty:
        return None
    newest = fitting.sort_values("saved_at").iloc[-1]
    return SavedMapping(newest["name"], newest["kind"], json.loads(newest["mapping"]))


def from_prepared(prepared: Prepared) -> pd.DataFrame:
    """Return the columns as the check understood them: `label`, `field`."""
    return pd.DataFrame(
        {
            "label": [column.label for column in prepared.columns],
            "field": [column.field for column in prepared.columns],
        }
    )


def from_labels(labels: Sequence[str], kind: str) -> pd.DataFrame:
    """Return headings with the fields they resemble, for a person to confirm."""
    suggested = suggest_mapping([label for label in labels if label], kind)
    return pd.DataFrame(
        {"label": [one.label for one in suggested], "field": [one.field for one in suggested]}
    )


def missing(error: HeaderNotFound) -> str:
    """Return the fields the file still needs, in words, escaped."""
    return plain(", ".join(error.missing))


def editor(scope: Scope, attempt: Attempt, found: pd.DataFrame, kind: str, *, on_use: Use) -> None:
    """Let every column be given to a field; check again with them, or save them under a name."""
    headings = {field.name: field.heading for field in find_kind(kind).fields}
    not_used = _("tidak dipakai")
    edited = st.data_editor(
        pd.DataFrame(
            {
                "label": found["label"],
                "meaning": [headings.get(str(name), not_used) for name in found["field"]],
            }
        ),
        column_config={
            "label": st.column_config.TextColumn(_("Judul kolom di berkas"), disabled=True),
            "meaning": st.column_config.SelectboxColumn(
                _("Isinya"), options=[not_used, *headings.values()], required=True
            ),
        },
        hide_index=True,
        key=f"data_kolom_{attempt.file_id}_{kind}",
        alt=_("Judul kolom di berkas dan isian yang dimaksud"),
    )
    fields = {heading: name for name, heading in headings.items()}
    mapping = {
        label: fields.get(meaning, IGNORE)
        for label, meaning in zip(edited["label"], edited["meaning"], strict=True)
        if label
    }
    if st.button(_("Periksa dengan kolom ini"), key="data_kolom_pakai", icon=":material/refresh:"):
        on_use(attempt, kind, mapping)
    _save(scope, kind, list(found["label"]), mapping)


def _save(scope: Scope, kind: str, labels: Sequence[str], mapping: dict[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="data_kolom_simpan"):
        name = st.text_input(
            _("Simpan pemetaan ini sebagai"),
            key="data_kolom_nama",
            placeholder=_("Contoh: rekap bulanan"),
            help=_("Berkas dengan judul kolom yang sama nanti langsung memakai pemetaan ini."),
        ).strip()
        if st.button(_("Simpan pemetaan"), key="data_kolom_simpan_ya", disabled=not name):
            try:
                importing.save_mapping(name, kind, labels, mapping, Actor(scope.actor, "dashboard"))
            except DataError as error:
                words = wording.problem(error)
                states.failed(words.title, words.advice, key="data_kolom_gagal")
                return
            states.done(_("Pemetaan disimpan: {name}").format(name=name))
