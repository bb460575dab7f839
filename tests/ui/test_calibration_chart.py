"""The figure beside the table of a draft: order, people now and then, marks that carry meaning."""

import numpy as np
import pandas as pd
import pytest

from ui import charts, labels
from ui.i18n import use_language


def rows(**changes):
    columns = {
        "predicate": list(labels.PREDICATES),
        "former_n": [10, 1_500, 30, 8, 2],
        "n": [12, 1_498, 30, 8, 2],
        "former_share": [0.0065, 0.9677, 0.0194, 0.0052, 0.0013],
        "share": [0.0077, 0.9665, 0.0194, 0.0052, 0.0013],
        "lower_share": [np.nan, np.nan, np.nan, np.nan, np.nan],
        "upper_share": [np.nan, 0.7, np.nan, np.nan, np.nan],
        "national_share": [0.11, 0.886, 0.002, 0.001, 0.001],
    }
    return pd.DataFrame(columns | changes)


@pytest.mark.parametrize(("language", "thousands"), [("id", "."), ("en", ",")])
def test_people_now_and_proposed_stand_at_the_right(language, thousands):
    with use_language(language):
        figure = charts.proposed_mix(rows())
    words = [note.text for note in figure.layout.annotations]
    assert words == ["10 → 12", f"1{thousands}500 → 1{thousands}498", "30", "8", "2"]
    assert figure.layout.yaxis.ticktext[0] == "Sangat Baik"
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1], "the first row is on top"


def test_the_expected_range_is_drawn_where_there_is_a_bound():
    with use_language("id"):
        figure = charts.proposed_mix(rows())
        bare = charts.proposed_mix(rows(upper_share=[np.nan] * 5))
    (band,) = [trace for trace in figure.data if trace.name == "rentang yang diharapkan"]
    assert list(band.x) == [None, 0.7, None, None, None]
    assert "rentang yang diharapkan" not in {trace.name for trace in bare.data}


def test_the_mix_of_now_is_a_mark_of_its_own_shape():
    with use_language("id"):
        figure = charts.proposed_mix(rows())
    marks = {trace.name: trace for trace in figure.data if trace.type == "scatter"}
    assert set(marks) == {"porsi nasional", "sekarang"}
    assert list(marks["sekarang"].x) == rows()["former_share"].tolist()
    assert marks["sekarang"].marker.symbol != marks["porsi nasional"].marker.symbol
    assert len(figure.to_json()) < 50_000
