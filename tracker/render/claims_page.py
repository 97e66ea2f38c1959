"""`export markdown`: the claims as a page to read and to publish, by source, in their order.

Each has who gave it which odds and in what words, the evidence with its links, and how it came out.
"""

from collections.abc import Iterator

from tracker.domain.answer import Row
from tracker.domain.claim import NOT_YET
from tracker.domain.text import one_line, printable
from tracker.formats.writers import Exported
from tracker.render.cells import belief
from tracker.render.markdown import escaped, link, paragraph

_STANCES = {"supports": "for", "refutes": "against", "neutral": "besides"}


def write(exported: Exported) -> Iterator[str]:
    """Yield the page. The claims of a source stand together, those without one at the end."""
    by_source: dict[str | None, list[str]] = {}
    for claim in exported.claims:
        by_source.setdefault(claim["source"], []).append("".join(_claim(claim)))
    sources = {source["key"]: source for source in exported.sources()}
    yield "# Claims and forecasts\n"
    for key in sorted(by_source, key=lambda key: (key is None, key or "")):
        yield from _heading(key, sources.get(key or ""))
        yield from by_source[key]


def _heading(key: str | None, source: Row | None) -> Iterator[str]:
    if source is None:
        yield "\n## Without a source\n"
        return
    title = escaped(one_line(source["title"] or key or ""))
    yield f"\n## {link(title, source['url'])}\n"
    about = [source["author"], source["publisher"], source["published_on"]]
    told = [escaped(one_line(text)) for text in about if text]
    if told:
        yield f"\n{', '.join(told)}\n"


def _claim(claim: Row) -> Iterator[str]:
    yield f"\n### {escaped(one_line(claim['statement']))}\n\n"
    yield f"{_standing(claim)}\n"
    for label, text in (("Criteria", claim["criteria"]), ("Condition", claim["condition"])):
        if text:
            yield f"\n{label}: {escaped(text)}\n"
    if claim["forecasts"]:
        yield "\n"
    for forecast in claim["forecasts"]:
        yield from _forecast(forecast, claim.get("unit"))
    counting = [item for item in claim["evidence"] if item["counts"]]
    if counting:
        yield "\nEvidence:\n\n"
    for item in counting:
        yield _evidence(item)


def _standing(claim: Row) -> str:
    """Return how a claim stands, in a sentence."""
    resolution = claim["resolution"]
    if resolution is None or resolution["outcome"] == NOT_YET:
        due = f"by {claim['deadline']}" if claim["deadline"] else "without a deadline"
        return f"**{claim['status'].capitalize()}**, {due}; said on {claim['said_on']}."
    outcome = escaped(one_line(resolution["outcome"]))
    because = escaped(resolution["because"])
    return f"**Came out {outcome}** on {resolution['resolved_on']}: {because}"


def _forecast(forecast: Row, unit: str | None) -> Iterator[str]:
    owner = escaped(one_line(forecast["owner"]))
    odds = escaped(belief({**forecast, "unit": unit}))
    reporter = forecast["reported_by"]
    via = f", as {escaped(one_line(reporter))} reports" if reporter else ""
    yield f"- **{owner}**: {odds} ({forecast['made_on']}{via})\n"
    if forecast["quote"]:
        yield "".join(
            f"  > {paragraph(line)}\n" for line in printable(forecast["quote"]).splitlines()
        )


def _evidence(item: Row) -> str:
    note = escaped(one_line(item["note"]))
    where = link(escaped(one_line(item["title"] or item["publisher"] or "source")), item["url"])
    source = f" ({where})" if item["url"] else ""
    return f"- {item['on']}, {_STANCES[item['stance']]}: {note}{source}\n"
