"""What is picked from shared answers equals a query of its own for each question."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from data import reads, store
from data.scope import Filters, Scope
from tests.data.ten_people import CITY, KESEHATAN, seed
from ui import counts

SCOPES = {"city": CITY, "agency": KESEHATAN, "nothing": replace(KESEHATAN, agencies=())}
FILTERS = [
    Filters(period_code=period, agency_code=agency, position_class=kind, grade_group=grade)
    for period, agency, kind, grade in itertools.product(
        ("2023", "2024", "2024-Q1", "2025-01", "1999"),
        (None, "DINKES", "DISDIK", "DISHUB"),
        (None, "functional"),
        (None, "III"),
    )
]


@pytest.fixture(scope="module", autouse=True)
def _ten_people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    path = tmp_path_factory.mktemp("counts") / "ten.duckdb"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIMBANG_DB", str(path))
        seed(store.open_store(path, create=True))
        yield
        store.forget(path)


def sums(frame: pd.DataFrame, *keys: str) -> dict[object, int]:
    """Add up `n` by keys, without zeros, so that repeated and empty rows do not matter."""
    found: dict[object, int] = {}
    for *key, n in frame[[*keys, "n"]].astype(object).itertuples(index=False, name=None):
        place = tuple(None if pd.isna(part) else part for part in key)
        found[place] = found.get(place, 0) + n
    return {key: n for key, n in found.items() if n}


def plain(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """Return the rows with None for whatever is missing; no rows have no types to compare."""
    objects = frame.astype("object").where(frame.notna(), None)
    return [tuple(frame.columns), *objects.itertuples(index=False, name=None)]


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_picked_counts_are_those_of_single_queries(scope: Scope) -> None:
    n_seen = 0
    for chosen in FILTERS:
        by_agency = ("agency_code", "predicate")
        mine, theirs = counts.predicates(scope, chosen), reads.predicate_counts(scope, chosen)
        assert sums(mine, *by_agency) == sums(theirs, *by_agency), chosen
        assert len(mine) == len(theirs)  # all five predicates, also those of nobody
        assert sums(counts.predicates_of_city(scope, chosen), "predicate") == sums(
            reads.city_predicate_counts(scope, chosen), "predicate"
        )
        by_period = ("period_code", *by_agency)
        if chosen.period_code != "1999":  # no period, so none of its kind
            assert sums(counts.predicates_over_time(scope, chosen), *by_period) == sums(
                reads.predicate_trend(scope, chosen), *by_period
            )
        for by in ("position_class", "grade_group", "employment_type"):
            assert sums(counts.predicates_by(scope, chosen, by), by, "predicate") == sums(
                reads.predicate_counts_by(scope, chosen, by), by, "predicate"
            )
        levels = ("work_result", "behaviour")
        assert sums(counts.levels(scope, chosen), *levels) == sums(
            reads.level_matrix(scope, chosen), *levels
        )
        pd.testing.assert_frame_equal(
            counts.filling(scope, chosen), reads.filling(scope, chosen), check_dtype=False
        )
        for name in ("movements", "agency_results", "target_outcomes", "projects"):
            mine_rows = plain(getattr(counts, name)(scope, chosen))
            assert mine_rows == plain(getattr(reads, name)(scope, chosen)), name
        n_seen += len(mine)
    assert n_seen > 0 or scope.agencies == ()


def test_each_year_has_its_annual_period_or_the_latest() -> None:
    for chosen in FILTERS[:40:3]:
        found = counts.predicates_by_year(CITY, replace(chosen, period_code="2024"))
        expected = reads.year_trend(CITY, chosen)
        keys = ("period_code", "predicate")
        assert sums(found, *keys) == sums(expected, *keys)
    codes = set(counts.predicates_by_year(CITY, Filters(period_code="2024-Q1"))["period_code"])
    assert codes == {"2023", "2024", "2025-01"}


def test_a_row_of_other_agencies_is_in_the_city_and_in_nothing_else() -> None:
    chosen = Filters(period_code="2024")
    assert set(counts.predicates(KESEHATAN, chosen)["agency_code"]) == {"DINKES"}
    assert counts.predicates_of_city(KESEHATAN, chosen)["n"].sum() == 9
    assert counts.predicates_over_time(KESEHATAN, chosen)["n"].sum() == 7
