"""Files no office means to send, through the real command: a clear message, and nothing written.

Most run in this process (`main` is what `python -m data` calls); the ones that could hurt the
machine run as processes of their own, with a limit on their time.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from data import store as stores
from data.__main__ import main
from tests import serving
from tests.data.importing.files import invented_nip, to_csv, to_xlsx

HEADER = ["NIP", "Nama", "Perangkat Daerah", "Tahun", "NIP Penilai", "Predikat",
          "Tanggal Penilaian"]  # fmt: skip
ONE, TWO, RATER = invented_nip(1), invented_nip(2), invented_nip(60)
GOOD = [ONE, "Ani", "Dinas Uji", "2024", RATER, "Baik", "31/12/2024"]
OTHER = [TWO, "Budi", "Dinas Uji", "2024", RATER, "Baik", "31/12/2024"]
SECONDS = 20  # of a process; they take about one


def with_(**changes: str) -> list[str]:
    fields = dict(zip(("nip", "name", "agency", "year", "rater", "predicate", "set_on"), GOOD,
                      strict=True))  # fmt: skip
    return list((fields | changes).values())


def table(*rows: list[str]) -> bytes:
    return to_csv([HEADER, *rows])


def compound_file(inside: str) -> bytes:
    """Return what encrypted and old workbooks are wrapped in."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500
    return start + inside.encode("utf-16-le") + b"\x00" * 500


def repacked(**parts: bytes) -> bytes:
    """Return a sound workbook with parts replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(to_xlsx({"Rekap": [HEADER, GOOD]})))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as container:
        for member in {*source.namelist()} - {*parts}:
            container.writestr(member, source.read(member))
        for member, content in parts.items():
            container.writestr(member, content)
    return target.getvalue()


def bomb() -> bytes:
    return repacked(**{"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 200_000_000})


def wide(n_columns: int) -> list[list[str]]:
    more = [f"Kolom {i}" for i in range(len(HEADER), n_columns)]
    return [[*HEADER, *more], [*GOOD, *["x"] * len(more)]]


@dataclass(frozen=True)
class Refusal:
    """A file that cannot be read, the error a machine gets, and what a person reads."""

    title: str
    name: str
    content: Callable[[], bytes]
    error: str
    says: tuple[str, ...]


REFUSALS = [
    Refusal("empty", "k.csv", lambda: b"", "EmptyFile", ("empty", "Export it again")),
    Refusal("blank", "k.csv", lambda: b" \r\n\r\n", "EmptyFile", ("empty",)),
    Refusal("blank workbook", "k.xlsx", lambda: to_xlsx({"A": [[]]}), "EmptyFile",
            ("no visible sheet",)),
    Refusal("only a header", "k.csv", lambda: table(), "NoDataRows", ("row 1", "no row below")),
    Refusal("only a header in a workbook", "k.xlsx", lambda: to_xlsx({"Rekap": [HEADER]}),
            "NoDataRows", ("Rekap", "row 1")),
    Refusal("PDF renamed", "k.xlsx", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
            "WrongFormat", ("PDF", "XLSX or CSV")),
    Refusal("password", "k.xlsx", lambda: compound_file("EncryptedPackage"), "PasswordProtected",
            ("password", "Remove")),
    Refusal("macros", "k.xlsx", lambda: repacked(**{"xl/vbaProject.bin": b"x"}), "MacroWorkbook",
            ("macros",)),
    Refusal("macros by name", "k.xlsm", repacked, "MacroWorkbook", ("macros",)),
    Refusal("300 columns", "k.csv", lambda: to_csv(wide(300)), "TooManyColumns",
            ("300 columns", "256")),
    Refusal("300 columns in a workbook", "k.xlsx", lambda: to_xlsx({"Rekap": wide(300)}),
            "TooManyColumns", ("300 columns", "256")),
    Refusal("cell longer than a cell", "k.csv", lambda: table(GOOD, with_(name="A" * 40_000)),
            "CellTooLong", ("row 3", "32,767")),
    Refusal("unclosed quotation mark", "k.csv",
            lambda: table(GOOD).replace(b"Ani", b'"Ani') + table(OTHER) * 2000, "CellTooLong",
            ("row 2", "quotation mark")),
    Refusal("mixed encodings", "k.csv",
            lambda: table(with_(name="Zoë")) + ";".join(with_(name="Renée")).encode("cp1252"),
            "MixedEncoding", ("row 3", "row 2", "UTF-8")),
    Refusal("NUL bytes", "k.csv", lambda: table(GOOD, with_(name="B\x00di")), "NulBytes",
            ("row 3", "NUL")),
    Refusal("cells beyond the header", "k.csv", lambda: table(GOOD, [*OTHER, "lebih"])
            .replace(b"Penilaian;", b"Penilaian").replace(b"2024;\r", b"2024\r"), "RaggedRow",
            ("row 3", "7 columns")),
    Refusal("no table", "k.csv", lambda: b"Yth. Bapak Kepala\r\nterlampir\r\n", "HeaderNotFound",
            ("header",)),
    Refusal("torn JSON", "k.json", lambda: b'[{"nip": "19', "MalformedJson", ("JSON",)),
]  # fmt: skip


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Run `python -m data import` on an own store that is not there yet."""
    path = tmp_path / "own.duckdb"
    monkeypatch.setenv("TIMBANG_DB", str(path))

    def run(content: bytes, name: str, *options: str):
        (tmp_path / name).write_bytes(content)
        code = main(["import", str(tmp_path / name), *options])
        return code, capsys.readouterr()

    run.store = path
    yield run
    stores.forget(path)


