"""What axe finds on a page, and which shapes of pages it has judged already."""

import hashlib
from pathlib import Path

from axe_playwright_python.base import AXE_FILE_PATH

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
RULES = """{runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"], preload: false}"""
SHAPES = """
    const lists = new Set(["TBODY", "UL", "OL", "DL", "SELECT", "svg"]);
    const shape = e => {
        const all = Array.from(e.children, shape);
        const some = lists.has(e.tagName) ? [...new Set(all)].sort() : all.filter((one, i) => one !== all[i - 1]);
        const names = Array.from(e.attributes, a => a.name).filter(name => name !== "data-htmx-powered").join();
        const bare = e.textContent.trim() ? "" : " empty";
        return `${e.tagName}.${e.getAttribute("class")} ${names}${bare}(${some.join()})`;
    };
    const alike = e => {
        const times = new Map();
        const nth = row => { const s = shape(row); times.set(s, (times.get(s) || 0) + 1); return times.get(s); };
        return Array.from(e.children).filter(row => nth(row) > 3);
    };
"""
SHAPE = f"(() => {{ {SHAPES} return shape(document.documentElement); }})()"
"""What axe judges by: two pages of one shape differ in texts, in how many rows of a kind they have, and in HTMX's own
mark on what it has taken up, without which each page without scripts was judged once more."""
FIND = f"""(() => {{ {SHAPES}
    const exclude = Array.from(document.querySelectorAll("tbody, ul, ol")).flatMap(alike);
    const found = axe.run({{include: [document.documentElement], exclude}}, {RULES});
    return found.then(r => r.violations.map(
        v => innerWidth + " px, " + v.id + ": " + v.nodes.map(n => n.html).join(" ")));
}})()"""
"""Of rows of one shape three are judged: on a page of fifty axe took ten seconds."""


class Judged:
    """Shapes that axe has judged, a file for each: the processes of a run share them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def knows(self, dress: object, shape: str) -> bool:
        return self._file(dress, shape).exists()

    def add(self, dress: object, shape: str) -> None:
        self._file(dress, shape).touch()

    def _file(self, dress: object, shape: str) -> Path:
        return self._folder / hashlib.sha256(f"{dress} {shape}".encode()).hexdigest()
