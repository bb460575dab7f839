"""What a document on paper can be made of. Sentences are Markdown as `ui.sentences` writes them.

Of Markdown only bold (`**…**`) and escaped signs count; all else is shown letter by letter. Words
named `plain` below are not read as Markdown at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Heading:
    """A heading inside the document; plain."""

    words: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Text:
    """A paragraph; `is_quiet` for what stands under a figure: small and grey."""

    sentence: str
    is_quiet: bool = False


@dataclass(frozen=True)
class Note:
    """A framed remark: a caution, or what a reader must know first."""

    sentence: str


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """Findings in words, each with a quiet line under it: how sure, over how many."""

    found: tuple[tuple[str, str], ...]  # sentence, caution


@dataclass(frozen=True)
class KeyFigure:
    """One key figure; all plain. Empty words leave their line out."""

    label: str
    value: str
    change: str = ""
    out_of: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """Two to four key figures side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing from `charts.on_paper`, as wide as the text; `alt` is one plain sentence."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Table:
    """A table of words; plain. Numbers stand on the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_number: tuple[bool, ...]
    widths: tuple[float, ...]  # parts of the text width; 0: as wide as its words
    writing_room: float = 0.0  # mm, the height of empty cells to write in by hand


@dataclass(frozen=True)
class Pairs:
    """Key facts of one thing: name and words; plain."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lines:
    """Places to write on by hand, with what belongs there under each line; plain."""

    labels: tuple[str, ...]
    height: float = 14.0  # mm of room above each line
    per_row: int = 2


@dataclass(frozen=True)
class Together:
    """Parts that are not divided between two pages, such as a heading with its drawing."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


Part = (
    Heading
    | Text
    | Note
    | Points
    | Findings
    | KeyFigures
    | Picture
    | Table
    | Pairs
    | Lines
    | Together
    | NewPage
)


@dataclass(frozen=True)
class Document:
    """A report without its head, which comes from the same `About` as that of a workbook."""

    title: str  # plain: what it is
    subject: str  # plain: whose numbers, which period
    parts: tuple[Part, ...]
    n_rows: int = 0  # people or raters named one by one, for the audit trail
    is_personal: bool = False  # about single people: says so at the foot of every page
    most_pages: int | None = None  # its text is made smaller, a little, to end there


@dataclass(frozen=True)
class Head:
    """What a document says about itself, as every download does."""

    lines: tuple[tuple[str, str], ...]  # name and words; plain
    foot: str  # at the foot of every page: filters, day of the data, method; plain
    made_at: dt.datetime
    is_demo: bool


@dataclass(frozen=True)
class Offer:
    """A document that a download offers; nothing is built before a reader asks."""

    label: str  # of the button
    build: Callable[[], Document]
