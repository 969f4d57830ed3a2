"""An HTML tree as the lines a reader sees: one walk, every line with the blocks that enclose it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from flows.parsing.copied import BLANK

_UNSEEN = "script style noscript template svg iframe object video audio canvas button select textarea head math map"
_BLOCKS = (
    "html body div p section article main header footer nav aside form ul ol li dl dt dd table thead tbody tfoot "
    "tr td th caption h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption center hr fieldset address details summary"
)
UNSEEN, BLOCKS = frozenset(_UNSEEN.split()), frozenset(_BLOCKS.split())
WHOLE = frozenset({"html", "body", "main", "article"})  # never furniture, whatever their class
CHROME = frozenset({"nav", "footer", "aside"})
LARGEST_FORM = 400  # characters; some government sites wrap the whole page in one form
LONGEST_CELL = 80
DEEPEST = 40  # enclosing blocks remembered of a line

_SIDE = re.compile(
    r"(?:^|[\s_-])(?:related?|recommend|rec|share|bdsharebuttonbox|comments?|hot|rank|sidebar|side|footer|foot|copyright|"
    r"qrcode|mood|toolbar|nav|crumbs?|breadcrumb|tuijian|xiangguan|pinglun|fenxiang|paper_num|rwb_tjyd|m-zbTool)(?=$|[\s_\d-])",
    re.I,
)
_PICTURE = re.compile(r"(?:^|[\s_-])(?:figcaption|caption|pictext|pic_text|imgtext)(?=$|[\s_\d-])", re.I)
_HIDDEN = "[hidden], [style*='display:none'], [style*='display: none'], [style*='visibility:hidden']"
_WIDE = "[\u2018-\u201d\u3000-\u9fff\uff00-\uffef]"
_BREAK = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]+[ \t]*(?={_WIDE})")
_SPACE = re.compile("[ \t\r\n\f\xa0]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page, how many of its characters are links, and the ids of its blocks, innermost last."""

    text: str
    linked: int
    within: tuple[int, ...]
    place: str  # '' the page itself; chrome, side or picture: what an enclosing block is by tag or name


@dataclass
class _Walk:
    hidden: set[int]
    rows: list[Row] = field(default_factory=list)
    path: list[int] = field(default_factory=list)
    places: list[str] = field(default_factory=lambda: [""])
    pieces: list[str] = field(default_factory=list)
    links: int = 0
    linked: int = 0

    def say(self, text: str) -> None:
        self.pieces.append(text)
        if self.links:
            self.linked += len(text.strip())

    def end_line(self) -> None:
        if not self.pieces:
            return
        text = tidy("".join(self.pieces))
        if text:
            self.rows.append(Row(text, min(self.linked, len(text)), tuple(self.path[-DEEPEST:]), self.places[-1]))
        self.pieces, self.linked = [], 0


def rows_of(root: LexborNode) -> list[Row]:
    """The lines below `root`: blocks and <br> end a line, a row of short table cells is one line joined by ' | '.

    '<p>甲市</p><table><tr><td>企业</td><td>12家</td></tr></table>' -> '甲市', '企业 | 12家'
    """
    walk = _Walk(hidden={node.mem_id for node in root.css(_HIDDEN)})
    stack: list[tuple[LexborNode, bool]] = [(root, False)]  # no recursion: junk may be nested a thousandfold
    while stack:
        node, is_end = stack.pop()
        if is_end:
            _leave(node.tag or "", walk)
        elif node.tag == "-text":
            walk.say(node.text_content or "")
        elif _enter(node, walk):
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(_children(node))))
    walk.end_line()
    return walk.rows


def tidy(text: str) -> str:
    """Blanks as a browser shows them; a line break between Chinese characters is none."""
    return _SPACE.sub(" ", _BREAK.sub("", text)).strip(BLANK)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _enter(node: LexborNode, walk: _Walk) -> bool:
    """Begin an element; False where there is nothing (more) to walk below it."""
    tag = node.tag or ""
    if not tag[:1].isalpha() or tag in UNSEEN:
        return False
    if tag == "br":
        walk.end_line()
        return False
    if node.mem_id in walk.hidden:
        return False
    if tag not in BLOCKS:
        walk.links += tag == "a"
        return True
    walk.end_line()
    walk.path.append(node.mem_id)
    walk.places.append(walk.places[-1] or _place(node, tag))
    if tag == "tr" and (cells := _cells(node)):
        walk.say(" | ".join(cells))
        walk.linked = sum(len(tidy(link.text())) for link in node.css("a"))
        _leave(tag, walk)
        return False
    return True


def _leave(tag: str, walk: _Walk) -> None:
    if tag in BLOCKS:
        walk.end_line()
        walk.path.pop()
        walk.places.pop()
    elif tag == "a":
        walk.links -= 1


def _place(node: LexborNode, tag: str) -> str:
    if tag in CHROME or (tag == "form" and len(node.text()) < LARGEST_FORM):
        return "chrome"
    if tag in WHOLE:
        return ""
    attributes = node.attributes
    name = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    if tag == "figcaption" or _PICTURE.search(name):
        return "picture"
    return "side" if _SIDE.search(name) else ""


def _cells(row: LexborNode) -> list[str]:
    """Texts of the cells of a table of data; none for a table that only lays out the page."""
    if row.css_first("table") is not None:
        return []
    cells = [tidy(cell.text(separator=" ")) for cell in _children(row) if cell.tag in ("td", "th")]
    return cells if len(cells) >= 2 and max(map(len, cells)) <= LONGEST_CELL else []
