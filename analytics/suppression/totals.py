"""The members of one group (units of an agency) by their totals alone, without further filters.

Where a lattice of unit × class × grade leaves nothing to show, the totals of the units may still be
shown, as long as no page combines units with the other filters: then units meet the rest of the
lattice only in the total of their agency. What remains to be watched is a hidden node of the agency
that is made of whole units: their totals would add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.suppression.lattice import AXES, GroupLattice, lattice


def totals_only(
    sizes: pd.DataFrame,
    *,
    minimum: int,
    inside: GroupLattice,
    member: str,
    axes: Sequence[str] = ("unit_id", *AXES[1:]),
) -> GroupLattice:
    """Decide which members are hidden when only their totals are shown.

    Parameters
    ----------
    sizes : frame
        As for `lattice` below `member`: the axes and `n`, people.
    minimum : int, people
        Smallest group that is shown.
    inside, member : GroupLattice, str
        The enclosing lattice and the category of its first axis the members belong to.
    axes : sequence of str
        The members, then the other axes of `inside`.

    Returns
    -------
    GroupLattice
        With the first axis alone; everything in it is hidden if the total of `member` is, or if a
        hidden node of it is made of whole members.
    """
    alone = lattice(sizes, minimum=minimum, axes=axes[:1])
    place = inside.categories[0].index(member) + 1
    if inside.hidden[place][(0,) * (inside.n.ndim - 1)] or _follows(sizes, axes, inside, place):
        hidden = alone.n > 0
        return GroupLattice(alone.axes, alone.categories, alone.n, hidden, minimum)
    return alone


def _follows(sizes: pd.DataFrame, axes: Sequence[str], inside: GroupLattice, place: int) -> bool:
    """Whether some hidden node of the member has no unit that is partly in it and partly not."""
    keys = sizes[axes[0]].astype(object).where(sizes[axes[0]].notna(), "")
    whole = sizes["n"].groupby(keys).sum()
    for node in np.argwhere(inside.hidden[place]).tolist():
        rows = np.ones(len(sizes), dtype=bool)
        for axis, names, at in zip(axes[1:], inside.categories[1:], node, strict=True):
            if at:
                column = sizes[axis].astype(object).where(sizes[axis].notna(), "")
                rows &= (column == names[at - 1]).to_numpy()
        within = sizes["n"].where(rows, 0).groupby(keys).sum()
        if not ((within > 0) & (within < whole)).any():
            return True
    return False
