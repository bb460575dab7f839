"""Every value of the shipped rules has words in both languages, and no code shows through."""

from __future__ import annotations

import json
import re

import pytest

from analytics.rules.places import RuleValue, rule_values
from data import rule_sets
from ui import formats, rule_words
from ui.i18n import use_language

VALUES = rule_values(json.loads(rule_sets.shipped()[-1]["content"]))
CODE = re.compile(r"[a-z]_[a-z]|\bvalue\b|functional|general|_")


def of(place: str) -> RuleValue:
    return next(value for value in VALUES if value.place == place)


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_code_shows_through(language: str) -> None:
    with use_language(language):
        for value in VALUES:
            said = [
                rule_words.section(value), rule_words.subject(value), rule_words.detail(value),
                rule_words.text(value), rule_words.status(value.basis.status),
            ]  # fmt: skip
            assert all(said), value.place
            codes = [text for text in said if CODE.search(text)] if language == "id" else [
                text for text in said if "_" in text
            ]  # fmt: skip
            assert codes == [], value.place


def test_no_two_rows_look_alike() -> None:
    with use_language("id"):
        rows = [
            (rule_words.section(v), rule_words.subject(v), rule_words.detail(v)) for v in VALUES
        ]
    assert len(set(rows)) == len(rows), [row for row in rows if rows.count(row) > 1][:4]


def test_values_read_as_people_write_them() -> None:
    with use_language("id"):
        told = {
            place: (rule_words.subject(of(place)), rule_words.detail(of(place)),
                    rule_words.text(of(place)))
            for place in (
                "targets.supervisor.experience_months.value", "credit.coefficient.value.PT",
                "pattern.good.limits.0.most_share", "superior_rank_until.value",
                "targets.executive.experience_in.value", "credit.since_year.value",
                "talent.boxes.value.meets.high", "credit.next_level.value.UT",
            )
        }  # fmt: skip
    assert told == {
        "targets.supervisor.experience_months.value": (
            "Pengalaman jabatan, bulan", formats.MISSING, "48",
        ),
        "credit.coefficient.value.PT": ("Angka kredit setahun", "Ahli Pertama", "12,50"),
        "pattern.good.limits.0.most_share": (
            "Porsi paling besar", "organisasi Baik · Baik", "70,0%",
        ),
        "superior_rank_until.value": (
            "Dibatasi pangkat atasan sampai", formats.MISSING, "19 Mei 2025",
        ),
        "targets.executive.experience_in.value": (
            "Jabatan yang dihitung sebagai pengalaman", formats.MISSING,
            "Administrator, Fungsional Ahli Madya",
        ),
        "credit.since_year.value": ("Konversi dihitung sejak tahun", formats.MISSING, "2023"),
        "talent.boxes.value.meets.high": ("Nomor kotak", "sesuai ekspektasi · tinggi", "8"),
        "credit.next_level.value.UT": ("Jenjang berikutnya", "Ahli Utama", formats.MISSING),
    }  # fmt: skip


def test_the_regulation_stands_without_the_remarks_of_the_file() -> None:
    with use_language("id"):
        said = {rule_words.legal_act(value) for value in VALUES}
    assert "PP 11/2017 jo. PP 17/2020 Pasal 54" in said
    assert "Tabulasi hasil nasional 2022–2024, Birokrat Menulis" in said
    assert formats.MISSING in said, "what the program chose rests on no regulation"
    english = re.compile(r"\b(the|choice|every|years|product|with)\b")
    assert [text for text in said if english.search(text)] == []


def test_a_choice_of_the_product_has_no_code_to_look_up() -> None:
    assert rule_words.code("R7.1") == "R7.1"
    assert rule_words.code("ui 5.4") == formats.MISSING
