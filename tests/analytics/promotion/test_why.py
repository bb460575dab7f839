"""Contributions add up to the score and are what the model did."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.errors import MissingColumns
from analytics.promotion import RankedPool, contributions, explain_moves
from analytics.promotion.homes import home_effects, kept_of_own
from tests.analytics.promotion.cities import Fitted, fitted_city
from tests.analytics.promotion.pools import ranked, results, targets


@pytest.fixture(scope="module")
def town() -> Fitted:
    return fitted_city(5)


@pytest.fixture(scope="module")
def pool(town: Fitted) -> RankedPool:
    n = len(town.results)
    reached = np.random.default_rng(2).integers(0, 7, n)
    objective = targets(reached.tolist(), [6] * n, first_id=0)
    return ranked(town.results, town.draws, objective.iloc[:150], k=20, weight=0.5)


def test_home_units_are_those_of_the_model(town: Fitted) -> None:
    homes = home_effects(town.results, town.components)
    assert homes is not None
    home = town.ratings.home_unit
    assert home is not None
    # the variances of a run are rounded to its tolerance, and the identity is exact
    assert homes.effect.to_numpy() == pytest.approx(town.effects.unit_effect[home], abs=1e-5)
    assert homes.n_people.to_numpy().tolist() == np.bincount(home)[home].tolist()


def test_home_units_of_an_average_of_models_are_nearly_those() -> None:
    """Hardly anybody moves: the run averages over splits of the variances."""
    town = fitted_city(4, n_units=20, moves=0.005, new_heads=0.02)
    homes = home_effects(town.results, town.components)
    home = town.ratings.home_unit
    assert homes is not None
    assert home is not None
    truth = town.effects.unit_effect[home]
    assert np.corrcoef(homes.effect, truth)[0, 1] > 0.98


def test_own_ratings_keep_what_the_model_gives_them(town: Fitted) -> None:
    """θ = k (mean net of period, rater and home unit), cells weighted as in the model."""
    variance = town.components.set_index("name")["variance"]
    kept = kept_of_own(town.rated, town.components)
    rows = town.rated.assign(
        w=1 / (variance["pair"] + variance["residual"] / town.rated["n_ratings"]),
        net=town.rated["mean_rating"] - town.rated["expected_points"] - town.rated["leniency"],
    )
    home = town.ratings.home_unit
    assert home is not None
    level = town.effects.period_effect.mean()
    for person in (0, 7, 101, 199):
        own = rows[rows["employee_id"] == person]
        unit = town.effects.unit_effect[home[person]]
        net = np.average(own["net"], weights=own["w"]) - level - unit
        assert kept[person] * net == pytest.approx(town.effects.theta[person], abs=1e-4)


def test_parts_add_up_to_the_score(town: Fitted, pool: RankedPool) -> None:
    for components in (town.components, None):
        parts = contributions(pool, town.rated, town.results, components=components)
        total = parts.groupby("employee_id")["points"].sum()
        assert total[pool.people["employee_id"]].to_numpy() == pytest.approx(
            pool.people["score"].to_numpy(), abs=1e-9
        )


def test_each_part_is_what_its_name_says(town: Fitted, pool: RankedPool) -> None:
    person = pool.people.iloc[3]
    parts = contributions(
        pool,
        town.rated,
        town.results,
        components=town.components,
        employee_ids=[person["employee_id"]],
    )
    own = town.rated[town.rated["employee_id"] == person["employee_id"]]
    by_kind = parts.set_index("kind")["points"]
    assert by_kind["raw_mean"] == person["raw_mean"]
    assert by_kind["objective"] == person["objective_points"]
    n = own["n_ratings"].sum()
    raters = parts[parts["kind"] == "rater"].set_index("object_id")
    assert sorted(raters.index) == sorted(own["rater_id"])
    for row in own.itertuples():
        share = row.n_ratings / n
        given = raters.loc[row.rater_id]
        assert given["points"] == pytest.approx(-share * row.leniency)
        half = 1.6448536 * share * row.leniency_sd
        assert given["lower"] == pytest.approx(given["points"] - half)
        assert given["upper"] == pytest.approx(given["points"] + half)
    expected = (own["n_ratings"] * own["expected_points"]).sum() / n
    assert by_kind["circumstances"] == pytest.approx(-expected)
    kept = kept_of_own(town.rated, town.components)[person["employee_id"]]
    homes = home_effects(town.results, town.components)
    assert homes is not None
    assert by_kind["home_unit"] == pytest.approx((1 - kept) * homes.effect[person["employee_id"]])
    assert parts["kind"].iloc[[0, -1]].tolist() == ["raw_mean", "objective"]


def test_few_ratings_pull_towards_comparable_people(town: Fitted, pool: RankedPool) -> None:
    """The rest is (k − 1) times the distance from the average, but for the weights of cells."""
    parts = contributions(pool, town.rated, town.results, components=town.components)
    rest = parts[parts["kind"] == "few_ratings"].set_index("employee_id")["points"]
    told = parts[parts["kind"].isin(["raw_mean", "rater", "circumstances"])]
    net = told.groupby("employee_id")["points"].sum() - town.effects.period_effect.mean()
    pull = (kept_of_own(town.rated, town.components) - 1) * net
    one_rater = town.rated.groupby("employee_id").size().loc[lambda n: n == 1].index
    assert len(one_rater) > 30
    assert rest[one_rater].to_numpy() == pytest.approx(pull[one_rater].to_numpy(), abs=1e-4)
    assert np.corrcoef(rest, pull[rest.index])[0, 1] > 0.95


def test_without_variances_unit_and_few_ratings_are_one_part(
    town: Fitted, pool: RankedPool
) -> None:
    parts = contributions(pool, town.rated, town.results, employee_ids=[0])
    assert "unit_and_few_ratings" in set(parts["kind"])
    assert not {"home_unit", "few_ratings"} & set(parts["kind"])
    assert home_effects(town.results, town.components.iloc[:1]) is None


def test_a_rater_nobody_knows_takes_nothing_and_ratings_elsewhere_keep_their_part() -> None:
    found = ranked(results([80.0, 82.0]))
    rated = pd.DataFrame(
        {
            "employee_id": [1, 1], "rater_id": [7, 8], "rater_type": "superior",
            "n_ratings": [1, 1], "leniency": [2.0, np.nan], "leniency_sd": [0.5, np.nan],
        }
    )  # fmt: skip
    parts = contributions(found, rated, found.people)
    raters = parts[parts["kind"] == "rater"].set_index("object_id")
    # two of the four ratings of the person are not in the table
    assert raters["points"].to_dict() == {7: -0.5, 8: 0.0}
    assert np.isnan(raters.loc[8, "lower"])
    total = parts.groupby("employee_id")["points"].sum()
    assert total.to_dict() == pytest.approx({1: 80.0, 2: 82.0})
    with pytest.raises(MissingColumns):
        contributions(found, rated.drop(columns="leniency"), found.people)


def test_who_crossed_the_cut_learns_which_rater_did_it() -> None:
    table = results([84, 82, 80, 79], raw=[80, 82, 84, 79])
    found = ranked(table, k=1)
    rated = pd.DataFrame(
        {
            "employee_id": [1, 1, 2, 3, 4], "rater_id": [7, 8, 9, 6, 9],
            "rater_type": "superior", "n_ratings": [3, 1, 4, 4, 4],
            "leniency": [-5.0, 1.0, 0.0, 3.5, 0.0], "leniency_sd": [1.0, 1.0, 1.0, 0.5, 1.0],
        }
    )  # fmt: skip
    moves = explain_moves(found, rated).set_index("employee_id")
    assert moves["crossing"].to_dict() == {1: "entered", 3: "left"}
    assert moves["reason"].to_list() == ["rater", "rater"]
    assert moves["rater_id"].to_dict() == {1: 7, 3: 6}
    assert moves["rater_points"].to_dict() == {1: 3.75, 3: -3.5}
    assert moves.loc[3, "rater_lower"] == pytest.approx(-3.5 - 1.6448536 * 0.5)
    assert moves["n"].to_dict() == {1: 3, 3: 4}
    # the parts of raters are on average 0: (3.5 − 3.5 + 0 + 0) / 4
    assert moves["reason_points"].to_dict() == pytest.approx({1: 3.5, 3: -3.5})


def test_nobody_crossed_gives_no_rows() -> None:
    found = ranked(results([84, 82]), k=1)
    rated = pd.DataFrame(
        {"employee_id": [1], "rater_id": [7], "rater_type": "superior", "n_ratings": [4],
         "leniency": [1.0], "leniency_sd": [1.0]}
    )  # fmt: skip
    moves = explain_moves(found, rated)
    assert moves.empty
    assert {"reason", "rater_id", "rater_lower"} <= set(moves.columns)
