"""What a file is, by its bytes and not by its name; what is not taken is refused by kind."""

from __future__ import annotations

import re
from pathlib import Path

from data.errors import (
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    MacroWorkbook,
    PasswordProtected,
    WrongFormat,
)
from data.importing.reader.limits import MAX_BYTES

_SAVE_AS = "Open it in a spreadsheet program and save the table as XLSX or CSV."
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = (
    (b"%PDF", "pdf", f"this is a PDF, not a table. {_SAVE_AS}"),
    (b"\x89PNG", "png", "this is a picture, not a table. Ask for the table itself."),
    (b"\xff\xd8\xff", "jpeg", "this is a picture, not a table. Ask for the table itself."),
    (b"{\\rtf", "rtf", f"this is a text document (RTF). {_SAVE_AS}"),
    (b"PAR1", "parquet", "this is a Parquet file. Save the table as XLSX or CSV."),
    (b"\x1f\x8b", "gzip", "this is a compressed file. Unpack it first."),
    (b"Rar!", "rar", "this is a compressed file. Unpack it first."),
    (b"7z\xbc\xaf", "7z", "this is a compressed file. Unpack it first."),
)
_MARKUP = re.compile(rb"\s*(?:<!doctype\s+html|<html|<table|<\?xml|<head|<meta)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def load(source: Path | bytes, file_name: str) -> bytes:
    """Return the bytes of a file that is neither empty nor too large."""
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > MAX_BYTES:
        raise FileTooLarge(
            file_name,
            f"{size / 1024**2:,.0f} MB; at most {MAX_BYTES / 1024**2:,.0f} MB are taken at once. "
            "Split the table over several files, for example by agency.",
        )
    data = source.read_bytes() if isinstance(source, Path) else source
    if not data.strip():
        raise EmptyFile(file_name, "the file is empty. Export it again.")
    return data


def detect_format(data: bytes, file_name: str) -> str:
    """Return xlsx, csv or json; raise for anything else."""
    if Path(file_name).suffix.casefold() in {".xlsm", ".xltm", ".xlam"}:
        raise MacroWorkbook(
            file_name,
            "workbooks with macros are not taken. Save it as XLSX without macros (.xlsx).",
        )
    if data.startswith(b"PK"):
        return "xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse_compound_file(data, file_name)
    for signature, looks_like, problem in _SIGNATURES:
        if data.lstrip().startswith(signature):
            raise WrongFormat(file_name, problem, looks_like=looks_like)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _MARKUP.match(start):
        raise WrongFormat(
            file_name,
            f"this is a web page saved under the name of a table. {_SAVE_AS}",
            looks_like="html",
        )
    named_workbook = Path(file_name).suffix.casefold() in {".xlsx", ".xls", ".xlsb", ".ods"}
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if named_workbook and not is_utf16 and _CONTROL.search(data[:4096]):
        raise DamagedFile(file_name, f"this is no workbook, or a damaged one. {_SAVE_AS}")
    return "json" if _looks_json(data, start, file_name) else "csv"


def _looks_json(data: bytes, start: bytes, file_name: str) -> bool:
    if Path(file_name).suffix.casefold() == ".json":
        return True
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = data[2:400].replace(b"\x00", b"").lstrip()
    return re.match(rb'\{\s*"|\[\s*[{\[\]]', start[:200]) is not None


def _refuse_compound_file(data: bytes, file_name: str) -> None:
    """Tell an encrypted workbook from an old .xls: both come in the same container."""
    if _ENCRYPTED in data:
        raise PasswordProtected(
            file_name,
            "the workbook is protected by a password. Remove the password and save it again.",
        )
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise MacroWorkbook(
            file_name, "the workbook contains macros. Save it as XLSX without macros (.xlsx)."
        )
    raise WrongFormat(
        file_name, "this is an old workbook (.xls) or document. Save it as XLSX.", looks_like="xls"
    )
