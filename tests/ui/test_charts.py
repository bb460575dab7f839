"""Figures are tested on what a reader sees: order, words, numbers, size; wholes against goldens."""

import datetime as dt
import itertools
import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from ui import charts, colors, labels
from ui.i18n import use_language

GOLDEN = Path(__file__).parents[1] / "golden"
HOSTILE = "Dinas <b>A</b> $x$ %{y}"
MATRIX = {
    ("above", "below"): "poor",
    ("above", "meets"): "good",
    ("above", "above"): "very_good",
    ("meets", "below"): "poor",
    ("meets", "meets"): "good",
    ("meets", "above"): "good",
    ("below", "below"): "very_poor",
    ("below", "meets"): "needs_improvement",
    ("below", "above"): "needs_improvement",
}


def level_cells():
    rows = [
        (result, behaviour, predicate, 10 * (i + 1), (i + 1) / 45)
        for i, ((result, behaviour), predicate) in enumerate(MATRIX.items())
    ]
    return pd.DataFrame(rows, columns=["work_result", "behaviour", "predicate", "n", "share"])


def transition_cells(empty=("very_poor",)):
    rows = []
    for before, after in itertools.product(labels.PREDICATES, repeat=2):
        n = 0 if before in empty else 70 if before == after else 5
        rows.append((before, after, n, np.nan if before in empty else n / 90))
    return pd.DataFrame(rows, columns=["previous", "now", "n", "share"])


def fit(**bounds):
    nothing = [np.nan] * 5
    columns = {
        "predicate": list(labels.PREDICATES),
        "n": [10, 150, 30, 8, 2],
        "share": [0.05, 0.75, 0.15, 0.04, 0.01],
        "lower_share": nothing,
        "upper_share": nothing,
    }
    return pd.DataFrame(columns | bounds)


def dots(names):
    n = len(names)
    value = np.linspace(0.1, 0.4, n)
    return pd.DataFrame(
        {
            "group": names,
            "value": value,
            "lower": value - 0.05,
            "upper": value + 0.05,
            "n": 300,
            "is_few": [i == 0 for i in range(n)],
        }
    )


def projects():
    return pd.DataFrame(
        {
            "project": ["Puskesmas", HOSTILE, "Aplikasi", "Taman"],
            "planned_date": [
                dt.date(2024, 3, 1),
                dt.date(2024, 6, 1),
                dt.date(2024, 5, 1),
                dt.date(2025, 5, 1),
            ],
            "completed_date": [dt.date(2024, 4, 10), dt.date(2024, 5, 20), None, None],
        }
    )


def bins(shift=0):
    n = np.array([0, 4, 20, 50, 20, 6, 0])
    lower = np.arange(80, 87) + shift
    return pd.DataFrame({"lower": lower, "upper": lower + 1, "n": n, "share": n / n.sum()})


def agencies(names):
    return pd.DataFrame(
        {
            "agency": names,
            "x": np.linspace(75, 95, len(names)),
            "y": np.linspace(0.4, 0.1, len(names)),
            "n": 120,
            "is_outlier": [i == 0 for i in range(len(names))],
        }
    )


def completeness():
    return pd.DataFrame(
        {
            "group": ["Dinas A", HOSTILE, "Dinas C"],
            "n_done": [50, 99, 10],
            "n_expected": [100, 100, np.nan],
            "share": [0.5, 0.99, np.nan],
        }
    )


def seen(figure):
    return json.dumps(json.loads(figure.to_json()), ensure_ascii=False)


def notes(figure):
    return [note.text for note in figure.layout.annotations]


# --- stacked shares ---------------------------------------------------------------------------


def test_the_city_is_on_top_and_groups_fall_by_the_share_baik_and_above(shares):
    figure = charts.stacked_shares(shares, reference="Kota")
    assert notes(figure) == ["Kota", "Dinas Kesehatan", "Satpol PP"]  # 90 %, then 95 %, 80 %


def test_segments_run_from_sangat_kurang_to_sangat_baik_and_the_legend_has_all_five(shares):
    figure = charts.stacked_shares(shares[shares["share"] > 0], reference="Kota")
    names = ["Sangat Kurang", "Kurang", "Butuh Perbaikan", "Baik", "Sangat Baik"]
    assert [trace.name for trace in figure.data] == names
    assert figure.layout.showlegend
    assert figure.layout.legend.traceorder == "normal"


