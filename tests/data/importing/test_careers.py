"""Sanctions, assessments and credit: what is told apart, written, corrected and taken back."""

from __future__ import annotations

import json

import pytest

from data import importing
from data.errors import BatchReplaced
from data.importing.reader import read_file
from data.importing.reader.tables import SheetTable
from tests.data.importing.files import invented_nip
from tests.data.importing.stores import UJI, content, prepare, select, sheet, take_in

ONE, TWO = invented_nip(1), invented_nip(2)
SANCTION = {"NIP": ONE, "Nama": "Ani", "Perangkat Daerah": "Dinas Uji", "Tingkat Hukuman": "Sedang",
            "Jenis Hukuman": "Potong tunjangan kinerja 9 bulan", "Mulai Hukuman": "01/02/2024",
            "Akhir Hukuman": "", "Nomor SK": "800/7", "Tanggal SK": "20/01/2024"}  # fmt: skip
ASSESSMENT = {"NIP": ONE, "Nama": "Ani", "Tanggal Asesmen": "14/05/2024",
              "Berlaku Sampai": "13/05/2027", "Kompetensi Teknis": "82,5",
              "Kompetensi Manajerial": "79", "Kompetensi Sosial Kultural": "85",
              "Standar Kompetensi": "Memenuhi", "Uji Kompetensi": "Lulus", "Potensi": "Tinggi",
              "Nilai Potensi": "83", "Ujian Dinas": "Tingkat I",
              "Bebas Ujian Dinas": "Tidak"}  # fmt: skip
CREDIT = {"NIP": ONE, "Nama": "Ani", "Jenjang Jabatan": "Ahli Muda", "Tahun": "2024",
          "Angka Kredit": "25", "Angka Kredit Kumulatif": "62,5"}  # fmt: skip


def only_table(row: dict[str, str]) -> SheetTable:
    (table,) = read_file(sheet([row], {}), "daftar.csv").tables
    return table


def rules(opened, row, kind):
    return prepare(opened, sheet([row], {}), kind=kind).rules


# -- told apart --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        ("sanctions", "NIP;Nama;Perangkat Daerah;Unit Kerja;Jabatan;Golongan;Hukuman Disiplin;TMT;"
                      "Sampai"),
        ("sanctions", "nipBaru;nama;jenisHukumanNama;jenisTingkatHukumanId;skNomor;skTanggal;"
                      "hukumanTanggal;masaTahun;masaBulan;akhirHukumTanggal;"
                      "alasanHukumanDisiplinNama"),
        ("assessments", "No;Nama;NIP;Jabatan;Unit Kerja;Perangkat Daerah;Gol;Potensi"),
        ("assessments", "NIP;Nama;Jabatan;Tanggal Penilaian;Kompetensi Manajerial;Kategori"),
        ("credit", "NIP;Nama;Jabatan;Jenjang;Gol. Ruang;TMT Golongan;Angka Kredit"),
        ("credit", "NIP;Nama;Tahun;Predikat;Angka Kredit"),
        # a recap of ratings stays one, and so does a list of people
        ("appraisals", "NIP;Nama;Tahun;Hasil Kerja;Perilaku Kerja;Predikat;Penilai;Angka Kredit"),
        ("people", "NIP;Nama;Jenis Kelamin;Tanggal Lahir;Pendidikan;OPD;Jabatan;Eselon;"
                   "TMT Jabatan;Angka Kredit"),
        ("agency_results", "Perangkat Daerah;Tahun;Predikat;Nilai IKM"),
    ],
)  # fmt: skip
def test_a_list_is_told_by_its_headings(kind, headings):
    names = headings.split(";")
    cells = {name: ONE if name.casefold() in {"nip", "nipbaru"} else "x" for name in names}
    assert only_table(cells).kind == kind


def test_the_reason_of_a_sanction_never_leaves_the_file():
    table = only_table({**SANCTION, "Alasan Hukuman": "rahasia"})
    assert "rahasia" not in str(table.cells.to_pydict())
    assert [one.matched_by for one in table.columns if one.label == "Alasan Hukuman"] == [
        "sensitive"
    ]


# -- written, corrected, taken back ------------------------------------------------------------


