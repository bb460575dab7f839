"""What a run might have found about the raters of the small city, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from data import analysis, store
from data.analysis import RunTables
from tests.data import found
from tests.pages import city

HOSTILE = "Kepala *Bidang* <b>[x](javascript:1)</b> $y$ :red[A]"

# In each agency of the city the first person rates the others. By hand, of these ten raters:
# two clearly differ (99 people), two possibly, three cannot be told apart, two cannot be separated
# from their team, one has too little data.
LENIENT, STRICT, HOSTILE_RATER, UNLINKED, UNLINKED_BY_PROJECT, OF_TWO = 1, 61, 151, 271, 321, 391
RATERS = {
    LENIENT: ("DINKES", "clearly_lenient", 6.0, {"n_employees": 40, "n_ratings": 120}),
    STRICT: ("DISDIK", "clearly_stricter", -5.0, {"n_employees": 59, "n_ratings": 177}),
    HOSTILE_RATER: ("DPUPR", "possibly_lenient", 2.5, {"position_title": HOSTILE}),
    191: ("DLH", "not_distinguishable", 0.4, {"link_grade": "B", "n_linking": 3}),
    221: ("BKPSDM", "possibly_stricter", -2.0, {}),
    246: ("BAPPEDA", "not_distinguishable", -0.3, {}),
    UNLINKED: ("SATPOL", "not_identified", 3.0, {}),
    UNLINKED_BY_PROJECT: ("DISHUB", "not_identified", -1.0, {"n_project_people": 2}),
    356: ("DINSOS", "not_distinguishable", 0.1, {}),
    OF_TWO: ("KESBANG", "not_enough_data", 1.0, {"n_employees": 2, "n_ratings": 4}),
}
N_CLEAR, PEOPLE_OF_CLEAR = 2, 40 + 59
TESTABLE = len(RATERS) - 3  # without the two unlinked ones and the one of two people
UNIT_NUMBER = {code: number for number, code in enumerate(city.AGENCIES)}


def store_run(
    opened: store.Store,
    *,
    nobody_linked: bool = False,
    without_clear: bool = False,
    tables: RunTables | None = None,
    **facts: object,
) -> int:
    """Store the run, or `tables` of another; the state of the data is that of the store."""
    state = analysis.read_state(opened)
    tables = tables or run_tables(nobody_linked=nobody_linked)
    if without_clear:
        is_clear = tables.raters["verdict"].str.startswith("clearly")
        tables.raters.loc[is_clear, "verdict"] = "not_distinguishable"
    usual = {"n_used": state.n_appraisals, "n_raters": len(RATERS), "n_employees": 393}
    return analysis.store_run(
        opened, city.TEST_ACTOR, state, found.facts(**{**usual, **facts}), tables
    )


def run_tables(*, nobody_linked: bool = False) -> RunTables:
    """Return the tables of the run; `nobody_linked`: one recap, one rater a person."""
    raters = pd.DataFrame([rater(code, nobody_linked=nobody_linked) for code in RATERS])
    years = pd.DataFrame([year for code in RATERS for year in years_of(code)])
    links = [] if nobody_linked else [(LENIENT, 191, 3), (LENIENT, STRICT, 6)]
    both = [*links, *((other, one, n) for one, other, n in links)]
    bins = [(code, low, n) for code in RATERS for low, n in ((80.0, 3), (90.0, 6))]
    return replace(
        found.tables(),
        raters=raters,
        patterns=patterns(),
        years=years,
        links=pd.DataFrame(
            [(one, "superior", other, "superior", n) for one, other, n in both],
            columns=["rater_id", "rater_type", "other_id", "other_type", "n_employees"],
        ),
        bins=pd.DataFrame(bins, columns=["rater_id", "bin_low", "n"]).assign(rater_type="superior"),
        gaps=gaps(),
        reliability=reliability(),
        designs=pd.DataFrame(
            {
                "n_raters": [1, 2, 3, 1, 1],
                "n_periods": [1, 1, 1, 2, 3],
                "reliability": [0.6, 0.75, 0.82, 0.7, 0.74],
            }
        ),
    )


def rater(code: int, *, nobody_linked: bool = False) -> dict[str, object]:
    """Return one row of rater_result."""
    agency, verdict, leniency, changes = RATERS[code]
    grade = "C" if verdict == "not_identified" or nobody_linked else "A"
    if nobody_linked and verdict != "not_enough_data":
        verdict = "not_identified"
    usual = {
        "agency_code": agency, "unit_id": UNIT_NUMBER[agency] * 3 + 1, "verdict": verdict,
        "position_title": f"Kepala {city.AGENCIES[agency][0]}",
        "rated_position_class": "functional", "n_ratings": 30, "n_employees": 10,
        "link_grade": grade, "n_linking": 0 if grade == "C" else 6,
        "link_share": np.nan if grade == "C" else 0.5, "leniency": leniency, "leniency_sd": 1.0,
        "leniency_lower": leniency - 1.6, "leniency_upper": leniency + 1.6,
        "raw_difference": leniency + 0.7, "n_comparable": 8, "n_project_people": 0,
        "sd_rating": 3.0 + code % 3,
    }  # fmt: skip
    kept = {
        name: value for name, value in changes.items() if not nobody_linked or "link" not in name
    }
    return found.rater(code, **{**usual, **kept})


def post(code: int) -> str:
    """Return a rater as the pages name one: post and unit."""
    return f"{rater(code)['position_title']}, Bidang 1"


def years_of(code: int) -> list[dict[str, object]]:
    """Return the years of one rater."""
    level = RATERS[code][2]
    return [
        {
            "rater_id": code, "rater_type": "superior", "year": year, "n_ratings": 10,
            "n_employees": 10, "mean_rating": 85.0, "raw_difference": level + 0.7,
            "leniency": level, "leniency_lower": level - 2.0, "leniency_upper": level + 2.0,
        }
        for year in city.YEARS
    ]  # fmt: skip


def patterns() -> pd.DataFrame:
    """Return one rater who stands out in drift, one pattern without enough data."""
    usual = {"rater_type": "superior", "statistic": 1.5, "p": 0.01, "q": 0.02,
             "is_identified": True, "n_used": 30, "n_needed": 10}  # fmt: skip
    rows = [
        {"rater_id": LENIENT, "pattern": "drift", "is_flagged": True, "is_testable": True},
        {"rater_id": LENIENT, "pattern": "spread", "is_flagged": False, "is_testable": True},
        {"rater_id": LENIENT, "pattern": "halo", "is_flagged": None, "is_testable": False,
         "n_used": 4},
        {"rater_id": STRICT, "pattern": "drift", "is_flagged": False, "is_testable": True},
        {"rater_id": UNLINKED, "pattern": "drift", "is_flagged": True, "is_testable": True,
         "is_identified": False},
    ]  # fmt: skip
    return pd.DataFrame([{**usual, **row} for row in rows]).astype({"is_flagged": "boolean"})


def gaps() -> pd.DataFrame:
    """Return women beside men (raw 2.0 = 0.5 + 0.2 + 1.3), PPPK hidden, the old without range."""
    raw = {"difference_lower": 0.5, "difference_upper": 3.5, "split_raters": 0.5,
           "split_within": 0.2, "split_remainder": 1.3, "group_mean": 87.0,
           "reference_mean": 85.0}  # fmt: skip
    women = {"group_code": "female", "reference_code": "male", "n_group": 180, "n_reference": 213}
    young = {"attribute": "age_band", "group_code": "under_35", "reference_code": "35_44"}
    contract = {"attribute": "employment_type", "group_code": "pppk", "reference_code": "pns"}
    rows = [
        found.gap(None, "raw", 2.0) | women | raw,
        found.gap(None, "adjusted", 0.3)
        | women
        | {"difference_lower": -0.4, "difference_upper": 1.0},
        found.gap(None, "raw", -1.5) | young | {"n_group": 90, "n_reference": 200}
        | {"difference_lower": -2.5, "difference_upper": -0.5},
        found.gap(None, "adjusted", -1.2) | young | {"n_group": 90, "n_reference": 200}
        | {"difference_lower": -2.0, "difference_upper": -0.4},
        found.gap(None, "raw", np.nan, is_hidden=True) | contract | {"n_group": 0},
        found.gap(None, "adjusted", np.nan, is_hidden=True) | contract | {"n_group": 0},
        found.gap("DINKES", "raw", 4.0) | women | {"n_group": 25, "n_reference": 35},
        found.gap("DINKES", "adjusted", 1.0) | women | {"n_group": 25, "n_reference": 35},
    ]  # fmt: skip
    return pd.DataFrame(rows)


def reliability() -> pd.DataFrame:
    """Return measures as the engine names them."""
    rows = [
        ("share:employee", 0.5, 0.4, 0.6, None),
        ("share:rater", 0.3, 0.2, 0.4, None),
        ("share:residual", 0.2, 0.1, 0.3, None),
        ("single_rating", 0.6, 0.5, 0.7, None),
        ("needed:raters:0.7", 2.0, np.nan, np.nan, None),
        ("needed:periods:0.7", 2.0, np.nan, np.nan, None),
        ("needed:raters:0.8", 3.0, np.nan, np.nan, None),
        ("needed:periods:0.8", np.nan, np.nan, np.nan, "out of reach"),
        ("kendall_w", np.nan, np.nan, np.nan, "nobody was rated by two raters"),
    ]
    columns = ["measure", "estimate", "estimate_lower", "estimate_upper", "reason"]
    return pd.DataFrame(rows, columns=columns)
