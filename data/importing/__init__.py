"""Files in, appraisals out: reading, understanding headers, checking, committing."""

from data.importing.committing import commit, find_mapping, save_mapping
from data.importing.preparing import Prepared, Preview, prepare
from data.importing.rejected import rejected_workbook
from data.importing.reports import ImportReport, Progress
from data.importing.undoing import undo

__all__ = [
    "ImportReport",
    "Prepared",
    "Preview",
    "Progress",
    "commit",
    "find_mapping",
    "prepare",
    "rejected_workbook",
    "save_mapping",
    "undo",
]
