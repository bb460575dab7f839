"""A table collapsed outside memory gives what the same table in memory gives."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.__main__ import main
from analytics.collapsed import PeriodCounts
from analytics.effects.periods import mean_effects
from tests.analytics.rating_worlds import city, city_of_predicates

FILES = ("raters", "raters_by_type", "employees")
COLUMNS = ["--employee", "employee", "--rater", "rater", "--score", "score"]


@pytest.fixture(autouse=True)
def _periods_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take period effects out first in both, as above a million ratings."""
    monkeypatch.setattr("analytics.effects.model.MANY_RATINGS", 10)


def messy() -> pd.DataFrame:
    """Gaps, roles, repeats of a period, ids that look alike."""
    frame = city(3, n_people=260, n_units=18).frame
    rng = np.random.default_rng(3)
    n = len(frame)
    roles = ["superior", "acting", "peer", "self"]
    frame["role"] = rng.choice(roles, n, p=[0.75, 0.1, 0.12, 0.03])
    frame = pd.concat([frame, frame.sample(120, random_state=1)], ignore_index=True)
    frame.loc[::97, "score"] = np.nan
    frame.loc[::101, "unit"] = None
    frame.loc[::103, "role"] = None
    frame["employee"] = frame["employee"].astype(str)
    frame.loc[::89, "employee"] = " " + frame["employee"][::89] + " "
    frame.loc[::107, "employee"] = ""
    frame["period"] = "20" + (frame["period"].astype(int) + 10).astype(str) + "-Q1"
    frame.loc[::109, "period"] = None
    return frame


def both(
    path: Path, extra: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> list[Path]:
    """Folders with the results in memory and collapsed."""
    found = []
    for name, most in (("memory", 10**9), ("collapsed", 0)):
        monkeypatch.setattr("analytics.commands.collapsed_file.MANY_ROWS", most)
        out = tmp_path / name
        assert main(["fit", str(path), *COLUMNS, *extra, "--out", str(out)]) == 0
        found.append(out)
    return found


def assert_alike(one: Path, two: Path) -> None:
    models = [json.loads((each / "model.json").read_text(encoding="utf-8")) for each in (one, two)]
    for name in set(models[0]) - {"seconds", "components", "fixed", "reml_criterion", "notes"}:
        assert models[0][name] == models[1][name], name
    assert set(models[0]["notes"]) == set(models[1]["notes"])
    assert models[0]["reml_criterion"] == pytest.approx(models[1]["reml_criterion"], rel=1e-7)
    for name in ("components", "fixed"):
        tables = [pd.DataFrame(each[name]) for each in models]
        pd.testing.assert_frame_equal(*tables, rtol=1e-6, atol=1e-9)
    for name in FILES:
        frames = [pd.read_parquet(each / f"{name}.parquet") for each in (one, two)]
        # n_c of float32 in the cells
        pd.testing.assert_frame_equal(*frames, rtol=1e-6, atol=1e-8)
    assert sorted(path.name for path in two.iterdir()) == sorted(
        path.name for path in one.iterdir()
    )


def test_a_messy_table_gives_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messy().to_parquet(tmp_path / "ratings.parquet")
    extra = ["--period", "period", "--home-unit", "unit", "--rater-type", "role"]
    assert_alike(*both(tmp_path / "ratings.parquet", extra, tmp_path, monkeypatch))
    raters = pd.read_parquet(tmp_path / "collapsed" / "raters.parquet")
    assert raters["drift_p"].notna().any()
    assert raters["inconsistency_p"].notna().any()


@pytest.mark.parametrize("extra", [["--period", "period"], []], ids=["by rater", "no home"])
def test_csv_without_units_gives_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: list[str]
) -> None:
    frame = city(4, n_people=200, n_units=14).frame
    frame["score"] = frame["score"].round(1).astype(str).str.replace(".", ",")
    frame.loc[::83, "score"] = "NA"
    frame.to_csv(tmp_path / "ratings.csv", index=False, sep=";")
    assert_alike(*both(tmp_path / "ratings.csv", extra, tmp_path, monkeypatch))


