"""Load what we know: regions, metrics, outlets, sectors, units. Standard library only.

The files in `vocab/` are inert data; `tests/schemas/test_vocabulary.py` holds them to their rules. Each
loader reads its file once. The engine imports this module, so nothing heavy may be imported here.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

VOCAB = files("schemas") / "vocab"


@dataclass(frozen=True, slots=True)
class Region:
    """A code that a claim may carry. `kind`: place, nation, bloc, other, world, country or unknown."""

    region_code: str
    kind: str
    level: str  # nation, province, city, county; '' outside the hierarchy
    name_zh: str
    short_name: str
    name_en: str
    parent_code: str
    province_code: str
    iso_3166_2: str
    first_year: int | None
    last_year: int | None
    successor_code: str
    tile_row: int | None
    tile_col: int | None


@dataclass(frozen=True, slots=True)
class FormerRegion:
    """An earlier holder of a code that was given to another place since: 130502 was 桥东区 until 2019."""

    region_code: str
    name_zh: str
    short_name: str
    level: str
    parent_code: str
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a region, or an area without a code of its own: 光谷 -> 420100."""

    alias: str
    region_code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Outlet:
    """Someone who publishes: `domains` and `marks` are what its pages and file names carry."""

    name: str
    kind: str
    region_code: str
    tier: int  # 1 official, 2 central or state media, 3 market media and local sites, 4 unknown
    domains: tuple[str, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric of the guide: what it measures, by which words it is known, examples that must hold."""

    metric: str
    name_zh: str
    name_en: str
    definition: str
    unit: str  # money, count, percent, PFLOPS, TB, person or rack
    additive: bool  # may values of several regions be added?
    about: str  # place or thing
    group: str
    cues: tuple[str, ...]  # words that make a figure near them a candidate
    heads: tuple[str, ...]  # words that, next to the figure, decide for this metric
    range: tuple[float, float]  # plausible level values, in the base unit
    yes: tuple[dict, ...]  # {text, region, value, ...the guide's fields}: must be read so
    no: tuple[str, ...]  # texts that must give no claim of this metric
    refines: str = ""  # another metric that becomes this one ...
    marks: tuple[str, ...] = ()  # ... where one of these stands in the same phrase


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((VOCAB / name).read_text(encoding="utf-8").splitlines()))


def _year(text: str) -> int | None:
    return int(text) if text else None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


@cache
def regions() -> dict[str, Region]:
    """All regions by code, in file order (nation, blocs and others, places, countries)."""
    numbers = ("first_year", "last_year", "tile_row", "tile_col")
    return {
        row["region_code"]: Region(**{k: _year(v) if k in numbers else v for k, v in row.items()})  # type: ignore[arg-type]
        for row in _rows("regions.csv")
    }


@cache
def shy() -> frozenset[str]:
    """Short names that are words, firms or surnames more often than places: they need their city beside them."""
    return frozenset(row["name"] for row in _rows("shy_names.csv"))


@cache
def currencies() -> dict[str, str]:
    """What money is called -> its ISO 4217 code; a word that several countries share is the commonest one's."""
    return {row["word"]: row["unit"] for row in _rows("currencies.csv")}


@cache
def former_regions() -> tuple[FormerRegion, ...]:
    numbers = ("first_year", "last_year")
    return tuple(
        FormerRegion(**{k: _year(v) if k in numbers else v for k, v in row.items()})  # type: ignore[arg-type]
        for row in _rows("region_history.csv")
    )


@cache
def aliases() -> tuple[Alias, ...]:
    return tuple(Alias(row["alias"], row["region_code"], row["kind"]) for row in _rows("aliases.csv"))


@cache
def classifiers() -> dict[str, frozenset[str]]:
    """What a classifier may count; one that is not listed counts anything.  台 -> product_count"""
    return {row["classifier"]: frozenset(_list(row["metrics"])) for row in _rows("classifiers.csv")}


@cache
def masks() -> dict[str, str]:
    """Names that hold a place and are none: word -> kind.  吉林大学 -> organisation"""
    return {row["word"]: row["kind"] for row in _rows("masks.csv")}


@cache
def scopes() -> dict[str, str]:
    """Words that narrow a count, and the name of the narrowing.  规模以上 -> 规上"""
    return {row["word"]: row["scope"] for row in _rows("scopes.csv")}


@cache
def subjects() -> dict[str, str]:
    """What a number may be about: word -> sector of the guide, or 'other' for another industry."""
    return {row["word"]: row["sector"] for row in _rows("subjects.csv")}


@cache
def traditional() -> dict[str, str]:
    """Traditional character -> Simplified character."""
    return {row["traditional"]: row["simplified"] for row in _rows("traditional.csv")}


@cache
def outlets() -> tuple[Outlet, ...]:
    return tuple(
        Outlet(
            row["name"],
            row["kind"],
            row["region_code"],
            int(row["tier"]),
            _list(row["domains"]),
            _list(row["marks"]),
        )
        for row in _rows("outlets.csv")
    )


@cache
def metrics() -> dict[str, Metric]:
    """All metrics by key, in file order."""
    with (VOCAB / "metrics.toml").open("rb") as file:
        entries = tomllib.load(file)
    return {key: _metric(key, entry) for key, entry in entries.items()}


def _metric(key: str, entry: dict) -> Metric:
    lists = {k: tuple(entry.get(k, ())) for k in ("cues", "heads", "range", "yes", "no", "marks")}
    plain = {k: entry[k] for k in ("name_zh", "name_en", "definition", "unit", "additive", "about", "group")}
    return Metric(metric=key, refines=entry.get("refines", ""), **plain, **lists)  # type: ignore[arg-type]


@cache
def wide_heads() -> frozenset[str]:
    """Heads so wide that they decide only directly before a figure, or when nothing else does.  规模, 平台, 项目"""
    return frozenset(row["word"] for row in _rows("wide_heads.csv"))


@cache
def sectors() -> dict[str, tuple[str, str]]:
    """The guide's sectors: key -> (Chinese name, English name)."""
    return {row["sector"]: (row["name_zh"], row["name_en"]) for row in _rows("sectors.csv")}


@cache
def units() -> tuple[dict[str, str], ...]:
    """Units a value may carry: unit, kind, name_zh, name_en, base (what it is counted in)."""
    return tuple(_rows("units.csv"))


@cache
def fingerprint() -> str:
    """Twelve hex digits that change when any vocabulary file changes."""
    digest = hashlib.sha256()
    for file in sorted(VOCAB.iterdir(), key=lambda f: f.name):
        if file.name.endswith((".csv", ".toml")):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
