"""The command line of `python -m data`: its commands, their options and their handlers."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from collections.abc import Callable
from datetime import date

from data.commands import imports, offices, rules, upkeep
from data.commands.outcome import Outcome
from data.importing.kinds import KINDS

_Commands = _SubParsersAction  # argparse gives its subcommands no public name


def build_parser() -> ArgumentParser:
    """Return the parser of all commands."""
    parser = ArgumentParser(
        prog="python -m data",
        description="Everything a page does to data, without the browser. Exit code 0: done; "
        "1: the data or the request is bad, the message says what to do; 2: wrong usage.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_imports(commands)
    _add_upkeep(commands)
    _add_offices(commands)
    _add_rules(commands)
    return parser


def _command(
    commands: _Commands[ArgumentParser],
    name: str,
    run: Callable[..., Outcome],
    what: str,
) -> ArgumentParser:
    parser = commands.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")
    parser.add_argument("--json", action="store_true", help="print the result for machines")
    parser.set_defaults(run=run)
    return parser


def _add_imports(commands: _Commands[ArgumentParser]) -> None:
    one = _command(commands, "import", imports.import_file, "take a file in")
    one.add_argument("file", metavar="FILE", help="XLSX, CSV or JSON")
    one.add_argument("--kind", choices=list(KINDS), help="kind of file; else told by its heading")
    one.add_argument(
        "--mapping", metavar="M", help="a saved mapping, or a JSON file of heading to field"
    )
    one.add_argument("--sheet", metavar="NAME", help="only this sheet of a workbook")
    one.add_argument(
        "--valid-rows", action="store_true", help="take the valid rows although others are rejected"
    )
    one.add_argument("--dry-run", action="store_true", help="only say what would happen")
    one.add_argument(
        "--into-demo", action="store_true", help="allow rows of a file in the demo city"
    )
    _command(commands, "batches", imports.list_batches, "list the files taken in")
    one = _command(commands, "undo", imports.undo_batch, "take an import back")
    one.add_argument("batch", metavar="BATCH", type=_number, help="number of the import")
    one.add_argument("--reason", default="", help="stands in the audit trail")
    one = _command(
        commands, "rejected", imports.write_rejected, "write the rows an import rejected"
    )
    one.add_argument("batch", metavar="BATCH", type=_number, help="number of the import")
    one.add_argument("file", metavar="FILE", help="XLSX to write")
    one = _command(commands, "template", imports.write_template, "write a workbook to fill in")
    one.add_argument("kind", choices=list(KINDS), metavar="KIND", help=", ".join(KINDS))
    one.add_argument("file", metavar="FILE", help="XLSX to write")


def _add_upkeep(commands: _Commands[ArgumentParser]) -> None:
    one = _command(
        commands, "demo", upkeep.build_demo, "build the synthetic city, in an empty store"
    )
    one.add_argument("--seed", type=_number, help="the same seed gives the same city")
    one.add_argument("--employees", type=_number, metavar="N", help="number of people")
    one.add_argument("--truth", metavar="FILE", help="write the planted effects as JSON")
    one = _command(commands, "backup", upkeep.take_backup, "write a checked copy of the store")
    one.add_argument("directory", metavar="DIR", help="a new or empty folder")
    one = _command(commands, "restore", upkeep.restore, "read a backup into a new store")
    one.add_argument("directory", metavar="DIR", help="a folder written by backup")
    trail = commands.add_parser("audit", help="the audit trail", description="The audit trail.")
    steps = trail.add_subparsers(dest="step", required=True, metavar="STEP")
    _command(steps, "verify", upkeep.verify_audit, "check the chain of the audit trail")


def _add_offices(commands: _Commands[ArgumentParser]) -> None:
    _command(commands, "agencies", offices.list_agencies, "list agencies and those that may be one")
    one = _command(commands, "merge", offices.merge, "let one agency stand for another")
    one.add_argument("gone", metavar="GONE", help="code of the agency that disappears")
    one.add_argument("into", metavar="INTO", help="code of the agency that stays")
    one.add_argument("--reason", required=True, help="stands in the audit trail")
    one = _command(commands, "apart", offices.keep_apart, "record that two agencies are different")
    one.add_argument("one", metavar="CODE")
    one.add_argument("other", metavar="OTHER")


def _add_rules(commands: _Commands[ArgumentParser]) -> None:
    group = commands.add_parser("rules", help="the rule set", description="The rule set.")
    steps = group.add_subparsers(dest="step", required=True, metavar="STEP")
    one = _command(steps, "export", rules.export_rules, "write the rule set as JSON")
    one.add_argument("file", metavar="FILE", help="JSON to write")
    one.add_argument("--on", type=_date, metavar="YYYY-MM-DD", help="valid on (default: today)")
    one = _command(steps, "import", rules.import_rules, "take a new or corrected rule set in")
    one.add_argument("file", metavar="FILE", help="JSON as export writes it")
    one.add_argument(
        "--reason", default="", help="stands in the audit trail; a correction needs one"
    )


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date like 2026-05-10") from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)
