"""What speaks for one metric and measure of a figure, and what speaks for any claim at all."""

from __future__ import annotations

import re

from flows.reading import metrics, sectors
from flows.reading.choice.sight import Sight
from flows.reading.claims import inside
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


def own(s: Sight, metric: str, measure: str) -> list[str]:
    c, plain, q = s.candidate, s.page.plain, s.candidate.quantity
    profile = s.page.context.profile
    marks = [
        f"m:{metric}",
        f"m:{metric}|{q.word}",
        f"m:{metric}|{profile}",
        f"g:{measure}|{q.kind}",
        f"g:{metric}|{measure}",
    ]
    if not isinstance(s.rule, str):
        if s.rule.metric == metric:
            marks += ["rule", f"rule|{s.rule.rule}", f"rule|{metric}", f"rule|{s.doubt is None}"]
        if s.rule.measure == measure:
            marks += ["rulemeasure", f"rulemeasure|{measure}", f"rulemeasure|{q.kind}"]
    phrase, tail = plain[c.left : q.start], plain[q.end : c.right]
    for name, text in (
        ("p", phrase),
        ("t", tail),
        ("c", plain[c.clause.start : c.left]),
        ("l", plain[c.sentence.start : c.clause.start][-40:]),
    ):
        for w in set(_MARKS.findall(text)):
            marks += [f"{name}:{w}|{metric}"]
            if name != "l":
                marks.append(f"{name}:{w}|{measure}|{q.kind}")
    marks += [
        f"b2:{phrase[-2:]}|{measure}",
        f"b1:{phrase[-1:]}|{measure}",
        f"a2:{tail[:2]}|{measure}",
        f"a2:{tail[:2]}|{metric}",
        f"b2:{phrase[-2:]}|{metric}",
    ]
    firm = metrics.of_named_firm(
        plain[c.clause.start : q.start], "营收", plain[max(0, c.clause.start - 200) : c.clause.start]
    )
    lead = plain[c.sentence.start : c.clause.start][-16:]
    marks += [f"firm{firm}|{metric}", f"seat{bool(_FIRM.search(lead))}|{metric}"]
    short, rest = phrase[-8:], tail[:8]
    marks += [f"pb:{short[i : i + 2]}|{metric}" for i in range(len(short) - 1)] + [
        f"tb:{rest[i : i + 2]}|{metric}" for i in range(len(rest) - 1)
    ]
    level, most = vocabulary()[metric].range
    if metric == "penetration_rate":
        marks.append(f"users:{metrics.of_users(plain[c.clause.start : c.clause.end])}|{measure}")
    if measure == "level" and q.unit != "percent" and not level <= q.value <= most:
        marks.append("outofrange")
    return marks


def shared(s: Sight) -> tuple[str, ...]:
    """What speaks for or against any claim at all."""
    c, plain, q = s.candidate, s.page.plain, s.candidate.quantity
    profile = s.page.context.profile
    code = s.rule if isinstance(s.rule, str) else None
    why = "" if isinstance(s.rule, str) else next((r for r in s.rule.reasons if r.startswith("subject")), "")
    marks = [
        "bias",
        profile,
        f"refused:{code}",
        f"refused:{code}|{profile}",
        f"doubt:{s.doubt}",
        f"doubt:{s.doubt}|{profile}",
        f"why:{why}",
        f"why:{why}|{profile}",
        f"word:{q.word}",
        f"kind:{q.kind}",
        f"cmp:{q.comparator}",
        f"topic:{s.topic is not None}|{profile}",
    ]
    number = plain[q.start : q.end]
    if not number[:1].isdigit():
        marks += ["han", f"han{min(len(number), 4)}|{q.word}"]
    marks.append(f"size:{len(str(int(abs(q.value))))}|{q.kind}")
    phrase, tail = plain[c.left : q.start][-14:], plain[q.end : c.right][:12]
    marks += [f"p2:{phrase[i : i + 2]}" for i in range(len(phrase) - 1)] + [
        f"t2:{tail[i : i + 2]}" for i in range(len(tail) - 1)
    ]
    marks += [
        f"b1:{phrase[-1:]}",
        f"b2:{phrase[-2:]}",
        f"b3:{phrase[-3:]}",
        f"a1:{plain[q.end : q.end + 1]}",
        f"a2:{plain[q.end : q.end + 2]}",
        f"a3:{plain[q.end : q.end + 3]}",
    ]
    marks += [f"open:{plain[c.clause.start : c.clause.start + 2]}"]
    subjects = inside(s.page.marks.subjects, max(0, c.sentence.start - 120), c.clause.end)
    spans = {
        "in": (c.left, c.right),
        "cl": (c.clause.start, c.left),
        "up": (c.sentence.start, c.clause.start),
        "bk": (0, c.sentence.start),
    }
    for name, (a, b) in spans.items():
        hits = [h for h in subjects if a <= h.start < b]
        own = [h for h in hits if h.tag != sectors.OTHER]
        marks += [
            f"{name}:ai{min(len(own), 2)}",
            f"{name}:ai{min(len(own), 2)}x{min(len(hits) - len(own), 2)}|{profile}",
        ]
        if hits:
            marks += [
                f"{name}:{hits[-1].word}",
                f"{name}:last{hits[-1].tag == sectors.OTHER}|{profile}",
                f"{name}:{hits[-1].tag}",
            ]
        if name == "in" and hits:
            marks.append(f"in:far{min(abs(q.start - hits[-1].end) // 6, 4)}|{hits[-1].tag == sectors.OTHER}")
    whole = plain[c.sentence.start : c.sentence.end]
    marks += [
        f"basket{bool(_BASKET.search(whole))}|{profile}",
        f"basket{bool(_BASKET.search(plain[c.clause.start : c.right]))}",
    ]
    rest = [h for h in inside(s.page.marks.subjects, c.clause.end, c.sentence.end)]
    others = sum(h.tag == sectors.OTHER for h in rest)
    marks.append(f"rest:ai{min(len(rest) - others, 2)}x{min(others, 3)}")
    marks += [f"skipped{s.skipped}", f"skipped{s.skipped}|{elliptic(s)}"]
    block = s.page.block_start(c)
    above = s.page.plain[max(0, s.page.plain.rfind("\n", 0, max(0, block - 1)) + 1, block - 40) : block]
    marks += [f"above:{w}" for w in set(_MARKS.findall(above))]
    marks.append(f"list{min(plain.count('、', c.clause.start, q.start), 4)}|{profile}")
    if len(s.told) > s.first:
        marks += ["told", f"told|{s.told[-1].candidate.quantity.word == q.word}", f"told|{profile}"]
    elif s.told:
        marks += [f"told before|{c.sentence.start - s.told[-1].candidate.sentence.end < 3}"]
    return tuple(f"any~{mark}" for mark in marks)
