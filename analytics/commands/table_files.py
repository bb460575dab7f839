"""Results out: frames and figures to a folder, all or none.

They are written beside their place first and moved there together: a command that fails leaves no
half result.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


def write_results(
    folder: str | Path,
    tables: Mapping[str, pd.DataFrame | Iterable[pd.DataFrame]],
    documents: Mapping[str, object],
) -> list[Path]:
    """Write results into a folder: all or none.

    Parameters
    ----------
    folder : path
        Made if absent; files of the same name are replaced.
    tables : mapping
        File name → frame, or frames of the same columns written one behind the other, as Parquet
        with NaN as null.
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
            if isinstance(table, pd.DataFrame):
                table.to_parquet(done[-1][0], index=False)
            else:
                _write_pieces(done[-1][0], table)
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


def _write_pieces(path: Path, pieces: Iterable[pd.DataFrame]) -> None:
    """Write frames into one Parquet file: no more than one of them stands in memory."""
    writer: pq.ParquetWriter | None = None
    try:
        for piece in pieces:
            table = pa.Table.from_pandas(piece, preserve_index=False)
            if writer is None:
                writer = pq.ParquetWriter(path, table.schema)
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


def told(written: Sequence[Path]) -> str:
    """Say in one line where the results are."""
    names = ", ".join(path.name for path in written)
    return f"Written to {written[0].parent}: {names}\n"


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
