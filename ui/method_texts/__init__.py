"""The texts of the method page: each measure in plain words, then formula, assumptions, limits.

A file a chapter; `measures` is the order of the page. Numbers in a text come from the constants and
rules the calculation uses, never from the text. What each measure's code and tests are stands in
docs/method.md.
"""

from __future__ import annotations

from analytics.rules.rule_set import RuleSet
from ui import formats, rule_words
from ui.i18n import _
from ui.method_texts import comparisons, promotion, raters, ratings, showing, work
from ui.method_texts.measure import Measure, listed
from ui.method_texts.raters import for_raters

__all__ = ["Measure", "cannot_know", "for_raters", "listed", "measures", "rule_set_facts"]


def measures(rules: RuleSet) -> tuple[Measure, ...]:
    """Return every measure shown today, with the numbers of the rule set in force."""
    return (
        ratings.result(),
        ratings.shares(),
        ratings.change(),
        ratings.information(),
        ratings.scores(),
        comparisons.pattern(rules),
        comparisons.nation(rules),
        ratings.levels(),
        ratings.movements(),
        comparisons.agreement(),
        work.filling(),
        work.targets(),
        work.projects(),
        work.high_ratings_low_results(),
        raters.tendency(),
        raters.other_patterns(),
        raters.group_gaps(),
        raters.reliability(),
        promotion.order(),
        promotion.objective_results(),
        promotion.list_fairness(),
        showing.findings(),
        showing.small_groups(rules),
    )


def cannot_know() -> tuple[str, ...]:
    """Return what no number of today's pages can tell."""
    return (
        _("Apakah seorang penilai lebih ketat, bila tidak ada pegawainya yang dinilai orang lain."),
        _("Mengapa seorang penilai berbeda: tugas dan keadaan timnya tidak ada di dalam data."),
        _("Apakah seorang pegawai bekerja lebih baik daripada pegawai lain dengan predikat sama."),
        _("Mengapa dua perangkat daerah berbeda: pegawainya, tugasnya, atau cara menilainya."),
        _("Apakah target yang tercapai cukup menantang, dan apakah laporan sesuai kenyataan."),
        _("Apa yang tidak ada di dalam berkas: penilaian, tanggal, atau umpan balik yang hilang."),
    )


def rule_set_facts(rules: RuleSet) -> tuple[tuple[str, str], ...]:
    """Return label and value of what identifies the rule set in force."""
    return (
        (_("Kumpulan aturan"), rules.name),
        (_("Berlaku sejak"), formats.date(rules.valid_from)),
        (_("Dasar hukum"), rules.legal_basis),
        (_("Dasar porsi nasional"), rule_words.basis(rules.national_basis.text)),
    )
