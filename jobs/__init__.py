"""The analysis run: frames from data, models from analytics, results to data.

The one place where both meet. A run reads one state of the data, fits the rater model, and stores
everything it found in one transaction at the end: killed or failed on the way, the former run stays
current. One run at a time; pages start it in the background and read its progress.
"""

from jobs.background import Progress, current_since, progress, renew, start
from jobs.errors import AnalysisFailed, AnalysisRunning, JobError
from jobs.running import RunReport, run_analysis

__all__ = [
    "AnalysisFailed",
    "AnalysisRunning",
    "JobError",
    "Progress",
    "RunReport",
    "current_since",
    "progress",
    "renew",
    "run_analysis",
    "start",
]
