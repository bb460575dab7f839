"""The analysis run on a small city: what it stores, that it repeats, and that it fails well."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import jobs
from analytics.age_bands import age_bands
from data import analysis, demo, reads, store
from data.scope import Filters, Scope
from data.store import Actor, Store
from jobs import finding, reading, running
from jobs.reading import Material, prepare_ratings, read_material
from tests.data import found
from tests.data.importing.stores import select
from tests.data.ten_people import seed as seed_ten

UJI = Actor("penguji", "command")
EVALUATOR = Scope("evaluator", frozenset({"evaluator"}), may_see_persons=True)
SEED = 3


def quiet(step: str, share: float) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = store.open_store(tmp_path_factory.mktemp("city") / "city.duckdb", create=True)
    demo.build(opened, UJI, seed=SEED, employees=300)
    yield opened
    store.forget(opened.path)


@pytest.fixture(scope="module")
def analysed(city: Store) -> SimpleNamespace:
    """The city with a run of its own: the store, what it read, its report, its progress."""
    steps: list[tuple[str, float]] = []
    material = read_material(city)
    report = jobs.run_analysis(city, UJI, progress=lambda *step: steps.append(step))
    return SimpleNamespace(store=city, material=material, report=report, steps=steps)


@pytest.fixture
def ten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Ten people with a stored run, free to be changed, as the store that reads ask."""
    opened = seed_ten(Store(tmp_path / "ten.duckdb"))
    analysis.store_run(opened, UJI, analysis.read_state(opened), found.facts(), found.tables())
    monkeypatch.setattr(store, "current", lambda: opened)
    yield opened
    opened.close()


def of_results(material: Material) -> finding.Found:
    return finding.find(material, SEED, quiet)


# ── a whole run ──────────────────────────────────────────────────────────────────────────────


def test_a_run_becomes_the_current_one(
    analysed: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "current", lambda: analysed.store)
    run = reads.current_run(EVALUATOR)
    assert run is not None
    assert run.run_id == analysed.report.run_id
    assert run.seed == SEED  # the store's own
    assert (run.response, run.response_unit, run.period_kind) == ("score", "points", "quarter")
    assert run.n_used == analysed.report.n_used < run.n_appraisals
    assert not run.is_outdated
    assert [share for _, share in analysed.steps] == sorted(share for _, share in analysed.steps)
    assert analysed.steps[-1] == ("done", 1.0)


def test_superiors_are_counted_as_in_the_tables(analysed: SimpleNamespace) -> None:
    """Counts and raw differences of superiors by plain SQL over the same quarters."""
    expected = select(
        analysed.store,
        """
        with used as (
            select employee_id, rater_id, rater_role, score,
                case when contains(period_code, 'Q') then period_code
                    else period_code || '-Q4' end as quarter
            from appraisal
            where rater_id is not null and score is not null
                and (contains(period_code, 'Q') or rater_role not in ('superior', 'acting'))
        ),
        apart as (
            select used.*, score - avg(score) over (partition by quarter) as difference from used
        )
        select rater_id, count(*), count(distinct employee_id), avg(difference)
        from apart where rater_role in ('superior', 'acting')
        group by rater_id order by rater_id
        """,
    )
    stored = select(
        analysed.store,
        "select rater_id, n_ratings, n_employees, raw_difference from rater_result"
        " where rater_type = 'superior' order by rater_id",
    )
    assert [row[:3] for row in stored] == [row[:3] for row in expected]
    assert [row[3] for row in stored] == pytest.approx([row[3] for row in expected], abs=1e-9)


def test_linking_people_are_counted_as_in_the_tables(analysed: SimpleNamespace) -> None:
    frame = prepare_ratings(analysed.material.appraisals).table
    frame = frame.assign(element=frame["rater_type"] + frame["rater_id"].astype(str))
    others = frame.groupby("employee_id")["element"].nunique()
    is_linking = frame["employee_id"].map(others) > 1
    expected = frame[is_linking].groupby("element")["employee_id"].nunique()
    stored = select(analysed.store, "select rater_type || rater_id, n_linking from rater_result")
    assert dict(stored) == {key: int(expected.get(key, 0)) for key, _ in stored}


def test_every_rater_has_one_verdict_and_grade_c_none_that_differs(
    analysed: SimpleNamespace,
) -> None:
    rows = select(analysed.store, "select verdict, link_grade, n_employees from rater_result")
    assert len(rows) == analysed.report.n_raters
    assert {verdict for verdict, _, n in rows if n < 3} == {"not_enough_data"}
    # what others measured tells some raters without links; ratings alone never do
    measures = analysed.material.measures.iloc[:0]
    alone = of_results(replace(analysed.material, measures=measures)).tables.raters
    assert set(alone.loc[alone["link_grade"] == "C", "verdict"]) <= {
        "not_identified", "not_enough_data"
    }  # fmt: skip


