"""What a page is and what a text says: plain records, standard library only.

A record holds what was read; a contract (the other files of this folder) holds what the ledger
concludes from it. Offsets count Unicode characters, ends are exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Meta:
    """What a `NAME.meta.toml` beside an inbox file states. It wins over the page."""

    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None  # '2023-06-07', '2023-06-07 09:15', ISO 8601 or a bare year


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes as they came."""

    sha256: str
    name: str  # inbox name (relative, with '/') or url
    content: bytes
    content_type: str  # text/plain, text/markdown or text/html
    source: str  # 'inbox' or the name of a file in flows/sources/
    fetched_at: datetime  # aware, UTC
    meta: Meta = field(default_factory=Meta)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, the role it plays there and why it was given that role."""

    text: str
    start: int  # in the decoded page
    end: int
    role: str  # navigation, title, byline, caption, body, credit, teaser, counter
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text by one publisher, cut out of a page.

    `evidence` tells for title, publisher, host and published which piece of the page gave it, e.g.
    {'published': 'byline: 来源:新华社2023-06-07 09:15'}. `line_starts` holds, for each line of `body`,
    where it begins in the decoded page (empty where the body is no verbatim cut of it).
    """

    body: str
    title: str | None = None
    publisher: str | None = None  # who wrote it: 新华社
    host: str | None = None  # who carries it: 光明网
    url: str | None = None
    published_at: datetime | None = None  # aware; None where only a day or a year is known
    published_on: date | None = None  # the day in Shanghai
    published_year: int | None = None
    language: str = "zh"
    evidence: dict[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    line_starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure that an article states, with the guide's fields and where it stands.

    `body[char_start:char_end] == quote` and `body[sentence_start:][:len(sentence)] == sentence` hold.
    """

    region: str | None
    metric: str
    measure: str  # level, growth, share, increase
    value: Decimal
    value_high: Decimal | None
    unit: str
    comparator: str  # eq, ge, le, approx
    year: int | None
    status: str  # actual, target, forecast
    sector: str
    quote: str
    char_start: int
    char_end: int
    sentence: str
    sentence_start: int
    rule: str
    reasons: tuple[str, ...] = ()
    confidence: float | None = None
    period_type: str = "none"  # year, half, quarter, month, year_to_date, as_of, deadline, span, each_year, none
    period_start: date | None = None
    period_end: date | None = None
    as_of: date | None = None
    scope: str | None = None
    item: str | None = None
    hedge: str | None = None
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was considered and refused: a code to count by, the evidence, the remedy."""

    code: str
    evidence: str
    remedy: str
    start: int | None = None  # in the article's body, where there is one
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader made of one article; candidates = those that gave claims + repeats + refusals."""

    claims: tuple[Claim, ...]
    refusals: tuple[Refusal, ...]
    candidates: int
    gave_claims: int  # candidates that gave one claim or more
    repeats: int  # candidates that say again what an earlier one said
    not_candidates: dict[str, int] = field(default_factory=dict)  # other numbers, counted by reason
