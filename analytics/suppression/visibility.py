"""What a reader may see: the one thing every summary asks before it hands out a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics.counts import require_columns

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

NO_VALUE: Final = ""  # the category of people whose class or grade is unknown


class Visibility(Protocol):
    """Which groups a reader may see, and where small ones are marked instead of hidden."""

    @property
    def minimum(self) -> int:
        """Smallest group a share may be taken over for readers who may not see the people."""

    def of(self, groups: pd.DataFrame) -> Mask:
        """Return for each row of keys whether its group may be seen, as (n_groups,) bool."""

    def total(self) -> bool:
        """Return whether the group over all rows may be seen."""

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Return for each row whether the reader may see the people in it."""


@dataclass(frozen=True)
class SeesPersons:
    """A reader who may see the persons: every group is visible, small ones are marked."""

    minimum: int = 5

    def of(self, groups: pd.DataFrame) -> Mask:
        """Every group."""
        return np.ones(len(groups), dtype=bool)

    def total(self) -> bool:
        """Everything together as well."""
        return True

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Everybody."""
        return np.ones(len(groups), dtype=bool)


@dataclass(frozen=True, eq=False)
class Together:
    """Groups that every one of several views shows; a `Visibility`.

    For numbers that are counted over one kind of people and shown beside numbers over another:
    what one lattice hides must not follow from where the other one shows the same count.
    """

    views: Sequence[Visibility]  # at least one

    @property
    def minimum(self) -> int:
        """Largest minimum among the views."""
        return max(view.minimum for view in self.views)

    def of(self, groups: pd.DataFrame) -> Mask:
        """Rows that all views show."""
        shown: Mask = np.logical_and.reduce([view.of(groups) for view in self.views])
        return shown

    def total(self) -> bool:
        """Whether all views show the total."""
        return all(view.total() for view in self.views)

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Rows whose people all views show."""
        seen: Mask = np.logical_and.reduce([view.persons(groups) for view in self.views])
        return seen


@dataclass(frozen=True, eq=False)
class PeriodViews:
    """A view per period, for frames over several periods; a `Visibility`.

    Each period has its own lattice, because its sizes differ. A period without a view is hidden.
    """

    views: Mapping[str, Visibility]  # period_code → view; at least one

    @property
    def minimum(self) -> int:
        """Largest minimum among the views."""
        return max(view.minimum for view in self.views.values())

    def of(self, groups: pd.DataFrame) -> Mask:
        """Each row by the view of its `period_code`."""
        return self._each(groups, "of")

    def total(self) -> bool:
        """Whether the total is shown in every period."""
        return all(view.total() for view in self.views.values())

    def persons(self, groups: pd.DataFrame) -> Mask:
        """Each row by the view of its `period_code`."""
        return self._each(groups, "persons")

    def _each(self, groups: pd.DataFrame, question: str) -> Mask:
        require_columns(groups, ["period_code"], frame="groups")
        found = np.zeros(len(groups), dtype=bool)
        codes = labels_of(groups["period_code"])
        for period, view in self.views.items():
            rows = codes == period
            if rows.any():
                found[rows] = getattr(view, question)(groups[rows])
        return found


def group_states(
    n: Floats, groups: pd.DataFrame, visible: Visibility, *, is_total: bool
) -> NDArray[np.str_]:
    """State of each group: `shown`, `small` (under the minimum, people visible) or `hidden`.

    Parameters
    ----------
    n : (n_groups,) array, people
        The people the share is taken over. Fewer than the minimum stay hidden even if the
        lattice, which may count other people, shows the node.
    groups : frame
        (n_groups, keys)
    visible : Visibility
        What the reader may see.
    is_total : bool
        The rows have no key: ask for the total instead.
    """
    few = (n > 0) & (n < visible.minimum)
    seen = np.full(len(groups), visible.total()) if is_total else visible.of(groups)
    persons = visible.persons(groups)
    hidden = ~persons & (~seen | few)
    return np.where(hidden, "hidden", np.where(few, "small", "shown"))


def labels_of(column: pd.Series[str]) -> NDArray[np.object_]:
    """Return a key column as text, null as NO_VALUE."""
    return column.astype(object).where(column.notna(), NO_VALUE).to_numpy(dtype=object)
