"""How long the rater model takes, beside lme4 where R has it, and how time grows with ratings.

    OPENBLAS_NUM_THREADS=2 python -m benchmarks.fit_speed [--sizes 50000 500000 5000000] [--lme4]

Per size, in seconds of the wall and of the processor: reading the table, components and effects,
link shares, prediction errors with rank draws. `components and effects` is what lme4 does too.
Other work on the machine shows as a gap between both clocks. Results go to
benchmarks/results/fit_speed.json.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
import psutil

from analytics.effects import Effects, fit_effects
from analytics.ratings import Columns, Ratings, prepare
from benchmarks.rater_cities import TRUTH, ratings

TARGET = Path(__file__).parent / "results" / "fit_speed.json"
COLUMNS = Columns("employee", "rater", score="score", period="period", home_unit="unit")
SEED = 20240615
LIMITS = {50_000: 1.0, 500_000: 1.5, 5_000_000: 12.0}  # seconds, components and effects
SMALL = 100_000
LME4 = """
suppressMessages(library(lme4))
d <- read.csv(commandArgs(TRUE)[1])
for (f in c("employee", "home", "rater", "period")) d[[f]] <- factor(d[[f]])
d$pair <- interaction(d$employee, d$rater, drop = TRUE)
began <- proc.time()
m <- lmer(score ~ 0 + period + (1|employee) + (1|home) + (1|rater) + (1|pair), d, REML = TRUE)
took <- proc.time() - began
v <- as.data.frame(VarCorr(m))
cat(sprintf('{"seconds": %f, "processor_seconds": %f, "criterion": %.6f', took[3],
            took[1] + took[2], REMLcrit(m)))
for (i in seq_len(nrow(v))) cat(sprintf(', "%s": %.8f', v$grp[i], v$vcov[i]))
cat("}")
"""

Result = TypeVar("Result")


def timed(run: Callable[[], Result], *, times: int = 1) -> tuple[Result, dict[str, float]]:
    """Run some times; least seconds of the wall and of the processor."""
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        result = run()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return result, {
        "seconds": round(min(walls), 3),
        "processor_seconds": round(min(processors), 3),
        "times": times,
    }


def read_table(frame: pd.DataFrame) -> tuple[Ratings, dict[str, float]]:
    """Codes of a table, and the time it took."""
    return timed(lambda: prepare(frame, COLUMNS))


def measure(n: int) -> tuple[dict[str, object], Ratings, Effects]:
    """Time one size."""
    read, reading = read_table(ratings(n, SEED))
    plain, fitting = timed(
        lambda: fit_effects(read, rng=np.random.default_rng(SEED), n_draws=0, with_errors=False),
        # a run of a tenth of a second is disturbed by anything
        times=5 if n <= SMALL else 1,
    )
    _, whole = timed(lambda: fit_effects(read, rng=np.random.default_rng(SEED)))
    found = {c.name: round(c.variance, 4) for c in plain.components}
    return (
        {
            "n_ratings": read.n,
            "n_cells": plain.n_cells,
            "n_employees": read.n_employees,
            "n_raters": read.n_raters,
            "reading": reading,
            "components_and_effects": fitting,
            "with_errors_links_and_draws": whole,
            "limit_seconds": LIMITS.get(n),
            "iterations": plain.iterations,
            "converged": plain.converged,
            "components": found,
            "truth": TRUTH,
            "peak_memory_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
        },
        read,
        plain,
    )


def beside_lme4(read: Ratings, found: Effects) -> dict[str, object] | None:
    """Fit the same ratings by lme4 and compare variances and criterion."""
    program = shutil.which("Rscript")
    if program is None or read.home_unit is None:
        return None
    table = pd.DataFrame(
        {
            "employee": read.employee,
            "rater": read.rater,
            "home": read.home_unit[read.employee],
            "period": read.period,
            "score": read.rating,
        }
    )
    with tempfile.TemporaryDirectory() as place:
        script, data = Path(place) / "fit.R", Path(place) / "ratings.csv"
        script.write_text(LME4, encoding="utf-8")
        table.to_csv(data, index=False)
        done = subprocess.run(  # noqa: S603 -- R as found on the path, our own script
            [program, str(script), str(data)], capture_output=True, text=True, check=False
        )
    if done.returncode:
        print(done.stderr)
        return None
    peer: dict[str, float] = json.loads(done.stdout)
    names = {
        "employee": "employee", "home": "home_unit", "rater": "rater", "pair": "pair",
        "Residual": "residual",
    }  # fmt: skip
    ours = {c.name: c.variance for c in found.components}
    return {
        **peer,
        "largest_relative_difference": max(
            abs(ours[name] / peer[other] - 1) for other, name in names.items()
        ),
        "criterion_here": found.reml_criterion,
    }


def main() -> None:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=sorted(LIMITS))
    parser.add_argument("--lme4", action="store_true", help="beside lme4, at the smallest size")
    parser.add_argument("--to", type=Path, default=TARGET)
    options = parser.parse_args()
    sizes = []
    peer = None
    for n in options.sizes:
        measured, read, found = measure(n)
        print(json.dumps(measured, indent=1), flush=True)
        if options.lme4 and n == min(options.sizes):
            peer = beside_lme4(read, found)
            if peer is not None:
                ours = measured["components_and_effects"]
                peer["times_as_fast"] = {
                    clock: round(peer[clock] / ours[clock], 1)  # type: ignore[index, operator]
                    for clock in ("seconds", "processor_seconds")
                }
            print(json.dumps(peer, indent=1), flush=True)
        sizes.append(measured)
        del read, found
    result = {
        "seed": SEED,
        "sizes": sizes,
        "growth_exponent": _exponent(sizes),
        "lme4": peer,
        "machine": {
            "processor": platform.processor() or platform.machine(),
            "n_cores": psutil.cpu_count(),
            "load_average": psutil.getloadavg()[0],
            "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
            "python": platform.python_version(),
            "numpy": version("numpy"),
            "scipy": version("scipy"),
        },
    }
    options.to.parent.mkdir(exist_ok=True)
    options.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def _exponent(sizes: list[dict[str, object]]) -> float | None:
    """Slope of log processor time on log ratings."""
    if len(sizes) < 2:
        return None
    n = [float(str(each["n_ratings"])) for each in sizes]
    seconds = [each["components_and_effects"]["processor_seconds"] for each in sizes]  # type: ignore[index]
    return round(float(np.polyfit(np.log(n), np.log(seconds), 1)[0]), 3)


if __name__ == "__main__":
    main()