def test_predicates_give_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = city_of_predicates(2, n_people=300, n_units=30).frame
    frame.to_parquet(tmp_path / "ratings.parquet")
    extra = ["--period", "period", "--home-unit", "unit", "--smallest", "0.07"]
    assert_alike(*both(tmp_path / "ratings.parquet", extra, tmp_path, monkeypatch))


def test_numbers_as_ids_and_dates_as_periods_are_read_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = city(6, n_people=150, n_units=12).frame
    frame["rater"] = frame["rater"].astype(float)
    month = frame["period"].astype(int) % 12 + 1
    frame["period"] = pd.to_datetime("2024-" + month.astype(str) + "-15", format="%Y-%m-%d")
    frame.to_parquet(tmp_path / "ratings.parquet")
    extra = ["--period", "period", "--home-unit", "unit"]
    assert_alike(*both(tmp_path / "ratings.parquet", extra, tmp_path, monkeypatch))


def test_bad_tables_end_in_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = city(1, n_people=30, n_units=3).frame
    tables = {
        "constant": frame.assign(score=80.0),
        "nothing": frame.assign(score=np.nan),
        "infinite": frame.assign(score=frame["score"].where(frame.index != 4, np.inf)),
    }
    for name, table in tables.items():
        table.to_parquet(tmp_path / "ratings.parquet")
        said = []
        for most in (10**9, 0):
            monkeypatch.setattr("analytics.commands.collapsed_file.MANY_ROWS", most)
            out = tmp_path / f"{name}{most}"
            assert (
                main(["fit", str(tmp_path / "ratings.parquet"), *COLUMNS, "--out", str(out)]) == 1
            )
            assert not out.exists() or not list(out.iterdir())
            said.append(capsys.readouterr().err.split(":")[1])
        assert said[0] == said[1], name


def test_too_many_periods_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("analytics.commands.collapsed_file.MANY_ROWS", 0)
    frame = city(1, n_people=100, n_units=3).frame
    frame["period"] = [f"batch {at % 80}" for at in range(len(frame))]
    frame.to_parquet(tmp_path / "ratings.parquet")
    told = ["fit", str(tmp_path / "ratings.parquet"), *COLUMNS, "--period", "period"]
    assert main([*told, "--out", str(tmp_path / "out")]) == 1
    assert "80 different periods" in capsys.readouterr().err


def test_counts_of_periods_come_from_bits_and_repeats() -> None:
    counts = PeriodCounts(
        np.array([0b101, 0b010, 0b111]),
        np.array([1, 2, 2]),
        np.array([1, 0, 2]),
        np.array([3, 2, 4]),
        3,
    )
    found = np.concatenate([piece for _, piece in counts.pieces()])
    assert found.tolist() == [[1, 0, 1], [0, 3, 0], [2, 1, 4]]


def test_where_pairs_show_no_change_the_means_of_periods_are_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = city(7, n_people=300, n_units=20).frame
    frame = frame.drop_duplicates(["employee", "rater"])  # every pair has one rating
    frame.to_parquet(tmp_path / "ratings.parquet")
    monkeypatch.setattr("analytics.commands.collapsed_file.MANY_ROWS", 0)
    told = ["fit", str(tmp_path / "ratings.parquet"), *COLUMNS, "--period", "period"]
    assert main([*told, "--home-unit", "unit", "--out", str(tmp_path / "out")]) == 0
    model = json.loads((tmp_path / "out" / "model.json").read_text(encoding="utf-8"))
    assert any("means of periods" in note for note in model["notes"])
    found = {each["term"]: each["estimate"] for each in model["fixed"]}
    means = frame.groupby("period")["score"].mean()
    apart = np.array([found[f"period:{period}"] for period in means.index]) - means.to_numpy()
    assert np.ptp(apart) < 1e-9  # the same but for their common level


def test_effects_of_periods_by_means() -> None:
    y = [np.array([1.0, 3.0, 5.0]), np.array([4.0, 6.0])]
    sums = [np.array([f(each) for each in y]) for f in (len, np.sum, lambda each: (each**2).sum())]
    found = mean_effects(*(each.astype(float) for each in sums))
    level = np.concatenate(y).mean()
    assert np.allclose(found.effect, [each.mean() - level for each in y])
    assert np.allclose(found.se, [each.std() / np.sqrt(each.size) for each in y])
    assert not found.from_pairs
