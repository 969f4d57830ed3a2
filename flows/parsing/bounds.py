"""Where on a copied page the article begins and ends, and which line is its title.

The head is found by its breadcrumb and byline, the tail by the editor's credit or the first related-reading
heading. Both need evidence: without it the bounds are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from flows.parsing.furniture import Look, is_headline, is_prose, is_teaser

LINKS = ("crumb", "tools")
BYLINES = ("byline", "moment", "day", "year", "author")
TAIL = ("opener", "legal", "credit")
MOST_TITLE_LINES = 5  # title, kicker, subtitle, paper, edition; more lines above a byline are text
LEAST_BODY = 30  # characters an article has before a heading can be the one of its tail

_LEAD_IN = re.compile(r"^[【\[（(]?(?:摘要|导读|导语|提要|核心提示|内容提要)[】\]）):：]")
_NOTICE = re.compile(r"^[>》]?\s?[【\[][^】\]]{2,8}[】\]]")  # on the very first line: what the file says of itself
_READING = re.compile(r"^[您你]?正在(?:阅读|浏览|看)\s{0,2}[:：]\s{0,2}(.{4,80})$")
_LABEL = re.compile(r"^(?:标\s{0,4}题|名\s{0,4}称)\s{0,3}[:：]\s{0,3}")


class Bounds(NamedTuple):
    """Lines [head, tail) hold the article; `at` is the line of the title, where the page shows one."""

    head: int
    tail: int
    at: int | None
    title: str | None
    evidence: str | None


def find_bounds(texts: Sequence[str], looks: Sequence[Look], known: str | None = None) -> Bounds:
    """Bounds of the article among the lines `texts`; `known` is a title that is known already.

    ['首页 > 正文', '甲市算力翻番', '来源：乙报', '甲市……。', '责任编辑：丙', '丁市……。'] -> head 3, tail 4, title 1
    """
    plain = list(accumulate((len(t) * (s.kind == "plain") for t, s in zip(texts, looks, strict=True)), initial=0))
    head, has_byline = _head(texts, looks)
    tail = _tail(texts, looks, plain, head)
    if plain[head] > plain[tail] - plain[head]:  # more text above than below: that was no head
        head, has_byline = 0, False
        tail = _tail(texts, looks, plain, head)
    at, title, evidence = _title(texts, looks, head, tail, has_byline, known)
    if head:
        head = _past_buttons(max(head, (at or 0) + 1), texts[:tail], looks)
    return Bounds(head, tail, at, title, evidence)


def bare(text: str) -> str:
    """Without any whitespace, to compare headlines."""
    return "".join(text.split())


def _head(texts: Sequence[str], looks: Sequence[Look]) -> tuple[int, bool]:
    """The line below the byline, else below the last link above the first sentence; and whether there is a byline."""
    limit = next((i for i, text in enumerate(texts) if _begins(i, text, looks[i])), len(texts))
    byline = next((i for i in range(limit) if _is_byline(i, texts, looks)), None)
    links = max((i for i in range(limit if byline is None else byline) if looks[i].kind in LINKS), default=-1)
    if byline is None:
        return _below_byline(links + 1, looks, limit), False
    if sum(seen.kind == "plain" for seen in looks[links + 1 : byline]) > MOST_TITLE_LINES:
        return 0, False
    return _below_byline(byline + 1, looks, limit), True


def _begins(i: int, text: str, seen: Look) -> bool:
    """A sentence of the article itself: no summary, no notice on the first line."""
    is_lead_in = _LEAD_IN.match(text) or (i == 0 and _NOTICE.match(text))
    return seen.kind == "plain" and is_prose(text) and not is_lead_in


def _is_byline(i: int, texts: Sequence[str], looks: Sequence[Look]) -> bool:
    """A time with a place is that of an event; a day alone is a byline only below a title, and not in a chronicle."""
    if looks[i].kind == "byline":
        return not texts[i + 1 : i + 2] or not texts[i + 1].startswith(("地点", "主持", "出席"))
    if looks[i].kind == "day":
        return i > 0 and sum(seen.kind == "day" for seen in looks[i : i + 40]) == 1
    if looks[i].kind == "year":
        return [seen.kind for seen in looks[i + 1 : i + 3]] == ["moment", "moment"]
    return looks[i].kind == "moment"


def _below_byline(i: int, looks: Sequence[Look], limit: int) -> int:
    if i == 0:
        return 0
    while i < limit and looks[i].kind in (*BYLINES, *LINKS, "tool", "credit", "label"):
        i += 1
    return i


def _past_buttons(i: int, texts: Sequence[str], looks: Sequence[Look]) -> int:
    """Past the buttons above the first sentence, with the words between them: 字体 / 小 / 中 / 大 / 分享到."""
    end = i
    for j in range(i, min(i + 8, len(texts))):
        if looks[j].kind in (*LINKS, *BYLINES, "tool"):
            end = j + 1
        elif looks[j].kind != "plain" or len(texts[j]) > 8 or "。" in texts[j]:
            break
    return end


def _tail(texts: Sequence[str], looks: Sequence[Look], plain: Sequence[int], head: int) -> int:
    """The first credit, related-reading heading or imprint once the article has begun; else the dated teasers."""
    has_begun = False
    for i in range(head, len(texts)):
        has_begun = has_begun or plain[i] - plain[head] >= LEAST_BODY
        if has_begun and looks[i].kind in TAIL:
            return i
        has_begun = has_begun or (looks[i].kind == "plain" and is_prose(texts[i]))
    return _teasers(texts, looks, head) if head else len(texts)


def _teasers(texts: Sequence[str], looks: Sequence[Look], head: int) -> int:
    """Where three or more lines of dated teasers, or of teasers with a time below each, end the page; else its end."""
    i = len(texts)
    while i > head + 1:
        if looks[i - 1].kind == "plain" and is_teaser(texts[i - 1]):
            i -= 1
        elif looks[i - 1].kind == "moment" and i > head + 2:
            i -= 2
        else:
            break
    return i if len(texts) - i >= 3 else len(texts)


def _title(
    texts: Sequence[str], looks: Sequence[Look], head: int, tail: int, has_byline: bool, known: str | None
) -> tuple[int | None, str | None, str | None]:
    if known and (at := _same(texts[:tail], known)) is not None:
        return at, texts[at], "line: the known title"
    for text in texts[:head]:
        if reading := _READING.match(text):
            return _same(texts[:tail], reading[1]), reading[1], f"line: {text}"
    for i in range(head):
        if looks[i].kind == "label":
            return i, _LABEL.sub("", texts[i]), f"line: {texts[i]}"
    at = _headline(texts, looks, head, tail, has_byline)
    if at is None:
        return None, None, None
    return at, texts[at], f"line {'above the byline' if at < head else 'below the head'}: {texts[at]}"


def _same(texts: Sequence[str], title: str) -> int | None:
    wanted = bare(title)
    return next((i for i, text in enumerate(texts) if len(text) <= 200 and bare(text) == wanted), None)


def _headline(texts: Sequence[str], looks: Sequence[Look], head: int, tail: int, has_byline: bool) -> int | None:
    """Above the byline the line that the page repeats, else the last but a subtitle; else the one below the head."""
    byline = next((i for i in range(head) if looks[i].kind in BYLINES), head)
    links = max((i for i in range(byline) if looks[i].kind in LINKS), default=-1)
    above = [i for i in range(links + 1, byline) if looks[i].kind == "plain" and not texts[i].startswith(("—", "-"))]
    if above and has_byline:
        return max(above, key=lambda i: (texts.count(texts[i]) > 1, len(texts[i]) >= 6, i))
    is_below = 0 < head < tail - 1 and looks[head].kind == "plain" and is_headline(texts[head])
    return head if is_below else None
