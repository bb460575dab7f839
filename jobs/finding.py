"""What one state of the data says: models fitted, results in the shape of their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from threadpoolctl import threadpool_limits

from analytics import habits
from analytics.effects import Effects, fit_effects
from analytics.fitted import N_DRAWS, TOP_SHARE, compose
from analytics.notes import parts_of
from analytics.patterns import net_of_effects
from data.analysis import RunTables
from jobs import people_tables, rater_tables
from jobs.gap_tables import gap_table
from jobs.objective import try_measures
from jobs.reading import COVARIATES, Material, Prepared, prepare_ratings

Tell = Callable[[str, float], None]


class ModelFacts(TypedDict):
    """The columns of analysis_run that the models give."""

    n_used: int
    period_kind: str
    response: str
    response_unit: str
    bin_width: float
    smallest: float
    smallest_rule: str
    response_entropy_bits: float
    n_cells: int
    n_employees: int
    n_raters: int
    n_units: int
    reml_criterion: float
    n_iterations: int
    has_converged: bool
    n_draws: int
    top_share: float
    not_separable: Sequence[str]
    notes: Sequence[Mapping[str, object]]  # code and values
    settings: Mapping[str, object]


@dataclass(frozen=True, eq=False)
class Found:
    """Everything a run stores."""

    tables: RunTables
    facts: ModelFacts
    notes: tuple[str, ...]  # those of the facts in words


def find(material: Material, seed: int, tell: Tell, *, since: int | None = None) -> Found:
    """Fit the models and put what they say into tables.

    Parameters
    ----------
    material : Material
    seed : int
        Every random number of the run comes from it.
    tell : function of step and share done
    since : int, optional
        The first year of the material, where earlier ones were left out; kept with the run.

    Raises
    ------
    AnalyticsError
        If the data hold too little, or something the models cannot take.
    """
    # Dense blocks of some thousand rows: a second thread gains little, rounds otherwise, and with
    # other work on the machine the threads wait for each other (104 s became 17 s at a load of 9).
    with threadpool_limits(limits=1, user_api="blas"):
        return _find(material, seed, tell, since)


def _find(material: Material, seed: int, tell: Tell, since: int | None) -> Found:
    alone = prepare_ratings(material.appraisals)
    # A stream each: a change of one step does not move the chance of the others.
    of_effects, of_gaps, of_agreement, of_measures = np.random.default_rng(seed).spawn(4)
    tell("model", 0.1)
    tried = try_measures(material, alone, of_measures, n_draws=N_DRAWS)
    prepared, ratings = tried.prepared, tried.prepared.ratings
    effects = tried.effects or fit_effects(ratings, rng=of_effects, n_draws=N_DRAWS)
    tell("patterns", 0.6)
    fitted = compose(ratings, effects)
    net = net_of_effects(ratings, effects)
    patterns = {
        **fitted.patterns.by_name(),
        "slope": fitted.patterns.slope,
        "restriction": rater_tables.restriction(ratings, effects),
    }
    raters = rater_tables.rater_table(material, prepared, fitted)
    employees = people_tables.employee_table(prepared, fitted)
    tell("fairness", 0.7)
    gaps = gap_table(prepared, effects, of_gaps)
    tell("reliability", 0.8)
    width = habits.bin_width(ratings.rating)
    tables = RunTables(
        components=people_tables.component_table(effects),
        fixed=people_tables.fixed_table(effects),
        raters=raters,
        patterns=rater_tables.pattern_table(ratings, patterns),
        years=rater_tables.year_table(prepared, effects, net),
        links=rater_tables.link_table(ratings),
        pairs=rater_tables.pair_table(ratings, effects),
        bins=habits.bin_ratings(prepared.table, width),
        employees=employees,
        gaps=gaps,
        reliability=people_tables.reliability_table(effects, ratings, net, of_agreement),
        designs=people_tables.design_table(effects),
        draws=effects.draws,
    )
    notes = (*prepared.notes, *effects.notes, *tried.notes)
    return Found(tables, _facts(prepared, effects, notes, tried.state, since), notes)


def _facts(
    prepared: Prepared,
    effects: Effects,
    notes: tuple[str, ...],
    objective: str,
    since: int | None,
) -> ModelFacts:
    years = prepared.table["year"]
    rating = prepared.ratings.rating
    return ModelFacts(
        n_used=effects.n_ratings,
        period_kind=prepared.period_kind,
        response=prepared.response.name,
        response_unit=prepared.response.unit,
        bin_width=habits.bin_width(rating),
        smallest=effects.smallest,
        smallest_rule=prepared.ratings.smallest_rule,
        response_entropy_bits=habits.entropy_bits(rating),
        n_cells=effects.n_cells,
        n_employees=effects.n_employees,
        n_raters=effects.n_raters,
        n_units=effects.n_units,
        reml_criterion=effects.reml_criterion,
        n_iterations=effects.iterations,
        has_converged=effects.converged,
        n_draws=0 if effects.draws is None else len(effects.draws),
        top_share=TOP_SHARE,
        not_separable=effects.not_separable,
        notes=parts_of(notes),
        settings={
            "covariates": list(COVARIATES),
            "objective": objective,
            "since": since,
            "first_year": int(years.min()),
            "last_year": int(years.max()),
        },
    )
