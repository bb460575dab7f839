"""From headings to canonical fields: folding, aliases, saved mappings, suggestions.

A heading is compared in rising looseness: letters and digits alone in order, then its words in
any order with abbreviations written out, then without the words that only say "of the employee",
then without words that only decorate ("rating", "data"). Nothing is matched by similarity: alike
spellings are offered by `suggest_mapping` and a person decides.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from data.errors import InvalidMapping
from data.importing.kinds import IGNORED, SENSITIVE, Kind, find_kind
from data.importing.title_periods import without_period

IGNORE = ""  # in a mapping: this column is not wanted

_ABBREVIATIONS = {
    "gol": "golongan", "jab": "jabatan", "tgl": "tanggal", "thn": "tahun", "th": "tahun",
    "peg": "pegawai", "nm": "nama", "pend": "pendidikan", "tw": "triwulan", "pred": "predikat",
    "nomor": "no", "pej": "pejabat", "jns": "jenis", "bln": "bulan", "tk": "tingkat",
    "org": "organisasi", "stat": "status", "ket": "keterangan", "behavior": "behaviour",
    "code": "kode",
}  # fmt: skip
_RATER = frozenset(
    {"penilai", "atasan", "rater", "evaluator", "assessor", "appraiser", "supervisor", "superior",
     "reviewer"}
)  # fmt: skip
_RATER_FILLERS = frozenset({"pejabat", "langsung", "kinerja", "direct", "selaku", "dan"})
_SUBJECT = frozenset(
    {"pegawai", "asn", "pns", "dinilai", "karyawan", "employee", "ratee", "staf", "yang",
     "negeri", "sipil", "employees", "terdinilai", "dan", "pejabat", "s", "the", "of", "dari"}
)  # fmt: skip
_DECORATION = frozenset(
    {"rating", "identitas", "data", "biodata", "evaluasi", "penilaian", "kolom", "informasi",
     "profil", "uraian", "detail", "isian", "kategori", "periode", "rincian"}
)  # fmt: skip
# Lower halves of a two-row heading that add nothing to the upper one.
_GENERIC = frozenset(
    {"rating", "predikat", "kategori", "hasil", "level", "uraian", "teks", "keterangan",
     "ekspektasi", "nama", "sebutan", "huruf", "kualitatif", "tahunan", "akhir"}
)  # fmt: skip
# "Atasan Pejabat Penilai" decides objections; it is not the rater.
_ABOVE_RATER = re.compile(r"\batasan\s+(?:dari\s+)?(?:pejabat\s+)?penilai\b")
_PARENTHESES = re.compile(r"[\(\[][^\)\]]*[\)\]]?")
_SCALE = re.compile(
    r"(?:0\s*(?:-|–|—|s\s*[./]?\s*d\.?|sampai(?:\s+dengan)?|to)\s*|"
    r"(?:skala|scale|maks(?:imal|imum)?|max|range|rentang)\W{0,3}(?:0\s*\W\s*)?|/\s*)(100|120)\b"
)


@dataclass(frozen=True)
class Match:
    """What a heading stands for: a field, or a reason to have none."""

    field: str | None
    how: str  # name, weak, ignored, sensitive; "" when unknown


@dataclass(frozen=True)
class Suggestion:
    """A field that an unknown heading resembles; for a person to confirm."""

    label: str
    field: str | None
    similarity: int  # 0–100; 100 is a known heading


UNKNOWN = Match(None, "")


def fold(label: str) -> str:
    """Return the letters and digits of a heading in lower case, without accents."""
    plain = unicodedata.normalize("NFKD", label).casefold()
    return "".join(character for character in plain if character.isalnum())


def words(label: str) -> frozenset[str]:
    """Return the words of a heading, abbreviations written out, any rater as "penilai"."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", unicodedata.normalize("NFKD", label))
    plain = "".join(c if c.isalnum() else " " for c in spaced.casefold() if not _is_accent(c))
    found = {_ABBREVIATIONS.get(word, word) for word in plain.split()}
    if _ABOVE_RATER.search(" ".join(label.casefold().split())):
        return frozenset(found - _RATER - _RATER_FILLERS | {"atasanpenilai"})
    if found & _RATER:
        return frozenset(found - _RATER - _RATER_FILLERS | {"penilai"})
    return frozenset(found)


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) != 0


def header_fingerprint(labels: Sequence[str]) -> str:
    """Return a short hash of a header, the same in any column order and spelling of case."""
    folded = sorted(fold(label) for label in labels if fold(label))
    return hashlib.sha256("\n".join(folded).encode()).hexdigest()[:16]


def score_scale(label: str) -> int | None:
    """Return 100 or 120 where a heading names the scale of its numbers."""
    scales = {int(scale) for scale in _SCALE.findall(label.casefold())}
    return scales.pop() if len(scales) == 1 else None


@dataclass(frozen=True)
class _Vocabulary:
    """The aliases of one kind in both forms they are looked up by."""

    by_letters: Mapping[str, str]
    by_words: Mapping[frozenset[str], str]
    weak_by_letters: Mapping[str, str]
    weak_by_words: Mapping[frozenset[str], str]


@lru_cache(maxsize=32)
def _vocabulary(kind_name: str) -> _Vocabulary:
    strong: list[tuple[str, str]] = []
    weak: list[tuple[str, str]] = []
    for field in find_kind(kind_name).fields:
        names = (field.heading, field.name, *field.aliases)
        strong += [(alias, field.name) for alias in names]
        weak += [(alias, field.name) for alias in field.weak]
    # First come first served: an alias given to two fields belongs to the earlier one.
    return _Vocabulary(
        {fold(alias): name for alias, name in reversed(strong)},
        {words(alias): name for alias, name in reversed(strong)},
        {fold(alias): name for alias, name in reversed(weak)},
        {words(alias): name for alias, name in reversed(weak)},
    )


