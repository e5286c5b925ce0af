"""How the sheet of readings is laid out, known to whoever writes it, reads it back or marks it."""

import re
from typing import NamedTuple

SHEET = "Показания"
HELP_SHEET = "Как заполнить"
FORM = "energokabinet-readings-1"
TITLE_ROW = 1
HEADER_ROW = 3
FIRST_ROW = 4
KEY, SERIAL, VALUE, SEEN = "Ключ", "Номер прибора", "Текущее показание", "Было"
AUTHOR = "Личный кабинет"

_MARKER = re.compile(re.escape(FORM) + r";contract=([0-9]{1,18});period=([0-9]{4}-[0-9]{2})(?:;version=([0-9]{1,9}))?")


class Column(NamedTuple):
    name: str
    width: int


COLUMNS = (
    Column(KEY, 4),
    Column("Объект", 28),
    Column("Адрес", 34),
    Column("Точка учёта", 24),
    Column("Тип прибора", 18),
    Column(SERIAL, 18),
    Column("Зона и направление", 26),
    Column("Предыдущее показание", 16),
    Column("Дата предыдущего", 14),
    Column("Коэффициент", 13),
    Column("Значность", 13),
    Column(VALUE, 20),
    Column("Примечание", 44),
    Column(SEEN, 4),
)
VALUE_LETTER, SEEN_LETTER = "L", "N"


class Owner(NamedTuple):
    """`version`: of the sheet when it was handed out, -1 where it does not say."""

    contract: int
    period: str
    version: int


def marker(owner: Owner) -> str:
    """What the hidden cell A1 holds: by it a sheet is known whatever it is called."""
    return f"{FORM};contract={owner.contract};period={owner.period};version={owner.version}"


def owner_in(text: str) -> Owner | None:
    found = _MARKER.fullmatch(text.strip())
    return Owner(int(found[1]), found[2], int(found[3] or -1)) if found else None
