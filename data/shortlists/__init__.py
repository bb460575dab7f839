"""Writes of shortlists: who is considered and taken, with reasons, and who approved.

    draft → proposed → approved          the end: an approved list changes no more
              ↓   ↘
            draft  returned → proposed   withdrawn by its proposer; returned with a reason

The list is what it was when it was saved: order, intervals, checks, run and rules are copied into
it and never computed anew. Only its owner chooses and proposes. Somebody else, of those who decide,
approves or returns it: neither the owner nor the proposer may. Every write says which version of
the list its writer saw; where somebody wrote since, nothing is saved.
"""

from data.shortlists.deciding import (
    approve,
    give_back,
    propose,
    withdraw,
)
from data.shortlists.records import (
    APPROVED,
    APPROVERS,
    DRAFT,
    ENTRY_COLUMNS,
    LONGEST_NAME,
    LONGEST_REASON,
    MOST_LISTED,
    OPEN,
    PROPOSED,
    RETURNED,
    WRITERS,
    Basis,
    Choice,
    Criteria,
)
from data.shortlists.writing import (
    create_shortlist,
    save_choices,
)

__all__ = [
    "APPROVED",
    "APPROVERS",
    "DRAFT",
    "ENTRY_COLUMNS",
    "LONGEST_NAME",
    "LONGEST_REASON",
    "MOST_LISTED",
    "OPEN",
    "PROPOSED",
    "RETURNED",
    "WRITERS",
    "Basis",
    "Choice",
    "Criteria",
    "approve",
    "create_shortlist",
    "give_back",
    "propose",
    "save_choices",
    "withdraw",
]
