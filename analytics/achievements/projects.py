"""Projects by planned against real completion, cost and verified quality.

On a day handed in, a project is

    finished   it has a real completion; days late = real − planned, negative is early
    stalled    its state says so, or no milestone was reached for STALLED_AFTER_DAYS while one is as
               long overdue
    late       it runs and its planned completion has passed; days late so far = day − planned
    running    it runs within its plan
    not_dated  it runs and has no planned completion
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import number_groups, require_columns, sum_by_group
from analytics.intervals import CONFIDENCE, Interval, wilson

Floats = NDArray[np.float64]

PROJECT_STATES: Final = ("finished", "running", "late", "stalled", "not_dated")
STALLED_AFTER_DAYS: Final = 60  # proposed: two monthly reports without a milestone
ALL_CHECKS_PASSED: Final = 100.0  # verified quality is the share of checks passed, 0–100


@dataclass(frozen=True, eq=False)
class ProjectSummary:
    """Projects by group."""

    groups: pd.DataFrame  # (n_groups, keys)
    n_projects: Floats
    n_finished: Floats
    n_on_time: Floats  # finished by the planned day
    n_late: Floats  # finished late, late while running, or stalled after the planned day
    n_stalled: Floats
    on_time: Interval  # share on time of those whose plan has passed or that are finished
    median_days_late: Floats  # of the finished ones, negative is early; NaN without any
    cost_ratio: Floats  # Σ real / Σ planned cost of finished projects with both; NaN without any
    n_verified: Floats  # with verified quality
    n_quality_passed: Floats  # of them with all checks passed
    quality_passed: Interval  # share of the verified
    mean_quality: Floats  # 0–100; NaN without any

    def long(self) -> pd.DataFrame:
        """Return a row per group with all counts, shares and ratios."""
        return self.groups.assign(
            n_projects=self.n_projects,
            n_finished=self.n_finished,
            n_on_time=self.n_on_time,
            n_late=self.n_late,
            n_stalled=self.n_stalled,
            on_time_share=self.on_time.estimate,
            median_days_late=self.median_days_late,
            cost_ratio=self.cost_ratio,
            n_verified=self.n_verified,
            n_quality_passed=self.n_quality_passed,
            quality_passed_share=self.quality_passed.estimate,
            mean_quality=self.mean_quality,
        )


def project_status(projects: pd.DataFrame, *, as_of: dt.date) -> pd.DataFrame:
    """Judge each project on a day.

    Parameters
    ----------
    projects : frame
        `planned_end`, `real_end`, `planned_cost`, `real_cost`, `verified_quality` (0–100, share
        of checks passed), `state` (as reported; *stalled* is believed); optionally
        `last_milestone_on` (latest milestone reached) and `next_milestone_on` (earliest not
        reached). Any further columns.
    as_of : date
        The day, inclusive.

    Returns
    -------
    frame
        `projects` with `status` (one of PROJECT_STATES), `days_late` (so far, for unfinished
        ones; null if not dated or not due), `cost_ratio` (null without both costs) and
        `is_quality_passed` (null if not verified).

    Raises
    ------
    MissingColumns
        If columns are missing.
    """
    needed = ["planned_end", "real_end", "planned_cost", "real_cost", "verified_quality", "state"]
    require_columns(projects, needed, frame="projects")
    today = pd.Timestamp(as_of)
    planned = pd.to_datetime(projects["planned_end"])
    real = pd.to_datetime(projects["real_end"])
    # an end after the day is a plan, not a completion
    finished = (real.notna() & (real <= today)).to_numpy()
    overdue = (planned < today).to_numpy()
    stalled = ~finished & (_is_stuck(projects, today) | (projects["state"] == "stalled").to_numpy())
    status = np.select(
        [finished, stalled, planned.isna().to_numpy(), overdue],
        ["finished", "stalled", "not_dated", "late"],
        "running",
    )
    end = real.where(pd.Series(finished, index=real.index), today)
    days = (end - planned).dt.days.astype("float64")
    days = days.where(pd.Series(finished | overdue, index=days.index))
    planned_cost = projects["planned_cost"].astype("float64")
    ratio = projects["real_cost"].astype("float64") / planned_cost.where(planned_cost > 0)
    quality = projects["verified_quality"].astype("float64")
    passed = (quality >= ALL_CHECKS_PASSED).astype("boolean").mask(quality.isna())
    return projects.assign(
        status=status, days_late=days, cost_ratio=ratio, is_quality_passed=passed
    )


def project_summary(
    projects: pd.DataFrame, *, by: Sequence[str], as_of: dt.date, confidence: float = CONFIDENCE
) -> ProjectSummary:
    """Summarise projects by group.

    Parameters
    ----------
    projects : frame
        As for `project_status`, with the columns of `by`.
    by : sequence of str
        Key columns; empty for all projects together.
    as_of : date
        The day, inclusive.
    confidence : float
        Two-sided cover of the intervals.

    Returns
    -------
    ProjectSummary

    Raises
    ------
    MissingColumns
        If columns are missing.
    """
    require_columns(projects, list(by), frame="projects")
    judged = project_status(projects, as_of=as_of)
    groups, of_row = number_groups(judged, by)
    days = judged["days_late"].to_numpy(dtype=np.float64, na_value=np.nan)
    status = judged["status"].to_numpy(dtype=str)
    finished = status == "finished"
    late = days > 0
    quality = judged["verified_quality"].to_numpy(dtype=np.float64, na_value=np.nan)
    verified = ~np.isnan(quality)
    costed = finished & judged["cost_ratio"].notna().to_numpy()
    cost = judged["real_cost"].to_numpy(dtype=np.float64, na_value=np.nan)
    plan = judged["planned_cost"].to_numpy(dtype=np.float64, na_value=np.nan)
    marks = np.column_stack(
        [
            np.ones(len(judged)),
            finished,
            finished & (days <= 0),
            late,
            status == "stalled",
            verified,
            verified & (quality >= ALL_CHECKS_PASSED),
            np.where(verified, quality, 0),
            np.where(costed, cost, 0),
            np.where(costed, plan, 0),
        ]
    )
    sums = sum_by_group(of_row, marks, len(groups))
    n_verified = sums[:, 5]
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio, mean_quality = sums[:, 8] / sums[:, 9], sums[:, 7] / n_verified
    median = np.full(len(groups), np.nan)
    for group in range(len(groups)):
        own = days[finished & (of_row == group) & ~np.isnan(days)]
        if own.size:
            median[group] = np.median(own)
    return ProjectSummary(
        groups=groups,
        n_projects=sums[:, 0],
        n_finished=sums[:, 1],
        n_on_time=sums[:, 2],
        n_late=sums[:, 3],
        n_stalled=sums[:, 4],
        on_time=wilson(sums[:, 2], sums[:, 2] + sums[:, 3], confidence=confidence),
        median_days_late=median,
        cost_ratio=ratio,
        n_verified=n_verified,
        n_quality_passed=sums[:, 6],
        quality_passed=wilson(sums[:, 6], n_verified, confidence=confidence),
        mean_quality=mean_quality,
    )


def _is_stuck(projects: pd.DataFrame, today: pd.Timestamp) -> NDArray[np.bool_]:
    """Whether milestones say that nothing moves: one is overdue and the last one is long ago."""
    if not {"last_milestone_on", "next_milestone_on"} <= set(projects.columns):
        return np.zeros(len(projects), dtype=bool)
    long_ago = today - pd.Timedelta(days=STALLED_AFTER_DAYS)
    last, due = (
        pd.to_datetime(projects["last_milestone_on"]),
        pd.to_datetime(projects["next_milestone_on"]),
    )
    return ((last.isna() | (last < long_ago)) & (due < long_ago)).to_numpy()
