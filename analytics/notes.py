"""Notes of an analysis: what was left out or decided, what could not be told apart.

A note is its English sentence, for files and terminals, and carries code and values, so that a page
can say the same in its language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Value = str | int | float

SENTENCES: Mapping[str, str] = {
    # what enters
    "rows_without_employee": "{n} rows without an employee were left out",
    "rows_without_rater": "{n} rows without a rater were left out",
    "rows_without_period": "{n} rows without a period were left out",
    "rows_without_score": "{n} rows without a score were left out",
    "rows_without_type": "{n} rows without a rater type were left out",
    "rows_without_covariate": "{n} rows without a value of {name} were left out",
    "self_ratings": "{n} self ratings were left out",
    "covariate_empty": "{name} has no value in any row and explains nothing",
    "dates_gathered": "{n} dates in '{name}' were gathered to {to}",
    "response_score": (
        "response: the numeric score, given in {share:.1%} of the superiors' appraisals"
    ),
    "response_items": (
        "response: levels of work result and behaviour, in points of 100, given in {share:.1%} of "
        "the superiors' appraisals"
    ),
    "response_predicate": (
        "response: Sangat Baik or not, given in {share:.1%} of the superiors' appraisals"
    ),
    "scores_of_other_scale": "scores on another scale than 0–{scale}, left out: {n}",
    "periods_used": "{type}: ratings by the {kind}",
    "periods_left_out": "{type}: left out because they cover the same work: {n}",
    "people_without_period": "{type}: people without any rating by the {kind}: {n}",
    "home_by_rater": (
        "no home unit is given: the rater of each employee's first period stands for it"
    ),
    "home_by_unit": (
        "home units: where first seen, set anew at a change of the kind of post or grade group"
    ),
    "homes_unknown": "{n} employees have no home unit: each stands for itself",
    "no_home_unit": (
        "neither home unit nor period is given: the model has no home-unit factor, so a strong or "
        "weak team counts as leniency of its rater"
    ),
    # what can be told apart
    "one_rating_per_pair": (
        "every pair of employee and rater has one rating: how a rater takes to a person counts "
        "as residual"
    ),
    "no_moves": (
        "nobody has been rated by two raters: leniency and team quality cannot be told apart"
    ),
    "one_rating_per_rater": "every rater gave one rating: leniency counts as residual",
    "one_employee_per_rater": "every rater rated one person: leniency counts as pair effect",
    "one_rating_per_employee": (
        "everybody has one rating: person and chance cannot be told apart; half of their variance "
        "is taken as the person's"
    ),
    "one_rater": "there is one rater: nothing can be said about leniency",
    "one_employee": "there is one employee: nothing can be said about people",
    "one_unit": "there is one home unit: unit quality is part of the mean",
    "one_employee_per_unit": "every home unit has one employee: it counts as the employee",
    "rater_or_home_unit": (
        "rater and home-unit variance cannot be told apart: their sum is reported as 'rater', "
        "figures take a quarter of it as the unit's; see the scenarios for 0, 25 and 50 %"
    ),
    "variance_at_zero": "the variance '{name}' is estimated as 0 and was fixed there",
    "residual_at_zero": (
        "the variance '{name}' is as good as 0: repeated ratings hardly differ"
    ),
    # how it was estimated
    "variances_averaged": (
        "the variances of rater and home unit are known only roughly: figures and their "
        "intervals are averaged over what the ratings allow"
    ),
    "periods_taken_out": (
        "period effects were estimated from changes within pairs and taken out before the fit"
    ),
    "periods_by_means": (
        "some period has no pair with ratings of other periods: the means of periods were taken "
        "out before the fit"
    ),
    "columns_explained": "left out because other columns explain them: {names}",
    "not_settled": "the variances had not settled after {n} steps",
    "component_sampled": (
        "{n} raters are joined to one component: its traces and prediction errors are sampled, "
        "and the likelihood (reml_criterion) is not computed"
    ),
    # objective measures
    "objective_of_few": "the objective measure{of} covers {n} people: not used",
    "objective_flat": "the objective measure{of} does not rise with the ratings: not used",
    "objective_untested": (
        "only {n} linked raters have the objective measure: whether it repeats their leniency "
        "could not be tested"
    ),
    "objective_honest": (
        "the objective measure, as far as ratings do not explain it, correlates {r:.2f} with "
        "leniency among {n} linked raters (p = {p:.2g}): it was used"
    ),
    "objective_repeats": (
        "the objective measure, as far as ratings do not explain it, correlates {r:.2f} with "
        "leniency among {n} linked raters (p = {p:.2g}): it repeats the superior's leniency and "
        "was not used"
    ),
    "objective_by_superior": (
        "{n} verified targets were not taken as an objective measure: their source is the superior"
    ),
    # what was tested
    "leniency_tested": "leniency: {n} raters could be flagged, {n_flagged} are",
    "pattern_tested": "{pattern}: {n} raters tested, {n_flagged} flagged",
    "groups_pooled": (
        "group: people outside '{group}' are rated {mean:+.3f} (standard error {se:.3f}) beside "
        "'{group}' by the same raters, over {n} superiors; this cannot be said of any single one"
    ),
}  # fmt: skip
OF_TYPE = " (rater type {type})"


class Note(str):
    """A sentence with the code and values it was made of."""

    code: str
    values: dict[str, Value]

    def __new__(cls, text: str, code: str, values: Mapping[str, Value]) -> Note:
        """Make a note of its parts; `note` writes the text."""
        made = super().__new__(cls, text)
        made.code, made.values = code, dict(values)
        return made

    def __getnewargs__(self) -> tuple[str, str, dict[str, Value]]:  # type: ignore[override]  # copies
        """Return what a copy is made of."""
        return str(self), self.code, self.values


def note(code: str, **values: Value) -> Note:
    """Write a note.

    Parameters
    ----------
    code : str
        Of SENTENCES.
    values
        What its sentence names; `type`, where the sentence has no place for it, is put behind.

    Returns
    -------
    Note
    """
    sentence = SENTENCES[code]
    if values.get("type") and "{type}" not in sentence:
        sentence += OF_TYPE
    return Note(sentence.format(**values), code, values)


def parts_of(notes: Iterable[str]) -> list[dict[str, object]]:
    """Take notes apart for storage: `code` and `values` of each; of plain text code "text"."""
    return [
        {"code": each.code, "values": each.values}
        if isinstance(each, Note)
        else {"code": "text", "values": {"text": str(each)}}
        for each in notes
    ]
