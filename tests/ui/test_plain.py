import html
import string

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ui.plain import one_line, plain, plain_in_figure, shortened

HOSTILE = [
    "<script>alert(1)</script>",
    "*tebal* _miring_ ~~coret~~",
    "[x](http://contoh.go.id)",
    "![x](y.png)",
    "$a^2$",
    ":material/home:",
    ":red[merah]",
    "# judul",
    "1. satu",
    "- daftar",
    "`kode`",
    "a | b",
    "www.contoh.go.id",
    "a@contoh.go.id",
    "\\*",
]


def unescaped(text):
    """Read Markdown as a reader does: a backslash before punctuation stands for the sign itself."""
    signs, i = [], 0
    while i < len(text):
        if text[i] == "\\" and i + 1 < len(text) and text[i + 1] in string.punctuation:
            i += 1
        signs.append(text[i])
        i += 1
    return "".join(signs)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_read_back_letter_by_letter(name):
    assert unescaped(plain(name)) == name


@given(some.text())
def test_any_text_is_read_back_letter_by_letter(text):
    assert unescaped(plain(text)) == one_line(text)


@given(some.text(alphabet="<>&$%{}:/abc"))
def test_figures_show_any_text_letter_by_letter(text):
    shown = plain_in_figure(text)
    assert "<" not in shown
    assert "$" not in shown
    assert html.unescape(shown) == one_line(text)


@pytest.mark.parametrize("start", "`*_{}[]()<>#+-.!|~$:&=^@/\\")
def test_no_sign_that_starts_markup_stays_bare(start):
    assert plain(f"a{start}b") == f"a\\{start}b"


def test_a_name_stays_on_one_line():
    assert plain("Dinas\n\nKesehatan\t Kota ") == "Dinas Kesehatan Kota"


def test_signs_that_turn_the_direction_of_writing_are_taken_out():
    assert one_line("Ani\u202exslx\u200b.\u0000") == "Anixslx."


def test_a_long_name_ends_with_an_ellipsis_inside_its_length():
    short = shortened("Dinas Pengendalian Penduduk", 12)
    assert len(short) <= 12
    assert short.endswith("…")
    assert shortened("Dinas", 12) == "Dinas"
