"""What a child of the workshop can be asked to do with pictures: plain arguments and answers; a refusal is one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from src.domain.photos import PhotoRefused
from src.photos.answers import DEVELOP
from src.photos.develop import develop


def _develop(source: str, whole: str, small: str) -> dict[str, Any]:
    try:
        return develop(Path(source), Path(whole), Path(small))._asdict()
    except PhotoRefused as refusal:
        return {"refused": str(refusal.fault)}


TASKS: dict[str, Callable[..., dict[str, Any]]] = {DEVELOP: _develop}
