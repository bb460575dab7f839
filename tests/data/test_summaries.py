"""Which appraisal counts, and summaries that always equal a slow count of the results."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from data import summaries
from data.store import Store
from data.vocabulary import GRADE_GROUPS, LEVELS, POSITION_CLASSES, PREDICATES, RATER_ROLES
from tests.data.importing.stores import select
from tests.data.ten_people import TEST_ACTOR, insert, rows_of, seed, tables

SUMMARIES = (
    "predicate_summary", "mix_summary", "score_summary", "movement_summary", "filling_summary",
    "headcount_summary",
)  # fmt: skip


def summary_rows(opened: Store) -> dict[str, Counter[tuple[object, ...]]]:
    return {name: Counter(select(opened, f"from {name}")) for name in SUMMARIES}


def counting(opened: Store) -> set[object]:
    return {number for (number,) in select(opened, "select appraisal_id from result")}


# ── ten people ───────────────────────────────────────────────────────────────────────────────


def test_the_last_of_the_superior_or_acting_superior_counts(ten_people: Store) -> None:
    # not: the earlier one of 2, the peer of 3, the first of 5, the self-rating of 8, the earlier
    # one of 9
    assert counting(ten_people) == set(range(1, 24)) - {2, 5, 7, 12, 13}


def test_each_person_has_at_most_one_result_a_period(ten_people: Store) -> None:
    assert select(
        ten_people,
        "select employee_id from result group by employee_id, period_code having count(*) > 1",
    ) == []  # fmt: skip


def test_a_date_counts_more_than_none(ten_people: Store) -> None:
    with ten_people.write(TEST_ACTOR) as writer:
        writer._cursor.execute(
            "update appraisal set set_on = date '2020-01-01' where appraisal_id = 7"
        )
        summaries.refresh(writer, ["2024"])
        writer.audit("change", "appraisal")
    assert 7 in counting(ten_people)
    assert 8 not in counting(ten_people)


def test_heads_are_counted_on_the_last_day(ten_people: Store) -> None:
    found = select(
        ten_people,
        "select period_code, agency_code, sum(n_employees)::int from headcount_summary "
        "where period_code in ('2024', '2024-Q1') group by all order by all",
    )
    # In Q1 person 12 was still there and person 11 not yet.
    assert found == [
        ("2024", "DINKES", 6), ("2024", "DISDIK", 5),
        ("2024-Q1", "DINKES", 6), ("2024-Q1", "DISDIK", 5),
    ]  # fmt: skip


def test_a_grade_group_follows_from_the_contract_or_the_grade(ten_people: Store) -> None:
    found = select(
        ten_people,
        "select grade_group, sum(n_employees)::int from headcount_summary "
        "where period_code = '2024' group by all order by all",
    )
    # 11 (III/a) stands beside 2, 3, 8 and 9
    assert found == [("II", 1), ("III", 5), ("IV", 2), ("PPPK", 2), (None, 1)]


def test_the_top_of_the_scale_has_a_bin_of_its_own(ten_people: Store) -> None:
    assert select(
        ten_people,
        "select score_bin, n, sum_score, sum_squares from score_summary "
        "where period_code = '2024' and agency_code = 'DISDIK' and score_bin > 90",
    ) == [(100, 1, 100.0, 10_000.0)]  # fmt: skip


def test_nothing_is_left_when_the_appraisals_are_gone(ten_people: Store) -> None:
    with ten_people.write(TEST_ACTOR) as writer:
        writer._cursor.execute("delete from appraisal")
        writer._cursor.execute("delete from assignment")
        summaries.refresh(writer, ["2023", "2024", "2024-Q1", "2025-01"])
        writer.audit("remove", "appraisal")
    assert summary_rows(ten_people) == {name: Counter() for name in SUMMARIES}


def test_periods_are_added_once_with_their_days(empty_store: Store) -> None:
    with empty_store.write(TEST_ACTOR) as writer:
        summaries.ensure_periods(writer, ["2024-Q1", "2024", "2024", "2024-02"])
        summaries.ensure_periods(writer, ["2024"])
        writer.audit("add", "period")
    assert select(
        empty_store,
        "select period_code, kind, year, starts_on, ends_on, due_on from period order by 1",
    ) == [
        ("2024", "year", 2024, date(2024, 1, 1), date(2024, 12, 31), None),
        ("2024-02", "month", 2024, date(2024, 2, 1), date(2024, 2, 29), None),
        ("2024-Q1", "quarter", 2024, date(2024, 1, 1), date(2024, 3, 31), None),
    ]  # fmt: skip


# ── random appraisals against a slow count ───────────────────────────────────────────────────


def random_appraisals(rng: np.random.Generator, n: int = 600) -> list[dict[str, object]]:
    """Return appraisals with unknowns, ties, several roles and few people, so that all collide."""

    def one_of(*values: object) -> object:
        return values[rng.integers(len(values))]

    def maybe(value: object) -> object:
        return None if rng.random() < 0.1 else value

    return [
        {
            "appraisal_id": number,
            "employee_id": int(rng.integers(1, 60)),
            "rater_id": maybe(int(rng.integers(1, 60))),
            "rater_role": one_of("superior", "superior", "acting", *RATER_ROLES),
            "period_code": one_of("2023", "2024", "2024-Q1", "2022"),
            "agency_code": maybe(one_of("DINKES", "DISDIK", "DISHUB")),
            "unit_id": maybe(one_of(1, 2, 3)),
            "position_class": maybe(one_of(*POSITION_CLASSES)),
            "grade_group": maybe(one_of(*GRADE_GROUPS)),
            "employment_type": maybe(one_of("pns", "pppk")),
            "work_result": maybe(one_of(*LEVELS)),
            "behaviour": maybe(one_of(*LEVELS)),
            "predicate": maybe(one_of(*PREDICATES)),
            "score": maybe(float(rng.integers(0, 401)) / 4),
            "score_scale": maybe(one_of(100, 120)),
            "set_on": maybe(date(2025, 1, 15) + timedelta(days=int(rng.integers(0, 30)))),
            "feedback_text": maybe(one_of("Baik", " baik ", "Lanjut\n", "lanjut", "Unik", "")),
        }
        for number in rng.permutation(np.arange(1, n + 1)).tolist()
    ]


def results_of(appraisals: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return the appraisals that count, one person and period after the other."""
    best: dict[tuple[object, object], dict[str, object]] = {}
    for row in appraisals:
        if row["rater_role"] not in {"superior", "acting"}:
            continue
        key = (row["employee_id"], row["period_code"])
        if key not in best or _later(row) > _later(best[key]):
            best[key] = row
    return list(best.values())


