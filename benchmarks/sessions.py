"""What a filter change costs a served page: one reader, a crowd, and the memory of a session.

    python -m benchmarks.sessions [--appraisals 1000000]

The real server on a scratch store, and readers that speak its protocol: each opens a page, waits,
and comes back with another filter in the address, as a click in the sidebar does. Timed is what the
server takes from the request to the end of the script; the largest message and all bytes of a run
are kept too. Wanted: 80 ms at the median for one reader on the heaviest page, 200 ms at the 95th
percentile with 20 readers who wait 2 s between clicks, no message over 1 MB, 20 MB a session.

The peer is the same page with pandas in memory: its time here less the time of its queries, plus
the time pandas takes for the same answers (benchmarks/filter_speed.py measures both).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks import big_store
from benchmarks.costs import machine
from data import store
from data.scope import Filters
from tests import serving

TARGET = Path(__file__).parent / "results" / "sessions.json"
PAGES = ("", "perangkat-daerah", "sebaran")
N_CHANGES = 40
N_READERS = 20
WAIT = 2.0  # seconds between the clicks of a reader, at the mean
WAITS = 0.5 * WAIT, 1.5 * WAIT
CLICKS = 15  # of each reader in the crowd
LARGEST = 64 * 2**20  # bytes the reader would take; the figure asked for is far below
LIMITS = {
    "one_reader_median_ms": 80,
    "crowd_p95_ms": 200,
    "largest_message_mb": 1,
    "session_mb": 20,
}


@dataclass(frozen=True)
class Run:
    """One run of a page's script, as a reader sees it."""

    ms: float
    n_messages: int
    n_bytes: int
    largest: int  # bytes


class Reader:
    """A browser without a screen: opens a page and changes filters."""

    def __init__(self, connection: ClientConnection, page: str) -> None:
        self.connection = connection
        self.page = page
        self.script = ""  # hash of the page, told by the first run

    async def look(self, filters: Filters) -> Run:
        """Ask for the page under these filters and wait until its script has ended."""
        asked = BackMsg()
        asked.rerun_script.query_string = address_of(filters)
        asked.rerun_script.page_name = self.page
        asked.rerun_script.page_script_hash = self.script
        began = time.perf_counter()
        await self.connection.send(asked.SerializeToString())
        sizes = []
        while True:
            content = await self.connection.recv()
            sizes.append(len(content))
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.script = message.navigation.page_script_hash
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(message.delta.new_element.exception.message)
            elif kind == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    continue  # ended early for a rerun, which follows
                ms = 1e3 * (time.perf_counter() - began)
                return Run(ms, len(sizes), sum(sizes), max(sizes))


def address_of(filters: Filters) -> str:
    """Return filters as the address holds them."""
    year, _dash, part = str(filters.period_code).partition("-")
    codes = {
        "tahun": year,
        "periode": part or "tahun",
        "opd": filters.agency_code,
        "jenis": filters.position_class,
        "gol": filters.grade_group,
    }
    return urlencode({name: code for name, code in codes.items() if code})


async def read(
    url: str, page: str, changes: Sequence[Filters], waits: Sequence[float] = ()
) -> list[Run]:
    """Open a page and change filters; the first look, which fills caches, is not among the runs."""
    async with connect(url, subprotocols=["streamlit"], max_size=LARGEST) as connection:
        reader = Reader(connection, page)
        await reader.look(changes[0])
        runs = []
        for number, chosen in enumerate(changes[1:]):
            await asyncio.sleep(waits[number] if waits else 0.0)
            runs.append(await reader.look(chosen))
        return runs


async def crowd(url: str, page: str, changes: list[Filters], n_readers: int) -> list[Run]:
    """Let many readers use a page at once, each with filters of its own, not in step.

    People do not wait alike: waits are drawn around WAIT. Were all of them equal, readers who once
    asked together would be answered together, and ask together ever after.
    """
    rng = np.random.default_rng(N_READERS)

    async def one(number: int) -> list[Run]:
        waits = rng.uniform(*WAITS, CLICKS)
        await asyncio.sleep(WAIT * number / n_readers)
        mine = changes[number:] + changes[:number]
        return await read(url, page, mine[: CLICKS + 1], waits.tolist())

    runs = await asyncio.gather(*(one(number) for number in range(n_readers)))
    return [run for of_one in runs for run in of_one]


async def megabytes_of_a_session(url: str, page: str, process: psutil.Process) -> dict[str, float]:
    """Return what each of many open sessions holds, and what remains when they are gone."""
    changes = big_store.filter_changes(6)
    before = process.memory_info().rss
    open_ones = [
        await connect(url, subprotocols=["streamlit"], max_size=LARGEST) for _ in range(N_READERS)
    ]
    for connection in open_ones:
        reader = Reader(connection, page)
        for chosen in changes:
            await reader.look(chosen)
    during = process.memory_info().rss
    for connection in open_ones:
        await connection.close()
    await asyncio.sleep(5)
    # a second crowd of the same size finds room in what the first gave back
    for _ in range(N_READERS):
        async with connect(url, subprotocols=["streamlit"], max_size=LARGEST) as connection:
            await Reader(connection, page).look(changes[0])
    after = process.memory_info().rss
    return {
        "open_mb": round((during - before) / N_READERS / 1e6, 2),
        "left_mb": round((after - during) / N_READERS / 1e6, 2),
    }


def in_words(runs: list[Run]) -> dict[str, float]:
    """Return the figures of many runs."""
    times = [run.ms for run in runs]
    return {
        "n_runs": len(runs),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(float(np.percentile(times, 95)), 1),
        "slowest_ms": round(max(times), 1),
        "median_kb": round(statistics.median(run.n_bytes for run in runs) / 1e3, 1),
        "largest_message_kb": round(max(run.largest for run in runs) / 1e3, 1),
    }


def main() -> None:
    """Serve a scratch store and measure every page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appraisals", type=int, default=1_000_000)
    parser.add_argument("--to", type=Path, default=TARGET)
    options = parser.parse_args()
    found: dict[str, object] = {"limits": LIMITS, "machine": machine(), "pages": {}}
    changes = big_store.filter_changes(N_CHANGES)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "big.duckdb"
        opened = store.open_store(path, create=True)
        big_store.fill(opened, options.appraisals // big_store.N_PERIODS + 1)
        found["n_appraisals"] = int(opened.value("count_appraisals"))
        store.close_all()
        program = serving.copy_of_program(Path(place) / "program")
        with serving.serving(program, TIMBANG_DB=str(path)) as server:
            url = f"ws://localhost:{server.port}/_stcore/stream"
            pages = {}
            for page in PAGES:
                alone = asyncio.run(read(url, page, changes))
                together = asyncio.run(crowd(url, page, changes, N_READERS))
                pages[page or "ikhtisar"] = {
                    "one_reader": in_words(alone),
                    f"{N_READERS}_readers": in_words(together),
                }
            process = psutil.Process(server.process.pid)
            found["pages"] = pages
            found["session"] = asyncio.run(megabytes_of_a_session(url, PAGES[0], process))
            found["server_mb"] = round(process.memory_info().rss / 1e6)
    found["load_at_end"] = round(psutil.getloadavg()[0], 1)
    options.to.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
