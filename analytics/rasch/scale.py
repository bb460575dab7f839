"""The rating scale model: probabilities and moments of a rating.

    P(x = k) ∝ exp( k η − τ_1 − … − τ_k ),   k = 0 … m,  η the sum of the elements' measures

(Andrich 1978, Psychometrika 43:561; facets: Linacre 1989, Many-Facet Rasch Measurement, with every
measure positive where it raises the score.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def log_probabilities(eta: Floats, tau: Floats) -> Floats:
    """Log-probabilities of the categories.

    Parameters
    ----------
    eta : (n,) array, logits
    tau : (m,) array, logits

    Returns
    -------
    (n, m + 1) array
    """
    steps = np.arange(tau.size + 1)
    terms = eta[:, None] * steps - np.concatenate([[0.0], np.cumsum(tau)])
    terms -= terms.max(axis=1, keepdims=True)
    terms -= np.log(np.exp(terms).sum(axis=1, keepdims=True))
    return np.asarray(terms)


def moments(probability: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of the category number.

    Parameters
    ----------
    probability : (n, m + 1) array

    Returns
    -------
    mean, variance : (n,) arrays
    """
    steps = np.arange(probability.shape[1])
    mean = probability @ steps
    # about the mean, so that a rating next to certain keeps its small variance
    variance = (probability * np.square(steps - mean[:, None])).sum(axis=1)
    return mean, variance
