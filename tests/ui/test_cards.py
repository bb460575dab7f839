"""Cards in a page: controls, their order, and that a closed table costs nothing."""

from streamlit.testing.v1 import AppTest


def card_page():
    import datetime as dt

    import pandas as pd
    import streamlit as st

    from ui import cards, charts, downloads, tables

    shares = pd.DataFrame(
        {
            "group": "Kota",
            "predicate": ["very_good", "good"],
            "n": [3, 7],
            "n_group": 10,
            "share": [0.3, 0.7],
        }
    )

    def rows():
        st.session_state["n_computed"] = st.session_state.get("n_computed", 0) + 1
        return tables.by_predicate(shares)

    with cards.card("Sebaran predikat", key="sebaran") as card:
        card.how_to_read("predicate_mix")
        card.chart(charts.stacked_shares(shares), alt="Porsi predikat kota")
        card.downloads(
            lambda: [downloads.Sheet("A", shares, {})],
            lambda: None,
            name=("a",),
            day=dt.date(2024, 1, 1),
        )
        card.table(rows, tables.predicate_shares("Kelompok"))


def test_a_card_has_one_heading_a_chart_with_alt_and_the_month_names():
    page = AppTest.from_function(card_page).run()
    assert not page.exception
    assert [header.value for header in page.header] == ["Sebaran predikat"]
    chart = page.get("plotly_chart")[0].proto
    assert chart.alt == "Porsi predikat kota"
    assert '"locale": "id"' in chart.config
    assert "Desember" in chart.config


def test_controls_stand_in_one_order_whatever_the_order_of_calls():
    page = AppTest.from_function(card_page).run()
    assert [e.label for e in page.expander] == ["Lihat sebagai tabel"]
    labels = [p.proto.popover.label for p in page.get("popover")]
    assert labels == ["Unduh", "Cara membaca"]


def test_a_closed_table_is_not_computed_and_an_open_one_is():
    page = AppTest.from_function(card_page).run()
    assert "n_computed" not in page.session_state
    assert len(page.dataframe) == 0
    page.session_state["sebaran_tabel_buka"] = True
    page.run()
    assert page.session_state["n_computed"] == 1
    table = page.dataframe[0]
    assert table.value.loc[0, "very_good"] == 0.3
    assert table.proto.alt == "Porsi predikat kota"


def kpi_page():
    from ui import cards, formats

    cards.kpi_row(
        [
            cards.Kpi("Dinilai", formats.count(5340), formats.count_delta(20), "dari 2023"),
            cards.Kpi(
                "Baik ke atas", formats.share(0.931), formats.metric_delta(-0.012), "dari 2023"
            ),
            cards.Kpi("Tetap", "1", 0, "dari 2023"),
            cards.Kpi("Tanpa pembanding", "–", "", "dari 2023"),
        ],
        key="angka",
    )


def test_key_figures_have_grey_deltas_and_their_comparison():
    page = AppTest.from_function(kpi_page).run()
    assert not page.exception
    metrics = page.metric
    assert [m.value for m in metrics] == ["5.340", "93,1%", "1", "–"]
    assert [m.delta for m in metrics] == ["+20", "-1,2 poin", "0", ""]
    assert metrics[1].proto.color == metrics[0].proto.color  # down is not red, up is not green


def drawer_page():
    import streamlit as st

    from ui import cards

    if st.button("buka"):
        cards.drawer("Rincian", lambda: st.text("isi"))


def test_a_drawer_opens_on_the_right_with_its_content():
    page = AppTest.from_function(drawer_page).run()
    page.button[0].click().run()
    assert not page.exception
    assert page.text[0].value == "isi"
    assert page.get("dialog")[0].proto.dialog.title == "Rincian"


def plain_page():
    import pandas as pd

    from ui import cards, downloads, tables

    rows = pd.DataFrame({"name": ["A", "B"]})
    columns = {"name": tables.text("Nama")}
    with cards.frameless(key="jejak") as card:
        card.plain_table(
            downloads.Sheet("Jejak", rows, columns),
            lambda: None,
            alt="Dua baris",
            name=("jejak",),
            day=None,
        )


def test_a_table_without_figure_stands_open_with_its_download():
    page = AppTest.from_function(plain_page).run()
    assert not page.exception
    assert list(page.dataframe[0].value["name"]) == ["A", "B"]
    assert not page.expander
    assert [button.key for button in page.get("download_button")] == [
        "jejak_unduh_xlsx",
        "jejak_unduh_csv",
    ]


def share_page():
    from ui import cards

    kpis = [cards.Kpi("Baik ke atas", "97,1%", out_of="33 dari 34 pegawai"), cards.Kpi("N", "34")]
    cards.kpi_row(kpis, key="porsi")


def test_a_key_figure_that_is_a_share_says_of_how_many():
    page = AppTest.from_function(share_page).run()
    assert [metric.label for metric in page.metric] == ["Baik ke atas", "N"]
    assert [caption.value for caption in page.caption] == ["33 dari 34 pegawai"]


def test_words_too_long_for_a_metric_are_not_cut_off():
    def page():
        from ui import cards

        kpis = [cards.Kpi("Predikat", "Needs *improvement*", out_of="2025"), cards.Kpi("N", "34")]
        cards.kpi_row(kpis, key="kata")

    app = AppTest.from_function(page).run()
    assert [metric.label for metric in app.metric] == ["N"]
    assert [text.value for text in app.markdown] == ["Predikat", r"**Needs \*improvement\***"]
    assert [text.value for text in app.caption] == ["2025"]
