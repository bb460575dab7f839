"""`run`: analyse the store, as the button on the pages does.

Part of the entry point: only here does `analytics` reach the store, and only while it runs.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict

from analytics.commands import arguments

DONE, REFUSED = 0, 1


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the arguments of `run`."""
    parser = subparsers.add_parser(
        "run",
        help="analyse the appraisals in the store",
        description="Analyses the store (TIMBANG_DB, else the own store, else the demo city) and "
        "makes the results the ones that the pages show. The same data and seed give the same "
        "figures.",
    )
    parser.add_argument(
        "--seed", type=arguments.seed, metavar="N", help="default: the store's, else 1275"
    )
    parser.add_argument(
        "--since", type=arguments.year, metavar="YEAR", help="first year to read; default: all"
    )
    parser.add_argument("--json", action="store_true", help="print the result for machines")
    return parser


def run(args: argparse.Namespace) -> int:
    """Run the analysis and print what it found in a few lines."""
    import jobs  # above this layer: see the head of the module
    from data import store
    from data.errors import DataError

    tell = _progress()
    try:
        opened = store.current()
        report = jobs.run_analysis(
            opened,
            store.local_actor("command"),
            seed=args.seed,
            since=args.since,
            progress=tell,
        )
    except (DataError, jobs.JobError) as error:
        tell("", 1.0)
        if args.json:
            _say(json.dumps({"error": type(error).__name__, "message": str(error)}))
        sys.stderr.write(f"python -m analytics run: {error}\n")
        return REFUSED
    tell("", 1.0)
    if args.json:
        _say(json.dumps(asdict(report), ensure_ascii=False))
        return DONE
    _say(
        f"Analysis {report.run_id}: {report.n_used} of {report.n_appraisals} appraisals, "
        f"{report.n_employees} people, {report.n_raters} raters by type, "
        f"{report.seconds:.1f} s, seed {report.seed}, method version {report.method_version}"
    )
    for verdict, n in sorted(report.verdicts.items()):
        _say(f"  {verdict:<20}{n:>6}")
    for note in report.notes:
        _say(f"- {note}")
    return DONE


def _progress() -> Callable[[str, float], None]:
    """Return what shows the progress: one line on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda step, share: None

    def show(step: str, share: float) -> None:
        sys.stderr.write(f"\r{step:<12}{share:4.0%}" if step else f"\r{'':<16}\r")
        sys.stderr.flush()

    return show


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
