"""Stores of ten people are quick: every test of the import has one of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.store import Store
from tests.data.importing import stores


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Store]:
    store = stores.new_store(tmp_path)
    yield store
    store.close()
