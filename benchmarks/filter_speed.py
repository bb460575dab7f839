"""What one change of a filter costs the database: all queries behind Ikhtisar and Sebaran.

    python benchmarks/filter_speed.py [APPRAISALS ...]

A scratch store of invented people is filled by SQL (filter_speed.sql) and summarised as an import
does. Then a series of random filter changes runs every query of both pages without any cache. The
peers hold the same data in memory: pandas over the appraisals (columns as categories), and pandas
over the five summaries. Each query's counts are compared with the first peer's. Wanted: 20 ms for
all queries together. Results go to benchmarks/results/filter_speed.json.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import psutil
import pyarrow as pa

from data import reads, store, summaries
from data.scope import Filters, Scope

HERE = Path(__file__).parent
TARGET = HERE / "results" / "filter_speed.json"
LIMIT_MS = 20.0
N_PERIODS = 51
N_CHANGES = 41
N_CHANGES_OF_PEER = 7  # seconds each at ten million
SEED = 7
READER = Scope("pengukur", frozenset({"evaluator"}), may_see_persons=True)

# The reads of both pages; two of them twice, for the period shown and the one before.
PAGES: dict[str, Callable[[Filters], pd.DataFrame]] = {
    "predicate_counts": lambda f: reads.predicate_counts(READER, f),
    "predicate_counts_before": lambda f: reads.predicate_counts(READER, _before(f)),
    "city_predicate_counts": lambda f: reads.city_predicate_counts(READER, f),
    "year_trend": lambda f: reads.year_trend(READER, f),
    "predicate_trend": lambda f: reads.predicate_trend(READER, f),
    "movements": lambda f: reads.movements(READER, f),
    "filling": lambda f: reads.filling(READER, f),
    "filling_before": lambda f: reads.filling(READER, _before(f)),
    "agency_results": lambda f: reads.agency_results(READER, f),
    "by_position_class": lambda f: reads.predicate_counts_by(READER, f, "position_class"),
    "by_grade_group": lambda f: reads.predicate_counts_by(READER, f, "grade_group"),
    "by_employment_type": lambda f: reads.predicate_counts_by(READER, f, "employment_type"),
    "by_unit": lambda f: reads.predicate_counts_by(READER, f, "unit"),
    "level_matrix": lambda f: reads.level_matrix(READER, f),
    "score_bins": lambda f: reads.score_bins(READER, f),
}
# Asked once a period, for the decision which groups are too small to show.
OF_A_PERIOD: dict[str, Callable[[Filters], pd.DataFrame]] = {
    "group_sizes": lambda f: reads.group_sizes(READER, f),
    "level_sizes": lambda f: reads.level_sizes(READER, f),
    "score_sizes": lambda f: reads.score_sizes(READER, f),
    "movement_sizes": lambda f: reads.movement_sizes(READER, f),
}


def main() -> None:
    """Measure every size asked for and keep the results with machine and versions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("appraisals", nargs="*", type=int, default=[1_000_000, 10_000_000])
    parser.add_argument("--to", type=Path, default=TARGET)
    options = parser.parse_args()
    result = {
        "what": "median ms of all queries behind one filter change of two pages, no cache",
        "limit_ms": LIMIT_MS,
        "machine": _machine(),
        "sizes": [],
    }
    for n_appraisals in options.appraisals:
        with tempfile.TemporaryDirectory() as place:
            measured = measure(Path(place) / "scratch.duckdb", n_appraisals)
            measured["load_at_end"] = round(psutil.getloadavg()[0], 1)
        result["sizes"].append(measured)
        options.to.parent.mkdir(exist_ok=True)
        options.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        print(json.dumps(measured, indent=1))


def measure(path: Path, n_appraisals: int) -> dict[str, object]:
    """Return what the queries cost on a store of about so many appraisals, and what peers cost."""
    opened = store.open_store(path, create=True)
    store.current = lambda **_: opened  # type: ignore[assignment]
    n_people = n_appraisals // N_PERIODS + 1
    seconds = _seconds(lambda: _fill(opened, n_people))
    changes = _changes(np.random.default_rng(SEED))
    for read in PAGES.values():  # the first run of a process loads pages of the file
        read(changes[0])
    costs = {
        name: [_cost(lambda r=read, f=chosen: r(f)) for chosen in changes]
        for name, read in {**PAGES, **OF_A_PERIOD}.items()
    }
    together = [_sum(costs[name][k] for name in PAGES) for k in range(len(changes))]
    of_a_period = [_sum(costs[name][k] for name in OF_A_PERIOD) for k in range(len(changes))]
    found = {
        "n_appraisals": int(opened.value("count_appraisals")),
        "n_summary_rows": _n_summary_rows(opened),
        "file_megabytes": round(path.stat().st_size / 1e6),
        "fill_and_summarise_seconds": round(seconds, 1),
        "n_filter_changes": len(changes),
        "ours": _in_words(together),
        "sizes_of_a_new_period": _in_words(of_a_period),
        "per_query_ms": {
            name: _median([cost.wall for cost in all_]) for name, all_ in costs.items()
        },
        **_peers(opened, changes),
    }
    store.close_all()
    return found


