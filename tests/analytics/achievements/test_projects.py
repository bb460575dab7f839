import datetime as dt

import numpy as np
import pandas as pd
import pytest

from analytics.achievements import project_status, project_summary

TODAY = dt.date(2024, 9, 30)


def project(code, planned, real=None, **more):
    row = {
        "project_code": code,
        "agency_code": "PUTR",
        "planned_end": planned,
        "real_end": real,
        "planned_cost": 100.0,
        "real_cost": None,
        "verified_quality": None,
        "state": None,
        "last_milestone_on": None,
        "next_milestone_on": None,
    }
    return row | more


PROJECTS = pd.DataFrame(
    [
        project("early", "2024-06-30", "2024-06-20", real_cost=95.0, verified_quality=100.0),
        project("on the day", "2024-06-30", "2024-06-30", real_cost=105.0, verified_quality=90.0),
        project("late", "2024-06-01", "2024-07-01", real_cost=130.0, verified_quality=100.0),
        project(
            "running", "2024-12-01", last_milestone_on="2024-09-15", next_milestone_on="2024-10-15"
        ),
        project("running late", "2024-09-20", last_milestone_on="2024-09-10"),
        project("said to stand", "2024-12-01", state="stalled"),
        project(
            "stands", "2024-08-01", last_milestone_on="2024-05-01", next_milestone_on="2024-06-01"
        ),
        project("never began", "2025-02-01", next_milestone_on="2024-06-01"),
        project("no date", None),
        project("finishes later", "2024-09-01", "2024-10-05"),
    ]
)


def test_each_project_gets_its_state_and_days():
    found = project_status(PROJECTS, as_of=TODAY).set_index("project_code")
    assert found["status"].to_dict() == {
        "early": "finished",
        "on the day": "finished",
        "late": "finished",
        "running": "running",
        "running late": "late",
        "said to stand": "stalled",
        "stands": "stalled",
        "never began": "stalled",
        "no date": "not_dated",
        "finishes later": "late",
    }
    days = found["days_late"].dropna().to_dict()
    assert days == {
        "early": -10,
        "on the day": 0,
        "late": 30,
        "running late": 10,
        "stands": 60,
        "finishes later": 29,
    }
    assert found.loc["early", "cost_ratio"] == 0.95
    assert found["is_quality_passed"].dropna().to_dict() == {
        "early": True,
        "on the day": False,
        "late": True,
    }


def test_without_milestones_nothing_is_guessed_to_stand():
    bare = PROJECTS.drop(columns=["last_milestone_on", "next_milestone_on"])
    found = project_status(bare, as_of=TODAY).set_index("project_code")["status"]
    assert found["stands"] == "late"
    assert found["never began"] == "running"
    assert found["said to stand"] == "stalled"


def test_a_later_day_only_adds_delay():
    first = project_status(PROJECTS, as_of=TODAY)["days_late"]
    later = project_status(PROJECTS, as_of=TODAY + dt.timedelta(days=3))["days_late"]
    unfinished = ["running late", "stands", "finishes later"]
    at = PROJECTS["project_code"].isin(unfinished)
    assert (later[at] - first[at] == 3).all()


def test_the_summary_counts_and_adds_up():
    other = PROJECTS.iloc[[0]].assign(agency_code="DLH", planned_cost=0.0)
    found = project_summary(pd.concat([PROJECTS, other]), by=["agency_code"], as_of=TODAY)
    assert found.groups["agency_code"].tolist() == ["DLH", "PUTR"]
    assert found.n_projects.tolist() == [1, 10]
    assert found.n_finished[1] == 3
    assert found.n_on_time[1] == 2
    assert found.n_late[1] == 4
    assert found.n_stalled[1] == 3
    assert found.on_time.estimate[1] == pytest.approx(2 / 6)
    assert found.median_days_late[1] == 0
    assert found.cost_ratio[1] == pytest.approx(330 / 300)
    assert np.isnan(found.cost_ratio[0])  # no planned cost to compare with
    assert (found.n_verified[1], found.n_quality_passed[1]) == (3, 2)
    assert found.mean_quality[1] == pytest.approx(290 / 3)
    assert found.long().loc[1, "quality_passed_share"] == pytest.approx(2 / 3)


def test_no_projects_are_none():
    found = project_summary(PROJECTS.iloc[:0], by=["agency_code"], as_of=TODAY)
    assert found.n_projects.size == 0
