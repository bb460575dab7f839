"""Alternative texts of figures: what a reader without the picture is told first."""

from __future__ import annotations

import pandas as pd

from ui import formats, labels
from ui.i18n import _
from ui.order import reading_order
from ui.plain import one_line


def mix_alt(shares: pd.DataFrame, *, reference: str | None = None, keep_order: bool = False) -> str:
    """Return alternative text, plain, for a figure of predicate shares by group.

    Columns and `keep_order`: as `charts.stacked_shares`.
    """
    ordered = shares if keep_order else reading_order(shares, reference=reference)
    ordered = ordered.dropna(subset=["share"])
    groups = [g for g in dict.fromkeys(ordered["group"]) if g != reference]
    if not groups:
        return _("Porsi tiap predikat.")
    if len(groups) == 1:
        top = ordered[ordered["group"] == groups[0]].nlargest(1, "share").iloc[0]
        return _("Porsi predikat {group}; terbanyak {predicate}, {share}.").format(
            group=one_line(groups[0]),
            predicate=labels.predicate(str(top["predicate"]), official=False),
            share=formats.share(top["share"]),
        )
    return _(
        "Porsi predikat per kelompok menurut porsi Baik ke atas; teratas {first}, terbawah {last}."
    ).format(first=one_line(groups[0]), last=one_line(groups[-1]))


def dots_alt(measure: str, rows: pd.DataFrame) -> str:
    """Return alternative text, plain, for dots per group. Columns: `group`, `value`."""
    known = rows.dropna(subset=["value"])
    if known.empty:
        return one_line(measure)
    by_value = known.sort_values("value", kind="stable")
    first, last = by_value.iloc[-1], by_value.iloc[0]
    return _("{measure} per kelompok; tertinggi {first}, terendah {last}.").format(
        measure=one_line(measure), first=one_line(first["group"]), last=one_line(last["group"])
    )


def trend_alt(measure: str, points: pd.DataFrame, *, unit: str = "share") -> str:
    """Return alternative text, plain, for a line over periods; columns of `charts.trend_lines`."""
    words = {"share": formats.share, "score": formats.score, "count": formats.count}[unit]
    known = points.dropna(subset=["value"])
    if known.empty:
        return one_line(measure)
    line = known[known["series"] == known["series"].iloc[0]]
    first, last = line.iloc[0], line.iloc[-1]
    return _("{measure}, {series}: {first} pada {start}, {last} pada {end}.").format(
        measure=one_line(measure),
        series=one_line(first["series"]),
        first=words(first["value"]),
        start=labels.period(str(first["period_code"])),
        last=words(last["value"]),
        end=labels.period(str(last["period_code"])),
    )
