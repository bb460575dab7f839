import datetime as dt
import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from ui import formats
from ui.i18n import use_language

MISSING = [None, math.nan, np.nan, pd.NA, pd.NaT]


# The table of ui.md 2.4, row by row.
@pytest.mark.parametrize(
    ("shown", "indonesian", "english"),
    [
        (lambda: formats.count(9412), "9.412", "9,412"),
        (lambda: formats.score(85.1), "85,1", "85.1"),
        (lambda: formats.share(0.931), "93,1%", "93.1%"),
        (lambda: formats.whole_share(0.931), "93%", "93%"),
        (lambda: formats.share_change(-0.012), "−1,2 poin", "−1.2 pts"),
        (lambda: formats.tendency(2.4), "+2,4 poin", "+2.4 pts"),
        (lambda: formats.interval(0.8, 4.0), "0,8 s.d. 4,0", "0.8 to 4.0"),
        (lambda: formats.rank(12, 8, 19), "12 (8–19)", "12 (8–19)"),
        (lambda: formats.small_count(3), "< 5", "< 5"),
        (lambda: formats.date(dt.date(2024, 12, 31)), "31 Desember 2024", "31 December 2024"),
        (lambda: formats.short_date(dt.date(2024, 12, 31)), "31/12/2024", "31/12/2024"),
        (lambda: formats.nip("198703142010011002"), "1987•••••••••••002", "1987•••••••••••002"),
        (lambda: formats.n_of_n(12, 1500), "12 dari 1.500", "12 of 1,500"),
        (lambda: formats.share_interval(0.382, 0.519), "38,2% s.d. 51,9%", "38.2% to 51.9%"),
        (lambda: formats.points(-2.44), "2,4 poin", "2.4 pts"),
        (lambda: formats.days(1), "1 hari", "1 day"),
        (lambda: formats.days(-12), "−12 hari", "−12 days"),
        (lambda: formats.years(1), "1 tahun", "1 year"),
        (lambda: formats.years(1.5), "1,5 tahun", "1.5 years"),
        (lambda: formats.file_size(2_410_000), "2,4 MB", "2.4 MB"),
        (lambda: formats.file_size(120), "1 kB", "1 kB"),
        (lambda: formats.listing(["a", "b", "c"]), "a, b, dan c", "a, b and c"),
        (
            lambda: formats.date_time(dt.datetime(2024, 12, 31, 14, 5)),  # noqa: DTZ001  # a wall clock
            "31 Desember 2024 14.05",
            "31 December 2024 14:05",
        ),
    ],
)
def test_numbers_and_dates_follow_the_app_language(shown, indonesian, english):
    assert shown() == indonesian
    with use_language("en"):
        assert shown() == english


@pytest.mark.parametrize("nothing", MISSING)
@pytest.mark.parametrize(
    "function",
    [
        formats.count,
        formats.score,
        formats.share,
        formats.whole_share,
        formats.share_change,
        formats.tendency,
        formats.points,
        formats.date,
        formats.short_date,
        formats.date_time,
        formats.days,
        formats.years,
        formats.nip,
    ],
)
def test_missing_is_an_en_dash_never_zero_or_nan(function, nothing):
    assert function(nothing) == "–"


def test_an_interval_with_a_missing_end_is_missing():
    assert formats.interval(None, 4.0) == "–"


@pytest.mark.parametrize(
    ("change", "delta"), [(-0.012, "-1,2 poin"), (0.012, "+1,2 poin"), (0.0004, 0), (-0.0004, 0)]
)
def test_a_metric_delta_starts_with_an_ordinary_hyphen_or_is_the_number_zero(change, delta):
    assert formats.metric_delta(change) == delta


def test_a_missing_delta_draws_no_arrow():
    assert formats.metric_delta(None) == ""
    assert formats.count_delta(math.nan) == ""


@pytest.mark.parametrize(("change", "delta"), [(-1200, "-1.200"), (20, "+20"), (0, 0)])
def test_a_count_delta_is_signed(change, delta):
    assert formats.count_delta(change) == delta


def test_what_rounds_to_nothing_has_no_sign():
    assert formats.tendency(-0.04) == "0,0 poin"
    assert formats.score(-0.04) == "0,0"


def test_halves_round_up_as_taught_in_school():
    assert formats.whole_share(0.285) == "29%"  # 100 * 0.285 is 28.499999999999996
    assert formats.score(85.05) == "85,1"
    assert formats.score(-2.25) == "−2,3"


@pytest.mark.parametrize(
    ("n", "shown"), [(0, "0"), (1, "< 5"), (4, "< 5"), (5, "5"), (None, "< 5")]
)
def test_a_count_under_the_smallest_group_is_suppressed(n, shown):
    assert formats.small_count(n) == shown


def test_the_public_has_a_larger_smallest_group():
    assert formats.small_count(9, minimum=10) == "< 10"


def test_a_nip_is_shown_whole_only_on_request():
    assert formats.nip("198703142010011002", full=True) == "198703142010011002"


@pytest.mark.parametrize("short", ["1234567", "12", "1"])
def test_a_number_too_short_to_be_a_nip_is_hidden_altogether(short):
    assert set(formats.nip(short)) == {"•"}


@given(some.decimals(-200, 200, places=3))
def test_table_and_sentence_show_the_same_rounded_number(x):
    from_table = formats.rounded(pd.Series([float(x)]), 1).iloc[0]
    in_words = formats.score(float(x)).replace("−", "-").replace(",", ".")
    assert Decimal(str(round(from_table, 1))) == Decimal(in_words)


@given(some.floats(0, 1))
def test_a_share_reads_back_to_within_its_rounding(x):
    read = float(formats.share(x).rstrip("%").replace(",", ".")) / 100
    assert abs(read - x) <= 0.0005 + 1e-9


def test_rounding_a_column_keeps_gaps_and_index():
    rounded = formats.rounded(pd.Series([0.1251, None], index=[7, 9]), 2)
    assert rounded.loc[7] == 0.13
    assert pd.isna(rounded.loc[9])
