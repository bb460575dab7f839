"""Where a rating stands: the rater element, the period, and the home of who is rated."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import InvalidColumn
from analytics.notes import note
from analytics.ratings.columns import codes_of, is_missing
from analytics.ratings.contract import ROLES, TYPES, Codes, Columns, Floats, Texts

MOST_PERIODS = 60  # finer dates are gathered to months, then to years
FEWEST_IN_PERIOD = 5  # dates with fewer ratings on average are gathered as well
MOST_LABELS = 400  # more period labels than this are no periods


def rater_elements(
    column: pd.Series, role: NDArray[np.int8] | None
) -> tuple[Codes, Texts, NDArray[np.int8]]:
    """Return the rater element of each row, and id and type of each element."""
    person, names = codes_of(column)
    if role is None:
        return person, names, np.zeros(names.size, dtype=np.int8)
    kind_of_role = np.array([TYPES.index("superior" if r == "acting" else r) for r in ROLES[:-1]])
    kind = kind_of_role[role].astype(np.int64)
    elements, rater = np.unique(kind * names.size + person, return_inverse=True)
    return (
        rater.astype(np.int32),
        names[elements % names.size],
        (elements // names.size).astype(np.int8),
    )


def period_codes(
    frame: pd.DataFrame, name: str | None, notes: list[str]
) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Return the period of each row, and the periods in order of time."""
    if name is None:
        return np.zeros(len(frame), dtype=np.int32), ("",)
    codes, labels = codes_of(frame[name])
    return ordered_periods(codes, labels, name, notes, n_rows=len(frame))


def ordered_periods(
    codes: Codes, labels: Texts, name: str, notes: list[str], *, n_rows: int
) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Gather dates that are too fine and put periods in order of time.

    Parameters
    ----------
    codes : (n,) -> labels
    labels : sorted texts
    name : str
        Column, for messages.
    notes : list of str
        Gets a note where dates are gathered.
    n_rows : int
        How many ratings the codes stand for.

    Returns
    -------
    pair of (n,) codes and periods
    """
    # single days are gathered sooner than months, which are periods of their own
    most_days = min(MOST_PERIODS, n_rows // FEWEST_IN_PERIOD)
    for length, word, most in ((7, "months", most_days), (4, "years", MOST_PERIODS)):
        if labels.size > most and _are_dates(labels) and len(labels[0]) > length:
            notes.append(note("dates_gathered", n=labels.size, name=name, to=word))
            labels, position = np.unique([t[:length] for t in labels], return_inverse=True)
            codes = position.astype(np.int32)[codes]
    if labels.size > MOST_LABELS:
        raise InvalidColumn(
            name,
            f"{labels.size} different periods; at most {MOST_LABELS} can be told apart. "
            "Gather them to months or years.",
        )
    if all(t.lstrip("+-").isdigit() for t in labels):
        order = np.argsort([int(t) for t in labels], kind="stable")
        place = np.empty(order.size, dtype=np.int32)
        place[order] = np.arange(order.size, dtype=np.int32)
        codes, labels = place[codes], labels[order]
    return codes.astype(np.int32), tuple(str(t) for t in labels)


def _are_dates(labels: Texts) -> bool:
    return all(len(t) >= 7 and t[:4].isdigit() and t[4] == "-" and t[5:7].isdigit() for t in labels)


def canonical_order(
    employee: Codes,
    rater: Codes,
    period: NDArray[np.int32],
    rating: Floats,
    n_raters: int,
    n_periods: int,
) -> NDArray[np.int64]:
    """Return the order of rows by employee, rater, period and rating."""
    key = (employee.astype(np.int64) * n_raters + rater) * n_periods + period
    return np.lexsort((rating, key))


def home_codes(
    frame: pd.DataFrame,
    columns: Columns,
    employee: Codes,
    rater: Codes,
    period: NDArray[np.int32],
    n_employees: int,
    raters: Texts,
    rater_type: NDArray[np.int8],
    notes: list[str],
) -> tuple[Codes | None, Texts]:
    """Return each employee's home unit and the units; None where nothing tells homes."""
    rows = np.arange(employee.size)
    if columns.home_unit is not None:
        known = ~is_missing(frame[columns.home_unit])
        rows = np.flatnonzero(known)
        unit = np.full(employee.size, -1, dtype=np.int32)
        unit[rows], units = codes_of(frame[columns.home_unit].iloc[rows])
    elif columns.period is not None:
        superiors = rater_type[rater] == 0
        if superiors.any():
            rows = np.flatnonzero(superiors)
        unit, units = rater, raters
        notes.append(note("home_by_rater"))
    else:
        notes.append(note("no_home_unit"))
        return None, np.empty(0, dtype=np.str_)
    home = first_home(employee[rows], unit[rows], period[rows], n_employees)
    return name_unknown_homes(home, units, notes)


def first_home(employee: Codes, unit: Codes, period: NDArray[np.int32], n_employees: int) -> Codes:
    """Home unit of each employee: earliest period, then most ratings, then smallest code.

    Parameters
    ----------
    employee, unit, period : (n,) codes
        One row a rating; units are sorted by text, so the smallest code is the smallest text.
    n_employees : int

    Returns
    -------
    (n_employees,) codes into units, -1 where an employee has no row.
    """
    pairs = np.column_stack((employee, period, unit)).astype(np.int64)
    if not len(pairs):
        return np.full(n_employees, -1, dtype=np.int32)
    n_units, n_periods = int(pairs[:, 2].max()) + 1, int(pairs[:, 1].max()) + 1
    key = (pairs[:, 0] * n_periods + pairs[:, 1]) * n_units + pairs[:, 2]
    each, count = np.unique(key, return_counts=True)
    who, rest = np.divmod(each, n_periods * n_units)
    when, where = np.divmod(rest, n_units)
    order = np.lexsort((where, -count, when, who))
    first = order[np.r_[True, np.diff(who[order]) != 0]]
    home = np.full(n_employees, -1, dtype=np.int32)
    home[who[first]] = where[first]
    return home


def name_unknown_homes(home: Codes, units: Texts, notes: list[str]) -> tuple[Codes, Texts]:
    """Keep units that are somebody's home; each unknown home becomes a unit of its own, ''.

    Parameters
    ----------
    home : (n_employees,) codes, -1 where unknown
    units : (n_units,) texts
    notes : list of str
        Gets a note where homes are unknown.

    Returns
    -------
    pair of (n_employees,) codes and the units they stand for
    """
    unknown = np.flatnonzero(home < 0)
    used, position = np.unique(home[home >= 0], return_inverse=True)
    named = np.full(home.size, 0, dtype=np.int32)
    named[home >= 0] = position + unknown.size
    named[unknown] = np.arange(unknown.size)
    if unknown.size:
        notes.append(note("homes_unknown", n=unknown.size))
    return named, np.concatenate((np.repeat(np.str_(""), unknown.size), units[used]))