def test_what_the_three_kinds_write(opened):
    for kind, row in (("sanctions", SANCTION), ("assessments", ASSESSMENT), ("credit", CREDIT)):
        report = take_in(opened, sheet([row], {}), kind=kind)
        assert (report.rows_valid, report.rules) == (1, {})
    assert select(
        opened,
        """
        select e.nip, agency_code, level, sanction_kind, starts_on::text, ends_on::text,
            decree_number, decree_on::text
        from sanction join employee as e using (employee_id)
        """,
    ) == [
        (ONE, "DINAS-UJI", "moderate", "allowance_cut_9", "2024-02-01", "2024-10-31", "800/7",
         "2024-01-20")
    ]  # fmt: skip
    assert select(
        opened,
        """
        select assessed_on::text, valid_until::text, technical, managerial, sociocultural,
            competence_standard, competence_test, potential, potential_score, service_exam,
            exam_exempt
        from competence
        """,
    ) == [("2024-05-14", "2027-05-13", 82.5, 79.0, 85.0, "met", "passed", "high", 83.0, "I", "no")]
    assert select(
        opened,
        "select credit_kind, from_on::text, to_on::text, points, functional_level from credit "
        "order by credit_kind",
    ) == [
        ("conversion", "2024-01-01", "2024-12-31", 25.0, "MU"),
        ("cumulated", None, "2024-12-31", 62.5, "MU"),
    ]
    assert select(opened, "select count(*) from period") == [(0,)]


@pytest.mark.parametrize(
    ("kind", "row", "changes"),
    [
        ("sanctions", SANCTION, {"Akhir Hukuman": "31/12/2024"}),
        ("sanctions", SANCTION, {"Tingkat Hukuman": "Tidak Ada", "Jenis Hukuman": ""}),
        ("assessments", ASSESSMENT, {"Potensi": "Rendah", "Ujian Dinas": ""}),
        ("credit", CREDIT, {"Angka Kredit": "37,5"}),
        ("credit", CREDIT, {"Jenjang Jabatan": "Ahli Madya"}),
    ],
)
def test_a_correction_replaces_and_an_undo_brings_back(opened, kind, row, changes):
    empty = content(opened)
    take_in(opened, sheet([row], {}), kind=kind)
    first = content(opened)
    again = take_in(opened, sheet([row], {}), kind=kind)
    assert (again.already_imported, again.batch) == (True, None)
    take_in(opened, sheet([{**row, **changes}], {}), kind=kind)
    second = content(opened)
    assert {name: len(rows) for name, rows in second.items()} == {
        name: len(rows) for name, rows in first.items()
    }
    assert second != first
    with pytest.raises(BatchReplaced):
        importing.undo(1, UJI, "coba", of=opened)
    importing.undo(2, UJI, "coba", of=opened)
    assert content(opened) == first
    importing.undo(1, UJI, "coba", of=opened)
    assert content(opened) == empty


def test_lists_of_two_days_stand_side_by_side(opened):
    take_in(opened, sheet([SANCTION], {}), kind="sanctions")
    take_in(opened, sheet([{**SANCTION, "Mulai Hukuman": "01/02/2023"}], {}), kind="sanctions")
    take_in(opened, sheet([ASSESSMENT], {}), kind="assessments")
    take_in(
        opened, sheet([{**ASSESSMENT, "Tanggal Asesmen": "01/02/2023"}], {}), kind="assessments"
    )
    assert select(opened, "select count(*) from sanction") == [(2,)]
    assert select(opened, "select count(*) from competence") == [(2,)]


def test_an_agency_may_state_that_it_has_no_sanctions(opened):
    nothing = {**dict.fromkeys(SANCTION, ""), "Perangkat Daerah": "Dinas Bersih",
               "Tingkat Hukuman": "Nihil"}  # fmt: skip
    report = take_in(opened, sheet([SANCTION, nothing], {}), kind="sanctions")
    assert (report.rows_valid, report.rules) == (2, {})
    stated = "select employee_id, agency_code from sanction where level = 'none'"
    assert select(opened, stated) == [(None, "DINAS-BERSIH")]
    # said again in another file, it is still one statement
    take_in(opened, sheet([nothing], {}), kind="sanctions")
    assert select(opened, stated) == [(None, "DINAS-BERSIH")]
    importing.undo(2, UJI, "coba", of=opened)
    assert select(opened, stated) == [(None, "DINAS-BERSIH")]
    importing.undo(1, UJI, "coba", of=opened)
    assert select(opened, "select count(*) from agency") == [(0,)]
    # without an agency it says nothing about anybody
    for changes in ({"Perangkat Daerah": "", "Nomor SK": "1"}, {"Nama": "Ani"}):
        assert rules(opened, {**nothing, **changes}, "sanctions") == {"nip_missing": 1}


# -- spans -------------------------------------------------------------------------------------


def last_day(opened, **changes):
    prepared = prepare(opened, sheet([{**SANCTION, **changes}], {}), kind="sanctions")
    assert prepared.rules == {}
    day = prepared.valid["last_on"][0].as_py()
    return None if day is None else day.isoformat()


