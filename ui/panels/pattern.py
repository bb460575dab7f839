"""One group beside the pattern expected for its organisation and beside the nation."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.rules.pattern import Check, PatternFit
from analytics.rules.predicates import PREDICATES
from data.scope import Filters, Scope
from ui import charts, formats, labels, sentences, states, tables
from ui.about import about, data_date, name_parts
from ui.cards import Card
from ui.downloads import Sheet
from ui.i18n import _
from ui.tables import Column


def draw(card: Card, scope: Scope, chosen: Filters, fit: PatternFit) -> list[Sheet]:
    """Fill a card with bars, bands, checks and what would satisfy them; return its tables."""
    if fit.state == "hidden" or fit.n == 0:
        states.not_enough(None if fit.state == "hidden" else 0, scope.smallest_group)
        return []
    rows = fit.long()
    if fit.state == "no_agency_predicate":
        if chosen.agency_code is None:
            st.caption(
                _(
                    "Kota tidak mempunyai predikat organisasi; yang dibandingkan porsi nasional."
                    " Pilih satu perangkat daerah untuk melihat pola yang diharapkan."
                )
            )
        else:
            states.needs_file(
                _("Predikat organisasi perangkat daerah ini"),
                _("daftar predikat organisasi dan IKM"),
            )
    elif fit.state == "too_small":
        st.caption(
            _("Terlalu kecil untuk dinilai terhadap pola: {n} pegawai.").format(
                n=formats.count(fit.n)
            )
        )
    else:
        st.markdown(verdict(fit))
    card.chart(charts.pattern_bands(rows), alt=alt(rows), name="pola")
    st.markdown(national(fit))
    checks = check_rows(fit)
    if not checks.empty:
        st.table(_as_words(checks), border="horizontal", hide_index=True)
        st.caption(sentences.pattern_is_guidance())
    columns = pattern_columns(scope.smallest_group)
    sheets = [Sheet(_("Pola sebaran"), rows, columns)]
    if not checks.empty:
        sheets.append(Sheet(_("Pemeriksaan pola"), checks, check_columns()))
    card.table(rows, columns)
    card.downloads(
        lambda: sheets,
        about(scope, _("Sebaran terhadap pola yang diharapkan"), chosen),
        name=name_parts("pola", chosen),
        day=data_date(scope),
    )
    card.how_to_read("expected_pattern")
    return sheets


def national(fit: PatternFit) -> str:
    """Say how far the mix is from that of the nation."""
    far = fit.national
    if far.state != "compared":
        return ""
    values = {
        "share": formats.share(far.distance),
        "chance": formats.share(far.expected_by_chance),
    }
    if far.within_chance:
        return _(
            "Jarak ke porsi nasional **{share}** pegawai; kebetulan saja memberi sekitar {chance}."
            " Perbedaannya masih dalam batas kebetulan."
        ).format(**values)
    place = PREDICATES.index(str(far.most_different))
    return _(
        "Jarak ke porsi nasional **{share}** pegawai; kebetulan saja memberi sekitar {chance}."
        " Paling jauh dari kebetulan: {predicate}, {ours} dibanding {theirs} secara nasional."
    ).format(
        predicate=labels.predicate(str(far.most_different), official=False),
        ours=formats.share(fit.counts[place] / fit.n),
        theirs=formats.share(far.expected_shares[place]),
        **values,
    )


def check_rows(fit: PatternFit) -> pd.DataFrame:
    """Return one row per condition of the pattern, in words."""
    return pd.DataFrame(
        {
            "rule": [check.basis.rule for check in fit.checks],
            "condition": [_condition(check, fit.n) for check in fit.checks],
            "found": [check.n_found for check in fit.checks],
            "is_met": [_("sesuai") if check.is_met else _("di luar") for check in fit.checks],
        }
    )


def check_columns() -> dict[str, Column]:
    """Return the columns of `check_rows`."""
    return {
        "rule": tables.text(_("Aturan")),
        "condition": tables.text(_("Yang diharapkan")),
        "found": tables.count(_("Sekarang")),
        "is_met": tables.text(_("Hasil")),
    }


def pattern_columns(minimum: int) -> dict[str, Column]:
    """Return the columns of a mix beside its bounds."""
    return {
        "predicate": tables.predicate(_("Predikat")),
        "n": tables.people(_("Pegawai"), minimum=minimum),
        "share": tables.share(_("Porsi")),
        "lower_share": tables.share(_("Paling sedikit")),
        "upper_share": tables.share(_("Paling banyak")),
        "illustration_share": tables.share(_("Kurva acuan (ilustrasi)")),
        "national_share": tables.share(_("Porsi nasional")),
    }


def verdict(fit: PatternFit) -> str:
    """Say whether the mix satisfies the pattern of its organisation, and what would."""
    own = labels.agency_predicate(str(fit.agency_predicate), official=False)
    if not fit.outside:
        return _("Predikat organisasi **{own}**: sebaran sesuai pola yang diharapkan.").format(
            own=own
        )
    return _(
        "Predikat organisasi **{own}**: pola terpenuhi bila predikat **{n}** dari {all} pegawai"
        " berbeda, misalnya {mix}."
    ).format(
        own=own,
        n=formats.count(fit.n_to_move),
        all=formats.count(fit.n),
        mix=formats.listing(
            [
                f"{labels.predicate(code, official=False)} {formats.count(n)}"
                for code, n in zip(PREDICATES, fit.nearest, strict=True)
                if n
            ]
        ),
    )


def _condition(check: Check, n: int) -> str:
    names = formats.listing([labels.predicate(p, official=False) for p in check.predicates])
    if check.kind == "mode":
        return _("{predicates} menjadi yang terbanyak").format(predicates=names)
    limit = {"predicates": names, "limit": formats.count(check.n_limit), "n": formats.count(n)}
    if check.kind == "most":
        return _("{predicates} paling banyak {limit} dari {n} pegawai").format(**limit)
    return _("{predicates} paling sedikit {limit} dari {n} pegawai").format(**limit)


def _as_words(checks: pd.DataFrame) -> pd.DataFrame:
    names = {name: column.label for name, column in check_columns().items()}
    return checks[list(names)].astype({"found": "string"}).rename(columns=names)


def alt(rows: pd.DataFrame) -> str:
    """Return alternative text, plain, for a figure of the mix beside its bounds."""
    top = rows.nlargest(1, "share").iloc[0]
    return _("Porsi tiap predikat terhadap pola; terbanyak {predicate}, {share}.").format(
        predicate=labels.predicate(str(top["predicate"]), official=False),
        share=formats.share(top["share"]),
    )
