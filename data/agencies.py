"""Agencies that may be one: offered, merged or kept apart by a person, always recorded."""

from __future__ import annotations

import pandas as pd

from data import spellings, store, summaries
from data.errors import UnknownAgency
from data.scope import Scope
from data.store import Actor, Store, Writer

_COLUMNS = ["agency_code", "name", "n_appraisals", "other_code", "other_name", "other_n_appraisals"]


def similar(scope: Scope) -> pd.DataFrame:
    """Return pairs of agencies whose names look alike and nobody has decided on.

    Columns `agency_code, name, n_appraisals, other_code, other_name, other_n_appraisals`; the pair
    with most appraisals first. Only agencies of the scope.
    """
    return similar_in(store.current(), scope)


def similar_in(opened: Store, scope: Scope) -> pd.DataFrame:
    """Like `similar`, for a store that is named."""
    known = opened.frame("agency_sizes", {"agencies": scope.bound()["agencies"]})
    apart = opened.frame("agencies_kept_apart")
    decided = {
        frozenset(pair) for pair in zip(apart["agency_code"], apart["other_code"], strict=True)
    }
    rows = known.to_dict("records")
    pairs = []
    for place, one in enumerate(rows):
        for other in rows[place + 1 :]:
            if frozenset((one["agency_code"], other["agency_code"])) in decided:
                continue
            if spellings.is_similar(str(one["name"]), str(other["name"])):
                pairs.append((*one.values(), *other.values()))
    found = pd.DataFrame(pairs, columns=_COLUMNS)
    weight = found["n_appraisals"] + found["other_n_appraisals"]
    return found.loc[weight.sort_values(ascending=False, kind="stable").index].reset_index(
        drop=True
    )


def merge_agencies(
    gone: str, into: str, actor: Actor, reason: str, *, of: Store | None = None
) -> None:
    """Let one agency stand for another from now on: all rows move, later files follow.

    Parameters
    ----------
    gone, into : str
        Codes; the first one disappears, its spellings lead to the second.

    Raises
    ------
    UnknownAgency
    """
    opened = of or store.current()
    with opened.write(actor) as writer:
        former = _check(writer, gone, into)
        writer.run("merge_agency_results", {"gone": gone, "into": into})
        writer.run("merge_agency", {"gone": gone, "into": into, "decided_by": actor.name})
        summaries.refresh(writer, None)
        writer.audit(
            "merge_agencies", "agency", gone, before=former, after={"into": into}, reason=reason
        )


def keep_apart(one: str, other: str, actor: Actor, *, of: Store | None = None) -> None:
    """Record that two agencies are different, so that they are not offered again.

    Raises
    ------
    UnknownAgency
    """
    opened = of or store.current()
    first, second = sorted((one, other))
    with opened.write(actor) as writer:
        _check(writer, first, second)
        writer.run("keep_agencies_apart", {"agency_code": first, "other_code": second})
        writer.audit("keep_apart", "agency", first, after={"other": second})


def _check(writer: Writer, one: str, other: str) -> dict[str, str]:
    """Return the name of the first agency; refuse codes that are unknown or the same."""
    known = writer.frame("agency_sizes", {"agencies": None})
    names = dict(zip(known["agency_code"], known["name"], strict=True))
    for code in (one, other):
        if code not in names:
            raise UnknownAgency(code)
    if one == other:
        raise UnknownAgency(other)
    return {"name": str(names[one])}
