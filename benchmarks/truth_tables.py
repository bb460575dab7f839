"""What is counted beside the planted truth of a demo city, and the tables it is written in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

RESULTS = Path(__file__).resolve().parent / "results" / "demo_truth.json"
CLEAR = ("clearly_stricter", "clearly_lenient")
POSSIBLE = ("possibly_stricter", "possibly_lenient")
GRADES = ("A", "B", "C")
TRAPS = ("strong_team", "weak_team", "ceiling")
PATTERNS = {"drift": "drift", "spread": "central", "halo": "halo", "inconsistency": None}


@dataclass(frozen=True)
class OfGrade:
    """Superiors of one link grade who have enough data."""

    grade: str
    n_raters: int
    raw_correlation: float  # with the true leniency: difference from the mean of the period
    correlation: float  # leniency of the model
    raw_rmse: float  # points, or share
    rmse: float
    cover: float  # of the 90 % intervals
    cover_unplanted: float  # where neither rater nor unit has anything planted


@dataclass(frozen=True)
class OfPattern:
    """One test over all superiors."""

    pattern: str
    n_tested: int
    n_planted: int
    n_planted_tested: int
    n_found: int
    n_false: int


@dataclass(frozen=True)
class Scored:
    """What one analysis of a city found, held against the truth."""

    response: str
    n_used: int
    smallest: float  # difference that matters
    verdicts: dict[str, dict[str, int]]  # planted kind → verdict → superiors
    n_clear: int
    n_clear_wrong: int  # their true leniency is below what matters, or on the other side
    n_clear_trap: int
    n_clear_as_points: int  # clear if shares were judged as points are …
    n_clear_as_points_wrong: int  # … by the same measure of wrong
    n_clear_as_points_trap: int
    n_flagged_unlinked: int  # clear or possible at grade C
    grades: tuple[OfGrade, ...]
    patterns: tuple[OfPattern, ...]
    women_raw: float  # difference of women to men, in the response's unit
    women_within: float  # the part inside raters
    women_adjusted: float
    n_top: int
    top_found_raw: int  # of the truly best: among as many by raw mean
    top_found: int  # among as many by adjusted score
    top_sure: int  # people with at least .8 to be in the top …
    top_sure_right: int  # … who truly are


def tables_of(worlds: dict[str, Scored]) -> str:
    """Write the tables of docs/demo_city.md."""
    return "\n\n".join((_verdict_table(worlds), _grade_table(worlds), _figure_table(worlds)))


def _verdict_table(worlds: dict[str, Scored]) -> str:
    lines = ["| planted | world | clear | possible | not distinguishable | not identified | "
             "not enough data |", "|---|---|---|---|---|---|---|"]  # fmt: skip
    kinds = sorted({kind for world in worlds.values() for kind in world.verdicts})
    for kind in sorted(kinds, key=lambda name: (name == "ordinary", name)):
        for name, world in worlds.items():
            n = world.verdicts.get(kind, {})
            cells = [_directed(n, CLEAR), _directed(n, POSSIBLE)]
            cells += [
                str(n.get(verdict, 0))
                for verdict in ("not_distinguishable", "not_identified", "not_enough_data")
            ]
            lines.append(f"| {kind.replace('_', ' ')} | {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _directed(n: dict[str, int], verdicts: tuple[str, str]) -> str:
    strict, lenient = (n.get(verdict, 0) for verdict in verdicts)
    parts = [f"{strict} stricter"] * (strict > 0) + [f"{lenient} more lenient"] * (lenient > 0)
    return ", ".join(parts) or "0"


def _grade_table(worlds: dict[str, Scored]) -> str:
    lines = ["| link grade | world | superiors | correlation raw | correlation model | error raw | "
             "error model | cover of 90 % | nothing planted |", "|---" * 9 + "|"]  # fmt: skip
    for at, grade in enumerate(GRADES):
        for name, world in worlds.items():
            g = world.grades[at]
            cells = [f"{g.n_raters}", f"{g.raw_correlation:.2f}", f"{g.correlation:.2f}"]
            digits = 2 if world.response == "score" else 3
            cells += [f"{g.raw_rmse:.{digits}f}", f"{g.rmse:.{digits}f}"]
            cells += [f"{g.cover:.2f}", f"{g.cover_unplanted:.2f}"]
            lines.append(f"| {grade} | {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _figure_table(worlds: dict[str, Scored]) -> str:
    rows: list[tuple[str, list[str]]] = [
        ("clear verdicts", [f"{w.n_clear}" for w in worlds.values()]),
        ("of them wrong (truth below what matters, or other side)",
         [f"{w.n_clear_wrong}" for w in worlds.values()]),
        ("of them fair raters of trap units", [f"{w.n_clear_trap}" for w in worlds.values()]),
        ("clear or possible at grade C", [f"{w.n_flagged_unlinked}" for w in worlds.values()]),
    ]  # fmt: skip
    for at, pattern in enumerate(PATTERNS):
        found = [world.patterns[at] for world in worlds.values()]
        rows.append(
            (
                f"{pattern}: found of planted (tested), false",
                [
                    f"{p.n_found} of {p.n_planted} ({p.n_tested}), {p.n_false}"
                    if p.n_tested
                    else "not testable"
                    for p in found
                ],
            )
        )
    rows += [
        ("women less than men: raw, inside raters",
         [f"{w.women_raw:.2f}, {w.women_within:.2f}" if w.response == "score"
          else f"{w.women_raw:.3f}, {w.women_within:.3f} share" for w in worlds.values()]),
        ("truly best 5 % found by raw means",
         [f"{w.top_found_raw} of {w.n_top}" for w in worlds.values()]),
        ("truly best 5 % found by adjusted scores",
         [f"{w.top_found} of {w.n_top}" for w in worlds.values()]),
        ("chance of the top 5 % at least .8: people, truly there",
         [f"{w.top_sure}, {w.top_sure_right}" for w in worlds.values()]),
    ]  # fmt: skip
    lines = ["| | " + " | ".join(worlds) + " |", "|---" * (1 + len(worlds)) + "|"]
    return "\n".join(lines + [f"| {head} | " + " | ".join(cells) + " |" for head, cells in rows])


def summary_of(cities: list[dict[str, Scored]]) -> str:
    """Write the table of several cities together."""
    names = list(cities[0])
    worlds = {name: [city[name] for city in cities] for name in names}

    def line(head: str, cell: Callable[[list[Scored]], str]) -> str:
        return f"| {head} | " + " | ".join(cell(worlds[name]) for name in names) + " |"

    def total(kinds: tuple[str, ...], verdicts: tuple[str, ...]) -> Callable[[list[Scored]], str]:
        def count(runs: list[Scored]) -> str:
            planted = [run.verdicts.get(kind, {}) for run in runs for kind in kinds]
            n = sum(sum(each.values()) for each in planted)
            return f"{sum(each.get(v, 0) for each in planted for v in verdicts)} of {n}"

        return count

    def wrong(runs: list[Scored]) -> str:
        n, bad = sum(run.n_clear for run in runs), sum(run.n_clear_wrong for run in runs)
        return f"{bad} of {n} ({100 * bad / max(n, 1):.0f} %)"

    def wrong_as_points(runs: list[Scored]) -> str:
        n = sum(run.n_clear_as_points for run in runs)
        return f"{sum(run.n_clear_as_points_wrong for run in runs)} of {n}"

    def no_answer(runs: list[Scored]) -> str:
        counts = pd.DataFrame([pd.DataFrame(run.verdicts).sum(axis=1) for run in runs]).sum()
        silent = counts.reindex(
            ["not_distinguishable", "not_identified", "not_enough_data"], fill_value=0
        )
        return " / ".join(f"{100 * n / counts.sum():.0f}" for n in silent)

    def cover(at: int) -> Callable[[list[Scored]], str]:
        def mean(runs: list[Scored]) -> str:
            n = np.array([run.grades[at].n_raters for run in runs])
            everybody = n @ [run.grades[at].cover for run in runs] / n.sum()
            unplanted = n @ [run.grades[at].cover_unplanted for run in runs] / n.sum()
            return f"{everybody:.2f}, {unplanted:.2f}"

        return mean

    def top(runs: list[Scored]) -> str:
        n = sum(run.n_top for run in runs)
        raw, found = sum(run.top_found_raw for run in runs), sum(run.top_found for run in runs)
        return f"{100 * raw / n:.0f}, {100 * found / n:.0f}"

    return "\n".join(
        [
            "| | " + " | ".join(names) + " |",
            "|---" * (1 + len(names)) + "|",
            line("strict, linked: clear", total(("strict",), ("clearly_stricter",))),
            line("lenient, linked: clear", total(("lenient",), ("clearly_lenient",))),
            line("clear and wrong", wrong),
            line("the same if shares were judged as points are", wrong_as_points),
            line("fair raters of trap units: clear", total(TRAPS, CLEAR)),
            line("fair raters of trap units: possible", total(TRAPS, POSSIBLE)),
            line("clear or possible at grade C", lambda runs: str(sum(
                run.n_flagged_unlinked for run in runs))),
            line("% not distinguishable / not identified / not enough data", no_answer),
            *(
                line(f"cover of 90 % at grade {grade}: all, nothing planted", cover(at))
                for at, grade in enumerate(GRADES)
            ),
            line("% of the truly best 5 % found: raw means, adjusted scores", top),
        ]
    )  # fmt: skip


def read_results() -> list[dict[str, Scored]]:
    """Return what was measured last, the default city first."""
    stored = json.loads(RESULTS.read_text(encoding="utf-8"))
    return [{name: _scored(world) for name, world in city.items()} for city in stored["cities"]]


def _scored(stored: dict[str, Any]) -> Scored:
    grades = tuple(OfGrade(**each) for each in stored["grades"])
    patterns = tuple(OfPattern(**each) for each in stored["patterns"])
    return Scored(**(stored | {"grades": grades, "patterns": patterns}))
