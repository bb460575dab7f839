"""The pool: who is looked at, who meets what, and the order; kept between runs of the page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import promotion
from analytics.promotion import RankedPool
from analytics.rules import rule_set
from analytics.rules.eligibility import check_with_known_histories
from analytics.rules.rule_set import RuleSet
from data import reads
from data.reads.candidates import Draws
from data.reads.raters import RunFacts
from data.scope import Filters, Scope
from ui.cached import cached, kept
from ui.career_words import NO_KNOWN_END
from ui.panels.candidates.asking import Asked, today

EVERYBODY = Filters()
NOT_CHECKS = ("overall", "retirement", "training")


@dataclass(frozen=True, eq=False)
class Judged:
    """A pool and what its people meet."""

    people: pd.DataFrame  # of reads.people_to_judge, with `overall`, `n_unknown`, `met_on`
    checks: pd.DataFrame  # of check_eligibility; `employee` as text
    counts: (
        pd.DataFrame
    )  # a row a check: met, not_met, unknown, n_open, required, rule, legal_basis
    rules: RuleSet

    def ids(self, whom: str) -> list[int]:
        """Return the people who are ranked, by a code of asking.WHOM."""
        kept_states = {"met": ["met"], "open": ["met", "unknown"]}.get(whom)
        people = self.people
        if kept_states is not None:
            people = people[people["overall"].isin(kept_states)]
        return [int(each) for each in people["employee"]]

    def n(self, state: str) -> int:
        """Count people by what they meet altogether."""
        return int((self.people["overall"] == state).sum())


@dataclass(frozen=True, eq=False)
class Ranked:
    """The order of a pool, whom it holds, and what it rests on."""

    pool: RankedPool
    whom: str  # of asking.WHOM, decided
    run: RunFacts
    on: dt.date  # the day the requirements are judged on; scores are those of the run


def is_empty(scope: Scope, narrowed: Filters) -> bool:
    """Say whether the filters leave nobody in post today."""
    return bool(kept(people_on, scope, narrowed, today(), None).empty)


def families(scope: Scope, narrowed: Filters) -> list[str]:
    """Return the job families of those in post today."""
    found = kept(people_on, scope, narrowed, today(), None)["job_family"].dropna().unique()
    return sorted(str(each) for each in found)


def judged(scope: Scope, narrowed: Filters, asked: Asked) -> Judged:
    """Return the pool with its checks."""
    return kept(judge, scope, narrowed, *asked.of_target)


def people_on(scope: Scope, narrowed: Filters, on: dt.date, job_family: str | None) -> pd.DataFrame:
    """Return the people in post on a day; with a family, those whose post is of it."""
    found = reads.people_to_judge(scope, narrowed, on=on, job_family=job_family)
    if job_family is not None:
        found = found[found["job_family"] == job_family]
    return found.reset_index(drop=True)


def judge(
    scope: Scope,
    narrowed: Filters,
    target: str,
    on: dt.date,
    job_family: str | None,
    vacancy: str | None,
) -> Judged:
    """Check everybody of a pool; what `judged` keeps."""
    rules = rule_set.parse(reads.rule_set_on(scope, on))
    people = kept(people_on, scope, narrowed, on, job_family)
    asked = people.assign(employee=people["employee"].astype(str), vacancy=vacancy)
    checks = check_with_known_histories(asked, target, on, rules)
    overall = checks[checks["check"] == "overall"]
    of_person = checks[~checks["check"].isin(NOT_CHECKS)]
    n_unknown = (of_person["status"] == "unknown").groupby(of_person["employee"], sort=False).sum()
    return Judged(
        people=people.assign(
            overall=overall["status"].astype("str").to_numpy(),
            met_on=dates(overall["met_on"]).to_numpy(),
            n_unknown=n_unknown.to_numpy(),
        ),
        checks=checks,
        counts=counted(of_person, overall),
        rules=rules,
    )


def counted(of_person: pd.DataFrame, overall: pd.DataFrame) -> pd.DataFrame:
    """Count what each check finds; `n_open` are unknown where nobody knows a reason against.

    `required` is empty where people are asked for different things.
    """
    states = pd.crosstab(of_person["check"], of_person["status"])
    is_open = set(overall.loc[overall["status"] == "unknown", "employee"])
    unknown = of_person[of_person["status"] == "unknown"]
    open_ones = unknown.loc[unknown["employee"].isin(is_open), "check"].value_counts()
    first = of_person.drop_duplicates("check").set_index("check")
    asked = of_person[of_person["required"] != ""].groupby("check", observed=True)["required"]
    alike = asked.nunique().reindex(first.index).fillna(0) <= 1
    return first[["rule", "legal_basis"]].assign(
        **{
            state: states[state].reindex(first.index) if state in states else 0
            for state in ("met", "not_met", "unknown")
        },
        n_open=open_ones.reindex(first.index).fillna(0).astype("int64"),
        required=asked.first().reindex(first.index).fillna("").where(alike),
    )


def dates(texts: pd.Series) -> pd.Series:
    """Return ISO days as dates; empty, and days that stand for no known end, are missing."""
    known = texts.where((texts != "") & (texts < NO_KNOWN_END))
    return pd.to_datetime(known, format="%Y-%m-%d")


def ranked(scope: Scope, narrowed: Filters, asked: Asked, run: RunFacts, found: Judged) -> Ranked:
    """Return the order of who is asked for."""
    whom = asked.whom or ("met" if found.n("met") else "open")
    pool = kept(rank, scope, narrowed, *asked.of_target, whom, asked.places, asked.weight, run.seed)
    return Ranked(pool, whom, run, asked.on)


def rank(
    scope: Scope,
    narrowed: Filters,
    target: str,
    on: dt.date,
    job_family: str | None,
    vacancy: str | None,
    whom: str,
    places: int,
    weight: float,
    seed: int,
) -> RankedPool:
    """Rank those of a pool; what `ranked` keeps."""
    found = kept(judge, scope, narrowed, target, on, job_family, vacancy)
    return promotion.rank_pool(
        all_results(scope),
        draws(scope),
        kept(reads_of_objective, scope, on),
        settings=promotion.Settings(places, objective_weight=weight),
        rng=np.random.default_rng(seed),
        pool=found.ids(whom),
    )


def all_results(scope: Scope) -> pd.DataFrame:
    """Return the results of everybody the reader may see: units are worked out from all of them."""
    return kept(reads.employee_results, unnamed(scope), EVERYBODY)


def draws(scope: Scope) -> Draws:
    """Return the draws of everybody the reader may see."""
    return kept(reads.employee_draws, unnamed(scope))


def unnamed(scope: Scope) -> Scope:
    """Return the scope without names: numbers are worked out once for both."""
    return dataclasses.replace(scope, may_see_names=False)


def reads_of_objective(scope: Scope, on: dt.date) -> pd.DataFrame:
    """Return targets and projects of everybody, of the years analysed and up to a day."""
    run = cached(reads.current_run, scope)
    since = None if run is None else run.since
    years = None if since is None else range(since, on.year + 1)
    return reads.objective_results(scope, EVERYBODY, years=years, on=on)


def raters_of(scope: Scope, employee_ids: tuple[int, ...] | None = None) -> pd.DataFrame:
    """Return who rated whom; everybody, or a few people."""
    if employee_ids is None:
        return kept(reads.employee_raters, scope, EVERYBODY)
    return cached(of_few, scope, employee_ids)


def of_few(scope: Scope, employee_ids: tuple[int, ...]) -> pd.DataFrame:
    """Return who rated a few people."""
    return reads.employee_raters(scope, EVERYBODY, employee_ids=employee_ids)


def components(scope: Scope) -> pd.DataFrame | None:
    """Return the variances of the run; None for whoever does not see everybody of it.

    What a home unit adds is worked out beside all units; of some it would be another number.
    """
    return None if scope.agencies is not None else cached(reads.run_components, scope)