def _later(row: dict[str, object]) -> tuple[object, object]:
    return (row["set_on"] or date.min, row["appraisal_id"])


def counted(rows: list[dict[str, object]], *names: str) -> Counter[tuple[object, ...]]:
    return Counter(tuple(row[name] for name in names) for row in rows)


GROUP = ("period_code", "agency_code", "position_class", "grade_group")


@pytest.fixture(scope="module", params=[1, 2, 3])
def chance(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """Yield random appraisals and a store that holds them."""
    rows = random_appraisals(np.random.default_rng(request.param))
    opened = Store(tmp_path_factory.mktemp("chance") / "chance.duckdb")
    seed(opened, {**_masters(), "appraisal": rows_of(rows)})
    yield rows, opened
    opened.close()


def _masters() -> dict[str, object]:
    return {name: rows for name, rows in tables().items() if name in {"agency", "unit"}}


def test_the_results_are_those_of_a_slow_search(chance) -> None:
    rows, opened = chance
    assert counting(opened) == {row["appraisal_id"] for row in results_of(rows)}


def test_predicates_equal_a_slow_count(chance) -> None:
    rows, opened = chance
    names = (*GROUP, "employment_type", "work_result", "behaviour", "predicate")
    found = select(opened, f"select {', '.join(names)}, n from predicate_summary")  # noqa: S608
    assert Counter({row[:-1]: row[-1] for row in found}) == counted(results_of(rows), *names)


def test_predicates_side_by_side_equal_a_slow_count(chance) -> None:
    rows, opened = chance
    names = (*GROUP, "employment_type")
    expected: dict[tuple[object, ...], Counter[object]] = {}
    for row in results_of(rows):
        if row["predicate"] is not None:
            key = tuple(row[name] for name in names)
            expected.setdefault(key, Counter())[row["predicate"]] += 1
    columns = [f"n_{name}" for name in PREDICATES]
    found = select(opened, f"select {', '.join([*names, *columns])} from mix_summary")  # noqa: S608
    assert len(found) == len(expected)
    for row in found:
        counts = dict(zip(PREDICATES, row[len(names) :], strict=True))
        assert Counter(counts) == expected[row[: len(names)]] | Counter()
        assert sum(counts.values()) > 0


def test_scores_equal_a_slow_count(chance) -> None:
    rows, opened = chance
    expected: dict[tuple[object, ...], list[float]] = {}
    for row in results_of(rows):
        score, scale = row["score"], row["score_scale"]
        if score is None or scale is None:
            continue
        key = (*(row[name] for name in GROUP), scale, int(score))
        expected.setdefault(key, []).append(float(score))
    found = select(
        opened,
        f"select {', '.join(GROUP)}, score_scale, score_bin, n, sum_score, sum_squares "  # noqa: S608
        "from score_summary",
    )
    # Quarters of points add up exactly in any order.
    assert {row[:6]: row[6:] for row in found} == {
        key: (len(all_), sum(all_), sum(score**2 for score in all_))
        for key, all_ in expected.items()
    }
    assert len(found) == len(expected)


def test_movements_equal_a_slow_pairing(chance) -> None:
    rows, opened = chance
    results = {(row["employee_id"], row["period_code"]): row for row in results_of(rows)}
    expected: Counter[tuple[object, ...]] = Counter()
    for (person, period), row in results.items():
        before = results.get((person, {"2023": "2022", "2024": "2023"}.get(str(period))))
        if before and before["predicate"] and row["predicate"]:
            key = (period, before["period_code"], *(row[name] for name in GROUP[1:]))
            expected[(*key, before["predicate"], row["predicate"])] += 1
    found = select(
        opened,
        "select period_code, previous_period_code, agency_code, position_class, grade_group, "
        "previous_predicate, predicate, n from movement_summary",
    )
    assert Counter({row[:-1]: row[-1] for row in found}) == expected
    assert expected


def test_filling_equals_a_slow_count(chance) -> None:
    rows, opened = chance
    results = results_of(rows)

    def folded(row: dict[str, object]) -> str:
        return " ".join(str(row["feedback_text"] or "").lower().split())

    def place(row: dict[str, object]) -> tuple[object, ...]:
        return (row["period_code"], row["agency_code"], row["unit_id"], folded(row))

    same = Counter(place(row) for row in results)
    expected: dict[tuple[object, ...], list[int]] = {}
    for row in results:
        text = str(row["period_code"])
        due = date(int(text) + 1, 1, 31) if len(text) == 4 else None
        set_on = row["set_on"] if due else None
        facts = [
            True,
            set_on is not None,
            set_on is not None and set_on > due,
            set_on is not None and due - timedelta(days=7) <= set_on <= due,
            folded(row) != "",
            folded(row) != "" and same[place(row)] >= 3,
            row["rater_id"] is None,
        ]
        sums = expected.setdefault(tuple(row[name] for name in GROUP), [0] * len(facts))
        for number, fact in enumerate(facts):
            sums[number] += fact
    found = select(
        opened,
        f"select {', '.join(GROUP)}, n, n_dated, n_late, n_last_week, n_feedback, n_copied, "  # noqa: S608
        "n_without_rater from filling_summary",
    )
    assert {row[:4]: list(row[4:]) for row in found} == expected
    assert sum(row[9] for row in found) > 0


def test_stale_summaries_are_filled_anew_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "stale.duckdb"
    opened = seed(Store(path))
    expected = summary_rows(opened)
    with opened.write(TEST_ACTOR) as writer:  # as an earlier version left them, and its migration
        for statement in (
            "update score_summary set score_bin = 99 where score_bin = 100",
            "delete from mix_summary",
            "insert into store_info values ('summaries', 'stale')",
        ):
            writer._cursor.execute(statement)
        writer.audit("change", "store")
    assert summary_rows(opened) != expected
    opened.close()
    opened = Store(path)
    try:
        assert summary_rows(opened) == expected
        assert opened.info("summaries") == "fresh"
        version = opened.data_version
    finally:
        opened.close()
    opened = Store(path)  # once is enough
    try:
        assert opened.data_version == version.rsplit(":", 1)[0] + ":0"
    finally:
        opened.close()


@pytest.mark.parametrize("number", range(4))
def test_refreshing_the_periods_of_a_change_is_enough(tmp_path: Path, number: int) -> None:
    rng = np.random.default_rng(100 + number)
    rows = random_appraisals(rng, 300)
    first, then = rows[:150], rows[150:]
    changed = ["2023"] if number % 2 else ["2024", "2024-Q1"]
    opened = Store(tmp_path / "parts.duckdb")
    try:
        seed(opened, {**_masters(), "appraisal": rows_of(first)})
        with opened.write(TEST_ACTOR) as writer:
            added = [row for row in then if row["period_code"] in changed]
            insert(writer, "appraisal", rows_of(added))
            writer._cursor.execute(
                "delete from appraisal where appraisal_id % 7 = 0 "
                "and list_contains($periods, period_code)",
                {"periods": changed},
            )
            summaries.refresh(writer, changed)
            writer.audit("change", "appraisal")
        in_part = summary_rows(opened), counting(opened)
        with opened.write(TEST_ACTOR) as writer:
            summaries.refresh(writer, None)
            writer.audit("refresh", "summaries")
        assert in_part == (summary_rows(opened), counting(opened))
    finally:
        opened.close()


def test_summaries_lie_clustered_by_period(chance) -> None:
    _rows, opened = chance
    for name in SUMMARIES:
        periods = [code for (code,) in select(opened, f"select period_code from {name}")]  # noqa: S608
        assert periods == sorted(periods), name
