"""How `fangzhi read --why` shows a reading: on the terminal, as a page, as JSON."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from decimal import Decimal
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cli import telling
from flows.cli import why_words as words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from flows.reading.why import Figure, Weighing, Why
    from schemas.records import Article

TEMPLATE = files("flows") / "cli" / "why.html.j2"
STYLES = {
    "actual": "bold reverse green", "target": "bold reverse yellow", "forecast": "bold reverse blue",
    "repeat": "bold reverse cyan", "refused": "bold reverse red", "number": "dim", "place": "underline blue",
    "time": "underline cyan", "policy": "italic magenta", "head": "underline yellow", "subject": "underline green",
    "other": "underline red",
}  # fmt: skip
LEGEND = {
    "actual": "✓ actual", "target": "✓ target", "forecast": "✓ forecast", "repeat": "= repeat", "refused": "✗ refused",
    "number": "no candidate", "subject": "AI word", "head": "metric word", "other": "other industry",
}  # fmt: skip
LABEL, NARROW = 13, 60  # columns of a label; below this width labels stand in the text
# what would steer a terminal is shown as a picture of itself
_STEERING = {chr(c): chr(0x2400 + c) for c in range(32) if c != 10} | {"\t": " ", "\x7f": "␡"}
_SAFE = str.maketrans(_STEERING | {chr(c): "�" for c in range(128, 160)})


def as_json(article: Article, why: Why) -> str:
    """The record on one line."""
    published = article.published_at or article.published_on or article.published_year
    head = {"title": article.title, "publisher": article.publisher, "published": published}
    return json.dumps(head | asdict(why), ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    """Decimals as numbers, days and instants as ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def write(article: Article, why: Why, out: Path) -> None:
    """The page, as one file."""
    try:
        out.write_text(page(article, why), encoding="utf-8")
    except OSError as error:
        remedy = "Give --html a file in a folder that exists and that you may write to."
        raise telling.NotReadable(f"{out} cannot be written: {error.strerror}. {remedy}") from None


def page(article: Article, why: Why) -> str:
    """The reading as a page of its own: no network, every figure linked to its reasons."""
    import jinja2

    env = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    runs = [(figure, list(run)) for figure, run in groupby(words.pieces(why), lambda piece: piece[1])]
    template = env.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(article=article, why=why, runs=runs, words=words)


# -- on the terminal


def show(article: Article, why: Why) -> None:
    """The text with its figures marked, then each figure with its reasons."""
    from rich.console import Console

    # a pipe has no width: give it room
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 200
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    title, said = words.header(article, why)
    _print(console, _text(title, "bold"))
    _print(console, _text(said, "dim"))
    for text in (_marked(why), _legend()):
        console.print()
        _print(console, text)
    console.print()
    for figure in why.figures:
        _figure(console, figure, why)
    for reason, texts in words.passed_over(why):
        _line(console, "no candidate", _text(f"{reason}: {texts}", "dim"))
    _print(console, _text(f"{words.counted(why)}"))


def _figure(console: Console, figure: Figure, why: Why) -> None:
    quote = f"「{figure.claims[0].quote}」" if figure.claims else ""
    head = _text(f" {words.sign(figure)} ", STYLES[words.fate(figure)]).append_text(_text(f" {figure.text} ", "bold"))
    _print(console, head.append_text(_text(quote)))
    for label, said in words.outcome(figure, why):
        _line(console, label, _text(said))
    for label, said in words.layers(figure):
        _line(console, label, _text(said, "dim"))
    for weighing in figure.weighed:
        _weighing(console, weighing, why)
    console.print()


def _weighing(console: Console, weighing: Weighing, why: Why) -> None:
    """The best options, the chosen one in bold, and what spoke for it."""
    told = _text("")
    for ranked in weighing.options:
        percent = f"{words.percent(ranked['probability'])} {words.option(weighing, ranked, why.names)}"
        told.append_text(_text(" · " if told else "", "dim")).append_text(_text(percent, "bold" * ranked["chosen"]))
    _line(console, weighing.field, told)
    if spoke := words.spoke(weighing):
        _line(console, "", _text(spoke, "dim"))


def _marked(why: Why) -> Text:
    """The body, its figures and what it names marked; a figure carries its sign, for those who see no colour."""
    body = _text("")
    for figure, run in groupby(words.pieces(why), lambda piece: piece[1]):
        for text, _, named in run:
            styles = [STYLES[words.fate(figure)]] if figure else [STYLES[m.kind] for m in named]
            body.append_text(_text(text, " ".join(styles)))
        if figure:
            body.append_text(_text(f"[{words.sign(figure)}]", "dim"))
    return body


def _legend() -> Text:
    told = _text("")
    for kind, style in STYLES.items():
        told.append_text(_text(LEGEND.get(kind, kind), style)).append_text(_text("  "))
    return told


def _line(console: Console, label: str, text: Text) -> None:
    """A label and its text, folded beside it or, where the terminal is narrow, behind it."""
    if console.width < NARROW:
        _print(console, _text(f"{label} " * bool(label), "dim").append_text(text), "  ")
    else:
        _print(console, text, label.ljust(LABEL))


def _print(console: Console, text: Text, lead: str = "") -> None:
    """A text, folded; `lead` stands before its first line, the others are set in as far."""
    for line in text.wrap(console, max(10, console.width - len(lead)), overflow="fold"):
        line.rstrip()
        console.print(_text(lead, "dim").append_text(line), soft_wrap=True)  # folded already
        lead = " " * len(lead)


def _text(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text().append(text.translate(_SAFE), style)
