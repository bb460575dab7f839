"""What a PDF says of itself and holds, read with pypdf."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

ZERO_WIDTH_SPACE = "\u200b"


def opened(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def pages(content: bytes) -> list[str]:
    """Return the text of each page, breaks as spaces."""
    return [" ".join(page.extract_text().split()) for page in opened(content).pages]


def text(content: bytes) -> str:
    """Return the text of all pages, breaks as spaces."""
    return " ".join(pages(content))


def letters(content: bytes) -> str:
    """Return the text without spaces, as breaks inside a name leave none."""
    return text(content).replace(" ", "").replace(ZERO_WIDTH_SPACE, "")


def catalogue(content: bytes) -> DictionaryObject:
    found = opened(content).trailer["/Root"].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def elements(content: bytes) -> Iterator[tuple[str, str | None]]:
    """Yield kind and alternative text of every element of the structure, in reading order."""
    yield from _below(catalogue(content)["/StructTreeRoot"].get_object())


def kinds(content: bytes) -> list[str]:
    return [kind for kind, _alt in elements(content)]


def alternatives(content: bytes) -> list[str]:
    return [alt for kind, alt in elements(content) if kind == "Figure" and alt is not None]


def fonts(content: bytes) -> dict[str, bool]:
    """Return the names of the fonts, and whether each is in the file."""
    found = {}
    for page in opened(content).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            described = inner["/FontDescriptor"].get_object()
            name = str(font.get_object()["/BaseFont"]).split("+")[-1]
            found[name] = bool({"/FontFile", "/FontFile2", "/FontFile3"} & set(described))
    return found


def _below(node: Any) -> Iterator[tuple[str, str | None]]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for each in node:
            yield from _below(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            alt = node.get("/Alt")
            yield str(node["/S"])[1:], None if alt is None else str(alt)
        if "/K" in node:
            yield from _below(node["/K"])
