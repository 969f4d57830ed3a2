"""Read one text at a time, without a ledger: what `fangzhi read` and `fangzhi parse` do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from flows.fetching import inbox
from flows.parsing.article import parse_page, parse_text
from flows.reading.read import read_article
from schemas.records import Article, Claim, Page, Reading

GUIDE = (
    "region",
    "metric",
    "measure",
    "value",
    "value_high",
    "unit",
    "comparator",
    "year",
    "status",
    "sector",
    "quote",
)
PLACE = ("char_start", "char_end", "sentence", "rule")


class NoDocument(ValueError):
    """JSON, but not a document."""


class BadLine(Exception):
    """A line of JSONL input that is no document; the message says where and why."""


def parse_file(path: Path) -> Article:
    """The article in a file; raises inbox.Refused or Unparsable."""
    content, content_type, meta = inbox.take(path)
    sha256 = hashlib.sha256(content).hexdigest()
    return parse_page(Page(sha256, path.name, content, content_type, "file", datetime.now(UTC), meta))


def read_file(path: Path) -> tuple[Article, Reading]:
    """The article in a file and what it states."""
    article = parse_file(path)
    return article, read_article(article)


def fact(claim: Claim, *, sentence: bool = True) -> dict[str, Any]:
    """A claim under the guide's field names, with where it stands and the rule that read it."""
    names = GUIDE + (PLACE if sentence else PLACE[:2])
    return {name: _number(getattr(claim, name)) for name in names}


def _number(value: Any) -> Any:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def read_lines(lines: Iterable[str], name: str) -> Iterator[dict[str, Any] | BadLine]:
    """For each line `{"id","title","source","published","text"}` the document `{"id","facts"}`.

    It carries `body` where parsing changed the text. A line that is no such document gives a BadLine, and
    reading goes on.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _read_document(json.loads(line))
            except (json.JSONDecodeError, NoDocument) as error:
                yield BadLine(f"{name}, line {number}: {error}. A line is a JSON object with id and text.")
            except Exception as error:  # Unparsable, or a defect of ours: the other lines go on
                yield BadLine(f"{name}, line {number}: {type(error).__name__}: {error}")


def article_of(document: dict[str, Any]) -> Article:
    """The article in `{"id","title","source","published","text"}`; raises NoDocument or Unparsable."""
    if not isinstance(document, dict) or not isinstance(document.get("text"), str) or "id" not in document:
        raise NoDocument("no document")
    published = document.get("published")
    return parse_text(
        document["text"],
        title=document.get("title") or None,
        publisher=document.get("source") or None,
        published=str(published) if published else None,
        name=str(document["id"]),
    )


def _read_document(document: dict[str, Any]) -> dict[str, Any]:
    article = article_of(document)
    facts = [fact(claim, sentence=False) for claim in read_article(article).claims]
    body = {} if article.body == document["text"] else {"body": article.body}
    return {"id": document["id"], "facts": facts, **body}
