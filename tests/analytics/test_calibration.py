"""What proposals change, against hand counts and against plain counting in pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.calibration import calibration_effect, last_cycle, rater_mixes, with_proposals
from analytics.errors import InvalidRatings, MissingColumns
from analytics.rules.predicates import PREDICATES, RANK
from tests.analytics.rules import shipped

RULES = shipped.rules()
VG, G, NI, P, VP = PREDICATES

# person: now, proposed, before, rater, potential, score of potential, employment
PEOPLE = [
    (VG, None, G, 1, "high", None, "pns"),
    (VG, G, VG, 1, "medium", None, "pns"),
    (G, VG, NI, 1, None, 80.0, "pns"),
    (G, None, G, 1, None, None, "pppk"),
    (G, NI, VG, 2, "low", None, "pns"),
    (G, None, None, 2, None, 10.0, "pns"),
    (NI, P, NI, 2, "high", None, "pppk"),
    (None, G, G, 2, "high", None, "pns"),
    (None, None, None, None, None, None, None),
    (G, G, VG, None, None, None, "pns"),  # proposes what holds anyway
]


def people(rows=PEOPLE):
    columns = ["predicate", "proposed", "previous_predicate", "rater_id", "potential",
               "potential_score", "employment_type"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns).astype({"potential_score": "float64"})


def test_the_mix_before_and_after_as_counted_by_hand():
    found = calibration_effect(people(), "good", RULES)
    assert found.before.counts.tolist() == [2, 5, 1, 0, 0]
    assert found.after.counts.tolist() == [2, 5, 1, 1, 0]
    assert (found.n_people, found.n_proposed) == (10, 5)
    assert (found.n_up, found.n_down, found.n_new) == (1, 3, 1)
    moves = found.moves.astype(object).where(found.moves.notna(), None)
    assert sorted(moves.itertuples(index=False, name=None), key=str) == sorted(
        [(VG, G, 1), (G, VG, 1), (G, NI, 1), (NI, P, 1), (None, G, 1)], key=str
    )


def test_the_pattern_of_the_organisation_is_judged_before_and_after():
    # Baik allows floor(0.7 × 10) = 7 Baik and asks for one below (R4.2)
    rows = [(G, None, None, 1, None, None, "pns")] * 9 + [(VG, None, None, 1, None, None, "pns")]
    frame = people(rows)
    frame.loc[[0, 1], "proposed"] = [VG, NI]
    found = calibration_effect(frame, "good", RULES)
    assert found.before.n_to_move == 2
    assert found.after.n_to_move == 0
    assert [check.is_met for check in found.before.checks].count(False) == 2
    assert all(check.is_met for check in found.after.checks)
    assert found.before.national.distance == pytest.approx(0.0154)  # 0.9 against 0.8846


def test_without_a_predicate_of_the_organisation_only_the_nation_is_compared():
    found = calibration_effect(people(), None, RULES)
    assert found.after.state == "no_agency_predicate"
    assert found.after.national.state == "compared"


def test_the_boxes_before_and_after_as_counted_by_hand():
    # 9 stays, 7 to 5, 8 to 9 (a score of the cut itself is high), 2 to 1, no box to 8
    high_from = RULES.promotion.talent.score_cuts.value[1]
    frame = people()
    frame.loc[2, "potential_score"] = high_from
    boxes = calibration_effect(frame, "good", RULES).boxes
    assert boxes.before.box.tolist() == [9, 7, 8, 0, 2, 2, 6, 0, 0, 0]
    assert boxes.after.box.tolist() == [9, 5, 9, 0, 1, 2, 6, 8, 0, 0]
    assert (boxes.before.n_unassessed, boxes.after.n_unassessed) == (3, 3)
    assert (boxes.before.n_unrated, boxes.after.n_unrated) == (1, 0)
    assert (boxes.change.n_moved, boxes.change.n_into_pool, boxes.change.n_out_of_pool) == (4, 1, 1)
    grid = boxes.grid.set_index("box")
    assert (grid.loc[9, "n_before"], grid.loc[9, "n_after"]) == (1, 2)
    assert tuple(grid.loc[5, ["performance", "potential"]]) == ("meets", "medium")
    assert set(grid.index[grid["in_pool"]]) == {7, 8, 9}


def test_raters_beside_the_others_as_counted_by_hand():
    found = rater_mixes(people()).set_index("rater_id")
    first, second = found.loc[1], found.loc[2]
    assert (first["n_people"], first["n_proposed"], first["n_up"], first["n_down"]) == (4, 2, 1, 1)
    assert (second["n_people"], second["n_proposed"]) == (4, 3)
    assert (second["n_up"], second["n_down"]) == (0, 2)
    assert (first["very_good_before"], first["very_good_after"]) == (0.5, 0.5)
    assert first["good_or_better_after"] == 1.0
    assert second["good_or_better_before"] == pytest.approx(2 / 3)
    assert second["good_or_better_after"] == 0.5
    assert (first["gap_before"], second["gap_before"]) == (0.5, -0.5)
    assert list(found.index) == [2, 1], "most proposals first"


def test_one_rater_alone_has_nobody_to_be_compared_with():
    frame = people([(VG, None, None, 1, None, None, "pns"), (G, VG, None, 1, None, None, "pns")])
    (row,) = rater_mixes(frame).to_dict("records")
    assert np.isnan(row["gap_before"])
    assert row["very_good_after"] == 1.0


def test_nobody_known_gives_no_share():
    frame = people([(None, None, None, 1, None, None, None)])
    (row,) = rater_mixes(frame).to_dict("records")
    assert row["n_people"] == 0
    assert np.isnan(row["very_good_before"])
    assert rater_mixes(people([(G, None, None, None, None, None, "pns")])).empty


def test_the_last_cycle_as_counted_by_hand():
    found = last_cycle(people())
    assert list(found.now) == ["up", "same", "up", "same", "down", None, "same", None, None, "down"]
    assert list(found.then) == [
        "up", "down", "up", "same", "down", None, "down", "same", None, "down"
    ]  # fmt: skip
    assert (found.before.n[0], found.after.n[0]) == (7, 8)
    assert found.before.up.estimate[0] == pytest.approx(2 / 7)
    assert found.after.down.estimate[0] == pytest.approx(4 / 8)
    assert found.after.counts[0].sum() == 8


@pytest.mark.parametrize("column", ["predicate", "proposed"])
def test_an_unknown_predicate_is_refused(column):
    frame = people()
    frame.loc[0, column] = "Baik"
    with pytest.raises(InvalidRatings):
        calibration_effect(frame, None, RULES)


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumns):
        rater_mixes(people().drop(columns="proposed"))


codes = st.sampled_from([*PREDICATES, None])
worlds = st.lists(
    st.tuples(
        codes, codes, codes, st.sampled_from([1, 2, 3, None]),
        st.sampled_from(["low", "medium", "high", None]),
        st.one_of(st.none(), st.floats(0, 100)), st.sampled_from(["pns", "pppk", None]),
    ),
    min_size=1, max_size=40,
)  # fmt: skip


@given(worlds)
@pytest.mark.long
def test_counting_one_by_one_gives_the_same(rows):
    frame = people(rows)
    found = calibration_effect(frame, "good", RULES)
    then = [proposed or now for now, proposed, *_rest in rows]
    assert list(with_proposals(frame["predicate"], frame["proposed"])) == then
    assert found.after.counts.tolist() == [then.count(each) for each in PREDICATES]
    assert found.n_proposed == sum(a != b for (a, *_), b in zip(rows, then, strict=True))
    ranks = [(RANK.get(a), RANK.get(b)) for (a, *_), b in zip(rows, then, strict=True)]
    known = [(a, b) for a, b in ranks if a is not None]
    assert found.n_up == sum(b > a for a, b in known)
    assert found.n_down == sum(b < a for a, b in known)
    assert found.n_up + found.n_down + found.n_new == found.n_proposed == found.moves["n"].sum()
    raters = rater_mixes(frame)
    for row in raters.itertuples():
        own = [b for (*_x, rater, _p, _s, _e), b in zip(rows, then, strict=True)
               if rater == row.rater_id]  # fmt: skip
        rated = [each for each in own if each is not None]
        assert row.n_people == len(rated)
        if rated:
            assert row.very_good_after == pytest.approx(rated.count(VG) / len(rated))


@given(worlds, st.randoms())
@pytest.mark.long
def test_the_order_of_people_does_not_matter(rows, random):
    mixed = list(rows)
    random.shuffle(mixed)
    one, other = (calibration_effect(people(each), "good", RULES) for each in (rows, mixed))
    assert one.after.counts.tolist() == other.after.counts.tolist()
    assert one.boxes.after.counts == other.boxes.after.counts
    pd.testing.assert_frame_equal(rater_mixes(people(rows)), rater_mixes(people(mixed)))


def test_nothing_proposed_changes_nothing():
    frame = people().assign(proposed=None)
    found = calibration_effect(frame, "good", RULES)
    assert found.n_proposed == 0
    assert found.moves.empty
    assert found.boxes.change.n_moved == 0
    mix = found.mix().set_index(["moment", "predicate"])["n"]
    assert mix["before"].tolist() == mix["after"].tolist() == [2, 5, 1, 0, 0]
