"""The page as a file: whole, self-contained, escaped, and put in its place in one piece."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program

VOID = {"meta", "link", "input", "br", "path", "rect", "circle"}
CSS = Path(__file__).resolve().parents[2] / "tracker" / "render" / "page" / "style.css"
LOADING = {"src", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href"}


class Document(HTMLParser):
    """A page's elements: closed in order, ids once, and nothing that a browser would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.labels: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found: dict[str, Any] = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        assert len(found) == len(attrs), attrs
        assert not {key for key in found if key.startswith("on") or key in LOADING | {"style"}}
        assert tag not in {"img", "iframe", "object", "embed", "base", "video", "audio", "image"}
        if tag == "link":
            assert found["href"] == "data:,"
        if tag == "a":
            self.links.append(found["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [found["id"]] if "id" in found else []
        self.labels += [found["for"]] if "for" in found else []

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "script" not in self.open and "style" not in self.open:
            self.text.append(data)


def written(program: Program, tmp_path: Path, *words: str) -> str:
    target = tmp_path / "page.html"
    assert program("report", str(target), *words) == ""
    return target.read_text(encoding="utf-8")


def test_the_panel_is_there_whole(panel: Program, tmp_path: Path) -> None:
    page = written(panel, tmp_path)
    document = Document(page)
    assert {f"claim-{number}" for number in range(1, 51)} <= set(document.ids)
    assert len(document.ids) == len(set(document.ids))
    assert page.count('<tbody class="claim"') == 50
    assert (
        page.count('<li class="supports')
        + page.count('<li class="refutes')
        + page.count('<li class="neutral')
        == 50
    )
    said = "".join(document.text)
    assert "50 claims: 49 open, 1 resolved." in said
    assert "Due within 90 days" in said
    assert "我觉得是20%吧，20%已经非常乐观了" in said
    assert "characters 19525–19544" in said
    assert '<blockquote lang="zh">' in page


def test_headings_and_landmarks_are_in_order(panel: Program, tmp_path: Path) -> None:
    document = Document(written(panel, tmp_path))
    assert document.headings[0] == 1
    steps = zip(document.headings, document.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert document.headings.count(1) == 1
    assert {"header", "nav", "main", "footer", "caption"} <= set(document.tags)
    assert set(document.labels) == {"search", "status", "owner", "tag"}


def test_every_link_goes_to_the_web_or_to_this_page(panel: Program, tmp_path: Path) -> None:
    document = Document(written(panel, tmp_path))
    for address in document.links:
        assert address.startswith(("https://", "http://", "#"))
        if address.startswith("#"):
            assert address[1:] in document.ids


def test_the_policy_forbids_the_network(panel: Program, tmp_path: Path) -> None:
    page = written(panel, tmp_path)
    policy = re.search('Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy.group(1).startswith("default-src 'none'")
    assert "unsafe" not in policy.group(1)
    assert "http" not in policy.group(1)
    assert "url(" not in CSS.read_text(encoding="utf-8")
    assert "@import" not in page


def test_what_was_typed_stays_text(ledger: Program, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)> $title ]]> --> </style>"
    ledger(
        "add",
        evil,
        "--owner",
        evil,
        "-p",
        "20%",
        "--quote",
        evil,
        "--tag",
        "<b>",
        "--note",
        evil,
        "--criteria",
        evil,
        "--condition",
        evil,
        "--source",
        evil,
        "--key",
        evil,
    )
    ledger("evidence", "add", "1", evil, "--supports", "--url", "https://example.org/<b>\"'")
    ledger("resolve", "1", "yes", "--because", evil)
    page = written(ledger, tmp_path, "--title", evil)
    document = Document(page)
    assert document.tags.count("script") == 1
    assert "b" not in document.tags or page.count("<b>") == page.count("</b>")
    assert "".join(document.text).count("<script>alert(1)</script>") >= 9
    assert "$title ]]>" in "".join(document.text)


def test_an_address_that_is_none_is_no_link(ledger: Program, tmp_path: Path) -> None:
    ledger("add", "A claim.", "--owner", "Ann")
    answer = ledger.run(
        "evidence", "add", "1", "seen", "--supports", "--url", "javascript:alert(1)"
    )
    page = written(ledger, tmp_path)
    assert answer.code == 1 or "(javascript:alert(1))" in page
    assert 'href="javascript' not in page


def test_superseded_retracted_withdrawn_and_reworded_are_marked(
    ledger: Program, tmp_path: Path
) -> None:
    ledger("add", "First wording.", "--owner", "Ann", "-p", "20%", "--by", "2026-12-31")
    ledger("evidence", "add", "1", "14.5 hours", "--supports", "--on", "2026-11-01")
    ledger("evidence", "add", "1", "12.0 hours", "--refutes", "--supersedes", "1")
    ledger("evidence", "add", "1", "a rumour", "--neutral")
    ledger("evidence", "retract", "3", "--because", "it was false")
    ledger("forecast", "1", "-p", "30%", "--owner", "Ann")
    ledger("withdraw", "--forecast", "2", "--because", "a slip")
    ledger("edit", "1", "--statement", "Second wording.")
    ledger("resolve", "1", "not-yet", "--check-on", "2026-12-24", "--because", "wait")
    said = "".join(Document(written(ledger, tmp_path)).text)
    for words in (
        "Superseded by no. 2; it no longer counts.",
        "In place of no. 1.",
        "Retracted: it was false",
        "withdrawn: a slip",
        "made under an earlier wording",
        "statement was: First wording.",
        "Not out yet, to be looked at again on 2026-12-24",
    ):
        assert words in said


def test_claims_that_are_linked_lead_to_each_other(panel: Program, tmp_path: Path) -> None:
    panel("link", "11", "complement", "14")
    panel("link", "4", "implies", "14")
    panel("report", str(tmp_path / "page.html"))
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count('complement of <a href="#claim-14">claim 14</a>') == 1
    assert 'complement of <a href="#claim-11">claim 11</a>; implied by <a href="#claim-4">' in page


def test_judges_who_disagree_are_both_shown(ledger: Program, tmp_path: Path) -> None:
    ledger("add", "A claim.", "--owner", "Ann", "-p", "20%", "--by", "2026-11-01")
    ledger("people", "add", "Bo")
    ledger("resolve", "1", "yes", "--because", "seen", "--judge", "Ann")
    ledger("resolve", "1", "no", "--because", "not seen", "--judge", "Bo")
    said = "".join(Document(written(ledger, tmp_path)).text)
    assert "In conflict (1)" in said
    assert "Ann: yes" in said
    assert "Bo: no" in said


def test_few_events_are_dots_and_a_sentence(ledger: Program, tmp_path: Path) -> None:
    for number, odds in enumerate(("20%", "likely", "70-90%"), 1):
        ledger(
            "add",
            f"Claim {number}.",
            "--owner",
            "Ann",
            "-p",
            odds,
            "--said",
            "2026-01-01",
            "--by",
            "2026-06-30",
        )
        ledger(
            "resolve",
            str(number),
            "no" if number == 1 else "yes",
            "--because",
            "seen",
            "--on",
            "2026-06-01",
        )
    page = written(ledger, tmp_path)
    drawing = page[page.index('<svg class="diagram"') : page.index("</svg>", page.index("diagram"))]
    assert re.findall('circle class="([a-z]+)" cx="([0-9.]+)"', drawing) == [
        ("stated", "186"),
        ("imputed", "456"),
        ("stated", "510"),
    ]
    assert "3 independent events only" in page
    assert 'class="curve' not in page


def test_an_empty_ledger_is_a_page_too(ledger: Program, tmp_path: Path) -> None:
    said = "".join(Document(written(ledger, tmp_path)).text)
    assert "No claims yet." in said
    assert "Nothing to draw yet" in said


def test_standard_output_takes_it(panel: Program) -> None:
    assert panel("report", "-").startswith("<!DOCTYPE html>")


def test_the_ledger_as_it_was(panel: Program, tmp_path: Path) -> None:
    page = written(panel, tmp_path, "--as-known-on", "2020-01-01")
    assert "As of" in page
    assert '<tbody class="claim"' not in page


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("folder.html", "'{}' is a folder: name a file in it"),
        ("none/page.html", "'{}' cannot be made: its folder does not exist"),
        ("tracker.db", "the page's file '{}' must end in .html or .htm"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused(
    target: str, said: str, panel: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder.html").mkdir()
    monkeypatch.chdir(tmp_path)
    assert panel("report", target, code=1) == f"Error: {said.format(target)}\n"


def test_a_page_that_fails_half_way_leaves_the_old_one(
    panel: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.html"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)

    def fail(*_: object) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("tracker.render.page.document.claim_markup", fail)
        assert "No space left on device" in panel("report", str(target), code=1)
    assert target.read_text(encoding="utf-8") == "old"
    panel("report", str(target))
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".page")] == []


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(theme: str) -> None:
    light, dark = CSS.read_text(encoding="utf-8").split("@media (prefers-color-scheme: dark)")[:2]
    block = light if theme == "light" else dark.partition("* {")[0]
    colours = dict(re.findall("--([a-z]+): (#[0-9a-f]{6});", block))
    inks = ("ink", "muted", "link", "supports", "refutes", "neutral", "warning", "resolved")
    for ink in inks:
        for ground in ("paper", "sheet", "soft"):
            one, two = sorted((_luminance(colours[ink]), _luminance(colours[ground])))
            assert (two + 0.05) / (one + 0.05) >= 4.5, (ink, ground)
