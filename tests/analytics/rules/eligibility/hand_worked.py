"""Cases worked by hand from the text of the rules: facts, a day, and what each check must say.

A case is (why, target, day, facts, expected). Expected is a status for each named check, with the
day it is met after a blank where the rules give one; "-" asks that there is no such day.
"""

REGULAR, FUNCTIONAL, STRUCTURAL = (
    "regular_promotion", "functional_promotion", "structural_promotion",
)  # fmt: skip
LEVEL, SUPERVISOR, ADMINISTRATOR, EXECUTIVE, POOL = (
    "next_functional_level", "supervisor", "administrator", "executive", "talent_pool",
)  # fmt: skip
DAY = "2026-05-10"

# One person for each target who meets everything on DAY; cases below change a fact or two.
STAFF = {
    "employment_type": "pns", "position_class": "general_staff", "grade": "III/a",
    "grade_since": "2022-04-01", "education": "S1", "predicates": "2024:good;2025:very_good",
    "sanctions": "none",
}  # fmt: skip
EXPERT = {
    "employment_type": "pns", "position_class": "functional", "functional_level": "PT",
    "grade": "III/a", "grade_since": "2024-04-01", "credit": "50",
    "predicates": "2024:good;2025:good", "sanctions": "none",
}  # fmt: skip
HEAD = {
    "employment_type": "pns", "position_class": "supervisor", "echelon": "IV.a", "grade": "III/c",
    "grade_since": "2022-04-01", "position_since": "2023-01-02",
    "predicates": "2024:good;2025:good", "sanctions": "none",
}  # fmt: skip
CLIMBER = {
    "employment_type": "pns", "position_class": "functional", "functional_level": "PT",
    "credit": "100", "predicates": "2025:good", "competence_test": "passed", "vacancy": "yes",
    "sanctions": "none",
}  # fmt: skip
FOR_SUPERVISOR = {
    "employment_type": "pns", "education": "D-III", "experience": "general_staff:48",
    "predicates": "2024:good;2025:good", "competence_standard": "met", "sanctions": "none",
}  # fmt: skip
FOR_ADMINISTRATOR = {
    **FOR_SUPERVISOR, "education": "S1", "experience": "supervisor:36",
}  # fmt: skip
FOR_EXECUTIVE = {
    **FOR_SUPERVISOR, "education": "S1", "experience": "administrator:24", "field_months": "60",
    "birth_date": "1975-08-17",
}  # fmt: skip
TALENT = {
    "employment_type": "pppk", "predicates": "2025:good", "potential": "high", "sanctions": "none",
}  # fmt: skip
FITTING = {
    REGULAR: STAFF, FUNCTIONAL: EXPERT, STRUCTURAL: HEAD, LEVEL: CLIMBER,
    SUPERVISOR: FOR_SUPERVISOR, ADMINISTRATOR: FOR_ADMINISTRATOR, EXECUTIVE: FOR_EXECUTIVE,
    POOL: TALENT,
}  # fmt: skip

NO = "not_met"
OPEN = "unknown"


def changed(target, **facts):
    """The fitting person with other facts; an empty text takes one away."""
    return {**FITTING[target], **facts}


