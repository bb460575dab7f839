"""Joint maximum likelihood of the measures and thresholds by Newton's method.

    score of an element    Σ (x − E)             over its ratings
    score of τ_k           Σ ( P(x ≥ k) − [x ≥ k] )
    information            H_uv = Σ cov(·, ·),    cov(x, x) = V,
                           cov(x, −[x ≥ k]) = E P(x ≥ k) − Σ_{j ≥ k} j P_j
                           cov([x ≥ k], [x ≥ l]) = P(x ≥ max(k, l)) − P(x ≥ k) P(x ≥ l)

The log-likelihood is concave. Every rating has one element of each facet, so the facet with most
elements has diagonal information D and is absorbed:

    S = H_bb − H_ba D⁻¹ H_ab,   S δ_b = g_b − H_ba D⁻¹ g_a,   δ_a = D⁻¹ (g_a − H_ab δ_b)

S is singular along shifts between facets, in which the score is 0: a small ridge leaves the step
as it is elsewhere, and its length is measured in η − τ, which such shifts do not change. Steps are
halved while the likelihood falls. Where no finite maximum exists, steps stay about one logit long
for ever; then `is_finite` is false.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from analytics.rasch.scale import log_probabilities, moments

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TIGHT: Final = 1e-9  # logits of the last step
MAX_STEPS: Final = 60
LONGEST_STEP: Final = 3.0  # logits; a first step from 0 may overshoot
FAR: Final = 35.0  # logits; beyond it a category has probability 1e-15, the maximum is not finite


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings to fit: nothing extreme, categories 0 … m all in use."""

    elements: Ints  # (n_ratings, n_facets) place in the facet
    sizes: tuple[int, ...]  # elements of each facet
    category: Ints  # (n_ratings,) 0 … m
    m: int

    def eta(self, measures: Sequence[Floats]) -> Floats:
        """(n_ratings,) sums of the elements' measures."""
        total = np.zeros(len(self.elements))
        for f, each in enumerate(measures):
            total += each[self.elements[:, f]]
        return total


@dataclass(frozen=True, eq=False)
class Maximum:
    """Where Newton's method ended."""

    measures: tuple[Floats, ...]  # any of the equivalent shifts
    tau: Floats  # (m,)
    log_likelihood: float
    iterations: int
    largest_residual: float  # of all score equations
    is_finite: bool


def maximise(ratings: Ratings) -> Maximum:
    """Find the joint maximum of the likelihood.

    Parameters
    ----------
    ratings : Ratings
        Elements without ratings keep measure 0.

    Returns
    -------
    Maximum
    """
    absorbed = int(np.argmax(ratings.sizes))
    others = [f for f in range(len(ratings.sizes)) if f != absorbed]
    measures = [np.zeros(size) for size in ratings.sizes]
    tau = np.zeros(ratings.m)
    log_p = log_probabilities(ratings.eta(measures), tau)
    best = _likelihood(log_p, ratings)
    is_finite, iterations = False, 0
    while iterations < MAX_STEPS:
        iterations += 1
        delta = _newton_step(ratings, np.exp(log_p), absorbed, others)
        longest = _farthest(ratings.eta(delta[:-1]), delta[-1])
        share = min(1.0, LONGEST_STEP / max(longest, 1e-300))
        while share > 1e-6:
            tried = [each + share * by for each, by in zip(measures, delta[:-1], strict=True)]
            tried_tau = tau + share * delta[-1]
            tried_p = log_probabilities(ratings.eta(tried), tried_tau)
            value = _likelihood(tried_p, ratings)
            if value >= best - 1e-12 * abs(best):
                break
            share /= 2
        else:
            break
        measures, tau, log_p, best = tried, tried_tau, tried_p, value
        if longest < TIGHT:
            is_finite = True
            break
        if _farthest(ratings.eta(measures), tau) > FAR:
            break
    gradient = _scores(ratings, np.exp(log_p))
    residual = max(float(np.abs(each).max(initial=0)) for each in gradient)
    return Maximum(tuple(measures), tau, best, iterations, residual, is_finite)


def _farthest(eta: Floats, tau: Floats) -> float:
    """Return the largest |η − τ|, which shifts between facets do not change."""
    return float(max(eta.max() - tau.min(), tau.max() - eta.min()))


