"""A report that follows the cards of a page: sections of sentences, a drawing and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ui.paper import Document, Heading, Pairs, Part, Picture, Points, Text, Together, table
from ui.tables import Column

KEPT_TOGETHER = 12  # rows: a longer table may go on on the next page


@dataclass(frozen=True, eq=False)
class Section:
    """One subject; sentences are Markdown as `ui.sentences` writes them."""

    title: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()  # a list under the sentences
    picture: Picture | None = None
    rows: pd.DataFrame | None = None
    columns: Mapping[str, Column] | None = None
    widths: Sequence[float] | None = None  # of the columns, as `paper.Table`
    caution: str = ""  # quiet, under the table


def sheet(
    title: str,
    subject: str,
    facts: Sequence[tuple[str, str]],
    sections: Sequence[Section],
    *,
    n_rows: int = 1,
) -> Document:
    """Return a document about `n_rows` people; a section with nothing to show is left out."""
    parts: list[Part] = [Pairs(tuple(facts))] if facts else []
    for section in sections:
        parts += section_parts(section)
    return Document(title, subject, tuple(parts), n_rows, is_personal=True)


def section_parts(section: Section) -> list[Part]:
    """Return the parts of one section, kept on one page where its table is short."""
    parts: list[Part] = [Text(sentence) for sentence in section.sentences]
    if section.points:
        parts.append(Points(section.points))
    if section.picture is not None:
        parts.append(section.picture)
    is_long = False
    if section.rows is not None and section.columns is not None and not section.rows.empty:
        parts.append(table(section.rows, section.columns, widths=section.widths))
        is_long = len(section.rows) > KEPT_TOGETHER
    if not parts:
        return []
    if section.caution:
        parts.append(Text(section.caution, is_quiet=True))
    whole = (Heading(section.title), *parts)
    return list(whole) if is_long else [Together(whole)]
