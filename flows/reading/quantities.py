"""Quantities: a number with its unit, its bound and what its form already says against it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from flows.reading.numerals import DIGITS, NUMBER, number
from schemas.vocabulary import currencies

CURRENCIES = currencies()
COMPUTE = {"T": Decimal("0.001"), "P": Decimal(1), "E": Decimal(1000), "Z": Decimal(1000000)}
DATA = {"GB": Decimal("0.001"), "TB": Decimal(1), "PB": Decimal(1000), "EB": Decimal(1000000)}
FLOPS_OF_P = Decimal(10**15)

_MONEY = "|".join(sorted(CURRENCIES, key=len, reverse=True))
_COUNT = "|".join("个家副把颗枚尊艘片盏款项件只支台套辆起笔座处种条例部张所间批组大类架余单门对宗户")
_UNIT = (
    rf"(?P<money>兆?(?:{_MONEY}))"  # 兆元: 10^12, as Taiwan, Hong Kong and Japan count
    r"|(?P<percent>%|个百分点|百分点|成(?=[一二三四五六七八九半]?(?![员为立果功熟型本就长]))[一二三四五六七八九半]?)"
    r"|(?P<times>倍)"
    r"|(?P<data>[GTPE]i?[Bb](?![A-Za-z]))"
    r"|(?P<compute>[TPEZ](?:[Ff][Ll][Oo][Pp][Ss]?|F)?(?:/[sS])?(?![A-Za-z0-9]))"
    r"|(?P<flops>次(?=[/每浮的计运,，。]|$))"
    r"|(?P<person>人次|名|人(?!形|工|口|民|脸|机|型|才|均|类|行|气)|位(?!于|居|列|次|数))"
    rf"|(?P<count>{_COUNT}|(?<=[\d万千百])(?=标准机架|机架|机柜))"
    r"|(?P<other>年|月|日|号|时|点|分|秒|岁|天|周|届|期|亩|吨|公里|千米|米|千瓦|瓦|兆瓦|度|平方|"
    r"万?公顷|级|核|卡|芯|纳米"
    r"|线|星|版|轮|次|步|倾|环|带|路|页|字|股|吉|MW|GW|KW|kW|nm|G(?![A-Za-z])|B(?![A-Za-z]))"
)
_QUANTITY = re.compile(
    rf"(?P<ordinal>第)?(?<!\d)(?<!\d\.)(?P<low>{NUMBER})(?P<more>[余多])?"  # never the tail of a longer number
    rf"(?:(?P<inner>%|成|个|家|[亿万]元|元|[PE])?(?:-+|—+|–|~|至|到)(?P<high>{NUMBER})(?P<more2>[余多])?)?"
    rf"(?P<kilo>千(?=米))?(?:{_UNIT})?"
)
_FRACTION = re.compile(
    r"百分之(?P<hundred>[零〇一二两三四五六七八九十百点]{1,8}|\d+(?:\.\d+)?)"
    r"|(?P<under>[二三四五六七八九十两]|\d{1,2})分之(?P<over>[一二两三四五六七八九]|\d{1,2})"
    r"|(?<![\d/])(?P<over2>1|2|3)/(?P<under2>[2-9])(?![\d/年月])"
    r"|(?P<half>半数|(?<!另)一半|过半(?!年)|近半(?!年))"
    r"|翻了?(?P<fold>[一两三二])番|(?P<double>翻了?[一]?番|翻倍|(?<!成)倍增(?!计划|工程|行动|器)|翻了一番)"
)
_BEFORE = re.compile(
    r"(?P<le>最高(?:不超过|可?达|给予|可给予|补助|奖励|支持|补贴|可获)?|不超过|不高于|上限为?|至多|"
    r"不足|控制在)(?:在|到)?"
    r"$|(?P<ge>超过了?|超|突破了?|逾|高于|大于|不低于|不少于|不小于|至少|超越|跨越|迈过|跨过|站上|"
    r"站稳|多于|(?<![通经进办来去做搞引投获得签谈评])过|迈上|冲破|破|越过|升破|首破)(?:有|到|在|是)?$"
    r"|(?P<approx>大约|大概|(?<![签预节制合违])约为?|(?<![最附邻临靠])近|接近|将近|逼近|约占)(?:有|到|在|是)?$"
)
_AFTER = re.compile(
    r"(?P<ge>以上(?!工业|规模)|及以上|开外|出头|还多|之多(?!个)|多(?=，|。|；|、|的|$))|(?P<le>以下|"
    r"以内|之内|封顶)|(?P<approx>左右|上下)"
)
_NAMED = re.compile("(新台币|台币|港币|美金|澳门币|新币)(?:约|近|逾|超过?|达)?$")  # 新台币2230亿元
_HEDGES = re.compile(r"[将已至到有为达了上均计总共各可以合计的]*$")
_SUFFIX = re.compile("(?:的)?(港币|美金|新台币|台币|人民币|日元)")
_PAIR = re.compile("[一二两三四五六七八九]{2}[十百千万亿]*")  # 两三家, 三五百
_ROUND = frozenset(Decimal(10**k) for k in range(1, 5))  # 十余, 百余, 千余, 万余 are vague
_BARE = re.compile("[十百千万亿]+$")
_ONLY_SCALE = re.compile("[十百千万亿]+")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of the text. `kind`: money, count, percent, times, PFLOPS, TB, person, fold or other.

    `value` is in base units (yuan, PFLOPS, TB, percent). `flaw` is why its form alone rules it out.
    """

    start: int
    end: int  # after the unit and a bound such as 以上
    kind: str
    value: Decimal
    high: Decimal | None
    unit: str  # CNY, count, percent, PFLOPS ...
    comparator: str
    word: str  # the unit as written: 个, 亿元, P
    flaw: str | None = None


