"""Thousands of strange addresses and broken files: none may end in a stack trace or tell too much.

python -m benchmarks.fuzz --examples 2000
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from data import store
from tests.data.importing.fuzzing import BrokenFile, broken_files, says_no_or_reads
from tests.pages import city, stored_run
from tests.pages.fuzzing import Address, addresses, complaints

TARGET = Path(__file__).parent / "results" / "fuzz.json"


def main() -> None:
    """Try as many addresses and files as asked; the first complaint ends the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, default=TARGET)
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    wanted = settings(
        max_examples=options.examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    result = {
        "seed": options.seed,
        "addresses": try_addresses(wanted, options.seed),
        "files": try_files(wanted, options.seed),
    }
    options.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))


def try_addresses(wanted: settings, chance: int) -> dict[str, object]:
    """Open strange addresses on a small analysed city; returns how many of each page."""
    opened: Counter[str] = Counter()
    began = time.monotonic()

    @seed(chance)
    @wanted
    @given(addresses())
    def look(address: Address) -> None:
        opened[address.page] += 1
        found = complaints(address)
        if found:
            raise RuntimeError(f"{address}: {found}")

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "city.duckdb"
        os.environ["TIMBANG_DB"] = str(path)
        stored_run.store_run(city.build(path))
        look()
        store.close_all()
    return {"n": dict(opened), "seconds": round(time.monotonic() - began, 1)}


def try_files(wanted: settings, chance: int) -> dict[str, object]:
    """Read broken files; returns how many were read and how many refused in words."""
    ended: Counter[str] = Counter()
    began = time.monotonic()

    @seed(chance)
    @wanted
    @given(broken_files())
    def read(file: BrokenFile) -> None:
        ended["read" if says_no_or_reads(file) else "refused"] += 1

    read()
    return {"n": dict(ended), "seconds": round(time.monotonic() - began, 1)}


if __name__ == "__main__":
    main()
