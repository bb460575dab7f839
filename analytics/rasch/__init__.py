"""Many-facet Rasch panel of one agency: measures, fit, thresholds, interactions.

statistics.md, section 9.
"""

from analytics.rasch.fit import fit_rasch
from analytics.rasch.results import FacetMeasures, Interactions, RaschPanel, Thresholds

__all__ = ["FacetMeasures", "Interactions", "RaschPanel", "Thresholds", "fit_rasch"]
