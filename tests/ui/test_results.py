"""Rows for figures from real results, so that the two sides cannot drift apart unnoticed."""

import datetime as dt

import pandas as pd
import pytest

from analytics import filling
from analytics.agreement_with_results import RankAgreement, agreement_with_results
from analytics.distribution import (
    level_matrix,
    predicate_shares,
    score_summary,
    share_trend,
    transitions,
)
from analytics.suppression import SeesPersons
from ui import alternatives, charts, results, tables

NAMES = {"A": "Dinas Kesehatan", "B": "Binjai Kota", "C": "Binjai Kota"}
EVERYBODY = SeesPersons()


@pytest.fixture
def mix():
    rows = [
        ("A", "very_good", 40),
        ("A", "good", 60),
        ("B", "good", 9),
        ("B", "poor", 1),
        ("C", "very_good", 100),
        ("C", "good", 100),
    ]
    counts = pd.DataFrame(rows, columns=["agency_code", "predicate", "n"])
    return predicate_shares(counts, by=["agency_code"], visible=EVERYBODY, total=True)


def test_two_groups_with_one_name_are_told_apart_by_code():
    rows = results.named(pd.DataFrame({"code": ["A", "B", "C", "D"]}), "code", NAMES)
    assert list(rows["group"]) == ["Dinas Kesehatan", "Binjai Kota (B)", "Binjai Kota (C)", "D"]


def test_a_missing_code_is_unknown():
    rows = results.named(pd.DataFrame({"code": ["A", None]}), "code", NAMES)
    assert list(rows["group"]) == ["Dinas Kesehatan", "belum diketahui"]


def test_shares_reach_figure_table_and_words_with_the_same_numbers(mix):
    rows = results.shares(mix, "agency_code", NAMES, total="Kota")
    figure = charts.stacked_shares(rows, reference="Kota")
    assert figure.layout.annotations[0].text == "Kota"
    city = tables.by_predicate(rows).set_index("group").loc["Kota"]
    assert city["n_group"] == 310
    assert city["very_good"] == pytest.approx(140 / 310)
    assert "terbawah Binjai Kota (B)" in alternatives.mix_alt(rows, reference="Kota")


def test_dots_carry_interval_code_and_mark_few_people(mix):
    rows = results.dots(mix, "agency_code", NAMES).set_index("agency_code")
    assert rows.loc["A", "value"] == pytest.approx(0.4)
    assert rows.loc["A", "lower"] < 0.4 < rows.loc["A", "upper"]
    assert list(rows["is_few"]) == [False, True, False]
    better = results.dots(mix, "agency_code", NAMES, measure="good_or_better")
    assert better.set_index("agency_code").loc["B", "value"] == pytest.approx(0.9)
    charts.dots_with_interval(rows.reset_index())


def test_a_small_group_is_marked_and_a_line_of_a_small_year_keeps_its_name():
    rows = [("A", "2023", "good", 3), ("A", "2024", "good", 70), ("B", "2023", "good", 9)]
    counts = pd.DataFrame(rows, columns=["agency_code", "period_code", "predicate", "n"])
    of_2023 = counts[counts["period_code"] == "2023"]
    mix = predicate_shares(of_2023, by=["agency_code"], visible=SeesPersons(5))
    marked = results.shares(mix, "agency_code", NAMES)["group"].unique().tolist()
    assert marked == ["Dinas Kesehatan · kelompok kecil", "Binjai Kota"]
    over_time = share_trend(counts, by=["agency_code"], visible=SeesPersons(5))
    lines = results.trend(over_time, key="agency_code", names=NAMES)
    assert set(lines["series"]) == {"Dinas Kesehatan", "Binjai Kota"}


def test_trends_become_lines():
    rows = [
        ("2023", "very_good", 20),
        ("2023", "good", 80),
        ("2024", "very_good", 30),
        ("2024", "good", 70),
    ]
    counts = pd.DataFrame(rows, columns=["period_code", "predicate", "n"])
    over_time = share_trend(counts, by=[], visible=EVERYBODY)
    lines = results.trend(over_time)
    assert list(lines["series"].unique()) == ["Kota"]
    assert list(charts.trend_lines(lines).data[0].y) == [0.2, 0.3]


