"""Which rows of a grid are its header, and of what kind the table below is."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.importing.headers import IGNORE, UNKNOWN, Match, fold, is_sensitive, match_label
from data.importing.kinds import KINDS, PARTICULAR, RATING_FIELDS, Kind, find_kind
from data.importing.reader.limits import HEADER_SEARCH_ROWS, MAX_HEADER_DEPTH

Cells = Sequence[Sequence[str | None]]
Merged = Sequence[tuple[int, int, int, int]]


_LONGEST_HEADING = 200  # a longer cell is a text, not a heading
_FURTHER_COLUMNS = 3  # a recap or list of people explains at least so many that others do not
# Any list that names people may show these.
_SHOWN = frozenset({"nip", "name", "agency", "unit", "position", "position_class", "grade"})


@dataclass(frozen=True)
class Header:
    """A candidate: rows `first` to `last` (0-based) read as the header of a kind."""

    kind: Kind
    first: int
    last: int
    parts: tuple[tuple[str, ...], ...]  # per column, the cells from top to bottom
    matches: tuple[Match, ...]
    fields: frozenset[str] = field(default=frozenset())

    @property
    def missing(self) -> list[str]:
        """Groups of fields of which the kind needs one and the header has none."""
        return [" or ".join(group) for group in self.kind.needs if not self.fields & set(group)]


def find_headers(
    top: Cells, merged: Merged, *, kind: str | None, mapping: Mapping[str, str]
) -> list[Header]:
    """Return the best header of every kind asked for, most matched fields first.

    A deeper header wins only if it explains more columns than any of its rows alone.
    """
    kinds = [find_kind(kind)] if kind else list(KINDS.values())
    best: dict[str, Header] = {}
    for first in range(min(len(top), HEADER_SEARCH_ROWS)):
        # Below a complete header stand its data; only the rows next to it may explain more.
        if any(first > one.last + MAX_HEADER_DEPTH for one in best.values() if not one.missing):
            break
        for depth in range(1, MAX_HEADER_DEPTH + 1):
            if first + depth > len(top):
                break
            parts = header_parts(top, merged, first, depth)
            if sum(bool(part) for part in parts) < 2:
                break
            for one in kinds:
                found = read_labels(parts, one, mapping, first=first, last=first + depth - 1)
                known = best.get(one.name)
                if known is None or _rank(found) > _rank(known):
                    best[one.name] = found
    return sorted(best.values(), key=_rank, reverse=True)


def read_labels(
    parts: tuple[tuple[str, ...], ...],
    kind: Kind,
    mapping: Mapping[str, str],
    *,
    first: int = 0,
    last: int = 0,
) -> Header:
    """Return what the labels of a header mean in a kind; a mapping wins over aliases."""
    labels = unique_labels(parts)
    matches = tuple(
        _match(part, label, kind, mapping) for part, label in zip(parts, labels, strict=True)
    )
    fields = frozenset(match.field for match in matches if match.field)
    return Header(kind, first, last, parts, matches, fields)


def unique_labels(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the headings as shown: rows joined, repeats numbered, columns without one by place."""
    labels: list[str] = []
    seen: dict[str, int] = {}
    for position, part in enumerate(parts, start=1):
        label = " ".join(" / ".join(part).split()) or f"#{position}"
        seen[label] = seen.get(label, 0) + 1
        labels.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return tuple(labels)


def _match(parts: tuple[str, ...], label: str, kind: Kind, mapping: Mapping[str, str]) -> Match:
    if parts and is_sensitive(" ".join(parts)):
        return Match(None, "sensitive")  # R14.7: not even by a mapping
    mapped = mapping.get(fold(label))
    if mapped is not None and (mapped == IGNORE or mapped in kind.field_names):
        return Match(mapped or None, "mapping")
    if not parts or max(map(len, parts)) > _LONGEST_HEADING:
        return UNKNOWN
    return match_label(parts, kind.name)


def _rank(header: Header) -> tuple[bool, int, int, int]:
    """Complete before incomplete, more fields before fewer, fewer rows, fewer unknown headings.

    A row that is found first keeps its place among equals: repeats below never replace it.
    """
    unknown = sum(bool(part) for part in header.parts) - sum(
        bool(match.how) for match in header.matches
    )
    depth = header.last - header.first
    return not header.missing, len(header.fields), -depth, -unknown


