"""Dinas Kesehatan of the small city with an order, assessments and sanctions known by hand.

On 10 May 2026, for the talent pool (last complete year 2025, everybody Baik that year):
people 1 to 29 meet everything (potential high, box 8); person 30 too, but for a sanction until
31 August 2026; 31 to 40 do not (potential low, box 2); 41 to 60 are not assessed.

Scores are 100 − id; in every second draw person 11 gains 1.5 points and passes person 10. By raw
mean person 20 stands fourth and person 3 far below.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from streamlit.testing.v1 import AppTest

from data import store
from tests.pages import city, stored_run
from ui import i18n

Program = Callable[..., AppTest]

ON = "2026-05-10"
N, N_DRAWS = 60, 200
MET, BLOCKED, LOW, UNASSESSED = 29, 30, 10, 20
RAW = {20: 95.5, 3: 60.0}  # elsewhere the raw mean is the score
ASK = {"opd": "DINKES", "sasaran": "talent_pool", "pada": ON}

_STATEMENTS = (
    "update employee set sex = case when employee_id % 2 = 0 then 'male' else 'female' end,"
    " birth_date = date '1985-01-01' + to_days(employee_id::integer)",
    "update appraisal set predicate = 'good' where employee_id <= 60 and period_code = '2025'",
    "insert into sanction (employee_id, agency_code, level) values (null, 'DINKES', 'none')",
    "insert into sanction (employee_id, agency_code, level, starts_on, ends_on)"
    " values (30, 'DINKES', 'moderate', '2026-03-01', '2026-08-31')",
    "insert into competence (employee_id, assessed_on, potential, potential_score)"
    " select employee_id, date '2025-06-01', case when employee_id <= 30 then 'high' else 'low'"
    " end, case when employee_id <= 5 then 82 when employee_id <= 30 then 90 else 40 end"
    " from employee where employee_id <= 40",
)


def build(path: Path, **facts: object) -> store.Store:
    """Write the city, its assessments and the run."""
    opened = city.build(path)
    with opened.write(city.TEST_ACTOR) as writer:
        for statement in _STATEMENTS:
            writer._cursor.execute(statement)
        writer.audit("import", "careers")
    stored_run.store_run(opened, tables=tables(), **facts)
    return opened


def tables() -> stored_run.RunTables:
    """Return the run's tables with the order of sixty people."""
    ids = np.arange(1, N + 1)
    score = 100.0 - ids
    draws = np.tile(score.astype(np.float32), (N_DRAWS, 1))
    draws[::2, 10] += 1.5
    employees = pd.DataFrame(
        {
            "employee_id": ids, "agency_code": "DINKES", "n_ratings": 3,
            "raw_mean": [RAW.get(int(each), 100.0 - each) for each in ids],
            "adjusted": draws.mean(axis=0).astype(np.float64), "adjusted_sd": 0.5,
            "home_unit_id": 1, "component": 1,
            "link_grade": ["C" if each == 12 else "A" for each in ids],
            "rank_lower": ids, "rank_median": ids, "rank_upper": ids, "top_probability": 0.5,
        }
    )  # fmt: skip
    return replace(stored_run.run_tables(), employees=employees, draws=draws)


def open_page(program: Program, **codes: str) -> AppTest:
    """Open the page with codes of the address that belong to it alone."""
    shared = {name: codes.pop(name) for name in ("opd", "jenis", "peran") if name in codes}
    language = codes.pop("language", "id")
    app = program(language=language, **shared)
    for name, code in codes.items():
        app.query_params[name] = code
    with i18n.use_language(language):
        app.switch_page("candidates.py").run()
    assert not app.exception
    return app


def the_list(app: AppTest) -> pd.DataFrame:
    return next(table.value for table in app.dataframe if "standing_words" in table.value)


def headers(app: AppTest) -> list[str]:
    return [str(header.value) for header in app.header]
