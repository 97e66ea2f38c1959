"""Addresses are fetched from public places, bounded in bytes and time; real servers answer."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tracker.errors import InvalidFile, InvalidInput, TrackerError
from tracker.formats import web
from tracker.formats.web import fetch

PAGE = """<!doctype html><html><head><title>Robots at home</title>
<meta name="author" content="Mara Lindqvist">
<meta property="article:published_time" content="2026-03-02"></head>
<body><nav><a href="/">Home</a> <a href="/shop">Shop</a></nav><article><h1>Robots at home</h1>
<p><strong>Ada Moreau:</strong> It will probably happen by the end of 2028, and I am rather sure
that every hotel will have one of them by then.</p>
<p><strong>陈雪:</strong> 我觉得三到五年后家用机器人会进入一百万个家庭，概率大概是20%吧。</p>
</article><footer>Imprint, cookies, subscribe</footer></body></html>"""
Answer = Callable[[BaseHTTPRequestHandler], None]


def sends(
    body: bytes, kind: str | None = "text/plain; charset=utf-8", status: int = 200, **headers: str
) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        if kind is not None:
            request.send_header("Content-Type", kind)
        given = {"Content_Length": str(len(body)), **headers}
        for name, value in given.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def trickles(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(200):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.05)


def hangs(request: BaseHTTPRequestHandler) -> None:
    time.sleep(3)
    request.close_connection = True


def never_ends(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x" * 65_536)


Served = Callable[[str, Answer], str]


@pytest.fixture
def served() -> Iterator[Served]:
    """A server on loopback: `served("/path", answer)` gives the address at which it answers so."""
    answers: dict[str, Answer] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(BrokenPipeError, ConnectionResetError):
                answers[self.path](self)

        def log_message(self, *args: Any) -> None:
            del args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()

    def serve(path: str, answer: Answer) -> str:
        answers[path] = answer
        return f"http://127.0.0.1:{server.server_port}{path}"

    yield serve
    server.shutdown()
    thread.join()
    server.server_close()


def refused(url: str, *, allow_private: bool = True) -> str:
    with pytest.raises(TrackerError) as found:
        fetch(url, allow_private=allow_private)
    return str(found.value)


def test_what_stands_at_an_address_is_fetched_as_it_is(served: Served) -> None:
    found = fetch(served("/a?b=1", sends("雨".encode())), allow_private=True)
    assert (found.data.decode(), found.media_type, found.charset) == ("雨", "text/plain", "utf-8")


def test_packed_content_is_unpacked(served: Served) -> None:
    url = served("/a", sends(gzip.compress(b"rain" * 1000), Content_Encoding="gzip"))
    assert fetch(url, allow_private=True).data == b"rain" * 1000


def test_a_redirect_is_followed_and_its_end_is_the_address(served: Served) -> None:
    served("/end", sends(b"rain"))
    url = served("/start", sends(b"", status=302, Location="/end"))
    found = fetch(url, allow_private=True)
    assert found.data == b"rain"
    assert found.url.endswith("/end")


def test_a_circle_of_redirects_ends(served: Served) -> None:
    assert "redirects more than 5 times" in refused(
        served("/round", sends(b"", status=301, Location="/round"))
    )


def test_a_private_address_is_refused_and_said_how_to_allow_it(served: Served) -> None:
    said = refused(served("/a", sends(b"x")), allow_private=False)
    assert "127.0.0.1" in said
    assert "--allow-private" in said


@pytest.mark.parametrize("end", ["http://127.0.0.2/", "http://[::1]/", "http://localhost/x"])
def test_a_redirect_to_a_private_address_is_refused(
    end: str, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = web._refuse_private  # noqa: SLF001 - here the server's own address stands for a public one
    monkeypatch.setattr(
        web, "_refuse_private", lambda host, at: None if host == "127.0.0.1" else check(host, at)
    )
    url = served("/start", sends(b"", status=302, Location=end))
    assert "no public address" in refused(url, allow_private=False)


@pytest.mark.parametrize(
    "end", ["file:///etc/passwd", "ftp://example.org/a", "gopher://x/", "data:,x"]
)
def test_a_redirect_to_what_is_no_page_is_refused(end: str, served: Served) -> None:
    assert "is no address" in refused(served("/start", sends(b"", status=302, Location=end)))


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.3.4", "192.168.1.1", "127.8.8.8", "169.254.169.254", "0.0.0.0",  # noqa: S104
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "ff02::1",
        "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "192.0.2.1",
    ],
)  # fmt: skip
def test_every_kind_of_private_address_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 80)),
        (family, socket.SOCK_STREAM, 6, "", (address, 80)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert "no public address" in refused("http://rebound.example/", allow_private=False)


@pytest.mark.parametrize(
    "url",
    [
        "http://", "https:///a", "http://a b/", "http://x:99999/", "http://user:secret@x.org/",
        "http://[::1", "http://x.org/\nHost: y", f"http://{'a' * 70}.org/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_a_line(url: str) -> None:
    with pytest.raises(InvalidInput) as found:
        fetch(url, allow_private=True)
    assert "secret" not in str(found.value)
    assert "\n" not in str(found.value)


def test_a_body_without_end_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_BYTES", 1_000_000)
    assert "larger than 1,000,000 bytes" in refused(served("/a", never_ends))


def test_a_packed_bomb_is_cut_off(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MOST_BYTES", 1_000_000)
    bomb = gzip.compress(b"0" * 100_000_000, 1)
    url = served("/a", sends(bomb, Content_Encoding="gzip"))
    assert "larger than 1,000,000 bytes" in refused(url)


@pytest.mark.parametrize("answer", [trickles, hangs], ids=["a slow body", "no answer"])
def test_what_is_slow_is_cut_off(
    answer: Answer, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "MOST_SECONDS", 0.4)
    began = time.monotonic()
    assert "longer than 0.4 seconds" in refused(served("/a", answer))
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (sends(b"x", status=404), "answers 404"),
        (sends(b"x", status=500), "answers 500"),
        (sends(b"abc", Content_Length="9"), "not whole"),
        (sends(b"abc", Content_Encoding="gzip"), "not whole"),
        (sends(gzip.compress(b"abc")[:-4], Content_Encoding="gzip"), "not whole"),
        (sends(b"abc", Content_Encoding="br"), "packed as br"),
    ],
)
def test_what_is_not_right_is_said(answer: Answer, said: str, served: Served) -> None:
    assert said in refused(served("/a", answer))


def test_nobody_there_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(InvalidFile, match="cannot be fetched"):
            fetch(f"http://127.0.0.1:{taken.getsockname()[1]}/", allow_private=True)


# ---- by the program's own commands


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (PAGE.encode(), "text/html; charset=utf-8"),
        (PAGE.encode(), "text/html"),
        (PAGE.encode("gb18030"), "text/html; charset=gb2312"),
        (PAGE.replace("<head>", '<head><meta charset="gbk">').encode("gb18030"), "text/html"),
    ],
    ids=["said", "unsaid", "gb2312", "in the page"],
)
def test_a_page_is_kept_without_its_menus_and_read_as_a_transcript(
    body: bytes, kind: str, served: Served, ledger: Program
) -> None:
    url = served("/talk", sends(body, kind))
    said = ledger("source", "add", url, "--key", "talk", "--keep", "--allow-private")
    assert "text kept" in said
    row = ledger("sources", "-f", "csv").splitlines()[1]
    assert row.startswith("talk,Robots at home,")
    ledger("extract", url, "--source", "talk", "--allow-private", "--keep", "--all")
    shown = ledger("inbox", "--source", "talk", "-f", "csv")
    assert "Ada Moreau" in shown
    assert "三到五年后" in shown
    assert "Shop" not in shown
    assert "Imprint" not in shown


def test_plain_text_is_kept_as_it_is(served: Served, ledger: Program, tmp_path: Path) -> None:
    text = "Ann: It will rain.\r\n\r\nBo: It will not.\r\n"
    url = served("/a.txt", sends(text.encode()))
    ledger("source", "add", url, "--key", "web", "--keep", "--allow-private")
    (tmp_path / "a.txt").write_bytes(text.encode())
    ledger("source", "add", str(tmp_path / "a.txt"), "--key", "file", "--keep")
    found = ledger("sources", "-f", "json")
    assert found.count('"sha256"') == 2
    hashes = {line.split('"')[3] for line in found.splitlines() if '"sha256"' in line}
    assert len(hashes) == 1


@pytest.mark.parametrize(
    ("body", "kind", "said"),
    [
        (b"%PDF-1.7", "application/pdf", "it is application/pdf"),
        (b"\x89PNG", "image/png", "it is image/png"),
        (b"%PDF-1.7", None, "it is a PDF"),
        (b"\xff\xff\xff", "text/plain", "not utf-8 at byte 0"),
        (b"abc", "text/plain; charset=klingon", "no encoding 'klingon'"),
        (b"<html><body></body></html>", "text/html", "no text was found"),
        (b"a\0b", "text/plain", "NUL"),
        (b"", "text/plain", "empty"),
    ],
)
def test_what_is_no_text_is_refused_and_nothing_is_changed(
    body: bytes, kind: str | None, said: str, served: Served, ledger: Program
) -> None:
    url = served("/a", sends(body, kind))
    answer = ledger.run("source", "add", url, "--keep", "--allow-private")
    assert answer.code == 1
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert ledger("sources") == "No sources yet.\n"


def test_without_asking_no_private_address_is_read(served: Served, ledger: Program) -> None:
    url = served("/a", sends(b"secret of the house"))
    for words in (["source", "add", url, "--keep"], ["extract", url]):
        assert "no public address" in ledger(*words, code=1)
    assert ledger("sources") == "No sources yet.\n"
