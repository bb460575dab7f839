"""Calon promosi under the list: boxes, movers, firmness, fairness, one person, and the files."""

import datetime as dt
import io
from dataclasses import replace

import numpy as np
import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import store
from data.scope import Filters, Scope
from tests.pages import candidate_city
from tests.pages.candidate_city import ASK, Program, open_page
from tests.pages.reading import words
from ui import downloads, i18n
from ui.panels import candidates as parts
from ui.panels.candidates import asking, firmness, listing, people, pool, why, wording

SCOPE = Scope("test", frozenset({"evaluator"}), may_see_persons=True)
CHOSEN = Filters(agency_code="DINKES")
ASKED = asking.Asked(
    "talent_pool", dt.date.fromisoformat(candidate_city.ON), None, None, None, 10, 0.0
)


def open_view(program: Program, view: str, **codes: str) -> AppTest:
    app = open_page(program, **{**ASK, **codes})
    app.session_state["calon_lihat"] = parts.VIEWS[view]
    app.run()
    assert not app.exception
    return app


def table_with(app: AppTest, column: str) -> pd.DataFrame:
    return next(table.value for table in app.dataframe if column in table.value)


def test_the_boxes_count_who_is_placed_and_who_is_not(
    program: Program, ranked: store.Store
) -> None:
    app = open_view(program, "boxes")
    assert (
        "**40** dari 60 pegawai punya kotak; **20** belum dinilai potensialnya dan **0** belum"
        " berpredikat, jadi tidak ditempatkan. 30 di kelompok rencana suksesi."
    ) in words(app)
    moved = table_with(app, "n_moved").set_index("setting")
    # cuts 60 and 80 moved by 5: five people of 82 points fall to the middle, and out of the pool
    assert moved.iloc[0].tolist() == [0, 0, 0]
    assert moved.iloc[1].tolist() == [5, 0, 5]
    # Baik read as above: everybody placed changes, box 2 to 4 and 8 to 9, nobody enters
    assert moved.loc["Predikat Baik dibaca di atas ekspektasi"].tolist() == [40, 0, 0]


def test_who_crosses_the_cut_is_named_with_the_reason(
    program: Program, ranked: store.Store
) -> None:
    app = open_view(program, "moves")
    assert "**1** dari 10 tempat berpindah orang" in words(app)
    table = table_with(app, "crossing_words").set_index("crossing_words")
    assert table.loc["masuk", "raw_place"] == 29  # of those who are ranked the lowest raw mean
    assert table.loc["masuk", "rank_words"] == "3 (3–3)"
    assert table.loc["keluar", ["raw_place", "rank_words"]].tolist() == [4, "20 (20–20)"]
    assert table["reason_words"].str.len().gt(10).all()


def test_settings_that_change_the_list_are_told(program: Program, ranked: store.Store) -> None:
    app = open_view(program, "firmness")
    table = table_with(app, "setting_words").set_index("setting_words")
    assert table.loc["Daftar ini", ["k", "n_same"]].tolist() == [10, 10]
    assert table.loc["Rata-rata mentah saja", ["n_entered", "n_left"]].tolist() == [1, 1]
    assert table.loc["Tempat lebih banyak", ["k", "n_entered"]].tolist() == [11, 1]
    assert "tanpa hasil terukur (sama dengan daftar ini)" in words(app)
    stances = table_with(app, "stance_words")
    assert (stances["stance_words"] == "di semua").sum() == 8  # 1 to 9 without person 3


def test_fairness_of_the_list_counts_groups(program: Program, ranked: store.Store) -> None:
    app = open_view(program, "balance")
    table = table_with(app, "ratio").set_index("group")
    # of 29 people 15 have odd ids; of the first ten places five
    assert table.loc["Perempuan", ["selected", "others"]].tolist() == ["5 dari 15", "5 dari 14"]
    assert table.loc["Perempuan", "ratio"] == pytest.approx((5 / 15) / (5 / 14), abs=0.005)


def test_one_person_says_standing_parts_that_add_up_and_requirements(
    program: Program, ranked: store.Store
) -> None:
    app = open_page(program, **ASK, pegawai="11")
    said = words(app)
    assert (
        "**○ mungkin** · Urutan **10** (bisa 10 sampai 11). Kemungkinan masuk 10 tempat **50%**."
        in said
    )
    assert "Rata-rata nilai yang diterima **89,0** (3 penilaian)" in said
    assert (
        "menilai lebih longgar daripada rekan, dikurangi **−6,0** (rentang −7,6 s.d. −4,4" in said
    )
    assert "Nilai daftar **89,8**, jumlah semua bagian di atas" in said
    rows = table_with(app, "status_words").set_index("check_words")
    assert rows.loc["Potensial", "value_words"] == "tinggi"
    assert rows.loc["Predikat kinerja", "value_words"] == "2025 Baik"
    assert rows.loc["Hukuman disiplin", "status_words"] == "● memenuhi"
    assert "**Kotak 8** · saran aturan: dipertahankan" in said


