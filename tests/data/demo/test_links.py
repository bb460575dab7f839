"""How raters are tied together by people they have in common, counted from the appraisals."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd
import pytest

from tests.data.demo.conftest import Rows


@pytest.fixture(scope="module")
def links(judged: pd.DataFrame) -> pd.Series:
    """Return per rater the number of people whom another superior rated too."""
    raters_of: dict[int, set[int]] = defaultdict(set)
    for person, rater in zip(judged["employee_id"], judged["rater_id"], strict=True):
        raters_of[person].add(rater)
    counts: dict[int, int] = dict.fromkeys(judged["rater_id"].unique().tolist(), 0)
    for raters in raters_of.values():
        if len(raters) > 1:
            for rater in raters:
                counts[rater] += 1
    return pd.Series(counts)


def component_sizes(pairs: pd.DataFrame) -> dict[int, int]:
    """Return for each rater the number of raters it is tied to, itself included."""
    people: dict[int, set[int]] = defaultdict(set)
    raters: dict[int, set[int]] = defaultdict(set)
    for person, rater in zip(pairs["employee_id"], pairs["rater_id"], strict=True):
        people[rater].add(person)
        raters[person].add(rater)
    sizes: dict[int, int] = {}
    for start in people:
        if start in sizes:
            continue
        seen, to_visit = {start}, [start]
        while to_visit:
            for person in people[to_visit.pop()]:
                new = raters[person] - seen
                seen |= new
                to_visit += new
        sizes.update(dict.fromkeys(seen, len(seen)))
    return sizes


def test_raters_are_linked_in_a_realistic_mix(links: pd.Series) -> None:
    assert len(links) > 450
    assert 0.4 <= (links >= 5).mean() <= 0.6
    assert (links.between(1, 4)).mean() > 0.1
    assert (links == 0).mean() > 0.1


def test_the_largest_component_holds_most_but_not_all_raters(judged: pd.DataFrame) -> None:
    sizes = pd.Series(component_sizes(judged[["employee_id", "rater_id"]].drop_duplicates()))
    assert 0.4 <= (sizes == sizes.max()).mean() <= 0.85
    assert (sizes == 1).sum() > 50


def test_nobody_of_a_disconnected_unit_ever_had_another_rater(
    rows: Rows, truth: dict[str, Any]
) -> None:
    appraisals = rows("appraisal")  # of every type of rater
    units = truth["disconnected_units"]
    assert len(units) >= 30
    heads = 0
    for unit in units:
        there = appraisals[appraisals["unit_id"] == unit["unit_id"]]
        # The head answers to the agency; everybody else to one person for three years.
        outside = there["rater_id"].isin(there["employee_id"])
        heads += there.loc[~outside, "employee_id"].nunique()
        inside = there[outside]
        pairs = inside[["employee_id", "rater_id"]].drop_duplicates()
        assert pairs["employee_id"].is_unique
        assert (appraisals.loc[appraisals["employee_id"].isin(inside["employee_id"]), "unit_id"]
                == unit["unit_id"]).all()  # fmt: skip
    assert heads == len(units)


def test_the_truth_counts_links_as_the_appraisals_do(
    links: pd.Series, truth: dict[str, Any]
) -> None:
    told = {int(k): v[-1] for k, v in truth["raters"].items() if k != "columns"}
    # One appraisal in a hundred is missing, so that a few links are not seen.
    same = pd.Series(told).reindex(links.index) == links
    assert same.mean() > 0.95


def test_some_agencies_ask_several_raters_of_one_person(rows: Rows, truth: dict[str, Any]) -> None:
    found = rows("appraisal")
    peers = found[found["rater_role"] == "peer"]
    assert set(peers["agency_code"]) == set(truth["agencies"]["ask_further_raters"])
    n_peers = peers.groupby(["employee_id", "period_code"])["rater_id"].nunique()
    assert (n_peers == 2).mean() > 0.9
    annual = found[~found["period_code"].str.contains("Q")]
    n_raters = annual.groupby(["employee_id", "period_code"])["rater_id"].nunique()
    assert (n_raters >= 3).sum() > 1000
    reports = found[found["rater_role"] == "direct_report"]
    assert len(reports) > 500
    superior = found[found["rater_role"].isin(["superior", "acting"])]
    tie = superior[["employee_id", "rater_id", "period_code"]].rename(
        columns={"employee_id": "rater_id", "rater_id": "employee_id"}
    )
    # Who reports on a leader is rated by that leader in the year (missing forms aside).
    shared = reports.merge(tie, on=["employee_id", "rater_id", "period_code"])
    assert len(shared) / len(reports) > 0.97


def test_team_leaders_rate_members_of_their_projects(rows: Rows) -> None:
    given = rows("appraisal")
    given = given[given["rater_role"] == "project_lead"]
    assert len(given) > 100
    members = rows("project_member").merge(rows("project"), on="project_id")
    leaders = members[members["role"] == "leader"][["project_id", "employee_id"]]
    teams = members.merge(leaders, on="project_id", suffixes=("", "_leader"))
    known = set(zip(teams["employee_id"], teams["employee_id_leader"],
                    teams["project_code"].str[1:5], strict=True))  # fmt: skip
    rated = set(zip(given["employee_id"], given["rater_id"], given["period_code"], strict=True))
    assert rated <= known
