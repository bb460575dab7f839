"""One browser for the whole-process tests of a process."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests import browsing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browsing.chromium() as started:
        yield started
