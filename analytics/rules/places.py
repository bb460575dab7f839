"""Every single value of a rule set with its place and source, and a set with one of them replaced.

A value is a number, a text, nothing, or a list of numbers or texts; what stands around it says
where it comes from. Places are paths of keys and list positions, because keys may hold dots.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from analytics.errors import InvalidRuleSet
from analytics.rules.parts import Basis, basis
from analytics.rules.predicates import LEVELS, PREDICATES
from analytics.rules.promotion_rules import EXPERIENCE_CLASSES
from analytics.rules.ranks import (
    EDUCATIONS,
    EMPLOYMENT_TYPES,
    GRADES,
    POSITION_CLASSES,
    SANCTION_LEVELS,
)

Path = tuple[str | int, ...]
Scalar = str | int | float | None
Value = Scalar | tuple[Scalar, ...]

HEAD: Final = ("format", "edition", "name", "valid_from", "legal_basis")
SOURCE: Final = ("rule", "basis", "status", "since")  # beside a value, where it comes from
# What a text may be, by the key it stands under; other texts belong to the program.
_ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "employment": EMPLOYMENT_TYPES,
    "post": POSITION_CLASSES,
    "experience_in": EXPERIENCE_CLASSES,
    "education": EDUCATIONS,
    "education_ceiling": GRADES,
    "service_exam": GRADES,
    "lowest": GRADES,
    "highest": GRADES,
    "grades": GRADES,
    "least_predicate": PREDICATES,
    "performance": LEVELS,
    "blocking": SANCTION_LEVELS,
}


@dataclass(frozen=True, eq=False)
class RuleValue:
    """One value of a rule set."""

    path: Path
    value: Value
    basis: Basis
    sourced: Path  # of the object whose source it is
    around: Mapping[str, object]  # the innermost object that holds it

    @property
    def place(self) -> str:
        """The path as the audit trail writes it."""
        return ".".join(str(part) for part in self.path)


def rule_values(source: Mapping[str, object]) -> list[RuleValue]:
    """Return every value of a set that has a source, in the order of the file.

    Raises
    ------
    InvalidRuleSet
        If a source is incomplete.
    """
    return [
        value
        for key, inner in source.items()
        if key not in HEAD
        for value in _values(inner, (key,), None, (), {})
    ]


def allowed_texts(path: Path) -> tuple[str, ...]:
    """Return the texts that may stand at a place; empty where the program alone knows them."""
    for part in reversed(path):
        if part in _ALLOWED:
            return _ALLOWED[str(part)]
    return ()


def value_at(source: Mapping[str, object], path: Path) -> object:
    """Return what stands at a place.

    Raises
    ------
    InvalidRuleSet
        If there is no such place.
    """
    found: Any = source
    for part in path:
        try:
            found = found[part]
        except (KeyError, IndexError, TypeError) as error:
            raise InvalidRuleSet(".".join(map(str, path)), "is no place of the set") from error
    return found


def with_value(source: Mapping[str, object], path: Path, value: object) -> dict[str, object]:
    """Return a copy of a set with something else at one place.

    Raises
    ------
    InvalidRuleSet
        If there is no such place.
    """
    value_at(source, path)
    changed: dict[str, object] = copy.deepcopy(dict(source))
    holder: Any = value_at(changed, path[:-1])
    holder[path[-1]] = list(value) if isinstance(value, tuple) else value
    return changed


def _values(
    node: object,
    path: Path,
    source: Basis | None,
    sourced: Path,
    around: Mapping[str, object],
) -> Iterator[RuleValue]:
    if isinstance(node, Mapping):
        has_source = "rule" in node and "status" in node
        if has_source:
            source, sourced = basis(node, ".".join(map(str, path))), path
        for key, inner in node.items():
            if not (has_source and key in SOURCE):
                yield from _values(inner, (*path, key), source, sourced, node)
    elif isinstance(node, list) and any(isinstance(each, Mapping | list) for each in node):
        for at, inner in enumerate(node):
            yield from _values(inner, (*path, at), source, sourced, around)
    elif source is not None:
        value = tuple(node) if isinstance(node, list) else node
        yield RuleValue(path, value, source, sourced, around)  # type: ignore[arg-type]  # JSON
