import ast
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from ui import i18n, messages
from ui.i18n import N_, _, choose_language, current_language, ngettext, use_language

MARKERS = {"_", "N_", "gettext", "mark", "ngettext", "pgettext"}


def fields(text):
    return {
        name
        for _text, name, _spec, _conversion in string.Formatter().parse(text)
        if name is not None
    }


def as_tuple(text):
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.fixture(scope="module")
def source():
    return messages.template()


@pytest.fixture(scope="module")
def english():
    return messages.read_translation("en")


def test_outside_a_browser_session_texts_are_indonesian():
    assert current_language() == "id"
    assert _("Unduh") == "Unduh"


def test_a_language_holds_inside_its_block_and_not_after_it():
    with use_language("en"):
        assert _("Unduh") == "Download"
        with use_language("id"):
            assert _("Unduh") == "Unduh"
        assert _("Unduh") == "Download"
    assert _("Unduh") == "Unduh"


def test_the_block_ends_with_an_error_too():
    with pytest.raises(ZeroDivisionError), use_language("en"):
        1 / 0  # noqa: B018
    assert current_language() == "id"


def test_english_has_a_singular_that_indonesian_does_not_need():
    assert [ngettext("{n} hari", "{n} hari", n) for n in (0, 1, 2)] == ["{n} hari"] * 3
    with use_language("en"):
        assert [ngettext("{n} hari", "{n} hari", n) for n in (0, 1, 2)] == [
            "{n} days",
            "{n} day",
            "{n} days",
        ]


def test_a_text_without_translation_stays_indonesian():
    with use_language("en"):
        assert _("kalimat yang tidak ada di katalog") == "kalimat yang tidak ada di katalog"


def test_the_empty_text_is_not_the_header_of_the_catalogue():
    with use_language("en"):
        assert _("") == ""


def test_marking_a_constant_changes_nothing():
    assert N_("Baik") == "Baik"


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ((None, None, None), "id"),
        (("en", "id"), "en"),
        ((None, "id", "en-GB"), "id"),
        (("", None, "en-GB"), "en"),
        (("fr", "EN_us"), "en"),
        (("xx", "de-DE"), "id"),
        ((42,), "id"),
    ],
)
def test_the_first_known_language_wins(candidates, expected):
    assert choose_language(*candidates) == expected


def test_every_text_has_an_english_translation(source, english):
    missing = [
        message.id
        for message in source
        if message.id
        and not all(
            as_tuple(getattr(english.get(message.id, message.context), "string", "") or ("",))
        )
    ]
    assert not missing, f"{len(missing)} texts without translation; run python -m ui.messages"


def test_no_translation_is_left_whose_text_is_gone(source, english):
    known = {(message.id, message.context) for message in source if message.id}
    kept = {(message.id, message.context) for message in english if message.id}
    assert not kept - known
    assert not english.obsolete


def test_the_files_are_what_the_command_would_write():
    stale = [
        path.name
        for path, text in messages.files().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert not stale, "run python -m ui.messages"


def test_translations_have_the_placeholders_of_their_text(source, english):
    for message in source:
        translated = english.get(message.id, message.context) if message.id else None
        if translated is None:
            continue
        expected = fields(as_tuple(message.id)[0])
        for text in as_tuple(translated.string):
            if text:
                assert fields(text) == expected, message.id


def test_translations_keep_the_bold_parts_balanced(english):
    for message in english:
        if message.id:
            for text in as_tuple(message.string):
                assert text.count("**") % 2 == 0, text


def test_only_whole_constant_texts_are_marked():
    """`_(f"…")`, `_(name + "…")` would look for a sentence no catalogue can hold."""
    glued = []
    for path in messages.source_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id not in MARKERS or path.name in ("i18n.py", "messages.py"):
                continue
            texts = node.args[:2] if node.func.id in ("ngettext", "pgettext") else node.args[:1]
            glued += [
                f"{path.name}:{node.lineno}"
                for text in texts
                if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
                and not is_marked_name(text)
            ]
    assert not glued


def is_marked_name(node):
    """A constant marked with N_ and translated later: `_(names[code])`, `_(words.title)`."""
    return isinstance(node, (ast.Subscript, ast.Name, ast.Attribute))


def test_the_search_for_glued_texts_finds_one():
    call = ast.parse('_(f"{n} pegawai")').body[0].value
    assert not isinstance(call.args[0], ast.Constant)
    assert not is_marked_name(call.args[0])


@pytest.mark.long
def test_the_files_of_the_command_do_not_depend_on_time_or_place():
    texts = "".join(messages.files().values())
    assert not re.search(r"\d{4}-\d\d-\d\d", texts)
    assert str(Path(__file__).parents[2]) not in texts
    assert messages.files() == messages.files()


def test_a_translation_survives_an_update_and_a_changed_text_is_not_guessed(tmp_path, monkeypatch):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "timbang.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "lama"\nmsgstr "old"\n\nmsgid "baru sekali"\nmsgstr "brand new"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(messages, "LOCALE_FOLDER", tmp_path)
    wanted = Catalog()
    wanted.add("lama")
    wanted.add("baru sekali!")
    fresh = messages.updated_translation("en", wanted)
    assert fresh.get("lama").string == "old"
    assert not fresh.get("baru sekali!").string
    assert fresh.get("baru sekali") is None


def test_the_languages_name_themselves():
    assert set(i18n.LANGUAGE_NAMES) == set(i18n.LANGUAGES)


def test_the_check_finds_a_stale_catalogue_and_writes_nothing(tmp_path, monkeypatch, capsys):
    stale = tmp_path / "timbang.pot"
    stale.write_text("old", encoding="utf-8")
    monkeypatch.setattr(messages, "PROJECT", tmp_path)
    monkeypatch.setattr(messages, "files", lambda: {stale: "new"})
    assert messages.main(["--check"]) == 1
    assert "timbang.pot: out of date" in capsys.readouterr().out
    assert stale.read_text(encoding="utf-8") == "old"
    assert messages.main([]) == 0
    assert stale.read_text(encoding="utf-8") == "new"
    assert messages.main(["--check"]) == 0
