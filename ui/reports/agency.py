"""The two-page brief about one agency, from its panel."""

from __future__ import annotations

import dataclasses

from data.scope import Filters, Scope
from ui import filters, sentences, states, summaries
from ui.charts import on_paper
from ui.i18n import _
from ui.panels import agency as panel
from ui.panels import overview, pattern
from ui.paper import (
    Document,
    Heading,
    NewPage,
    Offer,
    Part,
    Picture,
    Text,
    Together,
    table,
)
from ui.reports import shared

MOST_RATERS = 6
UNITS_HEIGHT = 95.0  # mm of the second page


def offer(scope: Scope, chosen: Filters, code: str) -> Offer:
    """Offer the brief about the agency `code` in the period of `chosen`."""
    own = dataclasses.replace(chosen, agency_code=code)
    before = filters.previous(scope, own)
    return Offer(_("Ringkasan dua halaman (PDF)"), lambda: brief(scope, own, before))


def brief(scope: Scope, own: Filters, before: Filters | None) -> Document:
    """Return the brief; `own` names the agency."""
    mix = summaries.mix_by_agency(scope, own)
    if mix.groups.empty or mix.state[0] == "hidden":
        said = states.too_few(None if len(mix.state) else 0, scope.smallest_group)
        return Document(shared.title(), shared.subject(scope, own), (Text(said),))
    raters = shared.raters_to_meet(scope, own, most=MOST_RATERS)
    return Document(
        title=shared.title(),
        subject=shared.subject(scope, own),
        parts=(
            shared.key_figures(overview.key_figures(scope, own, before), before),
            *_mix(scope, own, before),
            *_pattern(scope, own),
            *_findings(scope, own, before),
            NewPage(),
            *_units(scope, own),
            Together(tuple(raters)),
            *_work(scope, own),
        ),
        n_rows=MOST_RATERS,
        most_pages=2,
    )


def _mix(scope: Scope, own: Filters, before: Filters | None) -> list[Part]:
    mix = summaries.mix_by_agency(scope, own)
    rows = overview.now_and_before(scope, own, before, mix)
    said = [panel.mix_sentence(mix, summaries.mix_of_city(scope, own))]
    change = overview.change_sentence(scope, own, before)
    if change is not None:
        said.append(change)
    return [
        Heading(_("Sebaran predikat")),
        *(Text(sentence) for sentence in said),
        shared.mix(rows, keep_order=True),
    ]


def _pattern(scope: Scope, own: Filters) -> list[Part]:
    fit = summaries.fit_of(scope, own, summaries.mix_by_agency(scope, own))
    if fit.state in ("hidden", "no_agency_predicate", "too_small") or fit.n == 0:
        return []
    rows = fit.long()
    return [
        Together(
            (
                Heading(_("Pola sebaran yang diharapkan")),
                Text(pattern.verdict(fit)),
                Picture(on_paper.pattern_bands(rows), pattern.alt(rows)),
                Text(sentences.pattern_is_guidance(), is_quiet=True),
            )
        )
    ]


def _findings(scope: Scope, own: Filters, before: Filters | None) -> list[Part]:
    found = summaries.findings(scope, own, before)
    about_it = [one for one in found.shown if one.agency_code == own.agency_code]
    heading = Heading(_("Perlu dibicarakan"))
    if about_it:
        return [heading, shared.findings(scope, about_it)]
    return [heading, Text(_("Tidak termasuk dalam temuan seluruh kota pada periode ini."))]


def _units(scope: Scope, own: Filters) -> list[Part]:
    rows = panel.unit_rows(scope, own)
    if rows is None or rows["share"].isna().all():
        return []
    return [Heading(_("Sebaran per unit")), *shared.mix_that_fits(rows, None, UNITS_HEIGHT)]


def _work(scope: Scope, own: Filters) -> list[Part]:
    filled = table(panel.filling_rows(scope, own), panel.filling_columns(scope.smallest_group))
    parts: list[Part] = [Together((Heading(_("Kelengkapan dan ketepatan waktu")), filled))]
    reached = summaries.targets(scope, own)
    if reached is not None and reached.state[0] != "hidden":
        parts.append(
            Together((Heading(_("Target tercapai")), Text(panel.targets_sentence(reached))))
        )
    return parts
