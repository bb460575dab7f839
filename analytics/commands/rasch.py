"""`rasch`: a many-facet Rasch panel of one agency, in four files.

model.json, measures.parquet, thresholds.parquet and interactions.parquet hold what architecture.md
5 lists, in that order of columns.
"""

from __future__ import annotations

import argparse
import json
import sys
import time

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.commands.rating_rows import read_rating_rows
from analytics.commands.table_files import plain, told, write_results
from analytics.errors import InvalidColumn
from analytics.method_version import METHOD_VERSION
from analytics.rasch import FacetMeasures, RaschPanel, fit_rasch


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the arguments of `rasch`."""
    parser = subparsers.add_parser(
        "rasch",
        help="a many-facet Rasch panel of one agency",
        description="Fits a many-facet Rasch model with one rating scale to a CSV or Parquet "
        "table with one row a rating. Every measure is positive where it raises the score.",
    )
    parser.add_argument("ratings", metavar="RATINGS", help="CSV or Parquet file, one row a rating")
    parser.add_argument("--employee", required=True, metavar="C", help="column with who was rated")
    parser.add_argument("--rater", required=True, metavar="C", help="column with who rated")
    parser.add_argument("--score", required=True, metavar="C", help="column with the category")
    parser.add_argument(
        "--facet", action="append", default=[], metavar="C", help="a further facet (repeat)"
    )
    parser.add_argument("--json", action="store_true", help="print model.json too")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for the results")
    return parser


def run(args: argparse.Namespace) -> int:
    """Read, fit and write."""
    started = time.perf_counter()
    taken = [name for name in args.facet if name in ("employee", "rater")]
    if taken:
        raise InvalidColumn(
            taken[0],
            "as a facet its name would stand for another one in measures.parquet; rename it.",
        )
    rows = read_rating_rows(
        args.ratings, employee=args.employee, rater=args.rater, score=args.score, facets=args.facet
    )
    panel = fit_rasch(rows.employee, rows.rater, rows.score, facets=rows.facets)
    document = model_document(panel, rows.notes, time.perf_counter() - started)
    tables = {
        "measures.parquet": pd.concat([_measures(each) for each in panel.facets]),
        "thresholds.parquet": _thresholds(panel),
        "interactions.parquet": _interactions(panel),
    }
    written = write_results(args.out, tables, {"model.json": document})
    as_json = json.dumps(plain(document), ensure_ascii=False) + "\n"
    sys.stdout.write(as_json if args.json else told(written))
    return 0


def model_document(panel: RaschPanel, notes: tuple[str, ...], seconds: float) -> dict[str, object]:
    """Put together what model.json holds."""
    return {
        "n_ratings": panel.n_ratings,
        "n_fitted": panel.n_fitted,
        "n_employees": panel.facets[0].n.size,
        "n_raters": panel.facets[1].n.size,
        "facets": [
            {
                "name": each.name,
                "n_elements": each.n.size,
                "n_extreme": int(each.is_extreme.sum()),
                "separation_reliability": each.separation_reliability,
            }
            for each in panel.facets
        ],
        "n_categories": panel.thresholds.category.size,
        "closed_up": list(panel.closed_up),
        "n_subsets": panel.n_subsets,
        "log_likelihood": panel.log_likelihood,
        "iterations": panel.iterations,
        "converged": True,  # what does not converge ends in an error
        "largest_residual": panel.largest_residual,
        "seconds": round(seconds, 3),
        "method_version": METHOD_VERSION,
        "notes": [*notes, *panel.notes],
    }


def _measures(facet: FacetMeasures) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "facet": facet.name,
            "element": facet.elements.astype(str),
            "n": facet.n,
            "observed_mean": facet.observed_mean,
            "measure": facet.measure,
            "se": facet.se,
            "infit": facet.infit,
            "outfit": facet.outfit,
            "extreme": facet.is_extreme,
            "subset": facet.subset,
        }
    )


def _thresholds(panel: RaschPanel) -> pd.DataFrame:
    scale = panel.thresholds
    return pd.DataFrame(
        {
            "category": _whole(scale.category),
            "threshold": scale.threshold,
            "se": scale.se,
            "n": scale.n,
        }
    )


def _interactions(panel: RaschPanel) -> pd.DataFrame:
    pairs = panel.interactions
    return pd.DataFrame(
        {
            "employee": panel.facets[0].elements[pairs.employee].astype(str),
            "rater": panel.facets[1].elements[pairs.rater].astype(str),
            "n": pairs.n,
            "observed": pairs.observed,
            "expected": pairs.expected,
            "bias": pairs.bias,
            "se": pairs.se,
            "t": pairs.t,
        }
    )


def _whole(values: NDArray[np.float64]) -> NDArray[np.generic]:
    """Return whole numbers as such."""
    is_whole = bool((values == np.round(values)).all() and np.abs(values).max() < 2**53)
    return values.astype(np.int64) if is_whole else values
