"""The slow obvious way: one person at a time, with dates of the standard library and numbers typed
from the rules. The engine must agree on every person.
"""

import datetime as dt

GRADES = ["I/a", "I/b", "I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c",
          "III/d", "IV/a", "IV/b", "IV/c", "IV/d", "IV/e"]  # fmt: skip
RANKS = {"PM": ["II/a"], "TR": ["II/b", "II/c", "II/d"], "MH": ["III/a", "III/b"],
         "PY": ["III/c", "III/d"], "PT": ["III/a", "III/b"], "MU": ["III/c", "III/d"],
         "MA": ["IV/a", "IV/b", "IV/c"], "UT": ["IV/d", "IV/e"]}  # fmt: skip
SUMS = {("TR", "II/c"): 20, ("TR", "II/d"): 40, ("MH", "III/b"): 50, ("PY", "III/d"): 100,
        ("PT", "III/b"): 50, ("MU", "III/d"): 100, ("MA", "IV/b"): 150, ("MA", "IV/c"): 300,
        ("UT", "IV/e"): 200}  # fmt: skip
NEXT_LEVEL = {"PM": 15, "TR": 60, "MH": 100, "PT": 100, "MU": 200, "MA": 450}
ECHELONS = {"II.a": ("IV/c", "IV/d"), "II.b": ("IV/b", "IV/c"), "III.a": ("IV/a", "IV/b"),
            "III.b": ("III/d", "IV/a"), "IV.a": ("III/c", "III/d"),
            "IV.b": ("III/b", "III/c")}  # fmt: skip
CEILINGS = {"SD": "II/a", "SMP": "II/c", "SMP kejuruan": "II/d", "SMA": "III/b", "D-I": "III/b",
            "D-II": "III/b", "D-III": "III/c", "D-IV": "III/d", "S1": "III/d", "profesi": "IV/a",
            "S2": "IV/a", "S3": "IV/b"}  # fmt: skip
EDUCATIONS = ["SD", "SMP", "SMP kejuruan", "SMA", "D-I", "D-II", "D-III", "S1", "profesi", "S2",
              "S3"]  # fmt: skip
PROMOTIONS = {"regular_promotion": {"general_staff"}, "functional_promotion": {"functional"},
              "structural_promotion": {"supervisor", "administrator", "executive"}}  # fmt: skip
MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"


def years_later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return dt.date(day.year + years, 3, 1)


def is_promotion_date(day):
    if day.day != 1:
        return False
    if day >= dt.date(2025, 10, 1):
        return True
    return day.month % 2 == 0 if day.year >= 2024 else day.month in (4, 10)


def answers(person, target, on):
    """Status and day by check, overall too; `person` has every column as text."""
    one = _Person(person, target, on)
    checks = one.checks()
    status = {name: each[0] for name, each in checks.items()}
    days = {name: each[1] for name, each in checks.items()}
    whole = next((each for each in (NOT_MET, UNKNOWN) if each in status.values()), MET)
    failing = [name for name in status if status[name] == NOT_MET]
    day = None
    if failing and UNKNOWN not in status.values() and all(days[name] for name in failing):
        day = max(days[name] for name in failing)
        if target in PROMOTIONS:
            while not (is_promotion_date(day) and one.free_from(day) == day):
                day += dt.timedelta(days=1)
    return {**checks, "overall": (whole, day)}