def test_the_end_of_a_sanction_is_stated_or_follows_from_its_length_or_kind(opened):
    assert last_day(opened) == "2024-10-31"
    assert last_day(opened, **{"Akhir Hukuman": "30/09/2024"}) == "2024-09-30"
    assert last_day(opened, **{"Masa Hukuman Bulan": "6"}) == "2024-07-31"
    assert last_day(opened, **{"Masa Hukuman Tahun": "1"}) == "2025-01-31"
    both = {"Masa Hukuman Tahun": "1", "Masa Hukuman Bulan": "6 bulan"}
    assert last_day(opened, **both) == "2025-07-31"
    demoted = {"Tingkat Hukuman": "Berat", "Jenis Hukuman": "Penurunan jabatan"}
    assert last_day(opened, **demoted) == "2025-01-31"
    light = {"Tingkat Hukuman": "Ringan", "Jenis Hukuman": "Teguran lisan", "Akhir Hukuman": "-"}
    assert last_day(opened, **light) is None
    gone = {"Tingkat Hukuman": "Berat", "Jenis Hukuman": "Pemberhentian dengan hormat"}
    assert last_day(opened, **gone) is None


def span_of(opened, **given):
    row = {"NIP": ONE, "Angka Kredit": "25", **given}
    prepared = prepare(opened, sheet([row], {}), kind="credit")
    assert prepared.rules == {}, prepared.issues
    found = prepared.valid.select(["first_on", "last_on", "credit_kind"]).to_pylist()[0]
    return tuple(str(value) for value in found.values())


def test_credit_belongs_to_a_span_however_it_is_given(opened):
    year = ("2024-01-01", "2024-12-31", "conversion")
    assert span_of(opened, Tahun="2024") == year
    assert (
        span_of(opened, **{"Mulai Penilaian": "01/01/2024", "Selesai Penilaian": "31/12/2024"})
        == year
    )
    parts = {"Bulan Mulai": "Januari", "Tahun Mulai": "2024", "Bulan Selesai": "12",
             "Tahun Selesai": "2024"}  # fmt: skip
    assert span_of(opened, **parts) == year
    assert span_of(opened, Tahun="2024", Periode="Triwulan I")[:2] == ("2024-01-01", "2024-03-31")
    assert span_of(opened, Tahun="2024", Periode="Februari")[:2] == ("2024-02-01", "2024-02-29")
    # what was brought along stands for the day of its decree
    brought = {"Integrasi": "Ya", "Tanggal SK": "31/12/2022"}
    assert span_of(opened, **brought) == ("None", "2022-12-31", "integration")
    base = {"Jenis Angka Kredit": "Dasar", "Selesai Penilaian": "01/03/2023"}
    assert span_of(opened, **base) == ("None", "2023-03-01", "base")


def test_a_sum_needs_its_day_only(opened):
    row = {"NIP": ONE, "Angka Kredit Kumulatif": "62,5", "Jabatan": "Perawat Ahli Muda"}
    assert rules(opened, row, "credit") == {"period_missing": 1}
    take_in(opened, sheet([{**row, "Per Tanggal": "30/06/2024"}], {}), kind="credit")
    assert select(
        opened, "select credit_kind, from_on, to_on::text, points, functional_level from credit"
    ) == [("cumulated", None, "2024-06-30", 62.5, "MU")]


def test_records_of_the_personnel_system_about_discipline(opened):
    record = {
        "id": "1", "nipBaru": ONE, "jenisHukumanNama": "PEMBEBASAN DARI JABATAN SELAMA 12 BULAN",
        "jenisTingkatHukumanId": "B", "skNomor": "800/9", "skTanggal": "20-01-2024",
        "hukumanTanggal": "01-02-2024", "masaTahun": "1", "masaBulan": "0",
        "akhirHukumTanggal": "01-02-2025", "alasanHukumanDisiplinNama": "rahasia",
    }  # fmt: skip
    prepared = importing.prepare(json.dumps([record]).encode(), "hukdis.json", into=opened)
    assert (prepared.kind, prepared.rules, prepared.rows_valid) == ("sanctions", {}, 1)
    found = prepared.valid.select(["sanction_level", "sanction_kind", "first_on", "last_on"])
    assert [str(value) for value in found.to_pylist()[0].values()] == [
        "severe", "release", "2024-02-01", "2025-02-01"
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["-", "", "–"])
def test_a_dash_says_that_there_is_none(opened, mark):
    sanction = {**SANCTION, "Akhir Hukuman": mark, "Tanggal SK": mark}
    assert rules(opened, sanction, "sanctions") == {}
    nobody = {"NIP": TWO, "Tingkat Hukuman": "Tidak Ada", "Mulai Hukuman": mark}
    assert rules(opened, nobody, "sanctions") == {}
    empty = ("Kompetensi Manajerial", "Uji Kompetensi", "Nilai Potensi", "Ujian Dinas",
             "Berlaku Sampai")  # fmt: skip
    assert rules(opened, {**ASSESSMENT, **dict.fromkeys(empty, mark)}, "assessments") == {}
    assert rules(opened, {**CREDIT, "Angka Kredit Kumulatif": mark}, "credit") == {}
