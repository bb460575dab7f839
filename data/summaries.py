"""Marks which appraisal counts and refills the summaries, inside the write that changed something.

Result of a person in a period: the superior's or acting superior's appraisal, the one set last
(architecture.md 3). docs/adr/0002 says why the summaries exist.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.store import Writer
from data.vocabulary import period_span

REFILLS = (
    "refill_predicate_summary",
    "refill_score_summary",
    "refill_movement_summary",
    "refill_filling_summary",
    "refill_headcount_summary",
)


def refresh(writer: Writer, period_codes: Sequence[str] | None) -> None:
    """Bring marks and summaries up to date.

    Parameters
    ----------
    writer : Writer
        The open transaction of the change.
    period_codes : sequence of str or None
        Periods whose appraisals changed; None: all. Movement into the year after is refilled too.
    """
    values = {"periods": None if period_codes is None else list(period_codes)}
    writer.run("mark_results", values)
    for name in REFILLS:
        writer.run(name, values)


def ensure_periods(writer: Writer, period_codes: Sequence[str]) -> None:
    """Add the periods that the store does not know yet, without a deadline."""
    for code in sorted(set(period_codes)):
        span = period_span(code)
        writer.run("add_period", {"period": code, **span._asdict()})
