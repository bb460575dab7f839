"""What was planted in the demo city beside what the analysis finds there.

    python -m benchmarks.demo_truth [--employees N] [--seed N]

Builds the city in a store of its own, analyses it twice, with everything it holds and with its
predicates alone (scores, items and levels taken away), and counts: planted raters found and missed,
false findings, the traps, correlation with the truth and cover of the intervals by link grade, and
how many of the truly best 5 % are among the best 5 % found. Prints the tables of docs/demo_city.md;
results of the default city go to benchmarks/results/demo_truth.json.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analytics.method_version import METHOD_VERSION
from analytics.ranking import top_count
from data import demo
from data.analysis import RunTables
from data.store import Actor, Store
from data.vocabulary import CORE_VALUES
from jobs.finding import find
from jobs.people_tables import TOP_SHARE
from jobs.reading import Material, read_material

RESULTS = Path(__file__).resolve().parent / "results" / "demo_truth.json"
CLEAR = ("clearly_stricter", "clearly_lenient")
POSSIBLE = ("possibly_stricter", "possibly_lenient")
MATTERS = 4.0  # score points: D on a scale of 100
MIDDLE = 5.5  # of the twelve quarters; drift turns about it
GRADES = ("A", "B", "C")
TRAPS = ("strong_team", "weak_team", "ceiling")
PATTERNS = {"drift": "drift", "spread": "central", "halo": "halo", "inconsistency": None}


@dataclass(frozen=True)
class OfGrade:
    """Superiors of one link grade who have enough data."""

    grade: str
    n_raters: int
    raw_correlation: float  # with the true leniency: difference from the mean of the period
    correlation: float  # leniency of the model
    raw_rmse: float | None  # points; None for predicates, whose leniency is a share
    rmse: float | None
    cover: float | None  # of the 90 % intervals


@dataclass(frozen=True)
class OfPattern:
    """One test over all superiors."""

    pattern: str
    n_tested: int
    n_planted: int
    n_planted_tested: int
    n_found: int
    n_false: int


@dataclass(frozen=True)
class Scored:
    """What one analysis of a city found, held against the truth."""

    response: str
    n_used: int
    verdicts: dict[str, dict[str, int]]  # planted kind → verdict → superiors
    n_clear: int
    n_clear_wrong: int  # their true leniency is below what matters, or on the other side
    n_clear_trap: int
    n_flagged_unlinked: int  # clear or possible at grade C
    grades: tuple[OfGrade, ...]
    patterns: tuple[OfPattern, ...]
    women_raw: float  # difference of women to men, in the response's unit
    women_within: float  # the part inside raters
    women_adjusted: float
    n_top: int
    top_found_raw: int  # of the truly best: among as many by raw mean
    top_found: int  # among as many by adjusted score
    top_sure: int  # people with at least .8 to be in the top …
    top_sure_right: int  # … who truly are


def build(folder: Path, *, seed: int, employees: int | None) -> tuple[Material, dict[str, Any]]:
    """Build a city; return what a run reads there, and the truth."""
    store = Store(folder / "city.duckdb")
    try:
        demo.build(store, Actor("benchmark", "command"), seed=seed, employees=employees)
        material = read_material(store)
    finally:
        store.close()
    return material, demo.truth(seed, employees)


def predicates_alone(material: Material) -> Material:
    """The same city as its recap tells it: no scores, items or levels."""
    taken = ["score", "work_result", "behaviour", *CORE_VALUES]
    appraisals = material.appraisals.copy()
    for name in taken:
        appraisals[name] = pd.array([None] * len(appraisals), dtype=appraisals[name].dtype)
    return replace(material, appraisals=appraisals)


def score_city(material: Material, told: dict[str, Any], seed: int) -> Scored:
    """Analyse a city as a run does and hold the results against the truth."""
    found = find(material, seed, lambda step, share: None)
    tables, facts = found.tables, found.facts
    is_score = facts["response"] == "score"
    raters = beside_truth(material, tables, told)
    clear = raters["verdict"].isin(CLEAR)
    right = (raters["truth"].abs() >= MATTERS) & (
        (raters["truth"] > 0) == (raters["leniency"] > 0)
    )
    women = _women(tables)
    return Scored(
        response=facts["response"],
        n_used=facts["n_used"],
        verdicts={
            kind: {str(v): int(n) for v, n in rows["verdict"].value_counts().items()}
            for kind, rows in raters.groupby("kind", sort=True)
        },
        n_clear=int(clear.sum()),
        n_clear_wrong=int((clear & ~right).sum()),
        n_clear_trap=int((clear & raters["kind"].isin(TRAPS)).sum()),
        n_flagged_unlinked=int(
            (raters["verdict"].isin(CLEAR + POSSIBLE) & (raters["link_grade"] == "C")).sum()
        ),
        grades=tuple(_of_grade(raters, grade, is_score) for grade in GRADES),
        patterns=tuple(_of_pattern(tables, told, name, kind) for name, kind in PATTERNS.items()),
        **women,
        **_top(material, tables, told),
    )


def beside_truth(material: Material, tables: RunTables, told: dict[str, Any]) -> pd.DataFrame:
    """Superiors of a run with `truth`, their leniency in points, and `kind`, what was planted.

    The truth of a rater is over the ratings given: leniency, drift and what women get less, as far
    as that rater's habit of the middle lets it through, less the mean over raters (the model's zero).
    """
    raters = tables.raters[tables.raters["rater_type"] == "superior"].set_index("rater_id")
    given = judged_quarters(material)
    parts = pd.DataFrame.from_dict(
        {int(k): v for k, v in told["raters"].items() if k != "columns"},
        orient="index",
        columns=told["raters"]["columns"],
    ).reindex(raters.index)
    habits = given.assign(woman=(given["sex"] == "female").astype(float)).groupby("rater_id")
    level = parts["leniency_points"] + parts["women_points"] * habits["woman"].mean()
    level += parts["drift_points"] * (habits["quarter"].mean() - MIDDLE)
    level *= parts["spread_kept"]
    raters["truth"] = level - level.mean()
    raters["kind"] = _kinds(given, told, raters.index)
    return raters.reset_index()


def judged_quarters(material: Material) -> pd.DataFrame:
    """Appraisals of quarters by superiors and who stood in, with the number of the quarter."""
    rows = material.appraisals
    rows = rows[rows["rater_role"].isin(["superior", "acting"]) & (rows["kind"] == "quarter")]
    quarter = 4 * (rows["year"] - 2023) + rows["period_code"].str[-1].astype("int64") - 1
    return rows.assign(quarter=quarter.astype("float64"))


def _kinds(given: pd.DataFrame, told: dict[str, Any], raters: pd.Index) -> pd.Series:
    """What was planted for each rater; the head of a trap unit rates most of the time there."""
    kind = pd.Series("ordinary", index=raters)
    for name, units in (
        ("disconnected", told["disconnected_units"]),
        *((name, told["planted_units"][name]) for name in TRAPS),
    ):
        inside = given["unit_id"].isin([unit["unit_id"] for unit in units])
        share = inside.groupby(given["rater_id"]).mean().reindex(raters)
        kind[share > 0.5] = name
    for name, members in told["planted_raters"].items():
        kind[kind.index.isin(members)] = name
    return kind


def _of_grade(raters: pd.DataFrame, grade: str, is_score: bool) -> OfGrade:
    rows = raters[(raters["link_grade"] == grade) & (raters["verdict"] != "not_enough_data")]
    truth = rows["truth"]
    inside = (rows["leniency_lower"] <= truth) & (truth <= rows["leniency_upper"])

    def error(column: str) -> float | None:
        return _round(np.sqrt(((rows[column] - truth) ** 2).mean())) if is_score else None

    return OfGrade(
        grade=grade,
        n_raters=len(rows),
        raw_correlation=_round(rows["raw_difference"].corr(truth)),
        correlation=_round(rows["leniency"].corr(truth)),
        raw_rmse=error("raw_difference"),
        rmse=error("leniency"),
        cover=_round(inside.mean()) if is_score else None,
    )


def _of_pattern(
    tables: RunTables, told: dict[str, Any], pattern: str, kind: str | None
) -> OfPattern:
    rows = tables.patterns
    rows = rows[(rows["pattern"] == pattern) & (rows["rater_type"] == "superior")]
    planted = rows["rater_id"].isin(told["planted_raters"][kind] if kind else [])
    flagged = rows["is_flagged"].fillna(False).astype(bool)
    return OfPattern(
        pattern=pattern,
        n_tested=int(rows["is_testable"].sum()),
        n_planted=int(planted.sum()),
        n_planted_tested=int((planted & rows["is_testable"]).sum()),
        n_found=int((flagged & planted).sum()),
        n_false=int((flagged & ~planted).sum()),
    )


def _women(tables: RunTables) -> dict[str, float]:
    """Differences of women to men in the whole city."""
    rows = tables.gaps
    rows = rows[rows["agency_code"].isna() & (rows["attribute"] == "sex")].set_index("outcome")
    # the larger group is the reference
    sign = 1 if rows.loc["raw", "group_code"] == "female" else -1
    return {
        "women_raw": _round(sign * rows.loc["raw", "difference"]),
        "women_within": _round(sign * rows.loc["raw", "split_within"]),
        "women_adjusted": _round(sign * rows.loc["adjusted", "difference"]),
    }


def _top(material: Material, tables: RunTables, told: dict[str, Any]) -> dict[str, int]:
    """How many of the truly best are found by raw means and by adjusted scores."""
    people = tables.employees.set_index("employee_id")
    unit = material.appraisals.groupby("employee_id")["unit_id"].last()  # sorted by time
    home = unit.astype("int64").to_dict() | {
        int(k): v for k, v in told["home_unit_differs"].items()
    }
    quality, ability = told["unit_quality_points"], told["theta_points"]
    truth = pd.Series(
        {i: ability[str(i)] + quality[str(home[i])] for i in people.index.tolist()}, dtype=float
    )
    k = top_count(len(people), TOP_SHARE)
    best = set(_best(truth, k))
    sure = people.index[people["top_probability"] >= 0.8]
    return {
        "n_top": k,
        "top_found_raw": len(best.intersection(_best(people["raw_mean"], k))),
        "top_found": len(best.intersection(_best(people["adjusted"], k))),
        "top_sure": len(sure),
        "top_sure_right": len(best.intersection(sure)),
    }


def _best(values: pd.Series, k: int) -> Iterable[int]:
    return values.sort_values(ascending=False, kind="stable").index[:k].tolist()


def _round(value: float) -> float:
    return round(float(value), 3)


# -- tables ------------------------------------------------------------------------------------


def tables_of(worlds: dict[str, Scored]) -> str:
    """The tables of docs/demo_city.md."""
    return "\n\n".join((_verdict_table(worlds), _grade_table(worlds), _figure_table(worlds)))


def _verdict_table(worlds: dict[str, Scored]) -> str:
    lines = ["| planted | world | clear | possible | not distinguishable | not identified | "
             "not enough data |", "|---|---|---|---|---|---|---|"]  # fmt: skip
    kinds = sorted({kind for world in worlds.values() for kind in world.verdicts})
    for kind in sorted(kinds, key=lambda name: (name == "ordinary", name)):
        for name, world in worlds.items():
            n = world.verdicts.get(kind, {})
            cells = [_directed(n, CLEAR), _directed(n, POSSIBLE)]
            cells += [
                str(n.get(verdict, 0))
                for verdict in ("not_distinguishable", "not_identified", "not_enough_data")
            ]
            lines.append(f"| {kind.replace('_', ' ')} | {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _directed(n: dict[str, int], verdicts: tuple[str, str]) -> str:
    strict, lenient = (n.get(verdict, 0) for verdict in verdicts)
    parts = [f"{strict} stricter"] * (strict > 0) + [f"{lenient} more lenient"] * (lenient > 0)
    return ", ".join(parts) or "0"


def _grade_table(worlds: dict[str, Scored]) -> str:
    lines = ["| link grade | world | superiors | correlation raw | correlation model | error raw | "
             "error model | cover of 90 % |", "|---|---|---|---|---|---|---|---|"]  # fmt: skip
    for at, grade in enumerate(GRADES):
        for name, world in worlds.items():
            g = world.grades[at]
            cells = [f"{g.n_raters}", f"{g.raw_correlation:.2f}", f"{g.correlation:.2f}"]
            cells += [
                "–" if value is None else f"{value:.2f}" for value in (g.raw_rmse, g.rmse, g.cover)
            ]
            lines.append(f"| {grade} | {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _figure_table(worlds: dict[str, Scored]) -> str:
    rows: list[tuple[str, list[str]]] = [
        ("clear verdicts", [f"{w.n_clear}" for w in worlds.values()]),
        ("of them wrong (truth under 4 points or other side)",
         [f"{w.n_clear_wrong}" for w in worlds.values()]),
        ("of them fair raters of trap units", [f"{w.n_clear_trap}" for w in worlds.values()]),
        ("clear or possible at grade C", [f"{w.n_flagged_unlinked}" for w in worlds.values()]),
    ]  # fmt: skip
    for at, pattern in enumerate(PATTERNS):
        found = [world.patterns[at] for world in worlds.values()]
        rows.append(
            (
                f"{pattern}: found of planted (tested), false",
                [
                    f"{p.n_found} of {p.n_planted} ({p.n_tested}), {p.n_false}"
                    if p.n_tested
                    else "not testable"
                    for p in found
                ],
            )
        )
    rows += [
        ("women less than men: raw, inside raters",
         [f"{w.women_raw:.2f}, {w.women_within:.2f}" if w.response == "score"
          else f"{w.women_raw:.3f}, {w.women_within:.3f} share" for w in worlds.values()]),
        ("truly best 5 % found by raw means",
         [f"{w.top_found_raw} of {w.n_top}" for w in worlds.values()]),
        ("truly best 5 % found by adjusted scores",
         [f"{w.top_found} of {w.n_top}" for w in worlds.values()]),
        ("chance of the top 5 % at least .8: people, truly there",
         [f"{w.top_sure}, {w.top_sure_right}" for w in worlds.values()]),
    ]  # fmt: skip
    lines = ["| | " + " | ".join(worlds) + " |", "|---" * (1 + len(worlds)) + "|"]
    return "\n".join(lines + [f"| {head} | " + " | ".join(cells) + " |" for head, cells in rows])


def main() -> None:
    """Build, analyse twice, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--employees", type=int, help="default: the default city")
    parser.add_argument("--seed", type=int, default=demo.SEED, help="default %(default)s")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        material, told = build(Path(name), seed=args.seed, employees=args.employees)
    worlds = {
        "scores": score_city(material, told, args.seed),
        "predicates alone": score_city(predicates_alone(material), told, args.seed),
    }
    print(tables_of(worlds))
    if args.employees is None and args.seed == demo.SEED:
        found = {
            "what": "python -m benchmarks.demo_truth",
            "method_version": METHOD_VERSION,
            "seed": args.seed,
            "n_employees": told["n_employees"],
            "worlds": {name: asdict(world) for name, world in worlds.items()},
        }
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
