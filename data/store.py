"""The store: one DuckDB file, opened once a process, migrated, read by cursors, written by one.

A statement is a file: `frame("predicate_counts")` runs `queries/predicate_counts.sql`. Values are
bound by name, so SQL is never put together from strings.
"""

from __future__ import annotations

import atexit
import getpass
import json
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import duckdb
import pandas as pd
import psutil
import pyarrow as pa

from data import rule_sets
from data.errors import StoreBusy, StoreDamaged, StoreMissing, StoreTooNew, StoreUnavailable

HERE = Path(__file__).parent
ROOT = HERE.parent
OWN_STORE = ROOT / "var" / "timbang.duckdb"
DEMO_STORE = ROOT / "var" / "demo.duckdb"


@dataclass(frozen=True)
class Actor:
    """Who writes, and by which way."""

    name: str
    via: str  # dashboard, command, start


@dataclass(frozen=True)
class Snapshot:
    """What a copy of the store holds."""

    n_appraisals: int
    audit_head: str | None  # hash of the last event; None: no event yet


def local_actor(via: str) -> Actor:
    """Return the operating-system user; containers without a user name give the number."""
    try:
        return Actor(getpass.getuser(), via)
    except (KeyError, OSError):
        return Actor(f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown", via)


@cache
def statement_text(name: str) -> str:
    """Return the SQL of `queries/<name>.sql`, or of `<name>.sql` below data/ if it has a slash."""
    path = HERE / f"{name}.sql" if "/" in name else HERE / "queries" / f"{name}.sql"
    return path.read_text(encoding="utf-8")


class Store:
    """An open store. Use `open_store` or `current`, which keep one a process and file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = _connect(path)
        self._writing = threading.Lock()
        self._version = 0
        try:
            self._migrate()
            self._add_shipped_rules()
        except _TORN as error:
            self._connection.close()
            raise StoreDamaged(path) from error
        except BaseException:
            self._connection.close()
            raise
        self._holder = path.with_name(path.name + ".holder.json")
        self._say_who_holds_it()

    # -- reading ---------------------------------------------------------------------------------

    @property
    def data_version(self) -> str:
        """Changes with every write; part of every cache key."""
        return f"{self.path}:{self._version}"

    def frame(self, name: str, values: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Run a named query on a cursor of its own and return its rows."""
        # One cursor a query: DuckDB refuses a busy connection instead of waiting.
        with self._connection.cursor() as cursor:
            return _run(cursor, name, values or {}).df()

    def arrow(self, name: str, values: Mapping[str, object] | None = None) -> pa.Table:
        """Like `frame`, as an Arrow table: for exports and long results."""
        with self._connection.cursor() as cursor:
            return _run_to_arrow(cursor, name, values or {})

    def value(self, name: str, values: Mapping[str, object] | None = None) -> Any:
        """Return the first column of the first row, or None without a row."""
        with self._connection.cursor() as cursor:
            row = _run(cursor, name, values or {}).fetchone()
        return None if row is None else row[0]

    def info(self, key: str) -> str | None:
        """Return one fact about the store itself (table store_info)."""
        found: str | None = self.value("store_info_value", {"key": key})
        return found

    @property
    def is_demo(self) -> bool:
        """Whether the people in this store are invented: a flag inside the file, not a setting."""
        return self.info("demo") == "yes"

    # -- writing ---------------------------------------------------------------------------------

    @contextmanager
    def write(self, actor: Actor) -> Iterator[Writer]:
        """Open the one write transaction; commits at the end, or changes nothing.

        Raises
        ------
        RuntimeError
            If nothing was recorded in the audit: there is no write without an event.
        """
        with self._writing, self._connection.cursor() as cursor:
            cursor.execute("begin transaction")
            writer = Writer(cursor, actor)
            try:
                yield writer
                writer.check_recorded()
                cursor.execute("commit")
            except BaseException:
                # A failed commit has already ended the transaction: nothing is left to undo.
                with suppress(duckdb.TransactionException):
                    cursor.execute("rollback")
                raise
            self._version += 1

    def copy_to(self, directory: Path) -> Snapshot:
        """Export a consistent snapshot as Parquet and schema; readers and the writer go on."""
        with self._connection.cursor() as cursor:
            cursor.execute("begin transaction")
            # The folder is a path, not data of people; DuckDB cannot bind it.
            cursor.execute(f"export database '{_quoted(directory)}' (format parquet)")
            # In the same transaction: a write that comes in between belongs to neither.
            counted = _run(cursor, "count_appraisals", {}).fetchall()
            tail = _run(cursor, "audit_tail", {}).fetchall()
            cursor.execute("rollback")
        return Snapshot(n_appraisals=int(counted[0][0]), audit_head=tail[0][1] if tail else None)

    def close(self) -> None:
        """Close the file and take back the note of who holds it."""
        self._connection.close()
        self._holder.unlink(missing_ok=True)

    # -- opening ---------------------------------------------------------------------------------

    def _migrate(self) -> None:
        known = {int(path.name[:4]): path for path in sorted((HERE / "migrations").glob("*.sql"))}
        if self.value("tables_of_others"):
            raise StoreDamaged(self.path)
        with self._connection.cursor() as cursor:
            cursor.execute(statement_text("migrations_table"))
            found = cursor.execute(statement_text("schema_version")).fetchone()
            version = 0 if found is None or found[0] is None else int(found[0])
            if version > max(known):
                raise StoreTooNew(self.path, version, max(known))
            for number, path in known.items():
                if number <= version:
                    continue
                cursor.execute("begin transaction")
                cursor.execute(path.read_text(encoding="utf-8"))
                cursor.execute(
                    statement_text("record_migration"),
                    {"version": number, "name": path.stem, "applied_at": _now()},
                )
                cursor.execute("commit")

    def _add_shipped_rules(self) -> None:
        sets = rule_sets.shipped()
        missing = set(
            self.frame("missing_rule_sets", {"ids": [each["rule_set_id"] for each in sets]})[
                "rule_set_id"
            ]
        )
        if not missing:
            return
        with self.write(Actor("timbang", "start")) as writer:
            for each in sets:
                if each["rule_set_id"] in missing:
                    writer.run("add_rule_set", each)
            writer.audit("add_rule_sets", "rule_set", after=sorted(missing))

    def _say_who_holds_it(self) -> None:
        note = {"pid": os.getpid(), "command": _this_command(), "since": _now().isoformat()}
        try:
            self._holder.write_text(json.dumps(note), encoding="utf-8")
        except OSError:
            # Only a courtesy to the next process; the lock itself is DuckDB's.
            return


class Writer:
    """The open transaction of one writer."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, actor: Actor) -> None:
        self._cursor = cursor
        self.actor = actor
        self.n_events = 0

    def check_recorded(self) -> None:
        """Refuse to commit a change that nobody answers for."""
        if self.n_events == 0:
            raise RuntimeError("a write needs at least one audit event")

    def run(self, name: str, values: Mapping[str, object] | None = None) -> None:
        """Run every statement of a file inside the transaction."""
        _run(self._cursor, name, values or {})

    def frame(self, name: str, values: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Run a file and return the rows of its last statement."""
        return _run(self._cursor, name, values or {}).df()

    def arrow(self, name: str, values: Mapping[str, object] | None = None) -> pa.Table:
        """Like `frame`, as an Arrow table."""
        return _run_to_arrow(self._cursor, name, values or {})

    def value(self, name: str, values: Mapping[str, object] | None = None) -> Any:
        """Return the first column of the first row of a file's last statement."""
        # All rows: a result read in part would keep the transaction's connection busy.
        rows = _run(self._cursor, name, values or {}).fetchall()
        return rows[0][0] if rows else None

    @contextmanager
    def table(self, name: str, content: pa.Table | pd.DataFrame) -> Iterator[None]:
        """Let statements read `content` as the table `name`."""
        self._cursor.register(name, content)
        try:
            yield
        finally:
            self._cursor.unregister(name)

    def audit(
        self,
        action: str,
        object_kind: str,
        object_id: str | None = None,
        *,
        before: object = None,
        after: object = None,
        reason: str | None = None,
    ) -> None:
        """Record who did what; the event is part of the same transaction as the change."""
        from data.audit import append  # audit imports Writer for its types

        append(
            self,
            action=action,
            object_kind=object_kind,
            object_id=object_id,
            before=before,
            after=after,
            reason=reason,
        )
        self.n_events += 1


class Scratch:
    """A database in memory for one file on its way in: named SQL over tables handed in."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(":memory:")

    def __enter__(self) -> Scratch:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget everything."""
        self._connection.close()

    def table(self, name: str, content: pa.Table) -> None:
        """Let statements read `content` as the table `name`."""
        self._connection.register(name, content)

    def run(self, name: str, values: Mapping[str, object] | None = None) -> None:
        """Run every statement of a file."""
        _run(self._connection, name, values or {})

    def arrow(self, name: str, values: Mapping[str, object] | None = None) -> pa.Table:
        """Run a file and return the rows of its last statement."""
        return _run_to_arrow(self._connection, name, values or {})


# -- the stores of this process ------------------------------------------------------------

_open: dict[Path, Store] = {}
_opening = threading.Lock()


def named_path() -> Path | None:
    """Return the file that TIMBANG_DB names, if it names one."""
    named = os.environ.get("TIMBANG_DB")
    return Path(named) if named else None


def current_path() -> Path:
    """Return the file to open: TIMBANG_DB, else the own store if there is one, else the demo."""
    named = named_path()
    if named is not None:
        return named
    return OWN_STORE if OWN_STORE.exists() else DEMO_STORE


def open_store(path: Path, *, create: bool = False) -> Store:
    """Return the store of a file, opening and migrating it at first use.

    Raises
    ------
    StoreMissing, StoreBusy, StoreTooNew, StoreDamaged, StoreUnavailable
    """
    path = path.absolute()
    with _opening:
        if path not in _open:
            if not create and not path.exists():
                raise StoreMissing(path)
            _open[path] = Store(path)
        return _open[path]


def current(*, create: bool = False) -> Store:
    """Return the store this process works on."""
    return open_store(current_path(), create=create)


def close_all() -> None:
    """Close every store of this process."""
    with _opening:
        while _open:
            _open.popitem()[1].close()


atexit.register(close_all)


def import_copy(directory: Path, path: Path) -> None:
    """Fill a new file at `path` from a folder written by `Store.copy_to`."""
    connection = _connect(path)
    try:
        connection.execute(f"import database '{_quoted(directory)}'")
    finally:
        connection.close()


# -- DuckDB --------------------------------------------------------------------------------

# A file cut short opens; only reading what is gone tells.
_TORN = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
)


