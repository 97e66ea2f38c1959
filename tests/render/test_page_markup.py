"""Text as markup: nothing that was typed becomes an element, and links go to the web alone."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.render.page.markup import is_address, language, link, name, paragraphs, text

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


class Seen(HTMLParser):
    """The elements and the text of a piece of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(key.startswith("on") for key, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(ANY_TEXT)
def test_text_never_becomes_an_element(given_text: str) -> None:
    for made in (text, paragraphs, name):
        assert set(Seen(made(given_text)).tags) <= {"span", "br", "bdi"}


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=60))
def test_text_comes_back_as_it_was(given_text: str) -> None:
    assert Seen(text(given_text)).text == given_text


@pytest.mark.parametrize(
    ("given_text", "markup"),
    [
        ("plain & simple", "plain &amp; simple"),
        ("says 有信心, then", 'says <span lang="zh">有信心</span>, then'),
        ("在2026年底", '<span lang="zh">在2026年底</span>'),
        ("ひらがな漢字", 'ひらがな<span lang="ja">漢字</span>'),
        ("a（b", "a（b"),
        ("\u202eevil\x1b[31m", "�evil�[31m"),
    ],
)
def test_chinese_is_marked_as_such(given_text: str, markup: str) -> None:
    assert text(given_text) == markup


@pytest.mark.parametrize(
    ("given_text", "attribute"),
    [
        ("我觉得是20%吧", ' lang="zh"'),
        ("To B的差距越来越大", ' lang="zh"'),
        ("In 2026 有 one", ""),
        ("", ""),
    ],
)
def test_the_language_of_a_whole_text(given_text: str, attribute: str) -> None:
    assert language(given_text) == attribute


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//example.org",
        "http:",
        "http://[",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_is_not_of_the_web_is_no_link(url: str) -> None:
    assert not is_address(url)
    assert "<a" not in link(url, "label")


def test_an_address_of_the_web_is_a_link() -> None:
    found = link('https://example.org/?a=1&b="2"', "label")
    assert found.startswith('<a href="https://example.org/?a=1&amp;b=&quot;2&quot;" rel="noopener')
