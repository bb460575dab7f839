"""Stored moments are UTC; readers get the time of the machine that serves."""

import datetime as dt
import time
from collections.abc import Iterator

import pandas as pd
import pytest

from ui.times import local_time


@pytest.fixture
def jakarta(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Jakarta")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("jakarta")
def test_seven_hours_are_added_in_jakarta_and_the_day_may_change() -> None:
    late = pd.Timestamp("2024-12-31 20:15:00")
    assert local_time(late) == dt.datetime(2025, 1, 1, 3, 15)  # noqa: DTZ001 – local, no zone


@pytest.mark.parametrize("missing", [None, pd.NaT, float("nan")])
def test_no_moment_stays_none(missing: object) -> None:
    assert local_time(missing) is None
