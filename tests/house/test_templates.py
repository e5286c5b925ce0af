"""Every template is used, every partial can be answered alone, nothing runs or paints from inside a page."""

import ast
import json
import re
from collections.abc import Iterator

from tests.house.source import CODE, ROOT, files, name_of, text_of, tree_of

TEMPLATES = files("src/templates/*", "src/partials/*")
INLINE = {
    "a script in the page": r"<script(?![^>]*\bsrc=)(?![^>]*type=\"speculationrules\")",
    "a style attribute": r"\sstyle=",
    "a handler in an attribute": r"\son[a-z]+=|hx-on",
    "a link that runs": r"javascript:",
}


def named_in_code() -> Iterator[str]:
    """Texts of the code as regular expressions: what an f-string fills in may be any word."""
    for path in CODE:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                yield "".join(
                    re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[\w./-]+" for p in node.values
                )


def named_in_templates() -> Iterator[str]:
    for path in TEMPLATES:
        yield from map(re.escape, re.findall(r"""["']((?:templates|partials)/[^"']+)["']""", text_of(path)))


def test_every_template_is_used() -> None:
    named = re.compile("|".join({f"(?:{name})" for name in [*named_in_code(), *named_in_templates()] if "." in name}))
    names = {name_of(path).removeprefix("src/"): path for path in TEMPLATES}
    unused = [name for name in names if not named.fullmatch(name) and not named.fullmatch(name.partition("/")[2])]
    assert names
    assert not unused


def test_a_partial_never_extends_and_has_an_id() -> None:
    partials = files("src/partials/*")
    assert partials
    assert not [name_of(path) for path in partials if "{% extends" in text_of(path) or "id=" not in text_of(path)]


def test_pages_hold_no_script_and_no_style_of_their_own() -> None:
    pages = [path for path in TEMPLATES if "mail" not in path.parts]
    assert not [(name_of(p), what) for p in pages for what, mark in INLINE.items() if re.search(mark, text_of(p))]


def test_templates_lie_in_the_package() -> None:
    assert all(path.is_relative_to(ROOT / "src") for path in files("*.html") if "docs" not in path.parts)


def test_no_file_is_asked_for_ahead() -> None:
    """A hand that hovers over a link has the page behind it fetched: never a file, on a slow line least of all."""
    [rules] = re.findall(r'speculationrules">(.*?)</script>', text_of(ROOT / "src/templates/layout.html"))
    selector = json.loads(rules)["prefetch"][0]["where"]["selector_matches"]
    left_out = selector.partition("main a:not(")[2]
    for what in ("[href*='?']", "[href*='.']", "[href*='/photos/']", "[href$=file]", "[href$=marked]"):
        assert what in left_out
