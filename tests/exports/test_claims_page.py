"""`export markdown` reads as it was meant: no text of a claim becomes markup."""

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.conftest import Program
from tests.exports.claims import claim, exported, fill
from tracker.domain.text import one_line
from tracker.render.claims_page import write

PARSER = MarkdownIt("commonmark")


def headings(text: str) -> list[tuple[str, str]]:
    """Return a page's headings, each with its level, as a reader sees them."""
    tokens = PARSER.parse(text)
    return [
        (token.tag, seen(tokens[number + 1]))
        for number, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def seen(token: Token) -> str:
    return "".join(inner.content for inner in token.children or [])


def test_the_page_of_the_panel(panel: Program) -> None:
    text = panel("export", "markdown")
    found = headings(text)
    assert found[0] == ("h1", "Claims and forecasts")
    assert found[1][0] == "h2"
    assert found[1][1].startswith("唐杰、杨植麟、姚顺雨、林俊旸罕见同台分享")
    assert len([level for level, _ in found if level == "h3"]) == 50
    html = PARSER.render(text)
    assert "<strong>唐杰</strong>: ~ 90–99% (2026-01-10)" in html
    assert "<p>所以我觉得2026年一定会有这样一个范式的发生</p>" in html
    assert '<a href="https://metr.org/notes/2026-08-14-llm-contribution-to-discoveries/">' in html
    assert "<strong>Came out no</strong> on 2026-01-10: 唐杰 says so himself" in html


def test_claims_of_a_source_stand_together_and_those_without_one_last(ledger: Program) -> None:
    fill(ledger)
    for statement, source in (("one", "b"), ("two", "a"), ("three", "b")):
        ledger("add", statement, "--owner", "Ann", "--source", source)
    found = headings(ledger("export", "markdown"))
    assert [name for level, name in found if level == "h2"] == ["a", "b", "Without a source"]
    names = [name for _, name in found]
    assert names[names.index("b") + 1 :][:2] == ["one", "three"]
    page = PARSER.render(ledger("export", "markdown"))
    assert "<strong>Came out 60%</strong> on 2026-07-01: shown, half" in page
    assert "<strong>Overdue</strong>, by 2026-10-31; said on 2026-01-10." in page
    assert "<strong>林俊旸</strong>: A 60%, B 40% (2026-01-10)" in page


def test_only_a_web_address_becomes_a_link() -> None:
    item = {"id": 1, "on": "2026-02-01", "stance": "supports", "note": "n", "title": "T",
            "publisher": None, "counts": True}  # fmt: skip
    urls = ["javascript:alert(1)", "https://a.example/x y)[z](w)", "mailto:a@b.example"]
    text = "".join(write(exported(claim(evidence=[{**item, "url": url} for url in urls]))))
    links = [
        inner.attrs["href"]
        for token in PARSER.parse(text)
        for inner in token.children or []
        if inner.type == "link_open"
    ]
    assert links == ["https://a.example/x%20y%29%5Bz%5D%28w%29"]


NASTY = st.text(
    st.sampled_from("#*_`[]()<>!&;~|\\-+=>.0123456789 \n\tab中文“https://x.y\"'{}$@")
    | st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() == text)


@example(statement="a_b", quote="_a_", criteria="a__b", owner="__0__")
@given(statement=NASTY, quote=NASTY, criteria=NASTY, owner=NASTY.map(one_line).filter(bool))
def test_no_text_becomes_markup(statement: str, quote: str, criteria: str, owner: str) -> None:
    text = "".join(
        write(
            exported(
                claim(
                    statement=statement,
                    criteria=criteria,
                    forecast={"quote": quote, "owner": owner},
                )
            )
        )
    )
    tokens = PARSER.parse(text)
    kinds = {token.type for token in tokens}
    inner = {child.type for token in tokens for child in token.children or []}
    assert not kinds & {"html_block", "fence", "code_block", "hr", "ordered_list_open"}
    assert inner <= {"text", "text_special", "strong_open", "strong_close", "html_inline",
                     "softbreak"}  # fmt: skip
    assert kinds & {"blockquote_open"}
    assert [level for level, _ in headings(text)] == ["h1", "h2", "h3"]
