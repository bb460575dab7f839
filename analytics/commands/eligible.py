"""`eligible`: who meets what a promotion, a post or the talent pool asks for, a row a check.

Columns in and out are those of eligibility.md. Nothing is written unless every cell can be read.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from analytics.commands.people_file import read_people_file
from analytics.errors import InvalidPeople, InvalidRuleSet
from analytics.rules import rule_set
from analytics.rules.eligibility import TARGETS, check_eligibility
from analytics.rules.rule_set import RuleSet

ROWS_ALONE = pyarrow.csv.WriteOptions(include_header=False)
SHIPPED = Path(rule_set.__file__).parent


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the arguments of `eligible`."""
    parser = subparsers.add_parser(
        "eligible",
        help="who meets what a promotion or a post asks for",
        description="Checks a CSV or Parquet table with one row a person against one target. "
        "An absent column or an empty cell means unknown, which is never not met.",
    )
    parser.add_argument("people", metavar="PEOPLE", help="CSV or Parquet file, one row a person")
    parser.add_argument("--target", required=True, choices=TARGETS, help="what they are asked for")
    parser.add_argument(
        "--on", required=True, type=_date, metavar="YYYY-MM-DD", help="the day that is asked about"
    )
    parser.add_argument(
        "--rules",
        metavar="FILE",
        help="rule set as `python -m data rules export` writes it (default: the shipped one valid "
        "on the day)",
    )
    parser.add_argument("--json", action="store_true", help="print the counts for machines")
    parser.add_argument("--out", required=True, metavar="FILE.csv", help="file for the result")
    parser.set_defaults(usage=parser.error)
    return parser


def _date(text: str) -> dt.date:
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 -- a day, no moment
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date like 2026-05-10") from None


def run(args: argparse.Namespace) -> int:
    """Read, check and write."""
    if Path(args.out).resolve() == Path(args.people).resolve():
        args.usage("--out would write over the table of people; name another file")
    rules = _rules(args.rules, args.on)
    people = read_people_file(args.people)
    try:
        found = check_eligibility(people.frame, args.target, args.on, rules)
    except InvalidPeople as error:
        if people.lines is None:
            raise
        raise InvalidPeople(error.problems, lines=people.lines) from None
    out = _write(found, Path(args.out))
    overall = found.loc[found["check"] == "overall", "status"].astype(str)
    counts = {status: int((overall == status).sum()) for status in ("met", "not_met", "unknown")}
    if people.others:
        sys.stderr.write(f"Columns that were not used: {', '.join(people.others)}\n")
    if args.json:
        document = {
            "n_people": len(people.frame),
            "n_by_status": counts,
            "path": str(out),
            "target": args.target,
            "on": args.on.isoformat(),
            "rules": rules.name,
        }
        sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(
            f"{len(people.frame)} people on {args.on}, {args.target} by {rules.name}: "
            f"{counts['met']} met, {counts['not_met']} not met, {counts['unknown']} unknown. "
            f"Written to {out}\n"
        )
    return 0


def _rules(path: str | None, on: dt.date) -> RuleSet:
    """Return the named rule set, else the shipped one valid on the day."""
    if path is not None:
        return _read_rules(Path(path))
    return rule_set.valid_on([_read_rules(each) for each in sorted(SHIPPED.glob("*.json"))], on)


def _read_rules(path: Path) -> RuleSet:
    try:
        source = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, UnicodeDecodeError) as error:
        raise InvalidRuleSet(path.name, f"is no JSON: {error}") from error
    if not isinstance(source, dict):
        raise InvalidRuleSet(path.name, "must be one object with the sections of a rule set")
    return rule_set.parse(source)


def _write(found: pd.DataFrame, out: Path) -> Path:
    """Write beside the place first: a command that fails leaves no half file."""
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.partial")
    table = pa.Table.from_pandas(found.replace("", None), preserve_index=False)
    try:
        with partial.open("wb") as file:
            file.write((",".join(found.columns) + "\n").encode())
            # a million rows: the module csv takes seven times as long
            pyarrow.csv.write_csv(table, file, ROWS_ALONE)
        os.replace(partial, out)
    finally:
        partial.unlink(missing_ok=True)
    return out
