"""Units by their totals alone: shown where nothing follows, hidden where a class is whole units."""

import pandas as pd

from analytics.suppression import lattice, totals_only

AXES = ("unit_id", "position_class", "grade_group")


def city(units: list[tuple[str, str, str, int]]) -> pd.DataFrame:
    inside = pd.DataFrame(units, columns=[*AXES, "n"]).assign(agency_code="A")
    other = pd.DataFrame(
        {
            "agency_code": ["B", "B", "C", "C"],
            "position_class": ["staff", "head", "staff", "head"],
            "grade_group": ["III", "IV", "III", "IV"],
            "n": [40, 6, 30, 7],
            "unit_id": "z",
        }
    )
    return pd.concat([inside, other], ignore_index=True)


def decided(units: list[tuple[str, str, str, int]]) -> dict[str, bool]:
    everybody = city(units)
    around = lattice(everybody, minimum=5)
    own = everybody[everybody["agency_code"] == "A"]
    found = totals_only(own, minimum=5, inside=around, member="A")
    return dict(zip(found.categories[0], ~found.hidden[1:], strict=True))


def test_large_units_with_hidden_heads_among_their_people_are_shown() -> None:
    mixed = [("1", "staff", "III", 20), ("1", "head", "IV", 2), ("2", "staff", "III", 30)]
    mixed += [("2", "head", "IV", 1)]
    assert all(decided(mixed).values())


def test_nothing_is_shown_where_the_hidden_heads_are_a_unit_of_their_own() -> None:
    # the heads, three of them, are hidden; so is the staff beside them, which is the other units
    whole = [("1", "head", "IV", 3), ("2", "staff", "III", 30), ("3", "staff", "III", 9)]
    assert not any(decided(whole).values())


def test_a_small_unit_takes_the_next_one_with_it() -> None:
    units = [("1", "staff", "III", 3), ("2", "staff", "III", 8), ("3", "staff", "III", 30)]
    units += [("1", "head", "IV", 0), ("3", "head", "IV", 6)]
    assert decided(units) == {"1": False, "2": False, "3": True}
