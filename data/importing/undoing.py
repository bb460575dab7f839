"""Undoing an import: its rows leave, the values they replaced return, nothing else changes."""

from __future__ import annotations

from data import store, summaries
from data.errors import BatchNotFound, BatchReplaced
from data.store import Actor, Store


def undo(batch_id: int, actor: Actor, reason: str, *, of: Store | None = None) -> None:
    """Take an import back.

    Raises
    ------
    BatchNotFound
        If there is no such import, or it was undone before.
    BatchReplaced
        If a later import replaced some of its rows: that one has to go first.
    """
    opened = of or store.current()
    with opened.write(actor) as writer:
        values = {"batch_id": batch_id}
        batch = writer.frame("importing/commit/one_batch", values)
        if batch.empty or batch["undone_at"].notna().any():
            raise BatchNotFound(batch_id, undone=not batch.empty)
        later = writer.frame("importing/undo/later_batches", values)["batch_id"].to_list()
        if later:
            raise BatchReplaced(batch_id, [int(number) for number in later])
        periods = writer.frame("importing/undo/periods_of_batch", values)["period_code"].to_list()
        ended_at = store.now()
        writer.run("importing/undo/leaving_undone", values)
        writer.run(
            "importing/commit/to_history",
            {"ended_by": batch_id, "ended_how": "undone", "ended_at": ended_at},
        )
        writer.run("importing/undo/restore_appraisals", values)
        writer.run("importing/undo/restore_others", values)
        writer.run(
            "importing/undo/mark_undone",
            {"batch_id": batch_id, "undone_at": ended_at, "undone_by": actor.name},
        )
        # Units stand inside agencies, and a person removed may free an agency: small before large.
        writer.run("importing/undo/remove_orphans")
        writer.run("importing/commit/tidy")
        is_people = str(batch["kind"].iloc[0]) == "people"
        summaries.refresh(writer, None if is_people else [str(code) for code in periods])
        writer.audit(
            "undo",
            "batch",
            str(batch_id),
            before={"file": str(batch["file_name"].iloc[0])},
            reason=reason,
        )
