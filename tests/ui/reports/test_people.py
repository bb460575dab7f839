"""Reports about people: candidate list, one person, coaching sheet, minutes; content by hand."""

import dataclasses
import datetime as dt
import re

import pandas as pd
import pytest

from tests.ui.conftest import shares_of
from tests.ui.paper import reading_pdf as reading
from ui import tables
from ui.i18n import use_language
from ui.paper.document import Lines
from ui.reports import candidates, coaching, minutes, sections

HOSTILE = "Analis #x $y$ *Muda* [a](b) \\z @q <b>"
LANGUAGES = pytest.mark.parametrize("language", ["id", "en"])


def people(n):
    places = range(1, n + 1)
    return pd.DataFrame(
        {
            "person": [HOSTILE if place == 1 else f"Analis {place}, Bappeda" for place in places],
            "place": places,
            "group": ["surely_in" if n < 3 else "maybe" if n < 9 else "outside" for n in places],
            "rank_lower": [max(1, place - 2) for place in places],
            "rank_upper": [place + 3 for place in places],
            "top_probability": [1 - place / (n + 1) for place in places],
            "score": [95.0 - place / 10 for place in places],
            "score_lower": [93.0 - place / 10 for place in places],
            "score_upper": [97.0 - place / 10 for place in places],
            "raw_mean": [94.0] * n,
            "link_grade": ["A"] * n,
        }
    )


def candidate_list(n=12, **changes):
    facts = {
        "subject": "Jabatan pengawas · Seluruh kota",
        "criteria": (("Aturan", "Versi 2025-1"),),
        "people": people(n),
        "top": 5,
        "n_pool": 412,
    }
    return candidates.CandidateList(**(facts | changes))


@LANGUAGES
def test_a_candidate_list_says_rank_range_and_chance(as_pdf, language):
    content = as_pdf(lambda: candidates.document(candidate_list()), language=language)
    shown = reading.text(content)
    decimal, until = (",", "s.d.") if language == "id" else (".", "to")
    # the third: rank 3 (1 to 6), 94.7 (92.7 to 96.7), raw 94.0, chance 1 - 3/13 = 76.9 %
    row = f"3 (1–6) Analis 3, Bappeda 94.7 92.7 {until} 96.7 94.0 76.9% A"
    assert row.replace(".", decimal).replace(f"s{decimal}d{decimal}", "s.d.") in shown
    assert len(reading.alternatives(content)) == 1
    assert HOSTILE in shown


def test_it_is_a_list_to_consider_and_personal(as_pdf):
    content = as_pdf(lambda: candidates.document(candidate_list()))
    assert "Daftar pertimbangan, bukan keputusan." in reading.text(content)
    assert all("Memuat data pribadi" in page for page in reading.pages(content))
    assert candidates.document(candidate_list()).n_rows == 12


def test_a_long_list_begins_on_the_first_page_and_keeps_everybody(as_pdf):
    content = as_pdf(lambda: candidates.document(candidate_list(60)))
    found = reading.pages(content)
    assert "Urutan dan rentangnya" in found[0]
    assert "Tergambar 24 yang pertama" in found[0]
    shown = " ".join(found)
    assert all(f"{n} ({max(1, n - 2)}–{n + 3})" in shown for n in range(1, 61))


def test_decisions_stand_with_their_reasons(as_pdf):
    decided = people(2).assign(decision=["Diambil", "Dilewati"], reason=["", "Tugas belajar."])
    listed = candidate_list(2, people=decided, signers=("Pengusul", "Penyetuju"))
    shown = reading.text(as_pdf(lambda: candidates.document(listed)))
    assert "Analis 2, Bappeda Dilewati Tugas belajar." in shown
    assert "Penyetuju" in shown


def test_an_empty_pool_says_so(as_pdf):
    shown = reading.text(as_pdf(lambda: candidates.document(candidate_list(0))))
    assert "Tidak ada pegawai yang dapat diurutkan." in shown


def coaching_sheet(**changes):
    facts = {
        "person": HOSTILE,
        "facts": (("Unit", "Bidang Riset"), ("Predikat", "Butuh Perbaikan")),
        "strengths": ("Ramah *sekali*",),
        "expected": (coaching.Expectation("Naskah selesai", "4 naskah"),),
        "seen": (coaching.Observation("Dua selesai", "Laporan III", dt.date(2025, 10, 3)),),
        "next_steps": (),
    }
    return coaching.CoachingSheet(**(facts | changes))


