"""Profil penilai: one rater's pattern, its links, and the evaluator's notes."""

import json
from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from data import store
from tests.pages import stored_run
from tests.pages.reading import words
from tests.pages.stored_run import (
    HOSTILE_RATER,
    LENIENT,
    OF_TWO,
    STRICT,
    UNLINKED,
    UNLINKED_BY_PROJECT,
    post,
)
from ui import i18n

Program = Callable[..., AppTest]
NOTE = "profil_catatan_teks"
SAVE = "Simpan catatan"


@pytest.fixture
def profile(program: Program, analysed: store.Store) -> Callable[..., AppTest]:
    """Open the profile of a rater, its tables open."""

    def start(code: object = LENIENT, **settings: str) -> AppTest:
        return opened(program, code, **settings)

    return start


def opened(program: Program, code: object, **settings: str) -> AppTest:
    app = program(**settings)
    if code is not None:
        app.query_params["penilai"] = str(code)
    for card in ("sebaran", "tahun", "kaitan"):
        app.session_state[f"profil_{card}_tabel_buka"] = True
    with i18n.use_language(settings.get("language", "id")):
        return app.switch_page("rater_profile.py").run()


def headers(app: AppTest) -> list[str]:
    return [str(header.value) for header in app.header]


def table(app: AppTest, column: str) -> pd.DataFrame:
    return next(t.value for t in app.dataframe if column in t.value.columns)


def test_the_profile_says_what_the_run_found(profile: Callable[..., AppTest]) -> None:
    app = profile()
    assert not app.exception
    assert headers(app)[0] == "Kepala Dinas Kesehatan, Bidang 1"
    shown = words(app)
    assert (
        "Menilai **6,0 poin lebih longgar** daripada 7 penilai serupa"
        " (rentang 4,4 s.d. 7,6; 40 pegawai)."
    ) in shown
    assert "Analisis 1 Februari 2025" in shown
    assert "Yang masih dapat menjelaskannya" in shown


def test_own_ratings_stand_beside_those_of_comparable_raters(
    profile: Callable[..., AppTest],
) -> None:
    bins = table(profile(), "peers_share")
    # three of the rater's nine ratings lie between 80 and 85; six between 90 and 95
    assert dict(zip(bins["lower"], bins["n"], strict=True)) == {80.0: 3, 90.0: 6}
    assert bins["share"].tolist() == pytest.approx([1 / 3, 2 / 3], abs=1e-3)
    # the other raters with five ratings or more gave the same mix
    assert bins["peers_share"].tolist() == pytest.approx([1 / 3, 2 / 3], abs=1e-3)


def test_every_year_has_its_interval(profile: Callable[..., AppTest]) -> None:
    years = table(profile(), "period_code")
    assert list(years["period_code"]) == ["2023", "2024", "2025"]
    assert years["leniency"].tolist() == [6.0] * 3
    assert (years["lower"].tolist(), years["upper"].tolist()) == ([4.0] * 3, [8.0] * 3)


def test_links_are_named_by_post_with_the_people_shared(profile: Callable[..., AppTest]) -> None:
    app = profile()
    links = table(app, "other")
    assert "Berbagi pegawai dengan **2** penilai lain." in words(app)
    assert links["n_employees"].tolist() == [6, 3]
    assert links["other"][0].startswith("Kepala Dinas Pendidikan")
    assert links["other_link_grade"].tolist() == ["A", "B"]


@pytest.mark.parametrize(("fewest", "n_figures"), [(2, 1), (3, 0)])
def test_few_links_are_a_table_and_no_figure(
    profile: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch, fewest: int, n_figures: int
) -> None:
    monkeypatch.setattr("ui.panels.rater_profile.FEWEST_LINKS", fewest)
    app = profile()
    drawn = [figure for figure in app.get("plotly_chart") if "profil_kaitan" in figure.proto.id]
    assert len(drawn) == n_figures
    assert table(app, "other")["n_employees"].tolist() == [6, 3]


def test_leadership_of_one_agency_reads_no_other_agencys_posts(
    program: Program, analysed: store.Store
) -> None:
    app = opened(program, LENIENT, peran="agency_leadership:DINKES")
    assert not app.exception
    shown = words(app) + str([t.value.to_dict() for t in app.dataframe])
    assert "Menilai **6,0 poin lebih longgar**" in shown
    assert "Dinas Pendidikan" not in shown
    assert "Orang " not in shown


def test_each_pattern_says_its_state(profile: Callable[..., AppTest]) -> None:
    patterns = table(profile(), "state_words").set_index("pattern_words")["state_words"]
    assert patterns["Bergeser dari waktu ke waktu"] == "Perlu ditinjau"
    assert patterns["Sedikit membedakan pegawai"] == "Tidak menonjol"
    assert patterns["Butir penilaian hampir seragam"] == (
        "Belum cukup data: 4 dari 10 yang diperlukan"
    )


def test_drift_that_a_growing_team_explains_is_not_put_on_the_rater(
    profile: Callable[..., AppTest],
) -> None:
    patterns = table(profile(UNLINKED), "state_words")
    assert patterns["state_words"].tolist() == ["Tidak dapat dipisahkan dari tim"]


