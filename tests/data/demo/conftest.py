"""The demo city in a store, its rows, and the truth beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest

from data import demo, store

ACTOR = store.Actor("test", "command")
Rows = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Store]:
    """The default city, built once."""
    opened = store.Store(tmp_path_factory.mktemp("demo") / "city.duckdb")
    demo.build(opened, ACTOR)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def rows(built: store.Store) -> Rows:
    """Ask for all rows of a table of the store."""
    kept: dict[str, pd.DataFrame] = {}

    def of(table: str) -> pd.DataFrame:
        if table not in kept:
            with built._connection.cursor() as cursor:
                kept[table] = cursor.execute(f"from {table}").df()
        return kept[table]

    return of


@pytest.fixture(scope="session")
def truth() -> dict[str, Any]:
    """What was planted in the default city."""
    return demo.truth()


@pytest.fixture(scope="session")
def judged(rows: Rows) -> pd.DataFrame:
    """Appraisals by superiors and those who stood in, the mayor's left out."""
    found = rows("appraisal")
    mayor = rows("employee").loc[lambda e: e["nip"].isna(), "employee_id"]
    of_superiors = found["rater_role"].isin(["superior", "acting"])
    return found[of_superiors & ~found["rater_id"].isin(mayor)]


@pytest.fixture(scope="session")
def quarterly(judged: pd.DataFrame) -> pd.DataFrame:
    """Those of quarters, with the number of the quarter from 0."""
    found = judged[judged["period_code"].str.contains("Q")]
    year, quarter = found["period_code"].str[:4].astype(int), found["period_code"].str[-1]
    return found.assign(number=4 * (year - 2023) + quarter.astype(int) - 1)
