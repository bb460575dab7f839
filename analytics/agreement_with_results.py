"""Whether agencies with better results of their own also have better-rated people.

Over agencies, the share Sangat Baik among their people against the organisation's own predicate
and against its service index, by rank correlation:

    tau_b         concordant less discordant pairs, corrected for ties
    rho           correlation of ranks
    tau interval  tanh( atanh τ ± z √(0.437 / (n − 4)) )
    rho interval  tanh( atanh ρ ± z √((1 + ρ²/2) / (n − 3)) )

Kendall 1945, Biometrika 33:239; Fieller, Hartley & Pearson 1957, Biometrika 44:470 (tau interval);
Bonett & Wright 2000, Psychometrika 65:23 (rho interval).

The agencies are few, so the intervals are wide; a missing correlation is no proof that ratings
ignore results, and a positive one no proof that they follow them: an agency may be rated well in
both by the same people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from analytics.counts import require_columns
from analytics.distribution import PredicateShares
from analytics.errors import InvalidCounts, InvalidRatings
from analytics.intervals import CONFIDENCE, normal_quantile
from analytics.rules.predicates import AGENCY_RANK

Floats = NDArray[np.float64]

MIN_AGENCIES: Final = 8  # proposed; below it the interval spans nearly everything
TAU_VARIANCE: Final = 0.437  # Fieller, Hartley & Pearson 1957, of atanh τ times n − 4


@dataclass(frozen=True)
class Correlation:
    """A rank correlation with its interval; NaN where it cannot be computed."""

    estimate: float
    lower: float
    upper: float


@dataclass(frozen=True, eq=False)
class RankAgreement:
    """Agreement of people's predicates with one result of the organisation."""

    measure: str  # agency_predicate or satisfaction_index
    state: str  # measured, not_enough_data (under MIN_AGENCIES) or no_spread (one side all alike)
    verdict: str  # agrees, disagrees or not_distinguishable (by tau_b)
    n_agencies: int  # with both numbers
    tau_b: Correlation
    rho: Correlation
    points: pd.DataFrame  # agency_code, result (rank 1–5 or index), share, n; for the scatter


def agreement_with_results(
    shares: PredicateShares, results: pd.DataFrame, *, confidence: float = CONFIDENCE
) -> tuple[RankAgreement, RankAgreement]:
    """Correlate the share Sangat Baik of agencies with their own results.

    Parameters
    ----------
    shares : PredicateShares
        By `agency_code`. Hidden agencies are left out.
    results : frame
        `agency_code`, `agency_predicate` (one of AGENCY_PREDICATES or null) and
        `satisfaction_index` (0–100 or null), one row an agency.
    confidence : float
        Two-sided cover of the intervals.

    Returns
    -------
    tuple of RankAgreement
        With the organisation predicate, and with the service index.

    Raises
    ------
    MissingColumns, InvalidRatings, InvalidCounts
        If columns are missing, a predicate is unknown, or an agency has two rows.
    """
    require_columns(
        results, ["agency_code", "agency_predicate", "satisfaction_index"], frame="agency results"
    )
    twice = np.flatnonzero(results["agency_code"].duplicated())
    if twice.size:
        raise InvalidCounts("agency_code", twice.tolist(), problem="an agency stands twice")
    strange = set(results["agency_predicate"].dropna()) - set(AGENCY_RANK)
    if strange:
        raise InvalidRatings("agency_predicate", sorted(strange), allowed=list(AGENCY_RANK))
    own = shares.groups[["agency_code"]].assign(share=shares.very_good.estimate, n=shares.n)
    both = own.dropna(subset=["share"]).merge(results, on="agency_code", how="inner")
    ranks = both["agency_predicate"].map(AGENCY_RANK).astype("float64")
    index = both["satisfaction_index"].astype("float64")
    return (
        _agreement("agency_predicate", both.assign(result=ranks), confidence),
        _agreement("satisfaction_index", both.assign(result=index), confidence),
    )


def kendall_tau_b(x: Floats, y: Floats) -> float:
    """Kendall's tau-b; NaN if either side is all alike.

    Parameters
    ----------
    x, y : (n,) arrays
    """
    upper = np.triu_indices(len(x), 1)
    dx = np.sign(x[:, None] - x[None, :])[upper]
    dy = np.sign(y[:, None] - y[None, :])[upper]
    scale = np.sqrt((dx**2).sum() * (dy**2).sum())
    return float((dx * dy).sum() / scale) if scale > 0 else float("nan")


def _agreement(measure: str, both: pd.DataFrame, confidence: float) -> RankAgreement:
    points = both.dropna(subset=["result"])[["agency_code", "result", "share", "n"]]
    points = points.sort_values("agency_code").reset_index(drop=True)
    n = len(points)
    x, y = points["result"].to_numpy(dtype=np.float64), points["share"].to_numpy(dtype=np.float64)
    none = Correlation(np.nan, np.nan, np.nan)
    if n < MIN_AGENCIES:
        state, tau, rho = "not_enough_data", none, none
    elif np.ptp(x) == 0 or np.ptp(y) == 0:
        state, tau, rho = "no_spread", none, none
    else:
        state = "measured"
        tau_b = kendall_tau_b(x, y)
        tau = _interval(tau_b, np.sqrt(TAU_VARIANCE / (n - 4)), confidence)
        spearman = float(np.corrcoef(rankdata(x), rankdata(y))[0, 1])
        rho = _interval(spearman, np.sqrt((1 + spearman**2 / 2) / (n - 3)), confidence)
    verdict = "agrees" if tau.lower > 0 else "disagrees" if tau.upper < 0 else "not_distinguishable"
    return RankAgreement(measure, state, verdict, n, tau, rho, points)


def _interval(estimate: float, se: float, confidence: float) -> Correlation:
    """Interval on the scale of atanh, where the spread hardly depends on the estimate."""
    # a perfect correlation has no finite atanh; the limit of the interval is the point itself
    middle = np.arctanh(np.clip(estimate, -1 + 1e-12, 1 - 1e-12))
    half = normal_quantile(confidence) * se
    return Correlation(estimate, float(np.tanh(middle - half)), float(np.tanh(middle + half)))
