"""Targets, projects and results of agencies, counted in the store."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.demo.offices import AGENCIES
from tests.data.demo.conftest import Rows


@pytest.fixture(scope="module")
def goals(rows: Rows, truth: dict[str, Any]) -> pd.DataFrame:
    """Return reported targets: reached or not, the person's true ability, the rater's leniency."""
    found = rows("performance_target").dropna(subset=["realised_value"])
    at_most = found["target_direction"] == "at_most"
    reached = np.where(
        at_most,
        found["realised_value"] <= found["target_value"],
        found["realised_value"] >= found["target_value"],
    )
    theta = {int(k): v for k, v in truth["theta_points"].items()}
    given = rows("appraisal")
    annual = given[given["rater_role"].isin(["superior", "acting"])]
    rater = annual.set_index(["employee_id", "period_code"])["rater_id"]
    rater = rater[~rater.index.duplicated()]
    keys = pd.MultiIndex.from_frame(found[["employee_id", "period_code"]])
    leniency = {int(k): v[0] for k, v in truth["raters"].items() if k != "columns"}
    return found.assign(
        reached=reached,
        theta=found["employee_id"].map(theta),
        leniency=rater.reindex(keys).map(leniency).to_numpy(),
    )


def test_everybody_has_three_targets_a_year_from_the_own_family(rows: Rows) -> None:
    found = rows("performance_target")
    assert (found.groupby(["employee_id", "period_code"]).size() == 3).all()
    assert not found.duplicated(["employee_id", "period_code", "indicator"]).any()
    assert found["indicator"].nunique() > 45
    assert set(found["aspect"]) == {"quantity", "quality", "time", "cost"}
    assert found["realised_value"].min() >= 0
    percent = found[found["measure_unit"] == "%"]
    assert percent["realised_value"].max() <= 100


def test_reports_are_dated_and_most_have_evidence(rows: Rows) -> None:
    found = rows("performance_target")
    reported = found["realised_value"].notna()
    assert reported.mean() == pytest.approx(0.93, abs=0.01)
    assert found["realised_on"].notna().equals(reported)
    assert found.loc[reported, "evidence"].notna().mean() == pytest.approx(0.9, abs=0.01)
    assert found.loc[~reported, "evidence"].isna().all()
    days = (found["realised_on"] - found["due_on"]).dt.days.dropna()
    assert days.between(-40, 19).all()
    assert (found["due_on"].dt.year.astype(str) == found["period_code"]).all()
    assert found["due_on"].nunique() >= 9  # January, mid-year, November and December


def test_results_carry_ability_but_not_the_leniency_of_superiors(goals: pd.DataFrame) -> None:
    by_superior = goals["data_source"] == "kepala sekolah"
    others = goals[~by_superior].dropna(subset=["leniency"])
    assert others["reached"].corr(others["theta"]) > 0.25
    assert abs(others["reached"].corr(others["leniency"])) < 0.04
    # What the head of the school sees is the same leniency once more.
    seen = goals[by_superior].dropna(subset=["leniency"])
    assert len(seen) > 1000
    assert seen["reached"].corr(seen["leniency"]) > 0.15


def test_every_agency_has_a_predicate_in_every_period(rows: Rows) -> None:
    results = rows("agency_result")
    assert not results.duplicated(["agency_code", "period_code"]).any()
    assert len(results) == len(AGENCIES) * 15
    of_years = results["period_code"].str.len() == 4
    assert results["satisfaction_index"].notna().equals(of_years)


def test_projects_of_a_year_have_every_planted_kind(rows: Rows, truth: dict[str, Any]) -> None:
    projects = rows("project").set_index("project_code")
    assert len(projects) == 3 * 14
    kinds = pd.Series({p["project_code"]: p["planted"] for p in truth["projects"]})
    for year in ("2023", "2024", "2025"):
        own = kinds[kinds.index.str.startswith(f"P{year}")]
        assert own.value_counts().to_dict() == {
            "stalled": 1, "late": 2, "excellent": 1, "failed_test": 2,
        }  # fmt: skip
    of = {kind: projects.loc[kinds.index[kinds == kind]] for kind in kinds.unique()}
    assert of["stalled"]["real_end"].isna().all()
    assert (of["stalled"]["state"] == "stalled").all()
    days = (projects["real_end"] - projects["planned_end"]).dt.days
    assert (days[of["late"].index] >= 35).all()
    assert (of["failed_test"]["verified_quality"] < 80).all()
    assert (of["excellent"]["verified_quality"] == 100).all()
    reached = rows("project_milestone").groupby("project_id")["real_on"].count()
    assert (reached[of["stalled"]["project_id"]] == 2).all()
    assert projects["real_end"].isna().sum() == 3
