"""The stores of this process: one `Store` a file."""

from __future__ import annotations

import atexit
import threading
from pathlib import Path

from data.errors import StoreMissing
from data.store.files import connect, current_path, quoted
from data.store.opened import Store

_open: dict[Path, Store] = {}
_opening = threading.Lock()


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


def forget(path: Path) -> None:
    """Close the store of a file, if this process has it open."""
    with _opening:
        opened = _open.pop(path.absolute(), None)
        if opened is not None:
            opened.close()


def close_all() -> None:
    """Close every store of this process."""
    with _opening:
        while _open:
            _open.popitem()[1].close()


atexit.register(close_all)


def import_copy(directory: Path, path: Path) -> None:
    """Fill a new file at `path` from a folder written by `Store.copy_to`."""
    connection = connect(path)
    try:
        connection.execute(f"import database '{quoted(directory)}'")
    finally:
        connection.close()