def test_bars_add_up_to_one_hundred_percent(shares):
    figure = charts.stacked_shares(shares)
    for row in range(3):
        assert sum(trace.x[list(trace.y).index(row)] for trace in figure.data) == pytest.approx(
            1, abs=3e-4
        )


def test_shares_are_printed_only_where_they_fit(shares):
    figure = charts.stacked_shares(shares, reference="Kota")
    printed = {trace.name: trace.text[list(trace.y).index(0)] for trace in figure.data}
    expected = {
        "Sangat Baik": "20%",
        "Baik": "70%",
        "Butuh Perbaikan": "",
        "Kurang": "",
        "Sangat Kurang": "",
    }
    assert printed == expected  # 6 % exactly is not wider than 6 %


def test_a_hidden_group_is_named_last_with_words_and_no_number(shares_with_hidden):
    figure = charts.stacked_shares(shares_with_hidden, reference="Kota")
    assert "< 5 pegawai" in notes(figure)
    assert notes(figure).count("< 5 pegawai") == 1
    for trace in figure.data:
        assert trace.x[list(trace.y).index(3)] is None
        assert trace.text[list(trace.y).index(3)] == ""


def test_two_groups_of_one_name_after_cutting_stay_two_rows(forty_groups, make_shares):
    figure = charts.stacked_shares(make_shares(forty_groups))
    assert len(set(figure.layout.yaxis.ticktext)) == 1  # cut to the same letters
    assert len(figure.layout.yaxis.tickvals) == 40


def test_hover_says_the_full_name_share_and_count(shares):
    figure = charts.stacked_shares(shares, reference="Kota")
    best = figure.data[-1]
    text = best.hovertext[list(best.y).index(1)]
    assert text == "<b>Dinas Kesehatan</b><br>Sangat Baik: 45,0%<br>90 dari 200 pegawai"


# --- other figures ----------------------------------------------------------------------------


def test_the_pattern_runs_left_to_right_from_sangat_kurang_to_sangat_baik():
    figure = charts.pattern_bands(fit())
    assert figure.layout.xaxis.ticktext[0] == "Sangat<br>Kurang"
    assert figure.layout.xaxis.ticktext[-1] == "Sangat<br>Baik"
    assert list(figure.data[0].y) == [0.01, 0.04, 0.15, 0.75, 0.05]


def test_only_predicates_with_a_bound_get_a_band():
    nan = np.nan
    figure = charts.pattern_bands(
        fit(lower_share=[nan, nan, nan, 0.1, nan], upper_share=[nan, 0.7, nan, nan, nan])
    )
    band = figure.data[0]
    assert band.name == "rentang yang diharapkan"
    # Kurang at least 10 %: from 0.1 to 1; Baik at most 70 %: from 0 to 0.7
    assert list(band.y) == [None, 0.9, None, 0.7, None]
    assert list(band.base)[1] == 0.1


def test_without_the_organisations_predicate_only_national_shares_are_drawn():
    figure = charts.pattern_bands(fit(national_share=[0.1127, 0.8846, 0.0011, 0.0006, 0.001]))
    assert [trace.name for trace in figure.data if trace.name] == ["porsi nasional"]


def test_the_reference_curve_is_labelled_an_illustration():
    figure = charts.pattern_bands(fit(illustration_share=[0.2, 0.65, 0.1, 0.04, 0.01]))
    assert figure.data[-1].name == "kurva acuan (ilustrasi)"


def test_a_histogram_alone_counts_people_and_names_its_median():
    figure = charts.histogram(bins(), median=83.52)
    assert list(figure.data[0].y) == list(bins()["n"])
    assert figure.layout.shapes[-1].name == "median 83,5"


def test_two_histograms_are_compared_by_shares_and_the_second_is_an_outline():
    figure = charts.histogram(bins(), name="Dinas A", other=bins(2), other_name="Kota")
    assert sum(figure.data[0].y) == pytest.approx(1, abs=1e-3)
    assert figure.data[1].mode == "lines"
    assert (figure.data[1].y[0], figure.data[1].y[-1]) == (0, 0)


