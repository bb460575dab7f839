"""What holds for every test: no test opens a user's store, and a slow machine fails none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Machines that run tests are often busy; time limits belong to benchmarks.
settings.register_profile("timbang", deadline=None)
settings.load_profile("timbang")


@pytest.fixture(scope="session", autouse=True)
def _no_store_of_a_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let TIMBANG_DB name an empty place, so that a forgotten path cannot reach var/."""
    os.environ["TIMBANG_DB"] = str(tmp_path_factory.mktemp("store") / "unused.duckdb")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for one file of tests; closed after it, because its event loop disturbs others."""
    from tests import browsing  # only browser tests need Playwright

    with browsing.chromium() as started:
        yield started
