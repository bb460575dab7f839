"""Headings and what they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import HeaderNotFound, InvalidMapping, UnknownKind
from data.importing.headers import (
    check_mapping,
    fold,
    header_fingerprint,
    is_sensitive,
    match_label,
    score_scale,
    suggest_mapping,
)
from data.importing.kinds import KINDS, find_kind
from data.importing.reader import read_file
from tests.data.importing import files

# What public systems send, name by name; None is known and not needed.
SKP22 = {
    "id": None, "pnsDinilaiId": "nip", "pnsDinilaiOrang": "nip", "tahun": "year",
    "hasilKinerja": "work_result", "hasilKinerjaNilai": "work_result_code",
    "perilakuKerja": "behaviour", "PerilakuKerjaNilai": "behaviour_code",
    "kuadranKinerja": "predicate", "KuadranKinerjaNilai": "predicate_code",
    "namaPenilai": "rater_name", "nipNrpPenilai": "rater_nip", "penilaiGolonganId": "rater_grade",
    "penilaiJabatanNm": "rater_position", "penilaiUnorNm": "rater_unit", "statusPenilai": None,
    "path": None,
}  # fmt: skip
PERIODIC = {
    "tahun": "year", "nip": "nip", "nama": "name", "perilakuKerjaNilai": "behaviour_code",
    "kuadranKinerjaNilai": "predicate_code", "kuadranNilai": "predicate_code",
    "kriteria": "predicate", "koefisenId": None, "persentase": None, "periodikId": None,
    "periodikNama": "period", "jabatan": "position", "unorId": None, "unorNama": "unit",
    "instansiId": None, "instansiNama": None, "penilaiNipNrp": "rater_nip",
    "penilaiJabatanNama": "rater_position", "penilaiPnsId": None, "penilaiUnorNm": "rater_unit",
}  # fmt: skip
OLD_YEARLY = {
    "nilaiSkp": "score", "orientasiPelayanan": "item_service_oriented",
    "integritas": "item_integrity", "komitmen": "item_commitment", "disiplin": "item_discipline",
    "kerjasama": "item_cooperation", "kepemimpinan": "item_leadership",
    "inisiatifKerja": "item_initiative", "nilairatarata": None,
}  # fmt: skip
PERSON = {
    "nipBaru": "nip", "nipLama": "old_nip", "nama": "name", "gelarDepan": "front_title",
    "gelarBelakang": "back_title", "tglLahir": "birth_date", "jenisKelamin": "sex",
    "tkPendidikanTerakhir": "education", "statusPegawai": "employment_type",
    "kedudukanPnsNama": None, "tmtCpns": None, "tmtPns": None, "bupPensiun": None,
    "tmtPensiun": None, "unorNama": "unit", "unorIndukNama": "agency",
    "jenisJabatan": "position_class", "jabatanNama": "position", "tmtJabatan": "position_since",
    "eselon": "echelon", "golRuangAkhir": "grade", "tmtGolAkhir": "grade_since",
    "asnJenjangJabatan": "functional_level",
}  # fmt: skip
BY_HAND = {
    "No.": None, "N.I.P.": "nip", "NAMA PEGAWAI": "name", "Nama Pegawai Yang Dinilai": "name",
    "JK": "sex", "Gol. Ruang": "grade", "Pangkat/Gol. Ruang": "grade", "Pangkat": "rank_name",
    "Unit Kerja": "unit", "Perangkat Daerah (OPD)": "agency", "Nama Instansi": "agency",
    "Pejabat Penilai": "rater_name", "NIP Pejabat Penilai Kinerja": "rater_nip",
    "Atasan": "rater_name", "Atasan Langsung (NIP)": "rater_nip",
    "Jabatan Atasan": "rater_position",
    "Rating Hasil Kerja": "work_result", "Rating Perilaku": "behaviour",
    "Predikat Kinerja Tahun 2024": "predicate", "Predikat TW II": "predicate",
    "Nilai (0-100)": "score", "Periode/Triwulan": "period", "Bulan": "month",
    "Nilai Akuntabel": "item_accountable", "Berorientasi Pelayanan": "item_service_oriented",
    "Umpan Balik": "feedback_text", "Tgl. Penilaian": "set_on", "Employee Name": "name",
    "Work Result": "work_result", "Rater NIP": "rater_nip", "Supervisor Name": "rater_name",
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "label", "field"),
    [
        *(("appraisals", *pair) for pair in (SKP22 | PERIODIC | OLD_YEARLY | BY_HAND).items()),
        *(("people", *pair) for pair in PERSON.items()),
        ("people", "NIP Atasan Langsung", "superior_nip"),
        ("people", "TMT Gol. Ruang", "grade_since"),
        ("agency_results", "Predikat", "agency_predicate"),
        ("agency_results", "Indeks Kepuasan Masyarakat (IKM)", "satisfaction_index"),
        ("targets", "RHK Pimpinan yang Diintervensi", "parent_work_result"),
        ("targets", "rhk_pimpinan_yang_diintervensi", "parent_work_result"),
        ("targets", "Indikator Kinerja Individu (IKI)", "indicator"),
        ("targets", "Realisasi 2024", "realised"),
        ("projects", "Tanggal Rencana Selesai", "planned_end"),
        ("projects", "NIP", "member_nip"),
    ],
)
def test_a_heading_stands_for_its_field(kind, label, field):
    match = match_label((label,), kind)
    assert match.field == field
    assert match.how


@pytest.mark.parametrize(
    "label",
    [
        "Warna",
        "Nama/NIP",
        "Jabatan/Unit Kerja",
        "123",
        "",
        "Penilai Lain",
        "TMT Jabatan",
        "Angka 5",
    ],
)
def test_an_unclear_heading_stands_for_nothing(label):
    assert match_label((label,), "appraisals").field is None


@pytest.mark.parametrize("label", ["Atasan Pejabat Penilai", "NIP Atasan Pejabat Penilai"])
def test_the_superior_of_the_rater_is_not_the_rater(label):
    assert match_label((label,), "appraisals").field is None
    assert match_label(("Atasan Langsung/Pejabat Penilai",), "appraisals").field == "rater_name"


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (("Pejabat Penilai", "NIP"), "rater_nip"),
        (("Pegawai yang Dinilai", "NIP"), "nip"),
        (("Identitas Pegawai", "Nama"), "name"),
        (("Hasil Kerja", "Rating"), "work_result"),
        (("Hasil Kerja", "Nilai"), "work_result_code"),
        (("Perilaku Kerja", "Akuntabel"), "item_accountable"),
        (("Penilaian Tahun 2024", "Perilaku Kerja"), "behaviour"),
        (("Pejabat Penilai", "Warna"), None),
        (("Atasan Pejabat Penilai", "NIP"), None),
        (("Rekap", "Pejabat Penilai", "Nama"), "rater_name"),
    ],
)
def test_a_heading_of_several_rows_stands_for_its_field(parts, field):
    assert match_label(parts, "appraisals").field == field


@given(st.sampled_from(sorted(BY_HAND)), st.data())
def test_case_and_punctuation_do_not_matter(label, data):
    expected = match_label((label,), "appraisals").field
    between = data.draw(st.sampled_from((" ", "  ", "_", ". ", "-", "\n")))
    if "/" in label or "(" in label:
        between = " "
    spelt = between.join(label.split())
    # A word of capitals and small letters would be split where the case changes.
    spelt = data.draw(st.sampled_from((spelt, spelt.upper(), spelt.casefold(), spelt.title())))
    assert match_label((spelt,), "appraisals").field == expected


@pytest.mark.parametrize(
    "label",
    ["Agama", "NIK", "Alamat Rumah", "Status Perkawinan", "jenisKawinNama", "No. HP", "Gol. Darah",
     "Email Pegawai", "Jumlah Anak", "tempatLahir", "NIK Penilai"],
)  # fmt: skip
def test_what_is_never_stored_is_told_by_its_heading(label):
    assert is_sensitive(label)
    for kind in KINDS:
        assert match_label((label,), kind).how == "sensitive"


def test_no_field_of_any_kind_is_taken_for_what_is_never_stored():
    for kind in KINDS.values():
        for field in kind.fields:
            for alias in (field.heading, field.name, *field.aliases, *field.weak):
                assert not is_sensitive(alias), (kind.name, alias)


@pytest.mark.parametrize("kind", KINDS)
def test_every_strong_alias_leads_to_a_field_that_has_it(kind):
    for field in find_kind(kind).fields:
        for alias in (field.heading, field.name, *field.aliases):
            found = match_label((alias,), kind).field
            owner = next(one for one in find_kind(kind).fields if one.name == found)
            spellings = [fold(one) for one in (owner.heading, owner.name, *owner.aliases)]
            assert found == field.name or fold(alias) in spellings, alias


@pytest.mark.parametrize(
    ("label", "scale"),
    [("Nilai (0-100)", 100), ("Nilai 0 – 120", 120), ("Nilai (skala 120)", 120), ("Nilai", None),
     ("Skor maks. 100", 100), ("Nilai (0 s.d. 120)", 120), ("Nilai/100", 100), ("Nilai 2024", None),
     ("Skala 1-5", None), ("Nilai 1000", None)],
)  # fmt: skip
def test_a_heading_may_name_its_scale(label, scale):
    assert score_scale(label) == scale


@given(st.permutations(["NIP", "Nama Pegawai", "Predikat"]), st.booleans())
def test_a_fingerprint_does_not_see_order_and_case(labels, upper):
    spelt = [label.upper() if upper else label for label in labels]
    assert header_fingerprint(spelt) == header_fingerprint(["NIP", "Nama Pegawai", "Predikat"])
    assert header_fingerprint([*spelt, "Tahun"]) != header_fingerprint(spelt)


def test_a_suggestion_is_made_by_spelling_and_leaves_known_headings_alone():
    labels = ["NIP", "Nama Pegawaii", "Predikad Kinerja", "Warna Mata", "Agama"]
    suggested = {one.label: one for one in suggest_mapping(labels, "appraisals")}
    assert suggested["NIP"].similarity == 100
    assert suggested["Nama Pegawaii"].field == "name"
    assert suggested["Predikad Kinerja"].field == "predicate"
    assert 0 < suggested["Predikad Kinerja"].similarity < 100
    assert suggested["Warna Mata"].field is None
    assert suggested["Agama"].field is None


def test_a_suggestion_never_takes_a_field_that_is_known():
    labels = ["Nama", "Namaa"]
    assert [one.field for one in suggest_mapping(labels, "appraisals")] == ["name", None]


def test_a_mapping_to_a_field_the_kind_lacks_is_refused():
    with pytest.raises(InvalidMapping, match="satisfaction_index") as caught:
        check_mapping({"IKM": "satisfaction_index"}, find_kind("appraisals"))
    assert caught.value.label == "IKM"
    with pytest.raises(InvalidMapping, match="two headings"):
        check_mapping({"A": "nip", "B": "nip"}, find_kind("appraisals"))
    assert check_mapping({"A b": "nip", "C": ""}, find_kind("appraisals")) == {"ab": "nip", "c": ""}


def test_an_unknown_kind_lists_the_known_ones():
    with pytest.raises(UnknownKind, match="people"):
        match_label(("NIP",), "gaji")


def test_headings_used_in_the_layout_tests_are_known():
    for field, headings in files.HEADINGS.items():
        for heading in headings:
            assert match_label((heading,), "appraisals").field == field


def test_a_recap_with_an_unknown_rating_column_is_no_list_of_people() -> None:
    text = (
        "NIP;Nama;Perangkat Daerah;NIP Penilai;Kesimpulan\n"
        "199003172024212999;Orang Contoh;Dinas Contoh;198001012005021901;Baik\n"
    )
    with pytest.raises(HeaderNotFound):
        read_file(text.encode(), "rekap.csv")
    assert read_file(text.encode(), "rekap.csv", kind="people").tables[0].kind == "people"
    mapped = read_file(text.encode(), "rekap.csv", mapping={"Kesimpulan": "predicate"})
    assert mapped.tables[0].kind == "appraisals"
