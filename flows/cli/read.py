"""fangzhi read, parse."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli import telling

File = Annotated[Path, typer.Argument(help="A page: .txt, .md, .html or .htm", exists=True)]


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel="One text")(read)
    app.command(rich_help_panel="One text")(parse)


def read(
    file: Annotated[
        Path | None, typer.Argument(help="A page: .txt, .md, .html or .htm", show_default=False, exists=True)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One claim a line, as JSON.")] = False,
    jsonl: Annotated[
        Path | None,
        typer.Option(
            "--jsonl", help="Many texts: one {id, title, source, published, text} a line.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="With --jsonl: where {id, facts} lines go.", show_default=False)
    ] = None,
) -> None:
    """Print the claims that a text states. Nothing is kept.

    Examples: `fangzhi read article.txt` · `fangzhi read article.html --json` ·
    `fangzhi read --jsonl texts.jsonl --out facts.jsonl`
    """
    if (file is None) == (jsonl is None) or (jsonl is None) != (out is None):
        raise telling.NotReadable("Give a FILE, or --jsonl IN with --out OUT. See `fangzhi read --help`.")
    if jsonl and out:
        _read_lines(jsonl, out)
    elif file:
        _read_file(file, as_json)


def _read_file(file: Path, as_json: bool) -> None:
    from flows.fetching.inbox import Refused
    from flows.parsing.errors import Unparsable
    from flows.stages import single

    try:
        article, reading = single.read_file(file)
    except (Refused, Unparsable) as error:
        telling.warn(f"{file}: {error.evidence} {error.remedy} [{error.code}]")
        sys.exit(telling.REFUSED)
    facts = [single.fact(claim) for claim in reading.claims]
    if as_json:
        for fact in facts:
            telling.say(json.dumps(fact, ensure_ascii=False))
        return
    published = article.published_at or article.published_on or article.published_year
    telling.say(f"{article.title or file.name}\n{article.publisher or '?'} / {article.host or '?'}, {published or '?'}")
    telling.table([_row(fact) for fact in facts])
    telling.say(f"{len(facts)} claims, {reading.repeats} repeats, {len(reading.refusals)} candidates rejected")


def _row(fact: dict[str, Any]) -> dict[str, Any]:
    names = ("region", "metric", "measure", "value", "value_high", "unit", "comparator", "year", "status", "quote")
    return {name: fact[name] for name in names}


def _read_lines(jsonl: Path, out: Path) -> None:
    from rich.progress import track

    from flows.stages import single

    if out.exists() and out.samefile(jsonl):
        raise telling.NotReadable(f"--out is the input itself: {jsonl}. Nothing was written.")
    bad = 0
    try:
        lines = jsonl.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise telling.NotReadable(f"{jsonl} cannot be read: {error}") from None
    with out.open("w", encoding="utf-8") as file:
        texts = single.read_lines(lines, str(jsonl))
        for document in track(texts, "reading", total=len(lines), disable=not sys.stderr.isatty()):
            if isinstance(document, single.BadLine):
                bad += 1
                telling.warn(str(document))
            else:
                file.write(json.dumps(document, ensure_ascii=False) + "\n")
    if bad:
        sys.exit(telling.REFUSED)


def parse(file: File) -> None:
    """Show how a page is cut: each line with the role it was given and why."""
    from flows.fetching.inbox import Refused
    from flows.parsing.errors import Unparsable
    from flows.stages import single

    try:
        article = single.parse_file(file)
    except (Refused, Unparsable) as error:
        telling.warn(f"{file}: {error.evidence} {error.remedy} [{error.code}]")
        sys.exit(telling.REFUSED)
    telling.table([{"role": x.role, "line": x.text[:60], "why": x.reason} for x in article.lines if x.text.strip()])
    told = {"title": article.title, "publisher": article.publisher, "host": article.host, "url": article.url}
    told["published"] = str(article.published_at or article.published_on or article.published_year or "")
    telling.table([{"": k, "value": v, "evidence": article.evidence.get(k, "")} for k, v in told.items()])
