"""Dyads: one rater and one person who differ from what both are like elsewhere.

    d̂_c = vd / (vd + ve/n_c) · (m_c − theta_i − q_h(i) − s_j)

Descriptive: favouritism and a real fit look alike, and nothing here tells them apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.patterns.net_ratings import NetRatings

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Dyads:
    """Pairs of an employee and a rater."""

    employee: NDArray[np.int32]  # (n_pairs,) codes
    rater: NDArray[np.int32]  # (n_pairs,) codes
    n_ratings: NDArray[np.int64]  # (n_pairs,)
    estimate: Floats  # (n_pairs,) d̂, score points


def describe_dyads(net: NetRatings, person: Floats, leniency: Floats) -> Dyads:
    """Estimate the pair effect of every cell.

    Parameters
    ----------
    net : NetRatings
    person : (n_employees,) array, score points
        theta + home unit, as the model has them.
    leniency : (n_raters,) array, score points

    Returns
    -------
    Dyads
    """
    left = net.cell_mean - person[net.cell_employee] - leniency[net.cell_rater]
    vd, error = net.pair_variance, net.residual_variance[net.cell_rater] / net.cell_n
    share = np.divide(vd, vd + error, out=np.zeros_like(left), where=vd + error > 0)
    return Dyads(net.cell_employee, net.cell_rater, net.cell_n, share * left)
