"""The rater model beside lme4 and statsmodels on the same ratings: figures and times.

    python -m benchmarks.peers [RATINGS]

Two invented tables of 50,000 ratings go to our engine, in this process and by `python -m analytics
fit`, and to lme4 (R, Debian packages r-base-core and r-cran-lme4): one where most people have one
superior and few move, one where superiors and three colleagues rate everybody. statsmodels' MixedLM
forms dense matrices and gets a small table. Compared are the REML criterion, variances, effects and
time. One BLAS thread each; ratios are of processor seconds, because the clock also measures what
else the machine does. Our fit always gives the errors of all effects, lme4 on request, so its time
is taken with and without. Results go to benchmarks/results/peers.json.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import scipy

from analytics.effects import Effects, fit_effects
from analytics.ratings import Columns, Ratings, prepare
from tests.analytics.rating_worlds import city

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "peers.json"
SCRIPT = ROOT / "benchmarks" / "peers.R"
N_RATINGS = 50_000
N_SMALL = 600  # what statsmodels finishes in a minute
N_REPEATS = 3  # the quickest counts: noise only adds
WANTED = 50  # times as quick as lme4
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
COLUMNS = Columns("employee", "rater", score="score", period="period", home_unit="home_unit")
FACTORS = ("employee", "home_unit", "rater")
COMPONENTS = {"employee": "employee", "home_unit": "home_unit", "rater": "rater", "pair": "pair",
              "Residual": "residual"}  # fmt: skip

Found = dict[str, object]


def few_movers(n_ratings: int, seed: int = 1) -> pd.DataFrame:
    """Six periods, teams of about fifteen, 3 % move and 6 % of the heads change each time."""
    frame = city(seed, n_people=n_ratings // 6, n_units=max(8, n_ratings // 90)).frame
    home = frame.sort_values("period", kind="stable").groupby("employee")["unit"].first()
    return _table(frame.assign(home_unit=frame["employee"].map(home)))


def several_raters(n_ratings: int, seed: int = 1) -> pd.DataFrame:
    """Three periods; a superior and three colleagues of the agency rate everybody."""
    rng = np.random.default_rng(seed)
    n, in_unit, in_agency = n_ratings // 12, 12, 150
    person = np.arange(n)
    unit, first = person // in_unit, person // in_agency * in_agency
    head = unit * in_unit
    leniency = rng.normal(0, 2, n)
    quality = rng.normal(0, 2, n) + rng.normal(0, 2, int(unit.max()) + 1)[unit]
    pair: dict[tuple[int, int], float] = {}
    parts = []
    for period in range(3):
        for k in range(4):
            colleague = np.minimum(first + rng.integers(0, in_agency, n), n - 1)
            rater = np.where(head == person, first, head) if k == 0 else colleague
            own = [
                pair.setdefault(key, rng.normal(0, 1.4))
                for key in zip(person.tolist(), rater.tolist(), strict=True)
            ]
            score = 80 + period + quality + leniency[rater] + own + rng.normal(0, 2.4, n)
            parts.append(
                pd.DataFrame(
                    {"employee": person, "rater": rater, "home_unit": unit,
                     "period": 2020 + period, "score": score}
                )
            )  # fmt: skip
    return _table(pd.concat(parts))


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            name: name[0] + frame[name].astype(str).str.zfill(6)
            for name in ("employee", "rater", "home_unit")
        }
    )
    return table.assign(period=frame["period"], score=frame["score"].round(3)).reset_index(
        drop=True
    )


# -- ours --------------------------------------------------------------------------------------


def ours(table: pd.DataFrame) -> tuple[Ratings, Effects, Found]:
    """Fit in this process: variances, effects and their errors."""
    spans = []
    for _ in range(N_REPEATS):
        wall, processor = time.perf_counter(), time.process_time()
        ratings = prepare(table, COLUMNS)
        effects = fit_effects(ratings, rng=np.random.default_rng(1), n_draws=0)
        spans.append((time.process_time() - processor, time.perf_counter() - wall))
    processor, wall = min(spans)
    return ratings, effects, {"processor_seconds": processor, "seconds": wall}


def command_seconds(table: Path, folder: Path) -> Found:
    """Run `python -m analytics fit`: reading, fit, habits, 200 draws, ranks, files."""
    words = [sys.executable, "-m", "analytics", "fit", str(table), "--out", str(folder)]
    for name in ("employee", "rater", "score", "period"):
        words += [f"--{name}", name]
    return _run([*words, "--home-unit", "home_unit"])


def _run(words: list[str]) -> Found:
    """Run a command; seconds by the clock and of the processor."""
    wall = time.perf_counter()
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return {
        "processor_seconds": used.ru_utime + used.ru_stime,
        "seconds": time.perf_counter() - wall,
        "peak_megabytes": round(used.ru_maxrss * 1024 / 1e6),
    }


# -- lme4 --------------------------------------------------------------------------------------


def why_no_lme4() -> str | None:
    """Say what is missing for lme4, if anything."""
    rscript = shutil.which("Rscript")
    if rscript is None:
        return "R is not installed (Debian: apt install r-base-core r-cran-lme4)"
    asked = subprocess.run(  # noqa: S603
        [rscript, "-e", "library(lme4)"], capture_output=True, check=False
    )
    if asked.returncode:
        return "R is there without lme4 (Debian: apt install r-cran-lme4)"
    return None


def beside_lme4(
    table: Path, folder: Path, ratings: Ratings, effects: Effects, spent: Found
) -> Found:
    """Fit with lme4, compare figures and times."""
    process = _run([str(shutil.which("Rscript")), str(SCRIPT), str(table), str(folder)])
    model = pd.read_csv(folder / "model.csv").iloc[0]
    variances = pd.read_csv(folder / "components.csv").set_index("name")["variance"]
    mine = {each.name: each.variance for each in effects.components}
    fixed = pd.read_csv(folder / "fixed.csv")["estimate"].to_numpy()
    quick = float(spent["processor_seconds"])  # type: ignore[arg-type]  # measured above
    return {
        "lme4": model["lme4"],
        "r": model["r"],
        "blas": str(model["blas"]).rsplit("/", 2)[-2],
        "seconds": model["seconds"],
        "processor_seconds": model["processor_seconds"],
        "processor_seconds_with_errors": model["processor_seconds_with_errors"],
        "evaluations": model["evaluations"],
        "whole_process": process,
        "times_as_quick": model["processor_seconds"] / quick,
        "times_as_quick_with_errors": model["processor_seconds_with_errors"] / quick,
        "criterion": model["criterion"],
        "criterion_difference": model["criterion"] - effects.reml_criterion,
        "components": {name: variances[theirs] for theirs, name in COMPONENTS.items()},
        "largest_component_difference": max(
            abs(variances[theirs] / mine[name] - 1) for theirs, name in COMPONENTS.items()
        ),
        "largest_fixed_difference": _largest(fixed - [each.estimate for each in effects.fixed]),
        "largest_effect_difference": {
            name: _largest(_effects(folder, name, ids) - own)
            for name, ids, own in zip(
                FACTORS,
                (ratings.employees, ratings.units, ratings.raters),
                (effects.theta, effects.unit_effect, effects.leniency),
                strict=True,
            )
        },
    }


def _effects(folder: Path, factor: str, ids: object) -> np.ndarray:
    table = pd.read_csv(folder / f"{factor}.csv").set_index("id")["effect"]
    return table.reindex(list(map(str, ids))).to_numpy()  # type: ignore[call-overload]


def _largest(difference: object) -> float:
    return float(np.abs(np.asarray(difference)).max())


# -- statsmodels -------------------------------------------------------------------------------


def beside_statsmodels(table: pd.DataFrame) -> Found:
    """Fit a small table with MixedLM, compare figures and times."""
    try:
        import statsmodels
        from statsmodels.regression.mixed_linear_model import MixedLM
    except ImportError:
        return {"absent": "statsmodels is not installed (requirements-dev.txt)"}
    _, effects, spent = ours(table)
    pair = table["employee"] + table["rater"]
    began = time.process_time()
    model = MixedLM.from_formula(
        "score ~ 0 + C(period)",
        groups=np.ones(len(table)),
        vc_formula={name: f"0 + C({name})" for name in ("employee", "home_unit", "rater", "pair")},
        data=table.assign(pair=pair),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a variance is near zero is compared below
        found = model.fit(reml=True, method=["bfgs", "lbfgs"])
    seconds = time.process_time() - began
    mine = {each.name: each.variance for each in effects.components}
    theirs = dict(zip(model.exog_vc.names, found.vcomp, strict=True)) | {"residual": found.scale}
    scale = sum(mine.values())
    return {
        "statsmodels": statsmodels.__version__,
        "n_ratings": len(table),
        "processor_seconds": seconds,
        "times_as_quick": seconds / float(spent["processor_seconds"]),  # type: ignore[arg-type]
        "criterion_difference": -2 * found.llf - effects.reml_criterion,
        "components": theirs,
        "components_of_ours": mine,
        "largest_component_difference_of_total": max(
            abs(theirs[name] - mine[name]) / scale for name in theirs
        ),
    }


# -- all ---------------------------------------------------------------------------------------


def compare(table: pd.DataFrame, absent: str | None) -> Found:
    """One table with our engine and lme4."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "ratings.csv"
        table.to_csv(path, index=False)
        ratings, effects, spent = ours(table)
        return {
            "n_ratings": effects.n_ratings,
            "n_cells": effects.n_cells,
            "n_employees": effects.n_employees,
            "n_raters": effects.n_raters,
            "n_units": effects.n_units,
            "ours": {
                **spent,
                "iterations": effects.iterations,
                "criterion": effects.reml_criterion,
                "components": {each.name: each.variance for each in effects.components},
                "command": command_seconds(path, folder / "out"),
            },
            "lme4": {"absent": absent}
            if absent
            else beside_lme4(path, folder, ratings, effects, spent),
        }


