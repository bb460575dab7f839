"""The Data page: a file in by steps, the same rules as everywhere, undo, spellings, audit."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import agencies, audit, importing, reads, store
from data.importing.kinds import find_kind
from data.scope import Filters, Scope
from tests import samples
from tests.data.importing.files import invented_nip, to_csv, to_xlsx
from ui import access, filters, i18n
from ui.importing import steps

PAGE = str(Path(__file__).parents[2] / "pages" / "data_quality.py")
TESTER = store.Actor("tester", "command")
EVERYTHING = Scope("tester", frozenset({"evaluator", "administrator"}))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Store]:
    """An empty own store, the one in use."""
    path = tmp_path / "var" / "own.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    yield store.open_store(path, create=True)
    store.close_all()


def page(*, year: int | None = None, language: str = "id") -> AppTest:
    """Open the page as the router would, for the filters of a year."""
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.session_state[i18n.SESSION_KEY] = language
    if year is not None:
        app.session_state[filters.CHOSEN_KEY] = Filters(year=year, period_code=str(year))
    return app.run()


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    app.file_uploader[0].upload(name, content, "application/octet-stream")
    return app.run()


def take_in(content: bytes, name: str) -> int:
    prepared = importing.prepare(content, name)
    batch = importing.commit(prepared, TESTER, valid_rows_only=True).batch
    assert batch is not None
    return batch


def words(app: AppTest) -> str:
    shown = [*app.header, *app.markdown, *app.caption, *app.info, *app.success, *app.error]
    return "\n".join(element.value for element in shown)


def key_figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def table_with(app: AppTest, column: str) -> pd.DataFrame:
    """Return the table that has a column; tables to look at have no key in tests."""
    return next(table.value for table in app.dataframe if column in table.value)


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def choose_first_batch(app: AppTest) -> AppTest:
    app.session_state["data_riwayat_tabel"] = {"selection": {"rows": [0], "columns": []}}
    return app.run()


@pytest.mark.usefixtures("own")
def test_an_empty_store_offers_the_import_and_claims_no_completeness() -> None:
    app = page()
    assert not app.exception
    assert key_figures(app)["Penilaian tersimpan"] == "0"
    assert key_figures(app)["Impor terakhir"] == "–"
    assert len(app.file_uploader) == 1
    assert "Kelengkapan" not in words(app)


def test_a_good_file_goes_in_with_two_actions(own: store.Store) -> None:
    app = upload(page(), "rekap.xlsx", samples.annual())
    assert not app.exception
    figures = key_figures(app)
    assert (figures["Baris dibaca"], figures["Sah"], figures["Ditolak"]) == ("40", "40", "0")
    assert own.value("count_appraisals") == 0  # nothing before the approval
    app.button("data_impor_ya").click().run()
    assert not app.exception
    assert "40 baris masuk." in words(app)
    assert own.value("count_appraisals") == samples.N_ANNUAL
    event = own.frame("audit_events").iloc[-1]
    assert (event["action"], event["via"]) == ("import", "dashboard")


def test_with_errors_nothing_comes_first_and_the_valid_rows_are_the_other_choice(
    own: store.Store,
) -> None:
    app = upload(page(), "rekap.xlsx", samples.annual(n_bad=3))
    found = table_with(app, "advice")
    assert dict(zip(found["rule"], found["n"], strict=True))["NIP tidak sah"] == 3
    assert "Jangan impor apa pun" in labels(app)
    app.button("data_impor_ya").click().run()
    assert own.value("count_appraisals") == samples.N_ANNUAL - 3
    assert reads.batches(EVERYTHING)["rows_rejected"].tolist() == [3]
    assert len(reads.rejected_rows(EVERYTHING, 1)) == 3


def test_declining_writes_nothing(own: store.Store) -> None:
    n_events = len(own.frame("audit_events"))
    app = upload(page(), "rekap.xlsx", samples.annual(n_bad=3))
    app.button("data_impor_tidak").click().run()
    assert "Tidak ada yang ditulis." in words(app)
    assert own.value("count_appraisals") == 0
    assert len(own.frame("audit_events")) == n_events


def test_the_preview_marks_the_cells_the_rules_speak_of(own: store.Store) -> None:
    del own
    app = upload(page(), "rekap.xlsx", samples.annual(n_bad=2))
    cells = table_with(app, "Pegawai / NIP")
    assert len(cells) == 2
    assert set(cells["Pegawai / NIP"]) == {"19800101"}


def test_the_same_file_twice_offers_nothing_to_approve(own: store.Store) -> None:
    take_in(samples.annual(), "rekap.xlsx")
    app = upload(page(), "rekap lagi.xlsx", samples.annual())
    assert "Tidak ada yang berubah." in words(app)
    assert not [label for label in labels(app) if label.startswith(("Setujui", "Impor hanya"))]
    assert own.value("count_appraisals") == samples.N_ANNUAL


def test_a_corrected_file_says_how_many_it_replaces(own: store.Store) -> None:
    take_in(samples.annual(), "rekap.xlsx")
    app = upload(page(), "rekap_betul.xlsx", samples.annual(n_rows=20))
    assert "penilaian yang sudah ada akan diganti" in words(app)
    app.button("data_impor_ya").click().run()
    assert own.value("count_appraisals") == samples.N_ANNUAL


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("kosong.xlsx", b"", "Berkas kosong"),
        ("surat.xlsx", b"%PDF-1.7 a letter", "Bukan berkas tabel"),
        ("judul.csv", b"NIP;Nama;Predikat;Tahun\r\n", "Hanya ada judul kolom"),
        ("nul.csv", b"NIP;Nama;Predikat;Tahun\r\n1;a\x00b;Baik;2024\r\n", "Berkas rusak"),
    ],
)
@pytest.mark.usefixtures("own")
def test_a_file_that_cannot_be_read_says_why(name: str, content: bytes, title: str) -> None:
    app = upload(page(), name, content)
    assert not app.exception
    assert [error for error in app.error if title in str(error.proto)]


def scores_under_unknown_headings(month: str) -> bytes:
    rows = [[invented_nip(i), month, "81,5"] for i in range(6)]
    return to_csv([["Kode Orang", "Saat", "Angka Akhir Bulan"], *rows])


def test_unknown_headings_are_given_a_meaning_by_hand(own: store.Store) -> None:
    app = upload(page(), "juli.csv", scores_under_unknown_headings("2023-07"))
    assert app.error
    attempt = app.session_state[steps.SESSION_KEY]
    app.session_state[f"data_kolom_{attempt.file_id}_appraisals"] = {
        "edited_rows": {
            0: {"meaning": "NIP"},
            1: {"meaning": heading("period")},
            2: {"meaning": heading("score")},
        },
        "added_rows": [],
        "deleted_rows": [],
    }
    app.button("data_kolom_pakai").click().run()
    assert not app.exception
    assert not app.error
    assert key_figures(app)["Sah"] == "6"
    app.button("data_impor_ya").click().run()
    assert own.value("count_appraisals") == 6


def heading(field: str) -> str:
    return next(one.heading for one in find_kind("appraisals").fields if one.name == field)


def test_a_saved_mapping_is_used_for_the_next_file_with_these_headings(own: store.Store) -> None:
    mapping = {"Kode Orang": "nip", "Saat": "period", "Angka Akhir Bulan": "score"}
    importing.save_mapping("bulanan", "appraisals", list(mapping), mapping, TESTER)
    app = upload(page(), "agustus.csv", scores_under_unknown_headings("2023-08"))
    assert not app.error
    assert "bulanan" in words(app)
    assert key_figures(app)["Sah"] == "6"
    app.button("data_impor_ya").click().run()
    assert own.value("count_appraisals") == 6


@pytest.mark.usefixtures("own")
def test_a_workbook_with_two_kinds_of_sheet_asks_which_one() -> None:
    people = [["NIP", "Nama", "Tanggal Lahir", "Pendidikan", "TMT Jabatan"]] + [
        [invented_nip(i), "Sari Contoh", "1980-01-15", "S1", "2020-01-01"] for i in range(5)
    ]
    ratings = [["NIP", "Hasil Kerja", "Perilaku Kerja", "Predikat", "Tahun"]] + [
        [invented_nip(i), "Sesuai Ekspektasi", "Sesuai Ekspektasi", "Baik", "2024"]
        for i in range(7)
    ]
    content = to_xlsx({"Pegawai": people, "Rekap": ratings})
    app = upload(page(), "dua.xlsx", content)
    assert app.error
    app.selectbox("data_impor_jenis").set_value("appraisals").run()
    assert not app.exception
    assert key_figures(app)["Baris dibaca"] == "7"


def test_undo_asks_for_a_reason_and_names_what_goes(own: store.Store) -> None:
    # the answer to the question is given in a browser (tests/browser): here a click inside a
    # dialog runs the whole page, which closes it
    take_in(samples.annual(), "rekap *2024*.xlsx")
    app = choose_first_batch(page())
    app.button("data_batalkan").click().run()
    assert not app.exception
    assert app.button("data_batalkan_ya").disabled
    assert app.button("data_batalkan_ya").label == "Batalkan impor 40 baris"
    assert r"**rekap \*2024\*\.xlsx**" in words(app)
    assert own.value("count_appraisals") == samples.N_ANNUAL


def test_similar_spellings_are_offered_and_joined_only_on_request(own: store.Store) -> None:
    rows = [
        [invented_nip(i), "Dinas Kesehatan" if i < 6 else "Dinkes", "Baik", "2024"]
        for i in range(9)
    ]
    content = to_csv([["NIP", "Perangkat Daerah", "Predikat", "Tahun"], *rows])
    take_in(content, "rekap.csv")
    assert len(reads.agencies(EVERYTHING)) == 2
    app = page()
    app.session_state["data_tampilan"] = "Ejaan"
    app.run()
    assert "Dinkes" in words(app)
    app.button("data_gabung_0").click().run()
    assert not app.exception
    assert app.selectbox("data_gabung_nama").value == _code("Dinas Kesehatan")
    assert app.button("data_gabung_ya").disabled
    assert "3 penilaian dari **Dinkes** menjadi milik **Dinas Kesehatan**." in words(app)
    assert len(reads.agencies(EVERYTHING)) == 2
    agencies.merge_agencies(_code("Dinkes"), _code("Dinas Kesehatan"), TESTER, "sama")
    app.run()
    assert "Tidak ada ejaan yang mirip." in words(app)
    assert own.value("count_appraisals") == 9


def _code(name: str) -> str:
    known = reads.agencies(EVERYTHING)
    return str(known.loc[known["name"] == name, "agency_code"].iloc[0])


def test_what_is_kept_apart_is_not_offered_again(own: store.Store) -> None:
    del own
    rows = [
        [invented_nip(i), "Dinas Kesehatan" if i < 6 else "Dinkes", "Baik", "2024"]
        for i in range(9)
    ]
    take_in(to_csv([["NIP", "Perangkat Daerah", "Predikat", "Tahun"], *rows]), "rekap.csv")
    app = page()
    app.session_state["data_tampilan"] = "Ejaan"
    app.run()
    app.button("data_pisah_0").click().run()
    assert "Tidak ada ejaan yang mirip." in words(app)
    assert len(reads.agencies(EVERYTHING)) == 2


def test_completeness_is_unknown_without_a_people_master(own: store.Store) -> None:
    del own
    take_in(samples.annual(), "rekap.xlsx")
    app = page(year=2024)
    assert not app.exception
    assert "Kelengkapan per perangkat daerah" in words(app)
    assert "belum ada" in words(app)
    figure = json.loads(app.get("plotly_chart")[0].proto.spec)
    shares = [value for trace in figure["data"] for value in trace.get("x", []) or []]
    assert 1.0 not in [value for value in shares if isinstance(value, float)]


def test_the_chain_is_checked_on_request_and_a_change_shows(own: store.Store) -> None:
    take_in(samples.annual(), "rekap.xlsx")
    app = page()
    app.session_state["data_tampilan"] = "Jejak audit"
    app.run()
    app.button("data_audit_periksa").click().run()
    assert "Rantai utuh" in words(app)
    n_events = len(table_with(app, "event_id"))
    assert n_events == len(own.frame("audit_events"))
    # whoever reaches the file past the program breaks the chain
    with own._connection.cursor() as cursor:
        cursor.execute("update audit_event set actor = 'somebody else' where event_id = 1")
    assert not audit.verify(own).is_whole
    app.button("data_audit_periksa").click().run()
    assert "Rantai putus pada peristiwa 1" in words(app)


def test_a_backup_is_taken_checked_and_offered(own: store.Store) -> None:
    take_in(samples.annual(), "rekap.xlsx")
    app = page()
    app.session_state["data_tampilan"] = "Cadangan"
    app.run()
    app.button("data_cadangan_buat").click().run()
    assert not app.exception
    taken = list((own.path.parent / "backups").glob("*/manifest.json"))
    assert len(taken) == 1
    assert json.loads(taken[0].read_text())["n_appraisals"] == samples.N_ANNUAL
    offered = [button.proto.label for button in app.get("download_button")]
    assert any(taken[0].parent.name in label for label in offered)


@pytest.mark.parametrize("role", ["city_leadership", "rater", "employee"])
def test_a_role_without_the_right_gets_no_upload_and_no_numbers(
    own: store.Store, role: str
) -> None:
    take_in(samples.annual(), "rekap.xlsx")
    with own.write(TESTER) as writer:
        writer.run("set_store_info", {"key": "demo", "value": "yes"})
        writer.audit("mark", "store")
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.session_state[access.ROLE_KEY] = role
    app.run()
    assert app.warning
    assert not app.metric
    assert not app.file_uploader
    assert not app.dataframe


@pytest.mark.usefixtures("own")
def test_the_page_speaks_english_too() -> None:
    app = page(language="en")
    assert "Penilaian tersimpan" not in key_figures(app)
    app = upload(app, "rekap.xlsx", samples.annual(n_bad=1))
    assert "Jangan impor apa pun" not in labels(app)
    assert not app.exception
