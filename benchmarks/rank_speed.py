"""What a change of filter costs the ranking of a pool, beside pandas and plain NumPy.

    python -m benchmarks.rank_speed [PEOPLE ...]

Invented people with 200 joint draws. Timed: the ranking alone, the ranking with objective results,
and everything a list shows (ranking, contributions of everybody, other settings, fairness).
Wanted: 300 ms for a city of 5,340 people, 2 s for 100,000.

The peers find the same figures the straight way: pandas ranks a frame of draws, NumPy sorts twice;
both then take quantiles and shares. Their ranks and chances are compared with ours before anything
is timed. Results go to benchmarks/results/rank_speed.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import promotion
from benchmarks.costs import Cost, cost_of, in_words, machine

TARGET = Path(__file__).parent / "results" / "rank_speed.json"
LIMITS_MS = {5_340: 300.0, 100_000: 2_000.0}
N_DRAWS = 200
TOP_SHARE = 0.05
N_TIMES = 9
N_TIMES_OF_PEER = 3
COMPONENTS = pd.DataFrame(
    {"name": ["employee", "home_unit", "pair", "residual"], "variance": [9.0, 4.0, 2.0, 8.0]}
)


class Draws(NamedTuple):
    """As a run stores them."""

    employee_ids: NDArray[np.int64]
    adjusted: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class City:
    """What a page hands to the ranking."""

    results: pd.DataFrame
    draws: Draws
    objective: pd.DataFrame
    rated: pd.DataFrame
    attributes: pd.DataFrame

    @property
    def k(self) -> int:
        """Places to fill."""
        return round(TOP_SHARE * len(self.results))


def invent(n: int) -> City:
    """Invent people, each with two raters."""
    rng = np.random.default_rng(n)
    ids = rng.choice(2**53, n, replace=False)
    adjusted = rng.normal(86, 3, n)
    sd = rng.uniform(1, 2, n)
    shared = rng.normal(0, 0.5, (N_DRAWS, 1))  # errors that the people of a city have in common
    drawn = adjusted + shared + sd * rng.standard_normal((N_DRAWS, n))
    of = rng.integers(0, 10, n)
    return City(
        results=pd.DataFrame(
            {
                "employee_id": ids, "agency_code": rng.choice(40, n).astype(str), "n_ratings": 12,
                "raw_mean": adjusted + rng.normal(0, 3, n), "adjusted": adjusted,
                "adjusted_sd": sd, "link_grade": rng.choice(["A", "B", "C"], n), "component": 1,
                "home_unit_id": rng.integers(0, max(1, n // 18), n),
            }
        ),
        draws=Draws(ids, drawn.astype(np.float32)),
        objective=pd.DataFrame(
            {
                "employee_id": ids, "n_verified": of,
                "n_verified_reached": rng.binomial(of, rng.beta(6, 2, n)), "n_projects_due": 0,
                "n_projects_on_time": 0, "n_projects_verified": 0, "verified_quality": np.nan,
            }
        ),
        rated=pd.DataFrame(
            {
                "employee_id": np.repeat(ids, 2), "rater_type": "superior", "n_ratings": 6,
                "rater_id": rng.integers(0, max(2, n // 10), 2 * n), "leniency_sd": 1.0,
                "leniency": rng.normal(0, 2, 2 * n), "expected_points": 0.1,
            }
        ),
        attributes=pd.DataFrame(
            {
                "employee_id": ids, "sex": rng.choice(["female", "male"], n),
                "age_band": rng.choice(list(promotion.AGE_BANDS), n),
                "agency_code": rng.choice(40, n).astype(str),
                "employment_type": rng.choice(["pns", "pppk"], n),
            }
        ),
    )  # fmt: skip


def rank(city: City, weight: float = 0.0) -> promotion.RankedPool:
    """Rank everybody, as after a change of filter."""
    return promotion.rank_pool(
        city.results,
        city.draws,
        city.objective,
        settings=promotion.Settings(city.k, weight),
        rng=np.random.default_rng(1),
    )


def everything(city: City) -> object:
    """Work out all that a list shows."""
    ranked = rank(city, 0.5)
    return (
        promotion.contributions(ranked, city.rated, city.results, components=COMPONENTS),
        promotion.sensitivity(ranked, city.results, components=COMPONENTS),
        promotion.list_fairness(ranked, city.attributes),
    )


def by_pandas(city: City) -> pd.DataFrame:
    """Rank a frame of draws, a column a person."""
    drawn = pd.DataFrame(city.draws.adjusted, columns=city.draws.employee_ids)
    ranks = drawn.rank(axis=1, ascending=False, method="min")
    return pd.DataFrame(
        {
            "lower": ranks.quantile(0.05, interpolation="lower"),
            "upper": ranks.quantile(0.95, interpolation="higher"),
            "top": (ranks <= city.k).mean(),
        }
    )


def by_numpy(city: City) -> pd.DataFrame:
    """Sort each draw twice: where a person stands in the order is the rank."""
    ranks = np.argsort(np.argsort(-city.draws.adjusted, axis=1), axis=1) + 1
    lower = np.quantile(ranks, 0.05, axis=0, method="lower")
    upper = np.quantile(ranks, 0.95, axis=0, method="higher")
    top = (ranks <= city.k).mean(axis=0)
    return pd.DataFrame({"lower": lower, "upper": upper, "top": top}, city.draws.employee_ids)


def check(city: City) -> None:
    """Hold ours against both peers; some 32-bit draws are equal, and share their places."""
    ours = rank(city).people.set_index("employee_id")
    near = 1 + len(city.results) // 10_000
    for peer in (by_pandas(city), by_numpy(city)):
        peer = peer.reindex(ours.index)
        np.testing.assert_allclose(ours["rank_lower"], peer["lower"], atol=near)
        np.testing.assert_allclose(ours["rank_upper"], peer["upper"], atol=near)
        np.testing.assert_allclose(ours["top_probability"], peer["top"], atol=2 / N_DRAWS)


def measure(n: int) -> dict[str, object]:
    """Time a city of `n` people."""
    city = invent(n)
    check(city)

    def timed(work: Callable[[City], object], times: int) -> list[Cost]:
        return [cost_of(lambda: work(city)) for _ in range(times)]

    ours = {
        "rank": in_words(timed(rank, N_TIMES)),
        "rank_with_results": in_words(timed(lambda c: rank(c, 0.5), N_TIMES)),
        "everything": in_words(timed(everything, N_TIMES)),
    }
    peers = {
        "pandas": in_words(timed(by_pandas, N_TIMES_OF_PEER)),
        "numpy": in_words(timed(by_numpy, N_TIMES_OF_PEER)),
    }
    return {
        "n_people": n,
        "n_draws": N_DRAWS,
        "limit_ms": LIMITS_MS.get(n),
        **ours,
        "peers": peers,
        "times_faster_than": {
            name: round(each["median_cpu_ms"] / ours["rank"]["median_cpu_ms"], 1)
            for name, each in peers.items()
        },
    }


def main() -> None:
    """Measure, print, store."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("people", nargs="*", type=int, default=list(LIMITS_MS))
    sizes = parser.parse_args().people
    result = {"machine": machine(), "cities": [measure(n) for n in sizes]}
    print(json.dumps(result, indent=1))
    if sizes == list(LIMITS_MS):
        TARGET.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
