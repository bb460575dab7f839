"""What all drawings on paper have in common: size, fonts, axes, and the text of the SVG.

Drawings are made in the width of the page's text, so that points are points on paper. Text stays
text in the SVG: the typesetter writes it with the fonts of the document (`ui.paper`).
"""

from __future__ import annotations

import functools
import io
import threading
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, ParamSpec

import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.textpath import text_to_path

from ui import colors
from ui.plain import one_line, writable

# The face of the pages, faces for the signs it lacks, and a box for signs that none of them has.
FONTS = ("Source Sans Pro", "DejaVu Sans", "STIXGeneral", "Last Resort High-Efficiency")
FONT_FILES = Path(str(resources.files("font_source_sans_pro").joinpath("files")))
OTHER_FONT_FILES = Path(mpl.get_data_path()) / "fonts" / "ttf"
TEXT_WIDTH = 174.0  # mm: A4 without its margins (ui/paper/document.typ)
INCH = 25.4  # mm
SIZE, NAME_SIZE, SMALL = 9.0, 8.5, 8.0  # points; nothing on paper is smaller
LONGEST_NAME = 120  # signs
GRID, TEXT, QUIET = "#D5DBE3", colors.DARK_TEXT, "#4A5563"
LEGEND_HEIGHT, LEGEND_LINE, LEGEND_MARK, AXIS_HEIGHT = 7.0, 4.0, 9.0, 6.0  # mm
# Shapes of the verdicts, filled or open, as in `ui.charts.raters`.
MARKS = {
    "clearly_stricter": ("v", True),
    "possibly_stricter": ("v", False),
    "not_distinguishable": ("o", True),
    "possibly_lenient": ("^", False),
    "clearly_lenient": ("^", True),
    "not_identified": ("D", False),
    "not_enough_data": ("o", False),
}

P = ParamSpec("P")
# Matplotlib keeps fonts and settings for the whole process: one drawing at a time.
_drawing = threading.Lock()

font_manager.fontManager.addfont(FONT_FILES / "SourceSansPro-Regular.ttf")
font_manager.fontManager.addfont(OTHER_FONT_FILES / "LastResortHE-Regular.ttf")
mpl.rcParams.update(
    {
        "font.family": list(FONTS),
        "font.size": SIZE,
        "text.parse_math": False,  # a dollar sign in a name is a dollar sign
        "text.color": TEXT,
        "axes.labelcolor": TEXT,
        "axes.labelsize": SMALL,
        "xtick.color": TEXT,
        "ytick.color": TEXT,
        "svg.fonttype": "none",
        "svg.hashsalt": "timbang",  # the same figure gives the same text
    }
)


def on_paper(draw: Callable[P, Figure]) -> Callable[P, str]:
    """Make a function that draws return the SVG, in the colours for white paper."""

    @functools.wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> str:
        with _drawing, colors.use_theme("light"):
            target = io.StringIO()
            figure = draw(*args, **kwargs)
            figure.savefig(target, format="svg", transparent=True, metadata={"Date": None})
            return target.getvalue()

    return drawn


def new_drawing(
    height: float,
    *,
    left: float = 2.0,
    right: float = 2.0,
    top: float = 1.0,
    bottom: float = AXIS_HEIGHT,
    width: float = TEXT_WIDTH,
) -> tuple[Figure, Axes]:
    """Return a figure of the given size with one bare plot; sizes and margins in mm."""
    figure = Figure(figsize=(width / INCH, height / INCH))
    FigureCanvasSVG(figure)
    axes = figure.add_axes(
        (
            left / width,
            bottom / height,
            (width - left - right) / width,
            (height - top - bottom) / height,
        )
    )
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=SMALL)
    axes.set_axisbelow(True)
    return figure, axes


