"""A seeded city and an empty store for the page tests, and the program as a reader sees it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import store
from tests.pages import candidate_city, city, stored_run
from ui import access, i18n

ROUTER = str(Path(__file__).parents[2] / "pages" / "router.py")


@pytest.fixture(scope="module")
def city_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file of a small demo city."""
    path = tmp_path_factory.mktemp("city") / "city.duckdb"
    city.build(path)
    yield path
    store.close_all()


@pytest.fixture
def seeded(city_file: Path, monkeypatch: pytest.MonkeyPatch) -> store.Store:
    """The small demo city, the store in use."""
    monkeypatch.setenv("TIMBANG_DB", str(city_file))
    return store.open_store(city_file)


@pytest.fixture(scope="module")
def _analysed_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("analysed") / "city.duckdb"
    stored_run.store_run(city.build(path))
    yield path
    store.close_all()


@pytest.fixture
def analysed(_analysed_file: Path, monkeypatch: pytest.MonkeyPatch) -> store.Store:
    """The small demo city with a stored run, the store in use."""
    monkeypatch.setenv("TIMBANG_DB", str(_analysed_file))
    return store.open_store(_analysed_file)


@pytest.fixture(scope="module")
def _ranked_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("ranked") / "city.duckdb"
    candidate_city.build(path)
    yield path
    store.close_all()


@pytest.fixture
def ranked(_ranked_file: Path, monkeypatch: pytest.MonkeyPatch) -> store.Store:
    """The small demo city with an order of people known by hand, the store in use."""
    monkeypatch.setenv("TIMBANG_DB", str(_ranked_file))
    return store.open_store(_ranked_file)


@pytest.fixture
def own_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Store]:
    """A small demo city of one test, to be written; no run yet."""
    path = tmp_path / "city.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    yield city.build(path)
    store.forget(path)


@pytest.fixture
def nothing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Store]:
    """An empty own store, the one in use."""
    path = tmp_path / "own.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    opened = store.open_store(path, create=True)
    yield opened
    store.forget(path)


@pytest.fixture
def program() -> Callable[..., AppTest]:
    """Open the program at a page, with a role of the demo, a language and an address."""

    def start(
        page: str | None = None,
        *,
        role: str | None = None,
        language: str = "id",
        **codes: str,
    ) -> AppTest:
        app = AppTest.from_file(ROUTER, default_timeout=60)
        app.query_params["bahasa"] = language
        if role is not None:
            app.session_state[access.ROLE_KEY] = role
        for name, code in codes.items():
            app.query_params[name] = code
        # the test looks up options by their words, outside the session that knows the language
        with i18n.use_language(language):
            app.run()
            # without the first run the default page would be drawn, and any test pass
            return app if page is None else app.switch_page(f"{page}.py").run()

    return start
