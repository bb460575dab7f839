"""Do the intervals of the rater model hold? A simulation study on scores and on predicates.

    python -m benchmarks.rater_cover [CITIES]

Invented cities (tests/analytics/rating_worlds.py) with unequal teams, from heads and people who
move often to nearly never. Per world and link grade: cover of the 90 % interval for leniency, and
root mean square error; per world also cover for adjusted scores. Target .85–.95. Results go to
benchmarks/results/rater_cover.json.
"""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np

from analytics.effects import fit_effects
from analytics.fitted import compose
from analytics.ratings import Columns, prepare
from tests.analytics.rating_worlds import World, city, city_of_predicates

TARGET = Path(__file__).parent / "results" / "rater_cover.json"
COLUMNS = Columns("employee", "rater", score="score", period="period", home_unit="unit")
SMALL = {"n_people": 300, "n_units": 40}
Z_90 = 1.6449

WORLDS: dict[str, Callable[[int], World]] = {
    "scores, many move": partial(city, **SMALL, moves=0.1, new_heads=0.1),
    "scores, some move": partial(city, **SMALL, moves=0.03, new_heads=0.06),
    "scores, few people move, heads rotate": partial(city, **SMALL, moves=0.01, new_heads=0.1),
    "scores, only a few heads change": partial(city, **SMALL, moves=0.0, new_heads=0.05),
    "scores, hardly anybody moves": partial(city, **SMALL, moves=0.005, new_heads=0.02),
    "predicates, 11 % Sangat Baik": city_of_predicates,
    "predicates, raters hardly differ": partial(
        city_of_predicates, rater_variance=0.1, unit_variance=0.1
    ),
    "predicates, raters differ much": partial(city_of_predicates, rater_variance=0.8),
    "predicates, one year": partial(city_of_predicates, n_periods=1, moves=0.0, new_heads=0.0),
}


def study(world: Callable[[int], World], n_cities: int) -> dict[str, object]:
    """Cover by link grade over some cities of one world."""
    rows = []
    of_scores = []
    n_clear = n_wrong = 0
    for seed in range(n_cities):
        made = world(seed)
        r = prepare(made.frame, COLUMNS)
        found = fit_effects(r, rng=np.random.default_rng(seed), n_draws=0)
        truth = made.leniency[r.raters.astype(int)]
        fitted = compose(r, found)
        clear = np.char.startswith(fitted.verdicts.verdict.astype(np.str_), "clearly")
        n_clear += int(clear.sum())
        n_wrong += int((clear & (truth * np.sign(found.leniency) < r.smallest)).sum())
        grade_code = [ord(g) for g in fitted.links.grade]
        rows.append(np.column_stack((found.leniency - truth, found.sd, grade_code)))
        gap = found.adjusted - made.quality[r.employees.astype(int)]
        of_scores.append(np.abs(gap - gap.mean()) < Z_90 * found.adjusted_sd)
    error, sd, grade_code = np.concatenate(rows).T
    covered = np.abs(error) < Z_90 * sd
    grades = {}
    for letter in "ABC":
        here = grade_code == ord(letter)
        if here.any():
            grades[letter] = {
                "n_raters": int(here.sum()),
                "cover_90": round(float(covered[here].mean()), 3),
                "root_mean_square_error": round(float(np.sqrt((error[here] ** 2).mean())), 4),
            }
    return {
        "n_cities": n_cities,
        "cover_90": round(float(covered.mean()), 3),
        "cover_90_of_adjusted_scores": round(float(np.concatenate(of_scores).mean()), 3),
        "n_clear": n_clear,
        "n_clear_wrong": n_wrong,
        "by_link_grade": grades,
    }


def main() -> None:
    """Run every world and write the result."""
    n_cities = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    worlds = {}
    for name, world in WORLDS.items():
        worlds[name] = study(world, n_cities)
        print(name, json.dumps(worlds[name]), flush=True)
    result = {
        "what": "cover of the 90 % intervals of leniency by link grade, wrong clear verdicts; "
        "simulated cities",
        "command": f"python -m benchmarks.rater_cover {n_cities}",
        "worlds": worlds,
        "machine": {
            "processor": platform.machine(),
            "python": platform.python_version(),
            "numpy": version("numpy"),
            "scipy": version("scipy"),
        },
    }
    TARGET.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
