"""A statement is a file: `run(cursor, "mixes")` runs `queries/mixes.sql`.

Values are bound by name, so SQL is never put together from strings.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

import duckdb
import pyarrow as pa

HERE = Path(__file__).parent.parent


@cache
def statement_text(name: str) -> str:
    """Return the SQL of `queries/<name>.sql`, or of `<name>.sql` below data/ if it has a slash."""
    path = HERE / f"{name}.sql" if "/" in name else HERE / "queries" / f"{name}.sql"
    return path.read_text(encoding="utf-8")


@cache
def statements(name: str) -> tuple[duckdb.Statement, ...]:
    """Return the parsed statements of a file; DuckDB runs a copy, so that threads may share them.

    Parsing costs a tenth of a small query.
    """
    with duckdb.connect(":memory:") as parser:
        return tuple(parser.extract_statements(statement_text(name)))


def run(
    cursor: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]
) -> duckdb.DuckDBPyConnection:
    """Run every statement of a file and return the cursor with the rows of the last."""
    result = cursor
    for statement in statements(name):
        wanted = {key: values[key] for key in statement.named_parameters}
        result = cursor.execute(statement, wanted) if wanted else cursor.execute(statement)
    return result


def run_to_arrow(
    cursor: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]
) -> pa.Table:
    """Run a file and return the rows of its last statement without a copy in between."""
    *before, last = statements(name)
    for statement in before:
        wanted = {key: values[key] for key in statement.named_parameters}
        cursor.execute(statement, wanted) if wanted else cursor.execute(statement)
    wanted = {key: values[key] for key in last.named_parameters}
    # A relation: DuckDB warns that Arrow from `execute` copies the rows once more.
    result = cursor.sql(last, params=wanted) if wanted else cursor.sql(last)
    return cast(pa.Table, result.to_arrow_table())  # the stubs allow None, which no query gives
