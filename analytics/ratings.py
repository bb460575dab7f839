"""The input contract of the rater model: one row a rating, codes instead of ids.

A rater *element* is one (type, id): a person who rates as superior and as peer is two elements.
Employees, rater elements, units and periods are sorted by their text, and rows by employee, rater,
period and rating, so that neither the order of rows nor the order in which ids appear can change a
figure. What is dropped or decided on the way is said in `notes`.

    home unit   earliest period, then most ratings, then smallest text; without periods most
                ratings first; without a unit column the rater of that rule stands for the unit
    D           .5 on scales of at most 10 whole-number steps; 4 points inside 0–120 with values
                above 20; .05 in share for predicates; else half the residual sd (then NaN here)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import InvalidColumn, InvalidRatings, MissingColumns, TooLittleData
from analytics.rules.predicates import PREDICATES

Floats = NDArray[np.float64]
Codes = NDArray[np.int32]
Texts = NDArray[np.str_]

TYPES = ("superior", "peer", "direct_report", "project_lead")
ROLES = ("superior", "acting", "peer", "direct_report", "project_lead", "self")

# R3.3, lower case, beside the identifiers and the official names.
PREDICATE_SYNONYMS: Mapping[str, str] = {
    **{name: name for name in PREDICATES},
    **{name.replace("_", " "): name for name in PREDICATES},
    "sangat baik": "very_good",
    "baik": "good",
    "butuh perbaikan": "needs_improvement",
    "cukup": "needs_improvement",
    "cukup/butuh perbaikan": "needs_improvement",
    "butuh perbaikan/cukup": "needs_improvement",
    "kurang": "poor",
    "kurang/misconduct": "poor",
    "misconduct": "poor",
    "sangat kurang": "very_poor",
}

SMALLEST_STEP = 0.5  # half a category (statistics.md 5)
SMALLEST_POINTS = 4.0  # of 100 points (statistics.md 5)
SMALLEST_SHARE = 0.05  # of Sangat Baik (architecture.md 5)
SMALLEST_RESIDUAL_SDS = 0.5  # on any other scale
MOST_STEPS = 10  # a scale of whole numbers with more steps is one of points
MOST_PERIODS = 60  # finer dates are gathered to months, then to years
FEWEST_IN_PERIOD = 5  # dates with fewer ratings on average are gathered as well
MOST_LABELS = 400  # more period labels than this are no periods


@dataclass(frozen=True)
class Columns:
    """Which column of a table holds what."""

    employee: str
    rater: str
    score: str | None = None
    items: tuple[str, ...] = ()
    period: str | None = None
    home_unit: str | None = None
    rater_type: str | None = None
    group: str | None = None
    objective: str | None = None
    objective_family: str | None = None
    covariates: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Every column that is named, once."""
        single = (
            self.employee,
            self.rater,
            self.score,
            self.period,
            self.home_unit,
            self.rater_type,
            self.group,
            self.objective,
            self.objective_family,
        )
        return tuple(
            dict.fromkeys([*(name for name in single if name), *self.items, *self.covariates])
        )


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings as codes and numbers; n rows, sorted by employee, rater, period and rating."""

    employee: Codes  # (n,) -> employees
    rater: Codes  # (n,) -> raters, rater_type
    rating: Floats  # (n,) score points; predicates: 1 Sangat Baik, 0 else
    period: NDArray[np.int32]  # (n,) -> periods, in order of time
    acting: NDArray[np.bool_] | None  # (n,) rated as acting superior
    home_unit: Codes | None  # (n_employees,) -> units; None: no home-unit factor
    rater_type: NDArray[np.int8]  # (n_raters,) -> TYPES
    items: Floats | None  # (n, K), NaN where missing
    item_names: tuple[str, ...]
    objective: Floats | None  # (n,) NaN where missing; higher is better
    objective_family: Codes | None  # (n,) -> families, -1 where missing
    families: tuple[str, ...]
    group: Codes | None  # (n,) -> groups, -1 where missing
    groups: tuple[str, ...]
    covariates: Floats | None  # (n, p)
    covariate_names: tuple[str, ...]
    employees: Texts  # (n_employees,) sorted
    raters: Texts  # (n_raters,) sorted by type, then id; an id can stand under several types
    units: Texts  # (n_units,) sorted; "" is the unknown home of one employee
    periods: tuple[str, ...]  # ("",) when the table has none
    is_predicate: bool
    smallest: float  # D, score points or share; NaN: half the residual sd
    smallest_rule: str
    notes: tuple[str, ...]

    @property
    def n(self) -> int:
        """Number of ratings."""
        return int(self.rating.size)

    @property
    def n_employees(self) -> int:
        """Number of employees."""
        return int(self.employees.size)

    @property
    def n_raters(self) -> int:
        """Number of rater elements, all types."""
        return int(self.raters.size)

    @property
    def n_units(self) -> int:
        """Number of home units that are known by name."""
        return int((self.units != "").sum())


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
        the module.
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
    items = _items(frame, columns.items)
    rating, is_predicate = _rating(frame, columns, items, predicates)
    role = _roles(frame, columns.rater_type)
    keep = _kept_rows(frame, columns, rating, role, notes)
    if not keep.any():
        raise TooLittleData(
            "No row of the ratings has an employee, a rater and a score",
            remedy="Check which columns were named and whether they are filled.",
        )
    frame = frame.loc[keep]
    rating, items = rating[keep], None if items is None else items[keep]
    role = None if role is None else role[keep]

    employee, employees = _codes(frame[columns.employee])
    rater, raters, rater_type = _rater_elements(frame[columns.rater], role)
    period, periods = _periods(frame, columns.period, notes)
    order = _canonical_order(employee, rater, period, rating, raters.size, len(periods))
    frame = frame.iloc[order]
    employee, rater, period, rating = employee[order], rater[order], period[order], rating[order]
    items = None if items is None else items[order]
    acting = None if role is None else (role[order] == ROLES.index("acting"))
    home_unit, units = _homes(
        frame, columns, employee, rater, period, employees.size, raters, rater_type, notes
    )
    objective, family, families = _objective(frame, columns)
    group, groups = _labels(frame, columns.group)
    covariates, covariate_names = _covariates(frame, columns.covariates)
    if smallest is not None and not smallest > 0:
        raise InvalidColumn("smallest", f"the smallest difference is {smallest:g}; above 0 needed.")
    by_items = columns.score is None and items is not None
    rule = _smallest(items if by_items and items is not None else rating, is_predicate)
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


def _numbers(column: pd.Series) -> Floats | None:
    """Values as floats, NaN where missing; None if a value is no number. 87,5 reads as 87.5."""
    if pd.api.types.is_bool_dtype(column.dtype):
        return column.to_numpy(dtype=np.float64, na_value=np.nan)
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.to_numpy(dtype=np.float64, na_value=np.nan)
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return None
    codes, uniques = pd.factorize(column)
    texts = pd.Series([str(each).strip() for each in uniques], dtype="str")
    decimal_comma = texts.str.fullmatch(r"[+-]?\d+,\d+").to_numpy(dtype=bool)
    texts[decimal_comma] = texts[decimal_comma].str.replace(",", ".")
    values = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=np.float64)
    if np.isnan(values[(texts != "").to_numpy()]).any():
        return None
    return np.append(values, np.nan)[codes]  # code -1 is the NaN at the end


def _items(frame: pd.DataFrame, names: Sequence[str]) -> Floats | None:
    if not names:
        return None
    values = []
    for name in names:
        numbers = _numbers(frame[name])
        if numbers is None:
            raise InvalidColumn(name, "an item holds text; give each level a number first.")
        values.append(numbers)
    return np.column_stack(values)


def _rating(
    frame: pd.DataFrame, columns: Columns, items: Floats | None, predicates: Mapping[str, str]
) -> tuple[Floats, bool]:
    if columns.score is None:
        if items is None:
            raise InvalidColumn("score", "no column holds a score or items; name one of them.")
        n = np.isfinite(items).sum(axis=1)
        total = np.where(np.isfinite(items), items, 0.0).sum(axis=1)
        rating = np.full(n.size, np.nan)
        np.divide(total, n, out=rating, where=n > 0)
        return rating, False
    column = frame[columns.score]
    numbers = _numbers(column)
    if numbers is not None:
        if np.isinf(numbers).any():
            rows = np.flatnonzero(np.isinf(numbers))[:5] + 1
            raise InvalidColumn(
                columns.score, f"infinite score in row {', '.join(map(str, rows))}; correct it."
            )
        return numbers, False
    codes, uniques = pd.factorize(column)
    texts = [" ".join(str(each).lower().split()) for each in uniques]
    unknown = [t for t in texts if t and t not in predicates]
    if unknown:
        if len(unknown) < len(texts):
            raise InvalidRatings(columns.score, unknown, allowed=sorted(set(predicates)))
        raise InvalidColumn(
            columns.score,
            f"neither numbers nor predicates (first value {unknown[0]!r}). Give numbers, or the "
            "predicates Sangat Baik, Baik, Butuh Perbaikan, Kurang, Sangat Kurang.",
        )
    top = [np.nan if not t else float(predicates[t] == "very_good") for t in texts]
    return np.append(np.array(top, dtype=np.float64), np.nan)[codes], True


def _roles(frame: pd.DataFrame, name: str | None) -> NDArray[np.int8] | None:
    """Codes into `ROLES`, -1 where missing."""
    if name is None:
        return None
    codes, uniques = pd.factorize(frame[name])
    texts = [str(each).strip().lower() for each in uniques]
    unknown = [t for t in texts if t and t not in ROLES]
    if unknown:
        raise InvalidRatings(name, unknown, allowed=ROLES)
    known = np.array([ROLES.index(t) if t else -1 for t in texts] + [-1], dtype=np.int8)
    return known[codes]


def _kept_rows(
    frame: pd.DataFrame,
    columns: Columns,
    rating: Floats,
    role: NDArray[np.int8] | None,
    notes: list[str],
) -> NDArray[np.bool_]:
    keep = np.ones(len(frame), dtype=bool)

    def drop(bad: NDArray[np.bool_], why: str) -> None:
        n = int((bad & keep).sum())
        if n:
            notes.append(f"{n} rows without {why} were left out")
        keep[bad] = False

    for name, what in (
        (columns.employee, "an employee"),
        (columns.rater, "a rater"),
        (columns.period, "a period"),
    ):
        if name is not None:
            drop(_is_missing(frame[name]), what)
    drop(np.isnan(rating), "a score")
    if role is not None:
        drop(role < 0, "a rater type")
        own = (role == ROLES.index("self")) & keep
        if own.any():
            notes.append(f"{int(own.sum())} self ratings were left out")
        keep &= ~own
    for name in columns.covariates:
        if _is_missing(frame[name]).all():
            notes.append(f"{name} has no value in any row and explains nothing")
            continue
        numbers = _numbers(frame[name])
        if numbers is not None:
            drop(~np.isfinite(numbers), f"a value of {name}")
    return keep


def _is_missing(column: pd.Series) -> NDArray[np.bool_]:
    missing = column.isna().to_numpy(dtype=bool)
    if pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_datetime64_any_dtype(
        column.dtype
    ):
        return missing
    codes, uniques = pd.factorize(column)
    empty = np.array([str(each).strip() == "" for each in uniques] + [True], dtype=bool)
    return empty[codes]


def _text(value: object) -> str:
    """Write an id as text: 7.0 (a column of numbers with gaps) is '7'."""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat()
    return str(value).strip()


def _codes(column: pd.Series) -> tuple[Codes, Texts]:
    codes, uniques = pd.factorize(column)
    texts = np.array([_text(each) for each in uniques], dtype=np.str_)
    names, position = np.unique(texts, return_inverse=True)
    return position.astype(np.int32)[codes], names


def _rater_elements(
    column: pd.Series, role: NDArray[np.int8] | None
) -> tuple[Codes, Texts, NDArray[np.int8]]:
    person, names = _codes(column)
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


def _periods(
    frame: pd.DataFrame, name: str | None, notes: list[str]
) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    if name is None:
        return np.zeros(len(frame), dtype=np.int32), ("",)
    codes, labels = _codes(frame[name])
    # single days are gathered sooner than months, which are periods of their own
    most_days = min(MOST_PERIODS, len(frame) // FEWEST_IN_PERIOD)
    for length, word, most in ((7, "months", most_days), (4, "years", MOST_PERIODS)):
        if labels.size > most and _are_dates(labels) and len(labels[0]) > length:
            notes.append(f"{labels.size} dates in '{name}' were gathered to {word}")
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


def _canonical_order(
    employee: Codes,
    rater: Codes,
    period: NDArray[np.int32],
    rating: Floats,
    n_raters: int,
    n_periods: int,
) -> NDArray[np.int64]:
    key = (employee.astype(np.int64) * n_raters + rater) * n_periods + period
    return np.lexsort((rating, key))


def _homes(
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
    rows = np.arange(employee.size)
    if columns.home_unit is not None:
        known = ~_is_missing(frame[columns.home_unit])
        rows = np.flatnonzero(known)
        unit = np.full(employee.size, -1, dtype=np.int32)
        unit[rows], units = _codes(frame[columns.home_unit].iloc[rows])
    elif columns.period is not None:
        superiors = rater_type[rater] == 0
        if superiors.any():
            rows = np.flatnonzero(superiors)
        unit, units = rater, raters
        notes.append(
            "no home unit is given: the rater of each employee's first period stands for it"
        )
    else:
        notes.append(
            "neither home unit nor period is given: the model has no home-unit factor, so a "
            "strong or weak team counts as leniency of its rater"
        )
        return None, np.empty(0, dtype=np.str_)
    home = first_home(employee[rows], unit[rows], period[rows], n_employees)
    return _name_unknown_homes(home, units, notes)


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


def _name_unknown_homes(home: Codes, units: Texts, notes: list[str]) -> tuple[Codes, Texts]:
    """Keep units that are somebody's home; each unknown home becomes a unit of its own, ''."""
    unknown = np.flatnonzero(home < 0)
    used, position = np.unique(home[home >= 0], return_inverse=True)
    named = np.full(home.size, 0, dtype=np.int32)
    named[home >= 0] = position + unknown.size
    named[unknown] = np.arange(unknown.size)
    if unknown.size:
        notes.append(f"{unknown.size} employees have no home unit: each stands for itself")
    return named, np.concatenate((np.repeat(np.str_(""), unknown.size), units[used]))


