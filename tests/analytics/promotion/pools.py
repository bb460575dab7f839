"""Small pools of invented people for tests of the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.promotion import RankedPool, Settings, rank_pool

Floats = NDArray[np.float64]


class Draws(NamedTuple):
    employee_ids: NDArray[np.int64]
    adjusted: NDArray[np.float32]


NO_DRAWS = Draws(np.empty(0, np.int64), np.empty((0, 0), np.float32))


def results(
    adjusted: Sequence[float] | Floats,
    *,
    sd: float | Floats = 1.0,
    raw: Sequence[float] | Floats | None = None,
    grade: str | Sequence[str] = "A",
    component: int | Sequence[int] = 1,
) -> pd.DataFrame:
    """People 1, 2, … with these scores."""
    n = len(adjusted)
    frame = pd.DataFrame({"employee_id": np.arange(1, n + 1), "adjusted": np.asarray(adjusted)})
    return frame.assign(
        n_ratings=4,
        raw_mean=frame["adjusted"] if raw is None else np.asarray(raw, dtype=float),
        adjusted_sd=sd,
        link_grade=pd.array([grade] * n if isinstance(grade, str) else grade, dtype="string"),
        component=component,
    )


def draws_of(
    table: pd.DataFrame, rng: np.random.Generator, *, n_draws: int = 200, decimals: int = 3
) -> Draws:
    """Independent draws of everybody, rounded so that some are equal."""
    size = (n_draws, len(table))
    drawn = rng.normal(table["adjusted"].to_numpy(), table["adjusted_sd"].to_numpy(), size)
    return Draws(table["employee_id"].to_numpy(), np.round(drawn, decimals).astype(np.float32))


def ranked(
    table: pd.DataFrame,
    draws: Draws = NO_DRAWS,
    objective: pd.DataFrame | None = None,
    *,
    k: int = 2,
    weight: float = 0.0,
    seed: int = 1,
    pool: Sequence[int] | None = None,
) -> RankedPool:
    return rank_pool(
        table,
        draws,
        objective,
        settings=Settings(k, weight),
        rng=np.random.default_rng(seed),
        pool=pool,
    )


def targets(reached: Sequence[int], of: Sequence[int], *, first_id: int = 1) -> pd.DataFrame:
    """Verified targets of people first_id, first_id + 1, …; nobody is in a project."""
    n = len(reached)
    frame = pd.DataFrame({"employee_id": np.arange(first_id, first_id + n)})
    return frame.assign(
        n_verified=list(of),
        n_verified_reached=list(reached),
        n_projects_due=0,
        n_projects_on_time=0,
        n_projects_verified=0,
        verified_quality=np.nan,
    )
