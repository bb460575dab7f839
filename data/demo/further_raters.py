"""Peers, direct reports and team leaders: several raters of one person in one year."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.demo.movements import CROSSED
from data.demo.offices import AGENCIES
from data.demo.people import People

ASKED_SHARE = 0.6  # of the people of agencies that ask further raters
N_PEERS = 2
N_REPORTS = 4
FEWEST_REPORTS = 3  # of fewer, who said what would be known (R2.5)
FIRST_YEAR = 2023


def further_raters(rng: np.random.Generator, people: People, members: pd.DataFrame) -> pd.DataFrame:
    """Return `person, rater, role, period, quarter`; a row per further rating of a year."""
    parts = []
    for year in range(3):
        quarter = 4 * year + 3
        rows = [*_peers(rng, people, quarter), *_reports(rng, people, quarter)]
        rows += _team_leaders(people, members[members["year"] == FIRST_YEAR + year], quarter)
        frame = pd.DataFrame(rows, columns=["person", "rater", "role"])
        parts.append(frame.assign(period=str(FIRST_YEAR + year), quarter=quarter))
    found = pd.concat(parts, ignore_index=True)
    return found.drop_duplicates(["person", "rater", "role", "period"], ignore_index=True)


def _asking(people: People, quarter: int) -> NDArray[np.bool_]:
    crossed = [k for k, agency in enumerate(AGENCIES) if agency.code in CROSSED]
    inside = np.isin(people.agency[:, quarter], crossed)
    return np.asarray(inside & (people.persons.joined <= quarter))


def _peers(rng: np.random.Generator, people: People, quarter: int) -> list[tuple[int, int, str]]:
    """Return peers of the same superior, drawn by the agency."""
    rater = people.rater[:, quarter]
    inside = _asking(people, quarter)
    asked = np.flatnonzero(inside & (rng.random(len(rater)) < ASKED_SHARE))
    groups = pd.Series(np.flatnonzero(inside)).groupby(rater[inside]).agg(list).to_dict()
    rows = []
    for person in asked.tolist():
        others = [other for other in groups[rater[person]] if other != person]
        if others:
            chosen = rng.permutation(others)[:N_PEERS].tolist()
            rows += [(person, other, "peer") for other in chosen]
    return rows


def _reports(rng: np.random.Generator, people: People, quarter: int) -> list[tuple[int, int, str]]:
    """Return those who answer to a leader, asked about the leader."""
    inside = _asking(people, quarter)
    rater = people.rater[:, quarter]
    rows = []
    for leader in np.unique(rater[inside]).tolist():
        if leader < 0 or not inside[leader]:
            continue
        own = np.flatnonzero(inside & (rater == leader))
        if len(own) >= FEWEST_REPORTS:
            chosen = rng.permutation(own)[:N_REPORTS]
            rows += [(leader, int(report), "direct_report") for report in chosen]
    return rows


def _team_leaders(
    people: People, members: pd.DataFrame, quarter: int
) -> list[tuple[int, int, str]]:
    """Return the leader of each project as a rater of its members, unless also their superior."""
    rows = []
    for _project, team in members.groupby("project_id"):
        leader = int(team.loc[team["role"] == "leader", "person"].iloc[0])
        rows += [
            (int(person), leader, "project_lead")
            for person in team["person"]
            if person != leader and people.rater[person, quarter] != leader
        ]
    return rows
