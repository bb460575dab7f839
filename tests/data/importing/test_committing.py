"""What an import writes, replaces and leaves alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import audit, importing
from data.errors import BatchNotFound, BatchReplaced, DemoStore
from data.store import Store
from tests.data.importing import files
from tests.data.importing.files import invented_nip
from tests.data.importing.stores import UJI, content, prepare, select, sheet, take_in

ONE, TWO, RATER, OTHER = (invented_nip(i) for i in (1, 2, 60, 61))
GOOD = {
    "nip": ONE,
    "name": "Ani",
    "agency": "Dinas Uji",
    "unit": "Bidang Satu",
    "position": "Analis Kebijakan Ahli Muda",
    "grade": "III/a",
    "year": "2024",
    "rater_nip": RATER,
    "rater_name": "Budi",
    "work_result": "Sesuai Ekspektasi",
    "behaviour": "Sesuai Ekspektasi",
    "predicate": "Baik",
    "item_loyal": "4",
    "item_adaptive": "5",
}


def name_of(opened, nip):
    return dict(select(opened, "select nip, name from employee"))[nip]


def test_one_row_fills_agency_unit_person_post_rater_and_appraisal(opened):
    report = take_in(opened, sheet([GOOD]))
    assert report.batch == 1
    assert select(
        opened,
        """
        select e.nip, e.name, e.sex, r.nip, r.name, a.agency_code, u.name, p.title,
            a.position_class, a.grade, a.grade_group, a.employment_type, a.period_code,
            a.work_result, a.behaviour, a.predicate, a.rater_role, a.is_result, a.row_number
        from appraisal as a join employee as e using (employee_id)
        join employee as r on r.employee_id = a.rater_id
        join unit as u using (unit_id) join position as p using (position_id)
        """,
    ) == [
        (
            ONE, "Ani", "female" if ONE[14] == "2" else "male", RATER, "Budi", "DINAS-UJI",
            "Bidang Satu", "Analis Kebijakan Ahli Muda", "functional", "III/a", "III", "pns",
            "2024", "meets", "meets", "good", "superior", True, 2,
        )
    ]  # fmt: skip
    assert select(opened, "select item, level, scale_low, scale_high from appraisal_item") == [
        ("adaptive", 5.0, 1.0, 5.0),
        ("loyal", 4.0, 1.0, 5.0),
    ]
    assert select(opened, "select predicate, n from predicate_summary") == [("good", 1)]


NINE_CELLS = {  # R3.1, work result × behaviour
    ("Di atas", "Di atas"): "very_good",
    ("Di atas", "Sesuai"): "good",
    ("Di atas", "Di bawah"): "poor",
    ("Sesuai", "Di atas"): "good",
    ("Sesuai", "Sesuai"): "good",
    ("Sesuai", "Di bawah"): "poor",
    ("Di bawah", "Di atas"): "needs_improvement",
    ("Di bawah", "Sesuai"): "needs_improvement",
    ("Di bawah", "Di bawah"): "very_poor",
}


@pytest.mark.parametrize(("levels", "predicate"), NINE_CELLS.items())
def test_levels_without_a_predicate_say_it_by_the_matrix(opened, levels, predicate):
    row = {**GOOD, "predicate": "", "work_result": levels[0], "behaviour": levels[1]}
    report = take_in(opened, sheet([row]))
    assert report.rules == {}
    assert select(opened, "select predicate from result") == [(predicate,)]


def test_a_peer_gives_levels_and_no_predicate(opened):
    take_in(opened, sheet([{**GOOD, "predicate": "", "rater_role": "Rekan"}]))
    assert select(opened, "select rater_role, predicate from appraisal") == [("peer", None)]


def test_nothing_is_written_while_a_row_is_wrong(opened):
    before = content(opened)
    prepared = prepare(opened, sheet([GOOD, {**GOOD, "nip": "1"}]))
    report = importing.commit(prepared, UJI, valid_rows_only=False, into=opened)
    assert report.batch is None
    assert content(opened) == before
    assert select(opened, "select count(*) from import_batch") == [(0,)]


def test_the_same_file_changes_nothing(opened):
    take_in(opened, sheet([GOOD]))
    before = content(opened)
    again = take_in(opened, sheet([GOOD]))
    assert (again.batch, again.already_imported) == (None, True)
    assert content(opened) == before


def test_a_corrected_file_replaces_by_key_and_keeps_the_former_value(opened):
    take_in(opened, sheet([GOOD, {**GOOD, "nip": TWO}]))
    report = take_in(opened, sheet([{**GOOD, "predicate": "Kurang", "behaviour": "Di Bawah"}]))
    assert report.rules == {}
    assert select(opened, "select predicate, count(*) from appraisal group by 1 order by 1") == [
        ("good", 1),
        ("poor", 1),
    ]
    (former,) = select(
        opened,
        "select predicate, batch_id, ended_by_batch, ended_how, items from appraisal_history",
    )
    assert former[:4] == ("good", 1, 2, "replaced")
    assert {one["item"] for one in json.loads(str(former[4]))} == {"loyal", "adaptive"}


def test_another_superior_replaces_and_is_reported(opened):
    take_in(opened, sheet([GOOD]))
    report = take_in(opened, sheet([{**GOOD, "rater_nip": OTHER}]))
    assert report.rules == {"rater_changed": 1}
    assert select(opened, "select count(*) from appraisal") == [(1,)]


def test_another_peer_is_added(opened):
    take_in(opened, sheet([{**GOOD, "rater_role": "Rekan"}]))
    report = take_in(opened, sheet([{**GOOD, "rater_role": "Rekan", "rater_nip": OTHER}]))
    assert report.rules == {}
    assert select(opened, "select count(*) from appraisal") == [(2,)]


def test_an_absent_rater_replaces_an_absent_rater(opened):
    take_in(opened, sheet([{**GOOD, "rater_nip": ""}]))
    take_in(opened, sheet([{**GOOD, "rater_nip": "", "predicate": "Butuh Perbaikan"}]))
    assert select(opened, "select predicate from appraisal") == [("needs_improvement",)]


def test_the_newer_of_two_names_is_shown(opened):
    take_in(opened, sheet([GOOD]))
    report = take_in(opened, sheet([{**GOOD, "year": "2023", "name": "Sari"}]))
    assert report.rules == {"name_conflict": 1}
    assert name_of(opened, ONE) == "Sari"


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "A" * 900])
def test_names_are_text_whatever_they_look_like(opened, name):
    take_in(opened, sheet([{**GOOD, "name": name}]))
    assert name_of(opened, ONE) == name


def test_spellings_differ_by_more_than_case_and_space_or_not_at_all(opened):
    rows = [
        {**GOOD, "nip": invented_nip(i), "agency": name}
        for i, name in enumerate(["Dinas Kesehatan", "DINAS  kesehatan", "Dinkes"], start=1)
    ]
    prepared = prepare(opened, sheet(rows))
    assert prepared.similar_agencies.values.tolist() == [["Dinas Kesehatan", "Dinkes"]]
    importing.commit(prepared, UJI, valid_rows_only=True, into=opened)
    assert select(opened, "select agency_code, count(*) from appraisal group by 1 order by 1") == [
        ("DINAS-KESEHATAN", 2),
        ("DINKES", 1),
    ]


def test_real_rows_go_into_the_demo_only_when_asked(opened):
    with opened.write(UJI) as writer:
        writer.run("set_store_info", {"key": "demo", "value": "yes"})
        writer.audit("demo", "store")
    prepared = prepare(opened, sheet([GOOD]))
    with pytest.raises(DemoStore):
        importing.commit(prepared, UJI, valid_rows_only=True, into=opened)
    report = importing.commit(prepared, UJI, valid_rows_only=True, into_demo=True, into=opened)
    assert report.batch == 1


def test_rejected_rows_are_kept_with_their_findings(opened):
    take_in(opened, sheet([GOOD, {**GOOD, "nip": "1", "name": "=SUM(A1)"}]))
    ((cells,),) = select(opened, "select cells from import_rejected_row")
    assert "=SUM(A1)" in json.loads(str(cells))
    assert select(opened, "select row_number, rule, column_label from import_issue") == [
        (3, "nip_format", "NIP")
    ]


# -- undo --------------------------------------------------------------------------------------


def test_undoing_the_only_import_leaves_an_empty_store(opened):
    before = content(opened)
    take_in(opened, sheet([GOOD, {**GOOD, "nip": TWO}]))
    importing.undo(1, UJI, "salah berkas", of=opened)
    assert content(opened) == before
    assert audit.verify(opened).is_whole


def test_undoing_a_correction_brings_the_former_values_back(opened):
    take_in(opened, sheet([GOOD, {**GOOD, "nip": TWO}]))
    before = content(opened)
    corrected = {**GOOD, "predicate": "Kurang", "behaviour": "Di Bawah", "name": "Sari",
                 "agency": "Badan Baru", "item_loyal": "2"}  # fmt: skip
    take_in(opened, sheet([corrected, {**corrected, "nip": invented_nip(9)}]))
    assert content(opened) != before
    importing.undo(2, UJI, "keliru", of=opened)
    assert content(opened) == before


def test_an_import_that_was_replaced_is_undone_after_the_later_one(opened):
    empty = content(opened)
    take_in(opened, sheet([GOOD]))
    take_in(opened, sheet([{**GOOD, "predicate": "Kurang", "behaviour": "Di Bawah"}]))
    with pytest.raises(BatchReplaced) as refused:
        importing.undo(1, UJI, "coba", of=opened)
    assert refused.value.later == (2,)
    importing.undo(2, UJI, "coba", of=opened)
    importing.undo(1, UJI, "coba", of=opened)
    assert content(opened) == empty


def test_names_return_in_whatever_order_imports_are_undone(opened):
    take_in(opened, sheet([GOOD]))
    take_in(opened, sheet([{**GOOD, "year": "2023", "name": "Sari"}]))
    take_in(opened, sheet([{**GOOD, "year": "2022", "name": "Tuti"}]))
    importing.undo(2, UJI, "coba", of=opened)
    assert name_of(opened, ONE) == "Tuti"
    importing.undo(3, UJI, "coba", of=opened)
    assert name_of(opened, ONE) == "Ani"


def test_what_another_import_uses_too_stays(opened):
    take_in(opened, sheet([GOOD]))
    take_in(opened, sheet([{**GOOD, "year": "2023"}]))
    importing.undo(1, UJI, "coba", of=opened)
    assert select(opened, "select period_code, agency_code from appraisal") == [
        ("2023", "DINAS-UJI")
    ]
    assert select(opened, "select count(*) from employee") == [(2,)]
    importing.undo(2, UJI, "coba", of=opened)
    assert select(opened, "select count(*) from employee") == [(0,)]


def test_undoing_twice_or_nothing_is_refused(opened):
    take_in(opened, sheet([GOOD]))
    importing.undo(1, UJI, "coba", of=opened)
    for number in (1, 7):
        with pytest.raises(BatchNotFound):
            importing.undo(number, UJI, "coba", of=opened)


def test_an_undone_file_can_be_taken_in_again(opened):
    take_in(opened, sheet([GOOD]))
    importing.undo(1, UJI, "coba", of=opened)
    assert take_in(opened, sheet([GOOD])).batch == 2


# -- other kinds -------------------------------------------------------------------------------

PERSON = {"NIP": ONE, "Nama": "Ani", "Perangkat Daerah": "Dinas Uji", "Unit Kerja": "Bidang Satu",
          "Jabatan": "Kepala Bidang Satu", "Golongan": "III/d", "Eselon": "III.b",
          "NIP Atasan": RATER, "TMT Jabatan": "01/01/2023"}  # fmt: skip
RESULT = {"Perangkat Daerah": "Dinas Uji", "Tahun": "2024", "Predikat Organisasi": "Baik",
          "Nilai IKM": "86,4"}  # fmt: skip
TARGET = {"NIP": ONE, "Nama": "Ani", "Tahun": "2024", "Rencana Hasil Kerja": "Laporan tersusun",
          "Indikator": "Jumlah laporan", "Aspek": "Kuantitas", "Target": "12", "Realisasi": "11",
          "Satuan": "laporan"}  # fmt: skip
PROJECT = {"Kode Proyek": "P-1", "Nama Proyek": "Pengendalian banjir", "Perangkat Daerah":
           "Dinas Uji", "Rencana Selesai": "30/06/2024", "Realisasi Selesai": "15/07/2024",
           "Mutu": "92", "Tahapan": "Rancangan", "Rencana Tahapan": "01/03/2024", "NIP Anggota":
           ONE, "Peran Anggota": "Ketua"}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "row", "changes"),
    [
        ("people", PERSON, {"Golongan": "IV/a"}),
        ("agency_results", RESULT, {"Nilai IKM": "90"}),
        ("targets", TARGET, {"Realisasi": "12"}),
        ("projects", PROJECT, {"Mutu": "50", "Peran Anggota": "Anggota"}),
    ],
)
def test_other_kinds_are_written_corrected_and_undone(opened, kind, row, changes):
    empty = content(opened)
    report = take_in(opened, sheet([row], {}), kind=kind)
    assert (report.kind, report.batch, report.rules) == (kind, 1, {})
    first = content(opened)
    assert first != empty
    take_in(opened, sheet([{**row, **changes}], {}), kind=kind)
    assert content(opened) != first
    with pytest.raises(BatchReplaced):
        importing.undo(1, UJI, "coba", of=opened)
    importing.undo(2, UJI, "coba", of=opened)
    assert content(opened) == first
    importing.undo(1, UJI, "coba", of=opened)
    assert content(opened) == empty


def test_what_other_kinds_write(opened):
    for kind, row in [
        ("people", PERSON), ("agency_results", RESULT), ("targets", TARGET), ("projects", PROJECT)
    ]:  # fmt: skip
        take_in(opened, sheet([row], {}), kind=kind)
    assert select(
        opened,
        """
        select e.nip, a.agency_code, u.name, p.title, p.echelon, p.position_class, a.grade, s.nip
        from assignment as a join employee as e using (employee_id) join unit as u using (unit_id)
        join position as p using (position_id) join employee as s on s.employee_id = a.superior_id
        """,
    ) == [
        (ONE, "DINAS-UJI", "Bidang Satu", "Kepala Bidang Satu", "III.b", "administrator", "III/d",
         RATER)
    ]  # fmt: skip
    assert select(
        opened,
        "select agency_code, period_code, agency_predicate, satisfaction_index from agency_result",
    ) == [("DINAS-UJI", "2024", "good", 86.4)]
    assert select(
        opened, "select aspect, target_value, realised_value, measure_unit from performance_target"
    ) == [("quantity", 12.0, 11.0, "laporan")]
    assert select(
        opened,
        """
        select project_code, real_end::text, verified_quality, m.name, w.role
        from project join project_milestone as m using (project_id)
        join project_member as w using (project_id)
        """,
    ) == [("P-1", "2024-07-15", 92.0, "Rancangan", "leader")]


# -- any layout --------------------------------------------------------------------------------

WRITTEN = """
    select
        e.nip, e.name, r.nip, a.period_code, a.agency_code, u.name, p.title, a.grade,
        a.work_result, a.behaviour, a.predicate, a.score, a.is_result
    from appraisal as a join employee as e using (employee_id)
    left join employee as r on r.employee_id = a.rater_id
    left join unit as u using (unit_id) left join position as p using (position_id)
    order by all
"""


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
@pytest.mark.long
def test_any_layout_of_a_file_is_the_same_import(tmp_path_factory, empty_file, data):
    table = data.draw(files.tables())
    table = files.Table(tuple({**row, "year": "2024"} for row in table.rows))
    plain = files.dress(table, files.Layout(order=table.fields))
    dressed = files.dress(table, data.draw(files.layouts(table)))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    found = []
    sources = [
        (files.to_csv(plain.cells), "polos.csv"),
        (files.to_csv(dressed.cells, encoding=encoding, delimiter=","), "hias.csv"),
        (files.to_xlsx({"Rekap": dressed}), "hias.xlsx"),
    ]
    for source, name in sources:
        folder = tmp_path_factory.mktemp("tata-letak")
        opened = Store(Path(shutil.copy(empty_file, folder)))
        prepared = importing.prepare(source, name, into=opened)
        importing.commit(prepared, UJI, valid_rows_only=True, into=opened)
        found.append((prepared.rules, select(opened, WRITTEN)))
        opened.close()
    assert found[0] == found[1] == found[2]
    assert len(found[0][1]) == len(table.rows) - found[0][0].get("duplicate_conflict", 0)
