"""A language model behind an OpenAI-compatible address: asked in JSON, and no failure is a crash.

The address and the key are those that all programs of this kind read from the environment,
OPENAI_BASE_URL and OPENAI_API_KEY; a server of one's own needs no key.
"""

import os
from typing import Any
from urllib.parse import urlsplit

from tracker.domain.text import shorten
from tracker.errors import InvalidInput
from tracker.registry import extra, load

SECONDS = 120.0
RETRIES = 2
_SOME_KEY = "none"
"""What stands for a key where a server of one's own asks for none."""


class Unanswered(Exception):
    """The model gave no usable answer; `is_final` says that it will give none to others either."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final


class Chat:
    """A model that is asked. Raises InvalidInput where the client or its key is missing."""

    def __init__(self, model: str) -> None:
        with extra("llm", "--llm"):
            self._openai = load("openai")
        key = os.environ.get("OPENAI_API_KEY")
        if not key and not os.environ.get("OPENAI_BASE_URL"):
            raise InvalidInput(
                "--llm needs an address to ask: set OPENAI_API_KEY, or OPENAI_BASE_URL for a "
                "server of your own"
            )
        self.model = model
        self._client = self._openai.OpenAI(
            api_key=key or _SOME_KEY, timeout=SECONDS, max_retries=RETRIES
        )
        self._how: dict[str, Any] = {"response_format": {"type": "json_object"}}

    @property
    def host(self) -> str:
        """Where the text is sent."""
        return urlsplit(str(self._client.base_url)).netloc.rpartition("@")[2]

    def ask(self, rules: str, text: str) -> str:
        """Return the model's answer to a text under these rules. Raises Unanswered."""
        how = self._how
        try:
            return self._asked(rules, text, how)
        except self._openai.BadRequestError as problem:
            if not how:
                raise Unanswered(_said(problem), is_final=True) from problem
            # Some servers do not know the JSON mode; the rules ask for JSON in any case.
            self._how = {}
        except Exception as problem:
            raise self._unanswered(problem) from problem
        return self.ask(rules, text)

    def _asked(self, rules: str, text: str, how: dict[str, Any]) -> str:
        answer = self._client.chat.completions.create(
            model=self.model,
            messages=[{"role": "system", "content": rules}, {"role": "user", "content": text}],
            **how,
        )
        choice = answer.choices[0]
        if getattr(choice.message, "refusal", None):
            raise Unanswered("refused")
        if not isinstance(choice.message.content, str) or not choice.message.content.strip():
            raise Unanswered("no answer")
        return choice.message.content

    def _unanswered(self, problem: Exception) -> Unanswered:
        known = self._openai
        if isinstance(problem, Unanswered):
            return problem
        if isinstance(problem, known.APITimeoutError):
            return Unanswered("too slow")
        if isinstance(problem, known.RateLimitError):
            return Unanswered("too many questions at once")
        if isinstance(problem, known.APIConnectionError):
            return Unanswered(f"nothing answers at {self.host}", is_final=True)
        if isinstance(problem, known.APIStatusError):
            is_final = problem.status_code in {401, 403, 404}
            return Unanswered(_said(problem), is_final=is_final)
        return Unanswered("an answer that is none")


def _said(problem: Any) -> str:
    """Return what a server said, in a few words."""
    body = problem.body if isinstance(problem.body, dict) else {}
    message = body.get("message")
    said = f"{problem.status_code}"
    return f"{said} {shorten(message, 120)}" if isinstance(message, str) else said
