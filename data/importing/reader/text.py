"""Bytes to text: UTF-8, UTF-16 with a mark, Windows-1252; never a mixture."""

from __future__ import annotations

import codecs

from data.errors import DamagedFile, EmptyFile, MixedEncoding, NulBytes

# Where Windows-1252 has no character.
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"


def decode(data: bytes, file_name: str) -> tuple[str, str]:
    """Return the text and its encoding: utf-8, utf-16 or windows-1252.

    A file whose rows are in two encodings is refused with a row that differs: decoding it in
    either would write a wrong name, and nobody would see it.
    """
    text, encoding = _decode(data, file_name)
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise NulBytes(
            file_name,
            "contains the character NUL, which no text has; the file is damaged or no text file. "
            "Export it again.",
            row=text.count("\n", 0, text.index("\x00")) + 1,
        )
    if not text.strip():
        raise EmptyFile(file_name, "the file is empty. Export it again.")
    return text, encoding


def _decode(data: bytes, file_name: str) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_utf16(data):
        return _utf16(data, file_name), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_mixture(data, error.start, file_name)
    for row, line in enumerate(data.split(b"\n"), start=1):
        if any(byte in line for byte in _UNDEFINED):
            raise DamagedFile(
                file_name,
                "a character can be read neither as UTF-8 nor as Windows-1252. "
                "Save the file as CSV UTF-8.",
                row=row,
            )
    return data.decode("cp1252"), "windows-1252"


def _looks_utf16(data: bytes) -> bool:
    """Tell UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return len(head) >= 16 and max(even, odd) > 0.4 * len(head) / 2 and min(even, odd) == 0


def _utf16(data: bytes, file_name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        readable = data[: error.start].decode(encoding, errors="ignore")
        raise DamagedFile(
            file_name,
            "the UTF-16 text is cut off or damaged. Export it again, as CSV UTF-8.",
            row=readable.count("\n") + 1,
        ) from error


def _refuse_mixture(data: bytes, first_bad: int, file_name: str) -> None:
    """Raise if some lines with letters outside ASCII are valid UTF-8 and others are not."""
    if data.startswith(codecs.BOM_UTF8):
        valid_row: int | None = 1
    else:
        valid_row = None
    invalid_row = data.count(b"\n", 0, first_bad) + 1
    for row, line in enumerate(data.split(b"\n"), start=1):
        if valid_row is not None:
            break
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            valid_row = row
        except UnicodeDecodeError:
            continue
    if valid_row is None:
        return
    line_start = data.rfind(b"\n", 0, first_bad) + 1
    raise MixedEncoding(
        file_name,
        f"row {invalid_row} is in Windows-1252, other rows (row {valid_row}) are in UTF-8; about "
        f"character {first_bad - line_start + 1} of the row. Save the whole file as CSV UTF-8.",
        row=invalid_row,
    )
