"""Collect the marked texts of the program into timbang.pot and bring the translations up to date.

`python -m ui.messages` writes both files; `--check` changes nothing and says what is out of date.
Translations that exist are kept; those whose source text is gone are dropped, and a text that only
changed a little is *not* guessed at: a wrong sentence is worse than an Indonesian one.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from ui.i18n import DOMAIN, LANGUAGES, LOCALE_FOLDER, SOURCE_LANGUAGE

PROJECT = Path(__file__).parent.parent
SOURCES = ("pages", "ui", "dashboard.py", "jobs")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "mark": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
HEADER = "# Texts of Timbang. Source language: Indonesian. Written by python -m ui.messages.\n"


def source_files() -> Iterator[Path]:
    """Yield the Python files whose texts readers see, in a fixed order."""
    for name in SOURCES:
        path = PROJECT / name
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path] * path.exists()


def template() -> Catalog:
    """Return the catalogue of all marked texts, each with the files it stands in."""
    catalogue = Catalog(project="Timbang", charset="utf-8", header_comment=HEADER.rstrip())
    for path in source_files():
        place = path.relative_to(PROJECT).as_posix()
        found = extract_from_file("python", path, keywords=KEYWORDS, comment_tags=["Translators:"])
        for line, message, comments, context in found:
            catalogue.add(
                message,
                locations=[(place, line)],
                auto_comments=comments,
                context=context,
                flags=["python-brace-format"] if _has_placeholder(message) else [],
            )
    return catalogue


def translation_path(language: str) -> Path:
    """Return where the translations into `language` stand."""
    return LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_translation(language: str) -> Catalog:
    """Return the translations into `language` as they are on disk."""
    path = translation_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Timbang", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated_translation(language: str, source: Catalog) -> Catalog:
    """Return the translations into `language`, with exactly the texts of `source`."""
    known = read_translation(language)
    fresh = Catalog(locale=language, project="Timbang", charset="utf-8", fuzzy=False)
    for message in source:
        if not message.id:
            continue
        old = known.get(message.id, context=message.context)
        text = old.string if old is not None and not old.fuzzy else None
        fresh.add(
            message.id,
            text,
            locations=message.locations,
            flags=[flag for flag in message.flags if flag != "fuzzy"],
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return fresh


def as_text(catalogue: Catalog, *, header: str = "") -> str:
    """Return a catalogue as text that is the same for the same texts: no dates, no line numbers."""
    written = io.BytesIO()
    write_po(
        written, catalogue, omit_header=True, sort_by_file=True, include_lineno=False, width=100
    )
    return header + written.getvalue().decode("utf-8")


def files() -> dict[Path, str]:
    """Return the text each catalogue file should have now."""
    source = template()
    wanted = {LOCALE_FOLDER / f"{DOMAIN}.pot": as_text(source, header=HEADER + _head("") + "\n")}
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            text = as_text(updated_translation(language, source), header=_head(language) + "\n")
            wanted[translation_path(language)] = HEADER + text
    return wanted


def main(arguments: list[str] | None = None) -> int:
    """Write or check the catalogue files; exit code 1 when a check finds something to do."""
    parser = argparse.ArgumentParser(prog="python -m ui.messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, report differences")
    check: bool = parser.parse_args(arguments).check
    different = 0
    for path, text in files().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        different += 1
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            # in one piece: another run that reads half a file would take the rest for untranslated
            written = path.with_suffix(f".{os.getpid()}")
            written.write_text(text, encoding="utf-8", newline="\n")
            written.replace(path)
        verb = "out of date" if check else "written"
        sys.stdout.write(f"{path.relative_to(PROJECT).as_posix()}: {verb}\n")
    for language in LANGUAGES:
        if language != SOURCE_LANGUAGE:
            missing = [
                m.id for m in read_translation(language) if m.id and not _is_complete(m.string)
            ]
            for untranslated in missing:
                sys.stdout.write(f"{language}: no translation yet: {untranslated!r}\n")
    return int(check and different > 0)


def _is_complete(text: object) -> bool:
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


def _has_placeholder(message: str | tuple[str, ...]) -> bool:
    parts = (message,) if isinstance(message, str) else message
    return any("{" in part for part in parts)


def _head(language: str) -> str:
    lines = ["MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"]
    lines.append("Content-Transfer-Encoding: 8bit")
    if language:
        rule = Catalog(locale=language).plural_forms
        lines = [f"Language: {language}", *lines, f"Plural-Forms: {rule}"]
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)


if __name__ == "__main__":
    sys.exit(main())
