"""A small city of invented people, written straight into the tables: quick, and known by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from data import store, summaries

TEST_ACTOR = store.Actor("test", "command")
MATRIX = {
    ("above", "above"): "very_good",
    ("above", "meets"): "good",
    ("meets", "above"): "good",
    ("meets", "meets"): "good",
    ("below", "meets"): "needs_improvement",
    ("below", "below"): "very_poor",
}
LEVELS_OF = {
    "very_good": ("above", "above"),
    "good": ("meets", "meets"),
    "needs_improvement": ("below", "meets"),
    "poor": ("meets", "below"),
    "very_poor": ("below", "below"),
}
AGENCIES = {
    "DINKES": ("Dinas Kesehatan", 60),
    "DISDIK": ("Dinas Pendidikan", 90),
    "DPUPR": ("Dinas PUPR", 40),
    "DLH": ("Dinas Lingkungan Hidup", 30),
    "BKPSDM": ("BKPSDM", 25),
    "BAPPEDA": ("Bappeda", 25),
    "SATPOL": ("Satpol PP", 50),
    "DISHUB": ("Dinas Perhubungan", 35),
    "DINSOS": ("Dinas Sosial", 20),
    "KECUTARA": ("Kecamatan Binjai Utara", 15),
    "KESBANG": ("Kesbangpol *Kota* <b>", 3),  # too small to show, and a name full of markup
}
YEARS = (2023, 2024, 2025)


def build(path: Path, *, demo: bool = True) -> store.Store:
    """Write the city into a new store at `path`."""
    opened = store.open_store(path, create=True)
    people, rows = _people(), []
    for year in YEARS:
        rows.append(_year(people, year))
    appraisals = pd.concat(rows, ignore_index=True)
    tables = {
        "agency": _agencies(),
        "unit": _units(),
        "position": _positions(),
        "employee": _employees(people),
        "assignment": _assignments(people),
        "appraisal": appraisals,
        "agency_result": _agency_results(),
        "performance_target": _targets(people),
        "project": _projects(),
    }
    with opened.write(TEST_ACTOR) as writer:
        summaries.ensure_periods(writer, [str(year) for year in YEARS])
        for name, frame in tables.items():
            columns = ", ".join(frame.columns)
            writer._cursor.register("incoming", frame)
            writer._cursor.execute(
                f"insert into {name} ({columns}) select {columns} from incoming"  # noqa: S608
            )
            writer._cursor.unregister("incoming")
        writer._cursor.execute("update period set due_on = ends_on + interval 31 day")
        summaries.refresh(writer, None)
        if demo:
            writer.run("set_store_info", {"key": "demo", "value": "yes"})
        writer.audit("build", "store")
    return opened


def _people() -> pd.DataFrame:
    rng = np.random.default_rng(3)
    agencies = np.repeat(list(AGENCIES), [n for _name, n in AGENCIES.values()])
    n = len(agencies)
    classes = rng.choice(
        ["general_staff", "functional", "supervisor", "administrator"], n, p=[0.4, 0.45, 0.1, 0.05]
    )
    grades = rng.choice(["II", "III", "IV", "PPPK"], n, p=[0.15, 0.5, 0.15, 0.2])
    unit = np.arange(n) % 3
    ids = np.arange(1, n + 1)
    first = pd.Series(ids).groupby(agencies).transform("min").to_numpy()
    return pd.DataFrame(
        {
            "employee_id": ids,
            "agency_code": agencies,
            "position_class": classes,
            "grade_group": grades,
            "unit_id": pd.factorize(agencies)[0] * 3 + unit + 1,
            "rater_id": np.where(ids == first, 1, first),
        }
    )


def _year(people: pd.DataFrame, year: int) -> pd.DataFrame:
    rng = np.random.default_rng(year)
    n = len(people)
    top = np.where(people["agency_code"] == "SATPOL", 0.5, 0.1 + 0.05 * (year - 2023))
    draw = rng.random(n)
    predicate = np.where(draw < top, "very_good", "good").astype(object)
    predicate[draw > 0.98] = "needs_improvement"
    score = np.clip(rng.normal(86, 6, n) + 4 * (predicate == "very_good"), 40, 100).round(1)
    levels = [LEVELS_OF[p] for p in predicate]
    table = people.assign(
        rater_role="superior",
        period_code=str(year),
        grade=people["grade_group"].map({"PPPK": "IX"}).fillna(people["grade_group"] + "/a"),
        employment_type=np.where(people["grade_group"] == "PPPK", "pppk", "pns"),
        work_result=[level[0] for level in levels],
        behaviour=[level[1] for level in levels],
        predicate=predicate,
        score=score,
        score_scale=100,
        set_on=pd.Timestamp(year, 12, 28) + pd.to_timedelta(rng.integers(0, 45, n), unit="D"),
        feedback_text=np.where(rng.random(n) < 0.3, None, rng.choice(["Baik.", "Tingkatkan."], n)),
    )
    absent = (table["agency_code"] == "DISHUB") & (np.arange(n) % 2 == 0)
    return table[~absent]


def _agencies() -> pd.DataFrame:
    names = [name for name, _n in AGENCIES.values()]
    return pd.DataFrame({"agency_code": list(AGENCIES), "name": names, "agency_kind": "service"})


def _units() -> pd.DataFrame:
    rows = [
        (agency * 3 + part + 1, code, f"Bidang {part + 1}")
        for agency, code in enumerate(AGENCIES)
        for part in range(3)
    ]
    units = pd.DataFrame(rows, columns=["unit_id", "agency_code", "name"])
    return units.assign(name_key=units["name"].str.lower(), unit_kind="division")


def _positions() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "position_id": [1, 2],
            "title": ["Kepala Dinas", "Staf"],
            "title_key": ["kepala dinas", "staf"],
            "position_class": ["executive", "general_staff"],
        }
    )


def _employees(people: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "employee_id": people["employee_id"],
            "name": [f"Orang {n}" for n in people["employee_id"]],
            "employment_type": np.where(people["grade_group"] == "PPPK", "pppk", "pns"),
        }
    )


def _assignments(people: pd.DataFrame) -> pd.DataFrame:
    return people[["employee_id", "agency_code", "unit_id"]].assign(
        position_id=np.where(people["employee_id"].isin(people["rater_id"]), 1, 2),
        grade=people["grade_group"].map({"PPPK": "IX"}).fillna(people["grade_group"] + "/a"),
        effective_from=pd.Timestamp(2020, 1, 1),
    )


def _agency_results() -> pd.DataFrame:
    codes = [code for code in AGENCIES if code != "DINSOS"]
    rows = [
        (code, str(year), "outstanding" if n == 0 else "good", 78.0 + 1.5 * n)
        for year in YEARS
        for n, code in enumerate(codes)
    ]
    columns = ["agency_code", "period_code", "agency_predicate", "satisfaction_index"]
    return pd.DataFrame(rows, columns=columns)


def _targets(people: pd.DataFrame) -> pd.DataFrame:
    rng = np.random.default_rng(9)
    chosen = people[people["employee_id"] % 2 == 0].reset_index(drop=True)
    reached = rng.random(len(chosen)) < np.where(chosen["agency_code"] == "SATPOL", 0.4, 0.8)
    return pd.DataFrame(
        {
            "target_id": chosen.index + 1,
            "employee_id": chosen["employee_id"],
            "period_code": "2025",
            "agency_code": chosen["agency_code"],
            "work_result_plan": "Layanan selesai",
            "indicator": "Jumlah layanan",
            "aspect": rng.choice(["quantity", "quality", "time", "cost"], len(chosen)),
            "target_value": 10.0,
            "target_direction": "at_least",
            "realised_value": np.where(reached, 10.0, 7.0),
            "verified_by": np.where(rng.random(len(chosen)) < 0.7, "Inspektorat", None),
        }
    )


def _projects() -> pd.DataFrame:
    day = pd.Timestamp
    rows = [
        (1, "P-01", "Drainase Timbang Langkat", "DPUPR", day(2025, 9, 30), day(2025, 9, 12), 100.0),
        (2, "P-02", "Trotoar Sudirman", "DPUPR", day(2025, 8, 31), day(2025, 12, 1), 80.0),
        (3, "P-03", "Pustu Kebun Lada", "DINKES", day(2025, 11, 30), pd.NaT, None),
        (4, "P-04", "Rekam medis daring", "DINKES", day(2025, 6, 30), day(2025, 6, 30), 95.0),
    ]
    columns = [
        "project_id", "project_code", "name", "agency_code", "planned_end", "real_end",
        "verified_quality",
    ]  # fmt: skip
    projects = pd.DataFrame(rows, columns=columns)
    return projects.assign(
        planned_start=day(2025, 2, 1),
        planned_cost=1e9,
        real_cost=1.1e9,
        state=np.where(projects["real_end"].isna(), "running", "finished"),
    )
