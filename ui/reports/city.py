"""The two-page brief for leadership about the whole city, from Ikhtisar."""

from __future__ import annotations

from data.scope import Filters, Scope
from ui import results, summaries
from ui.groups import agency_names
from ui.i18n import _
from ui.panels import overview
from ui.paper import Document, Heading, NewPage, Offer, Part, Text, Together
from ui.reports import shared

MOST_RATERS = 6
AGENCIES_HEIGHT = 175.0  # mm of the second page


def offer(scope: Scope, chosen: Filters, before: Filters | None) -> Offer:
    """Offer the brief about what is chosen."""
    return Offer(_("Ringkasan dua halaman (PDF)"), lambda: brief(scope, chosen, before))


def brief(scope: Scope, chosen: Filters, before: Filters | None) -> Document:
    """Return the brief: key figures, the mix, what deserves a talk, raters, agencies."""
    return Document(
        title=shared.title(),
        subject=shared.subject(scope, chosen),
        parts=(
            shared.key_figures(overview.key_figures(scope, chosen, before), before),
            *_mix(scope, chosen, before),
            *_findings(scope, chosen, before),
            Together(tuple(shared.raters_to_meet(scope, chosen, most=MOST_RATERS))),
            NewPage(),
            *_agencies(scope, chosen),
            *_considered(scope),
        ),
        n_rows=MOST_RATERS,
        most_pages=2,
    )


def _mix(scope: Scope, chosen: Filters, before: Filters | None) -> list[Part]:
    mix = summaries.mix_by_agency(scope, chosen)
    rows = overview.now_and_before(scope, chosen, before, mix)
    parts: list[Part] = [Heading(_("Sebaran predikat"))]
    said = overview.change_sentence(scope, chosen, before)
    if said is not None:
        parts.append(Text(said))
    if rows["share"].isna().all():
        return [*parts, Text(_("Kelompok terlalu kecil untuk ditampilkan."))]
    return [*parts, shared.mix(rows, keep_order=True)]


def _findings(scope: Scope, chosen: Filters, before: Filters | None) -> list[Part]:
    found = summaries.findings(scope, chosen, before)
    heading = Heading(_("Perlu dibicarakan"))
    if not found.shown:
        return [heading, Text(_("Tidak ada yang menonjol pada periode ini."))]
    return [heading, shared.findings(scope, found.shown)]


def _considered(scope: Scope) -> list[Part]:
    said = overview.considered(scope)
    if said is None:
        return []
    heading = Heading(_("Siapa yang dipertimbangkan"))
    return [Together((heading, Text(said[0]), Text(said[1], is_quiet=True)))]


def _agencies(scope: Scope, chosen: Filters) -> list[Part]:
    everywhere = summaries.all_agencies(chosen)
    by_agency = summaries.mix_by_agency(scope, everywhere)
    rows = results.shares(by_agency, "agency_code", agency_names(scope))
    rows, city = overview.with_city(rows, summaries.mix_of_city(scope, chosen))
    return [
        Heading(_("Sebaran predikat per perangkat daerah")),
        Text(_("Diurutkan menurut porsi Baik ke atas, lalu Sangat Baik."), is_quiet=True),
        *shared.mix_that_fits(rows, city, AGENCIES_HEIGHT),
    ]
