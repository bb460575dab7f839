"""A store of ten people in two agencies, small enough to count every answer by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pyarrow as pa

from data import store, summaries
from data.scope import Scope

TEST_ACTOR = store.Actor("penguji", "command")
EVALUATOR = Scope("penilai pusat", frozenset({"evaluator"}), may_see_persons=True)
CITY = Scope("wali", frozenset({"city_leadership"}))
KESEHATAN = Scope("kadis", frozenset({"agency_leadership"}), agencies=("DINKES",))
NAMED = Scope("berhak", frozenset({"evaluator"}), may_see_persons=True, may_see_names=True)

# The posts of 2024: person, agency, unit, position class, grade, grade group, employment type.
POSTS = {
    1: ("DINKES", 2, "administrator", "IV/a", "IV", "pns"),
    2: ("DINKES", 1, "functional", "III/c", "III", "pns"),
    3: ("DINKES", 1, "functional", "III/a", "III", "pns"),
    4: ("DINKES", 1, "functional", "IX", "PPPK", "pppk"),
    5: ("DINKES", 2, "general_staff", "II/b", "II", "pns"),
    6: ("DINKES", 2, None, None, None, None),
    7: ("DISDIK", 3, "administrator", "IV/b", "IV", "pns"),
    8: ("DISDIK", 3, "functional", "III/a", "III", "pns"),
    9: ("DISDIK", 3, "functional", "III/b", "III", "pns"),
    10: ("DISDIK", None, "general_staff", "V", "PPPK", "pppk_part_time"),
}

# person, rater, role, period, levels, predicate, score, scale, set on, feedback
APPRAISALS = [
    (1, 7, "superior", "2024", "above", "above", "very_good", 96.0, 100, "2025-01-10", "Baik"),
    (2, 1, "superior", "2024", "meets", "meets", "good", 80.0, 100, "2024-06-01", None),
    (2, 1, "superior", "2024", "above", "above", "very_good", 92.5, 100, "2025-01-25", "Lanjut"),
    (3, 1, "superior", "2024", "meets", "meets", "good", 85.0, 100, "2025-01-28", "\n lanjut "),
    (3, 2, "peer", "2024", "above", "above", "very_good", 99.0, 100, "2025-02-20", None),
    (4, 1, "superior", "2024", "meets", "meets", "good", 85.4, 100, "2025-02-03", "LANJUT"),
    # no date on either: the one written last counts
    (5, 1, "superior", "2024", "meets", "meets", "good", 75.0, 100, None, None),
    (5, 1, "superior", "2024", "below", "meets", "needs_improvement", 70.0, 100, None, None),
    (6, 1, "superior", "2024", None, None, None, None, None, "2025-01-31", "  "),
    (7, None, "superior", "2024", "meets", "above", "good", 88.0, 120, "2025-01-02", "Lanjut"),
    (8, 7, "superior", "2024", "above", "above", "very_good", 100.0, 100, "2025-01-05", None),
    (8, 8, "self", "2024", "meets", "meets", "good", 60.0, 100, "2025-03-01", None),
    (9, 7, "superior", "2024", "below", "meets", "needs_improvement", 65.0, 100, "2025-01-05",
     None),
    (9, 8, "acting", "2024", "meets", "meets", "good", 80.0, 100, "2025-01-24", None),
    (10, 7, "superior", "2024", "below", "below", "very_poor", 40.0, 100, "2025-01-23", None),
    (1, 7, "superior", "2023", "meets", "meets", "good", 84.0, 100, None, None),
    (2, 1, "superior", "2023", "meets", "meets", "good", 84.0, 100, None, None),
    # was in the other agency then; her movement belongs to where she is now
    (3, 7, "superior", "2023", "meets", "meets", "good", 82.0, 100, None, None),
    (8, 7, "superior", "2023", "above", "above", "very_good", 93.0, 100, None, None),
    (9, 7, "superior", "2023", None, None, None, 70.0, 100, None, None),
    (2, 1, "superior", "2024-Q1", "meets", "meets", "good", 81.0, 100, None, None),
    (8, 7, "superior", "2024-Q1", "meets", "meets", "good", 83.0, 100, None, None),
    (8, 7, "superior", "2025-01", "meets", "meets", "good", 83.0, 100, None, None),
]  # fmt: skip


def at(year: int, month: int, day: int) -> datetime:
    """Return midnight UTC as the store keeps it: without a zone."""
    return datetime(year, month, day, tzinfo=UTC).replace(tzinfo=None)


def rows_of(table: dict[str, list[object]] | list[dict[str, object]]) -> pa.Table:
    return pa.table(table) if isinstance(table, dict) else pa.Table.from_pylist(table)


def appraisals() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for number, row in enumerate(APPRAISALS, start=1):
        person, rater, role, period, work, behaviour, predicate, score, scale, day, text = row
        agency, unit, position_class, grade, grade_group, employment_type = POSTS[person]
        if person == 3 and period == "2023":
            agency, unit = "DISDIK", 3
        found.append(
            {
                "appraisal_id": number, "employee_id": person, "rater_id": rater,
                "rater_role": role, "period_code": period, "agency_code": agency,
                "unit_id": unit, "position_id": 1 if position_class == "administrator" else 2,
                "position_class": position_class, "grade": grade, "grade_group": grade_group,
                "employment_type": employment_type, "work_result": work, "behaviour": behaviour,
                "predicate": predicate, "score": score, "score_scale": scale,
                "set_on": day and date.fromisoformat(day),
                "feedback_text": text,
            }
        )  # fmt: skip
    return found


def name_of(person: int) -> str:
    return f"Orang Rekaan {person}"


def tables() -> dict[str, pa.Table]:
    """Return the content of every table that the reads look at, apart from summaries."""
    day = date
    posted = [
        {
            "employee_id": person, "agency_code": agency, "unit_id": unit,
            "position_id": 1 if position_class == "administrator" else 2, "grade": grade,
            "effective_from": day(2020, 1, 1), "effective_to": None,
        }
        for person, (agency, unit, position_class, grade, _group, _type) in POSTS.items()
    ]  # fmt: skip
    # in post since the end of 2024, never appraised; and one who left before the year ended
    posted += [
        {"employee_id": 11, "agency_code": "DISDIK", "unit_id": 3, "position_id": 2,
         "grade": "III/a", "effective_from": day(2024, 12, 1), "effective_to": None},
        {"employee_id": 12, "agency_code": "DISDIK", "unit_id": 3, "position_id": 2,
         "grade": "III/a", "effective_from": day(2020, 1, 1), "effective_to": day(2024, 6, 30)},
    ]  # fmt: skip
    return {
        "agency": rows_of(
            {
                "agency_code": ["DINKES", "DISDIK", "DISHUB"],
                "name": ["Dinas Kesehatan", "Dinas Pendidikan", "Dinas Perhubungan"],
                "agency_kind": ["service", "service", None],
                "parent_code": [None, None, None],
            }
        ),
        "unit": rows_of(
            {
                "unit_id": [1, 2, 3],
                "agency_code": ["DINKES", "DINKES", "DISDIK"],
                "name": ["Puskesmas Contoh", "Sekretariat", "SD Contoh"],
                "name_key": ["puskesmas contoh", "sekretariat", "sd contoh"],
            }
        ),
        "position": rows_of(
            {
                "position_id": [1, 2],
                "title": ["Kepala Bidang", "Pelaksana"],
                "title_key": ["kepala bidang", "pelaksana"],
                "position_class": ["administrator", "functional"],
            }
        ),
        "employee": rows_of(
            [
                {
                    "employee_id": person, "name": name_of(person),
                    "nip": f"19800101200501{person:04d}",
                    "employment_type": POSTS[person][5] if person in POSTS else "pns",
                }
                for person in range(1, 13)
            ]
        ),
        "assignment": rows_of(posted),
        "appraisal": rows_of(appraisals()),
        "agency_result": rows_of(
            {
                "agency_code": ["DINKES", "DISDIK", "DISDIK"],
                "period_code": ["2024", "2024", "2023"],
                "agency_predicate": ["outstanding", "good", None],
                "satisfaction_index": [88.5, None, 80.0],
            }
        ),
        "performance_target": rows_of(
            [
                _target(1, "DINKES", "2024", "quantity", "at_least", 10.0, 10.0, "Inspektorat"),
                _target(2, "DINKES", "2024-Q1", "quantity", None, 10.0, 9.0, None),
                _target(3, "DINKES", "2024", "cost", "at_most", 5.0, 4.0, None),
                _target(4, "DINKES", "2024", "cost", "at_most", 5.0, 6.0, "Inspektorat"),
                _target(5, "DINKES", "2024", "cost", "at_most", 5.0, None, "Inspektorat"),
                _target(6, "DISDIK", "2024", None, "exactly", 3.0, 4.0, None),
                _target(7, "DISDIK", "2023", "time", "at_least", 3.0, 4.0, None),
            ]
        ),
        "project": rows_of(
            {
                "project_id": [1, 2, 3],
                "project_code": ["P-1", "P-2", "P-3"],
                "name": ["Pustu Contoh", "Kelas Contoh", "Kelas Lama"],
                "agency_code": ["DINKES", "DISDIK", "DISDIK"],
                "planned_start": [day(2024, 2, 1), day(2023, 2, 1), day(2022, 1, 1)],
                "planned_end": [day(2025, 2, 1), day(2024, 2, 1), day(2022, 9, 1)],
                "real_end": [None, day(2024, 3, 1), day(2022, 9, 1)],
                "planned_cost": [1e9, 2e8, 1e8],
                "real_cost": [None, 2.1e8, 1e8],
                "verified_quality": [None, 95.0, 100.0],
                "verified_by": [None, "Tim mutu", "Tim mutu"],
                "state": ["running", "finished", "finished"],
            }
        ),
        "project_milestone": rows_of(
            {
                "project_id": [1, 1, 1, 1],
                "name": ["Fondasi", "Dinding", "Atap", "Serah terima"],
                "planned_on": [day(2024, 3, 1), day(2024, 6, 1), day(2024, 9, 1), day(2025, 2, 1)],
                "real_on": [day(2024, 3, 5), day(2024, 7, 1), None, None],
            }
        ),
        "project_member": rows_of(
            {"project_id": [1, 1, 1, 2], "employee_id": [2, 3, 3, 8],
             "role": ["leader", "technical", "member", "leader"]}
        ),
        "import_batch": rows_of([_batch(1, undone_at=at(2025, 1, 2)), _batch(2)]),
        "import_issue": rows_of(
            {"batch_id": [1, 1, 2], "row_number": [9, 3, 1],
             "rule": ["nip_format", "predicate_unknown", "nip_format"],
             "level": ["error", "warning", "error"]}
        ),
        "import_rejected_row": rows_of(
            {"batch_id": [1, 2], "row_number": [9, 1], "cells": ['["x"]', '["y"]']}
        ),
        "saved_mapping": rows_of(
            {"name": ["Rekap tahunan"], "kind": ["appraisals"], "header_fingerprint": ["abc"],
             "mapping": ["{}"], "saved_by": ["penguji"], "saved_at": [at(2025, 1, 1)]}
        ),
        "agency_spelling": rows_of(
            {"spelling_key": ["dinas kesehatan", "dinkes"],
             "spelling": ["Dinas Kesehatan", "Dinkes"], "agency_code": ["DINKES", "DINKES"],
             "decided_by": [None, "penguji"]}
        ),
        "agency_kept_apart": rows_of({"agency_code": ["DISDIK"], "other_code": ["DISHUB"]}),
    }  # fmt: skip


def _target(
    number: int, agency: str, period: str, aspect: str | None, direction: str | None,
    wanted: float, realised: float | None, verified_by: str | None,
) -> dict[str, object]:  # fmt: skip
    return {
        "target_id": number, "employee_id": 2, "period_code": period, "agency_code": agency,
        "work_result_plan": "Layanan", "indicator": "Jumlah", "aspect": aspect,
        "target_value": wanted, "target_direction": direction, "realised_value": realised,
        "verified_by": verified_by,
    }  # fmt: skip


def _batch(number: int, undone_at: datetime | None = None) -> dict[str, object]:
    return {
        "batch_id": number, "kind": "appraisals", "file_name": f"rekap-{number}.csv",
        "sha256": "0", "imported_at": at(2025, 1, 10 - number), "actor": "penguji",
        "valid_rows_only": True, "rows_read": 10, "rows_valid": 9, "rows_rejected": 1,
        "rows_skipped": 0, "rules": "{}", "undone_at": undone_at,
        "undone_by": None if undone_at is None else "penguji",
    }  # fmt: skip


def insert(writer: store.Writer, name: str, content: pa.Table) -> None:
    """Put rows into a table by the names of their columns."""
    with writer.table("incoming", content):
        writer._cursor.execute(f"insert into {name} by name select * from incoming")  # noqa: S608


def seed(opened: store.Store, content: dict[str, pa.Table] | None = None) -> store.Store:
    """Write the ten people, or other content, and the summaries of it."""
    with opened.write(TEST_ACTOR) as writer:
        for name, rows in (tables() if content is None else content).items():
            insert(writer, name, rows)
            if name == "appraisal":
                summaries.ensure_periods(writer, rows["period_code"].to_pylist())
        # results of a year are due by the end of January
        writer._cursor.execute(
            "update period set due_on = make_date(year + 1, 1, 31) where kind = 'year'"
        )
        summaries.refresh(writer, None)
        writer.audit("seed", "store")
    return opened
