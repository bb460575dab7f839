"""The minutes of a calibration meeting: what was proposed, why, and what it would change."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ui import formats, tables
from ui.i18n import _, ngettext
from ui.paper import Document, Heading, Lines, Note, Offer, Pairs, Part, Text, Together, table
from ui.reports import shared
from ui.tables import Column

MOST_BESIDE = 3  # lines to sign in a row


@dataclass(frozen=True, eq=False)
class Minutes:
    """What a calibration draft holds when its minutes are written.

    `changes` has one row a proposed change: `person` (words: post and unit, the name first where
    the reader sees it), `current`, `proposed` (predicates), `reason`. `mix` is the distribution
    before and after as for `charts.stacked_shares`, one group each, in this order.
    """

    subject: str  # group and period
    facts: tuple[tuple[str, str], ...]  # name of the draft, day, who led it, rule set
    n_people: int
    n_discussed: int
    changes: pd.DataFrame
    mix: pd.DataFrame
    effects: tuple[str, ...] = ()  # Markdown: pattern, comparisons between raters
    notes: tuple[str, ...] = ()  # Markdown: what else a reader must know
    signers: tuple[str, ...] = ()


def offer(minutes: Minutes) -> Offer:
    """Offer the minutes; everything is in them already."""
    return Offer(_("Berita acara (PDF)"), lambda: document(minutes))


def document(minutes: Minutes) -> Document:
    """Return the minutes: facts, changes with reasons, effect, notes, lines to sign."""
    parts: list[Part] = [
        Pairs(minutes.facts),
        Text(_summary(minutes)),
        Note(
            _(
                "Usulan ini tidak mengubah penilaian. Perubahan dilakukan pejabat penilai di sistem"
                " resmi."
            )
        ),
        *_changes(minutes),
        *_effect(minutes),
    ]
    closing = _closing(minutes)
    if closing:
        parts.append(Together(closing))
    n_rows = len(minutes.changes)
    title = _("Berita acara kalibrasi")
    return Document(title, minutes.subject, tuple(parts), n_rows, is_personal=True)


def _closing(minutes: Minutes) -> tuple[Part, ...]:
    """Return the notes and the lines to sign, on one page: nobody signs an empty sheet."""
    parts: list[Part] = []
    if minutes.notes:
        parts += [Heading(_("Catatan")), *(Text(note) for note in minutes.notes)]
    if minutes.signers:
        parts.append(Heading(_("Disetujui"), level=3))
        parts.append(Lines(minutes.signers, per_row=_per_row(minutes.signers)))
    return tuple(parts)


def _per_row(signers: tuple[str, ...]) -> int:
    return min(len(signers), MOST_BESIDE)


def _summary(minutes: Minutes) -> str:
    n = len(minutes.changes)
    return ngettext(
        "**{discussed}** dari {people} pegawai dibahas; **{n}** perubahan predikat diusulkan.",
        "**{discussed}** dari {people} pegawai dibahas; **{n}** perubahan predikat diusulkan.",
        n,
    ).format(
        discussed=formats.count(minutes.n_discussed),
        people=formats.count(minutes.n_people),
        n=formats.count(n),
    )


def _changes(minutes: Minutes) -> list[Part]:
    heading = Heading(_("Perubahan yang diusulkan"))
    if minutes.changes.empty:
        return [heading, Text(_("Tidak ada perubahan yang diusulkan."))]
    return [heading, table(minutes.changes, _columns(), widths=(3, 1.4, 1.4, 3.5))]


def _columns() -> dict[str, Column]:
    return {
        "person": tables.text(_("Pegawai")),
        "current": tables.predicate(_("Sekarang")),
        "proposed": tables.predicate(_("Usulan")),
        "reason": tables.text(_("Alasan")),
    }


def _effect(minutes: Minutes) -> list[Part]:
    if minutes.mix.empty or minutes.mix["share"].isna().all():
        return []
    return [
        Together(
            (
                Heading(_("Pengaruhnya pada sebaran")),
                *(Text(sentence) for sentence in minutes.effects),
                shared.mix(minutes.mix, keep_order=True),
            )
        )
    ]
