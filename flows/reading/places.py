"""Places in a text: names to codes, and the part that each place plays in its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.reading.gazetteer import Name, level, lineage, names, within
from flows.reading.lexicon import Hit
from schemas.vocabulary import shy

# 吉林大学, 上海证券报, 北京银行: an organisation that only carries the place's name
_ORGANISATION = re.compile(
    "[\u4e00-\u9fff]{0,6}?(?:大学|学院|日报|晚报|晨报|商报|早报|时报|电视台|证券报|证券交易所|银行|信通院|工信报|新闻社|通讯社|科学院|工程院)"
    "|(?:[\u4e00-\u9fff]{0,10}?(?:研究院|研究所|协会|学会|联盟|智库))(?=[\u4e00-\u9fff]{0,6}(?:发布|预测|数据|统计|院长|主任|专家|认为|报告|测算|显示|的))"
    "|证券|股份|电气|汽车集团|时间(?!表|段|内)|话|人(?=[，。说])"
)
_FEATURE = re.compile("[山江湖河岛路桥岭峡湾港海寺](?!区|县|市)|实验室|数据(?:中心)?有限")
_WHOLE_BEFORE = re.compile(
    "(?:占|占到|占了|约占|占据|占比|居|位居|位列|名列|列|排名|跻身|领跑|接近|将近|近|超过了?|高于|多于|比|较|领先|相当于|贡献了?)(?:整个)?$"
)
_WHOLE_AFTER = re.compile(
    "的(?:近|约|将近|超)?(?:[\\d.]+%|[一二三四五六七八九]+成|[二三四五六]分之|半数|一半)|(?:的)?(?:总量|总数|总规模|比重|份额|第[一二三四五六七八九十\\d]|前[一二三四五六七八九十列\\d]|首位|之首|之最|平均)"
)
_OWN_FIGURE = re.compile("的[约近]?\\d[\\d.,]*[十百千万亿]*(?![\\d.]|%|成)[^，。]")
_VENUE_BEFORE = re.compile("(?:在|于|赴|到|飞抵|来到|走进|落地|抵达|从)$")
_VENUE_AFTER = re.compile(
    ".{0,12}?(?:举行|举办|召开|开幕|闭幕|亮相|揭幕|启幕|发布会|论坛|峰会|推介|考察|招商|大会|博览会|采访)"
)
_PARTNER_BEFORE = re.compile("(?:与|同|跟|对标|比肩|携手|面向|超越|比如|赶超|追赶|赴|联合)$")
_JOINT = re.compile("[、和与及]|以及")
_TOGETHER = re.compile("(?:等)?(?:[两二三四五]地|[两二三四五]省|[两二三四五]市|[两二三四]省市)")


# words that speak of the country, or of the world
NATION = re.compile("我国|国内|全国|中国|国家(?!级)|国产|省份|省区市|各地|部委|工信部|科技部")
WORLD = re.compile("全球|世界|国际|海外")


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a clause uses it. `role`: subject, member (of a list), whole, venue, partner, policy, talk (全市)."""

    start: int
    end: int
    code: str
    role: str
    name: str


def find(plain: str, known: Iterable[str] = (), books: list[tuple[int, int]] | None = None) -> list[Place]:
    """Places in order; `known` are codes already in talk, `books` the spans of 《》.

    '浦东新区人工智能产业规模' -> 310115, subject; '占全国的15%' -> 100000, whole
    """
    hits = [hit for hit in names().find(plain) if hit.tag.kind != "mask" and not _organisation(hit, plain)]
    seen = {
        code
        for hit in hits
        if hit.tag.kind == "place" and len(hit.tag.codes) == 1
        for code in lineage(hit.tag.codes[0])
    }
    seen |= {wider for code in known for wider in lineage(code)}
    merged = _merged(hits, plain, seen - {"100000", "WORLD"})
    return _members(_together([_role(place, plain, books or []) for place in merged], plain), plain)


def find_both(head: str, plain: str, books: list[tuple[int, int]]) -> tuple[list[Place], list[Place]]:
    """Places of a title and of its body, each helping to tell what the other's names mean."""
    shift = len(head)
    found = find(head + plain, (), [(a + shift, b + shift) for a, b in books])
    body = [replace(p, start=p.start - shift, end=p.end - shift) for p in found if p.start >= shift]
    return [p for p in found if p.start < shift], body


