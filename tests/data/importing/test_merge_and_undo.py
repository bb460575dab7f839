"""Agencies merged between two imports: undoing either loses nothing and leaves nothing behind."""

from __future__ import annotations

import pytest

from data import agencies, audit, importing
from data.errors import BatchReplaced
from tests.data.importing.files import invented_nip
from tests.data.importing.stores import UJI, content, select, sheet, take_in

ONE, RATER = invented_nip(1), invented_nip(60)
GONE, INTO = "Dinkes", "Dinas Kesehatan"
CODES = ("DINKES", "DINAS-KESEHATAN")

ROWS = {
    "appraisals": {
        "NIP": ONE, "Nama": "Ani", "Perangkat Daerah": GONE, "Unit Kerja": "Sekretariat",
        "Jabatan": "Analis", "Tahun": "2024", "NIP Penilai": RATER, "Predikat": "Baik",
    },
    "people": {
        "NIP": ONE, "Nama": "Ani", "Perangkat Daerah": GONE, "Unit Kerja": "Sekretariat",
        "Jabatan": "Analis", "Golongan": "III/d", "NIP Atasan": RATER, "Eselon": "",
        "Berlaku Mulai": "01/01/2023",
    },
    "agency_results": {
        "Perangkat Daerah": GONE, "Tahun": "2024", "Predikat Organisasi": "Baik", "Nilai IKM": "86",
    },
    "targets": {
        "NIP": ONE, "Nama": "Ani", "Perangkat Daerah": GONE, "Unit Kerja": "Sekretariat",
        "Tahun": "2024", "Rencana Hasil Kerja": "Laporan tersusun", "Indikator": "Jumlah",
        "Target": "12", "Realisasi": "11",
    },
    "projects": {
        "Kode Proyek": "P-1", "Nama Proyek": "Pengendalian banjir", "Perangkat Daerah": GONE,
        "Rencana Selesai": "30/06/2024", "Mutu": "92", "Tahapan": "Rancangan",
        "Rencana Tahapan": "01/03/2024", "NIP Anggota": ONE, "Peran Anggota": "Ketua",
    },
    "sanctions": {
        "NIP": ONE, "Nama": "Ani", "Perangkat Daerah": GONE, "Tingkat Hukuman": "Sedang",
        "Jenis Hukuman": "Potong tunjangan kinerja 6 bulan", "Mulai Hukuman": "01/02/2024",
    },
    "assessments": {
        "NIP": ONE, "Nama": "Ani", "Tanggal Asesmen": "14/05/2024", "Potensi": "Tinggi",
        "Kompetensi Teknis": "82",
    },
    "credit": {
        "NIP": ONE, "Nama": "Ani", "Jenjang Jabatan": "Ahli Muda", "Tahun": "2024",
        "Angka Kredit": "25", "Angka Kredit Kumulatif": "62,5",
    },
}  # fmt: skip
CHANGES = {
    "appraisals": {"Predikat": "Kurang"},
    "people": {"Golongan": "IV/a"},
    "agency_results": {"Nilai IKM": "90"},
    "targets": {"Realisasi": "12"},
    "projects": {"Mutu": "50", "Peran Anggota": "Anggota"},
    "sanctions": {"Tingkat Hukuman": "Berat"},
    "assessments": {"Potensi": "Rendah"},
    "credit": {"Angka Kredit": "37,5"},
}
WITH_AGENCY = [kind for kind in ROWS if "Perangkat Daerah" in ROWS[kind]]
DECIDED = ("period", "agency_spelling")  # who decided on a spelling stays known


def put_in(opened, kind, **changes):
    return take_in(opened, sheet([{**ROWS[kind], **changes}], {}), kind=kind).batch


def merge(opened):
    agencies.merge_agencies(*CODES, UJI, "satu dinas", of=opened)


