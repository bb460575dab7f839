"""What the other raters of a person predict about the rating this rater gives.

    r_c       = m_c − s_j                                     cell mean less its rater's leniency
    w_c       = 1/(vd + ve/n_c)
    theta_-j  = Σ_{c' ≠ c} w_c' r_c' / (1/vt + Σ_{c' ≠ c} w_c')   over the other cells of i
    rel_i     = 1 − (1/vt) / (1/vt + Σ_{c' ≠ c} w_c')              0 without another rater

theta_-j is a prediction, so it is drawn to 0 by as much as the others leave open: the rating's
own regression on it has slope 1 for the usual rater. vt counts the home unit with the person.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.patterns.net_ratings import NetRatings

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class OthersView:
    """One entry a cell: what raters other than the cell's say about its person."""

    theta: Floats  # (n_cells,) score points
    reliability: Floats  # (n_cells,) 0 where nobody else rated the person
    variance: Floats  # (n_cells,) of the cell mean less leniency about `theta`


def others_view(net: NetRatings, leniency: Floats, *, expected: Floats | float = 0.0) -> OthersView:
    """Predict each cell's person from the other cells of that person.

    Parameters
    ----------
    net : NetRatings
    leniency : (n_raters,) array, score points
    expected : (n_cells,) array or number, score points
        Mean of the person's kind, such as a group: only what others see beyond it predicts.

    Returns
    -------
    OthersView
    """
    r = net.cell_mean - leniency[net.cell_rater] - expected
    own = net.pair_variance + net.residual_variance[net.cell_rater] / net.cell_n
    w = 1 / np.maximum(own, 1e-12)
    vt = net.employee_variance
    size = net.n_employees
    others_w = np.bincount(net.cell_employee, weights=w, minlength=size)[net.cell_employee] - w
    others_r = np.bincount(net.cell_employee, weights=w * r, minlength=size)[net.cell_employee]
    n_raters = np.bincount(net.cell_employee, minlength=size)[net.cell_employee]
    others_w = np.where(n_raters > 1, others_w, 0.0)
    shrink = vt / (1 + vt * others_w)
    theta = np.where(n_raters > 1, shrink * (others_r - w * r), 0.0)
    return OthersView(theta, 1 - shrink / vt if vt > 0 else np.zeros(r.size), shrink + own)
