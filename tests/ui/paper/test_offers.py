"""A report among the downloads of a card: offered, built when asked for, reported to the audit."""

import dataclasses
import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.paper import reading_pdf as reading
from ui import downloads
from ui.i18n import use_language
from ui.paper import Document, Heading, Offer, Pairs, Text

ABOUT = downloads.About(
    "Daftar", {"Periode": "2025", "Jenis jabatan": "–"}, dt.date(2025, 12, 31), "7", "ani",
    dt.datetime(2026, 1, 2, 8, 5, tzinfo=dt.UTC), notes=("Kelompok kecil tidak tampil.",),
)  # fmt: skip


def offering_page():
    import datetime as dt

    import streamlit as st

    from ui import downloads
    from ui.i18n import set_language
    from ui.paper import Document, Offer

    set_language("en")

    def build():
        st.session_state["built"] = True
        return Document("Ringkasan", "Kota", ())

    downloads.buttons(
        None,
        lambda: None,
        name=("ringkasan", "2024"),
        day=dt.date(2024, 12, 31),
        key="k",
        paper=Offer("Two pages (PDF)", build),
    )


def test_it_stands_among_the_downloads_and_nothing_is_built():
    page = AppTest.from_function(offering_page).run()
    assert not page.exception
    assert "built" not in page.session_state
    assert [button.proto.label for button in page.get("download_button")] == ["Two pages (PDF)"]
    assert [button.key for button in page.get("download_button")] == ["k_pdf"]


def test_the_head_is_that_of_a_workbook():
    with use_language("id"):
        content = downloads.pdf(Document("Daftar calon", "Kota", (Heading("A"),)), ABOUT)
    shown = reading.text(content)
    for words in ("Periode 2025", "Data per 31 Desember 2025", "Versi metode 7",
                  "Diekspor oleh ani", "Diekspor pada 2 Januari 2026 08.05",
                  "Catatan Kelompok kecil tidak tampil."):  # fmt: skip
        assert words in shown
    assert "2025 · Data per 31 Desember 2025 · metode 7" in shown  # at the foot
    assert "Jenis jabatan" not in shown  # nothing to say
    assert "Data contoh" not in shown


def test_a_file_is_reported_with_its_rows_before_it_is_made():
    told = []
    offered = Offer("PDF", lambda: Document("Daftar", "Kota", (Text("x"),), n_rows=12))

    def report(kind, n_rows):
        told.append((kind, n_rows))

    content = downloads._as_pdf(offered, lambda: ABOUT, report)
    assert told == [("pdf", 12)]
    assert content.startswith(b"%PDF-1.7")


def test_a_file_that_cannot_be_recorded_is_not_made():
    def refuse(_kind, _n_rows):
        raise OSError("full")

    offered = Offer("PDF", lambda: Document("Daftar", "Kota", (), n_rows=12))
    with pytest.raises(OSError, match="full"):
        downloads._as_pdf(offered, lambda: ABOUT, refuse)


def test_the_foot_of_a_page_is_cut_where_the_head_says_it_in_full():
    long = "Dinas " + "Urusan Lain " * 40
    about = dataclasses.replace(ABOUT, filters={"Perangkat daerah": long})
    shown = reading.text(downloads.pdf(Document("Daftar", "Kota", ()), about))
    assert shown.count("Urusan Lain") < 2 * 40
    assert long.strip() in shown


def test_what_the_document_tells_itself_stands_once():
    told = Pairs((("Periode", "2025"), ("Tempat", "10")))
    shown = reading.text(downloads.pdf(Document("Daftar", "Kota", (told,)), ABOUT))
    assert shown.count("Periode 2025") == 1
    assert "Versi metode 7" in shown