def name_rows(axes: Axes, names: Sequence[object], *, room: float, lines: int = 1) -> None:
    """Write the names of rows 0, 1, 2 … at the left, first row on top, in `room` mm each."""
    axes.set_yticks(range(len(names)), [fitted(name, room, lines=lines) for name in names])
    axes.tick_params(axis="y", labelsize=NAME_SIZE)
    for label in axes.get_yticklabels():
        label.set_linespacing(1.05)
    axes.set_ylim(len(names) - 0.5, -0.5)


def grid(axes: Axes, axis: str, ticks: Iterable[float], labels: Iterable[str]) -> None:
    """Draw a light grid with labelled ticks along one axis, `x` or `y`."""
    places = list(ticks)
    (axes.set_xticks if axis == "x" else axes.set_yticks)(places, list(labels))
    lines: Any = axes.grid
    lines(visible=True, axis=axis, color=GRID, linewidth=0.6)


def legend(axes: Axes, handles: Sequence[Any], names: Sequence[str]) -> None:
    """Write the legend above the plot from the left edge, in as many lines as it needs."""
    figure: Any = axes.get_figure()
    figure.legend(
        handles,
        list(names),
        loc="upper left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=-(-len(names) // legend_lines(names)),
        frameon=False,
        fontsize=NAME_SIZE,
        handlelength=1.0,
        handleheight=0.9,
        handletextpad=0.4,
        columnspacing=1.4,
        labelspacing=0.3,
        borderaxespad=0.0,
        borderpad=0.0,
    )


def legend_lines(names: Sequence[str]) -> int:
    """Return how many lines `legend` takes: two where the names do not fit beside each other."""
    return 1 if sum(width_of(name) + LEGEND_MARK for name in names) <= TEXT_WIDTH else 2


def legend_height(names: Sequence[str]) -> float:
    """Return the height of `legend` in mm."""
    return LEGEND_HEIGHT + LEGEND_LINE * (legend_lines(names) - 1)


def fitted(text: object, room: float, *, lines: int = 1) -> str:
    """Return words from data for a drawing: writable, in at most `lines` lines of `room` mm.

    What does not fit is cut in the middle: names that begin alike often differ at their end.
    """
    line = writable(one_line(text))
    for longest in range(min(len(line), LONGEST_NAME), 1, -1):
        wrapped = _wrapped(_cut_in_middle(line, longest), room)
        if len(wrapped) <= lines and all(width_of(part) <= room for part in wrapped):
            return "\n".join(wrapped)
    return line[:1]


def width_of(line: str) -> float:
    """Return how wide a line of a name is, in mm."""
    return sum(_advance(sign) for sign in line)


@functools.lru_cache(maxsize=4096)
def _advance(sign: str) -> float:
    font = font_manager.FontProperties(family=list(FONTS), size=NAME_SIZE)
    width, _height, _below = text_to_path.get_text_width_height_descent(sign, font, ismath=False)
    return width / 72 * INCH


def _cut_in_middle(line: str, longest: int) -> str:
    if len(line) <= longest:
        return line
    end = longest // 3
    return line[: longest - 1 - end].rstrip() + "…" + line[len(line) - end :].lstrip()


def _wrapped(line: str, room: float) -> list[str]:
    """Break a line at its spaces where it leaves the room."""
    broken = [""]
    for word in line.split(" "):
        longer = f"{broken[-1]} {word}".strip()
        if not broken[-1] or width_of(longer) <= room:
            broken[-1] = longer
        else:
            broken.append(word)
    return broken


def nice_ticks(low: float, high: float, *, most: int = 6) -> list[float]:
    """Return round places between two ends: steps of 1, 2 or 5 times a power of ten."""
    span = max(high - low, 1e-9)
    raw = span / most
    magnitude = 10.0 ** np.floor(np.log10(raw))
    step = next(m * magnitude for m in (1, 2, 5, 10) if m * magnitude >= raw - 1e-12)
    first = np.ceil(low / step - 1e-9) * step
    return [round(float(x), 6) for x in np.arange(first, high + step * 1e-6, step)]
