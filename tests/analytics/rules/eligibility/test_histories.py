"""Months of an incomplete history are a least number: enough is met, too little is unknown."""

import datetime as dt

import pandas as pd
import pytest

from analytics.errors import MissingColumns
from analytics.rules.eligibility import (
    TARGETS,
    check_eligibility,
    check_with_known_histories,
)
from tests.analytics.rules import shipped

ON = dt.date(2026, 5, 10)
RULES = shipped.rules()


def people(*rows):
    usual = {"employment_type": "pns", "education": "S1", "experience": None, "field_months": None}
    return pd.DataFrame(
        [{"employee": str(at), **usual, **row} for at, row in enumerate(rows)]
    ).astype({"field_months": "Int64", "known_field_months": "Int64"})


def history(months, field=60, *, complete):
    return {
        "known_experience": f"administrator:{months}", "known_field_months": field,
        "is_history_complete": complete,
    }  # fmt: skip


def statuses(frame, check):
    found = check_with_known_histories(frame, "executive", ON, RULES)
    return found.loc[found["check"] == check, "status"].tolist()


def test_too_few_months_are_unknown_unless_the_history_is_whole():
    frame = people(
        history(24, complete=False), history(23, complete=False),
        history(23, complete=True), history(24, complete=True),
    )  # fmt: skip
    assert statuses(frame, "experience") == ["met", "unknown", "not_met", "met"]
    assert statuses(frame, "field") == ["met"] * 4


def test_experience_and_field_are_judged_apart():
    frame = people(history(30, 10, complete=False), history(3, 70, complete=False))
    assert statuses(frame, "experience") == ["met", "unknown"]
    assert statuses(frame, "field") == ["unknown", "met"]


@pytest.mark.parametrize("target", TARGETS)
def test_whole_histories_are_judged_as_they_are(target):
    frame = people(history(24, complete=True), history(2, 3, complete=True))
    as_given = frame.assign(
        experience=frame["known_experience"], field_months=frame["known_field_months"]
    )
    expected = check_eligibility(as_given, target, ON, RULES)
    found = check_with_known_histories(frame, target, ON, RULES)
    pd.testing.assert_frame_equal(found, expected)


def test_the_rows_keep_their_order():
    frame = people(*(history(20 + at % 9, complete=at % 2 == 0) for at in range(30)))
    found = check_with_known_histories(frame, "administrator", ON, RULES)
    expected = check_eligibility(frame, "administrator", ON, RULES)
    assert found[["employee", "check"]].equals(expected[["employee", "check"]])


def test_nobody_is_judged_as_nobody():
    empty = people(history(1, complete=True)).iloc[:0]
    assert check_with_known_histories(empty, "executive", ON, RULES).empty


def test_the_known_months_are_needed():
    with pytest.raises(MissingColumns):
        check_with_known_histories(pd.DataFrame({"employee": ["a"]}), "executive", ON, RULES)
