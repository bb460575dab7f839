"""What agencies achieved: own predicates and service index, targets with realisation, projects."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from data.demo.offices import AGENCIES
from data.demo.people import N_QUARTERS, People
from data.demo.ratings import GENEROUS, Plan

YEARS = (2023, 2024, 2025)
REACHED_SHARE = 0.80  # of targets, in an ordinary agency
REACHED_SHARE_LOW = 0.52  # where ratings are high and results low
REPORTED_SHARE = 0.93
VERIFIED_SHARE = 0.70
PROJECTS_A_YEAR = 14

# Family → (RHK, indicator, aspect, unit, target, direction, data source); after domain estimates.
INDICATORS = {
    "teacher": (
        ("Tersusunnya perangkat pembelajaran", "Jumlah perangkat ajar", "quantity", "dokumen", 2,
         "at_least", "kepala sekolah"),
        ("Pengembangan keprofesian", "Jam pelatihan", "quantity", "JP", 20, "at_least",
         "sertifikat"),
        ("Terlaksananya pembelajaran", "Nilai observasi kelas", "quality", "1–4", 3, "at_least",
         "kepala sekolah"),
    ),
    "health": (
        ("Asuhan keperawatan", "Kelengkapan asuhan dalam rekam medis", "quality", "%", 95,
         "at_least", "audit rekam medis"),
        ("Asuhan keperawatan", "Kepatuhan cuci tangan", "quality", "%", 85, "at_least",
         "audit PPI"),
        ("Pelayanan medis", "Waktu tunggu rawat jalan", "time", "menit", 60, "at_most", "SIMRS"),
    ),
    "engineering": (
        ("Tersedianya jalan kondisi mantap", "Deviasi penyelesaian terhadap kontrak", "time",
         "hari", 0, "at_most", "berita acara"),
        ("Tersedianya jalan kondisi mantap", "Hasil uji mutu lulus", "quality", "%", 98, "at_least",
         "laboratorium"),
        ("Tersedianya jalan kondisi mantap", "Realisasi terhadap pagu", "cost", "%", 95, "at_least",
         "SIPD"),
    ),
    "order": (
        ("Ketertiban", "Patroli", "quantity", "kali", 240, "at_least", "laporan"),
        ("Ketertiban", "Respons kebakaran", "time", "menit", 15, "at_most", "log pos"),
    ),
    "ward": (
        ("Pelayanan administrasi kelurahan", "Surat selesai hari yang sama", "time", "%", 90,
         "at_least", "register"),
        ("Aduan warga", "Aduan dijawab dalam 3 hari kerja", "time", "%", 90, "at_least",
         "SP4N-LAPOR!"),
        ("Dana kelurahan", "Serapan", "cost", "%", 95, "at_least", "SIPD"),
    ),
    "administration": (
        ("Persuratan", "Disposisi dalam 1 hari kerja", "time", "%", 95, "at_least", "e-office"),
        ("Penatausahaan", "SPM dikembalikan", "quality", "%", 3, "at_most", "BPKPAD"),
        ("Kepegawaian", "Data SIASN lengkap", "quality", "%", 98, "at_least", "SIASN"),
    ),
}  # fmt: skip
CHECKED_BY = "pemeriksa data"
N_INDICATORS = 2  # of each person and year


def agency_results(rng: np.random.Generator, people: People, plan: Plan) -> pd.DataFrame:
    """Return a row per agency, quarter and year; weakly tied to the true quality of its units.

    Quarters carry the year's predicate; the service index is surveyed for the year only.
    """
    of_unit = np.array([unit.agency for unit in people.units])
    quality = np.array([plan.quality[of_unit == k].mean() for k in range(len(AGENCIES))])
    rows: list[tuple[str, str, str, float | None]] = []
    for year in YEARS:
        drawn = quality + rng.normal(0, 1.0, len(AGENCIES))
        for k, agency in enumerate(AGENCIES):
            low = agency.code in GENEROUS
            step = "good"
            if drawn[k] > 1.4 and not low:
                step = "outstanding"
            if low or drawn[k] < -2.2:
                step = "needs_improvement"
            index = float(np.clip(83 + 1.6 * drawn[k] - 6 * low + rng.normal(0, 1.5), 60, 99))
            rows += [(agency.code, f"{year}-Q{q}", step, None) for q in (1, 2, 3, 4)]
            rows.append((agency.code, str(year), step, round(index, 2)))
    return pd.DataFrame(
        rows, columns=["agency_code", "period_code", "agency_predicate", "satisfaction_index"]
    )


def targets(rng: np.random.Generator, people: People) -> pd.DataFrame:
    """Return two targets of each person and year with what was realised."""
    generous = [k for k, a in enumerate(AGENCIES) if a.code in GENEROUS]
    frames = []
    for year in range(len(YEARS)):
        last = 4 * year + 3
        person = np.repeat(np.flatnonzero(people.joined <= last), N_INDICATORS)
        which = np.tile(np.arange(N_INDICATORS), len(person) // N_INDICATORS)
        chosen = [
            INDICATORS[str(people.family[p])][(p + w) % len(INDICATORS[str(people.family[p])])]
            for p, w in zip(person, which, strict=True)
        ]
        goal = np.array([float(each[4]) for each in chosen])
        at_most = np.array([each[5] == "at_most" for each in chosen])
        agency = people.agency[person, last]
        share = np.where(np.isin(agency, generous), REACHED_SHARE_LOW, REACHED_SHARE)
        reached = rng.random(len(person)) < share
        gap = np.maximum(goal, 5.0) * rng.uniform(0.02, 0.3, len(person))
        surplus = np.where(reached, np.where(rng.random(len(person)) < 0.5, 0, gap), -gap)
        realised = np.round(np.where(at_most, goal - surplus, goal + surplus), 1)
        reported = rng.random(len(person)) < REPORTED_SHARE
        verified = reported & (rng.random(len(person)) < VERIFIED_SHARE)
        frames.append(
            pd.DataFrame(
                {
                    "person": person,
                    "quarter": last,
                    "period_code": str(YEARS[year]),
                    "work_result_plan": [each[0] for each in chosen],
                    "indicator": [each[1] for each in chosen],
                    "aspect": [each[2] for each in chosen],
                    "measure_unit": [each[3] for each in chosen],
                    "target_value": goal,
                    "target_direction": [each[5] for each in chosen],
                    "realised_value": np.where(reported, realised, np.nan),
                    "due_on": date(YEARS[year], 12, 31),
                    "data_source": [each[6] for each in chosen],
                    "verified_by": [CHECKED_BY if each else None for each in verified],
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def projects(
    rng: np.random.Generator, people: People
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return projects, milestones and members: each year one stalled, two late, one excellent."""
    codes = [a.code for a in AGENCIES]
    owners = ["PUTR"] * 9 + ["PERKIM"] * 3 + ["RSUD", "NAKER"]
    subjects = ("Peningkatan jalan", "Drainase", "Gedung", "Rehabilitasi jembatan")
    projects_, milestones, members = [], [], []
    number = 0
    for year in YEARS:
        kinds = rng.permutation(
            ["stalled", "late", "late", "excellent", "failed_test", "failed_test"]
            + ["ordinary"] * (PROJECTS_A_YEAR - 6)
        )
        for k in range(PROJECTS_A_YEAR):
            number += 1
            kind, owner = str(kinds[k]), owners[k]
            start = date(year, 3, 1) + timedelta(days=int(rng.integers(0, 60)))
            length = int(rng.integers(110, 190))
            planned_end = start + timedelta(days=length)
            delay = {"late": int(rng.integers(35, 80)), "excellent": -12}.get(
                kind, int(rng.integers(-6, 7))
            )
            real_end = None if kind == "stalled" else planned_end + timedelta(days=delay)
            cost = float(rng.integers(4, 60)) * 1e8
            quality = {
                "failed_test": float(rng.integers(60, 80)),
                "excellent": 100.0,
                "stalled": None,
            }.get(kind, float(rng.integers(90, 100)))
            projects_.append(
                {
                    "project_id": number,
                    "project_code": f"P{year}-{k + 1:02d}",
                    "name": f"{subjects[k % len(subjects)]} paket {k + 1} tahun {year}",
                    "agency_code": owner,
                    "planned_start": start,
                    "planned_end": planned_end,
                    "real_end": real_end,
                    "planned_cost": cost,
                    "real_cost": None if real_end is None else cost * float(rng.uniform(0.94, 1.0)),
                    "verified_quality": quality,
                    "verified_by": None if quality is None else "Laboratorium dan Inspektorat",
                    "verified_on": None if real_end is None else real_end + timedelta(days=7),
                    "state": "stalled" if kind == "stalled" else "finished",
                    "planted": kind,
                }
            )
            for step, name in enumerate(("Kontrak", "Fisik 50%", "Fisik 100%", "Serah terima")):
                planned = start + timedelta(days=length * step // 3)
                done = kind != "stalled" or step < 2
                shift = delay * step // 3
                real = planned + timedelta(days=shift) if done else None
                milestones.append((number, name, planned, real))
            inside = np.flatnonzero(
                people.agency[:, 4 * (year - YEARS[0]) + 3] == codes.index(owner)
            )
            team = rng.permutation(inside)[: min(6, len(inside))]
            roles = ("leader", "technical", "supervision", "administration", "member", "member")
            members += [(number, int(p), r) for p, r in zip(team, roles, strict=False)]
    return (
        pd.DataFrame(projects_),
        pd.DataFrame(milestones, columns=["project_id", "name", "planned_on", "real_on"]),
        pd.DataFrame(members, columns=["project_id", "person", "role"]),
    )


def assignments(people: People) -> pd.DataFrame:
    """Return each person's posts over time: a row for every stay in a unit."""
    change = np.ones((len(people.nip), N_QUARTERS), dtype=bool)
    change[:, 1:] = people.unit[:, 1:] != people.unit[:, :-1]
    in_post = np.arange(N_QUARTERS)[None, :] >= people.joined[:, None]
    starts = in_post & (change | (np.arange(N_QUARTERS)[None, :] == people.joined[:, None]))
    person, quarter = np.nonzero(starts)
    first = [date(2023 + q // 4, 3 * (q % 4) + 1, 1) for q in range(N_QUARTERS)]
    begins = [date(2020, 1, 2) if q == 0 else first[q] for q in quarter]
    ends: list[date | None] = [None] * len(person)
    for k in range(len(person) - 1):
        if person[k + 1] == person[k]:
            ends[k] = begins[k + 1] - timedelta(days=1)
    return pd.DataFrame(
        {"person": person, "quarter": quarter, "effective_from": begins, "effective_to": ends}
    )
