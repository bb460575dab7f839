"""Every rule and every reason a file is refused has words of ours, in both languages."""

import inspect

import pytest

from data import errors
from data.importing.checks import rules_of
from data.importing.kinds import KINDS
from ui.i18n import use_language
from ui.importing import wording

REFUSALS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.UnreadableFile)
]


def reported_rules() -> set[str]:
    return {name for kind in KINDS for name in rules_of(kind)}


def test_the_rules_an_import_can_report_are_those_that_have_words() -> None:
    assert reported_rules() == set(wording.rule_names())


@pytest.mark.parametrize("name", sorted(reported_rules()))
def test_a_rule_reads_differently_in_the_two_languages(name: str) -> None:
    indonesian = wording.rule(name)
    with use_language("en"):
        english = wording.rule(name)
    assert indonesian.title != english.title
    assert indonesian.advice != english.advice


def test_an_unknown_rule_goes_by_its_name() -> None:
    assert wording.rule("rule_of_tomorrow").title == "rule_of_tomorrow"


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_refusal_of_a_file_has_a_sentence_of_its_own(
    kind: type[errors.UnreadableFile],
) -> None:
    words = wording.problem(kind.__new__(kind))
    anything = wording.problem(errors.DataError())
    assert words.title != anything.title
    assert words.advice.endswith(".")


def test_a_class_without_words_takes_those_of_its_base() -> None:
    class TornFile(errors.DamagedFile):
        """A kind of tomorrow."""

    assert wording.problem(TornFile("a.xlsx", "torn")).title == "Berkas rusak"


def test_the_place_names_sheet_row_and_column_as_far_as_known() -> None:
    error = errors.CellTooLong("a.xlsx", "too long", sheet="Rekap", row=7, column="Nama")
    assert wording.place(error) == "lembar Rekap, baris 7, kolom Nama"
    assert wording.place(errors.EmptyFile("a.xlsx", "empty")) == ""
    assert wording.place(errors.DataError()) == ""


def test_an_undo_that_must_wait_names_the_imports_to_undo_first() -> None:
    assert wording.place(errors.BatchReplaced(3, [5, 4])) == "impor nomor 5, 4"


def test_every_kind_of_file_has_a_name() -> None:
    assert set(KINDS) == set(wording.KIND_NAMES)
