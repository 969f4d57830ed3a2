"""Which rows of an HTML page hold the article's body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from flows.parsing.furniture import is_prose, look
from flows.parsing.markup import Row

# Body blocks of Chinese sites, the most telling first (news_sources.csv names most of them).
CONTAINERS = (
    "#ContentPh, .u-mainText, #detailContent, .rm_txt_con, #rwb_zw, #rm_txt_zw, .show_text, .left_zw",
    "#UCAP-CONTENT, .trs_editor_view, .TRS_UEDITOR, .TRS_Editor, .pages_content, #con_con, .xlcontent",
    "#js_content, .news_txt, .index_cententWrap__Jv8jK, .m-article-main, .main-article-content, .articleDetailContent",
    "#artibody, #article_inbox, #p-detail, .article-content, .article_content, .detail-content, .txt_con",
    "article, [itemprop=articleBody], #zoom, #content_area, .article-body, .article_con, .news-content",
)
LEAST_PROSE = 60  # characters of prose that a named container must hold to be believed
MOST_BLOCKS = 20  # of one name; a page with more is a list


def find_container(tree: LexborHTMLParser, rows: Sequence[Row]) -> tuple[int, int]:
    """Rows [first, last) of the body: a block known by name, else the one with the densest prose.

    Rows of '首页', '甲市……。', '乙市……。' where the last two stand in #zoom -> (1, 3)
    """
    for selector in CONTAINERS:
        spans = [_rows_within(rows, node.mem_id) for node in tree.css(selector)[:MOST_BLOCKS]]
        first, last = max(spans, key=lambda span: _prose(rows[span[0] : span[1]]), default=(0, 0))
        if _prose(rows[first:last]) >= LEAST_PROSE:
            return first, last
    return _densest(rows)


def believed(rows: list[Row]) -> list[Row]:
    """Where all prose stands in blocks named like furniture, the names mean nothing: the rows without them."""
    if _prose(rows) >= LEAST_PROSE:
        return rows
    return [replace(row, place="") if row.place == "side" else row for row in rows]


def _rows_within(rows: Sequence[Row], block: int) -> tuple[int, int]:
    inside = [i for i, row in enumerate(rows) if block in row.within]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _prose(rows: Sequence[Row]) -> int:
    return sum(len(row.text) - row.linked for row in rows if row.place == "" and is_prose(row.text))


def _densest(rows: Sequence[Row]) -> tuple[int, int]:
    """Prose counts for its block, the block's parent, half for the grandparent; of equals the deeper (first) wins."""
    scores: dict[int, float] = defaultdict(float)
    for row in rows:
        free = len(row.text) - row.linked
        if row.place or free < 0.7 * len(row.text):
            continue
        weight = free if is_prose(row.text) or "，" in row.text else 0.2 * free
        for share, block in zip((1, 1, 0.5), reversed(row.within), strict=False):
            scores[block] += share * weight
    if not scores:
        return 0, len(rows)
    best = max(scores, key=lambda block: scores[block])
    return _widened(rows, best, _rows_within(rows, best))


def _widened(rows: Sequence[Row], block: int, found: tuple[int, int]) -> tuple[int, int]:
    """A body cut into sections: up to two blocks farther out, while that gains prose and no heading of a tail."""
    within = rows[found[0]].within
    outer = [_rows_within(rows, block) for block in within[: within.index(block)][::-1]]
    for first, last in [span for span in outer if span != found][:2]:
        gained = [row for row in (*rows[first : found[0]], *rows[found[1] : last]) if not row.place]
        is_tail = any(look(row.text).kind == "opener" or row.linked * 2 > len(row.text) for row in gained)
        if not is_tail and _prose(gained) >= 0.3 * _prose(rows[found[0] : found[1]]):
            found = first, last
    return found
