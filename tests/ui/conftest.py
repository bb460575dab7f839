"""Small frames that tests of figures, tables and sentences share."""

import numpy as np
import pandas as pd
import pytest

from ui import labels

COUNTS = {
    # very_good, good, needs_improvement, poor, very_poor
    "Kota": (200, 700, 60, 30, 10),
    "Satpol PP": (10, 150, 30, 8, 2),
    "Dinas Kesehatan": (90, 100, 8, 2, 0),
}


def shares_of(counts, *, hidden=()):
    rows = []
    for group, people in counts.items():
        total = sum(people)
        for predicate, n in zip(labels.PREDICATES, people, strict=True):
            values = (np.nan, np.nan, np.nan) if group in hidden else (n, total, n / total)
            rows.append((group, predicate, *values))
    return pd.DataFrame(rows, columns=["group", "predicate", "n", "n_group", "share"])


@pytest.fixture
def make_shares():
    return shares_of


@pytest.fixture
def shares():
    return shares_of(COUNTS)


@pytest.fixture
def shares_with_hidden():
    return shares_of(COUNTS | {"Kecamatan": (1, 1, 0, 0, 0)}, hidden=("Kecamatan",))


@pytest.fixture
def forty_groups():
    rng = np.random.default_rng(20241231)
    mix = [0.2, 0.6, 0.1, 0.07, 0.03]
    return {
        f"Dinas dengan nama yang cukup panjang nomor {i}": tuple(
            rng.multinomial(int(rng.integers(20, 900)), mix)
        )
        for i in range(40)
    }


@pytest.fixture
def make_trend():
    def make(periods, series=("Kota",)):
        rows = [
            (name, period, 0.2 + 0.01 * i, 0.18 + 0.01 * i, 0.22 + 0.01 * i, 300)
            for name in series
            for i, period in enumerate(periods)
        ]
        columns = ["series", "period_code", "value", "lower", "upper", "n"]
        return pd.DataFrame(rows, columns=columns)

    return make
