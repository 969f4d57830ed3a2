"""What the tests of traps ask: the claims of a short text, as plain tuples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flows.reading.read import read_article
from schemas.records import Article

DAY = date(2026, 3, 20)


def facts(text, *fields, title=None, publisher=None, host=None, day=DAY):
    """The claims of a text, each as the tuple of these fields, in the order of the text."""
    article = Article(body=text, title=title, publisher=publisher, host=host, published_on=day)
    rows = [[getattr(claim, field) for field in fields] for claim in read_article(article).claims]
    return [tuple(float(v) if isinstance(v, Decimal) else v for v in row) for row in rows]
