"""What a run might have found about the ten people: small enough to count by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd

from data.analysis import RunFacts, RunTables
from tests.data.ten_people import at

N_DRAWS = 200
VERDICTS = {1: "clearly_lenient", 7: "not_identified", 8: "not_enough_data", 2: "possibly_stricter"}


def facts(**changes: Any) -> RunFacts:
    usual: dict[str, Any] = {
        "method_version": "1", "seed": 5, "started_at": at(2025, 2, 1),
        "finished_at": at(2025, 2, 1) + timedelta(seconds=9), "seconds": 9.0, "n_used": 19,
        "period_kind": "year", "response": "score", "response_unit": "points", "bin_width": 5.0,
        "smallest": 4.0, "smallest_rule": "four points", "response_entropy_bits": 3.0,
        "n_cells": 12, "n_employees": 10, "n_raters": 5, "n_units": 3, "reml_criterion": 80.5,
        "n_iterations": 7, "has_converged": True, "n_draws": N_DRAWS, "top_share": 0.05,
        "not_separable": ("one_rating_per_pair",),
        "notes": ({"code": "self_ratings", "values": {"n": 7}},),
        "settings": {"covariates": ["grade_group"]},
    }  # fmt: skip
    return RunFacts(**{**usual, **changes})


def rater(rater_id: int, rater_type: str = "superior", **changes: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "rater_id": rater_id, "rater_type": rater_type, "agency_code": "DINKES", "unit_id": 2,
        "position_title": "Kepala Bidang", "rated_position_class": "functional", "n_ratings": 9,
        "n_employees": 6, "component": 1, "component_size": 3, "n_linking": 2, "link_grade": "B",
        "link_share": 0.5, "leniency": 0.0, "leniency_sd": 1.0, "leniency_lower": -1.64,
        "leniency_upper": 1.64, "raw_difference": 0.5, "lfdr": 0.9,
        "verdict": VERDICTS.get(rater_id, "not_distinguishable"), "mean_rating": 80.0,
        "sd_rating": 4.0, "n_predicates": 9, "n_very_good": 2, "n_good": 6,
        "n_needs_improvement": 1, "n_poor": 0, "n_very_poor": 0, "top_share": 8 / 9,
        "n_vectors": 0, "flat_share": np.nan, "identical_share": np.nan,
        "comparable_by": "rater_type", "n_comparable": 2, "comparable_mean": 79.0,
        "comparable_raw_difference": -0.5, "comparable_sd": 5.0, "comparable_top_share": 0.9,
        "comparable_identical_share": np.nan, "n_project_people": 1,
    }  # fmt: skip
    return {**usual, **changes}


def tables(n_draws: int = N_DRAWS) -> RunTables:
    raters = [
        rater(1, leniency=6.0, leniency_lower=4.4, leniency_upper=7.6, lfdr=0.01),
        # rated in the other agency, cannot be told from the team
        rater(7, agency_code="DISDIK", unit_id=3, link_grade="C", link_share=np.nan,
              leniency=1.0, leniency_lower=-3.0, leniency_upper=5.0, component=2),
        rater(8, agency_code="DISDIK", unit_id=3, n_ratings=4, n_employees=2),
        rater(2, "peer", leniency=-3.0, leniency_lower=-5.0, leniency_upper=-1.0),
    ]  # fmt: skip
    patterns = [
        {"rater_id": 1, "rater_type": "superior", "pattern": name, "statistic": 1.5, "p": 0.01,
         "q": 0.02, "is_flagged": flagged, "is_testable": True, "is_identified": True,
         "n_used": 30, "n_needed": 10}
        for name, flagged in (("drift", True), ("spread", False), ("group", None))
    ] + [
        {"rater_id": 7, "rater_type": "superior", "pattern": "drift", "statistic": np.nan,
         "p": np.nan, "q": np.nan, "is_flagged": None, "is_testable": False,
         "is_identified": False, "n_used": 2, "n_needed": 10}
    ]  # fmt: skip
    years = [
        {"rater_id": 1, "rater_type": "superior", "year": year, "n_ratings": n, "n_employees": n,
         "mean_rating": 80.0, "raw_difference": 1.0, "leniency": level,
         "leniency_lower": level - 2, "leniency_upper": level + 2}
        for year, n, level in ((2023, 3, 4.0), (2024, 6, 8.0))
    ]  # fmt: skip
    links = [(1, "superior", 7, "superior", 1), (7, "superior", 1, "superior", 1),
             (1, "superior", 2, "peer", 3), (2, "peer", 1, "superior", 3)]  # fmt: skip
    bins = [(1, 80.0, 4), (1, 90.0, 5), (7, 80.0, 9), (8, 60.0, 4)]
    people = range(1, 11)
    employees = pd.DataFrame(
        {
            "employee_id": people, "agency_code": ["DINKES"] * 6 + ["DISDIK"] * 4, "n_ratings": 2,
            "raw_mean": 80.0, "adjusted": [90.0 - each for each in people], "adjusted_sd": 2.0,
            "home_unit_id": pd.array([1] * 9 + [None], dtype="Int64"), "component": 1,
            "link_grade": "B", "rank_lower": people, "rank_median": people, "rank_upper": people,
            "top_probability": 0.1,
        }
    )  # fmt: skip
    draws = np.arange(n_draws * 10, dtype=np.float32).reshape(n_draws, 10)
    return RunTables(
        components=pd.DataFrame(
            {
                "name": ["employee", "rater", "residual", "rater:peer"],
                "variance": [6.0, 3.0, 1.0, 2.0],
                "standard_error": [0.5, 0.5, np.nan, 0.5],
            }
        ),
        fixed=pd.DataFrame({"term": ["intercept"], "estimate": [80.0], "standard_error": [0.4]}),
        raters=pd.DataFrame(raters),
        patterns=pd.DataFrame(patterns).astype({"is_flagged": "boolean"}),
        years=pd.DataFrame(years),
        links=pd.DataFrame(
            links, columns=["rater_id", "rater_type", "other_id", "other_type", "n_employees"]
        ),
        pairs=pd.DataFrame(
            [(1, 4, 5, 1.5), (1, 3, 4, -2.0), (7, 9, 3, 0.5)],
            columns=["rater_id", "employee_id", "n_ratings", "estimate"],
        ).assign(rater_type="superior"),
        bins=pd.DataFrame(bins, columns=["rater_id", "bin_low", "n"]).assign(rater_type="superior"),
        employees=employees,
        gaps=pd.DataFrame(
            [
                gap(None, "raw", 1.5),
                gap("DINKES", "raw", 2.5),
                gap("DISDIK", "raw", np.nan, is_hidden=True),
            ]
        ),
        reliability=pd.DataFrame(
            {
                "measure": ["single_rating", "kendall_w"], "estimate": [0.6, np.nan],
                "estimate_lower": [0.5, np.nan], "estimate_upper": [0.7, np.nan],
                "reason": [None, "nobody was rated by two raters"],
            }
        ),
        designs=pd.DataFrame({"n_raters": [1, 2], "n_periods": [1, 1], "reliability": [0.6, 0.75]}),
        draws=draws,
    )  # fmt: skip


def gap(
    agency_code: str | None, outcome: str, difference: float, *, is_hidden: bool = False
) -> dict[str, object]:
    numbers = (
        "group_mean", "reference_mean", "difference_lower", "difference_upper", "ratio",
        "ratio_lower", "ratio_upper", "split_raters", "split_within", "split_remainder",
    )  # fmt: skip
    return {
        "agency_code": agency_code, "attribute": "sex", "group_code": "male",
        "reference_code": "female", "outcome": outcome, "n_group": 12, "n_reference": 20,
        "is_hidden": is_hidden, "difference": difference, "n_raters_within": 3,
        **dict.fromkeys(numbers, np.nan),
    }  # fmt: skip
