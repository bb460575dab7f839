"""From the Markdown of our sentences to runs of plain and bold text."""

from __future__ import annotations

from dataclasses import dataclass

from ui.plain import one_line, writable

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(frozen=True)
class Run:
    """A stretch of text of one weight."""

    text: str
    is_bold: bool


def runs(sentence: str) -> list[Run]:
    """Return the runs of a sentence: `**…**` is bold, a backslash shows the next sign as it is.

    Everything else is text, so that `runs(plain(name))` is the name, whatever it holds.
    """
    found: list[Run] = []
    text, is_bold, place = "", False, 0
    while place < len(sentence):
        sign = sentence[place]
        if sign == "\\" and sentence[place + 1 : place + 2] in _PUNCTUATION:
            text += sentence[place + 1]
            place += 2
        elif sentence.startswith("**", place):
            found.append(Run(text, is_bold))
            text, is_bold = "", not is_bold
            place += 2
        else:
            text += sign
            place += 1
    found.append(Run(text, is_bold))
    return [Run(line(run.text), run.is_bold) for run in found if run.text]


def line(text: object) -> str:
    """Return plain words for paper: on one line, outer spaces kept, without unwritable signs."""
    raw = str(text)
    words = writable(one_line(raw))
    if not words:
        return " " * raw.isspace()
    before, after = raw[:1].isspace(), raw[-1:].isspace()
    return " " * before + words + " " * after
