"""Ranks by counting against ranks by sorting, and of a population drawn a piece at a time."""

from __future__ import annotations

import numpy as np
import pytest

from analytics.effects import fit_effects, ranking_everybody
from analytics.ranking import rank_draws, top_count
from analytics.ranking_by_counts import CountedRanks
from analytics.ratings import Columns, prepare
from tests.analytics.rating_worlds import city


def test_counted_ranks_are_those_of_sorting() -> None:
    rng = np.random.default_rng(1)
    n, k = 4000, 200
    draws = (rng.normal(0, 2, n) + rng.normal(0, 1, (60, n))).astype(np.float32)
    counted = CountedRanks(60, -15.0, 15.0)
    for first in range(0, n, 1500):
        counted.count(draws[:, first : first + 1500])
    by_sorting = np.argsort(np.argsort(-draws, axis=1), axis=1) + 1
    # with a bin for every sixteenth of a person only few share one
    apart = np.abs(counted.ranks(draws) - by_sorting)
    assert apart.max() < 4
    assert apart.mean() < 0.5
    right = rank_draws(draws, k)
    parts = [counted.summarise(draws[:, a : a + 1700], k) for a in range(0, n, 1700)]
    for name in ("lower", "median", "upper"):
        found = np.concatenate([getattr(part, name) for part in parts])
        assert np.abs(found - getattr(right, name)).max() <= 2
    found = np.concatenate([part.top_probability for part in parts])
    assert np.abs(found - right.top_probability).max() <= 2 / 60
    assert found.sum() == pytest.approx(k, abs=1)


def test_scores_outside_the_bins_are_first_and_last() -> None:
    draws = np.array([[-50.0, 0.0, 1.0, 70.0]], dtype=np.float32)
    counted = CountedRanks(1, -2.0, 2.0)
    counted.count(draws)
    assert np.abs(counted.ranks(draws) - [4, 3, 2, 1]).max() <= 0.5
    assert counted.summarise(draws, 1).top_probability.tolist() == [0, 0, 0, 1]


@pytest.mark.long
def test_a_population_in_pieces_is_ranked_as_its_draws_are(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = Columns("employee", "rater", score="score", period="period", home_unit="unit")
    r = prepare(city(5, n_people=900, n_units=60).frame, columns)
    n_draws, top = 400, 0.1
    whole = fit_effects(r, rng=np.random.default_rng(1), n_draws=n_draws)
    assert whole.draws is not None
    right = rank_draws(whole.draws, top_count(r.n_employees, top))
    monkeypatch.setattr("analytics.effects.predicting.MOST_DRAWN_EMPLOYEES", 100)
    monkeypatch.setattr(ranking_everybody, "NUMBERS_OF_A_PIECE", 100 * n_draws)
    found = fit_effects(r, rng=np.random.default_rng(2), n_draws=n_draws, top=top)
    assert found.draws is None
    assert found.ranks is not None
    # other random numbers: a median of 400 draws is known to 6 % of the spread of ranks
    for name in ("lower", "median", "upper"):
        ours, theirs = getattr(found.ranks, name), getattr(right, name)
        assert np.abs(ours - theirs).mean() < 25
        assert np.corrcoef(ours, theirs)[0, 1] > 0.99
    assert np.abs(found.ranks.top_probability - right.top_probability).max() < 0.15
    assert found.ranks.top_probability.sum() == pytest.approx(90, abs=0.5)
    again = fit_effects(r, rng=np.random.default_rng(2), n_draws=n_draws, top=top)
    assert again.ranks is not None
    assert (again.ranks.lower == found.ranks.lower).all()