def test_years_add_up_to_all_ratings(analysed: SimpleNamespace) -> None:
    rows = select(
        analysed.store,
        """
        select rater_result.n_ratings, sum(rater_year.n_ratings), rater_result.mean_rating,
            sum(rater_year.mean_rating * rater_year.n_ratings) / sum(rater_year.n_ratings)
        from rater_result join rater_year using (rater_id, rater_type)
        group by rater_id, rater_type, rater_result.n_ratings, rater_result.mean_rating
        """,
    )
    assert [row[0] for row in rows] == [row[1] for row in rows]
    assert [row[2] for row in rows] == pytest.approx([row[3] for row in rows])


def test_bins_hold_all_ratings(analysed: SimpleNamespace) -> None:
    assert select(analysed.store, "select sum(n) from rater_bin") == [(analysed.report.n_used,)]


def test_links_are_there_in_both_directions(analysed: SimpleNamespace) -> None:
    pairs = set(
        select(
            analysed.store,
            "select rater_id, rater_type, other_id, other_type, n_employees from rater_link",
        )
    )
    assert pairs
    assert {(c, d, a, b, n) for a, b, c, d, n in pairs} == pairs


def test_people_are_ranked_with_draws_of_their_own(analysed: SimpleNamespace) -> None:
    rows = select(
        analysed.store,
        """
        select adjusted, list_avg(draws), len(draws), adjusted_sd, rank_lower, rank_upper
        from employee_result join employee_draw using (employee_id)
        """,
    )
    assert len(rows) == analysed.report.n_employees
    for adjusted, mean, n, sd, lower, upper in rows:
        assert n == 200
        assert abs(adjusted - mean) < 6 * sd / np.sqrt(n)
        assert 1 <= lower <= upper <= analysed.report.n_employees
    assert select(analysed.store, "select sum(top_probability) from employee_result")[0][
        0
    ] == pytest.approx(15)  # 5 % of 300


def test_a_raw_gap_is_split_exactly(analysed: SimpleNamespace) -> None:
    rows = select(
        analysed.store,
        "select difference, split_raters + split_within + split_remainder,"
        " group_mean - reference_mean from group_gap where outcome = 'raw' and not is_hidden",
    )
    assert len(rows) > 5
    assert [row[0] for row in rows] == pytest.approx([row[1] for row in rows], abs=1e-9)
    assert [row[0] for row in rows] == pytest.approx([row[2] for row in rows], abs=1e-9)


def test_small_groups_are_hidden(analysed: SimpleNamespace) -> None:
    rows = select(
        analysed.store,
        "select difference, group_mean from group_gap where is_hidden",
    )
    assert rows
    assert set(rows) == {(None, None)}


def test_protected_attributes_never_enter_the_model(analysed: SimpleNamespace) -> None:
    terms = {term for (term,) in select(analysed.store, "select term from run_fixed")}
    assert any(term.startswith("grade_group=") for term in terms)
    assert not [t for t in terms if any(w in t for w in ("sex", "age", "birth", "employment"))]


# ── the same again ───────────────────────────────────────────────────────────────────────────


@pytest.mark.long
def test_the_order_of_rows_changes_nothing(analysed: SimpleNamespace) -> None:
    """All figures agree to rounding; draws too, since they come from the seed."""
    material = analysed.material
    shuffled = material.appraisals.sample(frac=1, random_state=8).reset_index(drop=True)
    once = of_results(material)
    again = of_results(replace(material, appraisals=shuffled))
    for name in ("raters", "years", "bins", "employees", "gaps", "components", "patterns"):
        pd.testing.assert_frame_equal(
            getattr(once.tables, name), getattr(again.tables, name), rtol=1e-7, atol=1e-9
        )
    assert once.tables.draws is not None
    assert again.tables.draws is not None
    np.testing.assert_allclose(once.tables.draws, again.tables.draws, rtol=1e-6)
    stored = select(analysed.store, "select rater_id, leniency from rater_result order by all")
    fresh = once.tables.raters[["rater_id", "leniency"]].sort_values(["rater_id", "leniency"])
    assert [row[1] for row in stored] == fresh["leniency"].tolist()  # same data, same seed


# ── poorer data ──────────────────────────────────────────────────────────────────────────────


def poorer(material: Material, *, year: str, without: tuple[str, ...]) -> Material:
    """One annual recap of superiors, without some columns."""
    kept = material.appraisals
    kept = kept[(kept["period_code"] == year) & kept["rater_role"].isin(["superior", "acting"])]
    blank = {name: None if name in ("work_result", "behaviour") else np.nan for name in without}
    return replace(material, appraisals=kept.assign(**blank).reset_index(drop=True))


ITEMS = tuple(reading.CORE_VALUES)


