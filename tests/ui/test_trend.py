"""A line needs two periods; one period is said in words with its range and count."""

import pandas as pd
import pytest
import streamlit as st

from ui import i18n
from ui.cards import Card
from ui.panels import trend


def points(values, names=("Seluruh kota",)):
    return pd.DataFrame(
        [
            {
                "series": name,
                "period_code": str(2023 + k),
                "n": 407,
                "value": value,
                "lower": value - 0.01,
                "upper": value + 0.02,
            }
            for name in names
            for k, value in enumerate(values)
        ]
    )


@pytest.fixture
def drawn(monkeypatch):
    """What a card was given: figures and sentences."""
    found = {"figures": [], "sentences": []}
    monkeypatch.setattr(
        Card, "chart", lambda _card, figure, alt, *, name: found["figures"].append(figure)
    )
    monkeypatch.setattr(st, "markdown", found["sentences"].append)
    return found


def test_two_periods_are_a_line(drawn):
    trend.draw(Card("kartu"), points([0.1, 0.2]), measure="Porsi", name="garis")
    assert (len(drawn["figures"]), drawn["sentences"]) == (1, [])


@pytest.mark.parametrize("values", [[0.1], [0.1, float("nan")]])
def test_one_period_is_said_with_range_and_count(drawn, values):
    trend.draw(Card("kartu"), points(values), measure="Porsi", name="garis")
    assert drawn["figures"] == []
    assert drawn["sentences"] == [
        "Seluruh kota: **10,0%** (rentang 9,0% s.d. 12,0%; 407 pegawai dinilai).",
        "Baru ada satu periode, 2023; garis muncul setelah ada yang kedua.",
    ]


def test_many_lines_of_one_period_are_left_to_the_table(drawn):
    many = points([0.1], names=[f"Dinas {k}" for k in range(8)])
    with i18n.use_language("en"):
        trend.draw(Card("kartu"), many, measure="Porsi", name="garis", small_multiples=True)
    assert drawn["sentences"] == [
        "There is one period so far, 2023; a line appears once there is a second."
    ]


def test_names_stay_text():
    assert "**10,0%**" in trend.only_period(points([0.1], names=["*Dinas* [x](y)"]))[0]
    assert "[x](y)" not in trend.only_period(points([0.1], names=["*Dinas* [x](y)"]))[0]
