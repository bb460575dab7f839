"""The only module that knows Typst: a document and its head in, a tagged PDF out.

What the data say reaches the template as JSON and is shown there as text; it is never part of the
template's source, so no sign in a name can mean anything. Fonts come with the packages, those of
the system are not looked at: the same document and head give the same bytes everywhere.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from ui.charts.on_paper.drawing import FONT_FILES, FONTS, OTHER_FONT_FILES
from ui.i18n import _, current_language
from ui.paper.document import (
    Document,
    Findings,
    Head,
    Lines,
    Part,
    Picture,
    Points,
    Table,
    Text,
    Together,
)
from ui.paper.document import Note as Remark
from ui.paper.wording import line, runs

TEMPLATE = Path(__file__).with_name("document.typ")
SCALES = ("0.96", "0.92", "0.88")  # of the text; that of tables is then 8 points


def pdf(document: Document, head: Head) -> bytes:
    """Set a document in the current language; the same input gives the same bytes."""
    content = {
        "language": current_language(),
        "fonts": FONTS,
        "title": line(document.title),
        "subject": line(document.subject),
        "parts": [_part(part) for part in document.parts],
        "head": [[line(name), line(words)] for name, words in head.lines],
        "foot": line(head.foot),
        "is_demo": head.is_demo,
        "is_personal": document.is_personal,
        "words": {
            "about": _("Tentang dokumen ini"),
            "demo": _("Data contoh"),
            "personal": _("Memuat data pribadi: hanya untuk yang berwenang."),
            "page": _("Halaman {page} dari {pages}"),
        },
    }
    inputs = _fitted({"paper": json.dumps(content), "scale": "1", "tied": "no"}, document)
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards="ua-1",  # tags, language, title, alternative texts: refused without them
        timestamp=int(head.made_at.timestamp()),
    )


@dataclasses.dataclass(frozen=True)
class _Pages:
    """Where a document ends."""

    all: int
    parts: int  # without the lines about the document, which may stand alone on a last page


def _fitted(inputs: dict[str, str], document: Document) -> dict[str, str]:
    """Return the inputs with the size of text that brings the document to the page it has to.

    Without such a page, they save one that would hold nothing but the lines about the document: by
    a smaller text, or by taking the last part along.
    """
    whole = _pages(inputs)
    wanted = whole.parts if document.most_pages is None else document.most_pages
    if whole.all <= wanted:
        return inputs
    smaller = [{**inputs, "scale": scale} for scale in SCALES]
    fitting = next((each for each in smaller if _pages(each).all <= wanted), None)
    if fitting is not None:
        return fitting
    if document.most_pages is not None:
        return smaller[-1]
    return {**inputs, "tied": "yes"} if _may_move(document.parts[-1:]) else inputs


def _may_move(last: Sequence[Part]) -> bool:
    """Say whether the last part may go to another page: no long table, nothing to be signed."""
    for part in last:
        inner = part.parts if isinstance(part, Together) else (part,)
        if isinstance(part, Table) or any(isinstance(each, Lines) for each in inner):
            return False
    return bool(last)


def _pages(inputs: dict[str, str]) -> _Pages:
    found = typst.query(
        TEMPLATE.read_bytes(),
        "<pages>",
        field="value",
        one=True,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    return _Pages(**json.loads(found))


@functools.cache
def _fonts() -> typst.Fonts:
    """Return the typeface of the page, and faces for the signs it lacks."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FONT_FILES), str(OTHER_FONT_FILES)],
    )


def _part(part: Part) -> dict[str, Any]:
    """Return a part as the template reads it: its kind, and its fields with words made plain."""
    kind = type(part).__name__
    match part:
        case Text(sentence, is_quiet):
            return {"kind": kind, "runs": _runs(sentence), "is_quiet": is_quiet}
        case Remark(sentence):
            return {"kind": kind, "runs": _runs(sentence)}
        case Points(sentences):
            return {"kind": kind, "points": [_runs(each) for each in sentences]}
        case Findings(found):
            return {"kind": kind, "found": [[_runs(one), _runs(two)] for one, two in found]}
        case Picture(svg, alt):
            return {"kind": kind, "svg": svg, "alt": line(alt)}
        case Together(inner):
            return {"kind": kind, "parts": [_part(each) for each in inner]}
        case _:
            return {"kind": kind, **_plain(dataclasses.asdict(part))}


def _runs(sentence: str) -> list[dict[str, Any]]:
    return [dataclasses.asdict(run) for run in runs(sentence)]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return line(value)
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
