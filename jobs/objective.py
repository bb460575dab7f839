"""Objective measures in a run: who reached what, as others than the superior saw it.

    o_i less its agency's mean, plus beta times the agency's mean of a_hat

Agencies differ in how hard their targets are, so an agency's level of results says nothing about
its raters; what its people are by the links, a_hat from the ratings alone, is put in its place. A
measure is used only where it could be tested that it does not repeat the raters' leniency. What the
people of one team reach hangs together in ways the model does not know (one source, one procedure),
so the errors of leniency are widened (docs/adr/0009).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analytics.effects import Effects, fit_effects
from analytics.linking import link
from analytics.notes import Note, note
from analytics.objective import FEWEST_RATERS
from analytics.ratings import Ratings
from jobs.reading import Material, Prepared, prepare_ratings

LEVELLED = "targets"  # the family whose difficulty agencies set
WIDER = 1.2  # sd of leniency: brings cover in the demo cities back to that without measures
STATES = {"objective_repeats": "repeats_leniency", "objective_untested": "untested"}


@dataclass(frozen=True, eq=False)
class WithMeasures:
    """What became of the measures in the data."""

    state: str  # none, used, repeats_leniency, untested, unrelated
    prepared: Prepared  # with the measures beside, where they are used
    effects: Effects | None  # where they are used
    notes: tuple[str, ...]


def try_measures(
    material: Material, alone: Prepared, rng: np.random.Generator, *, n_draws: int
) -> WithMeasures:
    """Fit the model with the objective measures of the data, if there are any worth using.

    Parameters
    ----------
    material : Material
    alone : Prepared
        The ratings without them.
    rng : Generator
    n_draws : int

    Returns
    -------
    WithMeasures
    """
    measures = material.measures
    n_by_superior = int(measures["n_by_superior"].sum())
    own = (note("objective_by_superior", n=n_by_superior),) if n_by_superior else ()
    measures = measures.dropna(subset=["value"])
    measures = measures[measures["employee_id"].isin(alone.table["employee_id"])]
    if measures.empty:
        return WithMeasures("none", alone, None, own)
    n_linked = _linked_superiors(alone.ratings)
    if n_linked < FEWEST_RATERS:
        untested = note("objective_untested", n=n_linked)
        return WithMeasures("untested", alone, None, (*own, untested))
    quality = fit_effects(alone.ratings, rng=rng, n_draws=0).adjusted
    of_person = pd.Series(quality, index=alone.ratings.employees.astype(np.int64))
    prepared = prepare_ratings(material.appraisals, level(measures, alone.table, of_person))
    effects = fit_effects(prepared.ratings, rng=rng, n_draws=n_draws)
    said = [
        each
        for each in effects.notes
        if isinstance(each, Note) and each.code.startswith("objective_")
    ]
    codes = {each.code for each in said}
    if "objective_honest" in codes:
        return WithMeasures("used", prepared, replace(effects, sd=WIDER * effects.sd), own)
    state = next((word for code, word in STATES.items() if code in codes), "unrelated")
    return WithMeasures(state, alone, None, (*own, *said))


def _linked_superiors(ratings: Ratings) -> int:
    """Superiors with people who have another rater too: without them nothing tests a measure."""
    links = link(ratings.employee, ratings.rater, ratings.n_employees, ratings.n_raters)
    return int(((links.grade != "C") & (ratings.rater_type == 0)).sum())


def level(measures: pd.DataFrame, table: pd.DataFrame, quality: pd.Series) -> pd.DataFrame:
    """Put each agency's targets on the level that its people have by the ratings.

    Parameters
    ----------
    measures : columns employee_id, year, family, value
    table : one row a rating
        Columns employee_id, rater_type, year, period, agency_code.
    quality : by employee id
        a_hat, adjusted scores from the ratings alone.

    Returns
    -------
    frame
        The measures of people with a rating in that year; of other families as they were.
    """
    keys = ["employee_id", "year"]
    superiors = table[table["rater_type"] == "superior"].sort_values("period", kind="stable")
    agency = superiors.drop_duplicates(keys, keep="last").set_index(keys)["agency_code"]
    found = measures.join(agency, on=keys)
    found["quality"] = found["employee_id"].map(quality)
    of_targets = found[found["family"] == LEVELLED].dropna(subset=["agency_code", "quality"])
    mean = of_targets.groupby("agency_code")[["value", "quality"]].transform("mean")
    v, a = of_targets["value"] - mean["value"], of_targets["quality"] - mean["quality"]
    squares = float((a**2).sum())
    beta = float((v * a).sum()) / squares if squares > 0 else 0.0
    levelled = v + beta * (mean["quality"] - of_targets["quality"].mean())
    others = found[found["family"] != LEVELLED]
    return pd.concat([of_targets.assign(value=levelled), others])[list(measures.columns)]
