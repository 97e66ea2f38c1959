"""The page as text: its head, what is due, the scorecard, and the claims one by one.

Style and script stand in the page itself, and its policy lets these two run and nothing be fetched.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from tracker import __version__
from tracker.domain.answer import Card, Dots, Section, Table
from tracker.domain.claim import STATUSES
from tracker.domain.page import Group, Page, Reliability
from tracker.render.cells import due
from tracker.render.page.claim import claim_markup
from tracker.render.page.diagram import diagram
from tracker.render.page.markup import escape, facts, items, language, paragraphs, table, text

_FOLDER = Path(__file__).resolve().parent
_CLAIMS = "<!-- the claims -->"


def write(page: Page, title: str) -> Iterator[str]:
    """Yield the page in chunks, a claim at a time."""
    style, script = _asset("style.css"), _asset("script.js")
    values = {
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "title": escape(title),
        "heading": f"<h1{language(title)}>{text(title)}</h1>",
        "today": escape(page.today),
        "counts": text(_counts(page)),
        "attention": "".join(_attention(page)),
        "scorecard": "".join(_scorecard(page.scorecard)),
        "calibration": "".join(_calibration(page.reliability)),
        "statuses": _options(STATUSES),
        "owners": _options(page.owners),
        "tags": _options(page.tags),
        "version": escape(__version__),
    }
    head, _, tail = _asset("page.html").partition(_CLAIMS)
    yield Template(head).substitute(values)
    for claim in page.claims:
        yield claim_markup(claim, page.sources)
    yield Template(tail).substitute(values)


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str) -> str:
    """Return the policy by which a browser runs this style and this script, and fetches nothing."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _counts(page: Page) -> str:
    total = sum(page.counts.values())
    if not total:
        return "No claims yet."
    parts = [f"{page.counts[name]} {name}" for name in STATUSES if page.counts.get(name)]
    return f"{'1 claim' if total == 1 else f'{total:,} claims'}: {', '.join(parts)}."


def _options(names: Sequence[str]) -> str:
    return "".join(
        f'<option value="{escape(one)}"{language(one)}>{escape(one)}</option>' for one in names
    )


def _attention(page: Page) -> Iterator[str]:
    if not page.groups:
        yield "<p>Nothing is due, overdue or in conflict.</p>"
    for group in page.groups:
        yield from _group(group)
    if page.remarks:
        yield items(map(text, page.remarks), ' class="remarks"')


def _group(group: Group) -> Iterator[str]:
    yield f"<h3>{text(group.title)} ({group.number:,})</h3>"
    yield items(
        (
            f'<a href="#claim-{int(row["id"])}"><b>{int(row["id"])}</b> '
            f"<span{language(row['statement'])}>{text(row['statement'])}</span></a> "
            f'<span class="muted">{text(due(row))}</span>'
            for row in group.rows
        ),
        ' class="work"',
    )
    if group.number > len(group.rows):
        yield f'<p class="muted">and {group.number - len(group.rows):,} more, below.</p>'


def _scorecard(card: Card) -> Iterator[str]:
    if card.facts:
        told = facts([(label, text(value)) for label, value in card.facts])
        yield f'<dl class="facts">{told}</dl>'
    for section in card.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if isinstance(section.body, Dots):
        return  # They are drawn larger, under Calibration.
    if isinstance(section.body, Table):
        yield table(section.title, section.body)
    else:
        if section.title:
            yield f"<h3>{text(section.title)}</h3>"
        yield from (f"<p>{paragraphs(line)}</p>" for line in section.body)
    yield from (f"<p>{text(note)}</p>" for note in section.notes)


def _calibration(found: Reliability) -> Iterator[str]:
    drawing = diagram(found)
    if drawing:
        legend = f"<figcaption>{_legend(found)}</figcaption>"
        yield f'<figure class="calibration">{drawing}{legend}</figure>'
    for remark in found.remarks:
        yield f"<p>{text(remark)}</p>"


def _legend(found: Reliability) -> str:
    parts = []
    if any(dot.is_stated for dot in found.dots):
        parts.append('<span class="key"><i class="dot stated"></i> stated in numbers</span>')
    if any(not dot.is_stated for dot in found.dots):
        parts.append('<span class="key"><i class="dot imputed"></i> read from words</span>')
    if found.hits:
        parts.append(
            '<span class="key"><i class="swatch"></i> how many come true nine times in ten if all '
            "odds hold; the upright line is what they promise, the dot what came</span>"
        )
    if found.stated is not None or found.both is not None:
        parts.append('<span class="key"><i class="dash"></i> where all odds hold</span>')
        parts.append('<span class="key"><i class="swatch"></i> what chance does to it, 90%</span>')
    if found.stated is not None:
        parts.append('<span class="key"><i class="line"></i> the curve of stated odds</span>')
    if found.both is not None:
        label = "of all, words too" if found.stated is not None else "the curve, words too"
        parts.append(f'<span class="key"><i class="line both"></i> {label}</span>')
    return " ".join(parts)
