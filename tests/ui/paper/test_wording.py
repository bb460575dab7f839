"""From Markdown to runs of text."""

from hypothesis import given
from hypothesis import strategies as some

from ui.paper.wording import Run, line, runs
from ui.plain import one_line, plain, writable


def test_bold_and_plain_take_turns():
    assert runs("**A** dan **b** c") == [
        Run("A", True), Run(" dan ", False), Run("b", True), Run(" c", False)
    ]  # fmt: skip


def test_what_is_not_bold_stays_as_it_is():
    assert runs("*a* _b_ [c](d) $e$ :red[f]") == [Run("*a* _b_ [c](d) $e$ :red[f]", False)]


@given(some.text())
def test_an_escaped_name_comes_back(name):
    shown = writable(one_line(name))
    assert "".join(run.text for run in runs(plain(name))) == shown
    assert not any(run.is_bold for run in runs(plain(name)))


@given(some.text())
def test_a_name_in_a_sentence_leaves_its_surroundings_alone(name):
    found = runs(f"**{plain(name)}** memberi")
    assert found[-1] == Run(" memberi", False)
    assert "".join(run.text for run in found[:-1]) == writable(one_line(name))


@given(some.text())
def test_a_line_has_no_breaks_and_can_be_written(text):
    found = line(text)
    assert "\n" not in found
    assert found.encode("utf-8").decode() == found
