"""The list of people to consider, on paper: order with its interval, criteria, decisions."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ui import formats, sentences, tables
from ui.charts import on_paper
from ui.i18n import _
from ui.paper import (
    Document,
    Heading,
    Lines,
    Note,
    Offer,
    Pairs,
    Part,
    Picture,
    Text,
    Together,
    table,
)
from ui.paper.wording import runs
from ui.reports.sections import KEPT_TOGETHER
from ui.tables import Column

DRAWN = 24  # people; more do not fit under the criteria


@dataclass(frozen=True, eq=False)
class CandidateList:
    """What the page shows of a pool, or what a saved shortlist kept.

    `people` has one row a person in the order of the list: `person` (words: post, unit and
    agency, the name first where the reader sees it), `place`, `rank_lower`, `rank_upper`,
    `top_probability`, `group`, `score`, `score_lower`, `score_upper`, `raw_mean`, `link_grade` as
    in `RankedPool.people`; in a shortlist also `decision` (words) and `reason`.
    """

    subject: str  # target post and pool
    criteria: tuple[tuple[str, str], ...]  # window, weights, rule set, day of evaluation
    people: pd.DataFrame
    top: int  # places
    n_pool: int  # people ranked
    cautions: tuple[str, ...] = ()  # Markdown
    signers: tuple[str, ...] = ()  # lines to sign, for a list that two people approve


def offer(label: str, content: CandidateList) -> Offer:
    """Offer a list; everything is in it already."""
    return Offer(label, lambda: document(content))


def document(content: CandidateList) -> Document:
    """Return the list with its drawing, its numbers and, of a shortlist, the decisions."""
    parts: list[Part] = [
        Pairs((*content.criteria, (_("Dipertimbangkan"), _how_many(content)))),
        Note(
            _(
                "Daftar pertimbangan, bukan keputusan. Urutan berdekatan tidak dibedakan oleh data:"
                " baca rentangnya."
            )
        ),
    ]
    if content.people.empty:
        parts.append(Text(_("Tidak ada pegawai yang dapat diurutkan.")))
    else:
        parts += [*_order(content), *_numbers(content), *_decisions(content)]
    if content.cautions:
        parts.append(Heading(_("Yang perlu diingat"), level=3))
        parts += [Text(sentence) for sentence in content.cautions]
    if content.signers:
        parts.append(Lines(content.signers))
    return Document(
        _("Daftar pertimbangan"),
        content.subject,
        tuple(parts),
        len(content.people),
        is_personal=True,
    )


def _how_many(content: CandidateList) -> str:
    return _("{top} tempat, {n} pegawai diurutkan").format(
        top=formats.count(content.top), n=formats.count(content.n_pool)
    )


def _order(content: CandidateList) -> list[Part]:
    drawn = content.people.head(DRAWN)
    first = drawn.iloc[0]
    alt = sentences.candidate_rank(
        int(first["place"]), int(first["rank_lower"]), int(first["rank_upper"])
    )
    words = "".join(run.text for run in runs(alt))
    picture = Picture(
        on_paper.rank_intervals(drawn, top=content.top, n_pool=content.n_pool),
        _("Urutan {n} pegawai dengan rentangnya; yang pertama: {words}").format(
            n=formats.count(len(drawn)), words=words
        ),
    )
    key = _(
        "Titik kosong: mungkin masuk, data tidak membedakannya dari tetangganya. Titik penuh:"
        " kemungkinan besar masuk, atau kemungkinan besar di luar."
    )
    parts: list[Part] = [Heading(_("Urutan dan rentangnya")), picture, Text(key, is_quiet=True)]
    if len(drawn) < len(content.people):
        said = _("Tergambar {n} yang pertama; tabel memuat semuanya.").format(
            n=formats.count(len(drawn))
        )
        parts.append(Text(said, is_quiet=True))
    return [Together(tuple(parts))]


def _numbers(content: CandidateList) -> list[Part]:
    people = content.people
    rows = people.assign(
        rank_words=[
            formats.rank(row.place, row.rank_lower, row.rank_upper) for row in people.itertuples()
        ],
        score_range=[
            formats.interval(row.score_lower, row.score_upper) for row in people.itertuples()
        ],
    )
    return [Heading(_("Angkanya")), table(rows, _columns(), widths=(0, 1, 0, 0, 0, 0, 0))]


def _columns() -> dict[str, Column]:
    return {
        "rank_words": tables.text(_("Urutan")),
        "person": tables.text(_("Pegawai")),
        "score": tables.score(_("Disesuaikan")),
        "score_range": tables.text(_("Rentang")),
        "raw_mean": tables.score(_("Mentah")),
        "top_probability": tables.share(_("Peluang masuk")),
        "link_grade": tables.text(_("Kaitan")),
    }


def _decisions(content: CandidateList) -> list[Part]:
    if "decision" not in content.people:
        return []
    columns = {
        "person": tables.text(_("Pegawai")),
        "decision": tables.text(_("Keputusan")),
        "reason": tables.text(_("Alasan")),
    }
    whole = (
        Heading(_("Keputusan dan alasannya")),
        table(content.people, columns, widths=(3, 0, 4)),
    )
    return [Together(whole)] if len(content.people) <= KEPT_TOGETHER else list(whole)
