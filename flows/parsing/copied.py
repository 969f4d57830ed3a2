"""Cut the article out of a copied page: every line gets a role and the reason for it.

A page copied by select-all is navigation, title, byline, article, editor's credit and then a tail of teasers
that look exactly like news. What lies between head and tail is body unless its own look says otherwise. A
text without such evidence comes back whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.parsing.bounds import BYLINES, LINKS, Bounds, bare, find_bounds
from flows.parsing.furniture import Look, is_counter, look
from schemas.records import Line

BLANK = " \t\r\n\f\v\u3000\xa0\u200b\u200c\u200d\u2060\ufeff"
_LINE = re.compile("[^\n\r\u2028\u2029]+")
_MARKS = re.compile(r"#{1,6}[ \t]+")

Role = tuple[str, str]


class Span(NamedTuple):
    """A line stripped of blanks, and where it stands in the page."""

    text: str
    start: int
    end: int


class Cut(NamedTuple):
    """Lines with their roles; the title that the page shows, and the evidence for it."""

    lines: tuple[Line, ...]
    title: str | None
    evidence: str | None


def split(page: str, markdown: bool = False) -> list[Span]:
    """The lines of `page` that hold something, without surrounding blanks (U+3000 too) or the marks of headings.

    '　 甲市\\n' -> [('甲市', 2, 4)]; in Markdown '## 目标' -> [('目标', 3, 5)]
    """
    spans = []
    for match in _LINE.finditer(page):
        start, text = match.start(), match.group()
        if markdown and (marks := _MARKS.match(text)):
            start, text = marks.end() + start, text[marks.end() :]
        start += len(text) - len(text.lstrip(BLANK))
        if text := text.strip(BLANK):
            spans.append(Span(text, start, start + len(text)))
    return spans


def cut(spans: Sequence[Span], title: str | None = None) -> Cut:
    """A role for every line, and the title where the page shows one; `title` is what is known of it already.

    ['首页 > 正文', '甲市算力翻番', '来源：乙报 2024-03-05', '甲市……。', '责任编辑：丙', '丁市……。']
    -> navigation, title, byline, body, credit, teaser; title '甲市算力翻番'
    """
    texts = [span.text for span in spans]
    looks = [look(text) for text in texts]
    bounds = find_bounds(texts, looks, title)
    headline = bare(title or bounds.title or "")
    roles = (_role(i, texts, looks, bounds, headline) for i in range(len(texts)))
    lines = tuple(Line(*span, *role) for span, role in zip(spans, roles, strict=True))
    return Cut(lines, bounds.title, bounds.evidence)


def outside(text: str, is_above: bool) -> Role:
    """The role of a line that is known to stand above or below the article."""
    return _above(look(text)) if is_above else _below(text, look(text))


def _role(i: int, texts: Sequence[str], looks: Sequence[Look], bounds: Bounds, headline: str) -> Role:
    text, seen = texts[i], looks[i]
    if i == bounds.at:
        return "title", "the headline above the article"
    if i < bounds.head:
        return _above(seen)
    if i >= bounds.tail:
        return _below(text, seen)
    if headline and len(text) <= 120 and bare(text) == headline:
        return "caption", "the headline again"
    is_edge = i in (0, bounds.tail - 1)
    return _between(seen, is_edge, is_page=bounds.head > 0 or bounds.tail < len(texts))


def _above(seen: Look) -> Role:
    if seen.kind in (*BYLINES, "credit", "label"):
        return "byline", seen.reason
    if seen.kind == "caption":
        return "caption", seen.reason
    return "navigation", "stands above the article" if seen.kind == "plain" else seen.reason


def _below(text: str, seen: Look) -> Role:
    if seen.kind in ("credit", "signature"):
        return "credit", seen.reason
    if is_counter(text) or seen.kind in ("moment", "day"):
        return "counter", "a number, time or mood below the article"
    if seen.kind in ("opener", "legal", "tool", *LINKS):
        return "navigation", seen.reason
    return "teaser", "stands below the end of the article"


def _between(seen: Look, is_edge: bool, is_page: bool) -> Role:
    """Captions and signatures go wherever they stand; links only where the page shows other furniture."""
    if seen.kind == "caption":
        return "caption", seen.reason
    if seen.kind in ("credit", "signature"):
        return "credit", seen.reason
    if seen.kind == "byline" and is_edge:
        return "byline", seen.reason
    if seen.kind == "legal" or (seen.kind in (*LINKS, "tool") and is_page):
        return "navigation", seen.reason
    return "body", "text of the article" if seen.kind == "plain" else f"text, though it looks like a {seen.kind}"
