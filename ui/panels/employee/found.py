"""What is known of one person, read once and handed to every part of the profile."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.achievements import (
    ProjectSummary,
    TargetsReached,
    project_status,
    project_summary,
    targets_reached,
)
from analytics.rules import nine_boxes, rule_set
from analytics.rules.rule_set import RuleSet, promotion_of
from analytics.standing import Standing, place_person
from analytics.strengths import ItemComparison, compare_items
from analytics.suppression.visibility import SeesPersons
from data import reads
from data.reads.raters import RunFacts
from data.scope import Filters, Scope
from ui.cached import cached
from ui.panels.analysis import in_points

AS_POINTS = ("raw_mean", "adjusted", "adjusted_sd", "comparable_raw", "comparable_adjusted")
RATER_POINTS = ("leniency", "leniency_sd")
KINDS = ("month", "quarter", "year")  # finest first
UNKNOWN_CLASS = ""
EACH = SeesPersons(minimum=1)  # a person's own counts are about one person anyway


@dataclass(frozen=True, eq=False)
class Found:
    """One person; frames are those of `data.reads.employees`."""

    scope: Scope
    employee_id: int
    person: pd.Series[Any]
    history: pd.DataFrame  # all ratings by superiors, oldest first
    targets: pd.DataFrame
    projects: pd.DataFrame  # judged today
    feedback: pd.DataFrame  # of others than superiors
    items: ItemComparison | None  # None: no items in the data
    raters: pd.DataFrame  # superiors of the run with their leniency; for readers of persons
    run: RunFacts | None
    standing: Standing | None  # in points; None: no run, or not in it
    rules: RuleSet
    potential: str | None  # of an assessment that is valid today
    box: int  # 1–9, 0 without a place
    on: dt.date

    @property
    def is_about_self(self) -> bool:
        """Whether the person looks at their own profile, and not as somebody's reader."""
        return bool(self.person["is_own"]) and not self.scope.may_see_persons

    @property
    def results(self) -> pd.DataFrame:
        """Return the rating that counts in each period."""
        return self.history[self.history["is_result"]]

    @property
    def rated(self) -> pd.DataFrame:
        """Return the results of the finest kind of period that most are given for."""
        rows = self.results
        return rows[rows["kind"] == finest_kind(rows)].reset_index(drop=True)

    @property
    def latest(self) -> pd.Series[Any] | None:
        """Return the last annual result with a predicate; without one the last of any period."""
        rows = self.results.dropna(subset=["predicate"])
        of_years = rows[rows["kind"] == "year"]
        chosen = rows if of_years.empty else of_years
        return None if chosen.empty else chosen.iloc[-1]

    @property
    def may_improve(self) -> bool:
        """Whether the last predicate is one the rules call below expectation."""
        return self.performance == "below"

    @property
    def performance(self) -> str | None:
        """Return above, meets or below of the last predicate, as the rules say."""
        last = self.latest
        if last is None:
            return None
        levels = nine_boxes.performance_levels([last["predicate"]], promotion_of(self.rules).talent)
        return str(levels[0])

    @property
    def targets_reached(self) -> TargetsReached | None:
        """Return targets reached, n of n; None without targets."""
        if self.targets.empty:
            return None
        return targets_reached(self.targets, by=[], visible=EACH)

    @property
    def projects_done(self) -> ProjectSummary | None:
        """Return projects on time and their verified quality; None without projects."""
        if self.projects.empty:
            return None
        return project_summary(self.projects, by=[], as_of=self.on)


