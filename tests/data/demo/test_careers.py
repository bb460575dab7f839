"""Sanctions, assessments and credit of the invented city, counted again from the store."""

from __future__ import annotations

import pandas as pd
import pytest

from data import demo
from data.demo.careers import make_careers
from data.demo.plan import INCOMPLETE
from tests.data.demo.conftest import Rows

# rules.md 6, written down a second time: coefficient a year by level.
COEFFICIENT = {"PM": 3.75, "TR": 5, "MH": 12.5, "PY": 25, "PT": 12.5, "MU": 25, "MA": 37.5}
PERCENT = {"very_good": 1.5, "good": 1.0, "needs_improvement": 0.75, "poor": 0.5, "very_poor": 0.25}


def test_a_few_dozen_people_are_sanctioned_and_some_still_are(rows: Rows) -> None:
    found = rows("sanction")
    punished = found[found["employee_id"].notna()]
    assert len(punished) == punished["employee_id"].nunique() == round(0.008 * 5340)
    assert set(punished["level"]) == {"light", "moderate", "severe"}
    blocking = punished[punished["level"] != "light"]
    assert (blocking["ends_on"] > blocking["starts_on"]).all()
    assert punished.loc[punished["level"] == "light", "ends_on"].isna().all()
    running = blocking["ends_on"] >= pd.Timestamp(2026, 6, 30)
    assert 3 <= running.sum() < len(blocking)


def test_a_sanction_lasts_as_long_as_its_kind(rows: Rows) -> None:
    found = rows("sanction").dropna(subset=["ends_on"])
    months = found["sanction_kind"].str.extract(r"_(\d+)$")[0].fillna("12").astype(int)
    for begins, ends, n in zip(found["starts_on"], found["ends_on"], months, strict=True):
        assert begins + pd.DateOffset(months=n) == ends + pd.Timedelta(days=1)


def test_all_agencies_but_the_incomplete_ones_handed_in_their_list(rows: Rows) -> None:
    named = set(rows("sanction")["agency_code"])
    assert set(rows("agency")["agency_code"]) - named == set(INCOMPLETE)


def test_about_a_third_is_assessed_and_potential_is_not_the_score_in_disguise(rows: Rows) -> None:
    found = rows("competence")
    # Four standard deviations of a share of a third of 5,340 are 2.6 points.
    assert len(found) / 5340 == pytest.approx(1 / 3, abs=0.04)
    assert found["employee_id"].is_unique
    cut = pd.cut(
        found["potential_score"], [-1, 59.99, 79.99, 100], labels=["low", "medium", "high"]
    )
    assert (cut.astype(str) == found["potential"]).all()
    assert found["potential"].value_counts(normalize=True).min() > 0.1
    weakest = found[["technical", "managerial", "sociocultural"]].min(axis=1)
    assert ((weakest >= 65) == (found["competence_standard"] == "met")).all()
    mean = (
        rows("appraisal").query("rater_role == 'superior'").groupby("employee_id")["score"].mean()
    )
    shared = found["potential_score"].corr(found["employee_id"].map(mean))
    assert 0.1 < shared < 0.5


def test_credit_of_a_year_is_that_of_its_predicate_and_level(rows: Rows) -> None:
    credit = rows("credit")
    yearly = credit[credit["credit_kind"] == "conversion"]
    results = rows("appraisal").query("is_result and period_code.str.len() == 4")
    predicate = results.set_index(["employee_id", "period_code"])["predicate"]
    n_months = (
        (yearly["to_on"].dt.year * 12 + yearly["to_on"].dt.month)
        - (yearly["from_on"].dt.year * 12 + yearly["from_on"].dt.month)
        + 1
    )
    for row, months in zip(yearly.itertuples(), n_months, strict=True):
        given = predicate[row.employee_id, str(row.to_on.year)]
        exact = months / 12 * PERCENT[given] * COEFFICIENT[row.functional_level]
        assert row.points == pytest.approx(exact, abs=0.005001)  # two decimals
    assert set(n_months) == {9, 12}


def test_contract_staff_have_no_credit_and_some_handed_in_none(rows: Rows) -> None:
    credit, people = rows("credit"), rows("employee")
    with_credit = people[people["employee_id"].isin(credit["employee_id"])]
    assert set(with_credit["employment_type"]) == {"pns"}
    posts = rows("assignment").merge(rows("position"), on="position_id")
    now = posts[posts["effective_to"].isna() & (posts["position_class"] == "functional")]
    functional = now.merge(people, on="employee_id").query("employment_type == 'pns'")
    lacking = ~functional["employee_id"].isin(credit["employee_id"])
    assert lacking.mean() == pytest.approx(0.1, abs=0.03)


def test_careers_have_a_generator_of_their_own() -> None:
    city = demo.invent(7, 300)
    other = make_careers(8, city.people, city.plan, city.given)
    again = make_careers(7, city.people, city.plan, city.given)
    pd.testing.assert_frame_equal(again.assessments, city.careers.assessments)
    assert not other.assessments.equals(again.assessments)
