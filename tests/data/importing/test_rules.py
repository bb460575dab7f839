"""Each named rule on the smallest file that shows it, counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from data.importing import prepare
from tests.data.importing.files import invented_nip
from tests.data.importing.stores import sheet

ONE, TWO, RATER = invented_nip(1), invented_nip(2), invented_nip(60)
GOOD = {
    "nip": ONE,
    "name": "Ani",
    "agency": "Dinas Uji",
    "grade": "III/a",
    "year": "2024",
    "rater_nip": RATER,
    "work_result": "Sesuai Ekspektasi",
    "behaviour": "Sesuai Ekspektasi",
    "predicate": "Baik",
}
TODAY = date(2025, 6, 30)


def judged(*rows, **options):
    return prepare(
        sheet(rows), "rekap.csv", kind="appraisals", today=TODAY, without_store=True, **options
    )


def with_(**changes):
    return {**GOOD, **changes}


def test_a_good_row_breaks_no_rule():
    found = judged(GOOD)
    assert found.rules == {}
    assert (found.rows_read, found.rows_valid) == (1, 1)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("nip_missing", {"nip": ""}),
        ("nip_format", {"nip": "12345"}),
        ("nip_format", {"nip": "198013152010011901"}),  # month 13
        ("nip_format", {"nip": "198001152010013901"}),  # sex 3
        ("nip_format", {"nip": "201001152012011901"}),  # two years old at the start
        ("nip_format", {"nip": "198001152099012901"}),  # starts in the future
        ("nip_format", {"nip": "198001152010001901"}),  # month 00
        ("nip_digits_lost", {"nip": "198001152010011000"}),
        ("nip_digits_lost", {"rater_nip": "198001152010011000"}),
        ("period_missing", {"year": "tahun lalu"}),
        ("period_missing", {"year": "1899"}),
        ("period_in_future", {"year": "2025"}),
        ("period_in_future", {"year": "2099"}),
        ("level_unknown", {"work_result": "Ekspektasi"}),
        ("predicate_unknown", {"predicate": "Lulus"}),
        ("score_out_of_range", {"score": "870"}),
        ("score_out_of_range", {"score": "-5"}),
        ("score_out_of_range", {"score": "delapan puluh"}),
        ("nothing_rated", {"work_result": "", "behaviour": "", "predicate": ""}),
        ("self_rating", {"rater_nip": ONE}),
        ("role_unknown", {"rater_role": "tetangga"}),
        ("date_out_of_range", {"set_on": "31/12/2099"}),
        ("date_out_of_range", {"set_on": "01/01/1899"}),
        ("date_out_of_range", {"set_on": "31 Februari 2024"}),
    ],
)
def test_an_error_rejects_its_row_and_no_other(rule, changes):
    found = judged(with_(**changes), with_(nip=TWO))
    assert found.rules == {rule: 1}
    assert (found.rows_read, found.rows_valid, found.rows_rejected) == (2, 1, 1)
    (issue,) = found.issues.to_dict("records")
    assert (issue["row_number"], issue["rule"], issue["level"]) == (2, rule, "error")


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("predicate_mismatch", {"predicate": "Sangat Baik"}),
        ("rater_missing", {"rater_nip": ""}),
        ("rater_external", {"rater_nip": "104049787"}),
        ("sex_mismatch", {"sex": "L" if ONE[14] == "2" else "P"}),
        ("birth_date_mismatch", {"birth_date": "01/01/1970"}),
        ("rank_unknown", {"grade": "Gol 3"}),
        ("rank_unknown", {"grade": "III"}),  # no grade of a civil servant
        ("sex_unknown", {"sex": "Tuan"}),
        ("birth_date_unknown", {"birth_date": "31 Februari 1980"}),
        ("employment_type_unknown", {"Jenis Kepegawaian": "Honorer"}),
        ("position_class_unknown", {"Jenis Jabatan": "Lainnya"}),
    ],
)
def test_a_warning_lets_its_row_in(rule, changes):
    found = judged(with_(**changes), with_(nip=TWO))
    assert found.rules == {rule: 1}
    assert (found.rows_valid, found.rows_rejected) == (2, 0)


PERSON = {"NIP": ONE, "Nama": "Ani", "Perangkat Daerah": "Dinas Uji", "Jabatan": "Analis",
          "Eselon": "", "TMT Jabatan": "01/01/2023"}  # fmt: skip
TARGET = {"NIP": ONE, "Nama": "Ani", "Tahun": "2024", "Rencana Hasil Kerja": "Laporan tersusun",
          "Indikator": "Jumlah laporan", "Target": "12", "Realisasi": "11"}  # fmt: skip
PROJECT = {"Kode Proyek": "P-1", "Nama Proyek": "Pengendalian banjir", "Rencana Selesai":
           "30/06/2024", "NIP Anggota": ONE, "Nama Anggota": "Ani"}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "row", "rule", "changes"),
    [
        ("people", PERSON, "sex_unknown", {"Jenis Kelamin": "Tuan"}),
        ("people", PERSON, "birth_date_unknown", {"Tanggal Lahir": "99/99/1980"}),
        ("people", PERSON, "employment_type_unknown", {"Jenis Kepegawaian": "Honorer"}),
        ("people", PERSON, "position_class_unknown", {"Jenis Jabatan": "Lainnya"}),
        ("people", PERSON, "assignment_kind_unknown", {"Jenis Penugasan": "Sementara"}),
        ("people", PERSON, "superior_unknown", {"NIP Atasan": "12345"}),
        ("people", PERSON, "superior_unknown", {"NIP Atasan": "198001152010011000"}),
        ("targets", TARGET, "work_result_kind_unknown", {"Jenis RHK": "Sampingan"}),
        ("targets", TARGET, "aspect_unknown", {"Aspek": "Semangat"}),
        ("projects", PROJECT, "state_unknown", {"Status": "Entahlah"}),
        ("projects", PROJECT, "member_role_unknown", {"Peran Anggota": "Penggembira"}),
        ("projects", PROJECT, "member_missing", {"NIP Anggota": ""}),
    ],
)
def test_a_value_that_would_be_dropped_is_reported(kind, row, rule, changes):
    found = prepare(
        sheet([row | changes], {}), "berkas.csv", kind=kind, today=TODAY, without_store=True
    )
    assert found.rules == {rule: 1}
    assert (found.rows_valid, found.rows_rejected) == (1, 0)
    (issue,) = found.issues.to_dict("records")
    heading, value = next(iter(changes.items()))
    assert (issue["row_number"], issue["level"], issue["column"]) == (2, "warning", heading)
    assert issue["value"] == (value or "Ani")


@pytest.mark.parametrize("none", ["", "-", "–", " . "])
def test_a_dash_in_a_column_that_may_be_empty_says_none(none):
    found = judged(with_(sex=none, birth_date=none, **{"Jenis Kepegawaian": none}))
    assert found.rules == {}


def test_numbers_of_agreements_are_valid():
    assert judged(with_(nip="199003172024212999", grade="IX")).rules == {}


def test_rows_of_one_key_with_different_values_are_all_rejected():
    found = judged(GOOD, with_(predicate="Kurang", behaviour="Di Bawah"), with_(nip=TWO))
    assert found.rules["duplicate_conflict"] == 2
    assert (found.rows_valid, found.rows_rejected) == (1, 2)


def test_copies_of_a_row_are_skipped():
    copy = with_(predicate="BAIK ", name="ANI", nip=f"'{ONE}")
    found = judged(GOOD, copy, copy)
    assert found.rules == {"duplicate_identical": 2}
    assert (found.rows_read, found.rows_valid, found.rows_skipped) == (3, 1, 2)


def test_two_absent_raters_are_the_same_key():
    found = judged(with_(rater_nip=""), with_(rater_nip="", predicate="Butuh Perbaikan"))
    assert found.rules["duplicate_conflict"] == 2


def test_names_are_compared_without_titles_case_and_punctuation():
    rows = [
        with_(year=str(year), name=name)
        for year, name in [
            (2020, "Dr. Ani Sitepu, M.Si."),
            (2021, "ANI SITEPU"),
            (2022, "Ani-Sitepu, S.E."),
            (2023, "Budi Tarigan"),
        ]
    ]
    assert judged(*rows).rules == {"name_conflict": 1}


def test_the_scale_is_120_only_with_enough_scores_above_100():
    low = [with_(nip=invented_nip(i), score="90") for i in range(1, 20)]
    one_above = with_(nip=invented_nip(20), score="115")
    assert judged(*low, one_above).rules == {}  # 1 of 20 is 5 %
    assert judged(*low, low[0] | {"nip": invented_nip(21)}, one_above).rules == {
        "score_out_of_range": 1
    }


def test_a_heading_that_names_the_scale_wins():
    content = sheet([with_(score="115")], {"score": "Nilai (0-120)", "nip": "NIP"} | {})
    found = prepare(content, "rekap.csv", kind="appraisals", today=TODAY, without_store=True)
    assert "score_out_of_range" not in found.rules


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"year": "2024"}, "2024"),
        ({"year": "2024", "period": "Tahunan"}, "2024"),
        ({"year": "2024", "period": "Triwulan II"}, "2024-Q2"),
        ({"year": "2024", "period": "TW 3"}, "2024-Q3"),
        ({"year": "2024", "period": "IV"}, "2024-Q4"),
        ({"year": "2024", "month": "Juli"}, "2024-07"),
        ({"year": "2024", "month": "7"}, "2024-07"),
        ({"year": "", "month": "Juli 2023"}, "2023-07"),
        ({"year": "", "month": "2023-07-01"}, "2023-07"),
        ({"year": "", "period": "Triwulan I Tahun 2024"}, "2024-Q1"),
        ({"year": "2024", "period": "Semester I"}, None),
        ({"year": "2024", "period": "Triwulan I 2023"}, None),
    ],
)
def test_periods_are_read_as_offices_write_them(changes, code):
    found = judged(with_(**changes))
    assert found.valid.column("period_code").to_pylist() == ([code] if code else [])


def test_codes_stand_for_levels_where_there_is_no_text():
    row = {
        "nip": ONE, "tahun": "2024", "hasilKinerjaNilai": "1", "perilakuKerjaNilai": "1",
        "kuadranKinerjaNilai": "1", "nipNrpPenilai": RATER, "penilaiUnorNm": "Dinas Uji",
    }  # fmt: skip
    found = judged(row)
    assert found.rules == {}
    (kept,) = found.valid.select(["work_result", "behaviour", "predicate", "agency"]).to_pylist()
    assert kept == {
        "work_result": "above", "behaviour": "above", "predicate": "very_good",
        "agency": "Dinas Uji",
    }  # fmt: skip
