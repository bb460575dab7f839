"""Moments of the store (UTC, without a zone) in the time of the machine that serves."""

from __future__ import annotations

import datetime as dt

import pandas as pd


def local_time(moment: object) -> dt.datetime | None:
    """Return a stored moment as local time, None where there is none."""
    if moment is None or pd.isna(moment):  # type: ignore[call-overload]  # one scalar
        return None
    stored = pd.Timestamp(moment).to_pydatetime()  # type: ignore[arg-type]  # a cell of a frame
    return stored.replace(tzinfo=dt.UTC).astimezone().replace(tzinfo=None)
