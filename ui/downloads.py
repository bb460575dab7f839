"""Files to take away: XLSX with a sheet "Tentang", CSV for spreadsheets of this country, and PDF.

A cell is a value, never a formula. In XLSX text is written as text, whatever it begins with. A CSV
has no types: a spreadsheet runs text that begins with `= + - @` or a tab. Such text gets a leading
apostrophe, the sign spreadsheets themselves use for "this is text"; whoever reads the file back
takes one apostrophe off where such a sign follows (`read_back`), so values survive the round trip.
Numbers in number columns are written as numbers and need no mark.
"""

from __future__ import annotations

import csv as csv_module
import datetime as dt
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st
import xlsxwriter

from ui import formats, labels
from ui.i18n import _, current_language, use_language
from ui.paper import typesetting
from ui.paper.document import Document, Head, Offer, Pairs
from ui.plain import shortened, writable
from ui.tables import Column

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv"
PDF_TYPE = "application/pdf"
ROWS_PER_SHEET = 1_000_000  # the format ends at 1,048,576
LONGEST_CELL = 32_767  # signs; the limit of the format
WIDEST_COLUMN = 60
LONGEST_FILTERS = 110  # signs of the filters at the foot of a page: two lines with the rest
DANGEROUS_START = ("=", "+", "-", "@", "\t", "\r", "\n")
# the same signs in the full width that East Asian keyboards type; spreadsheets read them alike
FULL_WIDTH_START = ("＝", "＋", "－", "＠")
_NUMBER_FORMATS = {
    "count": "#,##0",
    "people": "#,##0",
    "score": "0.0",
    "coefficient": "0.00",
    "share": "0.0%",
}
_NUMBER_FORMATS |= {"points": "+0.0;-0.0;0.0", "date": "dd/mm/yyyy"}
_NUMERIC = ("count", "people", "score", "coefficient", "share", "points")

# What the audit trail is told of a file: its kind and its number of rows.
OnBuilt = Callable[[str, int], None]


@dataclass(frozen=True)
class Sheet:
    """One table of a download."""

    name: str
    rows: pd.DataFrame
    columns: Mapping[str, Column]


@dataclass(frozen=True)
class About:
    """What the sheet "Tentang" says about a download."""

    title: str
    filters: Mapping[str, str]  # words: "Perangkat daerah" → "Dinas Kesehatan"
    data_date: dt.date | None
    method_version: str
    exported_by: str
    exported_at: dt.datetime
    is_demo: bool = False
    notes: Sequence[str] = field(default=())


def xlsx(sheets: Sequence[Sheet], about: About) -> bytes:
    """Write the tables and the sheet "Tentang" into one workbook."""
    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as workbook:
        # the same content gives the same bytes; the time stands in the sheet "Tentang"
        workbook.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        styles = {
            kind: workbook.add_format({"num_format": f}) for kind, f in _NUMBER_FORMATS.items()
        }
        styles["head"] = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        names: set[str] = {_("Tentang").casefold()}
        for sheet in sheets:
            for number, part in enumerate(_in_parts(sheet.rows), start=1):
                title = sheet.name if number == 1 else f"{sheet.name} {number}"
                page = workbook.add_worksheet(_sheet_name(title, names))
                _write_rows(page, part, sheet.columns, styles)
        _write_about(workbook.add_worksheet(_("Tentang")), about, sheets, styles["head"])
    return target.getvalue()


def csv(sheet: Sheet) -> bytes:
    """Write one table as CSV: UTF-8 with BOM, semicolons, decimal sign of the language."""
    target = io.StringIO(newline="")
    writer = csv_module.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([_marked(column.label) for column in sheet.columns.values()])
    series = [
        [_csv_cell(value, column) for value in sheet.rows[name]]
        for name, column in sheet.columns.items()
    ]
    writer.writerows(zip(*series, strict=True))
    return b"\xef\xbb\xbf" + writable(target.getvalue()).encode("utf-8")


def read_back(cell: str) -> str:
    """Take off the mark that `csv` puts before text a spreadsheet would run."""
    return cell[1:] if cell.startswith("'") and _starts_like_a_formula(cell[1:]) else cell


