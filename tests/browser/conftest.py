"""One served demo city for all browser tests of a process."""

from collections.abc import Iterator

import pytest

from tests import browsing, serving


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Server]:
    """The program on a demo city of its own."""
    built = browsing.demo_store(browsing.shared_folder(tmp_path_factory))
    folder = serving.copy_of_program(tmp_path_factory.mktemp("served"))
    browsing.put_store(built, folder / "var" / "demo.duckdb")
    with serving.serving(folder) as server:
        yield server