def test_a_single_recap_names_nobody(analysed: SimpleNamespace) -> None:
    """One year of levels: nobody has two raters, so leniency and team cannot be told apart."""
    material = poorer(analysed.material, year="2025", without=("score", *ITEMS))
    result = of_results(material)
    raters = result.tables.raters
    assert (result.facts["response"], result.facts["period_kind"]) == ("items", "year")
    assert set(raters["link_grade"]) == {"C"}
    assert set(raters["verdict"]) <= {"not_identified", "not_enough_data"}
    assert "no_moves" in result.facts["not_separable"]
    # and the picture is there all the same
    assert raters["identical_share"].notna().any()
    assert (raters["n_comparable"] > 0).all()
    assert np.isfinite(raters[["raw_difference", "mean_rating", "leniency_lower"]]).all().all()


def test_what_a_single_recap_cannot_tell_is_unknown_and_not_zero(
    analysed: SimpleNamespace,
) -> None:
    """One rating each: person and chance share one variance, so nobody knows how it repeats."""
    result = of_results(poorer(analysed.material, year="2025", without=("score", *ITEMS)))
    assert "one_rating_per_employee" in result.facts["not_separable"]
    measures = result.tables.reliability.set_index("measure")
    names = [name for name in measures.index if name.startswith(("share:", "needed:"))]
    assert len(names) > 4
    unknown = measures.loc[[*names, "single_rating"]]
    assert unknown["estimate"].isna().all()
    assert unknown["reason"].str.contains("rated by two raters|one rating").all()
    assert result.tables.designs.empty


def test_full_data_split_a_rating_into_shares_that_add_up(analysed: SimpleNamespace) -> None:
    result = of_results(analysed.material)
    shares = result.tables.reliability.set_index("measure")["estimate"]
    assert shares[shares.index.str.startswith("share:")].sum() == pytest.approx(1)
    assert 0 < shares["single_rating"] < 1
    assert not result.tables.designs.empty


def test_predicates_alone_are_shares_of_very_good(analysed: SimpleNamespace) -> None:
    columns = ("score", "work_result", "behaviour", *ITEMS)
    material = poorer(analysed.material, year="2025", without=columns)
    result = of_results(material)
    assert (result.facts["response"], result.facts["response_unit"]) == ("predicate", "share")
    share = (material.appraisals["predicate"] == "very_good").mean()
    mean = np.average(
        result.tables.raters["mean_rating"], weights=result.tables.raters["n_ratings"]
    )
    assert mean == pytest.approx(share)
    assert result.facts["response_entropy_bits"] < 1
    assert not result.tables.patterns["is_flagged"].fillna(False).any()


# ── failing ──────────────────────────────────────────────────────────────────────────────────


def test_an_empty_store_says_what_is_missing(tmp_path: Path) -> None:
    empty = Store(tmp_path / "empty.duckdb")
    with pytest.raises(jobs.AnalysisFailed, match="no appraisal with a rater") as caught:
        jobs.run_analysis(empty, UJI)
    assert caught.value.kind == "TooLittleData"
    assert select(empty, "select state, reference from analysis_run") == [
        ("failed", caught.value.reference)
    ]
    empty.close()


def test_an_error_nobody_foresaw_is_recorded_without_its_text(
    ten: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object, **_settings: object) -> None:
        raise ValueError("Siti Rahasia 198001012005012001")

    monkeypatch.setattr(finding, "find", break_down)
    with caplog.at_level(logging.ERROR), pytest.raises(jobs.AnalysisFailed) as caught:
        jobs.run_analysis(ten, UJI)
    failed, run = reads.failed_run(EVALUATOR), reads.current_run(EVALUATOR)
    assert failed is not None
    assert (failed.error_kind, failed.reference) == ("ValueError", caught.value.reference)
    assert run is not None
    assert run.run_id == 1  # the former stays
    assert caught.value.reference in caplog.text
    for text in (caplog.text, failed.error_text, str(caught.value)):
        assert "Rahasia" not in text
    jobs_left = running._only_one.acquire(blocking=False)
    running._only_one.release()
    assert jobs_left  # the next run may start


def test_a_second_start_is_told_who_runs(ten: Store) -> None:
    with running.reserved(Actor("bu Ani", "dashboard")):
        with pytest.raises(jobs.AnalysisRunning, match="bu Ani"):
            jobs.run_analysis(ten, UJI)
        with pytest.raises(jobs.AnalysisRunning):
            jobs.start(ten, UJI)


