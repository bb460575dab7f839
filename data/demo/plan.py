"""What is planted: true ability, true quality of units, and how each rater really rates.

    score = period + theta + q(home unit) + s(rater) + d(pair) + noise       (points of 100)

Never stored: an analysis has to find it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo.offices import AGENCIES
from data.demo.people import N_QUARTERS, People

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

SD_PERSON, SD_UNIT, SD_RATER, SD_PAIR, SD_NOISE = 3.2, 1.8, 2.0, 1.2, 3.2
STRICT = LENIENT = 7.0  # planted size, points
TEAM = 6.0  # planted size of strong and weak teams; ceiling units have twice as much
DRIFT = 0.8  # points a quarter
GROUP, GROUP_SHARE = -1.5, 0.4  # points for women, under this share of the raters
SHRINK = 0.25  # central tendency: what is left of the spread
GENEROUS_POINTS = 3.0
GENEROUS = ("NAKER", "DISPAR")  # high ratings, low results
STRICT_PATTERN = ("BKPSDM", "INSP")  # follow SE 3/2023: at most 70 % Baik, some lower
INCOMPLETE = ("DISHUB", "KOPUKM")
LATE = ("SATPOL", "DKPP")
N_RATERS = 8  # of each kind, where enough people know two raters
N_UNLINKED = 3  # strict and lenient raters that no analysis can tell from their team
N_TRAPS = 3  # strong and weak teams and ceiling units: so many linked, so many frozen
N_COPIED = 6
RATER_KINDS = ("central", "drift", "strict", "lenient", "halo")
TRAP_KINDS = ("strong_team", "weak_team", "ceiling")
LEAST_LINKS = 8  # people who know another rater too
LEAST_PEOPLE = {"central": 15}
LEAST_QUARTERS = {"drift": 10}
FEWEST_QUARTERS, FEWEST_PEOPLE = 6, 8
OTHER_TYPES = {"peer": 1.5, "direct_report": 1.8, "project_lead": 1.5}  # sd of leniency


@dataclass(frozen=True, eq=False)
class Plan:
    """The truth. Arrays are by person (n,) unless the comment says otherwise."""

    theta: Floats
    quality: Floats  # (n_units,); carried by those whose home the unit is
    leniency: Floats  # as a superior
    other_leniency: dict[str, Floats]  # as a rater of another type
    drift: Floats  # points a quarter
    keeps: Floats  # share of the spread that is left
    halo: Mask
    group: Floats  # points for women
    raters: dict[str, list[int]]  # kind → rows of raters
    units: dict[str, list[int]]  # kind → units
    known: pd.DataFrame  # of every rater: n_people, n_links, n_quarters, home


def rater_facts(people: People) -> pd.DataFrame:
    """Return per rater how many people were rated, how many know another rater, and how long."""
    n = len(people.unit)
    present = np.arange(N_QUARTERS)[None, :] >= people.persons.joined[:, None]
    rows = pd.DataFrame(
        {
            "person": np.repeat(np.arange(n), N_QUARTERS),
            "rater": people.rater.ravel(),
            "quarter": np.tile(np.arange(N_QUARTERS), n),
            "unit": people.unit.ravel(),
            "agency": people.agency.ravel(),
        }
    )[present.ravel() & (people.rater.ravel() >= 0)]
    pairs = rows[["person", "rater"]].drop_duplicates()
    n_raters = pairs.groupby("person")["rater"].transform("size")
    found = pd.DataFrame(
        {
            "n_people": pairs.groupby("rater").size(),
            "n_links": pairs[n_raters > 1].groupby("rater").size(),
            "n_quarters": rows.groupby("rater")["quarter"].nunique(),
            "agency": rows.groupby("rater")["agency"].agg(lambda a: a.mode().iloc[0]),
        }
    )
    found["n_links"] = found["n_links"].fillna(0).astype(int)
    return found


def make_plan(rng: np.random.Generator, people: People) -> Plan:
    """Choose who carries which effect; no rater and no unit carries two."""
    n, n_units = len(people.unit), len(people.seats.units)
    known = rater_facts(people)
    quality = rng.normal(0, SD_UNIT, n_units)
    leniency = rng.normal(0, SD_RATER, n)
    units, fair = _trap_units(rng, people, known)
    raters = _planted_raters(rng, people, known, fair, _flat(units))
    group = np.where(rng.random(n) < GROUP_SHARE, GROUP, 0.0)
    for kind, size in zip(TRAP_KINDS, (TEAM, -TEAM, 2 * TEAM), strict=True):
        quality[units[kind]] = size
    generous = [k for k, agency in enumerate(AGENCIES) if agency.code in GENEROUS]
    leniency[known.index[known["agency"].isin(generous)]] += GENEROUS_POINTS
    leniency[sorted(fair)] = 0.0  # the trap: the rater is fair
    for kind, points in (("strict", -STRICT), ("lenient", LENIENT)):
        for rater in raters[kind] + raters[f"{kind}_unlinked"]:
            leniency[rater] = points
    drift, keeps, halo = np.zeros(n), np.ones(n), np.zeros(n, dtype=bool)
    drift[raters["drift"]] = DRIFT
    keeps[raters["central"]] = SHRINK
    halo[raters["halo"]] = True
    group[sorted(_flat(raters))] = 0.0
    return Plan(
        theta=rng.normal(0, SD_PERSON, n),
        quality=quality,
        leniency=leniency,
        other_leniency={kind: rng.normal(0, sd, n) for kind, sd in OTHER_TYPES.items()},
        drift=drift,
        keeps=keeps,
        halo=halo,
        group=group,
        raters=raters,
        units=units,
        known=known,
    )


def _flat(groups: dict[str, list[int]]) -> set[int]:
    return {each for members in groups.values() for each in members}


def leaders_of(people: People, unit: int) -> set[int]:
    """Return everybody who ever rated people of a unit."""
    there = people.unit == unit
    return set(np.unique(people.rater[there & (people.rater >= 0)]).tolist())


def _trap_units(
    rng: np.random.Generator, people: People, known: pd.DataFrame
) -> tuple[dict[str, list[int]], set[int]]:
    """Choose strong, weak and ceiling units, half of them linked, and their fair raters."""
    n_units = len(people.seats.units)
    sizes = np.bincount(people.home, minlength=n_units)
    special = {k for k, a in enumerate(AGENCIES) if a.code in (*GENEROUS, *STRICT_PATTERN)}
    links = known["n_links"]
    ordinary = [
        u
        for u in range(n_units)
        if sizes[u] >= FEWEST_PEOPLE and people.seats.units[u].agency not in special
    ]
    head = {u: int(people.stays.holder[people.seats.head_of[u], 0]) for u in ordinary}
    frozen = [u for u in ordinary if u in people.stays.frozen]
    linked = [
        u
        for u in ordinary
        if people.seats.units[u].kind in ("school", "room", "ward", "health_centre")
        and links.get(head[u], 0) >= LEAST_LINKS
    ]
    shuffled = [rng.permutation(frozen).tolist(), rng.permutation(linked).tolist()]
    units: dict[str, list[int]] = {}
    fair: set[int] = set()
    for kind in TRAP_KINDS:
        units[kind] = []
        for pool in shuffled:
            units[kind] += [pool.pop() for _ in range(min(N_TRAPS, len(pool) // 4))]
        for unit in units[kind]:
            # The head at first and those of the unit's sections; others come from elsewhere.
            fair |= leaders_of(people, unit) - set(_agency_leaders(people))
    rest = [u for u in ordinary if u not in _flat(units)]
    units["copied"] = sorted(rng.permutation(rest)[:N_COPIED].tolist())
    return units, fair


def _agency_leaders(people: People) -> list[int]:
    holders = people.stays.holder[people.seats.leader_of]
    return [int(person) for person in np.unique(holders) if person >= 0]


def _planted_raters(
    rng: np.random.Generator,
    people: People,
    known: pd.DataFrame,
    fair: set[int],
    taken_units: set[int],
) -> dict[str, list[int]]:
    """Choose raters of each kind among those whom shared people can show."""
    special = {
        k
        for k, a in enumerate(AGENCIES)
        if a.code in (*GENEROUS, *STRICT_PATTERN, *INCOMPLETE) or k == 0
    }
    apart = fair | set(_agency_leaders(people))
    usable = known[~known.index.isin(apart) & ~known["agency"].isin(special)]
    linked = usable[
        (usable["n_links"] >= LEAST_LINKS)
        & (usable["n_people"] >= FEWEST_PEOPLE)
        & (usable["n_quarters"] >= FEWEST_QUARTERS)
    ]
    left = linked.loc[rng.permutation(linked.index)]
    each = min(N_RATERS, len(left) // len(RATER_KINDS))
    raters: dict[str, list[int]] = {}
    for kind in RATER_KINDS:
        fits = left[
            (left["n_people"] >= LEAST_PEOPLE.get(kind, 0))
            & (left["n_quarters"] >= LEAST_QUARTERS.get(kind, 0))
        ]
        raters[kind] = sorted(int(r) for r in fits.index[:each])
        left = left.drop(raters[kind])
    frozen_heads = {
        int(people.stays.holder[people.seats.head_of[u], 0])
        for u in people.stays.frozen
        if u not in taken_units
    }
    alone = usable[
        usable.index.isin(frozen_heads)
        & (usable["n_links"] == 0)
        & (usable["n_people"] >= FEWEST_PEOPLE)
    ]
    order = [int(r) for r in rng.permutation(alone.index)]
    few = min(N_UNLINKED, len(order) // 2)
    raters["strict_unlinked"] = sorted(order[:few])
    raters["lenient_unlinked"] = sorted(order[few : 2 * few])
    return raters
