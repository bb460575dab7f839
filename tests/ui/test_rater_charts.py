"""Figures about raters: order, signs, marks that do not rest on colour, and intervals as given."""

import math

import pandas as pd
import pytest

from ui import charts, colors, labels

HOSTILE = "Kepala <b>Bidang</b> $x$"


def raters():
    return pd.DataFrame(
        {
            "rater": ["Kepala Seksi A", HOSTILE, "Kepala Bidang C", "Kepala UPT D"],
            "leniency": [-5.0, -0.4, 3.0, 6.0],
            "lower": [-7.0, -2.4, 0.5, 4.0],
            "upper": [-3.0, 1.6, 5.5, 8.0],
            "spread": [4.0, 1.0, math.nan, 6.0],
            "verdict": [
                "clearly_stricter",
                "not_distinguishable",
                "possibly_lenient",
                "clearly_lenient",
            ],
            "n_employees": [12, 6, 9, 41],
            "link_grade": ["A", "B", "B", "A"],
            "agency_code": ["DINKES", "DLH", None, "DISDIK"],
        }
    )


def trace(figure, name):
    return next(t for t in figure.data if t.name and labels.verdict(name) in t.name)


def test_the_caterpillar_keeps_the_order_and_the_interval_of_each_rater():
    figure = charts.caterpillar(raters())
    for place, row in raters().iterrows():
        mark = trace(figure, row.verdict)
        assert list(mark.x) == [row.leniency]
        assert list(mark.y) == [place]
        assert mark.x[0] + mark.error_x.array[0] == pytest.approx(row.upper)
        assert mark.x[0] - mark.error_x.arrayminus[0] == pytest.approx(row.lower)


def test_a_row_is_named_by_post_and_agency():
    names = charts.caterpillar(raters()).layout.yaxis.ticktext
    assert names[0] == "Kepala Seksi A · DINKES"
    assert names[2] == "Kepala Bidang C"
    named_in_full = raters().assign(agency_code="BADAN PENGELOLA KEUANGAN DAERAH")
    names = charts.caterpillar(named_in_full).layout.yaxis.ticktext
    assert names[0] == "Kepala Seksi A · BADAN PENGELO…"


def test_labels_of_raters_close_together_do_not_cover_each_other():
    rows = pd.concat([raters().iloc[[0]]] * 5 + [raters().iloc[[3]]] * 20, ignore_index=True)
    figure = charts.tendency_and_spread(rows, usual_spread=4.0)
    shown = [note.text for note in figure.layout.annotations if "Kepala" in note.text]
    assert sorted(shown) == ["Kepala Seksi A", "Kepala UPT D"]


def test_every_verdict_has_a_mark_of_its_own_shape():
    assert set(charts.raters.MARKS) == set(labels.VERDICT_NAMES) == set(colors.SYMBOLS)
    assert len(set(charts.raters.MARKS.values())) == len(charts.raters.MARKS)


def test_hover_says_verdict_points_range_people_and_link_grade():
    text = trace(charts.caterpillar(raters()), "clearly_stricter").hovertext[0]
    for words in ("Jelas lebih ketat", "−5,0 poin", "−7,0 s.d. −3,0", "12 pegawai", "kaitan A"):
        assert words in text


def test_names_from_data_are_text_in_every_figure():
    links = pd.DataFrame({"other": [HOSTILE], "other_agency_code": [None], "n_employees": [3]})
    rows = raters()
    for figure in (
        charts.caterpillar(rows),
        charts.tendency_and_spread(rows, usual_spread=4.0),
        charts.rater_links(links, rater=HOSTILE),
    ):
        assert "<b>Bidang</b>" not in figure.to_json()


def test_raters_without_a_spread_are_left_out_of_the_scatter():
    figure = charts.tendency_and_spread(raters(), usual_spread=4.0)
    assert sorted(x for t in figure.data for x in t.x) == [-5.0, -0.4, 6.0]
    assert [shape.y0 for shape in figure.layout.shapes if shape.y0 == shape.y1] == [4.0]


def test_the_years_of_a_rater_stand_in_order_with_their_intervals():
    points = pd.DataFrame(
        {
            "period_code": ["2022", "2023", "2024"],
            "leniency": [1.0, 2.0, 4.0],
            "lower": [-1.0, 0.5, 2.5],
            "upper": [3.0, 3.5, 5.5],
            "n_employees": [8, 9, 9],
        }
    )
    figure = charts.tendency_by_year(points)
    (marks,) = figure.data
    assert list(marks.y) == [1.0, 2.0, 4.0]
    assert list(marks.error_y.array) == [2.0, 1.5, 1.5]
    assert list(figure.layout.xaxis.ticktext) == ["2022", "2023", "2024"]


def test_raw_is_hollow_and_adjusted_solid_on_one_row():
    rows = pd.DataFrame(
        {
            "group": ["Perempuan"],
            "raw": [-2.0],
            "raw_lower": [-3.0],
            "raw_upper": [-1.0],
            "adjusted": [-0.5],
            "adjusted_lower": [-1.5],
            "adjusted_upper": [0.5],
            "n": [300],
        }
    )
    raw, adjusted = charts.raw_and_adjusted(rows, title="selisih").data
    assert (raw.marker.symbol, adjusted.marker.symbol) == ("circle-open", "circle")
    assert (raw.x[0], adjusted.x[0]) == (-2.0, -0.5)
    assert round(raw.y[0]) == round(adjusted.y[0]) == 0


def test_links_are_wider_where_more_employees_are_shared_and_at_most_eight_are_drawn():
    links = pd.DataFrame(
        {
            "other": [f"Penilai {i}" for i in range(12)],
            "other_agency_code": "DLH",
            "n_employees": list(range(24, 0, -2)),
        }
    )
    figure = charts.rater_links(links, rater="Kepala Seksi A")
    widths = [t.line.width for t in figure.data if t.mode == "lines"]
    assert len(widths) == 8
    assert widths == sorted(widths, reverse=True)
    *_, marks = figure.data
    assert all(
        math.hypot(x, y) == pytest.approx(1, abs=1e-3)
        for x, y in zip(marks.x[1:], marks.y[1:], strict=True)
    )
