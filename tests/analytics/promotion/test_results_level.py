"""Levels of objective results against the beta-binomial model and known spreads."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import beta

from analytics.errors import InvalidCounts
from analytics.promotion.results_level import FEWEST_PEOPLE, results_level
from analytics.promotion.settings import MEASURES
from tests.analytics.promotion.pools import targets

TARGETS = ("verified_targets",)


def invented(seed: int, n: int, *, a: float = 8.0, b: float = 3.0, most: int = 9) -> tuple:
    rng = np.random.default_rng(seed)
    rate = rng.beta(a, b, n)
    of = rng.integers(0, most + 1, n)
    return targets(rng.binomial(of, rate), of), rate


def test_levels_are_means_of_the_beta_posterior() -> None:
    objective, _ = invented(1, 300)
    found = results_level(objective, objective["employee_id"], measures=TARGETS)
    (measure,) = found.measures
    p, t, m = measure.rate, measure.spread, measure.noise
    assert t**2 == pytest.approx(beta(p * m, (1 - p) * m).var())
    for i in (0, 5, 17, 299):
        x, n = objective.loc[i, ["n_verified_reached", "n_verified"]]
        expected = beta(p * m + x, (1 - p) * m + n - x).mean()
        assert p + t * found.level[i] == pytest.approx(expected)


def test_the_spread_of_true_rates_is_found() -> None:
    objective, rate = invented(2, 6000)
    (measure,) = results_level(objective, objective["employee_id"], measures=TARGETS).measures
    assert measure.rate == pytest.approx(8 / 11, abs=0.01)
    assert measure.spread == pytest.approx(beta(8, 3).std(), rel=0.05)
    assert rate.std() == pytest.approx(measure.spread, rel=0.05)


def test_levels_are_as_far_from_the_truth_as_they_say() -> None:
    objective, rate = invented(3, 4000, a=4.0, b=3.0)
    found = results_level(objective, objective["employee_id"], measures=TARGETS)
    (measure,) = found.measures
    error = (rate - measure.rate) / measure.spread - found.level
    for low, high in ((0, 0.75), (0.75, 0.9), (0.9, 1.01)):
        here = (found.sd > low) & (found.sd <= high)
        assert error[here].std() == pytest.approx(found.sd[here].mean(), rel=0.08)
    assert found.reliability == pytest.approx(1 - error.var(), abs=0.05)


def test_equal_numbers_of_targets_have_the_closed_form_of_the_spread() -> None:
    reached = [0, 1, 2, 3, 4, 4, 4, 3, 2, 4] * 3
    (measure,) = results_level(targets(reached, [4] * 30), range(1, 31), measures=TARGETS).measures
    rate = np.array(reached) / 4
    p = rate.mean()
    between = (4 * ((rate - p) ** 2).sum() - 29 * p * (1 - p)) / (3 * 29)
    assert measure.spread == pytest.approx(np.sqrt(between))
    assert measure.noise == pytest.approx((p * (1 - p) - between) / between)


def test_few_results_count_less_than_many() -> None:
    objective, _ = invented(4, 200)
    objective.loc[:2, ["n_verified_reached", "n_verified"]] = [[1, 1], [9, 9], [0, 0]]
    found = results_level(objective, [1, 2, 3, 777, *range(4, 201)], measures=TARGETS)
    assert 0 < found.level[0] < found.level[1]
    assert 1 > found.sd[0] > found.sd[1]
    # no target, and not in the table at all: unknown, which is neither good nor bad
    assert found.level[2:4].tolist() == [0.0, 0.0]
    assert found.sd[2:4].tolist() == [1.0, 1.0]
    assert found.n[:4].tolist() == [1, 9, 0, 0]


def test_quality_is_shrunk_by_the_number_of_projects() -> None:
    rng = np.random.default_rng(5)
    n = rng.integers(1, 6, 3000)
    own = rng.normal(80, 4, 3000)
    objective = targets([0] * 3000, [0] * 3000).assign(
        n_projects_verified=n, verified_quality=own + rng.normal(0, 4 / np.sqrt(n))
    )
    found = results_level(objective, objective["employee_id"], measures=("project_quality",))
    (measure,) = found.measures
    assert measure.spread == pytest.approx(4, rel=0.06)
    assert found.sd == pytest.approx(np.sqrt(1 / (1 + n)))
    assert np.corrcoef(found.level, own)[0, 1] > 0.8


def test_what_tells_nothing_of_people_is_not_used() -> None:
    none = results_level(None, [1, 2], measures=MEASURES)
    assert {each.state for each in none.measures} == {"no_data"}
    assert none.sd.tolist() == [1.0, 1.0]
    few = results_level(targets([1, 3], [4, 4]), [1, 2], measures=TARGETS)
    assert few.measures[0].state == "few_people"
    assert few.measures[0].rate == 0.5
    same = targets([2] * FEWEST_PEOPLE, [4] * FEWEST_PEOPLE)
    assert results_level(same, [1, 2], measures=TARGETS).measures[0].state == "no_spread"
    one_each = targets([0, 1] * FEWEST_PEOPLE, [1] * 2 * FEWEST_PEOPLE)
    assert results_level(one_each, [1, 2], measures=TARGETS).measures[0].state == "no_spread"
    perfect = targets([4] * FEWEST_PEOPLE, [4] * FEWEST_PEOPLE)
    assert results_level(perfect, [1, 2], measures=TARGETS).measures[0].state == "no_spread"


def test_the_average_is_that_of_the_pool() -> None:
    objective, _ = invented(6, 400)
    best = objective[objective["n_verified_reached"] >= 7]["employee_id"]
    found = results_level(objective, best, measures=TARGETS)
    of = objective.set_index("employee_id").loc[best]
    pooled = of["n_verified_reached"].sum() / of["n_verified"].sum()
    assert found.measures[0].rate == pytest.approx(pooled)


def test_more_reached_than_there_are_is_refused() -> None:
    with pytest.raises(InvalidCounts):
        results_level(targets([3], [2]), [1], measures=TARGETS)
