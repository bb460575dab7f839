"""The profile of one rater on paper, from Profil penilai."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics import rater_overview
from data import reads
from data.reads.raters import RunFacts
from data.scope import Scope
from ui import formats, sentences
from ui.cached import cached
from ui.charts import on_paper
from ui.i18n import _
from ui.panels import analysis, rater, rater_profile
from ui.paper import Document, Heading, Note, Offer, Part, Picture, Points, Text, Together, table

MOST_LINKS = 8  # written out; more are told in words


def offer(scope: Scope, run: RunFacts, rater_id: int) -> Offer:
    """Offer the profile of a rater."""
    return Offer(_("Profil penilai (PDF)"), lambda: profile(scope, run, rater_id))


def profile(scope: Scope, run: RunFacts, rater_id: int) -> Document:
    """Return the profile: verdict, what else explains it, distribution, years, links, patterns."""
    found = rater.one(scope, run, rater_id)
    if found is None:
        said = _("Penilai ini tidak ada di analisis, atau di luar cakupan Anda.")
        return Document(_("Profil penilai"), "", (Text(said),))
    return Document(
        title=_("Profil penilai"),
        subject=str(found["rater"]),
        parts=(
            *_verdict(found),
            *_distribution(scope, run, rater_id, found),
            *_years(scope, run, rater_id, is_placed=found["verdict"] in rater_overview.PLACED),
            *_links(scope, rater_id),
            *_patterns(scope, rater_id),
            Text(analysis.facts_sentence(run), is_quiet=True),
        ),
        n_rows=1,
    )


def _verdict(found: pd.Series[Any]) -> list[Part]:
    parts: list[Part] = [
        Heading(str(found["verdict_words"])),
        Text(rater.verdict_sentence(found)),
        Text(rater.grade_sentence(found)),
    ]
    if found["verdict"] in rater_overview.PLACED:
        parts.append(Note(sentences.caution()))
    return [
        *parts,
        Heading(_("Yang masih dapat menjelaskannya"), level=3),
        Points(tuple(rater.explanations(found))),
    ]


def _distribution(scope: Scope, run: RunFacts, rater_id: int, found: pd.Series[Any]) -> list[Part]:
    bins = cached(reads.rater_bins, scope, rater_id)
    if bins.empty:
        return []
    own = rater_profile.histogram(bins, "n_own", run)
    peers = rater_profile.histogram(bins, "n_comparable", run)
    drawn = on_paper.histogram(own, peers, name=_("penilai ini"), other_name=_("penilai serupa"))
    return [
        Together(
            (
                Heading(_("Sebaran nilainya")),
                Text(rater_profile.peers_sentence(found)),
                Picture(drawn, rater_profile.histogram_alt(found)),
            )
        )
    ]


def _years(scope: Scope, run: RunFacts, rater_id: int, *, is_placed: bool) -> list[Part]:
    rows = rater_profile.year_rows(scope, run, rater_id)
    if rows.empty:
        return []
    columns = rater_profile.year_columns(is_placed=is_placed)
    parts: list[Part] = [Heading(_("Dari tahun ke tahun"))]
    if rater_profile.years_are_drawn(rows, is_placed=is_placed):
        parts.append(Picture(on_paper.tendency_by_year(rows), rater_profile.years_alt(rows)))
    return [Together((*parts, table(rows, columns)))]


def _links(scope: Scope, rater_id: int) -> list[Part]:
    rows = rater_profile.link_rows(scope, rater_id)
    heading = Heading(_("Kaitan dengan penilai lain"))
    if rows.empty:
        said = _("Tidak ada pegawainya yang pernah dinilai penilai lain.")
        return [Together((heading, Text(said)))]
    shown = rows.head(MOST_LINKS)
    parts: list[Part] = [heading, Text(rater_profile.links_sentence(rows))]
    parts.append(table(shown, rater_profile.link_columns(), widths=(1, 0, 0)))
    if len(shown) < len(rows):
        more = _("{n} penilai lain tidak ditulis; semuanya tampil di dasbor.").format(
            n=formats.count(len(rows) - len(shown))
        )
        parts.append(Text(more, is_quiet=True))
    return [Together(tuple(parts))]


def _patterns(scope: Scope, rater_id: int) -> list[Part]:
    rows = rater.pattern_rows(scope, rater_id)
    if rows.empty:
        return []
    words = table(rows, rater.pattern_columns(), widths=(2, 3, 0))
    return [Together((Heading(_("Pola cara menilai")), words))]