def file_name(subject: str, *parts: str | None, day: dt.date | None, suffix: str = "xlsx") -> str:
    """Return `sebaran_2024_dinas-kesehatan_2024-12-31.xlsx`: codes and slugs, no person."""
    words = [_slug(part) for part in (subject, *parts) if part]
    stamp = [] if day is None else [day.isoformat()]
    return "_".join([word for word in words if word] + stamp) + f".{suffix}"


def buttons(
    build: Callable[[], Sequence[Sheet]] | None,
    about: Callable[[], About],
    *,
    name: Sequence[str | None],
    day: dt.date | None,
    key: str,
    on_built: OnBuilt | None = None,
    one_table: bool = True,
    paper: Offer | None = None,
) -> None:
    """Draw the download buttons; nothing is built before a reader asks.

    `build` returns the tables (CSV takes the first; None: there are none), `name` the parts of the
    file name, and `on_built` is told kind and number of rows, for the audit trail. Where several
    tables belong together (not `one_table`) there is no CSV: it would hold the first alone.
    `paper` is a report that is offered as PDF.
    """
    offered: list[tuple[str, str, str, Callable[[], bytes]]] = []
    if paper is not None:
        offered.append((paper.label, "pdf", PDF_TYPE, lambda: _as_pdf(paper, about, on_built)))
    if build is not None:
        label = _("Excel (XLSX)")
        offered.append((label, "xlsx", XLSX_TYPE, lambda: _as_xlsx(build, about, on_built)))
    if build is not None and one_table:
        offered.append((_("CSV (titik koma)"), "csv", CSV_TYPE, lambda: _as_csv(build, on_built)))
    subject, *parts = name
    for label, suffix, mime, make in offered:
        st.download_button(
            label,
            data=_in_language_of_page(make),
            file_name=file_name(subject or "timbang", *parts, day=day, suffix=suffix),
            mime=mime,
            on_click="ignore",
            key=f"{key}_{suffix}",
            icon=":material/download:",
            width="stretch",
        )


def pdf(document: Document, about: About) -> bytes:
    """Set a report on paper, with the same head as a workbook; what it tells itself stands once."""
    told = {pair for part in document.parts if isinstance(part, Pairs) for pair in part.pairs}
    told |= {line for line in _about_lines(about) if line[1] == document.subject}
    unsaid = {*told, *((name, formats.MISSING) for name, _words in _about_lines(about))}
    head = Head(
        lines=tuple(line for line in _about_lines(about) if line not in unsaid),
        foot=_foot(about),
        made_at=about.exported_at,
        is_demo=about.is_demo,
    )
    return typesetting.pdf(document, head)


def _foot(about: About) -> str:
    """Return the line at the foot of every page: filters, day of the data, method."""
    filters = [words for words in dict.fromkeys(about.filters.values()) if words != formats.MISSING]
    parts = [shortened(" · ".join(filters), LONGEST_FILTERS)] if filters else []
    if about.data_date is not None:
        parts.append(_("Data per {date}").format(date=formats.date(about.data_date)))
    parts.append(_("metode {version}").format(version=about.method_version))
    return " · ".join(parts)


def _in_language_of_page(make: Callable[[], bytes]) -> Callable[[], bytes]:
    language = current_language()  # the file is built in another thread, which has no session

    def made() -> bytes:
        with use_language(language):
            return make()

    return made


def _as_pdf(paper: Offer, about: Callable[[], About], on_built: OnBuilt | None) -> bytes:
    document = paper.build()
    _report(on_built, "pdf", document.n_rows)
    return pdf(document, about())


def _as_xlsx(
    build: Callable[[], Sequence[Sheet]], about: Callable[[], About], on_built: OnBuilt | None
) -> bytes:
    sheets = build()
    _report(on_built, "xlsx", sum(len(sheet.rows) for sheet in sheets))
    return xlsx(sheets, about())


def _as_csv(build: Callable[[], Sequence[Sheet]], on_built: OnBuilt | None) -> bytes:
    first = build()[0]
    _report(on_built, "csv", len(first.rows))
    return csv(first)


def _report(on_built: OnBuilt | None, suffix: str, n_rows: int) -> None:
    if on_built is not None:
        on_built(suffix, n_rows)


