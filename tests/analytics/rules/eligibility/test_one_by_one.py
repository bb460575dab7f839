"""The engine against the slow way, on people of all kinds."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analytics.rules.eligibility import TARGETS, check_eligibility
from tests.analytics.rules import shipped
from tests.analytics.rules.eligibility.one_by_one import CEILINGS, ECHELONS, GRADES, RANKS, answers

RULES = shipped.rules()
DAYS = ["2023-09-10", "2024-02-29", "2025-08-20", "2026-05-10"]
PREDICATES = ["very_good", "good", "good", "good", "good", "needs_improvement", "poor"]
CHOICES = {
    "employment_type": ["pns", "pns", "pns", "pppk", "pppk_part_time"],
    "education": list(CEILINGS), "grade": [*GRADES, "PPPK IX"],
    "position_class": ["general_staff", "functional", "supervisor", "administrator", "executive"],
    "functional_level": list(RANKS), "echelon": list(ECHELONS),
    "field_months": ["0", "59", "60"],
    "credit": ["0", "14.99", "15", "49.99", "50", "100", "150", "299.99", "300", "450"],
    "competence_test": ["passed", "failed"], "competence_standard": ["met", "not_met"],
    "service_exam": ["none", "I", "II", "I;II"], "exam_exempt": ["yes", "no"],
    "vacancy": ["yes", "no"], "potential": ["low", "medium", "high"],
}  # fmt: skip


def people(n, rng):
    """Random people; half of them nearly fit a promotion, so that days occur."""

    def some_day(first, last):
        return str(
            dt.date(first, 1, 1) + dt.timedelta(days=int(rng.integers((last - first) * 366)))
        )

    def sanctions():
        if rng.random() < 0.6:
            return "none"
        found = []
        for _ in range(rng.integers(1, 4)):
            start = dt.date.fromisoformat(some_day(2023, 2027))
            end = start + dt.timedelta(days=int(rng.integers(400)))
            found.append(f"{rng.choice(['light', 'moderate', 'severe'])}:{start}:{end}")
        return ";".join(found)

    def months():
        classes = ["general_staff", "functional", "supervisor", "administrator", "functional_MA"]
        return ";".join(f"{each}:{rng.integers(60)}" for each in classes if rng.random() < 0.5)

    rows = []
    for at in range(n):
        row = {name: str(rng.choice(values)) for name, values in CHOICES.items()}
        row |= {"birth_date": some_day(1962, 2000), "grade_since": some_day(2018, 2027),
                "position_since": some_day(2018, 2027), "sanctions": sanctions(),
                "experience": months()}  # fmt: skip
        row["predicates"] = ";".join(
            f"{year}:{rng.choice(PREDICATES)}" for year in range(2020, 2027) if rng.random() < 0.9
        )
        row = {name: "" if rng.random() < 0.1 else value for name, value in row.items()}
        if at % 2:
            row |= {
                "employment_type": "pns",
                "position_class": "general_staff",
                "education": "S3",
                "exam_exempt": "yes",
                "grade": str(rng.choice(GRADES[:12])),
                "predicates": ";".join(f"{year}:good" for year in range(2020, 2027)),
            }
        rows.append({"employee": f"p{at}", **row})
    return rows  # fmt: skip


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("target", TARGETS)
def test_everybody_gets_the_answer_of_the_slow_way(target, on):
    rows = people(400, np.random.default_rng(17))
    day = dt.date.fromisoformat(on)
    found = check_eligibility(pd.DataFrame(rows), target, day, RULES)
    found = found[~found["check"].isin(["retirement", "training"])]
    expected = [
        (row["employee"], name, status, "" if met_on is None else str(met_on))
        for row in rows
        for name, (status, met_on) in answers(row, target, day).items()
    ]
    given = list(
        found[["employee", "check", "status", "met_on"]].itertuples(index=False, name=None)
    )
    assert given == expected
    if target == "regular_promotion":  # days occur, so that they are tested
        assert sum(each[1] == "overall" and each[3] != "" for each in expected) > 10
