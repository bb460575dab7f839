import numpy as np
import pandas as pd
import pytest

from analytics.counts import number_groups, tabulate
from analytics.errors import InvalidCounts, InvalidRatings, MissingColumns


def test_rows_of_one_group_are_added_up_in_any_order():
    counts = pd.DataFrame(
        {"agency_code": ["B", "A", "B", "A"], "size": ["s", "l", "s", "s"], "n": [1, 2, 3, 4]}
    )
    found = tabulate(counts, by=["agency_code"], categories={"size": ["s", "l"]})
    assert found.groups["agency_code"].tolist() == ["A", "B"]
    assert found.table.tolist() == [[4, 2], [4, 0]]


def test_a_null_key_is_a_group_and_a_null_category_is_counted_apart():
    counts = pd.DataFrame(
        {
            "agency_code": pd.Series(["A", None, None], dtype="str"),
            "size": pd.Series(["s", None, "s"], dtype="str"),
            "n": [1, 2, 3],
        }
    )
    found = tabulate(counts, by=["agency_code"], categories={"size": ["s"]})
    assert found.groups["agency_code"].isna().tolist() == [False, True]
    assert found.table[:, 0].tolist() == [1, 3]
    assert found.uncategorised.tolist() == [0, 2]


def test_groups_are_those_of_pandas():
    rng = np.random.default_rng(3)
    rows = pd.DataFrame({"a": rng.choice(list("xyz"), 200), "b": rng.integers(0, 4, 200)})
    groups, of_row = number_groups(rows, ["a", "b"])
    expected = rows.groupby(["a", "b"]).ngroup().to_numpy()
    assert (of_row == expected).all()
    assert len(groups) == expected.max() + 1


def test_no_keys_make_one_group_even_without_rows():
    found = tabulate(
        pd.DataFrame({"size": pd.Series([], dtype="str"), "n": pd.Series([], dtype="int64")}),
        by=[],
        categories={"size": ["s", "l"]},
    )
    assert found.table.tolist() == [[0, 0]]


def test_what_is_wrong_is_named_with_its_place():
    rows = pd.DataFrame({"size": ["s", "m"], "n": [1.0, 2.5]})
    with pytest.raises(InvalidCounts, match=r"'n'.*position 1") as fraction:
        tabulate(rows, by=[], categories={"size": ["s", "m"]})
    assert fraction.value.rows == (1,)
    with pytest.raises(InvalidRatings, match="'m'") as strange:
        tabulate(rows.assign(n=1), by=[], categories={"size": ["s", "l"]})
    assert strange.value.unknown == ("m",)
    with pytest.raises(MissingColumns, match="'counts' lacks 'agency_code'"):
        tabulate(rows, by=["agency_code"], categories={"size": ["s", "m"]})
    with pytest.raises(InvalidCounts):
        tabulate(rows.assign(n=[1, np.nan]), by=[], categories={"size": ["s", "m"]})
