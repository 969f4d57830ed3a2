"""A reading in words, as `fangzhi read --why` tells it on the terminal and on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.reading.why import Figure, Mention, Weighing, Why
    from schemas.records import Article, Claim

SIGNS = {"kept": "✓", "repeat": "=", "refused": "✗"}
AROUND = {
    "time": "times",
    "place": "places",
    "policy": "policies",
    "head": "heads",
    "subject": "AI words",
    "other": "others",
}
NOTHING = {"what": "no claim", "place": "no place", "year": "no year"}


def header(article: Article, why: Why) -> list[str]:
    """Title, who and when, and what the reader takes the text for."""
    published = article.published_at or article.published_on or article.published_year
    known = [str(x) for x in (article.publisher, article.host, published) if x] or ["publisher and date unknown"]
    place = f" of {why.title_place} {why.names.get(why.title_place, '')}" if why.title_place else ""
    return [article.title or "(no title)", f"{' / '.join(known)}; read as {why.profile}{place}"]


def fate(figure: Figure) -> str:
    """actual, target or forecast where a figure was kept, else repeat or refused."""
    return figure.claims[0].status if figure.fate == "kept" else figure.fate


def fields(claim: Claim, names: dict[str, str]) -> list[tuple[str, str]]:
    """The fields of a claim that say something, in words."""
    from warehouse.dashboards.figures import figure

    high = f" – {figure(claim.value_high, claim.unit)}" if claim.value_high is not None else ""
    ends = [str(day) for day in (claim.period_start, claim.period_end) if day]
    period = " ".join([claim.period_type, *ends]) if claim.period_type != "none" else ""
    told = {
        "region": f"{claim.region} {names.get(claim.region, '')}" if claim.region else "no place",
        "metric": f"{claim.metric} {names[claim.metric]}",
        "measure": claim.measure,
        "value": f"{figure(claim.value, claim.unit, claim.comparator)}{high}",
        "exactly": f"{claim.comparator} {claim.value:f} {claim.unit}",
        "year": str(claim.year or "no year"),
        "status": claim.status,
        "sector": claim.sector,
        "period": period,
        "as_of": str(claim.as_of or ""),
    } | {name: getattr(claim, name) for name in ("scope", "item", "policy", "hedge")}
    return [(name, text) for name, text in told.items() if text]


def layers(figure: Figure) -> list[tuple[str, str]]:
    """What the layers under the choice made of a figure: characters, quantity, and what its sentence names."""
    q = figure.quantity
    high = f" to {q['high']:f}" if q["high"] is not None else ""
    told = [("characters", f"{figure.text} → {figure.levelled}")] if figure.levelled else []
    told.append(("quantity", f"{q['value']:f}{high} {q['unit'] or '(no unit)'}, {q['comparator']}, {q['kind']}"))
    for kind, label in AROUND.items():
        said = [
            f"{m.text}{f' → {m.levelled}' if m.levelled else ''} ({m.says})" for m in figure.around if m.kind == kind
        ]
        told += [(label, " · ".join(said))] if said else []
    return told


def option(weighing: Weighing, ranked: dict[str, Any], names: dict[str, str]) -> str:
    """One option in words.  place, 340100 -> '340100 合肥市 (region_from_clause)'"""
    value = ranked["value"]
    if value is None:
        return f"{NOTHING.get(weighing.field, 'none')} ({ranked['reason']})"
    if weighing.field == "place":
        value = f"{value} {names.get(value, '')}".strip()
    return f"{value} ({ranked['reason']})" if weighing.field in ("place", "year") else str(value)


def percent(probability: float) -> str:
    """0.9996 -> '100%', 0.0003 -> '<0.1%'"""
    return "<0.1%" if probability < 0.0005 else f"{probability * 100:.3g}%"


def spoke(weighing: Weighing) -> str:
    """The marks that decided, with what they moved; those of the runner-up speak against it."""
    sides = {"winner": "for it", "runner-up": "against the next"}
    told = []
    for on, label in sides.items():
        marks = [f"{m['mark']} +{m['difference']:.2f}" for m in weighing.marks if m["on"] == on]
        told += [f"{label}: {' · '.join(marks)}"] if marks else []
    return "; ".join(told)


def pieces(why: Why) -> Iterator[tuple[str, Figure | None, list[Mention]]]:
    """The body cut wherever something begins or ends: each piece, its figure, and what it is part of.

    '合肥有大模型12个' -> 合肥 (place), 有, 大模型 (head, subject), 12个 with its figure
    """
    begins: dict[int, list[Any]] = {}
    told: list[Any] = [*why.figures, *why.passed, *why.mentions]
    for item in told:
        begins.setdefault(item.start, []).append(item)
    cuts = {0, len(why.body), *begins, *(item.end for item in told)}
    held: list[Any] = []
    for start, end in pairwise(sorted(cuts)):
        held = [item for item in held if item.end > start] + begins.get(start, [])
        figure = next((i for i in held if hasattr(i, "fate")), None)
        yield why.body[start:end], figure, [i for i in held if i is not figure]


def passed_over(why: Why) -> list[tuple[str, str]]:
    """The numbers that are no candidates, by reason."""
    texts: dict[str, Counter[str]] = {}
    for number in why.passed:
        texts.setdefault(number.says, Counter())[number.text] += 1
    return [
        (reason, " · ".join(f"{text} ×{n}" if n > 1 else text for text, n in seen.items()))
        for reason, seen in sorted(texts.items())
    ]


def sign(figure: Figure) -> str:
    """'✓3': fate and number, as the text and the blocks carry them."""
    return f"{SIGNS[figure.fate]}{figure.number}"


def outcome(figure: Figure, why: Why) -> list[tuple[str, str]]:
    """What became of a figure and by which rule, line by line."""
    told = []
    if figure.refusal:
        told.append(("refused", f"{figure.refusal.code}: {figure.refusal.remedy}"))
    elif figure.fate == "repeat":
        told.append(("repeat", f"says again what {f'figure {figure.repeats}' if figure.repeats else 'a figure'} said"))
    label = "would be" if figure.refusal else "claim"
    for claim in figure.claims:
        told.append((label, in_words(claim, why.names)))
        told.append(("rule", f"{claim.rule}: {' · '.join(claim.reasons)}"))
    return told


def in_words(claim: Claim, names: dict[str, str]) -> str:
    """'340100 合肥市 · model_count 大模型数量 · level · 12 · year 2025 · actual ...'"""
    bare = ("region", "metric", "measure", "value", "status")
    return " · ".join(text if name in bare else f"{name} {text}" for name, text in fields(claim, names))


def counted(why: Why) -> str:
    """'7 kept, 1 repeat, 3 refused; 4 numbers are no candidates'"""
    fates = Counter(figure.fate for figure in why.figures)
    return f"{', '.join(f'{fates[name]} {name}' for name in SIGNS)}; {len(why.passed)} numbers are no candidates"
