"""Kesetaraan: gaps between groups as stored, hidden where small, for evaluators alone."""

from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import store
from tests.pages import stored_run
from tests.pages.reading import words
from ui import i18n
from ui.panels import fairness

Program = Callable[..., AppTest]


def opened(program: Program, **settings: str) -> AppTest:
    app = program(**settings)
    for attribute in ("sex", "age_band", "employment_type"):
        app.session_state[f"kesetaraan_{attribute}_tabel_buka"] = True
    with i18n.use_language(settings.get("language", "id")):
        return app.switch_page("fairness.py").run()


def gaps(app: AppTest, group: str) -> pd.Series:
    tables = [t.value for t in app.dataframe if "split_within" in t.value.columns]
    return next(t.set_index("group").loc[group] for t in tables if group in set(t["group"]))


def test_a_gap_is_said_with_range_and_counts(program: Program, analysed: store.Store) -> None:
    app = opened(program)
    assert not app.exception
    shown = words(app)
    assert (
        "**Perempuan**: setelah disesuaikan **+0,3 poin** dari laki-laki (rentang −0,4 s.d. 1,0;"
        " 180 dan 213 pegawai), masih dalam batas kebetulan. Sebelumnya +2,0 poin."
    ) in shown
    assert (
        "**Di bawah 35 tahun**: setelah disesuaikan **−1,2 poin** dari 35 sampai 44 tahun"
        " (rentang −2,0 s.d. −0,4; 90 dan 200 pegawai), kemungkinan kecil kebetulan."
        " Sebelumnya −1,5 poin."
    ) in shown


def test_the_parts_of_a_gap_add_up_to_it(program: Program, analysed: store.Store) -> None:
    app = opened(program)
    women = gaps(app, "Perempuan")
    parts = women[["split_raters", "split_within", "split_remainder"]]
    assert parts.sum() == pytest.approx(women["raw"]) == 2.0
    assert (
        "Perempuan: selisih +2,0 poin = siapa yang menilai +0,5 poin + cara penilai yang sama"
        " menilai keduanya +0,2 poin (3 penilai) + mutu unit dan pegawai +1,3 poin."
    ) in words(app)
    # without the split the page says so instead of leaving zeros
    assert "Di bawah 35 tahun: selisih ini tidak dapat dibagi menurut penilai." in words(app)


def test_a_group_under_ten_people_has_no_figures(program: Program, analysed: store.Store) -> None:
    app = opened(program)
    assert "PPPK: kelompok di bawah 10 pegawai tidak ditampilkan." in words(app)
    for found in app.dataframe:
        assert "PPPK" not in set(found.value.get("group", []))


def test_an_agency_has_its_own_gaps(program: Program, analysed: store.Store) -> None:
    app = opened(program, opd="DINKES")
    assert not app.exception
    women = gaps(app, "Perempuan")
    assert (women["raw"], women["adjusted"]) == (4.0, 1.0)
    assert "180 dan 213" not in words(app)


def test_without_a_range_nothing_is_said_about_chance(
    program: Program, own_city: store.Store
) -> None:
    """Under eight raters there is no interval: a gap of any size may be chance."""
    tables = stored_run.run_tables()
    tables.gaps.loc[:, ["difference_lower", "difference_upper"]] = float("nan")
    stored_run.store_run(own_city, tables=tables)
    shown = words(opened(program))
    assert (
        "**Perempuan**: setelah disesuaikan **+0,3 poin** dari laki-laki (180 dan 213 pegawai)."
        " Penilainya terlalu sedikit untuk sebuah rentang, jadi belum diketahui apakah ini"
        " kebetulan. Sebelumnya +2,0 poin."
    ) in shown
    assert "kemungkinan kecil kebetulan" not in shown
    assert "pegawai), masih dalam batas kebetulan" not in shown


def test_where_nobody_is_linked_the_page_says_what_adjustment_rests_on(
    program: Program, own_city: store.Store
) -> None:
    assumption = "bertumpu pada anggapan bahwa tim rata-rata serupa"
    stored_run.store_run(own_city, not_separable=("no_moves",))
    assert assumption in words(opened(program))


def test_where_raters_are_linked_it_does_not(program: Program, analysed: store.Store) -> None:
    assert "bertumpu pada anggapan" not in words(opened(program))


@pytest.mark.parametrize(
    ("total", "parts", "shown"),
    [
        (0.19654, (0.04777, 0.13561, 0.01317), [0.1, 0.1, 0.0]),
        (0.29446, (-0.03799, 0.35411, -0.02166), [0.0, 0.3, 0.0]),
        (-0.25293, (-0.02945, -0.18965, -0.03383), [0.0, -0.2, -0.1]),
        (2.0, (0.5, 0.2, 1.3), [0.5, 0.2, 1.3]),
    ],
)
def test_the_parts_shown_add_up_to_the_gap_shown(
    total: float, parts: tuple[float, ...], shown: list[float]
) -> None:
    assert sum(parts) == pytest.approx(total, abs=1e-4)
    rounded = fairness.adding_up(total, parts)
    assert rounded == pytest.approx(shown)
    assert round(sum(rounded), 1) == round(total, 1)
    assert all(abs(a - b) < 0.1 for a, b in zip(rounded, parts, strict=True))


def test_an_agency_without_groups_says_so(program: Program, analysed: store.Store) -> None:
    app = opened(program, opd="SATPOL")
    assert not app.exception
    assert "Data kelompok pegawai belum ada." in words(app)
    assert not app.dataframe


def test_without_a_run_the_page_says_what_to_do(program: Program, seeded: store.Store) -> None:
    app = opened(program)
    assert not app.exception
    assert "Analisis membandingkan penilai" in words(app)
    assert "kesetaraan_analisis" in {button.key for button in app.button}
    assert not app.dataframe


def test_shares_are_said_in_points_of_a_hundred(program: Program, own_city: store.Store) -> None:
    stored_run.store_run(own_city, response="predicate", response_unit="share")
    assert gaps(opened(program), "Perempuan")["raw"] == pytest.approx(200.0)


@pytest.mark.parametrize(
    "role", ["city_leadership", "agency_leadership", "rater", "employee", "administrator"]
)
def test_nobody_but_evaluators_may_enter(
    program: Program, analysed: store.Store, role: str
) -> None:
    app = program(role=role)
    with pytest.raises(ValueError, match="fairness"):
        app.switch_page("fairness.py").run()


def test_no_rater_is_named_here(program: Program, analysed: store.Store) -> None:
    app = opened(program)
    shown = words(app) + str([t.value.to_dict() for t in app.dataframe])
    assert not any(stored_run.post(code) in shown for code in stored_run.RATERS)
    assert "Orang " not in shown


def test_english_leaves_no_indonesian_behind(program: Program, analysed: store.Store) -> None:
    indonesian, english = opened(program), opened(program, language="en")
    assert english.title[0].value == "Fairness"
    same = set(words(indonesian).splitlines()) & set(words(english).splitlines())
    assert not {line for line in same if " " in line.strip()}
