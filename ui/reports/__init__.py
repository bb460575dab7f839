"""The reports on paper: one module a document, from the same results as the pages."""
