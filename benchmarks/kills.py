"""Processes killed while they write: nothing acknowledged may be lost, nothing left half.

A worker writes without a pause and says each write that has returned. It is killed (SIGKILL) at a
random moment; then the store is opened again. Everything said must be there, at most one write more
(returned, not yet said), every write whole, and the chain of the audit unbroken.

    python -m benchmarks.kills --kills 50
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

import jobs
from data import audit, calibration, demo, importing
from data.scope import Scope
from data.store import Actor, Store
from tests import serving
from tests.data.importing.files import invented_nip, to_csv

TARGET = Path(__file__).parent / "results" / "kills.json"
ROOT = Path(__file__).resolve().parents[1]
N_ROWS = 60  # of an imported file
N_PROPOSALS = 5  # written at once
MEETING_YEAR = "2025"
EVALUATOR = Scope("penguji", frozenset({"evaluator"}), may_see_persons=True)
ACTOR = Actor("penguji", "command")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


@dataclass(frozen=True)
class Work:
    """One kind of writing: how to prepare a store, write once, and count what is whole."""

    prepare: Callable[[Path], None]
    write_once: Callable[[Store, int], str]  # returns what is acknowledged
    written: Callable[[duckdb.DuckDBPyConnection], dict[str, bool]]  # write -> whether it is whole
    longest: float  # seconds after which a worker is killed at the latest


def prepare_empty(path: Path) -> None:
    """Make a store with one imported file."""
    opened = Store(path)
    import_once(opened, 0)
    opened.close()


def import_once(opened: Store, number: int) -> str:
    """Import the scores of one month; returns the batch."""
    month = f"{MONTHS[number % 12]} {2000 + number // 12 % 25}"
    header = ["Bulan", "NIP Pegawai", "Nama", "SKPD", "Atasan Langsung (NIP)", "Nilai"]
    rows = [
        [month, invented_nip(i), f"Pegawai {i}", "Dinas Contoh", invented_nip(90), f"{70 + i % 25}"]
        for i in range(N_ROWS)
    ]
    prepared = importing.prepare(to_csv([header, *rows]), f"{number}.csv", into=opened)
    return str(importing.commit(prepared, ACTOR, valid_rows_only=False, into=opened).batch)


def imports_written(connection: duckdb.DuckDBPyConnection) -> dict[str, bool]:
    """Return every batch, and whether all of its rows and its event are there."""
    found = connection.execute(
        "select b.batch_id, (select count(*) from appraisal a where a.batch_id = b.batch_id),"
        " (select count(*) from audit_event e where e.object_kind = 'batch'"
        " and e.object_id = b.batch_id::varchar) from import_batch b"
    ).fetchall()
    return {str(batch): n == N_ROWS and events == 1 for batch, n, events in found}


def prepare_city(path: Path) -> None:
    """Make a small demo city, analysed once."""
    opened = Store(path)
    demo.build(opened, ACTOR, employees=300, seed=3)
    analyse_once(opened, 0)
    opened.close()


def analyse_once(opened: Store, number: int) -> str:
    """Analyse the store with another seed; returns the run."""
    return str(jobs.run_analysis(opened, ACTOR, seed=number).run_id)


def runs_written(connection: duckdb.DuckDBPyConnection) -> dict[str, bool]:
    """Return every run that is done, and whether the current one has all of its results."""
    found = connection.execute(
        "select run_id, (select count(*) from rater_result r where r.run_id = a.run_id),"
        " (select count(*) from employee_result r where r.run_id = a.run_id)"
        " from analysis_run a where state = 'done' order by run_id"
    ).fetchall()
    newest = max(run for run, *_ in found)
    return {str(run): run < newest or (raters > 0 and people > 0) for run, raters, people in found}


def prepare_meeting(path: Path) -> None:
    """Make a small demo city with an empty calibration draft about its largest agency."""
    opened = Store(path)
    demo.build(opened, ACTOR, employees=300, seed=3)
    calibration.create_calibration(
        EVALUATOR, "Rapat", ACTOR, period_code=MEETING_YEAR, agency_code=_of_meeting(opened),
        of=opened,
    )  # fmt: skip
    opened.close()


def propose_once(opened: Store, number: int) -> str:
    """Say something new about five people of the draft; returns its version."""
    with opened._connection.cursor() as cursor:
        people = cursor.execute(
            "select r.employee_id, r.predicate, coalesce(max(c.version), 0) from result r"
            " left join calibration_change c using (employee_id) where r.period_code = ?"
            " and r.agency_code = ? and r.predicate is not null group by all order by all limit ?",
            [MEETING_YEAR, _of_meeting(opened), N_PROPOSALS],
        ).fetchall()
    proposals = [
        calibration.Proposal(
            person, "good" if now == "very_good" else "very_good", f"alasan {number}", True, version
        )
        for person, now, version in people
    ]
    version = calibration.save_proposals(EVALUATOR, 1, proposals, ACTOR, of=opened)
    return str(version)


def proposals_written(connection: duckdb.DuckDBPyConnection) -> dict[str, bool]:
    """Return every version of the draft with proposals, and whether all five are there."""
    found = connection.execute(
        "select version, count(*) from calibration_change group by version"
    ).fetchall()
    newest = connection.execute("select max(version) from calibration").fetchone()
    return {
        str(version): n == N_PROPOSALS and newest is not None and version <= newest[0]
        for version, n in found
    }


def _of_meeting(opened: Store) -> str:
    with opened._connection.cursor() as cursor:
        row = cursor.execute(
            "select agency_code from result where period_code = ? and predicate is not null"
            " group by agency_code order by count(*) desc, agency_code limit 1",
            [MEETING_YEAR],
        ).fetchone()
    if row is None:
        raise RuntimeError("the demo city has no results")
    return str(row[0])


WORKS = {
    "import": Work(prepare_empty, import_once, imports_written, longest=3.0),
    "analysis": Work(prepare_city, analyse_once, runs_written, longest=8.0),
    "calibration": Work(prepare_meeting, propose_once, proposals_written, longest=2.0),
}


@dataclass(frozen=True)
class Killed:
    """What was found after one kill."""

    work: str
    n_said: int
    n_found: int  # writes in the store that the worker made
    lost: tuple[str, ...]  # said and not found
    half: tuple[str, ...]  # found and not whole
    chain_is_whole: bool

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost, nothing is half, and the audit is whole."""
        return (
            not self.lost
            and not self.half
            and self.chain_is_whole
            and self.n_found <= (self.n_said + 1)
        )


