"""Tables that were turned into text: a header of names and units, then rows of bare numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flows.reading import metrics, quantities
from flows.reading.blocks import Block
from flows.reading.metrics import Near
from flows.reading.quantities import Quantity

_COLUMN = re.compile("([\u4e00-\u9fffA-Za-z]{2,12})（([^（）]{1,8})）")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column counts: its name, its unit and the metric that both call for (None: not ours)."""

    name: str
    unit: str
    metric: str | None


def header(text: str) -> list[Column]:
    """The numeric columns of a header line, [] where it is none.  '地区 | 企业数（家）| 算力（P）' -> two"""
    if "。" in text:
        return []
    columns = [_column(name, unit) for name, unit in _COLUMN.findall(text)]
    return columns if len(columns) > 1 else []


def _column(name: str, unit: str) -> Column:
    hits = metrics.lexicon().find(name)
    cell = _sized("1", unit, 0)
    choice = metrics.choose(cell, Near(hits, [], [], name, name), name) if cell else None
    return Column(name, unit, metrics.refined(choice.metric, name) if choice else None)


def cells(plain: str, block: Block, columns: list[Column]) -> list[tuple[Quantity, Column]]:
    """The figures of a row with their columns, [] where the row does not fit the header."""
    text = plain[block.start : block.end]
    numbers = list(_NUMBER.finditer(text))
    if "。" in text or len(numbers) != len(columns):
        return []
    found = []
    for match, column in zip(numbers, columns, strict=True):
        figure = _sized(match.group(), column.unit, block.start + match.start())
        if figure:
            found.append((figure, column))
    return found


def _sized(number: str, unit: str, start: int) -> Quantity | None:
    """The quantity that a bare number is under its column's unit, placed at `start`."""
    read = quantities.find(number + unit)
    if not read or read[0].flaw:
        return None
    return replace(read[0], start=start, end=start + len(number))
