"""Penilai: what a stored run found is shown as it is, and never more than it can say."""

import json
from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import analysis, store
from tests.data import found
from tests.pages import city, stored_run
from tests.pages.reading import words
from tests.pages.stored_run import (
    LENIENT,
    OF_TWO,
    RATERS,
    STRICT,
    UNLINKED,
    UNLINKED_BY_PROJECT,
    post,
)

Program = Callable[..., AppTest]
START = "penilai_analisis"
NAMES = "penilai_nama_raters/all/-/-"


def all_raters(app: AppTest) -> pd.DataFrame:
    """Return the table of all raters by their post."""
    tables = [table.value for table in app.dataframe]
    found = next(each for each in tables if {"link_share", "n_very_good"} & set(each.columns))
    assert found["rater"].is_unique
    return found.set_index("rater")


def headers(app: AppTest) -> list[str]:
    return [str(header.value) for header in app.header]


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def test_the_verdicts_are_counted_as_by_hand(program: Program, analysed: store.Store) -> None:
    app = program("raters")
    assert not app.exception
    shown = app.table[0].value
    by_hand = {
        "▼ Jelas lebih ketat": ("1", "59"),
        "▽ Mungkin lebih ketat": ("1", "10"),
        "● Belum dapat dibedakan": ("3", "30"),
        "△ Mungkin lebih longgar": ("1", "10"),
        "▲ Jelas lebih longgar": ("1", "40"),
        "◇ Tidak dapat dipisahkan dari tim": ("2", "20"),
        "○ Belum cukup data": ("1", "2"),
    }
    assert {name: tuple(shown[name]) for name in shown.columns} == by_hand
    assert (
        "**2** dari 10 penilai jelas berbeda dari rekannya: 1 lebih ketat, 1 lebih longgar."
        " Mereka menilai 99 pegawai, dihitung per penilai."
    ) in words(app)


def test_the_page_says_which_run_it_shows(program: Program, analysed: store.Store) -> None:
    shown = words(program("raters"))
    assert "Analisis 1 Februari 2025" in shown
    assert "penilaian tahunan; metode 1, bibit acak 5." in shown
    assert "belum ikut dihitung" not in shown


def test_newer_appraisals_are_counted_and_the_run_can_be_renewed(
    program: Program, own_city: store.Store
) -> None:
    stored_run.store_run(own_city)
    with own_city.write(city.TEST_ACTOR) as writer:
        writer._cursor.execute(
            "insert into appraisal (appraisal_id, employee_id, rater_id, rater_role, period_code,"
            " agency_code, predicate, batch_id)"
            " select appraisal_id + 1_000_000, employee_id, 191, 'peer', period_code, agency_code,"
            " predicate, 1 from appraisal order by appraisal_id limit 7"
        )
        writer.audit("import", "batch", "1")
    app = program("raters")
    assert "7 penilaian yang lebih baru belum ikut dihitung." in words(app)
    assert START in keys(app)
    assert START not in keys(program("raters", role="city_leadership"))


@pytest.mark.parametrize(
    ("role", "may_start"),
    [("evaluator", True), ("city_leadership", False), ("agency_leadership:DINKES", False)],
)
def test_without_a_run_the_page_says_what_to_do(
    program: Program, seeded: store.Store, role: str, may_start: bool
) -> None:
    app = program("raters", peran=role)
    assert not app.exception
    assert "Analisis membandingkan penilai" in words(app)
    assert (START in keys(app)) is may_start
    assert not app.dataframe
    assert not app.table


@pytest.mark.parametrize("page", ["raters", "fairness", "rater_profile"])
def test_an_empty_store_asks_for_data_before_an_analysis(
    program: Program, nothing_in: store.Store, page: str
) -> None:
    app = program(page)
    assert not app.exception
    assert "Unggah satu berkas rekap penilaian" in words(app)
    assert not any(key.endswith("_analisis") for key in keys(app))


def test_a_failed_run_is_told_with_its_reference(program: Program, own_city: store.Store) -> None:
    failed = found.facts(error_kind="X", error_text="Tidak ada *nilai*.", reference="K-123")
    analysis.store_failure(own_city, city.TEST_ACTOR, analysis.read_state(own_city), failed)
    shown = words(program("raters"))
    assert r"Tidak ada \*nilai\*\. Kode rujukan: K-123." in shown
    assert "Analisis membandingkan penilai" in shown


