"""The first thing to do in a store without appraisals, on every page that needs them."""

from __future__ import annotations

from data import reads
from data.importing.templates import template
from data.scope import Scope
from ui import access, states
from ui.cached import cached


def draw_if_missing(scope: Scope) -> bool:
    """Draw what to do first where the store has no appraisal yet; returns whether that is so."""
    if cached(reads.store_facts, scope).n_appraisals:
        return False
    draw()
    return True


def draw() -> None:
    """Draw what to do first, with a sample file for those who may import."""
    states.no_data_yet(
        may_import=access.current_user().may_open("data"), sample=lambda: template("appraisals")
    )
