"""Everything that is invented for one seed, without a store."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.demo import projects, results, targets
from data.demo.careers import Careers, make_careers
from data.demo.people import FULL_CITY, People, make_people
from data.demo.plan import Plan, make_plan
from data.demo.ratings import Ratings, make_ratings

SMALLEST_CITY = 300


@dataclass(frozen=True, eq=False)
class City:
    """The people, the truth, and what came of it."""

    people: People
    plan: Plan
    given: Ratings
    results: pd.DataFrame
    targets: pd.DataFrame
    projects: pd.DataFrame
    milestones: pd.DataFrame
    members: pd.DataFrame
    careers: Careers


def invent(seed: int, employees: int | None = None) -> City:
    """Invent the city of a seed.

    Raises
    ------
    ValueError
        If the city would have fewer than 300 people.
    """
    n_people = FULL_CITY if employees is None else employees
    if n_people < SMALLEST_CITY:
        raise ValueError(f"a city needs at least {SMALLEST_CITY} people, not {n_people}")
    rng = np.random.default_rng(seed)
    people = make_people(rng, n_people)
    plan = make_plan(rng, people)
    works, milestones, members = projects.projects(rng, people)
    given = make_ratings(rng, people, plan, members)
    return City(
        people,
        plan,
        given,
        results.agency_results(rng, people, plan),
        targets.targets(rng, people, plan),
        works,
        milestones,
        members,
        make_careers(seed, people, plan, given),
    )
