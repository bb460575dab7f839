"""What a run stores about people and about the ratings as a whole."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.effects import Effects
from analytics.fitted import Fitted
from analytics.fitted import employee_table as fitted_employees
from analytics.notes import SENTENCES
from analytics.patterns.net_ratings import NetRatings
from analytics.ratings import Ratings
from analytics.reliability import decision_study, measure_agreement, variance_shares
from analytics.reliability.estimates import REASONS
from jobs.reading import Prepared

# With one of these the split of a rating into people and chance is assumed, not measured.
ASSUMED_SPLITS = {
    **{code: SENTENCES[code] for code in ("one_rating_per_employee", "no_moves")},
    "rater_or_home_unit": "leniency and unit quality cannot be told apart",
    **{code: SENTENCES[code] for code in ("one_rater", "one_employee")},
}
NOT_A_PART = "the data do not tell this part from the others"

Measure = tuple[str, float, float, float, str | None]  # name, estimate, limits, why it is unknown


def employee_table(prepared: Prepared, fitted: Fitted) -> pd.DataFrame:
    """Return the rows of employee_result, in the order of the draws."""
    found = fitted_employees(fitted)
    ids = found.pop("employee").astype(np.int64)
    latest = (
        prepared.table.sort_values(["employee_id", "ends_on", "agency_code"], kind="stable")
        .drop_duplicates("employee_id", keep="last")
        .set_index("employee_id")
    )
    # the agency stands for the home where no unit is known
    unit = found.pop("home_unit").str.extract(r"^unit:(\d+)$")[0].astype("Int64")
    agency = latest["agency_code"].reindex(ids).to_numpy()
    return found.assign(employee_id=ids, agency_code=agency, home_unit_id=unit)


def reliability_table(
    effects: Effects, ratings: Ratings, net: NetRatings, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the rows of reliability_result.

    Agreement is measured on ratings less inflation and rater type, since raters of one person may
    have rated in different periods.
    """
    rows = _parts_of_a_rating(effects)
    agreement = measure_agreement(ratings.employee, ratings.rater, net.net, rng=rng)
    rows += [
        (each.name, each.estimate, each.lower, each.upper, REASONS.get(each.reason))
        for each in agreement.coefficients
    ]
    assumed = _assumed_split(effects)
    for needed in decision_study(_variances(effects)[0]).needed:
        is_reached = needed.state == "reached" and assumed is None
        limit = f"{needed.highest:.2f} is the most that {needed.by} bring"
        reason = None if is_reached else assumed or limit
        number = float(needed.number) if is_reached else np.nan
        rows.append((f"needed:{needed.by}:{needed.target:g}", number, np.nan, np.nan, reason))
    columns = ["measure", "estimate", "estimate_lower", "estimate_upper", "reason"]
    return pd.DataFrame(rows, columns=columns)


def design_table(effects: Effects) -> pd.DataFrame:
    """Return the rows of d_study_point: more raters, or more periods with one; none if unknown."""
    known = _assumed_split(effects) is None
    points = decision_study(_variances(effects)[0]).points if known else ()
    return pd.DataFrame(
        {
            "n_raters": [each.number if each.by == "raters" else 1 for each in points],
            "n_periods": [each.number if each.by == "periods" else 1 for each in points],
            "reliability": [each.reliability for each in points],
        }
    ).drop_duplicates(["n_raters", "n_periods"], ignore_index=True)


def component_table(effects: Effects) -> pd.DataFrame:
    """Return the rows of run_component."""
    rows = [(each.name, each.variance, each.se) for each in effects.components]
    return pd.DataFrame(rows, columns=["name", "variance", "standard_error"])


def fixed_table(effects: Effects) -> pd.DataFrame:
    """Return the rows of run_fixed."""
    rows = [(each.term, each.estimate, each.se) for each in effects.fixed]
    return pd.DataFrame(rows, columns=["term", "estimate", "standard_error"])


def _parts_of_a_rating(effects: Effects) -> list[Measure]:
    """Shares of one rating's variance and its reliability; what is not told apart is unknown."""
    shares = variance_shares(*_variances(effects))
    assumed = _assumed_split(effects)
    if assumed is not None:
        names = [f"share:{name}" for name, _ in shares.shares]
        return [(name, np.nan, np.nan, np.nan, assumed) for name in (*names, "single_rating")]
    told = {each.name for each in effects.components}
    rows: list[Measure] = [
        (f"share:{name}", share, np.nan, np.nan, None)
        if name in told
        else (f"share:{name}", np.nan, np.nan, np.nan, NOT_A_PART)
        for name, share in shares.shares
    ]
    no_spread = None if shares.state == "estimated" else REASONS["no_spread"]
    rows.append(("single_rating", shares.reliability, shares.lower, shares.upper, no_spread))
    return rows


def _assumed_split(effects: Effects) -> str | None:
    """Say why a rating cannot be split into people and chance; None where it can."""
    return next((ASSUMED_SPLITS[c] for c in effects.not_separable if c in ASSUMED_SPLITS), None)


def _variances(effects: Effects) -> tuple[dict[str, float], dict[str, float]]:
    return (
        {each.name: each.variance for each in effects.components},
        {each.name: each.se for each in effects.components},
    )
