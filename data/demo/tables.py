"""The rows of every table of the store, from what was invented."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo import forms, stays
from data.demo.city import City
from data.demo.movements import NOBODY
from data.demo.offices import AGENCIES
from data.demo.people import People
from data.vocabulary import CORE_VALUES, folded, period_span

Whole = NDArray[np.int64]
CODES = np.array([agency.code for agency in AGENCIES])


def tables_of(city: City) -> dict[str, pd.DataFrame]:
    """Return the rows of every table, in the order they are inserted."""
    people, given = city.people, city.given
    posts = _Posts(people)
    appraisal = _appraisals(city, posts)
    assignment = pd.concat([_definitive(people, posts), _acting(people, posts)], ignore_index=True)
    goals = city.targets
    who, at = goals["person"].to_numpy(), goals["quarter"].to_numpy()
    goals = goals.assign(
        target_id=np.arange(1, len(goals) + 1),
        employee_id=people.persons.employee_id[who],
        agency_code=CODES[people.agency[who, at]],
        unit_id=people.unit[who, at] + 1,
    )
    members = city.members
    member_ids = people.persons.employee_id[members["person"].to_numpy()]
    return {
        "agency": pd.DataFrame(
            {
                "agency_code": CODES,
                "name": [agency.name for agency in AGENCIES],
                "name_key": [folded(agency.name) for agency in AGENCIES],
                "agency_kind": [agency.kind for agency in AGENCIES],
            }
        ),
        "unit": pd.DataFrame(
            {
                "unit_id": np.arange(1, len(people.seats.units) + 1),
                "agency_code": [CODES[unit.agency] for unit in people.seats.units],
                "name": [unit.name for unit in people.seats.units],
                "name_key": [folded(unit.name) for unit in people.seats.units],
                "unit_kind": [unit.kind for unit in people.seats.units],
            }
        ),
        "period": _periods(sorted(set(given.period.tolist()))),
        "position": posts.table(),
        "employee": _employees(people),
        "assignment": assignment,
        "appraisal": appraisal,
        "appraisal_item": pd.DataFrame(
            {
                "appraisal_id": np.repeat(appraisal["appraisal_id"].to_numpy(), len(CORE_VALUES)),
                "item": np.tile(CORE_VALUES, len(appraisal)),
                "level": given.items.ravel(),
            }
        ),
        "agency_result": city.results,
        "performance_target": goals.drop(columns=["person", "quarter"]),
        "project": city.projects.drop(columns=["planted"]),
        "project_milestone": city.milestones,
        "project_member": members.assign(employee_id=member_ids).drop(columns=["person", "year"]),
        **_careers(city),
    }


def _careers(city: City) -> dict[str, pd.DataFrame]:
    ids = city.people.persons.employee_id
    named = {
        "sanction": city.careers.sanctions,
        "competence": city.careers.assessments,
        "credit": city.careers.credit,
    }
    return {
        name: rows.assign(
            # an agency's statement about its list has no person
            employee_id=pd.array(ids[rows["person"]], "Int64"),
        )
        .assign(employee_id=lambda made: made["employee_id"].where(made["person"] >= 0))
        .drop(columns="person")
        for name, rows in named.items()
    }


class _Posts:
    """Numbers of posts, a post being title, class, family, level and echelon together."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.known: dict[tuple[str, str, str, str | None, str | None], int] = {}

    def _number(self, seat: int, title: str, level: str | None) -> int:
        post = self.people.seats.seats[seat]
        key = (title, post.position_class, post.family, level, post.echelon)
        return self.known.setdefault(key, len(self.known) + 1)

    def held(self, person: Whole, quarter: Whole) -> list[int]:
        """Return the posts that people held in a quarter."""
        titles = self.people.titles(person, quarter)
        seats = self.people.seat[person, quarter].tolist()
        return [
            self._number(seat, title, level)
            for seat, (title, level) in zip(seats, titles, strict=True)
        ]

    def of_seats(self, seats: Whole) -> list[int]:
        """Return the posts of leading seats."""
        posts = self.people.seats.seats
        return [self._number(s, posts[s].title, posts[s].level) for s in seats.tolist()]

    def table(self) -> pd.DataFrame:
        """Return the posts numbered so far."""
        columns = ["title", "position_class", "job_family", "functional_level", "echelon"]
        found = pd.DataFrame(list(self.known), columns=columns)
        return found.assign(
            position_id=list(self.known.values()),
            title_key=[folded(title) for title in found["title"]],
        )