class _Person:
    def __init__(self, person, target, on):
        self.given, self.target, self.on = person, target, on
        grade = person["grade"]
        self.grade = "" if grade.startswith("PPPK") else grade
        at_top = self.grade in ("", GRADES[-1])
        self.next = None if at_top else GRADES[GRADES.index(self.grade) + 1]
        parts = [each.split(":") for each in person["sanctions"].split(";") if ":" in each]
        self.runs = [(day(start), day(end)) for kind, start, end in parts if kind != "light"]

    def checks(self):
        names = {
            "regular_promotion": "employment post years predicates ceiling exam sanction",
            "functional_promotion": "employment post years predicates credit room sanction",
            "structural_promotion": "employment post structural_years predicates room sanction",
            "next_functional_level": "employment post level_credit predicates test vacancy "
            "sanction",
            "supervisor": "employment education experience predicates standard sanction",
            "administrator": "employment education experience predicates standard sanction",
            "executive": "employment education experience field predicates standard age sanction",
            "talent_pool": "employment predicates potential box sanction",
        }[self.target].split()
        shown = {"years": "grade_years", "structural_years": "grade_years",
                 "ceiling": "education_ceiling", "exam": "service_exam", "room": "rank_room",
                 "level_credit": "credit", "test": "competence_test",
                 "standard": "competence_standard"}  # fmt: skip
        found = {shown.get(name, name): getattr(self, name)() for name in names}
        return {name: each if isinstance(each, tuple) else (each, None)
                for name, each in found.items()}  # fmt: skip

    def employment(self):
        kind = self.given["employment_type"]
        return _say(kind, kind == "pns" or self.target == "talent_pool")

    def post(self):
        held = self.given["position_class"]
        fits = held in PROMOTIONS.get(self.target, {"functional"})
        if fits and self.target == "structural_promotion" and not self.given["echelon"]:
            return UNKNOWN
        return _say(held, fits)

    def years(self):
        if not self.given["grade_since"]:
            return UNKNOWN
        needed = 4 if self.target == "regular_promotion" else 2
        reached = years_later(day(self.given["grade_since"]), needed)
        return (MET, None) if reached <= self.on else (NOT_MET, reached)

    def structural_years(self):
        since, post, echelon = (self.given[each] for each in
                                ("grade_since", "position_since", "echelon"))  # fmt: skip
        if not since:
            return UNKNOWN
        four, in_grade = years_later(day(since), 4), years_later(day(since), 1)
        in_post = years_later(day(post), 1) if post else None
        if four <= self.on:
            return MET
        is_placed = bool(self.grade and echelon)
        below = is_placed and GRADES.index(ECHELONS[echelon][0]) - GRADES.index(self.grade) == 1
        if is_placed and not below:
            return NOT_MET, four
        if in_grade > self.on or (in_post and in_post > self.on):
            return NOT_MET, min(four, max(in_grade, in_post)) if below and in_post else None
        return MET if below and in_post else UNKNOWN

    def predicates(self):
        held = self._predicates()
        if self.target == "talent_pool":
            return MET if held[0] else UNKNOWN
        if any(each and each not in ("good", "very_good") for each in held):
            return NOT_MET
        return UNKNOWN if None in held else MET

    def _predicates(self):
        by_year = dict(each.split(":") for each in self.given["predicates"].split(";") if each)
        n = 1 if self.target in ("next_functional_level", "talent_pool") else 2
        return [by_year.get(str(self.on.year - back)) for back in range(1, n + 1)]

    def ceiling(self):
        education = self.given["education"]
        if self.grade == "IV/e":
            return NOT_MET
        if not self.grade or not education:
            return UNKNOWN
        return _say(True, GRADES.index(self.next) <= GRADES.index(CEILINGS[education]))

    def room(self):
        of = self.given["functional_level" if self.target == "functional_promotion" else "echelon"]
        if self.grade == "IV/e":
            return NOT_MET
        if not self.grade or not of:
            return UNKNOWN
        if of in RANKS:
            return _say(True, self.next in RANKS[of])
        return _say(True, GRADES.index(self.next) <= GRADES.index(ECHELONS[of][1]))

    def exam(self):
        passed, exempt = self.given["service_exam"], self.given["exam_exempt"]
        if exempt == "yes":
            return MET
        if not self.grade:
            return UNKNOWN
        needed = {"III/a": "I", "IV/a": "II"}.get(self.next)
        if needed is None or needed in passed.split(";"):
            return MET
        return NOT_MET if passed and exempt == "no" else UNKNOWN

    def credit(self):
        level, points = self.given["functional_level"], self.given["credit"]
        if not level:
            return UNKNOWN
        if not self.grade:  # enough whichever rank comes next?
            sums = [needed for (of, _), needed in SUMS.items() if of == level]
            return MET if points and all(float(points) >= each for each in sums) else UNKNOWN
        needed = SUMS.get((level, self.next))
        return MET if needed is None else _say(points, float(points or 0) >= needed)

    def level_credit(self):
        level, points = self.given["functional_level"], self.given["credit"]
        if level in ("PY", "UT"):
            return NOT_MET
        if not level:
            return UNKNOWN
        return _say(points, float(points or 0) >= NEXT_LEVEL[level])

    def education(self):
        held = self.given["education"].replace("D-IV", "S1")
        needed = "D-III" if self.target == "supervisor" else "S1"
        return _say(held, held and EDUCATIONS.index(held) >= EDUCATIONS.index(needed))

    def experience(self):
        given = self.given["experience"]
        months = {name: int(n) for name, n in
                  (each.split(":") for each in given.split(";") if each)}  # fmt: skip
        of_levels = sum(n for name, n in months.items() if name.startswith("functional_"))
        functional = max(months.get("functional", 0), of_levels)
        total, needed = {
            "supervisor": (months.get("general_staff", 0) + functional, 48),
            "administrator": (months.get("supervisor", 0) + functional, 36),
            "executive": (months.get("administrator", 0) + months.get("functional_MA", 0), 24),
        }[self.target]
        return _say(given, total >= needed)

    def field(self):
        months = self.given["field_months"]
        return _say(months, int(months or 0) >= 60)

    def age(self):
        born = self.given["birth_date"]
        return _say(born, born and self.on < years_later(day(born), 57))

    def test(self):
        return _say(self.given["competence_test"], self.given["competence_test"] == "passed")

    def vacancy(self):
        return _say(self.given["vacancy"], self.given["vacancy"] == "yes")

    def standard(self):
        return self.given["competence_standard"] or UNKNOWN

    def potential(self):
        return MET if self.given["potential"] else UNKNOWN

    def box(self):
        (predicate,), potential = self._predicates(), self.given["potential"]
        performance = {"very_good": "above", "good": "meets"}.get(predicate, "below")
        pool = {("above", "high"), ("meets", "high"), ("above", "medium")}
        return _say(predicate and potential, (performance, potential) in pool)

    def sanction(self):
        if not self.given["sanctions"]:
            return UNKNOWN
        free = self.free_from(self.on)
        return (MET, None) if free == self.on else (NOT_MET, free)

    def free_from(self, when):
        while any(start <= when <= end for start, end in self.runs):
            when += dt.timedelta(days=1)
        return when


def day(text):
    return dt.date.fromisoformat(text)


def _say(known, is_met):
    return UNKNOWN if not known else MET if is_met else NOT_MET
