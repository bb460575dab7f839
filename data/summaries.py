"""Marks which appraisal counts and refills the summaries, inside the write that changed something.

Result of a person in a period: the superior's or acting superior's appraisal, the one set last
(architecture.md 3). docs/adr/0002 says why the summaries exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.vocabulary import period_span

if TYPE_CHECKING:  # a store refills its summaries when it is opened, so it imports this module
    from data.store import Writer

REFILLS = (
    "refill_predicate_summary",
    "refill_mix_summary",
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
    writer.run("mark_results", _values(period_codes))
    _refill(writer, period_codes)


def refill(writer: Writer) -> None:
    """Fill all summaries anew from the marks as they are."""
    _refill(writer, None)


def ensure_periods(writer: Writer, period_codes: Sequence[str]) -> None:
    """Add the periods that the store does not know yet, without a deadline."""
    for code in sorted(set(period_codes)):
        span = period_span(code)
        writer.run("add_period", {"period": code, **span._asdict()})


def _refill(writer: Writer, period_codes: Sequence[str] | None) -> None:
    for name in REFILLS:
        writer.run(name, _values(period_codes))


def _values(period_codes: Sequence[str] | None) -> dict[str, object]:
    return {"periods": None if period_codes is None else list(period_codes)}
