"""Targets of each person and year with what was realised: the truth again, seen by other eyes.

    z = A (theta + q) / sd + B s [where the superior is the source] + noise,  scaled to sd 1

A target is reached when z lies above the point that leaves the agency's share of reached targets.
"""

from __future__ import annotations

from datetime import date, timedelta
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo.indicators import BY_SUPERIOR, INDICATORS, Indicator
from data.demo.offices import AGENCIES
from data.demo.people import People
from data.demo.plan import GENEROUS, SD_PERSON, SD_RATER, SD_UNIT, Plan

Floats = NDArray[np.float64]

YEARS = (2023, 2024, 2025)
REACHED_SHARE = 0.80  # of targets, in an ordinary agency
REACHED_SHARE_LOW = 0.52  # where ratings are high and results low
REPORTED_SHARE = 0.93
VERIFIED_SHARE = 0.70
EVIDENCE_SHARE = 0.90  # of those reported
N_INDICATORS = 3  # of each person and year
ABILITY, LENIENCY = 0.55, 0.5  # A and B
DAYS_BEFORE, DAYS_AFTER = 40, 20
CHECKED_BY = "pemeriksa data"


def targets(rng: np.random.Generator, people: People, plan: Plan) -> pd.DataFrame:
    """Return the targets of every person and year, three each."""
    generous = [k for k, a in enumerate(AGENCIES) if a.code in GENEROUS]
    ability = (plan.theta + plan.quality[people.home]) / np.hypot(SD_PERSON, SD_UNIT)
    frames = []
    for year, first in enumerate(YEARS):
        last = 4 * year + 3
        person = np.repeat(np.flatnonzero(people.persons.joined <= last), N_INDICATORS)
        which = np.tile(np.arange(N_INDICATORS), len(person) // N_INDICATORS)
        lists = [INDICATORS[family] for family in people.family[person, last].tolist()]
        chosen = [
            each[(p + w) % len(each)]
            for each, p, w in zip(lists, person.tolist(), which.tolist(), strict=True)
        ]
        n = len(chosen)
        rater = people.rater[person, last]
        by_superior = np.array([each.source == BY_SUPERIOR for each in chosen]) & (rater >= 0)
        seen = ABILITY * ability[person]
        z = seen + np.sqrt(1 - ABILITY**2) * rng.normal(size=n)
        z += np.where(by_superior, LENIENCY * plan.leniency[rater] / SD_RATER, 0.0)
        low = np.isin(people.agency[person, last], generous)
        share = np.where(low, REACHED_SHARE_LOW, REACHED_SHARE)
        beyond = z - np.array([NormalDist().inv_cdf(1 - s) for s in share.tolist()])
        reported = rng.random(n) < REPORTED_SHARE
        realised = _realised(chosen, beyond)
        due = [date(first, *each.due) for each in chosen]
        days = rng.integers(-DAYS_BEFORE, DAYS_AFTER, n)
        frames.append(
            pd.DataFrame(
                {
                    "person": person,
                    "quarter": last,
                    "period_code": str(first),
                    "work_result_plan": [each.work_result for each in chosen],
                    "indicator": [each.indicator for each in chosen],
                    "aspect": [each.aspect for each in chosen],
                    "measure_unit": [each.unit for each in chosen],
                    "target_value": [each.target for each in chosen],
                    "target_direction": [each.direction for each in chosen],
                    "realised_value": np.where(reported, realised, np.nan),
                    "due_on": due,
                    "realised_on": [
                        day + timedelta(days=shift) if given else None
                        for day, shift, given in zip(due, days.tolist(), reported, strict=True)
                    ],
                    "evidence": _evidence(rng, chosen, first, reported),
                    "data_source": [each.source for each in chosen],
                    "verified_by": [
                        CHECKED_BY if each else None
                        for each in reported & (rng.random(n) < VERIFIED_SHARE)
                    ],
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _realised(chosen: list[Indicator], beyond: Floats) -> Floats:
    """Return values on the good side of the target where z is beyond the point, else on the bad."""
    goal = np.array([each.target for each in chosen])
    at_most = np.array([each.direction == "at_most" for each in chosen])
    capped = np.array([each.unit in ("%", "0–100") for each in chosen])
    step = np.where(goal >= 10, 0.1, 1.0)  # what one decimal or one piece can show
    size = np.maximum(np.abs(beyond) * np.maximum(goal, 5.0) * 0.12, step)
    best = np.where(at_most, 0.0, np.where(capped, np.maximum(goal, 100.0), np.inf))
    good = np.where(at_most, np.maximum(goal - size, best), np.minimum(goal + size, best))
    bad = np.where(at_most, goal + size, np.maximum(goal - size, 0.0))
    return np.asarray(np.round(np.where(beyond >= 0, good, bad), 1))


def _evidence(
    rng: np.random.Generator, chosen: list[Indicator], year: int, reported: NDArray[np.bool_]
) -> list[str | None]:
    """Return the papers that show the realisation, for most of those reported."""
    shown = reported & (rng.random(len(chosen)) < EVIDENCE_SHARE)
    number = rng.integers(1, 900, len(chosen))
    return [
        f"{each.source[:1].upper()}{each.source[1:]} no. {k}/{year}" if given else None
        for each, k, given in zip(chosen, number.tolist(), shown, strict=True)
    ]