@pytest.mark.parametrize("code", [UNLINKED, UNLINKED_BY_PROJECT])
def test_a_rater_without_links_has_no_interval_anywhere(
    profile: Callable[..., AppTest], code: int
) -> None:
    app = profile(code)
    shown = words(app)
    assert "◇ Tidak dapat dipisahkan dari tim" in shown
    assert "Kelonggaran penilai dan mutu tim tidak dapat dipisahkan di sini" in shown
    assert "rentang" not in shown.split("Kelonggaran penilai")[1].split("Kaitan **C**")[0]
    assert "Tidak ada pegawainya yang pernah dinilai penilai lain." in shown
    for found in app.dataframe:
        for name in {"leniency", "lower", "upper"} & set(found.value.columns):
            if "peers_share" not in found.value.columns:  # there: the ends of a bin
                assert found.value[name].isna().all(), name
    years = table(app, "period_code")
    assert list(years.columns) == ["period_code", "raw_difference", "n_employees"]


def test_too_little_data_says_how_much_it_takes(profile: Callable[..., AppTest]) -> None:
    shown = words(profile(OF_TWO))
    assert "○ Belum cukup data" in shown
    assert "Selisih mentah **+1,7 poin** (2 pegawai, 4 penilaian)." in shown
    assert "Perlu minimal 3 pegawai dan 5 penilaian." in shown


@pytest.mark.parametrize("code", [None, "999999", "abc", "1" * 40, "²", "<b>"])
def test_an_unknown_rater_does_no_harm(profile: Callable[..., AppTest], code: object) -> None:
    app = profile(code)
    assert not app.exception
    shown = words(app)
    assert "poin lebih" not in shown
    assert "Pilih seorang penilai" in shown or "tidak ada di analisis" in shown


@pytest.mark.parametrize(
    ("role", "code"),
    [("agency_leadership:DINKES", STRICT), ("city_leadership", OF_TWO)],
)
def test_leadership_gets_nothing_beyond_its_scope(
    program: Program, analysed: store.Store, role: str, code: int
) -> None:
    app = opened(program, code, peran=role)
    assert not app.exception
    assert post(code) not in words(app)
    assert "Selisih mentah" not in words(app)


@pytest.mark.parametrize("role", ["rater", "employee", "administrator"])
def test_other_roles_may_not_enter(program: Program, analysed: store.Store, role: str) -> None:
    with pytest.raises(ValueError, match="rater_profile"):
        program(role=role).switch_page("rater_profile.py").run()


def test_without_a_run_the_page_says_what_to_do(program: Program, seeded: store.Store) -> None:
    app = opened(program, LENIENT)
    assert not app.exception
    assert "Analisis membandingkan penilai" in words(app)
    assert "profil_analisis" in {button.key for button in app.button}


def test_a_note_is_kept_and_audited_without_its_words(
    program: Program, own_city: store.Store
) -> None:
    stored_run.store_run(own_city)
    app = opened(program, LENIENT)
    note = "Tim *baru* dibentuk [x](y)."
    app.text_area(key=NOTE).set_value(note)
    button(app, SAVE).click().run()
    assert not app.exception
    kept = own_city.frame("rater_notes", {"rater_id": LENIENT})
    assert kept["note"].tolist() == [note]
    event = own_city.frame("audit_events").iloc[-1]
    assert (event["action"], event["object_id"]) == ("add_note", str(LENIENT))
    assert json.loads(event["after_value"]) == {"n_characters": len(note)}
    # shown after it was stored, and as the text it is
    assert r"Tim \*baru\* dibentuk \[x\]\(y\)" in words(opened(program, LENIENT))


def test_an_empty_note_is_refused_in_a_sentence(program: Program, own_city: store.Store) -> None:
    stored_run.store_run(own_city)
    app = opened(program, LENIENT)
    app.text_area(key=NOTE).set_value("   ")
    button(app, SAVE).click().run()
    assert not app.exception
    assert "Tulis catatan terlebih dahulu." in words(app)
    assert own_city.frame("rater_notes", {"rater_id": LENIENT}).empty


def test_notes_are_for_evaluators_alone(program: Program, analysed: store.Store) -> None:
    app = opened(program, LENIENT, role="city_leadership")
    assert not app.exception
    assert "Catatan evaluator" not in headers(app)
    assert "Catatan evaluator" in headers(opened(program, LENIENT))


def test_markup_in_a_post_stays_text(profile: Callable[..., AppTest]) -> None:
    app = profile(HOSTILE_RATER)
    assert not app.exception
    assert stored_run.HOSTILE not in words(app)
    assert r"Kepala \*Bidang\*" in headers(app)[0]


def test_english_leaves_no_indonesian_behind(program: Program, analysed: store.Store) -> None:
    indonesian, english = opened(program, LENIENT), opened(program, LENIENT, language="en")
    assert english.title[0].value == "Rater profile"
    same = set(words(indonesian).splitlines()) & set(words(english).splitlines())
    assert {line for line in same if " " in line.strip()} <= {post(LENIENT)}


def button(app: AppTest, label: str) -> Button:
    return next(each for each in app.button if each.label == label)
