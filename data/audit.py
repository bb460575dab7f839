"""The audit trail: append-only events, each holding a hash over the one before.

    hash_k = SHA-256( hash_{k-1} ‖ canonical JSON of event k )

A removed or altered event breaks the chain from there on. The number of events and the last hash
stand in store_info too, so that cutting off the end shows as well. Whoever can rewrite the whole
file can rewrite the chain: copies of the last hash outside (every backup holds one) close that gap.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, SupportsIndex

import pandas as pd

from data.store.files import now

if TYPE_CHECKING:
    from data.store import Store, Writer

GENESIS = "0" * 64  # what the first event points back to
HASHED = (
    "event_id",
    "happened_at",
    "actor",
    "via",
    "action",
    "object_kind",
    "object_id",
    "before_value",
    "after_value",
    "reason",
)


@dataclass(frozen=True)
class AuditCheck:
    """What a walk along the chain found."""

    n_events: int
    head: str  # hash of the last event
    broken_at: int | None  # first event that does not fit; None: the chain is whole

    @property
    def is_whole(self) -> bool:
        """Whether every event fits the one before and none is missing at the end."""
        return self.broken_at is None


def append(
    writer: Writer,
    *,
    action: str,
    object_kind: str,
    object_id: str | None,
    before: object,
    after: object,
    reason: str | None,
) -> None:
    """Add one event to the chain inside the writer's transaction."""
    tail = writer.frame("audit_tail")
    last_id = 0 if tail.empty else int(tail["event_id"].iloc[0])
    previous = GENESIS if tail.empty else str(tail["hash"].iloc[0])
    event = {
        "event_id": last_id + 1,
        "happened_at": now(),
        "actor": writer.actor.name,
        "via": writer.actor.via,
        "action": action,
        "object_kind": object_kind,
        "object_id": object_id,
        "before_value": _as_json(before),
        "after_value": _as_json(after),
        "reason": reason,
    }
    event_hash = _hash(previous, event)
    writer.run("append_audit_event", {**event, "previous_hash": previous, "hash": event_hash})
    writer.run("set_store_info", {"key": "audit_head", "value": event_hash})
    writer.run("set_store_info", {"key": "n_audit_events", "value": str(last_id + 1)})


def verify(store: Store) -> AuditCheck:
    """Walk along the chain from the first event and say where it breaks, if it does."""
    events = store.frame("audit_events")
    head = GENESIS
    for position, event in enumerate(events.to_dict("records"), start=1):
        fields = {name: _plain(event[name]) for name in HASHED}
        fits = (
            fields["event_id"] == position
            and event["previous_hash"] == head
            and event["hash"] == _hash(head, fields)
        )
        if not fits:
            return AuditCheck(len(events), head, broken_at=position)
        head = event["hash"]
    expected = int(store.info("n_audit_events") or 0)
    stored_head = store.info("audit_head") or GENESIS
    if expected != len(events) or stored_head != head:
        return AuditCheck(len(events), head, broken_at=len(events) + 1)
    return AuditCheck(len(events), head, broken_at=None)


def _hash(previous: str, event: dict[str, object]) -> str:
    text = json.dumps(event, sort_keys=True, ensure_ascii=False, default=_time_text)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def _time_text(value: datetime) -> str:
    return pd.Timestamp(value).isoformat(timespec="microseconds")


def _as_json(value: object) -> str | None:
    return None if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False)


def _plain(value: object) -> object:
    """Undo what a data frame makes of nulls and whole numbers."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    return int(value) if isinstance(value, SupportsIndex) else value
