"""Tables in and results out: CSV or Parquet to a frame, frames and figures to a folder.

Ids stay text as read, so `007` never becomes 7. Results are written beside their place first and
moved there together: a command that fails leaves no half result.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.errors import MissingColumns, NotNumbers, UnreadableTable

MISSING = ("", "na", "nan", "null", "none", "-")  # in columns of numbers, any case


def read_table(path: str | Path, columns: Sequence[str]) -> pd.DataFrame:
    """Read the named columns of a CSV or Parquet table.

    Parameters
    ----------
    path : path
        Ends in `.parquet` or is a CSV with comma, semicolon or tab and a heading row.
    columns : sequence of str
        Columns wanted; a name may stand twice.

    Returns
    -------
    frame
        CSV columns as text with empty cells missing; Parquet columns as stored.

    Raises
    ------
    UnreadableTable, MissingColumns
        If the file cannot be read as a table, or lacks a column.
    """
    path = Path(path)
    wanted = list(dict.fromkeys(columns))
    if not path.is_file():
        raise UnreadableTable(str(path), "there is no such file")
    try:
        table = _read_parquet(path) if path.suffix.lower() == ".parquet" else _read_csv(path)
    except (ValueError, OSError, UnicodeError) as error:  # pyarrow's and pandas' are ValueErrors
        first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableTable(str(path), first_line) from error
    missing = [column for column in wanted if column not in table]
    if missing:
        raise MissingColumns(missing, given=[str(name) for name in table.columns], frame=path.name)
    return table[wanted]


def _read_parquet(path: Path) -> pd.DataFrame:
    return pd.read_parquet(path)


def _read_csv(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8-sig") as lines:
        heading = lines.readline()
    separator = max((",", ";", "\t"), key=heading.count)
    return pd.read_csv(
        path, sep=separator, dtype=str, encoding="utf-8-sig", keep_default_na=False, na_values=[""]
    )


def text_ids(column: pd.Series) -> pd.Series:
    """Return ids as text; whole numbers without a decimal part, missing stays missing."""
    if pd.api.types.is_float_dtype(column):  # whole numbers with gaps come as floats
        whole = column.dropna()
        if (whole == whole.round()).all():
            column = column.astype("Int64")
    text = column.astype("string").str.strip()
    return text.mask(text == "")


def numbers(column: pd.Series, name: str) -> NDArray[np.float64]:
    """Return a column as floats, NaN where missing.

    Raises
    ------
    NotNumbers
        If a value is neither a number nor missing, or is infinite.
    """
    if pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
        values = column.to_numpy(dtype=np.float64, na_value=np.nan)
        strange = [str(value) for value in values[np.isinf(values)][:5]]
    else:
        text = column.astype("string").str.strip()
        text = text.mask(text.str.lower().isin(MISSING))
        comma = text.str.fullmatch(r"[+-]?\d+,\d+").fillna(value=False)
        text = text.mask(comma.astype(bool), text.str.replace(",", ".", regex=False))
        read = pd.to_numeric(text.astype(object), errors="coerce")
        values = np.asarray(read, dtype=np.float64)
        bad = (np.isnan(values) & text.notna().to_numpy()) | np.isinf(values)
        strange = [str(value) for value in pd.unique(column[bad].astype("string"))[:5]]
    if strange:
        raise NotNumbers(name, strange)
    return values


def write_results(
    folder: str | Path, tables: Mapping[str, pd.DataFrame], documents: Mapping[str, object]
) -> list[Path]:
    """Write results into a folder: all or none.

    Parameters
    ----------
    folder : path
        Made if absent; files of the same name are replaced.
    tables : mapping
        File name → frame, written as Parquet with NaN as null.
    documents : mapping
        File name → value, written as JSON with NaN as null.

    Returns
    -------
    list of path
        The files written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    done: list[tuple[Path, Path]] = []
    try:
        for name, table in tables.items():
            done.append((folder / f".{name}.partial", folder / name))
            table.to_parquet(done[-1][0], index=False)
        for name, document in documents.items():
            done.append((folder / f".{name}.partial", folder / name))
            text = json.dumps(plain(document), ensure_ascii=False, indent=2, allow_nan=False)
            done[-1][0].write_text(text + "\n", encoding="utf-8")
        for partial, final in done:
            os.replace(partial, final)
    finally:
        for partial, _ in done:
            partial.unlink(missing_ok=True)
    return [final for _, final in done]


def plain(value: object) -> object:
    """Return a value as JSON knows it: NumPy scalars plain, not-a-number as null."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, np.ndarray):
        return [plain(each) for each in value.tolist()]
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
