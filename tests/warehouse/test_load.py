"""Loading: content decides the rows; twice is once; nothing is lost."""

from __future__ import annotations

import polars as pl
import pytest

from tests.warehouse.making import claim, load_into, staged
from warehouse import store
from warehouse.load import NotUnique


@pytest.fixture
def path(tmp_path):
    return tmp_path / "warehouse.duckdb"


def ask(path, query: str) -> list[tuple]:
    with store.opened(path, read_only=True) as con:
        return con.execute(query).fetchall()


def sums(path) -> dict[str, str]:
    with store.opened(path, read_only=True) as con:
        return store.checksums(con)


def test_loading_twice_adds_a_run_and_nothing_else(path):
    first = load_into(path, staged(({}, [claim()])), minute=1)
    before = sums(path)
    second = load_into(path, staged(({}, [claim()])), minute=2)
    assert (first.inserted, second.inserted, second.unchanged, second.closed) == (1, 0, 1, 0)
    assert sums(path) == before
    assert ask(path, "SELECT count(*) FROM fct_run") == [(2,)]


def test_another_reading_closes_the_row_and_opens_a_new_one(path):
    load_into(path, staged(({}, [claim(sector="ai")])), minute=1)
    done = load_into(path, staged(({}, [claim(sector="llm")])), minute=2)
    assert (done.inserted, done.closed, done.current) == (1, 1, 1)
    rows = ask(path, "SELECT sector, known_to IS NULL FROM fct_claim ORDER BY known_from")
    assert rows == [("ai", False), ("llm", True)]


def test_how_it_was_read_is_updated_in_place(path):
    load_into(path, staged(({}, [claim(rule="old")])), minute=1)
    done = load_into(path, staged(({}, [claim(rule="new")])), minute=2)
    assert (done.inserted, done.closed) == (0, 0)
    assert ask(path, "SELECT rule, count(*) FROM fct_claim GROUP BY ALL") == [("new", 1)]


def test_what_is_no_longer_read_is_closed(path):
    load_into(path, staged(({}, [claim(), claim(year=2024)])), minute=1)
    done = load_into(path, staged(({}, [claim()])), minute=2)
    assert (done.closed, done.current) == (1, 1)


def test_a_new_version_closes_the_claims_of_the_old_one(path):
    load_into(path, staged(({"number": 1, "body": claim("3000").sentence}, [claim("3000")])), minute=1)
    load_into(path, staged(({"number": 2, "body": claim("3100").sentence}, [claim("3100")])), minute=2)
    assert ask(path, "SELECT value::BIGINT FROM fct_claim WHERE known_to IS NULL") == [(310_000_000_000,)]
    chain = ask(
        path,
        "SELECT version_before IS NULL, version_after IS NULL, version_reason FROM dim_article ORDER BY fetched_at",
    )
    assert chain == [(True, False, None), (False, True, "publisher")]


def test_one_page_labelled_otherwise_replaces_its_article(path):
    """A meta file that mends the title makes another article of the same bytes."""
    load_into(path, staged(({"number": 1, "title": "错题"}, [claim()])), minute=1)
    frames = staged(({"number": 1, "title": "对题"}, [claim()]))
    frames["dim_article"] = frames["dim_article"].with_columns(fetched_at=pl.col("fetched_at").dt.offset_by("1h"))
    frames["article_page"] = frames["article_page"].with_columns(fetched_at=pl.col("fetched_at").dt.offset_by("1h"))
    load_into(path, frames, minute=2)
    query = "SELECT title FROM fct_claim JOIN dim_article USING (article_id) WHERE known_to IS NULL"
    assert ask(path, query) == [("对题",)]


def test_a_key_that_is_staged_twice_loads_nothing(path):
    frames = staged(({}, [claim(), claim()]))
    with pytest.raises(NotUnique, match="claim_id"):
        load_into(path, frames)
    assert ask(path, "SELECT count(*) FROM dim_article") == [(0,)]


def test_versions_of_one_run_are_chained_in_order_of_fetching(path):
    stories = [({"body": claim(v).sentence}, [claim(v)]) for v in ("3000", "3100", "3200")]
    done = load_into(path, staged(*stories))
    assert (done.inserted, done.closed, done.current) == (3, 2, 1)
    assert ask(path, "SELECT value::BIGINT FROM fct_claim WHERE known_to IS NULL") == [(320_000_000_000,)]


def test_a_store_of_other_contracts_is_refused_with_the_remedy(path):
    load_into(path, staged(({}, [claim()])))
    with store.opened(path) as con:
        con.execute("UPDATE meta_store SET schema_fingerprint = 'older'")
    with pytest.raises(store.StoreVersion, match="fangzhi rebuild"), store.opened(path):
        pass


def test_the_checksum_sees_a_changed_value_and_no_instant(path, tmp_path):
    other = tmp_path / "other.duckdb"
    load_into(path, staged(({}, [claim("3000")])), minute=1)
    load_into(other, staged(({}, [claim("3000")])), minute=9)
    assert sums(path) == sums(other)
    with store.opened(other) as con:
        con.execute("UPDATE fct_claim SET comparator = 'ge'")
    assert sums(path)["fct_claim"] != sums(other)["fct_claim"]
