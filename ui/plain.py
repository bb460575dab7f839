"""Text that comes from data, made safe for the places that read markup.

Names of agencies, units and people may hold anything a spreadsheet cell holds. Streamlit reads
labels, captions and messages as Markdown with its own directives (`:red[…]`, `:material/…:`, `$…$`
for formulas); Plotly reads a little HTML. Tables need neither: a cell of a data frame is always
shown as it is.
"""

from __future__ import annotations

import html
import re

# Every ASCII punctuation sign may be escaped in Markdown; these are the ones that start something.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^@/])")
_SPACES = re.compile(r"\s+")
# Invisible signs, and those that turn the direction of writing: one name can pass for another.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)

# Halves of signs, and code points that no text may hold: files cannot carry them.
_NO_TEXT = re.compile("[\ud800-\udfff\ufffe\uffff]")


def plain(text: object) -> str:
    """Return `text` so that Markdown shows it letter by letter, on one line."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def plain_in_figure(text: object) -> str:
    """Return `text` so that Plotly shows it letter by letter, on one line."""
    return html.escape(one_line(text), quote=False).replace("$", "&#36;")


def one_line(text: object) -> str:
    """Return `text` without line breaks and invisible signs."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", str(text))).strip()


def shortened(text: object, longest: int) -> str:
    """Return `text` cut to `longest` signs with an ellipsis; unescaped, so escape afterwards."""
    line = one_line(text)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def writable(text: str) -> str:
    """Return `text` with what no file can carry replaced by the sign for an unreadable sign."""
    return _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
