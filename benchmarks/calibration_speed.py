"""What one entry into the table of a calibration draft costs the server.

    python -m benchmarks.calibration_speed [--entries N]

The demo city is built and analysed, a draft is made for agencies of different size, and rows are
typed into as a browser would send them. Timed is the part of the page that is drawn anew: reading
what was typed, saving it in a transaction of its own with its audit event, asking the store again
(a write forgets every answer), the mix against pattern and nation, the boxes, raters and the last
cycle, and handing table and figure to Streamlit. The browser's own work and the garbage collection
after a run are not in it. Wanted: 200 ms at the median with 300 people.

Beside it the summaries alone, and the same numbers counted anew in plain pandas; both must agree.
Results go to benchmarks/results/calibration_speed.json.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

import jobs
from analytics.calibration import calibration_effect, last_cycle, rater_mixes
from analytics.rules import rule_set
from analytics.rules.predicates import PREDICATES, RANK
from benchmarks.costs import Cost, cost_of, in_words, machine
from data import calibration, demo, reads, store
from data.scope import Filters, Scope
from data.store import Actor

TARGET = Path(__file__).parent / "results" / "calibration_speed.json"
LIMIT_MS = 200.0
N_ENTRIES = 15
ACTOR = Actor("pengukur", "dashboard")
READER = Scope("pengukur", frozenset({"evaluator"}), may_see_persons=True)
PERIOD = "2025"
# agency and how many of its people the draft is about; None: all of them
SIZES = (("DINKES", 300), ("DINKES", None), ("DISDIK", None))


def main() -> None:
    """Measure and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=N_ENTRIES)
    parser.add_argument("--to", type=Path, default=TARGET)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "city.duckdb"
        os.environ["TIMBANG_DB"] = str(path)
        opened = store.open_store(path, create=True)
        demo.build(opened, ACTOR)
        jobs.run_analysis(opened, ACTOR)
        found = [measured(opened, agency, n, options.entries) for agency, n in SIZES]
        store.close_all()
    for each in found:
        print(json.dumps(each), flush=True)
    result = {"limit_ms": LIMIT_MS, "machine": machine(), "drafts": found}
    options.to.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def measured(opened: store.Store, agency: str, n: int | None, n_entries: int) -> dict[str, object]:
    """Return what entries into a draft of an agency cost, and the summaries alone."""
    unit_id = None if n is None else one_unit_of(opened, agency, n)
    number = calibration.create_calibration(
        READER, f"{agency} {n}", ACTOR, period_code=PERIOD, agency_code=agency, unit_id=unit_id
    )
    people = reads.calibration_people(READER, PERIOD, agency, unit_id)
    app = AppTest.from_function(drawn, default_timeout=120, args=(number,)).run()
    costs = [entered(app, people, at) for at in range(n_entries + 2)][2:]  # the first ones warm up
    frame = people.assign(proposed=proposals_of(number, people))
    rules = rule_set.parse(reads.rule_set(READER, Filters(period_code=PERIOD)))
    own = predicate_of(agency)
    check_agreement(frame, own, rules)
    return {
        "n_people": len(people),
        "entry": in_words(costs),
        "summaries": in_words([cost_of(lambda: summaries(frame, own, rules)) for _ in range(31)]),
        "plain_pandas": in_words([cost_of(lambda: plain_pandas(frame)) for _ in range(31)]),
    }


def drawn(number: int) -> None:
    """Draw the draft as the page does, and note what it cost."""
    import streamlit as st

    from benchmarks.calibration_speed import PERIOD, READER
    from benchmarks.costs import cost_of
    from data.scope import Filters
    from ui.panels import calibration_meeting

    chosen = Filters(year=int(PERIOD), period_code=PERIOD)
    st.session_state["cost"] = cost_of(lambda: calibration_meeting.draw(READER, chosen, number))


