"""The base of all errors of the data layer."""


class DataError(Exception):
    """Base of everything the data layer refuses."""
