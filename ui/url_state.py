"""The global filters in the address, as codes, both ways.

`?tahun=2024&periode=tahun&opd=DINKES&jenis=functional&gol=III&bahasa=en`

Streamlit's own binding writes the label a reader sees, which differs by language; these are codes.
The address wins when it brings codes the program did not write itself (a mailed link, the back
button, an edited address). Without codes it says nothing, as after a click in the menu, and what
the session knows stands.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

PARAMETERS = ("tahun", "periode", "opd", "jenis", "gol", "bahasa", "peran")
WRITTEN_KEY = "session_address"
MOST_DIGITS = 18  # of a number in an address: more than the store can hold is no number


def brought() -> dict[str, str] | None:
    """Return the codes the address brings, or None where it holds what we wrote, or no code."""
    found = _in_address()
    if not found or found == st.session_state.get(WRITTEN_KEY):
        return None
    return found


def write(codes: Mapping[str, str | None]) -> None:
    """Put codes into the address, and take out those of ours that do not hold.

    What else stands there belongs to the page and is left alone. Always in the same order: the
    browser then sees that a page reached through the menu has the codes of the page before.
    """
    wanted = {name: code for name in PARAMETERS if (code := codes.get(name))}
    st.session_state[WRITTEN_KEY] = wanted
    if list(_in_address().items()) == list(wanted.items()):
        return
    others = {name: value for name, value in _all().items() if name not in PARAMETERS}
    # one assignment: each change of the address is a step of the back button
    st.query_params.from_dict(others | wanted)


def written() -> dict[str, str]:
    """Return the codes this run put into the address: what a link to another page carries on."""
    return dict(st.session_state.get(WRITTEN_KEY, {}))


def parameter(name: str) -> str | None:
    """Return a page's own parameter, such as the agency whose panel is open."""
    value: str | None = st.query_params.get(name)
    return value


def set_parameter(name: str, value: str | None) -> None:
    """Keep a page's own parameter in the address."""
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value


def whole_number(code: str | None) -> int | None:
    """Return the number a code of the address stands for, or None where it is none."""
    if code is None or not (code.isascii() and code.isdecimal()) or len(code) > MOST_DIGITS:
        return None
    return int(code)


def _in_address() -> dict[str, str]:
    return {name: value for name, value in _all().items() if name in PARAMETERS}


def _all() -> dict[str, str]:
    return {name: st.query_params[name] for name in st.query_params}
