"""What one change of a filter costs the database, page by page.

    python benchmarks/filter_speed.py [APPRAISALS ...]

A scratch store of invented people is filled by SQL (filter_speed.sql) and summarised as an import
does. Then a series of random filter changes asks for everything a page draws, through the same
functions (ui/counts.py), and forgets it all before the next change: nothing comes from a cache but
what no filter changes. Counted is the time in queries and the time to pick from their answers.
Wanted: 20 ms at the median for all queries of a page.

The peers hold the same data in memory: pandas over the appraisals (columns as categories), and
pandas over the summaries. Counts are compared with the first peer's before anything is timed.
Results go to benchmarks/results/filter_speed.json.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import psutil
import pyarrow as pa

from data import reads, store, summaries
from data.scope import Filters, Scope
from ui import counts

HERE = Path(__file__).parent
TARGET = HERE / "results" / "filter_speed.json"
LIMIT_MS = 20.0
N_PERIODS = 51
N_CHANGES = 41
N_CHANGES_OF_PEER = 7  # seconds each at ten million
SEED = 7
READER = Scope("pengukur", frozenset({"evaluator"}), may_see_persons=True)

Ask = Callable[[Filters], object]

# What each page asks for, and the peer's answers to the same questions.
HEADING: list[Ask] = [
    lambda f: asked(reads.resolve_period, READER, int((f.period_code or "")[:4]), "tahun"),
    lambda f: counts.filling(READER, f),
    lambda f: counts.filling(READER, _everywhere(f)),
]
VIEWS: dict[str, list[Ask]] = {
    "mix": [
        lambda f: counts.predicates_of_city(READER, f),
        lambda f: counts.predicates_by(READER, f, "employment_type"),
        lambda f: counts.agency_results(READER, f),
    ],
    "groups": [lambda f: counts.predicates_by(READER, f, "position_class")],
    "units": [lambda f: counts.predicates_by(READER, f, "unit")],
    "scores": [lambda f: asked(reads.score_bins, READER, f)],
    "levels": [lambda f: counts.levels(READER, f)],
    "trend": [
        lambda f: counts.predicates_over_time(READER, f),
        lambda f: counts.predicates_over_time(READER, _everywhere(f)),
    ],
    "movements": [lambda f: counts.movements(READER, f)],
    "agreement": [
        lambda f: counts.predicates(READER, _everywhere(f)),
        lambda f: counts.agency_results(READER, _everywhere(f)),
    ],
    "filling": [],
}
PAGES: dict[str, list[Ask]] = {
    "overview": [
        *HEADING,
        lambda f: counts.predicates(READER, f),
        lambda f: counts.predicates(READER, _before(f)),
        lambda f: counts.filling(READER, _before(f)),
        lambda f: counts.predicates_of_city(READER, f),
        lambda f: counts.predicates(READER, _everywhere(f)),
        lambda f: counts.predicates(READER, _everywhere(_before(f))),
        lambda f: counts.predicates_by_year(READER, f),
        lambda f: counts.movements(READER, f),
        lambda f: counts.movements(READER, _everywhere(f)),
        lambda f: counts.agency_results(READER, _everywhere(f)),
        lambda f: counts.target_outcomes(READER, _everywhere(f)),
        lambda f: counts.projects(READER, _everywhere(f)),
    ],
    "agencies": [
        *HEADING,
        lambda f: counts.predicates(READER, _everywhere(f)),
        lambda f: counts.predicates_of_city(READER, f),
        lambda f: counts.target_outcomes(READER, _everywhere(f)),
    ],
    **{
        f"distribution, {name}": [*HEADING, lambda f: counts.predicates(READER, f), *questions]
        for name, questions in VIEWS.items()
    },
}
# The overview and every view of the distribution, one after the other under the same filters.
EVERYTHING = [
    *PAGES["overview"],
    *(question for questions in VIEWS.values() for question in questions),
]
PEER_ANSWERS: dict[str, tuple[str, ...]] = {
    "overview": (
        "now", "before", "everywhere", "everywhere_before", "city", "years", "movements",
        "filling", "filling_before", "filling_everywhere",
    ),
    "agencies": ("everywhere", "city", "filling", "filling_everywhere"),
    "distribution, mix": ("now", "city", "employment_types", "filling", "filling_everywhere"),
    "distribution, groups": ("now", "position_classes", "filling", "filling_everywhere"),
    "distribution, units": ("now", "units", "filling", "filling_everywhere"),
    "distribution, scores": ("now", "scores", "filling", "filling_everywhere"),
    "distribution, levels": ("now", "levels", "filling", "filling_everywhere"),
    "distribution, trend": ("now", "trend", "trend_everywhere", "filling", "filling_everywhere"),
    "distribution, movements": ("now", "movements", "filling", "filling_everywhere"),
    "distribution, agreement": ("now", "everywhere", "filling", "filling_everywhere"),
    "distribution, filling": ("now", "filling", "filling_everywhere"),
}  # fmt: skip
# Asked once a period, for the decision which groups are too small to show.
OF_A_PERIOD: dict[str, Ask] = {
    "group_sizes": lambda f: reads.group_sizes(READER, f),
    "filling_sizes": lambda f: reads.filling_sizes(READER, f),
    "target_sizes": lambda f: reads.target_sizes(READER, f),
    "level_sizes": lambda f: reads.level_sizes(READER, f),
    "score_sizes": lambda f: reads.score_sizes(READER, f),
    "movement_sizes": lambda f: reads.movement_sizes(READER, f),
}


class Desk:
    """Answers each question once between two filter changes, and times the queries."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.kept: dict[str, Any] = {}  # what no filter changes
        self.spent = Cost(0.0, 0.0)
        self.of_query: dict[str, list[Cost]] = {}

    def forget(self) -> None:
        """Begin a filter change."""
        self.answers, self.spent = {}, Cost(0.0, 0.0)

    def ask(self, read: Callable[..., Any], scope: Scope, *details: object) -> Any:
        """Stand in for `ui.cached.cached`."""
        key = f"{read.__name__} {details!r}"
        answers = self.kept if read is reads.periods else self.answers
        if key not in answers:
            cost = _cost(lambda: answers.__setitem__(key, read(scope, *details)))
            if answers is self.answers:
                self.spent = _sum([self.spent, cost])
                self.of_query.setdefault(read.__name__, []).append(cost)
        return answers[key]


