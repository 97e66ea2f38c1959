"""A document from the web: fetched once, when a person asks for it, and never from a private place.

An address may lead anywhere: to this machine, into the house's network, into a file without end. So
each step, redirects too, is looked up first and refused where it leads to an address that is not
public; the connection goes to the very address that was looked up; and what comes is bounded in
bytes, packed and unpacked, and in time.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import zlib
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from tracker import __version__
from tracker.domain.text import shorten
from tracker.errors import InvalidFile, InvalidInput

MOST_BYTES = 20_000_000
MOST_SECONDS = 30.0
MOST_REDIRECTS = 5
_CHUNK = 65_536
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = {301, 302, 303, 307, 308}
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f]")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_UNQUOTED = "%/:=&?~#+!$,;'@()*[]"
_ASKED = {
    "User-Agent": f"tracker/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain, text/vtt;q=0.9",
    "Accept-Encoding": "gzip",
}


class Fetched(NamedTuple):
    """What an address gave: where it was in the end, its bytes, and what they are said to be."""

    url: str
    data: bytes
    media_type: str
    charset: str | None


def is_address(place: str) -> bool:
    """Tell whether a text is an address and not a file's name."""
    return _ADDRESS.match(place) is not None


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """Return what stands at an address. Raises InvalidInput, InvalidFile with what to do.

    `allow_private` lets it lead to this machine and to private networks.
    """
    for _ in range(MOST_REDIRECTS + 1):
        answer = _answer(url, _parts(url), allow_private=allow_private)
        if isinstance(answer, Fetched):
            return answer
        url = urljoin(url, answer)
    raise InvalidFile(shorten(url), [f"it redirects more than {MOST_REDIRECTS} times"])


def _parts(url: str) -> SplitResult:
    if _NO_ADDRESS.search(url):
        raise InvalidInput(f"{shorten(url)!r} is no address: it holds a blank")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
        if host is not None:
            host.encode("idna")
    except ValueError as problem:
        raise InvalidInput(f"{shorten(url)!r} is no address: {problem}") from problem
    if parts.scheme not in _PORTS or not host:
        raise InvalidInput(f"{shorten(url)!r} is no address of a page: write https://…")
    if parts.username is not None:
        raise InvalidInput(f"the address at {shorten(host)} holds a password: leave it out")
    return parts


def _answer(url: str, parts: SplitResult, *, allow_private: bool) -> Fetched | str:
    """Return what an address gives: a document, or the address that it redirects to."""
    connection = _Connection(parts, allow_private=allow_private)
    path = quote(parts.path or "/", safe=_UNQUOTED)
    path += f"?{quote(parts.query, safe=_UNQUOTED)}" if parts.query else ""
    try:
        with _bounded(connection, url):
            connection.request("GET", path, headers=_ASKED)
            with closing(connection.getresponse()) as response:
                return _told(response, url)
    except ssl.SSLError as problem:
        why = f"its certificate or encryption is not sound ({problem.reason or problem})"
        raise InvalidFile(shorten(url), [why]) from problem
    except (OSError, http.client.HTTPException) as problem:
        said = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
        raise InvalidFile(shorten(url), [f"it cannot be fetched: {said}"]) from problem


def _told(response: http.client.HTTPResponse, url: str) -> Fetched | str:
    headers = response.headers
    if response.status in _REDIRECTS and headers.get("Location"):
        return str(headers["Location"])
    if response.status != http.HTTPStatus.OK:
        said = shorten(f"{response.status} {response.reason}")
        raise InvalidFile(shorten(url), [f"the server answers {said}"])
    kind = headers.get_content_type() if "Content-Type" in headers else ""
    return Fetched(url, _body(response, url), kind, headers.get_content_charset())


@contextmanager
def _bounded(connection: "_Connection", url: str) -> Generator[None]:
    """Cut a connection off when its time is over, whatever it waits for."""
    over = threading.Event()

    def cut() -> None:
        over.set()
        connection.cut()

    timer = threading.Timer(MOST_SECONDS, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
        if over.is_set():
            raise TimeoutError
    except (OSError, ValueError, http.client.HTTPException) as problem:
        if over.is_set() or isinstance(problem, TimeoutError):
            why = f"it takes longer than {MOST_SECONDS:g} seconds"
            raise InvalidFile(shorten(url), [why]) from problem
        raise
    finally:
        timer.cancel()
        connection.close()


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was looked up, checked, and is the one connected to."""

    def __init__(self, parts: SplitResult, *, allow_private: bool) -> None:
        self.default_port = _PORTS[parts.scheme]
        super().__init__(
            str(parts.hostname).encode("idna").decode(),
            parts.port or self.default_port,
            timeout=MOST_SECONDS,
        )
        self._is_secret = parts.scheme == "https"
        self._allow_private = allow_private
        self._opened: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the first of the host's addresses that answers."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        if not self._allow_private:
            for *_, place in found:
                _refuse_private(self.host, str(place[0]))
        last: OSError | None = None
        for family, kind, protocol, _, place in found:
            raw = socket.socket(family, kind, protocol)
            raw.settimeout(self.timeout)
            try:
                raw.connect(place)
            except OSError as problem:
                raw.close()
                last = problem
                continue
            self.sock = self._opened = raw
            if self._is_secret:
                context = ssl.create_default_context()
                self.sock = self._opened = context.wrap_socket(raw, server_hostname=self.host)
            return
        raise last or OSError("the host has no address")

    def cut(self) -> None:
        """End what the connection waits for, an answer's body too, which outlives `sock`."""
        if self._opened is not None:
            with suppress(OSError):
                self._opened.shutdown(socket.SHUT_RDWR)


def _refuse_private(host: str, place: str) -> None:
    """Raise InvalidInput for an address on this machine, in a private network or of no one host."""
    address = ipaddress.ip_address(place.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    if not address.is_global or address.is_multicast:
        where = shorten(host) if host == str(address) else f"{shorten(host)} ({address})"
        raise InvalidInput(
            f"{where} is no public address: --allow-private fetches from this machine and from "
            "private networks"
        )


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _body(response: http.client.HTTPResponse, url: str) -> bytes:
    """Return the bytes of an answer, unpacked, up to MOST_BYTES. Raises InvalidFile."""
    packed = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packed not in {"identity", "gzip", "x-gzip"}:
        raise InvalidFile(shorten(url), [f"it is packed as {shorten(packed)}, which is not read"])
    unpack = None if packed == "identity" else zlib.decompressobj(16 + zlib.MAX_WBITS)
    found, read = bytearray(), 0
    while chunk := response.read(_CHUNK):
        read += len(chunk)
        try:
            found += unpack.decompress(chunk, MOST_BYTES + 1 - len(found)) if unpack else chunk
        except zlib.error as problem:
            raise InvalidFile(shorten(url), ["what it sends is not whole"]) from problem
        if max(read, len(found)) > MOST_BYTES:
            raise InvalidFile(shorten(url), [f"it is larger than {MOST_BYTES:,} bytes"])
    if response.length or (unpack and not unpack.eof):
        raise InvalidFile(shorten(url), ["what it sends is not whole"])
    return bytes(found)
