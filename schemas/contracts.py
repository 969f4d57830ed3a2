"""All contracts, found by folder: every file of `schemas/` that declares a Table."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import schemas
from schemas.table import Table


@cache
def contracts() -> dict[str, type[Table]]:
    """Table name -> contract, in alphabetical order.  'fct_claim' -> FctClaim"""
    found: dict[str, type[Table]] = {}
    for module in sorted(m.name for m in pkgutil.iter_modules(schemas.__path__)):
        if module.startswith(("dim_", "fct_", "stg_", "article_")):
            loaded = importlib.import_module(f"schemas.{module}")
            models = [
                v for v in vars(loaded).values() if isinstance(v, type) and issubclass(v, Table) and v is not Table
            ]
            found |= {model.table(): model for model in models}
    return found


def ledger() -> dict[str, type[Table]]:
    """The tables that content decides."""
    return {name: model for name, model in contracts().items() if model.is_ledger()}


def published() -> dict[str, type[Table]]:
    """The tables that leave the house."""
    return {name: model for name, model in contracts().items() if not model.is_private()}
