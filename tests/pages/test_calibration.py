"""Kalibrasi: what is typed is counted and saved with its reason, once, and alters no appraisal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import calibration, reads, store
from data.calibration import Proposal
from data.scope import Filters, Scope
from data.store import Actor
from tests.pages.reading import words
from ui import i18n

Program = Callable[..., AppTest]
ME = Scope("demo: evaluator", frozenset({"evaluator"}), may_see_persons=True)
OTHER = replace(ME, actor="penilai kedua")
PERIOD, AGENCY = "2025", "DINKES"
N_PEOPLE = 60


def new_draft(scope: Scope = ME, name: str = "Rapat rekaan", **place: object) -> int:
    wanted: dict[str, object] = {"period_code": PERIOD, "agency_code": AGENCY, **place}
    actor = Actor(scope.actor, "dashboard")
    return calibration.create_calibration(scope, name, actor, **wanted)  # type: ignore[arg-type]


def opened(program: Program, number: int, **codes: str) -> AppTest:
    app = program("calibration", draf=str(number), opd=AGENCY, **codes)
    assert not app.exception
    return app


def typed(app: AppTest, rows: dict[int, dict[str, object]]) -> AppTest:
    """Type into rows of the editor, counted from 0, and run; as the browser sends it."""
    state = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    app.session_state[app.data_editor[0].key] = state
    app.run()
    assert not app.exception
    return app


def people() -> pd.DataFrame:
    return reads.calibration_people(ME, PERIOD, AGENCY)


def row_with(predicate: str) -> int:
    return list(people()["predicate"]).index(predicate)


def held(number: int) -> dict[int, tuple[object, ...]]:
    """Return what the store holds, by row of the whole table."""
    found = reads.calibration_proposals(ME, number)
    plain = found.astype("object").where(found.notna(), None)
    at = {person: place for place, person in enumerate(people()["employee_id"])}
    columns = ["proposed_predicate", "reason", "is_discussed"]
    return {at[row["employee_id"]]: tuple(row[columns]) for _i, row in plain.iterrows()}


def figure_counts(app: AppTest) -> dict[str, str]:
    """Return the people of each predicate, as written at the right of the figure."""
    import json

    (figure,) = [each for each in app.get("plotly_chart") if "kalibrasi_dampak" in each.proto.id]
    layout = json.loads(figure.proto.spec)["layout"]
    names = layout["yaxis"]["ticktext"]
    return {names[int(note["y"])]: note["text"] for note in layout["annotations"]}


# ── states ───────────────────────────────────────────────────────────────────────────────────


def test_an_empty_store_asks_for_data(program: Program, nothing_in: store.Store) -> None:
    app = program("calibration")
    assert not app.exception
    assert "Unggah satu berkas rekap penilaian" in words(app)


@pytest.mark.parametrize("role", ["city_leadership", "agency_leadership", "rater", "administrator"])
def test_the_page_is_for_evaluators(program: Program, seeded: store.Store, role: str) -> None:
    new_draft()
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        program("calibration", role=role)


def test_without_a_draft_the_page_says_how_to_begin(program: Program, seeded: store.Store) -> None:
    app = program("calibration", opd="DISHUB")
    assert not app.exception
    assert "Buat draf untuk mencoba predikat lain" in words(app)
    assert "Pilih satu perangkat daerah" in words(program("calibration", tahun="2023"))


def test_a_draft_is_made_named_and_closed_on_the_page(
    program: Program, seeded: store.Store
) -> None:
    app = program("calibration", opd="DLH")
    app.text_input("kalibrasi_baru_nama").set_value("Rapat DLH")
    next(button for button in app.button if button.label == "Buat draf").click()
    app.run()
    assert not app.exception
    (row,) = reads.calibrations(ME, Filters(agency_code="DLH")).to_dict("records")
    assert (row["name"], row["owner"], row["period_code"]) == ("Rapat DLH", ME.actor, PERIOD)
    assert len(app.data_editor[0].value) == 30
    number = int(row["calibration_id"])
    app.text_input(f"kalibrasi_nama_draf_{number}").set_value("Rapat DLH kedua")
    next(button for button in app.button if button.label == "Simpan nama").click()
    app.run()
    assert app.selectbox("kalibrasi_draf").options == ["Rapat DLH kedua"]
    app.button("kalibrasi_tutup").click().run()
    assert "dengan **0** usulan tidak dapat diubah lagi" in words(app)
    # a test cannot click inside a dialog; what its button does:
    calibration.close_calibration(ME, number, Actor(ME.actor, "dashboard"))
    app.run()
    assert app.data_editor[0].proto.disabled
    assert "jadi hanya dapat dibaca" in words(app)


def test_an_empty_name_is_refused_in_words(program: Program, seeded: store.Store) -> None:
    app = program("calibration", opd="BAPPEDA")
    app.text_input("kalibrasi_baru_nama").set_value("   ")
    next(button for button in app.button if button.label == "Buat draf").click()
    app.run()
    assert "Tulis nama draf" in words(app)
    assert reads.calibrations(ME, Filters(agency_code="BAPPEDA")).empty


def test_a_draft_of_another_person_can_only_be_read(program: Program, seeded: store.Store) -> None:
    number = new_draft(OTHER)
    app = opened(program, number)
    assert app.data_editor[0].proto.disabled
    assert "Draf milik penilai kedua" in words(app)
    assert "kalibrasi_tutup" not in {button.key for button in app.button}
    typed(app, {0: {"proposed": "poor", "reason": "x"}})
    assert held(number) == {}


def test_a_small_unit_is_not_judged_by_a_pattern(program: Program, seeded: store.Store) -> None:
    number = new_draft(agency_code="KESBANG")
    app = program("calibration", draf=str(number), opd="KESBANG")
    assert not app.exception
    assert "Terlalu kecil untuk dinilai terhadap pola: 3 pegawai." in words(app)


def test_a_draft_nobody_made_leads_to_one_that_exists(
    program: Program, seeded: store.Store
) -> None:
    number = new_draft()
    for code in ("999999", "x", "-1", "9" * 40):
        app = program("calibration", draf=code, opd=AGENCY)
        assert not app.exception
        assert app.selectbox("kalibrasi_draf").value == number


# ── typing ───────────────────────────────────────────────────────────────────────────────────


def test_a_proposal_counts_at_once_and_is_saved_with_its_reason(
    program: Program, seeded: store.Store
) -> None:
    number = new_draft()
    predicates = list(people()["predicate"])
    n_good, n_top = predicates.count("good"), predicates.count("very_good")
    app = opened(program, number)
    assert figure_counts(app)["Baik"] == str(n_good)
    at = row_with("good")
    typed(app, {at: {"proposed": "very_good", "reason": "Target terlampaui"}})
    assert held(number) == {at: ("very_good", "Target terlampaui", False)}
    shown = figure_counts(app)
    assert shown["Baik"] == f"{n_good} → {n_good - 1}"
    assert shown["Sangat Baik"] == f"{n_top} → {n_top + 1}"
    assert f"**1** dari {N_PEOPLE} pegawai diusulkan berpredikat lain: 1 naik, 0 turun" in words(
        app
    )
    assert "Usulan menyentuh pegawai dari **1** penilai" in words(app)
    # a reload begins with what was saved
    again = opened(program, number).data_editor[0].value
    assert again["proposed"].iloc[at] == "very_good"
    assert again["reason"].iloc[at] == "Target terlampaui"


def test_a_proposal_without_reason_is_named_and_waits(
    program: Program, seeded: store.Store
) -> None:
    number = new_draft()
    at = row_with("good")
    app = typed(opened(program, number), {at: {"proposed": "poor"}})
    said = f"belum dihitung dan belum tersimpan: baris {at + 1}."
    assert said in words(app)
    assert "Belum ada usulan" in words(app)
    assert held(number) == {}
    # a search draws the table anew: what was typed is still there
    unit = people()["unit_name"].iloc[at]
    app.text_input("kalibrasi_cari").set_value(unit).run()
    assert said in words(app)
    shown = app.data_editor[0].value
    assert set(shown["unit"]) == {unit}
    (place,) = [i for i, no in enumerate(shown["no"]) if no == at + 1]
    assert shown["proposed"].iloc[place] == "poor"
    typed(app, {place: {"reason": "Sering terlambat"}})
    assert held(number) == {at: ("poor", "Sering terlambat", False)}
    assert "Semua isian tersimpan" in words(app)


def test_marks_and_returns_need_no_reason(program: Program, seeded: store.Store) -> None:
    number = new_draft()
    at = row_with("good")
    app = typed(opened(program, number), {at: {"is_discussed": True}})
    assert held(number) == {at: (None, None, True)}
    assert f"**1** dari {N_PEOPLE} pegawai dibahas" in words(app)
    typed(app, {at: {"is_discussed": True, "proposed": "good"}})
    assert held(number) == {at: (None, None, True)}, "what holds anyway is no proposal"


def test_only_the_rows_asked_for_are_shown_and_all_are_counted(
    program: Program, seeded: store.Store
) -> None:
    number = new_draft()
    at = row_with("good")
    app = typed(opened(program, number), {at: {"proposed": "poor", "reason": "Alasan"}})
    app.selectbox("kalibrasi_tampil").select("proposed").run()
    assert list(app.data_editor[0].value["no"]) == [at + 1]
    assert f"Tampil 1 dari {N_PEOPLE}" in words(app)
    assert f"**1** dari {N_PEOPLE} pegawai" in words(app)
    app.selectbox("kalibrasi_tampil").select("not_discussed").run()
    assert len(app.data_editor[0].value) == N_PEOPLE
    app.text_input("kalibrasi_cari").set_value("tidak ada di sini").run()
    assert "Tidak ada pegawai yang cocok" in words(app)
    filtered = opened(program, number, gol="IV").data_editor[0].value
    assert len(filtered) == (people()["grade_group"] == "IV").sum() < N_PEOPLE


def test_two_tabs_do_not_overwrite_each_other(program: Program, seeded: store.Store) -> None:
    number = new_draft()
    first, second = opened(program, number), opened(program, number)
    at = row_with("good")
    typed(first, {at: {"proposed": "poor", "reason": "Tab pertama"}})
    typed(second, {
        at: {"proposed": "very_good", "reason": "Tab kedua"},
        at + 1: {"is_discussed": True},
    })  # fmt: skip
    assert held(number) == {at: ("poor", "Tab pertama", False), at + 1: (None, None, True)}
    said = words(second)
    assert f"Baris {at + 1}: yang Anda tulis Sangat Baik, alasan: Tab kedua" in said
    assert second.data_editor[0].value["reason"].iloc[at] == "Tab pertama"
    # having seen the other's, the second tab may change it
    typed(second, {at: {"proposed": "very_good", "reason": "Sudah dibicarakan"}})
    assert held(number)[at] == ("very_good", "Sudah dibicarakan", False)
    first.run()
    assert "Draf ini diubah di tempat lain" in words(first)
    assert first.data_editor[0].value["reason"].iloc[at] == "Sudah dibicarakan"


def test_a_draft_closed_elsewhere_takes_nothing_more(program: Program, seeded: store.Store) -> None:
    number = new_draft()
    app = opened(program, number)
    calibration.close_calibration(ME, number, Actor(ME.actor, "dashboard"))
    typed(app, {0: {"proposed": "poor", "reason": "Terlambat"}})
    assert held(number) == {}
    assert "jadi hanya dapat dibaca" in words(app)


def test_leaving_the_page_keeps_what_waits(program: Program, seeded: store.Store) -> None:
    number = new_draft()
    at = row_with("good")
    app = opened(program, number)
    typed(app, {at: {"proposed": "poor"}, at + 1: {"is_discussed": True}})
    app.switch_page("method.py").run()
    app.switch_page("calibration.py").run()
    assert not app.exception
    shown = app.data_editor[0].value
    assert shown["proposed"].iloc[at] == "poor"
    assert shown["is_discussed"].iloc[at + 1]
    assert held(number) == {at + 1: (None, None, True)}


def test_no_appraisal_changes(program: Program, seeded: store.Store) -> None:
    def appraisals() -> pd.DataFrame:
        with seeded._connection.cursor() as cursor:
            return cursor.execute("select * from appraisal order by appraisal_id, employee_id").df()

    before = appraisals()
    number = new_draft()
    at = row_with("good")
    typed(opened(program, number), {at: {"proposed": "poor", "reason": "Alasan"}})
    calibration.close_calibration(ME, number, Actor(ME.actor, "dashboard"))
    assert held(number)
    pd.testing.assert_frame_equal(appraisals(), before)


# ── names, history, languages ────────────────────────────────────────────────────────────────


def test_names_come_on_request_and_are_recorded(program: Program, seeded: store.Store) -> None:
    number = new_draft()
    at = row_with("good")
    app = typed(opened(program, number), {at: {"proposed": "poor"}})
    assert "employee_name" not in app.data_editor[0].value
    app.toggle(f"kalibrasi_nama_calibration/draft/{number}").set_value(True).run()
    assert not app.exception
    shown = app.data_editor[0].value
    assert shown["employee_name"].str.startswith("Orang ").all()
    assert shown["proposed"].iloc[at] == "poor", "other columns, the same that was typed"
    event = seeded.frame("audit_events").iloc[-1]
    assert (event["action"], event["object_id"]) == ("reveal_names", f"calibration/draft/{number}")


def test_the_history_tells_who_changed_what(program: Program, seeded: store.Store) -> None:
    number = new_draft()
    person = int(people()["employee_id"].iloc[0])
    now = people()["predicate"].iloc[0]
    other = "poor" if now != "poor" else "good"
    actor = Actor(ME.actor, "dashboard")
    proposal = Proposal(person, other, "Alasan lama", is_discussed=True)
    version = calibration.save_proposals(ME, number, [proposal], actor)
    proposal = Proposal(person, None, None, is_discussed=True, seen_version=version)
    calibration.save_proposals(ME, number, [proposal], actor)
    calibration.rename_calibration(ME, number, "Nama *baru*", actor)
    app = opened(program, number)
    app.session_state["kalibrasi_lihat"] = "Riwayat"
    app.run()
    assert not app.exception
    assert r"Nama diganti · Rapat rekaan menjadi Nama \*baru\*" in words(app)
    (shown,) = [each.value for each in app.dataframe if "former_predicate" in each.value.columns]
    assert list(shown["reason"].fillna("")) == ["", "Alasan lama"]
    assert [list(each) for each in shown["former_predicate"]] == [[other], []]


@pytest.mark.parametrize("view", ["Raters", "Last cycle", "History", "Minutes"])
def test_every_view_is_there_in_english(program: Program, seeded: store.Store, view: str) -> None:
    number = new_draft()
    at = row_with("good")
    person = int(people()["employee_id"].iloc[at])
    proposal = Proposal(person, "very_good", "Reason", is_discussed=True)
    calibration.save_proposals(ME, number, [proposal], Actor(ME.actor, "dashboard"))
    app = opened(program, number, language="en")
    with i18n.use_language("en"):
        app.session_state["kalibrasi_lihat"] = view
        app.run()
    assert not app.exception
    assert f"Another predicate is proposed for **1** of {N_PEOPLE} employees" in words(app)
    wanted = {
        "Raters": "Proposals touch employees of **1** rater",
        "Last cycle": "If the proposals held: Of **",
        "History": "Draft made",
        "Minutes": "This file is a list of proposals to sign",
    }
    assert wanted[view] in words(app)
