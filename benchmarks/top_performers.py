"""Count how many of the truly best of the demo city a list finds, by raw means and as ranked here.

    python -m benchmarks.top_performers [--employees N] [--cities N]

Builds the demo city of several seeds with its targets and projects, analyses it as a run does and
ranks pools: the whole city (5 % of the places), each agency of at least 60 people and each kind of
post (10 %). The truth is what was planted: a person's own ability plus the quality of the home unit
(docs/demo_truth.json). Counted are the truly best K among the first K by raw means, by adjusted
scores, and with objective results at each weight; the same for the best whose superior is a planted
strict rater; and whether chances hold: how many people of each group of the list (surely in, maybe,
outside) truly are in the top, beside what their chances add up to. Prints the tables of
docs/method.md; results of cities of the default size go to benchmarks/results/top_performers.json.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import promotion
from analytics.method_version import METHOD_VERSION
from analytics.ranking import top_count
from benchmarks.demo_truth import true_ability
from data import demo, reads, store
from data.scope import Filters, Scope
from data.store import Actor
from jobs.finding import find
from jobs.reading import Material, read_material

RESULTS = Path(__file__).resolve().parent / "results" / "top_performers.json"
READER = Scope("benchmark", frozenset({"evaluator"}), may_see_persons=True)
FEWEST = 60  # people of an agency or kind of post that makes a pool
SHARES = {"city": 0.05, "agency": 0.1, "position_class": 0.1}
GROUPS = ("surely_in", "maybe", "outside")


class Draws(NamedTuple):
    """As a run stores them."""

    employee_ids: NDArray[np.int64]
    adjusted: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class City:
    """A city analysed, with the truth."""

    seed: int
    results: pd.DataFrame
    draws: Draws
    objective: pd.DataFrame
    truth: pd.Series  # by employee id, points
    position_class: pd.Series  # by employee id, latest
    under_strict: set[int]  # people rated most by a planted strict rater


def build(seed: int, employees: int | None) -> City:
    """Build and analyse one city."""
    with tempfile.TemporaryDirectory() as place, _asked_store(Path(place) / "city.duckdb") as path:
        opened = store.open_store(path, create=True)
        demo.build(opened, Actor("benchmark", "command"), seed=seed, employees=employees)
        material = read_material(opened)
        objective = reads.objective_results(READER, Filters())
        store.forget(path)
    tables = find(material, seed, lambda step, share: None).tables
    told = demo.truth(seed, employees)
    results = tables.employees.reset_index(drop=True)
    if tables.draws is None:
        raise SystemExit("the analysis kept no draws")
    latest = material.appraisals.dropna(subset=["position_class"]).drop_duplicates(
        "employee_id", keep="last"
    )
    return City(
        seed=seed,
        results=results,
        draws=Draws(results["employee_id"].to_numpy(), tables.draws),
        objective=objective,
        truth=true_ability(material, told),
        position_class=latest.set_index("employee_id")["position_class"],
        under_strict=_under(material, told["planted_raters"]["strict"]),
    )


@contextmanager
def _asked_store(path: Path) -> Iterator[Path]:
    """Let reads ask the store at `path`."""
    before = os.environ.get("TIMBANG_DB")
    os.environ["TIMBANG_DB"] = str(path)
    try:
        yield path
    finally:
        os.environ.pop("TIMBANG_DB")
        if before is not None:
            os.environ["TIMBANG_DB"] = before


def _under(material: Material, raters: list[int]) -> set[int]:
    """People most of whose ratings by superiors are by one of these."""
    rows = material.appraisals
    rows = rows[rows["rater_role"].isin(["superior", "acting"])]
    share = rows["rater_id"].isin(raters).groupby(rows["employee_id"]).mean()
    return set(share.index[share > 0.5])


def pools(city: City) -> Iterator[tuple[str, list[int], int]]:
    """Kind, people and places of each pool."""
    everybody = city.results["employee_id"]
    yield "city", everybody.tolist(), top_count(len(everybody), SHARES["city"])
    of_person = {
        "agency": city.results.set_index("employee_id")["agency_code"],
        "position_class": city.position_class.reindex(everybody),
    }
    for kind, label in of_person.items():
        for _, people in label.groupby(label):
            if len(people) >= FEWEST:
                yield kind, people.index.tolist(), top_count(len(people), SHARES[kind])


def study(city: City) -> pd.DataFrame:
    """Return one row per pool and way of ordering it."""
    rows: list[dict[str, Any]] = []
    for kind, people, k in pools(city):
        truth = city.truth.reindex(people)
        best = set(truth.sort_values(ascending=False, kind="stable").index[:k])
        ranked = {w: _ranked(city, people, k, w) for w in promotion.OBJECTIVE_WEIGHTS}
        listed = ranked[0.0].people
        first = {"raw": _first(listed, "raw_mean", k)} | {
            f"weight {w:g}": set(each.people["employee_id"][:k]) for w, each in ranked.items()
        }
        strict = best & city.under_strict
        for way, chosen in first.items():
            rows.append(
                {
                    "seed": city.seed, "kind": kind, "way": way, "n": len(people), "k": k,
                    "found": len(best & chosen), "strict": len(strict),
                    "strict_found": len(strict & chosen),
                }
            )  # fmt: skip
        rows[-len(first) + 1] |= _held(listed, best)
        rows[-len(first) + 1]["reliability"] = ranked[0.0].reliability
    return pd.DataFrame(rows)


def _held(listed: pd.DataFrame, best: set[int]) -> dict[str, float]:
    """People of each group of the list, how many truly are in the top, and what chances add to."""
    is_best = listed["employee_id"].isin(best)
    found: dict[str, float] = {}
    for group in GROUPS:
        here = listed["group"] == group
        found[f"{group}_n"] = int(here.sum())
        found[f"{group}_truly"] = int((here & is_best).sum())
        found[f"{group}_said"] = float(listed.loc[here, "top_probability"].sum())
    return found


def _ranked(city: City, people: list[int], k: int, weight: float) -> promotion.RankedPool:
    return promotion.rank_pool(
        city.results,
        city.draws,
        city.objective,
        settings=promotion.Settings(k, weight),
        rng=np.random.default_rng(city.seed),
        pool=people,
    )


def _first(listed: pd.DataFrame, column: str, k: int) -> set[int]:
    order = np.lexsort((listed["employee_id"], -listed[column]))
    return set(listed["employee_id"].iloc[order[:k]])


def summary_of(rows: pd.DataFrame) -> dict[str, Any]:
    """Add up over cities and pools."""
    kinds: dict[str, Any] = {}
    for kind, part in rows.groupby("kind", sort=False):
        sums = part.groupby("way", sort=False)[["k", "found", "strict", "strict_found"]].sum()
        by_seed = part.groupby(["way", "seed"], sort=False)[["k", "found"]].sum()
        share = (by_seed["found"] / by_seed["k"]).round(3)
        groups = {
            group: {
                "people": int(part[f"{group}_n"].sum()),
                "truly_in": int(part[f"{group}_truly"].sum()),
                "said": round(float(part[f"{group}_said"].sum()), 1),
            }
            for group in GROUPS
        }
        kinds[str(kind)] = {
            "n_pools": int((part["way"] == "raw").sum()),
            "mean_reliability": round(float(part["reliability"].mean()), 3),
            "ways": {
                str(way): {
                    "places": int(each["k"]), "found": int(each["found"]),
                    "found_share": round(float(each["found"] / each["k"]), 3),
                    "by_seed": [float(share[way, seed]) for seed in part["seed"].unique()],
                    "best_under_strict_raters": int(each["strict"]),
                    "of_them_found": int(each["strict_found"]),
                }
                for way, each in sums.iterrows()
            },
            "groups": groups,
        }  # fmt: skip
    return kinds


def tables_of(kinds: dict[str, Any]) -> str:
    """Write the tables of docs/method.md."""
    ways = list(next(iter(kinds.values()))["ways"])
    lines = ["| pool | places | " + " | ".join(ways) + " |", "|---|" + "---|" * (len(ways) + 1)]
    for kind, found in kinds.items():
        of = found["ways"]
        cells = [f"{100 * of[way]['found_share']:.0f} %" for way in ways]
        lines.append(f"| {kind} | {of['raw']['places']} | " + " | ".join(cells) + " |")
    lines += ["", "| pool | best under strict raters | raw | weight 0 |", "|---|---|---|---|"]
    for kind, found in kinds.items():
        raw, ours = found["ways"]["raw"], found["ways"]["weight 0"]
        cells = [raw["best_under_strict_raters"], raw["of_them_found"], ours["of_them_found"]]
        lines.append(f"| {kind} | " + " | ".join(map(str, cells)) + " |")
    lines += ["", "| pool | group | people | truly in | chances add up to |", "|---|" + "---|" * 4]
    for kind, found in kinds.items():
        for group, held in found["groups"].items():
            cells = [held["people"], held["truly_in"], f"{held['said']:.0f}"]
            lines.append(f"| {kind} | {group} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def main() -> None:
    """Build, analyse, rank, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--employees", type=int, help="default: the default city")
    parser.add_argument("--cities", type=int, default=5, help="default %(default)s")
    args = parser.parse_args()
    seeds = [demo.SEED, *range(1, args.cities)]
    rows = pd.concat([study(build(seed, args.employees)) for seed in seeds], ignore_index=True)
    kinds = summary_of(rows)
    print(tables_of(kinds))
    if args.employees is None:
        stored = {
            "what": "python -m benchmarks.top_performers",
            "method_version": METHOD_VERSION,
            "seeds": seeds,
            "pools": kinds,
        }
        RESULTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
