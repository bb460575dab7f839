"""Measures of people and years beside their ratings."""

from __future__ import annotations

import pandas as pd


def beside_ratings(table: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Put each person's measures of a year beside the superiors' ratings of that year.

    A rating takes one measure: the last rating of a year the second measure of the person, the one
    before it the third, the others the one known of most people. Where there are more measures than
    ratings, those known of fewer people are left out.

    Parameters
    ----------
    table : one row a rating
        Columns employee_id, rater_type, year, period.
    measures : one row a person, year and family
        Columns employee_id, year, family, value.

    Returns
    -------
    frame
        The table with `objective` and `objective_family`.
    """
    keys = ["employee_id", "year"]
    n_people = measures.groupby("family")["employee_id"].nunique()
    known = measures.assign(n_people=measures["family"].map(n_people)).sort_values(
        [*keys, "n_people", "family"], ascending=[True, True, False, True], kind="stable"
    )
    known["place"] = known.groupby(keys).cumcount()
    of_superiors = table[table["rater_type"] == "superior"].sort_values(
        [*keys, "period"], kind="stable"
    )
    years = of_superiors.groupby(keys)
    from_first, from_last = years.cumcount(), years.cumcount(ascending=False)
    n_measures = of_superiors[keys].join(known.groupby(keys).size().rename("n"), on=keys)["n"]
    takes_other = (from_last + 1 < n_measures) & (from_first > 0)
    place = (from_last + 1).where(takes_other, 0)
    found = (
        of_superiors[keys]
        .assign(place=place, row=of_superiors.index)
        .merge(known, on=[*keys, "place"], how="left", validate="m:1")
        .set_index("row")
    )
    return table.assign(
        objective=found["value"].reindex(table.index),
        objective_family=found["family"].reindex(table.index),
    )
