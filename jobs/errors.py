"""Why an analysis run did not start or did not end well."""

from __future__ import annotations

from datetime import datetime


class JobError(Exception):
    """Base of what the runs refuse."""


class AnalysisRunning(JobError):
    """Another run is under way in this process."""

    def __init__(self, since: datetime, actor: str) -> None:
        self.since = since  # UTC
        self.actor = actor
        super().__init__(
            f"An analysis run is under way, started by {actor} at {since:%H:%M} UTC. "
            "Wait until it has ended; its results then stand for the newest data."
        )


class AnalysisFailed(JobError):
    """A run ended without results; it is recorded, and the former run stays current."""

    def __init__(self, text: str, *, kind: str, reference: str, run_id: int | None) -> None:
        self.text = text  # no personal data
        self.kind = kind  # class of the error
        self.reference = reference
        self.run_id = run_id
        super().__init__(f"The analysis found nothing to store. {text} (reference {reference})")