def references(opened):
    """Return every reference to an agency or unit that leads nowhere."""
    dangling = []
    for table, column in [
        ("appraisal", "agency_code"), ("appraisal_history", "agency_code"),
        ("assignment", "agency_code"), ("performance_target", "agency_code"),
        ("project", "agency_code"), ("agency_result", "agency_code"), ("unit", "agency_code"),
        ("agency_spelling", "agency_code"), ("sanction", "agency_code"),
    ]:  # fmt: skip
        dangling += select(
            opened,
            f"select '{table}', {column} from {table} where {column} is not null and "  # noqa: S608
            f"{column} not in (select agency_code from agency)",
        )
    for table in ("appraisal", "assignment", "performance_target"):
        dangling += select(
            opened,
            f"select '{table}', unit_id from {table} where unit_id is not null and "  # noqa: S608
            "unit_id not in (select unit_id from unit)",
        )
    for table, column in [
        ("appraisal", "employee_id"), ("appraisal", "rater_id"), ("assignment", "employee_id"),
        ("assignment", "superior_id"), ("performance_target", "employee_id"),
        ("project_member", "employee_id"), ("sanction", "employee_id"),
        ("competence", "employee_id"), ("credit", "employee_id"),
    ]:  # fmt: skip
        dangling += select(
            opened,
            f"select '{table}', {column} from {table} where {column} is not null and "  # noqa: S608
            f"{column} not in (select employee_id from employee)",
        )
    return dangling


@pytest.mark.parametrize("kind", WITH_AGENCY)
@pytest.mark.long
def test_a_batch_is_undone_after_its_agency_was_merged(opened, kind):
    take_in(
        opened,
        sheet([{"nip": invented_nip(7), "name": "Budi", "agency": INTO, "unit": "Sekretariat",
                "year": "2023", "rater_nip": invented_nip(61), "predicate": "Baik"}]),
    )  # fmt: skip
    before = content(opened, leave_out=DECIDED)
    batch = put_in(opened, kind)
    merge(opened)
    assert references(opened) == []
    importing.undo(batch, UJI, "keliru", of=opened)
    assert content(opened, leave_out=DECIDED) == before
    assert references(opened) == []
    assert audit.verify(opened).is_whole


@pytest.mark.parametrize("kind", WITH_AGENCY)
@pytest.mark.long
def test_a_correction_is_undone_after_the_agency_was_merged(opened, kind):
    put_in(opened, "agency_results", **{"Perangkat Daerah": INTO, "Tahun": "2022"})
    first = put_in(opened, kind)
    merge(opened)
    merged = content(opened)
    correction = put_in(opened, kind, **CHANGES[kind])
    assert content(opened) != merged
    with pytest.raises(BatchReplaced):
        importing.undo(first, UJI, "coba", of=opened)
    importing.undo(correction, UJI, "keliru", of=opened)
    assert content(opened) == merged
    assert audit.verify(opened).is_whole


@pytest.mark.parametrize("kind", WITH_AGENCY)
@pytest.mark.long
def test_a_correction_before_the_merge_is_undone_into_the_merged_agency(opened, kind):
    # A unit of the same name on both sides becomes one.
    put_in(opened, "appraisals", **{"Perangkat Daerah": INTO, "Tahun": "2022"})
    put_in(opened, kind)
    expected_rows = {name: len(rows) for name, rows in content(opened).items()}
    correction = put_in(opened, kind, **CHANGES[kind])
    merge(opened)
    importing.undo(correction, UJI, "keliru", of=opened)
    assert references(opened) == []
    after = {name: len(rows) for name, rows in content(opened).items()}
    with_unit = kind in {"appraisals", "people", "targets"}
    assert after == expected_rows | {
        "agency": expected_rows["agency"] - 1, "unit": expected_rows["unit"] - with_unit
    }  # fmt: skip
    assert select(opened, "select agency_code from agency") == [(CODES[1],)]
    assert audit.verify(opened).is_whole


def results(opened):
    return select(
        opened, "select agency_code, agency_predicate, satisfaction_index from agency_result"
    )


@pytest.mark.parametrize("first", [GONE, INTO])
def test_of_two_results_in_one_period_the_later_counts_and_the_earlier_comes_back(opened, first):
    second = INTO if first == GONE else GONE
    put_in(opened, "agency_results", **{"Perangkat Daerah": first, "Nilai IKM": "70"})
    later = put_in(
        opened, "agency_results",
        **{"Perangkat Daerah": second, "Nilai IKM": "90", "Predikat Organisasi": ""},
    )  # fmt: skip
    merge(opened)
    assert results(opened) == [(CODES[1], "good", 90.0)]
    with pytest.raises(BatchReplaced):
        importing.undo(1, UJI, "coba", of=opened)
    importing.undo(later, UJI, "keliru", of=opened)
    assert results(opened) == [(CODES[1], "good", 70.0)]
    importing.undo(1, UJI, "keliru", of=opened)
    assert results(opened) == []


