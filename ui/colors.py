"""Colour tokens, one set per theme; colour never carries a meaning alone.

The theme the browser reports can be wrong on the first run after loading or switching. So only
marks take their colour from here, chosen to stay legible on either page, while text, axes and grid
are left to Streamlit's own theme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

Theme = Literal["light", "dark"]

DARK_TEXT, WHITE_TEXT = "#10151B", "#FFFFFF"


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme."""

    page: str  # background behind every mark
    predicate: Mapping[str, str]
    on_predicate: Mapping[str, str]  # colour of text printed on a predicate
    verdict: Mapping[str, str]  # marks; the two verdicts that say what is missing are outlines
    outline: str  # thin line around pale segments and hollow marks
    series: str  # the one series of a figure, or the highlighted one
    others: str  # everything that is not highlighted, and reference lines
    compared: tuple[str, ...]  # at most three series and grey
    magnitude: tuple[str, ...]  # low to high
    diverging: tuple[str, ...]  # stricter to more lenient


LIGHT = Tokens(
    page="#FFFFFF",
    predicate={
        "very_poor": "#8A2D04",
        "poor": "#D9600A",
        "needs_improvement": "#F2B57A",
        "good": "#86B3DF",
        "very_good": "#1D5A9E",
    },
    on_predicate={
        "very_poor": WHITE_TEXT,
        "poor": DARK_TEXT,
        "needs_improvement": DARK_TEXT,
        "good": DARK_TEXT,
        "very_good": WHITE_TEXT,
    },
    verdict={
        "clearly_stricter": "#4C1F75",
        "possibly_stricter": "#9472B8",
        "not_distinguishable": "#7B8794",
        "possibly_lenient": "#3F948B",
        "clearly_lenient": "#05534D",
        "not_identified": "#7B8794",
        "not_enough_data": "#7B8794",
    },
    outline="#7B8794",
    series="#1D5A9E",
    others="#8C867D",
    compared=("#1D5A9E", "#D9600A", "#3B1A5E", "#8C867D"),
    magnitude=(
        "#F1F6FC",
        "#E3EEF9",
        "#CFE1F3",
        "#B7D2EC",
        "#86B3DF",
        "#6AA0D5",
        "#4F8CC9",
        "#3673B4",
        "#1D5A9E",
        "#0B3B70",
    ),
    diverging=(
        "#4C1F75",
        "#6C4493",
        "#9472B8",
        "#B7A0CE",
        "#DEDCE2",
        "#DEDCE2",
        "#A3C9C4",
        "#3F948B",
        "#22746C",
        "#05534D",
    ),
)
DARK = Tokens(
    page="#14181D",
    predicate={
        "very_poor": "#B93C0A",
        "poor": "#F08A3C",
        "needs_improvement": "#FBD0A0",
        "good": "#A9CEF2",
        "very_good": "#3B82D6",
    },
    on_predicate={
        "very_poor": WHITE_TEXT,
        "poor": DARK_TEXT,
        "needs_improvement": DARK_TEXT,
        "good": DARK_TEXT,
        "very_good": DARK_TEXT,
    },
    verdict={
        "clearly_stricter": "#C9AEEF",
        "possibly_stricter": "#8F6FBF",
        "not_distinguishable": "#8A8F98",
        "possibly_lenient": "#3F9D93",
        "clearly_lenient": "#96E3DA",
        "not_identified": "#8A8F98",
        "not_enough_data": "#8A8F98",
    },
    outline="#8A8F98",
    series="#5B9BE0",
    others="#8C867D",
    compared=("#5B9BE0", "#F2A65A", "#E9DDF8", "#8C867D"),
    magnitude=(
        "#0B2747",
        "#123A66",
        "#1A4D86",
        "#2461A6",
        "#3276C2",
        "#4C8FD6",
        "#6FA8E6",
        "#93C0EE",
        "#B7D6F5",
        "#DCEBFB",
    ),
    diverging=(
        "#C9AEEF",
        "#AB8ED7",
        "#8F6FBF",
        "#6A5A86",
        "#4A484F",
        "#4A484F",
        "#44706B",
        "#3F9D93",
        "#6AC0B7",
        "#96E3DA",
    ),
)
# Predicates in table cells, in both themes. Streamlit picks white or black text by the lightness of
# the fill, so the middle steps are moved to where its choice is readable.
IN_TABLES = {
    "very_poor": "#8A2D04",
    "poor": "#B54E06",
    "needs_improvement": "#F2B57A",
    "good": "#A9CEF2",
    "very_good": "#1D5A9E",
}
SYMBOLS = {
    "clearly_stricter": "▼",
    "possibly_stricter": "▽",
    "not_distinguishable": "●",
    "possibly_lenient": "△",
    "clearly_lenient": "▲",
    "not_identified": "◇",
    "not_enough_data": "○",
}

_forced: ContextVar[Theme | None] = ContextVar("forced_theme", default=None)


def current_theme() -> Theme:
    """Return the theme the reader's browser says it draws; light where nobody is asked."""
    forced = _forced.get()
    if forced is not None:
        return forced
    if get_script_run_ctx(suppress_warning=True) is None:
        return "light"
    return "dark" if st.context.theme.type == "dark" else "light"


def tokens() -> Tokens:
    """Return the colours of the current theme."""
    return DARK if current_theme() == "dark" else LIGHT


@contextmanager
def use_theme(theme: Theme) -> Iterator[None]:
    """Draw for `theme` inside the block, as exports and tests need."""
    token = _forced.set(theme)
    try:
        yield
    finally:
        _forced.reset(token)


def text_on(background: str) -> str:
    """Return white or dark, whichever stands out more on a filled cell."""
    lightness = luminance(background)
    # contrast with white against contrast with the dark text (WCAG 2.2, relative luminance)
    on_white = 1.05 / (lightness + 0.05)
    on_dark = (lightness + 0.05) / (luminance(DARK_TEXT) + 0.05)
    return WHITE_TEXT if on_white > on_dark else DARK_TEXT


def luminance(color: str) -> float:
    """Return the relative luminance of `#RRGGBB` as WCAG 2.2 defines it, 0 to 1."""
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def magnitude_at(share: float) -> str:
    """Return the colour of a share from 0 to 1 on the scale of magnitudes."""
    steps = tokens().magnitude
    return steps[min(len(steps) - 1, max(0, int(share * len(steps))))]
