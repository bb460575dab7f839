"""The parts a rule file is made of: texts, numbers, dates, and where each comes from.

Every reader takes the place inside the file, so that a refusal names it.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from analytics.errors import InvalidRuleSet
from analytics.rules.predicates import PREDICATES

STATUSES: Final = ("verified", "recollected", "product_choice")
T = TypeVar("T")
Reader = Callable[[object, str], T]  # of a value and the place it stands at


@dataclass(frozen=True)
class Basis:
    """Where a number comes from."""

    rule: str  # number of the rule, R4.2
    text: str  # regulation or reason
    status: str  # verified, recollected or product_choice
    since: dt.date | None = None  # first day it holds; None: that of the rule set


@dataclass(frozen=True)
class Threshold:
    """A number with its basis."""

    value: float
    basis: Basis


@dataclass(frozen=True)
class Sourced(Generic[T]):
    """A value of any kind with its basis."""

    value: T
    basis: Basis


def basis(source: Mapping[str, object], place: str) -> Basis:
    """Read `rule`, `basis`, `status` and, if given, `since`."""
    status = text(source.get("status"), f"{place}.status")
    if status not in STATUSES:
        raise InvalidRuleSet(
            f"{place}.status", f"is {status!r}, must be one of {', '.join(STATUSES)}"
        )
    return Basis(
        text(source.get("rule"), f"{place}.rule"),
        text(source.get("basis"), f"{place}.basis"),
        status,
        date(source["since"], f"{place}.since") if "since" in source else None,
    )


def section(source: Mapping[str, object], name: str, place: str) -> Mapping[str, object]:
    """Return the object `name` inside `source`."""
    inner = source.get(name)
    if not isinstance(inner, Mapping):
        raise InvalidRuleSet(f"{place}.{name}".lstrip("."), "is missing or no object")
    return inner


def predicate(value: object, place: str) -> str:
    """Return one of PREDICATES."""
    return one_of(value, PREDICATES, place)


def one_of(value: object, allowed: tuple[str, ...], place: str) -> str:
    """Return one of the allowed texts."""
    if value not in allowed:
        raise InvalidRuleSet(place, f"is {value!r}, must be one of {', '.join(allowed)}")
    return str(value)


def some_of(value: object, allowed: tuple[str, ...], place: str) -> tuple[str, ...]:
    """Return a list of allowed texts, each once."""
    if not isinstance(value, list) or not value:
        raise InvalidRuleSet(place, f"must be a list with some of {', '.join(allowed)}")
    found = tuple(one_of(each, allowed, f"{place}[{at}]") for at, each in enumerate(value))
    if len(set(found)) < len(found):
        raise InvalidRuleSet(place, "names a value twice")
    return found


def table(source: Mapping[str, object], keys: tuple[str, ...], place: str) -> Mapping[str, object]:
    """Return an object that has exactly these keys."""
    missing = [key for key in keys if key not in source]
    strange = [key for key in source if key not in keys]
    if missing or strange:
        problem = f"lacks {missing[0]!r}" if missing else f"knows no {strange[0]!r}"
        raise InvalidRuleSet(place, f"{problem}; needed are {', '.join(keys)}")
    return source


def text(value: object, place: str) -> str:
    """Return a text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidRuleSet(place, "must be a text")
    return value


def number(value: object, place: str) -> float:
    """Return a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InvalidRuleSet(place, f"is {value!r}, must be a number")
    return float(value)


def amount(value: object, place: str) -> float:
    """Return a number of at least 0."""
    found = number(value, place)
    if found < 0:
        raise InvalidRuleSet(place, f"is {found:g}, must be at least 0")
    return found


def whole(value: object, place: str) -> int:
    """Return a whole number."""
    found = number(value, place)
    if found != int(found):
        raise InvalidRuleSet(place, f"is {found:g}, must be a whole number")
    return int(found)


def count(value: object, place: str) -> int:
    """Return a whole number of at least 0."""
    amount(value, place)
    return whole(value, place)


def date(value: object, place: str) -> dt.date:
    """Return a date written as 2023-01-31."""
    try:
        return dt.date.fromisoformat(text(value, place))
    except ValueError as error:
        raise InvalidRuleSet(place, f"is {value!r}, must be a date like 2023-01-31") from error


def sourced(source: Mapping[str, object], name: str, place: str, read: Reader[T]) -> Sourced[T]:
    """Read a value with its basis."""
    here = f"{place}.{name}".lstrip(".")
    inner = section(source, name, place)
    if "value" not in inner:
        raise InvalidRuleSet(f"{here}.value", "is missing")
    return Sourced(read(inner["value"], f"{here}.value"), basis(inner, here))


def by_key(keys: tuple[str, ...], read: Reader[T]) -> Reader[Mapping[str, T]]:
    """Return what reads an object that holds exactly `keys`, each with a value `read` can read."""

    def found(value: object, place: str) -> Mapping[str, T]:
        if not isinstance(value, Mapping):
            raise InvalidRuleSet(place, f"must be an object with {', '.join(keys)}")
        table(value, keys, place)
        return {key: read(value[key], f"{place}.{key}") for key in keys}

    return found


def one_out_of(allowed: tuple[str, ...]) -> Reader[str]:
    """Return what reads one of the names."""
    return lambda value, place: one_of(value, allowed, place)


def some_out_of(allowed: tuple[str, ...]) -> Reader[tuple[str, ...]]:
    """Return what reads a list of the names."""
    return lambda value, place: some_of(value, allowed, place)


def or_none(read: Reader[T]) -> Reader[T | None]:
    """Return what reads nothing as nothing, and all else as `read` does."""
    return lambda value, place: None if value is None else read(value, place)
