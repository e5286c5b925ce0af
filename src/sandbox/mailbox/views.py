"""HTML of the mailbox's pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from src.sandbox.mailbox.letters import Letter

View = Callable[[Letter], str]
LINK = re.compile(r"https?://[^\s<>\"]+")
STYLE = """
:root{color-scheme:light dark}
body{font:100%/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8886;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
iframe{width:100%;height:24rem;border:1px solid #8886;background:#fff}
.code{font-size:1.5rem;font-weight:700;font-feature-settings:"tnum"}
"""


def show_list(letters: Iterable[Letter]) -> str:
    """Codes of pictures first, they are short; then letters, both newest first."""
    heap = list(letters)
    codes = "".join(_code_row(letter) for letter in heap if letter.code)
    rows = "".join(_letter_row(letter) for letter in heap if not letter.code)
    body = (
        "<p>Всё, что портал отправил по почте в этой демонстрации. Обновите страницу, чтобы увидеть новое.</p>"
        f"<h2>Письма</h2>{_table('Тема|Кому|Когда', rows, 'Писем пока нет.')}"
        f"<h2>Коды с картинок</h2>{_table('Код|Картинка|Когда', codes, 'Кодов пока нет.')}"
    )
    return _page("Почтовый ящик демонстрации", body)


def show_letter(letter: Letter) -> str:
    """The text with live links, then the HTML in a frame that may do nothing but open a link in a new window."""
    frame = (
        f'<h2>Вид письма</h2><iframe title="Письмо в виде HTML" src="/letters/{letter.id}/html" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    body = (
        f"<p>Кому: {escape(', '.join(letter.recipients))}<br>От: {escape(letter.sender)}<br>Когда: {_when(letter)}</p>"
        f"<h2>Текст</h2><pre>{_linked(letter.text)}</pre>{frame if letter.html else ''}"
        '<p><a href="/">Все письма</a></p>'
    )
    return _page(letter.subject or "Без темы", body)


def show_missing() -> str:
    return _page("Такого письма нет", '<p>Возможно, ящик перезапустили. <a href="/">Все письма</a></p>')


def _linked(text: str) -> str:
    """Escaped text whose addresses are links."""
    parts, end = [], 0
    for match in LINK.finditer(text):
        parts += [escape(text[end : match.start()]), f'<a href="{escape(match[0])}">{escape(match[0])}</a>']
        end = match.end()
    return "".join([*parts, escape(text[end:])])


def _letter_row(letter: Letter) -> str:
    subject = escape(letter.subject or "Без темы")
    to = escape(", ".join(letter.recipients))
    return f'<tr><td><a href="/letters/{letter.id}">{subject}</a></td><td>{to}</td><td>{_when(letter)}</td></tr>'


def _code_row(letter: Letter) -> str:
    name = escape(letter.subject)
    return f'<tr><td class="code">{escape(letter.code)}</td><td>{name}</td><td>{_when(letter)}</td></tr>'


def _when(letter: Letter) -> str:
    local = letter.came_at.astimezone()
    return f'<time datetime="{letter.came_at.isoformat()}">{local:%d.%m.%Y %H:%M:%S}</time>'


def _table(head: str, rows: str, empty: str) -> str:
    if not rows:
        return f"<p>{empty}</p>"
    cells = "".join(f'<th scope="col">{name}</th>' for name in head.split("|"))
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>"


def _page(title: str, body: str) -> str:
    name = escape(title)
    return (
        '<!doctype html><html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{name}</title><link rel="icon" href="data:,"><style>{STYLE}</style></head>'
        f"<body><main><h1>{name}</h1>{body}</main></body></html>"
    )
