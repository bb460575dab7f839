"""Aturan: every number with its source; a correction counts from its day on, and is on record."""

from __future__ import annotations

import datetime as dt
import io
import json

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.rules import rule_set
from analytics.rules.eligibility import check_eligibility
from analytics.rules.places import rule_values
from data import audit, reads, store
from data.errors import AccessDenied
from data.reads.rules import RuleVersion
from data.scope import Scope
from tests.pages.candidate_city import Program
from tests.pages.reading import words
from ui import downloads
from ui.i18n import use_language
from ui.panels import rules as parts
from ui.panels.rules import correcting
from ui.panels.rules.correcting import Correction

ADMIN = Scope("demo: administrator", frozenset({"administrator"}))
READER = Scope("demo: evaluator", frozenset({"evaluator"}), may_see_persons=True)
YEARS = "targets.regular_promotion.grade_years.value"
BASIS = "PP 99/2000 Pasal 6-7"


def table(app: AppTest) -> pd.DataFrame:
    return next(
        each.value for each in app.dataframe if "subject" in each.value and "rule" in each.value
    )


def choose(app: AppTest, section: str, subject: str, detail: str = "–") -> AppTest:
    rows = table(app)
    (at,) = rows.index[
        (rows["section"] == section) & (rows["subject"] == subject) & (rows["detail"] == detail)
    ]
    app.session_state["aturan_tabel_0"] = {"selection": {"rows": [int(at)], "columns": []}}
    app.run()
    assert not app.exception
    return app


def version() -> RuleVersion:
    return reads.rule_versions(ADMIN)[0]


def correct(place: str, scope: Scope = ADMIN, of: RuleVersion | None = None, **wanted: object):
    """Save a correction of one place; return what the reader is told."""
    held = of or version()
    value = next(each for each in rule_values(held.content) if each.place == place)
    usual = {"value": value.value, "basis": value.basis.text, "status": value.basis.status,
             "reason": "Naskah diperiksa"}  # fmt: skip
    with use_language("id"):
        return correcting.save(scope, held, value, Correction(**{**usual, **wanted}))


def years_met(on: dt.date, grade_since: str) -> str:
    """Judge one person on a day with the rules of that day, as the pages do."""
    rules = rule_set.parse(reads.rule_set_on(ADMIN, on))
    person = pd.DataFrame(
        {"employee": ["1"], "employment_type": ["pns"], "position_class": ["general_staff"],
         "grade": ["III/a"], "grade_since": [grade_since], "education": ["S1"],
         "predicates": ["2025:good;2026:good"]}
    )  # fmt: skip
    found = check_eligibility(person, "regular_promotion", on, rules).set_index("check")
    return str(found.loc["grade_years", "status"])


# ── reading ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", ["evaluator", "administrator"])
def test_every_number_stands_with_source_and_validity(
    program: Program, seeded: store.Store, role: str
) -> None:
    app = program("rules", role=role)
    assert not app.exception
    assert "**282** angka dan ketentuan; **42** belum diperiksa ke sumbernya" in words(app)
    assert "Berlaku sejak 31 Januari 2023 sampai ada versi baru" in words(app)
    rows = table(app)
    assert len(rows) == 282
    row = rows[(rows["section"] == "JPT pratama") & (rows["subject"] == "Umur tertinggi, tahun")]
    (one,) = row.to_dict("records")
    assert (one["value"], one["rule"], one["basis"], one["status"]) == (
        "56", "R8", "PP 11/2017 jo. PP 17/2020 Pasal 107", "dibaca pada sumbernya",
    )  # fmt: skip
    assert one["since"] == pd.Timestamp("2023-01-31")
    changes = next(each.value for each in app.dataframe if "old" in each.value)
    assert list(changes["action"]) == ["Versi bawaan program ditambahkan"]


@pytest.mark.parametrize("role", ["city_leadership", "agency_leadership", "rater", "employee"])
def test_the_page_is_for_those_who_keep_the_data(
    program: Program, seeded: store.Store, role: str
) -> None:
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        program("rules", role=role)