def test_what_changes_while_reading_is_read_again(
    ten: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import between two queries of one reading would give half of each state."""
    changes = iter([True])
    real = Store.frame

    def frame(self: Store, name: str, values: object = None) -> pd.DataFrame:
        if name == "rater_posts" and next(changes, False):
            with self.write(UJI) as writer:
                writer._cursor.execute("delete from appraisal where appraisal_id = 1")
                writer.audit("change", "appraisal")
        return real(self, name, values)  # type: ignore[arg-type]

    before = analysis.read_state(ten)
    monkeypatch.setattr(Store, "frame", frame)
    material = read_material(ten)
    assert material.state != before
    assert material.state == analysis.read_state(ten)
    assert material.state.n_appraisals == before.n_appraisals - 1
    pairs = set(material.appraisals[["employee_id", "period_code"]].itertuples(index=False))
    assert (1, "2024") not in pairs  # appraisal 1 was the only one of person 1 in 2024


# ── of some years ──


@pytest.mark.long
def test_a_run_of_later_years_reads_nothing_else_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = store.open_store(tmp_path / "city.duckdb", create=True)
    demo.build(opened, UJI, seed=SEED, employees=300)
    monkeypatch.setattr(store, "current", lambda: opened)
    whole, late = read_material(opened), read_material(opened, since=2025)
    assert set(late.appraisals["year"]) == {2025}
    expected = whole.appraisals[whole.appraisals["year"] == 2025].reset_index(drop=True)
    pd.testing.assert_frame_equal(late.appraisals, expected)
    assert set(late.measures["year"]) <= {2025}
    report = jobs.run_analysis(opened, UJI, since=2025)
    run = reads.current_run(EVALUATOR)
    assert run is not None
    assert (run.since, run.first_year, run.last_year) == (2025, 2025, 2025)
    assert run.n_used == report.n_used <= len(expected)
    with opened._connection.cursor() as cursor:
        years = "select distinct year from rater_year where run_id = ?"
        assert cursor.execute(years, [run.run_id]).fetchall() == [(2025,)]
    # what follows an import reads the same years
    assert jobs.current_since(opened) == 2025
    jobs.run_analysis(opened, UJI)
    assert jobs.current_since(opened) is None
    again = reads.current_run(EVALUATOR)
    assert again is not None
    assert again.first_year == whole.appraisals["year"].min()
    store.forget(opened.path)


def test_years_without_appraisals_end_in_a_sentence(ten: Store) -> None:
    with pytest.raises(jobs.AnalysisFailed, match="no appraisal"):
        jobs.run_analysis(ten, UJI, since=2099)
    run = reads.current_run(EVALUATOR)
    assert run is not None
    assert run.since is None


# ── in the background ────────────────────────────────────────────────────────────────────────


def test_a_change_during_a_run_is_followed_by_another(
    ten: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, go_on = threading.Event(), threading.Event()
    states: list[object] = []

    def find(material: Material, seed: int, tell: object, *, since: int | None) -> finding.Found:
        states.append(material.state)
        began.set()
        assert go_on.wait(20)
        facts = found.facts()
        named = {name: getattr(facts, name) for name in finding.ModelFacts.__annotations__}
        return finding.Found(found.tables(), named, ())  # type: ignore[arg-type]

    monkeypatch.setattr(finding, "find", find)
    thread = jobs.start(ten, UJI)
    assert began.wait(20)
    now = jobs.progress()
    assert now is not None
    assert (now.is_running, now.actor) == (True, UJI.name)
    with ten.write(UJI) as writer:  # an import writes while the run goes on
        writer._cursor.execute("delete from appraisal where appraisal_id = 1")
        writer.audit("import", "batch")
    jobs.renew(ten, Actor("bu Ani", "dashboard"))
    go_on.set()
    thread.join(30)
    done = jobs.progress()
    assert done is not None
    assert (done.is_running, done.step, done.actor) == (False, "done", "bu Ani")
    assert len(states) == 2
    run = reads.current_run(EVALUATOR)
    assert run is not None
    assert (run.run_id, run.n_appraisals) == (3, 22)
    assert not thread.is_alive()


def test_a_failure_in_the_background_is_shown(ten: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object, **_settings: object) -> None:
        raise ValueError("x")

    monkeypatch.setattr(finding, "find", break_down)
    jobs.start(ten, UJI).join(20)
    shown = jobs.progress()
    assert shown is not None
    assert (shown.step, shown.is_running) == ("failed", False)
    assert shown.reference
    assert len(reads.rater_results(EVALUATOR, Filters())) == 3  # of the former run


# ── ages ─────────────────────────────────────────────────────────────────────────────────────


def test_age_counts_from_the_birthday() -> None:
    born = pd.Series(pd.to_datetime(["1989-12-31", "1990-01-01", "1980-06-01", "1970-12-31", None]))
    on = pd.Series(pd.to_datetime(["2024-12-30"] * 5))
    assert age_bands(born, on).tolist() == [0, 0, 1, 2, -1]
    assert age_bands(born, on + pd.Timedelta(days=1)).tolist() == [1, 0, 1, 2, -1]