def test_a_histogram_of_appraisals_does_not_call_them_people():
    figure = charts.histogram(bins(), other=bins(2), of_ratings=True)
    assert figure.layout.yaxis.title.text == "Porsi penilaian"
    assert all("penilaian" in text and "pegawai" not in text for text in figure.data[0].hovertext)


def test_dots_are_sorted_with_a_hollow_one_for_few_people():
    figure = charts.dots_with_interval(dots(["A", "B", "C"]), reference=0.25, reference_name="Kota")
    assert list(figure.layout.yaxis.ticktext) == ["C", "B", "A"]
    assert list(figure.data[0].marker.symbol) == ["circle", "circle", "circle-open"]
    assert "Kota 25,0%" in notes(figure)


def test_a_dot_without_value_keeps_its_row_and_says_why():
    rows = dots(["A", "B"])
    rows.loc[1, ["value", "lower", "upper"]] = np.nan
    figure = charts.dots_with_interval(rows)
    assert list(figure.layout.yaxis.ticktext) == ["A", "B"]
    assert figure.data[0].x[1] is None
    assert "< 5 pegawai" in notes(figure)


def test_few_periods_get_bars_and_many_a_ribbon(make_trend):
    few = charts.trend_lines(make_trend(["2022", "2023", "2024"]))
    assert len(few.data) == 1
    assert few.data[0].error_y.array[0] == pytest.approx(0.02)
    quarters = [f"{y}-Q{q}" for y in (2023, 2024) for q in (1, 2, 3, 4)]
    many = charts.trend_lines(make_trend(quarters))
    assert [trace.fill for trace in many.data] == ["toself", None]


def test_a_missing_period_breaks_line_and_ribbon(make_trend):
    quarters = [f"{y}-Q{q}" for y in (2023, 2024) for q in (1, 2, 3, 4)]
    points = make_trend(quarters)
    points.loc[3, ["value", "lower", "upper"]] = np.nan
    figure = charts.trend_lines(points)
    ribbons = [trace for trace in figure.data if trace.fill == "toself"]
    assert [max(ribbon.x) for ribbon in ribbons] == [2, 7]
    line = figure.data[-1]
    assert line.y[3] is None
    assert line.connectgaps is False


def test_periods_run_in_time_whatever_the_order_of_rows(make_trend):
    points = make_trend(["2024-Q1", "2024-Q2", "2024-Q3"]).iloc[::-1]
    figure = charts.trend_lines(points)
    assert list(figure.layout.xaxis.ticktext) == ["TW I 2024", "TW II 2024", "TW III 2024"]
    assert list(figure.data[0].y) == sorted(figure.data[0].y)


def test_small_multiples_share_one_range_and_carry_their_names(make_trend):
    points = make_trend(["2022", "2023", "2024"], series=("A", "B", "C"))
    points.loc[points["series"] == "C", ["value", "lower", "upper"]] += 0.3
    figure = charts.trend_lines(points, small_multiples=True)
    ranges = {tuple(axis.range) for axis in figure.select_yaxes()}
    assert len(ranges) == 1
    assert notes(figure) == ["A", "B", "C"]


def test_direct_labels_replace_the_legend(make_trend):
    figure = charts.trend_lines(make_trend(["2023", "2024"], series=("Kota", "Dinas A")))
    assert notes(figure) == ["Kota 21,0%", "Dinas A 21,0%"]
    assert not figure.layout.showlegend


def test_the_level_matrix_prints_each_cell_where_its_levels_cross():
    figure = charts.level_matrix(level_cells())
    at = {(note.x, note.y): note.text for note in figure.layout.annotations}
    assert at[2, 0] == "<b>30</b><br>6,7%"  # above, above: right and top
    assert at[0, 2] == "<b>70</b><br>15,6%"  # below, below: left and bottom
    assert list(figure.layout.xaxis.ticktext) == [
        "di bawah<br>ekspektasi",
        "sesuai<br>ekspektasi",
        "di atas<br>ekspektasi",
    ]


def test_cells_of_the_level_matrix_have_the_colour_of_their_predicate():
    figure = charts.level_matrix(level_cells())
    scale = figure.data[0].colorscale
    step = figure.data[0].z[0][2]  # above, above
    shade = next(color for edge, color in reversed(scale) if edge <= (step + 0.5) / 5)
    assert shade.lower() == colors.LIGHT.predicate["very_good"].lower()


