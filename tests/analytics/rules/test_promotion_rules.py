"""The numbers about careers: those of the rules, with their basis, and broken ones named."""

import datetime as dt

import pytest

from analytics.errors import InvalidRuleSet
from analytics.rules.rule_set import parse, promotion_of


def thresholds(source, place=""):
    """Every object with a value inside a rule set."""
    if isinstance(source, dict):
        if "value" in source:
            yield place, source
            return
        for key, inner in source.items():
            yield from thresholds(inner, f"{place}.{key}".lstrip("."))


def test_every_threshold_has_its_basis(source):
    found = dict(thresholds(source))
    assert len(found) > 70
    for place, each in found.items():
        assert each["rule"].startswith(("R", "ui")), place
        assert each["basis"].strip(), place
        assert each["status"] in ("verified", "recollected", "product_choice"), place


def test_the_shipped_numbers_are_those_of_the_rules(rules):
    found = promotion_of(rules)
    dates = [(each.since, each.months) for each in found.promotion_dates.value]
    assert dates[1:] == [
        (dt.date(2024, 1, 1), (2, 4, 6, 8, 10, 12)), (dt.date(2025, 10, 1), tuple(range(1, 13))),
    ]  # fmt: skip
    assert dates[0][1] == (4, 10)
    assert found.superior_rank_until.value == dt.date(2025, 5, 19)
    assert {name: (each.lowest, each.highest) for name, each in found.echelons.value.items()} == {
        "II.a": ("IV/c", "IV/d"), "II.b": ("IV/b", "IV/c"), "III.a": ("IV/a", "IV/b"),
        "III.b": ("III/d", "IV/a"), "IV.a": ("III/c", "III/d"), "IV.b": ("III/b", "III/c"),
    }  # fmt: skip
    assert found.credit.step.value == {
        "PM": 15, "TR": 20, "MH": 50, "PY": 100, "PT": 50, "MU": 100, "MA": 150, "UT": 200,
    }  # fmt: skip
    assert found.credit.grades.value["MA"] == ("IV/a", "IV/b", "IV/c")
    assert found.career_end.age.value["UT"] == 65
    assert found.discipline.blocking.value == ("moderate", "severe")
    assert found.discipline.lookback_months.value == 0
    assert [each.from_days for each in found.discipline.absence.value] == [
        3, 4, 7, 11, 14, 17, 21, 25, 28,
    ]  # fmt: skip
    older = found.older_scales["pp_30_2019"]
    assert (older.least["very_good"], older.least["good"], older.results_share) == (110, 90, 0.7)


def test_a_set_from_before_still_reads(source):
    for name in ("targets", "credit", "talent", "discipline"):
        del source[name]
    rules = parse(source)
    assert rules.promotion is None
    with pytest.raises(InvalidRuleSet) as error:
        promotion_of(rules)
    assert error.value.place == "targets"


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("targets.supervisor", None, "targets.supervisor"),
        ("targets.mayor", {}, "targets"),
        ("targets.supervisor.most_age", {}, "targets.supervisor"),
        ("targets.regular_promotion.grade_years.value", -4,
         "targets.regular_promotion.grade_years.value"),
        ("targets.regular_promotion.grade_years.value", 3.5,
         "targets.regular_promotion.grade_years.value"),
        ("targets.regular_promotion.grade_years.value", "4",
         "targets.regular_promotion.grade_years.value"),
        ("targets.regular_promotion.grade_years.basis", "",
         "targets.regular_promotion.grade_years.basis"),
        ("targets.regular_promotion.predicate_years.value", 0,
         "targets.regular_promotion.predicate_years.value"),
        ("targets.regular_promotion.education_ceiling.value.S1", "III/e",
         "targets.regular_promotion.education_ceiling.value.S1"),
        ("targets.supervisor.employment.value", [], "targets.supervisor.employment.value"),
        ("targets.supervisor.employment.value", ["pns", "pns"],
         "targets.supervisor.employment.value"),
        ("targets.supervisor.education.value", "S4", "targets.supervisor.education.value"),
        ("least_predicate.value", "fine", "least_predicate.value"),
        ("promotion_dates.value", [], "promotion_dates.value"),
        ("promotion_dates.value", [{"since": "2024-01-01", "months": [13]}],
         "promotion_dates.value[0].months"),
        ("promotion_dates.value", [{"since": "2024-01-01", "months": [1]},
                                   {"since": "2023-01-01", "months": [1]}],
         "promotion_dates.value"),
        ("echelons.value.V", {}, "echelons.value"),
        ("credit.coefficient.value.PT", 0, "credit.coefficient.value.PT"),
        ("credit.for_next_level.value.UT", 10, "credit.for_next_level.value.UT"),
        ("credit.grades.value.MA", ["IV/c", "IV/a"], "credit.grades.value.MA"),
        ("talent.boxes.value.above.high", 8, "talent.boxes.value"),
        ("talent.pool.value", [10], "talent.pool.value"),
        ("talent.score_cuts.value", {"middle_from": 80, "high_from": 60},
         "talent.score_cuts.value"),
        ("discipline.blocking.value", ["hard"], "discipline.blocking.value[0]"),
        ("discipline.absence.value", [{"from_days": 5, "kind": "x", "level": "light"}] * 2,
         "discipline.absence.value"),
        ("older_scales.pp_30_2019.results_share", 70, "older_scales.pp_30_2019.results_share"),
        ("retirement.age.since", "someday", "retirement.age.since"),
    ],
)  # fmt: skip
def test_a_broken_number_names_its_place(source, path, value, place):
    inner = source
    *steps, last = path.split(".")
    for step in steps:
        inner = inner[step]
    inner[last] = value
    with pytest.raises(InvalidRuleSet) as error:
        parse(source)
    assert error.value.place == place
