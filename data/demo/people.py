"""The people of the city and where they sit over twelve quarters: what the other parts look at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.demo.movements import NOBODY, Stays, move
from data.demo.persons import N_QUARTERS, Persons, make_persons
from data.demo.posts import FAMILIES, level_of
from data.demo.seats import FULL_CITY, MAYOR, Seats, make_seats

__all__ = ["FULL_CITY", "N_QUARTERS", "People", "make_people"]

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class People:
    """Everybody, by row, and the seats they hold; quarters are 0 … 11."""

    persons: Persons
    seats: Seats
    stays: Stays
    unit: Whole  # (n, 12)
    agency: Whole  # (n, 12)
    family: NDArray[np.str_]  # (n, 12)
    position_class: NDArray[np.str_]  # (n, 12)
    rater: Whole  # (n, 12) row of the superior; MAYOR: the mayor
    acting: Mask  # (n, 12) rated by somebody who stands in

    @property
    def seat(self) -> Whole:
        """Seat of each quarter, (n, 12)."""
        return self.stays.seat

    @property
    def home(self) -> Whole:
        """Unit where each person is first seen, (n,)."""
        first: Whole = self.unit[np.arange(len(self.unit)), self.persons.joined]
        return first

    def titles(self, person: Whole, quarter: Whole) -> list[tuple[str, str | None]]:
        """Return title and functional level of the posts that people held in a quarter."""
        posts = self.seats.seats
        grades, schools = self.persons.grade, self.persons.education
        found: list[tuple[str, str | None]] = []
        for p, q in zip(person.tolist(), quarter.tolist(), strict=True):
            post = posts[self.seat[p, q]]
            if post.scope != "staff":
                found.append((post.title, post.level))
            elif post.position_class == "functional":
                level = level_of(str(grades[p, q]), str(schools[p]))
                found.append((f"{FAMILIES[post.family].post} {level}", level))
            else:
                found.append((FAMILIES[post.family].staff_post, None))
        return found


def make_people(rng: np.random.Generator, n_people: int) -> People:
    """Invent everybody and their twelve quarters."""
    seats = make_seats(rng, n_people)
    persons = make_persons(rng, seats)
    stays = move(rng, seats, persons)
    unit = seats.column("unit").astype(np.int64)[stays.seat]
    of_unit = np.array([each.agency for each in seats.units])
    rater, acting = _superiors(seats, stays)
    return People(
        persons,
        seats,
        stays,
        unit=unit,
        agency=of_unit[unit],
        family=seats.column("family").astype(str)[stays.seat],
        position_class=seats.column("position_class").astype(str)[stays.seat],
        rater=rater,
        acting=acting,
    )


def _superiors(seats: Seats, stays: Stays) -> tuple[Whole, Mask]:
    """Return who rates whom each quarter, (n, 12), and whether as acting superior.

    A vacant post is led by who stands in. Who would rate themselves, because they stand in for
    their superior, answer to the next post up.
    """
    superior = seats.column("superior").astype(np.int64)
    lead = np.where(stays.holder != NOBODY, stays.holder, stays.acting)
    n = len(stays.seat)
    rater = np.full((n, N_QUARTERS), MAYOR)
    acting = np.zeros((n, N_QUARTERS), dtype=bool)
    own = np.arange(n)
    for quarter in range(N_QUARTERS):
        above = superior[stays.seat[:, quarter]]
        while True:
            found = np.where(above >= 0, lead[above, quarter], MAYOR)
            skip = (above >= 0) & ((found == own) | (found == NOBODY))
            if not skip.any():
                break
            above = np.where(skip, superior[above], above)
        rater[:, quarter] = found
        stands_in = stays.holder[above, quarter] == NOBODY
        acting[:, quarter] = (above >= 0) & stands_in
    return rater, acting
