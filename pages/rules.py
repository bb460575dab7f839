"""Aturan: which numbers do the checks use, and what do they rest on? (/aturan)."""

from ui import access
from ui.panels import rules as parts
from ui.panels.rules import correcting

scope = access.require("rules")
version = parts.choose(scope)
value = parts.draw_values(scope, version)
if value is not None:
    correcting.draw(scope, version, value)
parts.draw_versions(scope)
