"""Intraclass correlations: how much of the spread of ratings is spread between people.

    ICC(1)    one-way, every person by other raters    va / (va + vw)
    ICC(A,1)  two-way, absolute agreement              va / (va + vr + ve)
    ICC(C,1)  two-way, consistency (severity ignored)  va / (va + ve)
    ICC(·,k)  of the mean of k ratings                 k ρ / (1 + (k − 1) ρ)

    va = (MSR − MSE)/k,  vr = (MSC − MSE)/h            mean squares of crossed.py; one-way: k₀, MSW

95 % limits are those of McGraw & Wong 1996, Psychological Methods 1:30, table 7. With
θ = ρ/(1 − ρ) all of them are  θ = ( MSR/F − E₀ ) / (k w)  where

    ICC(1), ICC(C)   E₀ = w = MSE,                       F of (df_R, df_E)
    ICC(A)           E₀ = MSE, w = vr̂ + MSE,             F of (df_R, ν),
                     ν = (a MSC + b MSE)² / ( (a MSC)²/df_C + (b MSE)²/df_E )
                     a = kθ̂/h,  b = 1 + kθ̂ − kθ̂/h

and the limits of the k forms are the limits of the single forms, stepped up.

Unbalanced data. One-way: k₀ = (N − Σn_i²/N)/(n − 1), and the limits use the unweighted mean square
with the harmonic mean of the n_i (Thomas & Hultquist 1978, Annals of Statistics 6:582). Two-way
with gaps: the adjusted mean squares with their own k and h, over all cells, nobody is dropped; the
limits are then approximate. k of the k forms is k₀ or k, the raters an average person has.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtri

from analytics.intervals import CONFIDENCE
from analytics.reliability.crossed import CrossedRatings, mean_squares
from analytics.reliability.estimates import Coefficient, not_available


@dataclass(frozen=True)
class IntraclassCorrelations:
    """Six coefficients: single rating and mean of `k` ratings."""

    icc1: Coefficient
    icc1_k: Coefficient
    icc_agreement: Coefficient
    icc_agreement_k: Coefficient
    icc_consistency: Coefficient
    icc_consistency_k: Coefficient
    k_one_way: float  # ratings behind icc1_k
    k_two_way: float  # ratings behind the other two k forms


def intraclass_correlations(
    crossed: CrossedRatings, *, confidence: float = CONFIDENCE
) -> IntraclassCorrelations:
    """Estimate the intraclass correlations of crossed ratings.

    Parameters
    ----------
    crossed : CrossedRatings
        One value per employee and rater; gaps are allowed.
    confidence : float
        Two-sided cover of the intervals.

    Returns
    -------
    IntraclassCorrelations
        A coefficient the design does not allow is NaN with its reason.
    """
    icc1, k_one_way = _one_way(crossed, confidence)
    agreement, consistency, k_two_way = _two_way(crossed, confidence)
    return IntraclassCorrelations(
        icc1,
        _of_mean(icc1, k_one_way),
        agreement,
        _of_mean(agreement, k_two_way),
        consistency,
        _of_mean(consistency, k_two_way),
        k_one_way,
        k_two_way,
    )


def step_up(rho: float, k: float) -> float:
    """Reliability of the mean of `k` ratings from that of one (Spearman 1910, Brown 1910).

    Parameters
    ----------
    rho : float
        Reliability of one rating, below 1/(1 − k)… the k form has no finite value: NaN there.
    k : float
        Ratings averaged.
    """
    bottom = 1 + (k - 1) * rho
    return k * rho / bottom if bottom > 0 else float("nan")


def _one_way(crossed: CrossedRatings, confidence: float) -> tuple[Coefficient, float]:
    n, counts, y = crossed.n_employees, crossed.per_employee, crossed.value
    total = y.size
    size = (n, crossed.n_raters)
    if n < 2 or total == n:
        reason = "one_employee" if n < 2 else "no_repeats"
        return not_available("icc1", reason, *size), float("nan")
    y = y - y.mean()
    means = np.bincount(crossed.employee, y, n) / counts
    within = y - means[crossed.employee]
    w = float(within @ within) / (total - n)
    r = float(counts @ means**2) / (n - 1)  # the grand mean is 0
    k = (total - float(counts @ counts) / total) / (n - 1)
    if r <= 1e-24 and w <= 1e-24:
        return not_available("icc1", "no_spread", *size), float("nan")
    rho = _share((r - w) / k, w)
    harmonic = n / float((1 / counts).sum())
    unweighted = harmonic * float(np.var(means, ddof=1))
    limits = [
        _theta_to_rho(_solve(unweighted, w, w, harmonic, f))
        for f in _f_limits(n - 1, total - n, confidence)
    ]
    note = "" if np.ptp(counts) == 0 else "people have different numbers of raters"
    return Coefficient("icc1", rho, *_around(rho, limits), *size, note=note), k


def _two_way(crossed: CrossedRatings, confidence: float) -> tuple[Coefficient, Coefficient, float]:
    size = (crossed.n_employees, crossed.n_raters)
    names = ("icc_agreement", "icc_consistency")
    ms = mean_squares(crossed)
    reason = _why_not(crossed, ms.df_employees, ms.df_raters, ms.df_error)
    r, c, e = ms.employees, ms.raters, ms.error
    if not reason and r <= 1e-24 and e <= 1e-24:
        reason = "no_spread"
    if reason:
        agreement, consistency = (not_available(name, reason, *size) for name in names)
        return agreement, consistency, float("nan")
    k, h = ms.raters_each, ms.employees_each
    note = "" if crossed.is_complete else "gaps: adjusted mean squares over all cells"
    v_a, v_r = (r - e) / k, (c - e) / h
    absolute, relative = _share(v_a, v_r + e), _share(v_a, e)
    limits = [
        _theta_to_rho(_solve(r, e, e, k, f))
        for f in _f_limits(ms.df_employees, ms.df_error, confidence)
    ]
    consistency = Coefficient(names[1], relative, *_around(relative, limits), *size, note=note)
    theta = absolute / (1 - absolute) if absolute < 1 else np.inf
    df = np.inf
    if np.isfinite(theta):
        a, b = k * theta / h, 1 + k * theta - k * theta / h
        spread = (a * c) ** 2 / ms.df_raters + (b * e) ** 2 / ms.df_error
        df = (a * c + b * e) ** 2 / spread if spread > 0 else ms.df_error
        df = max(df, 1.0)  # negative estimates can take the two terms to 0
    limits = [
        _theta_to_rho(_solve(r, e, v_r + e, k, f))
        for f in _f_limits(ms.df_employees, df, confidence)
    ]
    agreement = Coefficient(names[0], absolute, *_around(absolute, limits), *size, note=note)
    return agreement, consistency, k


def _why_not(crossed: CrossedRatings, df_employees: int, df_raters: int, df_error: int) -> str:
    if crossed.n_raters < 2:
        return "one_rater"
    if crossed.n_employees < 2:
        return "one_employee"
    if crossed.value.size == crossed.n_employees:
        return "no_repeats"
    return "not_crossed" if min(df_employees, df_raters, df_error) < 1 else ""


def _share(signal: float, noise: float) -> float:
    return signal / (signal + noise) if signal + noise > 0 else float("nan")


def _f_limits(df_1: float, df_2: float, confidence: float) -> tuple[float, float]:
    """Return the F values that give the lower and the upper limit."""
    tail = 0.5 + confidence / 2
    df_2 = min(df_2, 1e12)
    return float(fdtri(df_1, df_2, tail)), 1 / float(fdtri(df_2, df_1, tail))


def _solve(r: float, e: float, w: float, k: float, f: float) -> float:
    if w <= 0:  # no noise in the data: every share of it is 0
        return np.inf if r > f * e else -1.0 / k
    return (r / f - e) / (k * w)


def _theta_to_rho(theta: float) -> float:
    return 1.0 if np.isinf(theta) else theta / (1 + theta)


def _around(rho: float, limits: list[float]) -> tuple[float, float]:
    """Return limits that hold the estimate; with gaps their formulas differ slightly from it."""
    return min(rho, limits[0]), max(rho, limits[1])


def _of_mean(single: Coefficient, k: float) -> Coefficient:
    name = f"{single.name}_k"
    if single.reason:
        return not_available(name, single.reason, single.n_employees, single.n_raters)
    return Coefficient(
        name,
        step_up(single.estimate, k),
        step_up(single.lower, k),
        step_up(single.upper, k),
        single.n_employees,
        single.n_raters,
        note=single.note,
    )
