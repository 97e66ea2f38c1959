"""One claim on the page: a row that sums it up, and below it everything that is known of it."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from tracker.domain.answer import Row
from tracker.domain.claim import NOT_YET
from tracker.domain.links import in_words
from tracker.render.cells import belief, due, latest
from tracker.render.page.markup import (
    day,
    escape,
    facts,
    items,
    language,
    link,
    name,
    paragraphs,
    text,
)

STANCES = {"supports": "▲", "refutes": "▼", "neutral": "·"}
_BASES = {"stated": "a number", "imputed": "read from words", "none": "no odds given"}
_WINDOW = ("opens", "deadline", "deadline_text", "deadline_basis")


def claim_markup(claim: Row, sources: Mapping[str, Row]) -> str:
    """Return a claim as a body of the table of claims."""
    number = int(claim["id"])
    searched = [claim["key"] or "", claim["source"] or "", *claim["also"]]
    data = {
        "id": str(number),
        "status": claim["status"],
        "owners": "\n".join(claim["owners"]),
        "tags": "\n".join(claim["tags"]),
        "also": "\n".join(searched),
        "due": claim["deadline"] or "",
        "p": _highest(claim),
        "evidence": str(sum(claim["evidence_count"].values())),
    }
    attributes = "".join(f' data-{key}="{_attribute(value)}"' for key, value in data.items())
    return (
        f'<tbody class="claim" id="claim-{number}"{attributes}>'
        f'<tr class="summary"><th scope="row"><a href="#claim-{number}">{number}</a></th>'
        f'<td class="what"><h3{language(claim["statement"])}>{text(claim["statement"])}</h3>'
        f"{_tags(claim)}</td>"
        f'<td class="odds">{_odds(claim)}</td>'
        f'<td class="due">{_due(claim)}</td>'
        f'<td class="weight">{_evidence_count(claim)}</td></tr>'
        f'<tr class="more"><td colspan="5"><details open>'
        f"<summary>{_summary(claim)}</summary>{''.join(_whole(claim, sources))}</details></td></tr>"
        "</tbody>\n"
    )


def _attribute(value: str) -> str:
    return escape(value).replace("\n", "&#10;")


def _highest(claim: Row) -> str:
    found = [
        row["probability"]
        for row in latest(claim["forecasts"])
        if row["probability"] is not None and not row.get("distribution")
    ]
    return f"{max(found):.6f}" if found else ""


def _tags(claim: Row) -> str:
    if not claim["tags"]:
        return ""
    return items((text(tag) for tag in claim["tags"]), ' class="tags" aria-label="Tags"')


def _odds(claim: Row) -> str:
    rows = latest(claim["forecasts"])
    if not rows:
        return '<span class="muted">no forecast</span>'
    return items(
        (
            f'<span class="who">{name(row["owner"])}{_via(row)}</span> '
            f'<span class="said">{_belief(row)}</span>{bar(row)}'
            for row in rows
        ),
        ' class="plain"',
    )


def _belief(forecast: Row) -> str:
    if forecast["basis"] == "none" and not forecast.get("distribution"):
        return "no odds given"
    return text(belief(forecast))


def _via(forecast: Row) -> str:
    reporter = forecast["reported_by"]
    return f' <span class="muted">via {name(reporter)}</span>' if reporter else ""


def bar(forecast: Row) -> str:
    """Return a forecast on a line from 0 to 100%: filled if stated, hollow if read from words."""
    p = forecast["probability"]
    if p is None or forecast.get("distribution"):
        return ""
    kind = "stated" if forecast["basis"] == "stated" else "imputed"
    low, high = forecast["low"], forecast["high"]
    span = ""
    if low is not None and high is not None:
        wide = (high - low) * 100
        span = f'<rect x="{low * 100:.4g}" y="2.5" width="{wide:.4g}" height="7" rx="3"/>'
    return (
        f'<svg class="bar {kind}" viewBox="-5 0 110 12" width="110" height="12" aria-hidden="true">'
        f'<path class="track" d="M0 6H100M0 3V9M50 4V8M100 3V9"/>{span}'
        f'<circle cx="{p * 100:.4g}" cy="6" r="3.2"/></svg>'
    )


def _due(claim: Row) -> str:
    status = "conflict" if claim["in_conflict"] else claim["status"]
    label = "judges disagree" if claim["in_conflict"] else status
    badge = f'<span class="badge {status}">{label}</span>'
    if claim["in_conflict"] or claim["status"] not in {"resolved", "void"}:
        when, _, left = due({**claim, "in_conflict": False}).partition(", ")
        after = f' <span class="muted">{text(left)}</span>' if left else ""
        shown = day(when) if claim["deadline"] else text(when)
        back = ""
        if claim["check_on"]:
            back = f'<br><span class="muted">look again {day(claim["check_on"])}</span>'
        return f"{badge} <span>{shown}</span>{after}{back}"
    return f"{badge} <span>{text(claim['outcome'])}, {day(claim['resolved_on'])}</span>"


def _evidence_count(claim: Row) -> str:
    shown = [
        f'<span class="{stance}"><span aria-hidden="true">{sign}</span>{number}'
        f'<span class="unseen"> {stance}</span></span>'
        for stance, sign in STANCES.items()
        if (number := claim["evidence_count"][stance])
    ]
    return " ".join(shown) or '<span class="muted">none</span>'


def _summary(claim: Row) -> str:
    count = len(claim["evidence"])
    quotes = sum(1 for row in claim["forecasts"] if row["quote"])
    parts = ["Criteria" if claim["criteria"] else "Details"]
    if quotes:
        parts.append("quote" if quotes == 1 else f"{quotes} quotes")
    if count:
        parts.append("1 piece of evidence" if count == 1 else f"{count} pieces of evidence")
    return f'{", ".join(parts)}<span class="unseen"> on claim {claim["id"]}</span>'


def _whole(claim: Row, sources: Mapping[str, Row]) -> Iterator[str]:
    yield f'<dl class="facts">{facts(list(_facts(claim, sources)))}</dl>'
    if claim["forecasts"]:
        yield "<h4>Forecasts</h4>"
        yield items((_forecast(row, claim, sources) for row in claim["forecasts"]), ' class="said"')
    if claim["evidence"]:
        yield f"<h4>Evidence</h4>{_evidence(claim)}"
    yield from _outcome(claim)
    if claim["former_wordings"]:
        yield "<h4>Earlier wordings</h4>"
        if claim["reworded_after_deadline"]:
            yield '<p class="warning">The wording was changed after the deadline.</p>'
        yield items(_wordings(claim), ' class="wordings"')


def _facts(claim: Row, sources: Mapping[str, Row]) -> Iterator[tuple[str, str]]:
    kind = claim["type"] if claim["kind"] == "binary" else f"{claim['type']}, {claim['kind']}"
    condition = paragraphs(claim["condition"]) if claim["condition"] else ""
    if claim["condition_claim"]:
        condition += f' <span class="muted">(claim {text(str(claim["condition_claim"]))})</span>'
    yield "Criteria", paragraphs(claim["criteria"]) if claim["criteria"] else ""
    yield "Condition", condition.strip()
    yield "Links", "; ".join(map(_link, claim["linked"]))
    yield "Window", _window(claim)
    yield "Said", _said(claim, sources)
    yield "Type", text(kind)
    yield "Options", ", ".join(text(option) for option in claim.get("options", ()))
    yield "Unit", text(claim["unit"]) if claim.get("unit") else ""
    yield "Key", f"<code>{escape(claim['key'])}</code>" if claim["key"] else ""
    yield "Note", paragraphs(claim["note"]) if claim["note"] else ""


def _link(link: Row) -> str:
    said = in_words(link["relation"], is_from=link["is_from"])
    return (
        f'{text(said)} <a href="#claim-{int(link["claim_id"])}">claim {int(link["claim_id"])}</a>'
    )


def _window(claim: Row) -> str:
    if claim["opens"] is None and claim["deadline"] is None:
        shown = "no deadline"
    elif claim["opens"] is None:
        shown = f"by {day(claim['deadline'])}"
    elif claim["deadline"] is None:
        shown = f"from {day(claim['opens'])} on"
    else:
        shown = f"{day(claim['opens'])} to {day(claim['deadline'])}"
    words = claim["deadline_text"]
    said = [f"<q{language(words)}>{escape(words)}</q>"] if words else []
    if claim["deadline_basis"]:
        said.append(text(claim["deadline_basis"]))
    return f'{shown} <span class="muted">({", ".join(said)})</span>' if said else shown


def _said(claim: Row, sources: Mapping[str, Row]) -> str:
    shown = day(claim["said_on"])
    return f"{shown} in {_source(claim['source'], sources)}" if claim["source"] else shown


def _source(key: str, sources: Mapping[str, Row]) -> str:
    source = sources.get(key)
    if source is None:
        return text(key)
    title = source["title"] or key
    return link(source["url"], f"<cite{language(title)}>{escape(title)}</cite>")


def _forecast(forecast: Row, claim: Row, sources: Mapping[str, Row]) -> str:
    belonged = ""
    if forecast["belonged"]:
        belonged = f' <span class="muted">({", ".join(map(text, forecast["belonged"]))})</span>'
    is_gone = forecast.get("withdrawn_because") is not None
    basis = "" if forecast["basis"] == "none" else f" {_BASES[forecast['basis']]}"
    if basis and forecast["phrase"]:
        basis += f": <q{language(forecast['phrase'])}>{escape(forecast['phrase'])}</q>"
    shown = f"<b>{_belief(forecast)}</b>"
    line = (
        f"{'<s>' if is_gone else ''}{name(forecast['owner'])}{_via(forecast)}{belonged}: "
        f"{shown}{basis}, {day(forecast['made_on'])}{'</s>' if is_gone else ''}"
    )
    parts = [f"<p>{line}{bar(forecast)}</p>"]
    if forecast["quote"]:
        parts.append(_quote(forecast, claim, sources))
    if forecast["note"]:
        parts.append(f'<p class="muted">{paragraphs(forecast["note"])}</p>')
    marks = list(forecast["marks"])
    if is_gone:
        marks.insert(0, f"withdrawn: {forecast['withdrawn_because']}")
    if marks:
        parts.append(f'<p class="warning">{"; ".join(map(text, marks))}</p>')
    return "".join(parts)


def _quote(forecast: Row, claim: Row, sources: Mapping[str, Row]) -> str:
    quote = forecast["quote"]
    words = language(quote)
    lines = "<br>".join(escape(line) for line in quote.split("\n"))
    key = forecast["source"] or claim["source"]
    place = [_source(key, sources)] if key else []
    if forecast["at"] is not None:
        start, end = forecast["at"]
        place.append(f"characters {start}–{end}")
    foot = f"<figcaption>{', '.join(place)}</figcaption>" if place else ""
    return f"<figure><blockquote{words}><p>{lines}</p></blockquote>{foot}</figure>"


def _evidence(claim: Row) -> str:
    replaced = {
        row["supersedes"]: row["id"]
        for row in claim["evidence"]
        if row["supersedes"] and row["retracted_because"] is None
    }
    return (
        '<ol class="timeline">'
        + "".join(_piece(row, replaced.get(row["id"])) for row in claim["evidence"])
        + "</ol>"
    )


def _piece(item: Row, replaced_by: int | None) -> str:
    stance = item["stance"]
    parts = [
        f'<p class="what"><span class="sign" aria-hidden="true">{STANCES[stance]}</span>'
        f"{day(item['on'])} <b>{stance}</b>"
        + (f", {text(item['strength'])}" if item["strength"] else "")
        + (
            f", likelihood ratio {item['likelihood_ratio']:g}"
            if item["likelihood_ratio"] is not None
            else ""
        )
        + f' <span class="muted">no. {item["id"]}</span></p>'
    ]
    if item["retracted_because"] is not None:
        parts.append(f'<p class="warning">Retracted: {text(item["retracted_because"])}</p>')
    elif replaced_by is not None:
        parts.append(
            '<p class="warning">Superseded by '
            f'<a href="#evidence-{replaced_by}">no. {replaced_by}</a>; it no longer counts.</p>'
        )
    if item["supersedes"]:
        parts.append(
            f'<p class="muted">In place of <a href="#evidence-{item["supersedes"]}">'
            f"no. {item['supersedes']}</a>.</p>"
        )
    parts.append(f"<p>{paragraphs(item['note'])}</p>")
    if item["quote"]:
        lines = "<br>".join(escape(line) for line in item["quote"].split("\n"))
        quote = f"<blockquote{language(item['quote'])}><p>{lines}</p></blockquote>"
        parts.append(quote)
    parts.append(_where(item))
    gone = "" if item["counts"] else " gone"
    return f'<li class="{stance}{gone}" id="evidence-{item["id"]}">{"".join(parts)}</li>'


def _where(item: Row) -> str:
    label = item["title"] or item["url"]
    found = []
    if label:
        found.append(link(item["url"], f"<cite{language(label)}>{escape(label)}</cite>"))
    if item["publisher"]:
        found.append(text(item["publisher"]))
    if item["file_name"]:
        kept = f"kept as {text(item['file_name'])}"
        found.append(f"{kept}, SHA-256 <code>{escape((item['sha256'] or '')[:12])}…</code>")
    return f'<p class="where">{", ".join(found)}</p>' if found else ""


def _outcome(claim: Row) -> Iterator[str]:
    if claim["in_conflict"]:
        yield "<h4>Judges disagree</h4>"
        yield items(
            f"{name(row['judge'])}: <b>{text(row['outcome'])}</b>, {day(row['resolved_on'])}. "
            f"{paragraphs(row['because'])}"
            for row in claim["verdicts"]
        )
        return
    found = claim["resolution"]
    if found is None:
        return
    is_open = found["outcome"] == NOT_YET
    yield f"<h4>{'Not yet' if is_open else 'Outcome'}</h4>"
    yield f"<p>{_verdict(found, is_open=is_open)}</p><p>{paragraphs(found['because'])}</p>"
    if found["evidence"]:
        rests_on = ", ".join(
            f'<a href="#evidence-{one}">no. {one}</a>' for one in found["evidence"]
        )
        yield f"<p>Rests on evidence {rests_on}.</p>"


def _verdict(found: Mapping[str, Any], *, is_open: bool) -> str:
    judge = f"judged by {name(found['judge'])}"
    if is_open:
        again = f", to be looked at again on {day(found['check_on'])}" if found["check_on"] else ""
        return f"Not out yet{again}, {judge}"
    return f"<b>{text(found['outcome'])}</b>, known on {day(found['resolved_on'])}, {judge}"


def _wordings(claim: Row) -> Iterator[str]:
    """Give each earlier wording: what of it was other than in the one after it."""
    wordings = [*claim["former_wordings"], claim]
    for before, after in pairwise(wordings):
        changed = [
            f"{label} was: {shown}"
            for label, field in (
                ("statement", "statement"),
                ("criteria", "criteria"),
                ("condition", "condition"),
            )
            if before[field] != after[field]
            for shown in [paragraphs(before[field]) if before[field] else "none"]
        ]
        if any(before[field] != after[field] for field in _WINDOW):
            changed.append(f"window was: {_window(before)}")
        told = "; ".join(changed) or "other details"
        yield f"Version {before['version']}, until {day(before['replaced_at'])}: {told}"
