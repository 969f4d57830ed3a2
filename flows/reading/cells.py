"""A cell of a table as a claim."""

from __future__ import annotations

from dataclasses import replace

from flows.reading import claims, sectors
from flows.reading.attach import Attach
from flows.reading.blocks import Span
from flows.reading.claims import Candidate, Found, inside
from flows.reading.frames import Frame
from flows.reading.quantities import unit_of
from flows.reading.tables import Cell


def claim(attach: Attach, c: Candidate, cell: Cell, table: int, frame: Frame) -> Found | str:
    """A cell of a table, its metric already known from the column; `table` is where the table begins."""
    q, metric = c.quantity, cell.column.metric
    hits = sectors.find(cell.column.name)
    sector = (sectors.narrowest(hits) if hits else None) or attach.topic_at(replace(c, sentence=Span(table, table)))
    if metric is None or sector is None:
        return "no_metric" if metric is None else "no_ai_subject"
    if not claims.in_range(metric, cell.column.measure, q.value, None, q.unit):
        return "out_of_range"
    places = [p for p in inside(attach.marks.places, c.sentence.start, q.start) if p.role in ("subject", "member")]
    told = [t for t in inside(attach.marks.times, max(0, table - 160), table) if t.role in ("at", "as_of")]
    time = next((t for t in reversed(told) if t.reason == "year_stated"), None)
    grant = metric in ("subsidy_cap", "public_funding")
    status = cell.status or ("target" if grant else "actual")
    caption = time.year if time else None if grant else attach.context.title_year or attach.context.base_year
    return Found(
        c, metric, cell.column.measure, q.value, None, unit_of(q, metric),
        places[0].code if places else frame.place, cell.year or caption, status,
        sectors.counted(metric, sector), time, None, None, "table_cell",
        ("region_from_row", "year_from_caption", "metric_from_column"),
    )  # fmt: skip
