"""All coefficients of agreement over one table of ratings, at one level of measurement.

| level     | ICC | alpha | W |  several ratings of one person by one rater become their |
|-----------|-----|-------|---|-----------------------------------------------------------|
| nominal   | –   | yes   | – |  mode (alpha)                                             |
| ordinal   | yes | yes   | yes | lower median (alpha, W), mean (ICC)                     |
| interval  | yes | yes   | yes | mean                                                    |
| ratio     | yes | yes   | yes | mean                                                    |
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analytics.reliability.alpha import N_DRAWS, REPEATS, krippendorff_alpha
from analytics.reliability.concordance import kendall_w
from analytics.reliability.crossed import cross_ratings
from analytics.reliability.estimates import REASONS, Coefficient, not_available
from analytics.reliability.icc import intraclass_correlations

ICC_NAMES = tuple(
    f"{form}{mean}" for form in ("icc1", "icc_agreement", "icc_consistency") for mean in ("", "_k")
)


@dataclass(frozen=True)
class Agreement:
    """Coefficients in a fixed order, and what was done about the data."""

    level: str
    coefficients: tuple[Coefficient, ...]  # icc1, icc1_k, …, krippendorff_alpha, kendall_w
    n_ratings: int
    n_employees: int
    n_raters: int
    n_repeated: int  # employee × rater cells with several ratings
    k_one_way: float  # ratings behind icc1_k; NaN where it is not available
    k_two_way: float  # raters behind the other k forms
    notes: tuple[str, ...]


def measure_agreement(
    employee: NDArray[np.generic],
    rater: NDArray[np.generic],
    rating: NDArray[np.float64],
    *,
    level: str = "interval",
    rng: np.random.Generator,
    n_draws: int = N_DRAWS,
) -> Agreement:
    """Measure how far raters agree about the same people.

    Parameters
    ----------
    employee, rater : (n,) arrays
        Ids.
    rating : (n,) array
        Finite values.
    level : str
        `nominal`, `ordinal`, `interval` or `ratio`.
    rng : Generator
        For alpha's interval.
    n_draws : int

    Returns
    -------
    Agreement

    Raises
    ------
    TooLittleData, InvalidSetting
        If there is no rating, or the level is unknown.
    """
    at_level = cross_ratings(employee, rater, rating, repeats=REPEATS.get(level, "mean"))
    alpha = krippendorff_alpha(at_level, level=level, rng=rng, n_draws=n_draws)
    size = (at_level.n_employees, at_level.n_raters)
    k_one_way = k_two_way = float("nan")
    if level == "nominal":
        iccs = tuple(not_available(name, "nominal_level", *size) for name in ICC_NAMES)
        w = not_available("kendall_w", "nominal_level", *size)
    else:
        means = cross_ratings(employee, rater, rating, repeats="mean")
        icc = intraclass_correlations(means)
        iccs = tuple(getattr(icc, name) for name in ICC_NAMES)
        k_one_way, k_two_way = icc.k_one_way, icc.k_two_way
        w = kendall_w(at_level)
    coefficients = (*iccs, alpha, w)
    notes = [f"{each.name}: {REASONS[each.reason]}" for each in coefficients if each.reason]
    notes += [f"{each.name}: {each.note}" for each in coefficients if each.note]
    if at_level.n_repeated:
        notes.append(
            f"{at_level.n_repeated} people-by-rater cells hold several ratings; each cell counts "
            f"once, with the {REPEATS[level]} of its ratings (the mean in ICC)"
        )
    return Agreement(
        level,
        coefficients,
        rating.size,
        *size,
        n_repeated=at_level.n_repeated,
        k_one_way=k_one_way,
        k_two_way=k_two_way,
        notes=tuple(notes),
    )
