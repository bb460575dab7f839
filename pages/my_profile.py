"""Profil saya: how was I rated, on what, and what comes next? (/profil-saya)."""

from ui import access
from ui.panels import employee, first_file
from ui.reports import employee as on_paper

scope = access.require_profile("my_profile")
if not first_file.draw_if_missing(scope):
    employee.draw(scope, employee.own(scope), paper=on_paper.offer)
