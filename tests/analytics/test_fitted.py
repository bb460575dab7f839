import numpy as np
import pytest

from analytics.fitted import fit
from analytics.ratings import Columns, prepare
from tests.analytics.rating_worlds import city_of_predicates


@pytest.mark.long
def test_clear_verdicts_on_predicates_are_nearly_all_true():
    """8 cities in which raters differ much: about 20 clear verdicts, a few of a hundred wrong."""
    n_clear = n_wrong = 0
    for seed in range(8):
        world = city_of_predicates(seed, rater_variance=0.8)
        columns = Columns("employee", "rater", score="score", period="period", home_unit="unit")
        ratings = prepare(world.frame, columns)
        fitted = fit(ratings, rng=np.random.default_rng(seed))
        clear = np.char.startswith(fitted.verdicts.verdict.astype(np.str_), "clearly")
        truth = world.leniency[ratings.raters.astype(int)] * np.sign(fitted.effects.leniency)
        n_clear += clear.sum()
        n_wrong += (clear & (truth < ratings.smallest)).sum()
    assert n_clear >= 12
    assert n_wrong <= 0.08 * n_clear
