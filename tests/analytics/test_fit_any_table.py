"""Any ratings table ends in results without gaps, or in one clear message."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.__main__ import main
from analytics.severity import VERDICTS

SCORES = {
    "constant": lambda rng, n: np.full(n, 3.0),
    "one to five": lambda rng, n: rng.integers(1, 6, n).astype(float),
    "negative": lambda rng, n: rng.normal(-50, 5, n),
    "points": lambda rng, n: rng.normal(80, 5, n).round(1),
    "huge": lambda rng, n: rng.normal(1e9, 1e3, n),
    "two values": lambda rng, n: rng.integers(0, 2, n).astype(float),
    "predicates": lambda rng, n: rng.choice(["Baik", "Sangat Baik", "Kurang"], n),
    "words": lambda rng, n: rng.choice(["lumayan", "Baik"], n),
}
PERIODS = {
    "numbers": lambda rng, n: rng.integers(1, 5, n),
    "dates": lambda rng, n: (
        pd.to_datetime("2024-01-01") + pd.to_timedelta(rng.integers(0, 900, n), "D")
    ),
    "months": lambda rng, n: rng.choice(["2024-01", "2024-02"], n),
    "words": lambda rng, n: rng.choice(["awal", "akhir"], n),
}
FLAGS = {
    "--period": "period",
    "--home-unit": "unit",
    "--rater-type": "role",
    "--group": "group",
    "--objective": "objective",
    "--covariate": "class",
}
OPTIONAL = ["employee", "rater", "unit", "role", "group", "class", "score", "objective"]


@st.composite
def tables(draw):
    """Draw a frame, the command line that fits it, and whether it is a CSV."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n = draw(st.sampled_from([1, 2, 3, 5, 8, 20, 60, 150]))
    frame = pd.DataFrame(
        {
            "employee": rng.integers(0, draw(st.sampled_from([1, 2, 3, 10, 40])), n),
            "rater": rng.integers(0, draw(st.sampled_from([1, 2, 3, 8])), n),
            "score": SCORES[draw(st.sampled_from(sorted(SCORES)))](rng, n),
            "period": PERIODS[draw(st.sampled_from(sorted(PERIODS)))](rng, n),
            "unit": rng.choice(["u1", "u2", "u3"], n),
            "role": rng.choice(["superior", "acting", "peer", "self", "direct_report"], n),
            "group": rng.choice(["m", "f"], n),
            "objective": rng.normal(size=n),
            "class": rng.choice(["p", "q", "r"], n),
            "first": rng.integers(1, 4, n),
            "second": rng.integers(1, 4, n),
        }
    )
    for column in draw(st.lists(st.sampled_from(OPTIONAL), unique=True, max_size=3)):
        frame[column] = frame[column].astype(object)
        frame.loc[rng.random(n) < 0.3, column] = None
    chosen = draw(st.lists(st.sampled_from(sorted(FLAGS)), unique=True))
    options = [word for flag in chosen for word in (flag, FLAGS[flag])]
    if draw(st.booleans()):
        options += ["--score", "score"]
    if draw(st.booleans()) or "--score" not in options:
        options += ["--item", "first", "--item", "second"]
    return frame, options, draw(st.booleans())


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(tables())
@pytest.mark.long
def test_any_table_ends_in_results_or_a_clear_message(tmp_path, capsys, table):
    frame, options, is_csv = table
    path = tmp_path / ("a.csv" if is_csv else "a.parquet")
    if is_csv:
        frame.to_csv(path, index=False)
    else:
        frame.to_parquet(path)
    ids = ["--employee", "employee", "--rater", "rater"]
    code = main(["fit", str(path), *ids, *options, "--out", str(tmp_path / "out")])
    message = capsys.readouterr().err
    if code == 1:
        assert len(message) > 40
        assert message.count("\n") == 1
        return
    assert code == 0
    assert message == ""
    model = json.loads((tmp_path / "out" / "model.json").read_text(encoding="utf-8"))
    raters, others, employees = (
        pd.read_parquet(tmp_path / "out" / f"{name}.parquet")
        for name in ("raters", "raters_by_type", "employees")
    )
    raters = pd.concat([raters, others.drop(columns="rater_type")])
    assert raters["n_ratings"].sum() == employees["n_ratings"].sum() == model["n_ratings"]
    assert set(raters["verdict"]) <= set(VERDICTS)
    figures = raters[["leniency", "leniency_sd", "lower", "upper", "lfdr", "raw_difference"]]
    assert np.isfinite(figures).all().all()
    assert (
        np.isfinite(employees[["raw_mean", "adjusted", "adjusted_sd", "top_probability"]])
        .all()
        .all()
    )
    assert (employees["rank_lower"] <= employees["rank_upper"]).all()
    few = (raters["n_employees"] < 3) | (raters["n_ratings"] < 5)
    assert (raters.loc[few, "verdict"] == "not_enough_data").all()
