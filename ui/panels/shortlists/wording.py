"""Words about saved lists: states, who may do what next, what was asked, what changed since."""

from __future__ import annotations

import datetime as dt
from typing import Any

from analytics.rules.eligibility import TARGETS
from data import store
from data.reads.shortlists import Shortlist
from data.scope import Scope
from data.shortlists import APPROVERS
from ui import career_words, formats, labels
from ui.i18n import N_, _, ngettext
from ui.panels.candidates.asking import VACANCY, WHOM, Asked, codes
from ui.plain import one_line, plain
from ui.times import local_time

STATE_NAMES = {
    "draft": N_("Draf"),
    "proposed": N_("Diusulkan"),
    "returned": N_("Dikembalikan"),
    "approved": N_("Disetujui"),
}
STATE_ICONS = {
    "draft": ":material/edit_note:",
    "proposed": ":material/hourglass_top:",
    "returned": ":material/undo:",
    "approved": ":material/lock:",
}
ACTION_NAMES = {
    "create": N_("Daftar disimpan"),
    "propose": N_("Diusulkan untuk disetujui"),
    "withdraw": N_("Usulan ditarik kembali"),
    "return": N_("Dikembalikan"),
    "approve": N_("Disetujui"),
}
CHANGED = {
    "data": N_("Data diimpor, dibatalkan, atau digabung setelah daftar ini disimpan."),
    "analysis": N_("Analisis sudah dijalankan lagi."),
    "rules": N_("Angka aturan untuk tanggal penilaiannya sudah dikoreksi atau berganti versi."),
}
CHANGED_SHORT = {"data": N_("data"), "analysis": N_("analisis"), "rules": N_("aturan")}
PROBLEMS = {
    "unknown": N_("Daftar ini tidak ada, atau memuat pegawai di luar perangkat daerah Anda."),
    "other_owner": N_("Daftar ini disimpan orang lain; hanya ia yang dapat mengubahnya."),
    "own_list": N_("Yang menyimpan atau mengusulkan daftar tidak dapat memutuskannya sendiri."),
    "not_open": N_("Daftar ini sudah diusulkan; tarik dulu usulannya."),
    "not_proposed": N_("Daftar ini tidak sedang menunggu keputusan."),
    "approved": N_("Daftar ini sudah disetujui, jadi tidak dapat diubah lagi."),
    "changed_elsewhere": N_(
        "Daftar ini diubah di tempat lain sejak Anda membukanya, jadi tidak ada yang ditulis."
        " Periksa lagi yang tampil sekarang."
    ),
    "name": N_("Tulis nama daftar, paling panjang 80 huruf."),
    "nobody": N_("Tidak ada pegawai di daftar ini."),
    "nobody_taken": N_("Belum ada yang diambil."),
    "too_many": N_("Lebih dari 20.000 pegawai; persempit dulu kelompoknya."),
    "outside": N_("Ada pegawai di luar perangkat daerah Anda."),
    "not_listed": N_("Ada pegawai yang tidak ada di daftar ini."),
    "reason": N_("Yang diambil atau ditinggalkan di luar urutan memerlukan alasan."),
    "too_long": N_("Alasan paling panjang 500 huruf."),
    "note": N_("Tulis alasan pengembalian, paling panjang 500 huruf."),
}


def refusal(problem: str) -> str:
    """Return why a write was refused."""
    return _(PROBLEMS[problem])


def state(code: str) -> str:
    """Return a state in words."""
    return _(STATE_NAMES[code]) if code in STATE_NAMES else one_line(code)


def action(code: str) -> str:
    """Return a decision in words."""
    return _(ACTION_NAMES[code]) if code in ACTION_NAMES else one_line(code)


def in_a_list(row: Any) -> str:
    """Return a list among others: name and state; plain."""
    return f"{one_line(row.name)} · {state(row.state)}"


def head(facts: Shortlist) -> str:
    """Say who saved the list and what happened last; escaped."""
    said = _("Disimpan oleh {owner} pada {moment}.").format(
        owner=plain(facts.owner), moment=_moment(facts.created_at)
    )
    if facts.decided_at is not None:
        return said + " " + _("Disetujui oleh {who} pada {moment}.").format(
            who=plain(facts.decided_by), moment=_moment(facts.decided_at)
        )  # fmt: skip
    return said


def subject(facts: Shortlist) -> str:
    """Return target and pool of a list; plain."""
    pool = [
        facts.agency_name or facts.agency_code or _("Semua perangkat daerah"),
        *([career_words.job_family(facts.job_family)] if facts.job_family else []),
    ]
    return " · ".join([career_words.target(facts.target), *map(one_line, pool)])


