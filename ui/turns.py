"""Pages are drawn one after the other, whoever asked first is answered first.

Python computes for one page at a time anyway. Where many readers ask at once and all are drawn
together, each waits until nearly all are done; in turns the first is answered at once, and at the
mean everybody waits half as long. A page that takes long, or waits for the database, holds nobody
up: after LONGEST_WAIT the next one starts beside it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

AT_ONCE = 1
LONGEST_WAIT = 0.25  # seconds

_turns = threading.Semaphore(AT_ONCE)


@contextlib.contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn, not longer than LONGEST_WAIT, and hand it on at the end."""
    is_mine = _turns.acquire(timeout=LONGEST_WAIT)
    try:
        yield
    finally:
        if is_mine:
            _turns.release()
