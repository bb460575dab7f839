"""Any bytes are read or refused in words, never by a stack trace; more in benchmarks/fuzz.py."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.data.importing import fuzzing
from tests.data.importing.fuzzing import BrokenFile, Change


@example(BrokenFile("rekap.xlsx", "rekap.csv", ()))
@example(BrokenFile("nilai.csv", "nilai.csv", (Change(0.5, 0, b"\0"),)))
@given(fuzzing.broken_files())
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@pytest.mark.long
def test_any_bytes_are_read_or_refused_in_words(file: BrokenFile) -> None:
    fuzzing.says_no_or_reads(file)


def test_the_good_files_are_read() -> None:
    assert all(fuzzing.says_no_or_reads(BrokenFile(name, name, ())) for name in fuzzing.GOOD)
