"""Bands of age in which groups are compared: never part of a score."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Who is younger than the next number of years on the day.
AGE_BANDS: Final = ("under_35", "35_44", "45_54", "55_over")
AGE_LIMITS: Final = (35, 45, 55)


def age_bands(birth_date: pd.Series, on: pd.Series) -> NDArray[np.int64]:
    """Return the place in AGE_BANDS of each person on a day, -1 without a birth date."""
    born, day = pd.to_datetime(birth_date), pd.to_datetime(on)
    before = (day.dt.month * 100 + day.dt.day) < (born.dt.month * 100 + born.dt.day)
    years = (day.dt.year - born.dt.year - before).to_numpy(dtype=np.float64, na_value=np.nan)
    band = np.searchsorted(AGE_LIMITS, years, side="right")
    return np.where(np.isnan(years) | born.isna().to_numpy(), -1, band).astype(np.int64)


def age_band_labels(birth_date: pd.Series, on: date) -> pd.Series:
    """Return the band of each person on one day as text, missing without a birth date."""
    place = age_bands(birth_date, pd.Series(pd.Timestamp(on), index=birth_date.index))
    labels = pd.Series([*AGE_BANDS, None], dtype="string").iloc[place]
    return labels.set_axis(birth_date.index)
