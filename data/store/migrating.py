"""Bring a file up to this program: numbered migrations, each in a transaction of its own."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data.errors import StoreDamaged, StoreTooNew
from data.store.files import now
from data.store.statements import HERE, statement_text


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Run the migrations that the file has not seen.

    Raises
    ------
    StoreDamaged
        If the tables are those of another program.
    StoreTooNew
        If the file has seen migrations that this program does not know.
    """
    known = {int(file.name[:4]): file for file in sorted((HERE / "migrations").glob("*.sql"))}
    with connection.cursor() as cursor:
        others = cursor.execute(statement_text("tables_of_others")).fetchone()
        if others is not None and others[0]:
            raise StoreDamaged(path)
        cursor.execute(statement_text("migrations_table"))
        found = cursor.execute(statement_text("schema_version")).fetchone()
        version = 0 if found is None or found[0] is None else int(found[0])
        if version > max(known):
            raise StoreTooNew(path, version, max(known))
        for number, file in known.items():
            if number <= version:
                continue
            cursor.execute("begin transaction")
            cursor.execute(file.read_text(encoding="utf-8"))
            cursor.execute(
                statement_text("record_migration"),
                {"version": number, "name": file.stem, "applied_at": now()},
            )
            cursor.execute("commit")
