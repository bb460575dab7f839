"""A list finds more of the truly best of a small demo city than raw means, as sure as it says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks.top_performers import build, study


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Lists of a city of 1,200 people: the whole, nine agencies, its kinds of post."""
    return study(build(1275, 1200))


def test_more_of_the_truly_best_are_found_than_by_raw_means(rows: pd.DataFrame) -> None:
    found = rows.pivot_table(index="kind", columns="way", values="found", aggfunc="sum")
    assert (found["weight 0"] > found["raw"]).all()
    assert found["weight 0"].sum() >= found["raw"].sum() + 10


def test_chances_add_up_to_who_truly_is_in(rows: pd.DataFrame) -> None:
    city = rows[(rows["kind"] == "city") & rows["maybe_n"].notna()].iloc[0]
    for group in ("surely_in", "maybe", "outside"):
        said, truly, n = (city[f"{group}_{name}"] for name in ("said", "truly", "n"))
        # four standard errors of as many independent chances of that mean
        error = np.sqrt(said * (1 - said / n))
        assert abs(truly - said) <= 4 * error + 1, group
    assert city["surely_in_n"] >= 20
