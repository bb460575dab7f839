"""What a file about one person says of itself, and the key facts as a table."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import pandas as pd

from data.scope import Filters
from ui import career_words, formats, labels, tables
from ui.about import about as usual_about
from ui.downloads import About, Sheet
from ui.i18n import _, current_language, use_language
from ui.panels.analysis import facts_sentence
from ui.panels.employee import wording
from ui.panels.employee.found import Found

ABOUT = "employee_profile"


def about_code(found: Found) -> str:
    """Return the code of the audit trail for this person; our own number, never a NIP."""
    return f"{ABOUT}/{found.employee_id}"


def about(found: Found, title: str) -> Callable[[], About]:
    """Return what a file says of itself: whom, rules, analysis, and how to read uncertainty."""
    usual = usual_about(found.scope, title, Filters())
    language = current_language()
    words = {
        _("Pegawai"): wording.person(found),
        _("Versi aturan"): _("{name}, berlaku sejak {since}, dasar {basis}").format(
            name=found.rules.name,
            since=formats.date(found.rules.valid_from),
            basis=found.rules.legal_basis,
        ),
        _("Analisis"): _("belum dijalankan") if found.run is None else facts_sentence(found.run),
    }

    def build() -> About:
        with use_language(language):
            notes = [
                _("Nilai disesuaikan dengan rentang 90 persen; butir perilaku 95 persen bersama."),
                _("Data pribadi: simpan dan bagikan hanya untuk pembinaan pegawai ini."),
            ]
            return dataclasses.replace(usual(), filters=words, notes=notes)

    return build


def pairs(title: str, facts: Sequence[tuple[str, str]]) -> Sheet:
    """Return names and words as a table of a file."""
    rows = pd.DataFrame(facts, columns=["name", "words"])
    columns = {"name": tables.text(_("Keterangan"), pinned=True), "words": tables.text(_("Isi"))}
    return Sheet(title, rows, columns)


def summary(found: Found) -> Sheet:
    """Return the key facts of the person with their uncertainty and counts."""
    last = found.latest
    facts = [
        (_("Pegawai"), wording.person(found)),
        (_("Perangkat daerah"), wording.place(found) or labels.unknown()),
        (
            _("Predikat terakhir"),
            labels.unknown()
            if last is None
            else _("{predicate} ({period})").format(
                predicate=labels.predicate(str(last["predicate"])),
                period=wording.period(last["period_code"]),
            ),
        ),
        *_standing(found),
    ]
    reached, done = found.targets_reached, found.projects_done
    if reached is not None:
        facts.append(
            (_("Target tercapai"), formats.n_of_n(reached.n_reached[0], reached.n_reported[0]))
        )
    if done is not None:
        due = done.n_on_time[0] + done.n_late[0]
        facts.append((_("Proyek tepat waktu"), formats.n_of_n(done.n_on_time[0], due)))
    box = career_words.box(found.box) if found.box else _("belum ditempatkan")
    facts.append((_("Kotak talenta"), box))
    return pairs(_("Ringkasan"), facts)


def _standing(found: Found) -> list[tuple[str, str]]:
    standing, run = found.standing, found.run
    if standing is None or run is None:
        return [(_("Nilai disesuaikan"), labels.unknown())]
    return [
        (_("Nilai disesuaikan"), wording.amount(standing.adjusted, run)),
        (
            _("Rentang 90 persen"),
            wording.range_of_amounts(standing.lower, standing.upper, run),
        ),
        (_("Rata-rata mentah"), wording.amount(standing.raw_mean, run)),
        (_("Pegawai serupa"), wording.amount(standing.comparable, run)),
        (_("Penilaian"), formats.count(standing.n_ratings)),
        (_("Kaitan"), standing.link_grade),
    ]
