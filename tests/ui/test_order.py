import pandas as pd
from hypothesis import given
from hypothesis import strategies as some

from ui.order import reading_order


def groups(frame):
    return list(dict.fromkeys(frame["group"]))


def test_best_first_reference_on_top_hidden_last(shares_with_hidden):
    assert groups(reading_order(shares_with_hidden, reference="Kota")) == [
        "Kota",
        "Dinas Kesehatan",
        "Satpol PP",
        "Kecamatan",
    ]


def test_without_reference_the_city_stands_where_its_share_puts_it(shares):
    assert groups(reading_order(shares)) == ["Dinas Kesehatan", "Kota", "Satpol PP"]


@given(some.permutations(range(15)))
def test_the_order_of_rows_does_not_matter_for_the_order_of_groups(order):
    rows = [
        (g, p, s)
        for g, s in (("A", 0.2), ("B", 0.3), ("C", 0.3))
        for p in ("very_good", "good", "poor", "very_poor", "needs_improvement")
    ]
    frame = pd.DataFrame([rows[i] for i in order], columns=["group", "predicate", "share"])
    assert groups(reading_order(frame)) == ["B", "C", "A"]  # equal shares by name


def test_nothing_is_lost_and_predicates_keep_their_order(shares):
    ordered = reading_order(shares, reference="Kota")
    assert len(ordered) == len(shares)
    first = ordered[ordered["group"] == "Satpol PP"]["predicate"]
    assert list(first) == list(shares[shares["group"] == "Satpol PP"]["predicate"])


def test_groups_with_everybody_at_good_or_above_are_sorted_by_very_good() -> None:
    rows = pd.DataFrame(
        {
            "group": ["A", "A", "B", "B", "C", "C"],
            "predicate": ["good", "very_good"] * 3,
            "share": [0.9, 0.1, 0.6, 0.4, 0.7, 0.2],
        }
    )
    assert list(dict.fromkeys(reading_order(rows)["group"])) == ["B", "A", "C"]
