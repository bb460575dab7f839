"""What agencies achieved: their own predicates and service index."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.demo.offices import AGENCIES
from data.demo.people import People
from data.demo.plan import GENEROUS, Plan

YEARS = (2023, 2024, 2025)


def agency_results(rng: np.random.Generator, people: People, plan: Plan) -> pd.DataFrame:
    """Return a row per agency, quarter and year; weakly tied to the true quality of its units.

    Quarters carry the year's predicate; the service index is surveyed for the year only.
    """
    of_unit = np.array([unit.agency for unit in people.seats.units])
    quality = np.array([plan.quality[of_unit == k].mean() for k in range(len(AGENCIES))])
    rows: list[tuple[str, str, str, float | None]] = []
    for year in YEARS:
        drawn = quality + rng.normal(0, 1.0, len(AGENCIES))
        for k, agency in enumerate(AGENCIES):
            low = agency.code in GENEROUS
            step = "good"
            if drawn[k] > 1.4 and not low:
                step = "outstanding"
            if low or drawn[k] < -2.2:
                step = "needs_improvement"
            index = float(np.clip(83 + 1.6 * drawn[k] - 6 * low + rng.normal(0, 1.5), 60, 99))
            rows += [(agency.code, f"{year}-Q{q}", step, None) for q in (1, 2, 3, 4)]
            rows.append((agency.code, str(year), step, round(index, 2)))
    return pd.DataFrame(
        rows, columns=["agency_code", "period_code", "agency_predicate", "satisfaction_index"]
    )
