"""The only module that knows Typst: a document and its head in, a tagged PDF out.

What the data say reaches the template as JSON and is shown there as text; it is never part of the
template's source, so no sign in a name can mean anything. Fonts come with the packages, those of
the system are not looked at: the same document and head give the same bytes everywhere.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from pathlib import Path
from typing import Any

import typst

from ui.charts.on_paper.drawing import FONT_FILES, FONTS, OTHER_FONT_FILES
from ui.i18n import _, current_language
from ui.paper.document import Document, Findings, Head, Part, Picture, Points, Text, Together
from ui.paper.document import Note as Remark
from ui.paper.wording import line, runs

TEMPLATE = Path(__file__).with_name("document.typ")
SCALES = ("1", "0.96", "0.92", "0.88")  # the smallest text of a table is then 8 points


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
    inputs = {"paper": json.dumps(content), "scale": "1"}
    if document.most_pages is not None:
        inputs["scale"] = _scale_to_fit(inputs, document.most_pages)
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards="ua-1",  # tags, language, title, alternative texts: refused without them
        timestamp=int(head.made_at.timestamp()),
    )


def _scale_to_fit(inputs: dict[str, str], most_pages: int) -> str:
    """Return the largest scale of text at which the document ends in time, else the smallest."""
    for scale in SCALES:
        n_pages = typst.query(
            TEMPLATE.read_bytes(),
            "<pages>",
            field="value",
            one=True,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={**inputs, "scale": scale},
        )
        if int(n_pages) <= most_pages:
            return scale
    return SCALES[-1]


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
