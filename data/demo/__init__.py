"""The synthetic city: the organisation of Binjai, invented people, and effects planted on purpose.

Same seed, same city. What was planted is returned by `truth` and never stored: an analysis has to
find it. docs/demo_city.md says what is real, what is invented and what is planted.

    offices, posts → seats → persons → movements → people    who sits where, quarter by quarter
    plan → further_raters, ratings, judging, forms            what is true, and what was given
    results, indicators, targets, projects                    what was achieved
    careers                                                   sanctions, assessments, credit
    city, tables, truths                                      all of it; the store's rows; the truth
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data import summaries
from data.demo.city import City, invent
from data.demo.tables import tables_of
from data.demo.truths import truth_of
from data.errors import StoreNotEmpty
from data.store import Actor, Store

__all__ = ["SEED", "City", "DemoReport", "build", "invent", "truth"]

SEED = 1275  # the region code of the city

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class DemoReport:
    """What was built."""

    seed: int
    n_employees: int
    n_units: int
    n_appraisals: int


def build(
    store: Store,
    actor: Actor,
    *,
    seed: int = SEED,
    employees: int | None = None,
    progress: Progress | None = None,
) -> DemoReport:
    """Build the city in an empty store.

    Raises
    ------
    StoreNotEmpty
        If the store holds agencies or appraisals already.
    """
    tell = progress or (lambda step, share: None)
    if store.value("demo/n_agencies"):
        raise StoreNotEmpty(Path(store.path), "The demo city")
    tell("people and ratings", 0.0)
    city = invent(seed, employees)
    tell("tables", 0.3)
    with store.write(actor) as writer:
        for name, frame in tables_of(city).items():
            with writer.table("made", frame):
                writer.run(f"demo/insert_{name}")
        tell("summaries", 0.8)
        summaries.refresh(writer, None)
        writer.run("set_store_info", {"key": "demo", "value": "yes"})
        writer.run("set_store_info", {"key": "seed", "value": str(seed)})
        report = DemoReport(
            seed,
            len(city.people.unit),
            len(city.people.seats.units),
            len(city.given.person),
        )
        writer.audit("build_demo", "store", after=vars(report))
    tell("done", 1.0)
    return report


def truth(seed: int = SEED, employees: int | None = None) -> dict[str, object]:
    """Return what was planted, by codes that the store knows too (agency, unit, employee)."""
    return {**truth_of(invent(seed, employees)), "seed": seed}
