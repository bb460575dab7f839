"""Saved lists on Calon promosi: chosen with reasons, approved by another person, kept as saved."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import audit, reads, shortlists, store
from data.errors import ShortlistRefused
from data.scope import Scope
from data.shortlists import Basis, Choice, Criteria
from tests.pages import candidate_city, city, shown_words
from tests.pages.candidate_city import ASK, MET, Program, open_page
from tests.pages.reading import words
from ui import access, downloads
from ui.i18n import use_language
from ui.panels.shortlists import deciding, files
from ui.reports import candidates as report

EVALUATOR = Scope("demo: evaluator", frozenset({"evaluator"}), may_see_persons=True)
MAYOR = Scope("demo: city_leadership", frozenset({"city_leadership"}), may_see_persons=True)
NAMED = Scope("x", frozenset({"evaluator"}), may_see_persons=True, may_see_names=True)
VIEW = "calon_lihat"


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> store.Store:
    """The city whose order is known by hand, of one test, to be written."""
    path = tmp_path / "city.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    return candidate_city.build(path)


def lists(program: Program, number: int | None = None, **codes: str) -> AppTest:
    """Open the page with the view of saved lists."""
    asked = {**ASK, **codes} if number is None else {**ASK, **codes, "daftar": str(number)}
    app = open_page(program, **asked)
    if number is None:
        app.session_state[VIEW] = "Daftar tersimpan"
        app.run()
    assert not app.exception
    return app


def made(name: str = "Talenta Dinkes", scope: Scope = EVALUATOR) -> int:
    """Save the order known by hand, as the page does (see the first test)."""
    order = pd.DataFrame({"employee_id": range(1, MET + 1)})
    standing = ["surely_in"] * 9 + ["maybe"] * 2 + ["outside"] * (MET - 11)
    score = 100.0 - order["employee_id"]
    entries = order.assign(
        place=order["employee_id"], is_in=order["employee_id"] <= 10, standing=standing,
        rank_lower=order["employee_id"], rank_median=order["employee_id"],
        rank_upper=order["employee_id"], top_probability=0.5, score=score, score_lower=score - 1,
        score_upper=score + 1, raw_mean=score, raw_place=order["employee_id"], n_ratings=3,
        link_grade="A", n_objective=0, overall="met", open_checks=None, position_title="Pelaksana",
        unit_name="Bidang 1", agency_code="DINKES", agency_name="Dinas Kesehatan", grade="III/a",
    )  # fmt: skip
    run = reads.current_run(scope)
    assert run is not None
    criteria = Criteria("talent_pool", dt.date.fromisoformat(candidate_city.ON), "met", 10,
                        agency_code="DINKES")  # fmt: skip
    basis = Basis(run.run_id, run.finished_at, run.method_version, run.seed, 60, None)
    return shortlists.create_shortlist(scope, name, criteria, basis, entries)


def proposed() -> int:
    number = made()
    shortlists.propose(EVALUATOR, number, seen_version=1)
    return number


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def typed(app: AppTest, rows: dict[int, dict[str, object]]) -> AppTest:
    """Choose in rows of the editor, counted from 0, and run; as the browser sends it."""
    app.session_state[app.data_editor[0].key] = {
        "edited_rows": rows, "added_rows": [], "deleted_rows": [],
    }  # fmt: skip
    app.run()
    assert not app.exception
    return app


def content(number: int, scope: Scope = EVALUATOR) -> reads.ShortlistContent:
    held = reads.shortlist_content(scope, number)
    assert held is not None
    return held


def taken(number: int) -> list[int]:
    rows = content(number).entries
    return [int(each) for each in rows.loc[rows["is_taken"], "employee_id"]]


# ── saving ───────────────────────────────────────────────────────────────────────────────────


def test_the_order_on_screen_is_saved_whole(program: Program, ours: store.Store) -> None:
    app = lists(program)
    assert "Simpan urutan di atas sebagai daftar" in words(app)
    app.text_input("daftar_baru_nama").set_value("Talenta Dinkes")
    press(app, "Simpan draf daftar")
    number = int(app.query_params["daftar"])
    held = content(number)
    facts = held.facts
    assert (facts.name, facts.owner, facts.state) == ("Talenta Dinkes", EVALUATOR.actor, "draft")
    assert (facts.target, facts.on_day.isoformat(), facts.whom, facts.places) == (
        "talent_pool", candidate_city.ON, "met", 10,
    )  # fmt: skip
    assert (facts.agency_code, facts.n_pool, facts.n_listed, facts.n_taken) == (
        "DINKES",
        60,
        MET,
        10,
    )
    assert facts.changed_since == ()
    rows = held.entries
    assert list(rows["employee_id"]) == list(range(1, MET + 1))
    assert list(rows["place"]) == list(range(1, MET + 1))
    assert list(rows["standing"].iloc[[0, 9, 10, 11]]) == ["surely_in", "maybe", "maybe", "outside"]
    assert rows["rank_upper"].iloc[9] == 11
    assert rows["raw_place"].iloc[19] == 4
    assert set(rows["overall"]) == {"met"}
    said = words(app)
    assert "**10** diambil untuk 10 tempat. Pilihan mengikuti urutan." in said
    assert list(app.data_editor[0].value["no"]) == list(range(1, 21)), "around the line"


def test_people_who_lack_something_keep_what_it_was(program: Program, ours: store.Store) -> None:
    app = open_page(program, **ASK, siapa="everybody", tempat="30")
    app.session_state[VIEW] = "Daftar tersimpan"
    app.run()
    press(app, "Simpan draf daftar")
    rows = content(int(app.query_params["daftar"])).entries.set_index("employee_id")
    assert rows.loc[30, "open_checks"] == "sanction:not_met:2026-09-01"
    assert (
        rows.loc[41, "open_checks"].startswith("box:unknown")
        or "unknown" in rows.loc[41, "open_checks"]
    )
    shown = app.data_editor[0].value.set_index("no")
    assert shown.loc[30, "checks_words"] == "Hukuman disiplin: terpenuhi 01/09/2026"
    assert shown.loc[1, "checks_words"] == "memenuhi semua"


def test_who_was_not_ranked_is_on_the_list_too(
    tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "few.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    opened = candidate_city.build(path)
    with opened.write(city.TEST_ACTOR) as writer:
        writer._cursor.execute("delete from employee_result where employee_id = 5")
        writer.audit("test", "store")
    app = lists(program)
    press(app, "Simpan draf daftar")
    number = int(app.query_params["daftar"])
    assert content(number).facts.name == "Kelompok rencana suksesi", "the target, without a name"
    last = content(number).entries.iloc[-1]
    assert (last["employee_id"], last["is_in"], last["is_taken"]) == (5, False, False)
    assert pd.isna(last["place"])
    assert content(number).facts.n_ranked == MET - 1


# ── choosing ─────────────────────────────────────────────────────────────────────────────────


def test_leaving_the_order_asks_for_reasons_before_it_can_be_proposed(
    program: Program, ours: store.Store
) -> None:
    number = made()
    app = lists(program, number)
    typed(app, {2: {"is_taken": False}, 10: {"is_taken": True}})
    assert "Di luar urutan dan belum beralasan: nomor 3 dan 11." in words(app)
    assert "Usulkan untuk disetujui" not in labels(app)
    press(app, "Simpan 2 pilihan")
    assert taken(number) == [1, 2, *range(4, 12)]
    propose = next(button for button in app.button if button.label == "Usulkan untuk disetujui")
    assert propose.proto.disabled
    assert "2 pilihan di luar urutan belum beralasan" in words(app)
    typed(app, {2: {"reason": "Baru pindah unit"}, 10: {"reason": "Memimpin proyek"}})
    press(app, "Simpan 2 pilihan")
    assert content(number).lacking == ()
    press(app, "Usulkan untuk disetujui")
    assert content(number).facts.state == "proposed"
    assert len(app.data_editor) == 0
    assert "Menunggu keputusan orang kedua" in words(app)
    assert "ganti peran ke Pimpinan kota" in words(app)
    assert "Setujui daftar" not in labels(app)


def test_a_cell_put_back_is_no_choice_any_more(program: Program, ours: store.Store) -> None:
    number = made()
    app = lists(program, number)
    typed(app, {2: {"is_taken": False}})
    assert "Simpan 1 pilihan" in labels(app)
    typed(app, {})  # the browser forgets an edit that equals what was given
    assert not any(label.startswith("Simpan ") and "pilihan" in label for label in labels(app))
    typed(app, {2: {"is_taken": False}})
    press(app, "Buang yang belum disimpan")
    assert "Pilihan mengikuti urutan" in words(app)
    assert content(number).choices.empty


def test_what_waits_survives_search_and_views(program: Program, ours: store.Store) -> None:
    number = made()
    app = lists(program, number)
    typed(app, {2: {"is_taken": False}})
    app.selectbox("daftar_tampil").select("lacking").run()
    assert list(app.data_editor[0].value["no"]) == [3]
    assert not app.data_editor[0].value["is_taken"].iloc[0]
    typed(app, {0: {"reason": "Baru pindah unit"}})
    app.selectbox("daftar_tampil").select("all").run()
    shown = app.data_editor[0].value
    assert len(shown) == MET
    assert shown["reason"].iloc[2] == "Baru pindah unit"
    app.text_input("daftar_cari").set_value("tidak ada di sini").run()
    assert "Tidak ada pegawai yang cocok" in words(app)
    press(app, "Simpan 1 pilihan")
    assert taken(number) == [1, 2, *range(4, 11)]


def test_a_stale_tab_writes_nothing_and_says_so(program: Program, ours: store.Store) -> None:
    number = made()
    first, second = lists(program, number), lists(program, number)
    typed(first, {2: {"is_taken": False, "reason": "Tab pertama"}})
    typed(second, {3: {"is_taken": False, "reason": "Tab kedua"}})
    press(first, "Simpan 1 pilihan")
    press(second, "Simpan 1 pilihan")
    assert "Daftar ini diubah di tempat lain sejak Anda membukanya" in words(second)
    assert taken(number) == [1, 2, *range(4, 11)], "the second wrote nothing"
    shown = second.data_editor[0].value
    assert (shown["is_taken"].iloc[2], shown["reason"].iloc[3]) == (False, "Tab kedua")
    press(second, "Simpan 1 pilihan")  # having seen the other's
    assert taken(number) == [1, 2, *range(5, 11)]


# ── deciding ─────────────────────────────────────────────────────────────────────────────────


def test_city_leadership_approves_and_nothing_changes_any_more(
    program: Program, ours: store.Store
) -> None:
    number = proposed()
    mayor = lists(program, number, peran="city_leadership")
    said = words(mayor)
    assert "1 daftar menunggu keputusan Anda" in said
    assert r"demo\: evaluator mengusulkan daftar ini" in said
    press(mayor, "Setujui daftar")
    assert "dengan **10** orang diambil tidak dapat diubah lagi" in words(mayor)
    # a test cannot click inside a dialog; what its button does:
    deciding.approve(MAYOR, content(number).facts)
    mayor = lists(program, number, peran="city_leadership")
    assert "menunggu keputusan Anda" not in words(mayor)
    assert r"Disetujui oleh demo\: city\_leadership" in words(mayor)
    again = lists(program, number)
    assert len(again.data_editor) == 0
    assert not {"Usulkan untuk disetujui", "Tarik usulan", "Setujui daftar"} & set(labels(again))
    assert audit.verify(ours).is_whole


def test_a_list_comes_back_with_a_reason(program: Program, ours: store.Store) -> None:
    number = proposed()
    mayor = lists(program, number, peran="city_leadership")
    press(mayor, "Kembalikan ke pengusul")
    assert "Tulis alasan pengembalian" in words(mayor)
    mayor.text_area("daftar_kembali_alasan").set_value("Lengkapi alasan nomor 3")
    press(mayor, "Kembalikan ke pengusul")
    assert content(number).facts.state == "returned"
    owner = lists(program, number)
    assert len(owner.data_editor) == 1
    assert "Usulkan untuk disetujui" in labels(owner)
    owner.session_state["daftar_riwayat"] = True
    owner.run()
    decisions = next(each.value for each in owner.dataframe if "action_words" in each.value)
    assert list(decisions["action_words"]) == [
        "Dikembalikan", "Diusulkan untuk disetujui", "Daftar disimpan",
    ]  # fmt: skip
    assert decisions["note"].iloc[0] == "Lengkapi alasan nomor 3"


def test_a_proposal_is_withdrawn(program: Program, ours: store.Store) -> None:
    number = proposed()
    app = press(lists(program, number), "Tarik usulan")
    assert content(number).facts.state == "draft"
    assert len(app.data_editor) == 1


def test_on_an_own_store_a_second_person_is_asked_for(program: Program, ours: store.Store) -> None:
    with ours.write(city.TEST_ACTOR) as writer:
        writer.run("set_store_info", {"key": "demo", "value": "no"})
        writer.audit("test", "store")
    user = access.User(store.local_actor("x").name, access.LOCAL_ROLES, None, is_demo=False)
    own = Scope(user.name, user.roles, may_see_persons=True)
    number = made(scope=own)
    app = press(lists(program, number), "Usulkan untuk disetujui")
    assert content(number).facts.state == "proposed"
    assert "Setujui daftar" not in labels(app), "one person holds every role here"
    said = words(app)
    assert "Orang kedua memutuskannya dengan akun komputernya sendiri" in said
    version = content(number).facts.version
    with pytest.raises(ShortlistRefused):
        shortlists.approve(own, number, seen_version=version)


# ── what it rests on, who sees it ────────────────────────────────────────────────────────────


def test_changed_data_are_said_and_nothing_is_recomputed(
    program: Program, ours: store.Store
) -> None:
    number = made()
    before = content(number)
    assert not lists(program, number).warning
    with ours.write(city.TEST_ACTOR) as writer:
        writer._cursor.execute("update employee_result set adjusted = 100 - adjusted")
        writer.audit("import", "batch", "9")
    app = lists(program, number)
    (warning,) = app.warning
    assert "Data diimpor, dibatalkan, atau digabung setelah daftar ini disimpan." in warning.value
    assert "Yang tersimpan tidak dihitung ulang." in warning.value
    pd.testing.assert_frame_equal(content(number).entries, before.entries)
    assert list(app.data_editor[0].value["rank_words"].iloc[:2]) == ["1 (1–1)", "2 (2–2)"]


def test_agency_leadership_sees_lists_of_its_own_agency_alone(
    program: Program, ours: store.Store
) -> None:
    number = made()
    own = lists(program, number, peran="agency_leadership:DINKES")
    assert "Talenta Dinkes · Draf" in own.selectbox("daftar_pilih").options
    assert len(own.data_editor) == 0
    assert r"Hanya demo\: evaluator yang dapat mengubah" in words(own)
    other = open_page(program, opd="DISDIK", peran="agency_leadership:DISDIK", daftar=str(number))
    other.session_state[VIEW] = "Daftar tersimpan"
    other.run()
    assert not other.exception
    assert "Talenta Dinkes" not in words(other)
    assert "daftar" not in other.query_params


def test_names_come_on_request_and_are_recorded(program: Program, ours: store.Store) -> None:
    number = made()
    app = lists(program, number)
    assert "Orang 1" not in str(app.data_editor[0].value["person"].tolist())
    app.toggle(f"daftar_nama_candidates/shortlist/{number}").set_value(True).run()
    assert not app.exception
    assert app.data_editor[0].value["person"].iloc[0].startswith("Orang 1 (")
    event = ours.frame("audit_events").iloc[-1]
    assert (event["action"], event["object_id"]) == (
        "reveal_names", f"candidates/shortlist/{number}",
    )  # fmt: skip


@pytest.mark.parametrize("code", ["999", "9" * 40])
def test_a_list_nobody_saved_does_no_harm(program: Program, ours: store.Store, code: str) -> None:
    app = open_page(program, **ASK, daftar=code)
    assert "daftar" not in app.query_params


# ── files ────────────────────────────────────────────────────────────────────────────────────


def workbook(number: int, scope: Scope, language: str) -> dict[str, list[tuple[object, ...]]]:
    with use_language(language):
        held = content(number, scope)
        sheets = files.sheets(held, with_names=scope.may_see_names)
        book = openpyxl.load_workbook(
            io.BytesIO(downloads.xlsx(sheets, files.about(scope, held)()))
        )
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_workbook_says_everything_in_both_languages(
    program: Program, ours: store.Store
) -> None:
    number = made("=Talenta")
    shortlists.save_choices(
        EVALUATOR, number, [Choice(3, is_taken=False, reason="=Baru pindah")], seen_version=1
    )
    cells = workbook(number, EVALUATOR, "id")
    assert list(cells) == ["Daftar pertimbangan", "Keputusan", "Riwayat pilihan", "Tentang"]
    head, *rows = cells["Daftar pertimbangan"]
    assert len(rows) == MET
    third = dict(zip(head, rows[2], strict=True))
    assert (third["Urutan"], third["Diambil"], third["Alasan"], third["Di luar urutan"]) == (
        "3 (3–3)", "tidak", "=Baru pindah", "ya",
    )  # fmt: skip
    assert "NIP" not in head
    about = dict(row[:2] for row in cells["Tentang"])
    assert about["Daftar"] == "=Talenta"
    assert about["Untuk"] == "Kelompok rencana suksesi"
    assert about["Aturan"].startswith("SE MenPANRB 3/2023, berlaku sejak 31 Januari 2023")
    assert about["Versi metode"] == content(number).facts.method_version
    assert about["Tempat"] == "10"
    assert len(cells["Riwayat pilihan"]) == 1 + 1
    named = workbook(number, NAMED, "en")
    title = next(iter(named))
    assert list(named)[2:] == ["History of choices", "About"]
    head, *rows = named[title]
    assert "NIP" in head
    assert "Taken" in head
    assert any(str(cell).startswith("Orang 1 (") for cell in rows[0])


def test_paper_takes_the_same_content(program: Program, ours: store.Store) -> None:
    number = made()
    with use_language("id"):
        paper = files.on_paper(content(number))
        document = report.document(paper)
    assert (paper.top, paper.n_pool) == (10, MET)
    assert list(paper.people["decision"].iloc[[0, 10]]) == ["diambil", "tidak diambil"]
    assert paper.signers == ("Yang mengusulkan", "Yang menyetujui")
    assert document.is_personal
    about = files.about(EVALUATOR, content(number))()
    assert downloads.pdf(document, about).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_saved_list_speaks_one_language(
    program: Program, ours: store.Store, language: str
) -> None:
    number = made("DINKES")
    choices = [Choice(3, is_taken=False, reason="PKA"), Choice(12, is_taken=True, reason="PKA")]
    shortlists.save_choices(EVALUATOR, number, choices, seen_version=1)
    app = lists(program, number, language=language)
    app.session_state["daftar_riwayat"] = app.session_state["daftar_kriteria"] = True
    with use_language(language):
        app.run()
    names = frozenset({"DINKES", "Dinas Kesehatan", "PKA", "Pelaksana", "Kepala Dinas",
                       "Bidang 1", "Bidang 2", "Bidang 3", EVALUATOR.actor, "Staf"})  # fmt: skip
    foreign = {
        part: text
        for text in shown_words.texts(app)
        for part in shown_words.foreign(text, language, names)
    }
    assert foreign == {}
