"""A scratch store of as many invented appraisals as wanted, and filters as readers change them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np

from data import store, summaries
from data.scope import Filters

FILLING = Path(__file__).parent / "big_store.sql"
N_PERIODS = 51  # of a person: three years, their quarters and months
SEED = 7


def fill(opened: store.Store, n_people: int) -> None:
    """Fill an empty store with the appraisals of so many people, and summarise them."""
    years = range(2023, 2026)
    codes = [str(year) for year in years]
    codes += [f"{year}-Q{quarter}" for year in years for quarter in range(1, 5)]
    codes += [f"{year}-{month:02d}" for year in years for month in range(1, 13)]
    with opened.write(store.Actor("pengukur", "command")) as writer:
        summaries.ensure_periods(writer, codes)
        text = FILLING.read_text(encoding="utf-8")
        for statement in writer._cursor.extract_statements(text):
            wanted = {"n_people": n_people} if statement.named_parameters else None
            writer._cursor.execute(statement, wanted)
        summaries.refresh(writer, None)
        writer.audit("fill", "store")


def filter_changes(n_changes: int) -> list[Filters]:
    """Return filters as a reader changes them: each narrows in about every second change."""
    rng = np.random.default_rng(SEED)

    def maybe(*values: str) -> str | None:
        return str(rng.choice(values)) if rng.random() < 0.5 else None

    periods = ["2023", "2024", "2025", "2024-Q2", "2025-Q1", "2024-07", "2025-11"]
    return [
        Filters(
            period_code=str(rng.choice(periods)),
            agency_code=maybe(*(f"A{number:02d}" for number in range(40))),
            position_class=maybe("functional", "general_staff", "supervisor"),
            grade_group=maybe("II", "III", "IV", "PPPK"),
        )
        for _ in range(n_changes)
    ]


def before(filters: Filters) -> Filters:
    """Return the same filters a year earlier."""
    code = filters.period_code or ""
    return dataclasses.replace(filters, period_code=f"{int(code[:4]) - 1}{code[4:]}")


def everywhere(filters: Filters) -> Filters:
    """Return the same filters for all agencies."""
    return dataclasses.replace(filters, agency_code=None)
