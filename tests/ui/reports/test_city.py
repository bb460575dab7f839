"""The two-page brief about the whole city: the numbers of Ikhtisar, on two pages."""

import re

import pytest

from analytics.ranking import BAND
from data.scope import Filters
from tests.pages import city as people
from tests.pages import stored_run
from tests.ui.paper import reading_pdf as reading
from tests.ui.reports.conftest import EVALUATOR, LEADER
from ui import filters, sentences, summaries
from ui.groups import agency_names
from ui.i18n import use_language
from ui.paper.wording import runs
from ui.reports import brief as report
from ui.reports import city

CHOSEN = Filters(year=2025, period_code="2025")


def brief(scope=EVALUATOR, chosen=CHOSEN):
    return city.brief(scope, chosen, filters.previous(scope, chosen))


def shown_of(sentence):
    return "".join(run.text for run in runs(sentence))


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_has_two_pages_with_figures_and_words(analysed, as_pdf, language):
    content = as_pdf(brief, language=language)
    assert len(reading.pages(content)) == 2
    assert len(reading.alternatives(content)) == 2
    assert all(reading.alternatives(content))
    expected = "Page 2 of 2" if language == "en" else "Halaman 2 dari 2"
    assert expected in reading.pages(content)[1]


def test_its_numbers_are_those_of_the_page(analysed, as_pdf, program):
    shown = reading.text(as_pdf(brief))
    app = program("overview", tahun="2025")
    assert not app.exception
    assert "ikhtisar_temuan_unduh_pdf" in {button.key for button in app.get("download_button")}
    for metric in app.metric:
        assert f"{metric.label} {metric.value}" in shown
    said = [m.value for m in app.markdown if m.value.startswith("**")]
    assert said
    for sentence in said:
        assert shown_of(sentence) in shown


def test_findings_stand_there_with_how_sure_they_are(analysed, as_pdf):
    before = filters.previous(EVALUATOR, CHOSEN)
    found = summaries.findings(EVALUATOR, CHOSEN, before).shown
    shown = reading.text(as_pdf(brief))
    assert found
    for one in found:
        assert shown_of(sentences.finding(one, agency_names(EVALUATOR))) in shown
        assert shown_of(sentences.finding_caution(one)) in shown


def test_raters_who_clearly_differ_are_named_by_post_alone(analysed, as_pdf):
    shown = reading.text(as_pdf(brief))
    # two of the ten raters clearly differ: 6.0 points lenient, 5.0 strict, each ± 1.6
    for code, tendency, interval in (
        (stored_run.LENIENT, "+6,0", "4,4 s.d. 7,6"),
        (stored_run.STRICT, "−5,0", "−6,6 s.d. −3,4"),
    ):
        assert stored_run.post(code) in shown
        assert f"{tendency} {interval}" in shown
    assert stored_run.post(stored_run.HOSTILE_RATER) not in shown
    assert "Pegawai 1" not in shown


def test_without_a_run_it_says_so(seeded, as_pdf):
    content = as_pdf(brief)
    assert "Analisis penilai belum dijalankan." in reading.text(content)
    assert len(reading.pages(content)) == 2


def test_small_agencies_stay_hidden_from_leadership(analysed, as_pdf):
    name, n = people.AGENCIES["KESBANG"]
    shown = reading.text(as_pdf(lambda: brief(LEADER)))
    assert name in shown
    assert "< 5 pegawai" in shown
    assert not re.search(rf"(?<!\d){n} pegawai", shown)


def test_markup_in_the_name_of_an_agency_is_text(analysed, as_pdf):
    assert "Kesbangpol *Kota* <b>" in reading.text(as_pdf(brief))


def test_english_has_english_words_and_numbers(analysed, as_pdf):
    shown = reading.text(as_pdf(brief, language="en"))
    for words in ("Summary of performance appraisal", "Worth a talk", "Raters worth a talk",
                  "About this document", "Sample data"):  # fmt: skip
        assert words in shown
    with use_language("id"):
        assert "Penilai yang perlu diajak bicara" not in shown


@pytest.mark.long
def test_it_stays_on_two_pages_whatever_names_an_office_has(own_city, as_pdf):
    with own_city.write(people.TEST_ACTOR) as writer:
        writer._cursor.execute("update agency set name = name || repeat(' dan Urusan Lain', 25)")
        writer.audit("rename", "agency")
    tables = stored_run.run_tables()
    tables.raters["verdict"] = "clearly_lenient"
    tables.raters["position_title"] += " dan tugas lain" * 25
    stored_run.store_run(own_city, tables=tables)
    for chosen in (CHOSEN, Filters(year=2025, period_code="2025", agency_code="DISDIK")):
        before = filters.previous(EVALUATOR, chosen)
        content = as_pdf(report.offer(EVALUATOR, chosen, before).build)
        assert len(reading.pages(content)) == 2


def test_it_says_who_is_considered_and_how_firm_the_order_is(analysed, as_pdf):
    people_ranked = stored_run.run_tables().employees
    n_sure = int((people_ranked["top_probability"] > BAND[1]).sum())
    shown = reading.pages(as_pdf(brief))[1]
    assert "Siapa yang dipertimbangkan" in shown
    assert (
        f"dari {len(people_ranked)} pegawai yang diurutkan, {n_sure} kemungkinan besar masuk"
        in shown
    )