def test_filters_that_leave_no_rater_say_so(program: Program, analysed: store.Store) -> None:
    app = program("raters", jenis="administrator")
    assert not app.exception
    assert "Coba perluas jenis jabatan." in words(app)
    assert "penilai_atur_ulang" in keys(app)
    assert not app.table


def test_an_agency_narrows_the_page(program: Program, analysed: store.Store) -> None:
    app = program("raters", opd="DINKES")
    assert app.table[0].value.iloc[0].tolist() == ["0", "0", "0", "0", "1", "0", "0"]
    assert list(all_raters(app).index) == [post(LENIENT)]


def test_what_cannot_be_separated_has_no_interval_anywhere(
    program: Program, analysed: store.Store
) -> None:
    app = program("raters")
    table = all_raters(app)
    without_place = (UNLINKED, UNLINKED_BY_PROJECT, OF_TWO)
    unplaced = table.loc[[post(code) for code in without_place]]
    assert unplaced[["leniency", "lower", "upper"]].isna().all(axis=None)
    assert unplaced["raw_difference"].tolist() == pytest.approx([3.7, -0.3, 1.7])
    placed = table.drop(index=unplaced.index)
    assert placed[["leniency", "lower", "upper"]].notna().all(axis=None)
    app.session_state["penilai_selisih_tabel_buka"] = True
    app.run()
    drawn = app.dataframe[0].value
    assert list(drawn["leniency"]) == sorted(
        (leniency for code, (_, _, leniency, _) in RATERS.items() if code not in without_place),
        reverse=True,
    )


def test_a_single_recap_is_a_picture_and_no_judgement(
    program: Program, own_city: store.Store
) -> None:
    stored_run.store_run(own_city, nobody_linked=True)
    app = program("raters")
    assert not app.exception
    assert "Gambaran, bukan penilaian" in headers(app)
    assert "Selisih penilai terhadap rekan" not in headers(app)
    table = all_raters(app)
    assert len(table) == len(RATERS)
    assert not {"lower", "upper"} & set(table.columns)
    assert {"n_very_good", "top_share", "comparable_top_share", "raw_difference"} <= set(table)
    # every rater but the one of two people: nothing to compare
    shown = words(app)
    assert "Agar bisa dibedakan" in headers(app)
    assert "**10** penilai belum terhubung" in shown
    assert "**2** pegawai dari **1** penilai itu" in shown


def test_predicates_alone_are_told_soberly(program: Program, own_city: store.Store) -> None:
    stored_run.store_run(
        own_city, response="predicate", response_unit="share", response_entropy_bits=0.52
    )
    app = program("raters")
    assert "Data ini hanya berisi predikat, sekitar 0,5 bit keterangan per penilaian." in words(app)
    # a share of .06 is said in points of a hundred
    assert all_raters(app).loc[post(LENIENT), "leniency"] == pytest.approx(600.0)


def test_scores_need_no_sober_words(program: Program, analysed: store.Store) -> None:
    assert "hanya berisi predikat" not in words(program("raters"))


@pytest.mark.parametrize("role", ["rater", "employee", "administrator"])
def test_other_roles_may_not_enter(program: Program, analysed: store.Store, role: str) -> None:
    app = program(role=role)
    assert app.title[0].value != "Penilai"
    with pytest.raises(ValueError, match="raters"):
        app.switch_page("raters.py").run()


def test_leadership_of_one_agency_sees_its_raters_by_post(
    program: Program, analysed: store.Store
) -> None:
    app = program("raters", peran="agency_leadership:DINKES")
    assert not app.exception
    table = all_raters(app)
    assert list(table.index) == ["Kepala Dinas Kesehatan, Bidang 1"]
    assert "Orang " not in words(app)
    assert not app.toggle


def test_city_leadership_sees_no_rater_of_two_people(
    program: Program, analysed: store.Store
) -> None:
    app = program("raters", role="city_leadership")
    assert set(all_raters(app).index) == {post(code) for code in RATERS if code != OF_TWO}
    assert not app.toggle


