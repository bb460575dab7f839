"""The seeded cities of the page tests, readers of two kinds, and a report as a reader gets it."""

import datetime as dt
from collections.abc import Callable

import pytest

from data.scope import Scope
from tests.pages.conftest import (  # noqa: F401  # fixtures
    _analysed_file,
    analysed,
    city_file,
    nothing_in,
    own_city,
    program,
    seeded,
)
from ui import downloads
from ui.i18n import use_language
from ui.paper import Document

EVALUATOR = Scope("ani", frozenset({"evaluator"}), None, may_see_persons=True)
LEADER = Scope("budi", frozenset({"city_leadership"}), None)
NOW = dt.datetime(2025, 3, 1, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def as_pdf() -> Callable[..., bytes]:
    """Build a report in a language and set it under a head known by hand."""

    def made(build: Callable[[], Document], *, language: str = "id", is_demo: bool = True) -> bytes:
        with use_language(language):
            head = downloads.About("Judul", {"Periode": "2025"}, None, "1", "ani", NOW, is_demo)
            return downloads.pdf(build(), head)

    return made
