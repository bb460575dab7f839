"""The ladders of a career and their order: grades, functional levels, echelons, education.

Names and order are the law's and do not change with a rule set; every number that hangs on them
does.
"""

from __future__ import annotations

from typing import Final

EMPLOYMENT_TYPES: Final = ("pns", "pppk", "pppk_part_time")
POSITION_CLASSES: Final = (
    "general_staff", "functional", "supervisor", "administrator", "executive",
)  # fmt: skip
STRUCTURAL: Final = ("supervisor", "administrator", "executive")

# Lowest first.
GRADES: Final = (
    "I/a", "I/b", "I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d",
    "IV/a", "IV/b", "IV/c", "IV/d", "IV/e",
)  # fmt: skip
PPPK_GRADES: Final = tuple(
    f"PPPK {number}"
    for number in (
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
        "XV", "XVI", "XVII",
    )
)  # fmt: skip

# Skill, then expertise, lowest first: Pemula, Terampil, Mahir, Penyelia; Ahli Pertama, Muda, Madya,
# Utama.
FUNCTIONAL_LEVELS: Final = ("PM", "TR", "MH", "PY", "PT", "MU", "MA", "UT")
ECHELONS: Final = ("II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b")

# Lowest first; D-IV equals S1.
EDUCATIONS: Final = (
    "SD", "SMP", "SMP kejuruan", "SMA", "D-I", "D-II", "D-III", "D-IV", "S1", "profesi", "S2", "S3",
)  # fmt: skip
_EQUAL: Final = {"D-IV": "S1"}
EDUCATION_RANK: Final = {name: EDUCATIONS.index(_EQUAL.get(name, name)) for name in EDUCATIONS}

EXAMS: Final = ("I", "II")  # ujian dinas
SANCTION_LEVELS: Final = ("light", "moderate", "severe")
POTENTIALS: Final = ("low", "medium", "high")
