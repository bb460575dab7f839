"""One value of the rules: where it comes from, and its correction by an administrator.

A correction changes one place, from the first day of its version on or, as a new version, from a
later day. The whole set is checked before it is written, the reason stands in the audit trail, and
nothing is written if the version is not what its writer saw.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

import streamlit as st

from analytics.errors import InvalidRuleSet
from analytics.rules.parts import STATUSES
from analytics.rules.places import RuleValue, allowed_texts, with_value
from analytics.rules.rule_set import parse, promotion_of
from data import rule_sets, store
from data.errors import AccessDenied, ReasonMissing, RuleSetChanged
from data.reads.rules import RuleVersion
from data.scope import Scope
from data.store import Actor
from ui import cards, formats, rule_words, states
from ui.i18n import N_, _, pgettext
from ui.plain import plain

SAVED_KEY = "session_rules_saved"  # corrections in this session, so that the chosen row is let go
SAID_KEY = "session_rules_said"  # why the last correction was refused
LONGEST_REASON = 500
# Values that one number alone cannot change, and why.
BY_FILE = {
    "privacy": N_("Batas ini dijaga program sendiri; mengubahnya di sini tidak berpengaruh."),
    "reference_curve": N_("Porsi satu kurva selalu berjumlah 100%, jadi diubah bersama-sama."),
    "national_shares": N_("Porsi nasional selalu berjumlah 100%, jadi diubah bersama-sama."),
}
CORRECTOR = "administrator"
CORRECT, NEW = "correct", "new"
WAYS = {
    CORRECT: N_("Koreksi versi ini, sejak hari pertamanya"),
    NEW: N_("Versi baru, mulai satu tanggal"),
}


@dataclass(frozen=True)
class Correction:
    """What an administrator wants at one place."""

    value: object
    basis: str
    status: str
    reason: str
    new_from: dt.date | None = None  # None: in the version itself
    new_name: str = ""


def n_saved() -> int:
    """Return how many corrections this session wrote."""
    return int(st.session_state.get(SAVED_KEY, 0))


def may_correct(scope: Scope) -> bool:
    """Say whether the reader may correct the rules."""
    return CORRECTOR in scope.roles


def title(value: RuleValue) -> str:
    """Return a value by name: what it is, about whom, in which part."""
    parts = [rule_words.section(value), rule_words.subject(value), rule_words.detail(value)]
    return " · ".join(part for part in parts if part != formats.MISSING)


def draw(scope: Scope, version: RuleVersion, value: RuleValue) -> None:
    """Draw where a value comes from, and for administrators the form that corrects it."""
    with cards.card(plain(title(value)), key="aturan_satu"):
        st.table(
            {
                pgettext("rule", "Nilai"): plain(rule_words.text(value)),
                _("Dasar hukum"): plain(rule_words.legal_act(value)),
                _("Sumber"): rule_words.status(value.basis.status),
                _("Kode aturan"): plain(value.basis.rule),
                _("Berlaku sejak"): formats.date(value.basis.since or version.valid_from),
                _("Tempat di berkas aturan"): plain(value.place),
            },
            border="horizontal",
        )
        if not may_correct(scope):
            st.caption(_("Yang mengoreksi angka: administrator."))
            return
        why = by_file(value)
        if why is not None:
            st.caption(
                why + " " + _("Lewat berkas: perintah data rules export, lalu data rules import.")
            )
            return
        _draw_form(scope, version, value)


def by_file(value: RuleValue) -> str | None:
    """Say why a value cannot be corrected alone; None where it can."""
    first = str(value.path[0])
    if first in BY_FILE:
        return _(BY_FILE[first])
    held = value.value
    is_text = isinstance(held, str) and not _is_day(held)
    is_texts = isinstance(held, tuple) and any(isinstance(each, str) for each in held)
    if held is None or ((is_text or is_texts) and not allowed_texts(value.path)):
        return _("Ketentuan ini menjadi bagian dari cara program memeriksa.")
    return None


def _draw_form(scope: Scope, version: RuleVersion, value: RuleValue) -> None:
    key = f"aturan_{n_saved()}_{value.place}"
    said = st.session_state.pop(SAID_KEY, None)
    if said:
        st.error(said)
    with st.form(f"{key}_isian", border=False):
        st.subheader(_("Koreksi"), anchor=False)
        _draw_input(value, f"{key}_nilai")
        st.text_input(_("Dasar hukum"), value=value.basis.text, key=f"{key}_dasar")
        st.selectbox(
            _("Sumber"),
            STATUSES,
            index=STATUSES.index(value.basis.status),
            format_func=rule_words.status,
            key=f"{key}_sumber",
        )
        st.selectbox(
            _("Cara"), list(WAYS), format_func=lambda code: _(WAYS[code]), key=f"{key}_cara"
        )
        left, right = st.columns(2)
        left.date_input(
            _("Versi baru berlaku mulai"), value=None, format="DD/MM/YYYY", key=f"{key}_mulai"
        )
        right.text_input(
            _("Nama versi baru"), key=f"{key}_nama", placeholder=_("Nama peraturannya")
        )
        st.text_area(
            _("Alasan"), key=f"{key}_alasan", max_chars=LONGEST_REASON, height=90,
            help=_("Tercatat di jejak audit bersama nilai lama dan baru."),
        )  # fmt: skip
        # what the reader has before the eyes goes with the click: the next run reads anew
        st.form_submit_button(
            _("Simpan koreksi"), type="primary", on_click=_submit, args=(scope, version, value, key)
        )


def _submit(scope: Scope, version: RuleVersion, value: RuleValue, key: str) -> None:
    typed = {
        name: st.session_state[f"{key}_{name}"]
        for name in ("nilai", "dasar", "sumber", "cara", "mulai", "nama", "alasan")
    }
    is_new = typed["cara"] == NEW
    if is_new and not isinstance(typed["mulai"], dt.date):
        st.session_state[SAID_KEY] = _("Pilih tanggal mulai versi baru.")
        return
    correction = Correction(
        typed["nilai"],
        typed["dasar"],
        typed["sumber"],
        typed["alasan"],
        new_from=typed["mulai"] if is_new else None,
        new_name=typed["nama"],
    )
    problem = save(scope, version, value, correction)
    if problem is not None:
        st.session_state[SAID_KEY] = problem
        return
    st.session_state[SAVED_KEY] = n_saved() + 1
    states.done(_("Koreksi tersimpan dan tercatat"))


def _draw_input(value: RuleValue, key: str) -> None:
    """Draw the field that suits a value."""
    held, label = value.value, rule_words.subject(value)
    options = allowed_texts(value.path)
    if isinstance(held, tuple):
        numbers = list(range(1, 13))  # months, boxes
        st.multiselect(
            label,
            options or numbers,
            default=list(held),
            format_func=rule_words.text_of,
            placeholder=_("Pilih"),
            key=key,
        )
    elif isinstance(held, str) and options:
        st.selectbox(
            label, options, index=options.index(held), format_func=rule_words.text_of, key=key
        )
    elif isinstance(held, str):
        st.date_input(label, value=dt.date.fromisoformat(held), format="DD/MM/YYYY", key=key)
    elif isinstance(held, int) and not any(isinstance(x, float) for x in value.around.values()):
        st.number_input(label, min_value=0, value=held, step=1, key=key)
    else:
        is_share = rule_words.subject_code(value) in rule_words.SHARES
        st.number_input(
            label,
            min_value=0.0,
            value=float(held or 0),
            step=0.05 if is_share else 0.25,
            format="%.2f",
            help=_("Porsi ditulis 0 sampai 1: 0,7 berarti 70%.") if is_share else None,
            key=key,
        )


def save(
    scope: Scope, version: RuleVersion, value: RuleValue, correction: Correction
) -> str | None:
    """Write a correction; return why it cannot be, None where it was written."""
    if not may_correct(scope):
        raise AccessDenied("rules", (CORRECTOR,))
    if not correction.reason.strip():
        return _("Tulis alasannya; ia tercatat di jejak audit.")
    content = changed(version, value, correction)
    if content is None:
        return _("Tidak ada yang berubah.")
    if correction.new_from is not None:
        if correction.new_from <= version.valid_from:
            return _("Versi baru mulai sesudah {day}, hari pertama versi ini.").format(
                day=formats.date(version.valid_from)
            )
        if not correction.new_name.strip():
            return _("Tulis nama versi baru.")
    try:
        rule_sets.take_in(
            json.dumps(content, ensure_ascii=False, indent=2),
            Actor(scope.actor, "dashboard"),
            correction.reason,
            check=lambda whole: promotion_of(parse(whole)),
            of=store.current(),
            seen=version.text if correction.new_from is None else None,
        )
    except InvalidRuleSet as error:
        return _("Program tidak dapat memakai nilai ini bersama aturan lainnya ({place}).").format(
            place=plain(error.place)
        )
    except RuleSetChanged:
        return (
            _("Versi ini diubah di tempat lain, jadi tidak ada yang ditulis. Periksa lagi.")
            if correction.new_from is None
            else _("Sudah ada versi yang mulai hari itu; koreksi versi itu.")
        )
    except ReasonMissing:
        return _("Tulis alasannya; ia tercatat di jejak audit.")
    return None


def changed(
    version: RuleVersion, value: RuleValue, correction: Correction
) -> dict[str, Any] | None:
    """Return the set with the correction in it; None if nothing differs."""
    wanted = correction.value
    if isinstance(wanted, dt.date):
        wanted = wanted.isoformat()
    elif isinstance(wanted, float) and wanted.is_integer() and isinstance(value.value, int):
        wanted = int(wanted)  # a whole number stays one in the file
    content = with_value(version.content, value.path, wanted)
    for name, text in (("basis", correction.basis.strip()), ("status", correction.status)):
        content = with_value(content, (*value.sourced, name), text)
    if content == dict(version.content):
        return None
    if correction.new_from is not None:
        content |= {
            "name": correction.new_name.strip(),
            "valid_from": correction.new_from.isoformat(),
            "legal_basis": correction.basis.strip() or version.content["legal_basis"],
        }
    return content


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
