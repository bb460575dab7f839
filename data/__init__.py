"""The store and everything that goes in and out of it; the only code that knows DuckDB."""
