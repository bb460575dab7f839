"""What agencies achieved: targets, projects, and how that stands beside their ratings."""

from analytics.achievements.against_ratings import RatingsAboveResults, ratings_above_results
from analytics.achievements.projects import ProjectSummary, project_status, project_summary
from analytics.achievements.targets import TargetsReached, targets_reached

__all__ = [
    "ProjectSummary",
    "RatingsAboveResults",
    "TargetsReached",
    "project_status",
    "project_summary",
    "ratings_above_results",
    "targets_reached",
]
