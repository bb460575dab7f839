"""The invented people: where they work over twelve quarters, who leads, and who they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo import names
from data.demo.offices import AGENCIES, Agency, Unit, units_of

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

FULL_CITY = 5_340
N_QUARTERS = 12  # 2023-Q1 … 2025-Q4
FIRST_YEAR = 2023
JOINED_SHARE = 230 / FULL_CITY  # people asked for in 2024, in post from the second quarter of 2024
JOINED_QUARTER = 5
MOVED_SHARE = 0.04  # people who change unit, over the three years
ROTATED_SHARE = 0.15  # units whose heads change places once
ACTING_SHARE = 0.08  # units led by an acting head for one or two quarters
SMALLEST_UNIT = 4

FAMILIES = ("teacher", "health", "engineering", "order", "ward", "administration")
# By family, after the estimates for the city: women, PPPK, functional posts.
WOMEN = {"teacher": 0.74, "health": 0.82, "engineering": 0.27, "order": 0.14, "ward": 0.50,
         "administration": 0.52}  # fmt: skip
PPPK = {"teacher": 0.34, "health": 0.30, "engineering": 0.12, "order": 0.10, "ward": 0.06,
        "administration": 0.08}  # fmt: skip
FUNCTIONAL = {"teacher": 0.96, "health": 0.92, "engineering": 0.60, "order": 0.45, "ward": 0.10,
              "administration": 0.60}  # fmt: skip
TITLES = {
    "teacher": "Guru",
    "health": "Perawat",
    "engineering": "Teknik Tata Bangunan",
    "order": "Polisi Pamong Praja",
    "ward": "Penyuluh Kelurahan",
    "administration": "Analis Kebijakan",
}
STAFF_TITLES = {  # general staff beside them
    "teacher": "Pengadministrasi Sekolah",
    "health": "Pengadministrasi Kesehatan",
    "engineering": "Pengelola Sarana dan Prasarana",
    "order": "Anggota Satuan Polisi Pamong Praja",
    "ward": "Pengadministrasi Kelurahan",
    "administration": "Pengadministrasi Perkantoran",
}


@dataclass(frozen=True, eq=False)
class People:
    """Everybody, by row; quarters are 0 … 11. Arrays are (n,) unless the comment says otherwise."""

    employee_id: Whole
    nip: list[str]
    name: list[str]
    is_woman: Mask
    is_pppk: Mask
    birth_date: NDArray[np.datetime64]
    education: NDArray[np.str_]
    grade: NDArray[np.str_]
    position_class: NDArray[np.str_]
    family: NDArray[np.str_]
    title: NDArray[np.str_]  # while leading nothing; see titles_at
    joined: Whole  # first quarter in post
    unit: Whole  # (n, 12) unit of each quarter
    units: list[Unit]
    head: Whole  # (n_units, 12) row of the head
    acting: Mask  # (n_units, 12) led by a head of another unit
    agency_head: Whole  # (n_agencies, 12)
    rotated: list[int]  # units whose head changed
    mayor_id: int  # rates the city secretary; no civil servant

    @property
    def agency(self) -> Whole:
        """Agency of each quarter, (n, 12)."""
        of_unit = np.array([unit.agency for unit in self.units])
        found: Whole = of_unit[self.unit]
        return found


def city_units(n_people: int) -> tuple[list[Unit], Whole]:
    """Return the units of a city of this size and how many people each has."""
    scale = n_people / FULL_CITY
    units: list[Unit] = []
    for index in range(len(AGENCIES)):
        full = units_of(index)
        wanted = AGENCIES[index].n_people * scale
        if scale < 1:
            fits = max(1, int(wanted // SMALLEST_UNIT))
            spread = np.unique(np.linspace(0, len(full) - 1, min(fits, len(full))).astype(int))
            chosen = [full[k] for k in spread]
        else:
            copies = max(1, round(scale))
            chosen = [
                unit if copy == 0 else unit._replace(name=f"{unit.name} ({copy + 1})")
                for copy in range(copies)
                for unit in full
            ]
        weight = sum(unit.weight for unit in chosen)
        units += [unit._replace(weight=unit.weight / weight * wanted) for unit in chosen]
    agency = np.array([unit.agency for unit in units])
    weights = np.array([unit.weight for unit in units])
    per_agency = _apportion(np.array([a.n_people for a in AGENCIES], dtype=float), n_people)
    sizes = np.concatenate(
        [_apportion(weights[agency == a], int(n)) for a, n in enumerate(per_agency)]
    )
    return units, sizes


def _apportion(weights: NDArray[np.float64], total: int) -> Whole:
    """Split `total` people by weight, at least two each, largest remainders first."""
    exact = weights / weights.sum() * total
    sizes = np.maximum(np.floor(exact).astype(np.int64), 2)
    order = np.argsort(-(exact - np.floor(exact)), kind="stable")
    for at in range(max(total - int(sizes.sum()), 0)):
        sizes[order[at % len(order)]] += 1
    while sizes.sum() > total and sizes.max() > 2:
        sizes[int(np.argmax(sizes))] -= 1
    counts: Whole = sizes
    return counts


def make_people(rng: np.random.Generator, n_people: int) -> People:
    """Invent everybody and their twelve quarters."""
    units, sizes = city_units(n_people)
    n_units = len(units)
    home = np.repeat(np.arange(n_units), sizes)
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])  # the first of each unit leads it
    is_head = np.zeros(n_people, dtype=bool)
    is_head[first] = True
    agency_of_unit = np.array([unit.agency for unit in units])
    lead_unit = np.array([np.flatnonzero(agency_of_unit == a)[0] for a in range(len(AGENCIES))])
    leads_agency = np.zeros(n_people, dtype=bool)
    agency_lead = first[lead_unit] + 1  # the second of the first unit leads the agency
    leads_agency[agency_lead] = True

    family = np.array([_family(units[u]) for u in range(n_units)])[home]
    joined = np.where(
        (rng.random(n_people) < JOINED_SHARE) & ~is_head & ~leads_agency, JOINED_QUARTER, 0
    )
    unit = np.repeat(home[:, None], N_QUARTERS, axis=1)
    head = np.repeat(first[:, None], N_QUARTERS, axis=1)
    agency_head = np.repeat(agency_lead[:, None], N_QUARTERS, axis=1)
    rotated = _rotate(rng, units, unit, head)
    _move_people(rng, unit, agency_of_unit, is_head | leads_agency)
    _change_agency_heads(rng, unit, agency_head)
    acting = _acting(rng, head, agency_of_unit, set(rotated))

    return People(
        **_persons(rng, n_people, family, is_head, leads_agency, joined, units, home),
        family=family,
        joined=joined,
        unit=unit,
        units=units,
        head=head,
        acting=acting,
        agency_head=agency_head,
        rotated=rotated,
    )


def _family(unit: Unit) -> str:
    code = AGENCIES[unit.agency].code
    if unit.kind == "school":
        return "teacher"
    if unit.kind in ("health_centre", "room"):
        return "health"
    if unit.kind == "ward":
        return "ward"
    special = {"PUTR": "engineering", "PERKIM": "engineering", "SATPOL": "order"}
    return special.get(code, "administration")


def _rotate(rng: np.random.Generator, units: list[Unit], unit: Whole, head: Whole) -> list[int]:
    """Let heads of units of one kind and agency change places at a quarter; return the units."""
    rotated: list[int] = []
    groups: dict[tuple[int, str], list[int]] = {}
    for index, each in enumerate(units):
        groups.setdefault((each.agency, each.kind), []).append(index)
    for members in groups.values():
        shuffled = rng.permutation(members)
        n_pairs = round(len(members) * ROTATED_SHARE / 2) or int(len(members) > 1)
        for one, other in zip(
            shuffled[0 : 2 * n_pairs : 2], shuffled[1 : 2 * n_pairs : 2], strict=False
        ):
            quarter = int(rng.integers(3, 10))
            head[one, quarter:], head[other, quarter:] = (
                head[other, quarter:].copy(),
                head[one, quarter:].copy(),
            )
            unit[head[one, quarter], quarter:] = one
            unit[head[other, quarter], quarter:] = other
            rotated += [int(one), int(other)]
    return sorted(rotated)


def _move_people(rng: np.random.Generator, unit: Whole, agency_of_unit: Whole, fixed: Mask) -> None:
    movers = np.flatnonzero((rng.random(len(unit)) < MOVED_SHARE) & ~fixed)
    quarters = rng.integers(2, N_QUARTERS, size=len(movers))
    for person, quarter in zip(movers, quarters, strict=True):
        agency = agency_of_unit[unit[person, 0]]
        inside = np.flatnonzero(agency_of_unit == agency)
        # Two in three stay in the agency: schools and health centres exchange their own.
        pool = (
            inside if rng.random() < 2 / 3 and len(inside) > 1 else np.arange(len(agency_of_unit))
        )
        unit[person, quarter:] = rng.choice(pool)


def _change_agency_heads(rng: np.random.Generator, unit: Whole, agency_head: Whole) -> None:
    for year_start in (0, 4, 8):
        chosen = rng.permutation(len(agency_head))[:4]
        quarter = year_start + int(rng.integers(1, 4))
        for one, other in (chosen[:2], chosen[2:]):
            a, b = agency_head[one, quarter], agency_head[other, quarter]
            agency_head[one, quarter:], agency_head[other, quarter:] = b, a
            unit_a, unit_b = unit[a, quarter], unit[b, quarter]
            unit[a, quarter:], unit[b, quarter:] = unit_b, unit_a


def _acting(
    rng: np.random.Generator, head: Whole, agency_of_unit: Whole, rotated: set[int]
) -> Mask:
    acting = np.zeros(head.shape, dtype=bool)
    for index in range(len(head)):
        peers = np.flatnonzero(agency_of_unit == agency_of_unit[index])
        if index in rotated or len(peers) < 2 or rng.random() >= ACTING_SHARE:
            continue
        quarter = int(rng.integers(1, N_QUARTERS - 1))
        stand_in = int(rng.choice(peers[peers != index]))
        length = int(rng.integers(1, 3))
        for each in range(quarter, quarter + length):
            head[index, each] = head[stand_in, each]
            acting[index, each] = True
    return acting


def _persons(
    rng: np.random.Generator,
    n: int,
    family: NDArray[np.str_],
    is_head: Mask,
    leads_agency: Mask,
    joined: Whole,
    units: list[Unit],
    home: Whole,
) -> dict[str, Any]:
    leads = is_head | leads_agency
    women = rng.random(n) < np.array([WOMEN[f] for f in family])
    new = joined > 0
    pppk = (
        (rng.random(n) < np.array([PPPK[f] for f in family])) | (new & (rng.random(n) < 0.8))
    ) & ~leads
    age = np.clip(rng.normal(44, 8.5, n), 23, 57.5)
    age = np.where(leads, np.clip(age, 38, 57), np.where(new, np.clip(age, 23, 40), age))
    birth = np.datetime64("2025-01-01") - (age * 365.25 + rng.random(n) * 300).astype(
        "timedelta64[D]"
    )
    birth_year = birth.astype("datetime64[Y]").astype(int) + 1970
    oldest_start = birth_year + 20
    start = np.where(
        new, 2024, np.clip(oldest_start + rng.integers(0, 12, n), 1990, np.where(pppk, 2023, 2022))
    )
    start = np.where(pppk & ~new, np.clip(start, 2019, 2023), start)
    # Who joined in the second quarter of 2024 was appointed before it.
    month = np.where(new, rng.integers(1, 5, n), rng.integers(1, 13, n))
    classes = _classes(rng, n, family, is_head, leads_agency, units, home)
    return {
        "employee_id": _ids(rng, n + 1)[:n],
        "mayor_id": int(rng.integers(2**45, 2**46)),
        "nip": _nips(birth, start, month, pppk, women),
        "name": _names(rng, women),
        "is_woman": women,
        "is_pppk": pppk,
        "birth_date": birth,
        "education": _education(rng, n, family, leads),
        "grade": _grades(rng, n, family, pppk, is_head, leads_agency, age),
        "position_class": classes,
        "title": _titles(family, classes),
    }


def _ids(rng: np.random.Generator, n: int) -> Whole:
    ids = np.unique(rng.integers(2**46, 2**53, size=n + n // 50 + 10))
    return rng.permutation(ids)[:n]


def _nips(
    birth: NDArray[np.datetime64], start: Whole, month: Whole, pppk: Mask, women: Mask
) -> list[str]:
    days = pd.DatetimeIndex(birth).strftime("%Y%m%d")
    prefix = pd.Series(
        [
            f"{day}{year}{21 if contract else m:02d}{2 if woman else 1}"
            for day, year, m, contract, woman in zip(days, start, month, pppk, women, strict=True)
        ]
    )
    # Serials from 900 on: recognisably invented.
    serial = prefix.groupby(prefix).cumcount() + 900
    return [f"{p}{s:03d}" for p, s in zip(prefix, serial, strict=True)]


def _names(rng: np.random.Generator, women: Mask) -> list[str]:
    n = len(women)
    male = rng.choice(names.MALE_GIVEN, n)
    female = rng.choice(names.FEMALE_GIVEN, n)
    second = np.where(rng.random(n) < 0.4, rng.choice(names.SECOND, n), "")
    family = rng.choice(names.FAMILY, n)
    return [
        " ".join(part for part in (f if woman else m, s, last) if part)
        for f, m, s, last, woman in zip(female, male, second, family, women, strict=True)
    ]


def _education(
    rng: np.random.Generator, n: int, family: NDArray[np.str_], leads: Mask
) -> NDArray[np.str_]:
    steps = np.array(["SMA", "D-III", "S1", "profesi", "S2", "S3"])
    general = rng.choice(steps, n, p=[0.18, 0.17, 0.56, 0.02, 0.069, 0.001])
    health = rng.choice(steps, n, p=[0.02, 0.48, 0.28, 0.18, 0.04, 0.0])
    teacher = rng.choice(steps, n, p=[0.02, 0.04, 0.84, 0.02, 0.08, 0.0])
    leading = rng.choice(steps, n, p=[0, 0, 0.68, 0.0, 0.31, 0.01])
    found = np.select(
        [leads, family == "health", family == "teacher"], [leading, health, teacher], general
    )
    return np.asarray(found, dtype=np.str_)


def _grades(
    rng: np.random.Generator,
    n: int,
    family: NDArray[np.str_],
    pppk: Mask,
    is_head: Mask,
    leads_agency: Mask,
    age: NDArray[np.float64],
) -> NDArray[np.str_]:
    contract = rng.choice(["VII", "IX", "X", "V"], n, p=[0.18, 0.74, 0.06, 0.02])
    ladder = np.array(
        [
            "I/d",
            "II/a",
            "II/b",
            "II/c",
            "II/d",
            "III/a",
            "III/b",
            "III/c",
            "III/d",
            "IV/a",
            "IV/b",
            "IV/c",
        ]
    )
    place = 5.9 + (age - 44) * 0.17 + rng.normal(0, 1.5, n) + np.where(family == "teacher", 2.3, 0)
    place += np.where(is_head, 1.5, 0) + np.where(leads_agency, 4, 0)
    lowest = np.where(leads_agency, 10, np.where(is_head, 7, 0))
    permanent = ladder[np.clip(np.round(place), lowest, 11).astype(int)]
    return np.where(pppk, contract, permanent)


def _classes(
    rng: np.random.Generator,
    n: int,
    family: NDArray[np.str_],
    is_head: Mask,
    leads_agency: Mask,
    units: list[Unit],
    home: Whole,
) -> NDArray[np.str_]:
    kinds = np.array([unit.kind for unit in units])[home]
    district = np.array([AGENCIES[unit.agency].kind == "district" for unit in units])[home]
    functional = rng.random(n) < np.array([FUNCTIONAL[f] for f in family])
    staff = np.where(functional, "functional", "general_staff")
    head = np.where(
        np.isin(kinds, ["school", "room"]),
        "functional",
        np.where((kinds == "office") & ~district, "administrator", "supervisor"),
    )
    top = np.where(district, "administrator", "executive")
    return np.where(leads_agency, top, np.where(is_head, head, staff))


def _titles(family: NDArray[np.str_], position_class: NDArray[np.str_]) -> NDArray[np.str_]:
    """Return the titles of people while they lead nothing."""
    functional = np.array([TITLES[str(each)] for each in family])
    staff = np.array([STAFF_TITLES[str(each)] for each in family])
    return np.where(position_class == "general_staff", staff, functional)


def leader_title(agency: Agency) -> str:
    """Return what the leader of an agency is called."""
    special = {
        "SETDA": "Sekretaris Daerah",
        "SETWAN": "Sekretaris DPRD",
        "INSP": "Inspektur",
        "RSUD": f"Direktur {agency.name}",
    }
    if agency.kind == "district":
        return agency.name.replace("Kecamatan", "Camat")
    return special.get(agency.code, f"Kepala {agency.name}")


def head_title(unit: Unit) -> str:
    """Return what the head of a unit is called."""
    if unit.kind == "ward":
        return unit.name.replace("Kelurahan", "Lurah")
    if unit.kind == "school":
        return f"Kepala {unit.name}"
    return {"Sekretariat": "Sekretaris"}.get(unit.name, f"Kepala {unit.name}")


def titles_at(people: People, person: Whole, quarter: Whole) -> NDArray[np.str_]:
    """Return the title each person held in a quarter; who stands in keeps the own one."""
    unit = people.unit[person, quarter]
    agency = people.agency[person, quarter]
    leads = people.agency_head[agency, quarter] == person
    heads = (people.head[unit, quarter] == person) & ~people.acting[unit, quarter]
    of_agency = np.array([leader_title(each) for each in AGENCIES])
    of_unit = np.array([head_title(each) for each in people.units])
    return np.where(leads, of_agency[agency], np.where(heads, of_unit[unit], people.title[person]))
