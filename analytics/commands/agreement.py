"""`agreement`: how far several raters of the same people agree, in agreement.json.

Its names are those of architecture.md 5. A coefficient the design does not allow is null, and
`notes` says why.
"""

from __future__ import annotations

import argparse
import json
import sys

import numpy as np

from analytics.commands import arguments
from analytics.commands.rating_rows import read_rating_rows
from analytics.commands.table_files import plain, told, write_results
from analytics.method_version import METHOD_VERSION
from analytics.reliability import LEVELS, Agreement, measure_agreement

DEFAULT_LEVEL = "interval"


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the arguments of `agreement`."""
    parser = subparsers.add_parser(
        "agreement",
        help="how far several raters of the same people agree",
        description="Intraclass correlations, Krippendorff's alpha and Kendall's W of a CSV or "
        "Parquet table with one row a rating.",
    )
    parser.add_argument("ratings", metavar="RATINGS", help="CSV or Parquet file, one row a rating")
    parser.add_argument("--employee", required=True, metavar="C", help="column with who was rated")
    parser.add_argument("--rater", required=True, metavar="C", help="column with who rated")
    parser.add_argument("--score", required=True, metavar="C", help="column with the score")
    parser.add_argument(
        "--level",
        choices=LEVELS,
        default=DEFAULT_LEVEL,
        help="what differences between scores mean (default %(default)s)",
    )
    parser.add_argument(
        "--seed",
        type=arguments.seed,
        default=arguments.DEFAULT_SEED,
        metavar="N",
        help="default %(default)s",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON too")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the result")
    return parser


def run(args: argparse.Namespace) -> int:
    """Read, measure and write."""
    rows = read_rating_rows(
        args.ratings,
        employee=args.employee,
        rater=args.rater,
        score=args.score,
        ordered=args.level != "nominal",
    )
    found = measure_agreement(
        rows.employee,
        rows.rater,
        rows.score,
        level=args.level,
        rng=np.random.default_rng(args.seed),
    )
    document = agreement_document(found, rows.notes, args.seed)
    written = write_results(args.out, {}, {"agreement.json": document})
    as_json = json.dumps(plain(document), ensure_ascii=False) + "\n"
    sys.stdout.write(as_json if args.json else told(written))
    return 0


def agreement_document(found: Agreement, notes: tuple[str, ...], seed: int) -> dict[str, object]:
    """Put together what agreement.json holds."""
    coefficients = {
        each.name: {
            "estimate": each.estimate,
            "lower": each.lower,
            "upper": each.upper,
            "n_employees": each.n_employees,
            "n_raters": each.n_raters,
        }
        if each.is_available
        else None
        for each in found.coefficients
    }
    return {
        **coefficients,
        "level": found.level,
        "n_ratings": found.n_ratings,
        "n_employees": found.n_employees,
        "n_raters": found.n_raters,
        "k_one_way": found.k_one_way,
        "k_two_way": found.k_two_way,
        "seed": seed,
        "method_version": METHOD_VERSION,
        "notes": [*notes, *found.notes],
    }