def _in_parts(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for start in range(0, max(1, len(rows)), ROWS_PER_SHEET):
        yield rows.iloc[start : start + ROWS_PER_SHEET]


def _write_rows(
    page: Any, rows: pd.DataFrame, columns: Mapping[str, Column], styles: Mapping[str, Any]
) -> None:
    for place, (name, column) in enumerate(columns.items()):
        page.write_string(0, place, _cut(column.label), styles["head"])
        widest = len(column.label)
        for row, value in enumerate(rows[name], start=1):
            widest = max(widest, _write_cell(page, row, place, value, column, styles))
        page.set_column(place, place, min(WIDEST_COLUMN, widest + 2))
    page.freeze_panes(1, 0)
    if len(rows):
        page.autofilter(0, 0, len(rows), max(0, len(columns) - 1))


def _write_cell(
    page: Any, row: int, place: int, value: Any, column: Column, styles: Mapping[str, Any]
) -> int:
    """Write one value and return about how wide it is."""
    if _is_missing(value):
        if column.kind == "people":
            page.write_string(row, place, formats.small_count(None, minimum=column.minimum))
        return 0
    if column.kind in _NUMERIC:
        page.write_number(row, place, float(value), styles[column.kind])
        return 8
    if column.kind == "date":
        page.write_datetime(row, place, pd.Timestamp(value).to_pydatetime(), styles["date"])
        return 10
    text = _cut(_words(value, column))
    page.write_string(row, place, text)
    return len(text)


def _write_about(page: Any, about: About, sheets: Sequence[Sheet], head: Any) -> None:
    sizes = [
        (_("Baris di {sheet}").format(sheet=s.name), formats.count(len(s.rows))) for s in sheets
    ]
    lines = [(_("Judul"), about.title), *_about_lines(about, *sizes)]
    if about.is_demo:
        lines.insert(0, lines.pop(1))  # the mark of example data comes first of all
    for row, (name, text) in enumerate(lines):
        page.write_string(row, 0, _cut(name), head)
        page.write_string(row, 1, _cut(text))
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 70)


def _about_lines(about: About, *sizes: tuple[str, str]) -> list[tuple[str, str]]:
    """Return what every file says about itself, the mark of example data first."""
    lines = [
        *about.filters.items(),
        (_("Data per"), formats.date(about.data_date)),
        (_("Versi metode"), about.method_version),
        *sizes,
        (_("Diekspor oleh"), about.exported_by),
        (_("Diekspor pada"), formats.date_time(about.exported_at)),
        *((_("Catatan"), note) for note in about.notes),
    ]
    if about.is_demo:
        lines.insert(
            0, (_("Data contoh"), _("Organisasinya nyata; semua orang dan nilainya rekaan."))
        )
    return lines


def _csv_cell(value: Any, column: Column) -> str:
    if _is_missing(value):
        hidden = column.kind == "people"
        return formats.small_count(None, minimum=column.minimum) if hidden else ""
    if column.kind in ("count", "people"):
        return str(int(value))
    if column.kind in _NUMERIC:
        decimal = formats.plotly_separators()[0]
        return f"{float(value):.6g}".replace(".", decimal)
    if column.kind == "date":
        return f"{pd.Timestamp(value):%Y-%m-%d}"
    return _marked(_words(value, column))


def _words(value: Any, column: Column) -> str:
    if column.kind == "nip":
        return formats.nip(value, full=column.full)
    if column.kind == "predicate":
        return labels.predicate(str(value))
    if column.kind == "trend":
        return "; ".join(formats.score(number) for number in value)
    return str(value)


def _marked(text: str) -> str:
    return f"'{text}" if _starts_like_a_formula(text) else text


def _starts_like_a_formula(text: str) -> bool:
    # Spaces in front do not stop every spreadsheet, and a text of ours that already begins with
    # the mark must not lose it when read back.
    bare = text.lstrip(" \u00a0")
    return bare.startswith((*DANGEROUS_START, *FULL_WIDTH_START)) or (
        bare.startswith("'") and _starts_like_a_formula(bare[1:])
    )


def _is_missing(value: Any) -> bool:
    return not isinstance(value, (list, tuple)) and bool(pd.isna(value))


def _cut(text: str) -> str:
    clean = writable(text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - 1] + "…"


def _sheet_name(title: str, taken: set[str]) -> str:
    base = re.sub(r"[\[\]:*?/\\]", " ", writable(title)).strip("' ")[:31] or "Data"
    name, number = base, 2
    while name.casefold() in taken:
        tail = f" ({number})"
        name, number = base[: 31 - len(tail)] + tail, number + 1
    taken.add(name.casefold())
    return name


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
