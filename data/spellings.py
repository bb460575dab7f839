"""Names of offices that may be one office spelt differently: offered to a person, never joined.

Compared are the words of a name without those that every office of a city carries; abbreviations
("Dinkes", "BPKPAD", "Disdik") are compared with the initials and first syllables of the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd
from rapidfuzz import fuzz

# Found on pairs of real offices: below 88 "Dinas Sosial" meets "Dinas Koperasi".
ALIKE = 88
_FILLERS = frozenset({"kota", "kabupaten", "binjai", "pemerintah", "dan", "daerah", "kab", "pemko"})
_LONG = {
    "din": "dinas", "kec": "kecamatan", "kel": "kelurahan", "bid": "bidang", "sek": "sekretariat",
    "kes": "kesehatan", "pend": "pendidikan", "bdn": "badan", "ds": "dinas",
}  # fmt: skip
_SMALL = frozenset({"dan", "kota", "kabupaten", "binjai"})
_SYLLABLES = {"dinas": ("dis",), "pendidikan": ("dik",), "kependudukan": ("duk",)}
_PLACES = frozenset({"kecamatan", "kelurahan", "puskesmas", "sd", "smp", "sma", "sdn", "smpn"})


def words_of(name: str) -> list[str]:
    """Return the words of an office's name in lower case, short forms written out."""
    plain = re.sub(r"[^a-z0-9]+", " ", name.casefold().replace("&", " dan "))
    return [_LONG.get(word, word) for word in plain.split()]


def is_similar(one: str, other: str) -> bool:
    """Whether two names may stand for one office."""
    left, right = words_of(one), words_of(other)
    if _PLACES & {*left[:1], *right[:1]}:
        # Kecamatan Binjai Utara and Binjai Timur differ in the one word that matters.
        return _core(left, places=True) == _core(right, places=True)
    first, second = _core(left), _core(right)
    if not first or not second:
        return left == right
    if first == second or _abbreviates(first, right) or _abbreviates(second, left):
        return True
    if _numbers(left) != _numbers(right):
        return False
    return bool(fuzz.token_sort_ratio(" ".join(sorted(first)), " ".join(sorted(second))) >= ALIKE)


def similar_pairs(names: Sequence[str], *, only_with: frozenset[str] | None = None) -> pd.DataFrame:
    """Return the pairs of names that look alike: `name`, `other_name`."""
    pairs = [
        (one, other)
        for place, one in enumerate(names)
        for other in names[place + 1 :]
        if (only_with is None or one in only_with or other in only_with) and is_similar(one, other)
    ]
    return pd.DataFrame(pairs, columns=["name", "other_name"])


def _core(words: Sequence[str], *, places: bool = False) -> list[str]:
    dropped = _FILLERS - {"binjai", "kota"} if places else _FILLERS
    kept = [word for word in words if word not in dropped]
    if places and len(kept) > 3 and kept[-2:] == ["kota", "binjai"]:
        return kept[:-2]
    return kept


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.isdigit()]


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one name is another with its words, or those after a common start, cut short."""
    left = [word for word in short if word not in _SMALL]
    right = [word for word in long if word not in _SMALL]
    while len(left) > 1 and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    if len(left) != 1 or len(right) < 2 or len(left[0]) < 3:
        return False
    return _fits(left[0], right)


def _fits(rest: str, words: Sequence[str]) -> bool:
    """Whether a word is made of beginnings of one to five letters of other words, in their order.

    Every word takes part, but for a last "daerah".
    """
    if not rest or not words:
        return not rest and list(words) in ([], ["daerah"])
    return any(
        rest.startswith(start) and _fits(rest[len(start) :], words[1:])
        for start in _starts(words[0])
    )


def _starts(word: str) -> list[str]:
    """Return what a word is cut down to: its beginnings, also without a prefix (dishub, disdik)."""
    bare = re.sub(r"^(?:pe[nmr]?g?|ke)(?=[a-z]{4})", "", word)
    whole = [form[:length] for form in (word, bare) for length in range(min(5, len(form)), 0, -1)]
    return [*_SYLLABLES.get(word, ()), *whole]
