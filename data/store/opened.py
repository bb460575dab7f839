"""An open store: read by cursors, written by one transaction at a time."""

from __future__ import annotations

import getpass
import os
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from data import rule_sets, summaries
from data.errors import DataError, StoreDamaged, WriteFailed
from data.store import migrating
from data.store.files import TORN, connect, quoted, say_who_holds
from data.store.statements import run, run_to_arrow


@dataclass(frozen=True)
class Actor:
    """Who writes, and by which way."""

    name: str
    via: str  # dashboard, command, start


STARTING = Actor("timbang", "start")
LARGEST_LOG = 16_000_000  # bytes
LONGEST_WAIT = 20.0  # seconds for what goes on when the store is closed


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


class Store:
    """An open store. Use `open_store` or `current`, which keep one a process and file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path)
        self._writing = threading.Lock()
        self._version = 0
        try:
            migrating.migrate(self._connection, path)
            rule_sets.follow_shipped(self, STARTING)
            self._refill_stale_summaries()
        except TORN as error:
            self._connection.close()
            raise StoreDamaged(path) from error
        except BaseException:
            self._connection.close()
            raise
        self._holder = say_who_holds(path)

    # -- reading ---------------------------------------------------------------------------------

    @property
    def data_version(self) -> str:
        """Changes with every write; part of every cache key."""
        return f"{self.path}:{self._version}"

    def frame(self, name: str, values: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Run a named query on a cursor of its own and return its rows."""
        # One cursor a query: DuckDB refuses a busy connection instead of waiting.
        with self._connection.cursor() as cursor:
            return run(cursor, name, values or {}).df()

    def arrow(self, name: str, values: Mapping[str, object] | None = None) -> pa.Table:
        """Like `frame`, as an Arrow table: for exports and long results."""
        with self._connection.cursor() as cursor:
            return run_to_arrow(cursor, name, values or {})

    def value(self, name: str, values: Mapping[str, object] | None = None) -> Any:
        """Return the first column of the first row, or None without a row."""
        with self._connection.cursor() as cursor:
            row = run(cursor, name, values or {}).fetchone()
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
        WriteFailed
            If the file cannot be written, as on a full disk. Nothing of this write is kept.
        """
        with self._writing:
            try:
                with self._transaction(actor) as writer:
                    yield writer
            except duckdb.Error as error:
                if not _is_of_the_disk(error):
                    raise
                self._open_again_if_dead()
                raise WriteFailed(self.path) from error
            self._version += 1
            self._fold_in()

    @contextmanager
    def _transaction(self, actor: Actor) -> Iterator[Writer]:
        with self._connection.cursor() as cursor:
            cursor.execute("begin transaction")
            writer = Writer(cursor, actor)
            try:
                yield writer
                writer.check_recorded()
                cursor.execute("commit")
            except BaseException:
                # A failed commit has already ended the transaction: nothing is left to undo.
                with suppress(duckdb.TransactionException, duckdb.FatalException):
                    cursor.execute("rollback")
                raise

    def copy_to(self, directory: Path) -> Snapshot:
        """Export a consistent snapshot as Parquet and schema; readers and the writer go on."""
        with self._connection.cursor() as cursor:
            cursor.execute("begin transaction")
            # The folder is a path, not data of people; DuckDB cannot bind it.
            cursor.execute(f"export database '{quoted(directory)}' (format parquet)")
            # In the same transaction: a write that comes in between belongs to neither.
            counted = run(cursor, "count_appraisals", {}).fetchall()
            tail = run(cursor, "audit_tail", {}).fetchall()
            cursor.execute("rollback")
        return Snapshot(n_appraisals=int(counted[0][0]), audit_head=tail[0][1] if tail else None)

    def close(self) -> None:
        """Close the file and take back the note of who holds it.

        Another thread may be in the middle of something, such as an analysis run: its query ends
        first, a write is committed. What it asks afterwards fails.
        """
        may_write = self._writing.acquire(timeout=LONGEST_WAIT)
        try:
            self._close_when_idle()
        finally:
            if may_write:
                self._writing.release()
        self._holder.unlink(missing_ok=True)

    def _close_when_idle(self) -> None:
        deadline = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                self._connection.close()
            except duckdb.ResourceInUseException:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return

    # -- opening ---------------------------------------------------------------------------------

    def _refill_stale_summaries(self) -> None:
        """Fill summaries anew that a migration has changed the meaning of."""
        if self.info("summaries") != "stale":
            return
        with self.write(STARTING) as writer:
            summaries.refill(writer)
            writer.run("set_store_info", {"key": "summaries", "value": "fresh"})
            writer.audit("refill_summaries", "store")

    def _fold_in(self) -> None:
        """Move a large write from the log into the file.

        DuckDB does so by itself only after commits that leave old versions of no row, and an
        import updates rows; the log would stay as large as the data until the next close. The write
        is committed by then: where the file cannot grow, it stays in the log.
        """
        log = self.path.with_name(self.path.name + ".wal")
        if not log.exists() or log.stat().st_size <= LARGEST_LOG:
            return
        try:
            with self._connection.cursor() as cursor:
                cursor.execute("checkpoint")
        except duckdb.TransactionException:
            return  # a reader in the middle of a query refuses it; then the next write does it
        except (duckdb.IOException, duckdb.FatalException):
            self._open_again_if_dead()

    def _open_again_if_dead(self) -> None:
        """Open the file anew where a failed write has closed DuckDB to all further questions."""
        deadline = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                with self._connection.cursor() as cursor:
                    cursor.execute("select 1")
            except duckdb.Error:
                if time.monotonic() > deadline:
                    raise
                # Cursors of readers keep the dead instance alive; they fail and are gone.
                with suppress(duckdb.Error):
                    self._connection.close()
                time.sleep(0.02)
                with suppress(duckdb.Error, DataError):
                    self._connection = connect(self.path)
            else:
                return


def _is_of_the_disk(error: duckdb.Error) -> bool:
    """Say whether a write failed because the file or its log could not be written."""
    if isinstance(error, duckdb.TransactionException):
        return "Failed to commit" in str(error)
    return isinstance(error, duckdb.IOException | duckdb.FatalException)


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
        run(self._cursor, name, values or {})

    def frame(self, name: str, values: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Run a file and return the rows of its last statement."""
        return run(self._cursor, name, values or {}).df()

    def arrow(self, name: str, values: Mapping[str, object] | None = None) -> pa.Table:
        """Like `frame`, as an Arrow table."""
        return run_to_arrow(self._cursor, name, values or {})

    def value(self, name: str, values: Mapping[str, object] | None = None) -> Any:
        """Return the first column of the first row of a file's last statement."""
        # All rows: a result read in part would keep the transaction's connection busy.
        rows = run(self._cursor, name, values or {}).fetchall()
        return rows[0][0] if rows else None

    @contextmanager
    def table(self, name: str, content: pa.Table | pd.DataFrame) -> Iterator[None]:
        """Let statements read `content` as the table `name`."""
        self._cursor.register(name, content)
        try:
            yield
        finally:
            # After a statement that failed nothing can be run; the rollback forgets the table.
            with suppress(duckdb.TransactionException):
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
        run(self._connection, name, values or {})

    def arrow(self, name: str, values: Mapping[str, object] | None = None) -> pa.Table:
        """Run a file and return the rows of its last statement."""
        return run_to_arrow(self._connection, name, values or {})
