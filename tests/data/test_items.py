"""Ratings of items in one agency: who may read them, and what a Rasch panel is fitted to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data import reads, store
from data.errors import AccessDenied
from data.scope import Scope
from tests.data.ten_people import CITY, EVALUATOR, NAMED, TEST_ACTOR, name_of, seed


@pytest.fixture(scope="module")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> store.Store:
    opened = seed(store.open_store(tmp_path_factory.mktemp("items") / "i.duckdb", create=True))
    with opened.write(TEST_ACTOR) as writer:
        writer._cursor.execute(
            "insert into appraisal_item (appraisal_id, item, level, scale_low, scale_high)"
            " select appraisal_id, item, level, 1, 5 from appraisal"
            " cross join (values ('loyal', 4), ('adaptive', 2)) as given(item, level)"
        )
        writer.audit("seed", "items")
    return opened


@pytest.fixture
def filled(_filled: store.Store, monkeypatch: pytest.MonkeyPatch) -> store.Store:
    monkeypatch.setenv("TIMBANG_DB", str(_filled.path))
    return store.open_store(_filled.path)


def test_every_appraisal_with_a_rater_gives_its_items(filled: store.Store) -> None:
    with filled._connection.cursor() as cursor:
        given = cursor.execute(
            "select employee_id, rater_id from appraisal"
            " where agency_code = 'DINKES' and rater_id is not null order by appraisal_id"
        ).fetchall()
    rows = reads.item_ratings(EVALUATOR, "DINKES")
    assert len(rows) == 2 * len(given) > 0
    pairs = rows[rows["item"] == "loyal"][["employee_id", "rater_id"]].to_numpy().tolist()
    assert pairs == [list(each) for each in given]
    assert set(rows[rows["item"] == "adaptive"]["item_level"]) == {2.0}


def test_raters_stand_by_post_and_names_need_a_right(filled: store.Store) -> None:
    rows = reads.item_raters(EVALUATOR, "DINKES").set_index("rater_id")
    ratings = reads.item_ratings(EVALUATOR, "DINKES")
    people = ratings.groupby("rater_id")["employee_id"].nunique()
    assert rows["n_employees"].to_dict() == people.to_dict()
    assert rows["rater_name"].isna().all()
    named = reads.item_raters(NAMED, "DINKES").set_index("rater_id")
    assert named["rater_name"].to_dict() == {
        int(rater): name_of(int(rater)) for rater in people.index
    }


@pytest.mark.parametrize("read", [reads.item_ratings, reads.item_raters])
def test_only_readers_of_persons_of_that_agency_get_rows(filled: store.Store, read) -> None:
    within = replace(EVALUATOR, agencies=("DISDIK",))
    assert read(within, "DINKES").empty
    assert not read(within, "DISDIK").empty
    assert read(replace(EVALUATOR, may_see_persons=False), "DINKES").empty
    with pytest.raises(AccessDenied):
        read(CITY, "DINKES")
    with pytest.raises(AccessDenied):
        read(Scope("x", frozenset({"employee"}), own_employee_id=2), "DINKES")
