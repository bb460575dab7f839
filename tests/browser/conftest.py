"""One served demo city for all browser tests of a process."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import reads, store
from data.scope import Filters, Scope
from tests import browsing, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test of the browser fail only if it fails twice.

    A click within the same blink as a redraw is lost, on a busy machine more often. What is broken
    fails again; the first failure still stands in the report.
    """
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """The program on a demo city of its own."""
    built = browsing.demo_store(browsing.shared_folder(tmp_path_factory))
    folder = serving.copy_of_program(tmp_path_factory.mktemp("served"))
    browsing.put_store(built, folder / "var" / "demo.duckdb")
    with serving.serving(folder) as server:
        yield server


@pytest.fixture(scope="session")
def rater(tmp_path_factory: pytest.TempPathFactory) -> int:
    """A rater of the demo city who clearly differs and is linked: every part of the profile."""
    copied = tmp_path_factory.mktemp("read") / "demo.duckdb"
    browsing.put_store(browsing.demo_store(browsing.shared_folder(tmp_path_factory)), copied)
    evaluator = Scope("tester", frozenset({"evaluator"}), may_see_persons=True)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TIMBANG_DB", str(copied))
        found = reads.rater_results(evaluator, Filters())
        store.forget(copied)
    clear = found[found["verdict"].str.startswith("clearly") & (found["link_grade"] == "A")]
    return int(clear["rater_id"].iloc[0])
