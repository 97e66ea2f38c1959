"""A source's text as it was spoken: who said what, and where in the file it stands.

Every position counts code points of the file's own text, so that a quote found anywhere below is
`text[start:end]` and nothing else.
"""

from datetime import date
from typing import NamedTuple


class Turn(NamedTuple):
    """One voice without a break: `start` to `end` in the file, the end not counted.

    `speaker` is the name as the file writes it, None where nobody is named: then the source's
    author speaks. `is_summary` marks words of the editor that stand before or after what was said,
    `is_moderator` a voice that the file calls the one who asks.
    """

    speaker: str | None
    start: int
    end: int
    is_summary: bool = False
    is_moderator: bool = False


class Transcript(NamedTuple):
    """A file's text and its turns, in their order.

    `clean` has the length of `text` and is what is read for meaning: stamps, page headers, links
    and soft line breaks in it are blanks. What the front matter tells of the document stands in the
    other fields, None where it tells nothing. `named_first` is the first day that the beginning
    names in full where the front matter has none: perhaps the document's own.
    """

    text: str
    clean: str
    turns: tuple[Turn, ...]
    title: str | None = None
    author: str | None = None
    url: str | None = None
    published_on: date | None = None
    named_first: date | None = None