def test_the_transition_matrix_says_where_nobody_started():
    figure = charts.transition_matrix(transition_cells())
    assert notes(figure).count("tidak ada pegawai") == 1
    assert len(notes(figure)) == 21
    at = {(note.x, note.y): note.text for note in figure.layout.annotations}
    assert at[4, 0] == "<b>70</b><br>77,8%"  # stays Sangat Baik: right and top


def test_completeness_that_nobody_knows_is_said_and_has_no_bar():
    figure = charts.completeness_bars(completeness(), target=0.95)
    assert notes(figure) == ["50%", "99%", "belum diketahui"]
    assert figure.data[1].x[2] is None
    assert list(figure.data[0].y) == [0, 1]  # no track either
    assert set(figure.data[2].x) == {0.95}


def test_projects_show_planned_and_real_dates_and_what_still_runs():
    figure = charts.planned_vs_real(projects(), as_of=dt.date(2024, 12, 31))
    marks = {trace.name: trace for trace in figure.data if trace.name}
    assert marks["rencana"].x[0] == "2024-03-01"
    assert list(marks["selesai"].x) == ["2024-04-10", "2024-05-20", None, None]
    assert list(marks["belum selesai"].y) == [2]  # the park is not due yet
    assert list(marks["belum selesai"].x) == ["2024-12-31"]


def test_only_outliers_of_the_agreement_figure_are_named():
    figure = charts.agreement_scatter(
        agencies(["A", "B", "C"]), x_title="IKM", y_title="Porsi Sangat Baik"
    )
    assert notes(figure) == ["A"]


# --- all figures ------------------------------------------------------------------------------


@pytest.fixture
def every_figure(shares, make_trend):
    def draw():
        return {
            "stacked_shares": charts.stacked_shares(shares, reference="Kota"),
            "pattern_bands": charts.pattern_bands(
                fit(
                    upper_share=[np.nan, 0.7, np.nan, np.nan, np.nan],
                    illustration_share=[0.2, 0.65, 0.1, 0.04, 0.01],
                    national_share=[0.1127, 0.8846, 0.0011, 0.0006, 0.001],
                )
            ),
            "histogram": charts.histogram(
                bins(), median=83.5, name="Dinas A", other=bins(2), other_name="Kota"
            ),
            "dots_with_interval": charts.dots_with_interval(
                dots(["A", "B", "C"]), reference=0.25, reference_name="Kota", title="Porsi"
            ),
            "trend_lines": charts.trend_lines(make_trend(["2022", "2023", "2024"])),
            "small_multiples": charts.trend_lines(
                make_trend(["2023", "2024"], series=("A", "B", "C")), small_multiples=True
            ),
            "level_matrix": charts.level_matrix(level_cells()),
            "transition_matrix": charts.transition_matrix(transition_cells()),
            "completeness_bars": charts.completeness_bars(completeness(), target=0.95),
            "planned_vs_real": charts.planned_vs_real(projects(), as_of=dt.date(2024, 12, 31)),
            "agreement_scatter": charts.agreement_scatter(
                agencies(["A", "B", "C"]), x_title="IKM", y_title="Porsi Sangat Baik"
            ),
        }

    return draw


