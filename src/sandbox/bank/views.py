"""HTML of the bank: the page on which one pays, and its office with refunds."""

from __future__ import annotations

from html import escape

from src.sandbox.bank.book import AT_ISSUER, DECLINED, PAID, REFUNDED, REGISTERED, Order

WORDS = {
    REGISTERED: "ждёт оплаты",
    PAID: "оплачен",
    REFUNDED: "деньги возвращены",
    AT_ISSUER: "проверяется банком карты",
    DECLINED: "отказано",
}
STYLE = """
:root{color-scheme:light dark}
body{font:100%/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8886;overflow-wrap:anywhere}
button,input{font:inherit;padding:.4rem .8rem;margin:.2rem .3rem .2rem 0}
.sum{font-size:1.75rem;font-weight:700}
"""


def show_pay(order: Order) -> str:
    """What a person may do instead of typing a card."""
    buttons = (
        ("pay", "Оплатить"),
        ("refuse", "Отказать"),
        ("wait", "Отложить: решает банк карты"),
        ("silent", "Промолчать"),
    )
    body = (
        f'<p>{escape(order.title)}</p><p class="sum">{_money(order.amount)}</p><p>Заказ {escape(order.number)}</p>'
        "<p>Это учебный банк: карты здесь нет, исход выбираете вы.</p>"
        f'<form method="post" action="/pay/{escape(order.id)}">'
        + "".join(f'<button name="act" value="{act}">{word}</button>' for act, word in buttons)
        + '<p><label><input type="checkbox" name="quiet" value="1"> порталу не звонить</label></p></form>'
    )
    return page("Оплата картой", body)


def show_done(order: Order) -> str:
    word = WORDS.get(order.status, "закрыт")
    return page(
        "Заказ закрыт",
        f'<p>Заказ {escape(order.number)} {word}.</p><p><a href="{escape(order.back)}">К магазину</a></p>',
    )


def show_office(orders: list[Order]) -> str:
    rows = "".join(_row(order) for order in orders)
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Заказ", "За что", "Сумма", "Состояние", "Вернуть"))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return page("Учебный банк", table if rows else "<p>Заказов пока нет: начните оплату в портале.</p>")


def show_missing() -> str:
    return page("Такого заказа нет", '<p><a href="/">Все заказы</a></p>')


def _row(order: Order) -> str:
    state = WORDS.get(order.status, "в работе") + (f", возвращено {_money(order.refunded)}" if order.refunded else "")
    left = order.deposited - order.refunded
    refund = (
        f'<form method="post" action="/orders/{escape(order.id)}/refund"><label>Сумма, ₽ '
        f'<input name="amount" value="{left // 100}.{left % 100:02}" size="10"></label><button>Вернуть</button></form>'
        if left
        else ""
    )
    number = f'<a href="/pay/{escape(order.id)}">{escape(order.number)}</a>'
    cells = (number, escape(order.title), _money(order.amount), state, refund)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _money(kopecks: int) -> str:
    return f"{kopecks // 100:,}".replace(",", "\N{NO-BREAK SPACE}") + f",{kopecks % 100:02} ₽"


def page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{title}</title><link rel="icon" href="data:,"><style>{STYLE}</style></head>'
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )
