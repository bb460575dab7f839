"""What can go wrong with the store and with files handed in: one base, one class a situation.

Every error carries its facts as fields; `str(error)` says what is wrong, where, and what to do.
No personal data stands in a message: row numbers, column labels and codes only.
"""

from data.errors.base import DataError
from data.errors.decisions import CalibrationRefused, ShortlistRefused
from data.errors.files import (
    CellTooLong,
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    HeaderNotFound,
    InvalidMapping,
    KindAmbiguous,
    MacroWorkbook,
    MalformedJson,
    MixedEncoding,
    NoDataRows,
    NulBytes,
    PasswordProtected,
    RaggedRow,
    SheetNotFound,
    TooManyColumns,
    UnknownKind,
    UnreadableFile,
    UnreadableRecord,
    UnsafeWorkbook,
    WrongFormat,
)
from data.errors.imports import BatchNotFound, BatchReplaced, DemoStore, UnknownAgency
from data.errors.people import AccessDenied, NoteRefused, UnknownRater
from data.errors.rules import ReasonMissing, RuleSetChanged, RuleSetRefused
from data.errors.stores import (
    BackupDamaged,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
    StoreNotEmpty,
    StoreTooNew,
    StoreUnavailable,
    WriteFailed,
)

__all__ = [
    "AccessDenied",
    "BackupDamaged",
    "BatchNotFound",
    "BatchReplaced",
    "CalibrationRefused",
    "CellTooLong",
    "DamagedFile",
    "DataError",
    "DemoStore",
    "EmptyFile",
    "FileTooLarge",
    "HeaderNotFound",
    "InvalidMapping",
    "KindAmbiguous",
    "MacroWorkbook",
    "MalformedJson",
    "MixedEncoding",
    "NoDataRows",
    "NoteRefused",
    "NulBytes",
    "PasswordProtected",
    "RaggedRow",
    "ReasonMissing",
    "RuleSetChanged",
    "RuleSetRefused",
    "SheetNotFound",
    "ShortlistRefused",
    "StoreBusy",
    "StoreDamaged",
    "StoreMissing",
    "StoreNotEmpty",
    "StoreTooNew",
    "StoreUnavailable",
    "TooManyColumns",
    "UnknownAgency",
    "UnknownKind",
    "UnknownRater",
    "UnreadableFile",
    "UnreadableRecord",
    "UnsafeWorkbook",
    "WriteFailed",
    "WrongFormat",
]
