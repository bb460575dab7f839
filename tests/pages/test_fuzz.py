"""Any address opens a page or is forgotten, and gives nothing away; more in benchmarks/fuzz.py."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.pages import fuzzing
from tests.pages.fuzzing import Address


@example(Address("overview", "evaluator", {"tahun": "9" * 5000}))
@example(Address("raters", "evaluator", {"penilai": "9" * 5000}))
@given(fuzzing.addresses())
@settings(max_examples=16, suppress_health_check=list(HealthCheck))
@pytest.mark.usefixtures("analysed")
def test_any_address_is_opened_or_forgotten(address: Address) -> None:
    assert fuzzing.complaints(address) == []


def test_a_small_group_in_a_table_is_seen() -> None:
    shown = pd.DataFrame({"n": [4, 5], "share": [0.5, 0.5]})
    assert len(fuzzing.small_groups(shown)) == 1
    assert fuzzing.small_groups(shown.assign(share=None)) == []
    assert fuzzing.small_groups(shown.assign(n=["< 5 pegawai", "5"])) == [
        "share of a small group: 0.5"
    ]