def test_search_and_part_narrow_the_table(program: Program, seeded: store.Store) -> None:
    app = program("rules", role="evaluator")
    app.text_input("aturan_cari").set_value("r8.3").run()
    assert set(table(app)["section"]) == {"Batas usia pensiun"}
    app.text_input("aturan_cari").set_value("tidak ada di sini").run()
    assert "Tidak ada aturan yang cocok" in words(app)
    app.text_input("aturan_cari").set_value("").run()
    app.selectbox("aturan_bagian").select("Angka kredit").run()
    assert set(table(app)["section"]) == {"Angka kredit"}


def test_evaluators_see_the_source_and_correct_nothing(
    program: Program, seeded: store.Store
) -> None:
    app = program("rules", role="evaluator")
    choose(app, "Jabatan pengawas", "Pengalaman jabatan, bulan")
    assert "Yang mengoreksi angka: administrator" in words(app)
    assert "Simpan koreksi" not in [button.label for button in app.button]
    with pytest.raises(AccessDenied):
        correct(YEARS, scope=READER, value=5)


def test_what_one_number_cannot_change_is_said(program: Program, seeded: store.Store) -> None:
    app = program("rules", role="administrator")
    choose(app, "Kelompok kecil", "Kelompok terkecil yang tampil, pegawai")
    assert "Batas ini dijaga program sendiri" in words(app)
    assert "Simpan koreksi" not in [button.label for button in app.button]


def test_an_unknown_version_in_the_address_does_no_harm(
    program: Program, seeded: store.Store
) -> None:
    app = program("rules", role="evaluator", versi="1999-01-01")
    assert not app.exception
    assert app.selectbox("aturan_versi").value == "2023-01-31"


# ── correcting ───────────────────────────────────────────────────────────────────────────────


def test_an_administrator_corrects_a_number_on_the_page(
    program: Program, own_city: store.Store
) -> None:
    app = program("rules", role="administrator")
    choose(app, "Kenaikan pangkat reguler", "Masa dalam pangkat, tahun")
    key = f"aturan_0_{YEARS}"
    assert app.number_input(f"{key}_nilai").value == 4
    app.number_input(f"{key}_nilai").set_value(5)
    save = next(button for button in app.button if button.label == "Simpan koreksi")
    save.click().run()
    assert "Tulis alasannya" in words(app)
    assert len(own_city.frame("rule_sets")) == 1
    app.number_input(f"{key}_nilai").set_value(5)
    app.text_area(f"{key}_alasan").set_value("Naskah diperiksa")
    next(button for button in app.button if button.label == "Simpan koreksi").click().run()
    assert not app.exception
    rows = table(app)
    is_years = (rows["section"] == "Kenaikan pangkat reguler") & (
        rows["subject"] == "Masa dalam pangkat, tahun"
    )
    assert list(rows.loc[is_years, "value"]) == ["5"]
    changes = next(each.value for each in app.dataframe if "old" in each.value)
    assert changes.iloc[0][["subject", "old", "new", "reason", "actor"]].tolist() == [
        "Kenaikan pangkat reguler · Masa dalam pangkat, tahun", "4", "5", "Naskah diperiksa",
        "demo: administrator",
    ]  # fmt: skip
    assert audit.verify(own_city).is_whole


def test_eligibility_uses_the_corrected_number_by_date(own_city: store.Store) -> None:
    grade_since = "2022-06-01"  # four years on 1 June 2026, five a year later
    on = dt.date(2026, 8, 1)
    assert years_met(on, grade_since) == "met"
    assert correct(YEARS, value=5, new_from=dt.date(2027, 1, 1), new_name="PP rekaan") is None
    assert years_met(on, grade_since) == "met", "judged on a day before the new version"
    assert years_met(dt.date(2027, 2, 1), grade_since) == "not_met"
    assert years_met(dt.date(2027, 7, 1), grade_since) == "met"
    old = reads.rule_versions(ADMIN)[1]
    assert correct(YEARS, of=old, value=6) is None
    assert years_met(on, grade_since) == "not_met", "the version itself was corrected"
    assert years_met(dt.date(2027, 7, 1), grade_since) == "met", "the later one stays"


