"""What an import leaves out of other trackers' files: e-mail addresses, and keys that open doors.

Whoever shares a ledger later should not have to think of what an export brought along.
"""

import re
from collections.abc import Iterator
from typing import Any

from tracker.domain.imports import FileRemark

_ADDRESS = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])"
)
_TOKEN = re.compile(
    r"\b(?:sk|ghp|gho|xoxb|xoxp)[-_][A-Za-z0-9_-]{16,200}"
    r"|(?<![A-Za-z0-9])(?:api[_-]?key|api[_-]?token|access[_-]?token|token|password|secret)"
    r"[\"']?\s{0,3}[=:]\s{0,3}[\"']?(?=[^\s&;,\"']{0,200}[0-9])[^\s&;,\"']{8,200}"
    r"|\b(?:Bearer|Token)\s{1,3}(?=[A-Za-z0-9._-]{0,200}[0-9])[A-Za-z0-9._-]{16,200}",
    re.IGNORECASE,
)
_ADDRESS_FIELDS = frozenset({"email", "user_email", "shareWithEmail"})
_TOKEN_FIELDS = frozenset(
    {"apiKey", "api_key", "api_token", "apiToken", "token", "accessToken", "access_token"}
)


class Private:
    """What was left out of one file so far."""

    def __init__(self) -> None:
        self.addresses = 0
        self.tokens = 0

    def text(self, text: str) -> str:
        """Return a text with a dash in the place of each address and each token."""
        if "@" in text:
            text, found = _ADDRESS.subn("–", text)
            self.addresses += found
        text, found = _TOKEN.subn("–", text)
        self.tokens += found
        return text

    def name(self, name: str) -> str:
        """Return a person's name; an address is cut before its @."""
        found = _ADDRESS.fullmatch(name.strip())
        if found is None:
            return self.text(name)
        self.addresses += 1
        return found.group().partition("@")[0]

    def count(self, value: Any) -> None:
        """Count the addresses and tokens in a JSON value's own fields for them, at any depth."""
        waiting = [value]
        while waiting:
            here = waiting.pop()
            if isinstance(here, list):
                waiting += here
            elif isinstance(here, dict):
                given = {name for name, held in here.items() if held}
                self.addresses += len(given & _ADDRESS_FIELDS)
                self.tokens += len(given & _TOKEN_FIELDS)
                waiting += here.values()

    def remarks(self) -> Iterator[FileRemark]:
        """Yield what is to be told of it."""
        told = [
            f"{number:,} {what if number == 1 else many}"
            for number, what, many in (
                (self.addresses, "e-mail address", "e-mail addresses"),
                (self.tokens, "token", "tokens"),
            )
            if number
        ]
        if told:
            are = "was" if self.addresses + self.tokens == 1 else "were"
            yield FileRemark(f"{' and '.join(told)} in the file {are} left out")
