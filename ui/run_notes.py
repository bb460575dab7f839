"""Words for what a run notes: what it left out or decided, and what the data do not tell apart."""

from __future__ import annotations

from collections.abc import Mapping

from data.reads.raters import RunNote
from ui import formats, labels
from ui.i18n import N_, _
from ui.plain import plain

# The codes of analytics/notes.py; `text` is what an early run kept as a sentence.
WORDS: Mapping[str, str] = {
    "text": "{text}",
    "rows_without_employee": N_("Baris tanpa pegawai yang tidak dipakai: {n}."),
    "rows_without_rater": N_("Baris tanpa penilai yang tidak dipakai: {n}."),
    "rows_without_period": N_("Baris tanpa periode yang tidak dipakai: {n}."),
    "rows_without_score": N_("Baris tanpa nilai yang tidak dipakai: {n}."),
    "rows_without_type": N_("Baris tanpa jenis penilai yang tidak dipakai: {n}."),
    "rows_without_covariate": N_("Baris tanpa {name} yang tidak dipakai: {n}."),
    "self_ratings": N_("Penilaian diri sendiri yang tidak dipakai: {n}."),
    "covariate_empty": N_("Kolom {name} kosong di semua baris dan tidak menjelaskan apa pun."),
    "dates_gathered": N_("Sebanyak {n} tanggal digabung per bulan atau per tahun."),
    "response_score": N_("Yang dianalisis: nilai angka, ada pada {share} penilaian atasan."),
    "response_items": N_(
        "Yang dianalisis: tingkat hasil kerja dan perilaku dalam poin dari 100, ada pada {share}"
        " penilaian atasan."
    ),
    "response_predicate": N_(
        "Yang dianalisis: Sangat Baik atau bukan, ada pada {share} penilaian atasan."
    ),
    "scores_of_other_scale": N_("Nilai berskala lain dari 0–{scale} yang tidak dipakai: {n}."),
    "periods_used": N_("Dari {type} dipakai penilaian {kind}."),
    "periods_left_out": N_(
        "Dari {type} tidak dipakai {n} penilaian yang mencakup pekerjaan yang sama."
    ),
    "people_without_period": N_("Pegawai tanpa penilaian {kind} dari {type}: {n}."),
    "home_by_rater": N_("Unit asal tidak diketahui; penilai pada periode pertama menggantikannya."),
    "home_by_unit": N_(
        "Unit asal adalah unit saat pertama tercatat; ditetapkan ulang bila jenis jabatan atau"
        " golongan berubah."
    ),
    "homes_unknown": N_("Pegawai tanpa unit asal, masing-masing dihitung sendiri: {n}."),
    "no_home_unit": N_("Unit asal tidak diketahui, jadi mutu tim ikut terhitung pada penilainya."),
    "one_rating_per_pair": N_(
        "Setiap pegawai dinilai satu kali oleh penilai yang sama, jadi kecocokan pasangan tidak"
        " terpisah dari sisanya."
    ),
    "no_moves": N_(
        "Tidak ada pegawai yang dinilai dua penilai: kelonggaran dan mutu tim tidak dapat"
        " dipisahkan."
    ),
    "one_rating_per_rater": N_("Setiap penilai memberi satu nilai saja."),
    "one_employee_per_rater": N_("Setiap penilai menilai satu pegawai saja."),
    "one_rating_per_employee": N_(
        "Setiap pegawai dinilai satu kali: pegawai dan kebetulan tidak dapat dipisahkan, jadi"
        " separuh perbedaannya dianggap milik pegawai."
    ),
    "one_rater": N_("Hanya ada satu penilai: kelonggarannya tidak dapat diketahui."),
    "one_employee": N_("Hanya ada satu pegawai: tidak ada yang dapat dibandingkan."),
    "one_unit": N_("Hanya ada satu unit asal: mutunya termasuk tingkat umum."),
    "one_employee_per_unit": N_("Setiap unit asal berisi satu pegawai."),
    "rater_or_home_unit": N_(
        "Perbedaan antarpenilai dan antarunit tidak dapat dipisahkan; seperempatnya dianggap milik"
        " unit, dan kesimpulan yang bergantung pada anggapan itu tidak diambil."
    ),
    "variance_at_zero": N_("Perbedaan bagian “{name}” diduga nol."),
    "residual_at_zero": N_("Bagian “{name}” hampir nol: penilaian berulang hampir tidak berbeda."),
    "variances_averaged": N_(
        "Besarnya perbedaan antarpenilai dan antarunit hanya diketahui kasar; angka dan rentangnya"
        " dirata-rata atas semua kemungkinan yang didukung data."
    ),
    "periods_taken_out": N_("Perubahan antarperiode dikeluarkan sebelum model dihitung."),
    "columns_explained": N_("Tidak dipakai karena sudah dijelaskan kolom lain: {names}."),
    "not_settled": N_("Dugaan perbedaan belum menetap setelah {n} langkah; baca dengan hati-hati."),
    "component_sampled": N_(
        "Sebanyak {n} penilai saling terhubung; ketelitiannya dihitung dengan penarikan acak."
    ),
    "objective_of_few": N_("Ukuran “{family}” hanya ada pada {n} pegawai, jadi tidak dipakai."),
    "objective_flat": N_("Ukuran “{family}” tidak sejalan dengan penilaian, jadi tidak dipakai."),
    "objective_untested": N_(
        "Hanya {n} penilai berkaitan, jadi belum dapat diuji apakah ukuran hasil kerja sekadar"
        " mengulang kelonggaran penilai; ukuran itu tidak dipakai."
    ),
    "objective_honest": N_(
        "Ukuran hasil kerja dipakai: bagian yang tidak dijelaskan penilaian berkorelasi {r} dengan"
        " kelonggaran {n} penilai (p = {p})."
    ),
    "objective_repeats": N_(
        "Ukuran hasil kerja tidak dipakai karena mengulang kelonggaran atasan: korelasi {r} pada"
        " {n} penilai (p = {p})."
    ),
    "objective_by_superior": N_(
        "Target terverifikasi yang sumbernya atasan, jadi tidak dipakai: {n}."
    ),
}
COMPONENTS = {
    "employee": N_("Pegawai"),
    "home_unit": N_("Unit asal"),
    "rater": N_("Penilai"),
    "pair": N_("Pasangan penilai dan pegawai"),
    "residual": N_("Sisa"),
}
FAMILIES = {
    "targets": N_("Capaian target"),
    "project_time": N_("Ketepatan waktu proyek"),
    "project_quality": N_("Mutu proyek"),
}
OBJECTIVE = {
    "used": N_(
        "Capaian target dan proyek yang diverifikasi pihak lain ikut dipakai, jadi penilai tanpa"
        " pegawai bersama pun dapat dibandingkan."
    ),
    "repeats_leniency": N_(
        "Capaian target tidak dipakai: pada data ini ia mengulang kelonggaran penilai."
    ),
    "untested": N_(
        "Capaian target tidak dipakai: kaitan antarpenilai terlalu sedikit untuk mengujinya."
    ),
    "unrelated": N_("Capaian target tidak dipakai: tidak sejalan dengan penilaian."),
}


