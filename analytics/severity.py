"""Severity flags: raters whose leniency differs by more than a difference that matters.

    s_j | data ~ N(s_hat_j, sd_j²)                     s_j > 0 is lenient
    lfdr_j = P(|s_j| < D) = Φ((D − s_hat_j)/sd_j) − Φ((−D − s_hat_j)/sd_j)

Flag by rising lfdr while its running mean is at most q: then the expected share of false flags
is at most q (Newton et al. 2004, Biostatistics 5:155). statistics.md, section 5.

Where the response is the share of a predicate, s_j is what rater j adds in the own team, and a team
near one half takes more of the same leniency than one near nothing does:

    f_j = max(1, φ(Φ⁻¹(t_j)) / φ(Φ⁻¹(p)))      t_j share of j's team under a usual rater, p of all

so that D over everybody is D f_j there, and ŝ_j/f_j is held against D. sd_j stays: near one half
there is more chance in a rating as well, √(t(1−t)) beside √(p(1−p)), about as much more. Without f
fair raters of strong teams are called lenient (adr/0007).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from analytics.errors import InvalidSetting
from analytics.fdr import bayesian_false_discovery

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

MAX_FALSE_SHARE = 0.05  # statistics.md 5
# For shares, where the model is no more than near enough: keeps the false share below .08 in
# simulated cities (adr/0007)
CAUTIOUS_FALSE_SHARE = 0.02
LEVEL_RATINGS = 5.0  # the weight of everybody's share in the share of a team
TEAM_LIMITS = (0.02, 0.9)  # of t_j: a linear prediction may lie outside 0 and 1
MIN_EMPLOYEES = 3  # statistics.md 5: below, a rater's figure says nothing
MIN_RATINGS = 5
CONFIDENCE = 0.90  # of the interval shown beside every leniency
VERDICTS = (
    "clearly_stricter",
    "possibly_stricter",
    "not_distinguishable",
    "possibly_lenient",
    "clearly_lenient",
    "not_identified",
    "not_enough_data",
)


@dataclass(frozen=True, eq=False)
class SeverityFlags:
    """Which raters differ by more than what matters."""

    lfdr: Floats  # (n_raters,) probability that the difference does not matter
    flagged: Mask  # (n_raters,)
    n_tested: int  # raters that could have been flagged


@dataclass(frozen=True, eq=False)
class SeverityVerdicts:
    """One verdict per rater with the figures it stands on."""

    verdict: NDArray[np.str_]  # (n_raters,) one of VERDICTS
    lower: Floats  # (n_raters,) score points, 90 % interval of leniency
    upper: Floats  # (n_raters,) score points
    lfdr: Floats  # (n_raters,)
    n_tested: int


def flag_severity(
    leniency: Floats,
    sd: Floats,
    linked: Mask,
    *,
    smallest: float,
    q: float = MAX_FALSE_SHARE,
) -> SeverityFlags:
    """Flag raters at a Bayesian false-discovery rate of at most `q`.

    Parameters
    ----------
    leniency, sd : (n_raters,) arrays, score points
        Posterior mean and standard deviation of each rater. An sd of 0, the posterior where
        raters do not vary at all, is a point.
    linked : (n_raters,) bool
        Raters that may be flagged: link grade A or B, or a difference that an accepted objective
        measure identifies. Others never are: their team explains the difference as well.
    smallest : float, score points
        D, the smallest difference that matters, above 0.
    q : float
        Bound on the expected share of false flags.

    Returns
    -------
    SeverityFlags

    Raises
    ------
    InvalidSetting
        If `smallest` is not positive, or a leniency or sd is no number or the sd negative.
    """
    if not smallest > 0:
        raise InvalidSetting("smallest", smallest, needed="above 0")
    for name, figures, bad in (
        ("leniency", leniency, ~np.isfinite(leniency)),
        ("sd", sd, ~(np.isfinite(sd) & (sd >= 0))),
    ):
        if bad.any():
            at = int(bad.argmax())
            needed = "a number" if name == "leniency" else "0 or more"
            raise InvalidSetting(f"{name} of rater {at}", float(figures[at]), needed=needed)
    sd = np.maximum(sd, 1e-9 * smallest)  # a point posterior without a division by 0
    s = -np.abs(leniency)  # lfdr is even in s_hat; on this side both tails keep their digits
    lfdr = np.clip(ndtr((s + smallest) / sd) - ndtr((s - smallest) / sd), 0.0, 1.0)
    flagged = bayesian_false_discovery(np.where(linked, lfdr, np.nan), q=q)
    return SeverityFlags(lfdr, flagged, n_tested=int(linked.sum()))


def judge_severity(
    leniency: Floats,
    sd: Floats,
    grade: NDArray[np.str_],
    *,
    n_ratings: NDArray[np.integer],
    n_employees: NDArray[np.integer],
    objective_accepted: bool | Mask,
    smallest: float,
    stretch: Floats | None = None,
    q: float = MAX_FALSE_SHARE,
) -> SeverityVerdicts:
    """Give every rater the first verdict that applies.

    Parameters
    ----------
    leniency, sd : (n_raters,) arrays, score points
        Posterior mean and standard deviation.
    grade : (n_raters,) text
        Link grade: A, B, V or C.
    n_ratings, n_employees : (n_raters,) counts
        What each rater rated.
    objective_accepted : bool or (n_raters,) bool
        Whether an objective measure passed its test, for all raters or each: it identifies grade
        C too.
    smallest : float
        D, as in `flag_severity`.
    stretch : (n_raters,) array, 1 or more, optional
        f_j, where the response is the share of a predicate (`stretch_of_shares`).
    q : float
        As in `flag_severity`.

    Returns
    -------
    SeverityVerdicts
        `lfdr` is that of s_j itself.

    Raises
    ------
    InvalidSetting
        As `flag_severity`.
    """
    enough = (n_employees >= MIN_EMPLOYEES) & (n_ratings >= MIN_RATINGS)
    identified = (grade != "C") | objective_accepted
    may = enough & identified
    flags = flag_severity(leniency, sd, may, smallest=smallest, q=q)
    flagged = flags.flagged
    if stretch is not None:
        flagged = flag_severity(leniency / stretch, sd, may, smallest=smallest, q=q).flagged
    half = float(ndtri(0.5 + CONFIDENCE / 2)) * sd
    lower, upper = leniency - half, leniency + half
    verdict = np.select(
        [
            ~enough,
            ~identified,
            flagged & (leniency < 0),
            flagged & (leniency > 0),
            upper < 0,
            lower > 0,
        ],
        [
            "not_enough_data",
            "not_identified",
            "clearly_stricter",
            "clearly_lenient",
            "possibly_stricter",
            "possibly_lenient",
        ],
        default="not_distinguishable",
    )
    return SeverityVerdicts(verdict, lower, upper, flags.lfdr, flags.n_tested)


def stretch_of_shares(
    leniency: Floats, share: Floats, n_ratings: NDArray[np.integer], *, level: float
) -> Floats:
    """Find how much more of a leniency each rater's team takes than everybody together.

    Parameters
    ----------
    leniency : (n_raters,) array, share
        Posterior mean.
    share : (n_raters,) array, 0–1
        Share of the predicate among each rater's ratings.
    n_ratings : (n_raters,) counts
    level : float, share between 0 and 1
        p, of all ratings.

    Returns
    -------
    (n_raters,) array, 1 or more
        Teams below p do not count: a leniency that is small there because nothing can be taken away
        is no sign of a large one.
    """
    n = n_ratings.astype(np.float64)
    steady = (n * share + LEVEL_RATINGS * level) / (n + LEVEL_RATINGS)
    team = np.clip(steady - leniency, *TEAM_LIMITS)
    slope = np.exp((ndtri(level) ** 2 - ndtri(team) ** 2) / 2)  # φ(Φ⁻¹(t))/φ(Φ⁻¹(p))
    return np.asarray(np.maximum(slope, 1.0))
