"""Invented cities of raters with planted habits, for tests and studies.

    score  = mu_t + s_j + b_j (t − t̄) + q_u + c_j (f_u theta_i + d_ij + r_j e_ijt)
    item_k = score + a_k + c_j h_j (profile_ik + noise_ijtk)          the profiles sum to 0 over k

b_j drift, c_j < 1 central tendency, h_j < 1 halo, r_j > 1 inconsistency, f_u how mixed the team is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

ITEMS = (
    "service_oriented",
    "accountable",
    "competent",
    "harmonious",
    "loyal",
    "adaptive",
    "collaborative",
)


@dataclass(frozen=True)
class City:
    """What an invented city is like; sds in score points."""

    n_raters: int = 120
    team_size: tuple[int, int] = (10, 24)  # fewest and most people of a team
    n_periods: int = 6
    move_share: float = 0.06  # of the people who change team between two periods
    employee_sd: float = 4.0
    home_sd: float = 2.0
    leniency_sd: float = 4.0
    pair_sd: float = 1.5
    error_sd: float = 3.0
    team_mix: float = 0.25  # sd of the log of f_u: teams differ in how alike their people are
    growth_sd: float = 0.0  # of the trend of single people, points a period
    inflation: float = 0.6  # points a period, common to all
    item_sd: float = 4.0  # of one item about the mean of its appraisal
    planted: dict[str, float] = field(default_factory=dict)  # habit -> share of the raters
    drift: float = 1.5  # points a period of a drifting rater, either sign
    central: float = 0.35  # c_j of a central rater
    halo: float = 0.35  # h_j of a rater under halo
    inconsistent: float = 2.0  # r_j
    group_share: float = 0.3  # of people in group "b"
    group_gap: float = 0.0  # points less for group "b", by every rater
    group_gap_sd: float = 0.0  # how it differs among raters

    def with_(self, **changes: object) -> City:
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Simulation:
    frame: pd.DataFrame  # employee, rater, period, score, the items, home_unit, group
    habit: dict[str, np.ndarray]  # habit -> (n_raters,) planted
    leniency: np.ndarray  # (n_raters,)
    theta: np.ndarray  # (n_employees,)
    home: np.ndarray  # (n_employees,) quality of the home unit
    raters: np.ndarray  # (n_raters,) ids, sorted


def simulate(rng: np.random.Generator, city: City = City()) -> Simulation:
    J, T, K = city.n_raters, city.n_periods, len(ITEMS)
    size = rng.integers(city.team_size[0], city.team_size[1] + 1, J)
    home_team = np.repeat(np.arange(J), size)
    N = home_team.size
    habit = {name: rng.random(J) < share for name, share in city.planted.items()}

    def planted(name: str, value: float | np.ndarray, usual: float) -> np.ndarray:
        return np.where(habit.get(name, np.zeros(J, dtype=bool)), value, usual)

    b = planted("drift", city.drift * rng.choice([-1, 1], J), 0.0)
    c, h = planted("central", city.central, 1.0), planted("halo", city.halo, 1.0)
    r = planted("inconsistent", city.inconsistent, 1.0)
    s = rng.normal(0, city.leniency_sd, J)
    q = rng.normal(0, city.home_sd, J)
    mix = np.exp(rng.normal(0, city.team_mix, J))
    theta = rng.normal(0, city.employee_sd, N)
    growth = rng.normal(0, city.growth_sd, N)
    in_b = rng.random(N) < city.group_share
    gap = city.group_gap + rng.normal(0, city.group_gap_sd, J)
    pair = rng.normal(0, city.pair_sd, (N, J))
    profile = _centred(rng.normal(0, 0.6 * city.item_sd, (N, K)))
    item_effect = rng.normal(0, 1.5, K)

    team = home_team.copy()
    parts = []
    for t in range(T):
        if t:
            moving = rng.random(N) < city.move_share
            team = np.where(moving, rng.integers(0, J, N), team)
        e = rng.normal(0, city.error_sd, N)
        own = (
            mix[home_team] * theta
            + pair[np.arange(N), team]
            + r[team] * e
            + growth * (t - (T - 1) / 2)
        )
        score = 75 + city.inflation * t + s[team] + b[team] * (t - (T - 1) / 2) + q[home_team]
        score = score + c[team] * own - np.where(in_b, gap[team], 0.0)
        noise = _centred(rng.normal(0, 0.8 * city.item_sd, (N, K)))
        items = score[:, None] + item_effect + (c * h)[team][:, None] * (profile + noise)
        part = {"employee": np.arange(N), "rater": team, "period": 2020 + t, "score": score}
        parts.append(pd.DataFrame(part | dict(zip(ITEMS, items.T, strict=True))))
    frame = pd.concat(parts, ignore_index=True)
    frame["home_unit"] = [f"U{u:04d}" for u in home_team[frame["employee"]]]
    frame["group"] = np.where(in_b[frame["employee"]], "b", "a")
    frame["employee"] = [f"E{i:06d}" for i in frame["employee"]]
    frame["rater"] = [f"R{j:04d}" for j in frame["rater"]]
    raters = np.array([f"R{j:04d}" for j in range(J)])
    leniency = s - city.group_share * gap  # over people of both groups
    return Simulation(frame, habit, leniency, mix[home_team] * theta, q[home_team], raters)


def as_levels(simulation: Simulation, *, n_levels: int = 5) -> Simulation:
    """The same city rated in levels: each item cut at equal shares of a normal distribution."""
    frame = simulation.frame.copy()
    values = frame[list(ITEMS)].to_numpy()
    step = 1.3 * values.std() / (n_levels / 3)
    cuts = values.mean() + step * (np.arange(1, n_levels) - n_levels / 2)
    levels = np.searchsorted(cuts, values) + 1
    frame[list(ITEMS)] = levels.astype(float)
    frame["score"] = levels.mean(axis=1)
    return replace(simulation, frame=frame)


def as_predicates(simulation: Simulation, *, top_share: float = 0.11) -> Simulation:
    """The same city rated Sangat Baik or Baik, with the national share at the top."""
    frame = simulation.frame.copy()
    cut = frame.groupby("period")["score"].transform(lambda y: y.quantile(1 - top_share))
    frame["score"] = np.where(frame["score"] > cut, "Sangat Baik", "Baik")
    return replace(simulation, frame=frame)


def _centred(values: np.ndarray) -> np.ndarray:
    return values - values.mean(axis=1, keepdims=True)