def _likelihood(log_p: Floats, ratings: Ratings) -> float:
    return float(log_p[np.arange(len(log_p)), ratings.category].sum())


def _at_least(p: Floats) -> Floats:
    """(n, m) P(x ≥ k) for k = 1 … m."""
    return np.cumsum(p[:, :0:-1], axis=1)[:, ::-1]


def _scores(ratings: Ratings, p: Floats) -> list[Floats]:
    """Scores of each facet's elements, then of the thresholds."""
    mean, _ = moments(p)
    residual = ratings.category - mean
    scores = [
        np.bincount(ratings.elements[:, f], residual, size) for f, size in enumerate(ratings.sizes)
    ]
    counts = np.bincount(ratings.category, minlength=ratings.m + 1)
    reached = np.cumsum(counts[:0:-1])[::-1]
    return [*scores, _at_least(p).sum(axis=0) - reached]


def _newton_step(ratings: Ratings, p: Floats, absorbed: int, others: list[int]) -> list[Floats]:
    """Return the step of each facet and of the thresholds."""
    n, m = p.shape[0], ratings.m
    mean, variance = moments(p)
    upper = _at_least(p)
    steps = np.arange(1, m + 1)
    tail = np.cumsum((p[:, 1:] * steps)[:, ::-1], axis=1)[:, ::-1]
    with_tau = mean[:, None] * upper - tail  # cov(x, −[x ≥ k])
    scores = _scores(ratings, p)
    sizes = [ratings.sizes[f] for f in others]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    rows = np.arange(n)
    z_b = sparse.csr_array(
        (
            np.ones(n * len(others)),
            (
                np.tile(rows, len(others)),
                np.concatenate([ratings.elements[:, f] + starts[k] for k, f in enumerate(others)]),
            ),
        ),
        shape=(n, int(starts[-1])),
    )
    z_a = sparse.csr_array(
        (np.ones(n), (rows, ratings.elements[:, absorbed])), shape=(n, ratings.sizes[absorbed])
    )
    weighted = z_b.multiply(variance[:, None]).tocsr()
    d = np.asarray(z_a.T @ variance)
    inverse = np.divide(1.0, d, out=np.zeros_like(d), where=d > 0)
    h_ab = (z_a.T @ weighted).tocsr()
    h_at = np.asarray(z_a.T @ with_tau)
    h_bt = np.asarray(z_b.T @ with_tau)
    later = np.maximum.outer(steps, steps) - 1
    h_tt = upper.sum(axis=0)[later] - upper.T @ upper
    scaled = h_ab.multiply(inverse[:, None]).tocsr()
    s_bb = (z_b.T @ weighted).toarray() - (h_ab.T @ scaled).toarray()
    s_bt = h_bt - h_ab.T @ (inverse[:, None] * h_at)
    s_tt = h_tt - h_at.T @ (inverse[:, None] * h_at)
    s = np.block([[s_bb, s_bt], [s_bt.T, s_tt]])
    g_a = scores[absorbed]
    g_b = np.concatenate([*(scores[f] for f in others), scores[-1]])
    g = g_b - np.concatenate([h_ab.T @ (inverse * g_a), h_at.T @ (inverse * g_a)])
    before = float(np.asarray(z_b.T @ variance).sum() + np.trace(h_tt)) / len(s)
    delta_b = _solve(s, g, before)
    n_b = int(starts[-1])
    delta_a = inverse * (g_a - h_ab @ delta_b[:n_b] - h_at @ delta_b[n_b:])
    delta: list[Floats] = [np.zeros(0)] * len(ratings.sizes)
    delta[absorbed] = delta_a
    for k, f in enumerate(others):
        delta[f] = delta_b[starts[k] : starts[k + 1]]
    return [*delta, delta_b[n_b:]]


def _solve(s: Floats, g: Floats, size: float) -> Floats:
    """Solve with the smallest ridge that lets the factorisation pass.

    `size` is the mean information before absorbing; S itself may be shifts and rounding alone.
    """
    for ridge in (1e-9, 1e-7, 1e-4):
        try:
            factor = cho_factor(s + ridge * max(size, 1e-300) * np.eye(len(s)))
        except LinAlgError:
            continue
        return np.asarray(cho_solve(factor, g))
    return np.asarray(np.linalg.lstsq(s, g)[0])
