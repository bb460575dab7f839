"""Ranks of a pool against slow counting, closed forms and invented truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from analytics.errors import InvalidCounts, InvalidSetting, MissingColumns
from analytics.promotion import Settings, drawing, movers
from tests.analytics.promotion.pools import NO_DRAWS, Draws, draws_of, ranked, results, targets


def counted(drawn: np.ndarray, k: int) -> list[tuple[int, int, float]]:
    """Best and worst rank of the 90 % interval and chance of the top k, person by person."""
    n_draws, n = drawn.shape
    found = []
    for i in range(n):
        best, worst, chance = [], [], 0.0
        for d in range(n_draws):
            above = sum(1 for j in range(n) if drawn[d, j] > drawn[d, i])
            equal = sum(1 for j in range(n) if drawn[d, j] == drawn[d, i])
            best.append(above + 1)
            worst.append(above + equal)
            chance += min(max(k - above, 0), equal) / equal
        best.sort()
        worst.sort()
        low, high = int(np.floor(0.05 * (n_draws - 1))), int(np.ceil(0.95 * (n_draws - 1)))
        found.append((best[low], worst[high], chance / n_draws))
    return found


@pytest.mark.parametrize("k", [1, 3, 9, 20])
def test_ranks_are_those_that_slow_counting_gives(k: int) -> None:
    rng = np.random.default_rng(4)
    table = results(rng.normal(80, 3, 12), sd=rng.uniform(0.5, 3, 12))
    draws = draws_of(table, rng, n_draws=60, decimals=0)
    people = ranked(table, draws, k=k).people.set_index("employee_id").sort_index()
    slow = counted(draws.adjusted, k)
    assert people["rank_lower"].tolist() == [low for low, _, _ in slow]
    assert people["rank_upper"].tolist() == [high for _, high, _ in slow]
    assert people["top_probability"].to_numpy() == pytest.approx([p for _, _, p in slow])


def test_two_people_have_the_chance_of_the_closed_form() -> None:
    table = results([80.0, 81.5], sd=np.array([2.0, 1.0]))
    found = ranked(table, draws_of(table, np.random.default_rng(7), n_draws=40_000), k=1)
    chance = found.people.set_index("employee_id")["top_probability"]
    assert chance[2] == pytest.approx(norm.cdf(1.5 / np.sqrt(5)), abs=0.01)  # four errors of it
    assert chance.sum() == pytest.approx(1.0)


def test_three_alike_share_the_places() -> None:
    table = results([80.0, 80.0, 80.0])
    found = ranked(table, draws_of(table, np.random.default_rng(7), n_draws=40_000), k=2)
    assert found.people["top_probability"].to_numpy() == pytest.approx(2 / 3, abs=0.01)


@pytest.mark.long
def test_results_widen_the_chance_as_the_closed_form_says() -> None:
    """Two people of many, alone in the pool: their results are those of two independent normals."""
    rng = np.random.default_rng(2)
    n = 400
    of = rng.integers(1, 9, n)
    objective = targets(rng.binomial(of, rng.beta(4, 2, n)), of)
    objective.loc[:1, ["n_verified", "n_verified_reached"]] = [[8, 8], [2, 1]]
    table = results([80.0, 80.5])
    draws = draws_of(table, rng, n_draws=40_000)
    found = ranked(table, draws, objective, k=1, weight=1.0)
    people = found.people.set_index("employee_id")
    apart = people.loc[1, "score"] - people.loc[2, "score"]
    sd = np.sqrt((people["score_sd"] ** 2).sum())
    assert people.loc[1, "objective_points"] > 0 > people.loc[2, "objective_points"]
    assert people.loc[1, "top_probability"] == pytest.approx(norm.cdf(apart / sd), abs=0.01)


@pytest.mark.long
def test_as_many_are_truly_in_the_top_as_the_chances_say() -> None:
    """60 invented pools of 50: of people with a chance of p, a share of p is in the true top."""
    rng = np.random.default_rng(11)
    chance, truth = [], []
    right = expected = 0.0
    for _ in range(60):
        ability = rng.normal(0, 2, 50)
        sd = rng.choice([0.7, 1.5, 3.0], 50)
        rating = rng.normal(ability, sd)
        keep = 4 / (4 + sd**2)
        table = results(80 + keep * rating, sd=np.sqrt(4 * (1 - keep)), raw=80 + rating)
        found = ranked(table, draws_of(table, rng), k=10)
        at = found.people["employee_id"].to_numpy() - 1
        is_best = (np.argsort(np.argsort(-ability)) < 10)[at]
        truth += is_best.tolist()
        chance += found.people["top_probability"].tolist()
        right += is_best[found.people["is_in"].to_numpy()].sum()
        expected += found.n_expected_right
    said, was = np.array(chance), np.array(truth)
    for low, high in ((0.0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1.01)):
        here = (said >= low) & (said < high)
        error = np.sqrt((said[here] * (1 - said[here])).sum()) / here.sum()
        assert abs(was[here].mean() - said[here].mean()) < 4 * error + 0.005
    assert right == pytest.approx(expected, rel=0.05)  # of 600 on the lists


def test_the_order_of_rows_and_others_rows_change_nothing() -> None:
    rng = np.random.default_rng(3)
    table = results(rng.normal(80, 3, 30))
    draws = draws_of(table, rng)
    objective = targets(rng.integers(0, 4, 30), [4] * 30)
    one = ranked(table, draws, objective, k=5, weight=0.5, pool=range(1, 21))
    order = rng.permutation(30)
    two = ranked(
        table.iloc[order],
        Draws(draws.employee_ids[order], draws.adjusted[:, order]),
        objective.iloc[order[::-1]],
        k=5,
        weight=0.5,
        pool=[*range(20, 0, -1), 3],
    )
    pd.testing.assert_frame_equal(one.people, two.people)
    assert set(one.people["employee_id"]) == set(range(1, 21))


def test_a_shift_of_all_scores_moves_no_place() -> None:
    rng = np.random.default_rng(5)
    table = results(rng.normal(0, 3, 15))
    draws = draws_of(table, rng)
    moved = table.assign(adjusted=table["adjusted"] + 64, raw_mean=table["raw_mean"] + 64)
    one = ranked(table, draws, k=4).people
    two = ranked(moved, Draws(draws.employee_ids, draws.adjusted + np.float32(64)), k=4).people
    columns = ["employee_id", "place", "rank_lower", "rank_upper", "top_probability", "crossing"]
    pd.testing.assert_frame_equal(one[columns], two[columns])


def test_groups_follow_the_band() -> None:
    table = results([90.0, 80.2, 80.0, 70.0])
    found = ranked(table, draws_of(table, np.random.default_rng(1)), k=2)
    assert found.people["group"].tolist() == ["surely_in", "maybe", "maybe", "outside"]
    assert (found.n_surely_in, found.n_maybe, found.n_outside) == (1, 2, 1)
    assert found.people["is_in"].tolist() == [True, True, False, False]
    assert found.cut == 80.2


def test_who_crossed_the_cut_is_named_with_the_largest_move_first() -> None:
    table = results([84, 83, 82, 81, 80], raw=[80, 85, 86, 81, 82])
    found = ranked(table, k=2)
    moved = movers(found)
    assert moved["employee_id"].tolist() == [1, 3]
    assert moved["crossing"].tolist() == ["entered", "left"]
    assert moved["places_gained"].tolist() == [4, -2]
    assert found.people.set_index("employee_id").loc[2, "crossing"] == "stays_in"


def test_equal_scores_share_a_place_and_a_tie_at_the_cut_is_told() -> None:
    found = ranked(results([82, 80, 80, 80, 78], raw=[1, 1, 1, 1, 1]), k=2)
    assert found.people["place"].tolist() == [1, 2, 2, 2, 5]
    assert found.people["is_in"].tolist() == [True, True, False, False, False]
    assert (found.n_tied_at_cut, found.n_raw_tied_at_cut) == (3, 5)
    assert ranked(results([82, 80, 80, 78]), k=3).n_tied_at_cut == 0


def test_more_places_than_people_take_everybody() -> None:
    table = results([80.0, 82.0, 81.0])
    found = ranked(table, draws_of(table, np.random.default_rng(1)), k=10)
    assert found.people["top_probability"].tolist() == [1.0, 1.0, 1.0]
    assert set(found.people["group"]) == {"surely_in"}
    assert (found.n_selected, found.share_selected) == (3, 1.0)
    assert np.isnan(found.cut)
    assert movers(found).empty


def test_one_person_is_first_and_nobody_gives_an_empty_list() -> None:
    table = results([80.0])
    one = ranked(table, draws_of(table, np.random.default_rng(1)), targets([1], [2]), weight=0.5)
    assert one.people[["place", "rank_lower", "rank_upper"]].iloc[0].tolist() == [1, 1, 1]
    assert np.isnan(one.reliability)
    assert one.people["score"].tolist() == [80.0]
    none = ranked(table, pool=[])
    assert none.n == 0
    assert none.people.columns.tolist() == one.people.columns.tolist()
    assert np.isnan(none.share_selected)
    assert ranked(table.iloc[:0]).n == 0


def test_who_has_no_score_is_listed_not_ranked() -> None:
    table = results([80.0, np.nan, 82.0])
    found = ranked(table, pool=[1, 2, 3, 99])
    assert found.people["employee_id"].tolist() == [3, 1]
    assert found.unranked.to_dict("list") == {
        "employee_id": [99, 2],
        "reason": ["no_result", "no_score"],
    }


def test_who_has_no_draws_is_drawn_alone() -> None:
    table = results([80.0, 81.0, 82.0], sd=np.array([1.0, 2.0, 0.1]))
    stored = draws_of(table, np.random.default_rng(1), n_draws=4000)
    some = ranked(table, Draws(stored.employee_ids[:2], stored.adjusted[:, :2]), k=1)
    none = ranked(table, NO_DRAWS, k=1)
    assert (some.n_without_draws, none.n_without_draws) == (1, 3)
    assert none.draws.shape == (200, 3)
    people = some.people.set_index("employee_id").sort_index()
    assert people["is_joint_draw"].tolist() == [True, True, False]
    of_two = 1 - norm.cdf(1 / np.hypot(2, 0.1))
    assert people.loc[2, "top_probability"] == pytest.approx(of_two, abs=0.05)


def test_a_vast_pool_without_draws_gets_the_ranks_of_a_large_population(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drawing, "MOST_DRAWN", 1000)
    rng = np.random.default_rng(9)
    table = results(rng.normal(80, 3, 3000), sd=rng.uniform(0.5, 2, 3000))
    vast = ranked(table, k=150)
    drawn = ranked(table, draws_of(table, rng, n_draws=400, decimals=5), k=150)
    assert vast.draws.shape == (0, 3000)
    one, two = (each.people.set_index("employee_id").sort_index() for each in (vast, drawn))
    assert np.abs(one["top_probability"] - two["top_probability"]).max() < 0.12
    assert vast.reliability == pytest.approx(drawn.reliability, abs=0.02)


def test_a_person_without_results_gets_none_off() -> None:
    """Alike in ratings: neither points off nor a place behind those of average results."""
    rng = np.random.default_rng(6)
    of = rng.integers(2, 9, 200)
    objective = targets(rng.binomial(of, rng.beta(4, 2, 200)), of)
    table = results(np.full(201, 80.0))
    found = ranked(table, draws_of(table, rng, n_draws=2000), objective, k=60, weight=1.0)
    unknown = found.people.set_index("employee_id").loc[201]
    assert (unknown["objective_points"], unknown["n_objective"]) == (0.0, 0)
    assert np.isnan(unknown["objective_level"])
    assert unknown["score"] == 80.0
    known = found.people[found.people["n_objective"] > 0]
    assert known["objective_points"].mean() == pytest.approx(0, abs=0.1)
    # widest of all: nothing is known, which is no certainty
    assert unknown["score_sd"] > known["score_sd"].max()
    assert 60 < unknown["rank_median"] < 140


def test_without_weight_results_stand_beside_and_move_nobody() -> None:
    rng = np.random.default_rng(6)
    table = results(rng.normal(80, 2, 40))
    draws = draws_of(table, rng)
    objective = targets(rng.integers(0, 6, 40), [6] * 40)
    beside, alone = ranked(table, draws, objective), ranked(table, draws)
    columns = ["employee_id", "score", "score_sd", "rank_lower", "rank_upper", "top_probability"]
    pd.testing.assert_frame_equal(beside.people[columns], alone.people[columns])
    assert beside.inputs.set_index("input")["state"].to_dict() == {
        "adjusted": "used", "home_unit": "used", "verified_targets": "off",
        "projects_on_time": "no_data", "project_quality": "no_data",
    }  # fmt: skip
    assert set(alone.inputs.loc[2:, "state"]) == {"no_data"}
    assert not beside.inputs.loc[2:, "enters"].any()


def test_reliability_is_the_share_of_spread_that_is_known() -> None:
    rng = np.random.default_rng(8)
    score = rng.normal(80, 2.0, 4000)
    table = results(score, sd=1.0)
    found = ranked(table, draws_of(table, rng))
    known = np.var(score, ddof=1)
    assert found.reliability == pytest.approx(known / (known + 1), abs=0.005)
    assert found.spread == pytest.approx(np.sqrt(known + 1), rel=0.005)
    # errors that all share leave the order as firm as it is
    shared = np.repeat(rng.normal(0, 5, (200, 1)), 4000, axis=1) + score
    joint = ranked(table, Draws(table["employee_id"].to_numpy(), shared.astype(np.float32)))
    assert joint.reliability == pytest.approx(1.0, abs=1e-4)


def test_unlinked_people_are_ranked_and_marked() -> None:
    table = results([82, 81, 80], grade=["C", "A", "B"], component=[2, 1, 1])
    found = ranked(table)
    assert found.people["is_unlinked"].tolist() == [True, False, False]
    assert (found.n_unlinked, found.n_components) == (1, 2)


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(InvalidSetting):
        Settings(0)
    with pytest.raises(InvalidSetting):
        Settings(5, 1.5)
    with pytest.raises(InvalidSetting):
        Settings(5, 0.5, ("attendance",))
    table = results([80.0, 81.0])
    with pytest.raises(InvalidCounts):
        ranked(pd.concat([table, table]))
    with pytest.raises(MissingColumns):
        ranked(table.drop(columns="link_grade"))
