"""What the chosen filters say: a read, then its summary, each made once and handed on.

Functions of "the city" ignore the chosen agency; a reader of one agency still gets the city as a
whole to compare with, never another agency.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd

from analytics.achievements import (
    ProjectSummary,
    TargetsReached,
    project_status,
    project_summary,
    ratings_above_results,
    targets_reached,
)
from analytics.distribution import (
    PredicateShares,
    ShareChange,
    ShareTrend,
    predicate_shares,
    share_change,
    share_trend,
)
from analytics.filling import WHOLES, Measure, Tally, filled_in
from analytics.findings import OverviewFindings, RaterVerdicts, overview_findings
from analytics.rules.pattern import PatternFit, pattern_fit
from data import reads
from data.scope import Filters, Scope
from data.vocabulary import period_span
from ui import counts, visibility
from ui.cached import cached, remembered, rules


def all_agencies(chosen: Filters) -> Filters:
    """Return the filters without the agency."""
    return dataclasses.replace(chosen, agency_code=None)


@remembered
def mix_by_agency(scope: Scope, chosen: Filters) -> PredicateShares:
    """Return the mix of each agency the reader sees, with the total."""
    return predicate_shares(
        counts.predicates(scope, chosen),
        by=["agency_code"],
        visible=visibility.view(scope, chosen),
        total=True,
    )


@remembered
def mix_of_city(scope: Scope, chosen: Filters) -> PredicateShares:
    """Return the mix of the whole city in one row."""
    return predicate_shares(
        counts.predicates_of_city(scope, chosen),
        by=[],
        visible=visibility.city_view(scope, chosen),
    )


@remembered
def over_years(scope: Scope, chosen: Filters) -> tuple[ShareTrend, pd.DataFrame]:
    """Return the share Sangat Baik of each year, and the counts it rests on."""
    found = counts.predicates_by_year(scope, chosen)
    seen = visibility.views(scope, chosen, found["period_code"].unique())
    return share_trend(found, by=[], visible=seen), found


@remembered
def change(scope: Scope, chosen: Filters, before: Filters | None) -> ShareChange | None:
    """Return how the share Sangat Baik of what is chosen changed since the period before."""
    if before is None or chosen.period_code is None or before.period_code is None:
        return None
    parts = [
        counts.predicates(scope, each).assign(period_code=each.period_code)
        for each in (before, chosen)
    ]
    if any(part.empty for part in parts):
        return None
    return share_change(
        pd.concat(parts, ignore_index=True),
        by=[],
        before=before.period_code,
        now=chosen.period_code,
        visible=visibility.views(scope, chosen, [before.period_code, chosen.period_code]),
        movements=counts.movements(scope, chosen),
    )


@remembered
def complete(scope: Scope, chosen: Filters, *, by_agency: bool = True) -> Tally:
    """Return how many of the people in post were appraised."""
    return _filled_in(scope, chosen, "appraised", by_agency)


@remembered
def late(scope: Scope, chosen: Filters, *, by_agency: bool = True) -> Tally:
    """Return how many dated appraisals came after the deadline."""
    return _filled_in(scope, chosen, "late", by_agency)


@remembered
def copied(scope: Scope, chosen: Filters, *, by_agency: bool = True) -> Tally:
    """Return how many feedback texts stand in other appraisals too."""
    return _filled_in(scope, chosen, "copied", by_agency)


@remembered
def commented(scope: Scope, chosen: Filters, *, by_agency: bool = True) -> Tally:
    """Return how many appraisals have a feedback text at all."""
    return _filled_in(scope, chosen, "feedback", by_agency)


def _filled_in(scope: Scope, chosen: Filters, measure: Measure, by_agency: bool) -> Tally:
    _how_many, of_how_many = WHOLES[measure]
    rows = counts.filling(scope, chosen)
    is_known = rows["agency_code"].notna()
    if measure == "appraised" and not by_agency:
        # agencies that the people master does not know say nothing about how complete the city is
        is_known &= rows["n_employees"].notna()
    return filled_in(
        rows if is_known.all() else rows[is_known],
        measure,
        by=["agency_code"] if by_agency else [],
        visible=visibility.filling_view(scope, chosen, of_how_many),
    )


def targets(scope: Scope, chosen: Filters) -> TargetsReached | None:
    """Return targets reached by agency, or None where nobody has targets."""
    return _targets(scope, counts.of_work(chosen))


@remembered
def _targets(scope: Scope, chosen: Filters) -> TargetsReached | None:
    found = counts.target_outcomes(scope, chosen).dropna(subset=["agency_code"])
    if found.empty:
        return None
    return targets_reached(found, by=["agency_code"], visible=visibility.target_view(scope, chosen))


def raters(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return the raters of the chosen agency by post.

    A reader who may not see persons gets no rater whose people would follow from totals, and no
    count of a predicate (missing) where one would follow from the units.
    """
    found = cached(reads.raters_of_agency, scope, chosen)
    rows = visibility.raters_shown(scope, chosen, beside_units=False)
    counted = visibility.raters_shown(scope, chosen, beside_units=True)
    if rows is None or counted is None:
        return found
    shown = found[found["rater_id"].isin(rows)].reset_index(drop=True)
    is_counted = shown["rater_id"].isin(rows & counted)
    return shown.assign(n_very_good=shown["n_very_good"].astype("float64").where(is_counted))


