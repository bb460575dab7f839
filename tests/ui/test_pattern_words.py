"""The distance to the nation in words: what was compared stands beside it."""

from analytics.rules.pattern import pattern_fit
from tests.analytics.rules import shipped
from ui import i18n
from ui.panels import pattern


def fitted(counts):
    return pattern_fit(counts, None, shipped.rules(), employment={"pns": 1})


def test_the_predicate_furthest_from_chance_has_both_shares():
    assert pattern.national(fitted([10, 357, 19, 19, 2])).endswith(
        "Paling jauh dari kebetulan: Kurang, 4,7% dibanding 0,1% secara nasional."
    )
    with i18n.use_language("en"):
        assert pattern.national(fitted([10, 357, 19, 19, 2])).endswith(
            " 4.7% against 0.1% nationally."
        )


def test_a_mix_within_chance_names_no_predicate():
    assert pattern.national(fitted([9, 71, 0, 0, 0])).endswith("masih dalam batas kebetulan.")


def test_nobody_is_compared_with_nobody():
    assert pattern.national(fitted([0, 0, 0, 0, 0])) == ""
