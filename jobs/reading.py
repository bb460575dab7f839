"""From the tables of one state of the data to what the rater model takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.errors import TooLittleData
from analytics.notes import note
from analytics.ratings import TYPES, Columns, Ratings, prepare
from analytics.response import Response, choose_periods, choose_response, home_units
from data import analysis
from data.analysis import DataState
from data.store import Store
from data.vocabulary import CORE_VALUES
from jobs.beside import beside_ratings

COVARIATES = ("grade_group", "position_class")  # never sex, age or employment type
MOST_READS = 5  # of a store that is written to meanwhile


@dataclass(frozen=True, eq=False)
class Material:
    """What one state of the data holds for a run."""

    state: DataState
    appraisals: pd.DataFrame  # queries/ratings_to_analyse.sql
    posts: pd.DataFrame  # queries/rater_posts.sql
    project_people: np.ndarray  # employee ids
    measures: pd.DataFrame  # queries/objective_measures.sql


@dataclass(frozen=True, eq=False)
class Prepared:
    """The ratings that enter the model, as a table and as codes."""

    table: pd.DataFrame  # one row a rating: ids, rater_type, period, year, rating, levels, facts
    ratings: Ratings
    response: Response
    period_kind: str
    notes: tuple[str, ...]


def read_material(of: Store, *, since: int | None = None) -> Material:
    """Read one state of the data, also while an import writes; of years from `since` on alone.

    Every write leaves an audit event: if the last one is the same before and after, all that was
    read in between belongs to one state.
    """
    state = analysis.read_state(of)
    for _ in range(MOST_READS):
        material = Material(
            state,
            _of_years(of.frame("ratings_to_analyse"), since),
            of.frame("rater_posts"),
            of.frame("project_people")["employee_id"].to_numpy(dtype=np.int64),
            _of_years(of.frame("objective_measures"), since),
        )
        after = analysis.read_state(of)
        if after == state:
            return material
        state = after
    raise TooLittleData(
        "The data kept changing while the analysis read them",
        remedy="Start it again when the imports are done.",
    )


def _of_years(rows: pd.DataFrame, since: int | None) -> pd.DataFrame:
    return rows if since is None else rows[rows["year"] >= since].reset_index(drop=True)


def prepare_ratings(appraisals: pd.DataFrame, measures: pd.DataFrame | None = None) -> Prepared:
    """Choose response, periods and homes, and code the ratings; objective measures stand beside.

    Raises
    ------
    TooLittleData
        If no appraisal with a rater carries anything to analyse.
    """
    n_self = int((appraisals["rater_role"] == "self").sum())
    rated = appraisals[appraisals["rater_role"] != "self"].reset_index(drop=True)
    if rated.empty:
        raise TooLittleData(
            "The store holds no appraisal with a rater",
            remedy="Import appraisals that name the rater.",
        )
    response = choose_response(rated, CORE_VALUES)
    periods = choose_periods(rated, response.rating.notna().to_numpy())
    home = home_units(rated)
    is_share = response.name == "predicate"
    rating = (response.rating == "very_good").astype("float64") if is_share else response.rating
    table = rated.assign(
        rater_type=rated["rater_role"].replace("acting", "superior"),
        given=response.rating,
        rating=rating,
        period=periods.label,
        home=home,
    )[periods.kept].reset_index(drop=True)
    table["year"] = table["period"].str[:4].astype("int64")
    has_measure = measures is not None and not measures.empty
    if measures is not None and has_measure:
        table = beside_ratings(table, measures)
    has_items = table[list(CORE_VALUES)].notna().to_numpy().any()
    ratings = prepare(
        table,
        Columns(
            employee="employee_id",
            rater="rater_id",
            score="given",
            items=CORE_VALUES if has_items else (),
            period="period",
            home_unit="home",
            rater_type="rater_role",
            group="sex",
            objective="objective" if has_measure else None,
            objective_family="objective_family" if has_measure else None,
            covariates=COVARIATES,
        ),
    )
    notes = [*response.notes, *periods.notes]
    if n_self:
        notes.append(note("self_ratings", n=n_self))
    notes.append(note("home_by_unit"))
    return Prepared(table, ratings, response, periods.kind, tuple(notes))


def type_names(ratings: Ratings) -> np.ndarray:
    """Return the rater type of each rater element as text."""
    return np.array(TYPES)[ratings.rater_type]
