"""Who asks, which pages they may open, and the scope their reads get.

There is no sign-in yet. On the demo a reader chooses a role to look around with. A store with real
people is served to this machine alone (dashboard.py), and its one user, the person signed in to the
operating system, leads, evaluates and administers.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import streamlit as st

from data import reads, store
from data.scope import Scope
from ui import states
from ui.cached import cached
from ui.i18n import N_, _
from ui.labels import unknown

DEMO_ROLES = (
    "evaluator",
    "city_leadership",
    "agency_leadership",
    "rater",
    "employee",
    "administrator",
)
NAMES_NEEDED_BY = frozenset({"evaluator"})
# pages about single people, whose names leadership may ask for too: it decides about promotion
NAMES_FOR_LEADERSHIP = frozenset({"candidates"})
LOCAL_ROLES = frozenset({"city_leadership", "evaluator", "administrator"})
ROLE_NAMES = {
    "city_leadership": N_("Pimpinan kota"),
    "agency_leadership": N_("Pimpinan perangkat daerah"),
    "evaluator": N_("Evaluator"),
    "rater": N_("Penilai"),
    "employee": N_("Pegawai"),
    "administrator": N_("Administrator"),
    "public": N_("Publik"),
}


@dataclass(frozen=True)
class Audience:
    """The roles that open a page, and how a refusal names them."""

    roles: frozenset[str]
    words: str
    of_own: frozenset[str] = frozenset()  # roles that open it for the person they are


READERS = Audience(
    frozenset({"city_leadership", "agency_leadership", "evaluator"}),
    N_("pimpinan dan evaluator"),
)
KEEPERS = Audience(frozenset({"evaluator", "administrator"}), N_("evaluator dan administrator"))
EVALUATORS = Audience(frozenset({"evaluator"}), N_("evaluator"))
STAFF = Audience(frozenset(ROLE_NAMES) - {"public"}, N_("pegawai"))
# who is looked at may always look too; administrators keep data and read about nobody
THEMSELVES = frozenset(ROLE_NAMES) - {"public", "administrator"}
PERSONS = Audience(READERS.roles, N_("pimpinan, evaluator, dan pegawai itu sendiri"), THEMSELVES)
OWN = Audience(frozenset(), N_("pegawai"), THEMSELVES)
# A new page of ui/site_map.py gets its line here.
AUDIENCES: dict[str, Audience] = {
    "overview": READERS,
    "agencies": READERS,
    "distribution": READERS,
    "raters": READERS,  # leadership by post and own agencies: the reads see to it
    "rater_profile": READERS,
    "my_profile": OWN,
    "employee_profile": PERSONS,
    "fairness": EVALUATORS,
    "candidates": READERS,  # people by post; names are asked for
    "calibration": EVALUATORS,
    "data": KEEPERS,
    "rules": KEEPERS,  # administrators correct
    "method": STAFF,
}

# Kept for the browser session: the demo role, and the agency of an agency's leadership.
ROLE_KEY = "session_role"
AGENCY_KEY = "session_role_agency"

# Asks about the store before anybody's own scope is known.
STARTING = Scope("start", frozenset({"administrator"}))


@dataclass(frozen=True)
class User:
    """The reader of this session."""

    name: str  # account, or the operating-system user; stands in the audit
    roles: frozenset[str]
    agency_code: str | None  # of an agency's leadership
    is_demo: bool
    own_employee_id: int | None = None  # the person in the data who this reader is

    @property
    def scope(self) -> Scope:
        """What this reader may read."""
        is_evaluator = "evaluator" in self.roles
        sees_city = bool(self.roles & {"city_leadership", "evaluator", "administrator"})
        own = () if self.agency_code is None else (self.agency_code,)
        return Scope(
            actor=self.name,
            roles=self.roles,
            agencies=None if sees_city else own,
            may_see_persons=is_evaluator,
            # names come behind "Tampilkan nama" (ui/names.py), which is recorded
            may_see_names=False,
            own_employee_id=self.own_employee_id,
        )

    @property
    def may_reveal_names(self) -> bool:
        """Whether the work of one of the roles needs names; leadership reads by position."""
        return bool(self.roles & NAMES_NEEDED_BY)

    def may_reveal_names_on(self, page: str | None) -> bool:
        """Whether names may be asked for on a page; on some leadership may too."""
        leads_city = "city_leadership" in self.roles and page in NAMES_FOR_LEADERSHIP
        return self.may_reveal_names or leads_city

    def may_open(self, page: str) -> bool:
        """Say whether one of the roles opens a page; some only for the reader's own person."""
        audience = AUDIENCES[page]
        is_own = self.own_employee_id is not None and bool(self.roles & audience.of_own)
        return is_own or bool(self.roles & audience.roles)


def current_user() -> User:
    """Return who asks in this session."""
    actor = store.local_actor("dashboard")
    if not store.current().is_demo:  # from the file itself: it decides who may see what
        return User(actor.name, LOCAL_ROLES, None, is_demo=False)
    role = demo_role(st.session_state.get(ROLE_KEY))
    agency = st.session_state.get(AGENCY_KEY) if role == "agency_leadership" else None
    return User(f"demo: {role}", frozenset({role}), agency, True, _demo_person(role))


def _demo_person(role: str) -> int | None:
    """Return the invented person a role of the demo stands for; most stand for nobody."""
    persons = cached(reads.demo_persons, STARTING)
    found = persons["employee_id"].to_numpy()[persons["role"].to_numpy() == role]
    return int(found[0]) if len(found) else None


def demo_role(code: object) -> str:
    """Return a role of the demo; anything else is the evaluator, who sees every page."""
    return code if isinstance(code, str) and code in DEMO_ROLES else DEMO_ROLES[0]


def require(page: str) -> Scope:
    """Return the reader's scope, or say whom the page is for and stop."""
    user = current_user()
    if not user.may_open(page):
        refuse(page)
        st.stop()
    return user.scope


def require_persons(page: str) -> Scope:
    """Return the scope for a page about single people: by post, for leadership as well.

    Only the pages that are about persons ask this way; everywhere else leadership sees groups.
    """
    return dataclasses.replace(require(page), may_see_persons=True)


def require_profile(page: str) -> Scope:
    """Return the scope for the profile of one person: of readers as above, else the own one."""
    scope = require(page)
    may_see_persons = bool(scope.roles & AUDIENCES[page].roles)
    return dataclasses.replace(scope, may_see_persons=may_see_persons)


def refuse(page: str) -> None:
    """Say whom a page is for and whom to ask."""
    states.no_access(_(AUDIENCES[page].words), _("pengelola kepegawaian"))


def role_name(code: str) -> str:
    """Return a role in words."""
    return _(ROLE_NAMES[code]) if code in ROLE_NAMES else unknown()
