"""A newcomer's way: from the demo to an own store, a file in, its numbers on the page, and undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import browsing, samples, serving
from tests.serving import Server

BUSY = 60_000  # milliseconds for an import on a busy machine


@pytest.fixture
def newcomer(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The program as it is after its first start: on the demo, no own store."""
    built = browsing.demo_store(browsing.shared_folder(tmp_path_factory))
    folder = serving.copy_of_program(tmp_path / "program")
    browsing.put_store(built, folder / "var" / "demo.duckdb")
    with serving.serving(folder) as server:
        yield server


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Server]:
    """The program on an empty store of its user."""
    folder = serving.copy_of_program(tmp_path / "program")
    with serving.serving(folder, TIMBANG_DB=str(folder / "var" / "own.duckdb")) as server:
        yield server


def upload(tab: browsing.Tab, name: str, content: bytes) -> None:
    """Choose a file in the box, which the script draws before the rest of the page."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    tab.page.wait_for_selector(browsing.SETTLED)
    browsing.until_seen(
        lambda: tab.page.locator('input[type="file"]').set_input_files([file]),
        tab.page.get_by_test_id("stFileChipName").filter(has_text=name),
        timeout=BUSY,
    )


def test_from_the_demo_to_the_first_import_in_three_clicks(
    newcomer: Server, browser: Browser
) -> None:
    with browsing.tab(browser, newcomer.url) as tab:
        tab.open("/data", heading="Data")
        tab.page.get_by_role("button", name="Mulai dengan data sendiri").click()  # one
        expect(tab.page.get_by_test_id("stFileUploader")).to_be_visible(timeout=BUSY)
        expect(tab.page.get_by_text("Data contoh")).to_have_count(0)
        upload(tab, "rekap_2024.xlsx", samples.annual())  # two: choosing the file
        tab.page.get_by_role("button", name=f"Setujui impor {samples.N_ANNUAL} baris").click()
        expect(tab.page.get_by_text(f"{samples.N_ANNUAL} baris masuk.")).to_be_visible(timeout=BUSY)
        assert (newcomer.folder / "var" / "timbang.duckdb").exists()
        tab.page.get_by_role("link", name="Buka Ikhtisar").click()
        tab.settle("Ikhtisar")
        expect(tab.page.get_by_test_id("stMain")).to_contain_text(f"{samples.N_ANNUAL} penilaian")
        assert tab.complaints == []


def test_rows_with_errors_stay_out_and_are_told(own: Server, browser: Browser) -> None:
    with browsing.tab(browser, own.url) as tab:
        tab.open("/data", heading="Data")
        upload(tab, "rekap_2024.xlsx", samples.annual(n_bad=3))
        nothing = tab.page.get_by_role("button", name="Jangan impor apa pun")
        expect(nothing).to_be_visible(timeout=BUSY)
        assert nothing.get_attribute("kind") == "primary"
        expect(tab.page.get_by_text("Temuan", exact=True).first).to_be_visible()
        n = samples.N_ANNUAL - 3
        tab.page.get_by_role("button", name=f"Impor hanya {n} baris yang sah").click()
        expect(tab.page.get_by_text(f"{n} baris masuk.")).to_be_visible(timeout=BUSY)
        with tab.page.expect_download() as waited:
            tab.page.get_by_role("button", name="Unduh baris yang ditolak").click()
        assert waited.value.suggested_filename.startswith("baris-ditolak")
        assert tab.complaints == []


def test_nothing_is_the_other_choice_and_writes_nothing(own: Server, browser: Browser) -> None:
    with browsing.tab(browser, own.url) as tab:
        tab.open("/data", heading="Data")
        upload(tab, "rekap_2024.xlsx", samples.annual(n_bad=3))
        tab.page.get_by_role("button", name="Jangan impor apa pun").click(timeout=BUSY)
        expect(tab.page.get_by_text("Tidak ada yang ditulis.")).to_be_visible()
        tab.open("/", heading="Ikhtisar")
        assert "Belum ada data" in tab.text()


def test_the_same_file_twice_changes_nothing_and_an_import_can_be_undone(
    own: Server, browser: Browser
) -> None:
    with browsing.tab(browser, own.url) as tab:
        tab.open("/data", heading="Data")
        upload(tab, "rekap_2024.xlsx", samples.annual())
        tab.page.get_by_role("button", name=f"Setujui impor {samples.N_ANNUAL} baris").click(
            timeout=BUSY
        )
        tab.page.get_by_role("button", name="Impor berkas lain").click(timeout=BUSY)
        upload(tab, "rekap_2024.xlsx", samples.annual())
        expect(tab.page.get_by_text("Berkas ini sudah diimpor")).to_be_visible(timeout=BUSY)

        # a table is drawn on a canvas: its first row is chosen with the keyboard
        table = tab.page.locator('.st-key-data_riwayat_tabel [data-testid="stDataFrame"]')
        table.scroll_into_view_if_needed()
        box = table.bounding_box()
        assert box is not None
        undo = tab.page.get_by_role("button", name="Batalkan impor ini…")
        browsing.until_seen(lambda: tab.page.mouse.click(box["x"] + 15, box["y"] + 55), undo)
        undo.click()
        dialog = tab.page.get_by_role("dialog")
        expect(dialog).to_contain_text("rekap_2024.xlsx")
        expect(dialog).to_contain_text(f"{samples.N_ANNUAL} baris")
        confirm = dialog.get_by_role("button", name=f"Batalkan impor {samples.N_ANNUAL} baris")
        expect(confirm).to_be_disabled()
        dialog.get_by_role("textbox", name="Alasan").fill("salah tahun")
        dialog.get_by_role("textbox", name="Alasan").press("Enter")
        confirm.click()
        expect(dialog).to_have_count(0, timeout=BUSY)
        tab.open("/", heading="Ikhtisar")
        assert "Belum ada data" in tab.text()
        assert tab.complaints == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("kosong.xlsx", b"", "Berkas kosong"),
        ("surat.xlsx", b"%PDF-1.7 not a workbook", "Bukan berkas tabel"),
        ("judul.csv", b"NIP;Nama;Predikat;Tahun\r\n", "Hanya ada judul kolom"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(
    own: Server, browser: Browser, name: str, content: bytes, says: str
) -> None:
    with browsing.tab(browser, own.url) as tab:
        tab.open("/data", heading="Data")
        upload(tab, name, content)
        expect(tab.page.get_by_text(says)).to_be_visible(timeout=BUSY)
        assert "Traceback" not in tab.text()


def test_formulas_and_markup_in_names_stay_text(own: Server, browser: Browser) -> None:
    agency = '<img src=x onerror="document.title=1"> [Dinas](javascript:1) =1+1 $x$ :red[A]'
    rows = [
        f"{samples.invented_nip(i)};=cmd|' /C calc'!A0;{agency};"
        f"{samples.invented_nip(90)};Sesuai Ekspektasi;Sesuai Ekspektasi;Baik;2024"
        for i in range(12)
    ]
    header = "NIP;Nama;Perangkat Daerah;NIP Penilai;Hasil Kerja;Perilaku Kerja;Predikat;Tahun"
    content = "\r\n".join([header, *rows]).encode()
    with browsing.tab(browser, own.url) as tab:
        tab.open("/data", heading="Data")
        upload(tab, "nama.csv", content)
        tab.page.get_by_role("button", name="Setujui impor 12 baris").click(timeout=BUSY)
        expect(tab.page.get_by_text("12 baris masuk.")).to_be_visible(timeout=BUSY)
        for path in ("/", "/perangkat-daerah", "/sebaran", "/data"):
            tab.open(path)
            assert tab.page.locator("img[src=x]").count() == 0, path
            assert tab.page.locator('a[href^="javascript"]').count() == 0, path
        assert tab.complaints == []


def test_two_spellings_of_one_agency_are_joined_on_request(own: Server, browser: Browser) -> None:
    rows = [
        f"{samples.invented_nip(i)};{'Dinas Kesehatan' if i < 6 else 'Dinkes'};Baik;2024"
        for i in range(9)
    ]
    content = "\r\n".join(["NIP;Perangkat Daerah;Predikat;Tahun", *rows]).encode()
    with browsing.tab(browser, own.url) as tab:
        tab.open("/data", heading="Data")
        upload(tab, "rekap.csv", content)
        tab.page.get_by_role("button", name="Setujui impor 9 baris").click(timeout=BUSY)
        expect(tab.page.get_by_text("9 baris masuk.")).to_be_visible(timeout=BUSY)
        tab.page.get_by_role("tab", name="Ejaan").click()
        tab.page.get_by_role("button", name="Gabungkan…").click()
        dialog = tab.page.get_by_role("dialog")
        expect(dialog).to_contain_text("3 penilaian dari Dinkes menjadi milik Dinas Kesehatan.")
        reason = dialog.get_by_role("textbox", name="Alasan")
        reason.fill("dinas yang sama")
        reason.press("Enter")
        dialog.get_by_role("button", name="Gabungkan", exact=True).click()
        expect(tab.page.get_by_text("Tidak ada ejaan yang mirip.")).to_be_visible(timeout=BUSY)
        assert tab.complaints == []