CASES = [
    # ── everything fits ──
    *[(f"fits {target}", target, DAY, FITTING[target], {"overall": "met -"}) for target in FITTING],
    *[(f"nothing is known: {target}", target, DAY, {}, {"overall": "unknown -"})
      for target in FITTING],
    # ── employment ──
    ("PPPK have no ranks", REGULAR, DAY, changed(REGULAR, employment_type="pppk"),
     {"employment": NO, "overall": "not_met -"}),
    ("part-time PPPK neither", FUNCTIONAL, DAY,
     changed(FUNCTIONAL, employment_type="pppk_part_time"),
     {"employment": NO, "overall": "not_met -"}),
    ("PPPK: no conversion to a next level", LEVEL, DAY, changed(LEVEL, employment_type="pppk"),
     {"employment": NO, "credit": "met"}),
    ("PPPK is no supervisor", SUPERVISOR, DAY, changed(SUPERVISOR, employment_type="pppk"),
     {"employment": NO}),
    ("PPPK is no executive", EXECUTIVE, DAY, changed(EXECUTIVE, employment_type="pppk"),
     {"employment": NO}),
    ("PPPK may be talent", POOL, DAY, TALENT, {"employment": "met"}),
    ("part-time PPPK may be talent", POOL, DAY, changed(POOL, employment_type="pppk_part_time"),
     {"employment": "met", "overall": "met"}),
    ("type unknown", REGULAR, DAY, changed(REGULAR, employment_type=""),
     {"employment": OPEN, "overall": OPEN}),
    ("type unknown is open for the pool too", POOL, DAY, changed(POOL, employment_type=""),
     {"employment": OPEN, "overall": OPEN}),
    # ── post ──
    ("functional staff is promoted another way", REGULAR, DAY,
     changed(REGULAR, position_class="functional"), {"post": NO, "overall": "not_met -"}),
    ("a supervisor is no general staff", REGULAR, DAY,
     changed(REGULAR, position_class="supervisor", echelon="IV.b"), {"post": NO}),
    ("class unknown", REGULAR, DAY, changed(REGULAR, position_class=""), {"post": OPEN}),
    ("an acting head without echelon stays open", STRUCTURAL, DAY, changed(STRUCTURAL, echelon=""),
     {"post": OPEN, "rank_room": OPEN, "overall": OPEN}),
    ("acting head whose own post is general staff", STRUCTURAL, DAY,
     changed(STRUCTURAL, position_class="general_staff", echelon=""),
     {"post": NO, "grade_years": "met", "overall": NO}),
    ("structural class empty", STRUCTURAL, DAY, changed(STRUCTURAL, position_class=""),
     {"post": OPEN}),
    ("staff has no level", LEVEL, DAY, changed(LEVEL, position_class="general_staff"),
     {"post": NO}),
    ("an executive of echelon II.b holds a structural post", STRUCTURAL, DAY,
     {"position_class": "executive", "echelon": "II.b"}, {"post": "met"}),
    ("functional staff holds a functional post", FUNCTIONAL, DAY, {"position_class": "functional"},
     {"post": "met"}),
    # ── years in grade: regular, 4 ──
    ("four years to the day", REGULAR, "2025-10-01", {"grade_since": "2021-10-01"},
     {"grade_years": "met -"}),
    ("a day before four years", REGULAR, "2025-09-30", {"grade_since": "2021-10-01"},
     {"grade_years": "not_met 2025-10-01"}),
    ("29 February in a leap year", REGULAR, "2024-02-28", {"grade_since": "2020-02-29"},
     {"grade_years": "not_met 2024-02-29"}),
    ("29 February reached", REGULAR, "2024-02-29", {"grade_since": "2020-02-29"},
     {"grade_years": "met"}),
    ("grade date unknown", REGULAR, DAY, changed(REGULAR, grade_since=""), {"grade_years": OPEN}),
    ("waits for a promotion date", REGULAR, DAY, changed(REGULAR, grade_since="2022-06-15"),
     {"grade_years": "not_met 2026-06-15", "overall": "not_met 2026-07-01"}),
    ("met on a first waits no longer", REGULAR, DAY, changed(REGULAR, grade_since="2022-06-01"),
     {"grade_years": "not_met 2026-06-01", "overall": "not_met 2026-06-01"}),
    # ── promotion dates before, across and after October 2025 ──
    ("before October 2025 even months only", REGULAR, "2025-05-10",
     changed(REGULAR, grade_since="2021-06-15", predicates="2023:good;2024:good"),
     {"grade_years": "not_met 2025-06-15", "overall": "not_met 2025-08-01"}),
    ("1 July 2025 is no promotion date", REGULAR, "2025-06-10",
     changed(REGULAR, grade_since="2021-07-01", predicates="2023:good;2024:good"),
     {"overall": "not_met 2025-08-01"}),
    ("the first date of every month is 1 October 2025", REGULAR, "2025-08-10",
     changed(REGULAR, grade_since="2021-08-20", predicates="2023:good;2024:good"),
     {"overall": "not_met 2025-10-01"}),
    ("November 2025 is one", REGULAR, "2025-08-10",
     changed(REGULAR, grade_since="2021-10-02", predicates="2023:good;2024:good"),
     {"overall": "not_met 2025-11-01"}),
    ("in 2023 April and October", REGULAR, "2023-03-10",
     changed(REGULAR, grade_since="2019-04-02", predicates="2021:good;2022:good"),
     {"overall": "not_met 2023-10-01"}),
    ("from autumn 2023 to February 2024", REGULAR, "2023-09-10",
     changed(REGULAR, grade_since="2019-10-02", predicates="2021:good;2022:good"),
     {"overall": "not_met 2024-02-01"}),
    ("over the turn of the year", REGULAR, "2026-11-20",
     changed(REGULAR, grade_since="2022-12-02"), {"overall": "not_met 2027-01-01"}),
    # ── years in grade: functional, 2 ──
    ("two years to the day", FUNCTIONAL, DAY, changed(FUNCTIONAL, grade_since="2024-05-10"),
     {"grade_years": "met"}),
    ("two years tomorrow", FUNCTIONAL, DAY, changed(FUNCTIONAL, grade_since="2024-05-11"),
     {"grade_years": "not_met 2026-05-11", "overall": "not_met 2026-06-01"}),
    ("from 29 February to 1 March", FUNCTIONAL, "2026-02-28", {"grade_since": "2024-02-29"},
     {"grade_years": "not_met 2026-03-01"}),
    ("on 1 March it is met", FUNCTIONAL, "2026-03-01", {"grade_since": "2024-02-29"},
     {"grade_years": "met"}),
    # ── years in grade: structural, 4, or 1 and 1 when one step below ──
    ("four years suffice without anything else", STRUCTURAL, DAY, {"grade_since": "2022-05-10"},
     {"grade_years": "met"}),
    ("three years inside the ranks are not enough", STRUCTURAL, DAY,
     changed(STRUCTURAL, grade_since="2023-01-01"), {"grade_years": "not_met 2027-01-01"}),
    ("one step below, a year in both", STRUCTURAL, DAY,
     changed(STRUCTURAL, grade="III/b", grade_since="2025-05-10", position_since="2025-05-10"),
     {"grade_years": "met", "overall": "met"}),
    ("one step below, a day short in the post", STRUCTURAL, DAY,
     changed(STRUCTURAL, grade="III/b", grade_since="2025-05-10", position_since="2025-05-11"),
     {"grade_years": "not_met 2026-05-11", "overall": "not_met 2026-06-01"}),
    ("one step below, a day short in the grade", STRUCTURAL, DAY,
     changed(STRUCTURAL, grade="III/b", grade_since="2025-05-11", position_since="2024-01-01"),
     {"grade_years": "not_met 2026-05-11"}),
    ("one step below, the four years come first", STRUCTURAL, DAY,
     changed(STRUCTURAL, grade="III/b", grade_since="2022-06-01", position_since="2026-03-01"),
     {"grade_years": "not_met 2026-06-01"}),
    ("two steps below is not one", STRUCTURAL, DAY,
     changed(STRUCTURAL, grade="III/a", grade_since="2024-01-01", position_since="2024-01-01"),
     {"grade_years": "not_met 2028-01-01"}),
    ("one step below, post date unknown", STRUCTURAL, DAY,
     changed(STRUCTURAL, grade="III/b", grade_since="2024-01-01", position_since=""),
     {"grade_years": OPEN, "overall": OPEN}),
    ("echelon unknown decides", STRUCTURAL, DAY,
     changed(STRUCTURAL, echelon="", grade="III/b", grade_since="2024-01-01"),
     {"grade_years": OPEN}),
    ("less than a year in grade decides alone", STRUCTURAL, DAY,
     {"grade_since": "2025-08-01"}, {"grade_years": "not_met -"}),
    ("III/d is one below IV/a of echelon III.a", STRUCTURAL, DAY,
     changed(STRUCTURAL, position_class="administrator", echelon="III.a", grade="III/d",
             grade_since="2024-10-01", position_since="2024-10-01"),
     {"grade_years": "met", "rank_room": "met"}),
    ("IV/b is one below IV/c of echelon II.a", STRUCTURAL, DAY,
     changed(STRUCTURAL, position_class="executive", echelon="II.a", grade="IV/b",
             grade_since="2025-01-01", position_since="2025-01-01"),
     {"grade_years": "met"}),
    # ── predicates ──
    ("both years good", REGULAR, DAY, {"predicates": "2024:good;2025:good"}, {"predicates": "met"}),
    ("needs improvement is lower", REGULAR, DAY, {"predicates": "2024:needs_improvement;2025:good"},
     {"predicates": NO}),
    ("very poor", REGULAR, DAY, {"predicates": "2024:good;2025:very_poor"}, {"predicates": NO}),
    ("one missing", REGULAR, DAY, {"predicates": "2025:very_good"}, {"predicates": OPEN}),
    ("one missing, the other poor", REGULAR, DAY, {"predicates": "2024:poor"}, {"predicates": NO}),
    ("older and unfinished years do not count", REGULAR, DAY,
     {"predicates": "2023:poor;2024:good;2025:good;2026:poor"}, {"predicates": "met"}),
    ("on 31 December the year is not over", REGULAR, "2025-12-31",
     {"predicates": "2023:good;2024:good;2025:poor"}, {"predicates": "met"}),
    ("on 1 January it is", REGULAR, "2026-01-01",
     {"predicates": "2023:good;2024:good;2025:poor"}, {"predicates": NO}),
    ("the next level looks back one year", LEVEL, DAY, {"predicates": "2024:poor;2025:good"},
     {"predicates": "met"}),
    ("one year, lower", LEVEL, DAY, {"predicates": "2025:needs_improvement"}, {"predicates": NO}),
    ("a post looks back two", ADMINISTRATOR, DAY, {"predicates": "2024:poor;2025:good"},
     {"predicates": NO}),
    ("the pool asks that it is known", POOL, DAY, {"predicates": "2025:very_poor"},
     {"predicates": "met"}),
    ("the pool: another year is not the last", POOL, DAY, {"predicates": "2024:good"},
     {"predicates": OPEN}),
    # ── ceiling of education (next grade ≤ ceiling) ──
    *[(f"{education} allows {ceiling}", REGULAR, DAY, {"education": education, "grade": below},
       {"education_ceiling": "met"})
      for education, below, ceiling in [
          ("SD", "I/d", "II/a"), ("SMP", "II/b", "II/c"), ("SMP kejuruan", "II/c", "II/d"),
          ("SMA", "III/a", "III/b"), ("D-I", "III/a", "III/b"), ("D-II", "III/a", "III/b"),
          ("D-III", "III/b", "III/c"), ("D-IV", "III/c", "III/d"), ("S1", "III/c", "III/d"),
          ("profesi", "III/d", "IV/a"), ("S2", "III/d", "IV/a"), ("S3", "IV/a", "IV/b")]],
    *[(f"{education} ends at {at}", REGULAR, DAY, {"education": education, "grade": at},
       {"education_ceiling": NO})
      for education, at in [
          ("SD", "II/a"), ("SMP", "II/c"), ("SMP kejuruan", "II/d"), ("SMA", "III/b"),
          ("D-I", "III/b"), ("D-II", "III/b"), ("D-III", "III/c"), ("D-IV", "III/d"),
          ("S1", "III/d"), ("profesi", "IV/a"), ("S2", "IV/a"), ("S3", "IV/b")]],
    ("IV/e has no next grade, whatever the education", REGULAR, DAY, {"grade": "IV/e"},
     {"education_ceiling": NO}),
    ("education unknown", REGULAR, DAY, {"grade": "II/a"}, {"education_ceiling": OPEN}),
    ("grade unknown", REGULAR, DAY, {"education": "S3"}, {"education_ceiling": OPEN}),
    ("a PPPK grade counts as empty", REGULAR, DAY, {"education": "S1", "grade": "PPPK IX"},
     {"education_ceiling": OPEN, "service_exam": OPEN}),
    # ── service examination ──
    ("II/d to III/a needs the first", REGULAR, DAY,
     {"grade": "II/d", "service_exam": "none", "exam_exempt": "no"}, {"service_exam": NO}),
    ("the first is passed", REGULAR, DAY, {"grade": "II/d", "service_exam": "I"},
     {"service_exam": "met"}),
    ("the second is not the first", REGULAR, DAY,
     {"grade": "II/d", "service_exam": "II", "exam_exempt": "no"}, {"service_exam": NO}),
    ("III/d to IV/a needs the second", REGULAR, DAY,
     {"grade": "III/d", "service_exam": "I", "exam_exempt": "no"}, {"service_exam": NO}),
    ("both are listed", REGULAR, DAY, {"grade": "III/d", "service_exam": "I;II"},
     {"service_exam": "met"}),
    ("exempt", REGULAR, DAY, {"grade": "III/d", "service_exam": "none", "exam_exempt": "yes"},
     {"service_exam": "met"}),
    ("perhaps exempt", REGULAR, DAY, {"grade": "III/d", "service_exam": "none"},
     {"service_exam": OPEN}),
    ("not exempt, examination unknown", REGULAR, DAY, {"grade": "III/d", "exam_exempt": "no"},
     {"service_exam": OPEN}),
    ("III/a to III/b needs none", REGULAR, DAY,
     {"grade": "III/a", "service_exam": "none", "exam_exempt": "no"}, {"service_exam": "met"}),
    ("IV/a to IV/b needs none", REGULAR, DAY, {"grade": "IV/a"}, {"service_exam": "met"}),
    # ── credit for the next rank inside the level ──
    *[(f"{level} {grade}: {needed} are enough", FUNCTIONAL, DAY,
       {"functional_level": level, "grade": grade, "credit": str(needed)},
       {"credit": "met", "rank_room": "met"})
      for level, grade, needed in [
          ("TR", "II/b", 20), ("TR", "II/c", 40), ("MH", "III/a", 50), ("PY", "III/c", 100),
          ("PT", "III/a", 50), ("MU", "III/c", 100), ("MA", "IV/a", 150), ("MA", "IV/b", 300),
          ("UT", "IV/d", 200)]],
    *[(f"{level} {grade}: {points} are short", FUNCTIONAL, DAY,
       {"functional_level": level, "grade": grade, "credit": points}, {"credit": "not_met -"})
      for level, grade, points in [
          ("TR", "II/b", "19.99"), ("TR", "II/c", "39.99"), ("MH", "III/a", "49.99"),
          ("PY", "III/c", "99.99"), ("PT", "III/a", "0"), ("MU", "III/c", "99.99"),
          ("MA", "IV/a", "149.99"), ("MA", "IV/b", "299.99"), ("UT", "IV/d", "199.99")]],
    *[(f"{level} ends at {grade}", FUNCTIONAL, DAY,
       {"functional_level": level, "grade": grade, "credit": "0"},
       {"credit": "met", "rank_room": NO})
      for level, grade in [
          ("PM", "II/a"), ("TR", "II/d"), ("MH", "III/b"), ("PY", "III/d"), ("PT", "III/b"),
          ("MU", "III/d"), ("MA", "IV/c"), ("UT", "IV/e")]],
    ("credit unknown", FUNCTIONAL, DAY, {"functional_level": "PT", "grade": "III/a"},
     {"credit": OPEN}),
    ("level unknown", FUNCTIONAL, DAY, {"credit": "500", "grade": "III/a"},
     {"credit": OPEN, "rank_room": OPEN}),
    ("a rank below the level", FUNCTIONAL, DAY, {"functional_level": "MU", "grade": "III/a"},
     {"rank_room": NO}),
    # ── credit for the next level ──
    *[(f"{level}: {needed} lead to the next", LEVEL, DAY,
       {"functional_level": level, "credit": str(needed)}, {"credit": "met"})
      for level, needed in [
          ("PM", 15), ("TR", 60), ("MH", 100), ("PT", 100), ("MU", 200), ("MA", 450)]],
    *[(f"{level}: {points} are short of the next", LEVEL, DAY,
       {"functional_level": level, "credit": points}, {"credit": NO})
      for level, points in [
          ("PM", "14.99"), ("TR", "59.99"), ("MH", "99.99"), ("PT", "99.99"), ("MU", "199.99"),
          ("MA", "449.99")]],
    ("Penyelia is the last", LEVEL, DAY, {"functional_level": "PY", "credit": "900"},
     {"credit": NO}),
    ("Utama is the last, credit or not", LEVEL, DAY, {"functional_level": "UT"}, {"credit": NO}),
    ("points unknown", LEVEL, DAY, {"functional_level": "MU"}, {"credit": OPEN}),
    ("level of the points unknown", LEVEL, DAY, {"credit": "450"}, {"credit": OPEN}),
    # ── room in the echelon ──
    *[(f"{echelon} reaches {below}+1", STRUCTURAL, DAY, {"echelon": echelon, "grade": below},
       {"rank_room": "met"})
      for echelon, below in [
          ("II.a", "IV/c"), ("II.b", "IV/b"), ("III.a", "IV/a"), ("III.b", "III/d"),
          ("IV.a", "III/c"), ("IV.b", "III/b")]],
    *[(f"{echelon} ends at {top}", STRUCTURAL, DAY, {"echelon": echelon, "grade": top},
       {"rank_room": NO})
      for echelon, top in [
          ("II.a", "IV/d"), ("II.b", "IV/c"), ("III.a", "IV/b"), ("III.b", "IV/a"),
          ("IV.a", "III/d"), ("IV.b", "III/c")]],
    ("IV/e needs no echelon to have no next", STRUCTURAL, DAY, {"grade": "IV/e"},
     {"rank_room": NO}),
    # ── test, vacancy, standard ──
    ("test passed, post vacant", LEVEL, DAY, {"competence_test": "passed", "vacancy": "yes"},
     {"competence_test": "met", "vacancy": "met"}),
    ("up to the standard", ADMINISTRATOR, DAY, {"competence_standard": "met"},
     {"competence_standard": "met"}),
    ("test failed", LEVEL, DAY, changed(LEVEL, competence_test="failed"),
     {"competence_test": NO, "overall": "not_met -"}),
    ("test unknown", LEVEL, DAY, changed(LEVEL, competence_test=""),
     {"competence_test": OPEN, "overall": OPEN}),
    ("no vacancy", LEVEL, DAY, changed(LEVEL, vacancy="no"), {"vacancy": NO, "overall": NO}),
    ("vacancy unknown", LEVEL, DAY, changed(LEVEL, vacancy=""), {"vacancy": OPEN}),
    ("standard not met", SUPERVISOR, DAY, changed(SUPERVISOR, competence_standard="not_met"),
     {"competence_standard": NO}),
    ("standard unknown", EXECUTIVE, DAY, changed(EXECUTIVE, competence_standard=""),
     {"competence_standard": OPEN, "overall": OPEN}),
    # ── education for a post ──
    ("D-II is below D-III", SUPERVISOR, DAY, {"education": "D-II"}, {"education": NO}),
    ("SMA is below D-III", SUPERVISOR, DAY, {"education": "SMA"}, {"education": NO}),
    ("D-III does for a supervisor", SUPERVISOR, DAY, {"education": "D-III"}, {"education": "met"}),
    ("but not for an administrator", ADMINISTRATOR, DAY, {"education": "D-III"},
     {"education": NO}),
    ("D-IV equals S1", ADMINISTRATOR, DAY, {"education": "D-IV"}, {"education": "met"}),
    ("profesi is above S1", EXECUTIVE, DAY, {"education": "profesi"}, {"education": "met"}),
    ("D-III is no executive's", EXECUTIVE, DAY, {"education": "D-III"}, {"education": NO}),
    ("nothing known", EXECUTIVE, DAY, {}, {"education": OPEN}),
    # ── experience ──
    ("48 months of staff and functional together", SUPERVISOR, DAY,
     {"experience": "general_staff:30;functional:18"}, {"experience": "met"}),
    ("47 months", SUPERVISOR, DAY, {"experience": "general_staff:30;functional:17"},
     {"experience": NO}),
    ("other classes do not count", SUPERVISOR, DAY, {"experience": "administrator:90"},
     {"experience": NO}),
    ("Madya months are functional months", SUPERVISOR, DAY, {"experience": "functional_MA:48"},
     {"experience": "met"}),
    ("and are not counted twice", ADMINISTRATOR, DAY,
     {"experience": "functional:24;functional_MA:24"}, {"experience": NO}),
    ("36 months", ADMINISTRATOR, DAY, {"experience": "supervisor:20;functional:16"},
     {"experience": "met"}),
    ("35 months", ADMINISTRATOR, DAY, {"experience": "supervisor:35;general_staff:90"},
     {"experience": NO}),
    ("24 months of administrator and Madya", EXECUTIVE, DAY,
     {"experience": "administrator:10;functional_MA:14"}, {"experience": "met"}),
    ("functional months below Madya do not count", EXECUTIVE, DAY,
     {"experience": "administrator:10;functional:90;functional_MU:80"}, {"experience": NO}),
    ("experience unknown", EXECUTIVE, DAY, {}, {"experience": OPEN, "field": OPEN}),
    ("60 months in the field", EXECUTIVE, DAY, {"field_months": "60"}, {"field": "met"}),
    ("59 months in the field", EXECUTIVE, DAY, {"field_months": "59"}, {"field": NO}),
    # ── age ──
    ("the day before the 57th birthday", EXECUTIVE, "2026-08-16", {"birth_date": "1969-08-17"},
     {"age": "met"}),
    ("on the 57th birthday", EXECUTIVE, "2026-08-17", {"birth_date": "1969-08-17"},
     {"age": "not_met -"}),
    ("born on 29 February, 57 on 1 March", EXECUTIVE, "2025-02-28", {"birth_date": "1968-02-29"},
     {"age": "met"}),
    ("born on 29 February, on 1 March", EXECUTIVE, "2025-03-01", {"birth_date": "1968-02-29"},
     {"age": NO}),
    ("birth date unknown", EXECUTIVE, DAY, {}, {"age": OPEN}),
    # ── potential and box ──
    *[(f"box {box}", POOL, DAY, {"predicates": f"2025:{predicate}", "potential": potential},
       {"box": "met" if box in (7, 8, 9) else NO})
      for box, predicate, potential in [
          (9, "very_good", "high"), (8, "good", "high"), (7, "very_good", "medium"),
          (6, "needs_improvement", "high"), (5, "good", "medium"), (4, "very_good", "low"),
          (3, "poor", "medium"), (2, "good", "low"), (1, "very_poor", "low")]],
    ("not assessed: no box", POOL, DAY, {"predicates": "2025:very_good"},
     {"potential": OPEN, "box": OPEN, "overall": OPEN}),
    ("no predicate: no box", POOL, DAY, {"potential": "high"}, {"potential": "met", "box": OPEN}),
    # ── sanctions ──
    ("a moderate one runs", SUPERVISOR, DAY,
     changed(SUPERVISOR, sanctions="moderate:2026-02-01:2026-08-01"),
     {"sanction": "not_met 2026-08-02", "overall": "not_met 2026-08-02"}),
    ("its last day", POOL, "2026-08-01", {"sanctions": "moderate:2026-02-01:2026-08-01"},
     {"sanction": "not_met 2026-08-02"}),
    ("the day after", POOL, "2026-08-02", {"sanctions": "moderate:2026-02-01:2026-08-01"},
     {"sanction": "met -"}),
    ("its first day", POOL, "2026-02-01", {"sanctions": "severe:2026-02-01:2027-02-01"},
     {"sanction": "not_met 2027-02-02"}),
    ("the day before", POOL, "2026-01-31", {"sanctions": "severe:2026-02-01:2027-02-01"},
     {"sanction": "met"}),
    ("a light one does not block", POOL, DAY, {"sanctions": "light:2026-01-01:2026-12-31"},
     {"sanction": "met"}),
    ("two run, the later end counts", POOL, DAY,
     {"sanctions": "moderate:2026-01-01:2026-07-01;severe:2026-04-01:2027-04-01"},
     {"sanction": "not_met 2027-04-02"}),
    ("one follows the other without a gap", POOL, DAY,
     {"sanctions": "moderate:2026-01-01:2026-06-30;moderate:2026-07-01:2026-12-31"},
     {"sanction": "not_met 2027-01-01"}),
    ("a gap between two", POOL, DAY,
     {"sanctions": "moderate:2026-01-01:2026-06-30;moderate:2026-09-01:2026-12-31"},
     {"sanction": "not_met 2026-07-01"}),
    ("sanctions unknown", POOL, DAY, changed(POOL, sanctions=""),
     {"sanction": OPEN, "overall": OPEN}),
    ("a sanction delays the promotion date", REGULAR, DAY,
     changed(REGULAR, sanctions="moderate:2026-02-01:2026-08-01"),
     {"sanction": "not_met 2026-08-02", "overall": "not_met 2026-09-01"}),
    ("ending on the last of a month it does not", REGULAR, DAY,
     changed(REGULAR, sanctions="moderate:2026-02-01:2026-07-31"),
     {"overall": "not_met 2026-08-01"}),
    ("one that starts later covers the promotion date", REGULAR, DAY,
     changed(REGULAR, grade_since="2022-06-15", sanctions="moderate:2026-06-20:2026-12-19"),
     {"sanction": "met", "grade_years": "not_met 2026-06-15", "overall": "not_met 2027-01-01"}),
    # ── the whole ──
    ("two fail by time: the later one", REGULAR, DAY,
     changed(REGULAR, grade_since="2022-10-01", sanctions="severe:2026-01-01:2026-06-30"),
     {"overall": "not_met 2026-10-01"}),
    ("time does not mend a predicate", REGULAR, DAY,
     changed(REGULAR, grade_since="2022-10-01", predicates="2024:poor;2025:good"),
     {"grade_years": "not_met 2026-10-01", "overall": "not_met -"}),
    ("no day while something is unknown", REGULAR, DAY,
     changed(REGULAR, grade_since="2022-10-01", education=""),
     {"grade_years": "not_met 2026-10-01", "overall": "not_met -"}),
]  # fmt: skip