def criteria(facts: Shortlist) -> dict[str, str]:
    """Return what was asked and what the list rests on, in words by name; plain."""
    every = _("Semua")
    found = {
        _("Daftar"): facts.name,
        _("Status"): state(facts.state),
        _("Untuk"): career_words.target(facts.target),
        _("Perangkat daerah"): facts.agency_name or facts.agency_code or every,
        _("Jenis jabatan"): labels.position_class(facts.position_class)
        if facts.position_class
        else every,
        _("Golongan"): labels.grade_group(facts.grade_group) if facts.grade_group else every,
        _("Rumpun jabatan"): career_words.job_family(facts.job_family)
        if facts.job_family
        else every,
        _("Dinilai per tanggal"): formats.date(facts.on_day),
    }
    if facts.vacancy is not None and facts.vacancy in VACANCY:
        found[_("Formasi")] = _(VACANCY[facts.vacancy])
    return found | {
        _("Yang diurutkan"): _(WHOM[facts.whom]) if facts.whom in WHOM else facts.whom,
        _("Tempat"): formats.count(facts.places),
        _("Bobot hasil terukur"): formats.whole_share(facts.weight),
        _("Pegawai di kelompok"): formats.count(facts.n_pool),
        _("Diurutkan"): formats.count(facts.n_ranked),
        _("Diambil"): formats.count(facts.n_taken),
        _("Keandalan urutan"): formats.two_decimals(facts.reliability),
        _("Analisis"): _("{moment}, metode {version}, bibit acak {seed}").format(
            moment=_moment(facts.run_finished_at), version=facts.method_version, seed=facts.seed
        ),
        _("Aturan"): _("{name}, berlaku sejak {since}, dasar {basis}").format(
            name=facts.rule_set_name,
            since=formats.date(facts.rule_set_id),
            basis=facts.rule_set_basis,
        ),
        _("Disimpan oleh"): facts.owner,
        _("Disimpan pada"): _moment(facts.created_at),
        _("Diusulkan oleh"): facts.proposed_by or formats.MISSING,
        _("Disetujui oleh"): facts.decided_by or formats.MISSING,
        _("Berubah sejak disimpan"): changed_short(facts.changed_since) or _("tidak ada"),
    }


def changed_short(codes_of: tuple[str, ...]) -> str:
    """Return what changed since a list was saved, in one line; empty without a change."""
    known = [_(CHANGED_SHORT[code]) for code in codes_of if code in CHANGED_SHORT]
    return formats.listing(known) if known else ""


def changed_sentences(facts: Shortlist) -> list[str]:
    """Say what changed since the list was saved, and that the list did not."""
    said = [_(CHANGED[code]) for code in facts.changed_since if code in CHANGED]
    return [*said, _("Yang tersimpan tidak dihitung ulang.")] if said else []


def may_decide(scope: Scope, facts: Shortlist) -> bool:
    """Say whether the reader is the second pair of eyes of a proposed list."""
    return (
        facts.state == "proposed"
        and bool(scope.roles.intersection(APPROVERS))
        and scope.actor not in (facts.owner, facts.proposed_by)
    )


def waits_for(scope: Scope, facts: Shortlist) -> str:
    """Say who decides about a proposed list, to a reader who may not."""
    if scope.actor not in (facts.owner, facts.proposed_by):
        return _("Menunggu keputusan pimpinan kota.")
    said = _("Menunggu keputusan orang kedua: pimpinan kota, bukan yang mengusulkan.")
    if store.current().is_demo:
        if scope.roles.intersection(APPROVERS):
            return said + " " + _("Di data contoh hanya ada satu pimpinan kota.")
        return said + " " + _("Di data contoh: ganti peran ke Pimpinan kota di bilah sisi.")
    return said + " " + _(
        "Timbang di komputer ini dipakai satu orang. Orang kedua memutuskannya dengan akun"
        " komputernya sendiri pada data yang sama, setelah Timbang di sini ditutup."
    )  # fmt: skip


def taken_sentence(facts: Shortlist, n_taken: int, n_against: int) -> str:
    """Say how many are taken for how many places, and how many of the choices leave the order."""
    said = ngettext(
        "**{n}** diambil untuk {places} tempat.",
        "**{n}** diambil untuk {places} tempat.",
        n_taken,
    ).format(n=formats.count(n_taken), places=formats.count(facts.places))
    if not n_against:
        return said + " " + _("Pilihan mengikuti urutan.")
    return said + " " + ngettext(
        "{n} pilihan di luar urutan.", "{n} pilihan di luar urutan.", n_against
    ).format(n=formats.count(n_against))  # fmt: skip


def address(facts: Shortlist) -> dict[str, str]:
    """Return the parameters that show the order of now for what this list asked."""
    target = facts.target if facts.target in TARGETS else TARGETS[0]
    asked = Asked(
        target=target,
        on=facts.on_day,
        job_family=facts.job_family,
        vacancy=facts.vacancy,
        whom=facts.whom,
        places=facts.places,
        weight=facts.weight,
    )
    narrowed = {
        "opd": facts.agency_code,
        "jenis": facts.position_class,
        "gol": facts.grade_group,
    }
    return {name: code for name, code in (codes(asked) | narrowed).items() if code is not None}


def revealed(facts: Shortlist) -> str:
    """Return the codes of a list, for the audit trail."""
    return f"candidates/shortlist/{facts.shortlist_id}"


def _moment(moment: dt.datetime | None) -> str:
    return formats.date_time(local_time(moment))
