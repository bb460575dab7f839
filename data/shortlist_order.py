"""Who on a shortlist of K places needs a reason: whoever is taken or left against its order.

    left q:   within the K places, and somebody of a larger place is taken or fewer than K people
              of at most q's place are
    taken p:  beyond the K places, over somebody left of a smaller place; or not ranked at all

So of two people one of whom is taken over the other, at least one has a reason: the one left if
that is within the places, else the one taken. Those after someone left who are within the places
anyway need none, and neither do the many whom one person from far down is taken over. Equal scores
share a place, so choosing among them is not against the order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Listed:
    """One person of a list and what was chosen about them."""

    employee_id: int
    place: int | None  # None: not ranked
    is_taken: bool
    reason: str | None = None


def against_order(people: Iterable[Listed], places: int) -> frozenset[int]:
    """Return the people who are taken or left against the order.

    Parameters
    ----------
    people : everybody of the list, in any order
    places : K, at least 1
    """
    everybody = list(people)
    ranked = [(each.place, each) for each in everybody if each.place is not None]
    taken = sorted(place for place, each in ranked if each.is_taken)
    first_left = min((place for place, each in ranked if not each.is_taken), default=None)
    last_taken = taken[-1] if taken else 0
    found = {each.employee_id for each in everybody if each.place is None and each.is_taken}
    for place, each in ranked:
        if each.is_taken:
            is_against = place > places and first_left is not None and first_left < place
        else:
            is_against = place <= places and (
                place < last_taken or sum(other <= place for other in taken) < places
            )
        if is_against:
            found.add(each.employee_id)
    return frozenset(found)


def lacking_reason(people: Iterable[Listed], places: int) -> tuple[int, ...]:
    """Return the people against the order about whom nothing is written, by number."""
    everybody = list(people)
    needed = against_order(everybody, places)
    return tuple(
        sorted(
            each.employee_id
            for each in everybody
            if each.employee_id in needed and not (each.reason or "").strip()
        )
    )
