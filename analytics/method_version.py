"""Which method made a figure: stands with every stored result and in every file written."""

METHOD_VERSION = "2"  # raised whenever the same data give other numbers (CHANGELOG)
