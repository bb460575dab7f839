import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import InvalidRatings, InvalidSetting
from analytics.rules.nine_boxes import (
    boxes_of,
    boxes_of_scores,
    compare_boxes,
    needs_review,
    performance_levels,
    place_people,
    score_levels,
)
from analytics.rules.predicates import LEVELS, PREDICATES
from analytics.rules.ranks import POTENTIALS
from tests.analytics.rules import shipped

TALENT = shipped.rules().promotion.talent
# R9.1, levels counted from 1 (below, low) to 3 (above, high)
R9_1 = {(3, 3): 9, (2, 3): 8, (3, 2): 7, (1, 3): 6, (2, 2): 5, (3, 1): 4, (1, 2): 3, (2, 1): 2,
        (1, 1): 1}  # fmt: skip


def test_all_nine_boxes():
    performance = {"below": 1, "meets": 2, "above": 3}
    potential = {"low": 1, "medium": 2, "high": 3}
    for level in LEVELS:
        for each in POTENTIALS:
            found = boxes_of([level], [each], TALENT)
            assert found.tolist() == [R9_1[performance[level], potential[each]]]


def test_performance_comes_from_the_predicate():
    assert performance_levels([*PREDICATES, None], TALENT).tolist() == [
        "above", "meets", "below", "below", "below", None,
    ]  # fmt: skip
    with pytest.raises(InvalidRatings):
        performance_levels(["Baik"], TALENT)
    with pytest.raises(InvalidRatings):
        boxes_of(["above"], ["tinggi"], TALENT)


def test_nobody_is_placed_without_an_assessment():
    found = place_people(
        ["very_good", "good", "good", "poor", None, None],
        ["high", "high", None, "low", "medium", None],
        TALENT,
    )
    assert found.box.tolist() == [9, 8, 0, 1, 0, 0]
    assert found.in_pool.tolist() == [True, True, False, False, False, False]
    assert (found.n_placed, found.n_unassessed, found.n_unrated) == (3, 2, 1)
    assert {box: n for box, n in found.counts.items() if n} == {1: 1, 8: 1, 9: 1}


@given(
    st.lists(st.tuples(st.sampled_from([*PREDICATES, None]), st.sampled_from([*POTENTIALS, None])))
)
def test_everybody_is_counted_once(people):
    predicates, potential = [each[0] for each in people], [each[1] for each in people]
    found = place_people(predicates, potential, TALENT)
    assert found.n_placed + found.n_unassessed + found.n_unrated == len(people)
    assert found.in_pool.tolist() == [box in (7, 8, 9) for box in found.box.tolist()]


def test_cuts_are_inclusive_below():
    assert score_levels([59.9, 60, 79.9, 80, 100, np.nan], (60, 80)).tolist() == [
        0, 1, 1, 2, 2, -1,
    ]  # fmt: skip
    with pytest.raises(InvalidSetting):
        score_levels([1], (80, 60))
    assert boxes_of_scores([85, 70, np.nan], [90, 50, 90], TALENT).tolist() == [9, 2, 0]


def test_reading_baik_as_above_moves_nearly_everybody():
    # R9.5, the trap: SB 100, B 80 with the cut "80 and more is above"
    predicates = ["very_good"] + ["good"] * 98 + ["poor"]
    potential = ["medium"] * 100
    ours = place_people(predicates, potential, TALENT).box
    scores = np.array([{"very_good": 100, "good": 80, "poor": 40}[each] for each in predicates])
    theirs = boxes_of_scores(scores, np.full(100, 70), TALENT)
    found = compare_boxes(ours, theirs, TALENT)
    assert (found.n_moved, found.n_into_pool, found.n_out_of_pool) == (98, 98, 0)
    assert found.moves.values.tolist() == [[5, 7, 98]]
    assert compare_boxes(ours, ours, TALENT).moves.empty


def test_a_box_the_axes_do_not_yield_is_marked():
    computed = np.array([9, 5, 0, 8])
    assert needs_review([9, 6, 7, np.nan], computed).tolist() == [False, True, False, False]


def test_every_box_has_its_recommendation():
    assert sorted(TALENT.recommendations.value) == list(range(1, 10))
    assert "reward" in TALENT.recommendations.value[9]
    assert TALENT.recommendations.value[1] == ("process_by_law",)
