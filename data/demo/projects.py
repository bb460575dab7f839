"""Projects with milestones and members: each year one stalled, two late, one excellent."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from data.demo.movements import WITH_TEAMS
from data.demo.offices import AGENCIES
from data.demo.people import People

YEARS = (2023, 2024, 2025)
PROJECTS_A_YEAR = 14


def projects(
    rng: np.random.Generator, people: People
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return projects, milestones and members, every planted kind each year."""
    codes = [a.code for a in AGENCIES]
    owners = [owner for owner, times in zip(WITH_TEAMS, (9, 3, 1, 1), strict=True)
              for _ in range(times)]  # fmt: skip
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
            last = 4 * (year - YEARS[0]) + 3
            inside = np.flatnonzero(
                (people.agency[:, last] == codes.index(owner)) & (people.persons.joined < last)
            )
            team = rng.permutation(inside)[: min(6, len(inside))]
            roles = ("leader", "technical", "supervision", "administration", "member", "member")
            members += [(number, int(p), r, year) for p, r in zip(team, roles, strict=False)]
    return (
        pd.DataFrame(projects_),
        pd.DataFrame(milestones, columns=["project_id", "name", "planned_on", "real_on"]),
        pd.DataFrame(members, columns=["project_id", "person", "role", "year"]),
    )
