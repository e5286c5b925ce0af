"""What a browser says of itself, in words that its owner knows again."""

import re
from typing import Final

_BROWSERS: Final = (
    ("YaBrowser", "Яндекс Браузер"),
    ("YaSearchApp", "Приложение Яндекса"),
    ("Edg", "Edge"),
    ("OPR|Opera", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chromium|Chrome|CriOS", "Chrome"),
    ("Version/.+Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS X|Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_of(agent: str) -> str:
    """«Firefox»; a program that is no browser by its first word, which no letter turns into a link."""
    word = re.match(r"[A-Za-z][A-Za-z-]{1,19}", agent)
    return _first(_BROWSERS, agent) or (word[0] if word else "Неизвестный браузер")


def system_of(agent: str) -> str:
    """«Windows»; '' when it does not say."""
    return _first(_SYSTEMS, agent)


def device_of(agent: str) -> str:
    """«Firefox, Windows»."""
    return ", ".join(filter(None, (browser_of(agent), system_of(agent))))


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for pattern, name in known if re.search(pattern, agent)), "")
