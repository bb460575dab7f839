"""From the demo city to a store of one's own: an empty file beside it, never a copy of it."""

from __future__ import annotations

import os

from data.errors import StoreNotEmpty
from data.store import OWN_STORE, Actor, Store, open_store


def may_begin() -> bool:
    """Whether an own store would be the one in use: not while TIMBANG_DB names another."""
    return "TIMBANG_DB" not in os.environ


def begin(actor: Actor) -> Store:
    """Create the empty own store; from now on it is the one this program opens.

    Raises
    ------
    StoreNotEmpty
        If there is one already; it is never replaced.
    StoreUnavailable
        If its folder cannot be written.
    """
    if OWN_STORE.exists():
        raise StoreNotEmpty(OWN_STORE, "A new store")
    created = open_store(OWN_STORE, create=True)
    with created.write(actor) as writer:
        writer.audit("create", "store")
    return created
