"""The input contract of the rater model: what a table of ratings is read as."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.ratings import Columns, prepare


def table(**columns: object) -> pd.DataFrame:
    rows = {
        "employee": ["a", "b", "c", "a", "b", "c"],
        "rater": ["r", "r", "s", "s", "s", "r"],
        "score": [80.0, 90.0, 70.0, 85.0, 88.0, 75.0],
    }
    return pd.DataFrame(rows | columns)


@pytest.mark.parametrize("empty", [None, np.nan, ""])
def test_a_covariate_without_any_value_leaves_every_rating_in(empty: object) -> None:
    frame = table(post=pd.Series([empty] * 6, dtype="object"))
    read = prepare(frame, Columns("employee", "rater", score="score", covariates=("post",)))
    assert read.n == 6
    assert read.covariates is None
    assert any("post has no value" in note for note in read.notes)


def test_rows_without_a_number_of_a_known_covariate_are_left_out_and_counted() -> None:
    frame = table(years=[1.0, 2.0, np.nan, 4.0, 5.0, 6.0])
    read = prepare(frame, Columns("employee", "rater", score="score", covariates=("years",)))
    assert read.n == 5
    assert any(note.startswith("1 rows without a value of years") for note in read.notes)


def test_a_missing_label_is_a_label() -> None:
    frame = table(post=["x", "y", None, "x", "y", "y"])
    read = prepare(frame, Columns("employee", "rater", score="score", covariates=("post",)))
    assert read.n == 6
    assert set(read.covariate_names) == {"post=y", "post=missing"}


def test_ids_are_text_sorted_and_ratings_follow_them() -> None:
    read = prepare(table().sample(frac=1, random_state=2), Columns("employee", "rater", "score"))
    assert list(read.employees) == ["a", "b", "c"]
    sums = np.bincount(read.employee, weights=read.rating)
    assert sums.tolist() == [165.0, 178.0, 145.0]