DESK: Desk


def asked(read: Callable[..., Any], scope: Scope, *details: object) -> Any:
    """Ask the desk of this measurement."""
    return DESK.ask(read, scope, *details)


def main() -> None:
    """Measure every size asked for and keep the results with machine and versions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("appraisals", nargs="*", type=int, default=[1_000_000, 10_000_000])
    parser.add_argument("--to", type=Path, default=TARGET)
    options = parser.parse_args()
    result = {
        "what": "median ms of the queries behind one filter change, page by page, no cache",
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
    """Return what each page costs on a store of about so many appraisals, and what peers cost."""
    global DESK
    opened = store.open_store(path, create=True)
    store.current = lambda **_: opened  # type: ignore[assignment]
    counts.cached = asked  # type: ignore[assignment]
    DESK = Desk()
    n_people = n_appraisals // N_PERIODS + 1
    seconds = _seconds(lambda: _fill(opened, n_people))
    changes = _changes(np.random.default_rng(SEED))
    peers = Peers(opened)
    for chosen in changes[:N_CHANGES_OF_PEER]:
        _compare(peers, chosen)
    DESK.of_query.clear()
    pages = {
        name: {**_page(questions, changes), **peers.page(name, changes)}
        for name, questions in PAGES.items()
    }
    found = {
        "n_appraisals": int(opened.value("count_appraisals")),
        "n_summary_rows": _n_rows(opened, "predicate_summary"),
        "n_mix_rows": _n_rows(opened, "mix_summary"),
        "file_megabytes": round(path.stat().st_size / 1e6),
        "fill_and_summarise_seconds": round(seconds, 1),
        "n_filter_changes": len(changes),
        "n_filter_changes_of_pandas": N_CHANGES_OF_PEER,
        "pandas_megabytes": peers.megabytes,
        "pages": pages,
        "overview_and_all_views": _page(EVERYTHING, changes),
        "sizes_of_a_new_period_ms": {
            name: _median([_cost(lambda r=read, f=f: r(f)).wall for f in changes])
            for name, read in OF_A_PERIOD.items()
        },
        "per_query_ms": {
            name: _median([cost.wall for cost in costs])
            for name, costs in sorted(DESK.of_query.items())
        },
    }
    store.close_all()
    return found


def _page(questions: list[Ask], changes: list[Filters]) -> dict[str, object]:
    """Ask everything of a page under each filter, from nothing."""
    queries, together, n_queries = [], [], []
    for chosen in changes:
        DESK.forget()
        together.append(_cost(lambda f=chosen: [question(f) for question in questions]))
        queries.append(DESK.spent)
        n_queries.append(len(DESK.answers))
    return {
        "n_queries": int(statistics.median(n_queries)),
        "queries": _in_words(queries),
        "with_picking_ms": _median([cost.wall for cost in together]),
    }


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
    return dataclasses.replace(filters, period_code=f"{int(code[:4]) - 1}{code[4:]}")


def _everywhere(filters: Filters) -> Filters:
    return dataclasses.replace(filters, agency_code=None)


# ── peers: the same answers from frames in memory ─────────────────────────────────────────────


class Peers:
    """Pandas over all appraisals, and over the summaries."""

    def __init__(self, opened: store.Store) -> None:
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
        rows["score_bin"] = np.floor(rows["score"])
        self.sums = {
            name: _as_categories(opened, f"select * from {name}")  # noqa: S608
            for name in (
                "predicate_summary", "score_summary", "movement_summary", "filling_summary",
            )
        }  # fmt: skip
        moved = {"movement_summary": self.sums["movement_summary"]}
        names = ("predicate_summary", "score_summary", "filling_summary")
        self.rows = dict.fromkeys(names, rows) | moved
        self.units = rows
        self.megabytes = round(rows.memory_usage(deep=True).sum() / 1e6)

    def page(self, name: str, changes: list[Filters]) -> dict[str, object]:
        """Time both ways of answering what a page asks."""
        found: dict[str, object] = {}
        for peer, frames in (("appraisals", self.rows), ("summaries", self.sums)):
            costs = [
                _cost(lambda f=f, t=frames: self.answers(f, t, PEER_ANSWERS[name]))
                for f in changes[:N_CHANGES_OF_PEER]
            ]
            found[f"pandas_on_{peer}"] = _in_words(costs)
        return found

    def answers(
        self, filters: Filters, frames: dict[str, pd.DataFrame], wanted: Iterable[str]
    ) -> dict[str, pd.Series]:
        """Answer some questions; what they have in common is narrowed once."""
        answer = _Answer(filters, frames, self.units)
        return {name: getattr(answer, name)() for name in wanted}


class _Answer:
    """One filter change answered with pandas. Units and movements exist in one form only."""

    def __init__(
        self, filters: Filters, frames: dict[str, pd.DataFrame], units: pd.DataFrame
    ) -> None:
        self.filters = filters
        self.people = frames["predicate_summary"]
        self.frames, self.all_units = frames, units
        self.n = "n" if "n" in self.people else None

    @cached_property
    def everybody(self) -> pd.DataFrame:
        return _narrow(self.people, _everywhere(self.filters))

    @cached_property
    def own(self) -> pd.DataFrame:
        code = self.filters.agency_code
        return self.everybody if code is None else _of(self.everybody, "agency_code", code)

    @cached_property
    def own_now(self) -> pd.DataFrame:
        return _in(self.own, self.filters)

    def now(self) -> pd.Series:
        return _count(self.own_now, "agency_code", "predicate")

    def before(self) -> pd.Series:
        return _count(_in(self.own, _before(self.filters)), "agency_code", "predicate")

    def everywhere(self) -> pd.Series:
        return _count(_in(self.everybody, self.filters), "agency_code", "predicate")

    def everywhere_before(self) -> pd.Series:
        return _count(_in(self.everybody, _before(self.filters)), "agency_code", "predicate")

    def city(self) -> pd.Series:
        return _count(_in(self.everybody, self.filters), "predicate")

    def years(self) -> pd.Series:
        years = self.own["period_code"].isin(["2023", "2024", "2025"])
        return _count(self.own[years], "period_code", "predicate")

    def trend(self) -> pd.Series:
        return self._over_time(self.own)

    def trend_everywhere(self) -> pd.Series:
        return self._over_time(self.everybody)

    def _over_time(self, frame: pd.DataFrame) -> pd.Series:
        codes = _alike(frame["period_code"], self.filters.period_code or "")
        alike = frame[frame["period_code"].isin(codes)]
        return _count(alike, "period_code", "agency_code", "predicate")

    def position_classes(self) -> pd.Series:
        return _count(self.own_now, "position_class", "predicate")

    def employment_types(self) -> pd.Series:
        return _count(self.own_now, "employment_type", "predicate")

    def levels(self) -> pd.Series:
        return _count(self.own_now, "work_result", "behaviour")

    def units(self) -> pd.Series:
        rows = _in(self.all_units, self.filters)
        rows = rows[rows["agency_code"] == self.filters.agency_code]
        return _count(_narrow(rows, self.filters), "unit_id", "predicate")

    def scores(self) -> pd.Series:
        rows = _narrow(_in(self.frames["score_summary"], self.filters), self.filters)
        return _count(rows, "agency_code", "score_scale", "score_bin")

    def movements(self) -> pd.Series:
        rows = _narrow(_in(self.frames["movement_summary"], self.filters), self.filters)
        return _count(rows, "agency_code", "previous_predicate", "predicate")

    def filling(self) -> pd.Series:
        return self._filled(self.filters)

    def filling_before(self) -> pd.Series:
        return self._filled(_before(self.filters))

    def filling_everywhere(self) -> pd.Series:
        return self._filled(_everywhere(self.filters))

    def _filled(self, filters: Filters) -> pd.Series:
        rows = _narrow(_in(self.frames["filling_summary"], filters), filters)
        return _filling(rows, is_rows=self.n is None)


def _as_categories(opened: store.Store, sql: str) -> pd.DataFrame:
    """Return rows as a frame with text as categories: the quickest form for pandas."""
    with opened._connection.cursor() as cursor:
        table = cursor.sql(sql).to_arrow_table()
    for place, field in enumerate(table.schema):
        if field.type in (pa.string(), pa.large_string()):
            table = table.set_column(place, field.name, table[place].dictionary_encode())
    return table.to_pandas(split_blocks=True)


def _in(frame: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    return _of(frame, "period_code", str(filters.period_code))


def _of(frame: pd.DataFrame, column: str, code: str) -> pd.DataFrame:
    return frame[frame[column] == code]


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
            frame = _of(frame, column, code)
    return frame


def _count(frame: pd.DataFrame, *keys: str) -> pd.Series:
    grouped = frame.groupby(list(keys), observed=True)
    return grouped["n"].sum() if "n" in frame else grouped.size()


def _filling(frame: pd.DataFrame, *, is_rows: bool) -> pd.Series:
    if is_rows:
        late = frame["set_on"] > frame["due_on"]
        facts = pd.DataFrame({"late": late, "said": frame["has_feedback"]})
        return facts.groupby(frame["agency_code"], observed=True).sum().sum(axis=1)
    return frame.groupby("agency_code", observed=True)[["n_late", "n_feedback"]].sum().sum(axis=1)


def _compare(peers: Peers, chosen: Filters) -> None:
    """Stop if a page and the peer count different people."""
    DESK.forget()
    ours: dict[str, pd.DataFrame] = {
        "now": counts.predicates(READER, chosen),
        "before": counts.predicates(READER, _before(chosen)),
        "everywhere": counts.predicates(READER, _everywhere(chosen)),
        "everywhere_before": counts.predicates(READER, _everywhere(_before(chosen))),
        "city": counts.predicates_of_city(READER, chosen),
        "years": counts.predicates_by_year(READER, chosen),
        "trend": counts.predicates_over_time(READER, chosen),
        "trend_everywhere": counts.predicates_over_time(READER, _everywhere(chosen)),
        "position_classes": counts.predicates_by(READER, chosen, "position_class"),
        "employment_types": counts.predicates_by(READER, chosen, "employment_type"),
        "levels": counts.levels(READER, chosen),
        "units": counts.predicates_by(READER, chosen, "unit"),
        "scores": reads.score_bins(READER, chosen),
        "movements": counts.movements(READER, chosen),
    }
    theirs = peers.answers(chosen, peers.rows, ours)
    for name, frame in ours.items():
        keys = list(theirs[name].index.names)
        mine = frame[frame["n"] > 0].groupby(keys)["n"].sum()
        other = theirs[name][theirs[name] > 0]
        if dict(zip(mine.index, mine, strict=True)) != dict(zip(other.index, other, strict=True)):
            raise SystemExit(f"{name} differs from pandas under {chosen}")
    for name, filters in (("filling", chosen), ("filling_before", _before(chosen))):
        filled = counts.filling(READER, filters)
        total = int((filled["n_late"] + filled["n_feedback"]).sum())
        if total != int(peers.answers(chosen, peers.rows, [name])[name].sum()):
            raise SystemExit(f"{name} differs from pandas under {chosen}")


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


def _n_rows(opened: store.Store, table: str) -> int:
    with opened._connection.cursor() as cursor:
        row = cursor.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
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
