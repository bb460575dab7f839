"""What each kind of file writes, once its agencies and people are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.store import Writer, now

# The statement that lists who stands in a file of the kind.
PEOPLE_OF = {
    "appraisals": "importing/commit/people_of_appraisals",
    "people": "importing/commit/people_of_people",
    "targets": "importing/commit/people_named",
    "projects": "importing/commit/people_named",
    "sanctions": "importing/commit/people_named",
    "assessments": "importing/commit/people_named",
    "credit": "importing/commit/people_named",
}


def _appraisals(writer: Writer, batch_id: int, periods: Sequence[str]) -> None:
    writer.run("importing/commit/add_units", {"batch_id": batch_id})
    writer.run("importing/commit/add_positions", {"batch_id": batch_id})
    stored = writer.arrow("importing/stage/stored_keys", {"periods": list(periods)})
    with writer.table("stored_keys", stored):
        writer.run("importing/stage/replacements")
    writer.run("importing/commit/leaving_replaced")
    ended = {"ended_by": batch_id, "ended_how": "replaced", "ended_at": now()}
    writer.run("importing/commit/to_history", ended)
    writer.run("importing/commit/place_appraisals")
    writer.run("importing/commit/add_appraisals", {"batch_id": batch_id})


def _agency_results(writer: Writer, batch_id: int, periods: Sequence[str]) -> None:
    writer.run("importing/commit/write_agency_results", {"batch_id": batch_id})


def _targets(writer: Writer, batch_id: int, periods: Sequence[str]) -> None:
    writer.run("importing/commit/add_units", {"batch_id": batch_id})
    writer.run("importing/commit/write_targets", {"batch_id": batch_id})


def _projects(writer: Writer, batch_id: int, periods: Sequence[str]) -> None:
    writer.run("importing/commit/write_projects", {"batch_id": batch_id})


def _people(writer: Writer, batch_id: int, periods: Sequence[str]) -> None:
    writer.run("importing/commit/add_units", {"batch_id": batch_id})
    writer.run("importing/commit/add_positions", {"batch_id": batch_id})
    writer.run("importing/commit/write_assignments", {"batch_id": batch_id})


def _sanctions(writer: Writer, batch_id: int, periods: Sequence[str]) -> None:
    writer.run("importing/commit/write_sanctions", {"batch_id": batch_id})


def _assessments(writer: Writer, batch_id: int, periods: Sequence[str]) -> None:
    writer.run("importing/commit/write_assessments", {"batch_id": batch_id})


def _credit(writer: Writer, batch_id: int, periods: Sequence[str]) -> None:
    writer.run("importing/commit/write_credit", {"batch_id": batch_id})


WRITERS: dict[str, Callable[[Writer, int, Sequence[str]], None]] = {
    "appraisals": _appraisals,
    "people": _people,
    "agency_results": _agency_results,
    "targets": _targets,
    "projects": _projects,
    "sanctions": _sanctions,
    "assessments": _assessments,
    "credit": _credit,
}
