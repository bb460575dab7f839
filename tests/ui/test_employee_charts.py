"""The history of a person: where another rater took over, and which of the lines is named."""

import pandas as pd
import pytest

from ui.charts.employee import changes_of_rater


@pytest.mark.parametrize(
    ("raters", "changes"),
    [
        ([1, 1, 1], []),
        ([1, 2, 2], [(0.5, True)]),
        # 12 quarters: names two periods apart would run into each other, four would not
        ([1] * 6 + [2] * 2 + [1] * 4, [(5.5, True), (7.5, False)]),
        ([1] * 4 + [2] * 4 + [3] * 4, [(3.5, True), (7.5, True)]),
        ([1, 2] * 3, [(0.5, True), (1.5, False), (2.5, True), (3.5, False), (4.5, True)]),
    ],
)
def test_every_change_is_a_line_and_only_those_far_apart_are_named(raters, changes):
    assert changes_of_rater(pd.DataFrame({"rater_number": raters})) == changes
