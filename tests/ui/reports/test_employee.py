"""One person on paper: what Profil pegawai says, to whom it may say it."""

import dataclasses

import pytest

from data.scope import Scope
from tests.ui.paper import reading_pdf as reading
from tests.ui.reports.conftest import EVALUATOR
from ui.i18n import use_language
from ui.panels import employee
from ui.panels.employee import history, wording
from ui.paper.wording import runs
from ui.reports import employee as report

NUMBER = 5  # rated by the first person of Dinas Kesehatan (tests/pages/city.py)


@pytest.fixture
def profile(analysed):
    """Return a function that builds the profile of a person for a reader."""

    def built(scope=EVALUATOR, number=NUMBER):
        found = employee.find(scope, number)
        assert found is not None
        return lambda: report.profile(found)

    return built


def shown_of(sentence):
    return "".join(run.text for run in runs(sentence))


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_personal_and_every_figure_has_words(profile, as_pdf, language):
    content = as_pdf(profile(), language=language)
    kinds = reading.kinds(content)
    assert kinds.count("Figure") == len(reading.alternatives(content)) >= 1
    personal = {"id": "Memuat data pribadi", "en": "Holds personal data"}[language]
    assert all(personal in page for page in reading.pages(content))


def test_sentences_and_key_figures_are_those_of_the_page(profile, as_pdf):
    shown = reading.text(as_pdf(profile()))
    with use_language("id"):
        found = employee.find(EVALUATOR, NUMBER)
        figures = employee.key_figures(found)
        said = [*history.standing(found), *history.explanations(found)]
        person = wording.person(found)
    assert person in shown
    for figure in figures:
        assert f"{figure.label} {figure.value}" in shown
    assert said
    for sentence in said:
        assert shown_of(sentence) in shown


def test_ratings_stand_with_period_and_predicate(profile, as_pdf):
    with use_language("id"):
        rows = history.rows(employee.find(EVALUATOR, NUMBER))
    assert len(rows) == 3  # a rating a year
    shown = reading.text(as_pdf(profile()))
    for row in rows.itertuples():
        with use_language("id"):
            score = report.formats.score(row.score)
        assert row.period in shown
        assert score in shown


def test_a_name_is_there_only_for_whom_it_is_due(profile, as_pdf):
    named = dataclasses.replace(EVALUATOR, may_see_names=True)
    name = employee.find(named, NUMBER).person["employee_name"]
    assert name not in reading.text(as_pdf(profile()))
    assert name in reading.text(as_pdf(profile(named)))


def test_somebody_outside_the_scope_cannot_be_built(analysed):
    head = Scope("cici", frozenset({"agency_leadership"}), ("DISDIK",), may_see_persons=True)
    assert employee.find(head, NUMBER) is None


def test_a_long_history_is_cut_and_says_so(profile, as_pdf, monkeypatch):
    monkeypatch.setattr(report, "MOST_RATINGS", 2)
    shown = reading.text(as_pdf(profile()))
    assert "Tertulis 2 yang terbaru dari 3; di dasbor semuanya tampil." in shown


def test_the_page_offers_it(program, analysed):
    app = program("employee_profile", pegawai=str(NUMBER))
    assert not app.exception
    assert "pegawai_unduh_pdf" in {button.key for button in app.get("download_button")}
