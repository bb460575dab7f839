"""Calon promosi: the order with what the data leave open, and who meets what."""

import json

import pytest

import jobs
from data import store
from tests.pages import candidate_city, city, stored_run
from tests.pages.candidate_city import ASK, MET, Program, headers, open_page, the_list
from tests.pages.reading import words
from ui import access

NAMES = "calon_nama_candidates/talent_pool/DINKES/-/-/-"


def test_places_are_grouped_by_what_the_draws_leave_open(
    program: Program, ranked: store.Store
) -> None:
    app = open_page(program, **ASK)
    assert (
        f"10 tempat: 9 kemungkinan besar masuk, 2 mungkin, {MET - 11} kemungkinan besar di luar"
        in headers(app)
    )
    table = the_list(app)
    assert len(table) == MET
    assert list(table["rank_words"].iloc[[0, 8, 9, 10, 11]]) == [
        "1 (1–1)", "9 (9–9)", "10 (10–11)", "10 (10–11)", "12 (12–12)",
    ]  # fmt: skip
    assert list(table["top_probability"].iloc[[8, 9, 10, 11]]) == [1.0, 0.5, 0.5, 0.0]
    assert list(table["link_words"]).count("C · belum terhubung") == 1
    said = words(app)
    assert "1 pegawai belum terhubung (kaitan C)" in said
    assert "Dipilih 34,5% dari 29 pegawai" in said  # 10 of 29


def test_the_requirements_are_counted_as_by_hand(program: Program, ranked: store.Store) -> None:
    app = open_page(program, **ASK)
    assert (
        "Dari 60 pegawai, memenuhi semua syarat **29**, belum diketahui **20**, belum **11**."
        " 1 menyusul dalam setahun."
    ) in words(app)
    checks = next(t.value for t in app.dataframe if "not_met" in t.value).set_index("check")
    assert checks.loc["Kotak talenta", ["met", "not_met", "unknown"]].tolist() == [30, 10, 20]
    assert checks.loc["Hukuman disiplin", ["met", "not_met", "unknown"]].tolist() == [59, 1, 0]
    assert checks.loc["Hukuman disiplin", "source"] == "R10.1 · PP 94/2021, PerBKN 6/2022"
    assert "Di antara yang belum diketahui, paling sering kurang: potensial (20" in words(app)
    waiting = next(t.value for t in app.dataframe if "missing" in t.value)
    assert list(waiting["missing"]) == ["Hukuman disiplin: terpenuhi 01/09/2026"]


def test_another_number_of_places_moves_the_cut_and_stands_in_the_address(
    program: Program, ranked: store.Store
) -> None:
    app = open_page(program, **ASK)
    app.number_input(key="calon_tempat").set_value(12).run()
    assert (
        "12 tempat: 12 kemungkinan besar masuk, 0 mungkin, 17 kemungkinan besar di luar"
        in headers(app)
    )
    assert app.query_params["tempat"] == "12"
    again = open_page(program, **ASK, tempat="12")
    assert headers(again)[0] == headers(app)[0]


@pytest.mark.parametrize(
    ("name", "code"),
    [("sasaran", "mayor"), ("tempat", "0"), ("tempat", "9e9"), ("pada", "2026-02-30"),
     ("siapa", "<b>"), ("rumpun", "x"), ("bobot", "7"), ("pegawai", "999999")],
)  # fmt: skip
def test_unknown_codes_fall_back_and_leave_the_address(
    program: Program, ranked: store.Store, name: str, code: str
) -> None:
    app = open_page(program, **{**ASK, name: code})
    assert app.query_params.get(name) != code


def test_everybody_is_ranked_on_request_and_says_what_is_missing(
    program: Program, ranked: store.Store
) -> None:
    table = the_list(open_page(program, **ASK, siapa="everybody"))
    assert len(table) == 60
    assert table["overall_words"].value_counts().to_dict() == {
        "memenuhi semua": 29, "2 belum diketahui": 20, "belum memenuhi": 11,
    }  # fmt: skip


def test_nobody_eligible_is_said_with_a_way_on(program: Program, ranked: store.Store) -> None:
    app = open_page(program, **{**ASK, "sasaran": "executive"}, siapa="met")
    assert "tempat" in headers(app)[0]
    assert "Belum ada yang memenuhi semua syarat" in words(app)
    assert not app.get("plotly_chart")


def test_where_nobody_meets_everything_the_unknown_are_ranked(
    program: Program, ranked: store.Store
) -> None:
    table = the_list(open_page(program, **{**ASK, "sasaran": "executive"}))
    assert len(table)
    assert table["overall_words"].str.fullmatch(r"\d belum diketahui").all()


def test_a_vacancy_is_asked_for_where_it_counts(program: Program, ranked: store.Store) -> None:
    app = open_page(program, **{**ASK, "sasaran": "next_functional_level"})
    assert "Formasi belum dijawab" in words(app)
    app.selectbox(key="calon_formasi").set_value("no").run()
    checks = next(t.value for t in app.dataframe if "not_met" in t.value).set_index("check")
    assert checks.loc["Formasi", ["met", "not_met", "unknown"]].tolist() == [0, 60, 0]


