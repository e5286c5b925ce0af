"""What axe finds on a page, and which shapes of pages it has judged already."""

import hashlib
from pathlib import Path

from axe_playwright_python.base import AXE_FILE_PATH

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
RULES = """{runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"], preload: false}"""
SHAPES = """
    const lists = new Set(["TBODY", "UL", "OL", "DL", "SELECT", "svg"]);
    const named = e => e ? `${e.tagName}.${e.getAttribute("class")}` : "";
    const shape = e => {
        const all = Array.from(e.children, shape);
        const some = lists.has(e.tagName) ? [...new Set(all)].sort() : all.filter((one, i) => one !== all[i - 1]);
        const names = Array.from(e.attributes, a => a.name).filter(name => name !== "data-htmx-powered").join();
        const bare = e.textContent.trim() ? "" : " empty";
        const hidden = e.checkVisibility() ? "" : " hidden";
        return `${named(e)} ${names}${bare}${hidden}(${some.join()})`;
    };
    const alike = e => {
        const times = new Map();
        const nth = row => { const s = shape(row); times.set(s, (times.get(s) || 0) + 1); return times.get(s); };
        return Array.from(e.children).filter(row => nth(row) > 3);
    };
"""
PARTS = """
    const main = document.querySelector("main");
    const divided = e => e === main || e.parentElement === main && e.tagName === "DIV";
    const parts = e => Array.from(e.children).flatMap(one => divided(one) ? parts(one) : [one]);
    const place = e => {
        const { color, backgroundColor } = getComputedStyle(e);
        return [named(e.parentElement.parentElement), named(e.parentElement), named(e.previousElementSibling), color,
            backgroundColor, shape(e)].join(" ");
    };
"""
SEEN = f"""(() => {{ {SHAPES} {PARTS} return {{
    htmx: typeof htmx,
    html: document.documentElement.outerHTML,
    shape: shape(document.documentElement),
    parts: parts(document.body).map(place),
}}; }})()"""
"""What axe judges by: two pages of one shape differ in texts, in how many rows of a kind they have, and in HTMX's own
mark on what it has taken up, without which each page without scripts was judged once more. Of a page of another shape
its parts may be known: a form, a section, a paragraph of this shape in such a place."""
FIND = f"""(known => {{ {SHAPES} {PARTS}
    const rows = Array.from(document.querySelectorAll("tbody, ul, ol")).flatMap(alike);
    const exclude = rows.concat(parts(document.body).filter((_, i) => known.includes(i)));
    const found = axe.run({{include: [document.documentElement], exclude}}, {RULES});
    return found.then(r => r.violations.map(
        v => innerWidth + " px, " + v.id + ": " + v.nodes.map(n => n.html).join(" ")));
}})"""
"""Of rows of one shape three are judged: on a page of fifty axe took ten seconds. Nor are the known parts, whose
numbers are told; what is asked of a page as a whole, is asked of all of it."""


class Judged:
    """Shapes that axe has judged, a file for each: the processes of a run share them."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._seen: set[str] = set()

    def saw(self, dress: object, html: str) -> bool:
        """Whether this process has looked at the very same page."""
        return self._name(dress, html) in self._seen

    def see(self, dress: object, html: str) -> None:
        self._seen.add(self._name(dress, html))

    def knows(self, dress: object, shape: str) -> bool:
        return self._file(dress, shape).exists()

    def add(self, dress: object, shape: str) -> None:
        self._file(dress, shape).touch()

    def _file(self, dress: object, shape: str) -> Path:
        return self._folder / self._name(dress, shape)

    def _name(self, dress: object, looks: str) -> str:
        return hashlib.sha256(f"{dress} {looks}".encode()).hexdigest()
