"""What one change of a filter costs the database, page by page.

    python -m benchmarks.filter_speed [APPRAISALS ...]

A scratch store of invented people is filled by SQL (big_store.sql) and summarised as an import
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
import json
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import psutil

from benchmarks import big_store
from benchmarks.big_store import before, everywhere
from benchmarks.costs import Cost, cost_of, in_words, machine, median_ms, seconds, total
from benchmarks.pandas_pages import Peers
from data import reads, store
from data.scope import Filters, Scope
from ui import counts

TARGET = Path(__file__).parent / "results" / "filter_speed.json"
LIMIT_MS = 20.0
N_CHANGES = 41
N_CHANGES_OF_PEER = 7  # seconds each at ten million
READER = Scope("pengukur", frozenset({"evaluator"}), may_see_persons=True)

Ask = Callable[[Filters], object]

# What each page asks for, and the peer's answers to the same questions.
HEADING: list[Ask] = [
    lambda f: asked(reads.resolve_period, READER, int((f.period_code or "")[:4]), "tahun"),
    lambda f: counts.filling(READER, f),
    lambda f: counts.filling(READER, everywhere(f)),
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
        lambda f: counts.predicates_over_time(READER, everywhere(f)),
    ],
    "movements": [lambda f: counts.movements(READER, f)],
    "agreement": [
        lambda f: counts.predicates(READER, everywhere(f)),
        lambda f: counts.agency_results(READER, everywhere(f)),
    ],
    "filling": [],
}
PAGES: dict[str, list[Ask]] = {
    "overview": [
        *HEADING,
        lambda f: counts.predicates(READER, f),
        lambda f: counts.predicates(READER, before(f)),
        lambda f: counts.filling(READER, before(f)),
        lambda f: counts.predicates_of_city(READER, f),
        lambda f: counts.predicates(READER, everywhere(f)),
        lambda f: counts.predicates(READER, everywhere(before(f))),
        lambda f: counts.predicates_by_year(READER, f),
        lambda f: counts.movements(READER, f),
        lambda f: counts.movements(READER, everywhere(f)),
        lambda f: counts.agency_results(READER, everywhere(f)),
        lambda f: counts.target_outcomes(READER, everywhere(f)),
        lambda f: counts.projects(READER, everywhere(f)),
    ],
    "agencies": [
        *HEADING,
        lambda f: counts.predicates(READER, everywhere(f)),
        lambda f: counts.predicates_of_city(READER, f),
        lambda f: counts.target_outcomes(READER, everywhere(f)),
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
            cost = cost_of(lambda: answers.__setitem__(key, read(scope, *details)))
            if answers is self.answers:
                self.spent = total([self.spent, cost])
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
        "machine": machine(),
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
    n_people = n_appraisals // big_store.N_PERIODS + 1
    filling = seconds(lambda: big_store.fill(opened, n_people))
    changes = big_store.filter_changes(N_CHANGES)
    peers = Peers(opened)
    for chosen in changes[:N_CHANGES_OF_PEER]:
        _compare(peers, chosen)
    DESK.of_query.clear()
    pages = {
        name: {**_page(questions, changes), **peers.page(name, changes[:N_CHANGES_OF_PEER])}
        for name, questions in PAGES.items()
    }
    found = {
        "n_appraisals": int(opened.value("count_appraisals")),
        "n_summary_rows": _n_rows(opened, "predicate_summary"),
        "n_mix_rows": _n_rows(opened, "mix_summary"),
        "file_megabytes": round(path.stat().st_size / 1e6),
        "fill_and_summarise_seconds": round(filling, 1),
        "n_filter_changes": len(changes),
        "n_filter_changes_of_pandas": N_CHANGES_OF_PEER,
        "pandas_megabytes": peers.megabytes,
        "pages": pages,
        "overview_and_all_views": _page(EVERYTHING, changes),
        "sizes_of_a_new_period_ms": {
            name: median_ms([cost_of(lambda r=read, f=f: r(f)).wall for f in changes])
            for name, read in OF_A_PERIOD.items()
        },
        "per_query_ms": {
            name: median_ms([cost.wall for cost in costs])
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
        together.append(cost_of(lambda f=chosen: [question(f) for question in questions]))
        queries.append(DESK.spent)
        n_queries.append(len(DESK.answers))
    return {
        "n_queries": int(statistics.median(n_queries)),
        "queries": in_words(queries),
        "with_picking_ms": median_ms([cost.wall for cost in together]),
    }


def _compare(peers: Peers, chosen: Filters) -> None:
    """Stop if a page and the peer count different people."""
    DESK.forget()
    ours: dict[str, pd.DataFrame] = {
        "now": counts.predicates(READER, chosen),
        "before": counts.predicates(READER, before(chosen)),
        "everywhere": counts.predicates(READER, everywhere(chosen)),
        "everywhere_before": counts.predicates(READER, everywhere(before(chosen))),
        "city": counts.predicates_of_city(READER, chosen),
        "years": counts.predicates_by_year(READER, chosen),
        "trend": counts.predicates_over_time(READER, chosen),
        "trend_everywhere": counts.predicates_over_time(READER, everywhere(chosen)),
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
    for name, filters in (("filling", chosen), ("filling_before", before(chosen))):
        filled = counts.filling(READER, filters)
        n_filled = int((filled["n_late"] + filled["n_feedback"]).sum())
        if n_filled != int(peers.answers(chosen, peers.rows, [name])[name].sum()):
            raise SystemExit(f"{name} differs from pandas under {chosen}")


def _n_rows(opened: store.Store, table: str) -> int:
    with opened._connection.cursor() as cursor:
        row = cursor.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
    return int(row[0]) if row else 0


if __name__ == "__main__":
    main()
