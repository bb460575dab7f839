"""Sentences of the page: what was asked, what to keep in mind, and what a file says of itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable

from analytics.rules.rule_set import RuleSet
from data.reads.raters import RunFacts
from data.scope import Filters, Scope
from ui import career_words, filters, formats, labels
from ui.about import about as usual_about
from ui.downloads import About
from ui.i18n import N_, _, current_language, ngettext, use_language
from ui.panels.candidates.asking import VACANCY, WHOM, Asked, narrowed
from ui.panels.candidates.pool import Judged, Ranked
from ui.panels.raters import grade_help, sober_words
from ui.plain import plain
from ui.times import local_time

__all__ = [
    "about", "cautions", "criteria", "grade_help", "input_name", "input_state", "name_parts",
    "nobody", "revealed", "rules_sentence", "table_caption",
]  # fmt: skip

INPUT_NAMES = {
    "adjusted": N_("Nilai penilaian, dikurangi kecenderungan penilai"),
    "home_unit": N_("Mutu unit asal, di dalam nilai itu"),
    "verified_targets": N_("Target terverifikasi yang tercapai"),
    "projects_on_time": N_("Proyek selesai tepat waktu"),
    "project_quality": N_("Mutu proyek terverifikasi"),
}
INPUT_STATES = {
    "used": N_("masuk hitungan"),
    "off": N_("tidak masuk, hanya ditampilkan"),
    "no_spread": N_("pegawai tidak berbeda di sini"),
    "few_people": N_("terlalu sedikit orang berhasil tercatat"),
    "no_data": N_("belum ada data"),
}


def input_name(code: str) -> str:
    """Return something that can enter the order."""
    return _(INPUT_NAMES[code])


def input_state(code: str) -> str:
    """Return whether it enters."""
    return _(INPUT_STATES[code])


def cautions(ranked: Ranked) -> list[str]:
    """Return what to keep in mind about the order, most important first."""
    pool, run = ranked.pool, ranked.run
    said = [_order_sentence(ranked)]
    sober = sober_words(run)
    if sober is not None:
        said.append(sober)
    if pool.n_unlinked == pool.n:
        said.append(
            _(
                "Semua belum terhubung (kaitan C): penilai dan tim tidak dapat dipisahkan, jadi"
                " urutan bertumpu pada anggapan bahwa tim rata-rata serupa."
            )
        )
    elif pool.n_unlinked:
        said.append(
            ngettext(
                "{n} pegawai belum terhubung (kaitan C): penilainya tidak terkait dengan penilai"
                " lain. Ia tetap diurutkan, dengan rentang lebar.",
                "{n} pegawai belum terhubung (kaitan C): penilainya tidak terkait dengan penilai"
                " lain. Mereka tetap diurutkan, dengan rentang lebar.",
                pool.n_unlinked,
            ).format(n=formats.count(pool.n_unlinked))
        )
    if pool.n_tied_at_cut:
        said.append(
            _("{n} pegawai bernilai sama tepat di garis; yang tertulis masuk hanyalah urutan.")
            .format(n=formats.count(pool.n_tied_at_cut))
        )  # fmt: skip
    if ranked.on < local_date(run):
        said.append(
            _("Syarat dinilai per {day}, tetapi nilai dari analisis {moment}.").format(
                day=formats.date(ranked.on), moment=formats.date(local_date(run))
            )
        )
    if len(pool.unranked):
        said.append(
            ngettext(
                "{n} pegawai belum punya hasil analisis, jadi tidak diurutkan.",
                "{n} pegawai belum punya hasil analisis, jadi tidak diurutkan.",
                len(pool.unranked),
            ).format(n=formats.count(len(pool.unranked)))
        )
    return said


def local_date(run: RunFacts) -> dt.date:
    """Return the day of a run where the dashboard runs."""
    moment = local_time(run.finished_at)
    return run.finished_at.date() if moment is None else moment.date()


def _order_sentence(ranked: Ranked) -> str:
    pool = ranked.pool
    if pool.n_selected == pool.n:
        return _("Semua {n} pegawai muat di {k} tempat; tidak ada yang perlu dipilih.").format(
            n=formats.count(pool.n), k=formats.count(pool.settings.k)
        )
    return _(
        "Yang di pita abu-abu tidak diurutkan oleh data. Dipilih {share} dari {n} pegawai;"
        " keandalan urutan di kelompok ini {reliability} (1 berarti pasti)."
    ).format(
        share=formats.share(pool.share_selected),
        n=formats.count(pool.n),
        reliability=formats.two_decimals(pool.reliability),
    )


def nobody(found: Judged, ranked: Ranked) -> str:
    """Say why nobody is ranked and what to widen."""
    if len(ranked.pool.unranked):
        return _(
            "{n} pegawai terpilih, tetapi belum satu pun punya hasil analisis. Analisis membaca"
            " penilaian yang sudah diimpor."
        ).format(n=formats.count(len(ranked.pool.unranked)))
    if found.n("unknown") and ranked.whom == "met":
        return _(
            "Belum ada yang memenuhi semua syarat; {n} pegawai belum diketahui. Pilih Memenuhi atau"
            " belum diketahui pada Yang diurutkan."
        ).format(n=formats.count(found.n("unknown")))
    return _(
        "Tidak ada yang memenuhi syarat pada tanggal ini. Lihat syarat di bawah, perluas kelompok,"
        " atau pilih Semua pegawai kelompok ini."
    )


def table_caption(n: int, n_shown: int) -> str:
    """Say how to open a person, and how much of the list the table holds."""
    how = _("Pilih satu baris untuk membuka alasannya.")
    if n_shown == n:
        return how
    return how + " " + _("Tabel memuat {shown} dari {n}; berkas unduhan memuat semuanya.").format(
        shown=formats.count(n_shown), n=formats.count(n)
    )  # fmt: skip


def rules_sentence(rules: RuleSet, asked: Asked) -> str:
    """Say which version of the rules judged, from when on it holds, and for which day."""
    said = _("Aturan {name}, berlaku sejak {since}; dinilai per {day}.").format(
        name=plain(rules.name), since=formats.date(rules.valid_from), day=formats.date(asked.on)
    )
    if asked.on < rules.valid_from:
        said += " " + _("Tanggal itu sebelum aturan ini berlaku; aturan lebih lama belum ada.")
    return said


def criteria(asked: Asked, found: Judged, ranked: Ranked | None) -> dict[str, str]:
    """Return what was asked, in words by name, for files and paper."""
    said = {
        _("Untuk"): career_words.target(asked.target),
        _("Rumpun jabatan"): career_words.job_family(asked.job_family)
        if asked.job_family
        else _("Semua rumpun"),
        _("Dinilai per tanggal"): formats.date(asked.on),
        _("Versi aturan"): _("{name}, berlaku sejak {since}, dasar {basis}").format(
            name=found.rules.name,
            since=formats.date(found.rules.valid_from),
            basis=found.rules.legal_basis,
        ),
    }
    if asked.vacancy is not None:
        said[_("Formasi")] = _(VACANCY[asked.vacancy])
    if ranked is not None:
        pool, run = ranked.pool, ranked.run
        said |= {
            _("Yang diurutkan"): _(WHOM[ranked.whom]),
            _("Tempat"): formats.count(asked.places),
            _("Bobot hasil terukur"): formats.whole_share(asked.weight),
            _("Analisis"): _("{moment}, {n} penilaian {kind}, bibit acak {seed}").format(
                moment=formats.date_time(run.finished_at),
                n=formats.count(run.n_used),
                kind=labels.period_kind(run.period_kind),
                seed=run.seed,
            ),
            _("Keandalan urutan"): formats.two_decimals(pool.reliability),
            _("Dipilih"): f"{formats.n_of_n(pool.n_selected, pool.n)}"
            f" ({formats.share(pool.share_selected)})",
            _("Kemungkinan besar masuk, mungkin, di luar"): ", ".join(
                formats.count(n) for n in (pool.n_surely_in, pool.n_maybe, pool.n_outside)
            ),
        }
    return said


def about(
    scope: Scope,
    title: str,
    chosen: Filters,
    asked: Asked,
    found: Judged,
    ranked: Ranked | None = None,
) -> Callable[[], About]:
    """Return what a file of this page says of itself: filters, question, rules and run."""
    usual = usual_about(scope, title, chosen)
    own = narrowed(chosen)
    words = {
        name: word for name, word in filters.words(scope, own).items() if word != formats.MISSING
    }
    words |= criteria(asked, found, ranked)
    language = current_language()

    def build() -> About:
        with use_language(language):
            notes = [
                _("Daftar pertimbangan, bukan keputusan; orang yang memutuskan, dengan alasan."),
                _("Urutan dan nilai dengan rentang 90 persen; belum diketahui bukan berarti tidak"),
            ]
            return dataclasses.replace(usual(), filters=words, notes=notes)

    return build


def name_parts(subject: str, chosen: Filters, asked: Asked) -> tuple[str | None, ...]:
    """Return the parts of a file name: subject, target and the codes of the filters."""
    codes = (chosen.agency_code, chosen.position_class, chosen.grade_group, asked.job_family)
    return (subject, asked.target, *codes)


def revealed(chosen: Filters, asked: Asked) -> str:
    """Return the codes of what is shown, for the audit trail: also what it is shown for."""
    codes = (chosen.agency_code, chosen.position_class, chosen.grade_group, asked.job_family)
    return "/".join(["candidates", asked.target, *(code or "-" for code in codes)])
