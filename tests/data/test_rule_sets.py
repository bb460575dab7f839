"""Rule sets in a store: shipped ones follow the program, corrected ones stay and are audited."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from data import audit, reads, rule_sets, store
from data.__main__ import main
from data.errors import AccessDenied, ReasonMissing, RuleSetChanged, RuleSetRefused
from data.scope import Scope
from data.store import Actor, Store

ADMIN = Actor("administrator", "command")
SHIPPED = rule_sets.shipped()[0]


def accept(content: object) -> None:
    """A check that finds every set usable."""


def corrected(years: int = 5, **more: object) -> str:
    content = json.loads(SHIPPED["content"]) | more
    content["targets"]["regular_promotion"]["grade_years"]["value"] = years
    return json.dumps(content)


def events(opened: Store) -> list[str]:
    return opened.frame("audit_events")["action"].tolist()


def test_a_correction_is_recorded_with_both_values_and_the_reason(empty_store: Store) -> None:
    taken = rule_sets.take_in(corrected(), ADMIN, "Keputusan 12", check=accept, of=empty_store)
    assert (taken.rule_set_id, taken.state) == ("2023-01-31", "replaced")
    assert taken.changes == {"targets.regular_promotion.grade_years.value": (4, 5)}
    event = empty_store.frame("audit_events").iloc[-1]
    assert (event["action"], event["object_id"], event["actor"], event["reason"]) == (
        "import_rule_set", "2023-01-31", "administrator", "Keputusan 12",
    )  # fmt: skip
    assert json.loads(event["before_value"]) == {"targets.regular_promotion.grade_years.value": 4}
    assert json.loads(event["after_value"]) == {"targets.regular_promotion.grade_years.value": 5}
    assert audit.verify(empty_store).is_whole
    held = rule_sets.versions(empty_store)
    assert held["rule_set_id"].tolist() == ["2023-01-31"]
    assert held["is_corrected"].tolist() == [True]


def test_a_correction_without_a_reason_changes_nothing(empty_store: Store) -> None:
    for reason in ("", "  "):
        with pytest.raises(ReasonMissing) as error:
            rule_sets.take_in(corrected(), ADMIN, reason, check=accept, of=empty_store)
    assert error.value.places == ("targets.regular_promotion.grade_years.value",)
    assert rule_sets.text_valid_on(dt.date(2026, 1, 1), empty_store) == SHIPPED["content"]
    assert events(empty_store) == ["add_rule_sets"]


def test_a_later_version_is_added_and_a_day_picks_it(empty_store: Store) -> None:
    newer = corrected(valid_from="2027-01-01", name="PP baru")
    assert rule_sets.take_in(newer, ADMIN, "", check=accept, of=empty_store).state == "added"
    for day, name in (("2026-12-31", "SE MenPANRB 3/2023"), ("2027-01-01", "PP baru"),
                      ("2020-01-01", "SE MenPANRB 3/2023")):  # fmt: skip
        text = rule_sets.text_valid_on(dt.date.fromisoformat(day), empty_store)
        assert json.loads(text)["name"] == name
    assert rule_sets.take_in(newer, ADMIN, "", check=accept, of=empty_store).state == "unchanged"


def test_an_unusable_set_is_refused(empty_store: Store) -> None:
    def refuse(content: object) -> None:
        raise RuleSetRefused("cannot be used")

    for text, check in (("{", accept), ("[]", accept), ('{"name": "x"}', accept),
                        ('{"name": "x", "valid_from": "soon"}', accept),
                        (corrected(), refuse)):  # fmt: skip
        with pytest.raises(RuleSetRefused):
            rule_sets.take_in(text, ADMIN, "x", check=check, of=empty_store)
    assert events(empty_store) == ["add_rule_sets"]


def stale(path: Path, text: str, *, action: str) -> None:
    """Put a set in place of the shipped one, as an earlier program or a person would have."""
    opened = Store(path)
    with opened.write(ADMIN) as writer:
        writer.run("put_rule_set", {**SHIPPED, "content": text})
        writer.audit(action, "rule_set", SHIPPED["rule_set_id"], reason="test")
    opened.close()


def test_a_store_follows_the_program_unless_somebody_corrected(tmp_path: Path) -> None:
    older = json.loads(SHIPPED["content"])
    del older["edition"], older["targets"]
    for name, action, follows in (("a", "seed", True), ("b", rule_sets.IMPORTED, False)):
        path = tmp_path / f"{name}.duckdb"
        stale(path, json.dumps(older), action=action)
        again = Store(path)
        text = rule_sets.text_valid_on(dt.date(2026, 1, 1), again)
        assert ("targets" in json.loads(text)) is follows
        assert ("update_rule_sets" in events(again)) is follows
        again.close()


def test_a_newer_edition_is_not_taken_back(tmp_path: Path) -> None:
    newer = json.dumps(json.loads(SHIPPED["content"]) | {"edition": 99})
    stale(tmp_path / "a.duckdb", newer, action="seed")
    again = Store(tmp_path / "a.duckdb")
    assert rule_sets.text_valid_on(dt.date(2026, 1, 1), again) == newer
    again.close()


# ── the commands ──


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIMBANG_DB", str(tmp_path / "uji.duckdb"))
    yield tmp_path
    store.forget(tmp_path / "uji.duckdb")


def test_the_shipped_set_is_written_before_there_is_a_store(folder: Path, capsys) -> None:
    assert main(["rules", "export", str(folder / "a.json")]) == 0
    assert "no store yet" in capsys.readouterr().out
    assert (folder / "a.json").read_text(encoding="utf-8") == SHIPPED["content"]
    assert not (folder / "uji.duckdb").exists()


def test_a_number_is_corrected_by_way_of_a_file(folder: Path, capsys) -> None:
    path = folder / "a.json"
    path.write_text(corrected(), encoding="utf-8")
    assert main(["rules", "import", str(path)]) == 1
    assert "--reason" in capsys.readouterr().err
    assert main(["rules", "import", str(path), "--reason", "Keputusan 12", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "rule_set_id": "2023-01-31", "name": "SE MenPANRB 3/2023", "state": "replaced",
        "changes": {"targets.regular_promotion.grade_years.value": [4, 5]},
    }  # fmt: skip
    assert main(["rules", "export", str(folder / "b.json"), "--on", "2026-05-10"]) == 0
    assert (folder / "b.json").read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (corrected(-1), "targets.regular_promotion.grade_years.value"),
        (json.dumps({"name": "x", "valid_from": "2023-01-31"}), "format"),
        (json.dumps(json.loads(SHIPPED["content"]) | {"targets": {}}), "targets"),
        ("nothing", "no JSON"),
    ],
)
def test_the_command_refuses_what_cannot_be_used(
    folder: Path, text: str, told: str, capsys
) -> None:
    path = folder / "a.json"
    path.write_text(text, encoding="utf-8")
    assert main(["rules", "import", str(path), "--reason", "x"]) == 1
    assert told in capsys.readouterr().err
    assert not (folder / "uji.duckdb").exists()


def test_a_set_without_the_rules_of_promotion_is_refused(folder: Path, capsys) -> None:
    content = json.loads(SHIPPED["content"])
    del content["targets"]
    (folder / "a.json").write_text(json.dumps(content), encoding="utf-8")
    assert main(["rules", "import", str(folder / "a.json"), "--reason", "x"]) == 1
    assert "targets" in capsys.readouterr().err


def test_wrong_usage_ends_with_2(folder: Path, capsys) -> None:
    for arguments in (["rules"], ["rules", "export"], ["rules", "export", "x", "--on", "soon"]):
        with pytest.raises(SystemExit) as error:
            main(arguments)
        assert error.value.code == 2
    capsys.readouterr()


KEEPER = Scope("penjaga", frozenset({"administrator"}))


def test_versions_are_read_with_their_validity_newest_first(
    empty_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "current", lambda: empty_store)
    newer = corrected(valid_from="2027-01-01", name="PP baru")
    rule_sets.take_in(newer, ADMIN, "PP terbit", check=accept, of=empty_store)
    new, old = reads.rule_versions(KEEPER)
    assert (old.rule_set_id, old.valid_until, old.is_corrected) == (
        "2023-01-31", dt.date(2026, 12, 31), False,
    )  # fmt: skip
    assert (new.name, new.valid_from, new.valid_until, new.is_corrected) == (
        "PP baru", dt.date(2027, 1, 1), None, True,
    )  # fmt: skip
    assert new.text == newer
    assert new.content["name"] == "PP baru"
    changes = reads.rule_changes(KEEPER)
    assert list(changes["action"]) == ["import_rule_set", "add_rule_sets"]
    before = json.loads(changes["before_value"].iloc[0])
    assert before["targets.regular_promotion.grade_years.value"] == 4, "beside the one it follows"
    assert changes["reason"].iloc[0] == "PP terbit"
    for read in (reads.rule_versions, reads.rule_changes):
        with pytest.raises(AccessDenied):
            read(Scope("x", frozenset({"city_leadership"}), may_see_persons=True))


def test_a_version_changed_meanwhile_is_not_overwritten(empty_store: Store) -> None:
    seen = SHIPPED["content"]
    rule_sets.take_in(corrected(5), ADMIN, "Tab satu", check=accept, of=empty_store, seen=seen)
    n_events = len(events(empty_store))
    with pytest.raises(RuleSetChanged):
        rule_sets.take_in(corrected(6), ADMIN, "Tab dua", check=accept, of=empty_store, seen=seen)
    with pytest.raises(RuleSetChanged):  # a new version where one begins already
        rule_sets.take_in(corrected(6), ADMIN, "Tab dua", check=accept, of=empty_store, seen=None)
    assert len(events(empty_store)) == n_events
    held = json.loads(rule_sets.text_valid_on(dt.date(2026, 1, 1), empty_store))
    assert held["targets"]["regular_promotion"]["grade_years"]["value"] == 5