def in_store(path: Path, sql: str) -> list[tuple[object, ...]]:
    with stores.open_store(path)._connection.cursor() as cursor:
        return cursor.execute(sql).fetchall()


EVERYTHING = "select (select count(*) from employee), (select count(*) from appraisal), " \
    "(select count(*) from import_batch), (select count(*) from audit_event)"  # fmt: skip


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case.title)
def test_a_file_that_cannot_be_read_says_why_and_writes_nothing(case, command):
    code, printed = command(case.content(), case.name)
    assert code == 1
    assert printed.out == ""
    assert printed.err.startswith(case.name)
    for words in case.says:
        assert words in printed.err
    assert "Traceback" not in printed.err
    assert not command.store.exists()
    # and a store that is there stays as it is; machines get the name of the error
    command(table(OTHER), "sah.csv")
    before = in_store(command.store, EVERYTHING)
    code, printed = command(case.content(), case.name, "--json", "--valid-rows")
    told = json.loads(printed.out)
    assert (code, told["error"]) == (1, case.error)
    assert told["message"] == printed.err.strip()
    assert in_store(command.store, EVERYTHING) == before


REJECTIONS = [
    ("set on a day of 1899", [with_(set_on="01/01/1899")], ["row 2: date_out_of_range in "
                                                            "'Tanggal Penilaian'"]),
    ("set on a day of 2099", [with_(set_on="31/12/2099")], ["row 2: date_out_of_range in "
                                                            "'Tanggal Penilaian'"]),
    ("a year 1899", [with_(year="1899")], ["row 2: period_missing in 'Tahun'"]),
    ("a year 2099", [OTHER, with_(year="2099")], ["row 3: period_in_future in 'Tahun'"]),
    ("two people, one number, two ratings", [GOOD, with_(name="Budi", predicate="Kurang")],
     ["row 2: duplicate_conflict", "row 3: duplicate_conflict"]),
    ("a number rounded by a spreadsheet", [with_(nip="198001152010011000")],
     ["row 2: nip_digits_lost in 'NIP'"]),
]  # fmt: skip


@pytest.mark.parametrize(("title", "rows", "says"), REJECTIONS, ids=lambda one: str(one)[:40])
def test_a_wrong_row_is_named_with_its_column_and_nothing_is_written(title, rows, says, command):
    code, printed = command(table(*rows), "rekap.csv")
    assert code == 1
    for line in says:
        assert line in printed.out
    assert "Nothing was written" in printed.out
    assert not command.store.exists()


HOSTILE = ["=cmd|' /C calc'!A0", "=1+1", "@SUM(1)", "<script>alert(1)</script>", "A" * 10_000,
           "'; drop table employee; --", "Zoë 王 \N{RIGHT-TO-LEFT OVERRIDE}x"]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_formulas_markup_and_long_text_in_names_are_text(form, command):
    rows = [[invented_nip(i), name, *GOOD[2:]] for i, name in enumerate(HOSTILE)]
    content = table(*rows) if form == "csv" else to_xlsx({"Rekap": [HEADER, *rows]})
    code, _ = command(content, f"rekap.{form}")
    assert code == 0
    names = in_store(command.store, "select name from employee where name is not null")
    assert {name for (name,) in names} == set(HOSTILE)


def test_two_people_with_one_number_go_in_with_a_warning_and_the_newer_name(command):
    code, printed = command(table(with_(year="2023"), with_(name="Budi")), "rekap.csv", "--json")
    report = json.loads(printed.out)
    assert (code, report["rules"], report["rows_valid"]) == (0, {"name_conflict": 1}, 2)
    named = in_store(command.store, f"select name from employee where nip = '{ONE}'")  # noqa: S608
    assert named == [("Budi",)]


def test_two_people_with_one_number_and_the_same_rating_are_reported(command):
    code, printed = command(table(GOOD, with_(name="Budi")), "rekap.csv", "--json")
    report = json.loads(printed.out)
    assert report["rules"] == {"duplicate_identical": 1, "name_conflict": 1}
    assert (code, report["rows_valid"], report["rows_skipped"]) == (0, 1, 1)


def test_a_file_that_is_not_there_says_so(command, tmp_path, capsys):
    assert main(["import", str(tmp_path / "hilang.csv")]) == 1
    assert "hilang.csv" in capsys.readouterr().err
    assert not command.store.exists()


# -- processes of their own ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("besar.csv", None, "60 MB"),
        ("bom.xlsx", bomb, "unpack"),
        ("kosong.csv", lambda: b"", "empty"),
    ],
)
def test_what_could_hurt_the_machine_is_refused_by_the_real_command(tmp_path, name, content, says):
    path = tmp_path / name
    if content is None:
        with path.open("wb") as target:
            target.truncate(60 * 1024 * 1024)  # sparse: takes no room
    else:
        path.write_bytes(content())
    done = serving.run(
        serving.ROOT, "data", "import", str(path), timeout=SECONDS,
        TIMBANG_DB=str(tmp_path / "own.duckdb"),
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(name)
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert [one.name for one in tmp_path.iterdir()] == [name]
