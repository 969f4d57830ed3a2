"""The text's tree: paragraphs typed before reading, sentences, clauses; places of every cut.

A block is a heading, a paragraph, a list item, a question, a table row or an article of a policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 800  # characters; the longest sentence of the annotated texts has about 500
_ITEM = re.compile(
    r"\s*(?:[—–-]{1,2}|[·•●▪◆■]|（?[一二三四五六七八九十]{1,3}）?[、.．]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十\d]+[条章步])"
)
_QUESTION = re.compile(r"\s*(?:记者|问|主持人|Q|提问)[^：]{0,12}：")
_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”」’）]*|$|(?=\n))")
_CLAUSE = re.compile(r"[^，；：。！？\n]*(?:[，；：。！？]|$)")


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the text. `kind`: heading, paragraph, item, question or row."""

    start: int
    end: int
    kind: str
    sentences: tuple[Span, ...]


def split(plain: str) -> list[Block]:
    """Blocks in order with their sentences.  '一、总体目标。今年…' -> item with two sentences"""
    blocks, start = [], 0
    for line in plain.split("\n"):
        if line.strip():
            blocks.append(_block(plain, start, start + len(line)))
        start += len(line) + 1
    return blocks


def _block(plain: str, start: int, end: int) -> Block:
    text = plain[start:end]
    return Block(start, end, _kind(text), tuple(_sentences(text, start)))


def _kind(text: str) -> str:
    if text.count("|") > 1 or text.count("  ") > 2:
        return "row"
    if _QUESTION.match(text):
        return "question"
    if _ITEM.match(text):
        return "item"
    return "heading" if len(text) < 30 and not re.search("[。；，！？]", text) else "paragraph"


def _sentences(text: str, offset: int) -> list[Span]:
    spans = []
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            spans += _pieces(text, match.start(), match.end(), offset)
    return spans


def _pieces(text: str, start: int, end: int, offset: int) -> list[Span]:
    """A sentence, or the pieces of one that is too long to be one: reading stays linear in the text."""
    spans = []
    while end - start > LONGEST:
        cut = max(text.rfind(mark, start, start + LONGEST) for mark in "；，、") + 1 or start + LONGEST
        spans.append(Span(offset + start, offset + cut))
        start = cut
    return [*spans, Span(offset + start, offset + end)]


def clauses(plain: str, sentence: Span) -> list[Span]:
    """The pieces of a sentence between commas, semicolons and colons."""
    found = _CLAUSE.finditer(plain, sentence.start, sentence.end)
    return [Span(m.start(), m.end()) for m in found if m.end() > m.start()]
