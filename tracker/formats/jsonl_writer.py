"""`export jsonl`: a claim a line, with all that the ledger holds of it.

Beside what `list -f jsonl` shows a line has the claim's evidence (with the copies of files), its
resolution, what other judges said and how it was worded before. The first line that names a source
or a person of whom more is known than the name has that, too; so each claim is written once, and
the file is read back as the same ledger.
"""

import base64
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from tracker.domain.answer import Row
from tracker.domain.text import shorten
from tracker.formats import claims_fields as fields
from tracker.formats.jsonl import MOST_BYTES
from tracker.formats.people import written
from tracker.formats.writers import Exported

_CHUNK = 1 << 16
_MOST_CONTENT = MOST_BYTES // 2
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def write(exported: Exported) -> Iterator[str]:
    """Yield the file, a line for each claim."""
    told = _Told(exported)
    lines: list[str] = []
    length = 0
    for claim in exported.claims:
        text = json.dumps(told.whole(claim), ensure_ascii=False, allow_nan=False)
        lines.append(_UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n")
        length += len(lines[-1])
        if length > _CHUNK:
            yield "".join(lines)
            lines, length = [], 0
    yield "".join(lines)


class _Told:
    """The sources and people that are still to be described in the first line that names them."""

    def __init__(self, exported: Exported) -> None:
        self._sources = {
            source["key"]: source
            for source in exported.sources()
            if any(source[name] for name in fields.SOURCE if name not in {"key", "url"})
        }
        self._people = dict(exported.everybody())
        self._content = exported.content
        self._remark = exported.remark

    def whole(self, claim: Row) -> dict[str, Any]:
        line = {**claim, "evidence": self._with_files(claim["evidence"])}
        sources = self._first(_sources(claim), self._sources)
        if sources:
            line["sources"] = [_without_null(source) for source in sources]
        people = self._first(_names(claim), self._people)
        if people:
            line["people"] = [_without_null(written(person)) for person in people]
        return line

    def _first(self, names: Iterable[str | None], left: dict[str, Row]) -> list[Row]:
        return [left.pop(name) for name in dict.fromkeys(names) if name in left]

    def _with_files(self, evidence: Iterable[Row]) -> list[Row]:
        room = _MOST_CONTENT
        items = []
        for item in evidence:
            content = self._content(item["sha256"]) if item["sha256"] else None
            if content is not None and len(content) > room:
                self._remark(
                    f"the copy of {shorten(item['file_name'] or item['sha256'])} stays behind: it "
                    "is too large for a line (`tracker db backup` has all)"
                )
            elif content is not None:
                room -= len(content)
                item = {**item, "content": base64.b64encode(content).decode()}  # noqa: PLW2901
            items.append(item)
        return items


def _sources(claim: Row) -> Iterator[str | None]:
    yield claim["source"]
    yield from (forecast["source"] for forecast in claim["forecasts"])


def _names(claim: Row) -> Iterator[str | None]:
    for forecast in claim["forecasts"]:
        yield from (forecast["owner"], forecast["reported_by"])
    judgements = [claim["resolution"]] if claim["resolution"] else []
    yield from (said["judge"] for said in (*judgements, *claim.get("judgements", ())))
    yield from (score["person"] for score in claim.get("foreign_scores", ()))


def _without_null(values: Row) -> dict[str, Any]:
    known = {*fields.SOURCE, *fields.PERSON}
    return {
        name: value for name, value in values.items() if name in known and value not in (None, [])
    }
