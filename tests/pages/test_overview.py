"""Ikhtisar: the numbers are those of the appraisals, and small groups stay hidden."""

import itertools
from collections.abc import Callable

import pytest
from pandas.testing import assert_frame_equal
from streamlit.testing.v1 import AppTest

from analytics.ranking import BAND
from data import reads, store
from data.scope import Filters, Scope
from tests.pages import stored_run
from tests.pages.reading import key_figures, words
from ui import counts, formats, summaries

Program = Callable[..., AppTest]
CITY = Scope("tester", frozenset({"city_leadership"}))
YEAR = Filters(year=2025, period_code="2025")


def by_hand(opened: store.Store, condition: str) -> int:
    """Count results straight from the appraisals, past every summary and read."""
    with opened._connection.cursor() as cursor:
        found = cursor.execute(
            f"select count(*) from appraisal where is_result and {condition}"  # noqa: S608
        ).fetchone()
    assert found is not None
    return int(found[0])


def test_key_figures_are_what_a_count_by_hand_gives(program: Program, seeded: store.Store) -> None:
    app = program()
    assert not app.exception
    everybody = by_hand(seeded, "period_code = '2025'")
    good = by_hand(seeded, "period_code = '2025' and predicate in ('very_good', 'good')")
    shown = key_figures(app)
    assert shown["Pegawai dinilai"] == formats.count(everybody) == "375"
    assert shown["Baik ke atas"] == formats.share(good / everybody)
    # 35 people stand in the master of Dinas Perhubungan, 17 of them were rated
    assert shown["Kelengkapan"] == formats.share(everybody / (everybody + 18))
    # a share says what it is taken over
    assert f"{good} dari {everybody} pegawai" in words(app)
    assert f"{everybody} dari {everybody + 18} pegawai" in words(app)


def test_filters_of_the_address_narrow_every_number(program: Program, seeded: store.Store) -> None:
    app = program(tahun="2024", periode="tahun", opd="SATPOL", jenis="functional")
    n = by_hand(
        seeded,
        "period_code = '2024' and agency_code = 'SATPOL' and position_class = 'functional'",
    )
    assert key_figures(app)["Pegawai dinilai"] == formats.count(n)
    assert "2024 · Satpol PP · Fungsional" in words(app)


def test_unknown_codes_fall_back_and_leave_the_address(
    program: Program, seeded: store.Store
) -> None:
    app = program(tahun="1066", periode="Q9", opd="MARS", jenis="wizard", gol="XII")
    assert key_figures(app)["Pegawai dinilai"] == "375"
    assert app.query_params["tahun"] == "2025"
    assert app.query_params["periode"] == "tahun"
    assert not {"opd", "jenis", "gol"} & set(app.query_params)


def test_an_empty_store_says_what_to_do_first(program: Program, nothing_in: store.Store) -> None:
    app = program()
    assert not app.exception
    assert [info.value for info in app.info]
    assert not app.metric


def test_english_has_its_own_words_and_number_style(program: Program, seeded: store.Store) -> None:
    app = program(language="en")
    assert app.title[0].value == "Overview"
    assert any("." in value and value.endswith("%") for value in key_figures(app).values())


@pytest.mark.parametrize("role", ["rater", "employee", "administrator"])
def test_roles_without_the_analysis_do_not_get_it(
    role: str, program: Program, seeded: store.Store
) -> None:
    app = program(role=role)
    assert not app.exception
    assert app.title[0].value != "Ikhtisar"
    assert "Baik ke atas" not in key_figures(app)


def test_a_group_of_three_has_no_numbers_for_leadership(
    program: Program, seeded: store.Store
) -> None:
    mix = summaries.mix_by_agency(CITY, YEAR).wide().set_index("agency_code")
    assert mix.loc["KESBANG", "state"] == "hidden"
    assert mix.loc[["KESBANG"]].drop(columns="state").isna().all(axis=None)
    # alone it would follow from the total, so a second one is hidden with it
    assert (mix["state"] == "hidden").sum() >= 2
    app = program(role="city_leadership", opd="KESBANG")
    assert key_figures(app)["Pegawai dinilai"] == "< 5"
    assert "< 5 penilaian" in words(app).replace("\\", "")


def test_leadership_of_one_agency_gets_that_agency_alone(
    program: Program, seeded: store.Store
) -> None:
    app = program(peran="agency_leadership:DINKES")
    n = by_hand(seeded, "period_code = '2025' and agency_code = 'DINKES'")
    assert key_figures(app)["Pegawai dinilai"] == formats.count(n)
    assert app.selectbox(key="filter_opd").options == ["Dinas Kesehatan"]


