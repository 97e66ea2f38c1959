"""Metaculus: the zip of CSV files that a question's or a tournament's page gives, or some of them.

Files are told by the set of their columns, for their names and their number have changed. The
questions come first, and what attaches to them after: forecasts, scores, key factors. Without the
questions' file the claims must be in the ledger already.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from tracker.domain.imports import FileRemark, Imported, RejectedRow
from tracker.domain.text import shorten
from tracker.errors import InvalidFile
from tracker.formats import bundle, sheet
from tracker.formats.bundle import Member
from tracker.formats.platforms import metaculus_evidence, metaculus_forecasts
from tracker.formats.platforms.metaculus_questions import Questions
from tracker.formats.platforms.parts import Place, Platform, taken

COLUMNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("questions", frozenset({"Question ID", "Question Title", "Question Type", "Resolution"})),
    ("forecasts", frozenset({"Question ID", "Start Time", "Probability Yes"})),
    ("scores", frozenset({"Question ID", "Score Type", "Score"})),
    ("key factors", frozenset({"Key Factor ID", "Question ID", "Type", "Created At"})),
    ("comments", frozenset({"Post ID", "Comment Text"})),
    ("links", frozenset({"Link ID", "Question 1 ID"})),
)
_NOT_IMPORTED = ("comments", "links")


def told_by_columns(columns: frozenset[str]) -> str | None:
    """Return which of the platform's files has these columns, or None."""
    return next((kind for kind, needed in COLUMNS if needed <= columns), None)


def read(files: Sequence[Member], *, name: str, today: date) -> Iterator[Imported]:
    """Yield the rows of the files, those of questions first."""
    platform = Platform("Metaculus", "metaculus", "https://www.metaculus.com")
    questions = Questions(platform, today)
    reads: dict[str, Callable[..., Imported | None]] = {
        "questions": questions.row,
        "forecasts": metaculus_forecasts.Forecasts(platform, questions, today).row,
        "scores": metaculus_forecasts.Scores(platform, questions, today).row,
        "key factors": metaculus_evidence.KeyFactors(platform, questions, today).row,
    }
    found = _by_kind(files, name)
    for kind, read_row in reads.items():
        for member in found.get(kind, ()):
            yield from _rows(member, name, kind, read_row, is_alone=len(files) == 1)
    for kind in _NOT_IMPORTED:
        for member in found.get(kind, ()):
            yield FileRemark(f"{kind} are not imported ({member.name})")
    for member in found.get("", ()):
        yield FileRemark(f"{shorten(member.name)} is none of Metaculus' files and was left out")
    yield from questions.remarks()
    yield from platform.remarks()


def _by_kind(files: Sequence[Member], name: str) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = {}
    for member in files:
        with bundle.reading(member, name) as data:
            first = next(sheet.rows(data, member.name), None)
        columns = frozenset(cell.strip() for cell in first[1]) if first else frozenset()
        found.setdefault(told_by_columns(columns) or "", []).append(member)
    if not found.keys() - {""}:
        wanted = "question_data.csv, forecast_data.csv and the like"
        raise InvalidFile(name, [f"there is none of Metaculus' files in it: {wanted}"])
    return found


def _rows(
    member: Member,
    name: str,
    kind: str,
    read_row: Callable[..., Imported | None],
    *,
    is_alone: bool,
) -> Iterator[Imported]:
    needed = sorted(next(columns for known, columns in COLUMNS if known == kind))
    with bundle.reading(member, name) as data:
        # Exports have had rows of forecasts without their last cell.
        for record in sheet.records(data, member.name, needed, may_lack=1):
            where = "" if is_alone else f"{member.name} line {record.line}"
            if isinstance(record, RejectedRow):
                yield RejectedRow(record.line, record.why, where)
            else:
                yield from taken(Place(record.line, where), read_row, record.cells)
