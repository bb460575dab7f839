"""Every text a page shows, and what in it is not of the reader's language.

A word is of a language if the catalogue uses it there: Indonesian words stand in the marked texts,
English ones in their translations. What the store holds and what has one name in both languages
(regulations, works cited, educations, offices) is taken out first, as whole phrases.
"""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd
from babel import Locale
from streamlit.testing.v1 import AppTest

from ui import messages

SHOWN = frozenset(
    {"label", "body", "title", "help", "placeholder", "alt", "options", "content"}
    | {"raw_value", "value", "delta", "delta_description"}
)
SHOWN_IN_FIGURES = frozenset({"text", "hovertext", "ticktext", "name", "labels", "x", "y", "title"})
SHOWN_IN_COLUMNS = frozenset({"label", "help"})
REGULATION = re.compile(
    r"\b(SE )?(UU|PP|PermenPANRB|MenPANRB|PerBKN) \d+/\d+(,? Pasal [\d-]+( dan \d+)?)?"
)
SHORTENED = 3  # letters of a name that a figure or title may cut off behind
# A decimal or thousands mark between digits; a version or a number of a rule has none beside words.
_POINTED = re.compile(r"(?<![\w.,:/-])\d+\.\d+(?![\w.,/])")
_COMMAED = re.compile(r"(?<![\w.,:/-])\d+,\d+(?![\w.,/])")
_TIME = re.compile(r"(?<=\d{4}) \d\d\.\d\d\b")  # after a date, with a point in Indonesian
_THOUSANDS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_MARKUP = re.compile(
    r":material/\w+:|:[a-z]+-(?:badge|background)\[|\]\([^)]*\)|<[^<>]*>|`[^`]*`|\$[^$]*\$|\\"
)
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def texts(app: AppTest) -> set[str]:
    """Return every text of the page and its sidebar: labels, tables, figures, explanations."""
    return {text for node in _nodes(app._tree) for text in _texts_of(node) if text}


def foreign(text: str, language: str, names: Iterable[str]) -> list[str]:
    """Return the words and numbers of a text that are not of the language; names are left out."""
    if text.startswith(("{", "[")):
        return []  # a record of the audit trail, shown as it was written
    own = without(text, names)
    known = vocabulary(language)
    return [*(word for word in words(own) if word not in known), *foreign_numbers(own, language)]


def foreign_numbers(text: str, language: str) -> list[str]:
    """Return the numbers of a text that are written as in the other language."""
    plain = _TIME.sub(" ", _MARKUP.sub(" ", text))
    pointed, commaed = _POINTED.findall(plain), _COMMAED.findall(plain)
    decimals, thousands = (commaed, pointed) if language == "id" else (pointed, commaed)
    return [
        *(number for number in thousands if not _THOUSANDS.fullmatch(number)),
        *(number for number in decimals if _THOUSANDS.fullmatch(number)),
    ]


def without(text: str, names: Iterable[str]) -> str:
    """Return a text without names, also where one is cut off with an ellipsis."""
    whole, cut_off = _phrases(frozenset(names))
    plain = REGULATION.sub(" ", html.unescape(text).replace("\\", ""))
    if "…" in plain:  # first: a short name may begin a long one that is cut off
        plain = cut_off.sub(" ", plain)
    return whole.sub(" ", plain)


@functools.cache
def _phrases(names: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the names, and what finds their beginnings before an ellipsis."""
    beginnings = {name[:end] for name in names for end in range(SHORTENED, len(name))}
    return (
        re.compile(rf"(?<!\w)(?:{_longest_first(names)})(?!\w)"),
        re.compile(rf"(?:{_longest_first(beginnings)})…"),
    )


def _longest_first(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


@functools.cache
def vocabulary(language: str) -> frozenset[str]:
    """Return the words the catalogue uses in a language, and its months and days."""
    found: set[str] = set()
    for message in messages.read_translation("en"):
        if message.id:
            wanted = message.id if language == "id" else message.string
            for text in (wanted,) if isinstance(wanted, str) else wanted:
                found.update(words(without_placeholders(text)))
    locale = Locale(language)
    for calendar in (locale.months, locale.days):
        for widths in calendar.values():
            found.update(*(words(name) for width in widths.values() for name in width.values()))
    return frozenset(found)


def without_placeholders(text: str) -> str:
    """Return a text of the catalogue without the places that are filled in."""
    return _PLACEHOLDER.sub(" ", text)


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without markup."""
    return [word.lower() for word in _WORD.findall(_MARKUP.sub(" ", text))]


def _nodes(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _nodes(child)


def _texts_of(node: Any) -> Iterator[str]:
    if node.proto is None or node.type == "latex":
        return
    if node.type in ("arrow_data_frame", "dataframe", "table"):
        yield from _in_table(node.value)
    yield from _in_message(node.proto)


def _in_message(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        parts = (
            [value] if isinstance(value, str | bytes) or not hasattr(value, "__iter__") else value
        )
        for part in parts:
            if hasattr(part, "ListFields"):
                yield from _in_message(part)
            elif field.name == "spec":
                yield from _in_json(json.loads(part), SHOWN_IN_FIGURES)
            elif field.name == "columns" and isinstance(part, str):
                yield from _in_json(json.loads(part), SHOWN_IN_COLUMNS)
            elif isinstance(part, str) and field.name in SHOWN:
                yield part


def _in_json(part: Any, shown: frozenset[str], name: str = "") -> Iterator[str]:
    if isinstance(part, Mapping):
        for inner, value in part.items():
            yield from _in_json(value, shown, inner)
    elif isinstance(part, list):
        for value in part:
            yield from _in_json(value, shown, name)
    elif isinstance(part, str) and name in shown:
        yield part


def _in_table(rows: pd.DataFrame) -> Iterator[str]:
    for column in [rows.index.to_series(), *(rows[name] for name in rows.columns)]:
        yield from (value for value in column if isinstance(value, str))
