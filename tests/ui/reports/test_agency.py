"""The two-page brief about one agency: the numbers of its panel."""

import pytest

from data.scope import Filters
from tests.pages import city as people
from tests.pages import stored_run
from tests.ui.paper import reading_pdf as reading
from tests.ui.reports.conftest import EVALUATOR, LEADER
from ui import filters, summaries
from ui.i18n import use_language
from ui.panels import agency as panel
from ui.paper.wording import runs
from ui.reports import agency, brief

OWN = Filters(year=2025, period_code="2025", agency_code="DINKES")


def built(scope=EVALUATOR, own=OWN):
    return agency.brief(scope, own, filters.previous(scope, own))


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_has_two_pages_and_names_the_agency(analysed, as_pdf, language):
    content = as_pdf(built, language=language)
    found = reading.pages(content)
    assert len(found) == 2
    assert "Dinas Kesehatan · 2025" in found[0]
    assert len(reading.alternatives(content)) == 3  # mix, pattern, units


def test_the_sentence_of_the_panel_stands_there(analysed, as_pdf):
    with use_language("id"):
        said = panel.mix_sentence(
            summaries.mix_by_agency(EVALUATOR, OWN), summaries.mix_of_city(EVALUATOR, OWN)
        )
    assert "".join(run.text for run in runs(said)) in reading.text(as_pdf(built))


def test_only_its_own_raters_are_listed(analysed, as_pdf):
    shown = reading.text(as_pdf(built))
    assert stored_run.post(stored_run.LENIENT) in shown
    assert stored_run.post(stored_run.STRICT) not in shown


def test_how_appraisals_were_filled_is_counted(analysed, as_pdf):
    rows = panel.filling_rows(EVALUATOR, OWN).set_index("measure")
    done, expected = rows.loc["Sudah dinilai", ["n_done", "n_expected"]]
    assert (done, expected) == (60, 60)  # tests/pages/city.py
    assert "Sudah dinilai 60 60 100,0%" in reading.text(as_pdf(built))


def test_a_hidden_agency_gives_nothing_away(analysed, as_pdf):
    own = Filters(year=2025, period_code="2025", agency_code="KESBANG")
    content = as_pdf(lambda: built(LEADER, own))
    shown = reading.text(content)
    assert "Kurang dari 5 pegawai dinilai; perlu minimal 5." in shown
    assert people.AGENCIES["KESBANG"][1] == 3
    assert "%" not in shown
    assert not reading.alternatives(content)


def test_the_brief_follows_the_chosen_agency(analysed):
    whole = Filters(year=2025, period_code="2025")
    for chosen, subject in ((whole, "Seluruh kota · 2025"), (OWN, "Dinas Kesehatan · 2025")):
        offered = brief.offer(EVALUATOR, chosen, filters.previous(EVALUATOR, chosen))
        assert offered.build().subject == subject


def test_the_panel_offers_the_brief(program, analysed):
    app = program("agencies", rinci="DINKES")
    assert not app.exception
    assert "rinci_semua_unduh_pdf" in {button.key for button in app.get("download_button")}
