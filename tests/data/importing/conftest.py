"""Stores of ten people are quick: every test of the import has one of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store


@pytest.fixture
def opened(tmp_path: Path, empty_file: Path) -> Iterator[Store]:
    store = Store(Path(shutil.copy(empty_file, tmp_path / "uji.duckdb")))
    yield store
    store.close()
