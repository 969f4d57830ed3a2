"""Has it happened, is it promised, does somebody expect it: what speaks for each."""

from __future__ import annotations

import re

from flows.reading import blocks, frames
from flows.reading.choice.scene import Scene
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
_START = re.compile("[\u4e00-\u9fff]{2}")


def options(s: Scene) -> list[Option]:
    shared = _marks(s)
    out = []
    for state in STATES:
        marks = [f"{state}~{m}" for m in shared]
        if state == s.found.status:
            why = next((r for r in s.found.reasons if r.startswith("status")), s.found.rule)
            marks += ["rule", f"rule|{why}", f"rule|{s.page.context.profile}", f"rule|{state}"]
        for name, other in (("last", s.last), ("parent", s.parent)):
            if other:
                near, same = s.beside(other), other.status == state
                marks += [
                    f"{name}:{near}|{same}",
                    f"{name}:{near}|{same}|{state}",
                    f"{name}:{near}|{same}|{other.metric == s.found.metric}|{other.year == s.found.year}",
                ]
        out.append(Option(state, f"status_{state}", tuple(marks)))
    return out


def _marks(s: Scene) -> list[str]:
    c, plain, ctx = s.candidate, s.plain, s.page.context
    q = c.quantity
    marks = [
        "bias",
        f"profile:{ctx.profile}",
        f"section:{s.frame.section}",
        f"frame:{s.frame.status}",
        f"metric:{s.found.metric}",
        f"metric:{s.found.metric}|{ctx.profile}",
        f"measure:{s.found.measure}",
        f"cmp:{q.comparator}",
        f"cmp:{q.comparator}|{s.frame.section}",
        f"promised:{s.frame.promised}",
        f"market:{ctx.market}",
    ]
    phrase = plain[c.left : q.start]
    marks += [f"phrase:{w}" for w in set(WORDS.findall(phrase))]
    marks += [f"clause:{w}" for w in set(WORDS.findall(plain[c.clause.start : c.left]))]
    marks += [f"tail:{w}" for w in set(WORDS.findall(plain[q.end : c.clause.end]))]
    lead = WORDS.findall(s.lead)
    marks += [f"lead:{w}" for w in set(lead[-4:])] + [f"lead1:{w}" for w in lead[-1:]]
    marks += [f"rest:{w}" for w in set(WORDS.findall(plain[c.clause.end : c.sentence.end]))]
    block = max(plain.rfind("\n", 0, c.sentence.start) + 1, c.sentence.start - 160)
    marks += [f"back:{w}" for w in set(WORDS.findall(plain[block : c.sentence.start])[-6:])]
    marks += [f"title:{w}" for w in set(WORDS.findall(s.page.title))]
    marks += [
        f"b1:{phrase[-1:]}",
        f"b2:{phrase[-2:]}",
        f"b3:{phrase[-3:]}",
        f"a1:{plain[q.end : q.end + 1]}",
        f"a2:{plain[q.end : q.end + 2]}",
    ]
    marks += [
        f"open:{plain[c.clause.start : c.clause.start + 2]}",
        f"start:{plain[c.sentence.start : c.sentence.start + 2]}",
    ]
    state = frames.said(plain[c.clause.start : c.right], s.frame, ctx)
    marks += [f"said:{state}", f"said:{state}|{ctx.profile}", f"said:{state}|{s.frame.status}|{s.frame.section}"]
    clauses = blocks.clauses(plain, c.sentence)
    here = next((i for i, x in enumerate(clauses) if x.start == c.clause.start), 0)
    for name, i in (("up", here - 1), ("down", here + 1)):
        if 0 <= i < len(clauses):
            marks.append(f"{name}:{frames.said(plain[clauses[i].start : clauses[i].end], s.frame, ctx)}")
    block = s.page.block_start(c)
    above = plain[max(0, plain.rfind("\n", 0, max(0, block - 1)) + 1, block - 60) : block]
    marks += [f"above:{w}" for w in set(WORDS.findall(above))] + [f"above:{'？' in above}"]
    if ctx.profile != "news":
        paragraph = plain[block : s.page.block_end(c)]
        marks += [
            f"vote:{frames.votes(paragraph)}",
            f"svote:{frames.votes(plain[c.sentence.start : c.sentence.end])}",
            f"fvote:{frames.votes(plain[block : plain.find('。', block) + 1 or block + 60])}",
            f"cvote:{frames.votes(plain[c.clause.start : c.clause.end])}",
            f"vote:{frames.votes(paragraph)}|{frames.votes(plain[c.sentence.start : c.sentence.end])}",
            f"open2:{plain[block : block + 2]}",
        ]
    done = [f for f in s.told if f.candidate.sentence.start >= block]
    marks += [f"blocklast:{done[-1].status}"] if done else ["blockfirst"]
    times = [t for t in inside(s.page.marks.times, c.sentence.start, c.clause.end)]
    for t in times[-3:]:
        rel = s.page.relation(t.start, t.end, c)
        ahead = "?" if not t.year or not ctx.base_year else max(-2, min(2, t.year - ctx.base_year))
        marks += [f"time:{rel}|{t.role}|{ahead}", f"time|{t.role}|{ahead}", f"time|{ahead}"]
    if not times:
        marks.append("timeless")
    plans = [p for p in s.page.marks.policies if p.start < q.start]
    if plans:
        rel = s.page.relation(plans[-1].start, plans[-1].end, c)
        marks += [f"plan:{rel}|{plans[-1].is_plan}", f"plan:{rel}"]
    return marks
