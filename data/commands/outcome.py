"""What a command hands back: text for people, a value for machines, an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


@dataclass(frozen=True)
class Outcome:
    """The result of one command."""

    lines: Sequence[str]
    value: object  # what --json prints
    exit_code: int = DONE


def columns(rows: Sequence[Sequence[object]], headings: Sequence[str]) -> list[str]:
    """Return rows as lines with aligned columns under their headings."""
    texts = [[*headings], *[["" if cell is None else str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[place]) for row in texts) for place in range(len(headings))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in texts
    ]
