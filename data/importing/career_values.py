"""What a cell about discipline, exams or functional levels means; like values.py, one text in.

Each function is called once per different text of a column, never once per row.
"""

from __future__ import annotations

import re

from data.importing.values import part_of_year, words

# R10, in the order they are looked for: "pembebasan dari jabatan" before anything about a post.
_SANCTION_KINDS = (
    ("oral_warning", r"\b(teguran|peringatan) lisan\b"),
    ("written_warning", r"\b(teguran|peringatan) tertulis\b"),
    ("statement_of_dissatisfaction", r"\btidak puas\b"),
    ("dismissal", r"\b(pemberhentian|diberhentikan)\b"),
    ("release", r"\b(pembebasan|dibebaskan)\b"),
    ("demotion", r"\bpenurunan jabatan\b"),
)
_ALLOWANCE_CUT = re.compile(r"\b(potong\w*|pemotongan|pengurangan)\b.*\b(tunjangan|tukin|tpp)\b")
_CUT_MONTHS = (
    (12, r"\b(12|dua belas|duabelas|1 tahun|satu tahun)\b"),
    (9, r"\b(9|sembilan)\b"),
    (6, r"\b(6|enam)\b"),
)
SANCTION_KINDS = (
    *(name for name, _ in _SANCTION_KINDS),
    *(f"allowance_cut_{months}" for months, _ in _CUT_MONTHS),
)
# rules.md 6; "ahli" may be left out in a column of levels, never in the title of a post.
FUNCTIONAL_LEVELS = {
    "pemula": "PM", "terampil": "TR", "mahir": "MH", "penyelia": "PY", "ahli pertama": "PT",
    "ahli muda": "MU", "ahli madya": "MA", "ahli utama": "UT",
}  # fmt: skip
_IN_TITLE = re.compile(rf"\b({'|'.join(FUNCTIONAL_LEVELS)})\b")
_COUNT = re.compile(r"(\d{1,3})(?: 0)?(?: (?:bulan|bln|tahun|thn|months?|years?))?\Z")


def sanction_kind(text: str) -> str | None:
    """Return the kind of a sanction in words of PP 94/2021 (R10)."""
    plain = words(text)
    identifier = plain.replace(" ", "_")
    if identifier in SANCTION_KINDS:
        return identifier
    if _ALLOWANCE_CUT.search(plain):
        # "25 persen selama 6 bulan": the share is no number of months
        span = re.sub(r"\b25( persen)?\b", " ", plain)
        found = [months for months, pattern in _CUT_MONTHS if re.search(pattern, span)]
        return f"allowance_cut_{found[0]}" if found else None
    return next((name for name, pattern in _SANCTION_KINDS if re.search(pattern, plain)), None)


def functional_level(text: str) -> str | None:
    """Return the code of a functional level from a column of levels."""
    plain = words(text)
    if plain.upper() in FUNCTIONAL_LEVELS.values():
        return plain.upper()
    return (
        FUNCTIONAL_LEVELS.get(plain)
        or FUNCTIONAL_LEVELS.get(f"ahli {plain}")
        or level_of_title(text)
    )


def level_of_title(text: str) -> str | None:
    """Return the code of the functional level that the title of a post names."""
    found = _IN_TITLE.search(words(text))
    return FUNCTIONAL_LEVELS[found[1]] if found else None


def service_exam(text: str) -> str | None:
    """Return the service exams passed: none, I, II or I;II."""
    plain = words(text)
    if plain in {"tidak ada", "belum", "belum ada", "none", "nihil", "belum lulus", "tidak"}:
        return "none"
    named = set(re.findall(r"\b(?:ii|i|2|1)\b", plain))
    passed = [level for level, spelt in (("I", {"i", "1"}), ("II", {"ii", "2"})) if named & spelt]
    return ";".join(passed) or None


def count(text: str) -> float | None:
    """Return a whole number of months or years, the unit written or not."""
    found = _COUNT.match(words(text))
    return float(found[1]) if found else None


def month(text: str) -> int | None:
    """Return a month as a number, from its number or name."""
    found = part_of_year(text, is_month_column=True)
    return int(found[1]) if found is not None and found[1].isdigit() else None