@LANGUAGES
def test_a_coaching_sheet_is_one_page(as_pdf, language):
    content = as_pdf(lambda: coaching.document(coaching_sheet()), language=language)
    shown = reading.text(content)
    assert len(reading.pages(content)) == 1
    assert "Naskah selesai 4 naskah" in shown
    assert "03/10/2025 Dua selesai Laporan III" in shown
    assert "Ramah *sekali*" in shown
    assert HOSTILE in shown


def test_agreed_steps_are_printed_and_open_ones_leave_room(as_pdf):
    step = coaching.NextStep("Dampingan mingguan", "Kepala Bidang", dt.date(2026, 3, 1))
    agreed = coaching_sheet(next_steps=(step,), talk_on=dt.date(2026, 1, 5))
    shown = reading.text(as_pdf(lambda: coaching.document(agreed)))
    assert "Dampingan mingguan Kepala Bidang 01/03/2026" in shown
    assert "Tanggal pembicaraan 5 Januari 2026" in shown
    rows = reading.kinds(as_pdf(lambda: coaching.document(coaching_sheet()))).count("TR")
    assert rows == 2 + 2 + 1 + coaching.STEPS_TO_WRITE


def test_without_evidence_the_sheet_asks_for_it(as_pdf):
    bare = coaching_sheet(seen=(), expected=(), strengths=())
    shown = reading.text(as_pdf(lambda: coaching.document(bare)))
    assert "Belum ada bukti yang tercatat" in shown
    assert "Belum ada target" in shown


def calibration_minutes(changes):
    mix = shares_of({"Sebelum": (20, 40, 2, 0, 0), "Sesudah": (19, 41, 2, 0, 0)})
    return minutes.Minutes(
        "Bappeda · 2025", (("Rancangan", "Rapat 1"),), 62, 14, changes, mix,
        effects=("Predikat organisasi **Baik**.",), signers=("Ketua rapat",),
    )  # fmt: skip


@LANGUAGES
def test_minutes_say_what_changes_and_why(as_pdf, language):
    changes = pd.DataFrame(
        {"person": [HOSTILE], "current": ["very_good"], "proposed": ["good"], "reason": ["Bukti."]}
    )
    content = as_pdf(lambda: minutes.document(calibration_minutes(changes)), language=language)
    shown = reading.text(content)
    assert len(reading.alternatives(content)) == 1
    assert HOSTILE in shown
    if language == "id":
        assert "14 dari 62 pegawai dibahas; 1 perubahan predikat diusulkan." in shown
        assert "Sangat Baik Baik Bukti." in shown
    else:
        assert "14 of 62 staff were discussed; 1 change of predicate is proposed." in shown
        assert "Sangat Baik (Very good) Baik (Good) Bukti." in re.sub(" +", " ", shown)


def test_minutes_without_changes_say_so(as_pdf):
    nothing = pd.DataFrame(columns=["person", "current", "proposed", "reason"])
    shown = reading.text(as_pdf(lambda: minutes.document(calibration_minutes(nothing))))
    assert "Tidak ada perubahan yang diusulkan." in shown


def test_sections_without_content_are_left_out():
    rows = pd.DataFrame({"n": range(30)})
    columns = {"n": tables.count("n")}
    with use_language("id"):
        made = sections.sheet(
            "Profil pegawai", "Analis", (("Unit", "A"),),
            (
                sections.Section("Kosong", rows=rows.head(0), columns=columns),
                sections.Section("Pendek", rows=rows.head(3), columns=columns, caution="Awas."),
                sections.Section("Panjang", rows=rows, columns=columns),
            ),
        )  # fmt: skip
    kinds = [type(part).__name__ for part in made.parts]
    assert kinds == ["Pairs", "Together", "Heading", "Table"]
    assert made.is_personal
    assert made.n_rows == 1


def test_lines_hold_what_belongs_under_them():
    made = candidates.document(candidate_list(2, signers=("Pengusul",)))
    assert made.parts[-1] == Lines(("Pengusul",))


@pytest.mark.long
def test_nobody_signs_a_sheet_without_content(as_pdf):
    one = {"person": "Analis", "current": "good", "proposed": "very_good", "reason": "Bukti."}
    for n in range(16, 24):
        made = calibration_minutes(pd.DataFrame([one] * n))
        made = dataclasses.replace(made, notes=("Pola hanya bahan pertimbangan.",))
        last = next(
            page
            for page in reading.pages(as_pdf(lambda made=made: minutes.document(made)))
            if "Ketua rapat" in page
        )
        assert "Pola hanya bahan pertimbangan." in last