def find(plain: str) -> list[Quantity]:
    """All quantities of levelled text in order.  '超3000亿元' -> money, 3e11 CNY, ge"""
    found = [q for m in _FRACTION.finditer(plain) if (q := _fraction(m, plain))]
    taken = [(q.start, q.end) for q in found]
    for match in _QUANTITY.finditer(plain):
        while taken and taken[0][1] <= match.start():
            taken.pop(0)
        if taken and taken[0][0] < match.end():
            continue
        if quantity := _quantity(match, plain):
            found.append(quantity)
    return sorted(found, key=lambda q: q.start)


def rounded(value: Decimal) -> Decimal:
    """Two decimals, half up.  100/3 -> 33.33"""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0


def _fraction(match: re.Match[str], plain: str) -> Quantity | None:
    g = match.groupdict()
    kind, more = "percent", ""
    if g["hundred"]:
        value = number(g["hundred"])
    elif g["half"]:
        value = Decimal(50)
        more = {"过半": "ge", "近半": "approx"}.get(g["half"], "")
    elif g["fold"] or g["double"]:
        times = {"两": 2, "二": 2, "三": 3}.get(g["fold"] or "", 1)
        value, kind = Decimal((2**times - 1) * 100), "fold"
    else:
        under, over = number(g["under"] or g["under2"]), number(g["over"] or g["over2"])
        value = rounded(100 * over / under) if under and over is not None else None
    if value is None:
        return None
    comparator, end = _bound(plain, match.start(), match.end())
    return Quantity(match.start(), end, kind, value, None, "percent", more or comparator, match.group())


def _bound(plain: str, start: int, end: int) -> tuple[str, int]:
    """The comparator that stands around [start, end), and the end with a bound behind it."""
    after = _AFTER.match(plain, end)
    before = _BEFORE.search(plain[max(0, start - 7) : start])
    if before:
        kind = before.lastgroup or "eq"
        return kind, after.end() if after and after.lastgroup == kind else end
    if after:
        return after.lastgroup or "eq", after.end()
    return "eq", end


def _quantity(match: re.Match[str], plain: str) -> Quantity | None:
    g = match.groupdict()
    low, high = number(g["low"]), number(g["high"]) if g["high"] else None
    if low is None or (g["high"] and high is None):
        return None
    kind = next(
        (
            k
            for k in ("money", "percent", "times", "data", "compute", "flops", "person", "count", "other")
            if g[k] is not None
        ),
        None,
    )
    end = match.end()
    if kind is None:
        last = g["high"] or g["low"]
        if not last.endswith("亿") or plain[end : end + 1] in tuple("级次参台套人个家条颗辆张份件吨度千"):
            return _unitless(match)
        kind = "money"  # 300亿: DECISIONS, amounts without 元
    low, high = _same_scale(g, low, high)
    word = g[kind] or ("架" if kind == "count" else "亿")  # 24万标准机架
    unit, factor, kind = _unit(kind, word, low, plain, end)
    if kind == "money" and unit == "CNY" and (named := _NAMED.search(plain[max(0, match.start() - 6) : match.start()])):
        unit = CURRENCIES[named[1]]
    if kind == "money" and word in ("元", "兆元") and (named := _SUFFIX.match(plain, end)):
        unit, end = CURRENCIES[named[1]], named.end()
    comparator, bound_end = _bound(plain, match.start(), end)
    exact = (
        comparator
        if comparator != "eq"
        else "ge"
        if g["more"] or g["more2"] or re.search("[余多几]", g["low"])
        else "eq"
    )
    flaw = _flaw(g, plain, match, low)
    value = low * factor + _tenths(kind, word)
    return Quantity(
        match.start(), bound_end, kind, value, high * factor if high is not None else None, unit, exact, word, flaw
    )


def _unitless(match: re.Match[str]) -> Quantity | None:
    """A bare Arabic number is counted as one; 一 or 十 without a unit is prose."""
    if not match["low"][0].isascii():
        return None
    value = number(match["low"]) or Decimal(0)
    return Quantity(match.start(), match.end(), "other", value, None, "", "eq", "", "no_unit")


