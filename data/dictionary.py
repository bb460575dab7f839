"""The data dictionary: what each table and column of the store holds.

`python -m data.dictionary` writes docs/data_dictionary.md. Tables, columns and types are those of a
new store; the words are the comments of the migrations: above `create table` for a table, behind
the column for a column, at the top of the file for what it brings.
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from data.store import Store

MIGRATIONS = Path(__file__).parent / "migrations"
TARGET = Path(__file__).parent.parent / "docs" / "data_dictionary.md"

_OPENING = re.compile(r"create (?:table|view) (\w+)")
_ADDED = re.compile(r"alter table (\w+) add column (\w+)\b.*?--\s*(.+)$")
_REMARK = re.compile(r"^\s+(\w+) .*?--\s*(.+)$")
_HEAD = """# Data dictionary

Every table of the store and its columns. Generated from the migrations in `data/migrations`;
`python -m data.dictionary` writes it anew. How numbers come from these tables stands in
[method.md](method.md), why keys are random numbers and there are no foreign keys in
[decision 0001](adr/0001-random-ids-no-foreign-keys.md).
"""


@dataclass
class Remarks:
    """What the comments of one migration say."""

    file_name: str
    about_file: str = ""
    about_tables: dict[str, str] = field(default_factory=dict)  # in the order they are made
    about_columns: dict[tuple[str, str], str] = field(default_factory=dict)


def text(columns: pd.DataFrame) -> str:
    """Return the dictionary as Markdown; `columns` as queries/table_columns.sql gives them."""
    remarks = [read_remarks(path) for path in sorted(MIGRATIONS.glob("*.sql"))]
    about = {key: remark for each in remarks for key, remark in each.about_columns.items()}
    parts = [_HEAD]
    for each in remarks:
        parts.append(f"## {each.about_file}\n\nMade by `data/migrations/{each.file_name}`.\n")
        for table, remark in each.about_tables.items():
            rows = columns[columns["table_name"] == table]
            if not rows.empty:  # a later migration may have dropped it
                parts.append(_table(table, remark, rows, about))
    return "\n".join(parts)


def read_remarks(path: Path) -> Remarks:
    """Read the comments of a migration."""
    found, above, table = Remarks(path.name), [""], ""
    for line in path.read_text(encoding="utf-8").splitlines():
        opening, added = _OPENING.match(line), _ADDED.match(line)
        remark = _REMARK.match(line)
        if line.startswith("--"):
            above.append(line[2:].strip())
        elif opening is not None:
            table = opening[1]
            found.about_tables[table] = " ".join(above).strip()
        elif added is not None:
            found.about_columns[added[1], added[2]] = added[3]
        elif remark is not None:
            found.about_columns[table, remark[1]] = remark[2]
        elif not line.strip():
            found.about_file = found.about_file or " ".join(above).strip().rstrip(".")
            above = []
    return found


def _table(name: str, remark: str, columns: pd.DataFrame, about: dict[tuple[str, str], str]) -> str:
    kind = " (view)" if columns["is_view"].iloc[0] else ""
    lines = [f"### {name}{kind}", "", remark, ""] if remark else [f"### {name}{kind}", ""]
    lines += ["| column | type | required | what it holds |", "|---|---|---|---|"]
    for column in columns.itertuples():
        required = "yes" if column.is_required else ""
        words = about.get((name, str(column.column_name)), "").replace("|", r"\|")
        lines.append(f"| `{column.column_name}` | {column.type_name} | {required} | {words} |")
    return "\n".join([*lines, ""])


def columns_of_a_new_store() -> pd.DataFrame:
    """Return the columns of a store that just went through all migrations."""
    with tempfile.TemporaryDirectory() as folder:
        opened = Store(Path(folder) / "empty.duckdb")
        try:
            return opened.frame("table_columns")
        finally:
            opened.close()


def main() -> int:
    """Write the dictionary."""
    TARGET.write_text(text(columns_of_a_new_store()), encoding="utf-8", newline="\n")
    sys.stdout.write(f"docs/{TARGET.name} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
