"""A page becomes an article: decode, cut, then say who published it and when, each with its evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flows.parsing.charset import decode
from flows.parsing.copied import cut, split
from flows.parsing.dates import Published, find_published, parse_published
from flows.parsing.errors import Unparsable
from flows.parsing.furniture import is_headline, is_prose
from flows.parsing.html import read_html
from flows.parsing.publisher import find_host, find_publisher
from schemas.records import Article, Line, Meta, Page

PARSER_VERSION: str = "1"
LEAST_LETTERS = 8  # '全市有大模型12个。' is about the shortest text that can hold a claim

_IS_HTML = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<head>(?:[^\n]{0,2000}\n){0,40}?)---[ \t]*(?:\n|$)")
_FRONT_LINE = re.compile(r"^(?P<key>[A-Za-z_]{2,20})\s{0,2}:\s{0,3}[\"']?(?P<value>.*?)[\"']?\s*$", re.M)
_HAN = re.compile("[\u3400-\u9fff]")
_KANA_OR_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_LATIN = re.compile("[A-Za-z]")


@dataclass(slots=True)
class _Read:
    """What was read off one page before anything is decided."""

    lines: tuple[Line, ...]
    name: str
    title: str | None = None
    title_evidence: str | None = None
    meta: dict[str, str] = field(default_factory=dict)
    site: str = ""
    url: str | None = None
    is_verbatim: bool = True


def parse_page(page: Page) -> Article:
    """The article in `page`; what `page.meta` states wins over what the page says.

    Raises Unparsable: empty, binary, undecodable, no_body, too_little_text.
    b'... 来源:新华社2023-06-07 09:15 ...', 'gmw_2023-06-07.txt' -> publisher 新华社, host 光明网
    """
    text, encoding = decode(page.content, page.content_type)
    read = _read(text, page.name, page.content_type, page.meta.title)
    article = _article(read, page.meta, "meta")
    return _with_evidence(article, charset=encoding)


def parse_text(
    text: str, title: str | None = None, publisher: str | None = None, published: str | None = None, name: str = ""
) -> Article:
    """The article in a text that is decoded already; what is given wins. Raises Unparsable.

    '甲市有大模型12个。', title='甲市账本', published='2024-03-05' -> body '甲市有大模型12个。'
    """
    if not text.strip():
        raise Unparsable("empty", "the text is blank", "Give the article's text")
    read = _read(text, name, "text/plain", title)
    return _article(read, Meta(title=title, publisher=publisher, published=published), "given")


def language(text: str) -> str:
    """'zh', 'en' or 'other', by the share of scripts among the letters."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    letters = sum(c.isalpha() for c in text)
    if len(_KANA_OR_HANGUL.findall(text)) * 10 > letters:
        return "other"
    if han * 4 >= letters and han:
        return "zh"
    return "en" if latin * 10 >= letters * 7 and latin else "other"


def _read(text: str, name: str, content_type: str, title: str | None) -> _Read:
    if "html" in content_type or _IS_HTML.match(text[:4000]):
        page = read_html(text)
        return _Read(page.lines, name, page.title, page.evidence, page.meta, page.site, page.url, is_verbatim=False)
    is_markdown = "markdown" in content_type
    meta, start = _front_matter(text) if is_markdown else ({}, 0)
    stated = meta.get("title")
    shown = cut([span for span in split(text, is_markdown) if span.start >= start], title or stated)
    evidence = "front matter" if stated else shown.evidence
    return _Read(shown.lines, name, stated or shown.title, evidence, meta, url=meta.get("url"))


def _front_matter(text: str) -> tuple[dict[str, str], int]:
    """Keys at the head of a Markdown file, and where its text begins; a source that is an address is the url."""
    front = _FRONT_MATTER.match(text)
    if front is None:
        return {}, 0
    meta = {m["key"].lower(): m["value"].strip("*") for m in _FRONT_LINE.finditer(front["head"])}
    if "://" in meta.get("source", ""):
        meta.setdefault("url", meta.pop("source"))
    return meta, front.end()


def _article(read: _Read, stated: Meta, says: str) -> Article:
    body = [line for line in read.lines if line.role == "body"]
    text = "\n".join(line.text for line in body)
    _refuse_too_little(text, read)
    url = _url(stated.url, read)
    evidence: dict[str, str] = {}
    title = _said(evidence, "title", stated.title, says) or _title(read, body, evidence)
    host = _note(evidence, "host", find_host(url, read.name, read.lines, read.site))
    opening = next((line.text for line in body[:3] if is_prose(line.text)), "")  # below a headline that stays
    bylines = [line.text for line in read.lines if line.role == "byline"]
    publisher = _said(evidence, "publisher", stated.publisher, says) or _note(
        evidence, "publisher", find_publisher(bylines, read.meta, opening, host)
    )
    when = _published(read, stated, says, url, opening, bylines, evidence)
    starts = tuple(line.start for line in body) if read.is_verbatim else ()
    return Article(
        text, title, publisher, host, url, *when, language(text), evidence, read.lines, starts
    )  # fmt: skip


def _refuse_too_little(text: str, read: _Read) -> None:
    seen = f"{len(read.lines)} lines, {sum(len(line.text) for line in read.lines)} characters on the page"
    if not text:
        raise Unparsable(
            "no_body", f"no line of the page is an article's text ({seen})",
            "If a script fills the page, save it from the browser after it has loaded, or copy the article's text",
        )  # fmt: skip
    if (letters := sum(c.isalnum() for c in text)) < LEAST_LETTERS:
        raise Unparsable(
            "too_little_text", f"only {letters} letters and digits of text: {text[:40]}", "Save the whole article"
        )


def _url(stated: str | None, read: _Read) -> str | None:
    for url in (stated, read.name, read.url):
        if url and re.match(r"https?://", url):
            return url
    return None


def _title(read: _Read, body: list[Line], evidence: dict[str, str]) -> str | None:
    """The page's title, else a headline that opens the text."""
    if read.title:
        evidence["title"] = read.title_evidence or "page"
        return read.title
    if len(body) > 1 and is_headline(body[0].text) and len(body[1].text) > len(body[0].text):
        evidence["title"] = "first line of the text"
        return body[0].text
    return None


def _published(
    read: _Read, stated: Meta, says: str, url: str | None, opening: str, bylines: list[str], evidence: dict[str, str]
) -> Published:
    if (when := parse_published(stated.published)).year:
        evidence["published"] = f"{says}: {stated.published}"
        return when
    when, found = find_published(bylines, read.meta, read.name, opening)
    if when.year is None and url and url != read.name:
        when, found = find_published(name=url)
    if stated.published:
        found = f"{found or 'nothing'} ({says} is no date: {stated.published[:40]})"
    if found:
        evidence["published"] = found
    return when


def _said(evidence: dict[str, str], key: str, value: str | None, says: str) -> str | None:
    if value and value.strip():
        evidence[key] = f"{says}: {value.strip()}"
        return value.strip()
    return None


def _note(evidence: dict[str, str], key: str, found: tuple[str | None, str | None]) -> str | None:
    if found[0] and found[1]:
        evidence[key] = found[1]
    return found[0]


def _with_evidence(article: Article, **more: str) -> Article:
    article.evidence.update(more)
    return article
