"""`fit`: the rater model on any ratings table, with its figures in four files.

model.json, raters.parquet, raters_by_type.parquet and employees.parquet hold what architecture.md 5
lists, in that order of columns.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from analytics.collapsed import compose_collapsed, employee_pieces, fit_collapsed
from analytics.commands import arguments
from analytics.commands.collapsed_file import collapse_table, is_long, moments_of, opened
from analytics.commands.ratings_file import read_ratings_file
from analytics.commands.table_files import told, write_results
from analytics.fitted import N_DRAWS, TOP_SHARE, Fitted, employee_table, fit, rater_table
from analytics.method_version import METHOD_VERSION
from analytics.ratings import Columns, prepare


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the arguments of `fit`."""
    parser = subparsers.add_parser(
        "fit",
        help="which raters differ, and how sure that is",
        description="Fits the rater model to a CSV or Parquet table with one row a rating.",
    )
    parser.add_argument("ratings", metavar="RATINGS", help="CSV or Parquet file, one row a rating")
    parser.add_argument("--employee", required=True, metavar="C", help="column with who was rated")
    parser.add_argument("--rater", required=True, metavar="C", help="column with who rated")
    parser.add_argument("--score", metavar="C", help="column with numbers or predicates")
    parser.add_argument(
        "--item", action="append", default=[], metavar="C", help="column with one item (repeat)"
    )
    parser.add_argument("--period", metavar="C", help="column with whole numbers, dates or text")
    parser.add_argument("--home-unit", metavar="C", help="column with the unit of the employee")
    parser.add_argument(
        "--rater-type",
        metavar="C",
        help="column with superior, acting, peer, direct_report, project_lead or self",
    )
    parser.add_argument("--group", metavar="C", help="column with the group of the employee")
    parser.add_argument("--objective", metavar="C", help="column with an objective measure")
    parser.add_argument("--objective-family", metavar="C", help="column with its indicator family")
    parser.add_argument(
        "--covariate", action="append", default=[], metavar="C", help="fixed effect (repeat)"
    )
    parser.add_argument(
        "--smallest", type=_positive, metavar="X", help="smallest difference that matters"
    )
    parser.add_argument(
        "--top",
        type=_share,
        default=TOP_SHARE,
        metavar="S",
        help="share of the top, 0 to 1 (default %(default)s)",
    )
    parser.add_argument(
        "--seed",
        type=arguments.seed,
        default=arguments.DEFAULT_SEED,
        metavar="N",
        help="default %(default)s",
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the results")
    parser.set_defaults(usage=parser.error)
    return parser


def _positive(text: str) -> float:
    value = float(text)
    if not (np.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError("a number above 0 is needed")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 < value <= 1:
        raise argparse.ArgumentTypeError("a share above 0 and at most 1 is needed")
    return value


def run(args: argparse.Namespace) -> int:
    """Read, fit and write."""
    if args.score is None and not args.item:
        args.usage("name a column with --score, or items with --item")
    if args.objective_family is not None and args.objective is None:
        args.usage("--objective-family needs --objective")
    started = time.perf_counter()
    columns = Columns(
        employee=args.employee,
        rater=args.rater,
        score=args.score,
        items=tuple(dict.fromkeys(args.item)),
        period=args.period,
        home_unit=args.home_unit,
        rater_type=args.rater_type,
        group=args.group,
        objective=args.objective,
        objective_family=args.objective_family,
        covariates=tuple(dict.fromkeys(args.covariate)),
    )
    if is_long(Path(args.ratings), columns):
        return _run_long(args, columns, started)
    ids = [name for name in (args.employee, args.rater, args.home_unit) if name]
    frame = read_ratings_file(args.ratings, columns.names(), ids=ids)
    ratings = prepare(frame, columns, smallest=args.smallest)
    del frame
    fitted = fit(ratings, rng=np.random.default_rng(args.seed), top=args.top)
    tables = {
        "raters.parquet": rater_table(fitted, superiors=True),
        "raters_by_type.parquet": rater_table(fitted, superiors=False),
        "employees.parquet": employee_table(fitted),
    }
    document = model_document(fitted, args.seed, time.perf_counter() - started)
    sys.stdout.write(told(write_results(args.out, tables, {"model.json": document})))
    return 0


def _run_long(args: argparse.Namespace, columns: Columns, started: float) -> int:
    """Fit a table that is collapsed outside memory, and write people some at a time."""
    path, out = Path(args.ratings), Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix=".scratch-", dir=out) as folder,
        opened(path, columns, Path(folder)) as table,
    ):
        is_csv = path.suffix.lower() not in (".parquet", ".pq")
        ratings = collapse_table(table, columns, is_csv=is_csv, smallest=args.smallest)
        rng = np.random.default_rng(args.seed)
        effects = fit_collapsed(ratings, rng=rng, n_draws=N_DRAWS, top=args.top)
        moments = moments_of(table, ratings, effects)
        fitted = compose_collapsed(ratings, effects, moments, top=args.top)
        del moments
        tables: dict[str, pd.DataFrame | Iterable[pd.DataFrame]] = {
            "raters.parquet": rater_table(fitted, superiors=True),
            "raters_by_type.parquet": rater_table(fitted, superiors=False),
            "employees.parquet": employee_pieces(ratings, fitted, table.employees()),
        }
        document = model_document(fitted, args.seed, time.perf_counter() - started)
        sys.stdout.write(told(write_results(out, tables, {"model.json": document})))
    return 0


def model_document(fitted: Fitted, seed: int, seconds: float) -> dict[str, object]:
    """Put together what model.json holds."""
    effects = fitted.effects
    return {
        "n_ratings": effects.n_ratings,
        "n_cells": effects.n_cells,
        "n_employees": effects.n_employees,
        "n_raters": effects.n_raters,
        "n_units": effects.n_units,
        "components": [
            {"name": each.name, "variance": each.variance, "se": each.se}
            for each in effects.components
        ],
        "fixed": [
            {"term": each.term, "estimate": each.estimate, "se": each.se} for each in effects.fixed
        ],
        "reml_criterion": effects.reml_criterion,
        "iterations": effects.iterations,
        "converged": effects.converged,
        "seconds": round(seconds, 3),
        "seed": seed,
        "method_version": METHOD_VERSION,
        "smallest": effects.smallest,
        "notes": list(fitted.notes),
    }
