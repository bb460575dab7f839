"""No rule is silent: each is run by a kind and explained to the office that mends the file."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from data.importing import checks
from data.importing.kinds import KINDS
from data.importing.reasons import REASONS
from data.importing.templates import GUIDE_SHEET, template

FOLDER = Path(checks.__file__).parent


def rule_files() -> set[str]:
    return {path.stem for path in FOLDER.rglob("rules/*.sql")}


def run_by(kind: str) -> list[checks.Rule]:
    return [rule for stage in checks.RULES[kind] for rule in stage] + [*checks.COMPARED[kind]]


def test_every_rule_file_is_run_by_a_kind_and_every_rule_has_a_file():
    assert rule_files() == {rule.name for kind in KINDS for rule in run_by(kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_rules_of_a_kind_are_those_it_runs_by_the_name_in_the_report(kind):
    assert set(checks.rules_of(kind)) == {rule.report_name for rule in run_by(kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_has_a_reason_for_the_office(kind):
    for name in checks.rules_of(kind):
        assert len(REASONS.get(name, "")) > 8, name


def test_no_reason_stands_for_a_rule_nobody_runs():
    assert set(REASONS) == {name for kind in KINDS for name in checks.rules_of(kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_of_a_template_names_every_rule_and_what_it_does(kind):
    sheet = openpyxl.load_workbook(io.BytesIO(template(kind)))[GUIDE_SHEET]
    lines = {row[0].value: row[1].value for row in sheet.iter_rows()}
    effects = {checks.ERROR: "ditolak", checks.WARNING: "masuk", checks.SKIP: "dilewati"}
    for name, level in checks.rules_of(kind).items():
        assert lines[REASONS[name]] == effects[level], name
