"""The house's own rules. Each failure says what to do."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import main
from schemas import vocabulary
from schemas.contracts import contracts
from tests.warehouse.making import claim, load_into, staged
from warehouse import dictionary, marts, store
from warehouse.publish import publish

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("flows", "schemas", "warehouse")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
ABOVE = {"schemas": {"warehouse", "flows"}, "warehouse": {"flows"}, "flows": set()}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[str]:
    """Top-level packages that a file imports, wherever in it the import stands."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_prefect_is_spoken_on_the_ground_floor_only(path: Path):
    if path.parent != ROOT / "flows":
        assert "prefect" not in imported(path), (
            f"{name(path)} imports Prefect. Only files directly in flows/ may: put the logic here into a plain "
            "function and wrap it in flows/tasks.py."
        )


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_one_way(path: Path):
    room = path.relative_to(ROOT).parts[0]
    wrong = imported(path) & ABOVE[room]
    assert not wrong, (
        f"{name(path)} imports {sorted(wrong)}, but flows may import warehouse and schemas, warehouse may import "
        "schemas, and schemas nobody. Move what both need down."
    )


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_short(path: Path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 300, f"{name(path)} has {lines} lines; at 200 look for the second thing in it, at 300 it must go."


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=name)
def test_package_files_are_empty(path: Path):
    assert not path.read_text(encoding="utf-8").strip(), (
        f"{name(path)} must stay empty: importing a room drags nothing in."
    )


def test_nobody_keeps_a_drawer():
    drawers = [name(p) for p in MODULES if p.stem in ("utils", "util", "helpers", "common", "misc")]
    assert not drawers, f"{drawers}: name the file after what it does."


@pytest.mark.parametrize("metric", vocabulary.metrics().values(), ids=lambda m: m.metric)
def test_every_metric_has_examples_and_counter_examples(metric):
    assert metric.yes and metric.no, (
        f"metrics.toml, [{metric.metric}]: give `yes` (texts that state it, with their fields) and `no` (texts that "
        "look alike and do not). They are its tests."
    )


def test_generated_docs_are_fresh():
    written = (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8")
    assert written == dictionary.dictionary(), "docs/dictionary.md is stale: run `make docs` and commit it."


@pytest.mark.parametrize("model", contracts().values(), ids=lambda m: m.table())
def test_contracts_say_what_they_hold(model):
    zh, en = model.comment()
    assert zh and en, f"{model.__name__} needs a docstring (English) and Config.metadata['zh']."
    for column, field in model.to_schema().columns.items():
        assert field.description and field.metadata["zh"], f"{model.__name__}.{column} needs both comments."


def test_one_file_a_table():
    for model in contracts().values():
        assert model.__module__ == f"schemas.{model.table()}", (
            f"{model.__name__} belongs into schemas/{model.table()}.py"
        )


@pytest.mark.parametrize("mart", marts.marts().values(), ids=lambda m: m.name)
def test_grain_is_among_the_columns(mart):
    assert set(mart.grain) <= set(mart.columns), f"{mart.name}.sql: the grain names columns that the header lacks."


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    folder = tmp_path_factory.mktemp("published")
    load_into(folder / "warehouse.duckdb", staged(({}, [claim()])))
    publish(folder / "warehouse.duckdb", folder)
    return folder / "fangzhi.duckdb"


@pytest.mark.parametrize("mart", marts.marts().values(), ids=lambda m: m.name)
def test_mart_headers_equal_the_materialised_columns(mart, published):
    with store.reading(published) as con:
        actual = [row[0] for row in con.execute(f"DESCRIBE {mart.name}").fetchall()]
    assert actual == list(mart.columns), f"{mart.name}.sql: make its column lines equal to its select list."


def test_a_plain_run_does_without_prefect(tmp_path):
    program = (
        "import sys; sys.argv = ['fangzhi', 'run', '--plain', '--data', sys.argv[1]]\n"
        "from flows.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('prefect' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("False"), "A plain run imports Prefect: see who in flows/stages/ does."


def test_help_imports_nothing_heavy():
    program = (
        "import sys; sys.argv = ['fangzhi', '--help']\n"
        "from flows.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('prefect', 'polars', 'duckdb', 'pandera') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = done.stdout.strip().splitlines()[-1]
    assert heavy == "[]", f"`fangzhi --help` imports {heavy}: import it inside the command that needs it."


def test_readme_names_every_command():
    main.add_commands()
    commands = [command.callback.__name__ for command in main.app.registered_commands]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    missing = [command for command in commands if f"`fangzhi {command}" not in readme]
    assert not missing, f"README.md: its table lacks {missing}."


def test_no_addresses_in_the_lock():
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line], "requirements.lock holds addresses: make it with `make lock`."


def test_no_replacement_characters_in_what_we_ship():
    shipped = [
        p for folder in ("samples", "schemas", "tests/fixtures") for p in (ROOT / folder).rglob("*") if p.is_file()
    ]
    broken = [
        name(p)
        for p in shipped
        if p.suffix in (".csv", ".toml", ".json", ".jsonl", ".md") and "\ufffd" in p.read_text("utf-8")
    ]
    assert not broken, f"{broken}: a wrong decoding was saved as truth."
