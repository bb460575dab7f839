"""Every question the program asks about people and their ratings; one function, one .sql file.

Each takes a `Scope` first. What a reader may not see never leaves the database.
"""

from data.reads.administration import (
    agencies_kept_apart,
    agency_spellings,
    audit_events,
    batch_issues,
    batches,
    rejected_rows,
    saved_mappings,
)
from data.reads.agency_work import (
    agency_results,
    projects,
    raters_of_agency,
    target_outcomes,
    targets_reached,
)
from data.reads.distributions import (
    city_predicate_counts,
    filling,
    group_sizes,
    level_matrix,
    level_sizes,
    movement_sizes,
    movements,
    predicate_counts,
    predicate_counts_by,
    predicate_trend,
    score_bins,
    score_sizes,
    unit_sizes,
    year_trend,
)
from data.reads.organisation import (
    StoreFacts,
    agencies,
    periods,
    resolve_period,
    rule_set,
    store_facts,
)

__all__ = [
    "StoreFacts",
    "agencies",
    "agencies_kept_apart",
    "agency_results",
    "agency_spellings",
    "audit_events",
    "batch_issues",
    "batches",
    "city_predicate_counts",
    "filling",
    "group_sizes",
    "level_matrix",
    "level_sizes",
    "movement_sizes",
    "movements",
    "periods",
    "predicate_counts",
    "predicate_counts_by",
    "predicate_trend",
    "projects",
    "raters_of_agency",
    "rejected_rows",
    "resolve_period",
    "rule_set",
    "saved_mappings",
    "score_bins",
    "score_sizes",
    "store_facts",
    "target_outcomes",
    "targets_reached",
    "unit_sizes",
    "year_trend",
]
