"""The input contract of the rater model: one row a rating, codes instead of ids.

A rater *element* is one (type, id): a person who rates as superior and as peer is two elements.
Employees, rater elements, units and periods are sorted by their text, and rows by employee, rater,
period and rating, so that neither the order of rows nor the order in which ids appear can change a
figure. What is dropped or decided on the way is said in `notes`.

    home unit   earliest period, then most ratings, then smallest text; without periods most
                ratings first; without a unit column the rater of that rule stands for the unit
    D           .5 on scales of at most 10 whole-number steps; 4 points inside 0–120 with values
                above 20; .05 in share for predicates; else half the residual sd (then NaN here)
"""

from analytics.ratings.contract import PREDICATE_SYNONYMS, ROLES, TYPES, Columns, Ratings
from analytics.ratings.places import first_home
from analytics.ratings.preparing import prepare
from analytics.ratings.values import SMALLEST_RESIDUAL_SDS

__all__ = [
    "PREDICATE_SYNONYMS",
    "ROLES",
    "SMALLEST_RESIDUAL_SDS",
    "TYPES",
    "Columns",
    "Ratings",
    "first_home",
    "prepare",
]
