"""Processes killed at random moments while they write: twelve here, more in benchmarks/kills.py."""

from __future__ import annotations

import random
from pathlib import Path

import duckdb
import pytest

from benchmarks import kills

N_KILLS = 4  # of each kind


@pytest.mark.parametrize("work", kills.WORKS)
def test_no_acknowledged_write_is_lost_and_none_is_half(work: str, tmp_path: Path) -> None:
    base = tmp_path / "base.duckdb"
    kills.WORKS[work].prepare(base)
    chance = random.Random(4)  # noqa: S311 – moments, not secrets
    found = [
        kills.kill_once(work, base, tmp_path, chance, after_a_write=number % 2 == 1)
        for number in range(N_KILLS)
    ]
    assert [killed for killed in found if not killed.is_sound] == []
    assert sum(killed.n_said for killed in found) > 0  # the workers did write


def test_a_write_that_lost_rows_would_be_seen(tmp_path: Path) -> None:
    base = tmp_path / "base.duckdb"
    kills.prepare_empty(base)
    with duckdb.connect(str(base)) as connection:
        connection.execute("delete from appraisal where rowid = (select max(rowid) from appraisal)")
        assert list(kills.imports_written(connection).values()) == [False]
