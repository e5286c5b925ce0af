"""What the house tests look at: the files of the repository and their syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERBS = {"get", "post", "put", "patch", "delete", "route", "head"}


@cache
def files(*patterns: str) -> tuple[Path, ...]:
    """Files that belong to the repository: tracked, or new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    return tuple(ROOT / name for name in sorted(set(listed)) if name and (ROOT / name).is_file())


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path), filename=str(path))


@cache
def functions(path: Path) -> tuple[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef], ...]:
    """Every function of a module with the name to print: `src/x.py:12 name`."""
    return tuple(
        (f"{name_of(path)}:{node.lineno} {node.name}", node)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def is_handler(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a verb of HTTP decorates it: `@get(…)`, `@litestar.post(…)`."""
    called = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
    return any(getattr(each, "id", getattr(each, "attr", "")) in VERBS for each in called)


CODE = tuple(path for path in files("src/*.py") if "migrations" not in path.parts)
"""The modules whose size and habits count: what a migration has said once is never touched again."""