def test_figures_look_as_a_person_approved_them(every_figure):
    """TIMBANG_GOLDEN=1 rewrites the files; a person then reads the difference."""
    for name, figure in every_figure().items():
        content = json.loads(figure.to_json())
        content["layout"].pop("template", None)
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        path = GOLDEN / f"figure_{name}.json"
        if os.environ.get("TIMBANG_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text, name


def test_figures_follow_the_language(every_figure):
    with use_language("en"):
        english = every_figure()
    for name, figure in every_figure().items():
        assert figure.layout.separators == ",."
        assert english[name].layout.separators == ".,"
        assert seen(figure) != seen(english[name]), name
    assert "Share of staff" in seen(english["pattern_bands"])


def test_figures_leave_text_axes_and_grid_to_the_theme(every_figure):
    for name, figure in every_figure().items():
        layout = json.loads(figure.to_json())["layout"]
        assert "font" not in layout, name
        assert "paper_bgcolor" not in layout, name
        assert "plot_bgcolor" not in layout, name
        for axis in (part for key, part in layout.items() if key[1:5] == "axis"):
            assert not {"color", "gridcolor", "tickfont", "linecolor"} & set(axis), name


def test_figures_have_no_title_no_dragging_and_fixed_axes(every_figure):
    for figure in every_figure().values():
        assert figure.layout.title.text is None
        assert figure.layout.dragmode is False
        assert all(axis.fixedrange for axis in figure.select_xaxes())
        assert figure.layout.height >= 90


def test_bar_axes_start_at_zero(every_figure):
    for name, axis in (
        ("stacked_shares", "xaxis"),
        ("pattern_bands", "yaxis"),
        ("completeness_bars", "xaxis"),
    ):
        assert every_figure()[name].layout[axis].range[0] == 0


def test_dark_and_light_marks_differ_and_nothing_else(every_figure):
    light = every_figure()
    with colors.use_theme("dark"):
        dark = every_figure()
    for name in light:
        assert seen(light[name]) != seen(dark[name]), name
        assert light[name].layout.height == dark[name].layout.height


@pytest.mark.parametrize(
    "name", [HOSTILE, "<img src=x onerror=alert(1)>", "<a href='javascript:x'>y</a>"]
)
def test_names_from_data_cannot_bring_markup_into_a_figure(name, make_shares, make_trend):
    figures = [
        charts.stacked_shares(make_shares({name: (1, 5, 1, 1, 1)})),
        charts.dots_with_interval(dots([name]), reference=0.2, reference_name=name),
        charts.trend_lines(make_trend(["2023", "2024"], series=(name,))),
        charts.trend_lines(make_trend(["2023", "2024"], series=(name,)), small_multiples=True),
        charts.histogram(bins(), name=name, other=bins(), other_name=name),
        charts.completeness_bars(completeness().assign(group=name)),
        charts.planned_vs_real(projects().assign(project=name), as_of=dt.date(2024, 12, 31)),
        charts.agreement_scatter(agencies([name]), x_title="x", y_title="y"),
    ]
    allowed = ("<b>", "</b>", "<br>")
    for figure in figures:
        text = seen(figure)
        for tag in allowed:
            text = text.replace(tag, "")
        assert "<" not in text.replace("< 5", "")


def test_figures_of_forty_groups_stay_under_fifty_kilobytes(forty_groups, make_shares, make_trend):
    names = list(forty_groups)
    quarters = [f"{y}-Q{q}" for y in (2022, 2023, 2024) for q in (1, 2, 3, 4)]
    rows = completeness().iloc[[0] * 40].assign(group=names)
    figures = {
        "stacked": charts.stacked_shares(make_shares(forty_groups)),
        "dots": charts.dots_with_interval(dots(names), reference=0.2, reference_name="Kota"),
        "completeness": charts.completeness_bars(rows),
        "scatter": charts.agreement_scatter(agencies(names), x_title="IKM", y_title="Porsi"),
        "trends of nine": charts.trend_lines(
            make_trend(quarters, series=names[:9]), small_multiples=True
        ),
    }
    for name, figure in figures.items():
        content = json.loads(figure.to_json())
        content["layout"].pop("template", None)
        assert len(json.dumps(content, ensure_ascii=False).encode()) < 50_000, name


def test_the_height_follows_the_number_of_rows(forty_groups, make_shares):
    forty = charts.stacked_shares(make_shares(forty_groups)).layout.height
    twenty = charts.stacked_shares(make_shares(dict(list(forty_groups.items())[:20]))).layout.height
    assert forty - twenty == 20 * (18 + 4)  # 18 px a row, 4 for printed shares


def test_the_settings_carry_the_words_of_their_language():
    months = charts.chart_config()["locales"]["id"]["format"]["months"]
    assert (charts.chart_config()["locale"], months[11]) == ("id", "Desember")
    with use_language("en"):
        config = charts.chart_config()
    assert (config["locale"], config["locales"]["en"]["format"]["months"][4]) == ("en", "May")
    assert config["displayModeBar"] is False


def test_a_frame_without_a_single_value_counts_as_empty(shares):
    assert charts.is_empty(shares.iloc[:0], "share")
    assert charts.is_empty(shares.assign(share=np.nan), "share")
    assert not charts.is_empty(shares, "share")
