"""The commands of `python -m analytics`, a module each: its arguments and what it runs.

Entry points like `__main__.py`: here files are read and written, seeds become generators and
seconds are taken. Everything below gets arrays and a generator. A command module has
`add_parser(subparsers)`, which returns its parser, and `run(args)`, which returns the exit code.
"""

from analytics.commands import agreement, eligible, fit, rasch, run

COMMANDS = (fit, rasch, agreement, eligible, run)