def test_without_a_run_the_requirements_stand_alone(program: Program, seeded: store.Store) -> None:
    app = open_page(program, **ASK)
    assert "Analisis membandingkan penilai" in words(app)
    assert "Dari 60 pegawai" in words(app)
    assert not any("tempat" in header for header in headers(app))
    assert [tab.label for tab in app.tabs] == ["Syarat", "Sembilan kotak", "Daftar tersimpan"]


def test_an_empty_store_asks_for_data_alone(program: Program, nothing_in: store.Store) -> None:
    app = open_page(program)
    assert "Unggah satu berkas rekap penilaian" in words(app)
    assert not app.number_input


def test_one_recap_of_predicates_is_ranked_with_its_marks(
    program: Program, own_city: store.Store
) -> None:
    tables = candidate_city.tables()
    tables.employees["link_grade"] = "C"
    stored_run.store_run(own_city, tables=tables, response="predicate", response_unit="share")
    app = open_page(program, **ASK)
    said = words(app)
    assert "Semua belum terhubung (kaitan C)" in said
    assert "Data ini hanya berisi predikat" in said
    assert set(the_list(app)["link_words"]) == {"C · belum terhubung"}
    assert "memenuhi semua syarat **0**" in said


@pytest.mark.parametrize("role", ["rater", "employee", "administrator"])
def test_other_roles_may_not_enter(program: Program, ranked: store.Store, role: str) -> None:
    app = program(role=role)
    with pytest.raises(ValueError, match="candidates"):
        app.switch_page("candidates.py").run()


def test_names_come_on_request_and_the_request_is_recorded(
    program: Program, ranked: store.Store
) -> None:
    for role in ("evaluator", "city_leadership"):
        app = open_page(program, **ASK, peran=role)
        assert not the_list(app)["person"].str.contains("Orang").any()
        app.toggle(key=NAMES).set_value(True).run()
        assert list(the_list(app)["person"])[:2] == [
            "Orang 1 (Kepala Dinas, Bidang 1)", "Orang 2 (Staf, Bidang 2)",
        ]  # fmt: skip
        event = ranked.frame("audit_events").iloc[-1]
        assert (event["action"], event["object_id"]) == (
            "reveal_names",
            NAMES[len("calon_nama_") :],
        )
        assert json.loads(event["after_value"]) == {"n": 60}


def test_agency_leadership_sees_its_own_people_by_post(
    program: Program, ranked: store.Store
) -> None:
    own = open_page(program, **{**ASK, "peran": "agency_leadership:DINKES"})
    assert len(the_list(own)) == MET
    assert not own.toggle
    other = open_page(program, **{**ASK, "opd": "DISDIK", "peran": "agency_leadership:DINKES"})
    assert "Dari 60 pegawai" in words(other)  # the agency of another is no choice


def test_elsewhere_leadership_still_sees_groups_alone() -> None:
    leader = access.User("x", frozenset({"city_leadership"}), None, is_demo=True)
    assert not leader.scope.may_see_persons


def test_search_finds_by_unit(program: Program, ranked: store.Store) -> None:
    app = open_page(program, **ASK)
    app.text_input(key="calon_cari").set_value("bidang 3").run()
    assert set(the_list(app)["person"]) == {"Staf, Bidang 3"}


def test_filters_that_leave_nobody_say_so(program: Program, ranked: store.Store) -> None:
    app = open_page(program, jenis="functional")
    assert "Coba perluas jenis jabatan." in words(app)
    assert not app.number_input


def test_english_leaves_no_indonesian_behind(program: Program, ranked: store.Store) -> None:
    indonesian, english = open_page(program, **ASK), open_page(program, **ASK, language="en")
    assert english.title[0].value == "Candidates"
    same = set(words(indonesian).splitlines()) & set(words(english).splitlines())
    assert not {line for line in same if " " in line.strip()}


def test_the_year_of_the_city_does_not_narrow(program: Program, ranked: store.Store) -> None:
    narrowed = open_page(program, **ASK)
    earlier = program(tahun=str(city.YEARS[0]), opd="DINKES")
    for name, code in ASK.items():
        earlier.query_params[name] = code
    earlier.switch_page("candidates.py").run()
    assert the_list(earlier).equals(the_list(narrowed))


def test_other_years_are_analysed_by_who_may_and_every_page_says_which(
    program: Program, ranked: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []
    monkeypatch.setattr(jobs, "start", lambda _of, _actor, *, since: asked.append(since))
    app = open_page(program, **ASK)
    again = "calon_hitung_ulang"
    assert app.button(key=again).disabled  # these are the years on screen
    app.selectbox(key="calon_mulai_tahun").set_value(2025).run()
    assert not app.button(key=again).disabled
    app.button(key=again).click().run()
    assert asked == [2025]
    leadership = open_page(program, **ASK, peran="city_leadership")
    assert again not in {button.key for button in leadership.button}


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [(2023, 2025, "tahunan tahun 2023 s.d. 2025;"), (2025, 2025, "tahunan tahun 2025;")],
)
def test_the_page_says_which_years_were_analysed(
    program: Program, own_city: store.Store, first: int, last: int, said: str
) -> None:
    stored_run.store_run(own_city, settings={"first_year": first, "last_year": last})
    assert said in words(open_page(program, **ASK))
