"""Draws of the scores of a pool, and how far its people truly lie apart.

    S² = mean over draws d of var_i(a_di)

Who has no stored draws is drawn alone from a normal of the stored sd, which leaves out what errors
people have in common. Without any stored draws S² is the variance of the means plus the mean of the
squared sds.
"""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Draws32 = NDArray[np.float32]
Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]

N_DRAWS: Final = 200  # where the run stored none; statistics.md 7: at least
MOST_DRAWN: Final = 200_000  # people; the run stores no draws of more


class PoolDraws(Protocol):
    """Joint draws of adjusted scores, as a run stored them."""

    @property
    def employee_ids(self) -> Ids:
        """Whose draws, (n,)."""

    @property
    def adjusted(self) -> Draws32:
        """Draws, (n_draws, n)."""


def numbers(frame: pd.DataFrame, name: str) -> Floats:
    """Return a column as floats, NaN where missing."""
    return frame[name].to_numpy(dtype=np.float64, na_value=np.nan)


def draw_scores(
    draws: PoolDraws, people: pd.DataFrame, rng: np.random.Generator
) -> tuple[Draws32, Mask]:
    """Draw the adjusted scores of people.

    Parameters
    ----------
    draws : PoolDraws
    people : frame
        employee_id, adjusted, adjusted_sd.
    rng : Generator
        For people without stored draws.

    Returns
    -------
    drawn : (n_draws, n) array
        (0, n) in a vast pool without stored draws.
    is_joint : (n,) bool
        Who has stored draws.
    """
    at, is_joint = _columns_of(draws, people["employee_id"].to_numpy(dtype=np.int64))
    if is_joint.all() and at.size:
        return draws.adjusted[:, at].astype(np.float32, copy=False), is_joint
    if not is_joint.any() and at.size > MOST_DRAWN:
        return np.empty((0, at.size), dtype=np.float32), is_joint
    n_draws = len(draws.adjusted) or N_DRAWS
    drawn = np.empty((n_draws, at.size), dtype=np.float32)
    if is_joint.any():
        drawn[:, is_joint] = draws.adjusted[:, at[is_joint]]
    alone = people.loc[~is_joint]
    noise = rng.standard_normal((n_draws, len(alone)))
    drawn[:, ~is_joint] = numbers(alone, "adjusted") + numbers(alone, "adjusted_sd") * noise
    return drawn, is_joint


def spread_of(draws: PoolDraws, people: pd.DataFrame) -> float:
    """Return S, the standard deviation of the true adjusted scores; NaN below two people.

    Parameters
    ----------
    draws : PoolDraws
    people : frame
        employee_id, adjusted, adjusted_sd.
    """
    at, is_joint = _columns_of(draws, people["employee_id"].to_numpy(dtype=np.int64))
    if at.size < 2 or not is_joint.all():
        return spread_alone(numbers(people, "adjusted"), numbers(people, "adjusted_sd"))
    is_everybody = at.size == draws.employee_ids.size  # their order does not matter here
    return spread_of_draws(draws.adjusted if is_everybody else draws.adjusted[:, at])


def spread_of_draws(drawn: Draws32) -> float:
    """Return S of draws, (n_draws, n) with n at least 2."""
    # in 64 bits a draw at a time: squares of numbers near 86 would lose the digits of the spread
    return float(np.sqrt(np.mean([np.var(row.astype(np.float64), ddof=1) for row in drawn])))


def spread_alone(mean: Floats, sd: Floats) -> float:
    """Return S of independent people; NaN below two."""
    if mean.size < 2:
        return float("nan")
    return float(np.sqrt(np.var(mean, ddof=1) + np.mean(sd**2)))


def _columns_of(draws: PoolDraws, ids: Ids) -> tuple[NDArray[np.intp], Mask]:
    """Find the column of each person, and who has one."""
    at = pd.Index(draws.employee_ids).get_indexer(pd.Index(ids))
    return at, (at >= 0) & (len(draws.adjusted) > 0)
