"""Tables that were turned into text: a header of names and units, rows of bare numbers, notes underneath.

Cells stand apart by `|`, tabs, ideographic spaces or two spaces and more. A column gives metric and unit, a row
the place; the caption gives the year; a note may change year, status or currency of one cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from flows.reading import metrics, quantities
from flows.reading.metrics import Near
from flows.reading.quantities import CURRENCIES, Quantity

_BAR = re.compile(r"\s*\|\s*")
_GAP = re.compile(r"[ \t]+")
_UNIT = re.compile("（([^（）\\d]{1,8})）|[，/]([^，/\\d]{1,5})$")
_CAPTION_UNIT = re.compile("单位(?:为|是|：)?([^，。；（）：\\n]{1,6})")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_YEAR = re.compile(r"(20\d\d)(?=年|E|$)")
_NOTE = re.compile("[注①②③④⑤⑥⑦*※]|说明|备注")
_GROWTH = re.compile("增速|增幅|同比|增长")
_SHARE = re.compile("占比|比重|份额")
_AHEAD = re.compile("目标|规划|计划|拟")
_GUESS = re.compile("预测|预计|预期")
_DRAFT = re.compile("征求意见|草案|拟行|拟议")
CAPTION = 160  # characters before a table that may tell its year and unit


@dataclass(frozen=True, slots=True)
class Column:
    """What a column counts. `metric` is None where it is none of ours; `year` and `status` where its name tells."""

    name: str
    unit: str
    metric: str | None
    measure: str
    year: int | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table with its column and the words of its row."""

    quantity: Quantity
    column: Column
    row: str
    year: int | None
    status: str | None


@dataclass(slots=True)
class Table:
    """A header with its rows, [start, end) in the text."""

    start: int
    end: int
    columns: list[Column | None]
    rows: list[tuple[int, list[tuple[int, str]]]] = field(default_factory=list)  # (start, [(start, cell)])
    notes: str = ""


def find(plain: str, title: str = "") -> list[Table]:
    """The tables of a text.  '地区 | 企业数（家）| 算力（P）' and the rows under it -> one table"""
    tables: list[Table] = []
    table: Table | None = None
    start = 0
    for line in plain.split("\n"):
        cells = _cells(line, start)
        if table and cells and len(cells) == len(table.columns):
            table.rows.append((start, cells))
            table.end = start + len(line)
        elif table and _NOTE.match(line.strip()):
            table.notes += line
        elif line.strip():
            table = _opened(plain, title, start, line, cells)
            tables += [table] if table else []
        start += len(line) + 1
    return [t for t in tables if t.rows]


def _cells(line: str, start: int) -> list[tuple[int, str]]:
    """The cells of a line with their places, [] where the line is prose."""
    if len(line) > 300 or re.search("[。，；]", line):
        return []
    first = len(line) - len(line.lstrip())
    joint = _BAR if line.count("|") > 1 else _GAP if len(line.split()) > 2 else None
    if joint is None:
        return []
    out, at = [], first
    for piece in joint.finditer(line, first):
        out.append((start + at, line[at : piece.start()]))
        at = piece.end()
    out.append((start + at, line[at:].rstrip()))
    return [(a, text) for a, text in out if text] if joint is _GAP else out


def _opened(plain: str, title: str, start: int, line: str, cells: list[tuple[int, str]]) -> Table | None:
    if len(cells) < 2 or any(_NUMBER.fullmatch(text.strip()) for _, text in cells):
        return None
    caption = title + plain[max(0, start - CAPTION) : start]
    columns: list[Column | None] = [None]
    for _, name in cells[1:]:
        columns.append(_column(name, caption, columns[-1]))
    return Table(start, start + len(line), columns) if any(c and c.metric for c in columns) else None


def _column(name: str, caption: str, left: Column | None) -> Column:
    """A column by its name; one that is only a year (2026年（预测）) takes metric and unit from the caption."""
    hits = metrics.lexicon().find(name)
    year = _YEAR.search(name)
    stated, told = _UNIT.search(name), _CAPTION_UNIT.search(caption)
    unit = (stated[1] or stated[2]) if stated else ""
    if not unit or (year and not hits and _GUESS.search(unit)):
        unit = told[1] if told else ""
    measure = _measure(name, unit)
    if measure != "level" and left:
        metric = next((k for h in hits for k in h.tag if k == left.metric), left.metric)
    else:
        metric = _metric(name if hits or not year else caption[-60:], unit)
    status = "forecast" if _GUESS.search(name) else "target" if _AHEAD.search(name) else None
    return Column(name, unit, metric, measure, int(year[1]) if year else None, status)


def _measure(name: str, unit: str) -> str:
    if unit not in ("%", "％"):
        return "level"
    return "growth" if _GROWTH.search(name) else "share" if _SHARE.search(name) else "level"


def _metric(words: str, unit: str) -> str | None:
    cell = sized("1", unit, 0)
    if cell is None:
        return None
    if cell.word in ("起", "笔"):
        return "financing_deal_count"
    hits = metrics.lexicon().find(words)
    choice = metrics.choose(cell, Near(hits, [], [], words, words), words)
    return metrics.refined(choice.metric, words) if choice else None


def read(table: Table, plain: str) -> list[Cell]:
    """The cells that count one of our metrics, each with the year and status that row, column or note give."""
    out = []
    for _, cells in table.rows:
        row = cells[0][1]
        years = [int(m[1]) for _, text in cells[1:] if (m := re.fullmatch("(20\\d\\d)年(?:底|末)?", text.strip()))]
        for (at, text), column in zip(cells[1:], table.columns[1:], strict=True):
            number = _NUMBER.match(text.strip())
            if column is None or column.metric is None or number is None:
                continue
            quantity = sized(number.group(), column.unit, at + len(text) - len(text.lstrip()))
            if quantity:
                out.append(
                    _noted(Cell(quantity, column, row, years[0] if years else column.year, column.status), table)
                )
    return out


def _noted(cell: Cell, table: Table) -> Cell:
    """The cell as the notes under the table change it.  '注：上海的算力为规划到2026年底的数'"""
    for note in re.split("[；。\\n]|(?=[①②③④⑤⑥])|(?=注\\d)", table.notes):
        if cell.row.strip()[:2] not in note or not _speaks_of(note, cell, table):
            continue
        year = _YEAR.search(note)
        status = "forecast" if _GUESS.search(note) else "target" if _AHEAD.search(note) or _DRAFT.search(note) else None
        cell = replace(cell, year=int(year[1]) if year else cell.year, status=status or cell.status)
        for word in sorted(CURRENCIES, key=len, reverse=True):
            if word != "元" and word in note and cell.quantity.kind == "money":
                cell = replace(cell, quantity=replace(cell.quantity, unit=CURRENCIES[word]))
                break
    return cell


def _speaks_of(note: str, cell: Cell, table: Table) -> bool:
    """Does a note name this cell's column, or no column at all?"""
    named = [c for c in table.columns if c and any(part in note for part in _parts(c.name))]
    return not named or cell.column in named


def _parts(name: str) -> list[str]:
    words = re.sub("（.*?）", "", name)
    return [words[i : i + 2] for i in range(len(words) - 1)]


def sized(number: str, unit: str, start: int) -> Quantity | None:
    """The quantity that a bare number is under its column's unit, placed at `start`."""
    negative = number.startswith("-")
    read_as = quantities.find(number.lstrip("-") + unit)
    if not read_as or read_as[0].flaw:
        return None
    value = -read_as[0].value if negative else read_as[0].value
    return replace(read_as[0], value=value, start=start, end=start + len(number))
