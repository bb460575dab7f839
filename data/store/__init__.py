"""The store: one DuckDB file, opened once a process, migrated, read by cursors, written by one.

The only code that imports duckdb.
"""

from data.store.files import DEMO_STORE, OWN_STORE, current_path, named_path, now
from data.store.opened import Actor, Scratch, Snapshot, Store, Writer, local_actor
from data.store.process import close_all, current, forget, import_copy, open_store
from data.store.statements import HERE, statement_text
from data.store.workbench import Workbench

__all__ = [
    "DEMO_STORE",
    "HERE",
    "OWN_STORE",
    "Actor",
    "Scratch",
    "Snapshot",
    "Store",
    "Workbench",
    "Writer",
    "close_all",
    "current",
    "current_path",
    "forget",
    "import_copy",
    "local_actor",
    "named_path",
    "now",
    "open_store",
    "statement_text",
]
