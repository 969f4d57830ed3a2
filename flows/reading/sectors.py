"""What a phrase is about: a sector of AI, another industry, or nothing that tells."""

from __future__ import annotations

from functools import cache

from flows.reading.lexicon import Hit, Lexicon
from schemas.vocabulary import subjects

GENERAL = "ai"
OTHER = "other"


_BY_METRIC = {
    "model_count": "llm",
    "registered_model_count": "llm",
    "compute_capacity": "compute",
    "rack_count": "compute",
    "compute_centre_count": "compute",
    "dataset_count": "data",
    "data_volume": "data",
}


@cache
def lexicon() -> Lexicon[str]:
    return Lexicon(subjects().items())


def find(plain: str) -> list[Hit[str]]:
    """Subject words in order.  '人形机器人产业' -> robotics; '新能源汽车' -> other"""
    hits: list[Hit[str]] = []
    for hit in lexicon().find(plain):
        if not hits or hit.start >= hits[-1].end:
            hits.append(hit)
    return hits


def narrowest(hits: list[Hit[str]]) -> str | None:
    """The sector that a phrase's subject words agree on; 'ai' where general AI is one of several."""
    tags = [hit.tag for hit in hits if hit.tag != OTHER]
    if not tags:
        return None
    special = {tag for tag in tags if tag != GENERAL}
    return special.pop() if len(special) == 1 and tags[-1] != GENERAL else GENERAL


def counted(metric: str, sector: str) -> str:
    """AI in general, narrowed by what is counted: a data set is data, a rack is compute."""
    return _BY_METRIC.get(metric, sector) if sector == GENERAL else sector
