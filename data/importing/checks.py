"""The named rules of each kind of file: which reject a row, which only warn, in their order.

A rule is a file rules/<name>.sql over the tables `checked` (the rows) and `unread` (cells that
nothing explained); it returns row_id, field, value, detail. Later stages also see `rejected`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa

from data.store import Scratch

ERROR, WARNING, SKIP = "error", "warning", "skip"


@dataclass(frozen=True)
class Rule:
    """A named rule. `skip` warns and leaves the row out without rejecting it."""

    name: str
    level: str
    reported_as: str = ""  # several files may find the same thing in other columns

    @property
    def report_name(self) -> str:
        """Return the name the report counts it under."""
        return self.reported_as or self.name


def _errors(*names: str) -> tuple[Rule, ...]:
    return tuple(Rule(name, ERROR) for name in names)


def _warnings(*names: str) -> tuple[Rule, ...]:
    return tuple(Rule(name, WARNING) for name in names)


_NIP = _errors("nip_missing", "nip_format", "nip_digits_lost")
_PERIOD = _errors("period_missing", "period_in_future")
_DUPLICATES = (Rule("duplicate_conflict", ERROR),)
_COPIES = (Rule("duplicate_identical", SKIP),)

# Stages, since a later one asks which rows an earlier one rejected.
RULES: dict[str, tuple[tuple[Rule, ...], ...]] = {
    "appraisals": (
        (
            *_NIP,
            Rule("rater_digits_lost", ERROR, "nip_digits_lost"),
            *_PERIOD,
            *_errors(
                "level_unknown", "predicate_unknown", "score_out_of_range", "role_unknown",
                "date_out_of_range", "nothing_rated", "self_rating",
            ),
        ),
        _DUPLICATES,
        _COPIES,
        _warnings(
            "predicate_mismatch", "rater_missing", "rater_external", "sex_mismatch",
            "birth_date_mismatch", "rank_unknown", "name_conflict", "sex_unknown",
            "birth_date_unknown", "employment_type_unknown", "position_class_unknown",
        ),
    ),
    "people": (
        (*_NIP, *_errors("date_out_of_range")),
        _DUPLICATES,
        _COPIES,
        _warnings(
            "agency_missing", "sex_mismatch", "birth_date_mismatch", "rank_unknown",
            "name_conflict", "sex_unknown", "birth_date_unknown", "employment_type_unknown",
            "position_class_unknown", "assignment_kind_unknown", "superior_unknown",
        ),
    ),
    "agency_results": (
        (
            Rule("agency_required", ERROR, "agency_missing"),
            *_PERIOD,
            *_errors("predicate_unknown", "index_out_of_range", "no_result"),
        ),
        _DUPLICATES,
        _COPIES,
    ),
    "targets": (
        (*_NIP, *_PERIOD, *_errors("target_missing", "date_out_of_range")),
        _DUPLICATES,
        _COPIES,
        _warnings("name_conflict", "work_result_kind_unknown", "aspect_unknown"),
    ),
    "projects": (
        (
            *_errors("project_missing", "date_out_of_range", "quality_out_of_range",
                     "member_format", "member_digits_lost"),
        ),
        _DUPLICATES,
        _COPIES,
        _warnings("member_missing", "member_role_unknown", "state_unknown"),
    ),
    "sanctions": (
        (
            Rule("person_missing", ERROR, "nip_missing"),
            *_NIP[1:],
            *_errors("sanction_level_unknown", "sanction_start_missing", "date_out_of_range",
                     "dates_reversed", "sanction_end_missing"),
        ),
        _DUPLICATES,
        _COPIES,
        _warnings("sanction_level_mismatch", "sanction_kind_unknown", "name_conflict"),
    ),
    "assessments": (
        (
            *_NIP,
            *_errors("assessment_date_missing", "date_out_of_range", "dates_reversed",
                     "competence_out_of_range", "assessment_result_unknown", "potential_unknown",
                     "nothing_assessed"),
        ),
        _DUPLICATES,
        _COPIES,
        _warnings("service_exam_unknown", "name_conflict"),
    ),
    "credit": (
        (
            *_NIP,
            Rule("credit_period_missing", ERROR, "period_missing"),
            Rule("credit_in_future", ERROR, "period_in_future"),
            *_errors(
                "date_out_of_range", "dates_reversed", "credit_out_of_range", "credit_missing"
            ),
        ),
        _DUPLICATES,
        _COPIES,
        _warnings("credit_periods_overlap", "functional_level_unknown", "credit_kind_unknown",
                  "name_conflict"),
    ),
}  # fmt: skip
# What only the store can tell (preparing.py).
COMPARED: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(RULES, ()),
    "appraisals": _warnings("rater_changed"),
}


def rules_of(kind: str) -> dict[str, str]:
    """Return what a report of a kind may count, with its level: error, skip or warning."""
    ran = (*[rule for stage in RULES[kind] for rule in stage], *COMPARED[kind])
    return {rule.report_name: rule.level for rule in ran}


@dataclass(frozen=True, eq=False)
class Findings:
    """What the rules found."""

    issues: pd.DataFrame  # row_id, rule, level, field, value, detail
    rejected: set[int]
    skipped: set[int]

    def counts(self) -> dict[str, int]:
        """Return the number of rows per rule; rules with no row are left out."""
        rows = self.issues.drop_duplicates(["rule", "row_id"]).groupby("rule", sort=False)["row_id"]
        return {str(rule): int(n) for rule, n in rows.count().items()}


def run_rules(scratch: Scratch, kind: str, today: date) -> Findings:
    """Run the rules of a kind over the staged rows."""
    rejected: set[int] = set()
    skipped: set[int] = set()
    found: list[pd.DataFrame] = []
    _hand_in(scratch, rejected, skipped)
    for stage in RULES[kind]:
        for rule in stage:
            rows = scratch.arrow(f"importing/rules/{rule.name}", {"today": today}).to_pandas()
            if rows.empty:
                continue
            level = WARNING if rule.level == SKIP else rule.level
            found.append(rows.assign(rule=rule.report_name, level=level))
            if rule.level == ERROR:
                rejected.update(rows["row_id"].tolist())
            elif rule.level == SKIP:
                skipped.update(rows["row_id"].tolist())
        _hand_in(scratch, rejected, skipped)
    columns = ["row_id", "rule", "level", "field", "value", "detail"]
    issues = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)
    return Findings(issues[columns], rejected, skipped)


def _hand_in(scratch: Scratch, rejected: set[int], skipped: set[int]) -> None:
    for name, rows in (("rejected", rejected), ("skipped", skipped)):
        scratch.table(name, pa.table({"row_id": pa.array(sorted(rows), pa.int64())}))
