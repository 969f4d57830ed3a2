"""What speaks for one metric and measure of a figure, and what speaks for any claim at all."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.reading import metrics, sectors
from flows.reading.choice.scene import edges
from flows.reading.choice.sight import Sight
from flows.reading.claims import Found, inside
from schemas.vocabulary import metrics as vocabulary

_MARKS = re.compile(
    "规上|规模以上|龙头|领军|骨干|专精特新|上市|小巨人|瞪羚|重点|链主|独角兽|备案|登记|核心|相关|"
    "带动|关联|辐射|融资|投资|基金|首期|总投资|签约|开工|项目|营收|收入|订单|产值|产业|市场|规模|"
    "补贴|奖励|最高|每年|专项|预算|资金|安排"
    "|企业|公司|模型|算力|机架|数据|场景|案例|平台|实验室|园区|基地|集群|产品|机器人|智能体|标准|"
    "专利|人才|人员|博士|学生|研发|投入|渗透|普及|应用|使用|增长|增速|同比|增|占|比重|份额|新增|省|"
    "市|国家|城市|国产|出货|销量|产量|辆|台|融|募|筹|轮|服务|用户|客户|利润|估值|市值|参会|岗位|"
    "贷款|授信|税|亏|净利|毛利|完成度|误作|应为|更正|每万|薪酬|路口|绿电|出租率|配套率|使用率|覆盖|"
    "不超过|须|智能工厂|数字|预算|拨|财政|券|融资|获投|领投|轮|季度|半年|财报|年报|招股|公司|集团|"
    "科技|股份|首期|二期|攻关|揭榜|入选|获批|认定|培训|毕业|招生|论文|试点|先导区|中心|孵化|奖|补|"
    "抵|封顶|顶格|最多|上限|单个|单家|一次性|每家|每户|一家|合同额|租金|无人|矿卡|车|眼镜|毕业|学生|"
    "博士|师|员|集资|开支|编列|一栏|投了|投出|件|拿走|拿到|耗资|业者|初创|复合|使用率|用上|采用"
)
_BASKET = re.compile(
    "[三四五六七八九十\\d]+大(?:先导|主导|支柱|未来|新兴|重点|战略)?(?:性)?(?:新兴)?(?:产业|集群|"
    "领域)|(?:涵盖|涉及|覆盖|聚焦|包括)[^，。]{2,40}等"
)
_SIZED = re.compile(  # 超10亿元的5家, 估值过百亿的企业新增10家: what a firm must be worth to be counted
    "(?:超|过|逾|破|达到?|[十百千万\\d]亿|亿)(?:[\\d.]+[十百千]?|[一二三四五六七八九十百千]+)?[亿万]?元?(?:以上|级)?(?:的?企业)?的?"
    "(?:新增|达到?|有|增至|扩容至|扩至|不少于|超过?)?$|[十百千万]?亿(?:元)?(?:级|以上)[^，。；]{0,8}$"
)
_FIRM = re.compile(
    "(?:科技|股份|集团|公司|智造|智能|电子|传感|机器人|信息|技术|时代|动力)[，披公发]|"
    "[市州京海圳京]的[\u4e00-\u9fff]{2,6}，"
)


def elliptic(s: Sight) -> str:
    """How much of the phrase before the figure is more than place, time and bound."""
    c = s.candidate
    start = max(c.left, c.clause.start)
    text = s.page.plain[start : c.quantity.start]
    for items in (s.page.marks.places, s.page.marks.times):
        for item in inside(items, start, c.quantity.start):
            text = text.replace(s.page.plain[item.start : item.end], "", 1)
    return str(min(len(text), 8) // 2)


class Around(NamedTuple):
    """What stands around a figure, as the beginnings of marks; each metric and measure makes its own of them."""

    of_metric: list[str]
    of_measure: list[str]
    of_kind: list[str]  # of a measure and the figure's kind
    users: bool  # are those counted who use something?
    sized: bool  # are firms counted that are worth so much?
    chosen: bool  # are firms counted that lead, are listed, above scale?


def around(s: Sight) -> Around:
    """The telling words around the figure, the pairs of characters at its edges, and whether a firm speaks."""
    c, plain, q = s.candidate, s.page.plain, s.candidate.quantity
    phrase, tail = plain[c.left : q.start], plain[q.end : c.right]
    clause, before = plain[c.clause.start : q.start], plain[max(0, c.clause.start - 200) : c.clause.start]
    spots = (("p", phrase), ("t", tail), ("c", plain[c.clause.start : c.left]))
    words = [f"{name}:{word}" for name, text in spots for word in set(_MARKS.findall(text))]
    ends = [f"b2:{phrase[-2:]}", f"a2:{tail[:2]}"]
    firm = metrics.of_named_firm(clause, "营收", before)
    return Around(
        of_metric=[
            *(f"l:{word}" for word in set(_MARKS.findall(plain[c.sentence.start : c.clause.start][-40:]))),
            *words,
            *ends,
            *(f"pb:{pair}" for pair in _pairs(phrase[-8:])),
            *(f"tb:{pair}" for pair in _pairs(tail[:8])),
            f"firm{firm}",
            f"seat{bool(_FIRM.search(plain[c.sentence.start : c.clause.start][-16:]))}",
        ],
        of_measure=[f"b1:{phrase[-1:]}", *ends],
        of_kind=words,
        users=metrics.of_users(plain[c.clause.start : c.clause.end]),
        sized=bool(_SIZED.search(clause[-16:])),
        chosen=metrics.refined("company_count", plain[c.left : c.right]) == "key_company_count",
    )


def own(s: Sight, metric: str, measure: str, told: Around) -> list[str]:
    """What speaks for one metric and measure."""
    q, profile = s.candidate.quantity, s.page.context.profile
    marks = [
        f"m:{metric}", f"m:{metric}|{q.word}", f"m:{metric}|{profile}",
        f"g:{measure}|{q.kind}", f"g:{metric}|{measure}",
    ]  # fmt: skip
    if isinstance(s.rule, Found):
        if s.rule.metric == metric:
            marks += ["rule", f"rule|{s.rule.rule}", f"rule|{metric}", f"rule|{s.doubt is None}"]
        if s.rule.measure == measure:
            marks += ["rulemeasure", f"rulemeasure|{measure}", f"rulemeasure|{q.kind}"]
    least, most = vocabulary()[metric].range
    if measure == "level" and q.unit != "percent" and not least <= q.value <= most:
        marks.append("outofrange")
    if metric in ("company_count", "key_company_count"):
        marks += [f"sized{told.sized}|{metric}", f"chosen{told.chosen}|{metric}"]
    if metric == "penetration_rate":
        marks.append(f"users:{told.users}|{measure}")
    marks += [f"{mark}|{metric}" for mark in told.of_metric]
    marks += [f"{mark}|{measure}" for mark in told.of_measure]
    return marks + [f"{mark}|{measure}|{q.kind}" for mark in told.of_kind]


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def shared(s: Sight) -> tuple[str, ...]:
    """What speaks for or against any claim at all."""
    marks = _figure(s) + _edges(s) + _subjects(s) + _surroundings(s) + _turn(s)
    return tuple(f"any~{mark}" for mark in marks)


def _turn(s: Sight) -> list[str]:
    """In 'A、B分别为x、y': is the item whose turn it is AI's, another industry's, or neither?"""
    if s.turn is None:
        return []
    if s.item is None:
        return ["turn:loose"]
    hits = inside(s.page.marks.subjects, s.item.start, s.item.end)
    others = sum(h.tag == sectors.OTHER for h in hits)
    about = f"ai{min(len(hits) - others, 1)}x{min(others, 1)}"
    named = bool(inside(s.page.marks.places, s.item.start, s.item.end))
    return [
        f"turn:{about}",
        f"turn:{about}|{s.page.context.profile}",
        f"turn:{about}|place{named}",
        *(f"turn:{h.word}" for h in hits[-1:]),
    ]


def _figure(s: Sight) -> list[str]:
    """The quantity itself, and what the rules say against it."""
    q, profile = s.candidate.quantity, s.page.context.profile
    code, why = (s.rule, "") if isinstance(s.rule, str) else (None, s.rule.reason("subject"))
    marks = [
        "bias", profile, f"refused:{code}", f"refused:{code}|{profile}",
        f"doubt:{s.doubt}", f"doubt:{s.doubt}|{profile}",
        f"why:{why}", f"why:{why}|{profile}", f"word:{q.word}", f"kind:{q.kind}", f"cmp:{q.comparator}",
        f"size:{len(str(int(abs(q.value))))}|{q.kind}", f"topic:{s.topic is not None}|{profile}",
    ]  # fmt: skip
    number = s.page.plain[q.start : q.end]
    return marks if number[:1].isdigit() else [*marks, "han", f"han{min(len(number), 4)}|{q.word}"]


def _edges(s: Sight) -> list[str]:
    c, plain, q = s.candidate, s.page.plain, s.candidate.quantity
    marks = [*edges(plain, c), f"a3:{plain[q.end : q.end + 3]}", f"open:{plain[c.clause.start : c.clause.start + 2]}"]
    marks += [f"p2:{pair}" for pair in _pairs(plain[c.left : q.start][-14:])]
    return marks + [f"t2:{pair}" for pair in _pairs(plain[q.end : c.right][:12])]


def _subjects(s: Sight) -> list[str]:
    """The words for AI and for other industries: in the phrase, the clause, the sentence, before and after."""
    c, q, profile = s.candidate, s.candidate.quantity, s.page.context.profile
    subjects = inside(s.page.marks.subjects, max(0, c.sentence.start - 120), c.clause.end)
    spans = (
        ("in", c.left, c.right), ("cl", c.clause.start, c.left),
        ("up", c.sentence.start, c.clause.start), ("bk", 0, c.sentence.start),
    )  # fmt: skip
    marks = []
    for name, start, end in spans:
        hits = [h for h in subjects if start <= h.start < end]
        ai = sum(h.tag != sectors.OTHER for h in hits)
        marks += [f"{name}:ai{min(ai, 2)}", f"{name}:ai{min(ai, 2)}x{min(len(hits) - ai, 2)}|{profile}"]
        for last in hits[-1:]:
            other = last.tag == sectors.OTHER
            marks += [f"{name}:{last.word}", f"{name}:last{other}|{profile}", f"{name}:{last.tag}"]
            marks += [f"in:far{min(abs(q.start - last.end) // 6, 4)}|{other}"] if name == "in" else []
    rest = inside(s.page.marks.subjects, c.clause.end, c.sentence.end)
    others = sum(h.tag == sectors.OTHER for h in rest)
    return [*marks, f"rest:ai{min(len(rest) - others, 2)}x{min(others, 3)}"]


def _surroundings(s: Sight) -> list[str]:
    """Lists of industries, the figure and the claim before, the block above."""
    c, plain, profile = s.candidate, s.page.plain, s.page.context.profile
    basket = bool(_BASKET.search(plain[c.sentence.start : c.sentence.end]))
    marks = [
        f"basket{basket}|{profile}",
        f"basket{bool(_BASKET.search(plain[c.clause.start : c.right]))}",
        f"skipped{s.skipped}",
        f"skipped{s.skipped}|{elliptic(s)}",
        f"list{min(plain.count('、', c.clause.start, c.quantity.start), 4)}|{profile}",
    ]
    marks += [f"above:{word}" for word in set(_MARKS.findall(s.page.above(c, 40)))]
    if not s.told:
        return marks
    last = s.told[-1].candidate
    if len(s.told) > s.first:
        return [*marks, "told", f"told|{last.quantity.word == c.quantity.word}", f"told|{profile}"]
    return [*marks, f"told before|{c.sentence.start - last.sentence.end < 3}"]
