"""The sentence about targets: what is reached, and only the rest that there is."""

import numpy as np
import pandas as pd
import pytest

from analytics.achievements.targets import targets_reached
from analytics.suppression import SeesPersons
from ui.i18n import use_language
from ui.panels.agency import targets_sentence
from ui.panels.rater_profile import years_are_drawn


def _targets(realised: list[float], verified: list[str | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "target_value": 10.0,
            "target_direction": "at_least",
            "realised_value": realised,
            "verified_by": verified,
        }
    )


@pytest.mark.parametrize(
    ("realised", "verified", "indonesian", "english"),
    [
        (
            [10, 12, 9],
            ["a", "b", "c"],
            "**2 dari 3** target yang dilaporkan tercapai.",
            "**2 of 3** reported targets were reached.",
        ),
        (
            [10, 12, 9],
            ["a", "b", None],
            "**2 dari 3** target yang dilaporkan tercapai. 1 yang dilaporkan belum diverifikasi.",
            "**2 of 3** reported targets were reached. 1 of the reported ones is not verified.",
        ),
        (
            [10, 12, 9, np.nan, np.nan],
            ["a", None, None, None, None],
            "**2 dari 3** target yang dilaporkan tercapai. 2 yang dilaporkan belum diverifikasi."
            " 2 target belum dilaporkan.",
            "**2 of 3** reported targets were reached. 2 of the reported ones are not verified."
            " 2 targets are not reported yet.",
        ),
    ],
)
def test_sentence_names_only_what_is_open(
    realised: list[float], verified: list[str | None], indonesian: str, english: str
) -> None:
    reached = targets_reached(_targets(realised, verified), by=(), visible=SeesPersons(minimum=1))
    for language, words in (("id", indonesian), ("en", english)):
        with use_language(language):
            assert targets_sentence(reached) == words


def test_one_year_is_no_course() -> None:
    years = pd.DataFrame({"year": [2024, 2025]})
    assert years_are_drawn(years, is_placed=True)
    assert not years_are_drawn(years.head(1), is_placed=True)
    assert not years_are_drawn(years, is_placed=False)
