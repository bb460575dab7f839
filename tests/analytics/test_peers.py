"""The rater model beside statsmodels' MixedLM, written by others and by another method."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.mixed_linear_model import MixedLM

from analytics.effects import fit_effects
from analytics.ratings import Columns, prepare
from tests.analytics.rating_worlds import city

FACTORS = ("employee", "home_unit", "rater", "pair")


def table(seed: int) -> pd.DataFrame:
    """Ratings of 70 people by superiors who change, crossed by a second opinion for a third."""
    frame = city(seed, n_people=70, n_units=9, n_periods=4, moves=0.1, new_heads=0.2).frame
    home = frame.sort_values("period", kind="stable").groupby("employee")["unit"].first()
    frame["home_unit"] = frame["employee"].map(home)
    rng = np.random.default_rng(seed)
    second = frame[rng.random(len(frame)) < 0.3].copy()
    second["rater"] = rng.integers(0, 12, len(second))
    second["score"] += rng.normal(0, 3, 12)[second["rater"]] + rng.normal(0, 2, len(second))
    both = pd.concat([frame, second], ignore_index=True)
    return both.assign(pair=both["employee"] * 100 + both["rater"])


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.long
def test_variances_effects_and_criterion_are_those_of_statsmodels(seed: int) -> None:
    data = table(seed)
    columns = Columns("employee", "rater", score="score", period="period", home_unit="home_unit")
    ratings = prepare(data, columns)
    ours = fit_effects(ratings, rng=np.random.default_rng(1), n_draws=0)

    model = MixedLM.from_formula(
        "score ~ 0 + C(period)",
        groups=np.ones(len(data)),
        vc_formula={name: f"0 + C({name})" for name in FACTORS},
        data=data,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its steps pass places it warns about
        theirs = model.fit(reml=True, method=["bfgs", "lbfgs"], gtol=1e-7)
    found = dict(zip(model.exog_vc.names, theirs.vcomp, strict=True)) | {"residual": theirs.scale}

    assert ours.converged
    # −2 log likelihood, constants included; both are flat at the top
    assert ours.reml_criterion == pytest.approx(-2 * theirs.llf, abs=1e-4)
    total = sum(found.values())
    for each in ours.components:
        assert each.variance == pytest.approx(found[each.name], abs=1e-3 * total), each.name
        assert each.variance > 0.01 * total  # nothing is compared at the border
    periods = [each.estimate for each in ours.fixed]
    assert periods == pytest.approx(theirs.fe_params.to_numpy(), abs=1e-3)
    effects = next(iter(theirs.random_effects.values()))
    raters = [effects[f"rater[C(rater)[{int(name)}]]"] for name in ratings.raters]
    assert ours.leniency == pytest.approx(np.array(raters), abs=5e-3)
