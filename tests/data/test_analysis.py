"""A run is stored whole or not at all, and each reader gets what they may see of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import agencies, analysis, audit, reads, store
from data.analysis import LONGEST_NOTE
from data.errors import AccessDenied, NoteRefused, UnknownRater
from data.reads.raters import RunNote
from data.scope import Filters, Scope
from data.store import Store
from tests.data import found
from tests.data.importing.stores import select
from tests.data.ten_people import CITY, EVALUATOR, KESEHATAN, NAMED, TEST_ACTOR, name_of, seed

ROOT = Path(__file__).resolve().parents[2]
ANY = Filters()
RATER = Scope("penilai", frozenset({"rater"}))
RESULT_TABLES = (
    "run_component", "run_fixed", "rater_result", "rater_pattern", "rater_year", "rater_link",
    "rater_bin", "employee_result", "employee_draw", "group_gap", "reliability_result",
    "d_study_point",
)  # fmt: skip


def store_one(opened: Store, **changes: object) -> int:
    state = analysis.read_state(opened)
    return analysis.store_run(opened, TEST_ACTOR, state, found.facts(**changes), found.tables())


def runs_of(opened: Store, table: str) -> set[object]:
    return {run for (run,) in select(opened, f"select distinct run_id from {table}")}  # noqa: S608


@pytest.fixture(scope="module")
def _with_a_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = seed(store.open_store(tmp_path_factory.mktemp("run") / "run.duckdb", create=True))
    store_one(opened)
    yield opened
    opened.close()


@pytest.fixture
def analysed(_with_a_run: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The ten people with a stored run, as the store that every read asks; not to be written."""
    monkeypatch.setenv("TIMBANG_DB", str(_with_a_run.path))
    return _with_a_run


# ── storing ──────────────────────────────────────────────────────────────────────────────────


def test_before_the_first_run_there_is_nothing(reading: Store) -> None:
    assert reads.current_run(EVALUATOR) is None
    assert reads.failed_run(EVALUATOR) is None
    assert reads.rater_results(EVALUATOR, ANY).empty
    assert reads.verdict_counts(EVALUATOR, ANY)["n_raters"].sum() == 0
    assert reads.reliability(EVALUATOR).empty


def test_a_run_says_what_it_rests_on(analysed: Store) -> None:
    run = reads.current_run(EVALUATOR)
    assert run is not None
    assert (run.seed, run.n_appraisals, run.n_used, run.period_kind) == (5, 23, 19, "year")
    assert (run.n_newer_appraisals, run.n_gone_appraisals, run.is_outdated) == (0, 0, False)
    assert run.objective == "none"
    assert run.notes == (RunNote("self_ratings", {"n": 7}),)
    assert run.not_separable == ("one_rating_per_pair",)
    assert (run.actor, run.smallest, run.has_converged) == (TEST_ACTOR.name, 4.0, True)


def test_every_table_holds_what_was_found(analysed: Store) -> None:
    for name in RESULT_TABLES:
        assert runs_of(analysed, name) == {1}, name
    kept = select(analysed, "select employee_id, draws from employee_draw order by employee_id")
    assert [person for person, _ in kept] == list(range(1, 11))
    stored = np.array([draws for _, draws in kept]).T
    np.testing.assert_array_equal(stored, found.tables().draws)


def test_what_is_missing_is_null_and_never_nan(analysed: Store) -> None:
    assert select(analysed, "select link_share from rater_result where rater_id = 7") == [(None,)]
    assert select(analysed, "select home_unit_id from employee_result where employee_id = 10") == [
        (None,)
    ]


def test_a_new_run_replaces_what_the_former_found_and_keeps_its_facts(ten_people: Store) -> None:
    first, second = store_one(ten_people), store_one(ten_people, seed=6)
    assert (first, second) == (1, 2)
    assert select(ten_people, "select run_id, seed from analysis_run order by run_id") == [
        (1, 5), (2, 6)
    ]  # fmt: skip
    for name in RESULT_TABLES:
        assert runs_of(ten_people, name) == {2}, name


def test_a_run_is_audited(ten_people: Store) -> None:
    store_one(ten_people)
    event = ten_people.frame("audit_events").iloc[-1]
    assert (event["action"], event["object_id"]) == ("analyse", "1")
    assert audit.verify(ten_people).is_whole


