"""Every metric's own examples: what must be read so, and what must give no claim of it."""

from datetime import date
from decimal import Decimal

import pytest

from flows.reading.read import read_article
from schemas.records import Article
from schemas.vocabulary import metrics

NOT_FIELDS = ("text", "title", "published")
YES = [(key, example) for key, metric in metrics().items() for example in metric.yes]
NO = [(key, text) for key, metric in metrics().items() for text in metric.no]


def reading(text, title=None, published="2025-06-01"):
    return read_article(Article(body=text, title=title, published_on=date.fromisoformat(published)))


@pytest.mark.parametrize(("key", "example"), YES)
def test_yes(key, example):
    found = reading(example["text"], example.get("title"), example.get("published", "2025-06-01")).claims
    wanted = {k: v for k, v in example.items() if k not in NOT_FIELDS} | {"metric": key}
    wanted["value"] = Decimal(str(wanted["value"]))
    got = [{k: getattr(claim, k) for k in wanted} for claim in found]
    assert wanted in got


@pytest.mark.parametrize(("key", "text"), NO)
def test_no(key, text):
    assert key not in {claim.metric for claim in reading(text).claims}


@pytest.mark.parametrize("key", metrics())
def test_every_metric_has_examples_both_ways(key):
    assert metrics()[key].yes
    assert metrics()[key].no
