"""Columns as people keep them: numbers with a decimal comma, ids as text, gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.ratings.contract import Codes, Floats, Texts


def numbers_of(column: pd.Series) -> Floats | None:
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


def is_missing(column: pd.Series) -> NDArray[np.bool_]:
    """Return which values are not given; blanks count as not given."""
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


def codes_of(column: pd.Series) -> tuple[Codes, Texts]:
    """Return the place of each value in the sorted texts, and these; without missing values."""
    codes, uniques = pd.factorize(column)
    texts = np.array([_text(each) for each in uniques], dtype=np.str_)
    names, position = np.unique(texts, return_inverse=True)
    return position.astype(np.int32)[codes], names


def labels_of(frame: pd.DataFrame, name: str | None) -> tuple[Codes | None, tuple[str, ...]]:
    """Return codes and labels of a column, -1 where missing; None without the column."""
    if name is None:
        return None, ()
    missing = is_missing(frame[name])
    codes = np.full(len(frame), -1, dtype=np.int32)
    codes[~missing], labels = codes_of(frame[name][~missing])
    return codes, tuple(str(t) for t in labels)
