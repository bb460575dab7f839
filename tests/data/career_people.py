"""A handful of people made for the reads of candidates: each shows one thing, counted by hand."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from data.scope import Scope

DAY = date
ON = date(2026, 5, 10)
EVALUATOR = Scope("bkd", frozenset({"evaluator"}), may_see_persons=True)
NAMED = Scope("bkd", frozenset({"evaluator"}), may_see_persons=True, may_see_names=True)
HEAD = Scope("kadis", frozenset({"agency_leadership"}), ("DINKES",), may_see_persons=True)

# id: NIP, education, employment type
PEOPLE = {
    1: ("198001012005011901", "S-1 Kesehatan Masyarakat", "pns"),
    2: ("199003172024212999", "Diploma III Keperawatan", "pppk"),
    3: ("198505052010012903", "SLTA/SMA Sederajat", "pns"),
    4: ("197001011995031904", "S2", "pns"),
    5: ("199101012019031905", "Ilmu Keperawatan", "pns"),
    6: ("198207072008011906", "Profesi Dokter", "pns"),
}
# title, class, family, level as kept, echelon as kept
POSITIONS = {
    1: ("Perawat Ahli Muda", "functional", "nurse", None, None),
    2: ("Perawat Ahli Pertama", "functional", "nurse", "Ahli Pertama", None),
    3: ("Pengelola Keuangan", "general_staff", "finance", None, None),
    4: ("Kepala Bidang", "administrator", "lead", None, "Eselon III/b"),
    5: ("Kepala Seksi", "supervisor", "lead", None, "IV a"),
    6: ("Analis", "functional", "analyst", "Madya", None),
}


def _post(
    person: int, agency: str, position: int, begins: date | None, ends: date | None = None,
    **more: object,
) -> dict[str, object]:  # fmt: skip
    usual: dict[str, object] = {
        "employee_id": person, "agency_code": agency, "unit_id": 1 if agency == "DINKES" else 2,
        "position_id": position, "assignment_kind": "definitive", "grade": "III/c",
        "grade_since": DAY(2022, 4, 1), "position_since": begins, "effective_from": begins,
        "effective_to": ends,
    }  # fmt: skip
    return {**usual, **more}


def _result(person: int, period: str, predicate: str | None, score: float, **more: object) -> dict:
    usual: dict[str, object] = {
        "employee_id": person, "rater_id": 4, "rater_role": "superior", "period_code": period,
        "agency_code": "DINKES", "unit_id": 1, "position_id": 1, "position_class": "functional",
        "grade": "III/c", "grade_group": "III", "employment_type": "pns", "predicate": predicate,
        "score": score, "score_scale": 100,
    }  # fmt: skip
    return {**usual, **more}


def tables() -> dict[str, pa.Table]:
    """Return what the reads look at."""
    posts = [
        # whole history since 2005: staff, Ahli Pertama, Ahli Muda; two stays in one level
        _post(1, "DINKES", 3, DAY(2005, 1, 1), DAY(2013, 12, 31)),
        _post(1, "DINKES", 2, DAY(2014, 1, 1), DAY(2017, 12, 31)),
        _post(1, "DINKES", 1, DAY(2018, 1, 1), DAY(2022, 3, 31)),
        _post(1, "DINKES", 1, DAY(2022, 4, 1), position_since=DAY(2018, 1, 1)),
        # contract; acting elsewhere does not count; no unit
        _post(2, "DINKES", 2, DAY(2024, 3, 1), grade="IX", grade_since=DAY(2024, 3, 1),
              unit_id=None),
        _post(2, "DISDIK", 4, DAY(2026, 1, 1), assignment_kind="acting"),
        # recorded from 2020 only, in the post since 2016; a gap follows
        _post(3, "DISDIK", 3, DAY(2020, 1, 2), DAY(2023, 12, 31), position_since=DAY(2016, 1, 2)),
        _post(3, "DISDIK", 5, DAY(2024, 2, 1), grade="III/d"),
        # since before the data, nobody knows when
        _post(4, "DINKES", 4, None, grade="IV/a"),
        # left; begins only after the day
        _post(5, "DISDIK", 3, DAY(2019, 3, 1), DAY(2025, 12, 31)),
        _post(5, "DINKES", 6, DAY(2026, 6, 1)),
    ]  # fmt: skip
    appraisals = [
        _result(1, "2023", "good", 80.0),
        _result(1, "2024", "very_good", 90.0),
        _result(1, "2025", "good", 85.0, rater_id=3),
        _result(1, "2025-Q1", "poor", 50.0),
        _result(1, "2024", "poor", 40.0, rater_role="peer", rater_id=2),
        _result(2, "2025", None, 70.0),
        # no post on record: the latest result says where
        _result(6, "2024", "good", 81.0, agency_code="DISDIK", unit_id=2),
        _result(6, "2025", "needs_improvement", 71.0, position_id=6, grade="IV/a"),
    ]  # fmt: skip
    for number, row in enumerate(appraisals, start=1):
        row["appraisal_id"] = number
    return {
        "agency": pa.table(
            {"agency_code": ["DINKES", "DISDIK"], "name": ["Dinas Kesehatan", "Dinas Pendidikan"]}
        ),
        "unit": pa.table(
            {
                "unit_id": [1, 2], "agency_code": ["DINKES", "DISDIK"],
                "name": ["Puskesmas Contoh", "SD Contoh"], "name_key": ["p", "s"],
            }
        ),
        "position": pa.Table.from_pylist(
            [
                {"position_id": number, "title": title, "title_key": title.lower(),
                 "position_class": kind, "job_family": family, "functional_level": level,
                 "echelon": echelon}
                for number, (title, kind, family, level, echelon) in POSITIONS.items()
            ]
        ),
        "employee": pa.Table.from_pylist(
            [
                {"employee_id": person, "nip": nip, "name": f"Orang Rekaan {person}",
                 "sex": "male" if nip[14] == "1" else "female", "education": school,
                 "birth_date": DAY(int(nip[:4]), int(nip[4:6]), int(nip[6:8])),
                 "employment_type": kind}
                for person, (nip, school, kind) in PEOPLE.items()
            ]
        ),
        "assignment": pa.Table.from_pylist(posts),
        "appraisal": pa.Table.from_pylist(appraisals),
        "sanction": pa.Table.from_pylist(_sanctions()),
        "competence": pa.Table.from_pylist(_assessments()),
        "credit": pa.Table.from_pylist(_credit()),
        "performance_target": pa.Table.from_pylist(_targets()),
        "project": pa.Table.from_pylist(_projects()),
        "project_member": pa.table(
            {
                "project_id": [1, 2, 3, 4, 5, 1, 1], "employee_id": [1, 1, 1, 1, 1, 3, 3],
                "role": ["leader", "member", "member", None, "leader", "member", "technical"],
            }
        ),
    }  # fmt: skip


def _sanctions() -> list[dict[str, object]]:
    return [
        {"employee_id": 1, "agency_code": None, "level": "light", "starts_on": DAY(2024, 3, 1),
         "ends_on": None},
        {"employee_id": 1, "agency_code": None, "level": "moderate", "starts_on": DAY(2025, 2, 1),
         "ends_on": DAY(2025, 7, 31)},
        {"employee_id": 3, "agency_code": "DISDIK", "level": "severe", "starts_on": DAY(2026, 1, 1),
         "ends_on": None},
        {"employee_id": 4, "agency_code": None, "level": "none", "starts_on": None,
         "ends_on": None},
    ]  # fmt: skip


def _assessments() -> list[dict[str, object]]:
    empty = dict.fromkeys(
        ("valid_until", "competence_standard", "competence_test", "potential", "potential_score",
         "service_exam", "exam_exempt")
    )  # fmt: skip
    return [
        {**empty, "employee_id": 1, "assessed_on": DAY(2022, 1, 1), "potential": "high",
         "valid_until": DAY(2024, 12, 31), "service_exam": "I", "exam_exempt": "no"},  # run out
        {**empty, "employee_id": 1, "assessed_on": DAY(2024, 1, 1), "potential": "low",
         "potential_score": 55.0, "competence_test": "failed"},
        {**empty, "employee_id": 1, "assessed_on": DAY(2025, 6, 1), "competence_test": "passed",
         "competence_standard": "met", "service_exam": "II", "valid_until": DAY(2026, 5, 10)},
        {**empty, "employee_id": 1, "assessed_on": DAY(2026, 5, 11), "potential": "high"},
        {**empty, "employee_id": 3, "assessed_on": DAY(2025, 1, 1), "potential_score": 81.5,
         "service_exam": "none"},
    ]  # fmt: skip


def _credit() -> list[dict[str, object]]:
    def row(
        person: int, kind: str, begins: date | None, ends: date, points: float, level: str | None
    ):
        return {"employee_id": person, "credit_kind": kind, "from_on": begins, "to_on": ends,
                "points": points, "functional_level": level}  # fmt: skip

    return [
        row(1, "conversion", DAY(2017, 1, 1), DAY(2017, 12, 31), 12.5, "PT"),  # another level
        row(1, "integration", None, DAY(2022, 12, 31), 40.0, "MU"),  # inside the sum
        row(1, "cumulated", None, DAY(2023, 12, 31), 65.0, "MU"),
        row(1, "conversion", DAY(2023, 1, 1), DAY(2023, 12, 31), 25.0, "MU"),  # inside the sum
        row(1, "conversion", DAY(2024, 1, 1), DAY(2024, 12, 31), 37.5, None),  # after it
        row(1, "conversion", DAY(2025, 1, 1), DAY(2025, 12, 31), 25.0, "MU"),
        row(1, "conversion", DAY(2026, 1, 1), DAY(2026, 12, 31), 25.0, "MU"),  # not yet
        row(2, "conversion", DAY(2023, 1, 1), DAY(2023, 12, 31), 12.5, None),  # before the level
        row(2, "base", None, DAY(2024, 3, 1), 5.25, None),
        row(3, "conversion", DAY(2024, 1, 1), DAY(2024, 12, 31), 12.5, "PT"),  # no such post
    ]


def _targets() -> list[dict[str, object]]:
    def row(person: int, period: str, way: str | None, target, real, checker) -> dict[str, object]:
        return {"target_id": 0, "employee_id": person, "period_code": period,
                "work_result_plan": "Laporan", "indicator": "Jumlah", "target_direction": way,
                "target_value": target, "realised_value": real, "verified_by": checker}  # fmt: skip

    return [
        row(1, "2024", None, 10.0, 10.0, "Inspektorat"),  # reached, verified
        row(1, "2024", "at_most", 5.0, 6.0, "Inspektorat"),  # missed, verified
        row(1, "2025", "exactly", 3.0, 3.0, None),  # reached
        row(1, "2025", None, 3.0, None, "Inspektorat"),  # not reported
        row(2, "2023", None, 1.0, 2.0, None),
    ]


def _projects() -> list[dict[str, object]]:
    def row(number: int, planned: date | None, real: date | None, quality: float | None):
        return {"project_id": number, "project_code": f"P-{number}", "name": "Contoh",
                "planned_end": planned, "real_end": real, "verified_quality": quality}  # fmt: skip

    return [
        row(1, DAY(2024, 6, 30), DAY(2024, 6, 30), 90.0),  # on time
        row(2, DAY(2024, 6, 30), DAY(2024, 9, 1), 70.0),  # late
        row(3, DAY(2025, 6, 30), None, None),  # overdue
        row(4, DAY(2026, 12, 31), None, None),  # not due yet
        row(5, DAY(2026, 12, 31), DAY(2026, 4, 1), None),  # early, not verified
    ]
