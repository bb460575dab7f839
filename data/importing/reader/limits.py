"""How large a file may be: far above any export of a city, far below what hurts the machine."""

from __future__ import annotations

MAX_BYTES = 50 * 1024 * 1024
MAX_COLUMNS = 256
MAX_CELL_CHARACTERS = 32_767  # what a spreadsheet cell can hold; longer ones are unclosed quotes
MAX_UNPACKED_BYTES = 500 * 1024 * 1024
MAX_GRID_CELLS = 15_000_000  # rows × columns of one sheet; the workbook reader allocates them all
# Deflate reaches 1,000:1 on padding; worksheets of repeated words stay under 60:1.
MAX_UNPACK_RATIO = 150
RATIO_FREE_BYTES = 20 * 1024 * 1024

# Rows looked at for the header, and how many rows a header may have.
HEADER_SEARCH_ROWS = 60
MAX_HEADER_DEPTH = 3
