"""Typst makes a PDF of a template of ours and of texts: they come to it as data, never as its markup."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst

HERE: Final = Path(__file__).parent
TEMPLATES: Final = HERE / "templates"
FONTS: Final = HERE / "fonts"
_SPACES: Final = frozenset("\n\u00a0\u202f\u2009")
"""Not printable, and yet meant."""


def press(template: str, told: Mapping[str, Any]) -> bytes:
    """A tagged PDF, the same bytes for the same words. It reads files of its own folder alone and asks nobody."""
    pdf: bytes = typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": json.dumps(clean(told), ensure_ascii=False)},
    )
    return pdf


def clean(told: Any) -> Any:
    """The same without signs that nobody can see or print: they would break a line, or turn its order round."""
    if isinstance(told, str):
        return told if told.isprintable() else "".join(sign if _is_seen(sign) else " " for sign in told)
    if isinstance(told, Mapping):
        return {name: clean(value) for name, value in told.items()}
    return [clean(each) for each in told] if isinstance(told, list | tuple) else told


def _is_seen(sign: str) -> bool:
    return sign.isprintable() or sign in _SPACES
