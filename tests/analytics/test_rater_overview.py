"""Summaries of stored rater results, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from analytics import rater_overview


def raters(**columns):
    base = {
        "rater_id": [1, 2, 3, 4, 5, 6],
        "leniency": [4.0, -6.0, 0.5, -1.0, 9.0, 2.0],
        "sd_rating": [3.0, 5.0, np.nan, 4.0, 2.0, 8.0],
        "verdict": [
            "clearly_lenient",
            "clearly_stricter",
            "not_distinguishable",
            "possibly_stricter",
            "not_identified",
            "not_enough_data",
        ],
        "link_grade": ["A", "B", "A", "B", "C", "C"],
        "n_linking": [7, 2, 5, 4, 0, 0],
        "n_employees": [20, 9, 6, 4, 12, 2],
        "n_project_people": [3, 0, 0, 0, 4, 0],
    }
    return pd.DataFrame(base | columns)


def test_verdicts_are_summed_into_directions():
    counts = pd.DataFrame(
        {
            "verdict": [
                "clearly_stricter",
                "possibly_stricter",
                "not_distinguishable",
                "possibly_lenient",
                "clearly_lenient",
                "not_identified",
                "not_enough_data",
            ],
            "n_raters": [2, 3, 50, 4, 1, 20, 10],
            "n_employees": [30, 31, 600, 44, 12, 200, 15],
        }
    )
    tally = rater_overview.tally_verdicts(counts)
    assert (tally.n_raters, tally.n_stricter, tally.n_lenient) == (90, 5, 5)
    assert (tally.n_not_distinguishable, tally.n_not_identified) == (50, 20)
    assert (tally.n_not_enough_data, tally.n_employees_of_clear) == (10, 42)
    # clear ones of those that can be compared: linked and with enough data
    assert (tally.n_clear, tally.n_placed) == (3, 60)


def test_raters_without_a_place_on_the_scale_are_never_among_the_extremes():
    # rater 5 has the largest figure of all, but its team explains it as well
    shown = rater_overview.most_extreme(raters(), each_side=20)
    assert list(shown["rater_id"]) == [1, 3, 4, 2]


def test_each_side_gives_as_many_as_asked():
    shown = rater_overview.most_extreme(raters(), each_side=1)
    assert list(shown["rater_id"]) == [1, 2]


def test_the_usual_spread_is_the_middle_of_the_known_ones():
    assert rater_overview.usual_spread(raters()) == pytest.approx(4.0)
    assert np.isnan(rater_overview.usual_spread(raters(sd_rating=np.nan)))


def test_nobody_is_linked_only_if_every_grade_is_c():
    assert not rater_overview.nobody_linked(raters())
    assert rater_overview.nobody_linked(raters(link_grade="C"))


def test_the_cheapest_links_are_counted_rater_by_rater():
    links = rater_overview.cheapest_links(raters())
    assert (links.n_unlinked, links.n_weakly_linked, links.n_second_ratings) == (2, 2, 2)
    assert (links.n_over_projects, links.n_project_people) == (1, 4)
    # to five each, or to all people of smaller teams: 0 + 3 + 0 + 0 (4 of 4) + 5 + 2
    assert links.n_for_firm_links == 10
