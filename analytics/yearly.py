"""Tendency year by year: how lenient a rater was in each year, other explanations taken out.

    r_ijt  = y_ijt − mu_t − x_ijt'b − theta_i − q_h(i)        what is left: rater, pair, noise
    s_jy   = mean of r over the n_jy ratings that rater j gave in year y
           = ŝ_j + mean fitted residual of that year
    sd²_jy = PEV_j + vd Σ_c (n_cy / n_jy)² + ve / n_jy        c the pairs of j with an employee

Honest because nothing is smoothed away and nothing counted twice: inflation common to all is in
mu_t, better or worse people in theta and q, so that what moves from year to year is the rater (or
people who all grow at once, which drift's test says too). The interval is not too narrow: the
prediction error of a best linear unbiased prediction is uncorrelated with every linear function of
the data, so with the fitted residual, and the variances add; and the fitted residual varies no
more than the true one, whose variance stands in the formula. It is for one year read by itself;
two years of one rater share PEV_j, so a change between them is surer than the intervals look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from analytics.patterns.net_ratings import NetRatings
from analytics.severity import CONFIDENCE

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class YearlyLeniency:
    """One entry per rater and year with ratings, sorted by both."""

    rater: Ints  # (n,) code
    year: Ints  # (n,)
    n_ratings: Ints  # (n,)
    n_employees: Ints  # (n,)
    leniency: Floats  # (n,) in the unit of the rating
    lower: Floats  # (n,) 90 %
    upper: Floats  # (n,)


def yearly_leniency(
    net: NetRatings, year: Ints, *, person: Floats, leniency_sd: Floats
) -> YearlyLeniency:
    """Compute each rater's leniency in each year.

    Parameters
    ----------
    net : NetRatings
        Ratings less fixed effects.
    year : (n,) whole numbers
        Year of each rating, in the order of `net`.
    person : (n_employees,) array
        theta + q of each employee.
    leniency_sd : (n_raters,) array
        Root of the prediction error variance of each rater's leniency.

    Returns
    -------
    YearlyLeniency
    """
    rater = net.cell_rater[net.cell].astype(np.int64)
    r = net.net - person[net.cell_employee[net.cell]]
    first_year = int(year.min())
    n_years = int(year.max()) - first_year + 1
    key, at = np.unique(rater * n_years + (year - first_year), return_inverse=True)
    n = np.bincount(at).astype(np.float64)
    s = np.bincount(at, weights=r) / n
    # n_cy: ratings of one pair in one year
    pair, n_c = np.unique(at * np.int64(net.cell_n.size) + net.cell, return_counts=True)
    of_year = pair // net.cell_n.size
    squares = np.bincount(of_year, weights=n_c.astype(np.float64) ** 2) / n**2
    j = key // n_years
    variance = leniency_sd[j] ** 2 + net.pair_variance * squares + net.residual_variance[j] / n
    half = float(ndtri(0.5 + CONFIDENCE / 2)) * np.sqrt(variance)
    return YearlyLeniency(
        rater=j,
        year=key % n_years + first_year,
        n_ratings=n.astype(np.int64),
        n_employees=np.bincount(of_year).astype(np.int64),
        leniency=s,
        lower=s - half,
        upper=s + half,
    )