def _objective(
    frame: pd.DataFrame, columns: Columns
) -> tuple[Floats | None, Codes | None, tuple[str, ...]]:
    if columns.objective is None:
        return None, None, ()
    values = _numbers(frame[columns.objective])
    if values is None:
        raise InvalidColumn(columns.objective, "an objective measure holds text; numbers needed.")
    values = np.where(np.isfinite(values), values, np.nan)
    if columns.objective_family is None:
        return values, np.where(np.isnan(values), -1, 0).astype(np.int32), ("",)
    family, families = _labels(frame, columns.objective_family)
    if family is None:
        raise MissingColumns([columns.objective_family], given=[], frame="ratings")
    values = np.where(family < 0, np.nan, values)
    return values, np.where(np.isnan(values), -1, family).astype(np.int32), families


def _labels(frame: pd.DataFrame, name: str | None) -> tuple[Codes | None, tuple[str, ...]]:
    if name is None:
        return None, ()
    missing = _is_missing(frame[name])
    codes = np.full(len(frame), -1, dtype=np.int32)
    codes[~missing], labels = _codes(frame[name][~missing])
    return codes, tuple(str(t) for t in labels)


def _covariates(frame: pd.DataFrame, names: Iterable[str]) -> tuple[Floats | None, tuple[str, ...]]:
    """Numbers as they are; each label but the first as 0/1; a missing label is a label."""
    values: list[Floats] = []
    terms: list[str] = []
    for name in names:
        if _is_missing(frame[name]).all():
            continue  # said in the notes
        numbers = _numbers(frame[name])
        if numbers is not None:
            values.append(numbers)
            terms.append(name)
            continue
        codes, labels = _labels(frame, name)
        if codes is None:
            continue
        for at in range(-1 if (codes < 0).any() else 0, len(labels)):
            if at == 0:
                continue  # the first label is what the others are compared with
            values.append((codes == at).astype(np.float64))
            terms.append(f"{name}={labels[at] if at >= 0 else 'missing'}")
    return (np.column_stack(values), tuple(terms)) if values else (None, ())


def _smallest(values: Floats, is_predicate: bool) -> tuple[float, str]:
    if is_predicate:
        return SMALLEST_SHARE, "five percentage points of Sangat Baik"
    known = values[np.isfinite(values)]
    low, high = known.min(), known.max()
    # whole scores between 80 and 90 are points of 100, not a scale of ten steps
    if high - low <= MOST_STEPS and high <= 20 and (known == np.round(known)).all():
        return SMALLEST_STEP, "half a step of a scale of at most ten whole-number steps"
    if low >= 0 and 20 < high <= 120:
        return SMALLEST_POINTS, "four points of a scale of 100 or 120"
    return float("nan"), "half the residual standard deviation"
