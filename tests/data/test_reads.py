"""Every read on ten people against a hand count, and what each reader never gets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data import reads, store
from data.errors import AccessDenied
from data.scope import Filters, Scope
from data.store import Store
from data.vocabulary import PREDICATES
from tests.data.ten_people import (
    APPRAISALS,
    CITY,
    EVALUATOR,
    KESEHATAN,
    NAMED,
    TEST_ACTOR,
    name_of,
)

Y2024 = Filters(year=2024, period_code="2024")
OF_KESEHATAN = replace(Y2024, agency_code="DINKES")
FUNCTIONAL = replace(Y2024, position_class="functional")

pytestmark = pytest.mark.usefixtures("reading")


def rows(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    """Return the rows with None for whatever is missing."""
    plain = frame.astype("object").where(frame.notna(), None)
    return list(plain.itertuples(index=False, name=None))


def by(frame: pd.DataFrame, *keys: str, value: str = "n") -> dict[object, object]:
    """Return one column by one or several others, leaving out zeros."""
    found: dict[object, object] = {}
    for *key, number in rows(frame[[*keys, value]]):
        if number:
            found[key[0] if len(keys) == 1 else tuple(key)] = number
    return found


def _of_period(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    return frame[frame["period_code"] == code].drop(columns="period_code")


# ── counts of 2024, by hand ──────────────────────────────────────────────────────────────────


def test_predicates_by_unit_need_an_agency() -> None:
    assert reads.predicate_counts_by_unit(CITY, Y2024).empty
    found = reads.predicate_counts_by_unit(CITY, OF_KESEHATAN)
    assert rows(found) == [
        (1, "Puskesmas Contoh", "good", 2), (1, "Puskesmas Contoh", "very_good", 1),
        (2, "Sekretariat", "needs_improvement", 1), (2, "Sekretariat", "very_good", 1),
    ]  # fmt: skip
    in_education = reads.predicate_counts_by_unit(CITY, replace(Y2024, agency_code="DISDIK"))
    assert by(in_education, "unit_id", "predicate") == {
        (3, "very_good"): 1, (3, "good"): 2, (None, "very_poor"): 1
    }  # fmt: skip


def test_group_sizes_count_people_with_a_predicate_everywhere() -> None:
    expected = {
        ("DINKES", "administrator", "IV"): 1, ("DINKES", "functional", "III"): 2,
        ("DINKES", "functional", "PPPK"): 1, ("DINKES", "general_staff", "II"): 1,
        ("DISDIK", "administrator", "IV"): 1, ("DISDIK", "functional", "III"): 2,
        ("DISDIK", "general_staff", "PPPK"): 1,
    }  # fmt: skip
    for scope in (CITY, KESEHATAN):
        for filters in (Y2024, OF_KESEHATAN, FUNCTIONAL):
            frame = reads.group_sizes(scope, filters)
            assert by(frame, "agency_code", "position_class", "grade_group") == expected


@pytest.mark.parametrize("scope", [CITY, KESEHATAN])
def test_each_kind_of_figure_has_its_own_sizes(scope: Scope) -> None:
    place = ("agency_code", "position_class", "grade_group")
    of_levels = by(reads.level_sizes(scope, OF_KESEHATAN), *place)
    assert sum(of_levels.values()) == 9
    assert of_levels["DISDIK", "functional", "III"] == 2
    of_scores = by(reads.score_sizes(scope, OF_KESEHATAN), "score_scale", *place)
    assert sum(of_scores.values()) == reads.score_bins(CITY, Y2024)["n"].sum() == 9
    assert of_scores[120, "DISDIK", "administrator", "IV"] == 1
    assert by(reads.movement_sizes(scope, OF_KESEHATAN), *place) == {
        ("DINKES", "administrator", "IV"): 1, ("DINKES", "functional", "III"): 2,
        ("DISDIK", "functional", "III"): 1,
    }  # fmt: skip


def test_group_sizes_add_up_to_the_shares_they_decide_about() -> None:
    mixes = reads.mixes(CITY, Y2024)
    of_year = mixes.loc[mixes["period_code"] == "2024", list(PREDICATES)]
    assert reads.group_sizes(CITY, Y2024)["n"].sum() == of_year.to_numpy().sum()
    assert (
        reads.unit_sizes(CITY, OF_KESEHATAN)["n"].sum()
        == reads.predicate_counts_by_unit(CITY, OF_KESEHATAN)["n"].sum()
    )


def test_unit_sizes_of_the_chosen_agency() -> None:
    assert rows(reads.unit_sizes(CITY, OF_KESEHATAN)) == [
        (1, "Puskesmas Contoh", "functional", "III", 2),
        (1, "Puskesmas Contoh", "functional", "PPPK", 1),
        (2, "Sekretariat", "administrator", "IV", 1),
        (2, "Sekretariat", "general_staff", "II", 1),
    ]
    assert reads.unit_sizes(CITY, Y2024).empty


def test_one_query_gives_the_mixes_of_all_periods_of_a_kind() -> None:
    frame = reads.mixes(CITY, Y2024, ["2024-Q1"])
    assert frame["is_own"].all()
    columns = ["period_code", "agency_code", *PREDICATES]
    assert rows(frame[columns]) == [
        ("2023", "DINKES", 0, 2, 0, 0, 0),  # 1 and 2
        ("2023", "DISDIK", 1, 1, 0, 0, 0),  # 3 and 8; 9 has no predicate
        ("2024", "DINKES", 2, 2, 1, 0, 0),
        ("2024", "DISDIK", 1, 2, 0, 0, 1),
        ("2024-Q1", "DINKES", 0, 1, 0, 0, 0),
        ("2024-Q1", "DISDIK", 0, 1, 0, 0, 0),
    ]
    narrow = reads.mixes(CITY, replace(FUNCTIONAL, grade_group="PPPK", agency_code="DISDIK"))
    assert rows(narrow[columns]) == [("2024", "DINKES", 0, 1, 0, 0, 0)]


def test_agencies_of_others_come_only_as_one_row() -> None:
    frame = reads.mixes(KESEHATAN, Y2024)
    assert rows(frame[frame["period_code"] == "2024"].drop(columns="period_code")) == [
        (False, None, 1, 2, 0, 0, 1),
        (True, "DINKES", 2, 2, 1, 0, 0),
    ]
    nobody = reads.mixes(replace(KESEHATAN, agencies=()), Y2024)
    assert not nobody["is_own"].any()
    assert nobody["agency_code"].isna().all()


def test_scores_are_counted_by_scale() -> None:
    frame = reads.score_bins(CITY, Y2024)
    assert by(frame, "agency_code", "score_scale", "score_bin") == {
        ("DINKES", 100, 96): 1, ("DINKES", 100, 92): 1, ("DINKES", 100, 85): 2,
        ("DINKES", 100, 70): 1, ("DISDIK", 120, 88): 1, ("DISDIK", 100, 100): 1,
        ("DISDIK", 100, 80): 1, ("DISDIK", 100, 40): 1,
    }  # fmt: skip
    health = frame[frame["agency_code"] == "DINKES"]
    assert health["sum_score"].sum() == pytest.approx(96 + 92.5 + 85 + 85.4 + 70)
    assert health["sum_squares"].sum() == pytest.approx(96**2 + 92.5**2 + 85**2 + 85.4**2 + 70**2)


def test_movements_belong_to_the_agency_of_now() -> None:
    assert rows(reads.movements(CITY, Y2024)) == [
        ("2023", "DINKES", "good", "good", 1),  # 3, who came from the other agency
        ("2023", "DINKES", "good", "very_good", 2),  # 1 and 2
        ("2023", "DISDIK", "very_good", "very_good", 1),  # 8; 9 had no predicate
    ]
    assert reads.movements(CITY, Filters(period_code="2024-Q1")).empty


def test_filling_is_counted_beside_the_people_in_post() -> None:
    columns = ["agency_code", "n", "n_dated", "n_late", "n_last_week", "n_feedback", "n_copied",
               "n_without_rater", "n_employees"]  # fmt: skip
    found = _of_period(reads.filling_over_time(CITY, Y2024), "2024")
    assert list(found.columns) == columns
    assert rows(found) == [
        # dated: not 5. Late: 4. Last week: 2, 3, 6. Feedback: 1–4. Copied: 2, 3, 4 of one unit.
        ("DINKES", 6, 5, 1, 3, 4, 3, 0, 6),
        # last week: 9 (24 January), not 10 (23 January is eight days before). 11 has no appraisal.
        ("DISDIK", 4, 4, 0, 1, 1, 0, 1, 5),
    ]


def test_without_a_people_master_nobody_knows_how_many_there_are(
    ten_people: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data import summaries

    with ten_people.write(TEST_ACTOR) as writer:
        writer._cursor.execute("delete from assignment")
        summaries.refresh(writer, None)
        writer.audit("remove", "assignment")
    monkeypatch.setattr(store, "current", lambda: ten_people)
    found = _of_period(reads.filling_over_time(CITY, Y2024), "2024")
    assert found["n_employees"].isna().all()
    assert found["n"].tolist() == [6, 4]
    assert not reads.store_facts(CITY).has_people_master


# ── agencies' own work ───────────────────────────────────────────────────────────────────────


def test_results_of_the_agencies_themselves() -> None:
    assert rows(reads.agency_results(CITY, Y2024)) == [
        ("DINKES", "2024", "outstanding", 88.5), ("DISDIK", "2024", "good", None)
    ]  # fmt: skip


def test_targets_are_judged_in_their_direction() -> None:
    columns = ["agency_code", "aspect", "target_value", "realised_value", "verified_by", "n"]
    found = reads.target_outcomes(CITY, Y2024)
    assert set(found["target_direction"]) == {"at_least"}
    assert rows(found[columns]) == [
        ("DINKES", "cost", 1, 0, "yes", 1), ("DINKES", "cost", 1, 1, None, 1),
        ("DINKES", "cost", 1, None, "yes", 1), ("DINKES", "quantity", 1, 1, "yes", 1),
        ("DISDIK", None, 1, 0, None, 1),
    ]  # fmt: skip
    # the quarter's own target comes on top of those of its year
    quarter = reads.target_outcomes(CITY, Filters(period_code="2024-Q1", agency_code="DINKES"))
    assert by(quarter, "aspect", "realised_value") == {
        ("cost", 0): 1, ("cost", 1): 1, ("cost", None): 1, ("quantity", 0): 1, ("quantity", 1): 1
    }  # fmt: skip


def test_projects_of_the_year_with_their_milestones() -> None:
    found = reads.projects(CITY, Y2024).set_index("project_code")
    assert list(found.index) == ["P-1", "P-2"]
    drainage, classroom = found.loc["P-1"], found.loc["P-2"]
    assert (drainage["n_milestones"], drainage["n_milestones_done"]) == (4, 2)
    assert drainage["last_milestone_on"] == pd.Timestamp(2024, 7, 1)
    assert drainage["next_milestone_on"] == pd.Timestamp(2024, 9, 1)
    assert drainage["n_members"] == 2
    assert (classroom["n_milestones"], classroom["n_members"]) == (0, 1)
    assert pd.isna(classroom["last_milestone_on"])
    assert classroom["verified_quality"] == 95.0


def test_who_verified_a_project_is_a_name_and_needs_the_right() -> None:
    assert "Tim mutu" in set(reads.projects(NAMED, Y2024)["verified_by"])
    for scope in (CITY, EVALUATOR, KESEHATAN):
        assert reads.projects(scope, Y2024)["verified_by"].isna().all()


def test_raters_with_their_post_and_mix() -> None:
    found = reads.raters_of_agency(EVALUATOR, OF_KESEHATAN)
    shown = ["rater_id", "rater_position", "unit_name", "n_employees", "n_very_good"]
    assert rows(found[shown]) == [
        (1, "Kepala Bidang", "Sekretariat", 5, 1),
        (7, "Kepala Bidang", "SD Contoh", 1, 1),
    ]
    # 2, 3, 4 and 5; 6 has no score
    scores = pd.Series([92.5, 85, 85.4, 70])
    assert found["mean_score"].iloc[0] == pytest.approx(scores.mean())
    assert found["sd_score"].iloc[0] == pytest.approx(scores.std())
    assert found["rater_name"].isna().all()


def test_raters_of_few_people_stay_in_the_database() -> None:
    assert reads.raters_of_agency(CITY, OF_KESEHATAN)["rater_id"].tolist() == [1]
    public = Scope("umum", frozenset({"public"}))
    assert reads.raters_of_agency(public, OF_KESEHATAN).empty


def test_names_of_raters_come_with_the_right() -> None:
    found = reads.raters_of_agency(NAMED, OF_KESEHATAN)
    assert found["rater_name"].tolist() == [name_of(1), name_of(7)]


# ── the whole store ──────────────────────────────────────────────────────────────────────────


def test_periods_with_results_in_order_of_time() -> None:
    found = reads.periods(CITY)
    assert rows(found[["period_code", "kind", "n_results"]]) == [
        ("2023", "year", 5), ("2024-Q1", "quarter", 2), ("2024", "year", 10),
        ("2025-01", "month", 1),
    ]  # fmt: skip
    assert found["due_on"].notna().tolist() == [True, False, True, False]
    assert by(reads.periods(KESEHATAN), "period_code", value="n_results") == {
        "2023": 2, "2024-Q1": 1, "2024": 6
    }  # fmt: skip


def test_a_year_and_a_part_mean_a_period() -> None:
    assert reads.resolve_period(CITY, 2024, "tahun") == "2024"
    assert reads.resolve_period(CITY, 2024, "Q1") == "2024-Q1"
    assert reads.resolve_period(CITY, 2024, "Q2") is None
    assert reads.resolve_period(CITY, 2025, "tahun") == "2025-01"
    assert reads.resolve_period(CITY, 2025, "01") == "2025-01"
    assert reads.resolve_period(CITY, 1999, "tahun") is None
    assert reads.resolve_period(KESEHATAN, 2025, "tahun") is None


def test_agencies_by_name_with_their_units() -> None:
    assert by(reads.agencies(CITY), "agency_code", value="n_units") == {"DINKES": 2, "DISDIK": 1}
    assert reads.agencies(CITY)["name"].tolist() == [
        "Dinas Kesehatan", "Dinas Pendidikan", "Dinas Perhubungan"
    ]  # fmt: skip
    assert reads.agencies(KESEHATAN)["agency_code"].tolist() == ["DINKES"]


def test_facts_about_the_store(reading: Store) -> None:
    facts = reads.store_facts(CITY)
    assert facts == reads.StoreFacts(
        is_demo=False, seed=None, n_appraisals=len(APPRAISALS), n_employees=10,
        n_raters=4,  # 1, 7, the peer 2 and the acting 8
        n_agencies=2, n_periods=4,
        last_import_at=dt.datetime(2025, 1, 8, tzinfo=dt.UTC).replace(tzinfo=None),
        data_as_of=dt.datetime(2025, 1, 8, tzinfo=dt.UTC).replace(tzinfo=None),
        has_people_master=True, schema_version=int(reading.value("schema_version")),
        data_version=reading.data_version,
    )  # fmt: skip


def test_a_rule_set_judges_from_its_first_day(
    ten_people: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ten_people.write(TEST_ACTOR) as writer:
        writer._cursor.execute("delete from rule_set")
        for first in ("2024-01-01", "2022-07-01"):
            writer.run(
                "put_rule_set",
                {"rule_set_id": first, "valid_from": first, "name": first,
                 "content": f'{{"id": "{first}"}}'},
            )  # fmt: skip
        writer.audit("correct", "rule_set")
    monkeypatch.setattr(store, "current", lambda: ten_people)

    def valid(period: str | None) -> object:
        return reads.rule_set(CITY, Filters(period_code=period))["id"]

    assert valid("2024-01") == "2024-01-01"
    assert valid("2023") == "2022-07-01"
    assert valid("2020") == "2022-07-01"  # nothing is older
    assert valid(None) == "2024-01-01"
    assert reads.rule_set_on(CITY, dt.date(2023, 12, 31))["id"] == "2022-07-01"
    assert reads.rule_set_on(CITY, dt.date(2024, 1, 1))["id"] == "2024-01-01"


# ── who may read what ────────────────────────────────────────────────────────────────────────


def _filling_over_time_narrowed(scope: Scope, filters: Filters) -> pd.DataFrame:
    """The agency filter does not narrow this read, the scope does."""
    frame = reads.filling_over_time(scope, filters)
    if filters.agency_code is None:
        return frame
    return frame[frame["agency_code"] == filters.agency_code].reset_index(drop=True)


FILTERED: list[Callable[[Scope, Filters], pd.DataFrame]] = [
    reads.score_bins, reads.movements, reads.agency_results, reads.target_outcomes, reads.projects,
    reads.raters_of_agency, reads.unit_sizes, reads.rated_groups, reads.rater_sizes,
    reads.predicate_counts_by_unit, _filling_over_time_narrowed,
]  # fmt: skip
NEED_AN_AGENCY = (
    reads.raters_of_agency, reads.rater_sizes, reads.unit_sizes, reads.predicate_counts_by_unit,
)  # fmt: skip
WHOLE = [reads.periods, reads.agencies]
# These give the whole city to everybody on purpose: counts to compare with and sizes to hide by.
OF_THE_CITY = [
    reads.mixes, reads.group_sizes, reads.level_sizes, reads.score_sizes,
    reads.movement_sizes, reads.filling_sizes, reads.target_sizes,
]  # fmt: skip
ADMINISTRATION: list[Callable[[Scope], pd.DataFrame]] = [
    reads.batches, reads.saved_mappings, reads.audit_events,
    lambda scope: reads.batch_issues(scope, 1), lambda scope: reads.rejected_rows(scope, 1),
]  # fmt: skip


# what an analysis found, and who is judged for promotion, are tested on stores of their own
WHERE_TESTED = {
    "data.reads.calibrations": "test_calibration.py",
    "data.reads.raters": "test_analysis.py",
    "data.reads.fairness": "test_analysis.py",
    "data.reads.candidates": "test_candidates.py",
    "data.reads.employees": "test_employees.py",
    "data.reads.shortlists": "test_shortlists.py",
    "data.reads.rules": "test_rule_sets.py",
    "data.reads.items": "test_items.py",
}


def test_no_read_is_forgotten_here() -> None:
    tested = {
        *(read.__name__ for read in [*FILTERED, *WHOLE, *OF_THE_CITY, *ADMINISTRATION]),
        "filling_over_time", "batch_issues", "rejected_rows",
        # no rows of people or agencies
        "resolve_period", "rule_set", "rule_set_on", "store_facts", "StoreFacts",
    }  # fmt: skip
    others = {name for name in set(reads.__all__) - tested if name.islower()}
    elsewhere = {name: WHERE_TESTED[getattr(reads, name).__module__] for name in others}
    text = {file: (Path(__file__).parent / file).read_text() for file in elsewhere.values()}
    assert {name for name, file in elsewhere.items() if f"reads.{name}" not in text[file]} == set()


@pytest.mark.parametrize("number", range(len(FILTERED)))
@pytest.mark.parametrize("period", ["2023", "2024", "2024-Q1", "2025-01", None])
def test_a_reader_of_one_agency_gets_nothing_of_another(number: int, period: str | None) -> None:
    read = FILTERED[number]
    everything = Scope("x", frozenset({"evaluator"}), may_see_persons=True)
    within = replace(everything, agencies=("DINKES",))
    filters = Filters(period_code=period)
    own = read(within, filters)
    if "agency_code" in own:
        assert set(own["agency_code"]) <= {"DINKES"}
    # neither more nor less than whoever sees everything and chooses the agency
    chosen = replace(filters, agency_code="DINKES")
    expected = read(everything, chosen)
    pd.testing.assert_frame_equal(read(within, chosen), expected)
    if read not in NEED_AN_AGENCY:
        pd.testing.assert_frame_equal(own, expected)
    # asking for the other agency by name does not help
    assert read(within, replace(filters, agency_code="DISDIK")).empty
    assert read(replace(within, agencies=()), filters).empty
    assert read(replace(within, agencies=()), chosen).empty


@pytest.mark.parametrize("read", WHOLE)
def test_a_reader_without_an_agency_gets_nothing(read: Callable[[Scope], pd.DataFrame]) -> None:
    assert read(replace(KESEHATAN, agencies=())).empty
    assert not read(CITY).empty


def test_no_read_gives_names_or_numbers_of_people_without_the_right() -> None:
    secret = {name_of(person) for person in range(1, 13)}
    for scope in (CITY, KESEHATAN, EVALUATOR):
        frames = [read(scope, OF_KESEHATAN) for read in [*FILTERED, *OF_THE_CITY]]
        frames += [read(scope) for read in WHOLE]
        for frame in frames:
            assert not {"nip", "name_of_person", "employee_id"} & set(frame.columns)
            texts = {str(cell) for column in frame for cell in frame[column]}
            assert not texts & secret
            assert not any(text.startswith("19800101") for text in texts)


@pytest.mark.parametrize("number", range(len(ADMINISTRATION)))
def test_the_administration_is_for_evaluators_and_administrators(number: int) -> None:
    read = ADMINISTRATION[number]
    for role in ("city_leadership", "agency_leadership", "rater", "employee", "public"):
        with pytest.raises(AccessDenied) as refused:
            read(Scope("x", frozenset({role})))
        assert refused.value.roles == ("evaluator", "administrator")
    for role in ("evaluator", "administrator"):
        assert not read(Scope("x", frozenset({role, "employee"}))).empty


def test_the_administration_reads_what_was_written() -> None:
    assert reads.batches(EVALUATOR)["batch_id"].tolist() == [2, 1]
    assert rows(reads.batch_issues(EVALUATOR, 1)[["row_number", "rule"]]) == [
        (3, "predicate_unknown"), (9, "nip_format")
    ]  # fmt: skip
    assert rows(reads.rejected_rows(NAMED, 1)) == [(9, None, '["x"]')]
    # raw text holds names: without the right to them the row is counted and nothing more
    assert rows(reads.rejected_rows(EVALUATOR, 1)) == [(9, None, None)]
    assert reads.batch_issues(EVALUATOR, 99).empty
    assert reads.saved_mappings(EVALUATOR)["name"].tolist() == ["Rekap tahunan"]
    assert reads.audit_events(EVALUATOR)["action"].tolist() == ["add_rule_sets", "seed"]
