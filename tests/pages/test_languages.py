"""Every page speaks one language: its words, its figures and tables, and its numbers."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.rules import ranks
from data import calibration, store
from data.scope import Scope
from data.store import Actor
from tests.analytics.rules import shipped
from tests.pages import candidate_city, city, shown_words, stored_run
from ui import access, career_words, i18n, labels, messages, method_texts, site_map

Program = Callable[..., AppTest]
ME = Scope("demo: evaluator", frozenset({"evaluator"}), may_see_persons=True)
LANGUAGES = ("id", "en")
PAGES = [page.script.removesuffix(".py") for page in site_map.PAGES]
# what stands in the address, so that everything a page has is drawn
ADDRESSES: dict[str, list[dict[str, str]]] = {
    "agencies": [{}, {"rinci": "DINKES"}],
    "raters": [{}, {"penilai": str(stored_run.LENIENT)}],
    "rater_profile": [{"penilai": str(code)} for code in (stored_run.LENIENT, stored_run.UNLINKED)],
    "employee_profile": [{}, {"pegawai": "10"}],
    "candidates": [
        candidate_city.ASK,
        {
            **candidate_city.ASK,
            "sasaran": "regular_promotion",
            "siapa": "everybody",
            "pegawai": "30",
        },
    ],
}
TABLE = "_tabel_buka"  # the end of the key of a table that is opened
# the smallest words of each language: no text of the other may hold one
SMALL_WORDS = {
    "id": {"yang", "dan", "dari", "dengan", "untuk", "pegawai", "penilai", "penilaian", "adalah"},
    "en": {"the", "and", "of", "with", "from", "is", "are", "employee", "rater", "raters", "staff"},
}


# official in both languages: ratings, levels of functional posts, courses, the place of a rule
OFFICIAL = frozenset(
    {*labels.PREDICATE_NAMES.values(), *labels.AGENCY_PREDICATE_NAMES.values()}
    | {*career_words.FUNCTIONAL_LEVEL_NAMES.values(), "PKA", "PKN II", "PKP"}
)
DRAFT = "Rapat rekaan"
N_PEOPLE = sum(size for _name, size in city.AGENCIES.values())


@pytest.fixture(scope="module")
def names() -> frozenset[str]:
    """What the city holds, and what is called alike in both languages."""
    agencies = {name for pair in city.AGENCIES.items() for name in (pair[0], pair[1][0])}
    posts = {"Staf", "Kepala Dinas", *(f"Kepala {name}" for name in agencies), stored_run.HOSTILE}
    works: list[set[str]] = []
    for language in LANGUAGES:
        with i18n.use_language(language):
            measures = method_texts.measures(shipped.rules())
            works.append({work for measure in measures for work in measure.sources})
    return frozenset(
        {*agencies, *posts, *(f"Bidang {n}" for n in (1, 2, 3)), *city._projects()["name"]}
        | {*ranks.EDUCATIONS, *i18n.LANGUAGE_NAMES.values(), DRAFT, ME.actor, "jo."}
        | {
            "build",
            "careers",
            *("Jumlah layanan", "Layanan selesai"),  # an indicator and a result of its targets
            city.TEST_ACTOR.name,
        }  # of its audit trail
        | {f"Orang {number}" for number in range(1, N_PEOPLE + 1)}
        | OFFICIAL
        | (works[0] & works[1])
    )


@pytest.fixture(scope="module")
def draft(_ranked_file: Path) -> int:
    """A calibration draft of the city."""
    return calibration.create_calibration(
        ME, DRAFT, Actor(ME.actor, "dashboard"), period_code="2025", agency_code="BKPSDM",
        of=store.open_store(_ranked_file),
    )  # fmt: skip


def everything(app: AppTest, language: str) -> set[str]:
    """Return the texts of a page with every table open, and of each of its tabs."""
    with i18n.use_language(language):
        for node in app.get("expander"):
            if node.proto.id.endswith(TABLE):
                app.session_state[_key(node)] = True
        found = shown_words.texts(app.run())
        for tabs in app.get("tab_container"):
            for label in [tab.label for tab in tabs.children.values()][1:]:
                app.session_state[_key(tabs)] = label
                found |= shown_words.texts(app.run())
    assert not app.exception
    return found


def _key(node: Any) -> str:
    """Return the key a widget was given, which ends its identity."""
    return str(node.proto.id).split("-", 2)[2]


def wrong(texts: set[str], language: str, names: frozenset[str]) -> dict[str, str]:
    """Return what is not of the language, each with a text it stands in."""
    return {part: text for text in texts for part in shown_words.foreign(text, language, names)}


def role_for(page: str) -> str:
    """Return who opens a page: the evaluator where possible."""
    name = next(entry.name for entry in site_map.PAGES if entry.script == f"{page}.py")
    roles = access.AUDIENCES[name].roles
    return next((role for role in access.DEMO_ROLES if role in roles), "employee")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("ranked")
def test_a_page_speaks_one_language(
    program: Program, names: frozenset[str], draft: int, page: str, language: str
) -> None:
    addresses = {**ADDRESSES, "calibration": [{"opd": "BKPSDM", "draf": str(draft)}]}
    for codes in addresses.get(page, [{}]):
        app = program(page, role=role_for(page), language=language, **codes)
        assert wrong(everything(app, language), language, names) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("nothing_in")
def test_an_empty_store_speaks_one_language(
    program: Program, names: frozenset[str], language: str
) -> None:
    app = program(language=language)
    for page in PAGES:
        if role_for(page) == "evaluator":  # of the roles of the one user of an own store
            with i18n.use_language(language):
                app.switch_page(f"{page}.py").run()
            assert wrong(everything(app, language), language, names | {getpass.getuser()}) == {}


def test_small_words_of_one_language_stand_in_no_text_of_the_other() -> None:
    for message in messages.read_translation("en"):
        for text in _texts(message.id):
            assert not SMALL_WORDS["en"] & set(shown_words.words(text)), text
        for text in _texts(message.string):
            assert not SMALL_WORDS["id"] & set(shown_words.words(text)), text


def _texts(text: object) -> tuple[str, ...]:
    forms = (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]
    return tuple(shown_words.without_placeholders(form) for form in forms)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Semua penilai", "en", ["semua", "penilai"]),
        ("All raters", "id", ["all", "raters"]),
        ("Dinas Kesehatan: 3 pegawai", "en", ["pegawai"]),
        ("<b>Kepala Dinas, Bid…</b><br>25 staff", "en", []),
        ("Sangat Baik (Very good)", "en", []),
        ("12,5 points", "en", ["12,5"]),
        ("1.125 appraisals", "en", ["1.125"]),
        ("1,125 appraisals and 2.5 points", "en", []),
        ("12.5 poin", "id", ["12.5"]),
        ("1,125 penilaian", "id", ["1,125"]),
        ("1.125 penilaian, 2,5 poin, 1 Februari 2025 00.00", "id", []),
        ("PP 99/2000 Pasal 6-7", "en", []),
    ],
)
def test_a_word_or_number_of_the_other_language_is_seen(
    text: str, language: str, found: list[str], names: frozenset[str]
) -> None:
    assert shown_words.foreign(text, language, names) == found


@pytest.mark.usefixtures("ranked")
def test_a_page_with_one_text_left_untranslated_is_seen(
    program: Program, names: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    column = "Pegawai dinilai"  # of a table that stands closed
    told = i18n._catalogue("en").gettext
    monkeypatch.setattr(
        i18n._catalogue("en"), "gettext", lambda text: text if text == column else told(text)
    )
    app = program("agencies", language="en")
    assert set(wrong(everything(app, "en"), "en", names)) == {"pegawai", "dinilai"}
