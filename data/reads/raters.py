"""What the current analysis run found about raters: how they rate, and what that rests on.

Everything is stored by a run (jobs); a read costs the same at any number of appraisals. Columns and
grain stand in the head of each query. Figures are in the unit of the run's response: points of the
score, or share of Sangat Baik. Positive is lenient.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data import store
from data.errors import AccessDenied
from data.scope import Filters, Scope

READERS = ("evaluator", "city_leadership", "agency_leadership")
NOTE_READERS = ("evaluator",)
SUPERIOR = "superior"  # the rater type of most pages; acting superiors included


@dataclass(frozen=True)
class RunNote:
    """What a run left out, decided, or could not tell apart; a page finds the words."""

    code: str
    values: Mapping[str, str | int | float]


@dataclass(frozen=True)
class RunFacts:
    """What the figures of the analysis rest on; nothing about single people."""

    run_id: int
    started_at: datetime  # UTC
    finished_at: datetime  # UTC
    seconds: float
    actor: str
    method_version: str
    seed: int
    data_version: str  # hash of the last audit event when the data were read
    n_appraisals: int  # in the store then
    n_used: int  # of them in the model
    n_newer_appraisals: int  # imported since, not in the figures
    n_gone_appraisals: int  # in the figures, since replaced or undone
    period_kind: str  # year, quarter, month
    response: str  # score, items, predicate
    response_unit: str  # points, share
    bin_width: float
    smallest: float  # smallest difference that matters, in the unit
    smallest_rule: str
    response_entropy_bits: float  # of the rating scale in use
    n_cells: int
    n_employees: int
    n_raters: int
    n_units: int
    has_converged: bool
    n_draws: int
    top_share: float
    not_separable: tuple[str, ...]  # codes: what these data cannot tell apart
    since: int | None  # first year it was asked to read; None: all
    first_year: int | None  # of the ratings it used; None: a run of an early version
    last_year: int | None
    objective: str  # none, used, repeats_leniency, untested, unrelated: measures of others
    notes: tuple[RunNote, ...]

    @property
    def is_outdated(self) -> bool:
        """Whether appraisals came or went since the run read them."""
        return self.n_newer_appraisals > 0 or self.n_gone_appraisals > 0


@dataclass(frozen=True)
class FailedRun:
    """The newest run, if it failed; the run before it stays current."""

    run_id: int
    finished_at: datetime  # UTC
    error_kind: str
    error_text: str  # no personal data
    reference: str  # stands in the log too


def current_run(scope: Scope) -> RunFacts | None:
    """Return the run whose figures the pages show; None before the first."""
    del scope  # counts of the whole store, nothing about single people
    found = store.current().frame("current_run")
    if found.empty:
        return None
    row = found.iloc[0]
    settings = json.loads(row["settings"])
    return RunFacts(
        run_id=int(row["run_id"]),
        started_at=row["started_at"].to_pydatetime(),
        finished_at=row["finished_at"].to_pydatetime(),
        seconds=float(row["seconds"]),
        actor=str(row["actor"]),
        method_version=str(row["method_version"]),
        seed=int(row["seed"]),
        data_version=str(row["data_version"]),
        n_appraisals=int(row["n_appraisals"]),
        n_used=int(row["n_used"]),
        n_newer_appraisals=int(row["n_newer_appraisals"]),
        n_gone_appraisals=int(row["n_gone_appraisals"]),
        period_kind=str(row["period_kind"]),
        response=str(row["response"]),
        response_unit=str(row["response_unit"]),
        bin_width=float(row["bin_width"]),
        smallest=float(row["smallest"]),
        smallest_rule=str(row["smallest_rule"]),
        response_entropy_bits=float(row["response_entropy_bits"]),
        n_cells=int(row["n_cells"]),
        n_employees=int(row["n_employees"]),
        n_raters=int(row["n_raters"]),
        n_units=int(row["n_units"]),
        has_converged=bool(row["has_converged"]),
        n_draws=int(row["n_draws"]),
        top_share=float(row["top_share"]),
        not_separable=tuple(json.loads(row["not_separable"])),
        since=settings.get("since"),
        first_year=settings.get("first_year"),
        last_year=settings.get("last_year"),
        objective=str(settings.get("objective") or "none"),
        notes=tuple(_note(each) for each in json.loads(row["notes"])),
    )


def _note(stored: object) -> RunNote:
    """Read a note; early runs stored plain sentences."""
    if isinstance(stored, dict):
        return RunNote(stored["code"], stored["values"])
    return RunNote("text", {"text": str(stored)})


def failed_run(scope: Scope) -> FailedRun | None:
    """Return the newest run if it failed."""
    del scope  # as above
    found = store.current().frame("failed_run")
    if found.empty:
        return None
    row = found.iloc[0]
    return FailedRun(
        run_id=int(row["run_id"]),
        finished_at=row["finished_at"].to_pydatetime(),
        error_kind=str(row["error_kind"]),
        error_text=str(row["error_text"]),
        reference=str(row["reference"]),
    )


def rater_results(scope: Scope, filters: Filters, rater_type: str = SUPERIOR) -> pd.DataFrame:
    """Return one row per rater, the most different first; about all periods of the run.

    Agency and kind of post of the people rated narrow; period and grade do not.
    """
    return _frame(
        "rater_results", scope, **_narrowed(filters), rater_type=rater_type, rater_id=None
    )


def rater_result(scope: Scope, rater_id: int, rater_type: str = SUPERIOR) -> pd.DataFrame:
    """Return the same columns for one rater: one row, or none if the reader may not see it."""
    return _frame(
        "rater_results", scope, **_narrowed(Filters()), rater_type=rater_type, rater_id=rater_id
    )


def verdict_counts(scope: Scope, filters: Filters, rater_type: str = SUPERIOR) -> pd.DataFrame:
    """Return verdict, n_raters, n_employees: all seven verdicts in a fixed order."""
    return _frame("verdict_counts", scope, **_narrowed(filters), rater_type=rater_type)


def pattern_counts(scope: Scope, filters: Filters, rater_type: str = SUPERIOR) -> pd.DataFrame:
    """Return pattern, n_raters, n_tested, n_flagged."""
    return _frame("pattern_counts", scope, **_narrowed(filters), rater_type=rater_type)


def rater_patterns(scope: Scope, rater_id: int, rater_type: str = SUPERIOR) -> pd.DataFrame:
    """Return what was looked for in one rater, pattern by pattern."""
    return _of_rater("rater_patterns", scope, rater_id, rater_type)


def rater_years(scope: Scope, rater_id: int, rater_type: str = SUPERIOR) -> pd.DataFrame:
    """Return one rater's tendency year by year with its 90 % interval."""
    return _of_rater("rater_years", scope, rater_id, rater_type)