def find(scope: Scope, employee_id: int, *, on: dt.date | None = None) -> Found | None:
    """Return what is known of a person; None where the reader may not see them, or nobody is there.

    The two are one answer on purpose.
    """
    person = cached(reads.employee_profile, scope, employee_id)
    if person.empty:
        return None
    today = on or dt.datetime.now().astimezone().date()
    history = cached(reads.employee_history, scope, employee_id)
    run = cached(reads.current_run, scope)
    rules = rule_set.parse(cached(reads.rule_set_on, scope, today))
    potential, box = _box(scope, employee_id, history, rules, today)
    return Found(
        scope=scope,
        employee_id=employee_id,
        person=person.iloc[0],
        history=history,
        targets=cached(reads.employee_targets, scope, employee_id),
        projects=project_status(cached(reads.employee_projects, scope, employee_id), as_of=today),
        feedback=cached(reads.employee_feedback, scope, employee_id),
        items=_items(scope, employee_id),
        raters=_raters(scope, employee_id, run),
        run=run,
        standing=None if run is None else _standing(scope, employee_id, run),
        rules=rules,
        potential=potential,
        box=box,
        on=today,
    )


def named(found: Found, scope: Scope) -> Found:
    """Return the same read with another scope, such as one with names."""
    if scope == found.scope:
        return found
    again = find(scope, found.employee_id, on=found.on)
    return found if again is None else again


def finest_kind(rows: pd.DataFrame) -> str:
    """Return the finest kind of period of which there are at least half as many as of the most."""
    sizes = rows["kind"].value_counts()
    most = max(sizes.max() if len(sizes) else 0, 1)
    return next((kind for kind in KINDS if sizes.get(kind, 0) >= most / 2), KINDS[-1])


def _items(scope: Scope, employee_id: int) -> ItemComparison | None:
    own = cached(reads.employee_items, scope, employee_id)
    if own.empty:
        return None
    periods = own.drop_duplicates("period_code")
    kind = finest_kind(periods)
    own = own[own["kind"] == kind]
    own = own.assign(position_class=own["position_class"].fillna(UNKNOWN_CLASS))
    comparable = [
        cached(reads.comparable_items, scope, kind, each or None).assign(position_class=each)
        for each in own["position_class"].unique()
    ]
    return compare_items(own, pd.concat(comparable, ignore_index=True))


def _raters(scope: Scope, employee_id: int, run: RunFacts | None) -> pd.DataFrame:
    """Return the superiors of the run; how a rater rates is not for the people rated (R14.4)."""
    if run is None or not scope.may_see_persons:
        return pd.DataFrame()
    found = cached(_raters_of_one, scope, employee_id)
    return in_points(found[found["rater_type"] == "superior"], run, RATER_POINTS)


def _raters_of_one(scope: Scope, employee_id: int) -> pd.DataFrame:
    return reads.employee_raters(scope, Filters(), employee_ids=[employee_id])


def _standing(scope: Scope, employee_id: int, run: RunFacts) -> Standing | None:
    rows = in_points(cached(reads.employee_standing, scope, employee_id), run, AS_POINTS)
    if rows.empty:
        return None
    row = rows.iloc[0]
    return place_person(
        raw_mean=float(row["raw_mean"]),
        adjusted=float(row["adjusted"]),
        sd=float(row["adjusted_sd"]),
        n_ratings=int(row["n_ratings"]),
        link_grade=str(row["link_grade"]),
        comparable=float(row["comparable_adjusted"]),
        n_comparable=int(row["n_comparable"]),
    )


def _box(
    scope: Scope, employee_id: int, history: pd.DataFrame, rules: RuleSet, on: dt.date
) -> tuple[str | None, int]:
    """Return potential and box by the predicate of the last calendar year, as Calon promosi."""
    talent = promotion_of(rules).talent
    rows = cached(_assessed, scope, employee_id, on)
    if rows.empty:
        return None, nine_boxes.NO_BOX
    potential = rows["potential"].iloc[0]
    if not isinstance(potential, str):
        return None, nine_boxes.NO_BOX
    is_last = history["is_result"] & (history["period_code"] == str(on.year - 1))
    predicates = list(history.loc[is_last, "predicate"].dropna()) or [None]
    placed = nine_boxes.place_people(predicates[-1:], [potential], talent)
    return potential, int(placed.box[0])


def _assessed(scope: Scope, employee_id: int, on: dt.date) -> pd.DataFrame:
    return reads.employee_assessment(scope, employee_id, on=on)


def without_names(scope: Scope) -> Scope:
    """Return the scope as it is before anybody asks for names."""
    return dataclasses.replace(scope, may_see_names=False)
