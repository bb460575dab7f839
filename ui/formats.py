"""Numbers, dates and the NIP as readers see them, in the language of the app (ui.md 2.4).

Everything here returns text for sentences, metrics and figures. Table columns are formatted by the
reader's browser instead: hand those the rounded number and a setting from `tables`. Missing values
(None, nan, NaT, pd.NA) become an en dash everywhere.
"""

from __future__ import annotations

import datetime as dt
import functools
from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np
import pandas as pd
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_decimal

from ui.i18n import _, current_language, ngettext

MISSING = "–"
MINUS = "\N{MINUS SIGN}"
NIP_HIDDEN = "•"
NIP_SHOWN_FIRST, NIP_SHOWN_LAST = 4, 3

# Babel's own names for the languages; Indonesian dates and both number styles come from CLDR.
_LOCALES = {"id": "id_ID", "en": "en_GB"}

# A number, or a cell of a frame that may be missing.
Number = object


def locale_name() -> str:
    """Return the Babel locale of the app language."""
    return _LOCALES[current_language()]


def plotly_separators() -> str:
    """Return decimal and thousands signs in the form of a Plotly layout."""
    return ",." if current_language() == "id" else ".,"


def count(n: Number) -> str:
    """Return a whole number: `9.412` / `9,412`."""
    return _decimal(n, "#,##0")


def score(x: Number) -> str:
    """Return a score with one decimal: `85,1` / `85.1`."""
    return _decimal(x, "#,##0.0")


def two_decimals(x: Number) -> str:
    """Return a coefficient from 0 to 1, such as a reliability, with two decimals."""
    return _decimal(x, "#,##0.00")


def number(x: Number) -> str:
    """Return a number of any kind with as many decimals as it has, at most two: `95`, `4,25`."""
    return _decimal(x, "#,##0.##")


def share(part: Number) -> str:
    """Return a share from 0 to 1 as percent with one decimal: `93,1%`."""
    return MISSING if _is_missing(part) else _decimal(100 * _exact(part), "#,##0.0") + "%"


def whole_share(part: Number) -> str:
    """Return a share from 0 to 1 as whole percent, for inside bars and cells: `93%`."""
    return MISSING if _is_missing(part) else _decimal(100 * _exact(part), "#,##0") + "%"


def share_change(change: Number) -> str:
    """Return a change of a share (0 to 1) as signed points: `−1,2 poin` / `−1.2 pts`."""
    return MISSING if _is_missing(change) else tendency(100 * _exact(change))


def tendency(points: Number) -> str:
    """Return a difference in score points, signed: `+2,4 poin` / `+2.4 pts`."""
    if _is_missing(points):
        return MISSING
    return _("{n} poin").format(n=_signed(points))


def signed(points: Number) -> str:
    """Return a difference in points without the unit, for columns that name it: `+2,4`."""
    return MISSING if _is_missing(points) else _signed(points)


def signed_range(lower: Number, upper: Number) -> str:
    """Return the ends of a range of differences in points, without the unit."""
    return range_of(signed(lower), signed(upper))


def points(size: Number) -> str:
    """Return a size in score points without a sign, for sentences that say the direction."""
    if _is_missing(size):
        return MISSING
    return _("{n} poin").format(n=_decimal(abs(_exact(size)), "#,##0.0"))


def interval(lower: Number, upper: Number) -> str:
    """Return the ends of a range in words: `0,8 s.d. 4,0` / `0.8 to 4.0`."""
    return range_of(score(lower), score(upper))


def share_interval(lower: Number, upper: Number) -> str:
    """Return the ends of a range of shares: `38,2% s.d. 51,9%`."""
    return range_of(share(lower), share(upper))


def range_of(lower: str, upper: str) -> str:
    """Join two ends that are words already: `38,2% s.d. 51,9%`."""
    if MISSING in (lower, upper):
        return MISSING
    # Translators: a range between two numbers
    return _("{lower} s.d. {upper}").format(lower=lower, upper=upper)


def rank(position: Number, lower: Number, upper: Number) -> str:
    """Return a rank with its interval: `12 (8–19)`."""
    return f"{count(position)} ({count(lower)}–{count(upper)})"


def small_count(n: Number, *, minimum: int = 5) -> str:
    """Return a count, or `< 5` where it is suppressed: missing, or under the smallest group."""
    if _is_missing(n) or 0 < _exact(n) < minimum:
        return f"< {count(minimum)}"
    return count(n)


def n_of_n(part: Number, whole: Number) -> str:
    """Return a part of a whole in counts: `12 dari 15` / `12 of 15`."""
    return _("{part} dari {whole}").format(part=count(part), whole=count(whole))


def metric_delta(change: Number) -> str | int:
    """Return a change of a share for `st.metric`, which reads the sign from an ordinary hyphen.

    A change that rounds to nothing is the number 0: text such as "0,0 poin" would point upward.
    """
    if _is_missing(change):
        return ""
    if round(100 * _exact(change), 1) == 0:
        return 0
    return share_change(change).replace(MINUS, "-")


