"""Ids that content decides: the same across reruns, machines and worker counts (DESIGN §4)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlsplit, urlunsplit

from schemas.records import Article, Claim, Page

SPACES = re.compile(r"\s+")


def digest(*parts: object) -> str:
    """24 hex digits of the parts; None and '' differ.  ('reject', 'empty') -> 'b0c5…'"""
    text = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def canonical(url: str) -> str:
    """The address without fragment, default port and upper case in scheme and host; a malformed one as it stands."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port not in (None, 80, 443) else "")
    except ValueError:
        return url.strip()
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", parts.query, ""))


def names_a_page(url: str) -> bool:
    """Does an address lead to one page? A site's front page, which careless pages name as their own, does not."""
    return re.fullmatch(r"[A-Za-z]+://[^/?]*/?(?:index\.\w+)?", canonical(url)) is None


def normal_body(body: str) -> str:
    """The body as identity sees it: compatibility forms folded, no spaces."""
    return SPACES.sub("", unicodedata.normalize("NFKC", body))


def article_key(article: Article, page: Page) -> str:
    """The text over its life: its address, else publisher, title and day, else the page itself."""
    if article.url and names_a_page(article.url):
        return digest("url", canonical(article.url))
    if article.title and (article.published_on or article.published_year):
        return digest("text", article.publisher, article.title, article.published_on or article.published_year)
    return digest("page", page.sha256)


def article_id(key: str, body: str) -> str:
    """One version of it."""
    return digest("article", key, normal_body(body))


def plain(value: Decimal | None) -> str | None:
    """A decimal without exponent or trailing zeros, so that 3E+11 and 300000000000.0 are one."""
    return None if value is None else f"{value.normalize():f}"


def claim_id(article: str, claim: Claim) -> str:
    """Hash of article version, span and the guide's key."""
    key = (claim.region, claim.metric, claim.measure, plain(claim.value), plain(claim.value_high))
    return digest("claim", article, claim.char_start, claim.char_end, *key, claim.unit, claim.year, claim.status)


def series_id(claim: Claim, about: str, claim_id: str) -> str:
    """What may be compared over time. A thing without a name is its own series (DESIGN §4)."""
    item = claim.item or (claim_id if about == "thing" else None)
    return digest("series", claim.region, claim.metric, claim.measure, claim.sector, claim.scope, item, claim.unit)


def reject_id(stage: str, where: str, span: Iterable[int | None], code: str) -> str:
    return digest("reject", stage, where, *span, code)