def test_names_come_on_request_and_the_request_is_recorded(
    program: Program, analysed: store.Store
) -> None:
    app = program("raters")
    assert not all_raters(app).index.str.contains("Orang").any()
    app.toggle(key=NAMES).set_value(True).run()
    assert not app.exception
    assert f"Orang {STRICT} ({post(STRICT)})" in all_raters(app).index
    event = analysed.frame("audit_events").iloc[-1]
    assert (event["action"], event["object_id"]) == ("reveal_names", "raters/all/-/-")
    assert json.loads(event["after_value"]) == {"n": len(RATERS)}


def test_search_finds_by_post_and_agency(program: Program, analysed: store.Store) -> None:
    app = program("raters")
    app.text_input(key="penilai_cari").set_value("pendidikan").run()
    assert list(all_raters(app).index) == [post(STRICT)]


def test_an_address_opens_the_drawer_of_a_rater(program: Program, analysed: store.Store) -> None:
    app = open_drawer(program, LENIENT)
    shown = words(app)
    assert "▲ Jelas lebih longgar" in shown
    assert (
        "Menilai **6,0 poin lebih longgar** daripada 7 penilai serupa"
        " (rentang 4,4 s.d. 7,6; 40 pegawai)."
    ) in shown
    assert "Kaitan **A**: 6 dari 40 pegawainya pernah dinilai penilai lain." in shown
    assert "Selisih bisa berasal dari pegawai yang memang berbeda." in shown


def test_the_drawer_of_an_unlinked_rater_says_why_and_what_would_help(
    program: Program, analysed: store.Store
) -> None:
    shown = words(open_drawer(program, UNLINKED_BY_PROJECT))
    assert "Selisih mentah **−0,3 poin** (10 pegawai, 30 penilaian)." in shown
    assert "Kelonggaran penilai dan mutu tim tidak dapat dipisahkan di sini" in shown
    assert "misalnya 2 pegawai yang satu proyek" in shown
    assert "Kaitan **C**: tidak satu pun dari 10 pegawainya dinilai penilai lain." in shown
    assert "rentang" not in shown.split("Kelonggaran penilai")[1].split("Kaitan **C**")[0]
    assert "Kaitannya sedikit" not in shown  # it has none


@pytest.mark.parametrize("code", ["999999", "abc", "1e3", "-1", "<b>", "1" * 40])
def test_an_unknown_rater_does_no_harm(program: Program, analysed: store.Store, code: str) -> None:
    app = open_drawer(program, code)
    assert not app.exception
    assert "penilai" not in app.query_params
    assert len(all_raters(app)) == len(RATERS)


def test_leadership_cannot_open_a_rater_of_another_agency(
    program: Program, analysed: store.Store
) -> None:
    app = program(peran="agency_leadership:DINKES")
    app.query_params["penilai"] = str(STRICT)
    app.switch_page("raters.py").run()
    assert "penilai" not in app.query_params
    assert "Dinas Pendidikan" not in words(app)


def test_markup_in_a_post_stays_text(program: Program, analysed: store.Store) -> None:
    app = open_drawer(program, stored_run.HOSTILE_RATER)
    assert not app.exception
    for said in (words(app), *(block.proto.dialog.title for block in app.get("dialog"))):
        assert stored_run.HOSTILE not in said
        assert "<b>[x](javascript" not in said


def test_the_patterns_are_counted_without_those_a_team_explains(
    program: Program, analysed: store.Store
) -> None:
    app = program("raters")
    table = next(t.value for t in app.dataframe if "n_flagged" in t.value)
    drift = table.set_index("pattern_words").loc["Bergeser dari waktu ke waktu"]
    assert (drift["n_tested"], drift["n_flagged"]) == (3, 1)


def test_english_leaves_no_indonesian_behind(program: Program, analysed: store.Store) -> None:
    indonesian, english = program("raters"), program("raters", language="en")
    assert english.title[0].value == "Raters"
    same = set(words(indonesian).splitlines()) & set(words(english).splitlines())
    assert not {line for line in same if " " in line.strip()}
    assert next(iter(english.table[0].value.columns)) == "▼ Clearly stricter"


def open_drawer(program: Program, code: object) -> AppTest:
    app = program()
    app.query_params["penilai"] = str(code)
    return app.switch_page("raters.py").run()


def test_period_and_grade_do_not_narrow(program: Program, analysed: store.Store) -> None:
    narrowed = program("raters", tahun="2023", gol="IV")
    assert narrowed.table[0].value.equals(program("raters").table[0].value)