def count_delta(change: Number) -> str | int:
    """Return a change of a count for `st.metric`, as `metric_delta`."""
    if _is_missing(change):
        return ""
    whole = round(_exact(change))
    return 0 if whole == 0 else f"{'+' if whole > 0 else '-'}{count(abs(whole))}"


def date(day: object) -> str:
    """Return a date in a sentence: `31 Desember 2024`."""
    return (
        MISSING
        if _is_missing(day)
        else str(format_date(_day(day), "d MMMM y", locale=locale_name()))
    )


def short_date(day: object) -> str:
    """Return a date where space is short: `31/12/2024` in both languages."""
    return MISSING if _is_missing(day) else f"{_day(day):%d/%m/%Y}"


def date_time(moment: object) -> str:
    """Return a date with the time of day: `31 Desember 2024 14.05`."""
    if _is_missing(moment):
        return MISSING
    pattern = "d MMMM y HH.mm" if current_language() == "id" else "d MMMM y HH:mm"
    return str(format_datetime(_day(moment), pattern, locale=locale_name()))


def days(n: Number) -> str:
    """Return a number of days: `12 hari` / `12 days`."""
    if _is_missing(n):
        return MISSING
    whole = round(_exact(n))
    return ngettext("{n} hari", "{n} hari", abs(whole)).format(n=_decimal(whole, "#,##0"))


def years(n: Number) -> str:
    """Return a number of years with one decimal: `2,5 tahun` / `2.5 years`."""
    if _is_missing(n):
        return MISSING
    number = _decimal(n, "#,##0.#")
    return ngettext("{n} tahun", "{n} tahun", 1 if number == "1" else 2).format(n=number)


def file_size(n_bytes: int) -> str:
    """Return a file size in MB or kB: `2,4 MB`."""
    if n_bytes >= 1_000_000:
        return f"{_decimal(n_bytes / 1e6, '#,##0.0')} MB"
    return f"{_decimal(max(1, round(n_bytes / 1e3)), '#,##0')} kB"


def rounded(values: pd.Series[float], decimals: int) -> pd.Series[float]:
    """Round a column the way sentences are rounded, so that table and text show the same number."""
    scale = 10.0**decimals
    x = values.astype("float64")
    # 1e-9: 100 * 0.285 is 28.499999999999996 and should round up like the 28.5 it stands for
    return pd.Series(np.sign(x) * np.floor(np.abs(x) * scale + 0.5 + 1e-9) / scale, index=x.index)


def listing(items: list[str]) -> str:
    """Return items in one line: `Sangat Baik, Baik, dan Kurang`."""
    return str(format_list(items, locale=locale_name()))


def nip(number: object, *, full: bool = False) -> str:
    """Return an employee number, masked unless the reader may see it: `1987•••••••••••002`."""
    if not isinstance(number, str) or not number:
        return MISSING
    if full:
        return number
    hidden = len(number) - NIP_SHOWN_FIRST - NIP_SHOWN_LAST
    if hidden <= 0:
        return NIP_HIDDEN * len(number)  # not a NIP; show nothing of it
    return number[:NIP_SHOWN_FIRST] + NIP_HIDDEN * hidden + number[-NIP_SHOWN_LAST:]


def _signed(x: Number) -> str:
    text = _decimal(x, "#,##0.0")
    is_zero = not any(digit in text for digit in "123456789")
    return text if is_zero or text.startswith(MINUS) else "+" + text


def _decimal(x: Number, pattern: str) -> str:
    return MISSING if _is_missing(x) else _in_pattern(_exact(x), pattern, locale_name())


@functools.lru_cache(maxsize=16_384)  # a page writes the same few hundred numbers at every run
def _in_pattern(x: Decimal, pattern: str, locale: str) -> str:
    with localcontext(rounding=ROUND_HALF_UP):  # as taught in school, and as `rounded` does it
        text = str(format_decimal(x, pattern, locale=locale))
    if text.startswith("-"):
        digits = text[1:]
        # a value that rounds to nothing has no sign
        return digits if not any(d in digits for d in "123456789") else MINUS + digits
    return text


def _exact(x: Number) -> Decimal:
    # The shortest text of a float is what a person typed or computed: 0.285 is 28.5 percent,
    # while 100 * 0.285 is 28.499999999999996.
    return x if isinstance(x, Decimal) else Decimal(str(x))


def _day(moment: object) -> dt.datetime:
    # pandas reads dates, datetimes, timestamps and ISO text alike
    return pd.Timestamp(moment).to_pydatetime()  # type: ignore[arg-type]  # a cell may be any of these


def _is_missing(x: object) -> bool:
    return x is None or bool(pd.isna(x))  # type: ignore[call-overload]  # one scalar, never an array
