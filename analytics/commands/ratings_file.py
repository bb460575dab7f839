"""A ratings table as a frame that fits memory: named columns alone, repeated texts as codes.

CSV is read as text, whatever stands in it; Parquet keeps whole numbers, texts and dates. Nothing is
interpreted here: what a column must hold is decided in analytics/ratings.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.errors import InvalidColumn, MissingColumns, UnreadableTable

DELIMITERS: Final = (",", ";", "\t", "|")
MISSING: Final = ("", "NA", "N/A", "#N/A", "NaN", "nan", "null", "NULL", "None", "-")


def read_ratings_file(
    path: str | Path, columns: Sequence[str], *, ids: Sequence[str]
) -> pd.DataFrame:
    """Read the named columns of a ratings table.

    Parameters
    ----------
    path : path
        Ends in `.parquet` or `.pq`, or is a CSV with a heading row.
    columns : sequence of str
        Columns wanted, each once.
    ids : sequence of str
        Those that hold ids: `NA` and `-` may be ids, so only an empty cell is missing there.

    Returns
    -------
    frame
        Texts as categories.

    Raises
    ------
    UnreadableTable, MissingColumns, InvalidColumn
        If the file is no table, lacks a column, or a column holds lists or records.
    """
    path = Path(path)
    if not path.is_file():
        raise UnreadableTable(str(path), "there is no such file")
    is_parquet = path.suffix.lower() in (".parquet", ".pq")
    try:
        return _read_parquet(path, columns) if is_parquet else _read_csv(path, columns, ids)
    except UnicodeDecodeError as error:
        raise UnreadableTable(str(path), "its text is not UTF-8") from error
    except (ValueError, OSError, csv.Error, pa.ArrowException) as error:
        lines = str(error).splitlines()
        raise UnreadableTable(str(path), lines[0] if lines else type(error).__name__) from error


def _read_csv(path: Path, columns: Sequence[str], ids: Sequence[str]) -> pd.DataFrame:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        heading = lines.readline()
    if not heading.strip():
        raise UnreadableTable(str(path), "it is empty")
    delimiter = max(DELIMITERS, key=heading.count)
    given = [name.strip() for name in next(csv.reader([heading], delimiter=delimiter))]
    _require(columns, given, path)
    wanted = [given.index(name) for name in columns]
    names = [str(at) for at in range(len(given))]
    frame = pd.read_csv(
        path,
        sep=delimiter,
        encoding="utf-8-sig",
        header=None,
        skiprows=1,
        names=names,
        usecols=[names[at] for at in wanted],
        index_col=False,
        dtype=str,  # dtype="category" would read 007 and 7 as the same number
        keep_default_na=False,
        na_values={names[at]: [""] if given[at] in ids else list(MISSING) for at in wanted},
    )
    frame = frame.astype("category")
    return frame[[names[at] for at in wanted]].set_axis(list(columns), axis=1)


def _read_parquet(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    schema = pq.read_schema(path)
    _require(columns, schema.names, path)
    texts = []
    for name in columns:
        kind = schema.field(name).type
        if pa.types.is_nested(kind):
            raise InvalidColumn(name, f"it holds {kind}; one value a row is needed.")
        if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind):
            texts.append(name)
    table = pq.read_table(path, columns=list(columns), read_dictionary=texts, use_threads=True)
    # a float keeps 15 digits, an employee number has 18: whole numbers with gaps stay whole
    whole: dict[pa.DataType, pd.api.extensions.ExtensionDtype] = {
        pa.int64(): pd.Int64Dtype(),
        pa.uint64(): pd.UInt64Dtype(),
    }
    gaps = {kind: dtype for kind, dtype in whole.items() if _has_gaps(table, kind)}
    frame: pd.DataFrame = table.to_pandas(
        types_mapper=gaps.get, split_blocks=True, self_destruct=True
    )
    return frame[list(columns)]


def _has_gaps(table: pa.Table, kind: pa.DataType) -> bool:
    return any(column.type == kind and column.null_count for column in table.columns)


def _require(columns: Sequence[str], given: Sequence[str], path: Path) -> None:
    missing = [name for name in columns if name not in given]
    if missing:
        raise MissingColumns(missing, given=list(given), frame=path.name)
