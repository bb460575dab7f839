import datetime as dt
from typing import get_args

import numpy as np
import pandas as pd
import pytest

from analytics.findings import Finding, Kind
from ui import alternatives, sentences
from ui.i18n import use_language

HOSTILE = "Dinas *A* [x](y) <b>"


# The patterns of ui.md 5.1; shares carry one decimal there as everywhere in text (2.4).
@pytest.mark.parametrize(
    ("shown", "indonesian", "english"),
    [
        (
            lambda: sentences.predicate_finding("Dinas Kesehatan", 0.45, 0.25),
            "**Dinas Kesehatan** memberi predikat Sangat Baik kepada **45,0%** pegawai;"
            " kota **25,0%**.",
            "**Dinas Kesehatan** rated **45.0%** of staff Very good; the city **25.0%**.",
        ),
        (
            lambda: sentences.rater_tendency(2.4, 0.8, 4.0, n_peers=34, n_employees=41),
            "Menilai **2,4 poin lebih longgar** daripada 34 penilai serupa"
            " (rentang 0,8 s.d. 4,0; 41 pegawai).",
            "Rates **2.4 pts more lenient** than 34 comparable raters"
            " (range 0.8 to 4.0; 41 staff).",
        ),
        (
            lambda: sentences.rater_tendency(-2.4, -4.0, -0.8, n_peers=34, n_employees=41),
            "Menilai **2,4 poin lebih ketat** daripada 34 penilai serupa"
            " (rentang 0,8 s.d. 4,0; 41 pegawai).",
            "Rates **2.4 pts stricter** than 34 comparable raters (range 0.8 to 4.0; 41 staff).",
        ),
        (
            lambda: sentences.rater_tendency(-2.4, -4.0, -0.8, n_peers=1, n_employees=41),
            "Menilai **2,4 poin lebih ketat** daripada 1 penilai serupa"
            " (rentang 0,8 s.d. 4,0; 41 pegawai).",
            "Rates **2.4 pts stricter** than 1 comparable rater (range 0.8 to 4.0; 41 staff).",
        ),
        (lambda: sentences.certainty("clear"), "jelas berbeda", "clearly different"),
        (lambda: sentences.certainty("possible"), "mungkin berbeda", "possibly different"),
        (
            lambda: sentences.certainty("not_distinguishable"),
            "belum dapat dibedakan",
            "not distinguishably different",
        ),
        (
            sentences.caution,
            "Selisih bisa berasal dari pegawai yang memang berbeda. Baca bersama catatan penilai.",
            "A difference may reflect genuinely different staff. Read it with the rater's notes.",
        ),
        (
            lambda: sentences.candidate_rank(12, 8, 19),
            "Urutan **12** (bisa 8 sampai 19).",
            "Rank **12** (could be 8 to 19).",
        ),
    ],
)
def test_the_patterns_are_word_for_word(shown, indonesian, english):
    assert shown() == indonesian
    with use_language("en"):
        assert shown() == english


def test_a_change_within_chance_is_not_called_a_change():
    quiet = sentences.share_change(0.112, 0.11, "2023", within_chance=True)
    loud = sentences.share_change(0.152, 0.11, "2023", within_chance=False)
    assert quiet == (
        "Porsi Sangat Baik **11,2%**; 2023 **11,0%**."
        " Perubahan +0,2 poin masih dalam batas kebetulan."
    )
    assert loud.endswith("Perubahan +4,2 poin kemungkinan kecil kebetulan.")