def _employees(people: People) -> pd.DataFrame:
    persons = people.persons
    city = pd.DataFrame(
        {
            "employee_id": persons.employee_id,
            "nip": persons.nip,
            "name": persons.name,
            "sex": np.where(persons.is_woman, "female", "male"),
            "birth_date": persons.birth_date,
            "education": persons.education,
            "employment_type": np.where(persons.is_pppk, "pppk", "pns"),
        }
    )
    mayor = pd.DataFrame(
        {
            "employee_id": [persons.mayor_id],
            "external_rater_id": ["WALI-KOTA"],
            "name": ["Wali Kota"],
        }
    )
    return pd.concat([city, mayor], ignore_index=True)


def _ids(people: People, rows: Whole) -> Whole:
    """Return employee ids of rows; below zero stands for the mayor."""
    found: Whole = np.where(rows >= 0, people.persons.employee_id[rows], people.persons.mayor_id)
    return found


def _definitive(people: People, posts: _Posts) -> pd.DataFrame:
    found = stays.definitive_posts(people)
    person, first, last = (found[name].to_numpy() for name in ("person", "quarter", "last"))
    return pd.DataFrame(
        {
            "employee_id": people.persons.employee_id[person],
            "agency_code": CODES[people.agency[person, first]],
            "unit_id": people.unit[person, first] + 1,
            "position_id": posts.held(person, first),
            "assignment_kind": "definitive",
            "grade": people.persons.grade[person, first],
            "grade_since": people.persons.grade_since[person, first],
            "position_since": found["position_since"],
            # Posts say who the superior is now, or was at the end.
            "superior_id": _ids(people, people.rater[person, last]),
            "effective_from": found["effective_from"],
            "effective_to": found["effective_to"],
        }
    )


def _acting(people: People, posts: _Posts) -> pd.DataFrame:
    found = stays.acting_posts(people)
    person, seat = found["person"].to_numpy(), found["seat"].to_numpy()
    first, last = found["quarter"].to_numpy(), found["last"].to_numpy()
    unit = people.seats.column("unit").astype(np.int64)[seat]
    lead = np.where(people.stays.holder != NOBODY, people.stays.holder, people.stays.acting)
    above = people.seats.column("superior").astype(np.int64)[seat]
    of_unit = np.array([each.agency for each in people.seats.units])
    return pd.DataFrame(
        {
            "employee_id": people.persons.employee_id[person],
            "agency_code": CODES[of_unit[unit]],
            "unit_id": unit + 1,
            "position_id": posts.of_seats(seat),
            "assignment_kind": "acting",
            "grade": people.persons.grade[person, first],
            "grade_since": people.persons.grade_since[person, first],
            "position_since": found["position_since"],
            "superior_id": _ids(people, np.where(above >= 0, lead[above, last], NOBODY)),
            "effective_from": found["effective_from"],
            "effective_to": found["effective_to"],
        }
    )


def _appraisals(city: City, posts: _Posts) -> pd.DataFrame:
    people, given = city.people, city.given
    person, quarter = given.person, given.quarter
    grade = people.persons.grade[person, quarter]
    pppk = people.persons.is_pppk[person]
    return pd.DataFrame(
        {
            "appraisal_id": np.arange(1, len(person) + 1),
            "employee_id": people.persons.employee_id[person],
            "rater_id": _ids(people, given.rater),
            "rater_role": given.role,
            "period_code": given.period,
            "agency_code": CODES[people.agency[person, quarter]],
            "unit_id": people.unit[person, quarter] + 1,
            "position_id": posts.held(person, quarter),
            "position_class": people.position_class[person, quarter],
            "job_family": people.family[person, quarter],
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
            "due_on": [forms.due_on(code) for code in codes],
            "status": ["locked" if span.ends_on < today else "open" for span in spans],
        }
    )
