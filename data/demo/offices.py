"""The organisation of Binjai (names are real, numbers of people are estimates for the demo).

Source of names: Pemko Binjai and press reports 2019–2026, gathered in docs/demo_city.md.
"""

from __future__ import annotations

from typing import NamedTuple


class Agency(NamedTuple):
    """One perangkat daerah and its people in the city of 5,340."""

    code: str
    name: str
    kind: str
    n_people: int


AGENCIES = (
    Agency("SETDA", "Sekretariat Daerah", "secretariat", 190),
    Agency("SETWAN", "Sekretariat DPRD", "secretariat", 60),
    Agency("INSP", "Inspektorat Daerah", "inspectorate", 62),
    Agency("DISDIK", "Dinas Pendidikan", "service", 2190),
    Agency("DINKES", "Dinas Kesehatan", "service", 560),
    Agency("RSUD", "RSUD Dr. R.M. Djoelham", "hospital", 480),
    Agency("PUTR", "Dinas Pekerjaan Umum dan Tata Ruang", "service", 118),
    Agency("PERKIM", "Dinas Perumahan dan Kawasan Permukiman", "service", 74),
    Agency("SATPOL", "Satuan Polisi Pamong Praja", "service", 118),
    Agency("BPBD", "Badan Penanggulangan Bencana Daerah", "board", 46),
    Agency("DINSOS", "Dinas Sosial", "service", 44),
    Agency("NAKER", "Dinas Tenaga Kerja, Perindustrian dan Perdagangan", "service", 66),
    Agency("P3AM", "Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Masyarakat", "service", 38),
    Agency("PPKB", "Dinas Pengendalian Penduduk dan Keluarga Berencana", "service", 52),
    Agency("DKPP", "Dinas Ketahanan Pangan dan Pertanian", "service", 82),
    Agency("DLH", "Dinas Lingkungan Hidup", "service", 96),
    Agency("DUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil", "service", 58),
    Agency("DISHUB", "Dinas Perhubungan", "service", 88),
    Agency("KOMINFO", "Dinas Komunikasi dan Informatika", "service", 54),
    Agency("KOPUKM", "Dinas Koperasi, Usaha Kecil dan Menengah", "service", 36),
    Agency("PMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "service", 48),
    Agency("DISPORA", "Dinas Pemuda dan Olahraga", "service", 34),
    Agency("DISPAR", "Dinas Pariwisata dan Kebudayaan", "service", 32),
    Agency("DISPUSIP", "Dinas Perpustakaan dan Kearsipan", "service", 36),
    Agency("BAPPERIDA", "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah", "board", 62),
    Agency("BPKPAD", "Badan Pengelolaan Keuangan, Pendapatan dan Aset Daerah", "board", 128),
    Agency("BKPSDM", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "board", 52),
    Agency("KESBANG", "Badan Kesatuan Bangsa dan Politik", "board", 30),
    Agency("KEC-1", "Kecamatan Binjai Kota", "district", 22 + 7 * 8),
    Agency("KEC-2", "Kecamatan Binjai Utara", "district", 22 + 9 * 8),
    Agency("KEC-3", "Kecamatan Binjai Timur", "district", 22 + 7 * 8),
    Agency("KEC-4", "Kecamatan Binjai Barat", "district", 22 + 6 * 8),
    Agency("KEC-5", "Kecamatan Binjai Selatan", "district", 22 + 8 * 8),
)

WARDS = {
    "KEC-1": "Berngam,Binjai,Kartini,Pekan Binjai,Satria,Setia,Tangsi",
    "KEC-2": "Cengkeh Turi,Damai,Jati Karya,Jati Makmur,Jati Utomo,Jatinegara,Kebun Lada,Nangka,"
    "Pahlawan",
    "KEC-3": "Dataran Tinggi,Mencirim,Sumber Karya,Sumber Mulyorejo,Tanah Tinggi,Timbang Langkat,"
    "Tunggurono",
    "KEC-4": "Bandar Senembah,Limau Mungkur,Limau Sundai,Paya Roba,Suka Maju,Suka Ramai",
    "KEC-5": "Bhakti Karya,Binjai Estate,Pujidadi,Rambung Barat,Rambung Dalam,Rambung Timur,"
    "Tanah Merah,Tanah Seribu",
}
HEALTH_CENTRES = (
    "Binjai Kota,Rambung,Binjai Estate,Tanah Tinggi,Kebun Lada,Jati Makmur,Bandar Senembah,"
    "H.A.H. Hasan"
)
SECTIONS = {  # bidang beside the secretariat, after the tasks such an office has
    "SETDA": "Bagian Pemerintahan,Bagian Kesejahteraan Rakyat,Bagian Hukum,Bagian Perekonomian,"
    "Bagian Pembangunan,Bagian Pengadaan,Bagian Organisasi,Bagian Umum,Bagian Protokol",
    "SETWAN": "Bagian Umum,Bagian Persidangan,Bagian Keuangan",
    "INSP": "Inspektur Pembantu I,Inspektur Pembantu II,Inspektur Pembantu III,"
    "Inspektur Pembantu IV",
    "DISDIK": "Bidang Pembinaan SD,Bidang Pembinaan SMP,Bidang Ketenagaan",
    "DINKES": "Bidang Kesehatan Masyarakat,Bidang Pencegahan Penyakit,Bidang Pelayanan Kesehatan",
    "RSUD": "Bidang Pelayanan,Bidang Keperawatan,Bidang Penunjang",
    "PUTR": "Bidang Bina Marga,Bidang Cipta Karya,Bidang Sumber Daya Air,Bidang Tata Ruang",
    "SATPOL": "Bidang Ketertiban Umum,Bidang Penegakan Perda,Bidang Pemadam Kebakaran",
    "BAPPERIDA": "Bidang Perencanaan,Bidang Ekonomi,Bidang Infrastruktur,Bidang Riset dan Inovasi",
    "BPKPAD": "Bidang Anggaran,Bidang Perbendaharaan,Bidang Pendapatan,Bidang Aset",
    "BKPSDM": "Bidang Pengadaan dan Mutasi,Bidang Pengembangan,Bidang Kinerja",
    "PERKIM": "Bidang Perumahan,Bidang Kawasan Permukiman,Bidang Pertanahan",
    "BPBD": "Bidang Pencegahan dan Kesiapsiagaan,Bidang Kedaruratan dan Logistik,"
    "Bidang Rehabilitasi dan Rekonstruksi",
    "DINSOS": "Bidang Rehabilitasi Sosial,Bidang Perlindungan dan Jaminan Sosial,"
    "Bidang Pemberdayaan Sosial",
    "NAKER": "Bidang Penempatan dan Pelatihan Kerja,Bidang Hubungan Industrial,"
    "Bidang Perindustrian,Bidang Perdagangan",
    "P3AM": "Bidang Pemberdayaan Perempuan,Bidang Perlindungan Anak,Bidang Pemberdayaan Masyarakat",
    "PPKB": "Bidang Pengendalian Penduduk,Bidang Keluarga Berencana,Bidang Ketahanan Keluarga",
    "DKPP": "Bidang Ketahanan Pangan,Bidang Tanaman Pangan dan Hortikultura,"
    "Bidang Peternakan dan Perikanan",
    "DLH": "Bidang Tata Lingkungan,Bidang Pengelolaan Sampah,Bidang Pengendalian Pencemaran",
    "DUKCAPIL": "Bidang Pendaftaran Penduduk,Bidang Pencatatan Sipil,Bidang Informasi Kependudukan",
    "DISHUB": "Bidang Lalu Lintas,Bidang Angkutan,Bidang Prasarana dan Keselamatan",
    "KOMINFO": "Bidang Informasi Publik,Bidang Aplikasi Informatika,"
    "Bidang Statistik dan Persandian",
    "KOPUKM": "Bidang Kelembagaan Koperasi,Bidang Pemberdayaan Usaha Mikro",
    "PMPTSP": "Bidang Penanaman Modal,Bidang Pelayanan Perizinan,Bidang Pengaduan dan Kebijakan",
    "DISPORA": "Bidang Kepemudaan,Bidang Keolahragaan",
    "DISPAR": "Bidang Destinasi dan Pemasaran,Bidang Kebudayaan",
    "DISPUSIP": "Bidang Perpustakaan,Bidang Kearsipan",
    "KESBANG": "Bidang Ideologi dan Wawasan Kebangsaan,Bidang Politik dan Kewaspadaan",
}
ROOMS = (
    "Ruang Anggrek,Ruang Melati,Ruang Mawar,Ruang Dahlia,Ruang Kenanga,Ruang Cempaka,Ruang Teratai,"
    "Ruang Bougenville,Ruang Flamboyan,IGD,ICU,Kamar Operasi"
)


class Unit(NamedTuple):
    """A unit inside an agency; `weight` says how the agency's people spread over its units."""

    agency: int  # index into AGENCIES
    name: str
    kind: str  # office, district_office, school, health_centre, ward, room
    weight: float


def units_of(index: int) -> list[Unit]:
    """Return the units of one agency in the full city."""
    agency = AGENCIES[index]
    office_kind = "district_office" if agency.kind == "district" else "office"
    names = ["Sekretariat"]
    if agency.kind != "district":
        names += SECTIONS[agency.code].split(",")
    elif agency.code in WARDS:
        names += ["Seksi Pemerintahan", "Seksi Pemberdayaan", "Seksi Ketenteraman"]
    total = {"DISDIK": 70, "DINKES": 62, "RSUD": 90}.get(agency.code, agency.n_people)
    if agency.kind == "district":
        total = 22
    # The first unit, where the leader sits, is the largest.
    weights = [1.6] + [1.0] * (len(names) - 1)
    units = [
        Unit(index, name, office_kind, weight * total / sum(weights))
        for name, weight in zip(names, weights, strict=True)
    ]
    if agency.code == "DISDIK":
        units += [Unit(index, f"SD Negeri {k:03d} Binjai", "school", 15.5) for k in range(1, 91)]
        units += [Unit(index, f"SMP Negeri {k} Binjai", "school", 51.8) for k in range(1, 15)]
    if agency.code == "DINKES":
        units += [
            Unit(index, f"Puskesmas {name}", "health_centre", 62.25)
            for name in HEALTH_CENTRES.split(",")
        ]
    if agency.code == "RSUD":
        units += [Unit(index, name, "room", 32.5) for name in ROOMS.split(",")]
    if agency.code in WARDS:
        units += [
            Unit(index, f"Kelurahan {name}", "ward", 8) for name in WARDS[agency.code].split(",")
        ]
    return units
