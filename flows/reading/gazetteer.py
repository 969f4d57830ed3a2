"""Which names mean which places: the dictionary behind `places`, built once."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from flows.reading.lexicon import Lexicon
from schemas.vocabulary import aliases, masks, regions

# Short names that are words, firms or surnames more often than places: they need their city beside them.
SHY = frozenset(
    [
        "朝阳",
        "阿里",
        "山南",
        "海西",
        "海北",
        "黄南",
        "来宾",
        "兴安",
        "白银",
        "海东",
        "和平",
        "新华",
        "新城",
        "城关",
        "长安",
        "东方",
        "文昌",
        "凤凰",
        "开平",
        "大通",
        "安宁",
        "金川",
        "中山",
        "前进",
        "友好",
        "友谊",
        "光明",
        "工农区",
        "合作",
        "共和",
        "政和",
        "公安",
        "平安",
        "兴业",
        "兴国",
        "振兴",
        "和谐",
        "建设",
        "解放",
        "创新",
        "明水",
        "河口",
        "名山",
        "正定",
    ]
) - {"中山"}
SHY_COUNTRIES = frozenset(["海地", "黑山", "马里", "多哥", "关岛", "约旦", "乍得", "中国", "朝鲜"])
TALK = {
    "全市": "city",
    "我市": "city",
    "该市": "city",
    "本市": "city",
    "市里": "city",
    "市内": "city",
    "全城": "city",
    "全省": "province",
    "我省": "province",
    "该省": "province",
    "本省": "province",
    "省内": "province",
    "省里": "province",
    "全区": "county",
    "我区": "county",
    "该区": "county",
    "本区": "county",
    "区里": "county",
    "区内": "county",
    "全县": "county",
    "我县": "county",
    "该县": "county",
    "全州": "city",
    "全港": "same",
    "当地": "same",
    "本地": "same",
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
        if region.last_year or region.kind not in ("place", "country"):
            continue
        if region.kind == "country":
            if region.name_zh not in SHY_COUNTRIES:
                strong.setdefault(region.name_zh, code)
            continue
        full[region.name_zh].append(code)
        if region.level == "county" or region.short_name in SHY:
            short[region.short_name].append(code)
        else:
            strong.setdefault(region.short_name, code)
    entries = [(name, Name("place", (code,))) for name, code in strong.items()]
    entries += [(name, Name("place", tuple(codes))) for name, codes in full.items()]
    return entries + [(name, Name("shy", tuple(codes))) for name, codes in short.items()]


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
