"""Agency results: one row is one agency in one period, with its predicate and service index."""

from __future__ import annotations

from dataclasses import replace

from data.importing.kinds import person_fields as shared
from data.importing.kinds.fields import Field, Kind

# Several aliases a line: one a line would hide the fields.
# fmt: off

AGENCY_RESULTS = Kind(
    "agency_results",
    "Kinerja organisasi dan IKM",
    (
        replace(
            shared.AGENCY,
            weak=(*shared.AGENCY.weak, "nama unit kerja", "unit kerja", "nama"),
            required=True,
        ),
        shared.YEAR,
        shared.PERIOD,
        Field(
            "agency_predicate",
            "Predikat Kinerja Organisasi",
            (
                "predikat organisasi", "kinerja organisasi", "capaian kinerja organisasi",
                "capaian organisasi", "predikat kinerja opd", "predikat opd", "predikat unit kerja",
                "predikat perangkat daerah", "agency predicate", "organisation predicate",
                "organization predicate", "predikat capaian kinerja organisasi",
                "predikat kinerja perangkat daerah", "predikat kinerja unit kerja",
            ),
            weak=("predikat", "predikat kinerja"),
            meaning="Predikat kinerja organisasi",
            allowed="Istimewa, Baik, Butuh Perbaikan, Kurang, Sangat Kurang",
            example="Baik",
        ),
        Field(
            "satisfaction_index",
            "Nilai IKM",
            (
                "ikm", "indeks kepuasan masyarakat", "nilai skm", "skm", "satisfaction index",
                "survei kepuasan masyarakat", "indeks kepuasan", "indeks ikm",
                "nilai survei kepuasan",
                "nilai indeks kepuasan masyarakat", "hasil skm", "nilai ikm skm",
            ),
            meaning="Indeks kepuasan masyarakat",
            allowed="0 sampai 100",
            example="86,4",
        ),
    ),
    needs=(("agency",), ("agency_predicate", "satisfaction_index")),
)
