"""Contrast by WCAG; distance by CIEDE2000 under simulated colour blindness, both computed here."""

import itertools
import tomllib
from pathlib import Path

import numpy as np
import pytest

from ui import colors

PROJECT = Path(__file__).parents[2]
ORDER = ["very_poor", "poor", "needs_improvement", "good", "very_good"]
THEMES = {"light": colors.LIGHT, "dark": colors.DARK}

# Machado, Oliveira and Fernandes 2009, IEEE TVCG 15:1291, severity 1.0, on linear RGB.
DEFICIENCIES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear_rgb(color):
    c = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted(float(weights @ linear_rgb(c)) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb):
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    x, y, z = (to_xyz @ np.clip(rgb, 0, 1)) / np.array([0.95047, 1.0, 1.08883])
    fx, fy, fz = (
        t ** (1 / 3) if t > (6 / 29) ** 3 else t * (29 / 6) ** 2 / 3 + 4 / 29 for t in (x, y, z)
    )
    return np.array([116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)])


def ciede2000(one, other):
    """Sharma, Wu and Dalal 2005, Color Research & Application 30:21."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    dl, dc = l2 - l1, c2 - c1
    dh = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    dhh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    ml, mc = (l1 + l2) / 2, (c1 + c2) / 2
    if c1 * c2 == 0:
        mh = h1 + h2
    else:
        mh = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else ((h1 + h2 + 360) / 2) % 360
    t = (
        1
        - 0.17 * np.cos(np.radians(mh - 30))
        + 0.24 * np.cos(np.radians(2 * mh))
        + 0.32 * np.cos(np.radians(3 * mh + 6))
        - 0.20 * np.cos(np.radians(4 * mh - 63))
    )
    sl = 1 + 0.015 * (ml - 50) ** 2 / np.sqrt(20 + (ml - 50) ** 2)
    sc, sh = 1 + 0.045 * mc, 1 + 0.015 * mc * t
    rt = (
        -2
        * np.sqrt(mc**7 / (mc**7 + 25**7))
        * np.sin(np.radians(60 * np.exp(-(((mh - 275) / 25) ** 2))))
    )
    return float(
        np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dhh / sh) ** 2 + rt * (dc / sc) * (dhh / sh))
    )


# Pairs 1, 7, 17, 19 and 25 of the test data of Sharma, Wu and Dalal.
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (56, -27, -3), 31.9030),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ],
)
def test_the_distance_formula_gives_the_published_values(one, other, expected):
    assert ciede2000(one, other) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_neighbouring_predicates_stay_apart_for_colour_blind_readers(theme, deficiency):
    seen = [lab(DEFICIENCIES[deficiency] @ linear_rgb(THEMES[theme].predicate[p])) for p in ORDER]
    distances = [ciede2000(a, b) for a, b in itertools.pairwise(seen)]
    assert min(distances) >= 15, dict(zip(itertools.pairwise(ORDER), distances, strict=True))


@pytest.mark.parametrize("theme", THEMES)
def test_text_printed_on_a_predicate_is_readable(theme):
    t = THEMES[theme]
    for predicate, background in t.predicate.items():
        assert contrast(t.on_predicate[predicate], background) >= 4.5, predicate


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_the_page(theme):
    t = THEMES[theme]
    pale = {"needs_improvement", "good"} if theme == "light" else set()
    marks = {p: c for p, c in t.predicate.items() if p not in pale} | dict(t.verdict)
    marks |= {"outline": t.outline, "series": t.series, "others": t.others}
    marks |= dict(zip("123", t.compared, strict=False))
    for name, color in marks.items():
        assert contrast(color, t.page) >= 3, name


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("other_page", ["#FFFFFF", "#14181D"])
def test_the_outline_and_single_marks_survive_a_wrong_guess_of_the_theme(theme, other_page):
    t = THEMES[theme]
    for color in (t.outline, t.others, t.series):
        assert contrast(color, other_page) >= 2.5


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_a_heat_map_cell_is_readable(theme):
    for background in THEMES[theme].magnitude:
        assert contrast(colors.text_on(background), background) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_settings_file_and_the_tokens_agree(theme):
    settings = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text())["theme"][theme]
    t = THEMES[theme]
    assert settings["backgroundColor"] == t.page
    assert settings["chartCategoricalColors"] == list(t.compared)
    assert settings["chartSequentialColors"] == list(t.magnitude)
    assert settings["chartDivergingColors"] == list(t.diverging)


def test_magnitudes_cover_the_scale_from_end_to_end():
    with colors.use_theme("light"):
        assert colors.magnitude_at(0) == colors.LIGHT.magnitude[0]
        assert colors.magnitude_at(1) == colors.LIGHT.magnitude[-1]
        assert colors.magnitude_at(0.55) == colors.LIGHT.magnitude[5]


def test_a_theme_is_forced_only_inside_its_block():
    with colors.use_theme("dark"):
        assert colors.tokens() is colors.DARK
    assert colors.tokens() is colors.LIGHT


def test_predicates_in_tables_are_readable_with_the_text_streamlit_writes_on_them():
    # seen in Chromium, both themes: white on the three strong steps, black on the two pale ones
    for predicate, background in colors.IN_TABLES.items():
        pale = predicate in ("needs_improvement", "good")
        assert contrast("#000000" if pale else "#FFFFFF", background) >= 4.5, predicate
