"""One measure on the method page, and how its lines are drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One measure of the dashboard, in the order it is read."""

    anchor: str  # of the heading; links to it never change with the language
    title: str
    words: tuple[str, ...]  # what it is, for everybody
    formulas: tuple[str, ...] = ()  # LaTeX, the same in both languages
    symbols: str = ""  # what the letters of the formulas stand for
    assumptions: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()  # what it cannot say
    sources: tuple[str, ...] = ()  # author, year, place


def listed(lines: Iterable[str]) -> str:
    """Return lines as one Markdown list; apart, each would stand as a paragraph."""
    return "\n".join(f"- {line}" for line in lines)
