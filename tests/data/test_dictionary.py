"""The data dictionary is current, whole, and says something of every table."""

import re
from pathlib import Path

from data import dictionary
from data.store import Store

RUN = "run python -m data.dictionary"


def test_the_dictionary_is_current() -> None:
    wanted = dictionary.text(dictionary.columns_of_a_new_store())
    assert dictionary.TARGET.read_text(encoding="utf-8") == wanted, RUN


def test_every_table_and_column_of_a_store_is_in_it(ten_people: Store) -> None:
    written: dict[str, list[str]] = {}
    for line in dictionary.TARGET.read_text(encoding="utf-8").splitlines():
        heading, column = re.match(r"### (\w+)", line), re.match(r"\| `(\w+)` \|", line)
        if heading:
            written[heading[1]] = []
        elif column:
            written[list(written)[-1]].append(column[1])
    with ten_people._connection.cursor() as cursor:
        names = [row[0] for row in cursor.execute("show tables").fetchall()]
        found = {
            name: [row[0] for row in cursor.execute(f"describe {name}").fetchall()]
            for name in names
            if name != "schema_migration"
        }
    assert written == found


def test_every_table_says_what_its_rows_are() -> None:
    for path in sorted(dictionary.MIGRATIONS.glob("*.sql")):
        remarks = dictionary.read_remarks(path)
        assert remarks.about_file, path.name
        silent = [name for name, remark in remarks.about_tables.items() if not remark]
        assert not silent, f"{path.name}: no comment above {silent}"


def test_comments_of_tables_columns_and_later_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "0009_more.sql"
    path.write_text(
        "-- What this brings,\n-- in two lines.\n\n"
        "create sequence one;\n\n"
        "-- A box.\ncreate table box (\n"
        "    box_id bigint not null,\n"
        "    width double,        -- metres -- outside\n"
        "    depth double\n);\n"
        "alter table other add column height double; -- metres\n",
        encoding="utf-8",
    )
    found = dictionary.read_remarks(path)
    assert found.about_file == "What this brings, in two lines"
    assert found.about_tables == {"box": "A box."}
    assert found.about_columns == {
        ("box", "width"): "metres -- outside",
        ("other", "height"): "metres",
    }
