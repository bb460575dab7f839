"""The file of a store: which one, opened with DuckDB's lock, and who holds it."""

from __future__ import annotations

import functools
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import psutil

from data.errors import StoreBusy, StoreDamaged, StoreTooNew, StoreUnavailable

ROOT = Path(__file__).parent.parent.parent
OWN_STORE = ROOT / "var" / "timbang.duckdb"
DEMO_STORE = ROOT / "var" / "demo.duckdb"

# A file cut short opens; only reading what is gone tells.
TORN = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
)


def named_path() -> Path | None:
    """Return the file that TIMBANG_DB names, if it names one."""
    named = os.environ.get("TIMBANG_DB")
    return _path_of(named) if named else None


@functools.lru_cache(maxsize=8)  # a page asks a hundred times which store it is on
def _path_of(named: str) -> Path:
    return Path(named)


def current_path() -> Path:
    """Return the file to open: TIMBANG_DB, else the own store if there is one, else the demo."""
    named = named_path()
    if named is not None:
        return named
    return OWN_STORE if OWN_STORE.exists() else DEMO_STORE


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a file of DuckDB, saying why where that fails."""
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


def say_who_holds(path: Path) -> Path:
    """Leave a note about this process beside the file, and return where."""
    place = path.with_name(path.name + ".holder.json")
    note = {"pid": os.getpid(), "command": _this_command(), "since": now().isoformat()}
    try:
        place.write_text(json.dumps(note), encoding="utf-8")
    except OSError:
        # Only a courtesy to the next process; the lock itself is DuckDB's.
        return place
    return place


def now() -> datetime:
    """Return the moment in UTC, as the store keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def quoted(directory: Path) -> str:
    """Return a path for the statements that cannot bind one."""
    return str(directory).replace("'", "''")
