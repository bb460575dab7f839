"""What was planted in the demo city beside what the analysis finds there.

    python -m benchmarks.demo_truth [--employees N] [--cities N]

Builds the city in a store of its own (and four of other seeds), analyses it with its ratings, with
everything it holds (verified targets too), with its predicates alone (scores, items and levels
taken away), and with the predicates of its three annual recaps, and counts: planted
raters found and missed, false findings, the traps, correlation with the truth and cover of the
intervals by link grade, and how many of the truly best 5 % are among the best 5 % found. Prints the
tables of docs/demo_city.md; results of cities of the default size go to
benchmarks/results/demo_truth.json.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.stats import norm

from analytics.fitted import TOP_SHARE
from analytics.method_version import METHOD_VERSION
from analytics.ranking import top_count
from analytics.severity import judge_severity
from benchmarks.truth_tables import (
    CLEAR,
    GRADES,
    PATTERNS,
    POSSIBLE,
    RESULTS,
    TRAPS,
    OfGrade,
    OfPattern,
    Scored,
    summary_of,
    tables_of,
)
from data import demo
from data.analysis import RunTables
from data.demo.judging import LOOSE
from data.store import Actor, Store
from data.vocabulary import CORE_VALUES
from jobs.finding import find
from jobs.reading import Material, read_material

MIDDLE = 5.5  # of the twelve quarters; drift turns about it
UNPLANTED = ("ordinary", "disconnected")


def build(folder: Path, *, seed: int, employees: int | None) -> tuple[Material, dict[str, Any]]:
    """Build a city; return what a run reads there, and the truth."""
    store = Store(folder / "city.duckdb")
    try:
        demo.build(store, Actor("benchmark", "command"), seed=seed, employees=employees)
        material = read_material(store)
    finally:
        store.close()
    return material, demo.truth(seed, employees)


def worlds_of(seed: int, employees: int | None = None) -> dict[str, Scored]:
    """Build a city and analyse it with more and less of what it holds."""
    with tempfile.TemporaryDirectory() as name:
        material, told = build(Path(name), seed=seed, employees=employees)
    return {
        "scores": score_city(ratings_alone(material), told, seed),
        "scores and targets": score_city(material, told, seed),
        "predicates alone": score_city(predicates_alone(material), told, seed),
        "annual predicates": score_city(
            material, told, seed, analysed=annual(predicates_alone(material))
        ),
    }


def annual(material: Material) -> Material:
    """Return the same city with its annual appraisals alone."""
    appraisals = material.appraisals
    of_years = appraisals[appraisals["kind"] == "year"].reset_index(drop=True)
    return replace(material, appraisals=of_years)


def predicates_alone(material: Material) -> Material:
    """Return the same city as its recap tells it: no scores, items or levels."""
    taken = ["score", "work_result", "behaviour", *CORE_VALUES]
    appraisals = material.appraisals.copy()
    for name in taken:
        appraisals[name] = pd.array([None] * len(appraisals), dtype=appraisals[name].dtype)
    return replace(material, appraisals=appraisals, measures=material.measures.iloc[:0])


def ratings_alone(material: Material) -> Material:
    """Return the same city without what others measured of people's work."""
    return replace(material, measures=material.measures.iloc[:0])


