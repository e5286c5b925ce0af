"""The words of refusals of form fields, one table by pydantic's error types."""

from collections.abc import Mapping
from typing import Any

from src.domain.passwords import LONGEST, SHORTEST, Weakness
from src.web.templates import counted

MISSING = "Заполните это поле"

WORDS: dict[str, str] = {
    "missing": MISSING,
    "string_too_short": "Слишком коротко: нужно не меньше {min_length} знаков",
    "string_too_long": "Слишком длинно: не больше {max_length} знаков",
    "too_short": "Слишком коротко: нужно не меньше {min_length} знаков",
    "too_long": "Слишком длинно: не больше {max_length} знаков",
    "string_pattern_mismatch": "Не тот вид записи: проверьте пример рядом с полем",
    "string_type": MISSING,
    "string_unicode": "В поле есть знаки, которые нельзя прочитать",
    "int_parsing": "Напишите целое число",
    "int_parsing_size": "Число слишком велико",
    "int_from_float": "Напишите целое число",
    "decimal_parsing": "Напишите число, например 184320,50",
    "decimal_max_digits": "Слишком много цифр: не больше {max_digits}",
    "decimal_max_places": "После запятой не больше {decimal_places} цифр",
    "greater_than": "Нужно больше {gt}",
    "greater_than_equal": "Нужно не меньше {ge}",
    "less_than": "Нужно меньше {lt}",
    "less_than_equal": "Нужно не больше {le}",
    "date_parsing": "Напишите дату, например 05.12.2026",
    "date_from_datetime_parsing": "Напишите дату, например 05.12.2026",
    "literal_error": "Выберите одно из предложенного",
    "enum": "Выберите одно из предложенного",
    "bool_parsing": "Отметьте или снимите отметку",
    "own": "{text}",
}
WEAKNESSES: dict[Weakness, str] = {
    Weakness.TOO_SHORT: f"Слишком короткий пароль: нужно не меньше {SHORTEST} знаков",
    Weakness.TOO_LONG: f"Слишком длинный пароль: не больше {LONGEST} знаков",
    Weakness.COMMON: "Этот пароль подбирают одним из первых. Придумайте другой: подойдут три-четыре слова подряд",
    Weakness.RELATED: "Пароль похож на ваше имя или почту. Придумайте другой: подойдут три-четыре слова подряд",
}
OTHER = "Проверьте это поле: так записать нельзя"


def word_for(kind: str, context: Mapping[str, Any]) -> str:
    """The refusal of this kind; an empty field that is too short is simply not filled."""
    if kind in {"string_too_short", "too_short"} and context.get("min_length") == 1:
        return MISSING
    return WORDS.get(kind, OTHER).format(**context)


def wait(seconds: int) -> str:
    """How long, in words."""
    if seconds < 120:
        return f"Слишком много попыток. Подождите {counted(seconds, 'секунду', 'секунды', 'секунд')} и повторите."
    return f"Слишком много попыток. Подождите {counted(-(-seconds // 60), 'минуту', 'минуты', 'минут')} и повторите."
