"""A ratings table collapsed by DuckDB against pandas on the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.collapsing import RatingsTable
from data.errors import UnreadableFile
from data.store import HERE, statement_text

COLUMNS = {
    "employee": "nip", "rater": "atasan", "score": "nilai",
    "period": "tahun", "unit": "unit", "role": "peran",
}  # fmt: skip
STATEMENTS = sorted(path.stem for path in (HERE / "collapsing").glob("*.sql"))


def frame(n: int = 900) -> pd.DataFrame:
    rng = np.random.default_rng(5)
    table = pd.DataFrame(
        {
            "nip": rng.integers(0, 60, n).astype(str),
            "atasan": rng.integers(0, 9, n).astype(str),
            "nilai": rng.normal(80, 5, n).round(1),
            "tahun": rng.integers(2021, 2025, n),
            "unit": "u" + pd.Series(rng.integers(0, 7, n)).astype(str),
            "peran": rng.choice(
                ["superior", "acting", "peer", "self"], n, p=[0.7, 0.1, 0.15, 0.05]
            ),
        }
    )
    table.loc[::50, "nip"] = " 7"  # the same person as 7
    table.loc[3::70, "unit"] = None
    return table


def coded(table: RatingsTable) -> tuple[RatingsTable, object]:
    table.read_labels()
    period = table.labels("period")
    role = table.labels("role")["raw"]
    period["code"] = pd.Series(np.arange(len(period)), dtype="Int8")
    roles = pd.DataFrame(
        {
            "kind": role.map({"superior": 0, "acting": 0, "peer": 1}).astype("Int8"),
            "acting": role == "acting",
            "is_self": role == "self",
        }
    )
    scores = pd.DataFrame({"value": pd.array([], dtype="Float64")})
    extent = table.code({"period": period[["code"]], "role": roles, "score": scores})
    return table, extent


@pytest.fixture
def given(tmp_path: Path) -> Iterator[tuple[RatingsTable, pd.DataFrame]]:
    table = frame()
    table.loc[5, "nip"] = "  "
    table.loc[6, "atasan"] = None
    table.loc[7, "nilai"] = np.nan
    table.loc[8, "peran"] = None
    table.to_parquet(tmp_path / "ratings.parquet")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    kept = table[table["peran"].notna() & (table["peran"] != "self")].drop(
        index=[5, 6, 7], errors="ignore"
    )
    kept = kept.assign(nip=kept["nip"].str.strip(), kind=(kept["peran"] == "peer").astype(int))
    with RatingsTable(tmp_path / "ratings.parquet", COLUMNS, scratch) as opened:
        yield opened, kept


def test_cells_are_those_of_pandas(given: tuple[RatingsTable, pd.DataFrame]) -> None:
    table, kept = given
    _, extent = coded(table)
    raters, kinds = table.raters()
    employees = np.concatenate([np.asarray(piece, dtype=str) for piece in table.employees()])
    assert employees.tolist() == sorted(set(kept["nip"]))
    assert list(zip(kinds, raters, strict=True)) == sorted(
        set(zip(kept["kind"], kept["atasan"], strict=True))
    )
    assert (extent.n_given, extent.n_coded) == (900, len(kept))
    assert extent.mean == pytest.approx(kept["nilai"].mean())
    cells, repeats = table.cells()
    by_cell = kept.groupby(["nip", "kind", "atasan"])
    right = by_cell["nilai"].agg(["size", "sum"])
    keys = list(
        zip(
            employees[cells["employee"]],
            kinds[cells["rater"]],
            raters[cells["rater"]],
            strict=True,
        )
    )
    assert keys == sorted(keys)
    assert keys == right.index.tolist()
    assert (cells["n"] == right["size"]).all()
    assert np.allclose(cells["total"], right["sum"] - right["size"] * extent.mean)
    acting = by_cell["peran"].agg(lambda roles: (roles == "acting").sum())
    assert (cells["n_acting"] == acting).all()
    years = by_cell["tahun"].agg(lambda years: sum(1 << (y - 2021) for y in set(years)))
    assert (cells["periods"] == years).all()
    counts = kept.groupby(["nip", "kind", "atasan", "tahun"]).size()
    for cell, period, n in zip(repeats.cell, repeats.period, repeats.n, strict=True):
        assert counts[(*keys[cell], 2021 + period)] == n
    repeated = {key[:3] for key, n in counts.items() if n > 1}
    assert {keys[cell] for cell in repeats.cell} == repeated


def test_totals_homes_and_moments_are_those_of_pandas(
    given: tuple[RatingsTable, pd.DataFrame],
) -> None:
    table, kept = given
    _, extent = coded(table)
    totals = table.totals()
    right = kept.assign(acting=kept["peran"] == "acting", apart=kept["nilai"] - extent.mean)
    right = right.groupby(["kind", "tahun", "acting"])["apart"]
    assert (totals["n"].to_numpy() == right.size().to_numpy()).all()
    assert np.allclose(totals["total"], right.sum())
    assert np.allclose(totals["squares"], right.agg(lambda y: (y**2).sum()))
    employees = sorted(set(kept["nip"]))
    units = table.units()
    home = table.homes(len(employees), by_rater=False)
    for at, person in enumerate(employees):
        own = kept[(kept["nip"] == person) & kept["unit"].notna()]
        own = own[own["tahun"] == own["tahun"].min()]["unit"].value_counts()
        assert units[home[at]] == min(own[own == own.max()].index)
    cells, _ = table.cells()
    effect = np.array([1.0, 2.0, 3.0, 4.0])
    found = table.moments(len(cells["n"]), effect, acting=0.5)
    net = kept["nilai"] - effect[kept["tahun"] - 2021] - 0.5 * (kept["peran"] == "acting")
    by_cell = kept.assign(net=net, t=kept["tahun"]).groupby(["nip", "kind", "atasan"])
    assert np.allclose(found["mean"], by_cell["net"].mean())
    assert np.allclose(found["squares"], by_cell["net"].var(ddof=0) * by_cell.size(), atol=1e-8)
    products = by_cell[["t", "net"]].apply(
        lambda own: ((own["t"] - own["t"].mean()) * (own["net"] - own["net"].mean())).sum()
    )
    assert np.allclose(found["period_products"], products, atol=1e-8)
    squares = by_cell["t"].var(ddof=0) * by_cell.size()
    assert np.allclose(found["period_squares"], squares, atol=1e-8)


def test_what_is_left_out_is_counted_by_the_first_thing_missing(
    given: tuple[RatingsTable, pd.DataFrame],
) -> None:
    table, kept = given
    coded(table)
    missing = table.left_out()
    assert missing.pop("self_ratings") + sum(missing.values()) == 900 - len(kept)
    assert missing == {
        "rows_without_employee": 1,
        "rows_without_rater": 1,
        "rows_without_score": 1,
        "rows_without_type": 1,
    }


def test_a_file_that_is_no_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "ratings.parquet").write_bytes(b"nothing of the kind")
    with pytest.raises(UnreadableFile, match=r"ratings\.parquet"):
        RatingsTable(tmp_path / "ratings.parquet", COLUMNS, tmp_path)


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_says_what_it_makes(name: str) -> None:
    text = statement_text(f"collapsing/{name}")
    assert re.search(r"^-- (Columns|Makes)  ", text, flags=re.MULTILINE)
