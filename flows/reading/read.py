"""Read one article: every figure about AI in a place, with its quote, span, rule and reasons."""

from __future__ import annotations

from flows.reading import blocks, characters, frames, ladders, metrics, periods, places, quantities, sectors
from flows.reading.claims import Marks
from flows.reading.walk import Walk
from schemas.records import Article, Reading

READER_VERSION: str = "3"


def read_article(article: Article) -> Reading:
    """All claims of `article`, what was refused and why, and the counts that must add up.

    '北京38个、广东20个' after a sentence on large models -> two claims of model_count.
    """
    return walked(article, thorough=False).reading()


def walked(article: Article, thorough: bool = True) -> Walk:
    """The walk through an article: its text, what it found, and every option that was weighed.

    `thorough` weighs place, status and year of refused figures too.
    """
    text = characters.level(article.body)
    title = characters.level(article.title or "").plain.replace("\n", " ")
    head = title + "\n"
    policies = periods.policies(text.plain)
    books = [(p.start, p.end) for p in policies]
    titled, told = places.find_both(head, text.plain, books)
    context = frames.context(article, title, text.plain, titled, told)
    marks = Marks(
        heads=metrics.lexicon().find(text.plain),
        subjects=sectors.find(text.plain),
        places=told,
        times=ladders.with_steps(text.plain, periods.find(text.plain, context.published, books), context.published),
        policies=policies,
    )
    walk = Walk(text, context, marks, quantities.find(text.plain), title, thorough)
    for block in blocks.split(text.plain):
        walk.block(block)
    return walk
