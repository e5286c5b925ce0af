"""Rooms stay small. A stop holds for each; the goal holds for nine of ten."""

import ast

import pytest

from tests.house.source import CODE, files, functions, is_handler, name_of, text_of, tree_of


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def lines(pattern: str) -> dict[str, int]:
    return {name_of(path): text_of(path).count("\n") for path in files(pattern)}


def measure(kind: str) -> dict[str, int]:
    """Sizes by the name of what has them."""
    if kind == "module":
        return {name_of(path): text_of(path).count("\n") for path in CODE}
    if kind == "imports":
        count = {path: sum(isinstance(n, ast.Import | ast.ImportFrom) for n in tree_of(path).body) for path in CODE}
        return {name_of(path): number for path, number in count.items()}
    if kind in ("function", "handler"):
        found = [pair for path in CODE for pair in functions(path)]
        return {where: length(node) for where, node in found if is_handler(node) == (kind == "handler")}
    if kind == "test":
        found = [pair for path in files("tests/*.py") for pair in functions(path)]
        return {where: length(node) for where, node in found if node.name.startswith("test_")}
    return lines({"template": "src/templates/*", "partial": "src/partials/*", "test module": "tests/*.py"}[kind])


BUDGETS = {
    "module": (150, 250),
    "imports": (10, 15),
    "function": (20, 40),
    "handler": (20, 30),
    "template": (60, 100),
    "partial": (30, 100),
    "test": (12, 30),
    "test module": (250, 250),
}


@pytest.mark.parametrize("kind", BUDGETS)
def test_none_passes_the_stop(kind: str) -> None:
    stop = BUDGETS[kind][1]
    assert not {where: size for where, size in measure(kind).items() if size > stop}


@pytest.mark.parametrize("kind", BUDGETS)
def test_nine_of_ten_keep_the_goal(kind: str) -> None:
    sizes = sorted(measure(kind).items(), key=lambda pair: pair[1])
    assert sizes, f"nothing of the kind {kind} was found"
    assert sizes[min(len(sizes) - 1, int(len(sizes) * 0.9))][1] <= BUDGETS[kind][0], sizes[-len(sizes) // 10 :]
