"""The posts of people over time, for the people master: definitive ones and acting ones."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo.movements import NOBODY
from data.demo.people import N_QUARTERS, People

LONG_AGO = date(2020, 1, 2)
STARTS = [date(2023 + q // 4, 3 * (q % 4) + 1, 1) for q in range(N_QUARTERS)]


def definitive_posts(people: People) -> pd.DataFrame:
    """Return a row for every stay in one seat with one grade: `person, quarter, last` and dates."""
    seat, grade = people.seat, people.persons.grade
    joined = people.persons.joined[:, None]
    quarters = np.arange(N_QUARTERS)[None, :]
    change = np.ones(seat.shape, dtype=bool)
    change[:, 1:] = (seat[:, 1:] != seat[:, :-1]) | (grade[:, 1:] != grade[:, :-1])
    person, first = np.nonzero((quarters >= joined) & (change | (quarters == joined)))
    same = person[1:] == person[:-1]
    last = np.full(len(person), N_QUARTERS - 1)
    last[:-1][same] = first[1:][same] - 1
    return pd.DataFrame(
        {
            "person": person,
            "quarter": first,
            "last": last,
            "effective_from": [LONG_AGO if q == 0 else STARTS[q] for q in first.tolist()],
            "effective_to": _ends(last),
            "position_since": _position_since(people, person, first),
        }
    )


def acting_posts(people: People) -> pd.DataFrame:
    """Return a row for every time somebody stood in: `person, seat, quarter, last` and dates."""
    acting = people.stays.acting
    begins = acting != NOBODY
    begins[:, 1:] &= acting[:, 1:] != acting[:, :-1]
    seat, first = np.nonzero(begins)
    person = acting[seat, first]
    last = first.copy()
    for k in range(len(seat)):
        while last[k] + 1 < N_QUARTERS and acting[seat[k], last[k] + 1] == person[k]:
            last[k] += 1
    starts = [STARTS[q] for q in first.tolist()]
    return pd.DataFrame(
        {
            "person": person,
            "seat": seat,
            "quarter": first,
            "last": last,
            "effective_from": starts,
            "effective_to": _ends(last),
            "position_since": starts,
        }
    )


def _ends(last: NDArray[np.int64]) -> list[date | None]:
    return [None if q == N_QUARTERS - 1 else STARTS[q + 1] - timedelta(days=1) for q in last]


def _position_since(
    people: People, person: NDArray[np.int64], first: NDArray[np.int64]
) -> list[date]:
    """Return since when the seat is held; before the data, a year between appointment and 2022."""
    found: list[date] = []
    seat, joined = people.seat, people.persons.joined
    for p, q in zip(person.tolist(), first.tolist(), strict=True):
        since = q
        while since > joined[p] and seat[p, since - 1] == seat[p, q]:
            since -= 1
        if since > 0:
            found.append(STARTS[since])
            continue
        appointed = int(people.persons.nip[p][8:12])
        year = max(appointed + 1, 2012 + int(people.persons.employee_id[p]) % 11)
        found.append(date(min(year, 2022), 1, 2) if appointed < 2022 else date(appointed, 12, 1))
    return found
