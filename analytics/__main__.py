"""Statistics of any ratings table from the command line.

Exit 0: results are written. 1: the data are bad; the message says what and how to mend. 2: wrong
usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

import numpy as np
import scipy.linalg  # noqa: F401 (loaded before its threads are limited)
from threadpoolctl import threadpool_limits

from analytics.commands import COMMANDS
from analytics.errors import AnalyticsError


def build_parser() -> argparse.ArgumentParser:
    """Build the parser with every command of `COMMANDS`."""
    parser = argparse.ArgumentParser(prog="python -m analytics", description=__doc__.split("\n")[0])
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(subparsers).set_defaults(run=command.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = build_parser().parse_args(arguments)
    try:
        # on a busy machine the threads of dense blocks wait for each other
        with threadpool_limits(limits=1, user_api="blas"):
            code: int = args.run(args)
    except (AnalyticsError, OSError) as error:
        print(f"python -m analytics {args.command}: {error}", file=sys.stderr)
        return 1
    except (np.linalg.LinAlgError, MemoryError) as error:
        print(f"python -m analytics {args.command}: {_reason(error)}", file=sys.stderr)
        return 1
    return code


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "The table does not fit into memory. Give fewer columns or a part of the rows."
    return (
        f"The equations of this table cannot be solved ({error}). "
        "Leave out covariates, rater types or periods with very few ratings."
    )


if __name__ == "__main__":
    sys.exit(main())
