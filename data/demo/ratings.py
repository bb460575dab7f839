"""What raters gave: latent quality plus planted effects, then scores, items, predicates.

    score = year + theta_person + q_unit + s_rater + noise            (points of 100, ceiling 100)

q is quality that a strong or weak team really has; s is the rater's leniency. Both are planted, so
that an analysis can be held against the truth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from data.demo.offices import AGENCIES
from data.demo.people import N_QUARTERS, People
from data.vocabulary import period_span

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

MEAN_SCORE = 86.0
SD_PERSON, SD_UNIT, SD_RATER, SD_NOISE = 3.4, 1.8, 2.0, 3.6  # together about 6 points
STRICT = LENIENT = 7.0  # planted size, points
TEAM = 6.0  # planted size of strong and weak teams
DRIFT = 0.8  # points a quarter
GROUP = -1.0  # points, women under the raters of the group effect
SHRINK = 0.25  # central tendency: what is left of the spread
N_PLANTED = 6  # units of each kind
OF_RATERS = ("strict", "lenient", "central", "halo", "drift")
OF_TEAMS = ("strong_team", "weak_team", "ceiling", "group", "copied")
SMALLEST_LINKED_TEAM = 8  # people who then know two raters
# Share Sangat Baik of PNS by year; PPPK two points fewer. The first step is real, the second
# within chance.
VERY_GOOD = {2023: 0.091, 2024: 0.117, 2025: 0.119}
PPPK_LESS = 0.022
BELOW = (("needs_improvement", 0.0011), ("poor", 0.0006), ("very_poor", 0.0010))
LEVELS = {"needs_improvement": ("below", "meets"), "poor": ("meets", "below"),
          "very_poor": ("below", "below"), "very_good": ("above", "above")}  # fmt: skip
STRICT_PATTERN = ("BKPSDM", "INSP")  # follow SE 3/2023: at most 70 % Baik, some lower
GENEROUS = ("NAKER", "DISPAR")  # high ratings, low results
INCOMPLETE = ("DISHUB", "KOPUKM")
LATE = ("SATPOL", "DKPP")
PASTED = ("Sudah baik dan sesuai", "Untuk dapat dipertahankan", "Tingkatkan terus kinerjanya")


@dataclass(frozen=True, eq=False)
class Plan:
    """Which units and raters carry which planted effect."""

    kinds: dict[str, list[int]]  # effect → units
    quality: Floats  # (n_units,) true quality of the team
    leniency: Floats  # (n_people,) of the person as a rater
    central: set[int] = field(default_factory=set)  # rows of raters
    halo: set[int] = field(default_factory=set)
    drift: set[int] = field(default_factory=set)
    group: set[int] = field(default_factory=set)


@dataclass(frozen=True, eq=False)
class Ratings:
    """One row per appraisal, all arrays (n,)."""

    person: Whole
    rater: Whole  # row of the rater; -1: the mayor
    role: NDArray[np.str_]
    period: NDArray[np.str_]
    quarter: Whole  # quarter whose unit and post are frozen in the row
    score: Floats
    items: Floats  # (n, 7), 1–5
    predicate: NDArray[np.object_]  # None, like both levels, where the rater only gives feedback
    work_result: NDArray[np.object_]
    behaviour: NDArray[np.object_]
    set_on: NDArray[np.datetime64]
    feedback: list[str | None]
    mismatched: Whole  # rows whose levels and predicate disagree, planted


def make_plan(rng: np.random.Generator, people: People) -> Plan:
    """Choose who carries which effect, one each.

    Effects of raters go to heads who change places once: both teams then know two raters, and an
    analysis can tell the rater from the team. Effects of teams go to units whose head stays.
    """
    n_units = len(people.units)
    sizes = np.bincount(people.unit[:, 0], minlength=n_units)
    leads_agency = np.isin(people.unit[people.agency_head[:, 0], 0], people.rotated)
    apart = set(people.unit[people.agency_head[leads_agency, 0], 0].tolist())
    linked = np.array(
        [u for u in people.rotated if u not in apart and sizes[u] >= SMALLEST_LINKED_TEAM],
        dtype=int,
    )
    steady = np.array(
        [
            u
            for u in range(n_units)
            if u not in set(people.rotated) and not people.acting[u].any() and sizes[u] >= 4
        ]
    )
    kinds: dict[str, list[int]] = {}
    for names, pool in ((OF_RATERS, linked), (OF_TEAMS, steady)):
        shuffled = rng.permutation(pool)
        each = min(N_PLANTED, len(shuffled) // len(names))
        for k, name in enumerate(names):
            kinds[name] = sorted(int(u) for u in shuffled[k * each : (k + 1) * each])
    quality = rng.normal(0, SD_UNIT, n_units)
    leniency = rng.normal(0, SD_RATER, len(people.nip))
    lead = people.head[:, 0]
    quality[kinds["strong_team"]] = TEAM
    quality[kinds["weak_team"]] = -TEAM
    quality[kinds["ceiling"]] = 2 * TEAM
    for name in ("strong_team", "weak_team", "ceiling"):
        leniency[lead[kinds[name]]] = 0.0  # the trap: the rater is fair
    leniency[lead[kinds["strict"]]] = -STRICT
    leniency[lead[kinds["lenient"]]] = LENIENT
    quality[[*kinds["strict"], *kinds["lenient"]]] = 0.0
    return Plan(
        kinds,
        quality,
        leniency,
        *({int(r) for r in lead[kinds[name]]} for name in ("central", "halo", "drift", "group")),
    )


def make_ratings(rng: np.random.Generator, people: People, plan: Plan) -> Ratings:
    """Rate everybody in twelve quarters and three years, with some further raters a year."""
    n = len(people.nip)
    theta = rng.normal(0, SD_PERSON, n)
    rater, role = raters(people)
    latent = theta[:, None] + plan.quality[people.unit]
    given = _given(rng, people, plan, latent, rater)
    quarters = _clip(given)
    parts = []
    for quarter in range(N_QUARTERS):
        code = f"{2023 + quarter // 4}-Q{quarter % 4 + 1}"
        parts.append((code, quarter, quarters[:, quarter]))
    for year in range(3):
        last = 4 * year + 3
        # The year is set on the year's evidence, not the mean of the quarters (R2.2).
        of_year = quarters[:, 4 * year : 4 * year + 4]
        rated = (~np.isnan(of_year)).sum(axis=1)
        whole = np.where(rated > 0, np.nansum(of_year, axis=1) / np.maximum(rated, 1), np.nan)
        parts.append((str(2023 + year), last, _clip(whole + rng.normal(0, 1.2, n))))
    rows = [_period(rng, people, plan, rater, role, *part) for part in parts]
    joined = {
        name: np.concatenate([row[name] for row in rows])
        for name in ("person", "rater", "role", "period", "quarter", "score", "items")
    }
    further = _further_raters(rng, people, latent)
    for name, values in further.items():
        joined[name] = np.concatenate([joined[name], values])
    predicate = _predicates(rng, people, joined)
    work_result, behaviour, mismatched = _levels(rng, predicate, joined["role"])
    # R12.5: peers and project leads give no predicate.
    judges = np.isin(joined["role"], ["superior", "acting"])
    return Ratings(
        **joined,
        predicate=_only(judges, predicate),
        work_result=_only(judges, work_result),
        behaviour=_only(judges, behaviour),
        set_on=_dates(rng, people, joined),
        feedback=_feedback(rng, people, plan, joined),
        mismatched=mismatched,
    )


def _only(given: NDArray[np.bool_], values: NDArray[np.str_]) -> NDArray[np.object_]:
    found = values.astype(object)
    found[~given] = None
    return found


def raters(people: People) -> tuple[Whole, NDArray[np.bool_]]:
    """Return who rates whom each quarter, (n, 12), and whether as acting superior."""
    n = len(people.nip)
    of_unit = np.array([unit.agency for unit in people.units])
    rater = np.empty((n, N_QUARTERS), dtype=np.int64)
    acting = np.zeros((n, N_QUARTERS), dtype=bool)
    secretary_agency = 0  # SETDA comes first; its leader is the city secretary
    for quarter in range(N_QUARTERS):
        unit = people.unit[:, quarter]
        head = people.head[unit, quarter]
        leader = people.agency_head[of_unit[unit], quarter]
        own = np.arange(n)
        leads = np.isin(own, people.agency_head[:, quarter])
        # Heads of units (also those who stand in) answer to the agency's leader.
        is_unit_head = np.isin(own, people.head[:, quarter]) | (head == own)
        rater[:, quarter] = np.where(is_unit_head, leader, head)
        acting[:, quarter] = people.acting[unit, quarter] & ~is_unit_head & ~leads
        secretary = people.agency_head[secretary_agency, quarter]
        rater[leads, quarter] = secretary
        rater[secretary, quarter] = -1
    return rater, acting


def _given(
    rng: np.random.Generator, people: People, plan: Plan, latent: Floats, rater: Whole
) -> Floats:
    leniency = np.where(rater >= 0, plan.leniency[rater], 0.0)
    generous = np.isin(people.agency, [k for k, a in enumerate(AGENCIES) if a.code in GENEROUS])
    given = MEAN_SCORE + latent + leniency + 3.0 * generous
    given = given + rng.normal(0, SD_NOISE, given.shape)
    time = np.arange(N_QUARTERS) - (N_QUARTERS - 1) / 2
    given += DRIFT * time * np.isin(rater, list(plan.drift))
    given += GROUP * np.isin(rater, list(plan.group)) * people.is_woman[:, None]
    shrunk = MEAN_SCORE + SHRINK * (given - MEAN_SCORE)
    given = np.where(np.isin(rater, list(plan.central)), shrunk, given)
    before = np.arange(N_QUARTERS)[None, :] < people.joined[:, None]
    found: Floats = np.where(before, np.nan, given)
    return found


def _clip(score: Floats) -> Floats:
    return np.asarray(np.round(np.clip(score, 40, 100), 1), dtype=np.float64)


def _period(
    rng: np.random.Generator,
    people: People,
    plan: Plan,
    rater: Whole,
    acting: NDArray[np.bool_],
    code: str,
    quarter: int,
    score: Floats,
) -> dict[str, NDArray[np.generic]]:
    present = ~np.isnan(score)
    incomplete = np.isin(
        people.agency[:, quarter], [k for k, a in enumerate(AGENCIES) if a.code in INCOMPLETE]
    )
    missing = np.where(incomplete & (quarter >= 8), 0.35, 0.01)
    present &= rng.random(len(score)) >= missing
    rows = np.flatnonzero(present)
    who = rater[rows, quarter]
    return {
        "person": rows,
        "rater": who,
        "role": np.where(acting[rows, quarter], "acting", "superior"),
        "period": np.full(len(rows), code),
        "quarter": np.full(len(rows), quarter),
        "score": score[rows],
        "items": _items(rng, score[rows], np.isin(who, list(plan.halo))),
    }


def _items(rng: np.random.Generator, score: Floats, halo: NDArray[np.bool_]) -> Floats:
    """Return seven values of 1–5 that move with the score; halo leaves no differences."""
    own = np.array([0.1, 0.0, 0.05, 0.15, 0.2, -0.15, -0.05])
    spread = np.where(halo, 0.05, 0.7)[:, None]
    level = 3.9 + (score[:, None] - MEAN_SCORE) / 9 + np.where(halo[:, None], 0, own)
    found: Floats = np.clip(np.round(level + spread * rng.normal(size=(len(score), 7))), 1, 5)
    return found


def _further_raters(
    rng: np.random.Generator, people: People, latent: Floats
) -> dict[str, NDArray[np.generic]]:
    """Return peers and project leads of a few people a year: they tie raters together later."""
    n = len(people.nip)
    person: list[int] = []
    rater: list[int] = []
    role: list[str] = []
    quarter: list[int] = []
    for year in range(3):
        last = 4 * year + 3
        chosen = rng.permutation(n)[: max(1, n // 25)]
        by_unit = np.argsort(people.unit[:, last], kind="stable")
        place = np.empty(n, dtype=np.int64)
        place[by_unit] = np.arange(n)
        for step, kind in ((1, "peer"), (2, "peer"), (5, "project_lead")):
            other = by_unit[(place[chosen] + step) % n]
            fits = (other != chosen) & (people.joined[chosen] <= last)
            person += chosen[fits].tolist()
            rater += other[fits].tolist()
            role += [kind] * int(fits.sum())
            quarter += [last] * int(fits.sum())
    at = np.array(person, dtype=np.int64)
    when = np.array(quarter, dtype=np.int64)
    score = _clip(MEAN_SCORE + 1.5 + latent[at, when] + rng.normal(0, 4.5, len(at)))
    return {
        "person": at,
        "rater": np.array(rater, dtype=np.int64),
        "role": np.array(role),
        "period": np.array([str(2023 + q // 4) for q in quarter]),
        "quarter": when,
        "score": score,
        "items": _items(rng, score, np.zeros(len(at), dtype=bool)),
    }


def _predicates(
    rng: np.random.Generator, people: People, rows: dict[str, NDArray[np.generic]]
) -> NDArray[np.str_]:
    """Return predicates with the national shares; two agencies follow the pattern strictly."""
    period, score, person = rows["period"], rows["score"].astype(float), rows["person"].astype(int)
    found = np.full(len(score), "good", dtype="<U17")
    agency = people.agency[person, rows["quarter"].astype(int)]
    strict = np.isin(agency, [k for k, a in enumerate(AGENCIES) if a.code in STRICT_PATTERN])
    generous = np.isin(agency, [k for k, a in enumerate(AGENCIES) if a.code in GENEROUS])
    judged = ~np.isin(rows["role"], ["peer", "project_lead"])
    # The predicate follows the score only loosely: most of what is known lies below it.
    shown = score + rng.normal(0, 3.0, len(score)) + 1.5 * generous
    for code in np.unique(period):
        year = int(str(code)[:4])
        for pppk in (False, True):
            group = np.flatnonzero(
                (period == code) & judged & ~strict & (people.is_pppk[person] == pppk)
            )
            share = VERY_GOOD[year] - PPPK_LESS * pppk
            best = group[np.argsort(-shown[group], kind="stable")]
            found[best[: round(share * len(best))]] = "very_good"
            worst, taken = best[::-1], 0
            # At least one of each step in the permanent staff, so that small cities have them too.
            for step, rate in BELOW:
                count = round(rate * len(group)) if pppk else max(1, round(rate * len(group)))
                found[worst[taken : taken + count]] = step
                taken += count
        for index in np.unique(agency[strict]):
            group = np.flatnonzero((period == code) & judged & strict & (agency == index))
            best = group[np.argsort(-shown[group], kind="stable")]
            size = len(best)
            found[best[: round(0.24 * size)]] = "very_good"
            found[best[size - max(1, round(0.08 * size)) :]] = "needs_improvement"
    return found


def _levels(
    rng: np.random.Generator, predicate: NDArray[np.str_], role: NDArray[np.generic]
) -> tuple[NDArray[np.str_], NDArray[np.str_], Whole]:
    draw = rng.random(len(predicate))
    result = np.where(draw < 0.08, "above", "meets").astype("<U5")
    behaviour = np.where((draw >= 0.08) & (draw < 0.16), "above", "meets").astype("<U5")
    for step, (one, two) in LEVELS.items():
        result[predicate == step], behaviour[predicate == step] = one, two
    plain = np.flatnonzero((predicate == "good") & (role == "superior"))
    mismatched = np.sort(rng.choice(plain, size=min(6, len(plain)), replace=False))
    result[mismatched], behaviour[mismatched] = "above", "above"
    return result, behaviour, mismatched


def due_on(code: str) -> date:
    """Return the deadline to fill a period: 15 days after a quarter, 31 days after a year."""
    span = period_span(code)
    return span.ends_on + timedelta(days=31 if span.kind == "year" else 15)


def _dates(
    rng: np.random.Generator, people: People, rows: dict[str, NDArray[np.generic]]
) -> NDArray[np.datetime64]:
    n = len(rows["period"])
    codes, which = np.unique(rows["period"], return_inverse=True)
    due = np.array([due_on(str(code)) for code in codes], dtype="datetime64[D]")[which]
    agency = people.agency[rows["person"].astype(int), rows["quarter"].astype(int)]
    late = rng.random(n) < np.where(
        np.isin(agency, [k for k, a in enumerate(AGENCIES) if a.code in LATE]), 0.45, 0.05
    )
    last_week = rng.random(n) < 0.58
    before = np.where(last_week, rng.integers(0, 7, n), rng.integers(7, 14, n))
    shift = np.where(late, rng.integers(1, 25, n), -before)
    found: NDArray[np.datetime64] = due + shift.astype("timedelta64[D]")
    return found


STARTS = ("Menyelesaikan", "Menangani", "Menyusun", "Mendampingi", "Memeriksa", "Menata",
          "Melayani", "Mengoordinasikan", "Memperbaiki", "Menindaklanjuti")  # fmt: skip
THINGS = ("laporan triwulan", "berkas layanan", "jadwal piket", "data kepegawaian", "aduan warga",
          "dokumen anggaran", "kegiatan lapangan", "arsip unit", "pelatihan rekan kerja",
          "rapat koordinasi", "rencana kerja", "evaluasi kegiatan")  # fmt: skip
ENDS = ("sebelum tenggat", "dengan teliti", "tanpa temuan", "dengan dua kali perbaikan",
        "lebih cepat dari rencana", "sesuai prosedur", "meski tenaga terbatas",
        "dengan catatan kecil", "bersama tim", "sampai tuntas")  # fmt: skip


def _feedback(
    rng: np.random.Generator, people: People, plan: Plan, rows: dict[str, NDArray[np.generic]]
) -> list[str | None]:
    """Return feedback texts: a third empty, some pasted for everybody of a unit."""
    n = len(rows["period"])
    empty = rng.random(n) < 1 / 3
    pasted = rng.random(n) < 0.15
    unit = people.unit[rows["person"].astype(int), rows["quarter"].astype(int)]
    copied = np.isin(unit, plan.kinds["copied"])
    start, thing, end = (rng.integers(0, len(words), n) for words in (STARTS, THINGS, ENDS))
    return [
        PASTED[unit[k] % len(PASTED)]
        if copied[k]
        else None
        if empty[k]
        else PASTED[k % len(PASTED)]
        if pasted[k]
        else f"{STARTS[start[k]]} {THINGS[thing[k]]} {ENDS[end[k]]}"
        for k in range(n)
    ]
