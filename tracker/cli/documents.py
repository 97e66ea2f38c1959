"""A source's text from a file, standard input or the web, and what is known of the source by it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from tracker.cli.files import contents
from tracker.cli.options import line
from tracker.cli.session import Session
from tracker.domain.claim import check_key
from tracker.domain.entries import SourceEntry
from tracker.domain.evidence import check_url
from tracker.domain.transcript import Transcript
from tracker.registry import load

_F = TypeVar("_F", bound=Callable[..., Any])
_LONGEST_KEY = 100
_OPTIONS = (
    ("--title", "TEXT", "The source's title."),
    ("--author", "NAME", "Who wrote it."),
    ("--publisher", "NAME", "Where it was published."),
    ("--url", "URL", "Where it stands."),
    ("--published", "DATE", "When it was published."),
    ("--language", "NAME", "In which language it is, such as en or zh."),
    ("--encoding", "NAME", "The text's alphabet. [default: as it says, else UTF-8]"),
)


class Opened(NamedTuple):
    """A text that was read, with the source that it is, and what the ledger knew of that before."""

    source: SourceEntry
    transcript: Transcript
    kept: bytes
    known: dict[str, Any]


def described(command: _F) -> _F:
    """Give a command that reads a source's text the options that describe it."""
    command = click.option(
        "--allow-private",
        is_flag=True,
        help="An address may lead to this machine or a private network.",
    )(command)
    command = click.option("--keep", is_flag=True, help="Keep the text in the ledger.")(command)
    for name, kind, what in reversed(_OPTIONS):
        command = click.option(name, metavar=kind, help=what)(command)
    return command


def opened(own: Session, place: str, key: str | None, given: dict[str, Any]) -> Opened:
    """Return the text at a place, and the source that it is: a new one or one that is known.

    What was given holds; what the text tells of itself fills in what was not known.
    """
    found, url = _text(place, given)
    transcript = load("tracker.formats.transcripts:read")(found.text, name="")
    key = _key(place, key, found.sha256)
    known = load("tracker.reports.people:source")(own.ledger, key) or {}

    def told(name: str, read: Any) -> Any:
        return None if known.get(name) else read

    source = SourceEntry(
        key=key,
        title=line(given["title"], "--title") or told("title", transcript.title),
        author=line(given["author"], "--author") or told("author", transcript.author),
        publisher=line(given["publisher"], "--publisher"),
        url=check_url(given["url"]) if given["url"] else told("url", url or transcript.url),
        published_on=own.day(given["published"], "--published")
        or told("published_on", transcript.published_on),
        language=line(given["language"], "--language"),
        sha256=found.sha256,
    )
    return Opened(source, transcript, found.kept, known)


def _text(place: str, given: dict[str, Any]) -> tuple[Any, str | None]:
    """Return the document at a place, and its address where it came from the web."""
    encoding = given["encoding"]
    if "://" in place and (web := load("tracker.formats.web")).is_address(place):
        fetched = web.fetch(place, allow_private=given["allow_private"])
        return load("tracker.formats.readable:readable")(fetched, encoding=encoding), fetched.url
    name = "standard input" if place == "-" else place
    read = load("tracker.formats.documents:document")
    return read(contents(place), name=name, encoding=encoding), None


def _key(place: str, given: str | None, sha256: str) -> str:
    """Return the source's key: the one given, else the file's name without its ending.

    Of an address it is what stands after `https://`.
    """
    if given is not None:
        return check_key(given, "source")
    if place == "-":
        return f"text-{sha256[:8]}"
    scheme, is_address, rest = place.partition("://")
    if is_address and scheme.lower() in {"http", "https"}:
        return check_key(
            rest.partition("?")[0].partition("#")[0].strip("/")[:_LONGEST_KEY], "source"
        )
    return check_key(Path(place).stem, "source")
