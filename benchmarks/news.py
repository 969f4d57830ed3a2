"""Make Chinese news about AI, with the claims each article states: text to measure the reader's speed on.

About 1,800 characters an article and four claims; most sentences carry no figure, or one of other matters.
The same seed and number give the same article, and any of them can be made alone. The sentences lie in
news.toml and are written apart from the reader's rules: what it does not find here is told, not tuned.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

BANK: dict[str, Any] = tomllib.loads((Path(__file__).parent / "news.toml").read_text(encoding="utf-8"))
CLAIMS = 4
LENGTH = (1450, 2150)  # characters of a body, drawn evenly
DAYS = (date(2021, 1, 4), 1900)  # the first day of publication, and how many follow

# numbers that a sentence may hold: lowest, highest
NUMBERS = {
    "few": (2, 9),
    "small": (1, 3),
    "hour": (8, 9),
    "teen": (10, 20),
    "day": (19, 36),
    "dozens": (11, 98),
    "sixty": (61, 89),
    "hundreds": (101, 998),
    "thousands": (1101, 9899),
}

# figures with a unit: factor to the base unit, the guide's unit, lowest, highest, what is written behind
FIGURES = {
    "yi": (10**8, "CNY", 12, 3600, "亿元"),
    "wan": (10**4, "CNY", 50, 5000, "万元"),
    "rate": (1, "percent", 5, 48, "%"),
    "p": (1, "PFLOPS", 800, 28000, "P"),
    "e": (1000, "PFLOPS", 31, 150, "EFLOPS"),
    "tb": (1, "TB", 60, 4800, "TB"),
    "racks": (1, "rack", 1101, 9899, "架"),
    "people": (10**4, "person", 2, 60, "万人"),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One article and what it states; a claim holds the guide's key fields, its value in the base unit."""

    title: str
    publisher: str
    date: date
    body: str
    claims: tuple[dict[str, Any], ...]


def articles(seed: int, count: int, first: int = 0) -> Iterator[Sample]:
    """Articles `first` to `first + count` of a seed, made one by one."""
    return (article(seed, number) for number in range(first, first + count))


def article(seed: int, number: int) -> Sample:
    """The article of that number under that seed."""
    rng = random.Random(f"{seed}/{number}")
    day = DAYS[0] + timedelta(days=rng.randrange(DAYS[1]))
    home = rng.choice(BANK["places"])
    writer = Writer(rng, {"whole": "全省" if home[0].endswith("省") else "全市", "short": home[1]})
    title, publisher = writer.fill(rng.choice(BANK["words"]["head"])), rng.choice(BANK["words"]["paper"])
    stated, claims = _claims(writer, home, day.year)
    paragraphs = _paragraphs(writer, stated, rng.randint(*LENGTH))
    paragraphs[0] = f"{publisher}{home[1]}{day.month}月{day.day}日电（记者{writer.fill('{name}')}）{paragraphs[0]}"
    body = "\n".join(paragraphs)
    if rng.random() < 0.25:  # as some agencies set it
        body = body.translate(str.maketrans("，：；（）", ",:;()"))
    return Sample(title, publisher, day, body, tuple(claims))


class Words(dict[str, str]):
    """What fills the slots of one sentence: {firm} draws from the firms, {firm2} another one, {few} a number."""

    def __init__(self, rng: random.Random, given: dict[str, str]) -> None:
        super().__init__(given)
        self.rng = rng

    def __missing__(self, slot: str) -> str:
        words, kind = BANK["words"], slot.rstrip("23")
        if kind == "name":
            self[slot] = self.rng.choice(words["surname"]) + self.rng.choice(words["given"])
        elif kind in NUMBERS:
            self[slot] = str(self.rng.randint(*NUMBERS[kind]))
        else:
            self[slot] = self.rng.choice([word for word in words[kind] if word != self.get(kind)])
        return self[slot]


