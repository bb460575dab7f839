"""`python -m analytics fit` as another program would call it: fresh processes, files in and out."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.analytics.simulated import ITEMS, City, as_predicates, simulate

ROOT = Path(__file__).resolve().parents[2]
PATTERNS = ("drift", "spread", "halo", "inconsistency", "group")
RATER_COLUMNS = [
    "rater",
    "n_ratings",
    "n_employees",
    "component",
    "component_size",
    "link_grade",
    "link_share",
    "leniency",
    "leniency_sd",
    "lower",
    "upper",
    "raw_difference",
    "lfdr",
    "verdict",
    *(f"{p}_{part}" for p in PATTERNS for part in ("statistic", "p", "q", "flag")),
]
EMPLOYEE_COLUMNS = [
    "employee",
    "n_ratings",
    "raw_mean",
    "adjusted",
    "adjusted_sd",
    "home_unit",
    "component",
    "link_grade",
    "rank_lower",
    "rank_median",
    "rank_upper",
    "top_probability",
]
MODEL_KEYS = {
    "n_ratings",
    "n_cells",
    "n_employees",
    "n_raters",
    "n_units",
    "components",
    "fixed",
    "reml_criterion",
    "iterations",
    "converged",
    "seconds",
    "seed",
    "method_version",
    "notes",
    "smallest",
}
IDS = ("--employee", "employee", "--rater", "rater")


def fit(table: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- our own command and files
        [sys.executable, "-m", "analytics", "fit", str(table), *IDS, *options, "--out", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def results(out: Path) -> tuple[dict, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    model = json.loads((out / "model.json").read_text(encoding="utf-8"))
    tables = (
        pd.read_parquet(out / f"{name}.parquet")
        for name in ("raters", "raters_by_type", "employees")
    )
    return model, *tables


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    city = City(n_raters=25, n_periods=4, team_size=(4, 20), planted={"central": 0.1})
    frame = simulate(np.random.default_rng(11), city).frame
    frame["role"] = "superior"
    frame.loc[frame.index % 31 == 0, "role"] = "acting"
    peers = frame.sample(80, random_state=1).assign(role="peer")
    peers["rater"] = "P" + peers["rater"].str[1:]
    own = frame.head(7).assign(role="self")
    return pd.concat([frame, peers, own], ignore_index=True)


@pytest.fixture(scope="module")
def fitted(frame, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fit")
    frame.to_csv(folder / "ratings.csv", index=False, sep=";")
    items = [word for item in ITEMS for word in ("--item", item)]
    done = fit(
        folder / "ratings.csv", folder / "out", "--score", "score", *items, "--period", "period",
        "--home-unit", "home_unit", "--rater-type", "role", "--group", "group", "--seed", "5",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return results(folder / "out")


def test_the_files_have_the_promised_columns(fitted):
    model, raters, by_type, employees = fitted
    assert set(model) == MODEL_KEYS
    assert list(raters.columns) == RATER_COLUMNS
    assert list(by_type.columns) == ["rater", "rater_type", *RATER_COLUMNS[1:]]
    assert list(employees.columns) == EMPLOYEE_COLUMNS
    names = [each["name"] for each in model["components"]]
    assert names[:3] == ["employee", "home_unit", "rater"]
    assert {"pair", "residual", "residual:peer"} <= set(names)
    assert all(set(each) == {"name", "variance", "se"} for each in model["components"])
    assert all(set(each) == {"term", "estimate", "se"} for each in model["fixed"])
    assert model["seed"] == 5
    assert model["smallest"] == 4


def test_counts_are_those_of_the_table(frame, fitted):
    model, raters, by_type, employees = fitted
    used = frame[frame["role"] != "self"]
    assert model["n_ratings"] == len(used)
    assert any("7 self ratings" in note for note in model["notes"])
    superior = used[used["role"] != "peer"]
    n = superior.groupby("rater").size()
    assert raters.set_index("rater")["n_ratings"].to_dict() == n.to_dict()
    people = superior.groupby("rater")["employee"].nunique()
    assert raters.set_index("rater")["n_employees"].to_dict() == people.to_dict()
    assert set(by_type["rater_type"]) == {"peer"}
    assert by_type["n_ratings"].sum() == 80
    of_employee = used.groupby("employee")["score"].agg(["size", "mean"])
    found = employees.set_index("employee")
    assert (found["n_ratings"] == of_employee["size"]).all()
    assert found["raw_mean"].to_numpy() == pytest.approx(of_employee["mean"].to_numpy())


def test_the_raw_difference_is_against_the_mean_of_the_period(frame, fitted):
    used = frame[frame["role"] != "self"]
    apart = used["score"] - used.groupby("period")["score"].transform("mean")
    expected = apart[used["role"] != "peer"].groupby(used["rater"]).mean()
    found = fitted[1].set_index("rater")["raw_difference"]
    assert found.to_numpy() == pytest.approx(expected.loc[found.index].to_numpy())


def test_links_are_those_of_shared_employees(frame, fitted):
    used = frame[frame["role"] != "self"]
    pairs = used.assign(kind=used["role"].replace("acting", "superior"))
    pairs = pairs[["employee", "rater", "kind"]].drop_duplicates()
    raters_of = pairs.groupby("employee").size()
    linking = pairs[pairs["employee"].map(raters_of) > 1]
    n = linking[linking["kind"] == "superior"].groupby("rater").size()
    for row in fitted[1].itertuples():
        shared = int(n.get(row.rater, 0))
        assert row.link_grade == ("A" if shared >= 5 else "B" if shared else "C")


def test_never_null_where_promised_and_ordered_where_it_must_be(fitted):
    _, raters, by_type, employees = fitted
    for table in (raters, by_type):
        always = ["leniency", "leniency_sd", "lower", "upper", "verdict", "lfdr", "raw_difference"]
        assert not table[always].isna().any().any()
        assert ((table["lower"] < table["leniency"]) & (table["leniency"] < table["upper"])).all()
        assert table["group_flag"].isna().all()
        for pattern in PATTERNS[:-1]:
            tested = table[f"{pattern}_p"].notna()
            assert (tested == table[f"{pattern}_flag"].notna()).all()
            assert (tested == table[f"{pattern}_q"].notna()).all()
    assert not employees[EMPLOYEE_COLUMNS].isna().any().any()
    n = len(employees)
    assert employees["rank_lower"].between(1, employees["rank_median"]).all()
    assert employees["rank_upper"].between(employees["rank_median"], n).all()
    k = round(0.05 * n)
    assert employees["top_probability"].sum() == pytest.approx(k)


def test_ids_and_whole_counts_keep_their_kind(fitted):
    _, raters, _, employees = fitted
    assert pd.api.types.is_string_dtype(raters["rater"])
    assert pd.api.types.is_string_dtype(employees["employee"])
    for column in ("rank_lower", "rank_median", "rank_upper", "n_ratings", "component"):
        assert employees[column].dtype == np.int64


def test_the_order_of_rows_and_the_kind_of_file_change_nothing(frame, tmp_path):
    options = ("--score", "score", "--period", "period", "--home-unit", "home_unit")
    frame = frame[frame["role"] == "superior"]
    frame.to_csv(tmp_path / "a.csv", index=False)
    frame.sample(frac=1, random_state=3).to_parquet(tmp_path / "b.parquet")
    for name in ("a.csv", "b.parquet"):
        assert fit(tmp_path / name, tmp_path / name[0], *options).returncode == 0
    (one, *tables), (two, *others) = results(tmp_path / "a"), results(tmp_path / "b")
    assert one["reml_criterion"] == pytest.approx(two["reml_criterion"], rel=1e-9)
    for table, other in zip(tables, others, strict=True):
        pd.testing.assert_frame_equal(table, other, rtol=1e-6)


def test_numbers_of_eighteen_digits_stay_whole(frame, tmp_path):
    frame = frame[frame["role"] == "superior"].copy()
    number = 199001012015010000 + frame["employee"].str[1:].astype("int64")
    frame["employee"] = number.astype("Int64").mask(frame.index == 3)
    frame.to_parquet(tmp_path / "a.parquet")
    done = fit(tmp_path / "a.parquet", tmp_path / "out", "--score", "score")
    assert done.returncode == 0, done.stderr
    model, _, _, employees = results(tmp_path / "out")
    assert set(employees["employee"]) <= set(number.astype(str))
    assert any("without an employee" in note for note in model["notes"])
    assert any("home unit" in note for note in model["notes"])


def test_predicates_give_shares_of_sangat_baik(tmp_path):
    city = as_predicates(simulate(np.random.default_rng(2), City(n_raters=30, n_periods=3)))
    city.frame.to_csv(tmp_path / "a.csv", index=False)
    done = fit(tmp_path / "a.csv", tmp_path / "out", "--score", "score", "--period", "period")
    assert done.returncode == 0, done.stderr
    model, raters, _, employees = results(tmp_path / "out")
    assert model["smallest"] == 0.05
    assert employees["raw_mean"].between(0, 1).all()
    assert employees["adjusted"].mean() == pytest.approx(0.11, abs=0.03)
    assert raters["spread_p"].isna().all()  # of two values the variance follows from the mean


def test_a_failure_leaves_former_results_as_they_were(frame, tmp_path):
    frame.to_csv(tmp_path / "a.csv", index=False)
    assert fit(tmp_path / "a.csv", tmp_path / "out", "--score", "score").returncode == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    frame.assign(score=80).to_csv(tmp_path / "a.csv", index=False)
    done = fit(tmp_path / "a.csv", tmp_path / "out", "--score", "score")
    assert done.returncode == 1
    assert "never differ" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ((), 2, "--score"),
        (("--score", "score", "--top", "7"), 2, "--top"),
        (("--score", "score", "--smallest", "0"), 2, "--smallest"),
        (("--score", "score", "--objective-family", "group"), 2, "--objective"),
        (("--score", "nilai"), 1, "nilai"),
        (("--score", "home_unit"), 1, "home_unit"),
        (("--score", "score", "--rater-type", "group"), 1, "superior"),
    ],
)
def test_wrong_usage_is_2_and_bad_data_1(frame, tmp_path, options, code, message):
    frame.head(50).to_csv(tmp_path / "a.csv", index=False)
    done = fit(tmp_path / "a.csv", tmp_path / "out", *options)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"a;b\n1;2\n", b"employee,rater,score\n", b"\xff\xfe\x00\x81"]
)
def test_files_that_are_no_ratings_end_in_a_message(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    (tmp_path / "a.parquet").write_bytes(content)
    for name in ("a.csv", "a.parquet"):
        done = fit(tmp_path / name, tmp_path / "out", "--score", "score")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert len(done.stderr) > 20


def test_a_column_of_lists_is_named(tmp_path):
    table = pd.DataFrame({"employee": ["a", "b"], "rater": ["r", "r"], "score": [[1], [2]]})
    table.to_parquet(tmp_path / "a.parquet")
    assert pq.read_schema(tmp_path / "a.parquet").field("score").type.num_fields == 1
    done = fit(tmp_path / "a.parquet", tmp_path / "out", "--score", "score")
    assert done.returncode == 1
    assert "score" in done.stderr
