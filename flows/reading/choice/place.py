"""The places that a figure may be about, each with what speaks for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from operator import attrgetter

from flows.reading import frames, lists
from flows.reading.choice.scene import Scene
from flows.reading.choice.scoring import Option
from flows.reading.claims import common, inside
from flows.reading.gazetteer import level, lineage, within
from flows.reading.places import NATION, WORLD, Place

REACH = 900  # characters back
_START = attrgetter("start")
_LEVELS = frozenset(("city", "province", "county", "same"))
_GROUP = re.compile(
    "[两二三四五六七八九十]+(?:地|省|城|大城市群|大区域|座(?:省会|城市)|省市|省区|市)(?![级区经])|"
    "中部|西部|东北|华东|华南|华北|西北|西南"
)
_REASONS = {rel: "region_from_clause" for rel in ("phrase", "clause", "tail")} | {
    rel: "region_from_sentence" for rel in ("head", "segment", "sentence")
}
_BLOCS = frozenset(("JJJ", "YRD", "GBA", "PRD", "CYR"))
_RESPECTIVELY = re.compile("分别|依次|各为|各自")
_NAME_END = re.compile("[，。；：（]")
_NAME = re.compile("[\u4e00-\u9fffA-Za-z]{2}")
_COMMON = frozenset(
    (
        "人工",
        "机器",
        "智能",
        "大模",
        "算力",
        "数据",
        "企业",
        "公司",
        "今年",
        "去年",
        "其中",
        "全市",
        "目前",
        "产业",
        "项目",
        "基地",
        "截至",
        "该公",
        "预计",
        "我们",
    )
)  # how clauses begin that do not name a firm
_FIRM = frozenset(
    ("company_revenue", "product_count", "talent_count", "rd_spending", "financing", "patent_count", "model_count")
)


def options(s: Scene) -> list[Option]:
    """Every place of the text so far, the title's, the country, several together, and none."""
    found: dict[str | None, list[str]] = {}
    reasons: dict[str | None, str] = {}
    mentions = _mentions(s)
    if turn := next((code for code, p in mentions if _is_turn(s, p)), None):
        return [Option(turn, "region_from_list", ("aligned",))]
    for told, marks, reason in _told(s, mentions):
        if told not in found:
            found[told] = marks
            reasons[told] = reason
    for code, why in _standing(s):
        found.setdefault(code, ["unsaid"])
        reasons.setdefault(code, why)
    found.setdefault(s.found.region, ["unsaid"])
    reasons.setdefault(s.found.region, "region_from_text")
    seen = Counter(code for code, _ in mentions)
    return [Option(code, reasons[code], tuple(_all(s, code, marks, seen[code or ""]))) for code, marks in found.items()]


def _mentions(s: Scene) -> list[tuple[str, Place]]:
    """Mentions up to the end of the clause, resolved, nearest first."""
    c, places = s.candidate, s.page.marks.places
    first = bisect_left(places, c.sentence.start - REACH, key=_START)
    last = bisect_left(places, c.clause.end + 30, key=_START)
    out: list[tuple[str, Place]] = []
    said: str | None = None
    for place in places[first:last]:
        if place.end > c.sentence.end:
            break
        code: str | None = _code(s, place, said)
        if place.role == "whole" and place.code in _LEVELS:
            continue  # 占全市的: tells nothing of whose share it is
        if place.name == "全国" and said and said.isalpha() and len(said) == 3 and said not in _BLOCS:
            code = said  # 英国…全国
        if code:
            out.append((code, place))
        if place.role in ("subject", "policy"):
            said = place.code
    q = c.quantity
    return sorted(out, key=lambda m: abs(m[1].start - q.start) + (40 if m[1].start > q.start else 0))


def _code(s: Scene, place: Place, said: str | None = None) -> str | None:
    """The code of a mention; 全省, also in 占全省的, is that of the place in talk."""
    return frames.talk(place, s.frame, s.page.context, said) if place.code in _LEVELS else place.code


