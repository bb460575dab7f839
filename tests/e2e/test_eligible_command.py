"""`python -m analytics eligible` as a user runs it: files, columns, counts, messages."""

import csv
import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analytics.__main__ import main

ROOT = Path(__file__).parent.parent.parent
COLUMNS = ["employee", "target", "check", "status", "value", "required", "met_on", "rule",
           "legal_basis"]  # fmt: skip
PEOPLE = """employee,name,employment_type,position_class,grade,grade_since,education,predicates,\
sanctions
007,Ani,pns,general_staff,III/a,2022-04-01,S1,2024:good;2025:good,none
"b,2",Budi,pns,general_staff,III/a,2022-06-15,S1,2024:good;2025:good,none
c,Cici,,general_staff,III/a,2022-04-01,S1,2024:good;2025:good,none
"""


def run(*arguments) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-m", "analytics", "eligible", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "pegawai.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def asked(people, out, *more, target="regular_promotion", on="2026-05-10"):
    return ["eligible", str(people), "--target", target, "--on", on, "--out", str(out), *more]


def refused(people, out, capsys, *more):
    """The message of a request that is refused; nothing is written."""
    assert main(asked(people, out, *more)) == 1
    assert not out.exists()
    return capsys.readouterr().err


def test_a_list_is_checked_in_a_fresh_process(people, tmp_path):
    out = tmp_path / "hasil.csv"
    done = run(people, "--target", "regular_promotion", "--on", "2026-05-10", "--json",
               "--out", out)  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["n_people"] == 3
    assert told["n_by_status"] == {"met": 1, "not_met": 1, "unknown": 1}
    assert told["path"] == str(out)
    assert "name" in done.stderr  # a column that was not used
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == COLUMNS
    found = pd.read_csv(out, dtype=str, keep_default_na=False)
    each = ["employment", "post", "grade_years", "predicates", "education_ceiling",
            "service_exam", "sanction", "overall", "retirement", "training"]  # fmt: skip
    assert found["check"].tolist() == each * 3
    assert found["employee"].unique().tolist() == ["007", "b,2", "c"]
    late = found[(found["employee"] == "b,2") & (found["check"] == "overall")].iloc[0]
    assert (late["status"], late["met_on"]) == ("not_met", "2026-07-01")
    # pages use the same function; only these files are left
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hasil.csv", "pegawai.csv"]


def test_parquet_with_dates_and_numbers_gives_the_same(people, tmp_path):
    frame = pd.read_csv(people, dtype=str, keep_default_na=False)
    frame["grade_since"] = [dt.date.fromisoformat(each) for each in frame["grade_since"]]
    frame["field_months"] = pd.array([60, None, 12], dtype="Int64")
    frame["employment_type"] = frame["employment_type"].replace("", None)
    frame.to_parquet(tmp_path / "pegawai.parquet")
    assert main(asked(people, tmp_path / "a.csv")) == 0
    assert main(asked(tmp_path / "pegawai.parquet", tmp_path / "b.csv")) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_only_the_employee_is_needed_and_everything_else_is_unknown(tmp_path):
    path = tmp_path / "pegawai.csv"
    path.write_text("employee\na\nb\n", encoding="utf-8")
    for target in ("supervisor", "executive", "talent_pool", "next_functional_level"):
        assert main(asked(path, tmp_path / "out.csv", target=target)) == 0
        found = pd.read_csv(tmp_path / "out.csv", keep_default_na=False)
        assert set(found["status"]) == {"unknown", "info"}
        assert (found["met_on"] == "").all()