def test_a_table_that_does_not_fit_leaves_the_former_run(ten_people: Store) -> None:
    store_one(ten_people)
    broken = replace(found.tables(), designs=pd.DataFrame({"n_raters": [1]}))
    with pytest.raises(Exception, match="n_periods"):
        analysis.store_run(
            ten_people, TEST_ACTOR, analysis.read_state(ten_people), found.facts(), broken
        )
    assert runs_of(ten_people, "analysis_run") == {1}
    for name in RESULT_TABLES:
        assert runs_of(ten_people, name) == {1}, name


STORES_AND_WAITS = """
import sys
from pathlib import Path
from data import analysis
from data.store import Actor, Store
from tests.data import found
opened = Store(Path(sys.argv[1]))
state = analysis.read_state(opened)
real = Store.write
actor = Actor("penguji", "command")
with opened.write(actor) as writer:
    # the middle of store_run: facts and some results are written, nothing is committed
    writer.run("store_analysis_run", analysis._row(2, "done", actor, state, found.facts()))
    with writer.table("found_raters", found.tables().raters):
        writer.run("store_rater_result", {"run_id": 2})
    writer.run("remove_former_results", {"run_id": 2})
    print("ready", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.long
def test_a_killed_process_leaves_the_former_run_current(tmp_path: Path) -> None:
    path = tmp_path / "uji.duckdb"
    opened = seed(Store(path))
    store_one(opened)
    opened.close()
    process = subprocess.Popen(  # noqa: S603 – our own interpreter and code
        [sys.executable, "-c", STORES_AND_WAITS, str(path)], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    again = Store(path)
    assert runs_of(again, "analysis_run") == {1}
    for name in RESULT_TABLES:
        assert runs_of(again, name) == {1}, name
    assert audit.verify(again).is_whole
    again.close()


def test_a_failed_run_is_told_and_the_former_stays(
    ten_people: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "current", lambda: ten_people)
    store_one(ten_people)
    analysis.store_failure(
        ten_people,
        TEST_ACTOR,
        analysis.read_state(ten_people),
        found.facts(error_kind="TooLittleData", error_text="Terlalu sedikit.", reference="ab12"),
    )
    failed, run = reads.failed_run(EVALUATOR), reads.current_run(EVALUATOR)
    assert failed is not None
    assert (failed.error_kind, failed.error_text, failed.reference) == (
        "TooLittleData", "Terlalu sedikit.", "ab12"
    )  # fmt: skip
    assert run is not None
    assert run.run_id == 1
    store_one(ten_people)
    assert reads.failed_run(EVALUATOR) is None


def test_newer_and_gone_appraisals_are_counted(
    ten_people: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "current", lambda: ten_people)
    store_one(ten_people)
    with ten_people.write(TEST_ACTOR) as writer:
        # a file replaces one appraisal and brings two
        writer._cursor.execute("delete from appraisal where appraisal_id = 1")
        for number in (101, 102, 103):
            writer._cursor.execute(
                "insert into appraisal (appraisal_id, employee_id, rater_role, period_code,"
                " batch_id) values (?, 1, 'superior', '2024', 3)",
                [number],
            )
        writer.audit("import", "batch")
    run = reads.current_run(EVALUATOR)
    assert run is not None
    assert (run.n_newer_appraisals, run.n_gone_appraisals, run.is_outdated) == (3, 1, True)


def test_merged_agencies_take_the_figures_along(
    ten_people: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "current", lambda: ten_people)
    store_one(ten_people)
    agencies.merge_agencies("DISDIK", "DINKES", TEST_ACTOR, "satu kantor", of=ten_people)
    assert set(reads.rater_results(KESEHATAN, ANY)["rater_id"]) == {1, 7}
    assert reads.group_gaps(EVALUATOR, Filters(agency_code="DINKES")).empty  # of neither any more


# ── reading ──────────────────────────────────────────────────────────────────────────────────


def test_the_evaluator_sees_every_rater_and_no_names(analysed: Store) -> None:
    raters = reads.rater_results(EVALUATOR, ANY)
    assert raters["rater_id"].tolist() == [1, 8, 7]  # the most different first
    assert raters["rater_name"].isna().all()
    assert raters["agency_name"].tolist()[0] == "Dinas Kesehatan"
    assert reads.rater_results(NAMED, ANY)["rater_name"].tolist()[0] == name_of(1)


def test_leadership_sees_no_rater_of_few_people(analysed: Store) -> None:
    assert set(reads.rater_results(CITY, ANY)["rater_id"]) == {1, 7}
    assert reads.rater_result(CITY, 8).empty
    assert reads.rater_bins(CITY, 8).empty


def test_counts_are_those_of_the_raters_a_reader_sees(analysed: Store) -> None:
    for reader in (EVALUATOR, CITY, KESEHATAN):
        counted = reads.verdict_counts(reader, ANY).set_index("verdict")["n_raters"]
        seen = reads.rater_results(reader, ANY)["verdict"].value_counts()
        assert counted[counted > 0].to_dict() == seen.to_dict()


def test_leadership_of_an_agency_sees_its_own_raters(analysed: Store) -> None:
    assert set(reads.rater_results(KESEHATAN, ANY)["rater_id"]) == {1}
    for read in (reads.rater_patterns, reads.rater_years, reads.rater_links, reads.rater_bins):
        assert read(KESEHATAN, 7).empty, read.__name__
    assert len(reads.rater_result(KESEHATAN, 1)) == 1


def test_others_read_nothing_about_raters(analysed: Store) -> None:
    with pytest.raises(AccessDenied):
        reads.rater_results(RATER, ANY)
    with pytest.raises(AccessDenied):
        reads.rater_years(RATER, 1)
    with pytest.raises(AccessDenied):
        reads.group_gaps(CITY, ANY)
    with pytest.raises(AccessDenied):
        reads.rater_notes(CITY, 1)


def test_filters_narrow_by_agency_and_kind_of_post(analysed: Store) -> None:
    assert set(reads.rater_results(EVALUATOR, Filters(agency_code="DISDIK"))["rater_id"]) == {7, 8}
    assert reads.rater_results(EVALUATOR, Filters(position_class="executive")).empty


def test_types_are_apart(analysed: Store) -> None:
    assert reads.rater_results(EVALUATOR, ANY, "peer")["rater_id"].tolist() == [2]
    assert reads.rater_result(EVALUATOR, 2).empty


def test_patterns_stand_beside_the_rater(analysed: Store) -> None:
    tested = reads.rater_patterns(EVALUATOR, 1).set_index("pattern")
    # the group pattern never names a rater
    assert tested["is_flagged"].to_dict() == {"drift": True, "spread": False}
    (other,) = reads.rater_patterns(EVALUATOR, 7).itertuples()
    assert pd.isna(other.is_flagged)
    assert not other.is_identified


def test_all_seven_verdicts_are_counted(analysed: Store) -> None:
    counts = reads.verdict_counts(EVALUATOR, ANY).set_index("verdict")["n_raters"]
    assert counts.to_dict() == {
        "clearly_stricter": 0, "possibly_stricter": 0, "not_distinguishable": 0,
        "possibly_lenient": 0, "clearly_lenient": 1, "not_identified": 1, "not_enough_data": 1,
    }  # fmt: skip


def test_tested_and_flagged_are_counted(analysed: Store) -> None:
    counts = reads.pattern_counts(EVALUATOR, ANY).set_index("pattern")
    assert counts.loc["drift", ["n_raters", "n_tested", "n_flagged"]].tolist() == [2, 1, 1]
    assert counts.loc["spread", "n_flagged"] == 0
    assert pd.isna(counts.loc["group", "n_flagged"])


def test_years_of_few_people_stay_with_those_who_may_see_them(analysed: Store) -> None:
    assert reads.rater_years(EVALUATOR, 1)["year"].tolist() == [2023, 2024]
    assert reads.rater_years(CITY, 1)["year"].tolist() == [2024]


def test_pairs_are_for_readers_who_may_see_people(analysed: Store) -> None:
    pairs = reads.rater_pairs(EVALUATOR, 1)
    assert pairs["estimate"].tolist() == [-2.0, 1.5]
    assert pairs["n_ratings"].tolist() == [4, 5]
    assert pairs["employee_name"].isna().all()
    assert "employee_id" not in pairs
    assert reads.rater_pairs(CITY, 1).empty
    assert reads.rater_pairs(KESEHATAN, 7).empty
    assert reads.rater_pairs(NAMED, 1)["employee_name"].tolist() == [name_of(3), name_of(4)]


def test_fixed_effects_stand_in_the_order_of_the_model(analysed: Store) -> None:
    assert reads.run_fixed(EVALUATOR)["term"].tolist() == ["intercept"]


def test_bins_compare_with_raters_that_count(analysed: Store) -> None:
    bins = reads.rater_bins(EVALUATOR, 1)
    # rater 8 gave four ratings: too few to be compared with
    assert list(bins.itertuples(index=False, name=None)) == [(80.0, 4, 9), (90.0, 5, 0)]


def test_a_link_outside_the_scope_is_counted_but_not_described(analysed: Store) -> None:
    links = reads.rater_links(KESEHATAN, 1)
    assert links["n_employees"].tolist() == [3, 1]
    assert links["is_in_scope"].tolist() == [True, False]
    assert links["other_position"].tolist()[0] == "Kepala Bidang"
    outside = links.iloc[1]
    hidden = ["other_id", "other_position", "other_agency_code", "other_link_grade"]
    assert outside[hidden].isna().all()


def test_shares_of_variance_leave_further_types_out(analysed: Store) -> None:
    shares = reads.run_components(EVALUATOR).set_index("name")["variance_share"]
    assert shares[["employee", "rater", "residual"]].tolist() == pytest.approx([0.6, 0.3, 0.1])
    assert pd.isna(shares["rater:peer"])


def test_gaps_of_the_institution_or_of_one_agency(analysed: Store) -> None:
    assert reads.group_gaps(EVALUATOR, ANY)["difference"].tolist() == [1.5]
    of_agency = reads.group_gaps(EVALUATOR, Filters(agency_code="DISDIK")).iloc[0]
    assert bool(of_agency["is_hidden"])
    assert pd.isna(of_agency["difference"])
    narrow = replace(EVALUATOR, agencies=("DINKES",))
    assert reads.group_gaps(narrow, Filters(agency_code="DISDIK")).empty
    assert reads.group_gaps(narrow, Filters(agency_code="DINKES"))["difference"].tolist() == [2.5]


def test_reliability_says_why_a_figure_is_missing(analysed: Store) -> None:
    found_here = reads.reliability(EVALUATOR).set_index("measure")
    assert found_here.loc["single_rating", "estimate"] == 0.6
    assert pd.isna(found_here.loc["kendall_w", "estimate"])
    assert found_here.loc["kendall_w", "reason"] == "nobody was rated by two raters"
    assert reads.d_study(EVALUATOR)["reliability"].tolist() == [0.6, 0.75]


# ── notes ────────────────────────────────────────────────────────────────────────────────────


def test_a_note_is_kept_with_its_author_and_audited(
    ten_people: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "current", lambda: ten_people)
    store_one(ten_people)
    analysis.add_rater_note(EVALUATOR, 1, "  Tim baru dibentuk.\n", TEST_ACTOR)
    analysis.add_rater_note(EVALUATOR, 1, "Sudah dibicarakan.", TEST_ACTOR)
    notes = reads.rater_notes(EVALUATOR, 1)
    assert notes["note"].tolist() == ["Sudah dibicarakan.", "Tim baru dibentuk."]
    assert set(notes["author"]) == {TEST_ACTOR.name}
    assert set(notes["run_id"]) == {1}
    assert reads.rater_notes(EVALUATOR, 7).empty
    event = ten_people.frame("audit_events").iloc[-1]
    assert (event["action"], event["object_kind"], event["object_id"]) == ("add_note", "rater", "1")
    assert "dibicarakan" not in str(event["after_value"])  # the trail names no contents


def test_notes_outlive_a_new_run(ten_people: Store) -> None:
    analysis.add_rater_note(EVALUATOR, 1, "Catatan", TEST_ACTOR, of=ten_people)
    store_one(ten_people)
    store_one(ten_people)
    assert len(select(ten_people, "from rater_note")) == 1


@pytest.mark.parametrize("note", ["", "  \n", "x" * (LONGEST_NOTE + 1)])
def test_a_note_has_words_but_not_too_many(ten_people: Store, note: str) -> None:
    with pytest.raises(NoteRefused):
        analysis.add_rater_note(EVALUATOR, 1, note, TEST_ACTOR, of=ten_people)


def test_only_evaluators_write_notes_and_only_about_raters(ten_people: Store) -> None:
    with pytest.raises(AccessDenied):
        analysis.add_rater_note(CITY, 1, "Catatan", TEST_ACTOR, of=ten_people)
    with pytest.raises(UnknownRater):
        analysis.add_rater_note(EVALUATOR, 3, "Catatan", TEST_ACTOR, of=ten_people)
    narrow = replace(EVALUATOR, agencies=("DINKES",))
    with pytest.raises(UnknownRater):
        analysis.add_rater_note(narrow, 8, "Catatan", TEST_ACTOR, of=ten_people)
    assert select(ten_people, "from rater_note") == []
