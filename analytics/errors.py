"""What can be wrong with what `analytics` is given: one kind per situation, with its fields."""

from __future__ import annotations

from collections.abc import Sequence


class AnalyticsError(Exception):
    """Base of every error this package raises on purpose."""


class MissingColumns(AnalyticsError):
    """A frame lacks columns that the calculation needs.

    Attributes
    ----------
    columns : tuple of str
        The columns that are missing.
    """

    def __init__(self, columns: Sequence[str], *, given: Sequence[str], frame: str) -> None:
        self.columns = tuple(columns)
        self.given = tuple(given)
        self.frame = frame
        super().__init__(
            f"The table '{frame}' lacks {', '.join(map(repr, columns))}; it has "
            f"{', '.join(map(repr, given)) or 'no columns'}. Add what is missing or name others."
        )


class InvalidCounts(AnalyticsError):
    """Counts that cannot be counts: negative, fractional, not finite, or a part above its whole.

    Attributes
    ----------
    column : str
        Where the values stand.
    rows : tuple of int
        Positions (0-based) of the first bad rows.
    """

    def __init__(self, column: str, rows: Sequence[int], *, problem: str) -> None:
        self.column = column
        self.rows = tuple(int(row) for row in rows)
        self.problem = problem
        shown = ", ".join(map(str, self.rows[:5]))
        super().__init__(
            f"Column '{column}': {problem} at position {shown}"
            f"{' and more' if len(self.rows) > 5 else ''}. Check how the rows were counted."
        )


class InvalidRatings(AnalyticsError):
    """Ratings or labels outside their scale.

    Attributes
    ----------
    column : str
        Where the values stand.
    unknown : tuple of str
        The values that are not known, each once.
    """

    def __init__(self, column: str, values: Sequence[str], *, allowed: Sequence[str]) -> None:
        self.column = column
        self.unknown = tuple(values)
        self.allowed = tuple(allowed)
        super().__init__(
            f"Column '{column}' has {', '.join(map(repr, self.unknown[:5]))}"
            f"{' and more' if len(self.unknown) > 5 else ''}; known are {', '.join(self.allowed)}. "
            "Map the values to these names first."
        )


class InvalidRuleSet(AnalyticsError):
    """A rule set that cannot be used as written.

    Attributes
    ----------
    place : str
        Dotted path inside the rule set, such as ``pattern.good.mode``.
    """

    def __init__(self, place: str, problem: str) -> None:
        self.place = place
        self.problem = problem
        super().__init__(
            f"Rule set, {place}: {problem}. Correct it in the rule file and read it again."
        )


class InvalidSetting(AnalyticsError):
    """A parameter outside its range.

    Attributes
    ----------
    name : str
        The parameter.
    """

    def __init__(self, name: str, value: object, *, needed: str) -> None:
        self.name = name
        self.value = value
        super().__init__(f"{name} is {value!r}; it must be {needed}.")


class UnreadableTable(AnalyticsError):
    """A file that cannot be read as a table.

    Attributes
    ----------
    path, problem : str
        Which file, and why.
    """

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(
            f"Cannot read '{path}' as a table: {problem}. "
            "Give a CSV (comma, semicolon or tab, UTF-8, with headings) or a Parquet file."
        )


class NotNumbers(AnalyticsError):
    """A column of numbers with values that are none.

    Attributes
    ----------
    column : str
        Where the values stand.
    values : tuple of str
        The first strange values.
    """

    def __init__(self, column: str, values: Sequence[str]) -> None:
        self.column = column
        self.values = tuple(values)
        super().__init__(
            f"Column '{column}' has {', '.join(map(repr, self.values))}, which are no numbers. "
            "Name a column of numbers, or write the levels as numbers first."
        )


class TooLittleData(AnalyticsError):
    """Data from which the wanted figures cannot be computed at all.

    Attributes
    ----------
    problem, remedy : str
        What is missing, and what would be enough.
    """

    def __init__(self, problem: str, *, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}. {remedy}")


class TooMuchData(AnalyticsError):
    """Data beyond what a method is made for.

    Attributes
    ----------
    problem, remedy : str
        What is too large, and what to ask for instead.
    """

    def __init__(self, problem: str, *, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}. {remedy}")


class NotConverged(AnalyticsError):
    """An iteration that did not reach its end.

    Attributes
    ----------
    what : str
        What was being estimated.
    iterations : int
        How many steps were made.
    """

    def __init__(self, what: str, iterations: int, *, reason: str) -> None:
        self.what = what
        self.iterations = iterations
        self.reason = reason
        super().__init__(f"{what} did not converge in {iterations} steps: {reason}")


class InvalidColumn(AnalyticsError):
    """A column of a ratings table that cannot be read as what it should hold.

    Attributes
    ----------
    column : str
        The column's name.
    problem : str
        What is wrong with it and what to do.
    """

    def __init__(self, column: str, problem: str) -> None:
        self.column = column
        self.problem = problem
        super().__init__(f"Column '{column}': {problem}")


class InvalidPeople(AnalyticsError):
    """A table of people with cells that cannot be read.

    Attributes
    ----------
    problems : tuple of (row, column, problem)
        Every bad cell, in the order of the rows; the first row of people is 1.
    """

    SHOWN = 10

    def __init__(
        self,
        problems: Sequence[tuple[int, str, str]],
        *,
        lines: Sequence[int] | None = None,
    ) -> None:
        self.problems = tuple(problems)
        shown = [
            f"row {row}{'' if lines is None else f' (line {lines[row - 1]} of the file)'}, "
            f"column '{column}': {problem}"
            for row, column, problem in self.problems[: self.SHOWN]
        ]
        rest = len(self.problems) - len(shown)
        super().__init__(
            f"{len(self.problems)} cell(s) of the table of people cannot be read: "
            + "; ".join(shown)
            + (f"; and {rest} more" if rest else "")
            + ". Correct them, or leave a cell empty where the value is not known."
        )
