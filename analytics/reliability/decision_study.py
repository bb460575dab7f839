"""What the spread of ratings consists of, and how many raters or periods make it reliable.

    signal  vt + vq                          people, with the quality of the unit they come from
    noise   (vs + vd + ve)/k                 means of k raters
            vs + vd + ve/p                   means of p periods of the same rater
    reliability = signal / (signal + noise);  one rating: k = p = 1

k raters are other raters for everybody, as superiors are; raters common to all would take vs out
of comparisons. More periods with the same rater never average out vs + vd: the limit may stay
under the target; then no number of periods is enough (Brennan 2001, Generalizability Theory).

Least number:  k = ⌈ τ/(1 − τ) · (vs + vd + ve)/signal ⌉

The interval of one rating's reliability is delta method on the logit, components taken as
independent because their covariances are not handed on; it is a little wide where people and
units trade spread.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.errors import InvalidSetting
from analytics.intervals import CONFIDENCE, normal_quantile

SIGNAL: Final = ("employee", "home_unit")
NOISE: Final = ("rater", "pair", "residual")
TARGETS: Final = (0.7, 0.8)  # statistics.md section 9
MAX_NUMBER: Final = 10  # points of the curve
LARGEST: Final = 1000  # beyond it a number is no advice, the target counts as out of reach
ROUNDING: Final = 1e-9  # 4.000000001 raters are 4


@dataclass(frozen=True)
class VarianceShares:
    """Where the spread of single ratings comes from."""

    state: str  # estimated, or no_spread where every component is 0
    shares: tuple[tuple[str, float], ...]  # component and its share 0–1, adding up to 1
    reliability: float  # of one rating
    lower: float  # 95 %; NaN without standard errors
    upper: float


@dataclass(frozen=True)
class DesignPoint:
    """Reliability of one design."""

    by: str  # raters or periods
    number: int
    reliability: float


@dataclass(frozen=True)
class NumberNeeded:
    """How many raters or periods bring reliability to a target."""

    by: str  # raters or periods
    target: float
    state: str  # reached, or unreachable by LARGEST or fewer
    number: int  # 0 where unreachable
    highest: float  # reliability that this way can reach at all


@dataclass(frozen=True)
class DecisionStudy:
    """Reliability by design, and the numbers an agency needs."""

    points: tuple[DesignPoint, ...]
    needed: tuple[NumberNeeded, ...]


def variance_shares(
    variances: Mapping[str, float],
    standard_errors: Mapping[str, float] | None = None,
    *,
    confidence: float = CONFIDENCE,
) -> VarianceShares:
    """Share out the variance of one rating.

    Parameters
    ----------
    variances : mapping
        Any of `employee`, `home_unit`, `rater`, `pair`, `residual`; absent is 0. Others, such as
        `rater:peer`, belong to other rater types and are passed over.
    standard_errors : mapping, optional
        Of the same components, for the interval.
    confidence : float
        Two-sided cover.

    Returns
    -------
    VarianceShares
    """
    signal, noise = _parts(variances)
    total = sum(signal.values()) + sum(noise.values())
    nan = float("nan")
    if total <= 0:
        return VarianceShares("no_spread", (), nan, nan, nan)
    s, e = sum(signal.values()), sum(noise.values())
    shares = tuple((name, v / total) for name, v in {**signal, **noise}.items())
    lower = upper = nan
    if standard_errors is not None and s > 0 and e > 0:
        error = {name: float(standard_errors.get(name, 0.0)) for name in (*signal, *noise)}
        error = {name: 0.0 if math.isnan(each) else each for name, each in error.items()}
        spread = math.hypot(*(error[name] for name in signal)) / s
        spread = math.hypot(spread, math.hypot(*(error[name] for name in noise)) / e)
        half = normal_quantile(confidence) * spread
        lower, upper = (1 / (1 + e / s * math.exp(side * half)) for side in (1, -1))
    return VarianceShares("estimated", shares, s / total, lower, upper)


def decision_study(
    variances: Mapping[str, float],
    *,
    max_number: int = MAX_NUMBER,
    targets: Sequence[float] = TARGETS,
) -> DecisionStudy:
    """Compute reliability for 1…max_number raters and periods, and the numbers for the targets.

    Parameters
    ----------
    variances : mapping
        As in `variance_shares`.
    max_number : int
        Length of the curve.
    targets : sequence of float
        Reliabilities wanted, each between 0 and 1.

    Returns
    -------
    DecisionStudy
        Without any spread between people every target is unreachable and reliability is 0.

    Raises
    ------
    InvalidSetting
        If a target or `max_number` lies outside its range.
    """
    if max_number < 1:
        raise InvalidSetting("max_number", max_number, needed="at least 1")
    signal, noise = _parts(variances)
    s, rest = sum(signal.values()), noise["rater"] + noise["pair"]
    ways = {"raters": (0.0, rest + noise["residual"]), "periods": (rest, noise["residual"])}
    points, needed = [], []
    for by, (fixed, averaged) in ways.items():
        points += [
            DesignPoint(by, k, _reliability(s, fixed + averaged / k))
            for k in range(1, max_number + 1)
        ]
        needed += [_number_needed(by, target, s, fixed, averaged) for target in targets]
    return DecisionStudy(tuple(points), tuple(needed))


def _number_needed(
    by: str, target: float, signal: float, fixed: float, averaged: float
) -> NumberNeeded:
    if not 0 < target < 1:
        raise InvalidSetting("target", target, needed="between 0 and 1")
    highest = _reliability(signal, fixed)
    room = signal * (1 - target) / target - fixed  # noise the target leaves to the mean
    if signal <= 0 or room < 0 or averaged > LARGEST * room:
        return NumberNeeded(by, target, "unreachable", 0, highest)
    number = math.ceil(averaged / room - ROUNDING) if averaged > 0 else 1
    return NumberNeeded(by, target, "reached", max(1, number), highest)


def _reliability(signal: float, noise: float) -> float:
    return signal / (signal + noise) if signal > 0 else 0.0


def _parts(variances: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    for name in (*SIGNAL, *NOISE):
        v = variances.get(name, 0.0)
        if not (math.isfinite(v) and v >= 0):
            raise InvalidSetting(f"variance of {name}", v, needed="a number of at least 0")
    signal = {name: float(variances.get(name, 0.0)) for name in SIGNAL}
    return signal, {name: float(variances.get(name, 0.0)) for name in NOISE}
