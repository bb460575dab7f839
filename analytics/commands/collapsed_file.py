"""A ratings table too long for memory, collapsed by the layer that knows DuckDB.

Part of the entry point: only here does `fit` reach that layer, and only while it runs. What labels
mean is decided by the same functions as for tables in memory (analytics/ratings), on the different
labels instead of the rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from numpy.typing import NDArray

from analytics.collapsed import MOST_PERIODS, CollapsedRatings, Moments, PeriodCounts, Totals
from analytics.commands.ratings_file import MISSING
from analytics.effects import Effects
from analytics.errors import InvalidColumn, TooLittleData, UnreadableTable
from analytics.notes import note
from analytics.ratings import PREDICATE_SYNONYMS, ROLES, TYPES, Columns
from analytics.ratings.columns import codes_of, is_missing
from analytics.ratings.places import name_unknown_homes, ordered_periods
from analytics.ratings.values import rating_values, role_codes, smallest_difference

if TYPE_CHECKING:
    from data.collapsing import Extent, Label, RatingsTable

MANY_ROWS: Final = 2_000_000  # from here on rows no longer stand in memory (.3 GB a million)
BYTES_AT_ONCE: Final = 1 << 22


def is_long(path: Path, columns: Columns) -> bool:
    """Whether a table is to be collapsed outside memory.

    Parameters
    ----------
    path : Path
    columns : Columns
        Items, groups, objective measures and covariates need single rows.

    Returns
    -------
    bool
    """
    if columns.items or columns.covariates or columns.group or columns.objective:
        return False
    return path.is_file() and count_rows(path) > MANY_ROWS


def count_rows(path: Path) -> int:
    """Count the rows of a table, of a CSV its lines.

    Parameters
    ----------
    path : Path

    Returns
    -------
    int
    """
    if path.suffix.lower() in (".parquet", ".pq"):
        try:
            return int(pq.read_metadata(path).num_rows)
        except (ValueError, OSError) as error:
            raise UnreadableTable(str(path), str(error).splitlines()[0]) from error
    with path.open("rb") as lines:
        return sum(piece.count(b"\n") for piece in iter(lambda: lines.read(BYTES_AT_ONCE), b""))


@contextmanager
def opened(path: Path, columns: Columns, folder: Path) -> Iterator[RatingsTable]:
    """Open a table for collapsing.

    Parameters
    ----------
    path : Path
    columns : Columns
    folder : Path
        For scratch.

    Yields
    ------
    RatingsTable

    Raises
    ------
    UnreadableTable
        If the file is no table or something in it cannot be read.
    """
    from data.collapsing import RatingsTable
    from data.errors import UnreadableFile

    named = {
        "employee": columns.employee,
        "rater": columns.rater,
        "score": columns.score,
        "period": columns.period,
        "unit": columns.home_unit,
        "role": columns.rater_type,
    }
    try:
        with RatingsTable(path, named, folder) as table:
            yield table
    except UnreadableFile as error:
        raise UnreadableTable(str(path), error.problem) from error


def collapse_table(
    table: RatingsTable, columns: Columns, *, is_csv: bool, smallest: float | None
) -> CollapsedRatings:
    """Collapse a table to cells.

    Parameters
    ----------
    table : RatingsTable
    columns : Columns
    is_csv : bool
        Then texts such as NA stand for nothing.
    smallest : float, optional
        As in `analytics.ratings.prepare`.

    Returns
    -------
    CollapsedRatings

    Raises
    ------
    InvalidColumn, InvalidRatings, TooLittleData
        As `prepare`.
    """
    table.read_labels()
    notes: list[str] = []
    period, names = _periods(table, columns.period, is_csv, notes)
    role = _roles(table, columns.rater_type, is_csv)
    score, is_predicate = _scores(table, columns, is_csv)
    meanings: dict[Label, pd.DataFrame] = {"period": period, "role": role, "score": score}
    extent = table.code(meanings)
    if not extent.n_coded:
        raise TooLittleData(
            "No row of the ratings has an employee, a rater and a score",
            remedy="Check which columns were named and whether they are filled.",
        )
    totals = table.totals()
    used = np.unique(totals["period"])
    if used.size < len(names):  # rows left out were all there was of a period
        place = pd.Series(np.arange(used.size), index=used)
        meanings["period"] = period.assign(code=period["code"].map(place).astype("Int8"))
        names = tuple(names[at] for at in used)
        extent = table.code(meanings)
        totals = table.totals()
    lowest, highest = float(totals["lowest"].min()), float(totals["highest"].max())
    if not np.isfinite([lowest, highest]).all():
        raise InvalidColumn(str(columns.score), "it holds an infinite score; correct it.")
    return _collapsed(
        table, columns, extent, totals, names, notes, smallest, is_predicate=is_predicate
    )


def _collapsed(
    table: RatingsTable,
    columns: Columns,
    extent: Extent,
    totals: pd.DataFrame,
    periods: tuple[str, ...],
    notes: list[str],
    smallest: float | None,
    *,
    is_predicate: bool,
) -> CollapsedRatings:
    """Fetch what the coded table adds up to."""
    if extent.n_coded < extent.n_given:
        notes[:0] = [note(code, n=n) for code, n in table.left_out().items()]
    lowest, highest = float(totals["lowest"].min()), float(totals["highest"].max())
    fraction = totals["a_fraction"].dropna()[:1].tolist()
    rule = smallest_difference(np.array([lowest, highest, *fraction]), is_predicate)
    raters, kinds = table.raters()
    cells, repeats = table.cells()
    home, units = _homes(table, columns, extent.n_employees, raters, kinds, notes)
    n_acting = cells["n_acting"].astype(np.int32, copy=False)
    return CollapsedRatings(
        employee=cells["employee"].astype(np.int32, copy=False),
        rater=cells["rater"].astype(np.int32, copy=False),
        count=cells["n"].astype(np.int32, copy=False),
        total=cells["total"].astype(np.float64, copy=False),
        n_acting=n_acting if n_acting.any() else None,
        period_counts=PeriodCounts(
            cells["periods"].astype(np.int64, copy=False),
            repeats.cell,
            repeats.period,
            repeats.n,
            len(periods),
        ),
        totals=Totals(
            kind=totals["kind"].to_numpy(np.int64),
            period=totals["period"].to_numpy(np.int64),
            acting=totals["acting"].to_numpy(bool),
            n=totals["n"].to_numpy(np.float64),
            total=totals["total"].to_numpy(np.float64),
            squares=totals["squares"].to_numpy(np.float64),
        ),
        centre=extent.mean,
        lowest=lowest,
        highest=highest,
        home_unit=home,
        rater_type=kinds,
        raters=raters,
        units=units,
        periods=periods,
        n_employees=extent.n_employees,
        is_predicate=is_predicate,
        smallest=rule[0] if smallest is None else smallest,
        smallest_rule=rule[1] if smallest is None else "as set",
        notes=tuple(notes),
    )


def moments_of(table: RatingsTable, ratings: CollapsedRatings, effects: Effects) -> Moments:
    """Fetch what the pattern tests need of each cell, period and acting effects taken out.

    Parameters
    ----------
    table : RatingsTable
    ratings : CollapsedRatings
        Of this table.
    effects : Effects
        Fitted to them.

    Returns
    -------
    Moments
    """
    acting = sum(each.estimate for each in effects.fixed if each.term == "acting")
    found = table.moments(
        ratings.employee.size, np.nan_to_num(effects.period_effect), acting=float(acting)
    )
    return Moments(**{name: each.astype(np.float64, copy=False) for name, each in found.items()})


def _labels(table: RatingsTable, of: Label, name: str, is_csv: bool) -> pd.DataFrame:
    """Different labels of a column under its name, and how many rows each has."""
    found = table.labels(of)
    raw = found["raw"]
    if is_csv:
        raw = raw.where(~raw.isin(list(MISSING)))
    return pd.DataFrame({name: raw, "n": found["n"]})


def _periods(
    table: RatingsTable, name: str | None, is_csv: bool, notes: list[str]
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Codes of the period labels, and the periods in order of time."""
    if name is None:
        return pd.DataFrame({"code": pd.array([], dtype="Int8")}), ("",)
    frame = _labels(table, "period", name, is_csv)
    known = ~is_missing(frame[name])
    codes, labels = codes_of(frame.loc[known, name])
    n_rows = int(frame.loc[known, "n"].sum())
    codes, periods = ordered_periods(codes, labels, name, notes, n_rows=n_rows)
    if len(periods) > MOST_PERIODS:
        raise InvalidColumn(
            name,
            f"{len(periods)} different periods; of a table this long at most {MOST_PERIODS} can be "
            "told apart. Gather them to months or years.",
        )
    code = pd.Series(pd.NA, index=frame.index, dtype="Int8")
    code[known] = codes
    return pd.DataFrame({"code": code}), periods


