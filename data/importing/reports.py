"""What an import found and did, in the shape that the page and `--json` share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, float], None]  # phase (read, stage, rules, write, summaries), share 0–1


def no_progress(phase: str, share: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class ImportReport:
    """One import: counts, findings by rule, and the batch that was written."""

    file: str
    kind: str
    sha256: str
    encoding: str | None
    sheet: str | None
    header_row: int
    rows_read: int
    rows_valid: int
    rows_rejected: int
    rows_skipped: int
    rules: dict[str, int]
    batch: int | None  # null when nothing was written
    already_imported: bool

    def as_json(self) -> dict[str, object]:
        """Return the report as it is printed for machines."""
        return dict(vars(self))