@cache
def _statements(name: str) -> tuple[duckdb.Statement, ...]:
    """Return the parsed statements of a file; DuckDB runs a copy, so that threads may share them.

    Parsing costs a tenth of a small query.
    """
    with duckdb.connect(":memory:") as parser:
        return tuple(parser.extract_statements(statement_text(name)))


def _run(
    cursor: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]
) -> duckdb.DuckDBPyConnection:
    result = cursor
    for statement in _statements(name):
        wanted = {key: values[key] for key in statement.named_parameters}
        result = cursor.execute(statement, wanted) if wanted else cursor.execute(statement)
    return result


def _run_to_arrow(
    cursor: duckdb.DuckDBPyConnection, name: str, values: Mapping[str, object]
) -> pa.Table:
    """Run a file and return the rows of its last statement without a copy in between."""
    *before, last = _statements(name)
    for statement in before:
        wanted = {key: values[key] for key in statement.named_parameters}
        cursor.execute(statement, wanted) if wanted else cursor.execute(statement)
    wanted = {key: values[key] for key in last.named_parameters}
    # A relation: DuckDB warns that Arrow from `execute` copies the rows once more.
    result = cursor.sql(last, params=wanted) if wanted else cursor.sql(last)
    return cast(pa.Table, result.to_arrow_table())  # the stubs allow None, which no query gives


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return duckdb.connect(
            str(path),
            # No extension is fetched and no file is read from SQL unless the code asks by name.
            config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
        )
    except duckdb.IOException as error:
        text = str(error)
        if "lock" in text.lower() or "being used by another process" in text:
            raise StoreBusy(path, _holder_of(path)) from error
        if "newer version" in text or "storage version" in text.lower():
            raise StoreTooNew(path, None, None) from error
        if "not a valid DuckDB" in text:
            raise StoreDamaged(path) from error
        raise StoreUnavailable(path) from error
    except duckdb.Error as error:
        raise StoreDamaged(path) from error
    except OSError as error:
        raise StoreUnavailable(path) from error


def _holder_of(path: Path) -> str | None:
    """Say which process holds the file, from the note it left; None if that is not known."""
    try:
        note = json.loads(path.with_name(path.name + ".holder.json").read_text(encoding="utf-8"))
        pid = int(note["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not psutil.pid_exists(pid):
        return None
    return f"{note.get('command', '?')} (process {pid}, since {note.get('since', '?')})"


def _this_command() -> str:
    script = Path(sys.argv[0])
    name = script.parent.name if script.name == "__main__.py" else script.name
    return " ".join([name, *sys.argv[1:2]]).strip() or "python"


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _quoted(directory: Path) -> str:
    return str(directory).replace("'", "''")
