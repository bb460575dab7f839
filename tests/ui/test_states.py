import pytest
from streamlit.testing.v1 import AppTest

from ui import states


def run(function, **arguments):
    page = AppTest.from_function(function, kwargs=arguments).run()
    assert not page.exception
    return page


def nothing_page(**chosen):
    import streamlit as st

    from data.scope import Filters
    from ui import states

    def reset():
        st.session_state["was_reset"] = True

    states.nothing_matches(Filters(**chosen), key="sebaran", on_reset=reset)


@pytest.mark.parametrize(
    ("chosen", "advice"),
    [
        ({"year": 2024}, "Coba pilih tahun atau periode lain."),
        ({"agency_code": "A"}, "Coba pilih perangkat daerah lain atau seluruh kota."),
        ({"agency_code": "A", "position_class": "functional"}, "Coba perluas jenis jabatan."),
        ({"agency_code": "A", "grade_group": "II"}, "Coba perluas golongan."),
    ],
)
def test_an_empty_selection_names_the_filter_to_widen(chosen, advice):
    page = run(nothing_page, **chosen)
    assert page.info[0].value == advice
    assert page.info[0].proto.title == "Tidak ada penilaian untuk pilihan ini."


def test_an_empty_selection_can_be_reset():
    page = run(nothing_page, year=2024)
    page.button(key="sebaran_atur_ulang").click().run()
    assert page.session_state["was_reset"]


def not_enough_page(n):
    from ui import states

    states.not_enough(n, 5)


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (3, "Baru 3 pegawai dinilai; perlu minimal 5."),
        (0, "Belum ada pegawai dinilai; perlu minimal 5."),
        (None, "Kurang dari 5 pegawai dinilai; perlu minimal 5."),
    ],
)
def test_too_few_people_is_said_with_the_minimum(n, text):
    assert run(not_enough_page, n=n).caption[0].value == text


def empty_page(may_import):
    from ui import states

    states.no_data_yet(may_import=may_import, sample=lambda: b"x")


def test_only_those_who_may_import_are_told_to():
    allowed, other = run(empty_page, may_import=True), run(empty_page, may_import=False)
    assert "Unggah" in allowed.info[0].value
    assert len(allowed.get("download_button")) == 1
    assert "Unggah" not in other.info[0].value
    assert len(other.get("download_button")) == 0


def partial_page(share):
    from ui import states

    states.partial("Dinas *PUPR*", share)


def test_partial_data_is_a_quiet_line_and_unknown_is_not_complete():
    assert (
        run(partial_page, share=0.62)
        .caption[0]
        .value.endswith(r"Dinas \*PUPR\* belum lengkap (62%).")
    )
    assert "belum diketahui" in run(partial_page, share=None).caption[0].value
    assert "belum diketahui" in run(partial_page, share=float("nan")).caption[0].value


def failed_page():
    import pandas as pd

    from ui import states

    rows = pd.DataFrame({"nip": ["=cmd()"] * 30})
    states.failed(
        "Berkas *x*.xlsx", "Kolom [nip](y) kosong", rows=rows, download=lambda: b"", key="impor"
    )


def test_a_bad_file_shows_the_first_rows_and_offers_all():
    page = run(failed_page)
    assert page.error[0].value == r"Kolom \[nip\]\(y\) kosong"
    assert page.error[0].proto.title == r"Berkas \*x\*\.xlsx"
    assert len(page.dataframe[0].value) == states.FIRST_ROWS
    assert page.dataframe[0].value.iloc[0, 0] == "=cmd()"
    assert len(page.get("download_button")) == 1


def words_page():
    from ui import states

    states.no_access("evaluator", "BKPSDM")
    states.needs_file("Predikat organisasi", "predikat organisasi")
    states.draft()
    states.sample_data()
    states.done("Impor 312 baris *selesai*")
    with states.loading(200):
        pass


def test_the_other_states_say_what_they_are():
    page = run(words_page)
    assert page.warning[0].proto.title == "Halaman ini untuk evaluator."
    assert page.warning[0].value == "Untuk membukanya, hubungi BKPSDM."
    assert page.caption[0].value == (
        "Predikat organisasi belum ada. Unggah predikat organisasi di halaman Data untuk"
        " melengkapinya."
    )
    assert page.toast[0].value == r"Impor 312 baris \*selesai\*"


def test_an_unexpected_failure_shows_a_code_and_nothing_technical():
    assert states.unexpected("3f9a12c7") == "Halaman gagal dimuat. Kode rujukan: 3f9a12c7."
