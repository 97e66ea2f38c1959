"""A fetched document as text: a web page without its menus, or plain text as it is."""

import re
from collections.abc import Callable

from tracker.domain.text import shorten
from tracker.errors import InvalidFile
from tracker.formats.documents import Document, document
from tracker.formats.web import Fetched
from tracker.registry import extra, load

_PAGES = {"text/html", "application/xhtml+xml"}
_TEXTS = {
    "",
    "text/plain",
    "text/markdown",
    "text/x-markdown",
    "text/vtt",
    "text/srt",
    "application/x-subrip",
}
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "us-ascii": "cp1252"}
"""Alphabets as browsers read them: what pages say and what they are differ."""


def readable(fetched: Fetched, *, encoding: str | None = None) -> Document:
    """Return the text of what was fetched. Raises InvalidFile for what holds none.

    A page becomes Markdown, with what it says of its title, author and date at the head. `encoding`
    takes the place of what the server says.
    """
    name = shorten(fetched.url)
    if fetched.media_type not in _PAGES | _TEXTS:
        kind = shorten(fetched.media_type)
        raise InvalidFile(name, [f"it is {kind}, no page and no text: save its text in a file"])
    charset = encoding or fetched.charset
    if fetched.media_type not in _PAGES:
        return document(fetched.data, name=name, encoding=_meant(charset))
    said = _CHARSET.search(fetched.data[:4_096])
    charset = charset or (said[1].decode("ascii") if said else None)
    page = document(fetched.data, name=name, encoding=_meant(charset))
    text = _extract()(
        page.text,
        url=fetched.url,
        output_format="markdown",
        include_comments=False,
        include_formatting=True,
        with_metadata=True,
    )
    if not text:
        raise InvalidFile(name, ["no text was found in the page: save it in a file"])
    return document(text.encode(), name=name)


def _meant(charset: str | None) -> str | None:
    return None if charset is None else _MEANT.get(charset.lower(), charset)


def _extract() -> Callable[..., str | None]:
    with extra("web", "reading a web page"):
        found: Callable[..., str | None] = load("trafilatura:extract")
    return found
