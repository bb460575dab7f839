"""Selection rates by group, counted by hand."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.errors import MissingColumns
from analytics.promotion import RankedPool, age_band_labels, list_fairness
from tests.analytics.promotion.pools import ranked, results

# 60 people: 20 women on odd places of the first 40, so that they rank like men
SEX = ["female" if i % 2 and i < 40 else "male" for i in range(60)]


def pool(k: int = 20, raw: np.ndarray | None = None) -> RankedPool:
    score = np.arange(60, 0, -1.0)
    return ranked(results(score, raw=score if raw is None else raw), k=k)


def people(**columns: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame({"employee_id": range(1, 61), **columns})


def only(table: pd.DataFrame, group: str, selection: str = "adjusted") -> pd.Series:
    rows = table[(table["group_code"] == group) & (table["selection"] == selection)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_rates_and_counts_are_those_of_the_list() -> None:
    table = list_fairness(pool(), people(sex=SEX), by=["sex"])
    women = only(table, "female")
    assert women[["n_group", "n_selected", "n_reference", "n_reference_selected"]].tolist() == [
        20, 10, 40, 10,
    ]  # fmt: skip
    assert (women["rate"], women["reference_rate"], women["ratio"]) == (0.5, 0.25, 2.0)
    assert women["ratio_lower"] < 2 < women["ratio_upper"]
    men = only(table, "male")
    assert men["ratio"] == 0.5
    assert men["four_fifths"] == "signal"
    assert women["four_fifths"] == "met"
    assert set(table["state"]) == {"compared"}


def test_before_and_after_adjustment_stand_beside_each_other() -> None:
    less = np.arange(60, 0, -1.0) - 100 * (np.array(SEX) == "female")
    table = list_fairness(pool(raw=less), people(sex=SEX), by=["sex"])
    before, after = only(table, "female", "raw"), only(table, "female")
    assert (before["n_selected"], after["n_selected"]) == (0, 10)
    assert before["ratio"] == 0.0
    assert before["four_fifths"] == "clear"
    assert before["ratio_upper"] < 0.8


def test_one_place_is_too_few_for_a_prompt() -> None:
    """2 of 30 beside 3 of 30 is two thirds, and 3 beside 2 would be three halves."""
    half = ["a"] * 2 + ["b"] * 3 + ["a"] * 28 + ["b"] * 27
    row = only(list_fairness(pool(k=5), people(sex=half), by=["sex"]), "a")
    assert row["ratio"] == pytest.approx(2 / 3)
    assert row["four_fifths"] == "one_person"


def test_small_groups_are_hidden_and_do_not_follow_from_the_rest() -> None:
    agency = ["A"] * 30 + ["B"] * 13 + ["C"] * 12 + ["D"] * 5
    table = list_fairness(pool(), people(agency_code=agency), by=["agency_code"])
    # 5 people of D alone would follow from the others: C, the smallest shown, is hidden with them
    states = table.drop_duplicates("group_code").set_index("group_code")["state"].to_dict()
    assert states == {"A": "compared", "B": "compared", "C": "hidden", "D": "hidden"}
    hidden = table[table["state"] == "hidden"]
    counts = ["n_group", "n_selected", "n_reference", "n_reference_selected"]
    assert hidden[counts].isna().all(axis=None)
    assert hidden[["rate", "reference_rate", "ratio", "ratio_upper"]].isna().all(axis=None)
    # the hidden are in nobody's reference
    assert only(table, "A")["n_reference"] == 13
    enough = ["A"] * 30 + ["B"] * 18 + ["C"] * 6 + ["D"] * 6
    table = list_fairness(pool(), people(agency_code=enough), by=["agency_code"])
    assert only(table, "B")["state"] == "compared"


def test_a_small_second_group_hides_both_and_a_single_one_has_no_reference() -> None:
    table = list_fairness(pool(), people(sex=["male"] * 55 + ["female"] * 5), by=["sex"])
    assert set(table["state"]) == {"hidden"}
    table = list_fairness(pool(), people(sex=["male"] * 60), by=["sex"])
    assert set(table["state"]) == {"no_reference"}
    assert table["n_selected"].isna().all()


def test_people_without_a_label_are_in_no_group() -> None:
    sex: list[str | None] = [None] * 10 + SEX[10:]
    row = only(list_fairness(pool(), people(sex=sex).iloc[:50], by=["sex"]), "female")
    assert row["n_group"] + row["n_reference"] == 40
    assert row["n_selected"] + row["n_reference_selected"] == 10


def test_an_empty_pool_and_a_missing_column() -> None:
    empty = ranked(results([1.0]), pool=[])
    table = list_fairness(empty, people(sex=SEX), by=["sex"])
    assert table.empty
    assert "four_fifths" in table
    with pytest.raises(MissingColumns):
        list_fairness(pool(), people(sex=SEX))


def test_ages_are_those_of_the_day() -> None:
    born = pd.Series(pd.to_datetime(["1990-05-01", "1990-05-02", None, "1970-01-01"]))
    bands = age_band_labels(born.set_axis([9, 8, 7, 6]), date(2025, 5, 1))
    assert bands.index.tolist() == [9, 8, 7, 6]
    assert bands.fillna("?").tolist() == ["35_44", "under_35", "?", "55_over"]
