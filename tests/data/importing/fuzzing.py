"""Files no office would send: good ones with bytes changed, cut, doubled or put in."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from data import importing
from data.errors import DataError
from tests import samples

GOOD = {
    "rekap.xlsx": samples.annual(n_rows=8),
    "nilai.csv": samples.monthly(n_rows=8),
    "skp.json": samples.personnel(n_rows=8),
}


@dataclass(frozen=True)
class Change:
    """One change: at a place (share of the length), so many bytes give way to others."""

    place: float
    n_removed: int
    put_in: bytes

    def made_in(self, content: bytes) -> bytes:
        """Return the content with the change."""
        start = int(self.place * len(content))
        return content[:start] + self.put_in + content[start + self.n_removed :]


@dataclass(frozen=True)
class BrokenFile:
    """A good file under a name, with its changes."""

    source: str
    name: str
    changes: tuple[Change, ...]

    @property
    def content(self) -> bytes:
        """The bytes that are sent."""
        content = GOOD[self.source]
        for change in self.changes:
            content = change.made_in(content)
        return content


def broken_files() -> st.SearchStrategy[BrokenFile]:
    """Return good files with up to five changes, sometimes under the name of another kind."""
    put_in = st.one_of(
        st.binary(max_size=12),
        st.sampled_from([b"\0", b'"', b"\xff\xfe", b"\r\n", b";;;;", b"<x>", b"=1+1", b"9" * 400]),
    )
    removed = st.one_of(st.integers(0, 4), st.integers(0, 4000))
    changes = st.builds(Change, st.floats(0, 1), removed, put_in)
    names = st.sampled_from([*GOOD, "tanpa-akhiran", "data.xls", "a" * 300 + ".csv"])
    return st.sampled_from(sorted(GOOD)).flatmap(
        lambda source: st.builds(
            BrokenFile,
            st.just(source),
            st.one_of(st.just(source), names),
            st.lists(changes, max_size=5).map(tuple),
        )
    )


def says_no_or_reads(file: BrokenFile) -> bool:
    """Prepare the file; returns whether it was read, and lets anything but a plain no through."""
    try:
        prepared = importing.prepare(file.content, file.name, without_store=True)
    except DataError:
        return False
    counted = prepared.rows_valid + prepared.rows_rejected + prepared.rows_skipped
    assert counted == prepared.rows_read
    return True
