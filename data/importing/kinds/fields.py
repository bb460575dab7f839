"""The shape of a kind of file: its fields, the headings they go by, and what a table must have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One canonical field of a kind.

    `heading` stands in the template and is an alias itself. Aliases are compared after folding,
    words in any order (headers.py); `weak` ones count only while nothing else claims the field.
    Texts for the template are Indonesian: the sheet is for the offices that fill it in.
    """

    name: str
    heading: str
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    meaning: str = ""
    allowed: str = ""
    example: str = ""
    required: bool = False


@dataclass(frozen=True)
class FillDown:
    """Fields whose blank cells may mean "the same as above", where cells were once merged.

    The first field leads: its blanks decide. At least `blank_share` of its cells must be blank,
    so that a list with a few gaps keeps its gaps.
    """

    fields: tuple[str, ...]
    blank_share: float


@dataclass(frozen=True)
class Kind:
    """One kind of file.

    `needs` lists groups of fields; a table of this kind has at least one field of every group.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]
    key: str | None = None  # column in which a data row carries an 18-digit number
    fill_down: tuple[FillDown, ...] = ()  # outer group first

    @property
    def field_names(self) -> tuple[str, ...]:
        """Canonical names in template order."""
        return tuple(field.name for field in self.fields)
