"""Agencies that may be one are offered, merged by a person, and stay merged."""

import pytest

from data import agencies, audit, importing
from data.errors import UnknownAgency
from data.scope import Scope
from data.spellings import is_similar
from data.store import Actor, Store
from tests.data.importing.files import invented_nip
from tests.data.importing.stores import content, select, sheet, take_in

UJI = Actor("penguji", "command")
SEES_ALL = Scope("penguji", frozenset({"evaluator"}))


@pytest.fixture
def opened(tmp_path):
    store = Store(tmp_path / "uji.duckdb")
    yield store
    store.close()


def rows(names, **changes):
    return [
        {
            "nip": invented_nip(i), "name": "Ani", "agency": name, "unit": "Sekretariat",
            "year": "2024", "rater_nip": invented_nip(70), "predicate": "Baik", **changes,
        }
        for i, name in enumerate(names, start=1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dinas Kesehatan", "Dinkes"),
        ("Dinas Kesehatan", "Dinas Kesehatan Kota Binjai"),
        ("Dinas Kesehatan", "Dinas Kesehtan"),
        ("Dinas Pendidikan", "Disdik"),
        ("Dinas Pekerjaan Umum dan Tata Ruang", "Dinas PUTR"),
        ("Badan Pengelola Keuangan, Pendapatan dan Aset Daerah", "BPKPAD"),
        ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM"),
        ("Badan Pengelola Keuangan Daerah", "Badan Pengelolaan Keuangan Daerah"),
        ("Kecamatan Binjai Utara", "Kec. Binjai Utara"),
    ],
)
def test_spellings_of_one_office_look_alike(one, other):
    assert is_similar(one, other)
    assert is_similar(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dinas Kesehatan", "Dinas Pendidikan"),
        ("Dinas Sosial", "Dinas Koperasi"),
        ("Kecamatan Binjai Utara", "Kecamatan Binjai Timur"),
        ("Kecamatan Binjai Kota", "Kecamatan Binjai Barat"),
        ("SMP Negeri 1", "SMP Negeri 2"),
        ("Dinas Perhubungan", "Dinas Perikanan"),
        ("Sekretariat Daerah", "Sekretariat DPRD"),
        ("Dinas Pertanian", "Dinas Pariwisata"),
    ],
)
def test_different_offices_do_not(one, other):
    assert not is_similar(one, other)


def test_a_merge_moves_rows_and_later_files_follow(opened):
    take_in(opened, sheet(rows(["Dinas Kesehatan", "Dinkes", "Dinas Kesehatan"])))
    (pair,) = agencies.similar_in(opened, SEES_ALL).to_dict("records")
    assert (pair["n_appraisals"], pair["other_n_appraisals"]) == (2, 1)
    agencies.merge_agencies("DINKES", "DINAS-KESEHATAN", UJI, "satu dinas", of=opened)
    assert select(opened, "select agency_code, name from agency") == [
        ("DINAS-KESEHATAN", "Dinas Kesehatan")
    ]
    assert select(opened, "select count(*), count(distinct unit_id) from appraisal") == [(3, 1)]
    assert select(
        opened, "select sum(n) from predicate_summary where agency_code = 'DINAS-KESEHATAN'"
    ) == [(3,)]
    take_in(opened, sheet(rows(["dinkes"], year="2023")))
    assert select(opened, "select distinct agency_code from appraisal") == [("DINAS-KESEHATAN",)]
    assert agencies.similar_in(opened, SEES_ALL).empty
    assert audit.verify(opened).is_whole


def test_an_import_can_be_undone_after_its_agencies_were_merged(opened):
    take_in(opened, sheet(rows(["Dinas Kesehatan"])))
    before = content(opened, leave_out=("period", "agency_spelling"))
    take_in(opened, sheet(rows(["Dinkes", "Dinkes"], predicate="Kurang")))
    agencies.merge_agencies("DINKES", "DINAS-KESEHATAN", UJI, "satu dinas", of=opened)
    importing.undo(2, UJI, "coba", of=opened)
    assert content(opened, leave_out=("period", "agency_spelling")) == before


def test_a_pair_kept_apart_is_not_offered_again(opened):
    take_in(opened, sheet(rows(["Dinas Kesehatan", "Dinkes"])))
    agencies.keep_apart("DINKES", "DINAS-KESEHATAN", UJI, of=opened)
    agencies.keep_apart("DINAS-KESEHATAN", "DINKES", UJI, of=opened)
    assert agencies.similar_in(opened, SEES_ALL).empty
    assert select(opened, "select count(*) from agency_kept_apart") == [(1,)]


@pytest.mark.parametrize(("gone", "into"), [("X", "DINKES"), ("DINKES", "X"), ("DINKES", "DINKES")])
def test_a_merge_needs_two_agencies(opened, gone, into):
    take_in(opened, sheet(rows(["Dinkes"])))
    before = content(opened)
    with pytest.raises(UnknownAgency):
        agencies.merge_agencies(gone, into, UJI, "coba", of=opened)
    assert content(opened) == before
