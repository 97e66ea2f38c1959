"""Transcripts of talks, panels, interviews and hearings, and articles: text into turns.

The format is told from the content: a reader looks at the page and gives the turns that it finds,
or None if the page is not written its way. The first that finds any has it, in the order below;
plain prose is what is left. Readers that other packages bring are asked first.
"""

from typing import Protocol

from tracker.domain.transcript import Transcript
from tracker.formats.transcripts.page import Page, opened
from tracker.registry import Registry

TRANSCRIPTS = Registry(
    "tracker.transcripts",
    {
        "captions": "tracker.formats.transcripts.captions:read",
        "panel": "tracker.formats.transcripts.labelled:panel",
        "bold": "tracker.formats.transcripts.labelled:bold",
        "capitals": "tracker.formats.transcripts.labelled:capitals",
        "stamped": "tracker.formats.transcripts.labelled:stamped",
        "colon": "tracker.formats.transcripts.labelled:colon",
        "alone": "tracker.formats.transcripts.labelled:alone",
        "plain": "tracker.formats.transcripts.plain:read",
    },
)


class Reader(Protocol):
    """What stands in TRANSCRIPTS."""

    def __call__(self, page: Page) -> Transcript | None:
        """Return what a page says and who says it, or None if it is not written in this way."""
        ...


def read(text: str, *, name: str) -> Transcript:
    """Return a file's text as turns, whatever its format; `name` is what the file is called.

    Any text has a reading: at worst it is one voice, its author's. Where the front matter gives no
    title, the name stands for it.
    """
    page = opened(text)
    built_in = list(TRANSCRIPTS.places())
    brought = [each for each in TRANSCRIPTS if each not in built_in]
    readers = (TRANSCRIPTS[each] for each in (*brought, *built_in))
    found: Transcript = next(filter(None, (reader(page) for reader in readers)))
    return found if found.title or not name else found._replace(title=name)