def test_who_is_not_ranked_is_told_why(program: Program, ranked: store.Store) -> None:
    app = open_page(program, **ASK, pegawai="30")
    assert any("Tidak ikut diurutkan" in str(info.value) for info in app.info)
    rows = table_with(app, "status_words").set_index("check_words")
    sanction = rows.loc["Hukuman disiplin"]
    assert sanction["status_words"] == "○ belum memenuhi"
    assert sanction["value_words"] == "sedang, 01/03/2026 s.d. 31/08/2026"
    assert sanction["met_on_day"] == pd.Timestamp(2026, 9, 1)


def test_a_person_of_another_agency_has_no_drawer(program: Program, ranked: store.Store) -> None:
    app = open_page(program, **{**ASK, "peran": "agency_leadership:DINKES"}, pegawai="70")
    assert "pegawai" not in app.query_params
    assert "status_words" not in {name for t in app.dataframe for name in t.value}


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_file_holds_everybody_with_uncertainty_rules_and_run(
    ranked: store.Store, language: str
) -> None:
    narrowed = asking.narrowed(CHOSEN)
    found = pool.judged(SCOPE, narrowed, ASKED)
    run = pool.reads.current_run(SCOPE)
    order = pool.ranked(SCOPE, narrowed, ASKED, run, found)
    rows = people.rows(people.named(SCOPE, narrowed, ASKED, found), order)
    with i18n.use_language(language):
        about = wording.about(SCOPE, "Daftar", CHOSEN, ASKED, found, order)
        book = openpyxl.load_workbook(
            io.BytesIO(downloads.xlsx(listing.sheets(rows, found, order), about()))
        )
    first, inputs, checks, facts = book.worksheets
    assert first.max_row == 1 + candidate_city.MET
    assert first["A11"].value == "10 (10–11)"
    assert inputs.max_row == 1 + 5
    assert checks.max_row == 1 + candidate_city.MET * 7  # five checks, two for information
    told = {row[0].value: row[1].value for row in facts.iter_rows()}
    words_of_rules = told["Versi aturan" if language == "id" else "Rule set"]
    assert "SE MenPANRB 3/2023" in words_of_rules
    assert "31" in words_of_rules
    assert told["Versi metode" if language == "id" else "Method version"] != ""
    assert "Dinas Kesehatan" in told.values()
    assert not any("Orang" in str(value) for value in told.values())


def test_files_and_tables_offer_the_list_and_every_view(
    program: Program, ranked: store.Store
) -> None:
    app = open_page(program, **ASK)
    keys = {str(button.key) for button in app.get("download_button")}
    assert {"calon_daftar_unduh_pdf", "calon_daftar_unduh_xlsx", "calon_syarat_unduh_xlsx"} <= keys


def test_parts_are_rounded_so_that_they_add_up() -> None:
    rng = np.random.default_rng(4)
    for _trial in range(200):
        points = rng.normal(0, 20, rng.integers(1, 9))
        shown = why.adding_up(points, float(points.sum()))
        assert round(sum(shown), 1) == pytest.approx(
            np.floor(points.sum() * 10 + 0.5) / 10, abs=1e-9
        )
        assert np.abs(np.array(shown) - points).max() <= 0.1 + 1e-9


def test_every_setting_and_input_has_words(ranked: store.Store) -> None:
    narrowed = asking.narrowed(CHOSEN)
    asked = replace(ASKED, weight=0.25)
    found = pool.judged(SCOPE, narrowed, asked)
    order = pool.ranked(SCOPE, narrowed, asked, pool.reads.current_run(SCOPE), found)
    tried = firmness.of(SCOPE, found, order)
    assert set(tried.summary["setting"]) | set(tried.left_out["setting"]) == set(firmness.SETTINGS)
    assert set(tried.left_out["reason"]) <= set(firmness.REASONS)
    assert set(order.pool.inputs["input"]) == set(wording.INPUT_NAMES)


def test_the_figure_follows_a_cut_further_down() -> None:
    rows = pd.DataFrame({"standing": ["surely_in"] * 150 + ["maybe"] * 10 + ["outside"] * 140})
    far = listing.drawn_rows(rows, 155)
    assert len(far) == listing.DRAWN
    assert far.index[0] < 155 <= far.index[-1]
    near = listing.drawn_rows(rows.iloc[145:].reset_index(drop=True), 8)
    assert len(near) == 15 + listing.BESIDE


def test_an_earlier_day_says_that_scores_are_of_the_run(
    program: Program, ranked: store.Store
) -> None:
    said = words(open_page(program, **{**ASK, "pada": "2025-01-31", "siapa": "everybody"}))
    assert "Syarat dinilai per 31 Januari 2025, tetapi nilai dari analisis 1 Februari 2025." in said


def test_who_sees_one_agency_gets_no_split_of_units(ranked: store.Store) -> None:
    assert pool.components(replace(SCOPE, agencies=("DINKES",))) is None
    assert pool.components(SCOPE) is not None