class Writer:
    """Writes the sentences of one article, none of the bank twice before all were used."""

    def __init__(self, rng: random.Random, given: dict[str, str]) -> None:
        self.rng, self.given = rng, given
        self.prose = {kind: cycle(rng.sample(bank, len(bank))) for kind, bank in BANK["prose"].items()}

    def fill(self, template: str, **given: str) -> str:
        return template.format_map(Words(self.rng, self.given | given))

    def filler(self) -> str:
        """A sentence that states no claim: about three in four without any figure, the rest with other matters'."""
        prose, chance = self.prose, self.rng.random()
        if chance < 0.24:
            return self.fill(next(prose["other"]))
        if chance < 0.32:
            return self.fill("“" + next(prose["quotes"]) + "。”{post}{name}说。")
        if chance < 0.45:
            return self.fill(next(prose["plain"]))
        return self.fill(next(prose["openers"]) + next(prose["bodies"]) + next(prose["tails"]) + "。")

    def figure(self, kind: str) -> tuple[str, int | float, str]:
        """How a figure is written, its value in the base unit, that unit.  'yi' -> ('1500亿元', 150000000000, 'CNY')"""
        if kind in NUMBERS:
            number = self.rng.randint(*NUMBERS[kind])
            return (f"{number:,}" if self.rng.random() < 0.2 else str(number)), number, "count"
        factor, unit, low, high, mark = FIGURES[kind]
        number, tenth = self.rng.randint(low, high), self.rng.randint(1, 9)
        form = self.rng.random()
        if kind == "yi" and form < 0.1:
            return f"{number % 4 + 1}.{tenth}万亿元", ((number % 4 + 1) * 10 + tenth) * 10**11, unit
        if kind in ("yi", "rate", "people") and form < 0.4:
            value = (number * 10 + tenth) * factor
            return f"{number}.{tenth}{mark}", value // 10 if value % 10 == 0 else value / 10, unit
        return f"{number}{mark}", number * factor, unit


def _claims(writer: Writer, home: list[str], year: int) -> tuple[list[str], list[dict[str, Any]]]:
    """Sentences that together state CLAIMS claims, no metric in two of them, and the claims."""
    stated: list[str] = []
    claims: list[dict[str, Any]] = []
    for entry in writer.rng.sample(BANK["claim"], len(BANK["claim"])):
        figures = entry["figures"].values()
        metrics = {claim["metric"] for claim in claims}
        if len(claims) + len(figures) > CLAIMS or any(metric in metrics for _, metric, *_ in figures):
            continue
        place = home if writer.rng.random() < 0.75 else writer.rng.choice(BANK["places"])
        sentence, found = _claim(writer, entry, place, year)
        stated.append(sentence)
        claims += found
    return stated, claims


def _claim(writer: Writer, entry: dict[str, Any], place: list[str], year: int) -> tuple[str, list[dict[str, Any]]]:
    """One sentence about `place` in an article of that year, and the claims in it."""
    years = {"last": year - 1, "now": year, "goal": year + writer.rng.randint(1, 4), "none": None}
    texts = {"place": writer.rng.choice(place[:2]), **{name: str(value) for name, value in years.items()}}
    found = []
    for slot, (kind, metric, measure, when, status) in entry["figures"].items():
        texts[slot], value, unit = writer.figure(kind)
        what = {"region": entry.get("region", place[2]), "metric": metric, "measure": measure, "value": value}
        found.append(what | {"value_high": None, "unit": unit, "year": years[when], "status": status})
    return writer.fill(entry["text"], **texts), found


def _paragraphs(writer: Writer, stated: list[str], length: int) -> list[str]:
    """Paragraphs of two to five sentences, about `length` characters in all, the stated ones among the others."""
    sentences: list[str] = []
    left = length - sum(map(len, stated))
    while left > 0:
        sentences.append(writer.filler())
        left -= len(sentences[-1])
    for sentence in stated:
        sentences.insert(writer.rng.randint(1, len(sentences)), sentence)
    paragraphs = []
    while sentences:
        size = writer.rng.randint(2, 5)
        paragraphs.append("".join(sentences[:size]))
        del sentences[:size]
    return paragraphs
