"""Every error that a user can see: what was wrong, where, and what to do about it.

The class says which kind of thing failed and with which code the program ends; the message is one
sentence for a person. The command line prints it after `Error: ` and adds nothing.
"""


class TrackerError(Exception):
    """Something was refused; nothing was changed."""

    exit_code = 1


class InvalidInput(TrackerError):
    """A value that a person or a file gave cannot be taken as it is."""


class MissingExtra(InvalidInput):
    """What was asked for takes a package that a plain installation does without."""


class InvalidDate(InvalidInput):
    """A text that names no date, or names one that cannot be."""


class InvalidProbability(InvalidInput):
    """A text that gives no probability, or one outside 0 to 1."""


class NotFound(TrackerError):
    """A claim, person, source, tag, evidence or file that is not there."""


class Conflict(TrackerError):
    """The ledger already holds something that this change would contradict."""


class InvalidFile(TrackerError):
    """A file that cannot be read as what it should be; may carry several problems.

    `problems` holds one line each, in the order of the file; the message is all of them.
    """

    def __init__(self, where: str, problems: list[str]) -> None:
        self.problems = problems
        if len(problems) == 1:
            super().__init__(f"{where}: {problems[0]}")
        else:
            lines = "".join(f"\n  {problem}" for problem in problems)
            super().__init__(f"{where}: {len(problems)} problems, nothing was loaded{lines}")


class StorageError(TrackerError):
    """The database cannot be opened, read or written."""