def _roles(table: RatingsTable, name: str | None, is_csv: bool) -> pd.DataFrame:
    """Rater type of the role labels, whether acting, whether self."""
    if name is None:
        nothing = pd.array([], dtype="Int8")
        return pd.DataFrame({"kind": nothing, "acting": [], "is_self": []}).astype(
            {"acting": bool, "is_self": bool}
        )
    frame = _labels(table, "role", name, is_csv)
    roles = role_codes(frame, name)
    role = np.full(len(frame), -1) if roles is None else roles
    given = [ROLES[at] if at >= 0 else "" for at in role]
    kind_of = {each: "superior" if each == "acting" else each for each in ROLES}
    kinds = [TYPES.index(kind_of[each]) if kind_of.get(each) in TYPES else pd.NA for each in given]
    return pd.DataFrame(
        {
            "kind": pd.array(kinds, dtype="Int8"),
            "acting": [each == "acting" for each in given],
            "is_self": [each == "self" for each in given],
        }
    )


def _scores(table: RatingsTable, columns: Columns, is_csv: bool) -> tuple[pd.DataFrame, bool]:
    """Numbers of scores that are given as text, and whether they are predicates."""
    if table.has_numbers or columns.score is None:
        return pd.DataFrame({"value": pd.array([], dtype="Float64")}), False
    frame = _labels(table, "score", columns.score, is_csv)
    values, is_predicate = rating_values(frame, columns, None, PREDICATE_SYNONYMS)
    return pd.DataFrame({"value": pd.array(values, dtype="Float64")}), is_predicate


def _homes(
    table: RatingsTable,
    columns: Columns,
    n_employees: int,
    raters: NDArray[np.str_],
    kinds: NDArray[np.int8],
    notes: list[str],
) -> tuple[NDArray[np.int32] | None, NDArray[np.str_]]:
    """Home unit of each employee and the units, by the rule of analytics/ratings."""
    if columns.home_unit is not None:
        home, units = table.homes(n_employees, by_rater=False), table.units()
    elif columns.period is not None:
        kind = 0 if (kinds == 0).any() else None
        home, units = table.homes(n_employees, by_rater=True, kind=kind), raters
        notes.append(note("home_by_rater"))
    else:
        notes.append(note("no_home_unit"))
        return None, np.empty(0, dtype=np.str_)
    return name_unknown_homes(home, units, notes)
