"""Profil pegawai and Profil saya: the record of one person, by hand, and who may see it."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import store
from tests.pages import candidate_city, city
from tests.pages.reading import key_figures, words
from ui import downloads, i18n

Program = Callable[..., AppTest]
TOP, ELSEWHERE, NOBODY = 10, 61, 99_999  # of DINKES; of DISDIK; no such person
NOT_HERE = "Pegawai ini tidak ada, atau di luar cakupan Anda."
NAMES = "pegawai_nama_employee_profile/{number}"
ABOUT = downloads.About(
    "Lembar pembinaan", {}, None, "3", "ani", dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)
)
STEPS = "pegawai_pembinaan_langkah_{number}"


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[store.Store]:
    """The city whose order is known by hand, with projects, texts and items of person 10."""
    path = tmp_path / "city.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))
    opened = candidate_city.build(path)
    with opened.write(city.TEST_ACTOR) as writer:
        run = writer._cursor.execute
        # finished in time with 95 of 100; the second runs since before its planned end
        run("insert into project_member (project_id, employee_id) values (4, 10), (3, 10)")
        run(
            "insert into appraisal (appraisal_id, employee_id, rater_id, rater_role, period_code,"
            " feedback_text) values (9001, 10, 11, 'peer', '2025', 'Rahasia rekan'),"
            " (9002, 10, 12, 'peer', '2025', 'Rahasia kedua'),"
            " (9003, 10, 13, 'direct_report', '2025', 'Suka mengajari'),"
            " (9004, 10, 14, 'direct_report', '2025', 'Sabar menjawab'),"
            " (9005, 10, 15, 'direct_report', '2025', 'Membagi tugas')"
        )
        writer.audit("test", "store")
    yield opened
    store.forget(path)


def opened(program: Program, code: object = None, page: str = "employee_profile", **codes: str):
    """Open a profile; `peran` is the role of the address."""
    language = codes.get("language", "id")
    app = program(**codes)
    if code is not None:
        app.query_params["pegawai"] = str(code)
    with i18n.use_language(language):
        return app.switch_page(f"{page}.py").run()


def everything(app: AppTest) -> str:
    """Return all words, tables and figures that reach the browser."""
    tables = [table.value.to_dict() for table in app.dataframe]
    figures = [figure.proto.spec for figure in app.get("plotly_chart")]
    return words(app) + str(tables) + str(figures) + str(key_figures(app))


def a_table(app: AppTest, column: str) -> pd.DataFrame:
    return next(each.value for each in app.dataframe if column in each.value.columns)


# -- what it says ------------------------------------------------------------------------------


def test_key_figures_carry_their_count_or_range(program: Program, ours: store.Store) -> None:
    app = opened(program, TOP)
    assert not app.exception
    assert key_figures(app) == {
        "Predikat terakhir": "Baik",
        "Nilai disesuaikan": "90,0",
        "Target tercapai": "1 dari 1",
        "Proyek tepat waktu": "1 dari 2",
    }
    shown = words(app)
    # standard deviation .5, so 1.645 × .5 = .8 on either side; three ratings
    assert "89,2 s.d. 90,8; 3 penilaian" in shown
    assert "rata-rata mentah 90,0 (3 penilaian)" in shown


def test_comparable_people_are_those_of_the_same_kind_of_post(
    program: Program, ours: store.Store
) -> None:
    # scores of the run are 100 − id, person 11 gains 1.5 in every second draw
    with ours._connection.cursor() as cursor:
        peers = cursor.execute(
            "select employee_id from result where employee_id <= 60 and employee_id <> 10"
            " and period_code = '2025'"
            " and position_class = (select position_class from result"
            " where employee_id = 10 and period_code = '2025')"
        ).fetchall()
    scores = [100.0 - number + (0.75 if number == 11 else 0.0) for (number,) in peers]
    others = sum(scores) / len(scores)
    said = f"**{90.0 - others:.1f} poin di atas** {len(peers)} pegawai".replace(".", ",", 1)
    assert said in words(opened(program, TOP))


def test_every_rating_stands_with_its_rater_and_unit_newest_first(
    program: Program, ours: store.Store
) -> None:
    rows = a_table(opened(program, TOP), "rater")
    with ours._connection.cursor() as cursor:
        given = cursor.execute(
            "select period_code, score from appraisal where employee_id = 10"
            " and rater_role = 'superior' order by period_code desc"
        ).fetchall()
    assert rows[["period", "score"]].to_numpy().tolist() == [list(each) for each in given]
    assert set(rows["rater"]) == {"Kepala Dinas, Bidang 1"}


def test_what_others_wrote_stays_back_until_three_gave_it(
    program: Program, ours: store.Store
) -> None:
    for app in (opened(program, TOP), opened(program, TOP, peran="city_leadership")):
        shown = everything(app)
        assert "Rahasia" not in shown
        assert "Suka mengajari" in shown
        assert "2 teks rekan atau bawahan tidak ditampilkan" in shown


def test_the_box_comes_from_the_assessment_alone(program: Program, ours: store.Store) -> None:
    assert "Kotak 8\\: potensial tinggi" in words(opened(program, TOP))
    # people 41 to 60 are not assessed
    assert "Potensialnya belum dinilai" in words(opened(program, 45))


def test_english_says_the_same_figures(program: Program, ours: store.Store) -> None:
    app = opened(program, TOP, language="en")
    assert key_figures(app)["Adjusted score"] == "90.0"
    assert "89.2 to 90.8; 3 appraisals" in words(app)


def test_without_a_run_nothing_is_called_adjusted(program: Program, own_city: store.Store) -> None:
    app = opened(program, TOP)
    assert not app.exception
    assert "Analisis belum dijalankan" in words(app)
    assert key_figures(app)["Nilai disesuaikan"] == "–"


# -- to whom -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [ELSEWHERE, NOBODY, "-1", "9" * 40, "x'; --", ""])
def test_a_stranger_and_nobody_get_one_answer(
    program: Program, ours: store.Store, code: object
) -> None:
    app = opened(program, code, peran="agency_leadership:DINKES")
    assert not app.exception
    assert NOT_HERE in words(app) or "Pilih seorang pegawai" in words(app)
    assert not app.dataframe
    assert not app.get("download_button")
    assert "Dinas Pendidikan" not in everything(app)


def test_leadership_reads_posts_and_no_names(program: Program, ours: store.Store) -> None:
    for role in ("city_leadership", "agency_leadership:DINKES"):
        app = opened(program, TOP, peran=role)
        assert key_figures(app)["Nilai disesuaikan"] == "90,0"
        assert "Orang " not in everything(app)
        assert not app.toggle


@pytest.mark.parametrize("role", ["employee", "rater"])
@pytest.mark.parametrize("page", ["employee_profile", "my_profile"])
def test_a_person_sees_themselves_whatever_the_address_names(
    program: Program, ours: store.Store, role: str, page: str
) -> None:
    me = int(ours.frame("demo_persons").set_index("role").loc[role, "employee_id"])
    assert me not in (TOP, ELSEWHERE)
    app = opened(program, TOP, page=page, peran=role)
    assert not app.exception
    shown = everything(app)
    assert f"Orang {TOP}" not in shown
    if page == "employee_profile":
        assert NOT_HERE in shown
        assert not app.dataframe
        app = opened(program, me, page=page, peran=role)
    assert f"Orang {me}" in words(app)


def test_how_raters_rate_is_not_for_the_people_rated(program: Program, ours: store.Store) -> None:
    mine = everything(opened(program, page="my_profile", peran="employee"))
    assert "Yang masih dapat menjelaskannya" in mine
    assert "lebih longgar" not in mine
    assert "lebih ketat" not in mine
    assert "jelas lebih longgar, +6,0 poin" in everything(opened(program, TOP))


def test_names_come_on_request_and_are_recorded(program: Program, ours: store.Store) -> None:
    app = opened(program, TOP)
    assert "Orang " not in everything(app)
    before = len(ours.frame("audit_events"))
    app.toggle(NAMES.format(number=TOP)).set_value(True).run()
    assert "Orang 10" in words(app)
    event = ours.frame("audit_events").iloc[-1]
    assert (event["action"], event["object_id"]) == ("reveal_names", "employee_profile/10")
    assert len(ours.frame("audit_events")) == before + 1
    assert "Orang" not in json.dumps(event.to_dict(), default=str)


# -- the coaching sheet ------------------------------------------------------------------------


def test_a_person_gets_the_sheet_of_a_talk_only_when_one_is_due(
    program: Program, ours: store.Store
) -> None:
    me = int(ours.frame("demo_persons").set_index("role").loc["employee", "employee_id"])
    card = "Lembar pembinaan"
    assert card in words(opened(program, page="my_profile", peran="employee"))
    with ours.write(city.TEST_ACTOR) as writer:
        writer._cursor.execute("update appraisal set predicate = 'good'")
        writer.audit("test", "store")
    assert card not in words(opened(program, page="my_profile", peran="employee"))
    assert card in words(opened(program, me))  # readers may prepare a talk with anybody


def test_steps_that_were_agreed_stand_in_the_file(
    program: Program, ours: store.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, Callable[[], list[downloads.Sheet]]] = {}
    usual = downloads.buttons

    def noted(build, about, *, key: str, **settings: object) -> None:
        offered[key] = build
        usual(build, about, key=key, **settings)

    monkeypatch.setattr(downloads, "buttons", noted)
    app = opened(program, TOP)
    app.text_area(STEPS.format(number=TOP)).set_value(
        "=Dampingi satu kali\n\n  Lapor 1 Mei  "
    ).run()
    assert not app.exception
    with i18n.use_language("id"):
        sheets = offered["pegawai_pembinaan_unduh"]()
        book = openpyxl.load_workbook(io.BytesIO(downloads.xlsx(sheets, ABOUT)))
    rows = list(book["Lembar pembinaan"].iter_rows(values_only=True))
    steps = [row[1] for row in rows if row[0] == "Langkah berikutnya"]
    assert steps == ["=Dampingi satu kali", "Lapor 1 Mei"]
    seen = [row[1] for row in rows if row[0] == "Yang terlihat"]
    assert "Jumlah layanan: 10 dari 10, tercapai" in seen
    cells = [cell for row in book["Lembar pembinaan"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]  # text, never a formula


# -- filters -----------------------------------------------------------------------------------


def test_filters_are_away_where_a_page_follows_none_and_the_choice_is_kept(
    program: Program, ours: store.Store
) -> None:
    app = program("overview", opd="DINKES", jenis="functional")
    for page, n_drawn in (("employee_profile", 0), ("rules", 0), ("method", 5), ("overview", 5)):
        app.switch_page(f"{page}.py").run()
        boxes = {box.key: box for box in app.sidebar.selectbox if box.key.startswith("filter_")}
        boxes.pop("filter_peran")
        assert len(boxes) == n_drawn
        assert app.query_params["opd"] == "DINKES"
    assert boxes["filter_opd"].value == "DINKES"
    assert boxes["filter_jenis"].value == "functional"


@pytest.mark.parametrize("code", [None, TOP])
def test_an_empty_store_asks_for_data_alone(
    program: Program, nothing_in: store.Store, code: int | None
) -> None:
    app = opened(program, code)
    assert [info.value for info in app.info] == [
        "Unggah satu berkas rekap penilaian; semua halaman terisi dari berkas itu."
    ]
