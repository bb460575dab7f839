"""What a run stores about raters: tendency, links, patterns, years, and how they use the scale."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics import habits
from analytics.effects import Effects
from analytics.fitted import Fitted, apart_from_period, tendencies
from analytics.linking import linked_pairs
from analytics.patterns import describe_pairs, end_use
from analytics.patterns.net_ratings import NetRatings
from analytics.patterns.range_restriction import MIN_RATINGS
from analytics.patterns.result import PatternResult, pattern_result
from analytics.ratings import Ratings
from analytics.yearly import yearly_leniency
from data.vocabulary import CORE_VALUES
from jobs.reading import Material, Prepared, type_names

KEYS = ["rater_type", "rater_id"]
NAMES_NOBODY = ("group", "slope", "restriction")  # statistics.md 6: pooled only; descriptive
PAIRS_EACH = 5  # furthest apart of each rater
FEWEST_OF_PAIR = 2  # ratings


def rater_table(material: Material, prepared: Prepared, fitted: Fitted) -> pd.DataFrame:
    """Return the rows of rater_result."""
    frame = tendencies(fitted).rename(
        columns={"rater": "rater_id", "lower": "leniency_lower", "upper": "leniency_upper"}
    )
    frame["rater_id"] = frame["rater_id"].astype(np.int64)
    frame = frame.merge(
        habits.describe_raters(prepared.table, CORE_VALUES), on=KEYS, how="left", validate="1:1"
    )
    frame = pd.concat([frame, habits.compare_raters(frame)], axis=1)
    frame = frame.merge(_agencies(material, prepared), on=KEYS, how="left", validate="1:1")
    in_projects = prepared.table["employee_id"].isin(material.project_people)
    shared = prepared.table[in_projects].groupby(KEYS)["employee_id"].nunique()
    frame = frame.join(shared.rename("n_project_people"), on=KEYS)
    return frame.fillna({"n_project_people": 0})


def year_table(prepared: Prepared, effects: Effects, net: NetRatings) -> pd.DataFrame:
    """Return the rows of rater_year."""
    ratings = prepared.ratings
    year = np.array([int(label[:4]) for label in ratings.periods])[ratings.period]
    person = effects.theta.copy()
    if ratings.home_unit is not None:
        person += effects.unit_effect[ratings.home_unit]
    found = yearly_leniency(net, year, person=person, leniency_sd=effects.sd)
    of_ratings = pd.DataFrame(
        {
            "rater": ratings.rater,
            "year": year,
            "rating": ratings.rating,
            "difference": apart_from_period(ratings),
        }
    )
    means = of_ratings.groupby(["rater", "year"], sort=True)[["rating", "difference"]].mean()
    return pd.DataFrame(
        {
            "rater_id": ratings.raters[found.rater].astype(np.int64),
            "rater_type": type_names(ratings)[found.rater],
            "year": found.year,
            "n_ratings": found.n_ratings,
            "n_employees": found.n_employees,
            "mean_rating": means["rating"].to_numpy(),
            "raw_difference": means["difference"].to_numpy(),
            "leniency": found.leniency,
            "leniency_lower": found.lower,
            "leniency_upper": found.upper,
        }
    )


def pattern_table(ratings: Ratings, patterns: Mapping[str, PatternResult]) -> pd.DataFrame:
    """Return the rows of rater_pattern; NaN becomes null, and no flag where none can be."""
    frames = [
        pd.DataFrame(
            {
                "rater_id": ratings.raters.astype(np.int64),
                "rater_type": type_names(ratings),
                "pattern": name,
                "statistic": found.statistic,
                "p": found.p,
                "q": found.q,
                "is_flagged": pd.Series(found.is_flagged, dtype="boolean").where(
                    pd.Series(found.is_testable) & (name not in NAMES_NOBODY)
                ),
                "is_testable": found.is_testable,
                "is_identified": found.is_identified,
                "n_used": found.n_used,
                "n_needed": found.n_needed,
            }
        )
        for name, found in patterns.items()
    ]
    return pd.concat(frames, ignore_index=True)


def restriction(ratings: Ratings, effects: Effects) -> PatternResult:
    """Describe use of the top of a scale of levels: share more than people and leniency explain."""
    top, _ = end_use(ratings, effects)
    return pattern_result(
        top.observed - top.expected,
        top.p,
        family=ratings.rater_type.astype(np.int64),
        n_used=top.n_ratings,
        n_needed=MIN_RATINGS,
        may_flag=False,
    )


def pair_table(ratings: Ratings, effects: Effects) -> pd.DataFrame:
    """Return the rows of rater_pair: of each rater the people furthest apart."""
    found = describe_pairs(ratings, effects)
    names = type_names(ratings)
    pairs = pd.DataFrame(
        {
            "rater_id": ratings.raters[found.rater].astype(np.int64),
            "rater_type": names[found.rater],
            "employee_id": ratings.employees[found.employee].astype(np.int64),
            "n_ratings": found.n_ratings,
            "estimate": found.estimate,
        }
    )
    pairs = pairs[(pairs["n_ratings"] >= FEWEST_OF_PAIR) & (pairs["estimate"] != 0)]
    order = pairs["estimate"].abs().sort_values(ascending=False, kind="stable").index
    return pairs.loc[order].groupby(KEYS, sort=False).head(PAIRS_EACH).reset_index(drop=True)


def link_table(ratings: Ratings) -> pd.DataFrame:
    """Return the rows of rater_link, each pair in both directions."""
    pairs = linked_pairs(ratings.employee, ratings.rater, ratings.n_employees, ratings.n_raters)
    one = np.concatenate([pairs.rater, pairs.other])
    other = np.concatenate([pairs.other, pairs.rater])
    ids, types = ratings.raters.astype(np.int64), type_names(ratings)
    return pd.DataFrame(
        {
            "rater_id": ids[one],
            "rater_type": types[one],
            "other_id": ids[other],
            "other_type": types[other],
            "n_employees": np.tile(pairs.n_employees, 2),
        }
    )


def _agencies(material: Material, prepared: Prepared) -> pd.DataFrame:
    """Return post, agency and unit of each rater; without a post, where most people rated are."""
    # The latest period counts: an agency's leadership reads about the raters it has now.
    rated = prepared.table[[*KEYS, "period", "agency_code"]]
    latest = rated.groupby(KEYS)["period"].transform("max")
    counted = (
        rated[rated["period"] == latest]
        .dropna(subset=["agency_code"])
        .groupby([*KEYS, "agency_code"])
        .size()
        .rename("n")
        .reset_index()
        .sort_values(["n", "agency_code"], ascending=[False, True], kind="stable")
        .drop_duplicates(KEYS)
    )
    raters = rated[KEYS].drop_duplicates()
    found = raters.merge(material.posts, on="rater_id", how="left")
    found = found.merge(
        counted[[*KEYS, "agency_code"]].rename(columns={"agency_code": "most"}), on=KEYS, how="left"
    )
    found["agency_code"] = found["agency_code"].where(found["agency_code"].notna(), found["most"])
    return found.drop(columns="most")
