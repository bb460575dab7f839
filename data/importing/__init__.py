"""Files in, appraisals out: reading, understanding headers, checking, committing."""

from data.importing.preparing import Prepared, Preview, prepare
from data.importing.reports import ImportReport

__all__ = ["ImportReport", "Prepared", "Preview", "prepare"]
