"""The base of every contract: a pandera model that also tells its key, its readers and its Chinese.

A contract's docstring is the table's English comment. Its `Config` states `unique` (the key) and
`metadata`: `zh` (the Chinese comment), `journal` (grows with every run; others are the ledger, which
content alone decides) and `private` (never published).
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import pandera.polars as pa
import polars as pl

Text = pl.String
Whole = pl.Int64
Flag = pl.Boolean
Day = pl.Date
Instant = Annotated[pl.Datetime, "us", "UTC"]
Value = Annotated[pl.Decimal, 28, 6]
Number = pl.Float64
Texts = Annotated[pl.List, pl.String]
Wholes = Annotated[pl.List, pl.Int64]


def column(zh: str, en: str, *, null: bool = False, role: str = "content", **checks: Any) -> Any:
    """A column with its comment in both languages.

    role: `content` makes the row what it is; `how` says how it was made (rule, versions) and is updated
    in place; `when` is an instant or a run and stays out of the ledger checksum.
    """
    return pa.Field(nullable=null, description=en, metadata={"zh": zh, "role": role}, **checks)


class Table(pa.DataFrameModel):
    """One table of the warehouse."""

    Config: ClassVar[Any]

    class Config:  # type: ignore[no-redef]
        strict = True

    @classmethod
    def table(cls) -> str:
        """Its name in SQL: FctClaim -> fct_claim."""
        return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")

    @classmethod
    def key(cls) -> list[str]:
        return list(cls.Config.unique)

    @classmethod
    def comment(cls) -> tuple[str, str]:
        """Chinese, English."""
        return cls.Config.metadata["zh"], " ".join((cls.__doc__ or "").split())

    @classmethod
    def is_ledger(cls) -> bool:
        return not cls.Config.metadata.get("journal", False)

    @classmethod
    def is_private(cls) -> bool:
        return bool(cls.Config.metadata.get("private", False))

    @classmethod
    def columns(cls, *roles: str) -> list[str]:
        """Column names in order; only those of the given roles, if any are given."""
        schema = cls.to_schema()
        return [n for n, c in schema.columns.items() if not roles or (c.metadata or {})["role"] in roles]

    @classmethod
    def polars_schema(cls) -> pl.Schema:
        return pl.Schema({n: c.dtype.type for n, c in cls.to_schema().columns.items()})

    @classmethod
    def frame(cls, rows: list[dict[str, Any]]) -> pl.DataFrame:
        """The rows as a frame with this table's columns and types; a missing field is null."""
        return pl.DataFrame(rows, schema=cls.polars_schema(), orient="row")
