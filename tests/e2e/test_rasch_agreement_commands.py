"""`python -m analytics rasch` and `agreement` as a user runs them: files, columns, messages."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.__main__ import main

ROOT = Path(__file__).parent.parent.parent

MEASURES = [
    "facet", "element", "n", "observed_mean", "measure", "se", "infit", "outfit", "extreme",
    "subset",
]  # fmt: skip
THRESHOLDS = ["category", "threshold", "se", "n"]
INTERACTIONS = ["employee", "rater", "n", "observed", "expected", "bias", "se", "t"]
COEFFICIENTS = [
    "icc1", "icc1_k", "icc_agreement", "icc_agreement_k", "icc_consistency", "icc_consistency_k",
    "krippendorff_alpha", "kendall_w",
]  # fmt: skip
NAMES = ["--employee", "nip", "--rater", "penilai", "--score", "nilai"]


def run(*arguments) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-m", "analytics", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def ratings(n=30, raters=4, items=("a", "b", "c"), seed=1):
    """A panel in which everybody is rated by every rater on every item, 1 to 5."""
    rng = np.random.default_rng(seed)
    e, r, i = (each.ravel() for each in np.indices((n, raters, len(items))))
    lenient = np.linspace(-1, 1, raters)
    y = 3 + rng.normal(0, 1, n)[e] + lenient[r] * 0.7 + rng.normal(0, 0.7, e.size)
    return pd.DataFrame(
        {
            "nip": [f"{k:03d}" for k in e],
            "penilai": [f"p{k}" for k in r],
            "aspek": np.array(items)[i],
            "nilai": np.clip(np.round(y), 1, 5).astype(int),
        }
    )


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "nilai.csv"
    ratings().to_csv(path, index=False)
    return path


def test_rasch_writes_its_four_files_with_their_columns(table, tmp_path):
    done = run("rasch", table, *NAMES, "--facet", "aspek", "--out", tmp_path / "out", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    out = tmp_path / "out"
    assert sorted(path.name for path in out.iterdir()) == [
        "interactions.parquet", "measures.parquet", "model.json", "thresholds.parquet",
    ]  # fmt: skip
    model = json.loads((out / "model.json").read_text())
    assert json.loads(done.stdout) == model
    assert (model["n_ratings"], model["n_employees"], model["n_raters"]) == (360, 30, 4)
    assert (model["n_subsets"], model["converged"]) == (1, True)
    measures = pd.read_parquet(out / "measures.parquet")
    assert list(measures) == MEASURES
    assert list(dict.fromkeys(measures["facet"])) == ["employee", "rater", "aspek"]
    assert measures["element"].iloc[0] == "000"  # text as read
    assert measures["extreme"].dtype == bool
    raters = measures[measures["facet"] == "rater"].set_index("element")["measure"]
    assert raters.idxmax() == "p3"  # the most lenient, positive raises the score
    assert raters.is_monotonic_increasing
    for facet in ("employee", "aspek"):
        assert measures.loc[measures["facet"] == facet, "measure"].mean() == pytest.approx(0)
    thresholds = pd.read_parquet(out / "thresholds.parquet")
    assert list(thresholds) == THRESHOLDS
    assert thresholds["category"].tolist() == [1, 2, 3, 4, 5]
    assert thresholds["threshold"].isna().tolist() == [True, False, False, False, False]
    assert thresholds["threshold"].sum() == pytest.approx(0)
    pairs = pd.read_parquet(out / "interactions.parquet")
    assert list(pairs) == INTERACTIONS
    assert (len(pairs), pairs["observed"].sum()) == (120, ratings()["nilai"].sum())
    assert pairs["expected"].sum() == pytest.approx(pairs["observed"].sum())


def test_agreement_writes_every_coefficient(table, tmp_path):
    one_item = ratings(items=("a",))
    one_item.to_parquet(tmp_path / "satu.parquet")
    done = run("agreement", tmp_path / "satu.parquet", *NAMES, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads((tmp_path / "out" / "agreement.json").read_text())
    assert list(found)[: len(COEFFICIENTS)] == COEFFICIENTS
    for name in COEFFICIENTS:
        each = found[name]
        assert set(each) == {"estimate", "lower", "upper", "n_employees", "n_raters"}
        assert each["lower"] <= each["estimate"] <= each["upper"]
        assert (each["n_employees"], each["n_raters"]) == (30, 4)
    # rater leniency counts against absolute agreement only
    assert found["icc_agreement"]["estimate"] < found["icc_consistency"]["estimate"]
    assert found["icc_consistency_k"]["estimate"] > found["icc_consistency"]["estimate"]
    assert found["notes"] == []
    mean_square = one_item.pivot_table(index="nip", columns="penilai", values="nilai").to_numpy()
    rows, columns = mean_square.mean(axis=1), mean_square.mean(axis=0)
    residual = mean_square - rows[:, None] - columns + mean_square.mean()
    msr, mse = 4 * rows.var(ddof=1), (residual**2).sum() / (29 * 3)
    assert found["icc_consistency"]["estimate"] == pytest.approx((msr - mse) / (msr + 3 * mse))


def test_what_the_design_does_not_allow_is_null_with_its_reason(tmp_path):
    nested = ratings(items=("a",))
    nested["penilai"] += nested["nip"]
    nested.to_csv(tmp_path / "n.csv", index=False)
    assert main(["agreement", str(tmp_path / "n.csv"), *NAMES, "--out", str(tmp_path)]) == 0
    found = json.loads((tmp_path / "agreement.json").read_text())
    assert found["icc1"] is not None
    assert found["icc_agreement"] is found["icc_consistency_k"] is found["kendall_w"] is None
    for name in ("icc_agreement", "icc_consistency_k", "kendall_w"):
        assert any(note.startswith(f"{name}: ") for note in found["notes"])


@pytest.mark.parametrize("command", ["rasch", "agreement"])
def test_row_order_and_file_type_change_nothing(command, tmp_path):
    plain = ratings(items=("a",))
    plain.to_csv(tmp_path / "a.csv", index=False)
    plain.sample(frac=1, random_state=3).to_csv(tmp_path / "b.csv", index=False, sep=";")
    plain.to_parquet(tmp_path / "c.parquet")
    seen = []
    for name in ("a.csv", "b.csv", "c.parquet"):
        out = tmp_path / f"out_{name}"
        assert main([command, str(tmp_path / name), *NAMES, "--out", str(out)]) == 0
        if command == "agreement":
            seen.append(pd.DataFrame(json.loads((out / "agreement.json").read_text())["icc1"], [0]))
        else:
            seen.append(pd.read_parquet(out / "measures.parquet"))
    for each in seen[1:]:
        pd.testing.assert_frame_equal(seen[0], each, rtol=1e-8)


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_predicates_are_ordered_and_other_texts_are_labels(level, tmp_path, capsys):
    frame = ratings(items=("a",))
    frame["nilai"] = np.array(["Kurang", "Butuh Perbaikan", "Baik", "Sangat Baik"])[
        frame["nilai"].clip(2, 5) - 2
    ]
    frame.to_csv(tmp_path / "p.csv", index=False)
    arguments = [str(tmp_path / "p.csv"), *NAMES, "--out", str(tmp_path)]
    assert main(["agreement", *arguments, "--level", level]) == 0
    found = json.loads((tmp_path / "agreement.json").read_text())
    assert found["krippendorff_alpha"]["estimate"] > 0
    assert (found["icc1"] is None) == (level == "nominal")
    assert main(["rasch", *arguments]) == 0
    frame["nilai"] = frame["nilai"].str[::-1]
    frame.to_csv(tmp_path / "p.csv", index=False)
    assert main(["agreement", *arguments, "--level", level]) == (0 if level == "nominal" else 1)


def changed(**columns):
    frame = ratings(n=6)
    return frame.assign(**columns)


BAD = {
    "constant": (changed(nilai=3), {"rasch": "All scores are 3"}),
    "text": (changed(nilai="hebat"), {"rasch": "'hebat'", "agreement": "'hebat'"}),
    "empty": (changed(nilai=None), {"rasch": "no rating", "agreement": "no rating"}),
    "nobody": (ratings().iloc[:0], {"rasch": "no rating", "agreement": "no rating"}),
    "one rating each": (
        ratings(items=("a",)).drop_duplicates("nip"), {"rasch": "No employee has two ratings"},
    ),
    "infinite": (changed(nilai=np.inf), {"rasch": "inf", "agreement": "inf"}),
    "one rater": (changed(penilai="p1"), {}),
    "one employee": (changed(nip="1"), {}),
    "dates as scores": (changed(nilai="2024-01-31"), {"rasch": "2024", "agreement": "2024"}),
    "yes and no": (changed(nilai=lambda f: f["nilai"] > 3), {}),
    "negative": (changed(nilai=lambda f: -f["nilai"]), {}),
    "points": (changed(nilai=lambda f: 20.5 * f["nilai"]), {}),
    "gaps": (changed(nilai=lambda f: f["nilai"].where(f.index % 5 > 0)), {}),
    "numbers as ids": (changed(nip=lambda f: f["nip"].astype(int)), {}),
}  # fmt: skip


@pytest.mark.parametrize("command", ["rasch", "agreement"])
@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("name", BAD)
def test_any_table_ends_in_results_or_a_sentence_without_files(
    name, kind, command, tmp_path, capsys
):
    frame, said = BAD[name]
    path = tmp_path / f"t.{kind}"
    frame.to_csv(path, index=False) if kind == "csv" else frame.to_parquet(path)
    code = main([command, str(path), *NAMES, "--out", str(tmp_path / "out")])
    message = capsys.readouterr().err
    if command in said:
        assert code == 1
        assert said[command] in message
        assert not (tmp_path / "out").exists()
    else:
        assert (code, message) == (0, "")
        assert list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--score", "poin"], 1, "lacks 'poin'"),
        (["--score", "penilai"], 1, "named twice"),
        ([], 2, "--score"),
    ],
)
@pytest.mark.parametrize("command", ["rasch", "agreement"])
def test_a_wrong_request_is_told_from_bad_data(command, arguments, code, said, table, tmp_path):
    done = run(command, table, *NAMES[:4], *arguments, "--out", tmp_path / "out")
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("command", "last"), [("rasch", "model.json"), ("agreement", "agreement.json")]
)
def test_where_the_results_are_is_told(command, last, table, tmp_path, capsys):
    out = tmp_path / "out"
    assert main([command, str(table), *NAMES, "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Written to {out}: ")
    assert sorted(said.strip().partition(f"{out}: ")[2].split(", ")) == sorted(
        path.name for path in out.iterdir()
    )
    assert last in said


def test_a_missing_file_and_a_facet_called_rater_are_refused(table, tmp_path, capsys):
    assert main(["rasch", str(tmp_path / "no.csv"), *NAMES, "--out", str(tmp_path / "o")]) == 1
    assert "no such file" in capsys.readouterr().err
    frame = ratings().rename(columns={"aspek": "rater"})
    frame.to_csv(table, index=False)
    arguments = ["rasch", str(table), *NAMES, "--facet", "rater", "--out", str(tmp_path / "o")]
    assert main(arguments) == 1
    assert "rename" in capsys.readouterr().err


def test_a_failed_run_leaves_the_former_results(table, tmp_path):
    arguments = ["rasch", str(table), *NAMES, "--out", str(tmp_path / "out")]
    assert main(arguments) == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    ratings().assign(nilai=2).to_csv(table, index=False)
    assert main(arguments) == 1
    assert {path: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before
