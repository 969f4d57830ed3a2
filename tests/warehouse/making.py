"""Small ledgers for tests: articles and claims made by hand, staged as the stages stage them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from flows.stages import rows
from schemas.contracts import contracts
from schemas.records import Article, Claim, Page
from warehouse import dimensions, load, store

START = datetime(2026, 1, 1, tzinfo=UTC)
BODY = "甲市人工智能核心产业规模达到{0}亿元。"
CLAIM_FRAME_LACKS = ("known_from", "known_to")


def article(number: int, *, title: str = "标题", publisher: str = "新华社", body: str = "正文", day: int = 1):
    """(rows of dim_article, article_page, stg_text) of one article; `number` makes its page another one."""
    made = Article(
        body=body,
        title=title,
        publisher=publisher,
        published_on=date(2026, 1, day),
        published_year=2026,
        line_starts=(0,),
    )
    page = Page(f"{number:064x}", f"{number}.txt", b"", "text/plain", "inbox", START.replace(minute=number))
    row = rows.article_row(made, page)
    return row, rows.page_row(row["article_id"], page), rows.text_row(row["article_id"], made)


def claim(value: str = "3000", **fields) -> Claim:
    """A claim on the sentence BODY with that value; any field of the record may be given."""
    sentence = BODY.format(value)
    quote = f"{value}亿元"
    start = sentence.index(quote)
    base = dict(
        region="110000", metric="core_industry_scale", measure="level", value=Decimal(value) * 10**8, value_high=None,
        unit="CNY", comparator="eq", year=2025, status="actual", sector="ai", quote=quote, char_start=start,
        char_end=start + len(quote), sentence=sentence, sentence_start=0, rule="head", reasons=("cue",),
        period_type="year", period_start=date(2025, 1, 1), period_end=date(2025, 12, 31),
    )  # fmt: skip
    return Claim(**base | fields)


def staged(*stories: tuple[dict, list[Claim]]) -> dict:
    """Frames as load takes them. A story is ({article fields}, claims)."""
    tables: dict[str, list] = {t: [] for t in ("dim_article", "article_page", "stg_text", "fct_claim", "fct_reject")}
    for number, (fields, claims) in enumerate(stories, 1):
        body = fields.pop("body", claims[0].sentence if claims else "正文")
        row, page, text = article(fields.pop("number", number), body=body, **fields)
        tables["dim_article"].append(row)
        tables["article_page"].append(page)
        tables["stg_text"].append(text)
        tables["fct_claim"] += [rows.claim_row(c, row["article_id"], "1") for c in claims]
    frames = {t: contracts()[t].frame(made) for t, made in tables.items()}
    frames["fct_claim"] = frames["fct_claim"].drop(CLAIM_FRAME_LACKS)
    return {**dimensions.frames(), **frames}


def load_into(path: Path, frames: dict, minute: int = 0) -> load.Loaded:
    """Load frames at START plus so many minutes."""
    instant = START.replace(hour=1, minute=minute)
    with store.opened(path) as con:
        return load.load(con, frames, run_row(instant, frames), instant)


def run_row(instant: datetime, frames: dict) -> dict:
    schema = contracts()["fct_run"].polars_schema()
    counts = {name: 0 for name, dtype in schema.items() if dtype.is_integer()}
    said = {"mode": "plain", "journal_mark": "", "other_numbers": "{}", "parser_version": "1", "reader_version": "1"}
    instants = {"started_at": instant, "committed_at": instant, "run_id": instant.isoformat(), "seconds": 0.0}
    return counts | said | instants | {"claims_staged": frames["fct_claim"].height}