def _told(s: Scene, mentions: list[tuple[str, Place]]) -> list[tuple[str, list[str], str]]:
    plain, out = s.plain, []
    profile = s.page.context.profile
    group = [code for code, p in mentions if p.role == "member" and s.candidate.sentence.start <= p.start]
    ranked: list[str] = []
    for code, p in mentions[:14]:
        if p.role != "whole" and code not in ranked:
            ranked.append(code)
        rel = s.page.relation(p.start, p.end, s.candidate)
        marks = [
            f"{rel}",
            f"{rel}|{p.role}",
            f"{rel}|{profile}",
            f"b:{plain[p.start - 1 : p.start]}",
            f"a:{plain[p.end : p.end + 1]}",
            f"b2:{plain[max(0, p.start - 2) : p.start]}",
            f"a2:{plain[p.end : p.end + 2]}",
            f"{rel}|{level(code) or 'area'}",
            f"{rel}|{s.found.measure}|{p.role}",
            "rankwhole" if p.role == "whole" else f"rank{min(ranked.index(code), 4)}",
        ]
        marks += [f"{rel}|b:{plain[p.start - 1 : p.start]}", f"{rel}|a:{plain[p.end : p.end + 1]}"]
        if rel not in ("phrase", "tail", "later") and _namesake(s, p):
            marks += ["namesake", f"namesake|{s.found.metric}"]
        if s.found.metric in _FIRM:
            marks.append(f"firm|{rel}")
        out.append((code, marks, _REASONS.get(rel, "region_from_text")))
    if len(set(group)) > 1:
        out.append((common(group), ["together", f"together{len(set(group))}"], "region_from_list"))
    return out


def _context(s: Scene, code: str | None, kind: str, rel: str) -> list[str]:
    """What the nearest mention, the block and the claims before say for and against a place."""
    c, places = s.candidate, s.page.marks.places
    out: list[str] = []
    at = bisect_left(places, c.quantity.start, key=_START)
    before = [p for p in places[max(0, at - 4) : at] if p.role != "whole" and c.sentence.start - p.start < REACH]
    stand = "none"
    for p in before[-1:]:
        stand = f"{s.page.relation(p.start, p.end, c)}|{p.role}"
        same = _code(s, p) == code
        out += [f"n1:{stand}|{same}", f"n1:{stand}|{same}|{s.found.measure}"]
    out += [f"n1:{stand}|{kind}", f"{rel}>{stand}"]
    block = s.page.block_start(c)
    first = next(
        (p for p in places[bisect_left(places, block, key=_START) : at] if p.role in ("subject", "talk", "policy")),
        None,
    )
    if first:
        own = _code(s, first) if first.role != "whole" else first.code
        out.append(f"blockfirst{own == code}|{min((c.quantity.start - first.start) // 40, 4)}")
    if told := s.block_told:
        out.append(f"block{round(2 * sum(f.region == code for f in told) / len(told))}|{min(len(told), 3)}")
    if s.told:
        out.append(f"told{round(3 * s.tally.regions[code] / len(s.told))}|{min(len(s.told), 4)}")
    named = bool([p for p in inside(places, c.clause.start, c.quantity.start) if p.role != "whole"])
    for name, other in s.others():
        near = f"{name}:{s.beside(other)}|{other.region == code}"
        out += [
            near,
            f"{near}|{named}",
            f"{near}|{other.metric == s.found.metric}|{named}",
            f"{near}|{s.found.measure}",
            f"{near}|{s.found.metric in _FIRM}|{other.metric in _FIRM}",
        ]
    return out


def _is_turn(s: Scene, p: Place) -> bool:
    """南京、苏州分别为30家、20家: is this the place whose turn it is?"""
    c, plain = s.candidate, s.plain
    if p.role != "member" or p.start < c.sentence.start:
        return False
    word = max((m.start() for m in _RESPECTIVELY.finditer(plain, c.sentence.start, c.quantity.start)), default=-1)
    if word < p.end:
        return False
    run = lists.run(c.quantity, s.page.figures_in(c.sentence.start, c.sentence.end), plain)
    members = [m for m in inside(s.page.marks.places, c.sentence.start, word) if m.role == "member"]
    return 1 < len(run) == len(members) and members[run.index(c.quantity)] == p


