"""No page is read in the wrong encoding."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.parsing.charset import decode
from flows.parsing.errors import Unparsable

TEXT = "湖滨区今年要再建三座智算中心，第一座的机房已经通电，工人们正在调试水冷管路。" * 2
TRADITIONAL = "湖濱區今年要再建三座智算中心，第一座的機房已經通電，工人們正在調試水冷管路。" * 2


def code(content: bytes, declared: str | None = None) -> str:
    with pytest.raises(Unparsable) as caught:
        decode(content, declared)
    assert caught.value.evidence and caught.value.remedy
    return caught.value.code


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "text/html; charset=GBK", "iso-8859-1", "no-such"])
@pytest.mark.parametrize("written", ["utf-8", "gb18030"])
def test_a_wrong_label_does_not_matter(written, declared):
    assert decode(TEXT.encode(written), declared) == (TEXT, written)


@pytest.mark.parametrize("name", ["gb2312", "gbk", "GB_2312-80", "gb18030"])
def test_gb_names_are_read_as_gb18030(name):
    rare = TEXT + "㐂䶮镕"  # the first two are in GB18030 only
    assert decode(rare.encode("gb18030"), name) == (rare, "gb18030")


@pytest.mark.parametrize("written", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_wins_and_goes(written):
    text, encoding = decode(TEXT.encode(written), "gb2312")
    assert text == TEXT and encoding == written.removesuffix("-sig")


@pytest.mark.parametrize(
    "meta",
    ['<meta charset="big5">', "<META content='text/html; charset=big5' http-equiv='Content-Type'>"],
)
def test_a_meta_tag_declares(meta):
    page = meta + TRADITIONAL
    assert decode(page.encode("big5")) == (page, "big5")


def test_a_meta_tag_far_down_declares_nothing():
    page = "<p>" + "a" * 2100 + "<meta charset=big5>" + TRADITIONAL
    assert decode(page.encode("utf-8"))[1] == "utf-8"


@pytest.mark.parametrize("content", [b"", b"  \r\n\t "])
def test_nothing_is_empty(content):
    assert code(content) == "empty"


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + bytes(40), b"PK\x03\x04word/document.xml", b"%PDF-1.7 \xe4", b"\x7fELF\x02", b"abc\x00def"],
)
def test_what_is_no_text_has_a_code_of_its_own(content):
    assert code(content, "text/plain; charset=utf-8") == "binary"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode().decode("cp1252", errors="ignore").encode(),  # å…¨å¸‚, saved as UTF-8
        TEXT.encode().decode("gb18030", errors="ignore").encode(),  # 婀栨花, saved as UTF-8
        (TEXT + "锟斤拷").encode(),
        (TEXT[:20] + "\ufffd" + TEXT[20:]).encode(),
        ("甲" + "\ue123" * 30).encode(),
        b"\x01\x02\x03\x04\x05\x06 abc",
        bytes(range(0x80, 0x100)),
    ],
    ids=["latin", "gb", "kunjinkao", "replacement", "private", "control", "high bytes"],
)
def test_damaged_text_is_refused(content):
    assert code(content) == "undecodable"


def test_the_refusal_names_every_attempt():
    with pytest.raises(Unparsable) as caught:
        decode(b"\xff\xfe\xfd" * 20 + b"a", "big5")
    assert all(name in caught.value.evidence for name in ("utf-16", "big5", "utf-8", "gb18030"))


def test_other_languages_pass_in_utf8():
    for text in ("Der Bär läuft über die Straße und grüßt.", "Правительство утвердило план.", "人工知能の計画です。"):
        assert decode(text.encode()) == (text, "utf-8")


@given(st.binary(max_size=300), st.sampled_from([None, "gbk", "utf-8", "utf-16", "latin-1", "big5", "hex", "\0"]))
@example(b"\xef\xbf\xbd" * 9, None)
@example(b"\xff\xfe", "utf-16")
def test_any_bytes_give_text_or_a_reason(content, declared):
    try:
        text, encoding = decode(content, declared)
    except Unparsable as error:
        assert error.code in ("empty", "binary", "undecodable")
    else:
        assert "\ufffd" not in text and "\0" not in text and encoding
