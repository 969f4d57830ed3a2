"""Find many words in one pass: an Aho-Corasick automaton, leftmost and longest word first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    start: int
    end: int
    word: str
    tag: T


class Lexicon(Generic[T]):
    """Words of two characters or more with a tag each; hits do not overlap."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        tags: dict[str, T] = {}
        for word, tag in words:
            if len(word) > 1:
                tags.setdefault(word, tag)
        self._words, self._tags = list(tags), list(tags.values())

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def find(self, plain: str, start: int = 0, end: int | None = None) -> list[Hit[T]]:
        """Hits in order, none inside another.  '人工智能企业' with 智能企业 and 人工智能企业: the latter"""
        words, tags = self._words, self._tags
        piece = plain if not start and end is None else plain[start:end]
        try:
            found = self._automaton.find_matches_as_indexes(piece)
        except UnicodeEncodeError:  # half a surrogate pair, a question mark in its place
            found = self._automaton.find_matches_as_indexes(piece.encode(errors="replace").decode())
        return [Hit(a + start, b + start, words[i], tags[i]) for i, a, b in found]