def kill_once(
    work: str, base: Path, folder: Path, chance: random.Random, *, after_a_write: bool = False
) -> Killed:
    """Start a worker on a copy of a store, kill it at a random moment, and look at the store.

    Parameters
    ----------
    work : str
        A key of `WORKS`.
    base : Path
        A store made by its `prepare`; not changed.
    folder : Path
        Place for the copy.
    chance : random.Random
        Draws the moment.
    after_a_write : bool
        Draw it from the first acknowledged write on, which a busy machine may be long in making.
    """
    path = folder / f"{work}.duckdb"
    for old in folder.glob(f"{path.name}*"):
        old.unlink()
    shutil.copyfile(base, path)
    before = _written(work, path)
    command = [sys.executable, "-m", "benchmarks.kills", "--work", work, "--store", str(path)]
    with subprocess.Popen(  # noqa: S603 – our own module
        command, cwd=ROOT, env=serving.environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        if process.stdout is None or process.stdout.readline() != "ready\n":
            raise RuntimeError(f"the worker of {work} did not start")
        first = process.stdout.readline() if after_a_write else ""
        time.sleep(chance.uniform(0.0, WORKS[work].longest))
        process.send_signal(signal.SIGKILL)
        said = set((first + process.stdout.read()).split())
    opened = Store(path)  # as the program opens it: what the log holds is taken in
    chain = audit.verify(opened)
    opened.close()
    found = _written(work, path)
    return Killed(
        work,
        n_said=len(said),
        n_found=len(found.keys() - before.keys()),
        lost=tuple(sorted(said - found.keys())),
        half=tuple(sorted(name for name, is_whole in found.items() if not is_whole)),
        chain_is_whole=chain.is_whole,
    )


def _written(work: str, path: Path) -> dict[str, bool]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return WORKS[work].written(connection)


def keep_writing(work: str, path: Path) -> None:
    """Write without a pause and say what has returned, until killed."""
    opened = Store(path)
    print("ready", flush=True)
    number = 1
    while True:
        said = WORKS[work].write_once(opened, number)
        # in one piece: a line cut off by the kill would read as another write
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()
        number += 1


def main() -> None:
    """Kill as often as asked, every kind in turn, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--to", type=Path, default=TARGET)
    parser.add_argument("--work", choices=tuple(WORKS), help=argparse.SUPPRESS)
    parser.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        keep_writing(options.work, options.store)
        return
    chance = random.Random(options.seed)  # noqa: S311 – moments, not secrets
    found: list[Killed] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, work in WORKS.items():
            work.prepare(folder / f"base_{name}.duckdb")
        for number in range(options.kills):
            name = list(WORKS)[number % len(WORKS)]
            found.append(kill_once(name, folder / f"base_{name}.duckdb", folder, chance))
            print(found[-1])
    result = {
        name: {
            "n_kills": sum(killed.work == name for killed in found),
            "n_acknowledged": sum(killed.n_said for killed in found if killed.work == name),
            "n_lost": sum(len(killed.lost) for killed in found if killed.work == name),
            "n_half": sum(len(killed.half) for killed in found if killed.work == name),
            "n_broken_chains": sum(
                not killed.chain_is_whole for killed in found if killed.work == name
            ),
        }
        for name in WORKS
    }
    options.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
    if not all(killed.is_sound for killed in found):
        sys.exit(1)


if __name__ == "__main__":
    main()
