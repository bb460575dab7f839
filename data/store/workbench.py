"""A database in a scratch folder, for one table that is larger than memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import cast

import duckdb
import numpy as np
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression
from numpy.typing import NDArray

from data.errors import UnreadableFile
from data.store.statements import run, statements

NUMBERS = {"DOUBLE", "FLOAT", "DECIMAL", "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT",
           "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}  # fmt: skip
ROWS_AT_ONCE = 250_000


class Workbench:
    """Named SQL over one file, with memory bounded and the rest in a scratch folder."""

    def __init__(self, folder: Path, *, memory_mb: int) -> None:
        """Open an empty database.

        Parameters
        ----------
        folder : Path
            Exists, and is thrown away by the caller.
        memory_mb : int
            What DuckDB may keep in memory; the rest goes to the folder.
        """
        self._connection = duckdb.connect(
            str(folder / "scratch.duckdb"),
            config={
                "memory_limit": f"{memory_mb}MB",
                "temp_directory": str(folder / "spill"),
                # rows are put in order where it matters, by their values
                "preserve_insertion_order": "false",
            },
        )

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def give(
        self, path: Path, columns: Mapping[str, str | None], *, numbers: tuple[str, ...]
    ) -> frozenset[str]:
        """Let statements read a table as the view `given`.

        Parameters
        ----------
        path : Path
            Parquet, or CSV with a heading row, which is read as text.
        columns : mapping
            What statements call a column → its name in the file; None: a column of nulls.
        numbers : tuple of str
            Those that are wanted as `<name>_number` where the file has numbers, else as text under
            `<name>_text`; the other one is null.

        Returns
        -------
        frozenset of str
            Which of `numbers` are numbers.

        Raises
        ------
        UnreadableFile
            If DuckDB cannot read the file.
        """
        try:
            table = self._read(path)
            kinds = dict(zip(table.columns, map(str, table.types), strict=True))
            found = {
                each
                for each in numbers
                if kinds.get(columns[each] or "", "").split("(")[0] in NUMBERS
            }
            chosen = []
            for name, column in columns.items():
                nothing = ConstantExpression(None).cast("VARCHAR")
                value = nothing if column is None else ColumnExpression(column)
                if name not in numbers:
                    chosen.append(value.alias(name))
                    continue
                number = value.cast("DOUBLE") if name in found else nothing.cast("DOUBLE")
                text = nothing if name in found else value
                chosen += [number.alias(f"{name}_number"), text.alias(f"{name}_text")]
            table.select(*chosen).create_view("given", replace=True)
        except duckdb.Error as error:
            raise UnreadableFile(path.name, str(error).splitlines()[0]) from error
        return frozenset(found)

    def _read(self, path: Path) -> duckdb.DuckDBPyRelation:
        if path.suffix.lower() in (".parquet", ".pq"):
            return self._connection.read_parquet(str(path))
        return self._connection.read_csv(str(path), header=True, all_varchar=True)

    def table(self, name: str, content: pa.Table) -> None:
        """Let statements read `content` as the table `name`."""
        self._connection.register(name, content)

    def run(self, name: str, values: Mapping[str, object] | None = None) -> None:
        """Run every statement of a file."""
        run(self._connection, name, values or {})

    def row(self, name: str, values: Mapping[str, object] | None = None) -> tuple[object, ...]:
        """Run a file and return the one row of its last statement."""
        # all rows: a result that is not read to its end keeps the connection busy
        return tuple(run(self._connection, name, values or {}).fetchall()[0])

    def arrow(self, name: str, values: Mapping[str, object] | None = None) -> pa.Table:
        """Run a file of one statement and return its rows."""
        return self._reader(name, values).read_all()

    def batches(
        self, name: str, values: Mapping[str, object] | None = None
    ) -> Iterator[pa.RecordBatch]:
        """Run a file of one statement and return its rows some at a time."""
        yield from self._reader(name, values)

    def _reader(self, name: str, values: Mapping[str, object] | None) -> pa.RecordBatchReader:
        (asked,) = statements(name)
        wanted = {key: (values or {})[key] for key in asked.named_parameters}
        found = (
            self._connection.sql(asked, params=wanted) if wanted else self._connection.sql(asked)
        )
        return cast(pa.RecordBatchReader, found.to_arrow_reader(ROWS_AT_ONCE))  # no stub

    def columns(
        self,
        name: str,
        n_rows: int,
        kinds: Mapping[str, type[np.generic]],
        values: Mapping[str, object] | None = None,
    ) -> dict[str, NDArray[np.generic]]:
        """Run a file of one statement and return its columns as arrays.

        Parameters
        ----------
        name : str
        n_rows : int
            How many rows it has.
        kinds : mapping
            Column → type of the array.

        Returns
        -------
        dict
            Column → (n_rows,)
        """
        found = {each: np.empty(n_rows, dtype=kind) for each, kind in kinds.items()}
        at = 0
        for batch in self._reader(name, values):
            for each, array in found.items():
                array[at : at + batch.num_rows] = batch.column(each).to_numpy(zero_copy_only=False)
            at += batch.num_rows
        return found
