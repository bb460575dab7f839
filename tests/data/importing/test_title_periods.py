"""Periods in titles, sheet names and headings."""

from __future__ import annotations

import pytest

from data.importing.title_periods import TitlePeriod, common_period, find_period, without_period


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        ("PERIODE PENILAIAN: 1 JANUARI SD 31 DESEMBER TAHUN 2024", "2024", None),
        ("Tahun 2024", "2024", None),
        ("Triwulan II Tahun 2024", "2024", "Triwulan II"),
        ("TW1", None, "Triwulan I"),
        ("TW IV 2023", "2023", "Triwulan IV"),
        ("Q3-2024", "2024", "Triwulan III"),
        ("1 April s.d. 30 Juni 2024", "2024", "Triwulan II"),
        ("Juli 2023", "2023", "Juli"),
        ("Bulan : Mei 2024", "2024", "Mei"),
        ("1 Juli - 31 Juli 2023", "2023", "Juli"),
        ("Agt 2023", "2023", "Agustus"),
        ("Rekap_2024", "2024", None),
        ("Per 31 Desember 2024", "2024", None),
        ("Semester I 2024", "2024", "Semester I"),
        ("Januari - Juni 2024", "2024", "Januari - Juni"),
        ("Sesuai PermenPANRB Nomor 6 Tahun 2022", None, None),
        ("Dicetak 5 Januari 2025", None, None),
        ("NIP 198501012010019999", None, None),
        ("Tahun 2023 dan 2024", None, None),
        ("REKAPITULASI EVALUASI KINERJA PEGAWAI", None, None),
        ("Kota Binjai", None, None),
    ],
)
def test_a_text_speaks_of_a_period(text, year, period):
    assert find_period(text) == TitlePeriod(year, period)


def test_titles_that_disagree_say_nothing():
    assert common_period(["Tahun 2024", "Triwulan II"]) == TitlePeriod("2024", "Triwulan II")
    assert common_period(["Tahun 2024", "Tahun 2023"]) == TitlePeriod(None, None)
    assert common_period([]) == TitlePeriod(None, None)


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("Predikat Tahun 2024", "Predikat"),
        ("Nilai Triwulan II 2024", "Nilai"),
        ("Predikat (2024)", "Predikat"),
        ("Triwulan", "Triwulan"),
        ("Tahun", "Tahun"),
        ("2024", "2024"),
        ("TW I", "TW I"),
        ("Nilai", "Nilai"),
    ],
)
def test_a_heading_is_known_without_its_period(label, bare):
    assert " ".join(without_period(label).split()) == bare
