"""Who needs a reason: whoever is taken or left against the order, and nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.shortlist_order import Listed, against_order, lacking_reason


def people(marks: str, places: list[int | None] | None = None) -> list[Listed]:
    """Return people 1, 2, … in order; T is taken, a dot is left."""
    where = places or list(range(1, len(marks) + 1))
    return [
        Listed(number, place, mark == "T")
        for number, (place, mark) in enumerate(zip(where, marks, strict=True), start=1)
    ]


@pytest.mark.parametrize(
    ("marks", "k", "expected"),
    [
        ("TTT..", 3, set()),  # the list as it is
        ("TTTTT", 3, set()),  # more places filled, in order
        ("TT...", 3, {3}),  # a place stays empty
        (".....", 3, {1, 2, 3}),
        ("TT.T.", 3, {3, 4}),  # the fourth instead of the third
        ("T.T..", 3, {2}),  # the second left, nobody instead; the third stands within the places
        ("T.TT.", 3, {2, 4}),  # the fourth instead of the second
        ("T..TT", 3, {2, 3, 4, 5}),
        ("TTT.T", 3, {5}),  # one more, over the head of the fourth, who was outside
        ("TT......T", 2, {9}),  # one from far down
        ("T", 5, set()),
        (".", 5, {1}),
    ],
)
def test_by_hand(marks: str, k: int, expected: set[int]) -> None:
    assert against_order(people(marks), k) == expected


def test_equal_scores_may_be_chosen_among_freely() -> None:
    # places 1 and twice 2: whoever of the two is taken, the order is kept
    for marks in ("TT.", "T.T"):
        assert against_order(people(marks, [1, 2, 2]), 2) == set()
    assert against_order(people(".TT", [1, 2, 2]), 2) == {1}
    assert against_order(people("T..", [1, 2, 2]), 2) == {2, 3}


def test_who_was_not_ranked_needs_a_reason_to_be_taken_only() -> None:
    assert against_order(people("TT.T", [1, 2, 3, None]), 2) == {4}
    assert against_order(people("TT..", [1, 2, 3, None]), 2) == set()


def test_a_blank_reason_is_none() -> None:
    listed = [
        Listed(1, 1, is_taken=False, reason="  \n"),
        Listed(2, 2, is_taken=True, reason="Pengalaman di bidang"),
        Listed(3, 3, is_taken=True),
    ]
    assert against_order(listed, 2) == {1, 3}
    assert lacking_reason(listed, 2) == (1, 3)
    assert lacking_reason([*listed[:2], Listed(3, 3, is_taken=True, reason="x")], 2) == (1,)


LISTS = st.lists(
    st.tuples(st.one_of(st.none(), st.integers(1, 6)), st.booleans()), min_size=0, max_size=9
)


@given(LISTS, st.integers(1, 7))
def test_the_slow_way_finds_the_same(rows: list[tuple[int | None, bool]], k: int) -> None:
    listed = [Listed(number, place, taken) for number, (place, taken) in enumerate(rows)]
    slow = set()
    for one in listed:
        others = [each for each in listed if each.place is not None]
        if one.place is None:
            if one.is_taken:
                slow.add(one.employee_id)
        elif one.is_taken:
            if one.place > k and any(
                not each.is_taken and each.place < one.place for each in others
            ):
                slow.add(one.employee_id)
        else:
            is_passed = any(each.is_taken and each.place > one.place for each in others)
            better = [each for each in others if each.is_taken and each.place <= one.place]
            if one.place <= k and (is_passed or len(better) < k):
                slow.add(one.employee_id)
    assert against_order(listed, k) == slow


@given(LISTS, st.integers(1, 7), st.randoms())
def test_the_order_of_rows_does_not_matter(
    rows: list[tuple[int | None, bool]], k: int, random: object
) -> None:
    listed = [Listed(number, place, taken) for number, (place, taken) in enumerate(rows)]
    mixed = list(listed)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # of hypothesis
    assert against_order(mixed, k) == against_order(listed, k)


@given(st.integers(1, 9), st.integers(1, 12))
def test_the_first_k_in_order_need_no_reason(n: int, k: int) -> None:
    listed = [Listed(place, place, place <= k) for place in range(1, n + 1)]
    assert against_order(listed, k) == set()


@given(LISTS, st.integers(1, 7))
def test_of_any_two_out_of_order_one_has_a_reason(
    rows: list[tuple[int | None, bool]], k: int
) -> None:
    listed = [Listed(number, place, taken) for number, (place, taken) in enumerate(rows)]
    found = against_order(listed, k)
    for left in listed:
        for taken in listed:
            if left.is_taken or not taken.is_taken or left.place is None or taken.place is None:
                continue
            if left.place < taken.place:
                assert {left.employee_id, taken.employee_id} & found