def main() -> None:
    """Compare, print and keep the results with the machine they were measured on."""
    if not ONE_THREAD.items() <= os.environ.items():  # read by NumPy and R when they start
        words = [sys.executable, "-m", "benchmarks.peers", *sys.argv[1:]]
        os.execve(sys.executable, words, {**os.environ, **ONE_THREAD})  # noqa: S606
    n_ratings = int(sys.argv[1]) if len(sys.argv) > 1 else N_RATINGS
    machine = {
        "system": platform.system(),
        "processor": platform.machine(),
        "n_cores": os.cpu_count(),
        # above the number of cores the clock measures the others
        "load_before": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    }
    absent = why_no_lme4()
    if absent:
        print(f"Without lme4: {absent}.")
    found = {
        "what": "python -m benchmarks.peers",
        "machine": machine,
        "wanted": {"times_as_quick_as_lme4": WANTED},
        "few movers": compare(few_movers(n_ratings), absent),
        "several raters": compare(several_raters(n_ratings), absent),
        "statsmodels, few movers": beside_statsmodels(few_movers(N_SMALL)),
    }
    text = json.dumps(_rounded(found), indent=1)
    print(text)
    if n_ratings == N_RATINGS:
        RESULTS.write_text(text + "\n", encoding="utf-8")


def _rounded(value: object) -> object:
    """Numbers of six digits, plain for JSON."""
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    if isinstance(value, np.generic):
        value = value.item()
    return float(f"{value:.6g}") if isinstance(value, float) else value


if __name__ == "__main__":
    main()
