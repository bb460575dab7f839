"""Development: what the rules suggest for the person's box, and what each value asks for."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.rules.rule_set import promotion_of
from ui import cards, career_words, core_values, formats, labels, tables
from ui.downloads import Sheet
from ui.i18n import _
from ui.panels.employee.found import Found
from ui.plain import plain


def draw(found: Found) -> None:
    """Draw the suggestions with where they come from."""
    with cards.card(_("Saran pengembangan"), key="pegawai_saran"):
        st.markdown(plain(box_sentence(found)))
        if found.box:
            st.markdown("\n".join(f"- {plain(each)}" for each in by_rule(found)))
            st.caption(plain(source(found)))
        for item in needs(found):
            st.markdown(need_sentence(item))
        if needs(found):
            st.caption(_("Panduan perilaku BerAKHLAK, SE MenPANRB 20/2021."))
        st.caption(_("Saran, bukan keputusan; dibicarakan dahulu dengan pegawainya."))


def need_sentence(item: str) -> str:
    """Say what a value asks for."""
    return _("**{value}** meminta: {guides}.").format(
        value=plain(labels.core_value(item)), guides=plain("; ".join(core_values.guides(item)))
    )


def box_sentence(found: Found) -> str:
    """Say in which box the person is by the last year's predicate, or what is missing; plain."""
    if found.box:
        return _("{box}: potensial {potential}. Aturan menyarankan:").format(
            box=career_words.box(found.box), potential=labels.potential(found.potential)
        )
    if found.potential is None:
        return _(
            "Potensialnya belum dinilai, jadi belum ada kotak talenta dan belum ada saran"
            " menurut aturan. Potensial hanya dari asesmen, tidak pernah dari penilaian kinerja."
        )
    return _("Belum ada predikat tahun {year}, jadi belum ada kotak talenta.").format(
        year=found.on.year - 1
    )


def by_rule(found: Found) -> list[str]:
    """Return what the rules recommend for the person's box; plain."""
    talent = promotion_of(found.rules).talent
    if not found.box:
        return []
    codes = talent.recommendations.value[found.box]
    return [career_words.recommendation(code) for code in codes]


def source(found: Found) -> str:
    """Return the rule the recommendations stand in, and the version of the rules; plain."""
    basis = promotion_of(found.rules).talent.recommendations.basis
    return _("{rule} · {act}; aturan {name}, berlaku sejak {since}.").format(
        rule=basis.rule,
        act=career_words.legal_act(basis.text),
        name=found.rules.name,
        since=formats.date(found.rules.valid_from),
    )


def needs(found: Found) -> tuple[str, ...]:
    """Return the items that need developing and have guides."""
    compared = found.items
    named = () if compared is None else compared.of("need")
    return tuple(item for item in named if core_values.guides(item))


def sheet(found: Found) -> Sheet:
    """Return the suggestions as a table of a file."""
    rows = [(box_sentence(found), "; ".join(by_rule(found)), source(found))]
    rows += [
        (
            labels.core_value(item),
            "; ".join(core_values.guides(item)),
            _("Panduan perilaku BerAKHLAK, SE MenPANRB 20/2021."),
        )
        for item in needs(found)
    ]
    table = pd.DataFrame(rows, columns=["about", "words", "source"])
    return Sheet(
        _("Saran pengembangan"),
        table,
        {
            "about": tables.text(_("Tentang")),
            "words": tables.text(_("Saran")),
            "source": tables.text(_("Dasar")),
        },
    )
