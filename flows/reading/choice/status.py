"""Has it happened, is it promised, does somebody expect it: what speaks for each."""

from __future__ import annotations

import re

from flows.reading import blocks, frames, sections
from flows.reading.choice.scene import Scene, edges
from flows.reading.choice.scoring import Option
from flows.reading.claims import inside

STATES = ("actual", "target", "forecast")
WORDS = re.compile(
    "预计|预测|有望|预期|或将|估计|展望|看好|可望|力争|目标|争取|不少于|不低于|组建|设计|打算|计划|"
    "拟|将|设想|瞄准|锚定|建成后|投产后|达产|筹建|要|冲刺|确保|预留|剑指|规划|概算"
    "|提出|明确|要求|部署|规定|指出|列出|定下|锁定|给出|设定|确定|已|截至|截止|目前|现有|如今|现已|"
    "了|同比|比上年|去年|上年|通报|签约|投运|投产|数据显示|统计|实现|完成|达到|突破|新增|累计"
    "|今年|年内|到20|明年|未来|以上|最高|给予|奖励|支持|补贴|资助|安排|设立|建设|打造|培育|形成|"
    "推动|加快|超过|获|入选|建成|落户|开工|启动|发布|上线|吸引|拥有|实际|现|曾|原定|清单|任务|菜单|"
    "目标表|年底前|再|增至|扩至|写|原计划|方案|规划|行动计划|意见|措施|期末|复合增长"
)


def options(s: Scene) -> list[Option]:
    """actual, target and forecast.  '力争突破100亿元' -> target first"""
    shared = _figure(s) + _words(s) + _clauses(s) + _times(s)
    if s.page.context.profile != "news":
        shared += _paragraph(s)
    return [Option(state, f"status_{state}", (*(f"{state}~{m}" for m in shared), *_own(s, state))) for state in STATES]


def _own(s: Scene, state: str) -> list[str]:
    """What the rules and the claims before say for a status."""
    marks = []
    if state == s.found.status:
        why = s.found.reason("status") or s.found.rule
        marks += ["rule", f"rule|{why}", f"rule|{s.page.context.profile}", f"rule|{state}"]
    for name, other in s.others():
        near = f"{name}:{s.beside(other)}|{other.status == state}"
        marks += [near, f"{near}|{state}", f"{near}|{other.metric == s.found.metric}|{other.year == s.found.year}"]
    return marks


def _figure(s: Scene) -> list[str]:
    ctx, f, section = s.page.context, s.found, s.frame.section
    comparator = s.candidate.quantity.comparator
    return [
        "bias", f"profile:{ctx.profile}", f"section:{section}", f"frame:{s.frame.status}",
        f"metric:{f.metric}", f"metric:{f.metric}|{ctx.profile}", f"measure:{f.measure}",
        f"cmp:{comparator}", f"cmp:{comparator}|{section}", f"promised:{s.frame.promised}", f"market:{ctx.market}",
    ]  # fmt: skip


def _words(s: Scene) -> list[str]:
    """The status words around, by where they stand; the characters at the figure's edges."""
    c, plain = s.candidate, s.plain
    q, lead = c.quantity, WORDS.findall(s.lead)
    back = max(plain.rfind("\n", 0, c.sentence.start) + 1, c.sentence.start - 160)
    above = s.page.above(c, 60)
    spots = (
        ("phrase", WORDS.findall(plain[c.left : q.start])),
        ("clause", WORDS.findall(plain[c.clause.start : c.left])),
        ("tail", WORDS.findall(plain[q.end : c.clause.end])),
        ("lead", lead[-4:]),
        ("lead1", lead[-1:]),
        ("rest", WORDS.findall(plain[c.clause.end : c.sentence.end])),
        ("back", WORDS.findall(plain[back : c.sentence.start])[-6:]),
        ("title", WORDS.findall(s.page.title)),
        ("above", WORDS.findall(above)),
    )
    marks = [f"{spot}:{word}" for spot, words in spots for word in dict.fromkeys(words)]
    marks += [
        f"open:{plain[c.clause.start : c.clause.start + 2]}",
        f"start:{plain[c.sentence.start : c.sentence.start + 2]}",
        f"above:{'？' in above}",
    ]
    return marks + edges(plain, c)


def _clauses(s: Scene) -> list[str]:
    """The status that the figure's clause, and those beside it, give by their words."""
    c, ctx = s.candidate, s.page.context
    own = frames.said(s.plain[c.clause.start : c.right], s.frame, ctx)
    marks = [f"said:{own}", f"said:{own}|{ctx.profile}", f"said:{own}|{s.frame.status}|{s.frame.section}"]
    clauses = blocks.clauses(s.plain, c.sentence)
    here = next((i for i, x in enumerate(clauses) if x.start == c.clause.start), 0)
    for name, i in (("up", here - 1), ("down", here + 1)):
        if 0 <= i < len(clauses):
            marks.append(f"{name}:{frames.said(s.plain[clauses[i].start : clauses[i].end], s.frame, ctx)}")
    return marks


def _times(s: Scene) -> list[str]:
    """The times of the sentence, the plan named last, the status of the block's last claim."""
    c, base = s.candidate, s.page.context.base_year
    times = inside(s.page.marks.times, c.sentence.start, c.clause.end)
    marks = [] if times else ["timeless"]
    for t in times[-3:]:
        ahead = "?" if not t.year or not base else max(-2, min(2, t.year - base))
        rel = s.page.relation(t.start, t.end, c)
        marks += [f"time:{rel}|{t.role}|{ahead}", f"time|{t.role}|{ahead}", f"time|{ahead}"]
    for plan in s.page.policies_before(c)[-1:]:
        rel = s.page.relation(plan.start, plan.end, c)
        marks += [f"plan:{rel}|{plan.is_plan}", f"plan:{rel}"]
    return marks + ([f"blocklast:{s.block_told[-1].status}"] if s.block_told else ["blockfirst"])


def _paragraph(s: Scene) -> list[str]:
    """How far the paragraph of an official text, its sentence, first sentence and clause plan or report."""
    c, plain, block = s.candidate, s.plain, s.page.block_start(s.candidate)
    vote = sections.votes(plain[block : s.page.block_end(c)])
    own = sections.votes(plain[c.sentence.start : c.sentence.end])
    first = plain[block : plain.find("。", block) + 1 or block + 60]
    return [
        f"vote:{vote}", f"vote:{vote}|{own}", f"svote:{own}",
        f"fvote:{sections.votes(first)}", f"cvote:{sections.votes(plain[c.clause.start : c.clause.end])}",
        f"open2:{plain[block : block + 2]}",
    ]  # fmt: skip