def _namesake(s: Scene, p: Place) -> bool:
    """北京的地平线… 地平线2023年: does the clause open with a name that this place was said of?"""
    plain, c = s.plain, s.candidate
    after = _NAME_END.split(plain[p.end : p.end + 16])[0]
    for start in {c.clause.start, c.sentence.start, plain.rfind("；", c.sentence.start, c.quantity.start) + 1}:
        name = plain[start : start + 2]
        if start > p.end + 4 and _NAME.fullmatch(name) and name in after and name not in _COMMON:
            return True
    return False


def _standing(s: Scene) -> list[tuple[str | None, str]]:
    ctx = s.page.context
    out: list[tuple[str | None, str]] = [(None, "no_place")]
    if s.found.metric == "region_count" or s.page.nation:  # never guessed where nobody speaks of it
        out.append(("100000", "region_from_nation"))
    if s.page.world:
        out.append(("WORLD", "region_from_world"))
    if ctx.title_place:
        out.insert(0, (ctx.title_place, "region_from_title"))
        out += [(w, "region_from_title") for w in lineage(ctx.title_place)[1:2]]
    if s.frame.place:
        out.insert(0, (s.frame.place, "region_from_text"))
        out += [(w, "region_from_text") for w in lineage(s.frame.place)[1:2]]
    if s.last:
        out.append((s.last.region, "region_carried"))
    if s.found.parent:
        out.append((s.found.parent.region, "region_from_level"))
    return out


def _all(s: Scene, code: str | None, marks: list[str], seen: int) -> list[str]:
    ctx = s.page.context
    out = list(marks)
    kind = _kind(code)
    out += [f"kind:{kind}", f"kind:{kind}|{ctx.profile}", f"seen{min(seen, 3)}"]
    if code and ctx.title_place:
        tie = _tie(code, ctx.title_place)
        out += [f"title:{tie}", f"title:{tie}|{ctx.profile}", f"title:{tie}|{marks[0]}"]
    elif ctx.title_place is None:
        out.append(f"untitled|{kind}")
    if code == s.found.region:
        out += ["rule", f"rule|{s.found.reason('region', 'no_place')}", f"rule|{ctx.profile}"]
    if code == s.frame.place:
        out += ["frame", f"frame|{s.frame.place_reason}"]
    if s.last and code == s.last.region:
        out += ["last", f"last|{marks[0]}"]
    if s.sentence_last and code == s.sentence_last.region:
        out += ["lastsame", f"lastsame|{marks[0]}", f"lastsame|{s.found.measure}"]
    if s.found.parent and code == s.found.parent.region:
        out += ["parent", f"parent|{s.found.measure}"]
    out += _context(s, code, kind, marks[0])
    near = s.lead[-40:] + s.before
    group = bool(_GROUP.search(near)), bool(_GROUP.search(s.page.title))
    out.append(f"group{group}|{kind}|{code == 'OTHER'}")
    for word in NATION.findall(near)[-1:]:
        out.append(f"nation:{word}|{kind}")
    for word in WORLD.findall(near)[-1:]:
        out.append(f"world:{word}|{kind}")
    return out


def _kind(code: str | None) -> str:
    """nation, province, city, county; world, country, area (a bloc, several provinces) or none."""
    if code is None or code == "WORLD":
        return "world" if code else "none"
    return level(code) or ("country" if code.isalpha() and len(code) == 3 and code not in _BLOCS else "area")


def _tie(code: str, titled: str) -> str:
    """How a place lies to that of the title."""
    if code == titled:
        return "same"
    return "inside" if within(code, titled) else "around" if within(titled, code) else "apart"