def with_rows_above(
    header: Header, top: Cells, merged: Merged, mapping: Mapping[str, str]
) -> Header:
    """Return the header with the rows its merged cells begin in, unless that loses a field."""
    first = header.first
    while first > 0 and any(upper == first - 1 and lower >= first for upper, _, lower, _ in merged):
        first -= 1
    if first == header.first:
        return header
    parts = header_parts(top, merged, first, header.last - first + 1)
    deeper = read_labels(parts, header.kind, mapping, first=first, last=header.last)
    return deeper if deeper.fields >= header.fields else header


def header_parts(top: Cells, merged: Merged, first: int, depth: int) -> tuple[tuple[str, ...], ...]:
    """Return per column the header cells from top to bottom, merged ones spread.

    Without merged ranges (CSV, or blank cells left beside a heading) an upper cell also stands
    for blank ones to its right, as long as there are cells below both.
    """
    rows = [[cell.strip() if cell else "" for cell in top[first + i]] for i in range(depth)]
    for top_row, left, bottom, right in merged:
        if top_row > first + depth - 1 or bottom < first:
            continue
        value = top[top_row][left] if top_row < len(top) and left < len(top[top_row]) else None
        for row in range(max(top_row, first), min(bottom, first + depth - 1) + 1):
            for column in range(left, min(right, len(rows[0]) - 1) + 1):
                rows[row - first][column] = value.strip() if value else ""
    for upper, lower in itertools.pairwise(rows):
        for column in range(1, len(upper)):
            if not upper[column] and lower[column] and lower[column - 1]:
                upper[column] = upper[column - 1]
    return tuple(tuple(dict.fromkeys(filter(None, column))) for column in zip(*rows, strict=True))


def best_match(top: Cells, kind: str | None) -> int:
    """Return how many fields the best header row of a grid explains."""
    width = max(map(len, top), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in top]
    headers = find_headers(padded, (), kind=kind, mapping={})
    return max((len(header.fields) for header in headers), default=0)


def choose(headers: Sequence[Header]) -> list[Header]:
    """Return the kinds a table can be: one, none, or several that fit equally well.

    Ratings make a table of people one of appraisals; a person's number makes it no table of
    agencies. Sanctions, assessments and credit are told by a column of their own. Otherwise the
    kind that explains most headings is taken.
    """
    complete = [header for header in headers if not header.missing]
    by_kind = {header.kind.name: header for header in complete}
    for particular in filter(by_kind.get, PARTICULAR):
        complete = [
            header
            for header in complete
            if header.kind.name in PARTICULAR
            or _n_further(header, by_kind[particular]) >= _FURTHER_COLUMNS
        ]
    if "appraisals" in by_kind:
        complete = [header for header in complete if header.kind.name != "people"]
    if "people" in by_kind and _names_a_rater(by_kind["people"]) and len(headers) > 1:
        # A recap whose rating column nobody knows must not pass for a list of people; a people
        # master that calls the superior a rater has to be named as one.
        complete = [header for header in complete if header.kind.name != "people"]
    if "agency_results" in by_kind and _speaks_of_persons(by_kind["agency_results"]):
        complete = [header for header in complete if header.kind.name != "agency_results"]
    if not complete:
        return []
    most = max(len(header.fields) for header in complete)
    return [header for header in complete if len(header.fields) == most]


def _n_further(header: Header, other: Header) -> int:
    """Return how many columns a header explains that another one of the same table does not."""
    if (header.first, header.last) != (other.first, other.last):
        return len(header.fields - _SHOWN)
    return sum(
        mine.field is not None and mine.field not in _SHOWN and theirs.field is None
        for mine, theirs in zip(header.matches, other.matches, strict=True)
    )


def _names_a_rater(header: Header) -> bool:
    labels = [" ".join(part).casefold().split() for part in header.parts]
    return any("penilai" in label or "rater" in label for label in labels)


def _speaks_of_persons(header: Header) -> bool:
    labels = [match_label(part, "appraisals").field for part in header.parts if part]
    return "nip" in labels or bool(set(labels) & {*RATING_FIELDS} - {"predicate", "score"})
