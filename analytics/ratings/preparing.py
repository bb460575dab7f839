"""From a table of ratings to codes."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.errors import InvalidColumn, MissingColumns, TooLittleData
from analytics.ratings.columns import codes_of, labels_of
from analytics.ratings.contract import PREDICATE_SYNONYMS, ROLES, Columns, Ratings
from analytics.ratings.places import canonical_order, home_codes, period_codes, rater_elements
from analytics.ratings.values import (
    covariate_values,
    item_values,
    kept_rows,
    objective_values,
    rating_values,
    role_codes,
    smallest_difference,
)


def prepare(
    frame: pd.DataFrame,
    columns: Columns,
    *,
    smallest: float | None = None,
    predicates: Mapping[str, str] = PREDICATE_SYNONYMS,
) -> Ratings:
    """Read a table of ratings into codes.

    Parameters
    ----------
    frame : table, one row a rating
    columns : Columns
        Which column holds what. Without `score`, the mean of `items` is the rating.
    smallest : float, optional
        D, the smallest difference that matters, in the unit of the rating; default by the rule of
        the package.
    predicates : mapping of lower-case text to one of `PREDICATES`
        What a text column of predicates may hold (R3.3).

    Returns
    -------
    Ratings

    Raises
    ------
    MissingColumns, InvalidColumn, InvalidRatings
        If a column is missing or holds what it may not.
    TooLittleData
        If no rating is left.
    """
    missing = [name for name in columns.names() if name not in frame.columns]
    if missing:
        raise MissingColumns(missing, given=[str(c) for c in frame.columns], frame="ratings")
    if columns.score is None and not columns.items:
        raise InvalidColumn("score", "no column holds a score or items; name one of them.")
    notes: list[str] = []
    items = item_values(frame, columns.items)
    rating, is_predicate = rating_values(frame, columns, items, predicates)
    role = role_codes(frame, columns.rater_type)
    keep = kept_rows(frame, columns, rating, role, notes)
    if not keep.any():
        raise TooLittleData(
            "No row of the ratings has an employee, a rater and a score",
            remedy="Check which columns were named and whether they are filled.",
        )
    frame = frame.loc[keep]
    rating, items = rating[keep], None if items is None else items[keep]
    role = None if role is None else role[keep]

    employee, employees = codes_of(frame[columns.employee])
    rater, raters, rater_type = rater_elements(frame[columns.rater], role)
    period, periods = period_codes(frame, columns.period, notes)
    order = canonical_order(employee, rater, period, rating, raters.size, len(periods))
    frame = frame.iloc[order]
    employee, rater, period, rating = employee[order], rater[order], period[order], rating[order]
    items = None if items is None else items[order]
    acting = None if role is None else (role[order] == ROLES.index("acting"))
    home_unit, units = home_codes(
        frame, columns, employee, rater, period, employees.size, raters, rater_type, notes
    )
    objective, family, families = objective_values(frame, columns)
    group, groups = labels_of(frame, columns.group)
    covariates, covariate_names = covariate_values(frame, columns.covariates)
    if smallest is not None and not smallest > 0:
        raise InvalidColumn("smallest", f"the smallest difference is {smallest:g}; above 0 needed.")
    by_items = columns.score is None and items is not None
    rule = smallest_difference(items if by_items and items is not None else rating, is_predicate)
    return Ratings(
        employee=employee,
        rater=rater,
        rating=rating,
        period=period,
        acting=acting if acting is not None and acting.any() else None,
        home_unit=home_unit,
        rater_type=rater_type,
        items=items,
        item_names=tuple(columns.items),
        objective=objective,
        objective_family=family,
        families=families,
        group=group,
        groups=groups,
        covariates=covariates,
        covariate_names=covariate_names,
        employees=employees,
        raters=raters,
        units=units,
        periods=periods,
        is_predicate=is_predicate,
        smallest=rule[0] if smallest is None else float(smallest),
        smallest_rule=rule[1] if smallest is None else "as set",
        notes=tuple(notes),
    )
