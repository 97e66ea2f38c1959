"""The people that a file lists, and what it calls them elsewhere."""

from collections.abc import Mapping
from typing import Any

from tracker.domain.text import shorten
from tracker.formats.fields import Entry, did_you_mean


class Names:
    """The names that a file lists, each with the number of the person who goes by it."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.written: list[str] = []

    def add(self, name: str, number: int) -> int:
        """Note that a person goes by a name; return the number of the one who has it."""
        self.written.append(name)
        return self.numbers.setdefault(name.casefold(), number)

    def who(self, name: str) -> int | str:
        """Return what tells a person from others: a number, or a name that is not listed."""
        return self.numbers.get(name.casefold(), name)

    def check(self, entry: Entry, values: Mapping[str, Any], *roles: str) -> None:
        """Refuse a name that is not listed, where any are."""
        for role in roles:
            name = values[role]
            if name is not None and self.written and name.casefold() not in self.numbers:
                hint = did_you_mean(name, self.written)
                entry.refuse(f'unknown {role} "{shorten(name)}"{hint}', role)
