"""Figures about people considered: intervals as given, the cut, the band, who crosses it."""

import itertools

import pandas as pd
import pytest

from analytics.rules.predicates import LEVELS
from ui import charts, colors
from ui.charts import candidates

HOSTILE = "Kepala <b>Bidang</b> $x$"


def ranked():
    return pd.DataFrame(
        {
            "person": ["Guru Ahli Muda, SD Contoh", HOSTILE, "Perawat", "Lurah"],
            "agency_code": ["DISDIK", "DLH", None, "KEC"],
            "rank_median": [1, 2, 3, 4],
            "rank_lower": [1, 1, 2, 3],
            "rank_upper": [2, 4, 9, 12],
            "standing": ["surely_in", "maybe", "maybe", "outside"],
            "top_probability": [1.0, 0.7, 0.4, 0.05],
        }
    )


def moved():
    return pd.DataFrame(
        {
            "person": [HOSTILE, "Perawat", "Lurah", "Penyuluh"],
            "agency_code": ["DLH", "RSUD", None, "KEC"],
            "raw_place": [400, 3, 1, 12],
            "place": [2, 90, 1, 3],
            "crossing": ["entered", "left", "stays_in", "entered"],
        }
    )


def boxes():
    numbers = {
        ("above", "low"): 4, ("above", "medium"): 7, ("above", "high"): 9, ("meets", "low"): 2,
        ("meets", "medium"): 5, ("meets", "high"): 8, ("below", "low"): 1, ("below", "medium"): 3,
        ("below", "high"): 6,
    }  # fmt: skip
    return pd.DataFrame(
        [
            {"box": box, "performance": level, "potential": potential, "n": box, "share": box / 45,
             "is_pool": box >= 7, "words": f"saran {box}"}
            for (level, potential), box in numbers.items()
        ]
    )  # fmt: skip


def notes(figure):
    return [note.text for note in figure.layout.annotations]


def test_each_interval_stands_in_its_row_with_the_shape_of_its_standing():
    figure = charts.rank_intervals(ranked(), k=2, n=50)
    seen = {}
    for trace in figure.data:
        for x, y, plus, minus in zip(
            trace.x, trace.y, trace.error_x.array, trace.error_x.arrayminus, strict=True
        ):
            seen[y] = (x - minus, x, x + plus, trace.marker.symbol)
    assert seen == {
        0: (1, 1, 2, "circle"),
        1: (1, 2, 4, "circle-open"),
        2: (2, 3, 9, "circle-open"),
        3: (3, 4, 12, "x-thin-open"),
    }


def test_the_cut_stands_behind_the_last_place_and_the_band_around_the_open_ones():
    figure = charts.rank_intervals(ranked(), k=2, n=50)
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert [line.x0 for line in lines] == [2.5]
    assert [(band.y0, band.y1) for band in bands] == [(0.5, 2.5)]
    assert "2 tempat" in notes(figure)


def test_where_everybody_fits_there_is_no_cut_and_without_open_ones_no_band():
    rows = ranked().assign(standing="surely_in")
    assert not charts.rank_intervals(rows, k=4, n=4).layout.shapes


def test_hover_says_rank_range_and_chance():
    trace = next(t for t in charts.rank_intervals(ranked(), k=2, n=50).data if t.name == "mungkin")
    assert "Urutan 3 (bisa 2 sampai 9)" in trace.hovertext[1]
    assert "40% kemungkinan masuk 2 tempat" in trace.hovertext[1]


def test_only_who_crosses_is_coloured_and_far_places_stay_at_the_edge():
    figure = charts.rank_slope(moved(), k=5)
    by_name = {trace.name: trace for trace in figure.data}
    entered = by_name["masuk setelah disesuaikan"]
    edge = 15  # twice five places, or ten more
    assert list(entered.y) == [edge, 2, None, 12, 3, None]
    assert "urutan mentah 400, daftar 2" in entered.hovertext[0]
    assert list(by_name["keluar setelah disesuaikan"].y) == [3, edge, None]
    tokens = colors.tokens()
    assert by_name["tetap masuk"].line.color == tokens.outline
    assert len({trace.line.color for trace in figure.data}) == 3
    assert len({trace.marker.symbol for trace in figure.data}) == 2


def test_labels_of_movers_do_not_cover_each_other():
    rows = pd.DataFrame(
        {"person": "Guru", "agency_code": "A", "raw_place": 200, "place": range(1, 81),
         "crossing": "entered"}
    )  # fmt: skip
    labels = [n for n in charts.rank_slope(rows, k=80).layout.annotations if "Guru" in n.text]
    apart = candidates.LABEL_HEIGHT * 160 / charts.rank_slope(rows, k=80).layout.height
    places = sorted(note.y for note in labels)
    assert len(places) > 5
    assert min(b - a for a, b in itertools.pairwise(places)) >= apart


def test_each_box_stands_at_its_level_with_its_people():
    figure = charts.nine_boxes(boxes())
    printed = {(note.x, note.y): note.text for note in figure.layout.annotations}
    assert printed[2, 0] == "<b>9</b><br>kotak 9 ★"  # high potential, above
    assert printed[0, 2] == "<b>1</b><br>kotak 1"
    assert [LEVELS[row] for row in range(3)] == ["above", "meets", "below"]
    assert figure.data[0].z[0][2] == pytest.approx(1.0)


def test_names_from_data_are_text_in_every_figure():
    for figure in (charts.rank_intervals(ranked(), k=2, n=50), charts.rank_slope(moved(), k=5)):
        assert "<b>Bidang</b>" not in figure.to_json()