def _organisation(hit: Hit[Name], plain: str) -> bool:
    if hit.word == "世界" and not re.match("范围|各国|总|市场|上|的", plain[hit.end : hit.end + 2]):
        return True
    if hit.tag.kind == "place" and len(hit.word) == 2 and _FEATURE.match(plain, hit.end) and _is_county(hit.tag):
        return True
    return hit.tag.kind != "talk" and bool(_ORGANISATION.match(plain, hit.end))


def _is_county(name: Name) -> bool:
    """南湖 in 南湖实验室 and 崇明 in 崇明岛 are no counties there."""
    return level(name.codes[0]) == "county"


def _merged(hits: list[Hit[Name]], plain: str, seen: set[str]) -> list[Place]:
    """北京海淀 is one place; a shy or ambiguous name needs a wider place beside it or in talk."""
    places: list[Place] = []
    for hit in hits:
        before = places[-1] if places else None
        close = before is not None and before.role != "talk" and hit.start - before.end <= 0
        if hit.tag.kind == "talk":
            places.append(Place(hit.start, hit.end, hit.tag.codes[0], "talk", hit.word))
            continue
        code = _code(hit, before.code if close and before else None, seen)
        if code is None:
            continue
        if close and before and within(code, before.code):
            places[-1] = replace(before, end=hit.end, code=code, name=before.name + hit.word)
        else:
            places.append(Place(hit.start, hit.end, code, "subject", hit.word))
    return places


def _code(hit: Hit[Name], beside: str | None, seen: set[str]) -> str | None:
    codes = hit.tag.codes
    if beside:
        inner = [code for code in codes if within(code, beside)]
        if len(inner) == 1:
            return inner[0]
    if hit.tag.kind == "place" and len(codes) == 1:
        return codes[0]
    fitting = [code for code in codes if any(wider in seen for wider in lineage(code)[:-2])]
    if hit.tag.kind == "shy":  # only where the place was named in full, or its city is in talk
        named = [code for code in fitting if code in seen]
        city = [] if hit.word in shy() else [code for code in fitting if lineage(code)[1] in seen]
        fitting = named or city
    return fitting[0] if len(fitting) == 1 else None


def _role(place: Place, plain: str, books: list[tuple[int, int]]) -> Place:
    before, after = plain[max(0, place.start - 6) : place.start], place.end
    if any(start <= place.start < end for start, end in books):
        return replace(place, role="policy") if place.role != "talk" else place
    if place.role != "talk" and _OWN_FIGURE.match(plain, after):
        return place
    if (
        _WHOLE_BEFORE.search(before)
        or (place.role == "talk" and _WHOLE_BEFORE.search(plain[max(0, place.start - 9) : place.start - 2]))
        or _WHOLE_AFTER.match(plain, after)
    ):
        return replace(place, role="whole")
    if place.role == "talk":
        return place
    if _VENUE_BEFORE.search(before) and _VENUE_AFTER.match(plain, after):
        return replace(place, role="venue")
    return replace(place, role="partner") if _PARTNER_BEFORE.search(before) else place


def _members(places: list[Place], plain: str) -> list[Place]:
    """Places joined to a list (上海、浙江、江苏) are members of it, subjects only through 分别."""
    joined = [i for i in range(1, len(places)) if _JOINT.fullmatch(plain[places[i - 1].end : places[i].start])]
    listed = set(joined) | {i - 1 for i in joined}
    return [replace(p, role="member") if i in listed and p.role == "subject" else p for i, p in enumerate(places)]


def _together(places: list[Place], plain: str) -> list[Place]:
    """北京、广东、江苏三地 is one place of several provinces."""
    out: list[Place] = []
    for place in places:
        out.append(place)
        if not _TOGETHER.match(plain, place.end):
            continue
        first = len(out) - 1
        while first and _JOINT.fullmatch(plain[out[first - 1].end : out[first].start]):
            first -= 1
        group = out[first:]
        if len(group) > 1:
            shared = [w for w in lineage(group[0].code)[1:] if all(within(p.code, w) for p in group)]
            code = shared[0] if shared and shared[0] not in ("100000", "WORLD") else "OTHER"
            out[first:] = [Place(group[0].start, place.end, code, "subject", plain[group[0].start : place.end])]
    return out
