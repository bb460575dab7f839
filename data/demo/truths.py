"""What was planted, by codes that the store knows too: kept out of it, to hold an analysis against.

Positive leniency is lenient. Points are score points of 100.
"""

from __future__ import annotations

import numpy as np

from data.demo import plan as planted
from data.demo import ratings
from data.demo.city import City
from data.demo.judging import JUDGES, VERY_GOOD
from data.demo.movements import CROSSED
from data.demo.offices import AGENCIES


def truth_of(city: City) -> dict[str, object]:
    """Return the truth of a city as plain lists and dictionaries."""
    people, plan = city.people, city.plan
    ids = people.persons.employee_id
    marked = city.projects.loc[city.projects["planted"] != "ordinary", ["project_code", "planted"]]
    judged = np.isin(city.given.role, JUDGES)
    return {
        "seed": None,
        "n_employees": len(ids),
        "n_units": len(people.seats.units),
        "n_appraisals": len(city.given.person),
        "n_raters": len(np.unique(city.given.rater[judged])),
        "components_points": {
            "mean": ratings.MEAN_SCORE,
            "inflation_a_quarter": ratings.INFLATION,
            "sd_person": planted.SD_PERSON,
            "sd_unit": planted.SD_UNIT,
            "sd_rater": planted.SD_RATER,
            "sd_pair": planted.SD_PAIR,
            "sd_noise": planted.SD_NOISE,
            "sd_noise_of_year": ratings.SD_YEAR,
            "of_other_types": {
                role: {"sd_rater": planted.OTHER_TYPES[role], "sd_noise": sd, "mean": mean}
                for role, (sd, mean) in ratings.OF_TYPE.items()
            },
        },
        "sizes_points": {
            "strict": -planted.STRICT,
            "lenient": planted.LENIENT,
            "strong_team": planted.TEAM,
            "weak_team": -planted.TEAM,
            "ceiling": 2 * planted.TEAM,
            "drift_a_quarter": planted.DRIFT,
            "group_effect_women": planted.GROUP,
            "central_tendency_keeps": planted.SHRINK,
            "generous_agency": planted.GENEROUS_POINTS,
        },
        "planted_raters": {
            kind: [int(ids[rater]) for rater in members] for kind, members in plan.raters.items()
        },
        "planted_units": {
            kind: [_unit(city, unit) for unit in sorted(members)]
            for kind, members in plan.units.items()
        },
        "disconnected_units": [_unit(city, unit) for unit in people.stays.frozen],
        "raters": _raters(city),
        "other_leniency_points": _other_raters(city),
        "unit_quality_points": {
            str(u + 1): round(float(q), 2) for u, q in enumerate(plan.quality.tolist())
        },
        "theta_points": {
            str(i): round(t, 2) for i, t in zip(ids.tolist(), plan.theta.tolist(), strict=True)
        },
        "home_unit_differs": {
            str(ids[k]): int(people.home[k]) + 1
            for k in np.flatnonzero(people.home != people.unit[:, -1])
        },
        "rotations": [
            {"quarter": _code(quarter), "posts": [people.seats.seats[s].title for s in seats]}
            for quarter, seats in people.stays.rotations
        ],
        "vacancies": [
            {
                "post": people.seats.seats[seat].title,
                "from": _code(first),
                "filled": _code(end) if end < people.unit.shape[1] else None,
            }
            for seat, first, end in people.stays.vacancies
        ],
        "agencies": {
            "follow_the_pattern_strictly": list(planted.STRICT_PATTERN),
            "high_ratings_low_results": list(planted.GENEROUS),
            "incomplete": list(planted.INCOMPLETE),
            "late": list(planted.LATE),
            "ask_further_raters": list(CROSSED),
        },
        "city_very_good_share_of_pns": {str(year): share for year, share in VERY_GOOD.items()},
        "city_changes": {"2023 to 2024": "real", "2024 to 2025": "within chance"},
        "mismatched_appraisals": [int(row) + 1 for row in city.given.mismatched],
        "projects": marked.to_dict("records"),
    }


def _code(quarter: int) -> str:
    return f"{2023 + quarter // 4}-Q{quarter % 4 + 1}"


def _unit(city: City, unit: int) -> dict[str, object]:
    people = city.people
    return {
        "unit_id": unit + 1,
        "agency_code": AGENCIES[people.seats.units[unit].agency].code,
        "unit": people.seats.units[unit].name,
        "quality_points": round(float(city.plan.quality[unit]), 2),
        "n_people": int((people.home == unit).sum()),
    }


def _raters(city: City) -> dict[str, list[object]]:
    """Return per rater: leniency, drift a quarter, share of spread kept, halo, points for women."""
    plan, ids = city.plan, city.people.persons.employee_id
    found: dict[str, list[object]] = {
        "columns": ["leniency_points", "drift_points", "spread_kept", "halo", "women_points",
                    "n_people", "n_linking"],
    }  # fmt: skip
    known = plan.known
    for rater, n_people, n_links in zip(
        known.index.tolist(), known["n_people"].tolist(), known["n_links"].tolist(), strict=True
    ):
        found[str(ids[rater])] = [
            round(float(plan.leniency[rater]), 2),
            float(plan.drift[rater]),
            float(plan.keeps[rater]),
            bool(plan.halo[rater]),
            float(plan.group[rater]),
            n_people,
            n_links,
        ]
    return found


def _other_raters(city: City) -> dict[str, dict[str, float]]:
    given, ids = city.given, city.people.persons.employee_id
    return {
        role: {
            str(ids[rater]): round(float(leniency[rater]), 2)
            for rater in np.unique(given.rater[given.role == role]).tolist()
        }
        for role, leniency in city.plan.other_leniency.items()
    }
