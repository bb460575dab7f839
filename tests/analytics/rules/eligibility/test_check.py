"""Eligibility against cases worked by hand, and what holds for every table of people."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import InvalidPeople, InvalidRuleSet, InvalidSetting, MissingColumns
from analytics.rules import rule_set
from analytics.rules.eligibility import COLUMNS, RESULT_COLUMNS, TARGETS, check_eligibility
from tests.analytics.rules import shipped
from tests.analytics.rules.eligibility.hand_worked import CASES, FITTING

RULES = shipped.rules()
# eligibility.md, the table of targets
ORDER = {
    "regular_promotion": "employment post grade_years predicates education_ceiling service_exam "
    "sanction",
    "functional_promotion": "employment post grade_years predicates credit rank_room sanction",
    "structural_promotion": "employment post grade_years predicates rank_room sanction",
    "next_functional_level": "employment post credit predicates competence_test vacancy sanction",
    "supervisor": "employment education experience predicates competence_standard sanction",
    "administrator": "employment education experience predicates competence_standard sanction",
    "executive": "employment education experience field predicates competence_standard age "
    "sanction",
    "talent_pool": "employment predicates potential box sanction",
}


def check(rows, target, on="2026-05-10", rules=RULES):
    frame = pd.DataFrame([{"employee": f"p{at}", **row} for at, row in enumerate(rows)])
    return check_eligibility(frame, target, dt.date.fromisoformat(on), rules)


def of_one(facts, target, on="2026-05-10", rules=RULES):
    return check([facts], target, on, rules).set_index("check")


def test_there_are_enough_cases_and_every_check_both_ways():
    assert len(CASES) >= 100
    seen = {
        (target, name, outcome.split()[0])
        for _, target, _, _, expected in CASES
        for name, outcome in expected.items()
    }
    checks = {name for each in ORDER.values() for name in each.split()}
    for name in checks - {"potential"}:  # never not met
        for status in ("met", "not_met", "unknown"):
            assert any(each[1:] == (name, status) for each in seen), (name, status)


@pytest.mark.parametrize(
    ("target", "on", "facts", "expected"),
    [case[1:] for case in CASES],
    ids=[f"{case[1]}: {case[0]}" for case in CASES],
)
def test_a_case_worked_by_hand(target, on, facts, expected):
    found = of_one(facts, target, on)
    for name, outcome in expected.items():
        status, *day = outcome.split()
        assert found.loc[name, "status"] == status, name
        if day:
            assert found.loc[name, "met_on"] == ("" if day == ["-"] else day[0]), name


@pytest.mark.parametrize("target", TARGETS)
def test_rows_and_columns_are_those_of_the_contract(target):
    found = check([{}, FITTING[target]], target)
    assert tuple(found.columns) == RESULT_COLUMNS
    each = [*ORDER[target].split(), "overall", "retirement", "training"]
    assert found["check"].tolist() == each * 2
    assert found["employee"].tolist() == ["p0"] * len(each) + ["p1"] * len(each)
    assert set(found["target"]) == {target}
    assert found["rule"].str.fullmatch(r"R\d+(\.\d+[a-z]?)?").all()
    assert (found["legal_basis"] != "").all()
    informing = found["check"].isin(["retirement", "training"])
    assert (found.loc[informing, "status"] == "info").all()
    assert found.loc[~informing, "status"].isin(["met", "not_met", "unknown"]).all()
    assert not found.isna().any(axis=None)


def test_values_and_what_is_required_are_said():
    found = of_one({**FITTING["regular_promotion"], "credit": "12.50"}, "regular_promotion")
    assert found.loc["grade_years", ["value", "required"]].tolist() == ["4", "4"]
    assert found.loc["predicates", "value"] == "2024:good;2025:very_good"
    assert found.loc["education_ceiling", ["value", "required"]].tolist() == ["III/b", "III/d"]
    assert found.loc["service_exam", "required"] == ""
    credit = {"functional_level": "MA", "grade": "IV/b", "credit": "287.50"}
    found = of_one(credit, "functional_promotion")
    assert found.loc["credit", ["value", "required"]].tolist() == ["287.5", "300"]
    top = of_one({"functional_level": "MA", "grade": "IV/c"}, "functional_promotion")
    assert top.loc["credit", ["status", "required"]].tolist() == ["met", ""]
    assert of_one({"sanctions": "light:2026-01-01:2026-12-31"}, "talent_pool").loc[
        "sanction", "value"
    ] == "none"  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        ({"position_class": "general_staff", "birth_date": "1968-05-11"}, "2025-05-10",
         ["no", "2026-05-11"]),
        ({"position_class": "general_staff", "birth_date": "1968-05-10"}, "2025-05-10",
         ["yes", "2026-05-10"]),
        ({"position_class": "executive", "birth_date": "1966-01-01"}, "2025-05-10",
         ["yes", "2026-01-01"]),
        ({"position_class": "functional", "functional_level": "MU", "birth_date": "1968-01-01"},
         "2025-05-10", ["yes", "2026-01-01"]),
        ({"position_class": "functional", "functional_level": "MA", "birth_date": "1968-01-01"},
         "2025-05-10", ["no", "2028-01-01"]),
        ({"position_class": "functional", "functional_level": "UT", "birth_date": "1961-01-01"},
         "2025-05-10", ["yes", "2026-01-01"]),
        ({"position_class": "functional", "birth_date": "1968-01-01"}, "2025-05-10", ["", ""]),
        ({"birth_date": "1968-01-01"}, "2025-05-10", ["", ""]),
    ],
)  # fmt: skip
def test_the_age_limit_informs(facts, on, expected):
    found = of_one(facts, "talent_pool", on)
    assert found.loc["retirement", ["value", "required"]].tolist() == expected
    assert found.loc["retirement", "rule"] == "R8.3"


def test_leadership_training_informs():
    assert [
        of_one({}, target).loc["training", "required"]
        for target in ("supervisor", "administrator", "executive")
    ] == ["PKP", "PKA", "PKN II"]
    holder = {"position_class": "administrator", "position_since": "2026-02-10"}
    found = of_one(holder, "structural_promotion")
    assert found.loc["training", ["value", "required"]].tolist() == ["2027-02-10", "PKA"]
    found = of_one({"position_class": "functional"}, "functional_promotion")
    assert found.loc["training", ["value", "required"]].tolist() == ["", ""]


# ── the rule set decides ──


def with_value(place, value, **more):
    source = shipped.source() | more
    inner = source
    for step in place.split("."):
        inner = inner[step]
    inner["value"] = value
    return rule_set.parse(source)


def test_a_corrected_number_changes_the_answer_and_a_date_picks_the_version():
    stricter = with_value("targets.regular_promotion.grade_years", 5, valid_from="2026-01-01")
    person = {"grade_since": "2021-10-01"}
    for on, status in (("2025-12-31", "met"), ("2026-01-01", "not_met")):
        rules = rule_set.valid_on([stricter, RULES], dt.date.fromisoformat(on))
        found = of_one(person, "regular_promotion", on, rules)
        assert found.loc["grade_years", "status"] == status
    assert found.loc["grade_years", ["required", "met_on"]].tolist() == ["5", "2026-10-01"]


def test_a_look_back_prolongs_a_sanction():
    looking_back = with_value("discipline.lookback_months", 24)
    person = {"sanctions": "moderate:2024-02-01:2024-08-01"}
    assert of_one(person, "talent_pool").loc["sanction", "status"] == "met"
    found = of_one(person, "talent_pool", rules=looking_back).loc["sanction"]
    assert found[["status", "met_on"]].tolist() == ["not_met", "2026-08-02"]


def test_a_set_without_these_rules_says_so():
    source = shipped.source()
    del source["targets"]
    with pytest.raises(InvalidRuleSet, match="targets"):
        check([{}], "supervisor", rules=rule_set.parse(source))


# ── what holds for everybody ──

CHOICES = {
    "employment_type": ["pns", "pppk", "pppk_part_time"],
    "birth_date": ["1968-02-29", "1969-05-10", "1969-05-11", "1985-01-01"],
    "grade_since": ["2021-01-01", "2022-05-10", "2022-05-11", "2025-05-10", "2025-06-01"],
    "position_since": ["2020-01-01", "2025-05-10", "2025-05-11", "2026-01-01"],
    "functional_level_since": ["2024-01-01"],
    "education": ["SMA", "D-III", "D-IV", "S2"],
    "grade": ["II/d", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/e", "PPPK IX"],
    "position_class": ["general_staff", "functional", "supervisor", "administrator", "executive"],
    "functional_level": ["PM", "TR", "MH", "PY", "PT", "MU", "MA", "UT"],
    "echelon": ["II.a", "III.b", "IV.a", "IV.b"],
    "experience": ["general_staff:48", "supervisor:20;functional:16", "functional_MA:24"],
    "field_months": ["59", "60"],
    "credit": ["0", "50", "150", "449.99", "450"],
    "predicates": ["2025:good", "2024:good;2025:very_good", "2024:poor", "2024:good;2025:poor"],
    "sanctions": ["none", "moderate:2026-01-01:2026-08-01", "light:2026-01-01:2026-08-01",
                  "severe:2026-06-01:2027-06-01"],
    "competence_test": ["passed", "failed"],
    "competence_standard": ["met", "not_met"],
    "service_exam": ["none", "I", "II", "I;II"],
    "exam_exempt": ["yes", "no"],
    "vacancy": ["yes", "no"],
    "potential": ["low", "medium", "high"],
}  # fmt: skip
# eligibility.md: the columns each check may look at
READS = {
    "employment": {"employment_type"},
    "post": {"position_class", "echelon"},
    "grade_years": {"grade_since", "position_since", "grade", "echelon"},
    "predicates": {"predicates"},
    "education_ceiling": {"grade", "education"},
    "service_exam": {"grade", "service_exam", "exam_exempt"},
    "credit": {"credit", "functional_level", "grade"},
    "rank_room": {"grade", "functional_level", "echelon"},
    "competence_test": {"competence_test"},
    "competence_standard": {"competence_standard"},
    "vacancy": {"vacancy"},
    "education": {"education"},
    "experience": {"experience"},
    "field": {"field_months"},
    "age": {"birth_date"},
    "potential": {"potential"},
    "box": {"predicates", "potential"},
    "sanction": {"sanctions"},
}
people = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in CHOICES.items()}
)
targets = st.sampled_from(TARGETS)


def test_the_strategies_know_every_column():
    assert {*CHOICES, "employee"} == set(COLUMNS)


@given(person=people, target=targets)
@pytest.mark.long
def test_overall_is_the_and_of_the_checks(person, target):
    found = of_one(person, target)["status"]
    parts = set(found[ORDER[target].split()])
    whole = "not_met" if "not_met" in parts else "unknown" if "unknown" in parts else "met"
    assert found["overall"] == whole


@given(person=people, target=targets, data=st.data())
@pytest.mark.long
def test_filling_a_blank_changes_only_checks_that_read_it_and_never_what_is_decided(
    person, target, data
):
    blanks = sorted(set(CHOICES) - set(person))
    if not blanks:
        return
    name = data.draw(st.sampled_from(blanks))
    values = CHOICES[name]
    before = check([person], target).set_index("check")
    after = check([{**person, name: value} for value in values], target)
    for one in ORDER[target].split():
        rows = after[after["check"] == one]
        if name not in READS[one]:
            for column in ("status", "value", "required", "met_on"):
                assert set(rows[column]) == {before.loc[one, column]}, (one, name)
        elif before.loc[one, "status"] != "unknown":
            assert set(rows["status"]) == {before.loc[one, "status"]}, (one, name)


@given(person=people, target=targets, data=st.data())
@pytest.mark.long
def test_taking_a_fact_away_never_makes_a_check_fail(person, target, data):
    if not person:
        return
    name = data.draw(st.sampled_from(sorted(person)))
    less = {key: value for key, value in person.items() if key != name}
    found = check([person, less], target)
    each = ORDER[target].split()
    first = found["status"].astype(str).to_numpy()[: len(each)]
    second = found["status"].astype(str).to_numpy()[len(found) // 2 :][: len(each)]
    changed = first != second
    assert (second[changed] == "unknown").all()


@settings(max_examples=40)
@given(rows=st.lists(people, min_size=2, max_size=8), target=targets)
@pytest.mark.long
def test_people_are_answered_alone_and_in_their_order(rows, target):
    together = check(rows, target)
    for at, row in enumerate(rows):
        mine = together[together["employee"] == f"p{at}"].drop(columns="employee")
        alone = check([row], target).drop(columns="employee")
        pd.testing.assert_frame_equal(mine.reset_index(drop=True).astype(str), alone.astype(str))


@given(person=people, target=targets)
@pytest.mark.long
def test_what_fails_by_time_alone_is_met_on_that_day_and_not_before(person, target):
    found = of_one(person, target)
    for name in {"grade_years", "sanction"} & set(found.index):
        day = found.loc[name, "met_on"]
        assert (day == "") | (found.loc[name, "status"] == "not_met")
        if day:
            assert of_one(person, target, day).loc[name, "status"] == "met"
            before = str(dt.date.fromisoformat(day) - dt.timedelta(days=1))
            assert of_one(person, target, before).loc[name, "status"] == "not_met"
    others = found.index.difference(["grade_years", "sanction", "overall"])
    assert (found.loc[others, "met_on"] == "").all()


# ── what cannot be read ──


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("employment_type", "PNS"), ("birth_date", "1990-02-30"), ("birth_date", "17/08/1990"),
        ("grade_since", "2025"), ("education", "S4"), ("grade", "III/e"), ("grade", "PPPK XVIII"),
        ("position_class", "staff"), ("functional_level", "AP"), ("echelon", "V.a"),
        ("experience", "boss:12"), ("experience", "supervisor"), ("experience", "supervisor:-3"),
        ("experience", "supervisor:3;supervisor:4"), ("field_months", "five"),
        ("field_months", "5.5"), ("credit", "12,5"), ("credit", "-1"), ("credit", "inf"),
        ("predicates", "2024:baik"), ("predicates", "24:good"),
        ("predicates", "2024:good;2024:poor"), ("sanctions", "moderate"),
        ("sanctions", "moderate:2025-02-01"), ("sanctions", "heavy:2025-02-01:2025-03-01"),
        ("sanctions", "moderate:2025-03-01:2025-02-01"), ("competence_test", "yes"),
        ("competence_standard", "no"), ("service_exam", "III"), ("service_exam", "none;I"),
        ("exam_exempt", "true"), ("vacancy", "1"), ("potential", "tinggi"), ("grade", "-"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_named(column, value):
    with pytest.raises(InvalidPeople) as error:
        check([{}, {column: value}], "supervisor")
    assert [each[:2] for each in error.value.problems] == [(2, column)]
    assert f"row 2, column '{column}'" in str(error.value)
    if column in ("birth_date", "sanctions"):
        assert value not in str(error.value)  # nobody's birth date or sanction in a message


def test_an_employee_is_needed_once():
    frame = pd.DataFrame({"employee": ["a", "b", "a", "", None]})
    with pytest.raises(InvalidPeople) as error:
        check_eligibility(frame, "supervisor", dt.date(2026, 5, 10), RULES)
    assert [each[0] for each in error.value.problems] == [3, 4, 5]
    with pytest.raises(MissingColumns):
        check_eligibility(pd.DataFrame({"nip": ["a"]}), "supervisor", dt.date(2026, 5, 10), RULES)
    with pytest.raises(InvalidSetting):
        check([{}], "mayor")


def test_typed_columns_are_read_like_text():
    facts = dict(FITTING["executive"])
    typed = facts | {
        "birth_date": dt.date.fromisoformat(facts["birth_date"]),
        "grade_since": pd.Timestamp("2022-01-01"),
        "field_months": 60.0,
        "credit": np.float64(12.5),
    }
    texts = facts | {"grade_since": "2022-01-01", "credit": "12.5"}
    pd.testing.assert_frame_equal(check([typed], "executive"), check([texts], "executive"))
    empty = check_eligibility(
        pd.DataFrame({"employee": pd.Series([], dtype="str")}), "executive",
        dt.date(2026, 5, 10), RULES,
    )  # fmt: skip
    assert empty.empty
    assert tuple(empty.columns) == RESULT_COLUMNS


@pytest.mark.parametrize("written", ["PPPK IX", "IX"])
def test_a_contract_grade_counts_as_an_empty_one_with_or_without_its_prefix(written):
    assert (
        of_one({"grade": written}, "regular_promotion").loc["service_exam", "status"] == "unknown"
    )