def test_trends_of_agencies_are_named():
    rows = [("A", "2023", "good", 80), ("A", "2024", "good", 70)]
    counts = pd.DataFrame(rows, columns=["agency_code", "period_code", "predicate", "n"])
    over_time = share_trend(counts, by=["agency_code"], visible=EVERYBODY)
    assert set(results.trend(over_time, key="agency_code", names=NAMES)["series"]) == {
        "Dinas Kesehatan"
    }


def test_completeness_puts_the_least_complete_first_and_unknown_last():
    filled = pd.DataFrame(
        {"agency_code": ["A", "B", "C"], "n": [50, 9, 10], "n_employees": [100, 10, None]}
    )
    counted = filling.filled_in(filled, "appraised", by=["agency_code"], visible=EVERYBODY)
    rows = results.tally(counted, "agency_code", NAMES)
    assert list(rows["agency_code"]) == ["A", "B", "C"]
    figure = charts.completeness_bars(rows)
    assert [note.text for note in figure.layout.annotations] == ["50%", "90%", "belum diketahui"]


def test_levels_fit_their_figure_as_they_are():
    levels = pd.DataFrame(
        {"work_result": ["above", "meets"], "behaviour": ["above", "meets"], "n": [3, 7]}
    )
    nine = level_matrix(levels, by=[], visible=EVERYBODY)
    assert "<b>3</b><br>30,0%" in [
        n.text for n in charts.level_matrix(nine.long()).layout.annotations
    ]


def test_movements_fit_their_figure_as_they_are():
    moves = pd.DataFrame(
        {
            "previous_predicate": ["good", "good", "poor"],
            "predicate": ["good", "very_good", "good"],
            "n": [6, 2, 4],
        }
    )
    moved = transitions(moves, by=[], visible=EVERYBODY)
    figure = charts.transition_matrix(moved.long())
    at = {(note.x, note.y): note.text for note in figure.layout.annotations}
    assert at[4, 1] == "<b>2</b><br>25,0%"  # row Baik, column Sangat Baik
    assert list(at.values()).count("tidak ada pegawai") == 3


def test_the_agreement_figure_names_the_agencies_furthest_from_the_trend():
    codes = [chr(65 + i) for i in range(10)]
    rows = [
        (code, p, n)
        for i, code in enumerate(codes)
        for p, n in (("very_good", 5 + 5 * i), ("good", 60))
    ]
    counts = pd.DataFrame(rows, columns=["agency_code", "predicate", "n"])
    mix = predicate_shares(counts, by=["agency_code"], visible=EVERYBODY)
    index = [70.0 + i for i in range(10)]
    index[0] = 99.0  # the fewest Sangat Baik and the happiest citizens
    own = pd.DataFrame(
        {"agency_code": codes, "agency_predicate": None, "satisfaction_index": index}
    )
    _predicate, found = agreement_with_results(mix, own)
    assert isinstance(found, RankAgreement)
    points = results.agreement(found, {"A": "Dinas A"}, n_labelled=1)
    assert list(points.loc[points["is_outlier"], "agency"]) == ["Dinas A"]
    figure = charts.agreement_scatter(points, x_title="IKM", y_title="Porsi")
    assert [note.text for note in figure.layout.annotations] == ["Dinas A"]


def test_projects_with_one_name_stay_two_rows():
    status = pd.DataFrame(
        {
            "project_code": ["P1", "P2"],
            "name": ["Jalan", "Jalan"],
            "planned_end": [dt.date(2024, 1, 1), dt.date(2024, 6, 1)],
            "real_end": [dt.date(2024, 1, 5), None],
        }
    )
    rows = results.projects(status)
    assert list(rows["project"]) == ["Jalan (P2)", "Jalan (P1)"]
    charts.planned_vs_real(rows, as_of=dt.date(2024, 12, 31))


def test_without_achievements_the_table_is_empty():
    assert results.achievements(None, None, "agency_code", NAMES).empty


def test_a_score_summary_becomes_a_histogram():
    bins = pd.DataFrame(
        {
            "score_bin": [80, 81],
            "n": [3, 7],
            "sum_score": [241.0, 570.0],
            "sum_squares": [19361.0, 46420.0],
        }
    )
    scores = score_summary(bins, by=[], visible=EVERYBODY, scale_top=100)
    figure = charts.histogram(scores.bins(), median=float(scores.median[0]))
    assert list(figure.data[0].y) == [3, 7]
    assert list(figure.data[0].x) == [80.5, 81.5]
