"""How long the queries behind one change of a filter take, at a million and ten million appraisals.

    python -m benchmarks.filter_speed [--appraisals N …] [--changes N]

A store is filled by SQL (filter_speed.sql) and summarised as an import does it. Then a seeded
series of filters is drawn, and for each the reads of Ikhtisar and of Sebaran & tren run, uncached.
Wanted: under 20 ms together at the median with a million. Two peers answer the same questions from
pandas frames in memory: one from the same summaries, one from all results of the chosen size.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pandas as pd
import psutil

from data import reads, store, summaries
from data.scope import Filters, Scope
from data.vocabulary import GRADE_GROUPS, POSITION_CLASSES

HERE = Path(__file__).parent
TARGET = HERE / "results" / "filter_speed.json"
LIMIT_MS = 20.0
SEED = 20241124
N_PERIODS = 15
N_AGENCIES = 35
CITY = Scope("benchmark", frozenset({"city_leadership"}))
Read = Callable[[Scope, Filters], object]

OVERVIEW: dict[str, Read] = {
    "group_sizes": reads.group_sizes,
    "predicate_counts": reads.predicate_counts,
    "city_predicate_counts": reads.city_predicate_counts,
    "year_trend": reads.year_trend,
    "filling": reads.filling,
    "movements": reads.movements,
    "agency_results": reads.agency_results,
    "targets_reached": reads.targets_reached,
    "projects": reads.projects,
}
DISTRIBUTION: dict[str, Read] = {
    "by_position_class": lambda s, f: reads.predicate_counts_by(s, f, "position_class"),
    "by_grade_group": lambda s, f: reads.predicate_counts_by(s, f, "grade_group"),
    "by_employment_type": lambda s, f: reads.predicate_counts_by(s, f, "employment_type"),
    "score_bins": reads.score_bins,
    "level_matrix": reads.level_matrix,
    "predicate_trend": reads.predicate_trend,
}
# What Sebaran needs beside its own reads stands in OVERVIEW too and is cached between the pages.
PAGES = {
    "overview": OVERVIEW,
    "distribution": {
        **{name: OVERVIEW[name] for name in ("group_sizes", "predicate_counts", "movements")},
        **DISTRIBUTION,
    },
    "together": {**OVERVIEW, **DISTRIBUTION},
}


def main() -> None:
    """Measure every size and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appraisals", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--changes", type=int, default=100, help="filter changes to measure")
    parser.add_argument("--to", type=Path, default=TARGET)
    options = parser.parse_args()
    result = {
        "limit_ms": LIMIT_MS,
        "seed": SEED,
        "n_changes": options.changes,
        "sizes": [measure(size, options.changes) for size in options.appraisals],
        "machine": machine(),
    }
    options.to.parent.mkdir(exist_ok=True)
    options.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


def measure(n_appraisals: int, n_changes: int) -> dict[str, object]:
    """Fill a store of this size and time its reads."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TIMBANG_DB"] = str(Path(folder) / "scratch.duckdb")
        opened = store.current(create=True)
        began = time.perf_counter()
        fill(opened, n_appraisals // N_PERIODS)
        filled = time.perf_counter() - began
        changes = filter_changes(n_changes)
        pages = {name: timings(page, changes) for name, page in PAGES.items()}
        found = {
            "n_appraisals": int(opened.value("count_appraisals")),
            "summary_rows": n_summary_rows(opened),
            "fill_seconds": round(filled, 1),
            "pages_ms": pages,
            "median_ms_of_each_read": {
                name: timings({name: read}, changes)["median"]
                for name, read in PAGES["together"].items()
            },
            "pandas_on_summaries_ms": pandas_on_summaries(opened, changes),
            "pandas_on_results_ms": pandas_on_results(opened, changes),
        }
        store.close_all()
    return found


def fill(opened: store.Store, n_people: int) -> None:
    """Write the invented appraisals and their summaries."""
    with opened.write(store.Actor("benchmark", "command")) as writer:
        text = (HERE / "filter_speed.sql").read_text(encoding="utf-8")
        for statement in writer._cursor.extract_statements(text):
            wanted = {"n_people": n_people} if statement.named_parameters else None
            writer._cursor.execute(statement, wanted)
        summaries.refresh(writer, None)
        writer.audit("fill", "store")


def filter_changes(n: int) -> list[Filters]:
    """Return filters as people choose them: mostly the newest year, one or two things narrowed."""
    draw = random.Random(SEED)  # noqa: S311 – no secret
    periods = ["2024", "2024", "2024", "2023", "2024-Q4", "2024-Q3", "2022-Q1"]
    agencies = [None, None, *(f"OPD-{number}" for number in range(1, N_AGENCIES + 1))]
    found = []
    for _ in range(n):
        period = draw.choice(periods)
        found.append(
            Filters(
                year=int(period[:4]),
                period_code=period,
                agency_code=draw.choice([None, draw.choice(agencies)]),
                position_class=draw.choice([None, None, *POSITION_CLASSES]),
                grade_group=draw.choice([None, None, None, *GRADE_GROUPS]),
            )
        )
    return found


def timings(page: dict[str, Read], changes: list[Filters]) -> dict[str, float]:
    """Return median and 95th percentile of the milliseconds that a page's reads take together."""
    taken = []
    for chosen in [changes[0], *changes]:  # the first one warms up and is dropped
        began = time.perf_counter()
        for read in page.values():
            read(CITY, chosen)
        taken.append(1000 * (time.perf_counter() - began))
    return spread(taken[1:])


