"""Who the invented people are: names, NIP, education, and their grades over twelve quarters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo import names
from data.demo.posts import FAMILIES
from data.demo.seats import Seats

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
Texts = NDArray[np.str_]

N_QUARTERS = 12  # 2023-Q1 … 2025-Q4
JOINED_SHARE = 230 / 4_697  # of staff: people asked for in 2024, in post from its second quarter
JOINED_QUARTER = 5
LADDER = np.array(["I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c",
                   "III/d", "IV/a", "IV/b", "IV/c", "IV/d"])  # fmt: skip
EDUCATION = ("SMA", "D-III", "S1", "profesi", "S2", "S3")
ENTRY = {"SMA": 2, "D-III": 4, "S1": 6, "profesi": 7, "S2": 7, "S3": 8}  # places on the ladder
STAFF_CEILING = {"SMA": 7, "D-III": 8, "S1": 9, "profesi": 10, "S2": 10, "S3": 11}  # R7.2
FUNCTIONAL_CEILING = {"SMA": 9, "D-III": 9, "S1": 11, "profesi": 12, "S2": 12, "S3": 12}
# Lowest and highest place of an echelon.
OF_ECHELON = {"II.a": (12, 13), "II.b": (11, 12), "III.a": (10, 11), "III.b": (9, 10),
              "IV.a": (8, 9), "IV.b": (7, 8)}  # fmt: skip
OF_OTHER_LEADS = (9, 11)  # heads of schools, health centres, rooms; coordinators
LOWEST_SHARE = 0.005
YEARS_A_STEP = 5.4
WAIT = (8, 8, 9, 10)  # half years between promotions; every four years or a little later


@dataclass(frozen=True, eq=False)
class Persons:
    """Everybody, by row; arrays are (n,) unless the comment says otherwise."""

    employee_id: Whole
    mayor_id: int
    nip: list[str]
    name: list[str]
    is_woman: Mask
    is_pppk: Mask
    birth_date: NDArray[np.datetime64]
    education: Texts
    joined: Whole  # first quarter in post
    place: Whole  # (n, 12) place on the ladder of permanent staff at each quarter's end
    grade: Texts  # (n, 12)
    grade_since: NDArray[np.datetime64]  # (n, 12)


def make_persons(rng: np.random.Generator, made: Seats) -> Persons:
    """Invent who sits in each seat at the beginning; person k begins in seat k."""
    n = len(made.seats)
    family = made.column("family").astype(str)
    scope = made.column("scope").astype(str)
    position_class = made.column("position_class").astype(str)
    is_staff = scope == "staff"
    joined = np.where((rng.random(n) < JOINED_SHARE) & is_staff, JOINED_QUARTER, 0)
    new = joined > 0
    women = rng.random(n) < np.array([FAMILIES[f].women for f in family])
    pppk = rng.random(n) < np.array([FAMILIES[f].pppk for f in family])
    pppk = (pppk | (new & (rng.random(n) < 0.8))) & is_staff
    age = np.clip(rng.normal(44, 8.5, n), 23, 57.5)
    age = np.where(is_staff, np.where(new, np.clip(age, 23, 40), age), np.clip(age, 36, 57))
    birth = np.datetime64("2025-01-01") - (age * 365.25 + rng.random(n) * 300).astype(
        "timedelta64[D]"
    )
    birth_year = birth.astype("datetime64[Y]").astype(int) + 1970
    start = np.clip(birth_year + 20 + rng.integers(0, 12, n), 1990, np.where(pppk, 2023, 2022))
    start = np.where(pppk, np.clip(start, 2019, 2023), start)
    start = np.where(new, 2024, start)
    # Who joined in the second quarter of 2024 was appointed before it.
    month = np.where(new, rng.integers(1, 5, n), rng.integers(1, 13, n))
    education = _education(rng, family, position_class, is_staff)
    place, since = _grades(rng, made, education, start, is_staff, position_class, family)
    contract = rng.choice(["VII", "IX", "X", "V"], n, p=[0.05, 0.87, 0.06, 0.02])
    contract = np.where(education == "D-III", "VII", np.where(education == "SMA", "V", contract))
    appointed = (start - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (month - 1)
    first_day = appointed.astype("datetime64[D]")
    return Persons(
        employee_id=_ids(rng, n + 1)[:n],
        mayor_id=int(rng.integers(2**45, 2**46)),
        nip=_nips(birth, start, month, pppk, women),
        name=_names(rng, women),
        is_woman=women,
        is_pppk=pppk,
        birth_date=birth,
        education=education,
        joined=joined,
        place=place,
        grade=np.where(pppk[:, None], contract[:, None], LADDER[place]),
        grade_since=np.where((pppk | new)[:, None], first_day[:, None], since),
    )


def _education(
    rng: np.random.Generator, family: Texts, position_class: Texts, is_staff: Mask
) -> Texts:
    n = len(family)
    general = rng.choice(EDUCATION, n, p=[0.52, 0.22, 0.25, 0.0, 0.01, 0.0])
    functional = rng.choice(EDUCATION, n, p=[0.02, 0.1, 0.76, 0.01, 0.109, 0.001])
    health = rng.choice(EDUCATION, n, p=[0.0, 0.52, 0.3, 0.15, 0.03, 0.0])
    doctor = rng.choice(EDUCATION, n, p=[0.0, 0.0, 0.0, 0.72, 0.27, 0.01])
    teacher = rng.choice(EDUCATION, n, p=[0.01, 0.01, 0.87, 0.03, 0.08, 0.0])
    leading = rng.choice(EDUCATION, n, p=[0, 0, 0.67, 0.0, 0.32, 0.01])
    found = np.select(
        [
            family == "doctor",
            ~is_staff,
            position_class == "general_staff",
            np.isin(family, ["nurse", "midwife", "other_health"]),
            family == "teacher",
        ],
        [doctor, leading, general, health, teacher],
        functional,
    )
    return np.asarray(found, dtype=np.str_)


def _grades(
    rng: np.random.Generator,
    made: Seats,
    education: Texts,
    start: Whole,
    is_staff: Mask,
    position_class: Texts,
    family: Texts,
) -> tuple[Whole, NDArray[np.datetime64]]:
    """Return each quarter's place on the ladder, (n, 12), and since when."""
    n = len(education)
    entry = np.array([ENTRY[each] for each in education])
    ceilings = np.array(
        [
            (STAFF_CEILING if each == "general_staff" else FUNCTIONAL_CEILING)[school]
            for each, school in zip(position_class, education, strict=True)
        ]
    )
    place = entry + np.floor((2023 - start) / YEARS_A_STEP + rng.normal(0, 0.4, n)).astype(int)
    of_old = (rng.random(n) < LOWEST_SHARE) & is_staff  # entered below what their school gives
    place = np.where(of_old, 1, place)
    bounds = np.array(
        [
            OF_ECHELON[seat.echelon] if seat.echelon else OF_OTHER_LEADS
            for seat in made.seats
        ]
    )  # fmt: skip
    low = np.where(is_staff, np.where(of_old, 0, entry), bounds[:, 0])
    high = np.where(is_staff, ceilings, bounds[:, 1])
    place = np.clip(place, low, high)
    wait = rng.choice(WAIT, n)
    # Half years before April 2023; nobody rose before being appointed.
    last = np.maximum(-rng.integers(1, 9, n), 2 * (start + 1 - 2023))
    places = np.empty((n, N_QUARTERS), dtype=np.int64)
    lasts = np.empty((n, N_QUARTERS), dtype=np.int64)
    for quarter in range(N_QUARTERS):
        if quarter % 2:  # 1 April and 1 October
            half = quarter // 2
            rises = (half - last >= wait) & (place < high)
            place = place + rises
            last = np.where(rises, half, last)
        places[:, quarter] = place
        lasts[:, quarter] = last
    months = np.datetime64("2023-04") + 6 * lasts
    return places, months.astype("datetime64[D]")


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
