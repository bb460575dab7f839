"""A document as PDF: tagged, in its language, names as text, the same bytes each time."""

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.ui.paper import reading_pdf as reading
from ui.charts import on_paper
from ui.i18n import use_language
from ui.paper import (
    Document,
    Findings,
    Heading,
    KeyFigure,
    KeyFigures,
    Lines,
    NewPage,
    Note,
    Pairs,
    Picture,
    Points,
    Table,
    Text,
    Together,
    pdf,
)
from ui.paper.document import Head
from ui.plain import one_line, plain

MADE_AT = dt.datetime(2025, 1, 2, 10, 30, tzinfo=dt.UTC)
HEAD = Head((("Periode", "2024"), ("Versi metode", "1")), "2024 · Kota", MADE_AT, is_demo=True)
SYMBOLS = "▼▽●△▲◇○ −–•…←→↑↓ ÀéÅœŁğ"
MARKUP = "*_`#$@\\[]{}<>~-=+/\"'&%!?.:;,()|^"


def document(*parts, title="Ringkasan", subject="Kota · 2024"):
    return Document(title, subject, parts)


def one_row(name):
    return Table(("Nama", "Pegawai"), ((name, "12"),), (False, True), (1, 0))


@pytest.fixture
def drawing(shares):
    return Picture(on_paper.stacked_shares(shares, reference="Kota"), "Porsi predikat per kelompok")


