"""The period that a title, a sheet name or a heading speaks of: "Triwulan II Tahun 2024".

Only words are recognised here; whether a period is valid is for the import rules to say. Spans
that are no month, quarter or year ("Semester I") come out as written, so that the rules refuse
them instead of taking them for the whole year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
QUARTERS = ("Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV")

_MONTH_WORDS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, start=1)},
    **dict.fromkeys(("jan", "january"), 1),
    **dict.fromkeys(("feb", "february", "pebruari", "peb"), 2),
    **dict.fromkeys(("mar", "march"), 3),
    **dict.fromkeys(("apr",), 4),
    **dict.fromkeys(("may",), 5),
    **dict.fromkeys(("jun", "june"), 6),
    **dict.fromkeys(("jul", "july"), 7),
    **dict.fromkeys(("agu", "agt", "ags", "aug", "august", "agust"), 8),
    **dict.fromkeys(("sep", "sept"), 9),
    **dict.fromkeys(("okt", "oct", "october"), 10),
    **dict.fromkeys(("nov", "nopember"), 11),
    **dict.fromkeys(("des", "dec", "december"), 12),
}
_MONTH = "|".join(sorted(_MONTH_WORDS, key=len, reverse=True))
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

# A regulation is no period: "Nomor 6 Tahun 2022".
_REGULATION = re.compile(r"\b(?:nomor|no)\b\.?\s*\d+[\w/.\-]*\s*(?:tahun|thn|/)\s*\d{4}")
_RANGE = re.compile(
    rf"(?:\b\d{{1,2}}\s+)?\b({_MONTH})\b\.?\s*(?:\d{{4}})?\s*"
    rf"(?:s\s*[./]?\s*d\.?|sampai(?:\s+dengan)?|hingga|to|-|–|—)\s*"
    rf"(?:\d{{1,2}}\s+)?\b({_MONTH})\b"
)
_QUARTER = re.compile(
    r"\b(?:triwulan|trwln|triw|tw|quarter|kuartal|q)\s*[.\-:]?\s*(iii|iv|ii|i|[1-4])\b"
)
_SEMESTER = re.compile(r"\b(?:semester|smt|sem)\s*[.\-:]?\s*(ii|i|[12])\b")
_SINGLE_MONTH = re.compile(rf"(?<![\d\s])\s*\b({_MONTH})\b\.?\s*(?:tahun\s*)?(?=\d{{4}}|$|\W*$)")
_NAMED_MONTH = re.compile(rf"\b(?:bulan|bln|month)\s*[:\-]?\s*({_MONTH})\b")
_YEAR = re.compile(r"(?<![\d.,/])(?:199\d|20\d\d)(?![\d.,/]\d|\d)")
# When a file was printed says nothing about the period it reports.
_PRINTED = re.compile(r"\b(?:di)?(?:cetak|unduh|ekspor|export|print)")
_YEAR_WORD = re.compile(r"\b(?:tahun|thn|th|ta|year)\b[\s.:\-]*(?:anggaran[\s.:\-]*)?$")


@dataclass(frozen=True)
class TitlePeriod:
    """Year and part of the year as words; None where the text says nothing."""

    year: str | None = None
    period: str | None = None


def find_period(text: str) -> TitlePeriod:
    """Return what period a text speaks of."""
    plain = _REGULATION.sub(" ", " ".join(text.replace("_", " ").casefold().split()))
    if _PRINTED.search(plain):
        return TitlePeriod()
    years = {match.group() for match in _YEAR.finditer(plain)}
    return TitlePeriod(years.pop() if len(years) == 1 else None, _part_of_year(plain))


def _part_of_year(plain: str) -> str | None:
    if span := _RANGE.search(plain):
        return _span(_MONTH_WORDS[span.group(1)], _MONTH_WORDS[span.group(2)])
    if quarter := _QUARTER.search(plain):
        return QUARTERS[_ORDINALS[quarter.group(1)] - 1]
    if semester := _SEMESTER.search(plain):
        return f"Semester {'I' * _ORDINALS[semester.group(1)]}"
    if month := _NAMED_MONTH.search(plain) or _SINGLE_MONTH.search(plain):
        return MONTHS[_MONTH_WORDS[month.group(1)] - 1]
    return None


def _span(first: int, last: int) -> str | None:
    if (first, last) == (1, 12):
        return None
    if first == last:
        return MONTHS[first - 1]
    if last == first + 2 and last % 3 == 0:
        return QUARTERS[last // 3 - 1]
    return f"{MONTHS[first - 1]} - {MONTHS[last - 1]}"


def common_period(texts: Iterable[str]) -> TitlePeriod:
    """Return the period several titles agree on; what they disagree on is None."""
    found = [find_period(text) for text in texts]
    years = {one.year for one in found if one.year}
    periods = {one.period for one in found if one.period}
    return TitlePeriod(
        years.pop() if len(years) == 1 else None, periods.pop() if len(periods) == 1 else None
    )


def without_period(label: str) -> str:
    """Return a heading without the period in it: "Predikat Tahun 2024" becomes "Predikat".

    A heading that is nothing but a period stays as it is.
    """
    folded = label.casefold().replace("_", " ")
    cut = list(label)
    for pattern in (_RANGE, _QUARTER, _SEMESTER):
        for match in pattern.finditer(folded):
            cut[match.start() : match.end()] = " " * (match.end() - match.start())
    for match in _YEAR.finditer(folded):
        before = _YEAR_WORD.search(folded[: match.start()])
        start = before.start() if before else match.start()
        cut[start : match.end()] = " " * (match.end() - start)
    kept = "".join(cut).strip(" -–:()[]")
    return kept if any(character.isalpha() for character in kept) else label