def test_every_page_of_the_demo_says_that_the_people_are_invented(
    program: Program, seeded: store.Store
) -> None:
    for page in (None, "agencies", "method"):
        assert any("Data contoh" in mark.value for mark in program(page).markdown), page


def test_a_small_group_is_marked_where_persons_may_be_seen(
    program: Program, seeded: store.Store
) -> None:
    app = program(tahun="2025", opd="KESBANG")
    app.session_state["ikhtisar_opd_tabel_buka"] = True
    app.session_state["ikhtisar_sebaran_tabel_buka"] = True
    app.run()
    groups = [name for table in app.dataframe for name in table.value["group"]]
    marked = {name for name in groups if name.endswith("kelompok kecil")}
    assert marked == {
        "Kesbangpol *Kota* <b> · kelompok kecil",
        "Kesbangpol *Kota* <b> 2025 · kelompok kecil",
        "Kesbangpol *Kota* <b> 2024 · kelompok kecil",
    }


def test_raters_to_review_are_unknown_before_a_run(program: Program, seeded: store.Store) -> None:
    assert key_figures(program())["Penilai perlu ditinjau"] == "belum diketahui"
    assert "jelas berbeda dari rekannya" not in words(program())


@pytest.mark.parametrize(
    ("settings", "n", "out_of"),
    [
        ({}, "2", "dari 7 penilai yang dapat dibandingkan"),
        ({"tahun": "2023", "gol": "IV"}, "2", "dari 7 penilai yang dapat dibandingkan"),
        ({"opd": "DINKES"}, "1", "dari 1 penilai yang dapat dibandingkan"),
        ({"peran": "agency_leadership:DISDIK"}, "1", "dari 1 penilai yang dapat dibandingkan"),
        # the only rater there cannot be told from the team
        ({"opd": "SATPOL"}, "belum diketahui", "pegawai"),
    ],
)
def test_raters_to_review_are_those_who_clearly_differ(
    program: Program, analysed: store.Store, settings: dict[str, str], n: str, out_of: str
) -> None:
    app = program(**settings)
    assert not app.exception
    assert key_figures(app)["Penilai perlu ditinjau"] == n
    assert out_of in words(app)


def test_clear_raters_are_a_finding_with_a_link_and_no_name(
    program: Program, analysed: store.Store
) -> None:
    app = program()
    said = (
        f"**{stored_run.N_CLEAR}** dari {stored_run.TESTABLE} penilai yang dapat dibandingkan jelas"
        " berbeda dari rekannya: 1 lebih ketat, 1 lebih longgar."
        f" Mereka menilai {stored_run.PEOPLE_OF_CLEAR} pegawai, dihitung per penilai."
    )
    assert said in words(app)
    assert "jelas berbeda · 2 dari 2 berkaitan kuat (A) · periode analisis digabung" in words(app)
    assert "Lihat penilainya" in {link.proto.label for link in app.get("page_link")}
    assert "Orang " not in words(app)
    assert "Kepala Dinas" not in words(app)


@pytest.mark.parametrize("agency_code", [None, "DINKES", "SATPOL"])
def test_answers_shared_by_periods_and_grades_are_those_of_the_filters_themselves(
    analysed: store.Store, agency_code: str | None
) -> None:
    for year, kind, grade in itertools.product(("2023", "2025"), (None, "functional"), ("III",)):
        chosen = Filters(
            period_code=year, agency_code=agency_code, position_class=kind, grade_group=grade
        )
        assert_frame_equal(counts.verdicts(CITY, chosen), reads.verdict_counts(CITY, chosen))
        verdicts = summaries.rater_verdicts(CITY, chosen)
        assert verdicts is not None
        assert_frame_equal(verdicts.rows, reads.rater_results(CITY, chosen))
        found = summaries.projects(CITY, chosen)
        own = reads.projects(CITY, chosen)
        assert (0 if found is None else found.n_projects.sum()) == len(
            own.dropna(subset=["agency_code"])
        )


def test_how_firm_the_order_of_candidates_is_stands_with_a_link(
    program: Program, analysed: store.Store
) -> None:
    said = stored_run.run_tables().employees
    app = program()
    n_sure = int((said["top_probability"] > BAND[1]).sum())
    assert (
        f"dari {len(said)} pegawai yang diurutkan, **{n_sure}** kemungkinan besar masuk"
        in words(app)
    )
    assert "Lihat calon promosi" in {link.proto.label for link in app.get("page_link")}


def test_raters_who_do_not_clearly_differ_are_no_finding(
    program: Program, own_city: store.Store
) -> None:
    stored_run.store_run(own_city, without_clear=True)
    app = program()
    assert key_figures(app)["Penilai perlu ditinjau"] == "0"
    assert "jelas berbeda dari rekannya" not in words(app)
