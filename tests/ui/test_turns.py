"""Pages drawn in turns: in order, one at a time, and nobody held up by a long one."""

import threading
import time

import pytest

from ui import turns


@pytest.fixture(autouse=True)
def _own_turns(monkeypatch):
    monkeypatch.setattr(turns, "_turns", threading.Semaphore(turns.AT_ONCE))


def test_those_who_wait_are_drawn_in_the_order_they_asked(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST_WAIT", 60)
    drawn, at_once, most = [], [], []

    def draw(number):
        with turns.turn():
            at_once.append(number)
            most.append(len(at_once))
            drawn.append(number)
            at_once.remove(number)

    readers = [threading.Thread(target=draw, args=(number,)) for number in range(8)]
    with turns.turn():
        for waiting, reader in enumerate(readers):
            reader.start()
            while len(turns._turns._cond._waiters) <= waiting:  # until this one stands in the line
                time.sleep(0.001)
    for reader in readers:
        reader.join()
    assert (drawn, set(most)) == (list(range(8)), {1})


def test_a_page_that_takes_long_holds_nobody_up(monkeypatch):
    monkeypatch.setattr(turns, "LONGEST_WAIT", 0.01)
    with turns.turn(), turns.turn():
        pass
    assert turns._turns._value == turns.AT_ONCE  # the one beside it had no turn to hand on


def test_a_page_that_ends_early_hands_its_turn_on():
    with pytest.raises(RuntimeError), turns.turn():
        raise RuntimeError
    assert turns._turns._value == turns.AT_ONCE