def entered(app: AppTest, people: pd.DataFrame, at: int) -> Cost:
    """Type one more proposal with its reason and return what drawing it cost."""
    now = people["predicate"].iloc[at]
    typed = {"proposed": "very_good" if now != "very_good" else "good", "reason": f"Alasan {at}"}
    key = app.data_editor[0].key
    before = app.session_state[key]["edited_rows"] if key in app.session_state else {}
    rows = {**before, at: typed}
    app.session_state[key] = {"edited_rows": rows, "added_rows": [], "deleted_rows": []}
    app.run()
    if app.exception:
        raise RuntimeError(str(app.exception[0].value))
    cost: Cost = app.session_state["cost"]
    return cost


def one_unit_of(opened: store.Store, agency: str, n: int) -> int:
    """Put `n` people of an agency into one unit of a new number and return it."""
    unit_id = 9_000_000_000
    with opened.write(ACTOR) as writer:
        writer._cursor.execute(
            "insert into unit (unit_id, agency_code, name, name_key) values (?, ?, 'Unit', 'unit')",
            [unit_id, agency],
        )
        writer._cursor.execute(
            "update appraisal set unit_id = ? where period_code = ? and employee_id in (select"
            " employee_id from result where period_code = ? and agency_code = ? order by 1"
            " limit ?)",
            [unit_id, PERIOD, PERIOD, agency, n],
        )
        writer.audit("prepare", "benchmark")
    return unit_id


def proposals_of(number: int, people: pd.DataFrame) -> pd.Series[Any]:
    """Return what was proposed, in the order of people."""
    held = reads.calibration_proposals(READER, number).set_index("employee_id")
    return people["employee_id"].map(held["proposed_predicate"])


def predicate_of(agency: str) -> str | None:
    """Return the agency's own predicate."""
    filters = Filters(year=int(PERIOD), period_code=PERIOD, agency_code=agency)
    given = reads.agency_results(READER, filters)
    known = given.loc[given["agency_code"] == agency, "agency_predicate"].dropna()
    return None if known.empty else str(known.iloc[0])


def summaries(
    frame: pd.DataFrame, own: str | None, rules: rule_set.RuleSet
) -> tuple[object, pd.DataFrame, object]:
    """Compute what stands beside and below the table."""
    return calibration_effect(frame, own, rules), rater_mixes(frame), last_cycle(frame)


def plain_pandas(frame: pd.DataFrame) -> tuple[list[int], pd.DataFrame, pd.DataFrame]:
    """Count mix, raters and last cycle anew, without pattern, nation and boxes."""
    then = frame["proposed"].where(frame["proposed"].notna(), frame["predicate"])
    both = frame.assign(then=then)
    mix = then.value_counts().reindex(PREDICATES, fill_value=0)
    rank_now, rank_then = frame["predicate"].map(RANK), then.map(RANK)
    both = both.assign(
        top_now=frame["predicate"] == "very_good",
        top_then=then == "very_good",
        good_now=frame["predicate"].isin(["very_good", "good"]),
        good_then=then.isin(["very_good", "good"]),
        is_moved=rank_now != rank_then,
        is_up=rank_then > rank_now,
        is_down=rank_then < rank_now,
    )
    raters = both.groupby("rater_id").agg(
        n_people=("then", "count"),
        n_proposed=("is_moved", "sum"),
        n_up=("is_up", "sum"),
        n_down=("is_down", "sum"),
        very_good_before=("top_now", "mean"),
        very_good_after=("top_then", "mean"),
        good_or_better_before=("good_now", "mean"),
        good_or_better_after=("good_then", "mean"),
    )
    cycle = pd.crosstab(both["previous_predicate"], both["then"])
    return mix.tolist(), raters, cycle


def check_agreement(frame: pd.DataFrame, own: str | None, rules: rule_set.RuleSet) -> None:
    """Stop if both ways of counting do not give the same."""
    effect = calibration_effect(frame, own, rules)
    ours = rater_mixes(frame).set_index("rater_id").sort_index()
    mix, raters, cycle = plain_pandas(frame)
    same = (
        effect.after.counts.tolist() == mix
        and ours["n_proposed"].tolist() == raters["n_proposed"].tolist()
        and np.allclose(ours["very_good_after"], raters["very_good_after"])
        and last_cycle(frame).after.counts.sum() == cycle.to_numpy().sum()
    )
    if not same:
        raise RuntimeError("both ways of counting differ; nothing was measured")


if __name__ == "__main__":
    main()
