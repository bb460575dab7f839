"""An objective measure as a further pseudo-rater, tested for honesty first.

    o_ijf = alpha_f + beta_f (theta_i + q_h(i)) + eps        family f

Predictions a_hat = E[theta + q | ratings] leave an error that no function of the ratings explains.
So beta_f is the plain slope of o on a_hat, and under an honest measure the residual
o − alpha_f − beta_f a_hat has no correlation with s_hat, whatever the links. A measure that
contains the superior's leniency has one: then it is the same leniency twice, and is dropped.

An accepted measure enters as (o − ō_f)/beta_f with an intercept and an error variance of its own
per family and no rater effect. Repeats of one value for one person count once. statistics.md 3.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from analytics.cells import Rows
from analytics.notes import note
from analytics.ratings import Ratings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_PEOPLE = 20  # with the measure, in a family
FEWEST_RATERS = 10  # linked, for the honesty test
SLOPE_Z = 3.0  # a slope nearer to zero than this many standard errors carries nothing
HONEST_P = 0.05  # below, the measure is correlated with leniency
NEAR_ZERO = 0.15  # a smaller correlation is near zero even where many raters make it certain
LINKED = 0.2  # link share from which a rater's figure rests on links


@dataclass(frozen=True, eq=False)
class Measure:
    """What was found out about the objective measure."""

    is_accepted: bool
    slope: Floats  # (n_families,) per score point; NaN where the family is not used
    correlation: float  # of the residual with leniency among linked raters; NaN if too few
    p: float  # NaN if too few
    n_raters: int  # linked, in the test
    notes: tuple[str, ...]


def examine(ratings: Ratings, leniency: Floats, link_share: Floats, quality: Floats) -> Measure:
    """Find the slopes and test the measure for honesty.

    Parameters
    ----------
    ratings : Ratings
        With an objective measure.
    leniency, link_share : (n_raters,)
        From the ratings alone.
    quality : (n_employees,) score points
        Predicted person and home-unit effect from the ratings alone.

    Returns
    -------
    Measure
    """
    if ratings.objective is None or ratings.objective_family is None:
        raise ValueError("these ratings have no objective measure")
    slope = np.full(len(ratings.families), np.nan)
    residual = np.full(ratings.n, np.nan)
    notes: list[str] = []
    for f, name in enumerate(ratings.families):
        here = np.flatnonzero(ratings.objective_family == f)
        of = f" of family '{name}'" if name else ""
        people, first = np.unique(ratings.employee[here].astype(np.int64), return_inverse=True)
        if people.size < FEWEST_PEOPLE:
            notes.append(note("objective_of_few", of=of, family=name, n=int(people.size)))
            continue
        # one mean per person: a value repeated over the periods is one observation
        n = np.bincount(first)
        o: Floats = np.bincount(first, weights=ratings.objective[here]) / n
        a: Floats = quality[people]
        found, z = _slope(a, o)
        if not z > SLOPE_Z:
            notes.append(note("objective_flat", of=of, family=name))
            continue
        slope[f] = found
        expected = o.mean() + found * (quality - a.mean())
        residual[here] = (ratings.objective - expected[ratings.employee])[here] / found
    if np.isnan(slope).all():
        return Measure(False, slope, np.nan, np.nan, 0, tuple(notes))
    r, p, n_raters = _correlation(ratings, residual, leniency, link_share)
    if n_raters < FEWEST_RATERS:
        notes.append(note("objective_untested", n=n_raters))
        return Measure(True, slope, np.nan, np.nan, n_raters, tuple(notes))
    honest = p >= HONEST_P or abs(r) < NEAR_ZERO
    code = "objective_honest" if honest else "objective_repeats"
    notes.append(note(code, r=r, n=n_raters, p=p))
    return Measure(bool(honest), slope, r, p, n_raters, tuple(notes))


def _slope(a: Floats, o: Floats) -> tuple[float, float]:
    """Slope of o on a, and over its standard error."""
    a, o = a - a.mean(), o - o.mean()
    saa = float(a @ a)
    if not saa > 0:
        return 0.0, 0.0
    slope = float(a @ o) / saa
    left = o - slope * a
    se = float(np.sqrt(max(float(left @ left), 1e-300) / max(a.size - 2, 1) / saa))
    return slope, slope / se


def _correlation(
    ratings: Ratings, residual: Floats, leniency: Floats, link_share: Floats
) -> tuple[float, float, int]:
    """Weighted correlation over linked superiors of mean residual and leniency, with p."""
    linked = (np.nan_to_num(link_share) >= LINKED) & (ratings.rater_type == 0)
    use = np.isfinite(residual) & linked[ratings.rater]
    n = np.bincount(ratings.rater[use], minlength=ratings.n_raters).astype(np.float64)
    has = n > 0
    n_raters = int(has.sum())
    if n_raters < FEWEST_RATERS:
        return np.nan, np.nan, n_raters
    mean = np.bincount(ratings.rater[use], weights=residual[use], minlength=n.size)[has] / n[has]
    s = leniency[has]
    # a rater of many people has a steadier mean, yet raters differ by their teams' errors too
    w = n[has] / (n[has] + np.median(n[has]))
    w /= w.sum()
    mean, s = mean - w @ mean, s - w @ s
    spread = float(np.sqrt((w @ mean**2) * (w @ s**2)))
    if not spread > 0:
        return 0.0, 1.0, n_raters
    r = float(np.clip((w * mean) @ s / spread, -0.999999, 0.999999))
    effective = 1 / float(w @ w)
    z = np.arctanh(r) * np.sqrt(max(effective - 3, 1.0))
    return r, float(2 * ndtr(-abs(z))), n_raters


def with_measure(rows: Rows, ratings: Ratings, slope: Floats, scale: float) -> Rows:
    """Add the accepted measure as rows of pseudo-raters.

    Parameters
    ----------
    rows : Rows
        Of the ratings, scaled.
    ratings : Ratings
    slope : (n_families,)
        NaN for a family that is not used.
    scale : float, score points
        What the ratings were divided by.

    Returns
    -------
    Rows
        The pseudo-raters stand behind the raters.
    """
    if ratings.objective is None or ratings.objective_family is None:
        raise ValueError("these ratings have no objective measure")
    used = np.flatnonzero(np.isfinite(slope))
    table = np.column_stack((ratings.employee, ratings.objective_family, ratings.objective))[
        np.isin(ratings.objective_family, used)
    ]
    table = np.unique(table, axis=0)
    employee, family = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    place = np.searchsorted(used, family)
    value = np.empty(len(table))
    for f in used:
        here = family == f
        value[here] = (table[here, 2] - table[here, 2].mean()) / (slope[f] * scale)
    n, first_kind = len(table), len(rows.kinds)
    names = tuple(
        f"objective:{ratings.families[f]}" if ratings.families[f] else "objective" for f in used
    )
    covariates = rows.covariates
    if covariates is not None:
        # at their mean, so that they say nothing here
        covariates = np.vstack((covariates, np.tile(covariates.mean(axis=0), (n, 1))))
    return replace(
        rows,
        employee=np.concatenate((rows.employee, employee)),
        rater=np.concatenate((rows.rater, rows.n_raters + place)),
        rating=np.concatenate((rows.rating, value)),
        period=np.concatenate((rows.period, np.full(n, -1))),
        kind=np.concatenate((rows.kind, first_kind + place)),
        acting=None if rows.acting is None else np.concatenate((rows.acting, np.zeros(n, bool))),
        covariates=covariates,
        kinds=(*rows.kinds, *names),
        n_raters=rows.n_raters + used.size,
        rater_kind=np.concatenate((rows.rater_kind, first_kind + np.arange(used.size))),
    )
