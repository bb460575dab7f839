import json
from copy import deepcopy
from string import Formatter

import pytest

from analytics.notes import SENTENCES, Note, note, parts_of

NUMBERS = {"n", "n_flagged", "r", "p", "share", "mean", "se"}


@pytest.mark.parametrize("code", SENTENCES)
def test_a_note_is_its_sentence_and_can_be_taken_apart(code: str) -> None:
    names = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    values = {name: 0.25 if name in NUMBERS else "peer" for name in names}
    made = note(code, **values)
    assert "{" not in made
    assert json.loads(json.dumps(parts_of([made]))) == [{"code": code, "values": values}]


def test_a_rater_type_without_a_place_in_the_sentence_stands_behind_it() -> None:
    assert note("one_rater", type="peer").endswith("(rater type peer)")
    assert note("periods_used", type="peer", kind="year") == "peer: ratings by the year"


def test_a_copy_is_a_note() -> None:
    made = note("self_ratings", n=3)
    copied = deepcopy(made)
    assert (copied, copied.code, copied.values) == (made, "self_ratings", {"n": 3})


def test_plain_text_is_kept() -> None:
    assert parts_of(["text of old"]) == [{"code": "text", "values": {"text": "text of old"}}]
    assert isinstance(note("no_moves"), Note)
