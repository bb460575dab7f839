"""What holds for every test: no test opens a user's store, and a slow machine fails none."""

import os

import pytest
from hypothesis import settings

# Machines that run tests are often busy; time limits belong to benchmarks.
settings.register_profile("timbang", deadline=None)
settings.load_profile("timbang")


@pytest.fixture(scope="session", autouse=True)
def _no_store_of_a_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let TIMBANG_DB name an empty place, so that a forgotten path cannot reach var/."""
    os.environ["TIMBANG_DB"] = str(tmp_path_factory.mktemp("store") / "unused.duckdb")
