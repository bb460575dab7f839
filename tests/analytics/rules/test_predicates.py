import pytest

from analytics.errors import InvalidRatings
from analytics.rules.predicates import (
    AGENCY_PREDICATES,
    AGENCY_RANK,
    LEVELS,
    PREDICATES,
    RANK,
    predicate_of,
)

# R3.1 written out by hand: (work result, behaviour) → predicate
NINE = {
    ("above", "above"): "very_good",
    ("above", "meets"): "good",
    ("above", "below"): "poor",
    ("meets", "above"): "good",
    ("meets", "meets"): "good",
    ("meets", "below"): "poor",
    ("below", "above"): "needs_improvement",
    ("below", "meets"): "needs_improvement",
    ("below", "below"): "very_poor",
}


@pytest.mark.parametrize(("levels", "expected"), NINE.items())
def test_each_of_the_nine_cells(levels, expected):
    assert predicate_of(*levels) == expected


def test_behaviour_below_expectation_never_gives_better_than_poor():
    assert all(RANK[predicate_of(result, "below")] <= RANK["poor"] for result in LEVELS)


def test_a_better_level_never_lowers_the_predicate():
    better = list(zip(LEVELS[1:], LEVELS, strict=False))
    for worse_level, better_level in better:
        for other in LEVELS:
            assert RANK[predicate_of(better_level, other)] >= RANK[predicate_of(worse_level, other)]
            assert RANK[predicate_of(other, better_level)] >= RANK[predicate_of(other, worse_level)]


def test_ranks_run_from_five_best_to_one():
    assert [RANK[name] for name in PREDICATES] == [5, 4, 3, 2, 1]
    assert [AGENCY_RANK[name] for name in AGENCY_PREDICATES] == [5, 4, 3, 2, 1]


def test_an_unknown_level_is_named():
    with pytest.raises(InvalidRatings, match="'behaviour' has 'excellent'"):
        predicate_of("above", "excellent")
