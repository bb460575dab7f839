"""Who sits in which seat: heads change places, posts fall vacant, staff exchange.

Every change is a change of seats, so that numbers, classes and families stay coherent. Frozen units
take no part: nobody there ever knows a second superior.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from data.demo.offices import AGENCIES
from data.demo.persons import N_QUARTERS, Persons
from data.demo.seats import Seat, Seats

Whole = NDArray[np.int64]

NOBODY = -1
# Agencies that also ask peers and direct reports, and agencies with project teams, whose leaders
# rate too; none of their units is frozen.
CROSSED = ("BKPSDM", "BAPPERIDA", "KOMINFO", "PMPTSP", "DUKCAPIL", "DKPP", "INSP", "KEC-2", "RSUD")
WITH_TEAMS = ("PUTR", "PERKIM", "RSUD", "NAKER")
FROZEN_SHARE = {"school": 0.3, "ward": 0.2, "office": 0.1}  # by kind of unit
# Shares of the posts of a pool in a year: heads that change places, posts that fall vacant.
ROTATED_SHARE = {"agency": 0.13, "unit": 0.09, "section": 0.07}
VACANT_SHARE = {"agency": 0.14, "unit": 0.05, "section": 0.04}
LONGEST_ACTING = 2  # quarters: three months, renewable once (R12.3)
EXCHANGED_SHARE = 0.028  # of staff in a year
INSIDE_SHARE = 2 / 3  # of exchanges that stay in the agency
BELOW = {"executive": ("administrator",), "administrator": ("supervisor", "functional")}
NEXT_POST = {"school_head": ("teacher", "Guru Ahli Madya", "Ahli Madya"),
             "nurse": ("nurse", "Perawat Ahli Muda", "Ahli Muda"),
             "doctor": ("doctor", "Dokter Ahli Madya", "Ahli Madya")}  # fmt: skip
OTHER_POST = ("administration", "Analis Kebijakan Ahli Madya", "Ahli Madya")


@dataclass(frozen=True, eq=False)
class Stays:
    """Who sat where."""

    seat: Whole  # (n, 12) of each person
    holder: Whole  # (n_seats, 12) person, NOBODY while vacant
    acting: Whole  # (n_seats, 12) who stands in, NOBODY otherwise
    frozen: list[int]  # units where nothing changed
    rotations: list[tuple[int, tuple[int, ...]]]  # quarter and seats whose holders changed places
    vacancies: list[tuple[int, int, int]]  # seat, first quarter vacant, first quarter filled


@dataclass(eq=False)
class _State:
    """The city at one quarter, while it moves."""

    made: Seats
    persons: Persons
    seat_of: list[int]
    holder: list[int]
    acting: dict[int, int] = field(default_factory=dict)
    refill: dict[int, int] = field(default_factory=dict)  # vacant seat → quarter it is filled

    def swap(self, one: int, other: int) -> None:
        """Let the holders of two seats change places."""
        a, b = self.holder[one], self.holder[other]
        self.holder[one], self.holder[other] = b, a
        for seat in (one, other):
            if self.holder[seat] != NOBODY:
                self.seat_of[self.holder[seat]] = seat

    def put(self, person: int, seat: int) -> int:
        """Move a person into a vacant seat; return the seat left."""
        left = self.seat_of[person]
        self.holder[left], self.holder[seat] = NOBODY, person
        self.seat_of[person] = seat
        return left


def move(rng: np.random.Generator, made: Seats, persons: Persons) -> Stays:
    """Let the city live for twelve quarters."""
    n = len(persons.nip)
    state = _State(made, persons, list(range(n)), list(range(n)))
    frozen = _frozen(rng, made)
    pools = _pools(made, frozen)
    seat = np.empty((n, N_QUARTERS), dtype=np.int64)
    holders: list[list[int]] = []
    stand_ins: list[dict[int, int]] = []
    rotations: list[tuple[int, tuple[int, ...]]] = []
    vacancies: list[tuple[int, int, int]] = []
    plan = _plan(rng, pools)
    for quarter in range(N_QUARTERS):
        due = [s for s, when in state.refill.items() if when == quarter]
        for each in due:
            del state.refill[each]
            state.acting.pop(each, None)
            _fill(rng, state, each, quarter, set(frozen))
        for kind, seats in plan[quarter]:
            if kind == "rotate":
                changing = [s for s in seats if s not in state.refill]
                for one, other in pairwise(changing):
                    state.swap(one, other)
                if len(changing) > 1:
                    rotations.append((quarter, tuple(changing)))
            elif (end := _vacate(rng, state, seats[0], quarter, pools)) is not None:
                vacancies.append((seats[0], quarter, end))
        if quarter:
            _exchange(rng, state, quarter, set(frozen))
        seat[:, quarter] = state.seat_of
        holders.append(list(state.holder))
        stand_ins.append(dict(state.acting))
    n_seats = len(made.seats)
    holder = np.full((n_seats, N_QUARTERS), NOBODY)
    acting = np.full((n_seats, N_QUARTERS), NOBODY)
    for quarter in range(N_QUARTERS):
        holder[: len(holders[quarter]), quarter] = holders[quarter]
        for each, person in stand_ins[quarter].items():
            acting[each, quarter] = person
    return Stays(seat, holder, acting, frozen, rotations, vacancies)


def _frozen(rng: np.random.Generator, made: Seats) -> list[int]:
    leading = {made.seats[s].unit for s in made.leader_of}
    linked = {k for k, a in enumerate(AGENCIES) if a.code in (*CROSSED, *WITH_TEAMS)}
    found: list[int] = []
    for kind, share in FROZEN_SHARE.items():
        pool = [
            u
            for u, unit in enumerate(made.units)
            if unit.kind == kind and u not in leading and unit.agency not in linked
        ]
        found += [int(u) for u in rng.permutation(pool)[: round(share * len(pool))]]
    return sorted(found)


def _pools(made: Seats, frozen: list[int]) -> dict[tuple[object, ...], list[int]]:
    """Return seats whose holders may change places: posts of one rank and kind."""
    pools: dict[tuple[object, ...], list[int]] = {}
    for s, seat in enumerate(made.seats):
        if not seat.leads or seat.unit in frozen or seat.superior < 0:
            continue
        unit = made.units[seat.unit]
        key: tuple[object, ...] = (seat.scope, seat.position_class, seat.echelon)
        if seat.scope == "unit":
            key += (unit.kind, unit.name[:3] if unit.kind == "school" else "")
            if unit.kind in ("office", "district_office") and seat.echelon != "III.a":
                key += (unit.agency,)
        elif seat.scope == "section":
            key += (unit.agency, seat.family)
        pools.setdefault(key, []).append(s)
    return pools


def _plan(
    rng: np.random.Generator, pools: dict[tuple[object, ...], list[int]]
) -> list[list[tuple[str, tuple[int, ...]]]]:
    """Return what happens to which leading seats in each quarter."""
    plan: list[list[tuple[str, tuple[int, ...]]]] = [[] for _ in range(N_QUARTERS)]
    for year in range(3):
        first = 1 if year == 0 else 4 * year
        for key, seats in pools.items():
            scope = str(key[0])
            order = [int(s) for s in rng.permutation(seats)]
            n_rotated = int(ROTATED_SHARE[scope] * len(order) + rng.random())
            n_vacant = int(VACANT_SHARE[scope] * len(order) + rng.random())
            for seat in order[:n_vacant]:
                plan[int(rng.integers(first, 4 * year + 4))].append(("vacate", (seat,)))
            chosen = order[n_vacant : n_vacant + max(n_rotated, 2 * (n_rotated > 0))]
            while len(chosen) > 1:
                size = 3 if len(chosen) == 3 or (len(chosen) > 4 and rng.random() < 0.3) else 2
                quarter = int(rng.integers(first, 4 * year + 4))
                plan[quarter].append(("rotate", tuple(chosen[:size])))
                chosen = chosen[size:]
    return plan


def _vacate(
    rng: np.random.Generator,
    state: _State,
    seat: int,
    quarter: int,
    pools: dict[tuple[object, ...], list[int]],
) -> int | None:
    """Let a leader go to a functional post; somebody stands in until it is filled.

    Returns the quarter in which it is filled, or None if the post is vacant already.
    """
    made = state.made
    if state.holder[seat] == NOBODY or state.holder[seat] in state.acting.values():
        return None
    post, person = made.seats[seat], state.holder[seat]
    stand_in = _stand_in(rng, state, seat, pools)
    if stand_in is None:
        return None
    family, title, level = NEXT_POST.get(post.family, OTHER_POST)
    superior = made.leader_of[made.agency(seat)] if post.scope == "agency" else post.superior
    spare = made.add(Seat(post.unit, superior, "spare", "functional", family, title, None, level))
    state.holder.append(NOBODY)
    state.put(person, spare)
    end = quarter + int(rng.integers(1, LONGEST_ACTING + 1))
    state.refill[seat] = end
    state.acting[seat] = stand_in
    return end


def _stand_in(
    rng: np.random.Generator,
    state: _State,
    seat: int,
    pools: dict[tuple[object, ...], list[int]],
) -> int | None:
    """Choose who stands in: somebody of the same rank in the agency, or one step lower."""
    made = state.made
    agency = made.agency(seat)
    same = [s for pool in pools.values() if seat in pool for s in pool if made.agency(s) == agency]
    lower = [s for pool in pools.values() for s in pool if made.seats[s].superior == seat]
    busy = set(state.acting.values())

    def free(seats: list[int]) -> list[int]:
        return [
            s
            for s in seats
            if s != seat and state.holder[s] != NOBODY and state.holder[s] not in busy
        ]

    for candidates in (free(same), free(lower)):
        if candidates:
            return state.holder[int(rng.choice(candidates))]
    return None


def _fill(
    rng: np.random.Generator, state: _State, seat: int, quarter: int, frozen: set[int]
) -> None:
    """Promote somebody into a vacant lead, and somebody into the lead that becomes free by it."""
    made, post = state.made, state.made.seats[seat]
    agency = made.agency(seat)
    busy = set(state.acting.values())
    inside = [
        s
        for s, person in enumerate(state.holder)
        if person != NOBODY
        and person not in busy
        and made.agency(s) == agency
        and made.seats[s].unit not in frozen
        and not state.persons.is_pppk[person]
        and state.persons.joined[person] == 0
        and s not in made.leader_of
    ]
    lower = BELOW.get(post.position_class, ())
    wanted = [s for s in inside if made.seats[s].leads and made.seats[s].position_class in lower]
    if not wanted:
        family = "teacher" if post.family == "school_head" else post.family
        staff = [s for s in inside if made.seats[s].scope == "staff"]
        wanted = [s for s in staff if made.seats[s].family == family] or staff
    if not wanted:
        return
    # Among the ten of the highest grade, anybody.
    rank = [int(state.persons.place[state.holder[s], quarter]) for s in wanted]
    best = np.argsort(-np.array(rank), kind="stable")[:10]
    chosen = wanted[int(rng.choice(best))]
    left = state.put(state.holder[chosen], seat)
    if made.seats[left].leads:
        _fill(rng, state, left, quarter, frozen)


def _exchange(rng: np.random.Generator, state: _State, quarter: int, frozen: set[int]) -> None:
    """Let pairs of staff of one family and class change places."""
    made = state.made
    groups: dict[tuple[str, str], list[int]] = {}
    for s, person in enumerate(state.holder):
        seat = made.seats[s]
        if person == NOBODY or seat.scope != "staff" or seat.unit in frozen:
            continue
        if state.persons.joined[person] <= quarter - 1:
            groups.setdefault((seat.family, seat.position_class), []).append(s)
    for seats in groups.values():
        n_pairs = int(EXCHANGED_SHARE / 4 * len(seats) / 2 + rng.random())
        for _ in range(n_pairs):
            one = int(rng.choice(seats))
            others = [s for s in seats if made.seats[s].unit != made.seats[one].unit]
            near = [s for s in others if made.agency(s) == made.agency(one)]
            pool = near if near and rng.random() < INSIDE_SHARE else others
            if pool:
                state.swap(one, int(rng.choice(pool)))
