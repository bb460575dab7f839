"""The rater model at the size of a nation: seconds, processor seconds and memory by step.

    python -m benchmarks.nation [RATINGS ...]        default 600000 6000000 60000000

Ratings are invented (benchmarks/nation_ratings.py) and stand in one Parquet file with home units.
Two processes for each size: one collapses the file and estimates variances and effects, step by
step; the other is `python -m analytics fit` as an office runs it, with prediction errors, draws of
ranks and all files written. Wanted for 60 million: 150 s and 4 GB for the first, 6 minutes for the
second, and time that grows no faster than ratings to the power 1.05. Minutes of work: not in tests.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil
from threadpoolctl import threadpool_limits

from analytics.collapsed import fit_collapsed
from analytics.commands.collapsed_file import collapse_table, opened
from analytics.ratings import Columns
from benchmarks.costs import machine
from benchmarks.nation_ratings import write_nation
from tests import serving

TARGET = Path(__file__).parent / "results" / "nation.json"
ROOT = Path(__file__).resolve().parents[1]
SIZES = (600_000, 6_000_000, 60_000_000)
COLUMNS = Columns("employee", "rater", score="score", period="period", home_unit="unit")
LIMITS = {"effects_seconds": 150, "effects_gb": 4, "everything_seconds": 360, "growth": 1.05}


def measure(n_ratings: int, folder: Path, seed: int) -> dict[str, object]:
    """Write one nation and return what both processes cost."""
    table = folder / "nation.parquet"
    write_nation(table, n_ratings, seed)
    found: dict[str, object] = {
        "n_ratings": n_ratings,
        "file_mb": round(table.stat().st_size / 1e6),
    }
    words = ["benchmarks.nation", "--effects-of", str(table)]
    effects, said = run(words)
    found["effects"] = {**json.loads(said), **effects}
    out = folder / "out"
    named = {
        "employee": "employee",
        "rater": "rater",
        "score": "score",
        "period": "period",
        "home-unit": "unit",
        "out": str(out),
    }
    words = ["analytics", "fit", str(table)]
    for name, value in named.items():
        words += [f"--{name}", value]
    found["everything"], _said = run(words)
    model = json.loads((out / "model.json").read_text(encoding="utf-8"))
    found["model"] = {
        name: model[name]
        for name in ("n_cells", "n_employees", "n_raters", "n_units", "iterations", "converged")
    }
    found["components"] = model["components"]
    table.unlink()
    return found


def run(words: list[str]) -> tuple[dict[str, float], str]:
    """Run a module; returns seconds, processor seconds and peak memory, and what it printed."""
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 – our own modules
        [sys.executable, "-m", *words], cwd=ROOT, env=serving.environment(),
        stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        said = process.stdout.read() if process.stdout else ""
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words[0]} ended with {process.returncode}: {said}")
    return {
        "seconds": round(time.perf_counter() - began, 2),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 2),
        "peak_gb": round(used.ru_maxrss / 1e6, 2),
        "load_at_end": round(psutil.getloadavg()[0], 1),
    }, said


def effects_of(table: Path) -> None:
    """Collapse a file, estimate variances and effects, and print what each step took."""
    steps: dict[str, dict[str, float]] = {}

    def note(name: str, wall: float, cpu: float) -> None:
        steps[name] = {
            "seconds": round(time.perf_counter() - wall, 2),
            "processor_seconds": round(time.process_time() - cpu, 2),
            "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
        }

    with (
        tempfile.TemporaryDirectory(dir=table.parent) as place,
        threadpool_limits(1),
        opened(table, COLUMNS, Path(place)) as source,
    ):
        wall, cpu = time.perf_counter(), time.process_time()
        collapsed = collapse_table(source, COLUMNS, is_csv=False, smallest=None)
        note("collapse", wall, cpu)
        wall, cpu = time.perf_counter(), time.process_time()
        fit_collapsed(collapsed, rng=np.random.default_rng(1), n_draws=0, with_errors=False)
        note("components_and_effects", wall, cpu)
    print(json.dumps({"steps": steps}))


def growth(sizes: list[dict[str, object]], part: str) -> float | None:
    """Return the power of the number of ratings by which the processor time grew."""
    if len(sizes) < 2:
        return None
    first, last = sizes[0], sizes[-1]
    spent = [size[part]["processor_seconds"] for size in (first, last)]  # type: ignore[index]
    times = math.log(spent[1] / spent[0])
    return round(times / math.log(int(last["n_ratings"]) / int(first["n_ratings"])), 3)  # type: ignore[call-overload]


def main() -> None:
    """Measure every size and keep the results after each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ratings", nargs="*", type=int, default=list(SIZES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, default=TARGET)
    parser.add_argument("--effects-of", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.effects_of:
        effects_of(options.effects_of)
        return
    sizes: list[dict[str, object]] = []
    result: dict[str, object] = {"limits": LIMITS, "machine": machine(), "sizes": sizes}
    for n_ratings in options.ratings:
        with tempfile.TemporaryDirectory() as place:
            sizes.append(measure(n_ratings, Path(place), options.seed))
        result["growth"] = {part: growth(sizes, part) for part in ("effects", "everything")}
        options.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        print(json.dumps(sizes[-1], indent=1), flush=True)


if __name__ == "__main__":
    main()
