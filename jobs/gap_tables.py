"""What a run stores about gaps between groups, for the institution and each agency."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.age_bands import AGE_BANDS, age_bands
from analytics.effects import Effects
from analytics.fairness import Gap, GroupComparison, compare_groups
from analytics.fitted import TOP_SHARE
from analytics.ranking import top_count
from jobs.reading import Prepared

SEXES = ("female", "male")
EMPLOYMENT_TYPES = ("pns", "pppk", "pppk_part_time")
ATTRIBUTES = {"sex": SEXES, "age_band": AGE_BANDS, "employment_type": EMPLOYMENT_TYPES}
COLUMNS = (
    "agency_code", "attribute", "group_code", "reference_code", "outcome", "n_group", "n_reference",
    "is_hidden", "group_mean", "reference_mean", "difference", "difference_lower",
    "difference_upper", "ratio", "ratio_lower", "ratio_upper", "split_raters", "split_within",
    "split_remainder", "n_raters_within",
)  # fmt: skip

Row = dict[str, object]


def gap_table(prepared: Prepared, effects: Effects, rng: np.random.Generator) -> pd.DataFrame:
    """Return the rows of group_gap.

    Ratings of superiors alone: others rate few people, on a level of their own. Selected is the top
    share by adjusted score, as if everybody were a candidate.
    """
    frame = _coded(prepared)
    selected = _selected(effects.adjusted)
    rows: list[Row] = []
    places: list[tuple[str | None, pd.DataFrame]] = [(None, frame)]
    places += [(str(code), part) for code, part in frame.groupby("agency_code", sort=True)]
    for agency_code, part in places:
        for attribute, labels in ATTRIBUTES.items():
            found = compare_groups(
                part["employee"].to_numpy(),
                part["rater"].to_numpy(),
                part["rating"].to_numpy(),
                part[attribute].to_numpy(),
                groups=labels,
                leniency=effects.leniency,
                adjusted=effects.adjusted,
                selected=selected,
                rng=rng,
                against="largest",
            )
            for each in found.comparisons:
                is_there = (part[attribute] == labels.index(each.group)).any()
                if is_there and each.state != "no_reference":
                    rows += _rows(each, part, attribute, labels, effects.adjusted, agency_code)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _selected(adjusted: NDArray[np.float64]) -> NDArray[np.float64]:
    """1 for the best of the top share; of equals the one whose id comes first."""
    k = top_count(adjusted.size, TOP_SHARE)
    chosen = np.zeros(adjusted.size)
    chosen[np.argsort(-adjusted, kind="stable")[:k]] = 1.0
    return chosen


def _coded(prepared: Prepared) -> pd.DataFrame:
    table = prepared.table[prepared.table["rater_type"] == "superior"]
    ratings = prepared.ratings
    of_superiors = np.flatnonzero(ratings.rater_type == 0)
    raters = pd.Index(ratings.raters[of_superiors].astype(np.int64))
    employees = pd.Index(ratings.employees.astype(np.int64))
    return pd.DataFrame(
        {
            "agency_code": table["agency_code"],
            "employee": employees.get_indexer(pd.Index(table["employee_id"])),
            "rater": of_superiors[raters.get_indexer(pd.Index(table["rater_id"]))],
            "rating": table["rating"].astype("float64"),
            "sex": pd.Categorical(table["sex"], SEXES).codes,
            "age_band": age_bands(table["birth_date"], table["ends_on"]),
            "employment_type": pd.Categorical(table["employment_type"], EMPLOYMENT_TYPES).codes,
        }
    )


def _rows(
    found: GroupComparison,
    part: pd.DataFrame,
    attribute: str,
    labels: tuple[str, ...],
    adjusted: NDArray[np.float64],
    agency_code: str | None,
) -> list[Row]:
    """Return one row per outcome."""
    usual: Row = {
        "agency_code": agency_code, "attribute": attribute, "group_code": found.group,
        "reference_code": found.reference, "n_group": found.n_people,
        "n_reference": found.n_reference, "is_hidden": found.state == "hidden",
    }  # fmt: skip
    if found.state == "hidden":
        return [{**usual, "outcome": name} for name in ("raw", "adjusted", "selected")]
    raw: Row = {**usual, "outcome": "raw", **_difference(found.raw)}
    fair: Row = {**usual, "outcome": "adjusted", **_difference(found.adjusted)}
    for side, label in (("group_mean", found.group), ("reference_mean", found.reference)):
        rows = part[part[attribute] == labels.index(label)]
        raw[side] = rows["rating"].mean()
        # As the difference does: a person counts once, however often rated.
        of_person = rows["employee"].to_numpy()
        weight = 1.0 / np.bincount(part["employee"])[of_person]
        fair[side] = float(np.average(adjusted[of_person], weights=weight))
    if found.split is not None:
        raw |= {
            "split_raters": found.split.who_rates.estimate,
            "split_within": found.split.how_they_rate.estimate,
            "split_remainder": found.split.remainder.estimate,
            "n_raters_within": found.split.n_raters_both,
        }
    picked: Row = {
        **usual, "outcome": "selected", **_difference(found.selected),
        "group_mean": found.rate, "reference_mean": found.reference_rate,
        "ratio": found.ratio.estimate, "ratio_lower": found.ratio.lower,
        "ratio_upper": found.ratio.upper,
    }  # fmt: skip
    return [raw, fair, picked]


def _difference(gap: Gap) -> Row:
    return {
        "difference": gap.estimate,
        "difference_lower": gap.lower,
        "difference_upper": gap.upper,
    }