def test_results_corrected_in_turns_before_a_merge_are_undone_one_by_one(opened):
    for name, index in [(GONE, "10"), (INTO, "20"), (GONE, "30"), (INTO, "40")]:
        put_in(opened, "agency_results", **{"Perangkat Daerah": name, "Nilai IKM": index})
    merge(opened)
    seen = []
    for batch in (4, 3, 2, 1):
        seen += [index for _, _, index in results(opened)]
        importing.undo(batch, UJI, "keliru", of=opened)
    assert seen == [40.0, 30.0, 20.0, 10.0]
    assert results(opened) == []


def test_one_file_that_names_both_keeps_one_result_of_them(opened):
    rows = [
        {**ROWS["agency_results"], "Perangkat Daerah": name, "Nilai IKM": index}
        for name, index in [(GONE, "70"), (INTO, "90")]
    ]
    take_in(opened, sheet(rows, {}), kind="agency_results")
    merge(opened)
    assert results(opened) == [(CODES[1], "good", 90.0)]
    importing.undo(1, UJI, "keliru", of=opened)
    assert results(opened) == []


def test_a_merge_changes_no_text_that_happens_to_be_the_code(opened):
    other = {"Perangkat Daerah": INTO, "Diverifikasi Oleh": CODES[0]}
    put_in(opened, "agency_results")
    put_in(opened, "projects", **other)
    put_in(opened, "projects", **other, Mutu="50")
    merge(opened)
    importing.undo(3, UJI, "keliru", of=opened)
    assert select(opened, "select agency_code, verified_by from project") == [(CODES[1], CODES[0])]


MOVED = {
    "appraisals": {"Perangkat Daerah": "Badan Lain", "Unit Kerja": "Bidang", "Jabatan": "Guru",
                   "NIP Penilai": invented_nip(61)},
    "people": {"Perangkat Daerah": "Badan Lain", "Unit Kerja": "Bidang", "Jabatan": "Guru",
               "NIP Atasan": invented_nip(61)},
    "agency_results": {"Nilai IKM": "90"},
    "targets": {"Perangkat Daerah": "Badan Lain", "Unit Kerja": "Bidang"},
    "projects": {"Perangkat Daerah": "Badan Lain", "NIP Anggota": invented_nip(5)},
    "sanctions": {"Perangkat Daerah": "Badan Lain", "Akhir Hukuman": "31/12/2024"},
    "assessments": {"Potensi": "Rendah"},
    "credit": {"Jenjang Jabatan": "Ahli Madya"},
}  # fmt: skip


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.long
def test_what_a_corrected_row_spoke_of_is_kept_for_its_undo(opened, kind):
    # The first import brings people and offices, the second speaks of them, the third of others.
    opening = put_in(opened, "appraisals", Tahun="2021")
    put_in(opened, kind)
    before = content(opened)
    correction = put_in(opened, kind, **MOVED[kind])
    importing.undo(opening, UJI, "keliru", of=opened)
    importing.undo(correction, UJI, "keliru", of=opened)
    assert references(opened) == []
    after = content(opened)
    table = TABLE_OF[kind]
    kept = [row for row in before[table] if "2021" not in row]
    assert after[table] == kept
    assert kept


KINDS = list(ROWS)
TABLE_OF = {"appraisals": "appraisal", "people": "assignment", "agency_results": "agency_result",
            "targets": "performance_target", "projects": "project_member", "sanctions": "sanction",
            "assessments": "competence", "credit": "credit"}  # fmt: skip
ORDERS = [KINDS[i:] + KINDS[:i] for i in range(len(KINDS))] + [KINDS[::-1]]


@pytest.mark.parametrize("order", ORDERS, ids=lambda kinds: f"{kinds[0]}-{kinds[1]}")
@pytest.mark.long
def test_batches_of_all_kinds_are_undone_in_any_order(opened, order):
    empty = content(opened)
    batches = {kind: put_in(opened, kind) for kind in ROWS}
    whole = content(opened)
    assert all(whole[name] for name in ("assignment", "performance_target", "project_member"))
    left = list(ROWS)
    for kind in order:
        importing.undo(batches[kind], UJI, "coba", of=opened)
        left.remove(kind)
        assert references(opened) == []
        for one, table in TABLE_OF.items():
            n_rows = 2 if one == "credit" else 1  # the points of the year and the sum after it
            assert len(content(opened)[table]) == n_rows * (one in left)
    assert content(opened) == empty
    assert audit.verify(opened).is_whole
