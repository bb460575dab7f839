"""Cells about discipline, exams and functional levels, as offices write them."""

from __future__ import annotations

import pytest

from data.importing import career_values, values


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Teguran Lisan", "oral_warning"),
        ("Hukuman disiplin ringan berupa teguran tertulis", "written_warning"),
        ("PERNYATAAN TIDAK PUAS SECARA TERTULIS", "statement_of_dissatisfaction"),
        ("Pemotongan tunjangan kinerja sebesar 25% selama 6 (enam) bulan", "allowance_cut_6"),
        ("Potong TPP 25 % 9 bulan", "allowance_cut_9"),
        ("Pemotongan tukin 25 persen selama dua belas bulan", "allowance_cut_12"),
        ("Penurunan jabatan setingkat lebih rendah selama 12 (dua belas) bulan", "demotion"),
        ("Pembebasan dari jabatannya menjadi jabatan pelaksana selama 12 bulan", "release"),
        ("Pemberhentian dengan hormat tidak atas permintaan sendiri", "dismissal"),
        ("allowance_cut_9", "allowance_cut_9"),
        ("Potong gaji 6 bulan", None),
        ("Pemotongan tunjangan kinerja", None),
        ("Teguran", None),
    ],
)
def test_a_kind_of_sanction(written: str, kind: str | None) -> None:
    assert career_values.sanction_kind(written) == kind


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Ahli Muda", "MU"), ("muda", "MU"), ("MADYA", "MA"), ("Ahli-Pertama", "PT"),
        ("Penyelia", "PY"), ("pt", "PT"), ("Perawat Ahli Utama", "UT"), ("Guru Besar", None),
        ("Pelaksana", None),
    ],
)  # fmt: skip
def test_a_functional_level(written: str, code: str | None) -> None:
    assert career_values.functional_level(written) == code


def test_a_title_needs_the_whole_name_of_the_level() -> None:
    assert career_values.level_of_title("Analis Kebijakan Ahli Madya") == "MA"
    assert career_values.level_of_title("Penata Muda") is None


@pytest.mark.parametrize(
    ("written", "passed"),
    [
        ("Tingkat I", "I"), ("Tk. II", "II"), ("Tingkat I dan II", "I;II"), ("I;II", "I;II"),
        ("2", "II"), ("Tidak Ada", "none"), ("belum", "none"), ("Ya", None),
    ],
)  # fmt: skip
def test_a_service_exam(written: str, passed: str | None) -> None:
    assert career_values.service_exam(written) == passed


@pytest.mark.parametrize(
    ("written", "number"),
    [("6", 6.0), ("6 bulan", 6.0), ("12.0", 12.0), ("1 tahun", 1.0), ("enam", None), ("6-9", None)],
)
def test_a_length(written: str, number: float | None) -> None:
    assert career_values.count(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [("1", 1), ("12", 12), ("Mei", 5), ("13", None), ("0", None), ("x", None)],
)
def test_a_month(written: str, number: int | None) -> None:
    assert career_values.month(written) == number


@pytest.mark.parametrize(
    ("vocabulary", "written", "code"),
    [
        ("sanction_level", "Hukuman Disiplin Sedang", "moderate"),
        ("sanction_level", "S", "moderate"),
        ("sanction_level", "NIHIL", "none"),
        ("competence_standard", "Masih Memenuhi Syarat", "met"),
        ("competence_standard", "KMS", "not_met"),
        ("competence_standard", "not_met", "not_met"),
        ("competence_test", "Tidak Lulus", "failed"),
        ("potential", "SEDANG", "medium"),
        ("potential", "85", None),
        ("credit_kind", "Konversi Predikat", "conversion"),
        ("yes_no", "True", "yes"),
    ],
)
def test_listed_words(vocabulary: str, written: str, code: str | None) -> None:
    assert values.listed(vocabulary, written) == code
