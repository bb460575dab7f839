"""What is picked from shared answers equals a count of the results themselves."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from data import reads, store
from data.scope import Filters, Scope
from data.vocabulary import PREDICATES
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


def results(scope: Scope, chosen: Filters) -> pd.DataFrame:
    """Return the results themselves that scope and filters leave, of every period; n is 1 each."""
    with store.current()._connection.cursor() as cursor:
        found = cursor.execute("select * from result").df().assign(n=1)
    for column, wanted in (
        ("agency_code", scope.agencies),
        ("agency_code", chosen.agency_code and (chosen.agency_code,)),
        ("position_class", chosen.position_class and (chosen.position_class,)),
        ("grade_group", chosen.grade_group and (chosen.grade_group,)),
    ):
        if wanted is not None:
            found = found[found[column].isin(wanted)]
    return found


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@pytest.mark.long
def test_picked_counts_are_those_of_the_results_themselves(scope: Scope) -> None:
    n_seen = 0
    for chosen in FILTERS:
        every = results(scope, chosen)
        mine = every[every["period_code"] == chosen.period_code]
        rated = mine.dropna(subset=["predicate"])
        by_agency = ("agency_code", "predicate")
        found = counts.predicates(scope, chosen)
        assert sums(found, *by_agency) == sums(rated, *by_agency), chosen
        # all five predicates, also those of nobody
        assert len(found) == len(PREDICATES) * rated["agency_code"].nunique()
        everybody = results(CITY, replace(chosen, agency_code=None))
        of_city = everybody[everybody["period_code"] == chosen.period_code]
        assert sums(counts.predicates_of_city(scope, chosen), "predicate") == sums(
            of_city.dropna(subset=["predicate"]), "predicate"
        )
        if chosen.period_code != "1999":  # no period, so none of its kind
            alike = every["period_code"].str.replace(r"\d", "0", regex=True) == re.sub(
                r"\d", "0", chosen.period_code or ""
            )
            assert sums(
                counts.predicates_over_time(scope, chosen), "period_code", *by_agency
            ) == sums(every[alike].dropna(subset=["predicate"]), "period_code", *by_agency)
        for by in ("position_class", "grade_group", "employment_type"):
            assert sums(counts.predicates_by(scope, chosen, by), by, "predicate") == sums(
                rated, by, "predicate"
            )
        levels = ["work_result", "behaviour"]
        assert sums(counts.levels(scope, chosen), *levels) == sums(
            mine.dropna(subset=levels), *levels
        )
        filled = counts.filling(scope, chosen)
        assert sums(filled, "agency_code") == sums(mine, "agency_code")
        assert sums(filled.assign(n=filled["n_dated"]), "agency_code") == sums(
            mine.dropna(subset=["set_on"]), "agency_code"
        )
        n_seen += len(rated)
    assert n_seen > 0 or scope.agencies == ()


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@pytest.mark.long
def test_picking_an_agency_is_asking_for_it(scope: Scope) -> None:
    for chosen in FILTERS:
        for name in ("movements", "agency_results", "target_outcomes", "projects"):
            mine_rows = plain(getattr(counts, name)(scope, chosen))
            assert mine_rows == plain(getattr(reads, name)(scope, chosen)), name


def test_predicates_of_2024_by_hand() -> None:
    functional = Filters(period_code="2024", position_class="functional")
    assert sums(counts.predicates(CITY, functional), "agency_code", "predicate") == {
        ("DINKES", "very_good"): 1, ("DINKES", "good"): 2,
        ("DISDIK", "very_good"): 1, ("DISDIK", "good"): 1,
    }  # fmt: skip
    y2024 = Filters(period_code="2024")
    assert sums(counts.predicates_by(CITY, y2024, "grade_group"), "grade_group", "predicate") == {
        ("II", "needs_improvement"): 1, ("III", "very_good"): 2, ("III", "good"): 2,
        ("IV", "very_good"): 1, ("IV", "good"): 1, ("PPPK", "good"): 1, ("PPPK", "very_poor"): 1,
    }  # fmt: skip
    assert sums(counts.levels(CITY, y2024), "work_result", "behaviour") == {
        ("above", "above"): 3, ("meets", "meets"): 3, ("meets", "above"): 1,
        ("below", "meets"): 1, ("below", "below"): 1,
    }  # fmt: skip


def test_each_year_has_its_annual_period_or_the_latest() -> None:
    found = counts.predicates_by_year(CITY, Filters(period_code="2024"))
    assert sums(found, "period_code", "predicate") == {
        ("2023", "good"): 3, ("2023", "very_good"): 1,
        ("2024", "very_good"): 3, ("2024", "good"): 4,
        ("2024", "needs_improvement"): 1, ("2024", "very_poor"): 1,
        ("2025-01", "good"): 1,  # no annual period yet
    }  # fmt: skip
    for chosen in FILTERS:
        if chosen.period_code == "1999":
            continue
        rated = results(CITY, chosen).dropna(subset=["predicate"])
        yearly = rated[rated["period_code"].isin(["2023", "2024", "2025-01"])]
        keys = ("period_code", "predicate")
        assert sums(counts.predicates_by_year(CITY, chosen), *keys) == sums(yearly, *keys)


def test_a_row_of_other_agencies_is_in_the_city_and_in_nothing_else() -> None:
    chosen = Filters(period_code="2024")
    assert set(counts.predicates(KESEHATAN, chosen)["agency_code"]) == {"DINKES"}
    assert counts.predicates_of_city(KESEHATAN, chosen)["n"].sum() == 9
    assert counts.predicates_over_time(KESEHATAN, chosen)["n"].sum() == 7
