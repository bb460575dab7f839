"""The five predicates, their order, and the matrix that gives one from result and behaviour.

    predicate = MATRIX[work result][behaviour]          a total function of nine cells (R3.1)

The scale is ordinal. `rank` is its order, 5 is best (R3.2); a mean of ranks is an aid and never a
result.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from analytics.errors import InvalidRatings

# Best first, the order in which tables list them; charts of the official curve run the other way
# (R4.5).
PREDICATES: Final = ("very_good", "good", "needs_improvement", "poor", "very_poor")
LEVELS: Final = ("above", "meets", "below")  # best first, for both axes
AGENCY_PREDICATES: Final = ("outstanding", "good", "needs_improvement", "poor", "very_poor")  # R4.1

RANK: Final[Mapping[str, int]] = MappingProxyType(
    {name: 5 - at for at, name in enumerate(PREDICATES)}
)
AGENCY_RANK: Final[Mapping[str, int]] = MappingProxyType(
    {name: 5 - at for at, name in enumerate(AGENCY_PREDICATES)}
)

# R3.1, rows: work result; columns: behaviour. Behaviour below expectation never gives better than
# Kurang.
MATRIX: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "above": MappingProxyType({"below": "poor", "meets": "good", "above": "very_good"}),
        "meets": MappingProxyType({"below": "poor", "meets": "good", "above": "good"}),
        "below": MappingProxyType(
            {"below": "very_poor", "meets": "needs_improvement", "above": "needs_improvement"}
        ),
    }
)


def predicate_of(work_result: str, behaviour: str) -> str:
    """Predicate of one appraisal from its two levels (R3.1).

    Parameters
    ----------
    work_result, behaviour : str
        One of `LEVELS` each.

    Returns
    -------
    str
        One of `PREDICATES`.

    Raises
    ------
    InvalidRatings
        If a level is not one of `LEVELS`.
    """
    for column, level in (("work_result", work_result), ("behaviour", behaviour)):
        if level not in LEVELS:
            raise InvalidRatings(column, [str(level)], allowed=LEVELS)
    return MATRIX[work_result][behaviour]