def test_basis_and_its_check_are_corrected_with_the_number(own_city: store.Store) -> None:
    place = "discipline.lookback_months.value"
    assert correct(place, value=24, basis="Perwali rekaan", status="verified") is None
    value = next(each for each in rule_values(version().content) if each.place == place)
    assert (value.value, value.basis.text, value.basis.status) == (24, "Perwali rekaan", "verified")
    with use_language("id"):
        rows = parts.changes_sheet(ADMIN).rows
    name = "Hukuman disiplin · Hukuman dilihat ke belakang, bulan"
    told = dict(zip(rows["subject"].iloc[:3], rows["new"].iloc[:3], strict=True))
    assert told == {
        name: "24",
        f"{name} · Dasar hukum": "Perwali rekaan",
        f"{name} · Sumber": "dibaca pada sumbernya",
    }


def test_what_cannot_be_used_is_refused_in_words(own_city: store.Store) -> None:
    before = version().text
    n_events = len(own_city.frame("audit_events"))
    refused = {
        correct(YEARS, value=5, reason="  "): "Tulis alasannya",
        correct(YEARS): "Tidak ada yang berubah",
        correct("talent.boxes.value.above.low", value=12): "tidak dapat memakai nilai ini",
        correct("pattern.good.limits.0.most_share", value=1.5): "tidak dapat memakai nilai ini",
        correct("targets.supervisor.employment.value", value=[]): "tidak dapat memakai nilai ini",
        correct(YEARS, value=5, new_from=dt.date(2023, 1, 31), new_name="x"): "mulai sesudah",
        correct(YEARS, value=5, new_from=dt.date(2027, 1, 1)): "Tulis nama versi baru",
    }
    for said, expected in refused.items():
        assert said is not None
        assert expected in said
    assert version().text == before
    assert len(own_city.frame("audit_events")) == n_events


def test_two_tabs_do_not_overwrite_each_other(own_city: store.Store) -> None:
    seen = version()
    assert correct(YEARS, of=seen, value=5) is None
    said = correct("targets.supervisor.experience_months.value", of=seen, value=60)
    assert said is not None
    assert "diubah di tempat lain" in said
    new = {"new_from": dt.date(2027, 1, 1), "new_name": "PP rekaan"}
    assert correct(YEARS, value=6, **new) is None
    said = correct(YEARS, of=reads.rule_versions(ADMIN)[1], value=7, **new)
    assert said is not None
    assert "Sudah ada versi yang mulai hari itu" in said
    assert [len(each.content["targets"]) for each in reads.rule_versions(ADMIN)] == [8, 8]


@pytest.mark.parametrize(
    ("place", "wanted", "stored"),
    [
        ("targets.supervisor.education.value", "S1", "S1"),
        ("targets.supervisor.employment.value", ["pns", "pppk"], ["pns", "pppk"]),
        ("promotion_dates.value.0.months", [1, 4, 10], [1, 4, 10]),
        ("superior_rank_until.value", dt.date(2025, 6, 1), "2025-06-01"),
        ("credit.coefficient.value.TR", 5.5, 5.5),
        ("credit.coefficient.value.TR", 6.0, 6),
    ],
)
def test_every_kind_of_value_can_be_corrected(
    own_city: store.Store, place: str, wanted: object, stored: object
) -> None:
    assert correct(place, value=wanted) is None
    value = next(each for each in rule_values(version().content) if each.place == place)
    assert value.value == (tuple(stored) if isinstance(stored, list) else stored)
    assert json.loads(version().text)["edition"] == 2, "everything else is kept"


def test_the_file_holds_rules_and_changes_in_the_language_of_the_page(seeded: store.Store) -> None:
    with use_language("en"):
        held = version()
        rows = parts.value_rows(rule_values(held.content), held)
        sheets = [downloads.Sheet("Rules", rows, parts.columns()), parts.changes_sheet(ADMIN)]
        moment = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
        about = downloads.About("Rules", {}, None, "1", "ani", moment)
        book = openpyxl.load_workbook(io.BytesIO(downloads.xlsx(sheets, about)))
    assert book.sheetnames == ["Rules", "Changes of the rules", "About"]
    head, *cells = book["Rules"].iter_rows(values_only=True)
    assert head[:4] == ("Part", "Rule", "Detail", "Value")
    assert len(cells) == 282