@pytest.fixture
def everything(drawing):
    """One of each part."""
    return document(
        Heading("Bagian"),
        Text("Porsi **11,6%** pegawai."),
        Text("Catatan kecil", is_quiet=True),
        Note("Baca bersama catatan."),
        KeyFigures((KeyFigure("Dinilai", "5.245", "−40 sejak 2023", "dari 5.340 pegawai"),) * 4),
        Points(("satu", "dua")),
        Findings((("**A** lain.", "jelas berbeda"),)),
        Together((Heading("Gambar", level=3), drawing)),
        one_row("Kepala Bidang"),
        Pairs((("Nama", "Siti"),)),
        Lines(("Tanggal", "Tanda tangan")),
        NewPage(),
        Text("Halaman kedua"),
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_tagged_and_says_title_and_language(everything, language):
    with use_language(language):
        content = pdf(everything, HEAD)
    root = reading.catalogue(content)
    assert root["/MarkInfo"]["/Marked"] is not None
    assert bool(root["/MarkInfo"]["/Marked"])
    assert str(root["/Lang"]).split("-")[0] == language
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert reading.opened(content).metadata.title == "Ringkasan"
    assert b"pdfuaid:part" in content or "pdfuaid" in str(root["/Metadata"].get_object().get_data())


def test_the_structure_follows_the_parts(everything):
    kinds = reading.kinds(pdf(everything, HEAD))
    assert [kind for kind in kinds if re.fullmatch("H[1-6]", kind)] == ["H1", "H2", "H3", "H2"]
    assert kinds.count("Table") == 1
    assert kinds.count("TH") == 2
    assert kinds.count("TD") == 2
    assert kinds.count("Figure") == 1
    assert kinds.count("LI") == 3
    assert "Strong" in kinds or "Em" in kinds


def test_a_figure_has_its_alternative_text(everything):
    assert reading.alternatives(pdf(everything, HEAD)) == ["Porsi predikat per kelompok"]


def test_every_page_is_a4_and_numbered(everything):
    content = pdf(everything, HEAD)
    for number, page in enumerate(reading.opened(content).pages, start=1):
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        assert (width, height) == pytest.approx((210 / 25.4 * 72, 297 / 25.4 * 72), abs=0.1)
        assert f"Halaman {number} dari 2" in reading.pages(content)[number - 1]
        assert "2024 · Kota" in reading.pages(content)[number - 1]


def test_sample_data_are_marked_on_every_page_and_real_data_on_none(everything):
    assert all("Data contoh" in page for page in reading.pages(pdf(everything, HEAD)))
    real = Head(HEAD.lines, HEAD.foot, MADE_AT, is_demo=False)
    assert "Data contoh" not in reading.text(pdf(everything, real))


def test_the_head_stands_in_the_document(everything):
    shown = reading.text(pdf(everything, HEAD))
    assert "Tentang dokumen ini" in shown
    assert "Versi metode 1" in shown


def test_the_same_document_gives_the_same_bytes(everything):
    first = pdf(everything, HEAD)
    assert pdf(everything, HEAD) == first
    assert b"D:20250102" in first


def test_fonts_come_with_the_file_and_have_every_sign_of_the_interface(everything):
    content = pdf(document(*everything.parts, Text(plain(SYMBOLS))), HEAD)
    found = reading.fonts(content)
    assert all(found.values())
    assert {re.split("-|$", name)[0] for name in found} <= {"SourceSansPro", "DejaVuSans"}
    assert reading.letters(content).count(SYMBOLS.replace(" ", "")) == 1


@settings(max_examples=40, deadline=None)
@given(name=some.text(alphabet=MARKUP + "aB1 ", min_size=1, max_size=60))
def test_markup_in_a_name_is_text(name):
    made = document(
        Text(f"**{plain(name)}** x"), Heading("H " + name), one_row("T " + name),
        title="J " + name, subject="S " + name,
    )  # fmt: skip
    content = pdf(made, HEAD)
    shown, words = reading.letters(content), one_line(name).replace(" ", "")
    for before in ("J", "S", "H", "T"):
        assert before + words in shown
    assert words + "x" in shown
    assert reading.opened(content).metadata.title.strip() == f"J {one_line(name)}".strip()


@settings(max_examples=40, deadline=None)
@given(name=some.text(max_size=40))
def test_any_text_can_be_set(name):
    made = document(Text(plain(name)), one_row(name), title="Judul " + name, subject=name)
    assert len(reading.opened(pdf(made, HEAD)).pages) == 1


def test_a_name_without_spaces_breaks_inside_the_page():
    content = pdf(document(one_row("x" * 400), Text("y" * 300)), HEAD)
    assert "x" * 400 in reading.letters(content)
    longest = max(
        len(line.replace(reading.ZERO_WIDTH_SPACE, ""))
        for page in reading.opened(content).pages
        for line in page.extract_text().splitlines()
    )
    assert longest < 130  # 174 mm hold about 110 letters of this size


def test_a_long_table_repeats_its_head_and_cuts_no_row():
    rows = tuple((f"Penilai {n} " + "panjang " * 20, str(n)) for n in range(60))
    content = pdf(document(Table(("Penilai", "Pegawai"), rows, (False, True), (1, 0))), HEAD)
    found = reading.pages(content)
    assert len(found) > 2
    assert all("Penilai Pegawai" in page for page in found[:-1])
    for n in range(60):
        assert sum(f"Penilai {n} panjang" in page for page in found) == 1
        assert any(f"{'panjang ' * 20}{n}" in page for page in found)


def test_text_shrinks_a_little_to_end_on_the_page_it_has_to():
    lines = tuple(Text(f"Kalimat {n}.") for n in range(47))

    def pages(**settings):
        content = pdf(Document("Ringkasan", "Kota", lines, **settings), HEAD)
        return len(reading.pages(content)), reading.text(content)

    assert pages()[0] == 2
    n_pages, shown = pages(most_pages=1)
    assert n_pages == 1
    assert all(f"Kalimat {n}." in shown for n in range(47))
    assert pages(most_pages=3)[1] == pages()[1]


def test_what_cannot_be_made_to_fit_is_whole_all_the_same():
    lines = tuple(Text(f"Kalimat {n}.") for n in range(150))
    content = pdf(Document("Ringkasan", "Kota", lines, most_pages=1), HEAD)
    assert len(reading.pages(content)) > 1
    assert "Kalimat 149." in reading.text(content)


def test_no_page_holds_the_lines_about_the_document_alone():
    # without care that would happen with 42 and 43 sentences
    for n in range(40, 47):
        lines = tuple(Text(f"Kalimat {k}.") for k in range(n))
        found = reading.pages(pdf(Document("Ringkasan", "Kota", lines), HEAD))
        assert f"Kalimat {n - 1}." in found[-1]
        assert "Tentang dokumen ini" in found[-1]


def test_many_facts_stand_in_two_columns_read_one_after_the_other():
    facts = tuple((f"Hal {n}", f"isi {n}") for n in range(12))
    shown = reading.text(pdf(document(Pairs(facts)), HEAD))
    places = [shown.index(f"Hal {n} isi {n}") for n in range(12)]
    assert places == sorted(places)
