"""Every code of eligibility and talent has words, and values are said as an office writes them."""

import json
from pathlib import Path

import pytest

from analytics.rules.eligibility.targets import CHECKS, TARGETS
from analytics.rules.ranks import FUNCTIONAL_LEVELS
from ui import career_words
from ui.i18n import use_language

RULES = Path(__file__).parents[2] / "analytics" / "rules" / "2023-01-31.json"


def test_every_target_check_status_and_recommendation_has_words():
    checks = {check.__name__ for each in CHECKS.values() for check in each}
    renamed = {
        "structural_grade_years": "grade_years", "credit_for_rank": "credit",
        "credit_for_level": "credit", "known_predicates": "predicates",
        "rank_room_in_level": "rank_room", "rank_room_in_echelon": "rank_room",
    }  # fmt: skip
    names = {renamed.get(each, each) for each in checks} | {"overall", "retirement", "training"}
    assert set(career_words.TARGET_NAMES) == set(TARGETS)
    assert set(career_words.CHECK_NAMES) == names
    talent = json.loads(RULES.read_text(encoding="utf-8"))["talent"]["recommendations"]["value"]
    assert {code for each in talent.values() for code in each} == set(
        career_words.RECOMMENDATION_NAMES
    )
    assert set(career_words.FUNCTIONAL_LEVEL_NAMES) == set(FUNCTIONAL_LEVELS)
    assert set(career_words.STATUS_SYMBOLS) == set(career_words.STATUS_NAMES)


@pytest.mark.parametrize(
    ("check", "value", "said"),
    [
        ("employment", "pns;pppk", "PNS; PPPK"),
        ("post", "general_staff", "Pelaksana"),
        ("predicates", "2024:good;2025:very_good", "2024 Baik; 2025 Sangat Baik"),
        ("grade_years", "4", "4 tahun"),
        ("experience", "82", "82 bulan"),
        ("credit", "37.5", "37,50"),
        ("sanction", "none", "tidak ada"),
        ("sanction", "moderate:2026-03-01:2026-08-31", "sedang, 01/03/2026 s.d. 31/08/2026"),
        ("sanction", "severe:2026-03-01:2999-12-31",
         "berat, sejak 01/03/2026, akhirnya belum diketahui"),
        ("competence_standard", "not_met", "belum sesuai standar"),
        ("box", "8", "8"),
        ("potential", "high", "tinggi"),
        ("retirement", "no", "masih lebih dari 12 bulan"),
        ("training", "", "–"),
        ("education", "", "belum diketahui"),
        ("education", "=cmd", "=cmd"),
    ],
)  # fmt: skip
def test_what_a_check_looked_at_is_said_in_words(check, value, said):
    assert career_words.found(check, value) == said


@pytest.mark.parametrize(
    ("check", "value", "said"),
    [
        ("age", "56", "paling tua 56 tahun"),
        ("education_ceiling", "III/d", "paling tinggi III/d"),
        ("predicates", "good", "paling sedikit Baik"),
        ("predicates", "known", "sudah dinilai"),
        ("sanction", "none", "tidak ada"),
        ("service_exam", "", "–"),
    ],
)
def test_what_a_check_asks_for_is_said_in_words(check, value, said):
    assert career_words.required(check, value) == said


def test_the_regulation_stands_without_the_remark():
    assert career_words.legal_act("PP 99/2000: rank promotion is for PNS") == "PP 99/2000"


def test_families_that_data_name_themselves_stay_as_they_are():
    assert career_words.job_family("teacher") == "Guru"
    assert career_words.job_family("Penyuluh <b>") == "Penyuluh <b>"
    assert career_words.job_family(None) == "belum diketahui"
    with use_language("en"):
        assert career_words.target("executive") == "Senior executive post (JPT Pratama)"
