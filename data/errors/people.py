"""Who may read and write what about people."""

from __future__ import annotations

from data.errors.base import DataError


class AccessDenied(DataError):
    """The reader's role may not do this."""

    def __init__(self, what: str, roles: tuple[str, ...]) -> None:
        self.what = what
        self.roles = roles
        super().__init__(f"{what} needs one of these roles: {', '.join(roles)}.")


class UnknownRater(DataError):
    """Nobody of that number has rated anyone the reader may see."""

    def __init__(self, rater_id: int) -> None:
        self.rater_id = rater_id
        super().__init__(f"No rater has the number {rater_id}. Open the rater from the list again.")


class NoteRefused(DataError):
    """A note that is empty or too long."""

    def __init__(self, n_characters: int, longest: int) -> None:
        self.n_characters = n_characters
        self.longest = longest
        super().__init__(
            f"A note needs 1 to {longest} characters; this one has {n_characters}. "
            "Write a shorter one, or several."
        )
