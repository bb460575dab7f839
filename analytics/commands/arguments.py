"""Arguments that several commands take."""

from __future__ import annotations

import argparse

DEFAULT_SEED = 1


def seed(text: str) -> int:
    """Read a seed.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is no whole number of 0 or more.
    """
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of at least 0")
    return int(text)


def year(text: str) -> int:
    """Read a calendar year.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is no year of four digits.
    """
    if not text.isascii() or not text.isdigit() or len(text) != 4:
        raise argparse.ArgumentTypeError(f"{text!r} is no year of four digits")
    return int(text)