def _fill(opened: store.Store, n_people: int) -> None:
    years = range(2023, 2026)
    codes = [str(year) for year in years]
    codes += [f"{year}-Q{quarter}" for year in years for quarter in range(1, 5)]
    codes += [f"{year}-{month:02d}" for year in years for month in range(1, 13)]
    with opened.write(store.Actor("pengukur", "command")) as writer:
        summaries.ensure_periods(writer, codes)
        text = (HERE / "filter_speed.sql").read_text(encoding="utf-8")
        for statement in writer._cursor.extract_statements(text):
            wanted = {"n_people": n_people} if statement.named_parameters else None
            writer._cursor.execute(statement, wanted)
        summaries.refresh(writer, None)
        writer.audit("fill", "store")


def _changes(rng: np.random.Generator) -> list[Filters]:
    """Return filters as a reader changes them: each narrows in about every second change."""

    def maybe(*values: str) -> str | None:
        return str(rng.choice(values)) if rng.random() < 0.5 else None

    periods = ["2023", "2024", "2025", "2024-Q2", "2025-Q1", "2024-07", "2025-11"]
    return [
        Filters(
            period_code=str(rng.choice(periods)),
            agency_code=maybe(*(f"A{number:02d}" for number in range(40))),
            position_class=maybe("functional", "general_staff", "supervisor"),
            grade_group=maybe("II", "III", "IV", "PPPK"),
        )
        for _ in range(N_CHANGES)
    ]


def _before(filters: Filters) -> Filters:
    """Return the same filters a year earlier."""
    code = filters.period_code or ""
    return Filters(
        period_code=f"{int(code[:4]) - 1}{code[4:]}",
        agency_code=filters.agency_code,
        position_class=filters.position_class,
        grade_group=filters.grade_group,
    )


# ── peers: the same answers from frames in memory ─────────────────────────────────────────────


def _peers(opened: store.Store, changes: list[Filters]) -> dict[str, object]:
    columns = (
        "period_code, agency_code, unit_id, position_class, grade_group, employment_type, "
        "work_result, behaviour, predicate, score, score_scale, set_on, rater_id, due_on, "
        "feedback_text is not null as has_feedback"
    )
    rows = _as_categories(
        opened,
        f"select {columns} from result join (select period_code, due_on from period) "  # noqa: S608
        "using (period_code)",
    )
    summary = {
        name: _as_categories(opened, f"select * from {name}")  # noqa: S608
        for name in ("predicate_summary", "score_summary", "movement_summary", "filling_summary")
    }
    rows["score_bin"] = np.minimum(np.floor(rows["score"]), rows["score_scale"] - 1)
    few = changes[:N_CHANGES_OF_PEER]
    _compare(rows, few)
    on_rows = [_cost(lambda f=f: _answers(f, rows, None, summary)) for f in few]
    on_sums = [_cost(lambda f=f: _answers(f, rows, summary, summary)) for f in few]
    return {
        "pandas_on_appraisals": _in_words(on_rows),
        "pandas_on_summaries": _in_words(on_sums),
        "pandas_megabytes": round(rows.memory_usage(deep=True).sum() / 1e6),
        "n_filter_changes_of_pandas": len(few),
    }


def _as_categories(opened: store.Store, sql: str) -> pd.DataFrame:
    """Return rows as a frame with text as categories: the quickest form for pandas."""
    with opened._connection.cursor() as cursor:
        table = cursor.sql(sql).to_arrow_table()
    for place, field in enumerate(table.schema):
        if field.type in (pa.string(), pa.large_string()):
            table = table.set_column(place, field.name, table[place].dictionary_encode())
    return table.to_pandas(split_blocks=True)


def _answers(
    filters: Filters,
    rows: pd.DataFrame,
    summary: dict[str, pd.DataFrame] | None,
    movement: dict[str, pd.DataFrame],
) -> dict[str, pd.Series]:
    """Return the answers of both pages from frames; movements and units as in the store."""
    predicates = rows if summary is None else summary["predicate_summary"]
    scores = rows if summary is None else summary["score_summary"]
    filled = rows if summary is None else summary["filling_summary"]
    own = _narrow(predicates, filters)
    now, before = own[_in(own, filters)], own[_in(own, _before(filters))]
    city = Filters(position_class=filters.position_class, grade_group=filters.grade_group)
    everywhere = predicates[_in(predicates, filters)]
    alike = own[own["period_code"].isin(_alike(own["period_code"], filters.period_code or ""))]
    years = own[own["period_code"].isin(["2023", "2024", "2025"])]
    score = scores[_in(scores, filters)]
    fill_now, fill_then = (filled[_in(filled, f)] for f in (filters, _before(filters)))
    moved = movement["movement_summary"]
    moved = moved[_in(moved, filters)]
    units = rows[_in(rows, filters) & (rows["agency_code"] == filters.agency_code)]
    narrowed = _narrow(score, filters)
    return {
        "predicate_counts": _count(now, "agency_code", "predicate"),
        "predicate_counts_before": _count(before, "agency_code", "predicate"),
        "city_predicate_counts": _count(_narrow(everywhere, city), "employment_type", "predicate"),
        "year_trend": _count(years, "period_code", "predicate"),
        "predicate_trend": _count(alike, "period_code", "agency_code", "predicate"),
        "movements": _count(_narrow(moved, filters), "agency_code", "previous_predicate",
                            "predicate"),
        "filling": _filling(_narrow(fill_now, filters), summary is None),
        "filling_before": _filling(_narrow(fill_then, filters), summary is None),
        "by_position_class": _count(now, "position_class", "predicate"),
        "by_grade_group": _count(now, "grade_group", "predicate"),
        "by_employment_type": _count(now, "employment_type", "predicate"),
        "by_unit": _count(_narrow(units, filters), "unit_id", "predicate"),
        "level_matrix": _count(now, "work_result", "behaviour"),
        "score_bins": _count(narrowed, "agency_code", "score_scale", "score_bin"),
    }  # fmt: skip


