"""Our own scripts lose their comments and indents, and nothing else; other people's are served to the byte."""

from src.web.assets import load_assets, small_js
from tests.house.source import ROOT, files, text_of


def test_comments_and_indents_go():
    text = '"use strict";\n// why\nfor (;;) {\n  say("// no comment"); // stays\n\n  }\n'
    assert small_js(text).decode() == '"use strict";\nfor (;;) {\nsay("// no comment"); // stays\n}'


def test_our_scripts_hold_no_text_over_lines():
    own = [path for path in files("static/*.js") if "-" not in path.name]
    assert own
    lines = [(path.name, line) for path in own for line in text_of(path).splitlines()]
    assert not [each for each in lines if each[1].count("`") % 2 or "/*" in each[1]]


def test_what_others_wrote_is_served_to_the_byte():
    assets = load_assets(ROOT / "static")
    name = "htmx-4.0.1.min.js"
    assert assets.by_path[assets.address(name)].bodies[""] == (ROOT / "static" / name).read_bytes()
