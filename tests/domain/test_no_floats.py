"""Energy and money never pass through binary fractions: the domain writes none."""

import ast
from pathlib import Path

import pytest

DOMAIN = Path(__file__).parents[2] / "src" / "domain"


@pytest.mark.parametrize("path", sorted(DOMAIN.glob("*.py")), ids=lambda path: path.stem)
def test_no_float_is_written(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    literals = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, float)]
    names = [node.id for node in nodes if isinstance(node, ast.Name) and node.id == "float"]
    divisions = [node.lineno for node in nodes if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)]
    assert (literals, names, divisions) == ([], [], [])