def projects(scope: Scope, chosen: Filters) -> ProjectSummary | None:
    """Return projects by agency, or None without any."""
    return _projects(scope, counts.of_work(chosen))


@remembered
def _projects(scope: Scope, chosen: Filters) -> ProjectSummary | None:
    found = counts.projects(scope, chosen).dropna(subset=["agency_code"])
    if found.empty:
        return None
    return project_summary(found, by=["agency_code"], as_of=as_of(chosen))


def project_rows(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return the projects, each judged on the last day of the period or today."""
    return project_status(counts.projects(scope, chosen), as_of=as_of(chosen))


def as_of(chosen: Filters) -> dt.date:
    """Return the day projects are judged on: the end of the period, or today if that is earlier."""
    today = dt.datetime.now().astimezone().date()
    if chosen.period_code is None:
        return today
    return min(today, period_span(chosen.period_code).ends_on)


def fits(scope: Scope, chosen: Filters, mix: PredicateShares) -> dict[str, PatternFit]:
    """Return each visible agency beside its expected pattern and the national shares."""
    given = counts.agency_results(scope, chosen).dropna(subset=["agency_predicate"])
    own = dict(zip(given["agency_code"], given["agency_predicate"], strict=True))
    valid = rules(scope, chosen)
    return {
        str(code): pattern_fit(mix.counts[at], own.get(code), valid)
        for at, code in enumerate(mix.groups["agency_code"])
        if isinstance(code, str)
    }


def fit_of(scope: Scope, chosen: Filters, mix: PredicateShares) -> PatternFit:
    """Return one chosen agency, or the whole city, beside pattern and nation.

    The city has no predicate of its own, so only the national shares are compared.
    """
    own: str | None = None
    if chosen.agency_code is not None:
        given = counts.agency_results(scope, chosen)["agency_predicate"].dropna()
        own = None if given.empty else str(given.iloc[0])
    employment = _employment(scope, chosen)
    return pattern_fit(mix.counts[0], own, rules(scope, chosen), employment=employment)


def findings(scope: Scope, chosen: Filters, before: Filters | None) -> OverviewFindings:
    """Return what deserves a talk among the agencies the reader sees, whichever is chosen."""
    earlier = None if before is None else all_agencies(before)
    return _findings(scope, all_agencies(chosen), earlier)


@remembered
def _findings(scope: Scope, everywhere: Filters, before: Filters | None) -> OverviewFindings:
    mix = mix_by_agency(scope, everywhere)
    reached = targets(scope, everywhere)
    return overview_findings(
        mix,
        change=change(scope, everywhere, before),
        change_from=None if before is None else before.period_code,
        completeness=complete(scope, everywhere),
        lateness=late(scope, everywhere),
        copied=copied(scope, everywhere),
        above_results=None
        if reached is None
        else ratings_above_results(mix, reached, projects(scope, everywhere)),
        fits=fits(scope, everywhere, mix),
        verdicts=rater_verdicts(scope, everywhere),
    )


def rater_verdicts(scope: Scope, chosen: Filters) -> RaterVerdicts | None:
    """Return what the current run says about raters; None before the first run."""
    return _rater_verdicts(scope, counts.of_raters(chosen))


@remembered
def _rater_verdicts(scope: Scope, chosen: Filters) -> RaterVerdicts | None:
    run = cached(reads.current_run, scope)
    if run is None:
        return None
    return RaterVerdicts(cached(reads.rater_results, scope, chosen), run.smallest)


def _employment(scope: Scope, chosen: Filters) -> dict[str, float] | None:
    found = counts.predicates_by(scope, chosen, "employment_type")
    known = found.dropna(subset=["employment_type"])
    sizes = known.groupby("employment_type")["n"].sum()
    # weights of a comparison, never shown; a hidden group gets no comparison at all
    return {str(kind): float(n) for kind, n in sizes.items()} or None
