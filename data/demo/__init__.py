"""The synthetic city: the organisation of Binjai, invented people, and effects planted on purpose.

Same seed, same city. What was planted is returned by `truth` and never stored: an analysis has to
find it. docs/demo_city.md says what is real, what is invented and what is planted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from data import summaries
from data.demo import ratings, work
from data.demo.offices import AGENCIES
from data.demo.people import FULL_CITY, N_QUARTERS, People, Whole, make_people, titles_at
from data.errors import StoreNotEmpty
from data.store import Actor, Store
from data.vocabulary import CORE_VALUES, folded, period_span

SEED = 1275  # the region code of the city
SMALLEST_CITY = 300

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class DemoReport:
    """What was built."""

    seed: int
    n_employees: int
    n_units: int
    n_appraisals: int


@dataclass(frozen=True, eq=False)
class City:
    """Everything that is invented for one seed."""

    people: People
    plan: ratings.Plan
    given: ratings.Ratings
    results: pd.DataFrame
    targets: pd.DataFrame
    projects: pd.DataFrame
    milestones: pd.DataFrame
    members: pd.DataFrame


def invent(seed: int, employees: int | None = None) -> City:
    """Invent the city of a seed, without a store.

    Raises
    ------
    ValueError
        If the city would have fewer than 300 people.
    """
    n_people = FULL_CITY if employees is None else employees
    if n_people < SMALLEST_CITY:
        raise ValueError(f"a city needs at least {SMALLEST_CITY} people, not {n_people}")
    rng = np.random.default_rng(seed)
    people = make_people(rng, n_people)
    plan = ratings.make_plan(rng, people)
    given = ratings.make_ratings(rng, people, plan)
    results = work.agency_results(rng, people, plan)
    targets = work.targets(rng, people)
    return City(people, plan, given, results, targets, *work.projects(rng, people))


def build(
    store: Store,
    actor: Actor,
    *,
    seed: int = SEED,
    employees: int | None = None,
    progress: Progress | None = None,
) -> DemoReport:
    """Build the city in an empty store.

    Raises
    ------
    StoreNotEmpty
        If the store holds agencies or appraisals already.
    """
    tell = progress or (lambda step, share: None)
    if store.value("demo/n_agencies"):
        raise StoreNotEmpty(Path(store.path), "The demo city")
    tell("people and ratings", 0.0)
    city = invent(seed, employees)
    tell("tables", 0.3)
    with store.write(actor) as writer:
        for name, frame in _tables(city).items():
            with writer.table("made", frame):
                writer.run(f"demo/insert_{name}")
        tell("summaries", 0.8)
        summaries.refresh(writer, None)
        writer.run("set_store_info", {"key": "demo", "value": "yes"})
        writer.run("set_store_info", {"key": "seed", "value": str(seed)})
        report = DemoReport(
            seed, len(city.people.nip), len(city.people.units), len(city.given.person)
        )
        writer.audit("build_demo", "store", after=vars(report))
    tell("done", 1.0)
    return report


def truth(seed: int = SEED, employees: int | None = None) -> dict[str, object]:
    """Return what was planted, by codes that the store knows too (agency, unit name, employee)."""
    city = invent(seed, employees)
    people, plan = city.people, city.plan
    n_units = len(people.units)

    def of_unit(index: int) -> dict[str, object]:
        unit = people.units[index]
        head = int(people.head[index, 0])
        return {
            "agency_code": AGENCIES[unit.agency].code,
            "unit": unit.name,
            "unit_id": index + 1,
            "rater_id": int(people.employee_id[head]),
            "rater_leniency_points": round(float(plan.leniency[head]), 3),
            "team_quality_points": round(float(plan.quality[index]), 3),
            "n_people": int((people.unit[:, 0] == index).sum()),
        }

    planted = {kind: [of_unit(index) for index in units] for kind, units in plan.kinds.items()}
    stalled = city.projects.loc[city.projects["planted"] != "ordinary", ["project_code", "planted"]]
    return {
        "seed": seed,
        "n_employees": len(people.nip),
        "n_units": n_units,
        "sizes_points": {
            "strict": -ratings.STRICT,
            "lenient": ratings.LENIENT,
            "strong_or_weak_team": ratings.TEAM,
            "drift_a_quarter": ratings.DRIFT,
            "group_effect_women": ratings.GROUP,
            "central_tendency_keeps": ratings.SHRINK,
            "sd_rater": ratings.SD_RATER,
            "sd_person": ratings.SD_PERSON,
            "sd_unit": ratings.SD_UNIT,
            "sd_noise": ratings.SD_NOISE,
        },
        "planted_units": planted,
        "trap_units": planted["strong_team"] + planted["weak_team"] + planted["ceiling"],
        "rotated_units": [of_unit(index) for index in people.rotated],
        "acting_unit_quarters": int(people.acting.sum()),
        "agencies": {
            "follow_the_pattern_strictly": list(ratings.STRICT_PATTERN),
            "high_ratings_low_results": list(ratings.GENEROUS),
            "incomplete": list(ratings.INCOMPLETE),
            "late": list(ratings.LATE),
        },
        "city_very_good_share_of_pns": {str(y): s for y, s in ratings.VERY_GOOD.items()},
        "city_changes": {"2023 to 2024": "real", "2024 to 2025": "within chance"},
        "mismatched_appraisals": len(city.given.mismatched),
        "projects": stalled.to_dict("records"),
    }


def _tables(city: City) -> dict[str, pd.DataFrame]:
    """Return the rows of every table, in the order they are inserted."""
    people, given = city.people, city.given
    codes = [agency.code for agency in AGENCIES]
    person, quarter = given.person, given.quarter
    stays = work.assignments(people)
    where = stays["person"].to_numpy()
    when = stays["quarter"].to_numpy()
    held = np.concatenate([titles_at(people, person, quarter), titles_at(people, where, when)])
    titles, position = np.unique(held, return_inverse=True)
    holder = np.concatenate([person, where])
    classes = _most_common(position, people.position_class[holder], len(titles))
    family = _most_common(position, people.family[holder], len(titles))
    agency_of = people.agency
    mayor = pd.DataFrame(
        {
            "employee_id": [people.mayor_id],
            "external_rater_id": ["WALI-KOTA"],
            "name": ["Wali Kota"],
        }
    )
    employees = pd.DataFrame(
        {
            "employee_id": people.employee_id,
            "nip": people.nip,
            "name": people.name,
            "sex": np.where(people.is_woman, "female", "male"),
            "birth_date": people.birth_date,
            "education": people.education,
            "employment_type": np.where(people.is_pppk, "pppk", "pns"),
        }
    )
    unit_then = people.unit[where, when]
    year_in = 1990 + (people.employee_id[where] % 28)
    stays = stays.assign(
        employee_id=people.employee_id[where],
        agency_code=np.array(codes)[agency_of[where, when]],
        unit_id=unit_then + 1,
        position_id=position[len(person) :] + 1,
        grade=people.grade[where],
        grade_since=pd.to_datetime({"year": 2018 + where % 7, "month": 4, "day": 1}),
        position_since=pd.to_datetime({"year": np.maximum(2012, year_in), "month": 1, "day": 2}),
        # Posts say who the superior is now, or was at the end.
        superior_id=_superiors(people, where, _last_quarters(where, when)),
    )
    grade = people.grade[person]
    pppk = people.is_pppk[person]
    appraisal = pd.DataFrame(
        {
            "appraisal_id": np.arange(1, len(person) + 1),
            "employee_id": people.employee_id[person],
            "rater_id": np.where(
                given.rater >= 0, people.employee_id[given.rater], people.mayor_id
            ),
            "rater_role": given.role,
            "period_code": given.period,
            "agency_code": np.array(codes)[agency_of[person, quarter]],
            "unit_id": people.unit[person, quarter] + 1,
            "position_id": position[: len(person)] + 1,
            "position_class": people.position_class[person],
            "job_family": people.family[person],
            "grade": grade,
            "grade_group": np.where(pppk, "PPPK", [text.split("/")[0] for text in grade.tolist()]),
            "employment_type": np.where(pppk, "pppk", "pns"),
            "work_result": given.work_result,
            "behaviour": given.behaviour,
            "score": given.score,
            "predicate": given.predicate,
            "set_on": given.set_on,
            "feedback_text": given.feedback,
        }
    )
    item = pd.DataFrame(
        {
            "appraisal_id": np.repeat(appraisal["appraisal_id"].to_numpy(), len(CORE_VALUES)),
            "item": np.tile(CORE_VALUES, len(person)),
            "level": given.items.ravel(),
        }
    )
    goals = city.targets
    who, at = goals["person"].to_numpy(), goals["quarter"].to_numpy()
    goals = goals.assign(
        target_id=np.arange(1, len(goals) + 1),
        employee_id=people.employee_id[who],
        agency_code=np.array(codes)[agency_of[who, at]],
        unit_id=people.unit[who, at] + 1,
    )
    members = city.members.assign(employee_id=people.employee_id[city.members["person"].to_numpy()])
    periods = sorted(set(given.period.tolist()))
    return {
        "agency": pd.DataFrame(
            {
                "agency_code": codes,
                "name": [agency.name for agency in AGENCIES],
                "name_key": [folded(agency.name) for agency in AGENCIES],
                "agency_kind": [agency.kind for agency in AGENCIES],
            }
        ),
        "unit": pd.DataFrame(
            {
                "unit_id": np.arange(1, len(people.units) + 1),
                "agency_code": [codes[unit.agency] for unit in people.units],
                "name": [unit.name for unit in people.units],
                "name_key": [folded(unit.name) for unit in people.units],
                "unit_kind": [unit.kind for unit in people.units],
            }
        ),
        "period": _periods(periods),
        "position": pd.DataFrame(
            {
                "position_id": np.arange(1, len(titles) + 1),
                "title": titles,
                "title_key": [folded(title) for title in titles],
                "position_class": classes,
                "job_family": family,
            }
        ),
        "employee": pd.concat([employees, mayor], ignore_index=True),
        "assignment": stays.drop(columns=["person", "quarter"]),
        "appraisal": appraisal,
        "appraisal_item": item,
        "agency_result": city.results,
        "performance_target": goals.drop(columns=["person", "quarter"]),
        "project": city.projects.drop(columns=["planted"]),
        "project_milestone": city.milestones,
        "project_member": members.drop(columns=["person"]),
    }


def _superiors(people: People, person: Whole, quarter: Whole) -> Whole:
    """Return who the superior is: the rater, which is the mayor for the city secretary."""
    rater = ratings.raters(people)[0][person, quarter]
    found: Whole = np.where(rater >= 0, people.employee_id[rater], people.mayor_id)
    return found


def _last_quarters(person: Whole, first: Whole) -> Whole:
    """Return the last quarter of each stay; the rows of a person follow each other."""
    last = np.full(len(person), N_QUARTERS - 1)
    goes_on = person[1:] == person[:-1]
    last[:-1][goes_on] = first[1:][goes_on] - 1
    return last


def _most_common(position: object, values: object, n: int) -> list[str]:
    frame = pd.DataFrame({"position": position, "value": values})
    counted = frame.value_counts().reset_index()
    first = counted.drop_duplicates("position").set_index("position")["value"]
    return [str(first[k]) for k in range(n)]


def _periods(codes: list[str]) -> pd.DataFrame:
    spans = [period_span(code) for code in codes]
    today = datetime.now(UTC).date()
    return pd.DataFrame(
        {
            "period_code": codes,
            "kind": [span.kind for span in spans],
            "year": [span.year for span in spans],
            "starts_on": [span.starts_on for span in spans],
            "ends_on": [span.ends_on for span in spans],
            "due_on": [ratings.due_on(code) for code in codes],
            "status": ["locked" if span.ends_on < today else "open" for span in spans],
        }
    )
