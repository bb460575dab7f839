"""The analysis of a small demo city finds what was planted there, and is not caught in traps."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import demo_truth, truth_tables
from benchmarks.truth_tables import CLEAR, POSSIBLE, TRAPS, Scored

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def worlds() -> dict[str, Scored]:
    """A city of 1,200 people with 37 disconnected units, analysed with more and less."""
    return demo_truth.worlds_of(1275, 1200)


@pytest.fixture(scope="module")
def scores(worlds: dict[str, Scored]) -> Scored:
    return worlds["scores"]


def n_of(world: Scored, kind: str, *verdicts: str) -> int:
    return sum(world.verdicts[kind].get(verdict, 0) for verdict in verdicts)


def by_ratings_alone(worlds: dict[str, Scored]) -> list[Scored]:
    return [world for name, world in worlds.items() if "targets" not in name]


@pytest.mark.parametrize(("kind", "way"), [("strict", "stricter"), ("lenient", "lenient")])
def test_planted_raters_with_links_are_found(scores: Scored, kind: str, way: str) -> None:
    n = sum(scores.verdicts[kind].values())
    assert n == 5
    assert n_of(scores, kind, f"clearly_{way}", f"possibly_{way}") == n
    assert n_of(scores, kind, f"clearly_{way}") >= 3


def test_planted_raters_without_links_are_not_told_from_their_teams(
    worlds: dict[str, Scored],
) -> None:
    for world in by_ratings_alone(worlds):
        for kind in ("strict_unlinked", "lenient_unlinked"):
            assert set(world.verdicts[kind]) == {"not_identified"}


def test_verified_targets_tell_raters_without_links(worlds: dict[str, Scored]) -> None:
    scores, both = worlds["scores"], worlds["scores and targets"]
    assert both.grades[2].rmse < 0.9 * scores.grades[2].rmse
    assert both.grades[2].correlation > scores.grades[2].correlation
    assert n_of(both, "strict_unlinked", "clearly_stricter", "possibly_stricter") >= 1
    assert n_of(both, "lenient_unlinked", "clearly_lenient", "possibly_lenient") >= 1
    assert both.n_clear_wrong <= 1 + 0.08 * both.n_clear


def test_no_fair_rater_of_a_strong_or_weak_team_is_called_clearly_different(
    scores: Scored,
) -> None:
    fair = [sum(scores.verdicts[kind].values()) for kind in TRAPS]
    assert min(fair) >= 3
    assert n_of(scores, "strong_team", *CLEAR) == 0
    assert n_of(scores, "weak_team", *CLEAR) == 0
    assert scores.n_clear_trap == 0


def test_nearly_every_clear_verdict_is_true(scores: Scored) -> None:
    assert scores.n_clear >= 6
    assert scores.n_clear_wrong <= 1


def test_who_shares_nobody_is_never_flagged(worlds: dict[str, Scored]) -> None:
    for world in by_ratings_alone(worlds):
        assert world.grades[2].grade == "C"
        assert world.grades[2].n_raters > 30
        assert world.n_flagged_unlinked == 0
        assert set(world.verdicts["disconnected"]) <= {"not_identified", "not_enough_data"}


def test_habits_are_found_and_few_others_are_named(scores: Scored) -> None:
    patterns = {each.pattern: each for each in scores.patterns}
    assert patterns["spread"].n_found >= 4
    assert patterns["drift"].n_found >= 2
    assert max(each.n_false for each in patterns.values()) <= 1
    assert min(each.n_tested for each in patterns.values()) > 50


def test_the_model_is_nearer_to_the_truth_than_raw_differences(scores: Scored) -> None:
    for grade in scores.grades:
        assert grade.correlation > grade.raw_correlation
        assert grade.rmse < grade.raw_rmse
    assert 0.8 <= scores.grades[0].cover <= 0.97
    assert scores.top_found > scores.top_found_raw
    assert scores.top_sure_right >= 0.8 * scores.top_sure


def test_predicates_alone_leave_most_raters_without_a_verdict(worlds: dict[str, Scored]) -> None:
    alone = worlds["predicates alone"]
    assert (alone.response, worlds["scores"].response) == ("predicate", "score")

    def flagged(world: Scored) -> float:
        n = sum(n_of(world, kind, *CLEAR, *POSSIBLE) for kind in world.verdicts)
        return n / sum(sum(each.values()) for each in world.verdicts.values())

    assert flagged(alone) < 0.1 < flagged(worlds["scores"])
    assert n_of(alone, "strict", *CLEAR) < n_of(worlds["scores"], "strict", *CLEAR)


def test_the_published_tables_are_those_of_the_last_measurement() -> None:
    cities = truth_tables.read_results()
    published = (ROOT / "docs" / "demo_city.md").read_text(encoding="utf-8")
    for table in (truth_tables.tables_of(cities[0]), truth_tables.summary_of(cities)):
        for line in table.splitlines():
            assert line in published
