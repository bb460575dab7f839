"""What a promotion asks for besides ratings: sanctions, assessments, credit points.

Drawn by a generator of its own, so that nothing else of the city depends on it:

    potential score = 70 + 11 (.45 z + .89 e)     z: ability of the person, standardised
    credit of a year = months/12 x percent(predicate) x coefficient(level)      rules.md 6
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo.offices import AGENCIES
from data.demo.people import N_QUARTERS, People
from data.demo.plan import INCOMPLETE, Plan
from data.demo.ratings import Ratings

STREAM = 94  # tells this generator from the one of the city; PP 94/2021
YEARS = (2023, 2024, 2025)
SANCTIONED_SHARE = 0.008
FEWEST_SANCTIONS = 12
LEVELS = ("light", "moderate", "severe")
LEVEL_SHARES = (0.55, 0.3, 0.15)
KINDS = {
    "light": ("oral_warning", "written_warning", "statement_of_dissatisfaction"),
    "moderate": ("allowance_cut_6", "allowance_cut_9", "allowance_cut_12"),
    "severe": ("demotion", "release"),
}
MONTHS = {"allowance_cut_6": 6, "allowance_cut_9": 9}  # the other blocking ones last 12
RECENT_SHARE = 0.35  # of the blocking ones: a year that begins around the turn of 2025
ASSESSED_SHARE = {"executive": 0.9, "administrator": 0.8, "supervisor": 0.6}
ASSESSED_OF_OTHERS = 0.29
VALID_YEARS = 3
POTENTIAL_CUTS = (60.0, 80.0)  # R9.4: lower bound belongs to the higher step
STANDARD = 65.0  # the weakest of three competences
NO_CREDIT_SHARE = 0.1  # functional people whose credit nobody handed in
PERCENT = {"very_good": 150, "good": 100, "needs_improvement": 75, "poor": 50, "very_poor": 25}
# Functional level: code, credit a year, credit for the next level (0: none).
CREDIT_OF = {
    "Pemula": ("PM", 3.75, 15), "Terampil": ("TR", 5, 60), "Mahir": ("MH", 12.5, 100),
    "Penyelia": ("PY", 25, 0), "Ahli Pertama": ("PT", 12.5, 100), "Ahli Muda": ("MU", 25, 200),
    "Ahli Madya": ("MA", 37.5, 450), "Ahli Utama": ("UT", 50, 0),
}  # fmt: skip
LAST = N_QUARTERS - 1


@dataclass(frozen=True, eq=False)
class Careers:
    """Rows of three tables; people by their row, `person`; below zero: nobody."""

    sanctions: pd.DataFrame
    assessments: pd.DataFrame
    credit: pd.DataFrame


def make_careers(seed: int, people: People, plan: Plan, given: Ratings) -> Careers:
    """Invent sanctions, assessments and credit of a city that is otherwise complete."""
    rng = np.random.default_rng([seed, STREAM])
    return Careers(
        _sanctions(rng, people), _assessments(rng, people, plan), _credit(rng, people, given)
    )


def _sanctions(rng: np.random.Generator, people: People) -> pd.DataFrame:
    """Return sanctions, and for every agency but the incomplete ones that its list is handed in."""
    codes = np.array([agency.code for agency in AGENCIES])
    agency = codes[people.agency[:, LAST]]
    reporting = np.flatnonzero(~np.isin(agency, INCOMPLETE) & (people.persons.joined == 0))
    n = max(FEWEST_SANCTIONS, round(SANCTIONED_SHARE * len(agency)))
    person = rng.permutation(reporting)[:n]
    level = rng.choice(LEVELS, n, p=LEVEL_SHARES)
    kind = np.array([str(rng.choice(KINDS[each])) for each in level])
    starts = np.datetime64("2023-02-01") + rng.integers(0, 1000, n).astype("timedelta64[D]")
    is_recent = (level != "light") & (rng.random(n) < RECENT_SHARE)
    turn = np.datetime64("2025-12-01") + rng.integers(0, 45, n).astype("timedelta64[D]")
    starts = np.where(is_recent, turn, starts)
    kind = np.where(is_recent & (level == "moderate"), "allowance_cut_12", kind)
    first = pd.Series(starts)
    ends = [
        None if step == "light" else day + pd.DateOffset(months=MONTHS.get(each, 12), days=-1)
        for day, step, each in zip(first, level, kind, strict=True)
    ]
    found = pd.DataFrame(
        {
            "person": person,
            "agency_code": agency[person],
            "level": level,
            "sanction_kind": kind,
            "starts_on": first,
            "ends_on": pd.Series(ends, dtype="datetime64[us]"),
            "decree_on": first - pd.to_timedelta(rng.integers(14, 25, n), unit="D"),
        }
    )
    handed_in = [code for code in codes if code not in INCOMPLETE]
    lists = pd.DataFrame({"person": -1, "agency_code": handed_in, "level": "none"})
    return pd.concat([found, lists], ignore_index=True)


def _assessments(rng: np.random.Generator, people: People, plan: Plan) -> pd.DataFrame:
    position_class = people.position_class[:, LAST]
    chance = pd.Series(position_class).map(ASSESSED_SHARE).fillna(ASSESSED_OF_OTHERS)
    person = np.flatnonzero(rng.random(len(position_class)) < chance.to_numpy())
    n = len(person)
    ability = plan.theta[person] / plan.theta.std()
    latent = 0.45 * ability + 0.89 * rng.normal(0, 1, n)
    score = np.clip(np.round(70 + 11 * latent, 1), 20, 100)
    competences = np.clip(np.round(76 + 5 * latent[:, None] + rng.normal(0, 6, (n, 3)), 1), 30, 100)
    functional = (position_class[person] == "functional") & ~people.persons.is_pppk[person]
    staff = (position_class[person] == "general_staff") & ~people.persons.is_pppk[person]
    passed = np.where(rng.random(n) < 0.78, "passed", "failed")
    exam = rng.choice(["I", "none", ""], n, p=[0.4, 0.35, 0.25])
    schools = people.persons.education[person]
    days = np.datetime64("2023-02-01") + rng.integers(0, 1020, n).astype("timedelta64[D]")
    return pd.DataFrame(
        {
            "person": person,
            "assessed_on": days,
            "valid_until": pd.Series(days) + pd.DateOffset(years=VALID_YEARS, days=-1),
            "technical": competences[:, 0],
            "managerial": competences[:, 1],
            "sociocultural": competences[:, 2],
            "competence_standard": np.where(competences.min(axis=1) >= STANDARD, "met", "not_met"),
            "competence_test": _where(functional, passed),
            "potential": np.array(["low", "medium", "high"])[np.digitize(score, POTENTIAL_CUTS)],
            "potential_score": score,
            "service_exam": _where(staff & (exam != ""), exam),
            "exam_exempt": _where(staff, np.where(np.isin(schools, ["S2", "S3"]), "yes", "no")),
        }
    )


def _credit(rng: np.random.Generator, people: People, given: Ratings) -> pd.DataFrame:
    """Return what was brought along at the end of 2022, and a conversion a year after it."""
    n = len(people.unit)
    counts = ~people.persons.is_pppk & (rng.random(n) >= NO_CREDIT_SHARE)
    brought = rng.uniform(0.05, 0.95, n)
    functional = people.position_class == "functional"
    parts = []
    person = np.flatnonzero(counts & functional[:, 0] & (people.persons.joined == 0))
    levels = _levels(people, person, 0)
    needs = np.array([CREDIT_OF[level][2] or 100 for level in levels])
    parts.append(_rows(person, levels, np.round(brought[person] * needs, 2), "integration", 2022))
    predicates = _annual_predicates(given)
    for k, year in enumerate(YEARS):
        quarter = 4 * k + 3
        person = np.flatnonzero(
            counts & functional[:, quarter] & (people.persons.joined <= quarter)
        )
        percent = pd.Series(list(zip(person.tolist(), [str(year)] * len(person), strict=True)))
        percent = percent.map(predicates).map(PERCENT)
        known = percent.notna().to_numpy()
        person, percent = person[known], percent[known]
        levels = _levels(people, person, quarter)
        # whole months in post that year (R6.3), rounded half up (R6.2)
        months = 12 - 3 * np.clip(people.persons.joined[person] - 4 * k, 0, 3)
        yearly = np.array([CREDIT_OF[level][1] for level in levels])
        hundredths = percent.to_numpy() * yearly * months / 12
        points = np.floor(hundredths + 0.5 + 1e-9) / 100
        parts.append(_rows(person, levels, points, "conversion", year, months))
    return pd.concat(parts, ignore_index=True)


def _rows(
    person: NDArray[np.int64],
    levels: list[str],
    points: NDArray[np.float64],
    kind: str,
    year: int,
    months: NDArray[np.int64] | None = None,
) -> pd.DataFrame:
    first = None
    if months is not None:
        january = np.datetime64(f"{year}-01", "M")
        first = (january + (12 - months)).astype("datetime64[D]")
    return pd.DataFrame(
        {
            "person": person,
            "credit_kind": kind,
            "from_on": pd.Series(first, index=range(len(person)), dtype="datetime64[us]"),
            "to_on": pd.Timestamp(year, 12, 31),
            "points": points,
            "functional_level": [CREDIT_OF[level][0] for level in levels],
        }
    )


def _levels(people: People, person: NDArray[np.int64], quarter: int) -> list[str]:
    titles = people.titles(person, np.full(len(person), quarter))
    return [level or "Ahli Pertama" for _, level in titles]


def _annual_predicates(given: Ratings) -> dict[tuple[int, str], str]:
    """Return the predicate of each person and year: the superior's that was set last."""
    rows = pd.DataFrame(
        {"person": given.person, "period": given.period, "predicate": given.predicate,
         "set_on": given.set_on, "role": given.role}
    )  # fmt: skip
    rows = rows[rows["role"].isin(["superior", "acting"]) & (rows["period"].str.len() == 4)]
    last = rows.sort_values("set_on", kind="stable").drop_duplicates(
        ["person", "period"], keep="last"
    )
    keys = zip(last["person"].tolist(), last["period"].tolist(), strict=True)
    return dict(zip(keys, last["predicate"].tolist(), strict=True))


def _where(chosen: NDArray[np.bool_], texts: NDArray[np.str_]) -> pd.Series:
    return pd.Series(texts).where(pd.Series(chosen))