def sentence(note: RunNote) -> str:
    """Say one note in the reader's language; an unknown code is said by its name."""
    pattern = WORDS.get(note.code)
    if pattern is None:
        return plain(note.code)
    words = {name: _value(name, value) for name, value in note.values.items()}
    said = (_(pattern) if note.code != "text" else pattern).format(**words)
    if "type" in words and "{type}" not in pattern:
        said = _("{sentence} (jenis penilai: {type})").format(
            sentence=said.rstrip("."), type=words["type"]
        )
    return said


def component(name: str) -> str:
    """Return the name of a variance component in words."""
    part, _colon, kind = name.partition(":")
    words = _(COMPONENTS[part]) if part in COMPONENTS else plain(part)
    if not kind:
        return words
    return f"{words}: {family(kind.removeprefix('objective:'))}"


def family(name: str) -> str:
    """Return the name of a kind of measure, or of raters, in words."""
    return _(FAMILIES[name]) if name in FAMILIES else labels.rater_role(name)


def term(name: str) -> str:
    """Return the name of a fixed effect in words."""
    if name == "intercept":
        return _("Tingkat umum")
    if name == "acting":
        return labels.rater_role("acting")
    kind, _mark, code = name.replace("=", ":", 1).partition(":")
    match kind:
        case "period":
            return labels.period(code)
        case "type":
            return labels.rater_role(code)
        case "grade_group":
            return labels.grade_group(None if code == "missing" else code)
        case "position_class":
            return labels.position_class(None if code == "missing" else code)
        case _:
            return plain(name)


def objective(state: str) -> str | None:
    """Say what became of measures by others than the superior; None where there are none."""
    return _(OBJECTIVE[state]) if state in OBJECTIVE else None


def _value(name: str, value: str | int | float) -> str:
    match name:
        case "n" | "scale":
            return formats.count(value) if not isinstance(value, str) else plain(value)
        case "share":
            return formats.share(float(value))
        case "r" | "p":
            return formats.two_decimals(float(value))
        case "kind":
            return labels.period_kind(str(value))
        case "type":
            return labels.rater_role(str(value))
        case "family":
            return family(str(value)) if value else _("hasil kerja")
        case "name":
            return component(str(value)) if str(value).split(":")[0] in COMPONENTS else plain(value)
        case "names":
            return formats.listing([term(each) for each in str(value).split(", ")])
        case _:
            return plain(value)
