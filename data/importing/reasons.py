"""What each rule of an import says to the office that mends the file, in its own language.

They stand in the download of rejected rows and in the guide of a template; the pages have
sentences of their own in both languages (ui/importing/wording.py).
"""

from __future__ import annotations

REASONS = {
    "nip_missing": "NIP kosong",
    "nip_format": "NIP bukan 18 angka yang sah",
    "nip_digits_lost": "Angka akhir NIP hilang; jadikan kolom teks lalu isi ulang",
    "period_missing": "Tahun atau periode tidak terbaca",
    "period_in_future": "Periode belum berakhir",
    "level_unknown": "Rating hasil kerja atau perilaku tidak dikenal",
    "predicate_unknown": "Predikat tidak dikenal",
    "score_out_of_range": "Nilai bukan angka atau di luar skala",
    "nothing_rated": "Tidak ada rating, predikat, atau nilai",
    "self_rating": "Penilai sama dengan pegawai",
    "role_unknown": "Peran penilai tidak dikenal",
    "date_out_of_range": "Tanggal tidak terbaca atau tidak mungkin",
    "duplicate_conflict": "Kunci yang sama muncul dengan isi berbeda",
    "duplicate_identical": "Baris yang sama persis sudah ada di atasnya",
    "predicate_mismatch": "Predikat tidak cocok dengan rating hasil kerja dan perilaku",
    "rater_missing": "Penilai kosong",
    "rater_external": "Nomor penilai bukan NIP; dicatat sebagai penilai dari luar",
    "rater_changed": "Penilai berbeda dari impor sebelumnya; penilaian lama diganti",
    "sex_mismatch": "Jenis kelamin berbeda dari NIP",
    "sex_unknown": "Jenis kelamin tidak dikenal; yang dipakai menurut NIP",
    "birth_date_mismatch": "Tanggal lahir berbeda dari NIP",
    "birth_date_unknown": "Tanggal lahir tidak terbaca; yang dipakai menurut NIP",
    "rank_unknown": "Golongan tidak terbaca; dikosongkan",
    "name_conflict": "Nama berbeda untuk satu NIP; yang lebih baru dipakai",
    "employment_type_unknown": "Jenis kepegawaian tidak dikenal; yang dipakai menurut NIP",
    "position_class_unknown": "Jenis jabatan tidak dikenal; dibaca dari nama jabatan",
    "assignment_kind_unknown": "Sifat penugasan tidak dikenal; dianggap definitif",
    "superior_unknown": "NIP atasan tidak sah; dikosongkan",
    "agency_missing": "Perangkat daerah kosong",
    "index_out_of_range": "Indeks kepuasan bukan angka 0 sampai 100",
    "no_result": "Predikat organisasi dan IKM kosong",
    "target_missing": "Rencana hasil kerja dan indikator kosong",
    "work_result_kind_unknown": "Jenis RHK bukan Utama atau Tambahan; dikosongkan",
    "aspect_unknown": "Aspek tidak dikenal; dikosongkan",
    "project_missing": "Kode dan nama proyek kosong",
    "quality_out_of_range": "Mutu bukan angka 0 sampai 100, atau biaya bukan angka",
    "member_format": "NIP anggota bukan 18 angka yang sah",
    "member_digits_lost": "Angka akhir NIP anggota hilang; jadikan kolom teks lalu isi ulang",
    "member_missing": "Anggota tanpa NIP; tidak dicatat",
    "member_role_unknown": "Peran anggota tidak dikenal; dicatat sebagai anggota",
    "state_unknown": "Status proyek tidak dikenal; dikosongkan",
}
