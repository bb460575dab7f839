"""The commands over the store: python -m data COMMAND (see --help)."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from data.commands.outcome import REFUSED
from data.commands.parser import build_parser
from data.errors import DataError
from data.importing import Progress


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A Windows console in its old code page cannot print every name.
            stream.reconfigure(errors="replace")
    chosen = build_parser().parse_args(arguments)
    progress = _progress()
    try:
        outcome = chosen.run(chosen, progress)
    except (DataError, OSError) as error:
        progress("", 1.0)
        message = _message(error)
        if chosen.json:
            print(json.dumps({"error": type(error).__name__, "message": message}))
        print(message, file=sys.stderr)
        return REFUSED
    progress("", 1.0)
    if chosen.json:
        print(json.dumps(outcome.value, ensure_ascii=False, default=str))
    else:
        print("\n".join(outcome.lines))
    return int(outcome.exit_code)


def _message(error: Exception) -> str:
    """Return what went wrong; a file is named by its path, not by a number of the system."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}. Check the path and the right to use it."
    return str(error)


def _progress() -> Progress:
    """Return what shows the progress: one line on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        return lambda phase, share: None
    return lambda phase, share: print(
        f"\r{phase:<12}{share:4.0%}" if phase else f"\r{'':<16}\r",
        end="",
        file=sys.stderr,
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
