"""The annotated texts: our own in benchmarks/texts, the guide's in ../shared/gold, both as documents with `facts`.

A document is `{id, title, source, published, text, facts}`; its half is A or B by a hash of its id. Rules were
written on half A of the guide's texts; half B is looked at when an issue is closed, and never learned from.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from schemas.vocabulary import metrics

HERE = Path(__file__).resolve().parent
OWN = HERE / "texts"
SHARED = HERE.parents[1] / "shared"
GOLD = SHARED / "gold"
CORPUS = SHARED / "corpus" / "gov_reports" / "ai_paragraphs.jsonl"


def half(document: dict) -> str:
    """A or B, by the parity of SHA-1 of the id."""
    return "AB"[int(hashlib.sha1(document["id"].encode()).hexdigest(), 16) % 2]


def lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def own(kind: str = "*") -> list[dict]:
    """Our own texts of a kind: news or official."""
    return [document for path in sorted(OWN.glob(f"{kind}_*.jsonl")) for document in lines(path)]


def gold(name: str, wanted: str = "AB") -> list[dict]:
    """One of the guide's files, dev_gov say, or the halves of it that are wanted."""
    return [document for document in lines(GOLD / f"{name}.jsonl") if half(document) in wanted]


def corpus() -> list[dict]:
    """Real paragraphs of work reports, nearly all without a figure that counts, annotated by id and span."""
    if not CORPUS.exists():
        return []
    paragraphs = {paragraph["id"]: paragraph for paragraph in lines(CORPUS)}
    return [_paragraph(entry, paragraphs[entry["paragraph"]]) for entry in lines(OWN / "paragraphs.jsonl")]


def _paragraph(entry: dict, paragraph: dict) -> dict:
    text = paragraph["text"]
    facts = [{**fact, "quote": text[slice(*fact["span"])]} for fact in entry["facts"]]
    year, region = paragraph["report_year"], paragraph["region"]
    title, source = f"{region} {year}年政府工作报告", f"{region}人民政府"
    return {"id": entry["paragraph"], "title": title, "source": source, "published": f"{year}-01-20", "text": text} | {
        "facts": facts
    }


def examples_of_metrics() -> list[dict]:
    """The `yes` texts of metrics.toml; what they leave unsaid about other figures teaches nothing (`partial`)."""
    return [
        {
            "id": f"{key}-{n}", "title": yes.get("title"), "source": None, "text": yes["text"], "partial": True,
            "published": yes.get("published", "2025-06-01"), "facts": [_stated(key, yes)],
        }
        for key, metric in metrics().items() for n, yes in enumerate(metric.yes)
    ]  # fmt: skip


def _stated(key: str, yes: dict) -> dict:
    base = {
        "metric": key,
        "measure": "level",
        "unit": None,
        "year": None,
        "status": "actual",
        "sector": None,
        "quote": yes["text"],
    }
    return base | {k: v for k, v in yes.items() if k not in ("text", "title", "published")}
