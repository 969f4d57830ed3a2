"""fangzhi read, parse."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli import telling, why_words

if TYPE_CHECKING:
    from schemas.records import Article

_HAN = re.compile("[\u3400-\u9fff]")
File = Annotated[Path, typer.Argument(help="A page: .txt, .md, .html or .htm", exists=True)]


def add_to(app: typer.Typer) -> None:
    app.command(rich_help_panel="One text")(read)
    app.command(rich_help_panel="One text")(parse)


def read(
    given: Annotated[
        str | None,
        typer.Argument(
            metavar="TEXT|FILE", help="A page (.txt, .md, .html or .htm), or the text itself", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One claim a line, as JSON; with --why one record.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Show every figure, kept or refused, with its reasons.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="With --why: write it as a page to OUT.html.", show_default=False)
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Of a typed text.", show_default=False)] = None,
    published: Annotated[
        str | None, typer.Option("--published", help="Of a typed text: 2026-01-31 or 2026.", show_default=False)
    ] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Of a typed text.", show_default=False)] = None,
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
    """Print the claims that a text states; with --why also what was refused, and the reasons. Nothing is kept.

    Examples: `fangzhi read article.txt` · `fangzhi read article.html --json` ·
    `fangzhi read --why "合肥市已备案大模型12个，服务260家企业。" --published 2026` ·
    `fangzhi read --why article.txt --html why.html` ·
    `fangzhi read --jsonl texts.jsonl --out facts.jsonl`
    """
    told = {"title": title, "published": published, "publisher": publisher}
    if (given is None) == (jsonl is None) or (jsonl is None) != (out is None):
        raise telling.NotReadable("Give a TEXT or FILE, or --jsonl IN with --out OUT. See `fangzhi read --help`.")
    if html and not why:
        raise telling.NotReadable(f"--html {html} shows reasons: give --why with it.")
    if jsonl and out:
        if why or any(told.values()):
            raise telling.NotReadable("--why, --title, --published and --publisher are for one text, not for --jsonl.")
        _read_lines(jsonl, out)
    elif given is not None:
        if html and html.resolve() == Path(given).resolve():
            raise telling.NotReadable(f"--html is the input itself: {html}. Nothing was written; give another file.")
        article = _article(given, told)
        _show_why(article, as_json, html) if why else _show_claims(article, as_json)


def _article(given: str, told: dict[str, str | None]) -> Article:
    """The article in a file or in a typed text. Ends the command where there is none, with the reason."""
    from flows.fetching.inbox import Refused
    from flows.parsing.article import parse_text
    from flows.parsing.dates import parse_published
    from flows.parsing.errors import Unparsable
    from flows.stages import single

    path = _path(given)
    stated = {name: _utf8(value) for name, value in told.items() if value}
    if path and stated:
        beside = path.with_name(path.stem + ".meta.toml")
        raise telling.NotReadable(f"--{', --'.join(stated)}: only for a typed text. For {path} write it into {beside}.")
    if "published" in stated and parse_published(stated["published"]).year is None:
        raise telling.NotReadable(f"--published {stated['published']} is no date. Write 2026-01-31 or 2026.")
    try:
        return single.parse_file(path) if path else parse_text(_utf8(given), **stated)
    except (Refused, Unparsable) as error:
        telling.warn(f"{path or 'the typed text'}: {error.evidence} {error.remedy} [{error.code}]")
        sys.exit(telling.REFUSED)


def _utf8(typed: str) -> str:
    """What was typed, without bytes that are no UTF-8."""
    return typed.encode("utf-8", "replace").decode()


def _path(given: str) -> Path | None:
    """The file that was meant, or None where the text itself was typed."""
    from flows.fetching.inbox import TYPES

    path = Path(given)
    try:
        exists = bool(given.strip()) and path.exists()
    except OSError:  # longer than a file's name may be
        exists = False
    named = path.suffix.lower() in TYPES and "\n" not in given
    if not exists and (named or not _HAN.search(given)):
        what = "does not exist" if named else "does not exist and is no Chinese text" if given.strip() else "is blank"
        raise telling.NotReadable(
            f"'{_utf8(given[:80])}' {what}. Give a page that exists, or the text itself in quotes."
        )
    return path if exists else None


def _show_why(article: Article, as_json: bool, html: Path | None) -> None:
    from flows.cli import why
    from flows.reading.read import walked
    from flows.reading.why import of

    record = of(walked(article))
    if html:
        why.write(article, record, html)
    if as_json:
        telling.say(why.as_json(article, record))
    elif html:
        telling.say(f"{html}: {why_words.counted(record)}")
    else:
        why.show(article, record)


def _show_claims(article: Article, as_json: bool) -> None:
    from flows.reading.read import read_article
    from flows.stages import single

    reading = read_article(article)
    facts = [single.fact(claim) for claim in reading.claims]
    if as_json:
        for fact in facts:
            telling.say(json.dumps(fact, ensure_ascii=False))
        return
    published = article.published_at or article.published_on or article.published_year
    telling.say(f"{article.title or '?'}\n{article.publisher or '?'} / {article.host or '?'}, {published or '?'}")
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
