"""The profile of one rater on paper: what Profil penilai says."""

import dataclasses

import pytest

from data import reads
from data.scope import Scope
from tests.pages import stored_run
from tests.ui.paper import reading_pdf as reading
from tests.ui.reports.conftest import EVALUATOR
from ui.reports import rater


@pytest.fixture
def profile(analysed):
    """Return a function that builds the profile of a rater."""

    def built(code, scope=EVALUATOR):
        run = reads.current_run(scope)
        assert run is not None
        return lambda: rater.profile(scope, run, code)

    return built


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_shows_both_figures_with_words(profile, as_pdf, language):
    content = as_pdf(profile(stored_run.LENIENT), language=language)
    assert len(reading.alternatives(content)) == 2
    assert len(reading.pages(content)) <= 2
    assert stored_run.post(stored_run.LENIENT) in reading.pages(content)[0]


def test_verdict_range_and_counts_are_those_of_the_page(profile, as_pdf):
    shown = reading.text(as_pdf(profile(stored_run.LENIENT)))
    assert "▲ Jelas lebih longgar" in shown
    assert "Menilai 6,0 poin lebih longgar daripada" in shown
    assert "penilai serupa (rentang 4,4 s.d. 7,6; 40 pegawai)." in shown
    # each year: level 6.0 ± 2.0, raw 6.7, ten people
    for year in ("2023", "2024", "2025"):
        assert f"{year} +6,0 +4,0 +8,0 +6,7 10" in shown


def test_who_cannot_be_told_from_the_team_has_no_place_on_the_scale(profile, as_pdf):
    content = as_pdf(profile(stored_run.UNLINKED))
    shown = reading.text(content)
    assert "◇ Tidak dapat dipisahkan dari tim" in shown
    assert len(reading.alternatives(content)) == 1  # no tendency over the years
    assert "+3,0" not in shown  # the leniency a model would have given


def test_markup_in_a_post_is_text(profile, as_pdf):
    shown = reading.text(as_pdf(profile(stored_run.HOSTILE_RATER)))
    assert stored_run.HOSTILE in shown


def test_a_rater_of_another_agency_is_not_shown(profile, as_pdf):
    own = Scope("cici", frozenset({"agency_leadership"}), ("DISDIK",))
    shown = reading.text(as_pdf(profile(stored_run.LENIENT, own)))
    assert "di luar cakupan Anda" in shown
    assert stored_run.post(stored_run.LENIENT) not in shown


def test_no_name_is_on_paper(profile, as_pdf):
    named = dataclasses.replace(EVALUATOR, may_see_names=True)
    name = reads.rater_result(named, stored_run.LENIENT)["rater_name"].iloc[0]
    assert name
    assert name not in reading.text(as_pdf(profile(stored_run.LENIENT)))


def test_the_page_offers_the_profile(program, analysed):
    app = program()
    app.query_params["penilai"] = str(stored_run.LENIENT)
    app.switch_page("rater_profile.py").run()
    assert not app.exception
    assert "profil_kecenderungan_unduh_pdf" in {b.key for b in app.get("download_button")}
