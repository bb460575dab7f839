"""Orders under other settings, each cut anew by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.promotion import sensitivity
from analytics.promotion.homes import home_effects
from tests.analytics.promotion.cities import fitted_city
from tests.analytics.promotion.pools import draws_of, ranked, results, targets

SCORES = [90, 88, 86, 84, 82, 80]
RAW = [80, 89, 88, 84, 82, 91]
GRADES = ["A", "C", "A", "B", "A", "A"]


def test_who_is_in_under_each_setting_is_counted() -> None:
    found = sensitivity(
        ranked(results(SCORES, raw=RAW, grade=GRADES), k=2),
        is_complete=pd.Series({1: False, 2: True, 3: True, 4: True, 5: True}),
    )
    matrix = found.matrix.set_index("employee_id")
    assert list(matrix.columns[:-3]) == [
        "list", "raw_only", "k_less", "k_more", "complete_only", "linked_only",
    ]  # fmt: skip
    is_in = {name: set(matrix.index[matrix[name] == "in"]) for name in matrix.columns[:-3]}
    assert is_in == {
        "list": {1, 2}, "raw_only": {6, 2}, "k_less": {1}, "k_more": {1, 2, 3},
        "complete_only": {2, 3}, "linked_only": {1, 3},
    }  # fmt: skip
    # of 6 nobody knows whether the years are complete
    assert set(matrix.index[matrix["complete_only"] == "not_judged"]) == {1, 6}
    assert set(matrix.index[matrix["linked_only"] == "not_judged"]) == {2}
    assert matrix["n_in"].tolist() == [4, 4, 3, 0, 0, 1]
    assert matrix["stance"].tolist() == ["sometimes"] * 3 + ["never"] * 2 + ["sometimes"]
    assert (found.n_always, found.n_sometimes, found.n_never) == (0, 4, 2)
    summary = found.summary.set_index("setting")
    assert summary.loc["raw_only", ["n_same", "n_entered", "n_left"]].tolist() == [1, 1, 1]
    assert summary.loc["complete_only", ["k", "n_judged", "n_in"]].tolist() == [2, 4, 2]
    assert summary["k"].tolist() == [2, 2, 1, 3, 2, 2]
    assert dict(found.left_out.to_numpy().tolist()) == {
        "adjusted_only": "is_the_list",
        "without_home_unit": "units_unknown",
        "objective_25": "no_results",
        "objective_50": "no_results",
        "objective_100": "no_results",
    }


def test_a_firm_lead_holds_under_every_setting() -> None:
    found = sensitivity(ranked(results([99, 80, 79]), k=1))
    assert found.matrix["stance"].tolist() == [
        "always",
        "sometimes",
        "never",
    ]  # 2 by one place more
    assert set(found.left_out["setting"]) >= {"k_less", "linked_only", "complete_only"}


def test_weights_of_results_are_ranked_anew() -> None:
    rng = np.random.default_rng(1)
    table = results(rng.normal(80, 2, 60))
    draws = draws_of(table, rng)
    reached = rng.integers(0, 7, 60)
    objective = targets(reached.tolist(), [6] * 60)
    found = sensitivity(ranked(table, draws, objective, k=10, weight=0.5))
    for weight in (0.25, 1.0):
        other = ranked(table, draws, objective, k=10, weight=weight).people
        column = found.matrix.set_index("employee_id")[f"objective_{round(100 * weight)}"]
        assert set(column.index[column == "in"]) == set(other["employee_id"][other["is_in"]])
    alone = ranked(table, draws, k=10).people
    column = found.matrix.set_index("employee_id")["adjusted_only"]
    assert set(column.index[column == "in"]) == set(alone["employee_id"][alone["is_in"]])
    assert "objective_50" in set(found.left_out["setting"])


def test_without_the_home_unit_people_stand_beside_their_colleagues() -> None:
    town = fitted_city(3)
    pool = ranked(town.results, town.draws, k=20)
    found = sensitivity(pool, town.results, components=town.components)
    column = found.matrix.set_index("employee_id")["without_home_unit"]
    assert home_effects(town.results, town.components) is not None
    own = town.effects.theta
    assert set(column.index[column == "in"]) == set(np.argsort(-own)[:20])


@pytest.mark.parametrize("k", [1, 3, 50])
def test_places_past_the_pool_and_an_empty_pool_are_borne(k: int) -> None:
    found = sensitivity(ranked(results([3.0, 2.0, 1.0]), k=k))
    assert found.summary.set_index("setting").loc["list", "n_in"] == min(k, 3)
    assert ("k_more" in set(found.left_out["setting"])) == (k >= 3)
    empty = sensitivity(ranked(results([1.0]), k=k, pool=[]))
    assert empty.matrix.empty
    assert (empty.n_always, empty.n_sometimes, empty.n_never) == (0, 0, 0)