def all_findings(name):
    return [
        sentences.predicate_finding(name, 0.4, 0.2),
        sentences.low_information(0.97, predicate="good", n_different=1.1, agency=name),
        sentences.incomplete(12, 300, agency=name),
        sentences.late(12, 300, agency=name),
        sentences.copied_feedback(0.4, 120, agency=name),
        sentences.high_ratings_low_results(
            name, share=0.99, share_elsewhere=0.97, reached_share=0.4, reached_elsewhere=0.7
        ),
        sentences.outside_pattern(
            name, predicate="good", share=0.8, agency_predicate="good", limit=0.7, is_above=True
        ),
        sentences.outside_pattern(
            name, predicate="poor", share=0.1, agency_predicate="poor", limit=0.6, is_above=False
        ),
        sentences.clear_raters(3, 8, n_stricter=1, n_people=41, agency=name),
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_findings_show_names_letter_by_letter(language):
    with use_language(language):
        for sentence in all_findings(HOSTILE):
            assert r"Dinas \*A\* \[x\]\(y\) \<b\>" in sentence


@pytest.mark.parametrize("language", ["id", "en"])
def test_findings_use_none_of_the_words_that_judge(language):
    forbidden = (
        "bias,",
        "pelit",
        "curang",
        "melanggar",
        "kuota",
        "signifikan",
        "error",
        "nan",
        "{",
    )
    with use_language(language):
        for sentence in all_findings("A"):
            assert not any(word in sentence.lower() for word in forbidden), sentence
            assert sentence.endswith(".")


FINDINGS = [
    (
        {"kind": "agency_share", "agency_code": "A", "share": 0.45, "reference_share": 0.24},
        r"**Dinas \*A\*** memberi predikat Sangat Baik kepada **45,0%** pegawai;"
        " perangkat daerah lain **24,0%**.",
    ),
    (
        {"kind": "city_change", "share": 0.12, "reference_share": 0.11, "period_code": "2023"},
        "Porsi Sangat Baik **12,0%**; 2023 **11,0%**."
        " Perubahan +1,0 poin kemungkinan kecil kebetulan.",
    ),
    (
        {
            "kind": "low_information",
            "share": 0.885,
            "predicate": "good",
            "effective_predicates": 1.44,
        },
        "**88,5%** pegawai berpredikat Baik; predikat hampir tidak membedakan"
        " (setara 1,4 dari 5 predikat).",
    ),
    (
        {"kind": "incomplete", "share": 0.1, "n": 5340, "n_part": 534},
        "**534** dari 5.340 pegawai belum dinilai.",
    ),
    (
        {"kind": "late", "agency_code": "A", "share": 0.5, "n": 20, "n_part": 10},
        r"**Dinas \*A\***: **10** dari 20 penilaian ditetapkan setelah tenggat.",
    ),
    (
        {"kind": "copied_feedback", "share": 0.4, "n": 1200, "n_part": 480},
        "**40,0%** dari 1.200 umpan balik sama kata demi kata dengan yang lain.",
    ),
    (
        {
            "kind": "high_ratings_low_results",
            "agency_code": "A",
            "share": 0.19,
            "reference_share": 0.12,
            "results_share": 0.4,
            "reference_results_share": 0.7,
        },
        r"**Dinas \*A\***: nilai tinggi, hasil rendah. Sangat Baik **19,0%** (perangkat"
        " daerah lain 12,0%); target dan proyek tercapai **40,0%** (lain 70,0%).",
    ),
    (
        {
            "kind": "outside_pattern",
            "agency_code": "A",
            "share": 0.8,
            "predicate": "good",
            "agency_predicate": "good",
            "limit_share": 0.7,
            "is_above": True,
        },
        r"**Dinas \*A\*** (predikat organisasi Baik): Baik **80,0%**, di atas pola sebaran yang"
        " diharapkan (70%).",
    ),
    (
        {
            "kind": "clear_raters",
            "share": 0.1,
            "n": 1030,
            "n_part": 103,
            "n_stricter": 60,
            "n_people": 1200,
        },
        "**103** dari 1.030 penilai yang dapat dibandingkan jelas berbeda dari rekannya: 60 lebih"
        " ketat, 43 lebih longgar. Mereka menilai 1.200 pegawai, dihitung per penilai.",
    ),
    (
        {
            "kind": "clear_raters",
            "agency_code": "A",
            "share": 0.4,
            "n": 5,
            "n_part": 2,
            "n_stricter": 0,
            "n_people": 41,
        },
        r"**Dinas \*A\***: **2** dari 5 penilai yang dapat dibandingkan jelas berbeda dari"
        " rekannya: 0 lebih ketat, 2 lebih longgar. Mereka menilai 41 pegawai, dihitung per"
        " penilai.",
    ),
]


def make_finding(**facts):
    base = {"agency_code": None, "certainty": "clear", "weight": 0.1, "n": 300}
    return Finding(**(base | facts))


@pytest.mark.parametrize(("facts", "sentence"), FINDINGS)
def test_each_kind_of_finding_has_its_sentence(facts, sentence):
    assert sentences.finding(make_finding(**facts), {"A": "Dinas *A*"}) == sentence


def test_every_kind_of_finding_is_worded():
    assert {facts["kind"] for facts, _sentence in FINDINGS} == set(get_args(Kind))


def test_an_agency_is_read_against_the_city_where_its_share_is_known():
    found = make_finding(kind="agency_share", agency_code="A", share=0.45, reference_share=0.24)
    assert sentences.finding(found, {}, city_share=0.25).endswith("pegawai; kota **25,0%**.")


def test_a_change_of_the_city_within_chance_is_said_so():
    found = make_finding(
        kind="city_change",
        certainty="not_distinguishable",
        share=0.112,
        reference_share=0.11,
        period_code="2023",
    )
    assert sentences.finding(found, {}).endswith("masih dalam batas kebetulan.")
    assert sentences.finding_caution(found) == "belum dapat dibedakan · 300 data"


def test_raters_are_said_with_the_links_they_rest_on():
    found = make_finding(kind="clear_raters", share=0.4, n=5, n_part=2, n_firmly_linked=1)
    assert sentences.finding_caution(found) == (
        "jelas berbeda · 1 dari 2 berkaitan kuat (A) · periode analisis digabung"
    )


def test_the_pattern_is_said_to_be_no_quota():
    assert "bukan jatah" in sentences.pattern_is_guidance()


def test_the_line_under_the_title_repeats_filters_and_count():
    line = sentences.filter_summary(["2024", "Dinas Kesehatan"], 312)
    assert line == "2024 · Dinas Kesehatan · 312 penilaian"
    assert sentences.filter_summary(["2024"], None) == r"2024 · \< 5 penilaian"
    with use_language("en"):
        assert sentences.filter_summary(["2024"], 1) == "2024 · 1 appraisal"


def test_the_date_of_the_data_is_said_or_that_there_are_none():
    assert sentences.data_date(dt.date(2024, 12, 31), "1") == "Data per 31 Desember 2024 · versi 1"
    assert sentences.data_date(None, "1") == "Belum ada data · versi 1"


def test_alternative_text_names_both_ends_of_the_figure(shares):
    text = alternatives.mix_alt(shares, reference="Kota")
    assert "teratas Dinas Kesehatan" in text
    assert "terbawah Satpol PP" in text


def test_alternative_text_of_one_group_names_its_largest_share(make_shares):
    text = alternatives.mix_alt(make_shares({"Kota": (200, 700, 60, 30, 10)}))
    assert text == "Porsi predikat Kota; terbanyak Baik, 70,0%."


def test_alternative_text_never_tells_a_suppressed_group(make_shares):
    hidden = make_shares({"Kota": (20, 70, 6, 3, 1), "B": (1, 1, 0, 0, 0)}, hidden=("B",))
    assert "B" not in alternatives.mix_alt(hidden).replace("Baik", "")


def test_alternative_texts_of_dots_and_lines(make_trend):
    rows = pd.DataFrame({"group": ["A", "B", "C"], "value": [0.2, np.nan, 0.4]})
    assert alternatives.dots_alt("Porsi Sangat Baik", rows) == (
        "Porsi Sangat Baik per kelompok; tertinggi C, terendah A."
    )
    assert alternatives.trend_alt("Porsi Sangat Baik", make_trend(["2023", "2024"])) == (
        "Porsi Sangat Baik, Kota: 20,0% pada 2023, 21,0% pada 2024."
    )
