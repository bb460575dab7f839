"""What leadership sees of how appraisals were filled in, over all filters, and what follows."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.filling import Tally
from data import store
from data import summaries as data_summaries
from data.scope import Filters, Scope
from tests.pages import city
from ui import summaries, visibility

LEADER = Scope("wali", frozenset({"city_leadership"}))
EVALUATOR = Scope("penilai", frozenset({"evaluator"}), may_see_persons=True)
CLASSES = (None, "general_staff", "functional", "supervisor", "administrator")
GRADES = (None, "II", "III", "IV", "PPPK")
YEAR = Filters(year=2025, period_code="2025")
MEASURES: dict[str, Callable[..., Tally]] = {
    "complete": summaries.complete,
    "late": summaries.late,
    "commented": summaries.commented,
    "copied": summaries.copied,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Store]:
    path = tmp_path_factory.mktemp("city") / "city.duckdb"
    yield city.build(path)
    store.forget(path)


@pytest.fixture(autouse=True)
def _in_use(built: store.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMBANG_DB", str(built.path))


def everything_shown(measure: str, scope: Scope) -> dict[tuple[object, ...], float]:
    """Walk through all filters and note the people every shown share is taken over."""
    found: dict[tuple[object, ...], float] = {}
    for position_class, grade in itertools.product(CLASSES, GRADES):
        chosen = replace(YEAR, position_class=position_class, grade_group=grade)
        by_agency = MEASURES[measure](scope, chosen)
        together = MEASURES[measure](scope, chosen, by_agency=False)
        rows = zip(by_agency.groups["agency_code"], by_agency.n_expected, strict=True)
        for code, n in rows:
            found[code, position_class, grade] = n
        if len(together.n_expected):
            found[None, position_class, grade] = together.n_expected[0]
    return found


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.long
def test_no_hidden_group_follows_from_the_shares_under_all_filters(measure: str) -> None:
    truth = everything_shown(measure, EVALUATOR)
    shown = {node: n for node, n in everything_shown(measure, LEADER).items() if n == n}
    assert all(n >= 5 for n in shown.values())
    assert all(truth[node] == n for node, n in shown.items())
    cells = [node for node in truth if None not in node]

    def row(node: tuple[object, ...]) -> list[float]:
        return [
            float(all(a in (None, b) for a, b in zip(node, cell, strict=True))) for cell in cells
        ]

    known = np.array([row(node) for node in shown])
    rank = np.linalg.matrix_rank(known)
    hidden = [node for node, n in truth.items() if n == n and node not in shown]
    assert len(hidden) > 20
    for node in hidden:
        assert np.linalg.matrix_rank(np.vstack([known, row(node)])) > rank, node


def changed(path: Path, monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Build the city anew with something changed, and put it in use."""
    opened = city.build(path)
    with opened.write(city.TEST_ACTOR) as writer:
        for statement in statements:
            writer._cursor.execute(statement)
        data_summaries.refresh(writer, None)
        writer.audit("change", "store")
    monkeypatch.setenv("TIMBANG_DB", str(path))


def test_a_measure_without_its_file_is_unknown_and_not_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "city.duckdb"
    changed(path, monkeypatch, "delete from assignment", "update period set due_on = null")
    try:
        for measure in (summaries.complete, summaries.late):
            tally = measure(LEADER, YEAR)
            states = dict(zip(tally.groups["agency_code"], tally.state, strict=True))
            assert states["DISDIK"] == "unknown"
            assert states["KESBANG"] == "hidden"  # three people were rated
    finally:
        store.forget(path)


def test_targets_of_few_people_are_hidden_with_a_second_agency() -> None:
    reached = summaries.targets(LEADER, YEAR)
    assert reached is not None
    seen = summaries.targets(EVALUATOR, YEAR)
    assert seen is not None
    hidden = reached.groups["agency_code"][reached.state == "hidden"].tolist()
    assert "KESBANG" in hidden
    assert len(hidden) >= 2
    shown = reached.state != "hidden"
    assert np.array_equal(reached.n_reached[shown], seen.n_reached[shown])


def test_many_targets_of_two_people_are_targets_of_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "city.duckdb"
    two = "(select distinct employee_id from performance_target where agency_code = 'DLH' limit 2)"
    changed(
        path,
        monkeypatch,
        f"update performance_target set employee_id = (select min(employee_id) from {two})"  # noqa: S608
        " where agency_code = 'DLH' and target_id % 2 = 0",
        f"update performance_target set employee_id = (select max(employee_id) from {two})"  # noqa: S608
        " where agency_code = 'DLH' and target_id % 2 = 1",
    )
    try:
        for scope, expected in ((EVALUATOR, "shown"), (LEADER, "hidden")):
            reached = summaries.targets(scope, YEAR)
            assert reached is not None
            state = dict(zip(reached.groups["agency_code"], reached.state, strict=True))
            assert state["DLH"] == expected
    finally:
        store.forget(path)


def test_raters_shown_to_leadership_give_no_small_group_away() -> None:
    chosen = replace(YEAR, agency_code="DISDIK")
    everyone = summaries.raters(EVALUATOR, chosen)
    shown = summaries.raters(LEADER, chosen)
    with store.current()._connection.cursor() as cursor:
        (n_people,) = cursor.execute(
            "select count(*) from appraisal where is_result and period_code = '2025' "
            "and agency_code = 'DISDIK'"
        ).fetchone() or (0,)
    rest = n_people - shown["n_employees"].sum()
    assert rest == 0 or rest >= 5
    assert (shown["n_employees"] >= 5).all()
    assert set(shown["rater_id"]) <= set(everyone["rater_id"])
    assert everyone["n_very_good"].notna().all()


def test_the_head_of_a_unit_does_not_follow_from_the_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "city.duckdb"
    people = "agency_code = 'DISDIK' and is_result"
    # unit by unit: the first person heads it, is rated by the agency's head and rates the others
    changed(
        path,
        monkeypatch,
        f"update appraisal set rater_id = head.first from (select unit_id, period_code, "  # noqa: S608
        f"min(employee_id) as first from appraisal where {people} group by all) as head "
        f"where {people} and head.unit_id = appraisal.unit_id "
        "and head.period_code = appraisal.period_code and employee_id <> head.first",
    )
    chosen = replace(YEAR, agency_code="DISDIK")
    try:
        shown = summaries.raters(LEADER, chosen)
        assert len(shown) >= 2  # teams of 29 and more
        assert shown["mean_score"].notna().all()
        # the unit's count less the team's would be the rating of the one who heads it
        units = visibility.unit_view(LEADER, chosen)
        ids = pd.DataFrame({"unit_id": ["4", "5", "6"]})
        assert units.of(ids).all()
        assert shown["n_very_good"].isna().all()
        assert summaries.raters(EVALUATOR, chosen)["n_very_good"].notna().all()
    finally:
        store.forget(path)
