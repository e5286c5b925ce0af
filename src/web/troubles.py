"""What a person is told when something went wrong, as a page and as a fragment."""

from dataclasses import dataclass

from litestar.types import Scope

from src.web.frame import Frame
from src.web.kit import Kit
from src.web.pages import render


@dataclass(frozen=True, slots=True)
class Trouble:
    """What happened, what to do next, and the number under which the log knows it."""

    title: str
    text: str
    number: str = ""


WORDS = {
    400: ("Запрос повреждён", "Данные не удалось прочитать. Вернитесь назад, обновите страницу и повторите."),
    403: ("Нет прав на это действие", "Ваша роль в договоре не позволяет этого. Права даёт администратор договора."),
    404: ("Страница не найдена", "Её нет, она закрыта для вас или адрес написан с ошибкой. Начните с главной."),
    405: ("Так эту страницу открыть нельзя", "Вернитесь назад и нажмите кнопку на странице ещё раз."),
    408: ("Данные не дошли", "Связь слишком медленная или прервалась. Вернитесь назад и отправьте ещё раз."),
    413: ("Слишком много данных", "Уменьшите файл или отправьте меньше строк за один раз."),
    422: ("Данные не приняты", "Вернитесь назад, исправьте их и отправьте снова."),
    429: ("Слишком много попыток", "Подождите немного и повторите."),
    500: ("Ошибка на нашей стороне", "Мы уже знаем о ней. Повторите через несколько минут."),
    503: ("Портал занят", "Повторите через минуту: то, что было сохранено раньше, на месте."),
}
FOREIGN = Trouble(
    "Запрос пришёл с другого сайта",
    "Мы не выполнили его, чтобы никто не действовал от вашего имени. Откройте страницу портала и повторите на ней.",
)


def trouble_of(status: int, number: str) -> Trouble:
    title, text = WORDS.get(status, WORDS[500 if status >= 500 else 400])
    return Trouble(title, text, number)


def trouble_html(kit: Kit, scope: Scope, trouble: Trouble, fragment: bool = False) -> str:
    """The page (or the fragment) of an error; it needs no base, so that it can always be shown."""
    name = "partials/errors/error.html" if fragment else "templates/errors/error.html"
    return render(kit.templates, name, trouble, Frame(None, scope["path"], 0))
