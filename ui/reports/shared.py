"""What several reports share: key figures, raters worth a talk, a mix of predicates."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import rater_overview
from analytics.findings import Finding
from data import reads
from data.scope import Filters, Scope
from ui import alternatives, counts, filters, formats, labels, sentences, tables
from ui.cached import cached
from ui.cards import Kpi
from ui.charts import on_paper
from ui.groups import agency_names
from ui.i18n import _, ngettext
from ui.order import reading_order
from ui.panels import raters as rater_parts
from ui.paper import Findings, Heading, KeyFigure, KeyFigures, Part, Picture, Text, table
from ui.plain import shortened

CLEAR = ("clearly_stricter", "clearly_lenient")
# Signs; a brief stays on two pages whatever names an office has.
LONGEST_AGENCY, LONGEST_POST, LONGEST_SUBJECT = 90, 110, 150


def key_figures(kpis: Sequence[Kpi], before: Filters | None) -> KeyFigures:
    """Return the key figures of a page, each with its change since the period before."""
    return KeyFigures(
        tuple(
            KeyFigure(kpi.label, kpi.value, _change(kpi, before), kpi.out_of or "") for kpi in kpis
        )
    )


def mix(rows: pd.DataFrame, *, reference: str | None = None, keep_order: bool = False) -> Picture:
    """Return bars of predicate shares with the sentence of the page as alternative text."""
    return Picture(
        on_paper.stacked_shares(rows, reference=reference, keep_order=keep_order),
        alternatives.mix_alt(rows, reference=reference),
    )


def mix_that_fits(rows: pd.DataFrame, reference: str | None, height: float) -> list[Part]:
    """Return bars of many groups; the middle of the order is left out where `height` mm end."""
    groups = list(dict.fromkeys(reading_order(rows, reference=reference)["group"]))
    room = on_paper.rows_that_fit(height)
    if len(groups) <= room:
        return [mix(rows, reference=reference)]
    half = room // 2
    kept = {*groups[:half], *groups[-half:]}
    left_out = _("{n} kelompok di tengah urutan tidak digambar; di dasbor semuanya tampil.").format(
        n=formats.count(len(groups) - len(kept))
    )
    shown = rows[rows["group"].isin(kept)]
    return [mix(shown, reference=reference), Text(left_out, is_quiet=True)]


def title() -> str:
    """Return the title of a brief for leadership."""
    return _("Ringkasan penilaian kinerja")


def subject(scope: Scope, chosen: Filters) -> str:
    """Return whose numbers a report holds, and of which period."""
    period, *groups = filters.words(scope, chosen).values()
    return " · ".join([shortened(" · ".join(groups), LONGEST_SUBJECT), period])


def findings(scope: Scope, found: Sequence[Finding]) -> Findings:
    """Return findings in the words of the page, each with how sure it is."""
    names = {code: shortened(name, LONGEST_AGENCY) for code, name in agency_names(scope).items()}
    return Findings(
        tuple((sentences.finding(one, names), sentences.finding_caution(one)) for one in found)
    )


def raters_to_meet(scope: Scope, chosen: Filters, *, most: int) -> list[Part]:
    """Return the raters who clearly differ, by post, the range farthest from zero first.

    At most `most` of them; the sentence says of how many.
    """
    parts: list[Part] = [Heading(_("Penilai yang perlu diajak bicara"))]
    run = cached(reads.current_run, scope)
    if run is None:
        return [*parts, Text(_("Analisis penilai belum dijalankan."))]
    everyone = rater_parts.rows(scope, chosen, run)
    clear = everyone[everyone["verdict"].isin(CLEAR)]
    if clear.empty:
        tally = rater_overview.tally_verdicts(counts.verdicts(scope, chosen))
        return [*parts, Text(rater_parts.summary(tally))]
    shown = clear.head(most)
    return [
        *parts,
        Text(_how_many_shown(len(shown), len(clear))),
        rater_table(shown),
        Text(sentences.caution(), is_quiet=True),
    ]


def rater_table(raters: pd.DataFrame) -> Part:
    """Return raters by post with verdict, difference, range, people and link."""
    columns = {
        "rater": tables.text(_("Penilai menurut jabatan")),
        "verdict_words": tables.text(_("Keterangan")),
        "leniency": tables.points(_("Selisih (poin)")),
        "range_words": tables.text(_("Rentang")),
        "n_employees": tables.count(_("Pegawai")),
        "link_grade": tables.text(_("Kaitan")),
    }
    rows = raters.assign(
        rater=[shortened(words, LONGEST_POST) for words in raters["rater"]],
        range_words=[
            formats.interval(lower, upper)
            for lower, upper in zip(raters["lower"], raters["upper"], strict=True)
        ],
    )
    return table(rows, columns, widths=(1, 0, 0, 0, 0, 0))


def _change(kpi: Kpi, before: Filters | None) -> str:
    if kpi.delta == "" or before is None or before.period_code is None:
        return ""
    period = labels.period(before.period_code, short=True)
    if kpi.delta == 0:
        return _("tetap sejak {period}").format(period=period)
    change = str(kpi.delta).replace("-", formats.MINUS, 1)
    return _("{change} sejak {period}").format(change=change, period=period)


def _how_many_shown(n_shown: int, n: int) -> str:
    if n_shown == n:
        return ngettext(
            "{n} penilai jelas berbeda dari rekannya.",
            "{n} penilai jelas berbeda dari rekannya; dahulu yang rentangnya terjauh dari nol.",
            n,
        ).format(n=formats.count(n))
    return _(
        "**{shown}** dari {n} penilai yang jelas berbeda dari rekannya; dahulu yang rentangnya"
        " terjauh dari nol. Semuanya di halaman Penilai."
    ).format(shown=formats.count(n_shown), n=formats.count(n))