def _same_scale(g: dict, low: Decimal, high: Decimal | None) -> tuple[Decimal, Decimal | None]:
    """3-5万: both ends take the scale that only the upper end writes."""
    if high is None:
        return low, None
    if g["inner"] and g["inner"][0] in "亿万":
        low *= 10**8 if g["inner"][0] == "亿" else 10**4
    great = re.search("[万亿]+$", g["high"])
    if (
        great
        and not g["inner"]
        and not re.search("[万亿]", g["low"])
        and low * (number("一" + great.group()) or 1) < high
    ):
        return low * (number("一" + great.group()) or 1), high
    tail = _BARE.search(g["high"])
    if tail and not g["inner"] and not _BARE.search(g["low"]) and g["high"][0].isascii():
        factor = number("1" + tail.group())
        low *= factor or 1
    return (low, high) if high > low else (high, None)


def _tenths(kind: str, word: str) -> Decimal:
    return Decimal({"半": 5, **DIGITS}[word[1]]) if kind == "percent" and word[0] == "成" and word[1:] else Decimal(0)


def _unit(kind: str, word: str, low: Decimal, plain: str, end: int) -> tuple[str, Decimal, str]:
    if kind == "money":
        great = word.startswith("兆")
        return CURRENCIES.get(word.removeprefix("兆"), "CNY"), Decimal(10**12 if great else 1), kind
    if kind == "percent":
        return "percent", Decimal(10 if word[0] == "成" else 1), kind
    if kind == "data":
        return "TB", DATA[word[0].upper() + "B"], "TB"
    if kind == "compute":
        return "PFLOPS", COMPUTE[word[0]], "PFLOPS"
    if kind == "flops":
        fits = low >= 10**12
        return ("PFLOPS", 1 / FLOPS_OF_P, "PFLOPS") if fits else ("", Decimal(1), "other")
    if kind == "times":
        return "percent", Decimal(100), kind
    return ("person" if kind == "person" else "count"), Decimal(1), kind


def _flaw(g: dict, plain: str, match: re.Match[str], low: Decimal) -> str | None:
    """Why the form alone rules the quantity out, as a refusal code."""
    return _unit_flaw(g, plain, match.end()) or _number_flaw(g, plain[max(0, match.start() - 2) : match.start()], low)


def _unit_flaw(g: dict, plain: str, end: int) -> str | None:
    bare = bool(_ONLY_SCALE.fullmatch(g["low"]))
    if g["ordinal"]:
        made = g["count"] in ("台", "辆", "套", "款") and re.match(".{0,8}(下线|交付|量产)", plain[end : end + 12])
        return None if made else "ordinal"
    if g["other"] == "级" and plain.startswith("参数", end):
        return "model_size"
    if g["other"] or g["person"] == "人次":
        return "vague" if g["other"] == "级" and _BARE.search(g["low"]) else "other_unit"
    if g["percent"] and "百分点" in g["percent"]:
        return "points"
    if plain.startswith("级", end) or (bare and re.match("规模(?!以上)", plain[end : end + 4])):
        return "model_size" if g["count"] else "vague"
    return "vague" if g["flops"] and bare else None


def _number_flaw(g: dict, before: str, low: Decimal) -> str | None:
    bare = bool(_ONLY_SCALE.fullmatch(g["low"]))
    bound = before[-1:] in tuple("近超逾破满过达")
    if g["count"] == "大" and low in (1, 2, 3, 10):
        return "idiom"
    if g["low"] in ("一", "两", "二", "三") and not g["high"] and (g["count"] or (g["person"] and low == 1)):
        return "indefinite"
    if _PAIR.fullmatch(g["low"]) and not g["high"]:
        return "vague"
    more = g["more"] or g["more2"] or re.search("[余多]", g["low"])
    if "几" in g["low"] or before[-1:] in ("数", "几") or (more and _base(g["low"]) in _ROUND):
        return "vague"
    if before[-1:] == "上" and bare and low >= 100 and before != "以上":
        return "vague"
    if bare and not bound and not any(g[k] for k in _KINDS):  # 百亿基金
        return "vague" if before[-1:] not in ("约", "的") else None
    if bare and g["count"] and not bound and low > 10:
        return None if low in (100, 1000, 10000) and g["count"] in ("个", "款") else "vague"
    return None


_KINDS = ("percent", "times", "data", "compute", "flops", "person", "count", "other")


def _base(low: str) -> Decimal | None:
    """The part that 余 follows: 30余万 -> 30, 1000余 -> 1000, 一百多 -> 100"""
    return number(re.split("[余多]", low)[0])


def unit_of(quantity: Quantity, metric: str) -> str:
    """The unit that a claim of `metric` carries: counted racks are racks, counted people persons."""
    if quantity.unit != "count":
        return quantity.unit
    return {"rack_count": "rack", "talent_count": "person"}.get(metric, "count")
