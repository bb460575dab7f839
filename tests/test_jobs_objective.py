"""Objective measures in a run: where they stand, what is taken out, and when they are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import demo, store
from data.store import Actor, Store
from jobs import finding
from jobs.beside import beside_ratings
from jobs.objective import level
from jobs.reading import Material, read_material
from tests.data.ten_people import seed as seed_ten

UJI = Actor("penguji", "command")


def quiet(step: str, share: float) -> None:
    """Show no progress."""


def test_a_rating_takes_one_measure_and_most_take_the_common_one() -> None:
    quarters = [f"2024-Q{q}" for q in (1, 2, 3, 4)]
    table = pd.DataFrame(
        {
            "employee_id": [1] * 4 + [2, 3, 1],
            "rater_type": ["superior"] * 6 + ["peer"],
            "year": 2024,
            "period": [*quarters, "2024-Q1", "2024-Q1", "2024-Q4"],
        }
    )
    measures = pd.DataFrame(
        [(1, "targets", 0.5), (1, "project_time", 1.0), (1, "project_quality", 0.9),
         (2, "project_time", 0.0), (2, "targets", -0.1), (3, "project_time", 1.0),
         (4, "targets", 0.3), (5, "targets", 0.3)],
        columns=["employee_id", "family", "value"],
    ).assign(year=2024)  # fmt: skip
    found = beside_ratings(table, measures)
    assert found["objective_family"].fillna("").tolist() == [
        "targets", "targets", "project_quality", "project_time", "targets", "project_time", "",
    ]  # fmt: skip
    assert found["objective"].tolist()[:6] == [0.5, 0.5, 0.9, 1.0, -0.1, 1.0]
    assert np.isnan(found["objective"].iloc[6])


def test_an_agency_of_hard_targets_is_put_on_the_level_of_its_people() -> None:
    """Two agencies of equal people; in one everybody reaches 2 less. beta is 0.5 in both."""
    rng = np.random.default_rng(4)
    n = 200
    quality = pd.Series(rng.normal(80, 3, n), index=range(n))
    agency = np.where(np.arange(n) < 100, "A", "B")
    table = pd.DataFrame(
        {"employee_id": range(n), "rater_type": "superior", "year": 2024, "period": "2024",
         "agency_code": agency}
    )  # fmt: skip
    value = 0.5 * quality.to_numpy() - 2.0 * (agency == "B")
    measures = pd.DataFrame(
        {"employee_id": range(n), "year": 2024, "family": "targets", "value": value}
    )
    found = level(measures, table, quality)
    np.testing.assert_allclose(found["value"], 0.5 * (quality - quality.mean()), atol=1e-9)


# ── a whole run ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Material]:
    opened = store.open_store(tmp_path_factory.mktemp("city") / "city.duckdb", create=True)
    demo.build(opened, UJI, seed=3, employees=400)
    yield read_material(opened)
    store.forget(opened.path)


def n_verdicts(found: finding.Found, grade: str, *names: str) -> int:
    raters = found.tables.raters
    raters = raters[(raters["rater_type"] == "superior") & (raters["link_grade"] == grade)]
    return int(raters["verdict"].isin(names).sum())


@pytest.mark.long
def test_an_honest_measure_tells_raters_without_links(material: Material) -> None:
    found = finding.find(material, 3, quiet)
    alone = finding.find(replace(material, measures=material.measures.iloc[:0]), 3, quiet)
    assert found.facts["settings"]["objective"] == "used"
    assert alone.facts["settings"]["objective"] == "none"
    codes = {each["code"] for each in found.facts["notes"]}
    assert {"objective_honest", "objective_by_superior"} <= codes
    assert not [each for each in alone.facts["notes"] if "objective" in str(each["code"])]
    assert n_verdicts(alone, "C", "not_identified") > n_verdicts(found, "C", "not_identified")
    assert n_verdicts(alone, "C", "not_distinguishable") == 0


@pytest.mark.long
def test_what_repeats_the_raters_leniency_is_not_used_and_changes_nothing(
    material: Material,
) -> None:
    """Everybody's result is the mean of the ratings received: leniency and all."""
    received = (
        material.appraisals[material.appraisals["kind"] == "quarter"]
        .groupby(["employee_id", "year"], as_index=False)["score"]
        .mean()
        .rename(columns={"score": "value"})
        .assign(family="verified", n=1, n_by_superior=0)
    )
    found = finding.find(replace(material, measures=received), 3, quiet)
    alone = finding.find(replace(material, measures=received.iloc[:0]), 3, quiet)
    assert found.facts["settings"]["objective"] == "repeats_leniency"
    assert "objective_repeats" in {each["code"] for each in found.facts["notes"]}
    pd.testing.assert_frame_equal(found.tables.raters, alone.tables.raters)


def test_a_measure_that_cannot_be_tested_is_not_used(material: Material) -> None:
    """One year: nobody has two raters, so nothing tells whether it repeats their leniency."""
    rows = material.appraisals
    of_year = rows[(rows["period_code"] == "2025") & (rows["rater_role"] == "superior")]
    found = finding.find(replace(material, appraisals=of_year.reset_index(drop=True)), 3, quiet)
    assert found.facts["settings"]["objective"] == "untested"
    raters = found.tables.raters
    assert set(raters.loc[raters["link_grade"] == "C", "verdict"]) <= {
        "not_identified",
        "not_enough_data",
    }


# ── the query ────────────────────────────────────────────────────────────────────────────────


def test_places_among_the_same_indicator_by_hand(tmp_path: Path) -> None:
    """Ten people with one indicator realise 1 to 10 of 10, two of them alike; one was checked by
    the head of the school, one by nobody. A time is better when smaller."""
    opened = seed_ten(Store(tmp_path / "ten.duckdb"))
    with opened.write(UJI) as writer:
        writer._cursor.execute("delete from performance_target")
        writer._cursor.execute("delete from project_member")
        for person in range(1, 11):
            for indicator, direction, value, checked in (
                ("Jumlah", "at_least", max(person, 2), "pemeriksa data"),
                ("Hari", "at_most", person, "pemeriksa data"),
                ("Kelas", "at_least", person, "Kepala sekolah"),
                ("Sendiri", "at_least", person, None),
            ):
                writer._cursor.execute(
                    "insert into performance_target (target_id, employee_id, period_code,"
                    " agency_code, work_result_plan, indicator, target_value, target_direction,"
                    " realised_value, verified_by) values (?, ?, '2024', 'DINKES', 'x', ?, 10, ?,"
                    " ?, ?)",
                    [person, person, indicator, direction, float(value), checked],
                )
        writer.audit("import", "batch")
    found = opened.frame("objective_measures")
    opened.close()
    assert found["n"].tolist() == [2] * 10
    assert found["n_by_superior"].tolist() == [1] * 10
    ranks = np.array([1.5, 1.5, *range(3, 11)])
    jumlah, hari = (ranks - 0.5) / 10, (np.arange(10, 0, -1) - 0.5) / 10
    logit = [np.log(p / (1 - p)) for p in (jumlah, hari)]
    np.testing.assert_allclose(found["value"], (logit[0] + logit[1]) / 2, atol=1e-12)
