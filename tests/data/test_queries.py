"""Every query of queries/ runs on ten people and gives the columns that its head promises."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import duckdb
import pytest

from data.store import HERE, Store, statement_text

FILES = sorted((HERE / "queries").glob("*.sql"))
WITH_COLUMNS = [path for path in FILES if "-- Columns" in path.read_text(encoding="utf-8")]
SQL_TYPES = {"text": "VARCHAR"}  # as DuckDB calls it
# A fresh value for every parameter that a query may ask for.
VALUES: dict[str, object] = {
    "agencies": None,
    "agency": "DINKES",
    "batch_id": 1,
    "calibration_id": 1,
    "grade_group": None,
    "employee_id": 2,
    "employee_ids": None,
    "fewest_givers": 3,
    "is_own": False,
    "job_family": None,
    "key": "demo",
    "maybe": 0.2,
    "may_see_discipline": True,
    "may_see_names": True,
    "may_see_persons": True,
    "other_periods": ["2023"],
    "on": dt.date(2024, 12, 31),
    "own_employee_id": None,
    "period": "2024",
    "period_kind": "year",
    "position_class": None,
    "rater_id": None,
    "rater_type": "superior",
    "shortlist_id": 1,
    "smallest_group": 1,
    "sure": 0.8,
    "unit_id": None,
    "year": 2024,
    "years": [2024],
}


def head_of(path: Path) -> dict[str, str]:
    """Return the labels of a query's head and what follows each."""
    found: dict[str, str] = {"question": ""}
    label = "question"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        labelled = re.match(r"-- (Grain|Columns|Parameters|Why)\s+(.*)", line)
        if labelled:
            label, text = labelled.groups()
        else:
            text = line[2:].strip()
        found[label] = f"{found.get(label, '')} {text}".strip()
    return found


def columns_promised(path: Path) -> list[tuple[str, str]]:
    """Return name and DuckDB type of each column in a head; remarks stand in brackets."""
    text = re.sub(r"\([^)]*\)", "", head_of(path)["Columns"])
    pairs = [column.split() for column in text.split(",")]
    return [(name, SQL_TYPES.get(kind, kind.upper())) for name, kind in pairs]


def parameters(text: str) -> set[str]:
    return set(re.findall(r"\$(\w+)", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_begins_with_what_it_does(path: Path) -> None:
    question = head_of(path)["question"]
    assert question[0].isupper()
    assert question.rstrip().endswith(("?", "."))


@pytest.mark.parametrize("path", WITH_COLUMNS, ids=lambda path: path.stem)
def test_a_query_gives_the_columns_of_its_head(path: Path, ten_people: Store) -> None:
    with ten_people._connection.cursor() as cursor:
        (statement,) = cursor.extract_statements(statement_text(path.stem))
        wanted = {name: VALUES[name] for name in statement.named_parameters}
        result = cursor.execute(statement, wanted)
        found = [(name, str(kind)) for name, kind, *_ in result.description]
    assert found == columns_promised(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_head_names_the_parameters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    asked = {
        name for statement in duckdb.extract_statements(body) for name in statement.named_parameters
    }
    promised = head_of(path).get("Parameters", "")
    assert asked == parameters(promised) or promised == "one per column"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_query_selects_everything(path: Path) -> None:
    body = re.sub(r"--.*", "", path.read_text(encoding="utf-8"))
    assert not re.search(r"select\s+\*", body)


def test_reads_are_queries() -> None:
    """A head with columns is a question; the others change something."""
    changing = re.compile(r"^(insert|update|delete|create)\b", re.MULTILINE)
    for path in WITH_COLUMNS:
        assert not changing.search(path.read_text(encoding="utf-8")), path.stem
