"""Which names mean which places: the dictionary behind `places`, built once."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from flows.reading.lexicon import Lexicon
from schemas.vocabulary import Region, aliases, masks, regions, shy

OLDEST = 2019  # a district dissolved since is still named in the texts that we read
SHY_COUNTRIES = frozenset(["海地", "黑山", "马里", "多哥", "关岛", "约旦", "乍得", "中国", "朝鲜"])
_LEVELS = (("市", "city"), ("省", "province"), ("区", "county"), ("县", "county"))
_WHO = ("全", "我", "该", "本")
_BODIES = (
    *("里", "内", "级", "财政", "政府", "工信", "经信", "发改", "科技局", "科技厅", "数据局", "统计", "商务"),
    *("交通", "教育", "人社", "农业", "经济和信息化", "发展改革", "大数据", "场监管"),
)
_NO_TALK = frozenset(("区内", "县内", "区级"))  # 社区级, 园区内
TALK = {
    **{who + name: level for who in _WHO for name, level in _LEVELS},
    **{name + body: level for body in _BODIES for name, level in _LEVELS if name + body not in _NO_TALK},
    "全城": "city",
    "全州": "city",
    "州里": "city",
    "地委": "city",
    "全地区": "city",
    "全自治区": "province",
    "全盟": "city",
    "自治区": "province",
    "全港": "same",
    "当地": "same",
    "本地": "same",
    "区内": "same",
}


class Name(NamedTuple):
    """What a name may mean. `kind`: place, shy (only beside a wider place), talk or mask."""

    kind: str
    codes: tuple[str, ...]


@cache
def names() -> Lexicon[Name]:
    """All names in one lexicon.  '徐汇区' -> place 310104; '朝阳区' -> 110105 or 220104; '全市' -> talk"""
    entries = [(word, Name("mask", ())) for word in masks()]
    entries += [(alias.alias, Name("place", (alias.region_code,))) for alias in aliases()]
    entries += [(word, Name("talk", (level,))) for word, level in TALK.items()]
    return Lexicon([*entries, *_official()])


def _official() -> list[tuple[str, Name]]:
    full: dict[str, list[str]] = defaultdict(list)
    short: dict[str, list[str]] = defaultdict(list)
    strong: dict[str, str] = {}
    for code, region in regions().items():
        if region.kind not in ("place", "country") or _replaced(region):
            continue
        if region.kind == "country":
            if region.name_zh not in SHY_COUNTRIES:
                strong.setdefault(region.name_zh, code)
            continue
        full[region.name_zh].append(code)
        if region.name_zh.endswith("自治州"):
            strong.setdefault(region.short_name + "州", code)  # 海南州, 昌吉州
        if region.level == "county" or region.short_name in shy():
            short[region.short_name].append(code)
        else:
            strong.setdefault(region.short_name, code)
    for name, codes in short.items():  # 慈溪, 嘉善: no other county bears the short name, and it is no word
        if len(codes) == 1 and name not in shy() and len(name) > 1:
            strong.setdefault(name, codes[0])
    entries = [(name, Name("place", (code,))) for name, code in strong.items()]
    entries += [(name, Name("place", tuple(codes))) for name, codes in full.items()]
    return entries + [(name, Name("shy", tuple(codes))) for name, codes in short.items()]


def _replaced(region: Region) -> bool:
    """Gone before the texts that we read were written, or its name is borne by what took its place."""
    if not region.last_year:
        return False
    heir = regions().get(region.successor_code)
    return region.last_year < OLDEST or (heir is not None and heir.short_name == region.short_name)


@cache
def lineage(code: str) -> tuple[str, ...]:
    """A code and all that contain it, narrowest first.  '310104' -> 310104, 310000, 100000, WORLD"""
    chain: list[str] = []
    while code and code not in chain:
        chain.append(code)
        region = regions().get(code)
        code = region.parent_code if region else ""
    return tuple(chain)


def within(code: str, wider: str) -> bool:
    return wider in lineage(code)


@cache
def level(code: str) -> str:
    """nation, province, city or county; '' for blocs and the rest. 北京 is a province and a city."""
    region = regions().get(code)
    return region.level if region else ""


def widen(code: str | None, to: str) -> str | None:
    """The province or city that `code` lies in.  ('310104', 'city') -> 310000"""
    if code is None:
        return None
    for wider in lineage(code):
        if level(wider) == to or (
            level(wider) == "province" and to == "city" and wider[:2] in ("11", "12", "31", "50")
        ):
            return wider
        if to == "city" and level(wider) == "county" and wider[2:4] == "90":
            return wider  # county-level cities run by the province: 仙桃
    return None
