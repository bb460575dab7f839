"""A nation of ratings as one Parquet file, written in pieces: never more than a period in memory.

Units of ten people with a head each; people move between units and heads change now and then, so
that nearly all raters are joined. Files of such offices come period by period, so a person's rows
stand far apart. Ids are texts of 18 digits that no person can have (month 99).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray
from scipy.special import ndtri

from benchmarks.rater_cities import PEOPLE_OF_A_UNIT, PERIODS, TRUTH

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOVES, NEW_HEADS = 0.02, 0.09  # a quarter: tenures of twelve years and of three
ROWS_OF_A_GROUP = 500_000
SCHEMA = pa.schema(
    [
        ("employee", pa.string()),
        ("rater", pa.string()),
        ("period", pa.string()),
        ("unit", pa.string()),
        ("score", pa.float64()),
    ]
)


def write_nation(path: Path, n_ratings: int, seed: int) -> None:
    """Write about `n_ratings` ratings of twelve quarters with the variances of `TRUTH`."""
    rng = np.random.default_rng(seed)
    n_people = n_ratings // PERIODS
    n_units = n_people // PEOPLE_OF_A_UNIT
    n_raters = round(1.2 * n_units)

    def effect(name: str, size: int) -> Floats:
        return rng.normal(0, np.sqrt(TRUTH[name]), size)

    weight = rng.gamma(1.2, 1, n_units) + 0.1
    reach = np.cumsum(weight) / weight.sum()
    home = np.searchsorted(reach, rng.random(n_people)).astype(np.int32)
    head, unit = rng.permutation(n_raters)[:n_units], home.copy()
    person = effect("employee", n_people) + effect("home_unit", n_units)[home]
    leniency = effect("rater", n_raters)
    with pq.ParquetWriter(path, SCHEMA, compression="snappy") as writer:
        for period in range(PERIODS):
            if period:
                moving = np.flatnonzero(rng.random(n_people) < MOVES)
                unit[moving] = np.searchsorted(reach, rng.random(moving.size))
                changed = np.flatnonzero(rng.random(n_units) < NEW_HEADS)
                waiting = np.ones(n_raters, dtype=bool)
                waiting[head] = False
                pool = rng.permutation(np.concatenate((head[changed], np.flatnonzero(waiting))))
                head[changed] = pool[: changed.size]
            for people in _pieces(n_people):
                rater = head[unit[people]]
                score = 80 + 0.3 * period + person[people] + leniency[rater]
                score += _of_pair(people, rater) * np.sqrt(TRUTH["pair"])
                score += rng.normal(0, np.sqrt(TRUTH["residual"]), people.size)
                writer.write_table(_table(people, rater, period, unit[people], score))


def _pieces(n_people: int) -> Iterator[Ints]:
    for first in range(0, n_people, ROWS_OF_A_GROUP):
        yield np.arange(first, min(first + ROWS_OF_A_GROUP, n_people))


def _table(people: Ints, rater: Ints, period: int, unit: Ints, score: Floats) -> pa.Table:
    quarter = pa.scalar(f"{2022 + period // 4}-Q{period % 4 + 1}")
    return pa.Table.from_arrays(
        [
            _ids(people, "199099"),
            _ids(rater, "196599"),
            pa.repeat(quarter, people.size),
            pc.binary_join_element_wise("U", pa.array(unit).cast(pa.string()), ""),
            pa.array(score.round(2)),
        ],
        schema=SCHEMA,
    )


def _ids(number: Ints, beginning: str) -> pa.Array:
    """Texts whose order has nothing to do with the order of the numbers."""
    mixed = (number.astype(np.uint64) * np.uint64(7_654_321_987)) % np.uint64(999_999_999_989)
    text = pc.utf8_lpad(pa.array(mixed).cast(pa.string()), 12, "0")
    return pc.binary_join_element_wise(beginning, text, "")


def _of_pair(people: Ints, rater: Ints) -> Floats:
    """Return a normal number of each pair, the same in every period without being kept."""
    mixed = people.astype(np.uint64) << np.uint64(24) ^ rater.astype(np.uint64)
    for factor in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB):
        mixed ^= mixed >> np.uint64(30)
        mixed *= np.uint64(factor)
    mixed ^= mixed >> np.uint64(31)
    drawn: Floats = ndtri((mixed >> np.uint64(11)).astype(np.float64) / 2**53 + 2**-54)
    return drawn
