"""Which post a rater is shown with, when there are several over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from data import reads
from data.scope import Filters
from data.store import Store
from tests.data.ten_people import EVALUATOR, TEST_ACTOR, insert, rows_of

OF_KESEHATAN = Filters(year=2024, period_code="2024", agency_code="DINKES")
RATER = 1
PUSKESMAS, SEKRETARIAT, SCHOOL = 1, 2, 3  # units; the own appraisal of 2024 says Sekretariat
NAMES = {PUSKESMAS: "Puskesmas Contoh", SEKRETARIAT: "Sekretariat", SCHOOL: "SD Contoh"}


@dataclass(frozen=True)
class Post:
    """A post of the rater; titles 1 and 2 are Kepala Bidang and Pelaksana."""

    unit: int
    title: int
    kind: str
    begins: date | None
    ends: date | None


def definitive(unit: int, begins: date | None, ends: date | None = None) -> Post:
    return Post(unit, 2, "definitive", begins, ends)


def acting(unit: int, begins: date | None, ends: date | None = None) -> Post:
    return Post(unit, 1, "acting", begins, ends)


def shown(opened: Store, monkeypatch: pytest.MonkeyPatch, *posts: Post) -> tuple[str, str]:
    """Return title and unit of the rater, who has these posts alone."""
    with opened.write(TEST_ACTOR) as writer:
        writer._cursor.execute("delete from assignment where employee_id = ?", [RATER])
        if posts:
            content = [
                {
                    "employee_id": RATER, "agency_code": "DINKES", "unit_id": post.unit,
                    "position_id": post.title, "assignment_kind": post.kind,
                    "effective_from": post.begins, "effective_to": post.ends,
                }
                for post in posts
            ]  # fmt: skip
            insert(writer, "assignment", rows_of(content))
        writer.audit("posts", "assignment")
    monkeypatch.setenv("TIMBANG_DB", str(opened.path))
    found = reads.raters_of_agency(EVALUATOR, OF_KESEHATAN)
    row = found[found["rater_id"] == RATER].iloc[0]
    return str(row["rater_position"]), str(row["unit_name"])


LONG_AGO = date(2020, 1, 2)
YEAR_END = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("posts", "title", "unit"),
    [
        pytest.param(
            [definitive(PUSKESMAS, LONG_AGO), acting(SCHOOL, date(2024, 11, 1))],
            "Pelaksana", PUSKESMAS, id="a later acting post does not hide the definitive one",
        ),
        pytest.param(
            [definitive(PUSKESMAS, LONG_AGO, YEAR_END), definitive(SCHOOL, date(2025, 1, 1))],
            "Pelaksana", PUSKESMAS, id="valid on the last day of the period, left the day after",
        ),
        pytest.param(
            [
                definitive(PUSKESMAS, LONG_AGO, date(2024, 12, 30)),
                definitive(SCHOOL, YEAR_END),
            ],
            "Pelaksana", SCHOOL, id="begun on the last day",
        ),
        pytest.param(
            [
                definitive(PUSKESMAS, LONG_AGO),
                definitive(SCHOOL, date(2024, 2, 1), date(2024, 8, 1)),
            ],
            "Pelaksana", PUSKESMAS, id="a post that ended inside the period does not count",
        ),
        pytest.param(
            [definitive(SCHOOL, LONG_AGO, date(2024, 6, 30)), acting(PUSKESMAS, date(2024, 7, 1))],
            "Kepala Bidang", PUSKESMAS, id="the acting one where there is no definitive one",
        ),
        pytest.param(
            [definitive(SCHOOL, None), acting(PUSKESMAS, None)],
            "Pelaksana", SCHOOL, id="without dates",
        ),
        pytest.param(
            [definitive(SCHOOL, LONG_AGO, date(2024, 6, 30))],
            "Kepala Bidang", SEKRETARIAT, id="the post of the own appraisal where none is valid",
        ),
        pytest.param([], "Kepala Bidang", SEKRETARIAT, id="without a people master"),
    ],
)  # fmt: skip
def test_a_rater_is_shown_with_the_post_held_at_the_end_of_the_period(
    ten_people: Store,
    monkeypatch: pytest.MonkeyPatch,
    posts: list[Post],
    title: str,
    unit: int,
) -> None:
    assert shown(ten_people, monkeypatch, *posts) == (title, NAMES[unit])
