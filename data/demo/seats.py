"""The posts of the city: every seat, what it is called, who answers to whom.

A seat either leads (an agency, a unit, a section inside a unit) or is a staff seat under one that
leads. People sit in seats (people.py), quarter by quarter (movements.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from data.demo.offices import AGENCIES, Unit, units_of
from data.demo.posts import FAMILIES, head_title, leader_title, staff_families

Whole = NDArray[np.int64]

FULL_CITY = 5_340
SMALLEST_UNIT = 4
PEOPLE_A_SECTION = 9
SMALLEST_WITH_SECTIONS = 10
LARGEST_WITHOUT = 15  # a unit beside the secretariat has sections from here on
# Here sections are led by echelon IV still; elsewhere by functional coordinators.
KEPT_SECTIONS = ("SETDA", "SETWAN", "SATPOL", "BPBD", "RSUD", "BPKPAD", "DISDIK")
SUBDIVISIONS = ("Umum dan Kepegawaian", "Keuangan", "Program dan Pelaporan")
WARD_POSTS = ("Sekretaris {}", "Kepala Seksi Pemerintahan {}", "Kepala Seksi Ketenteraman {}",
              "Kepala Seksi Pemberdayaan {}")  # fmt: skip
COURT = ("Asisten Pemerintahan dan Kesejahteraan Rakyat", "Asisten Perekonomian dan Pembangunan",
         "Asisten Administrasi Umum", "Staf Ahli Bidang Pemerintahan",
         "Staf Ahli Bidang Ekonomi dan Keuangan",
         "Staf Ahli Bidang Kemasyarakatan dan SDM")  # fmt: skip
N_ASSISTANTS = 3
MAYOR = -1  # answers to nobody in the city's service


@dataclass(frozen=True)
class Seat:
    """One post."""

    unit: int
    superior: int  # seat; MAYOR for the city secretary
    scope: str  # agency, unit, section, member (echelon without people below), staff, spare
    position_class: str
    family: str
    title: str = ""  # empty: by family, class and the holder's grade
    echelon: str | None = None
    level: str | None = None

    @property
    def leads(self) -> bool:
        """Whether people answer to it."""
        return self.scope in ("agency", "unit", "section")


@dataclass(eq=False)
class Seats:
    """All posts; grows while people move, by posts that are made for those who leave a lead."""

    units: list[Unit]
    seats: list[Seat] = field(default_factory=list)
    leader_of: list[int] = field(default_factory=list)  # seat that leads each agency
    head_of: list[int] = field(default_factory=list)  # seat that heads each unit

    def add(self, seat: Seat) -> int:
        """Add a post and return its number."""
        self.seats.append(seat)
        return len(self.seats) - 1

    def agency(self, seat: int) -> int:
        """Return the agency of a post."""
        return self.units[self.seats[seat].unit].agency

    def column(self, name: str) -> NDArray[np.object_]:
        """Return one attribute of every post."""
        return np.array([getattr(seat, name) for seat in self.seats], dtype=object)


def city_units(n_people: int) -> tuple[list[Unit], Whole]:
    """Return the units of a city of this size and how many people each has."""
    scale = n_people / FULL_CITY
    units: list[Unit] = []
    for index in range(len(AGENCIES)):
        full = units_of(index)
        wanted = AGENCIES[index].n_people * scale
        if scale < 1:
            fits = max(1, int(wanted // SMALLEST_UNIT))
            spread = np.unique(np.linspace(0, len(full) - 1, min(fits, len(full))).astype(int))
            chosen = [full[k] for k in spread]
        else:
            copies = max(1, round(scale))
            chosen = [
                unit if copy == 0 else unit._replace(name=f"{unit.name} ({copy + 1})")
                for copy in range(copies)
                for unit in full
            ]
        weight = sum(unit.weight for unit in chosen)
        units += [unit._replace(weight=unit.weight / weight * wanted) for unit in chosen]
    agency = np.array([unit.agency for unit in units])
    weights = np.array([unit.weight for unit in units])
    per_agency = _apportion(np.array([a.n_people for a in AGENCIES], dtype=float), n_people)
    sizes = np.concatenate(
        [_apportion(weights[agency == a], int(n)) for a, n in enumerate(per_agency)]
    )
    return units, sizes


def _apportion(weights: NDArray[np.float64], total: int) -> Whole:
    """Split `total` people by weight, at least two each, largest remainders first."""
    exact = weights / weights.sum() * total
    sizes = np.maximum(np.floor(exact).astype(np.int64), 2)
    order = np.argsort(-(exact - np.floor(exact)), kind="stable")
    for at in range(max(total - int(sizes.sum()), 0)):
        sizes[order[at % len(order)]] += 1
    while sizes.sum() > total and sizes.max() > 2:
        sizes[int(np.argmax(sizes))] -= 1
    counts: Whole = sizes
    return counts


def make_seats(rng: np.random.Generator, n_people: int) -> Seats:
    """Make as many posts as people, each under the post that leads it."""
    units, sizes = city_units(n_people)
    made = Seats(units)
    first_unit = {unit.agency: u for u, unit in reversed(list(enumerate(units)))}
    for u, size in enumerate(sizes):
        agency = units[u].agency
        is_first = first_unit[agency] == u
        left = int(size)
        if is_first:
            made.leader_of.append(_lead_agency(made, u, agency))
            left -= 1
        left -= _head_unit(made, u, is_first, left)
        _fill(rng, made, u, is_first, left)
    return made


def _lead_agency(made: Seats, u: int, agency: int) -> int:
    is_district = AGENCIES[agency].kind == "district"
    return made.add(
        Seat(
            u,
            MAYOR if agency == 0 else made.leader_of[0],
            "agency",
            "administrator" if is_district else "executive",
            "ward_head" if is_district else "leader",
            leader_title(AGENCIES[agency]),
            "III.a" if is_district else ("II.a" if agency == 0 else "II.b"),
        )
    )


def _head_unit(made: Seats, u: int, is_first: bool, left: int) -> int:
    """Add the head of a unit; return how many people it took."""
    unit = made.units[u]
    agency = unit.agency
    leader = made.leader_of[agency]
    if left < 1:
        made.head_of.append(leader)
        return 0
    superior = leader
    if unit.kind == "school" and unit.name.startswith("SD"):
        superior = made.head_of[next(k for k, x in enumerate(made.units) if x.agency == agency)]
    if agency == 0 and not is_first:
        helpers = [s for s in range(len(made.seats)) if made.seats[s].title in COURT[:N_ASSISTANTS]]
        superior = helpers[len(made.head_of) % len(helpers)] if helpers else leader
    position_class, echelon, family, level = {
        "school": ("functional", None, "school_head", "Ahli Madya"),
        "health_centre": ("functional", None, "doctor", "Ahli Madya"),
        "room": ("functional", None, "nurse", "Ahli Muda"),
        "ward": ("supervisor", "IV.a", "ward_head", None),
        "district_office": ("supervisor", "IV.a", "administration", None),
        "office": ("administrator", "III.b", "administration", None),
    }[unit.kind]
    if is_first and unit.kind in ("office", "district_office"):
        position_class, echelon = "administrator", "III.b" if "district" in unit.kind else "III.a"
    if agency == 0 and is_first:
        position_class, echelon = "executive", "II.b"
    title = COURT[0] if agency == 0 and is_first else head_title(unit)
    seat = Seat(u, superior, "unit", position_class, family, title, echelon, level)
    made.head_of.append(made.add(seat))
    taken = 1
    if agency == 0 and is_first:  # the other assistants and advisers of the city secretary
        for title in COURT[1 : max(1, min(len(COURT), left // 2))]:
            scope = "unit" if title in COURT[:N_ASSISTANTS] else "member"
            made.add(Seat(u, leader, scope, "executive", "leader", title, "II.b"))
            taken += 1
    return taken


def _fill(rng: np.random.Generator, made: Seats, u: int, is_first: bool, left: int) -> None:
    """Add sections and staff of a unit under its head."""
    unit, head = made.units[u], made.head_of[u]
    sections: list[int] = []
    if unit.kind == "ward":
        for title in WARD_POSTS[: max(0, min(len(WARD_POSTS), left - 1))]:
            named = title.format(unit.name)
            made.add(Seat(u, head, "member", "supervisor", "ward", named, "IV.b"))
            left -= 1
    elif unit.kind == "health_centre" and left >= SMALLEST_WITH_SECTIONS:
        named = f"Kepala Subbagian Tata Usaha {unit.name}"
        sections.append(
            made.add(Seat(u, head, "section", "supervisor", "administration", named, "IV.b"))
        )
        left -= 1
    elif unit.kind in ("office", "district_office"):
        added = _sections(made, u, is_first, left)
        sections = [s for s in added if made.seats[s].leads]
        left -= len(added)
    families = staff_families(unit, is_secretariat=is_first)
    drawn = rng.choice(list(families), size=left, p=list(families.values()))
    functional = rng.random(left)
    for k in range(left):
        family = str(drawn[k])
        superior = head
        if unit.kind == "health_centre":
            if family == "administration" and sections:
                superior = sections[0]
        elif sections and k % 10 < 9:  # one in ten works for the head directly
            superior = sections[k % len(sections)]
        is_functional = functional[k] < FAMILIES[family].functional
        position_class = "functional" if is_functional else "general_staff"
        made.add(Seat(u, superior, "staff", position_class, family))


def _sections(made: Seats, u: int, is_first: bool, left: int) -> list[int]:
    """Add the posts between the head of an office and its staff; return them."""
    unit = made.units[u]
    code, place = AGENCIES[unit.agency].code, AGENCIES[unit.agency].name
    if left < (SMALLEST_WITH_SECTIONS if is_first else LARGEST_WITHOUT):
        # A small secretariat still has its posts of echelon IV, without people of their own.
        few = min(2, max(0, left - 3)) if is_first else 0
        titles = [f"Kepala Subbagian {name} {place}" for name in SUBDIVISIONS[:few]]
        posts = [Seat(u, made.head_of[u], "member", "supervisor", "finance", title, "IV.a")
                 for title in titles]  # fmt: skip
        return [made.add(post) for post in posts]
    n_sections = max(2, round(left / PEOPLE_A_SECTION))
    found = []
    for k in range(n_sections):
        name = SUBDIVISIONS[k] if is_first and k < len(SUBDIVISIONS) else f"{unit.name} {k + 1}"
        if is_first:
            seat = Seat(u, made.head_of[u], "section", "supervisor", "finance",
                        f"Kepala Subbagian {name} {place}", "IV.a")  # fmt: skip
        elif code in KEPT_SECTIONS:
            seat = Seat(u, made.head_of[u], "section", "supervisor", "administration",
                        f"Kepala Seksi {name} {place}", "IV.a")  # fmt: skip
        else:
            family = next(iter(staff_families(unit, is_secretariat=False)))
            seat = Seat(u, made.head_of[u], "section", "functional", family,
                        f"Sub-Koordinator {name} {place}", None, "Ahli Muda")  # fmt: skip
        found.append(made.add(seat))
    return found
