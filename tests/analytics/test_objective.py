"""Objective measures: honest ones help, those that repeat leniency are dropped."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.effects import Effects, fit_effects
from analytics.ratings import Columns, prepare
from tests.analytics.rating_worlds import World, city

COLUMNS = Columns(
    "employee",
    "rater",
    score="score",
    period="period",
    home_unit="unit",
    objective="target",
    objective_family="family",
)
RATINGS_ALONE = Columns("employee", "rater", score="score", period="period", home_unit="unit")


def with_target(world: World, seed: int, *, leak: float = 0.0, error: float = 4.0) -> World:
    """Two families on different scales: 10 + 2 · quality, 500 + 0.1 · quality."""
    rng = np.random.default_rng(seed)
    frame = world.frame
    employee, rater = frame["employee"].to_numpy(), frame["rater"].to_numpy()
    family = employee % 2
    seen = world.quality[employee] + leak * world.leniency[rater]
    seen = seen + rng.normal(0, error, len(frame))
    target = np.where(family == 0, 10 + 2 * seen, 500 + 0.1 * seen)
    target[rng.random(len(frame)) < 0.2] = np.nan
    return World(
        frame.assign(target=target, family=np.where(family == 0, "volume", "time")),
        world.leniency,
        world.quality,
    )


def fit(world: World, columns: Columns = COLUMNS) -> Effects:
    ratings = prepare(world.frame, columns)
    return fit_effects(ratings, rng=np.random.default_rng(1), n_draws=0)


def found_in_top(found: Effects, world: World, share: float = 0.05) -> float:
    k = round(share * world.quality.size)
    numbers = np.array(sorted(range(world.quality.size), key=str))
    best = set(np.argsort(-world.quality)[:k])
    return len(best & set(numbers[np.argsort(-found.adjusted)[:k]])) / k


def test_an_honest_measure_finds_more_of_the_best_where_nobody_moves() -> None:
    better = []
    for seed in range(4):
        world = with_target(city(seed, moves=0, new_heads=0), seed)
        alone, both = fit(world, RATINGS_ALONE), fit(world)
        assert both.objective_accepted
        assert not alone.objective_accepted
        better.append(found_in_top(both, world) - found_in_top(alone, world))
    assert np.mean(better) > 0.05


@pytest.mark.long
def test_an_honest_measure_narrows_leniency_and_keeps_its_cover() -> None:
    inside, narrower = [], []
    for seed in range(8):
        world = with_target(city(seed, n_people=300), seed)
        alone, both = fit(world, RATINGS_ALONE), fit(world)
        assert both.objective_accepted
        numbers = np.array(prepare(world.frame, COLUMNS).raters).astype(int)
        inside.append(np.abs(both.leniency - world.leniency[numbers]) < 1.645 * both.sd)
        narrower.append(both.sd.mean() / alone.sd.mean())
    assert np.mean(narrower) < 0.95
    assert 0.84 <= np.concatenate(inside).mean() <= 0.96


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_measure_that_repeats_leniency_is_dropped_and_said_so(seed: int) -> None:
    world = with_target(city(seed, moves=0.05, new_heads=0.15), seed, leak=0.8)
    alone, both = fit(world, RATINGS_ALONE), fit(world)
    assert not both.objective_accepted
    assert any("repeats the superior's leniency" in note for note in both.notes)
    assert np.allclose(both.leniency, alone.leniency)
    assert np.allclose(both.sd, alone.sd)


@pytest.mark.long
def test_an_honest_measure_is_rarely_dropped() -> None:
    # p below .05 by chance in one of twenty; four dropped of 24 has a chance of 2 %
    accepted = [
        fit(
            with_target(city(s, n_people=300, n_units=30, moves=0.05, new_heads=0.15), s)
        ).objective_accepted
        for s in range(24)
    ]
    assert sum(accepted) >= 21


def test_a_measure_unrelated_to_the_ratings_is_not_used() -> None:
    world = city(4, n_people=300)
    noise = np.random.default_rng(3).normal(size=len(world.frame))
    frame = world.frame.assign(target=noise, family="only")
    found = fit(World(frame, world.leniency, world.quality))
    assert not found.objective_accepted
    assert any("does not rise with the ratings" in note for note in found.notes)


def test_the_unit_of_the_measure_does_not_matter() -> None:
    world = with_target(city(5, n_people=200), 5)
    other = world.frame.assign(target=1000 * world.frame["target"] - 3)
    one, two = fit(world), fit(World(other, world.leniency, world.quality))
    assert one.objective_accepted
    assert np.allclose(one.leniency, two.leniency, atol=1e-5)
