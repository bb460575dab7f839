"""Drawings for paper: the numbers of the frame, names as text, the same SVG each time."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.ui.conftest import COUNTS, shares_of
from ui import colors
from ui.charts import on_paper
from ui.charts.on_paper.drawing import fitted, nice_ticks, width_of
from ui.i18n import use_language
from ui.order import reading_order
from ui.plain import one_line, writable

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg):
    """Return the words of a drawing; it is well-formed XML."""
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own drawing
    return ["".join(node.itertext()).strip() for node in root.iter(f"{SVG}text")]


def bars(svg, color):
    """Return the widths of the filled shapes of one colour, in points."""
    root = ElementTree.fromstring(svg)  # noqa: S314  # our own drawing
    found = []
    for path in root.iter(f"{SVG}path"):
        if f"fill: {color.lower()}" in path.get("style", ""):
            x = [float(pair.split()[0]) for pair in re.findall(r"[ML] ([-\d. ]+)", path.get("d"))]
            found.append(max(x) - min(x))
    return found


def test_bars_are_as_wide_as_their_shares(shares):
    svg = on_paper.stacked_shares(shares, reference="Kota")
    order = list(dict.fromkeys(reading_order(shares, reference="Kota")["group"]))
    for code, place in (("good", 1), ("very_good", 0)):
        widths = [w for w in bars(svg, colors.LIGHT.predicate[code]) if w > 0][: len(order)]
        expected = [COUNTS[group][place] / sum(COUNTS[group]) for group in order]
        ratio = np.array(sorted(widths)) / np.array(sorted(expected))
        assert ratio == pytest.approx(np.full(len(order), ratio[0]), rel=1e-3)


def test_shares_people_and_names_are_written(shares):
    with use_language("id"):
        words = texts(on_paper.stacked_shares(shares, reference="Kota"))
    assert {"70%", "20%", "1.000 pegawai", "200 pegawai", "Dinas Kesehatan"} <= set(words)
    order = [word for word in words if word in COUNTS]
    assert order == list(dict.fromkeys(reading_order(shares, reference="Kota")["group"]))
    with use_language("en"):
        assert "1,000 staff" in texts(on_paper.stacked_shares(shares, reference="Kota"))


def test_a_hidden_group_has_words_and_no_number(shares_with_hidden):
    words = texts(on_paper.stacked_shares(shares_with_hidden))
    assert "< 5 pegawai" in words
    assert "2 pegawai" not in words


@settings(max_examples=25, deadline=None)
@given(name=some.text(min_size=1, max_size=80))
@pytest.mark.long
def test_any_name_gives_a_well_formed_drawing(name):
    words = texts(on_paper.stacked_shares(shares_of({name: (1, 1, 1, 1, 1)}), keep_order=True))
    assert "20%" in words


def test_markup_in_a_name_is_text():
    name = r"Seksi $a_1$ <b> & *x* \frac"
    words = texts(on_paper.stacked_shares(shares_of({name: (1, 1, 1, 1, 1)}), keep_order=True))
    assert name in words


def test_the_same_frame_gives_the_same_drawing(shares):
    assert on_paper.stacked_shares(shares) == on_paper.stacked_shares(shares)


def test_as_many_rows_fit_as_promised():
    groups = {f"Dinas {n}": (1, 2, 1, 0, 0) for n in range(on_paper.rows_that_fit(120.0))}
    svg = on_paper.stacked_shares(shares_of(groups))
    height = float(re.search(r'height="([\d.]+)pt"', svg)[1]) / 72 * 25.4
    assert 110 < height <= 120


@given(name=some.text(max_size=200), room=some.floats(15, 90), lines=some.sampled_from([1, 2]))
def test_a_fitted_name_stays_in_its_room(name, room, lines):
    found = fitted(name, room, lines=lines).split("\n")
    assert len(found) <= lines
    assert all(width_of(part) <= room for part in found)
    whole = writable(one_line(name))
    if "…" not in whole and width_of(whole) <= room:
        assert found == [whole]


def test_a_cut_name_keeps_its_end():
    name = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Kota Binjai 2024"
    assert fitted(name, 60.0).startswith("Badan Kepegawaian")
    assert "…" in fitted(name, 60.0)
    assert fitted(name, 60.0).endswith("2024")


@given(some.floats(-1000, 1000), some.floats(0.01, 1000))
def test_ticks_are_round_and_inside(low, span):
    ticks = nice_ticks(low, low + span)
    assert 1 <= len(ticks) <= 8
    assert all(low - 1e-6 <= tick <= low + span + 1e-6 for tick in ticks)
    steps = np.diff(ticks)
    assert steps == pytest.approx(np.full(len(steps), steps[0] if len(steps) else 0), abs=2e-6)


def test_years_carry_their_tendency(shares):
    points = pd.DataFrame(
        {"period_code": ["2023", "2024"], "leniency": [2.4, -1.0], "lower": [0.8, -3.0],
         "upper": [4.0, 1.0]}
    )  # fmt: skip
    words = texts(on_paper.tendency_by_year(points))
    assert {"+2,4", "−1,0", "2023", "2024"} <= set(words)


def test_a_histogram_names_both_scopes():
    bins = pd.DataFrame({"lower": [80.0, 90.0], "upper": [90.0, 100.0], "share": [0.25, 0.75]})
    svg = on_paper.histogram(bins, bins[::-1], name="penilai ini", other_name="penilai serupa")
    assert {"penilai ini", "penilai serupa", "90"} <= set(texts(svg))


def test_the_pattern_says_shares_and_draws_only_known_bounds():
    fit = pd.DataFrame(
        {"predicate": ["very_good", "good", "needs_improvement", "poor", "very_poor"],
         "share": [0.2, 0.7, 0.1, 0.0, 0.0], "lower_share": [0.6, np.nan, np.nan, np.nan, np.nan],
         "upper_share": [np.nan, 0.3, np.nan, np.nan, np.nan]}
    )  # fmt: skip
    svg = on_paper.pattern_bands(fit)
    assert {"20,0%", "70,0%", "rentang yang diharapkan"} <= set(texts(svg))
    assert len([w for w in bars(svg, "#E4E8EC") if w > 0]) >= 2
    unbounded = on_paper.pattern_bands(fit.assign(lower_share=np.nan, upper_share=np.nan))
    assert "rentang yang diharapkan" not in texts(unbounded)


def ratings(**changes):
    rows = pd.DataFrame(
        {"period_code": ["2023", "2024", "2025"], "score": [80.0, 85.0, 90.0],
         "predicate": ["good", "good", "very_good"], "rater_number": [1, 1, 2]}
    )  # fmt: skip
    return rows.assign(**changes)


def test_ratings_over_time_say_the_adjusted_score_and_where_a_rater_took_over():
    words = texts(on_paper.rated_over_time(ratings(), adjusted=(86.5, 84.0, 89.0)))
    assert {"disesuaikan 86,5", "penilai lain", "2023", "2025"} <= set(words)
    alone = texts(on_paper.rated_over_time(ratings(rater_number=[1, 1, 1])))
    assert "penilai lain" not in alone
    assert not any("disesuaikan" in word for word in alone)


def test_ratings_without_scores_are_steps_of_predicates():
    words = texts(on_paper.rated_over_time(ratings(score=np.nan)))
    assert {"Sangat Baik", "Baik", "Sangat Kurang"} <= set(words)


def test_items_stand_with_names_on_both_sides_of_the_own_level():
    rows = pd.DataFrame(
        {"name": ["Adaptif", "Loyal"], "relative": [0.4, -0.4], "lower": [0.1, -0.8],
         "upper": [0.7, 0.0], "verdict": ["strength", "not_distinguishable"]}
    )  # fmt: skip
    words = texts(on_paper.items_beside_own_level(rows))
    assert {"Adaptif", "Loyal", "0,0"} <= set(words)
