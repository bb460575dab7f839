"""Which method made a figure: stands with every stored result and in every file written."""

METHOD_VERSION = "3"  # raised whenever the same data give other numbers (CHANGELOG)