def score_city(
    material: Material, told: dict[str, Any], seed: int, *, analysed: Material | None = None
) -> Scored:
    """Analyse a city, or a part of its data, as a run does and hold the results against the truth.

    The truth of a rater is over all quarters of `material`.
    """
    found = find(analysed or material, seed, lambda step, share: None)
    tables, facts = found.tables, found.facts
    raters = beside_truth(material, tables, told, in_share=facts["response"] == "predicate")
    clear = raters["verdict"].isin(CLEAR)
    right = raters["truth"] * np.sign(raters["leniency"]) >= facts["smallest"]
    plain = np.char.startswith(_verdicts_as_points(raters, facts["smallest"]), "clearly")
    women = _women(tables)
    return Scored(
        response=facts["response"],
        n_used=facts["n_used"],
        smallest=facts["smallest"],
        verdicts={
            kind: {str(v): int(n) for v, n in rows["verdict"].value_counts().items()}
            for kind, rows in raters.groupby("kind", sort=True)
        },
        n_clear=int(clear.sum()),
        n_clear_wrong=int((clear & ~right).sum()),
        n_clear_trap=int((clear & raters["kind"].isin(TRAPS)).sum()),
        n_clear_as_points=int(plain.sum()),
        n_clear_as_points_wrong=int((plain & ~right).sum()),
        n_clear_as_points_trap=int((plain & raters["kind"].isin(TRAPS)).sum()),
        n_flagged_unlinked=int(
            (raters["verdict"].isin(CLEAR + POSSIBLE) & (raters["link_grade"] == "C")).sum()
        ),
        grades=tuple(_of_grade(raters, grade) for grade in GRADES),
        patterns=tuple(_of_pattern(tables, told, name, kind) for name, kind in PATTERNS.items()),
        **women,
        **_top(material, tables, told),
    )


def _verdicts_as_points(raters: pd.DataFrame, smallest: float) -> np.ndarray:
    """Verdicts of superiors by the rule for scores."""
    return judge_severity(
        raters["leniency"].to_numpy(),
        raters["leniency_sd"].to_numpy(),
        raters["link_grade"].to_numpy(dtype=np.str_),
        n_ratings=raters["n_ratings"].to_numpy(),
        n_employees=raters["n_employees"].to_numpy(),
        objective_accepted=False,
        smallest=smallest,
    ).verdict


def beside_truth(
    material: Material, tables: RunTables, told: dict[str, Any], *, in_share: bool
) -> pd.DataFrame:
    """Superiors of a run with `truth`, their leniency, and `kind`, what was planted.

    The level of a rater is over the ratings given: leniency, drift and what women get less, as far
    as the rater's habit of the middle lets it through. In points the truth is that level, in share
    what it adds to the share of Sangat Baik over everybody; both less the mean over raters, which
    is the model's zero.
    """
    raters = tables.raters[tables.raters["rater_type"] == "superior"].set_index("rater_id")
    given = judged_quarters(material)
    parts = pd.DataFrame.from_dict(
        {int(k): v for k, v in told["raters"].items() if k != "columns"},
        orient="index",
        columns=told["raters"]["columns"],
    ).reindex(raters.index)
    habits = given.assign(woman=(given["sex"] == "female").astype(float)).groupby("rater_id")
    parts["level"] = parts["leniency_points"] + parts["women_points"] * habits["woman"].mean()
    parts["level"] += parts["drift_points"] * (habits["quarter"].mean() - MIDDLE)
    truth = _in_share(material, given, parts, told) if in_share else _in_points(parts)
    raters["truth"] = truth - truth.mean()
    raters["kind"] = _kinds(given, told, raters.index)
    return raters.reset_index()


def _in_points(parts: pd.DataFrame) -> pd.Series:
    return parts["spread_kept"] * parts["level"]


