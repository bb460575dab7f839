"""Reports on paper: a document is made of parts that hold words, numbers and drawings, no layout.

    offer = Offer(_("Ringkasan dua halaman (PDF)"), lambda: brief(scope, chosen, before))
    card.downloads(build, about, name=…, day=…, paper=offer)

A builder returns a `Document`; `ui.downloads` sets it as a tagged A4 PDF with the same head as a
workbook. Nobody but `typesetting.py` and `document.typ` knows Typst.
"""

from ui.paper.document import (
    Document,
    Findings,
    Heading,
    KeyFigure,
    KeyFigures,
    Lines,
    NewPage,
    Note,
    Offer,
    Pairs,
    Part,
    Picture,
    Points,
    Table,
    Text,
    Together,
)
from ui.paper.tables import table
from ui.paper.typesetting import pdf

__all__ = [
    "Document",
    "Findings",
    "Heading",
    "KeyFigure",
    "KeyFigures",
    "Lines",
    "NewPage",
    "Note",
    "Offer",
    "Pairs",
    "Part",
    "Picture",
    "Points",
    "Table",
    "Text",
    "Together",
    "pdf",
    "table",
]
