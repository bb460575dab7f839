"""A list of five of the ten people, as a page would save it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from data import shortlists
from data.scope import Scope
from data.shortlists import ENTRY_COLUMNS, Basis, Criteria
from tests.data.ten_people import EVALUATOR, at

MAYOR = Scope("wali kota", frozenset({"city_leadership"}), may_see_persons=True)
HEAD = Scope(
    "kadis kesehatan", frozenset({"agency_leadership"}), agencies=("DINKES",), may_see_persons=True
)
ON = dt.date(2025, 3, 1)
CRITERIA = Criteria("supervisor", ON, "met", 2, agency_code="DINKES", job_family="nurse")
BASIS = Basis(1, at(2025, 2, 1), "1", 5, n_pool=6, reliability=0.7)


def entries(**changes: Any) -> pd.DataFrame:
    """People 1 to 4 in order, two places; person 5 was not ranked."""
    frame = pd.DataFrame(
        {
            "employee_id": [1, 2, 3, 4, 5],
            "place": pd.array([1, 2, 3, 4, None], dtype="Int64"),
            "is_in": [True, True, False, False, False],
            "standing": ["surely_in", "maybe", "maybe", "outside", None],
            "rank_lower": pd.array([1, 1, 2, 3, None], dtype="Int64"),
            "rank_median": pd.array([1, 2, 3, 4, None], dtype="Int64"),
            "rank_upper": pd.array([2, 3, 4, 4, None], dtype="Int64"),
            "top_probability": [0.9, 0.6, 0.4, 0.1, np.nan],
            "score": [90.0, 86.0, 85.0, 80.0, np.nan],
            "score_lower": [88.0, 84.0, 83.0, 78.0, np.nan],
            "score_upper": [92.0, 88.0, 87.0, 82.0, np.nan],
            "raw_mean": [91.0, 85.0, 88.0, 80.0, np.nan],
            "raw_place": pd.array([1, 3, 2, 4, None], dtype="Int64"),
            "n_ratings": pd.array([4, 3, 2, 1, None], dtype="Int64"),
            "link_grade": ["A", "B", "B", "C", None],
            "n_objective": pd.array([2, 0, 0, 1, None], dtype="Int64"),
            "overall": ["met", "met", "unknown", "met", "not_met"],
            "open_checks": [
                None,
                None,
                "sanction:unknown:",
                None,
                "grade_years:not_met:2027-04-01",
            ],
            "position_title": ["Kepala Bidang", "Pelaksana", "Pelaksana", "Pelaksana", None],
            "unit_name": ["Sekretariat", "Puskesmas Contoh", "Puskesmas Contoh", None, None],
            "agency_code": "DINKES",
            "agency_name": "Dinas Kesehatan",
            "grade": ["IV/a", "III/c", "III/a", "IX", "II/b"],
        }
    )
    assert list(frame) == list(ENTRY_COLUMNS)
    return frame.assign(**changes)


def saved(scope: Scope = EVALUATOR, name: str = "Pengawas Dinkes", **changes: Any) -> int:
    return shortlists.create_shortlist(scope, name, replace(CRITERIA, **changes), BASIS, entries())