_IGNORED = frozenset(fold(label) for label in IGNORED)
_SENSITIVE_LETTERS = frozenset(fold(label) for label in SENSITIVE)
_SENSITIVE_WORDS = frozenset(words(label) for label in SENSITIVE)


def is_sensitive(label: str) -> bool:
    """Tell whether a column holds what is never stored (R14.7), whoever it is about."""
    of_anybody = words(without_period(label)) - _SUBJECT - {"penilai"}
    return fold(label) in _SENSITIVE_LETTERS or of_anybody in _SENSITIVE_WORDS


@lru_cache(maxsize=20_000)
def match_label(parts: tuple[str, ...], kind_name: str) -> Match:
    """Return what a heading of one or more rows stands for in a kind of file.

    Parameters
    ----------
    parts : tuple of str
        The cells of a column's header from top to bottom, without repeats.
    kind_name : str
    """
    joined = " ".join(parts)
    found = _match_text(joined, kind_name)
    if found.how or len(parts) < 2:
        return found
    if words(parts[-1]) <= _GENERIC:
        found = _match_text(" ".join(parts[:-1]), kind_name)
        if found.how:
            return found
    if words(parts[0]) & {"penilai", "atasanpenilai"}:
        return UNKNOWN  # the lower part alone would speak of the employee
    return match_label(parts[1:], kind_name)


def _match_text(label: str, kind_name: str) -> Match:
    if not fold(label):
        return UNKNOWN
    if is_sensitive(label):
        return Match(None, "sensitive")
    known = _vocabulary(kind_name)
    if field := known.by_letters.get(fold(label)):
        return Match(field, "name")
    # Before words: "penilaiPnsId" has the words of the rater's number, but is another thing.
    if fold(label) in _IGNORED or "atasanpenilai" in words(label):
        return Match(None, "ignored")
    for spelling in _spellings(label):
        if field := _lookup(spelling, known.by_letters, known.by_words):
            return Match(field, "name")
    for spelling in _spellings(label):
        if field := _lookup(spelling, known.weak_by_letters, known.weak_by_words):
            return Match(field, "weak")
    return _match_alternatives(label, kind_name)


def _spellings(label: str) -> list[str]:
    """Return a heading as written, without its period, without what stands in parentheses."""
    bare = without_period(label)
    return list(dict.fromkeys((label, bare, _PARENTHESES.sub(" ", bare).strip())))


def _lookup(
    label: str, by_letters: Mapping[str, str], by_words: Mapping[frozenset[str], str]
) -> str | None:
    letters = fold(label)
    if not letters:
        return None
    if letters in by_letters:
        return by_letters[letters]
    all_words = words(label)
    for dropped in (frozenset[str](), _SUBJECT, _SUBJECT | _DECORATION):
        rest = all_words - dropped
        if rest and rest in by_words:
            return by_words[rest]
    return None


def _match_alternatives(label: str, kind_name: str) -> Match:
    """Read "Unit Kerja/Bidang" when every side that is known means the same field."""
    sides = [side for side in re.split(r"[/|\n]| atau | dan/atau ", label) if fold(side)]
    if len(sides) < 2:
        return UNKNOWN
    known = _vocabulary(kind_name)
    fields = {
        field
        for side in sides
        if (field := _lookup(without_period(side), known.by_letters, known.by_words))
    }
    return Match(fields.pop(), "name") if len(fields) == 1 else UNKNOWN


def check_mapping(mapping: Mapping[str, str], kind: Kind) -> dict[str, str]:
    """Return a mapping with folded labels; `InvalidMapping` for a field the kind lacks."""
    taken: dict[str, str] = {}
    for label, field in mapping.items():
        if field != IGNORE and field not in kind.field_names:
            raise InvalidMapping(
                f"Kind '{kind.name}' has no field '{field}' (mapped from heading '{label}'). "
                f"Its fields: {', '.join(kind.field_names)}.",
                label=label,
                field=field,
            )
        if field != IGNORE and field in taken.values() and taken.get(fold(label)) != field:
            raise InvalidMapping(
                f"Field '{field}' is mapped from two headings; '{label}' is the second. "
                "Map one of them and leave the other out.",
                label=label,
                field=field,
            )
        taken[fold(label)] = field
    return taken


def suggest_mapping(
    labels: Sequence[str], kind_name: str, *, at_least: int = 78
) -> tuple[Suggestion, ...]:
    """Return a field for every heading: the known one, else the most alike one not yet taken.

    Suggestions under 100 are guesses by spelling and are never applied without a person.
    """
    kind = find_kind(kind_name)
    known = {label: match_label((label,), kind_name) for label in labels}
    taken = {match.field for match in known.values() if match.field}
    spellings = {
        alias.casefold(): field.name
        for field in kind.fields
        if field.name not in taken
        for alias in (field.heading, *field.aliases, *field.weak)
    }
    suggestions = []
    for label, match in known.items():
        if match.how:
            suggestions.append(Suggestion(label, match.field, 100))
            continue
        best = process.extractOne(
            label.casefold(), list(spellings), scorer=fuzz.token_sort_ratio, score_cutoff=at_least
        )
        if best is None:
            suggestions.append(Suggestion(label, None, 0))
        else:
            suggestions.append(Suggestion(label, spellings[best[0]], min(99, round(best[1]))))
    return tuple(suggestions)
