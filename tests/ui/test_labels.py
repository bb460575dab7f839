import pytest

from ui import labels
from ui.i18n import use_language


@pytest.mark.parametrize(
    ("code", "indonesian", "english"),
    [
        ("2024", "2024", "2024"),
        ("2024-Q1", "Triwulan I 2024", "Quarter 1 2024"),
        ("2024-Q4", "Triwulan IV 2024", "Quarter 4 2024"),
        ("2024-07", "Juli 2024", "July 2024"),
    ],
)
def test_periods_read_as_people_write_them(code, indonesian, english):
    assert labels.period(code) == indonesian
    with use_language("en"):
        assert labels.period(code) == english


def test_periods_are_short_on_an_axis():
    assert labels.period("2024-07", short=True) == "Jul 2024"
    assert labels.period("2024-Q2", short=True) == "TW II 2024"


@pytest.mark.parametrize("code", ["2024-13", "2024-Q5", "<b>", "24"])
def test_what_is_no_period_is_shown_as_it_is(code):
    assert labels.period(code) == code


def test_official_names_stay_indonesian_with_the_translation_in_brackets():
    assert labels.predicate("needs_improvement") == "Butuh Perbaikan"
    with use_language("en"):
        assert labels.predicate("needs_improvement") == "Butuh Perbaikan (Needs improvement)"
        assert labels.predicate("very_good", official=False) == "Very good"
        assert labels.predicate_on_axis("very_good") == "Sangat Baik"


def test_an_organisation_can_be_outstanding_but_not_very_good():
    assert labels.agency_predicate("outstanding") == "Istimewa"
    assert set(labels.AGENCY_PREDICATE_NAMES) == {
        "outstanding",
        "good",
        "needs_improvement",
        "poor",
        "very_poor",
    }


@pytest.mark.parametrize("function", [labels.position_class, labels.grade_group])
def test_an_unknown_value_is_said_to_be_unknown(function):
    assert function(None) == "belum diketahui"
    assert function(float("nan")) == "belum diketahui"


def test_predicates_are_ordered_best_first():
    assert labels.PREDICATES[0] == "very_good"
    assert labels.PREDICATES[-1] == "very_poor"
    assert set(labels.PREDICATES) == set(labels.PREDICATE_NAMES)
