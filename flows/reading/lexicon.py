"""Find many words in one pass: a dictionary by the first two characters, longest word first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    start: int
    end: int
    word: str
    tag: T


class Lexicon(Generic[T]):
    """Words of two characters or more with a tag each; a word inside a longer hit is not reported."""

    def __init__(self, words: Iterable[tuple[str, T]]) -> None:
        heads: dict[str, dict[str, T]] = defaultdict(dict)
        for word, tag in words:
            if len(word) > 1:
                heads[word[:2]].setdefault(word, tag)
        self._heads = {head: sorted(tails.items(), key=lambda item: -len(item[0])) for head, tails in heads.items()}

    def find(self, plain: str, start: int = 0, end: int | None = None) -> list[Hit[T]]:
        """Hits in order, none inside another.  '人工智能企业' with 智能企业 and 人工智能企业: the latter"""
        heads, hits = self._heads, []
        stop = len(plain) if end is None else end
        reach = start
        for i in range(start, stop - 1):
            words = heads.get(plain[i : i + 2])
            if words is None:
                continue
            for word, tag in words:
                if i + len(word) > reach and i + len(word) <= stop and plain.startswith(word, i):
                    hits.append(Hit(i, i + len(word), word, tag))
                    reach = i + len(word)
                    break
        return hits
