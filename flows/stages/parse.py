"""Page -> article: what the journal holds since the last run, in batches of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flows.fetching.archive import Archive, Damaged, Entry, meta_sha256
from flows.parsing.article import PARSER_VERSION, parse_page
from flows.parsing.errors import Unparsable
from flows.stages import rows
from flows.stages.run import BATCH, Run, Stage, balanced, progress, timed
from schemas.records import Page, Refusal
from warehouse import store

GONE = Refusal("page_gone", "Its bytes are not in the archive.", "Restore data/archive from a backup.")


def parse(run: Run) -> Stage:
    """Parse each page that the journal names since the last run, once; pages that failed to come are rejects.

    Writes batches of dim_article, article_page, stg_text and fct_reject.
    """

    def work() -> tuple[dict[str, int], dict[str, str]]:
        archive = Archive(run.data)
        mark, last, known = _state(run)
        entries, mark = archive.since(mark)
        _reject_failed(run, entries)
        fresh = list(_changes(entries, last))
        counts = Counter(articles=0, further=0, rejected=0)
        for start in range(0, len(fresh), BATCH):
            progress("parse", start, len(fresh))
            counts.update(_parse_batch(run, archive, fresh[start : start + BATCH], start // BATCH, known))
        progress("parse", len(fresh), len(fresh))
        return {"pages": len(fresh), **balanced("parse", len(fresh), **counts)}, {"mark": mark}

    return timed("parse", work)


def _state(run: Run) -> tuple[str, dict[str, tuple[str, str]], set[str]]:
    """How far the journal was read, what each name held last, which articles are in force."""
    with store.opened(run.warehouse, read_only=True) as con:
        mark = con.execute("SELECT arg_max(journal_mark, committed_at) FROM fct_run").fetchall()[0][0] or ""
        articles = con.execute("SELECT article_id FROM dim_article WHERE version_after IS NULL").fetchall()
        return mark, store.last_pages(con), {article_id for (article_id,) in articles}


def _changes(entries: list[Entry], last: dict[str, tuple[str, str]]) -> Iterator[Entry]:
    """Entries that bring something else than their name held before; a crash may have noted one twice."""
    for entry in entries:
        page = (entry.sha256 or "", meta_sha256(entry.meta))
        if entry.status == "new" and last.get(entry.name) != page:
            last[entry.name] = page
            yield entry


def _reject_failed(run: Run, entries: list[Entry]) -> None:
    rejects = {}
    for entry in entries:
        if entry.status == "failed":
            refusal = Refusal(entry.code or "failed", entry.evidence or "", entry.remedy or "")
            row = rows.reject_row("fetch", refusal, run, PARSER_VERSION, entry=entry)
            rejects[row["reject_id"]] = row
    rows.write(run, "fct_reject", "fetch", list(rejects.values()))


def _parse_batch(run: Run, archive: Archive, batch: list[Entry], number: int, known: set[str]) -> Counter[str]:
    """Parse one batch and write it; `known` gains the articles that are new."""
    tables: dict[str, list[dict]] = {t: [] for t in ("dim_article", "article_page", "stg_text", "fct_reject")}
    counts: Counter[str] = Counter()
    for entry in batch:
        counts[_parse_one(run, archive, entry, tables, known)] += 1
    for table, batch_rows in tables.items():
        rows.write(run, table, f"parse-{number:05}", batch_rows)
    return counts


def _parse_one(run: Run, archive: Archive, entry: Entry, tables: dict[str, list[dict]], known: set[str]) -> str:
    page = Page(entry.sha256 or "", entry.name, b"", "", entry.source, entry.fetched_at, entry.meta)
    try:
        page = archive.page(entry)
        article = parse_page(page)
        row = rows.article_row(article, page)
    except FileNotFoundError:
        refusal = GONE
    except Damaged as error:
        refusal = Refusal("page_damaged", str(error), "Restore data/archive from a backup, then `fangzhi rebuild`.")
    except Unparsable as error:
        refusal = Refusal(error.code, error.evidence, error.remedy)
    except Exception as error:  # a defect of ours must not cost the rest of the batch
        refusal = Refusal("defect", f"{type(error).__name__}: {error}", "Please report it with the page.")
    else:
        tables["article_page"].append(rows.page_row(row["article_id"], page))
        if row["article_id"] in known:
            return "further"
        known.add(row["article_id"])
        tables["dim_article"].append(row)
        tables["stg_text"].append(rows.text_row(row["article_id"], article))
        return "articles"
    tables["fct_reject"].append(rows.reject_row("parse", refusal, run, PARSER_VERSION, page=page))
    return "rejected"
