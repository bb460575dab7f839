"""Two languages: Indonesian stands in the source, English in locale/en, chosen per reader.

`_("…")` marks and translates a whole sentence, `ngettext` picks the plural, `mark` (imported as
`N_`) marks a constant that is translated later with `_`. The .po file is compiled in memory at
first use, so that the repository holds one text per language and nothing built from it.

Which language counts: `use_language(…)` of the running code, else the choice of the browser session
(`set_language`), else Indonesian. A download is built in another thread than the page; whoever
builds one takes `current_language()` along and sets it again with `use_language`.
"""

from __future__ import annotations

import functools
import gettext as gettext_module
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import streamlit as st
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from streamlit.runtime.scriptrunner import get_script_run_ctx

SOURCE_LANGUAGE = "id"
LANGUAGES = ("id", "en")
LANGUAGE_NAMES = {"id": "Indonesia", "en": "English"}  # each in its own language
LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "timbang"

# Not the key of a widget: Streamlit forgets those when the widget is not drawn.
SESSION_KEY = "session_language"

_forced: ContextVar[str | None] = ContextVar("forced_language", default=None)
# of the thread that runs a page; a page asks a thousand times, and the session takes its time
_of_run: ContextVar[str | None] = ContextVar("language_of_run", default=None)


def current_language() -> str:
    """Return the language code that texts and numbers appear in right now."""
    forced = _forced.get()
    if forced is not None:
        return forced
    if get_script_run_ctx(suppress_warning=True) is None:
        return SOURCE_LANGUAGE
    return _of_run.get() or _of_session()


def _of_session() -> str:
    return choose_language(st.session_state.get(SESSION_KEY))


def set_language(language: str) -> None:
    """Keep a language for the browser session; an unknown code means Indonesian.

    Called at the start of each run of a page, before anything is written.
    """
    chosen = choose_language(language)
    st.session_state[SESSION_KEY] = chosen
    _of_run.set(chosen)


def choose_language(*candidates: object) -> str:
    """Return the first candidate that is a language of ours, else Indonesian.

    Candidates come in order of weight: the link, the saved choice, the browser. Browser codes
    such as `en-GB` count by their first part.
    """
    for candidate in candidates:
        code = str(candidate or "").replace("_", "-").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return SOURCE_LANGUAGE


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Speak `language` inside the block, whatever the session says."""
    token = _forced.set(choose_language(language))
    try:
        yield
    finally:
        _forced.reset(token)


def gettext(message: str) -> str:
    """Translate a whole sentence; a missing translation shows the Indonesian."""
    if not message:
        return message  # the empty id holds the header of the catalogue
    return _catalogue(current_language()).gettext(message)


def ngettext(singular: str, plural: str, n: float) -> str:
    """Translate with the plural form for `n`; the caller formats `{n}` in."""
    return _catalogue(current_language()).ngettext(singular, plural, int(n))


def pgettext(context: str, message: str) -> str:
    """Translate a word that needs a context, because one Indonesian word has two meanings."""
    return _catalogue(current_language()).pgettext(context, message)


def mark(message: str) -> str:
    """Mark a constant for translation and return it unchanged; `_` translates it when shown."""
    return message


_ = gettext
N_ = mark


@functools.cache
def _catalogue(language: str) -> gettext_module.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return gettext_module.NullTranslations()
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return gettext_module.NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue, use_fuzzy=False)
    compiled.seek(0)
    return gettext_module.GNUTranslations(compiled)
