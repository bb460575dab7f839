"""Who asks, and what they want to see. Every read about people starts with a `Scope`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# Fewest people a share may be shown for (ui.md 5.4; rules.md R14.1 for the public).
SMALLEST_GROUP = 5
SMALLEST_PUBLIC_GROUP = 10


@dataclass(frozen=True)
class Scope:
    """What one reader may read; the queries apply it, so nothing else leaves the database."""

    actor: str  # account, or the operating-system user; stands in the audit, never a NIP
    roles: frozenset[str]  # city_leadership, agency_leadership, evaluator, administrator, …
    agencies: tuple[str, ...] | None = None  # agency codes; None: every agency
    may_see_persons: bool = False  # single people and groups under the smallest size
    may_see_names: bool = False  # names and full NIP
    own_employee_id: int | None = None  # the person who asks, who always sees their own profile

    @property
    def smallest_group(self) -> int:
        """Fewest people a share is shown for: 1 for those who may see the persons."""
        if self.may_see_persons:
            return 1
        return SMALLEST_PUBLIC_GROUP if self.roles == {"public"} else SMALLEST_GROUP

    def bound(self) -> Mapping[str, object]:
        """Return the values that queries bind: $agencies, $may_see_persons, $own_employee_id."""
        return {
            "agencies": None if self.agencies is None else list(self.agencies),
            "may_see_persons": self.may_see_persons,
            "may_see_names": self.may_see_names,
            "own_employee_id": self.own_employee_id,
        }


@dataclass(frozen=True)
class Filters:
    """The global filters as codes. None means: do not narrow by this."""

    year: int | None = None
    period_code: str | None = None  # the period shown: 2024, 2024-Q1, 2024-07
    agency_code: str | None = None
    position_class: str | None = None
    grade_group: str | None = None  # I, II, III, IV, PPPK

    def bound(self) -> Mapping[str, object]:
        """Return the values that queries bind: $period, $agency, $position_class, $grade_group."""
        return {
            "year": self.year,
            "period": self.period_code,
            "agency": self.agency_code,
            "position_class": self.position_class,
            "grade_group": self.grade_group,
        }
