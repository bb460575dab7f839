"""A store of ten people, to read and to change, and an empty one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import store
from tests.data.ten_people import seed


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store without people, to be copied: its tables are made once for all tests."""
    path = tmp_path_factory.mktemp("empty") / "empty.duckdb"
    store.Store(path).close()
    return path


@pytest.fixture(scope="session")
def _ten_people_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ten") / "ten.duckdb"
    seed(store.Store(path)).close()
    return path


@pytest.fixture
def ten_people(tmp_path: Path, _ten_people_file: Path) -> Iterator[store.Store]:
    """A store of one's own, free to be changed."""
    opened = store.Store(Path(shutil.copy(_ten_people_file, tmp_path)))
    yield opened
    opened.close()


@pytest.fixture
def empty_store(tmp_path: Path, empty_file: Path) -> Iterator[store.Store]:
    opened = store.Store(Path(shutil.copy(empty_file, tmp_path)))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def _ten_people_to_read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Store]:
    opened = seed(store.open_store(tmp_path_factory.mktemp("ten") / "ten.duckdb", create=True))
    yield opened
    opened.close()


@pytest.fixture
def reading(_ten_people_to_read: store.Store, monkeypatch: pytest.MonkeyPatch) -> store.Store:
    """The ten people as the store that every read of this test asks; not to be written."""
    monkeypatch.setenv("TIMBANG_DB", str(_ten_people_to_read.path))
    return store.current()
