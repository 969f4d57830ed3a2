"""The article's lines in an HTML page: find the block that holds the body, then give roles as in copied text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser

from flows.parsing.container import believed, find_container
from flows.parsing.copied import Span, cut, outside
from flows.parsing.furniture import look
from flows.parsing.markup import Row, rows_of, tidy
from schemas.records import Line

NEAR = 12  # lines above the body in which a byline is looked for, and at the page's end its imprint
BELOW = 4  # lines below the body that may credit its source, or stand between byline and title
MAX_GAP = 100_000  # how far ahead in the source a line is searched for

_SUFFIX = re.compile(r"\s*(?:--+|[_|｜]|\s[-–—]\s|-)\s*(?P<site>[^_|｜\-]{2,24})$")
_SITE = re.compile(r"(?:[网網報报社台]|在线|新闻|政府|门户网站|客户端|网站|观察|com|cn)$")
_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_CHANNEL = re.compile(r"[\u4e00-\u9fff]{2,6}")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What an HTML page says: lines with roles, title and its evidence, meta tags by lower-case name, own name, url."""

    lines: tuple[Line, ...]
    title: str | None
    evidence: str | None
    meta: dict[str, str]
    site: str
    url: str | None


def read_html(page: str) -> HtmlPage:
    """Lines of an HTML page with their roles. A line that is no verbatim piece of `page` has start == end.

    '<h1>甲市算力翻番</h1><p>来源：乙报</p><div id="zoom"><p>甲市……。</p></div>' -> title, byline, body
    """
    tree = LexborHTMLParser(page)
    meta = _meta(tree)
    title, evidence, site = _title(tree, meta)
    rows = believed(rows_of(tree.body)) if tree.body is not None else []
    first, last = find_container(tree, rows)
    lines, shown = _roles(rows, first, last, title)
    canonical = tree.css_first("link[rel=canonical]")
    url = meta.get("og:url") or (canonical.attributes.get("href") if canonical else None)
    if title is None and shown:
        title, evidence = shown, "line of the page"
    return HtmlPage(_located(lines, page), title, evidence, meta, site, url)


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        key = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        content = tidy(attributes.get("content") or "")
        if key and content:
            found.setdefault(key.strip().lower(), content)
    for script in tree.css("script[type='application/ld+json']")[:5]:
        if stated := _LD_DATE.search(script.text()):
            found.setdefault("datepublished", stated[1])
    return found


def _title(tree: LexborHTMLParser, meta: dict[str, str]) -> tuple[str | None, str | None, str]:
    """Title, evidence, and the name that the page gives its site."""
    node = tree.css_first("title")
    tag, site = cut_site(tidy(node.text()) if node else "")
    site = meta.get("og:site_name") or meta.get("sitename") or site
    if stated := meta.get("articletitle"):
        return stated, "meta tag articletitle", site
    headings = [text for text in (tidy(h.text()) for h in tree.css("h1")) if 4 <= len(text) <= 120]
    shared = meta.get("og:title", "")
    for heading in headings:
        if len(headings) == 1 or heading in shared or heading in tag:
            return heading, "h1", site
    if shared:
        return cut_site(shared)[0], "meta tag og:title", site
    return (tag, "title tag", site) if tag else (None, None, site)


def cut_site(title: str) -> tuple[str, str]:
    """Title and site: '甲市算力翻番--科技--乙网' -> ('甲市算力翻番', '乙网')"""
    site = ""
    while (found := _SUFFIX.search(title)) and found.start() >= 4:
        if not (_CHANNEL.fullmatch(found["site"]) if site else _SITE.search(found["site"])):
            break
        site = site or found["site"].strip()
        title = title[: found.start()].rstrip()
    return title, site


def _roles(rows: Sequence[Row], first: int, last: int, title: str | None) -> tuple[list[Line], str | None]:
    body = cut([Span(row.text, 0, 0) for row in rows[first:last] if not row.place], title)
    roles = iter(body.lines)
    near = _near(rows, first, title)
    lines = []
    for i, row in enumerate(rows):
        if first <= i < last and not row.place:
            lines.append(next(roles))
        elif row.place == "picture":
            lines.append(Line(row.text, 0, 0, "caption", "in a block named as a picture's caption"))
        elif row.place:
            lines.append(Line(row.text, 0, 0, "navigation", f"in a {row.place} block of the page"))
        elif i < first:
            lines.append(Line(row.text, 0, 0, *_above(row.text, i >= near)))
        else:
            lines.append(Line(row.text, 0, 0, *_below(row.text, i < last + BELOW, i >= len(rows) - NEAR)))
    return _with_title(lines, first, title), body.title


def _near(rows: Sequence[Row], first: int, title: str | None) -> int:
    """From where on lines above the body may be its byline: a little above the title, where that is shown."""
    shown = [i for i in range(first) if title and rows[i].text == title]
    return max(first - NEAR, 0) if not shown else max(shown[-1] - BELOW, 0)


def _above(text: str, is_near: bool) -> tuple[str, str]:
    """Only lines near the title are looked at: a date farther up is not the article's."""
    return outside(text, is_above=True) if is_near else ("navigation", "stands above the article")


def _below(text: str, is_near: bool, is_last: bool) -> tuple[str, str]:
    """Some sites name the source right below the text; the last lines may be the site's imprint."""
    if is_near and look(text).kind == "byline":
        return "byline", look(text).reason
    return outside(text, is_above=False) if is_near or is_last else ("teaser", "stands below the article")


def _with_title(lines: list[Line], first: int, title: str | None) -> list[Line]:
    shown = [i for i in range(first) if lines[i].text == title]
    if shown and not any(line.role == "title" for line in lines):
        lines[shown[-1]] = replace(lines[shown[-1]], role="title", reason="the headline above the article")
    return lines


def _located(lines: Sequence[Line], page: str) -> tuple[Line, ...]:
    """Offsets of the lines that stand verbatim in the source, in order; links and teasers are not searched for."""
    found, cursor = [], 0
    for line in lines:
        at = -1 if line.role in ("navigation", "teaser") else page.find(line.text, cursor, cursor + MAX_GAP)
        start = cursor if at < 0 else at
        cursor = start if at < 0 else at + len(line.text)
        found.append(Line(line.text, start, cursor, line.role, line.reason))
    return tuple(found)
