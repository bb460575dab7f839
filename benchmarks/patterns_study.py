"""What the tests of raters' habits find, and how often they are wrong: a simulation study.

    python -m benchmarks.patterns_study [CITIES]

Invented cities of 120 raters (tests/analytics/simulated.py) with planted habits go through the
whole of `analytics.fitted.fit`. Per world and habit: share of the planted raters found (power),
share of the flags that are false (FDR), and how many raters were tested; for leniency the cover of
the 90 % interval by link grade and the share of clear verdicts whose true leniency is below D.
Results go to benchmarks/results/patterns_study.json.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import scipy

from analytics.fitted import Fitted, fit
from analytics.method_version import METHOD_VERSION
from analytics.ratings import Columns, prepare
from tests.analytics.simulated import (
    ITEMS,
    City,
    Simulation,
    as_levels,
    as_predicates,
    simulate,
)

RESULTS = Path(__file__).resolve().parent / "results" / "patterns_study.json"
SEED = 20240615
TENTH = {"drift": 0.1, "central": 0.1, "halo": 0.1, "inconsistent": 0.1}
HABITS = {"drift": "drift", "spread": "central", "halo": "halo", "inconsistency": "inconsistent"}

MORE_CITIES = {"scores, 40 raters": 5}  # few raters a city: so many times as many cities

Cast = Callable[[Simulation], Simulation]
WORLDS: dict[str, tuple[City, Cast]] = {
    "scores": (City(planted=TENTH), lambda city: city),
    "scores, nothing planted": (City(team_mix=0.4), lambda city: city),
    "scores, teams differ much in spread": (City(planted=TENTH, team_mix=0.5), lambda city: city),
    "scores, people grow": (City(planted=TENTH, growth_sd=0.7), lambda city: city),
    "scores, one habit in 3 % each": (
        City(planted=dict.fromkeys(TENTH, 0.03), team_mix=0.4),
        lambda city: city,
    ),
    "scores, 40 raters": (City(planted=TENTH, n_raters=40), lambda city: city),
    "scores, rare moves and unequal teams": (
        City(planted=TENTH, team_size=(3, 40), move_share=0.01, home_sd=3.0),
        lambda city: city,
    ),
    "items of five levels": (City(planted=TENTH), lambda city: as_levels(city, n_levels=5)),
    "items of three levels": (City(planted=TENTH), lambda city: as_levels(city, n_levels=3)),
    "predicates, national shares": (City(planted=TENTH), as_predicates),
    "scores, drift alone": (City(planted={"drift": 0.15}), lambda city: city),
    "scores, inconsistency and drift": (
        City(planted={"drift": 0.15, "inconsistent": 0.15}),
        lambda city: city,
    ),
    "scores, groups: gap of 1, sd 3 among raters": (
        City(group_gap=1.0, group_gap_sd=3.0, team_size=(12, 30)),
        lambda city: city,
    ),
}


def fitted_city(world: str, seed: int) -> tuple[Simulation, Fitted]:
    """Simulate a city of a world and fit it."""
    city, cast = WORLDS[world]
    simulation = cast(simulate(np.random.default_rng([SEED, seed]), city))
    columns = Columns(
        employee="employee",
        rater="rater",
        score="score",
        items=() if cast is as_predicates else ITEMS,
        period="period",
        home_unit="home_unit",
        group="group",
    )
    ratings = prepare(simulation.frame, columns)
    return simulation, fit(ratings, rng=np.random.default_rng(seed))


def habits_of(world: str, simulation: Simulation, fitted: Fitted) -> list[dict[str, object]]:
    """Count what was found of each habit."""
    at = np.searchsorted(simulation.raters, fitted.ratings.raters)
    rows: list[dict[str, object]] = []
    for pattern, habit in HABITS.items():
        result = getattr(fitted.patterns, pattern)
        truth = simulation.habit.get(habit, np.zeros(simulation.raters.size, dtype=bool))[at]
        false = int((result.is_flagged & ~truth).sum())
        rows.append(
            {
                "world": world,
                "pattern": pattern,
                "tested": result.n_tested,
                "planted": int((truth & result.is_testable).sum()),
                "found": int((result.is_flagged & truth).sum()),
                "false": false,
                # mean over cities of this is the false discovery rate
                "false_share": false / max(1, result.n_flagged),
            }
        )
    return rows


def leniency_of(world: str, simulation: Simulation, fitted: Fitted) -> pd.DataFrame:
    """Truth, interval and verdict of each rater."""
    truth = simulation.leniency[np.searchsorted(simulation.raters, fitted.ratings.raters)]
    verdicts = fitted.verdicts
    clear = np.char.startswith(verdicts.verdict.astype(str), "clearly")
    return pd.DataFrame(
        {
            "world": world,
            "grade": fitted.links.grade,
            "covered": (verdicts.lower <= truth) & (truth <= verdicts.upper),
            "clear": clear,
            "matters": np.abs(truth) >= fitted.effects.smallest,
            "false_clear": clear & (np.abs(truth) < fitted.effects.smallest),
        }
    )


def summary(rows: pd.DataFrame) -> list[dict[str, object]]:
    """Power and FDR by world and pattern."""
    found = []
    for (world, pattern), group in rows.groupby(["world", "pattern"], sort=False):
        planted, flagged = group["planted"].sum(), group["found"].sum() + group["false"].sum()
        found.append(
            {
                "world": world,
                "pattern": pattern,
                "n_cities": len(group),
                "n_tested": int(group["tested"].sum()),
                "n_planted": int(planted),
                "n_flagged": int(flagged),
                "power": round(group["found"].sum() / planted, 3) if planted else None,
                "fdr": round(group["false_share"].mean(), 3),
                "false_of_all_flags": round(group["false"].sum() / max(1, flagged), 3),
            }
        )
    return found


def cover(rows: pd.DataFrame) -> list[dict[str, object]]:
    """Cover and false clear verdicts by world and link grade."""
    return [
        {
            "world": world,
            "link_grade": grade,
            "n_raters": len(group),
            "cover_90": round(group["covered"].mean(), 3),
            "n_clear": int(group["clear"].sum()),
            "false_share_of_clear": round(
                group["false_clear"].sum() / max(1, group["clear"].sum()), 3
            ),
            "clear_share_of_those_that_matter": round(
                float((group["clear"] & group["matters"]).sum() / max(1, group["matters"].sum())), 3
            ),
        }
        for (world, grade), group in rows.groupby(["world", "grade"], sort=False)
    ]


def main(n_cities: int) -> None:
    """Run all worlds and write the results."""
    started = time.perf_counter()
    habits: list[dict[str, object]] = []
    leniency: list[pd.DataFrame] = []
    groups: dict[str, list[float]] = {"mean": [], "se": [], "named": [], "found": []}
    for world, (city, cast) in WORLDS.items():
        for seed in range(n_cities * MORE_CITIES.get(world, 1)):
            simulation, fitted = fitted_city(world, seed)
            habits += habits_of(world, simulation, fitted)
            if cast is as_predicates or "items" in world:
                pass  # the true leniency is on another scale
            else:
                leniency.append(leniency_of(world, simulation, fitted))
            if city.group_gap:
                pooled, result = fitted.patterns.group_effect.pooled, fitted.patterns.group
                groups["mean"].append(pooled.mean)
                groups["se"].append(pooled.se)
                groups["named"].append(float(result.n_flagged))
                groups["found"].append(float((result.q <= 0.05).sum() / result.n_tested))
        print(f"{world}: {time.perf_counter() - started:.0f} s", flush=True)
    document = {
        "what": "power and false discovery rate of the tests of raters' habits, simulated cities",
        "command": f"python -m benchmarks.patterns_study {n_cities}",
        "method_version": METHOD_VERSION,
        "seed": SEED,
        "machine": {
            "system": platform.system(),
            "processor": platform.machine(),
            "n_cores": os.cpu_count(),
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
        },
        "seconds": round(time.perf_counter() - started),
        "habits": summary(pd.DataFrame(habits)),
        "leniency": cover(pd.concat(leniency)),
        "groups": {
            "planted_gap": -1.0,
            "mean_of_estimates": round(float(np.mean(groups["mean"])), 3),
            "sd_of_estimates": round(float(np.std(groups["mean"], ddof=1)), 3),
            "mean_se": round(float(np.mean(groups["se"])), 3),
            "raters_named": int(np.sum(groups["named"])),
            "share_with_q_below_5_percent": round(float(np.mean(groups["found"])), 3),
        },
    }
    RESULTS.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(pd.DataFrame(document["habits"]).to_string())
    print(pd.DataFrame(document["leniency"]).to_string())
    print(document["groups"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