def _in_share(
    material: Material, given: pd.DataFrame, parts: pd.DataFrame, told: dict[str, Any]
) -> pd.Series:
    """Share of Sangat Baik each rater would give if everybody were rated by that rater.

    A predicate is given where score and noise pass a point that leaves the share of the place:
    one for the city and one for each agency that follows the pattern strictly.
    """
    given = given[given["rater_id"].isin(parts.index[parts["level"].notna()])]  # not the mayor
    ability = true_ability(material, told)
    sd, agencies = told["components_points"], told["agencies"]
    own = ability.reindex(given["employee_id"]).to_numpy()
    rater = parts.reindex(given["rater_id"])
    strict = given["agency_code"].where(
        given["agency_code"].isin(agencies["follow_the_pattern_strictly"]), ""
    )
    generous = 1.5 * given["agency_code"].isin(agencies["high_ratings_low_results"])
    noise = np.hypot(sd["sd_pair"], sd["sd_noise"])
    kept, level = rater["spread_kept"].to_numpy(), rater["level"].to_numpy()
    spread = np.hypot(kept * noise, LOOSE)
    shown = (kept * (own + level) + generous.to_numpy()) / spread
    is_top = (given["predicate"] == "very_good").to_numpy()
    point = pd.Series(0.0, index=strict.unique())
    for place in point.index:
        at = (strict == place).to_numpy()
        point[place] = brentq(
            lambda c, at=at: norm.cdf(shown[at] - c / spread[at]).mean() - is_top[at].mean(),
            -60,
            60,
        )
    passed = (generous - strict.map(point)).groupby(given["rater_id"]).mean().reindex(parts.index)
    kept, level = parts["spread_kept"].to_numpy(), parts["level"].to_numpy()
    everybody = np.quantile(ability, (np.arange(200) + 0.5) / 200)
    reached = kept[:, None] * (everybody + level[:, None]) + passed.to_numpy()[:, None]
    share = norm.cdf(reached / np.hypot(kept * noise, LOOSE)[:, None]).mean(axis=1)
    return pd.Series(share, index=parts.index)


def true_ability(material: Material, told: dict[str, Any]) -> pd.Series:
    """Ability and quality of the home unit of everybody, points, by employee id."""
    unit = material.appraisals.groupby("employee_id")["unit_id"].last()  # sorted by time
    home = unit.astype("int64").to_dict() | {
        int(k): v for k, v in told["home_unit_differs"].items()
    }
    quality, ability = told["unit_quality_points"], told["theta_points"]
    return pd.Series({i: ability[str(i)] + quality[str(u)] for i, u in home.items()}, dtype=float)


def judged_quarters(material: Material) -> pd.DataFrame:
    """Appraisals of quarters by superiors and who stood in, with the number of the quarter."""
    rows = material.appraisals
    rows = rows[rows["rater_role"].isin(["superior", "acting"]) & (rows["kind"] == "quarter")]
    quarter = 4 * (rows["year"] - 2023) + rows["period_code"].str[-1].astype("int64") - 1
    return rows.assign(quarter=quarter.astype("float64"))


def _kinds(given: pd.DataFrame, told: dict[str, Any], raters: pd.Index) -> pd.Series:
    """Say what was planted for each rater; the head of a trap unit rates most of the time there."""
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


def _of_grade(raters: pd.DataFrame, grade: str) -> OfGrade:
    rows = raters[(raters["link_grade"] == grade) & (raters["verdict"] != "not_enough_data")]
    truth = rows["truth"]
    inside = (rows["leniency_lower"] <= truth) & (truth <= rows["leniency_upper"])

    def error(column: str) -> float:
        return _round(np.sqrt(((rows[column] - truth) ** 2).mean()))

    return OfGrade(
        grade=grade,
        n_raters=len(rows),
        raw_correlation=_round(rows["raw_difference"].corr(truth)),
        correlation=_round(rows["leniency"].corr(truth)),
        raw_rmse=error("raw_difference"),
        rmse=error("leniency"),
        cover=_round(inside.mean()),
        cover_unplanted=_round(inside[rows["kind"].isin(UNPLANTED)].mean()),
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
    truth = true_ability(material, told).reindex(people.index)
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


def main() -> None:
    """Build, analyse twice, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--employees", type=int, help="default: the default city")
    parser.add_argument("--cities", type=int, default=5, help="default %(default)s")
    args = parser.parse_args()
    seeds = [demo.SEED, *range(1, args.cities)]
    cities = [worlds_of(seed, args.employees) for seed in seeds]
    print(tables_of(cities[0]), summary_of(cities), sep="\n\n")
    if args.employees is None:
        stored = {
            "what": "python -m benchmarks.demo_truth",
            "method_version": METHOD_VERSION,
            "seeds": seeds,
            "cities": [{name: asdict(world) for name, world in city.items()} for city in cities],
        }
        RESULTS.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
