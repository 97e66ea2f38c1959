"""A text out of a file's bytes, character by character as the file has it."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import TrackerError
from tracker.formats.documents import document

TEXT = "Ann: 明年会下雨。\r\n\r\nBo: “Rain”, n'est-ce pas?\u2028\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), None),
        (TEXT.encode("utf-16"), None),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), None),
        (TEXT.replace("\u2028", "").encode("gb18030"), "gb18030"),
    ],
    ids=["utf-8", "utf-16 little", "utf-16 big", "named"],
)
def test_a_text_is_read_in_its_alphabet(data: bytes, encoding: str | None) -> None:
    found = document(data, name="a", encoding=encoding)
    assert found.text.removeprefix("\ufeff").startswith("Ann: 明年会下雨。\r\n")
    assert found.kept == found.text.encode()
    assert found.sha256 == hashlib.sha256(found.kept).hexdigest()


@pytest.mark.parametrize(
    ("data", "encoding", "said"),
    [
        (b"", None, "it is empty"),
        (b" \n\t", None, "it is empty"),
        (b"a\0b", None, "NUL"),
        (b"rain \xff", None, "not utf-8 at byte 5"),
        (b"%PDF-1.4", None, "it is a PDF"),
        (b"PK\x03\x04x", None, "packed document"),
        (b"rain", "klingon", "no encoding 'klingon'"),
        (b"rain", "hex", "no encoding 'hex'"),
        (b"\xff", "ascii", "not ascii at byte 0"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(
    data: bytes, encoding: str | None, said: str
) -> None:
    with pytest.raises(TrackerError) as found:
        document(data, name="a.bin", encoding=encoding)
    assert said in str(found.value)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"%PDF", b"PK\x03\x04")) or not text.strip():
        return
    found = document(data, name="a")
    assert (found.text, found.kept) == (text, data)
