"""Rows of a ratings file for `rasch` and `agreement`: who, by whom, what, and further facets.

Ids are text as read. The score is a number, or a predicate by name (R3.3: very_poor 1 … very_good
5), or, where labels without order are wanted, any text. Rows with an empty cell are left out and
counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.commands.ratings_file import read_ratings_file
from analytics.errors import InvalidColumn, NotNumbers
from analytics.ratings import PREDICATE_SYNONYMS
from analytics.rules.predicates import RANK

Texts = NDArray[np.str_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RatingRows:
    """Complete rows."""

    employee: Texts  # (n,)
    rater: Texts  # (n,)
    score: Floats  # (n,) numbers, ranks of predicates, or places in `labels`
    facets: tuple[tuple[str, Texts], ...]
    labels: tuple[str, ...]  # texts behind the scores where these have no order
    notes: tuple[str, ...]


def read_rating_rows(
    path: str,
    *,
    employee: str,
    rater: str,
    score: str,
    facets: Sequence[str] = (),
    ordered: bool = True,
) -> RatingRows:
    """Read the complete rows of a ratings file.

    Parameters
    ----------
    path : str
        CSV or Parquet.
    employee, rater, score : str
        Columns.
    facets : sequence of str
        Columns of further facets.
    ordered : bool
        False takes any text as a score without order.

    Returns
    -------
    RatingRows

    Raises
    ------
    UnreadableTable, MissingColumns, InvalidColumn, NotNumbers
        If the file or a column cannot be used.
    """
    named = [employee, rater, score, *facets]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        raise InvalidColumn(twice[0], "it is named twice; every column has one role here.")
    ids = [employee, rater, *facets]
    frame = read_ratings_file(path, named, ids=ids)
    columns = {name: _text(frame[name]) for name in ids}
    values, labels, notes = _scores(frame[score], score, ordered=ordered)
    complete = np.isfinite(values)
    for name, text in columns.items():
        empty = int((complete & (text == "")).sum())
        if empty:
            notes.append(f"{empty} rows without a value in '{name}' were left out")
        complete &= text != ""
    without = int(np.isnan(values).sum())
    if without:
        notes.insert(0, f"{without} rows without a score were left out")
    return RatingRows(
        columns[employee][complete],
        columns[rater][complete],
        values[complete],
        tuple((name, columns[name][complete]) for name in facets),
        labels,
        tuple(notes),
    )


def _text(column: pd.Series) -> Texts:
    """Write ids as text, missing as empty; 7.0 in a column of numbers with gaps is '7'."""
    codes, uniques = pd.factorize(column)
    texts = [
        str(int(each)) if isinstance(each, float) and each.is_integer() else str(each).strip()
        for each in uniques
    ]
    return np.array([*texts, ""], dtype=np.str_)[codes]  # code −1 is the empty text at the end


def _scores(
    column: pd.Series, name: str, *, ordered: bool
) -> tuple[Floats, tuple[str, ...], list[str]]:
    """Return scores, the labels they are places in, and notes."""
    if pd.api.types.is_numeric_dtype(column.dtype):  # booleans are 0 and 1
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        _refuse_infinite(values, name)
        return values, (), []
    text = _text(column)
    texts, codes = np.unique(text, return_inverse=True)
    read = np.array([_number(each) for each in texts])
    is_number = ~np.isnan(read) | (texts == "")
    if is_number.all():
        _refuse_infinite(read, name)
        return read[codes], (), []
    predicates = [PREDICATE_SYNONYMS.get(" ".join(each.lower().split())) for each in texts]
    if all(each is not None for each in np.array(predicates, dtype=object)[texts != ""]):
        ranks = np.array([np.nan if each is None else RANK[each] for each in predicates])
        return ranks[codes], (), ["Predicates are taken as 1 (very_poor) to 5 (very_good)"]
    if not ordered:
        places = np.where(texts == "", np.nan, np.arange(texts.size, dtype=np.float64))
        return places[codes], tuple(str(each) for each in texts), []
    raise NotNumbers(name, [str(each) for each in texts[~is_number][:5]])


def _number(text: str) -> float:
    """Read a number; 87,5 is 87.5, true and false are 1 and 0. NaN for anything else."""
    if text.lower() in ("true", "false"):
        return float(text.lower() == "true")
    try:
        return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return float("nan")


def _refuse_infinite(values: Floats, name: str) -> None:
    if np.isinf(values).any():
        raise NotNumbers(name, [str(each) for each in values[np.isinf(values)][:5]])
