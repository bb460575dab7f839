"""The store and its backups."""

from __future__ import annotations

from pathlib import Path

from data.errors.base import DataError


class StoreMissing(DataError):
    """There is no file at the path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"There is no store at {path}. Start the dashboard once (make run), "
            "or build the demo city with: python -m data demo"
        )


class StoreBusy(DataError):
    """Another process has the file open."""

    def __init__(self, path: Path, holder: str | None) -> None:
        self.path = path
        self.holder = holder
        super().__init__(
            f"The store {path} is in use by {holder or 'another program'}. Stop that program "
            "first, or do the same in the dashboard: its Data page imports, undoes and backs up "
            "while it runs."
        )


class StoreTooNew(DataError):
    """The file was written by a newer program."""

    def __init__(self, path: Path, version: int | None, known: int | None) -> None:
        self.path = path
        self.version = version
        self.known = known
        detail = "" if version is None else f" (schema {version}; this program knows {known})"
        super().__init__(
            f"The store {path} was written by a newer version of Timbang{detail}. "
            "Update the program; the file was not changed."
        )


class StoreDamaged(DataError):
    """The file is no store, or its content does not fit together."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} is not a store of Timbang, or it is damaged. Nothing was changed. "
            "Move the file away and restore the last backup with: python -m data restore DIR"
        )


class StoreUnavailable(DataError):
    """The file or its folder cannot be read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} cannot be opened for writing. Check that the folder exists, that this user "
            "may write there and that the disk is not full."
        )


class WriteFailed(DataError):
    """The file could not be written; what was to be written is not in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} could not be written: the disk is full, or the file may not grow. Nothing of "
            "this was kept, what was there before is whole. Make room, then do it again."
        )


class StoreNotEmpty(DataError):
    """Something that needs an empty place was asked of one that holds data."""

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.what = what
        super().__init__(
            f"{what} needs an empty place, but {path} holds something. Nothing was changed. "
            "Name another one, or move this one away."
        )


class BackupDamaged(DataError):
    """A backup folder is incomplete or was altered."""

    def __init__(self, directory: Path, detail: str) -> None:
        self.directory = directory
        self.detail = detail
        super().__init__(f"The backup in {directory} cannot be used: {detail}.")