def test_a_table_without_people_gives_a_heading(tmp_path, capsys):
    path = tmp_path / "pegawai.csv"
    path.write_text("employee;grade\n", encoding="utf-8")
    assert main(asked(path, tmp_path / "out.csv", "--json")) == 0
    assert json.loads(capsys.readouterr().out)["n_people"] == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").strip() == ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("row", "column", "line"),
    [
        ("d,pns,III/e,none", "grade", 3),
        ("d,PNS,III/a,none", "employment_type", 3),
        ("d,pns,III/a,moderate:2025", "sanctions", 3),
        ("a,pns,III/a,none", "employee", 3),
        (",pns,III/a,none", "employee", 3),
        ("d,NA,III/a,none", "employment_type", 3),
    ],
)
def test_a_bad_cell_is_named_and_nothing_written(row, column, line, tmp_path, capsys):
    path, out = tmp_path / "pegawai.csv", tmp_path / "out.csv"
    path.write_text(
        f"employee,employment_type,grade,sanctions\na,pns,III/a,none\n{row}\n", encoding="utf-8"
    )
    message = refused(path, out, capsys)
    assert f"row 2 (line {line} of the file), column '{column}'" in message
    out.write_text("before", encoding="utf-8")
    assert main(asked(path, out)) == 1
    assert out.read_text(encoding="utf-8") == "before"


def test_lines_are_those_of_the_file_even_with_blank_and_broken_ones(tmp_path, capsys):
    path = tmp_path / "pegawai.csv"
    path.write_text('employee,grade\n"a\nb",III/a\n\nc,III/x\n', encoding="utf-8")
    assert "row 2 (line 5 of the file), column 'grade'" in refused(
        path, tmp_path / "out.csv", capsys
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "empty"),
        (b"nip,grade\n1,III/a\n", "'employee'"),
        (b"employee,grade\na,III/a,extra\n", "row 1"),
        (b"employee,grade,grade\na,III/a,III/b\n", "'grade'"),
        (b"employee\nAnn\xe9\n", "UTF-8"),
    ],
)
def test_what_is_no_table_of_people_is_refused(text, told, tmp_path, capsys):
    path = tmp_path / "pegawai.csv"
    path.write_bytes(text)
    assert told in refused(path, tmp_path / "out.csv", capsys)


def test_another_rule_set_decides(people, tmp_path, capsys):
    source = json.loads((ROOT / "analytics/rules/2023-01-31.json").read_text(encoding="utf-8"))
    source["targets"]["regular_promotion"]["grade_years"]["value"] = 5
    rules, out = tmp_path / "aturan.json", tmp_path / "out.csv"
    rules.write_text(json.dumps(source), encoding="utf-8")
    assert main(asked(people, out, "--rules", str(rules), "--json")) == 0
    assert json.loads(capsys.readouterr().out)["n_by_status"]["met"] == 0
    out.unlink()
    del source["targets"]["supervisor"]["education"]
    rules.write_text(json.dumps(source), encoding="utf-8")
    assert "targets.supervisor" in refused(people, out, capsys, "--rules", str(rules))
    rules.write_text("{", encoding="utf-8")
    assert "no JSON" in refused(people, out, capsys, "--rules", str(rules))
    assert "aturan2" in refused(people, out, capsys, "--rules", str(tmp_path / "aturan2.json"))


def test_what_the_store_exports_is_what_the_command_reads(people, tmp_path, monkeypatch):
    from data.__main__ import main as data_main

    monkeypatch.setenv("TIMBANG_DB", str(tmp_path / "none.duckdb"))
    assert data_main(["rules", "export", str(tmp_path / "aturan.json")]) == 0
    assert main(asked(people, tmp_path / "a.csv")) == 0
    assert main(asked(people, tmp_path / "b.csv", "--rules", str(tmp_path / "aturan.json"))) == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--target", "mayor", "--on", "2026-05-10", "--out", "x.csv"],
        ["--target", "supervisor", "--on", "2026-02-30", "--out", "x.csv"],
        ["--target", "supervisor", "--on", "10/05/2026", "--out", "x.csv"],
        ["--target", "supervisor", "--out", "x.csv"],
        ["--target", "supervisor", "--on", "2026-05-10"],
    ],
)
def test_wrong_usage_ends_with_2(people, arguments, capsys):
    with pytest.raises(SystemExit) as error:
        main(["eligible", str(people), *arguments])
    assert error.value.code == 2
    capsys.readouterr()


def test_the_table_itself_is_never_written_over(people, capsys):
    with pytest.raises(SystemExit) as error:
        main(asked(people, people))
    assert error.value.code == 2
    assert people.read_text(encoding="utf-8") == PEOPLE
    assert "--out" in capsys.readouterr().err
