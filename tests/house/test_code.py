"""Habits that no linter holds."""

import ast
from pathlib import Path

from tests.house.source import CODE, files, functions, is_handler, name_of, text_of, tree_of

FORBIDDEN_NAMES = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py"}


def imports_inside(path: Path) -> list[str]:
    found = [(where, inner) for where, node in functions(path) for inner in ast.walk(node)]
    return [where for where, inner in found if isinstance(inner, ast.Import | ast.ImportFrom)]


def test_no_module_is_a_drawer_for_everything() -> None:
    assert not [name_of(path) for path in files("*.py") if path.name in FORBIDDEN_NAMES]


def test_nothing_is_imported_inside_a_function() -> None:
    assert not [where for path in CODE for where in imports_inside(path)]


def test_no_comment_promises_later_work() -> None:
    promises = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "NotImplemented" + "Error"]
    assert not [
        (name_of(path), word)
        for path in files("*.py", "*.html", "*.css", "*.js")
        for word in promises
        if not path.name.startswith(("htmx-", "altcha-")) and word in text_of(path)
    ]


def test_only_services_and_storage_open_transactions() -> None:
    rooms = {"services", "storage"}
    opened = [path for path in CODE if not rooms & set(path.parts) and "storage.engine import" in text_of(path)]
    assert not [name_of(path) for path in opened if "transaction" in names_called(path)]


def names_called(path: Path) -> set[str]:
    calls = [node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    return {getattr(call, "id", getattr(call, "attr", "")) for call in calls}


def test_only_the_settings_and_the_command_line_know_the_environment() -> None:
    readers = {name_of(path) for path in CODE if "os.environ" in text_of(path) and "sandbox" not in path.parts}
    assert readers == {"src/cli.py"}


def test_every_handler_has_exactly_one_guard() -> None:
    handlers = [
        (where, node) for path in files("src/routes/*.py") for where, node in functions(path) if is_handler(node)
    ]
    assert handlers
    assert not [where for where, node in handlers if guards(node) != 1]


def guards(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    keywords = [kw for call in node.decorator_list if isinstance(call, ast.Call) for kw in call.keywords]
    return sum(kw.arg == "dependencies" for kw in keywords)
