"""Which groups a reader who may not see persons may see: one decision for all pages and filters.

A *group* is the people a share is taken over. The filters (agency, position class, grade group)
span a lattice: every combination of one category or "all" on each axis is a node, and a page
shows nodes. A group under the minimum is hidden. Hiding it alone protects nobody while it follows
from what is shown, so further groups are hidden, until

    1  no line has exactly one hidden member
    2  what a line's hidden children add up to is at least the minimum, and more than their number
    3  neither the complement of a node inside a larger one, nor a box "not this agency and not this
       class …", follows from shown nodes with 1 … minimum − 1 people in it
    4  no hidden node is a linear combination of shown nodes, over the whole lattice

A line is a node and its children along one axis, so that parent = Σ children. An empty group is
shown as empty; each hidden one therefore has at least one person, and five hidden groups with five
people would each be one person (check 2). A box follows by inclusion and exclusion (check 3).

In each step the smallest other group is hidden, a child before its parent. The decision rests on
the sizes of the whole lattice, not on the filter in use: two views can therefore not be played
against each other.

Check 4. Let v be a change of the hidden cells that leaves every shown node as it is; a hidden
node follows from the shown ones exactly if every such v leaves it unchanged too. The first axis
is long (agencies), the others are short, and agencies meet only in the nodes "all agencies". With
P_a the projector on the changes that agency a's own shown nodes allow and R_a = L P_a what they
do to the shown nodes over all agencies, a change v of agency a can be offset by the others
exactly if v is orthogonal to the eigenvectors with eigenvalue 1 of R_a' S⁺ R_a, where S = Σ_a R_a
R_a'. So one small matrix per agency decides.

After the general problem of complementary suppression in tables (Cox 1980, Journal of the
American Statistical Association 75:377; Willenborg & de Waal 2001, Elements of Statistical
Disclosure Control). Two kinds of reader know more and get decisions of their own that hide at
least as much: who may see the people of one agency (`GroupLattice.for_reader_of`), and who looks
below an agency (`lattice` with `inside`).

What is not covered: knowledge from outside the program (a member of a group knows one of the
ratings), the same small group in another period, and bounds: a shown group in which nobody has a
predicate says so about each of its hidden parts, and where very few people are counted, whole
numbers that fit may be scarce.
"""

from analytics.suppression.deriving import derivable
from analytics.suppression.lattice import AXES, GroupLattice, LatticeView, lattice
from analytics.suppression.overlapping import Elsewhere, elsewhere, members_shown
from analytics.suppression.totals import totals_only
from analytics.suppression.visibility import (
    NO_VALUE,
    PeriodViews,
    SeesPersons,
    Together,
    Visibility,
    group_states,
)

__all__ = [
    "AXES",
    "NO_VALUE",
    "Elsewhere",
    "GroupLattice",
    "LatticeView",
    "PeriodViews",
    "SeesPersons",
    "Together",
    "Visibility",
    "derivable",
    "elsewhere",
    "group_states",
    "lattice",
    "members_shown",
    "totals_only",
]