def spread(taken: list[float]) -> dict[str, float]:
    """Return median and 95th percentile, in hundredths."""
    quantiles = pd.Series(taken).quantile([0.5, 0.95])
    return {"median": round(quantiles[0.5], 2), "p95": round(quantiles[0.95], 2)}


def n_summary_rows(opened: store.Store) -> dict[str, int]:
    """Return the rows of each summary table."""
    names = ("predicate_summary", "score_summary", "movement_summary", "filling_summary")
    return {name: len(table(opened, name)) for name in names}


def table(opened: store.Store, name: str, where: str = "true") -> pd.DataFrame:
    """Return a whole table, with repeated texts as categories: the peer at its best."""
    with opened._connection.cursor() as cursor:
        frame = cursor.execute(f"select * from {name} where {where}").df()  # noqa: S608
    return frame.astype(
        {column: "category" for column in frame if frame[column].dtype.kind in "OU"}
        | {
            column: "category"
            for column in frame
            if isinstance(frame[column].dtype, pd.StringDtype)
        }
    )


def narrowed(frame: pd.DataFrame, chosen: Filters, *, period: bool = True) -> pd.DataFrame:
    """Return the rows that filters choose."""
    wanted = {
        "period_code": chosen.period_code if period else None,
        "agency_code": chosen.agency_code,
        "position_class": chosen.position_class,
        "grade_group": chosen.grade_group,
    }
    for column, value in wanted.items():
        if value is not None:
            frame = frame[frame[column] == value]
    return frame


def pandas_on_summaries(opened: store.Store, changes: list[Filters]) -> dict[str, float]:
    """Answer the questions of Sebaran's counts from the summary tables held in memory."""
    predicates, scores = table(opened, "predicate_summary"), table(opened, "score_summary")
    groupings = [["agency_code", "predicate"], ["position_class", "predicate"],
                 ["grade_group", "predicate"], ["employment_type", "predicate"],
                 ["work_result", "behaviour"]]  # fmt: skip
    taken = []
    for chosen in changes:
        began = time.perf_counter()
        rows = narrowed(predicates, chosen)
        for columns in groupings:
            rows.groupby(columns, observed=True)["n"].sum()
        narrowed(scores, chosen).groupby(
            ["agency_code", "score_scale", "score_bin"], observed=True
        )[["n", "sum_score", "sum_squares"]].sum()
        narrowed(predicates, chosen, period=False).groupby(
            ["period_code", "agency_code", "predicate"], observed=True
        )["n"].sum()
        taken.append(1000 * (time.perf_counter() - began))
    return spread(taken)


def pandas_on_results(opened: store.Store, changes: list[Filters]) -> dict[str, float] | None:
    """Answer only the first question, predicates by agency, from all results held in memory.

    None beyond two million: the frame would crowd out what is measured.
    """
    if int(opened.value("count_appraisals")) > 2_000_000:
        return None
    results = table(opened, "result")
    check(results, changes[0])
    taken = []
    for chosen in changes[:20]:
        began = time.perf_counter()
        narrowed(results, chosen).groupby(["agency_code", "predicate"], observed=True).size()
        taken.append(1000 * (time.perf_counter() - began))
    return spread(taken)


def check(results: pd.DataFrame, chosen: Filters) -> None:
    """Stop unless the read and the peer count alike: a fast wrong answer is worth nothing."""
    peer = narrowed(results, chosen).groupby(["agency_code", "predicate"], observed=True).size()
    read = reads.predicate_counts(CITY, chosen)
    counted = read[read["n"] > 0].set_index(["agency_code", "predicate"])["n"]
    if counted.to_dict() != peer.to_dict():
        raise SystemExit("the read and the peer count differently")


def machine() -> dict[str, object]:
    """Return what the times depend on."""
    return {
        "processor": platform.processor() or platform.machine(),
        "n_cores": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "duckdb": version("duckdb"),
        "pandas": version("pandas"),
        "load_average": round(psutil.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    main()
