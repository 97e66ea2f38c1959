"""Text as HTML: escaped, its Chinese marked as such, links only to where a browser may go.

Functions here return markup; whatever they are given as text is escaped by them and nowhere else.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape as _escape
from urllib.parse import urlsplit

from tracker.domain.answer import Column, Row, Table
from tracker.domain.text import one_line, printable
from tracker.render.cells import FIGURES, value_of, written

_HAN = (
    "\u2e80-\u303f\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uffee"
    "\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{_HAN}]+(?:[0-9.%“”‘’…—·]+[{_HAN}]+)*")
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30ff]")
_LETTER = re.compile("[A-Za-z]+")


def escape(value: str) -> str:
    """Return text as it may stand in an element or in a quoted attribute."""
    return _escape(printable(value), quote=True)


def text(value: str) -> str:
    """Return text as markup, with each run of Chinese marked as Chinese."""
    shown, markup, at = printable(value), [], 0
    language = "ja" if _KANA.search(shown) else "zh"
    for run in _RUN.finditer(shown):
        markup.append(_escape(shown[at : run.start()]))
        if _IDEOGRAPH.search(run.group()):
            markup.append(f'<span lang="{language}">{_escape(run.group())}</span>')
        else:
            markup.append(_escape(run.group()))
        at = run.end()
    markup.append(_escape(shown[at:]))
    return "".join(markup)


def language(value: str) -> str:
    """Return ` lang="zh"` for what is said in Chinese as a whole, else nothing."""
    signs, words = len(_IDEOGRAPH.findall(value)), len(_LETTER.findall(value))
    if signs <= words:
        return ""
    return ' lang="ja"' if _KANA.search(value) else ' lang="zh"'


def paragraphs(value: str) -> str:
    """Return text as markup, its line ends kept."""
    return "<br>".join(text(line) for line in printable(value).split("\n"))


def name(value: str) -> str:
    """Return a name, kept apart from the direction of what stands around it."""
    return f"<bdi{language(value)}>{escape(one_line(value))}</bdi>"


def is_address(url: str) -> bool:
    """Tell whether a browser may be sent to an address: http and https alone."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and url.isprintable()


def link(url: str | None, label: str) -> str:
    """Return `label`, which is markup, as a link where a browser may go to the address."""
    if url is None:
        return label
    if not is_address(url):
        return f'{label} <span class="muted">({escape(url)})</span>'
    return f'<a href="{escape(url)}" rel="noopener noreferrer external">{label}</a>'


def day(value: str) -> str:
    """Return a day, or the day of an instant."""
    return f'<time datetime="{escape(value)}">{escape(value[:10])}</time>'


def items(markup: Iterable[str], kind: str = "") -> str:
    """Return a list of markup."""
    return f"<ul{kind}>{''.join(f'<li>{one}</li>' for one in markup)}</ul>"


def facts(rows: Sequence[tuple[str, str]]) -> str:
    """Return labels and their markup; those without any are left out."""
    return "".join(
        f"<div><dt>{escape(label)}</dt><dd>{markup}</dd></div>" for label, markup in rows if markup
    )


def table(caption: str, body: Table) -> str:
    """Return a table of an answer, which a keyboard can scroll where it is too wide."""
    if not body.rows:
        return f"<p>{text(body.empty)}</p>"
    head = "".join(
        f'<th scope="col"{_side(column)}>{text(column.heading)}</th>' for column in body.columns
    )
    rows = "".join(f"<tr>{''.join(_cells(body.columns, row))}</tr>" for row in body.rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption>{text(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _cells(columns: Sequence[Column], row: Row) -> Iterable[str]:
    for place, column in enumerate(columns):
        shown = paragraphs(written(column, row))
        if column.key == "claim":
            shown = f'<a href="#claim-{int(value_of(column, row))}">{shown}</a>'
        kind = 'th scope="row"' if place == 0 else "td"
        yield f"<{kind}{_side(column)}>{shown}</{kind[:2]}>"


def _side(column: Column) -> str:
    return ' class="figure"' if column.cell in FIGURES else ""
