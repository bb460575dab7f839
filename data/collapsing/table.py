"""The steps from a file of ratings to cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from data.store import Workbench

Ints = NDArray[np.int64]
Codes = NDArray[np.int32]
Floats = NDArray[np.float64]
Label = Literal["period", "role", "score"]

CELLS: Mapping[str, type[np.generic]] = {
    "employee": np.int32,
    "rater": np.int32,
    "n": np.int32,
    "total": np.float64,
    "n_acting": np.int32,
    "periods": np.int64,
}
MEANINGS: Mapping[Label, str] = {
    "period": "period_code",
    "role": "role_code",
    "score": "score_value",
}
MEMORY_MB = 1500  # for DuckDB; with the cells of a nation in arrays it stays below 4 GB


@dataclass(frozen=True)
class Extent:
    """How large a coded table is."""

    n_given: int  # rows of the file
    n_coded: int  # rows that are left
    n_employees: int
    n_raters: int  # rater elements
    mean: float  # of the ratings, score points


@dataclass(frozen=True, eq=False)
class Repeats:
    """Counts of ratings for the cells in which a period repeats."""

    cell: Ints  # (k,) place of the cell, rising
    period: Ints  # (k,)
    n: Ints  # (k,)


class RatingsTable:
    """One file of ratings on its way to cells. Call the steps in the order they stand in."""

    def __init__(
        self,
        path: Path,
        columns: Mapping[str, str | None],
        folder: Path,
        *,
        memory_mb: int = MEMORY_MB,
    ) -> None:
        """Look at a file.

        Parameters
        ----------
        path : Path
            Parquet or CSV.
        columns : mapping
            `employee`, `rater`, `score`, and, or None, `period`, `unit`, `role` → column.
        folder : Path
            For scratch; empty, and thrown away by the caller.
        memory_mb : int
            What DuckDB may keep in memory.

        Raises
        ------
        UnreadableFile
            If the file cannot be read as a table.
        """
        self._bench = Workbench(folder, memory_mb=memory_mb)
        self._has = {f"has_{name}": columns[name] is not None for name in ("period", "role")}
        numbers = self._bench.give(path, columns, numbers=("score",))
        self.has_numbers = "score" in numbers
        self._centre = 0.0

    def __enter__(self) -> RatingsTable:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the scratch database."""
        self._bench.close()

    def read_labels(self) -> None:
        """Find ids and labels."""
        self._bench.run("collapsing/ids")
        self._bench.run("collapsing/labels")

    def labels(self, of: Label) -> pd.DataFrame:
        """Different values of a column: `raw` as in the file, `n` rows; without missing ones."""
        return self._bench.arrow(f"collapsing/{of}_labels").to_pandas()

    def code(self, meanings: Mapping[Label, pd.DataFrame]) -> Extent:
        """Turn rows into codes.

        Parameters
        ----------
        meanings : mapping
            For each row of `labels`: of periods `code`; of roles `kind`, `acting`, `is_self`; of
            scores `value`. Missing values are no period, role or score.

        Returns
        -------
        Extent
        """
        for label, name in MEANINGS.items():
            meaning = meanings[label].assign(place=np.arange(len(meanings[label])))
            self._bench.table(name, pa.Table.from_pandas(meaning, preserve_index=False))
        self._bench.run("collapsing/coded", self._has)
        self._bench.run("collapsing/as_coded")
        extent = self._extent()
        if self._has["has_role"] or extent.n_coded < extent.n_given:
            self._bench.run("collapsing/recoded")
            extent = self._extent()
        self._centre = extent.mean
        return extent

    def _extent(self) -> Extent:
        found = self._bench.row("collapsing/extent")
        *counts, mean = found
        n = [int(cast(int, each)) for each in counts]
        return Extent(n[0], n[1], n[2], n[3], float("nan") if mean is None else float(str(mean)))

    def left_out(self) -> dict[str, int]:
        """Rows left out by the first thing they lack."""
        found = self._bench.arrow("collapsing/left_out", self._has).to_pylist()[0]
        return {name: int(n) for name, n in found.items() if name != "n_rows" and n}

    def totals(self) -> pd.DataFrame:
        """Add up ratings about the mean by kind, period and acting; see totals.sql."""
        return self._bench.arrow("collapsing/totals", {"centre": self._centre}).to_pandas()

    def cells(self) -> tuple[dict[str, NDArray[np.generic]], Repeats]:
        """Cells in the order of employee and rater (`CELLS`), totals about the mean."""
        self._bench.run("collapsing/cells", {"centre": self._centre})
        n_cells, n_repeated = (
            int(cast(int, n)) for n in self._bench.row("collapsing/cells_counted")
        )
        found = self._bench.columns("collapsing/cells_in_order", n_cells, CELLS)
        none = np.empty(0, dtype=np.int64)
        if not n_repeated:
            return found, Repeats(none, none, none)
        repeated = self._bench.arrow("collapsing/repeats")
        columns = [
            repeated.column(name).to_numpy().astype(np.int64) for name in ("place", "period", "n")
        ]
        return found, Repeats(*columns)

    def homes(self, n_employees: int, *, by_rater: bool, kind: int | None = None) -> Codes:
        """Home of each employee, -1 where unknown.

        Parameters
        ----------
        n_employees : int
        by_rater : bool
            Take raters for units.
        kind : int, optional
            Which raters.

        Returns
        -------
        (n_employees,) codes of units, or of rater elements
        """
        home = np.full(n_employees, -1, dtype=np.int32)
        name, values = "collapsing/homes_by_unit", None
        if by_rater:
            name, values = "collapsing/homes_by_rater", {"kind": kind}
        for batch in self._bench.batches(name, values):
            home[batch.column("employee").to_numpy()] = batch.column("unit").to_numpy()
        return home

    def units(self) -> NDArray[np.str_]:
        """Texts of the units, in the order of codes."""
        return self._texts("unit_texts")

    def raters(self) -> tuple[NDArray[np.str_], NDArray[np.int8]]:
        """Texts and kinds of the rater elements, in the order of codes."""
        found = self._bench.arrow("collapsing/rater_texts")
        kinds = found.column("kind").to_numpy().astype(np.int8)
        return np.array(found.column("text").to_pylist(), dtype=np.str_), kinds

    def employees(self) -> Iterator[pd.Series]:
        """Texts of the employees in the order of codes, some at a time."""
        for batch in self._bench.batches("collapsing/employee_texts"):
            yield batch.column("text").to_pandas()

    def _texts(self, name: str) -> NDArray[np.str_]:
        found = self._bench.arrow(f"collapsing/{name}").column("text")
        return np.array(found.to_pylist(), dtype=np.str_)

    def moments(
        self, n_cells: int, period_effect: Floats, *, acting: float
    ) -> dict[str, NDArray[np.generic]]:
        """Mean, and squares and products about it, of each cell; see moments.sql.

        Parameters
        ----------
        n_cells : int
        period_effect : (n_periods,) score points
        acting : float, score points
            Effect of acting superiors.

        Returns
        -------
        dict
            Column → (n_cells,)
        """
        effects = pd.DataFrame({"period": np.arange(period_effect.size), "effect": period_effect})
        self._bench.table("period_effect", pa.Table.from_pandas(effects, preserve_index=False))
        kinds = dict.fromkeys(("mean", "period_squares", "period_products", "squares"), np.float64)
        return self._bench.columns("collapsing/moments", n_cells, kinds, {"acting": acting})