def _in(frame: pd.DataFrame, filters: Filters) -> pd.Series:
    return frame["period_code"] == filters.period_code


def _alike(codes: pd.Series, period_code: str) -> list[str]:
    """Return the periods of the same kind: year, quarter or month."""
    return [
        code
        for code in codes.cat.categories
        if len(code) == len(period_code) and ("Q" in code) == ("Q" in period_code)
    ]


def _narrow(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    for column in ("agency_code", "position_class", "grade_group"):
        if (code := getattr(filters, column)) is not None:
            frame = frame[frame[column] == code]
    return frame


def _count(frame: pd.DataFrame, *keys: str) -> pd.Series:
    grouped = frame.groupby(list(keys), observed=True)
    return grouped["n"].sum() if "n" in frame else grouped.size()


def _filling(frame: pd.DataFrame, is_rows: bool) -> pd.Series:
    if is_rows:
        late = frame["set_on"] > frame["due_on"]
        facts = pd.DataFrame({"late": late, "said": frame["has_feedback"]})
        return facts.groupby(frame["agency_code"], observed=True).sum().sum(axis=1)
    return frame.groupby("agency_code", observed=True)[["n_late", "n_feedback"]].sum().sum(axis=1)


def _compare(rows: pd.DataFrame, changes: list[Filters]) -> None:
    """Stop if a query and the peer count different people."""
    for chosen in changes:
        peer = _answers(chosen, rows, None, {"movement_summary": _no_movements()})
        for name, read in PAGES.items():
            if name in {"movements", "agency_results"} or name.startswith("filling"):
                continue
            ours, theirs = int(read(chosen)["n"].sum()), int(peer[name].sum())
            if ours != theirs:
                raise SystemExit(f"{name} counts {ours}, pandas {theirs}, under {chosen}")
        filled = reads.filling(READER, chosen)
        ours, theirs = int((filled["n_late"] + filled["n_feedback"]).sum()), peer["filling"].sum()
        if ours != theirs:
            raise SystemExit(f"filling counts {ours}, pandas {theirs}, under {chosen}")


def _no_movements() -> pd.DataFrame:
    names = ["period_code", "agency_code", "position_class", "grade_group", "previous_predicate"]
    return pd.DataFrame(columns=[*names, "predicate", "n"])


# ── numbers around the numbers ────────────────────────────────────────────────────────────────


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


class Cost(NamedTuple):
    """Milliseconds on the clock, and of processor time: that one hardly feels other programs."""

    wall: float
    cpu: float


def _cost(work: Callable[[], object]) -> Cost:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Cost(1e3 * (time.perf_counter() - wall), 1e3 * (time.process_time() - cpu))


def _sum(costs: Iterable[Cost]) -> Cost:
    walls, cpus = zip(*costs, strict=True)
    return Cost(sum(walls), sum(cpus))


def _in_words(costs: list[Cost]) -> dict[str, float]:
    walls = [cost.wall for cost in costs]
    return {
        "median_ms": _median(walls),
        "fastest_ms": round(min(walls), 2),
        "slowest_ms": round(max(walls), 2),
        "median_cpu_ms": _median([cost.cpu for cost in costs]),
    }


def _median(times: list[float]) -> float:
    return round(statistics.median(times), 2)


def _n_summary_rows(opened: store.Store) -> int:
    with opened._connection.cursor() as cursor:
        row = cursor.execute("select count(*) from predicate_summary").fetchone()
    return int(row[0]) if row else 0


def _machine() -> dict[str, object]:
    return {
        "processor": platform.processor() or platform.machine(),
        "n_cores": psutil.cpu_count(),
        "load_at_start": round(psutil.getloadavg()[0], 1),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "system": platform.system(),
        "python": sys.version.split()[0],
        **{name: version(name) for name in ("duckdb", "pandas", "numpy", "pyarrow")},
    }


if __name__ == "__main__":
    main()