def rater_links(scope: Scope, rater_id: int, rater_type: str = SUPERIOR) -> pd.DataFrame:
    """Return the raters who share people with one rater."""
    return _of_rater("rater_links", scope, rater_id, rater_type)


def rater_pairs(scope: Scope, rater_id: int, rater_type: str = SUPERIOR) -> pd.DataFrame:
    """Return the people a rater rates otherwise than both are like elsewhere, furthest first."""
    return _of_rater("rater_pairs", scope, rater_id, rater_type)


def rater_bins(scope: Scope, rater_id: int, rater_type: str = SUPERIOR) -> pd.DataFrame:
    """Return bin_low, n_own, n_comparable; bins are RunFacts.bin_width wide."""
    return _of_rater("rater_bins", scope, rater_id, rater_type)


def rater_notes(scope: Scope, rater_id: int) -> pd.DataFrame:
    """Return the evaluators' notes about a rater, newest first; for evaluators."""
    if not scope.roles.intersection(NOTE_READERS):
        raise AccessDenied("rater_notes", NOTE_READERS)
    return store.current().frame("rater_notes", {"rater_id": rater_id})


def run_components(scope: Scope) -> pd.DataFrame:
    """Return name, variance, standard_error, variance_share of the current run."""
    del scope  # about the model, not about people
    return store.current().frame("run_components")


def run_fixed(scope: Scope) -> pd.DataFrame:
    """Return term, estimate, standard_error of the current run."""
    del scope  # as above
    return store.current().frame("run_fixed")


def _narrowed(filters: Filters) -> dict[str, object]:
    return {"agency": filters.agency_code, "position_class": filters.position_class}


def _of_rater(name: str, scope: Scope, rater_id: int, rater_type: str) -> pd.DataFrame:
    return _frame(name, scope, rater_id=rater_id, rater_type=rater_type)


def _frame(name: str, scope: Scope, **values: object) -> pd.DataFrame:
    if not scope.roles.intersection(READERS):
        raise AccessDenied(name, READERS)
    bound = {**scope.bound(), "smallest_group": scope.smallest_group, **values}
    return store.current().frame(name, bound)
