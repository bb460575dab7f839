"""A store of ten people, to read and to change, and an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import store
from tests.data.ten_people import seed


@pytest.fixture
def ten_people(tmp_path: Path) -> Iterator[store.Store]:
    """A store of one's own, free to be changed."""
    opened = seed(store.Store(tmp_path / "ten.duckdb"))
    yield opened
    opened.close()


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[store.Store]:
    opened = store.Store(tmp_path / "empty.duckdb")
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
